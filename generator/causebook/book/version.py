"""Which edition of a book a reader has: a short name that changes with what the public may read.

Both audiences name the same version, so that a public case can be looked up in the portal.
"""

from __future__ import annotations

import datetime
import hashlib

from ..model import Audience, Cause, Family, Linked, Model, Problem
from .audience import for_audience
from .book import Book
from .once import once
from .said import said


@once
def version(book: Book) -> str:
    """A short name of all that the public may read of a book."""
    public = for_audience(book, Audience.PUBLIC)
    parts: list[Model] = [public.about, *public.entries(), *public.phrases]
    parts += [public.words] if public.words else []
    return short_name("\n".join(map(said, parts)), 12)


def day(book: Book) -> datetime.date | None:
    """The day of the last review of what the public may read, or None where there was none."""
    entries = for_audience(book, Audience.PUBLIC).entries()
    return max(
        (entry.reviewed.date for entry in entries if entry.reviewed), default=None
    )


def modified(book: Book, entry: Linked) -> datetime.date | None:
    """The day of an entry's last review, else the last one of the causes that its page tells of."""
    if entry.reviewed:
        return entry.reviewed.date
    related = book.relations
    causes = [cause for cause, _ in related.causes_of_symptom.get(entry.id, ())]
    causes += [*related.causes_of_platform.get(entry.id, ()), *_within(book, entry)]
    return max(
        (cause.reviewed.date for cause in causes if cause.reviewed), default=None
    )


def _within(book: Book, entry: Linked) -> list[Cause]:
    """The causes of a family, or of a problem."""
    if not isinstance(entry, Family | Problem):
        return []
    causes = book.home[entry.id].causes
    return [
        cause
        for cause in causes
        if isinstance(entry, Problem) or cause.family == entry.id
    ]


def edition(book: Book) -> tuple[str, ...]:
    """The version of a book, and its day where it has one."""
    last = day(book)
    return (version(book), *([last.isoformat()] if last else []))


def short_name(text: str, length: int = 8) -> str:
    """A short name of a text, which another text will not have."""
    return hashlib.sha256(text.encode()).hexdigest()[:length]
