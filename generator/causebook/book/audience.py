"""A book for one audience: after this, what the audience may not read no longer exists.

It drops every entry, note, step and command that is internal, wherever it stands. What
`book.yml` lists (parties, places, roles, facets) goes where it says `audience: internal`,
and also where it says nothing and internal entries alone name it; a phrase goes where no
public pattern needs it. The checks have made sure that nothing public refers to any of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from ..model import LISTS, About, Audience, Linked, Model, refers
from ..model.about import Listed
from .book import Book
from .once import once
from .section import Section

M = TypeVar("M", bound=Model)
_LISTED = LISTS["book"]
"""The lists of `book.yml`, whose items entries name."""


def for_audience(book: Book, audience: Audience) -> Book:
    """The book as this audience may read it; internal readers may read everything."""
    may_all = audience is Audience.INTERNAL or book.is_public
    return book if may_all else _for_the_public(book)


@once
def _for_the_public(book: Book) -> Book:
    """The book as the public may read it."""
    sections = tuple(
        _section(section) for section in book.sections if _may(section.problem)
    )
    public = Book(book.about, _kept(book.platforms), book.phrases, sections)
    symptoms = [symptom for section in sections for symptom in section.symptoms]
    used = public.phrases_in([*symptoms, *public.platforms])
    return Book(
        _about(book, public),
        public.platforms,
        tuple(phrase for phrase in book.phrases if phrase.id in used),
        sections,
        tuple((name, path) for name, path in book.origins if name in public.by_id),
        book.words,
        book.strings,
        is_public=True,
    )


def _section(section: Section) -> Section:
    """What the public may read of a problem."""
    return Section(
        _public_entry(section.problem),
        _kept(section.causes),
        _kept(section.symptoms),
        _kept(section.fixes),
        _kept(section.scenarios),
    )


def hidden(book: Book) -> dict[str, frozenset[str]]:
    """The ids that the public may not read of in each list of `book.yml`."""
    public, internal = _named(book)
    found: dict[str, frozenset[str]] = {}
    for key, kind in _LISTED.items():
        items: tuple[Listed, ...] = getattr(book.about, key)
        closed = {item.id for item in items if item.audience is Audience.INTERNAL}
        unsaid = {item.id for item in items if item.audience is None}
        found[key] = frozenset(closed | (unsaid & (internal[kind] - public[kind])))
    idle = {
        role.id
        for role in book.about.roles
        if set(role.parties) <= found["parties"] and role.id not in public["role"]
    }
    return {**found, "roles": found["roles"] | idle}


def is_internal(book: Book, entry: Linked) -> bool:
    """Whether the public may not read of this entry: it is internal, or its problem is."""
    return not _may(entry) or _is_in_internal_problem(book, entry)


def _is_in_internal_problem(book: Book, entry: Linked) -> bool:
    """Whether an entry goes with its problem; platforms have none."""
    home = book.home.get(entry.id)
    return home is not None and not _may(home.problem)


def _named(book: Book) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """What everyone, and what only colleagues can read named of each list, by kind."""
    public: dict[str, set[str]] = {kind: set() for kind in _LISTED.values()}
    internal: dict[str, set[str]] = {kind: set() for kind in _LISTED.values()}
    for entry, ref in book.references:
        is_closed = ref.is_internal or _is_in_internal_problem(book, entry)
        found = internal if is_closed else public
        if ref.kinds[0] in found:
            found[ref.kinds[0]].add(ref.target)
    return public, internal


def _about(book: Book, public: Book) -> About:
    """What the public may read of `book.yml`."""
    gone = hidden(book)
    lists = {kind: gone[key] for key, kind in _LISTED.items()}

    def may_name(kind: str, target: str) -> bool:
        return target not in lists[kind] if kind in lists else target in public.by_id

    kept = {}
    for key in _LISTED:
        left = [item for item in getattr(book.about, key) if item.id not in gone[key]]
        kept[key] = tuple(_without_gone(item, may_name) for item in left)
    return book.about.model_copy(update=kept)


def _without_gone(item: M, may_name: Callable[[str, str], bool]) -> M:
    """What the book lists, without the ids in its lists that the public may not read of."""
    changes = {}
    for key, info in type(item).model_fields.items():
        named, ids = refers(info), getattr(item, key)
        if named and isinstance(ids, tuple):
            changes[key] = tuple(
                name for name in ids if may_name(named.kinds[0], name)
            )
    return item.model_copy(update=changes)


def _may(value: object) -> bool:
    """Whether the public may read this."""
    return getattr(value, "audience", None) is not Audience.INTERNAL


def _kept(entries: tuple[M, ...]) -> tuple[M, ...]:
    """The public ones, each without its internal parts."""
    return tuple(_public_entry(entry) for entry in entries if _may(entry))


@once
def _public_entry(entry: M) -> M:
    """An entry without its internal parts."""
    return _public(entry)


def _public(value: M) -> M:
    """The model without its internal parts, however deep."""
    changes: dict[str, object] = {}
    for key in type(value).model_fields:
        old = getattr(value, key)
        new = _filtered(old)
        if new is not old:
            changes[key] = new
    return value.model_copy(update=changes) if changes else value


def _filtered(value: object) -> object:
    """A value of a model without internal parts; the same object where nothing is dropped."""
    if isinstance(value, Model):
        return _public(value) if _may(value) else None
    if isinstance(value, tuple) and any(isinstance(item, Model) for item in value):
        new = tuple(_public(item) for item in value if _may(item))
        same = len(new) == len(value) and all(
            a is b for a, b in zip(new, value, strict=True)
        )
        return value if same else new
    return value
