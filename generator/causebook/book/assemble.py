"""The book of entries without findings.

It must not know how they were judged, nor how pages look.
"""

from __future__ import annotations

from .. import model
from ..load import Sources, entries_of
from ..model import FileKind
from .book import Book, Section


def assemble(sources: Sources) -> Book:
    """The book that the sources are; they must be without findings."""
    entries = [file.entry for file in sources.files]
    return Book(
        about=next(entry for entry in entries if isinstance(entry, model.About)),
        platforms=tuple(
            item
            for entry in entries
            if isinstance(entry, model.Platforms)
            for item in entry.platforms
        ),
        phrases=tuple(
            item for entry in entries if isinstance(entry, model.Phrases) for item in entry.phrases
        ),
        sections=tuple(_sections(sources)),
        origins=tuple(
            (entry.id, file.path) for file in sources.files for entry, _, _ in entries_of(file)
        ),
    )


def _sections(sources: Sources) -> list[Section]:
    """Each problem with the entries of its folder."""
    return [
        _section(
            file.entry, [other.entry for other in sources.files if other.problem == file.problem]
        )
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
        scenarios=tuple(entry for entry in entries if isinstance(entry, model.Scenario)),
    )
