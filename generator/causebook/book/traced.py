"""What of a book a page was made of: the names of all that was read, and what each of them says.

If all that was read for a page has the same value in another book, the page would come out the
same there. An entry within a value counts by its id alone: what is read of it is read by its
own names. It must not know what is made, nor how reading is noted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from ..model import Entry, Family, Model
from .book import Book
from .said import said
from .section import Section

WHOLE = "book"
"""The name of all that a book holds, for whoever reads it in no smaller way."""
_SAID = "entry"
"""The name of all that an entry says, which is compared before its fields are."""
_OF_ENTRIES = frozenset({"field", "whole"})
"""Whose values are the same wherever the entry is the same object."""


@dataclass(frozen=True)
class Trace:
    """The names of what was read of the book, and a digest of what was given besides."""

    names: Collection[str]
    given: str


class Values:
    """The digests of what can be read of one book, by name; each is worked out once."""

    def __init__(self, book: Book) -> None:
        """The values of a book."""
        self.book = book
        self._known: dict[str, str] = {}

    def of(self, name: str) -> str:
        """The digest of what a name names."""
        known = self._known.get(name)
        if known is None:
            text = _told(_read(self.book, name), whole=name.startswith("whole"))
            known = hashlib.blake2b(text.encode(), digest_size=12).hexdigest()
            self._known[name] = known
        return known

    def of_all(self, names: Iterable[str]) -> dict[str, str]:
        """The digests of several, by name."""
        return {name: self.of(name) for name in names}

    def of_entries(self) -> dict[str, str]:
        """The digest of all that each entry says, by name."""
        return self.of_all(f"{_SAID} {name}" for name in self.book.by_id)

    def changed(
        self, earlier: Mapping[str, str], then: Book | None = None
    ) -> frozenset[str]:
        """The names with another value than in an earlier book; `then` is that book, if known.

        Where an entry is the same object, or all that it says is the same, its fields are not
        looked at.
        """
        same, found = self._same(earlier, then), set()
        for name, digest in earlier.items():
            table, _, key = name.partition(" ")
            if table in _OF_ENTRIES and key.partition(" ")[0] in same:
                self._known[name] = digest
            elif table != _SAID and self.of(name) != digest:
                found.add(name)
        return frozenset(found)

    def _same(self, earlier: Mapping[str, str], then: Book | None) -> set[str]:
        """The ids of the entries that are what they were."""
        known, same = then.by_id if then else {}, set()
        for name, entry in self.book.by_id.items():
            whole = f"{_SAID} {name}"
            if known.get(name) is entry and whole in earlier:
                self._known[whole] = earlier[whole]
            if known.get(name) is entry or earlier.get(whole) == self.of(whole):
                same.add(name)
        return same


def _told(value: object, *, whole: bool = False) -> str:
    """A text for a value: for equal ones the same, for others another."""
    if isinstance(value, Entry) and not whole:
        return f"{type(value).__name__} {value.id}"
    if isinstance(value, Model):
        return f"{type(value).__name__} {value.model_dump_json()}"
    if isinstance(value, Section):
        return _told(tuple(value.entries()))
    if isinstance(value, tuple | list):
        return f"({','.join(_told(item, whole=whole) for item in value)})"
    if isinstance(value, Mapping):
        return _told(tuple(value.items()))
    return repr(value)


def _read(book: Book, name: str) -> object:
    """What a name names in a book."""
    table, is_row, key = name.partition(" ")
    if table == WHOLE:
        every = map(said, book.entries())
        return (
            book.about,
            *every,
            *book.phrases,
            book.words,
            book.strings,
            book.origins,
        )
    if table == _SAID:
        entry = book.by_id.get(key)
        return (
            (said(entry), repr(getattr(entry, "defaults", None))) if entry else None
        )
    if table in _OF_ENTRIES:
        entry_id, _, field = key.partition(" ")
        entry = book.by_id.get(entry_id)
        return getattr(entry, field, None) if field else entry
    if table == "home":
        return _problem(book, key if is_row else None)
    if table.startswith("section."):
        return getattr(book.home.get(key), table.removeprefix("section."), None)
    if table == "causes_of":
        family, home = book.by_id.get(key), book.home.get(key)
        return home.causes_of(family) if home and isinstance(family, Family) else None
    holder = book.relations if table.startswith("relations.") else book
    found = getattr(holder, table.removeprefix("relations."))
    return found.get(key) if is_row else found


def _problem(book: Book, key: str | None) -> object:
    """Which section an entry belongs to; without a key, that of every entry."""
    if key is not None:
        home = book.home.get(key)
        return home.problem.id if home else None
    return {name: section.problem.id for name, section in book.home.items()}
