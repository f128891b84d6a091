"""Every reference that a file makes, found by what the fields of the models say of themselves.

It must not know any field by name, nor whether the ids exist.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, get_args, get_origin

from pydantic.fields import FieldInfo

from .fields import MappingOf, Model, whole_type
from .ids import Refers
from .parts import Entry
from .scales import Audience

KeyPath = tuple[str | int, ...]
"""The keys and indexes that lead from a file's root to a value, as authors write them."""


@dataclass(frozen=True)
class Reference:
    """A value that must be the id of something of one of these kinds.

    `holder` is the entry that says it, None where the book itself or a phrase does; `is_key` says
    that the id is a key of a mapping, `is_internal` that only internal readers are shown it.
    """

    holder: Entry | None
    at: KeyPath
    target: str
    kinds: tuple[str, ...]
    is_key: bool
    is_internal: bool

    def names(self, kind: str) -> bool:
        """Whether it can only be something of this kind; a link in a text may be of any."""
        return self.kinds == (kind,)


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
class _Field:
    """A field: its name here and for authors, what it names, and how a mapping is read."""

    attribute: str
    key: str
    refers: Refers | None
    mapping: MappingOf | None


def references(value: Model) -> Iterator[Reference]:
    """Every reference that a file's model makes, entries within it included."""
    return _of_model(value, _Place())


def own_references(entry: Entry) -> Iterator[Reference]:
    """Every reference that an entry makes, without those of entries within it."""
    return (ref for ref in references(entry) if ref.holder is entry)


def refers(info: FieldInfo) -> Refers | None:
    """What a field names, or None; for a mapping, what its keys name."""
    mapping = _mapping(info)
    if mapping:
        return refers(mapping.item.model_fields[mapping.key])
    said = _said(whole_type(info))
    return next((item for item in said if isinstance(item, Refers)), None)


def _of_model(value: Model, place: _Place) -> Iterator[Reference]:
    """The references in a model."""
    inner = place.inside(value)
    for field in _fields(type(value)):
        found = getattr(value, field.attribute)
        if found:
            yield from _of_value(found, field, inner.below(field.key))


def _of_value(value: object, field: _Field, place: _Place) -> Iterator[Reference]:
    """The references in the value of a field."""
    if isinstance(value, Model):
        yield from _of_model(value, place)
    elif field.mapping and isinstance(value, tuple):
        for name in field.mapping.keys_of(value):
            yield from _made(name, field, place.below(name))
    elif isinstance(value, tuple):
        for n, item in enumerate(value):
            yield from _of_value(item, field, place.below(n))
    elif isinstance(value, str):
        yield from _made(value, field, place)


def _made(text: str, field: _Field, place: _Place) -> Iterator[Reference]:
    """The references in one text of a field that refers."""
    if field.refers:
        for target in field.refers.ids(text):
            yield Reference(
                holder=place.holder,
                at=place.at,
                target=target,
                kinds=field.refers.kinds,
                is_key=field.mapping is not None,
                is_internal=place.is_internal,
            )


@cache
def _fields(kind: type[Model]) -> tuple[_Field, ...]:
    """The fields of a model that refer, or hold models; most do neither, and take their time."""
    return tuple(
        _Field(name, info.alias or name, refers(info), _mapping(info))
        for name, info in kind.model_fields.items()
        if refers(info) or any(_is_model(said) for said in _said(whole_type(info)))
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
