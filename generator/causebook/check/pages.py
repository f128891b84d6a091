"""Findings about hand-written pages that need the book: links, anchors, parts, lists, addresses.

It must not know how pages are read or rendered.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote, urlsplit

from ..book.addresses import generated, url
from ..book.book import Book
from ..load.configuration import Configuration
from ..load.content import LINK, PART, PARTS, Content, Written
from ..load.nodes import Mapping as Keys
from ..load.nodes import Node, Scalar, Sequence
from ..load.page_links import Mention, has_anchor, mentions, torn, unclosed
from ..load.pages import position
from ..model import Audience
from ..model.findings import Finding, did_you_mean, quoted
from ..model.rich_text import ENTRY_LINK

_MADE_BY_MKDOCS = frozenset(
    {"404.html", "sitemap.xml", "sitemap.xml.gz", "search/search_index.json"}
)
_OPENING = {"restrict_base_path": "false", "url_download": "true"}
"""What lets snippets leave their folder."""


@dataclass(frozen=True)
class Targets:
    """What pages of one audience can link to."""

    book: Book
    content: Content
    base: str = ""
    """The path of the site's address; without it, links from the host's root are not judged."""

    @cached_property
    def sources(self) -> frozenset[str]:
        """Every file below the docs folder."""
        pages = {page.source for page in self.content.pages}
        assets = {name for name, _ in self.content.assets}
        return generated(self.book) | pages | assets

    @cached_property
    def source_of(self) -> dict[str, str]:
        """The source of each page by its address."""
        return {
            url(source): source for source in self.sources if source.endswith(".md")
        }

    @cached_property
    def urls(self) -> frozenset[str]:
        """Every address of the site, folders with their slash."""
        pages = self.source_of.keys()
        files = {source for source in self.sources if not source.endswith(".md")}
        return frozenset(
            {*pages, *files, *(source.removesuffix("index.html") for source in files)}
        )

    @cached_property
    def written(self) -> dict[str, Written]:
        """The hand-written pages by their source and by their address."""
        return {
            name: page
            for page in self.content.pages
            for name in (page.source, url(page.source))
        }

    def found(self, page: Written, path: str) -> str | None:
        """What an address on a page leads to, as MkDocs sees it: a source file, else an address."""
        if path.startswith("/"):
            return self._address(path.removeprefix(self.base))
        source = page.resolve(path)
        if source in self.sources and not path.endswith("/"):
            return source
        folder = _folder(url(page.source))
        address = posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/")
        return self._address(address)

    def leads_in(self, target: str) -> bool:
        """Whether a link from the root of the host leads into the site."""
        is_of_a_host = target.startswith("//")
        return bool(self.base) and target.startswith(self.base) and not is_of_a_host

    def _address(self, address: str) -> str | None:
        """An address of the site, if it is one, with or without its slash."""
        names = (address, f"{address}/".lstrip("/"))
        return next((name for name in names if name in self.urls), None)


def _folder(address: str) -> str:
    """The folder that relative addresses on a page count from."""
    return address.rpartition("/")[0]


def check_content(
    content: Content, book: Book, public: Book, bases: Mapping[Audience, str]
) -> list[Finding]:
    """Findings about the hand-written pages of a project.

    A link or a part leads nowhere, or where the page's readers may not go; a block would be lost.
    `bases` are the paths of the addresses of its sites.
    """
    inside, outside = (
        bases.get(one, "") for one in (Audience.INTERNAL, Audience.PUBLIC)
    )
    every = Targets(book, content, inside)
    seen = content.for_audience(Audience.PUBLIC)
    readable = {
        Audience.INTERNAL: every,
        Audience.PUBLIC: Targets(public, seen, outside),
    }
    findings = [*content.findings, *_taken(content, book)]
    for page in content.pages:
        for mention in mentions(page.body):
            findings += judge(page, mention, readable[page.audience], every)
        findings += [*_parts(page), *_torn(page), *_unclosed(page)]
    return findings


def judge(
    page: Written, mention: Mention, seen: Targets, every: Targets
) -> Iterator[Finding]:
    """The finding for one link or image, or none."""
    if mention.target.startswith("entry:"):
        yield from _entry(page, mention, seen.book, every.book)
        return
    shown = quoted(mention.target)
    try:
        address = urlsplit(mention.target)
    except ValueError:
        yield at_mention(page, mention, "C005", f"{shown} is no address", "check it")
        return
    is_elsewhere = bool(address.scheme or address.netloc)
    is_rooted = mention.target.startswith("/")
    if is_rooted and not seen.leads_in(mention.target):
        is_elsewhere = True
    if is_elsewhere or not mention.target:
        return
    path = unquote(address.path)
    found = seen.found(page, path) if path else page.source
    if found is None:
        problem, hint = _lost(page, path, seen, every)
        yield at_mention(page, mention, "C005", f"{shown} {problem}", hint)
        return
    target = seen.written.get(found)
    if target and _lacks(target, unquote(address.fragment)):
        problem = f"{shown} has no such heading in {target.path}"
        hint = "anchors come from headings, in lower case with hyphens"
        yield at_mention(page, mention, "C005", problem, hint)


def _lost(page: Written, path: str, seen: Targets, every: Targets) -> tuple[str, str]:
    """What is wrong with a path that leads nowhere for the readers of a page, and what to do."""
    if every.found(page, path):
        remedy = "make the page internal, or take the link out"
        return "is internal; this page is public", remedy
    return "leads nowhere", _nearest(page, path, seen)


def _lacks(target: Written, fragment: str) -> bool:
    """Whether a page has no such heading; what its parts will hold is not known here."""
    if not fragment or PART.search(target.body):
        return False
    return not has_anchor(target.body, fragment)


def _nearest(page: Written, path: str, seen: Targets) -> str:
    """What was meant, perhaps, as this page would name it."""
    known = {
        posixpath.relpath(source, posixpath.dirname(page.source) or "."): source
        for source in seen.sources
    }
    return did_you_mean(path, known) or "links count from the page's own file"


def _entry(
    page: Written, mention: Mention, seen: Book, every: Book
) -> Iterator[Finding]:
    """The finding for a link to an entry, or none."""
    entry = mention.target.removeprefix("entry:")
    line = page.body.split("\n")[mention.line - 1]
    is_filled = ENTRY_LINK.match(mention.target) and entry in LINK.findall(line)
    if entry not in seen.by_id:
        what = "is internal" if entry in every.by_id else "does not exist"
        hint = did_you_mean(entry, seen.by_id)
        yield at_mention(page, mention, "C001", f"entry {quoted(entry)} {what}", hint)
    elif not is_filled:
        problem = f"the link to {quoted(entry)} is written otherwise"
        hint = f"write `[text](entry:{entry})` on one line"
        yield at_mention(page, mention, "C001", problem, hint)


def at_mention(
    page: Written, mention: Mention, code: str, message: str, hint: str
) -> Finding:
    """A finding at a mention."""
    line = page.head_lines + mention.line
    return Finding(page.path, line, mention.col, code, message, hint)


def _parts(page: Written) -> Iterator[Finding]:
    """Findings for parts that the generator does not know."""
    for found in PART.finditer(page.body):
        if found[1] not in PARTS:
            line, col = position(page.body, found.start())
            place = (page.head_lines + line, col)
            problem = f"there is no part {quoted(found[1])}"
            hint = did_you_mean(found[1], PARTS) or f"known: {', '.join(PARTS)}"
            yield Finding(page.path, *place, "C003", problem, hint)


def _torn(page: Written) -> Iterator[Finding]:
    """Findings for blocks that MkDocs would not show in the list they stand in."""
    for block in torn(page.body):
        place = (page.head_lines + block.line, block.indent + 1)
        problem = f"{block.what} in a list is indented by {block.indent}"
        needed = f"put it on a line of its own, indented by {block.needs} blanks"
        hint = f"{needed}: MkDocs counts four for each list"
        yield Finding(page.path, *place, "C006", problem, hint)


def _unclosed(page: Written) -> Iterator[Finding]:
    """Findings for code blocks without an end: MkDocs would show them as text."""
    for line in unclosed(page.body):
        place = (page.head_lines + line, 1)
        problem = "a code block has no end"
        hint = "close it with a line of the same backquotes or tildes"
        yield Finding(f"content/{page.source}", *place, "C006", problem, hint)


def _taken(content: Content, book: Book) -> Iterator[Finding]:
    """Findings for files on a path where something else is written."""
    taken = {name.lower() for name in generated(book)} | _MADE_BY_MKDOCS
    for name, _ in content.assets:
        if name.lower() in taken or name.lower().startswith("assets/causebook/"):
            problem = f"the address {quoted(name)} is taken"
            hint = "by the generator's own file; rename it"
            yield Finding(f"content/{name}", 0, 0, "V003", problem, hint)


def check_includes(configurations: Iterable[Configuration]) -> list[Finding]:
    """Findings where a configuration lets texts include files from anywhere.

    Entries are such texts.
    """
    problem = "pymdownx.snippets would publish any file that a text names"
    remedy = "give it `base_path: [content]`, without `restrict_base_path: false` or `url_download`"
    return [
        configuration.at(name, "C004", problem, remedy)
        for configuration in configurations
        for name, options in configuration.named("markdown_extensions")
        if name.text == "pymdownx.snippets" and not _stays_inside(options)
    ]


def _stays_inside(options: Node | None) -> bool:
    """Whether the options keep snippets below `content/`."""
    if not isinstance(options, Keys) or "base_path" not in options.pairs:
        return False
    base = options.pairs["base_path"][1]
    paths = base.items if isinstance(base, Sequence) else [base]
    pairs = [(key, value) for key, (_, value) in options.pairs.items()]
    given = {
        key: value.text.lower() for key, value in pairs if isinstance(value, Scalar)
    }
    is_open = any(given.get(key) == value for key, value in _OPENING.items())
    return not is_open and all(_is_in_content(path) for path in paths)


def _is_in_content(path: Node) -> bool:
    """Whether a path of the configuration leads to `content/` or below it."""
    return (
        isinstance(path, Scalar)
        and posixpath.normpath(path.text).split("/")[0] == "content"
    )
