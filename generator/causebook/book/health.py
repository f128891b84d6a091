"""The health of a book: what is stale, unproven, unused, and who answers for what."""

from __future__ import annotations

import datetime
from collections import Counter

from ..model import Cause, Family, Fix, Problem, Proof, Symptom
from .addresses import kind_of
from .book import Book

STALE_DAYS = 365
_DECIDING = (Cause, Family, Problem)
"""What a symptom that is named by it helps to tell; that another implies it decides nothing."""


def health(book: Book, today: datetime.date | None = None) -> str:
    """The report as plain text, one line per figure or entry."""
    day = today or datetime.date.today()  # noqa: DTZ011 - reviews are calendar days of the reader
    lists = {
        f"reviews older than {STALE_DAYS} days": _stale(book, day),
        "causes and fixes never reviewed": [
            e.id for e in _doable(book) if not e.reviewed or not e.reviewed.by
        ],
        "causes and fixes changed since their review": [
            e.id for e in _doable(book) if e.reviewed and e.reviewed.by and not e.reviewed.seal
        ],
        "causes and fixes without a source": [e.id for e in _doable(book) if not e.sources],
        "messages without a source": [
            e.id for e in _symptoms(book) if e.messages and not e.sources
        ],
        "causes without a scenario": [
            c.id for c in _causes(book) if c.id not in book.relations.scenarios_of
        ],
        "causes without a captured exchange": [c.id for c in _causes(book) if c.exchange is None],
        "causes that are only reported": [c.id for c in _causes(book) if c.proof is Proof.REPORTED],
        "symptoms that no cause shows": _unused(book),
    }
    lines = [f"{book.about.title}", ""]
    lines += [f"{count:6}  {kind}" for kind, count in _counts(book)]
    for title, ids in lists.items():
        lines += ["", f"{len(ids):6}  {title}", *(f"        {name}" for name in sorted(ids))]
    return "\n".join([*lines, "", "owners", *_owners(book)]) + "\n"


def _doable(book: Book) -> list[Cause | Fix]:
    """Every cause and every fix."""
    return [entry for entry in book.entries() if isinstance(entry, Cause | Fix)]


def _symptoms(book: Book) -> list[Symptom]:
    """Every symptom, those that one product prints too."""
    return [entry for entry in book.entries() if isinstance(entry, Symptom)]


def _causes(book: Book) -> list[Cause]:
    """Every cause."""
    return [cause for section in book.sections for cause in section.causes]


def _counts(book: Book) -> list[tuple[str, int]]:
    """How many entries of each kind there are, and how many are internal."""
    kinds = Counter(kind_of(entry) for entry in book.entries())
    internal = sum(entry.audience.value == "internal" for entry in book.entries())
    return [*sorted(kinds.items()), ("internal entries", internal)]


def _stale(book: Book, today: datetime.date) -> list[str]:
    """Entries whose last review is too long ago."""
    return [
        entry.id
        for entry in book.entries()
        if entry.reviewed and (today - entry.reviewed.date).days > STALE_DAYS
    ]


def _unused(book: Book) -> list[str]:
    """Symptoms that decide nothing: no cause shows them, and no problem is told by them."""
    used = set()
    for entry, ref in book.references:
        if ref.names("symptom") and isinstance(entry, _DECIDING):
            used.add(ref.target)
        if ref.names("cause") and isinstance(entry, Symptom):
            used.add(entry.id)
    return [one.id for one in _symptoms(book) if one.id not in used and not one.shows_problem]


def _owners(book: Book) -> list[str]:
    """How many entries each owner answers for."""
    owners = Counter(entry.reviewed.owner for entry in book.entries() if entry.reviewed)
    return [f"{count:6}  {name}" for name, count in sorted(owners.items())]
