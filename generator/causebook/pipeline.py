"""The way of the data in one place: from a checked project to files, a site, and answers.

Faces call these functions; nothing here prints or exits.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from .book.addresses import generated
from .book.audience import for_audience
from .book.book import Book
from .check.cases import check_cases
from .check.starting import check_starter
from .check.style import check_style
from .checklist import files as checklist
from .diagnosis import files as diagnosis
from .diagnosis.claims import check_reading
from .diagnosis.knowledge import knowledge
from .diagnosis.learning import written
from .diagnosis.records import Knowledge
from .load import Known, load, load_cases
from .load.words import NAME
from .model import Audience
from .model.findings import Finding
from .project import Checked, check, check_later, link, reading_folder, seen_by
from .render import NOTHING, Memory, Options, Rendered, as_data, render
from .search import files as search

if TYPE_CHECKING:
    from .site.builder import Built, Progress


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
    """The words of a project, learned again; a table of what they bring, if that is asked for."""
    from .diagnosis.teaching import teach  # scikit-learn, which nothing else needs

    path = project / "causes" / NAME
    sources, cases = load(project / "causes"), load_cases(project / "causes")
    rest = tuple(one for one in sources.findings if one.code != "W001")
    book, findings = link(replace(sources, words=None, findings=rest))
    wrong = [*findings, *check_cases(sources, cases)]
    if book is None or wrong:
        return Learned(path, tuple(sorted(set(wrong))))
    words, table = teach(
        book, cases, reading_folder(sources.root, book), measure=measure
    )
    return Learned(path, (), written(words), len(words.words), table)


def findings_of(project: Path, *, style: bool = False) -> list[Finding]:
    """Everything that is wrong with a project; a configuration that cannot be read is one thing.

    With `style` also what is not said as it should be.
    """
    from .site import check_settings  # MkDocs, as below

    checked = check(project, cases=True)
    sources = generated(checked.book) if checked.book else frozenset()
    found = {*checked.findings}
    found |= {*check_settings(project, checked.content, sources)}
    found |= {*check_starter(checked.sources, project)} if checked.sources else set()
    return sorted(found | set(unstylish(checked)) if style else found)


def unstylish(checked: Checked) -> list[Finding]:
    """What a project does not say in the voice of a help page."""
    return check_style(checked.sources, checked.content) if checked.sources else []


def generate(
    checked: Checked,
    options: Options,
    memory: Memory = NOTHING,
) -> Rendered:
    """The files for an audience; call it only for a project without findings.

    Pages that would come out as they did before are recalled from `memory`.
    """
    made = generate_pages(checked, options, memory)
    rest = generate_rest(checked, options)
    return replace(made, files=made.files | rest, whole=frozenset(rest))


def generate_pages(
    checked: Checked,
    options: Options,
    memory: Memory = NOTHING,
    *,
    wait: bool = False,
) -> Rendered:
    """The files for an audience but those that are made of the whole book at once.

    With `wait` the pages of entries that are not recalled are made when they are wanted.
    """
    book, content = seen_by(checked, options.audience)
    own = replace(options, templates=checked.templates)
    made = render(book, content, own, memory, wait=wait)
    return replace(made, files=made.files | checklist(book.strings))


def generate_rest(checked: Checked, options: Options) -> dict[str, str | bytes]:
    """The files of an audience that are made of the whole book: diagnosis, search, data."""
    made: dict[str, str | bytes] = {}
    for part in PARTS:
        made |= part(checked, options)
    return made


def _diagnosis(checked: Checked, options: Options) -> dict[str, str | bytes]:
    """The diagnosis of an audience."""
    book, _ = seen_by(checked, options.audience)
    return diagnosis.pages(book, checked.reading, options)


def _search(checked: Checked, options: Options) -> dict[str, str | bytes]:
    """The search of an audience."""
    return search.files(*seen_by(checked, options.audience))


def _data(checked: Checked, options: Options) -> dict[str, str | bytes]:
    """The whole book as data."""
    return as_data(*seen_by(checked, options.audience), options)


PARTS = (_diagnosis, _search, _data)
"""What makes the files that are made of the whole book."""


def build(
    checked: Checked,
    audience: Audience,
    out: Path,
    progress: Progress,
    *,
    clean: bool = False,
) -> Built:
    """Build the site of an audience and swap it in; with findings, the old site stays as it is.

    With `clean` nothing is taken from the old site.
    """
    # MkDocs costs 0.3 s that other commands need not pay
    from .site.builder import build_site

    edition, checked = checked.edition(audience), replace(checked, sources=None)
    return build_site(edition, checked, out, progress, clean=clean)


def serve(project: Path, audience: Audience, host: str, port: int) -> None:
    """Serve a live preview until interrupted; raises Broken if it is broken from the start."""
    from .site import Source, serve_site  # MkDocs, as above

    known: Known = {}
    source = Source(
        check=lambda: check(project, claims=False, known=known),
        check_later=check_later,
        pages=partial(generate_pages, wait=True),
        rest=PARTS,
    )
    serve_site(project, audience, (host, port), source)
