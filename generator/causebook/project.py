"""A project that was read: its book, its pages, and everything that is wrong with them.

Nothing here writes a file, and nothing knows how a site is built.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from .book.assemble import assemble
from .book.audience import for_audience
from .book.book import Book
from .book.edition import Edition
from .book.processes import apart
from .check.book import check_book
from .check.cases import check_cases
from .check.entries import check_entries
from .check.inputs import inputs
from .check.pages import check_includes
from .check.passed import Passed
from .check.patterns import check_patterns, pattern_key
from .check.site_files import check_site_files
from .check.starting import check_placeholders
from .checklist import files as checklist
from .diagnosis.claims import check_claims, check_reading, claims_key, reading_key
from .diagnosis.lessons import check_freshness
from .load import Known, Sources, load, load_cases
from .load.configuration import Configuration, configurations
from .load.content import Content
from .load.pages import read_content, without_site
from .load.templates import NO_TEMPLATES, Templates, read_templates
from .model import Audience
from .model.findings import Finding
from .render.anchors import check_anchors
from .render.assets import assets
from .render.blocks import check_templates
from .render.tried import tried_key, try_templates
from .render.tried_links import check_links
from .render.welcome import HOME, welcome


@dataclass(frozen=True)
class Checked:
    """A project that was read: its book where there is one, its pages, and all findings."""

    book: Book | None
    content: Content
    findings: tuple[Finding, ...]
    project: Path = Path()
    sources: Sources | None = None
    templates: Templates = NO_TEMPLATES
    made_from: str = ""
    """The digest of all that was read, taken before it was; empty where it was not."""

    @property
    def reading(self) -> Path | None:
        """The folder of the book's own modules that read a paste."""
        return (
            reading_folder(self.project / "causes", self.book) if self.book else None
        )

    def edition(self, audience: Audience) -> Edition:
        """What an audience gets of the project, and what it must not get."""
        if self.book is None:
            raise ValueError("there is no edition without a book")
        return Edition(self.project, self.book, self.content, audience)


def link(sources: Sources) -> tuple[Book | None, tuple[Finding, ...]]:
    """The book, or None where it cannot be put together, and all findings about its entries."""
    findings = check_entries(sources)
    return (None if findings else assemble(sources)), findings


def check(
    project: Path,
    *,
    cases: bool = False,
    claims: bool = True,
    known: Known | None = None,
) -> Checked:
    """Everything below `causes` and `content` of a project, read and checked.

    The cases take their time and nothing of them is shown: they are read on demand. What the book
    claims of its diagnosis may be left for later (`check_later`). Files that are `known` are not
    read again.
    """
    made_from = inputs(project) if known is None else ""
    sources = load(project / "causes", known)
    book, findings = link(sources)
    configured = configurations(project)
    book = _as_guest(book) if book and _is_guest(configured) else book
    content = _content(project, configured, book)
    templates, unread = read_templates(project / "causes")
    passed = Passed(project / "build")
    found = [*findings, *unread, *check_templates(templates)]
    found += _of_sources(sources, passed) + _of_sites(configured)
    if book is None:
        found += content.findings
    else:
        own = _own(configured)
        found += check_book(sources, book, content, own)
        made = {*assets(book.strings), *checklist(book.strings)}
        read = {name: one for name, one in own.items() if not one.findings}
        found += check_site_files(read, content, made)
    found += _of_cases(sources, book) if cases else []
    if book and not found and templates.texts:
        found += passed.unless_passed(
            tried_key(templates, book), lambda: try_templates(templates, book)
        )
    if book and not found:
        found += check_anchors(content, book, templates)
        found += check_links(templates, book, content)
        found += _claims(sources, book, passed) if claims else []
    everything = tuple(sorted(set(found)))
    return Checked(book, content, everything, project, sources, templates, made_from)


def _of_sources(sources: Sources, passed: Passed) -> list[Finding]:
    """What is wrong with patterns, with what reads a paste, and with what a starter left."""
    patterns = passed.unless_passed(
        pattern_key(sources), lambda: check_patterns(sources)
    )
    reading = passed.unless_passed(
        reading_key(sources), lambda: apart(lambda: check_reading(sources))
    )
    return [*patterns, *reading, *check_placeholders(sources)]


def _of_sites(configured: Mapping[Audience, Configuration]) -> list[Finding]:
    """What is wrong with the configuration of each site."""
    found = check_includes(
        configuration
        for configuration in configured.values()
        if not configuration.is_guest  # whose extensions see no text of the book
    )
    for configuration in configured.values():
        found += configuration.findings
    return found


def _of_cases(sources: Sources, book: Book | None) -> list[Finding]:
    """What is wrong with the cases that the diagnosis learns from."""
    told = load_cases(sources.root)
    found = check_cases(sources, told)
    return [*found, *(check_freshness(book, told) if book else ())]


def _own(
    configured: Mapping[Audience, Configuration],
) -> Mapping[Audience, Configuration]:
    """The configurations that are the book's: what else a site says is its own business."""
    return {} if _is_guest(configured) else configured


def _is_guest(configured: Mapping[Audience, Configuration]) -> bool:
    """Whether the book is part of a site that has other pages."""
    return any(configuration.is_guest for configuration in configured.values())


def _as_guest(book: Book) -> Book:
    """The book inside another site, whose first page is not the book's."""
    return replace(book, strings=book.strings.saying("hubs.home", book.about.title))


def _content(
    project: Path, configured: Mapping[Audience, Configuration], book: Book | None
) -> Content:
    """The hand-written pages of a book; inside a site it has a first page without one, too."""
    folder, public = project / "content", configured.get(Audience.PUBLIC)
    guests = [site for site in configured.values() if site.is_guest]
    content = read_content(folder, public.texts() if public else ())
    for site in guests:
        content = without_site(content, folder, site)
    if (
        book is None
        or not guests
        or any(page.source == HOME for page in content.pages)
    ):
        return content
    return replace(content, pages=(welcome(book.about, book.strings), *content.pages))


def check_later(checked: Checked) -> tuple[Finding, ...]:
    """What the diagnosis does not bear out of a project that was checked without its claims."""
    if checked.book is None or checked.sources is None:
        return ()
    passed = Passed(checked.project / "build")
    return tuple(sorted(_claims(checked.sources, checked.book, passed)))


def _claims(sources: Sources, book: Book, passed: Passed) -> list[Finding]:
    """What a book claims of its diagnosis, unless it claimed just that before."""
    reading = reading_folder(sources.root, book)
    return passed.unless_passed(
        claims_key(sources, book, reading),
        lambda: apart(lambda: check_claims(sources, book, reading)),
    )


def reading_folder(causes: Path, book: Book) -> Path | None:
    """The folder of a book's own modules that read a paste, below its causes."""
    return causes / book.about.reading if book.about.reading else None


def seen_by(checked: Checked, audience: Audience) -> tuple[Book, Content]:
    """What an audience gets of a project without findings."""
    if checked.book is None or checked.findings:
        raise ValueError("a book with findings cannot be rendered")
    return for_audience(checked.book, audience), checked.content.for_audience(
        audience
    )
