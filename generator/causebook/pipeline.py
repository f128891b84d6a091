"""The way of the data in one place: from a project's folders to a checked book, and to files.

Faces call these functions; nothing here prints or exits.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from .book.assemble import assemble
from .book.audience import for_audience
from .book.book import Book
from .book.edition import Edition
from .check.cases import check_cases
from .check.clashes import clashes
from .check.entries import check_entries
from .check.frame import check_frame
from .check.help import check_help
from .check.navigation import check_nav
from .check.pages import check_content, check_includes
from .check.patterns import check_patterns
from .check.platforms import check_platforms
from .check.style import check_style
from .check.words import check_words
from .checklist import files as checklist
from .diagnosis import files as diagnosis
from .diagnosis.claims import check_claims, check_reading
from .diagnosis.knowledge import knowledge
from .diagnosis.learning import written
from .diagnosis.lessons import check_freshness
from .diagnosis.records import Knowledge
from .load import Sources, load, load_cases
from .load.configuration import configurations
from .load.content import Content
from .load.pages import read_content
from .load.words import NAME
from .model import Audience
from .model.findings import Finding
from .render import Options, Rendered, render
from .render.anchors import check_anchors
from .search import files as search

if TYPE_CHECKING:
    from .site.builder import Built, Progress


@dataclass(frozen=True)
class Checked:
    """A project that was read: its book where there is one, its pages, and all findings."""

    book: Book | None
    content: Content
    findings: tuple[Finding, ...]
    project: Path = Path()

    @property
    def reading(self) -> Path | None:
        """The folder of the book's own modules that read a paste."""
        return reading_folder(self.project / "causes", self.book) if self.book else None

    def edition(self, audience: Audience) -> Edition:
        """What an audience gets of the project, and what it must not get."""
        if self.book is None:
            raise ValueError("there is no edition without a book")
        return Edition(self.project, self.book, self.content, audience)


def link(sources: Sources) -> tuple[Book | None, tuple[Finding, ...]]:
    """The book, or None where it cannot be put together, and all findings about its entries."""
    findings = check_entries(sources)
    return (None if findings else assemble(sources)), findings


def check(project: Path, *, cases: bool = False) -> Checked:
    """Everything below `causes` and `content` of a project, read and checked.

    The cases take their time and nothing of them is shown: they are read on demand.
    """
    sources = load(project / "causes")
    book, findings = link(sources)
    configured = configurations(project)
    public = configured.get(Audience.PUBLIC)
    content = read_content(project / "content", public.texts() if public else ())
    found = [*findings, *check_patterns(sources), *check_reading(sources)]
    found += [
        finding for configuration in configured.values() for finding in configuration.findings
    ]
    found += check_includes(configured.values())
    if book:
        outside = for_audience(book, Audience.PUBLIC)
        found += check_words(outside)
        found += check_platforms(sources, book)
        found += check_content(content, book, outside) + clashes(book, content)
        found += check_frame(configured.items(), content)
        if not content.findings:
            found += check_nav(configured.values(), book, content)
            found += check_help(sources, content, book)
    else:
        found += content.findings
    if cases:
        told = load_cases(sources.root)
        found += check_cases(sources, told)
        found += check_freshness(book, told) if book else []
    if book and not found:
        found += check_anchors(content, book)
        found += check_claims(sources, book, reading_folder(sources.root, book))
    return Checked(book, content, tuple(sorted(set(found))), project)


@dataclass(frozen=True)
class Opened:
    """A book as one audience has it, with all that its diagnosis takes."""

    book: Book
    knowledge: Knowledge
    reading: Path | None


def opened(project: Path, audience: Audience) -> Opened | tuple[Finding, ...]:
    """The book of an audience, ready to be asked, or what is wrong with it.

    What it claims of the diagnosis is not checked: that takes longer than most questions.
    """
    sources = load(project / "causes")
    book, findings = link(sources)
    found = [*findings, *check_reading(sources)]
    if book is None or found:
        return tuple(sorted(set(found)))
    own = for_audience(book, audience)
    return Opened(own, knowledge(own, audience), reading_folder(sources.root, book))


@dataclass(frozen=True)
class Learned:
    """What was learned of words, as a file; with findings, nothing was."""

    path: Path
    findings: tuple[Finding, ...] = ()
    text: str = ""
    words: int = 0
    table: tuple[str, ...] = ()


def learned(project: Path, *, measure: bool = False) -> Learned:
    """The words of a project, learned anew; a table of what they bring, if that is asked for."""
    from .diagnosis.teaching import teach  # scikit-learn, which nothing else needs

    path = project / "causes" / NAME
    sources, cases = load(project / "causes"), load_cases(project / "causes")
    rest = tuple(one for one in sources.findings if one.code != "W001")
    book, findings = link(replace(sources, words=None, findings=rest))
    wrong = [*findings, *check_cases(sources, cases)]
    if book is None or wrong:
        return Learned(path, tuple(sorted(set(wrong))))
    words, table = teach(book, cases, reading_folder(sources.root, book), measure=measure)
    return Learned(path, (), written(words), len(words.words), table)


def findings_of(project: Path, *, style: bool = False) -> list[Finding]:
    """Everything that is wrong with a project; a configuration that cannot be read is one thing.

    With `style` also what is not said as it should be.
    """
    from .site import check_settings  # MkDocs, as below

    found = {*check(project, cases=True).findings, *check_settings(project)}
    return sorted(found | set(unstylish(project)) if style else found)


def unstylish(project: Path) -> list[Finding]:
    """What a project does not say in the voice of a help page."""
    return check_style(load(project / "causes"), read_content(project / "content"))


def reading_folder(causes: Path, book: Book) -> Path | None:
    """The folder of a book's own modules that read a paste, below its causes."""
    return causes / book.about.reading if book.about.reading else None


def generate(checked: Checked, options: Options) -> Rendered:
    """The files for an audience; call it only for a project without findings."""
    if checked.book is None or checked.findings:
        raise ValueError("a book with findings cannot be rendered")
    audience = options.audience
    book = for_audience(checked.book, audience)
    content = checked.content.for_audience(audience)
    made = render(book, content, options)
    diagnose = diagnosis.pages(book, checked.reading, options) | search.files(book, content)
    return replace(made, files=made.files | checklist() | diagnose)


def build(checked: Checked, audience: Audience, out: Path, progress: Progress) -> Built:
    """Build the site of an audience and swap it in; with findings, the old site stays as it is."""
    from .site.builder import build_site  # MkDocs costs 0.3 s that other commands need not pay

    return build_site(checked.edition(audience), checked, out, progress)
