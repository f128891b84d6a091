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
    lines = [f"{book.about.title}", ""]
    lines += [f"{count:6}  {kind}" for kind, count in _counts(book)]
    for title, ids in lacks(book, day).items():
        lines += [
            "",
            f"{len(ids):6}  {title}",
            *(f"        {name}" for name in sorted(ids)),
        ]
    return "\n".join([*lines, "", "owners", *_owners(book)]) + "\n"


def lacks(book: Book, day: datetime.date) -> dict[str, list[str]]:
    """What a book lacks on a day: the ids of entries by what is the matter with them."""
    say = book.strings.say
    return {
        say("health.stale", days=str(STALE_DAYS)): _stale(book, day),
        say("health.neverReviewed"): [
            e.id for e in _doable(book) if not e.reviewed or not e.reviewed.by
        ],
        say("health.changed"): [
            e.id
            for e in _doable(book)
            if e.reviewed and e.reviewed.by and not e.reviewed.seal
        ],
        say("health.noSource"): [e.id for e in _doable(book) if not e.sources],
        say("health.messagesNoSource"): [
            e.id for e in _symptoms(book) if e.messages and not e.sources
        ],
        say("health.noScenario"): [
            c.id for c in _causes(book) if c.id not in book.relations.scenarios_of
        ],
        say("health.noExchange"): [c.id for c in _causes(book) if c.exchange is None],
        say("health.onlyReported"): [
            c.id for c in _causes(book) if c.proof is Proof.REPORTED
        ],
        say("health.unused"): _unused(book),
    }


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
    return [
        one.id
        for one in _symptoms(book)
        if one.id not in used and not one.shows_problem
    ]


def _owners(book: Book) -> list[str]:
    """How many entries each owner answers for."""
    owners = Counter(
        entry.reviewed.owner for entry in book.entries() if entry.reviewed
    )
    return [f"{count:6}  {name}" for name, count in sorted(owners.items())]
