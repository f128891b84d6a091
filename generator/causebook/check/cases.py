"""What is wrong with the cases of a book: ids that stand twice, causes that do not fit.

It must not know what is learned from a case, nor how one is measured.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..load import Loaded, Sources
from ..model import Case, Cases, Cause
from ..model.findings import Finding, quoted
from ..model.marked import KeyPath
from .definitions import Definitions, definitions
from .references import check_references


def check_cases(sources: Sources, cases: Sources) -> list[Finding]:
    """All findings about the cases; `sources` is the book that they belong to."""
    known = definitions(sources)
    found = {
        *cases.findings,
        *check_references(cases, known),
        *_twice(cases),
        *_causes(cases, known),
    }
    return sorted(found)


def _each(cases: Sources) -> Iterator[tuple[Loaded, KeyPath, Case]]:
    """Every case, its file and its place there."""
    for file in cases.files:
        if isinstance(file.entry, Cases):
            for n, case in enumerate(file.entry.cases):
                yield file, ("cases", n), case


def _twice(cases: Sources) -> Iterator[Finding]:
    """A finding for each id that a case of the same problem has."""
    first: dict[tuple[str, str], str] = {}
    for file, at, case in _each(cases):
        key = (file.problem, case.id)
        if key in first:
            problem = f"id {quoted(case.id)} is taken"
            hint = f"{first[key]} has a case of this id"
            yield file.finding((*at, "id"), "L002", problem, hint)
        first.setdefault(key, file.path)


def _causes(cases: Sources, known: Definitions) -> Iterator[Finding]:
    """A finding for each case without a family or a cause, or whose two contradict each other."""
    for file, at, case in _each(cases):
        if not case.family and not case.cause:
            message = "the case has neither “family” nor “cause”"
            yield file.finding(
                at, "L007", message, "say at least whose family it was"
            )
        entry = known.entries.get(case.cause or "")
        own = entry.of.family if entry and isinstance(entry.of, Cause) else ""
        if own and case.family and own != case.family:
            message = (
                f"the cause {quoted(case.cause or '')} is of the family {quoted(own)}"
            )
            yield file.finding(
                (*at, "family"), "S011", message, "leave the family out"
            )
