"""Every reference that a file makes, found by what the fields of the models say of themselves.

It must not know any field by name, nor whether the ids exist.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic.fields import FieldInfo

from .fields import Model
from .ids import Refers
from .marked import KeyPath, mark_of, marked
from .parts import Entry


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


def references(value: Model) -> Iterator[Reference]:
    """Every reference that a file's model makes, entries within it included."""
    for found in marked(value, Refers):
        for target in found.mark.ids(found.text):
            yield Reference(
                holder=found.holder,
                at=found.at,
                target=target,
                kinds=found.mark.kinds,
                is_key=found.is_key,
                is_internal=found.is_internal,
            )


def own_references(entry: Entry) -> Iterator[Reference]:
    """Every reference that an entry makes, without those of entries within it."""
    return (ref for ref in references(entry) if ref.holder is entry)


def refers(info: FieldInfo) -> Refers | None:
    """What a field names, or None; for a mapping, what its keys name."""
    return mark_of(info, Refers)
