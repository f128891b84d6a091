"""What of a book a page was made of: everything that was read while it was made, by name.

A page gets the book through a `Seen`, which notes each reading; so nothing that a template or
a decision looks at can be forgotten. If all that was read has the same value in another book,
the page would come out the same there. What is read in no smaller way counts as the whole book.
It must not know what is made.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from ..model import Cause, Evidence, Family, Fix, Model, Party, Platform
from .book import Book, Section

_WHOLE = "book"
_LISTS = frozenset({"causes", "symptoms", "fixes", "scenarios"})
"""What a section holds besides its problem."""


@dataclass(frozen=True)
class Trace:
    """The names of what was read, and one digest of the values and of what was given besides."""

    names: tuple[str, ...]
    digest: str


class Digests:
    """Short names of values: of equal ones the same, of others another; each worked out once."""

    def __init__(self) -> None:
        """Nothing has been asked yet."""
        self._known: dict[int, tuple[Model, str]] = {}

    def of(self, value: object) -> str:
        """The name of a value."""
        if isinstance(value, Model):
            return self._of_model(value)
        if isinstance(value, Section):
            return self.of(tuple(value.entries()))
        if isinstance(value, tuple | list):
            return f"({','.join(map(self.of, value))})"
        if isinstance(value, Mapping):
            return self.of(tuple(value.items()))
        return repr(value)

    def _of_model(self, model: Model) -> str:
        """The name of an entry or a part of one, which never changes."""
        known = self._known.get(id(model))
        if known is None or known[0] is not model:
            text = f"{type(model).__name__} {model.model_dump_json()}"
            known = model, hashlib.blake2b(text.encode(), digest_size=12).hexdigest()
            self._known[id(model)] = known
        return known[1]


class Values:
    """The digests of what can be read of one book, by name; each is worked out once."""

    def __init__(self, book: Book, digests: Digests) -> None:
        """The values of a book."""
        self.book, self._digests = book, digests
        self._known: dict[str, str] = {}

    def trace(self, names: Mapping[str, None], given: str) -> Trace:
        """The trace of what was read."""
        return Trace(tuple(names), self._digest(tuple(names), given))

    def hold(self, trace: Trace, given: str) -> bool:
        """Whether all that was read for a trace has the same value here."""
        return self._digest(trace.names, given) == trace.digest

    def _digest(self, names: tuple[str, ...], given: str) -> str:
        """One digest of values by their names, and of what was given besides."""
        found = hashlib.blake2b(given.encode(), digest_size=16)
        for name in names:
            found.update(f"{name}={self._value(name)}\n".encode())
        return found.hexdigest()

    def _value(self, name: str) -> str:
        """The digest of a value."""
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = self._digests.of(_read(self.book, name))
        return known


class Seen:
    """A book that notes what is read of it."""

    def __init__(self, book: Book) -> None:
        """Nothing has been read yet."""
        self._book, self.names = book, dict[str, None]()

    def __getattr__(self, name: str) -> Any:
        """Whatever cannot be read in a smaller way counts as the whole book."""
        self.note(_WHOLE)
        return getattr(self._book, name)

    @property
    def as_book(self) -> Book:
        """The same, for whoever takes a book."""
        return cast(Book, self)

    def note(self, name: str) -> None:
        """Note that something is read."""
        self.names[name] = None

    @property
    def about(self) -> Any:
        """What `book.yml` says."""
        self.note("about")
        return self._book.about

    @property
    def platforms(self) -> tuple[Platform, ...]:
        """The platforms."""
        self.note("platforms")
        return self._book.platforms

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


class _Table(Mapping[str, Any]):
    """A table that notes which rows are read; who looks through it reads all of it."""

    def __init__(self, seen: Seen, name: str, rows: Mapping[str, Any]) -> None:
        """The rows of a table of the book."""
        self._seen, self._name, self._rows = seen, name, rows

    def __getitem__(self, key: str) -> Any:
        """A row."""
        self._seen.note(f"{self._name} {key}")
        return self._rows[key]

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

    def __getitem__(self, key: str) -> Any:
        """The section of an entry."""
        return _Section(self._seen, super().__getitem__(key))


class _Relations:
    """The relations, each a table."""

    def __init__(self, seen: Seen, book: Book) -> None:
        """The relations of a book."""
        self._seen, self._book = seen, book

    def __getattr__(self, name: str) -> _Table:
        """One relation."""
        return _Table(self._seen, f"relations.{name}", getattr(self._book.relations, name))


class _Section:
    """A section that notes what is read of it."""

    def __init__(self, seen: Seen, section: Section) -> None:
        """A section of a book."""
        self._seen, self._section = seen, section

    def __getattr__(self, name: str) -> Any:
        """Its problem, or one of its lists; anything else counts as the whole book."""
        is_small = name == "problem" or name in _LISTS
        self._seen.note(f"section.{name} {self._section.problem.id}" if is_small else _WHOLE)
        return getattr(self._section, name)

    def causes_of(self, family: Family) -> tuple[Cause, ...]:
        """The causes of a family."""
        self._seen.note(f"causes_of {family.id}")
        return self._section.causes_of(family)


def _read(book: Book, name: str) -> object:
    """What a name names in a book."""
    table, is_row, key = name.partition(" ")
    if table == _WHOLE:
        return (book.about, *book.entries(), *book.phrases, book.words, book.origins)
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
