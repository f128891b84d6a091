"""Every text in a file's model whose field carries a mark: what it names, or that it is prose.

A mark stands at the type of a field, so that no walk knows a field by its name and a new one cannot
be forgotten. It must not know what a mark means.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Generic, TypeVar, get_args, get_origin

from pydantic.fields import FieldInfo

from .fields import MappingOf, Model, whole_type
from .parts import Entry
from .scales import Audience

T = TypeVar("T", bound=Hashable)

KeyPath = tuple[str | int, ...]
"""The keys and indexes that lead from a file's root to a value, as authors write them."""


@dataclass(frozen=True)
class Marked(Generic[T]):
    """A text with the mark of its field, the way to it, and the entry that says it.

    `holder` is None where the book itself or a phrase says it; `is_key` says that the text is a
    key of a mapping, `is_internal` that only internal readers are shown it.
    """

    text: str
    mark: T
    at: KeyPath
    holder: Entry | None
    is_key: bool
    is_internal: bool


@dataclass(frozen=True)
class _Place:
    """Where a walk is: how it got there, within which entry, and whether the public may follow."""

    at: KeyPath = ()
    holder: Entry | None = None
    is_internal: bool = False

    def inside(self, value: Model) -> _Place:
        """The place within a model; an entry says for itself who may read it."""
        is_internal = getattr(value, "audience", None) is Audience.INTERNAL
        if isinstance(value, Entry):
            return _Place(self.at, value, is_internal)
        return _Place(self.at, self.holder, self.is_internal or is_internal)

    def below(self, step: str | int) -> _Place:
        """The place one step further."""
        return _Place((*self.at, step), self.holder, self.is_internal)


@dataclass(frozen=True)
class _Field(Generic[T]):
    """A field: its name here and for authors, its mark, and how a mapping is read."""

    attribute: str
    key: str
    mark: T | None
    mapping: MappingOf | None


def marked(value: Model, kind: type[T]) -> Iterator[Marked[T]]:
    """Every text of a file's model that carries a mark of this kind, entries within included."""
    return _of_model(value, kind, _Place())


def mark_of(info: FieldInfo, kind: type[T]) -> T | None:
    """The mark of a field, or None; for a mapping, that of its keys."""
    mapping = _mapping(info)
    if mapping:
        return mark_of(mapping.item.model_fields[mapping.key], kind)
    said = _said(whole_type(info))
    return next((item for item in said if isinstance(item, kind)), None)


def _of_model(value: Model, kind: type[T], place: _Place) -> Iterator[Marked[T]]:
    """The marked texts in a model."""
    inner = place.inside(value)
    for field in _fields(type(value), kind):
        found = getattr(value, field.attribute)
        if found:
            yield from _of_value(found, kind, field, inner.below(field.key))


def _of_value(
    value: object, kind: type[T], field: _Field[T], place: _Place
) -> Iterator[Marked[T]]:
    """The marked texts in the value of a field."""
    if isinstance(value, Model):
        yield from _of_model(value, kind, place)
    elif field.mapping and isinstance(value, tuple):
        for name in field.mapping.keys_of(value):
            yield from _made(name, field, place.below(name))
    elif isinstance(value, tuple):
        for n, item in enumerate(value):
            yield from _of_value(item, kind, field, place.below(n))
    elif isinstance(value, str):
        yield from _made(value, field, place)


def _made(text: str, field: _Field[T], place: _Place) -> Iterator[Marked[T]]:
    """A text, where its field has a mark."""
    if field.mark is not None:
        yield Marked(
            text=text,
            mark=field.mark,
            at=place.at,
            holder=place.holder,
            is_key=field.mapping is not None,
            is_internal=place.is_internal,
        )


@cache
def _fields(model: type[Model], kind: type[T]) -> tuple[_Field[T], ...]:
    """The fields that have a mark, or hold models; most do neither, and take their time."""
    return tuple(
        _Field(name, info.alias or name, mark_of(info, kind), _mapping(info))
        for name, info in model.model_fields.items()
        if mark_of(info, kind)
        or any(_is_model(said) for said in _said(whole_type(info)))
    )


def _is_model(said: object) -> bool:
    """Whether a type is that of a model."""
    return isinstance(said, type) and issubclass(said, Model)


def _mapping(info: FieldInfo) -> MappingOf | None:
    """How a field that is written as a mapping is read."""
    said = _said(whole_type(info))
    return next((item for item in said if isinstance(item, MappingOf)), None)


def _said(annotation: object) -> Iterator[object]:
    """The types in an annotation, and everything that stands beside them."""
    if get_origin(annotation) is Annotated:
        inner, *beside = get_args(annotation)
        yield from beside
        yield from _said(inner)
    elif get_args(annotation):
        for inner in get_args(annotation):
            yield from _said(inner)
    else:
        yield annotation
