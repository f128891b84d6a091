"""A book that notes what is read of it: which entries, which fields of them, which relations.

A page gets the book through a `Seen`; so nothing that a template or a decision looks at can be
forgotten. What is read in no smaller way counts as the whole entry, or as the whole book. The
names that are noted are those of `traced`. It must not know what is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from ..model import (
    About,
    Cause,
    Entry,
    Evidence,
    Family,
    Fix,
    Linked,
    Party,
    Platform,
)
from ..strings import Strings
from .book import Book
from .section import Section
from .traced import WHOLE

_LISTS = frozenset({"causes", "symptoms", "fixes", "scenarios"})
"""What a section holds besides its problem."""


class Seen:
    """A book that notes what is read of it."""

    def __init__(self, book: Book) -> None:
        """Nothing has been read yet."""
        self._book, self.names = book, set[str]()
        self._views: dict[str, _View] = {}

    def __getattr__(self, name: str) -> object:
        """Whatever cannot be read in a smaller way counts as the whole book."""
        self.note(WHOLE)
        return getattr(self._book, name)

    @property
    def as_book(self) -> Book:
        """The same, for whoever takes a book."""
        return cast(Book, self)

    def note(self, name: str) -> None:
        """Note that something is read."""
        self.names.add(name)

    def entry(self, entry_id: str) -> Linked:
        """The entry with this id, which notes what is read of it."""
        return cast(Linked, self.by_id[entry_id])

    def view(self, value: object) -> object:
        """A value of the book, in which every entry notes what is read of it."""
        if isinstance(value, Entry):
            if value.id not in self._views:
                self._views[value.id] = _View(self, value)
            return self._views[value.id]
        if isinstance(value, tuple):
            return type(value)(map(self.view, value))
        return value

    @property
    def about(self) -> About:
        """What `book.yml` says."""
        self.note("about")
        return self._book.about

    @property
    def strings(self) -> Strings:
        """The words of the book's language."""
        self.note("strings")
        return self._book.strings

    @property
    def platforms(self) -> tuple[Platform, ...]:
        """The platforms."""
        self.note("platforms")
        return cast(tuple[Platform, ...], self.view(self._book.platforms))

    @property
    def by_id(self) -> _Table:
        """The entries by id."""
        return _Table(self, "by_id", self._book.by_id)

    @property
    def origin(self) -> _Table:
        """The files of the entries."""
        return _Table(self, "origin", self._book.origin)

    @property
    def home(self) -> _Homes:
        """The sections of the entries."""
        return _Homes(self, "home", self._book.home)

    @property
    def relations(self) -> _Relations:
        """Every relation."""
        return _Relations(self, self._book)

    def party(self, party_id: str) -> Party:
        """The party with this id."""
        self.note("about")
        return self._book.party(party_id)

    def causes_named(self, names: Iterable[str]) -> frozenset[str]:
        """The causes among some names, and those of the families among them."""
        wanted = tuple(names)
        for name in wanted:
            entry = self.by_id.get(name)
            if isinstance(entry, Family):
                self.home[name].causes_of(entry)
        return self._book.causes_named(wanted)

    def evidence(self, cause: Cause) -> tuple[Evidence, ...]:
        """All evidence of a cause."""
        return cast(tuple[Evidence, ...], self.relations.evidence[cause.id])

    def shown(self, cause: Cause) -> tuple[Evidence, ...]:
        """All evidence of a cause, and what speaks for it through what it implies."""
        return cast(tuple[Evidence, ...], self.relations.shown[cause.id])

    def fixes(self, cause: Cause) -> tuple[Fix, ...]:
        """The fixes of a cause."""
        return cast(tuple[Fix, ...], self.relations.fixes[cause.id])


class _View:
    """An entry that notes which of its fields are read; each is taken over when it is."""

    id: str

    def __init__(self, seen: Seen, entry: Entry) -> None:
        """An entry of a book."""
        self.__dict__.update(_seen=seen, _entry=entry, id=entry.id)

    @property  # type: ignore[misc]  # what `isinstance` asks
    def __class__(self) -> type:
        """The kind of the entry."""
        return type(self.__dict__["_entry"])

    def __getattr__(self, name: str) -> object:
        """A field, or whatever else an entry has: that counts as all of it."""
        seen, entry = self.__dict__["_seen"], self.__dict__["_entry"]
        if name not in type(entry).model_fields:
            if not name.startswith("__"):
                seen.note(f"whole {entry.id}")
            return getattr(entry, name)
        seen.note(f"field {entry.id} {name}")
        value = self.__dict__[name] = seen.view(getattr(entry, name))
        return value

    def __eq__(self, other: object) -> bool:
        """Whether it is the same entry: no other has its id."""
        return isinstance(other, Entry) and other.id == self.id

    def __hash__(self) -> int:
        """The same for the same entry."""
        return hash(self.id)


class _Table(Mapping[str, object]):
    """A table that notes which rows are read; who looks through it reads all of it."""

    def __init__(self, seen: Seen, name: str, rows: Mapping[str, object]) -> None:
        """The rows of a table of the book."""
        self._seen, self._name, self._rows = seen, name, rows

    def __getitem__(self, key: str) -> object:
        """A row."""
        self._seen.note(f"{self._name} {key}")
        return self._seen.view(self._rows[key])

    def __iter__(self) -> Iterator[str]:
        """All keys."""
        self._seen.note(self._name)
        return iter(self._rows)

    def __len__(self) -> int:
        """How many rows there are."""
        self._seen.note(self._name)
        return len(self._rows)


class _Homes(_Table):
    """The sections of the entries: which one it is, is read with the row; the rest later."""

    def __getitem__(self, key: str) -> _Section:
        """The section of an entry."""
        return _Section(self._seen, cast(Section, super().__getitem__(key)))


class _Relations:
    """The relations, each a table."""

    def __init__(self, seen: Seen, book: Book) -> None:
        """The relations of a book."""
        self._seen, self._book = seen, book

    def __getattr__(self, name: str) -> _Table:
        """One relation."""
        return _Table(
            self._seen, f"relations.{name}", getattr(self._book.relations, name)
        )


class _Section:
    """A section that notes what is read of it."""

    def __init__(self, seen: Seen, section: Section) -> None:
        """A section of a book."""
        self._seen, self._section = seen, section

    def __getattr__(self, name: str) -> object:
        """Its problem, or one of its lists; anything else counts as the whole book."""
        is_small = name == "problem" or name in _LISTS
        self._seen.note(
            f"section.{name} {self._section.problem.id}" if is_small else WHOLE
        )
        return self._seen.view(getattr(self._section, name))

    def causes_of(self, family: Family) -> tuple[Cause, ...]:
        """The causes of a family."""
        self._seen.note(f"causes_of {family.id}")
        return cast(
            tuple[Cause, ...], self._seen.view(self._section.causes_of(family))
        )
