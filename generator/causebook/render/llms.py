"""`llms.txt` (llmstxt.org): where a program, or a person with an editor, begins to read.

It lists what leads on, grouped, with what to fetch first; the many symptoms stand on lists of
their own, which it names.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..book import order
from ..book.addresses import source_path
from ..book.book import Book
from ..book.section import Section
from ..book.version import edition
from ..load.content import Content, Written
from ..model import Linked
from .commonmark import link, plain
from .copies import Addresses

_LATER = ("contribute", "about")
"""Folders of pages about the book itself, which come last."""


@dataclass(frozen=True)
class _Lists:
    """Writes the rows of lists."""

    book: Book
    to: Addresses

    def row(self, title: str, source: str, about: str) -> str:
        """A link with what is there."""
        told = f": {plain(about)}" if about else ""
        return f"- {link(title, self.to.of_source(source))}{told}"

    def entries(self, title: str, entries: Iterable[Linked]) -> Iterator[str]:
        """A list of entries under its heading; none where there are none."""
        rows = [
            self.row(one.title, source_path(self.book, one), one.summary)
            for one in entries
        ]
        yield from self.of(title, rows)

    def of(self, title: str, rows: list[str]) -> Iterator[str]:
        """Rows under their heading."""
        if rows:
            yield from (f"## {plain(title)}", "", *rows, "")


def llms(book: Book, content: Content, site: str) -> str:
    """The text; its links are whole where the address of the site is known."""
    lists, say = _Lists(book, Addresses("llms.txt", site)), book.strings.say
    groups = _folders(content)
    lines = [
        f"# {plain(book.about.title)}",
        "",
        f"> {plain(book.about.summary)}",
        "",
        say("llms.manner", page="`a/b/`", copy="`a/b.md`"),
        "",
        f"{say('pages.version', version=', '.join(edition(book)))}.",
        "",
        *_first(lists, groups.get("", [])),
    ]
    for section in book.sections:
        lines += _section(lists, section)
    lines += lists.entries(say("hubs.platforms"), book.platforms)
    for folder, pages in groups.items():
        if folder and folder not in _LATER:
            lines += lists.of(pages[0].title, [_page(lists, page) for page in pages])
    lines += _optional(
        lists, [page for folder in _LATER for page in groups.get(folder, [])]
    )
    return "\n".join(lines)


def _first(lists: _Lists, pages: list[Written]) -> Iterator[str]:
    """What to fetch first."""
    say = lists.book.strings.say
    rows = [
        lists.row(problem.title, source_path(lists.book, problem), problem.summary)
        for problem in (section.problem for section in lists.book.sections)
    ]
    rows += [
        lists.row(say("hubs.messages"), "messages.md", say("llms.messages")),
        lists.row(say("llms.json"), "api/book.json", say("llms.jsonAbout")),
        lists.row(say("llms.index"), "api/index.json", say("llms.indexAbout")),
        lists.row(
            say("llms.schema"), "api/book.schema.json", say("llms.schemaAbout")
        ),
    ]
    yield from lists.of(
        say("llms.start"), rows + [_page(lists, page) for page in pages]
    )


def _section(lists: _Lists, section: Section) -> Iterator[str]:
    """The causes of a problem, family by family, then its fixes and its worked cases."""
    say = lists.book.strings.say
    for family in section.problem.families:
        causes = section.causes_of(family)
        yield from lists.entries(
            say("llms.causes", family=family.title), (family, *causes)
        )
    title = section.problem.title
    fixes = order.fixes_in_order(lists.book, section)
    here = {fix.id for fix in section.fixes}
    own = [fix for fix in fixes if fix.id in here]
    yield from lists.entries(say("llms.fixes", problem=title), own)
    yield from lists.entries(say("llms.cases", problem=title), section.scenarios)


def _optional(lists: _Lists, pages: list[Written]) -> Iterator[str]:
    """What may be left out where there is little room."""
    rows, say = [], lists.book.strings.say
    for section in lists.book.sections:
        name, title = section.problem.id, section.problem.title
        symptoms = say("hubs.symptomsOf", problem=title)
        paper = say("hubs.paperOf", problem=title)
        rows += [
            lists.row(
                symptoms, f"{name}/symptoms/index.md", say("llms.symptomsAbout")
            ),
            lists.row(paper, f"{name}/print.md", say("llms.paperAbout")),
        ]
    rows.append(lists.row(say("frame.changes"), "feed.xml", say("llms.changesAbout")))
    yield from lists.of(
        say("llms.optional"), rows + [_page(lists, page) for page in pages]
    )


def _folders(content: Content) -> dict[str, list[Written]]:
    """The hand-written pages by the folder at the root that they lie in, its opening page first."""
    groups: dict[str, list[Written]] = {}
    for page in sorted(
        content.pages, key=lambda page: (not _opens(page), page.source)
    ):
        folder = page.source.partition("/")[0] if "/" in page.source else ""
        groups.setdefault(folder, []).append(page)
    return groups


def _opens(page: Written) -> bool:
    """Whether a page opens its folder."""
    return posixpath.basename(page.source) == "index.md"


def _page(lists: _Lists, page: Written) -> str:
    """The row of a hand-written page."""
    return lists.row(page.title, page.source, page.description)
