"""A book for one audience: after this, what the audience may not read no longer exists.

It drops every entry, note, step and command that is internal, wherever it stands. What
`book.yml` lists (parties, places, roles, facets) goes where it says `audience: internal`,
and also where it says nothing and internal entries alone name it; a phrase goes where no
public pattern needs it. The linker has made sure that nothing public refers to any of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from ..model import Audience, Linked, Model, Phrase, Role, Symptom
from ..model import Book as About
from ..model.phrases import needed
from .book import Book, Section

M = TypeVar("M", bound=Model)
LISTS = ("parties", "places", "roles", "facets")
"""The lists of `book.yml` whose items entries name."""


def for_audience(book: Book, audience: Audience) -> Book:
    """The book as this audience may read it; internal readers may read everything."""
    if audience is Audience.INTERNAL:
        return book
    sections = tuple(
        Section(
            _public(s.problem),
            _kept(s.causes),
            _kept(s.symptoms),
            _kept(s.fixes),
            _kept(s.scenarios),
        )
        for s in book.sections
        if _may(s.problem)
    )
    public = Book(book.about, _kept(book.platforms), book.phrases, sections)
    return Book(
        _about(book, public),
        public.platforms,
        _phrases(public),
        sections,
        tuple((name, path) for name, path in book.origins if name in public.by_id),
    )


def hidden(book: Book) -> dict[str, frozenset[str]]:
    """The ids that the public may not read of in each list of `book.yml`."""
    public, internal = _named(book, internal=False), _named(book, internal=True)
    found = {
        key: frozenset(
            item.id
            for item in getattr(book.about, key)
            if item.audience is Audience.INTERNAL
            or (item.audience is None and item.id in internal[key] and item.id not in public[key])
        )
        for key in LISTS
    }
    idle = {
        role.id
        for role in book.about.roles
        if set(role.parties) <= found["parties"] and role.id not in public["roles"]
    }
    return {**found, "roles": found["roles"] | idle}


def is_internal(book: Book, entry: Linked) -> bool:
    """Whether the public may not read of this entry: it is internal, or its problem is."""
    home = book.home.get(entry.id)
    return not (_may(entry) and (home is None or _may(home.problem)))


def names(entry: Linked) -> Iterator[tuple[str, str]]:
    """What an entry names of `book.yml`: the list, and the id in it."""
    for key, name in (
        ("parties", "responsible"),
        ("places", "place"),
        ("roles", "role"),
    ):
        target = getattr(entry, name, None)
        if target:
            yield key, target
    if isinstance(entry, Symptom):
        yield from (("facets", facet) for pattern in entry.patterns for facet in pattern.in_)


def _named(book: Book, *, internal: bool) -> dict[str, set[str]]:
    """What the internal entries, or the public ones, name of each list."""
    found: dict[str, set[str]] = {key: set() for key in LISTS}
    for section in book.sections:
        for entry in section.entries():
            if (_may(entry) and _may(section.problem)) is not internal:
                for key, target in names(entry):
                    found[key].add(target)
    return found


def _about(book: Book, public: Book) -> About:
    """What the public may read of `book.yml`."""
    gone = hidden(book)
    kept = {
        key: tuple(item for item in getattr(book.about, key) if item.id not in gone[key])
        for key in LISTS
    }
    kept["roles"] = tuple(_role(role, gone["parties"], public) for role in kept["roles"])
    return book.about.model_copy(update=kept)


def _role(role: Role, gone: frozenset[str], public: Book) -> Role:
    """A role without the parties and causes that the public may not read of."""
    return role.model_copy(
        update={
            "parties": tuple(party for party in role.parties if party not in gone),
            "start": tuple(cause for cause in role.start if cause in public.by_id),
        }
    )


def _phrases(public: Book) -> tuple[Phrase, ...]:
    """The phrases that public patterns need."""
    patterns = [
        part
        for section in public.sections
        for symptom in section.symptoms
        for pattern in symptom.patterns
        for part in pattern.parts
    ]
    kept = needed(patterns, {phrase.id: phrase.re for phrase in public.phrases})
    return tuple(phrase for phrase in public.phrases if phrase.id in kept)


def _may(value: Any) -> bool:
    """Whether the public may read this."""
    return getattr(value, "audience", None) is not Audience.INTERNAL


def _kept(entries: tuple[M, ...]) -> tuple[M, ...]:
    """The public ones, each without its internal parts."""
    return tuple(_public(entry) for entry in entries if _may(entry))


def _public(value: M) -> M:
    """The model without its internal parts, however deep."""
    changes: dict[str, Any] = {}
    for key in type(value).model_fields:
        old = getattr(value, key)
        new = _filtered(old)
        if new is not old:
            changes[key] = new
    return value.model_copy(update=changes) if changes else value


def _filtered(value: Any) -> Any:
    """A value of a model without internal parts; the same object where nothing is dropped."""
    if isinstance(value, Model):
        return _public(value) if _may(value) else None
    if isinstance(value, tuple) and any(isinstance(item, Model) for item in value):
        new = tuple(_public(item) for item in value if _may(item))
        same = len(new) == len(value) and all(a is b for a, b in zip(new, value, strict=True))
        return value if same else new
    return value
