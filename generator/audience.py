"""A book for one audience: after this, what the audience may not read no longer exists.

It drops every entry, note, step and command that is internal, wherever it stands. The
linker has made sure that nothing public refers to any of it.
"""

from __future__ import annotations

from enum import Enum
from typing import Any, TypeVar

from .book import Book, Section
from .model import Audience, Linked, Model

M = TypeVar("M", bound=Model)


def for_audience(book: Book, audience: Audience) -> Book:
    """The book as this audience may read it; internal readers may read everything."""
    if audience is Audience.INTERNAL:
        return book
    sections = tuple(Section(_public(s.problem), _kept(s.causes), _kept(s.symptoms), _kept(s.fixes),
                             _kept(s.scenarios)) for s in book.sections if _may(s.problem))
    public = Book(book.about, _kept(book.platforms), book.phrases, sections)
    return Book(book.about, public.platforms, book.phrases, sections,
                tuple((name, path) for name, path in book.origins if name in public.by_id))


def internal_texts(book: Book) -> tuple[str, ...]:
    """Every text that only the internal audience may read, for the search before publishing.

    Ids and aliases of internal entries are among them; so are the texts of internal parts.
    """
    public = set(_texts(for_audience(book, Audience.PUBLIC)))
    return tuple(sorted(set(_texts(book)) - public))


def _may(value: Any) -> bool:
    """Whether the public may read this."""
    return getattr(value, "audience", Audience.PUBLIC) is Audience.PUBLIC


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


def _texts(book: Book) -> list[str]:
    """Every text of a book."""
    entries: list[Linked] = list(book.entries())
    return [text for entry in entries for text in _strings(entry)] + list(_strings(book.about))


def _strings(value: Any) -> list[str]:
    """Every string inside a value."""
    if isinstance(value, Model):
        return [text for key in type(value).model_fields for text in _strings(getattr(value, key))]
    if isinstance(value, tuple):
        return [text for item in value for text in _strings(item)]
    return [value] if isinstance(value, str) and not isinstance(value, Enum) else []
