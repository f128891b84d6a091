"""The book of entries without findings.

It must not know how they were judged, nor how pages look.
"""

from __future__ import annotations

from functools import partial
from itertools import chain

from .. import model
from ..load import Sources, entries_of
from ..model import FileKind
from .book import Book
from .section import Section


def assemble(sources: Sources) -> Book:
    """The book that the sources are; they must be without findings."""
    entries = [file.entry for file in sources.files]
    platforms = [
        entry.platforms for entry in entries if isinstance(entry, model.Platforms)
    ]
    phrases = [entry.phrases for entry in entries if isinstance(entry, model.Phrases)]
    origins = [
        (entry.id, file.path)
        for file in sources.files
        for entry, *_ in entries_of(file)
    ]
    about = next(entry for entry in entries if isinstance(entry, model.About))
    return Book(
        about=about.model_copy(update={"problems": (), "defaults": None}),
        platforms=tuple(chain.from_iterable(platforms)),
        phrases=tuple(chain.from_iterable(phrases)),
        sections=tuple(
            sorted(_sections(sources), key=partial(_rank, about.problems))
        ),
        origins=tuple(origins),
        words=sources.words,
        strings=sources.strings,
    )


def _rank(order: tuple[str, ...], section: Section) -> int:
    """The place of a problem in the order that the book gives; those without one are last."""
    known = section.problem.id in order
    return order.index(section.problem.id) if known else len(order)


def _sections(sources: Sources) -> list[Section]:
    """Each problem with the entries of its folder."""
    folders: dict[str, list[FileKind]] = {}
    for file in sources.files:
        folders.setdefault(file.problem, []).append(file.entry)
    return [
        _section(file.entry, folders[file.problem])
        for file in sources.files
        if isinstance(file.entry, model.Problem)
    ]


def _section(problem: model.Problem, entries: list[FileKind]) -> Section:
    """A problem with the entries of its folder."""
    groups = [entry for entry in entries if isinstance(entry, model.Symptoms)]
    return Section(
        problem,
        causes=tuple(entry for entry in entries if isinstance(entry, model.Cause)),
        symptoms=tuple(symptom for group in groups for symptom in group.symptoms),
        fixes=tuple(entry for entry in entries if isinstance(entry, model.Fix)),
        scenarios=tuple(
            entry for entry in entries if isinstance(entry, model.Scenario)
        ),
    )
