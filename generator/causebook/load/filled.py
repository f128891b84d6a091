"""What is left out in a file and said once elsewhere, filled in before the models judge the file.

`defaults` of `book.yml` are for all entries, those of a `problem.yml` for the folder, those of a
file of symptoms for its symptoms. A file of messages is named for its platform. It must not know
what any other key means.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pydantic import ValidationError

from ..model import KINDS, LISTS, Audience, Defaults, Entry, SymptomDefaults
from .nodes import Node, Plain, plain

_OF_SYMPTOMS = ("observation", "shows_problem", "background")
_MADE_OF_SYMPTOMS = "symptoms"
_ENTRIES = {"symptom", "platform", "family", "observation"}
"""What lists of a file are made of that is an entry."""


@dataclass(frozen=True)
class Place:
    """What is known of a file from where it lies: the defaults there, and its platform."""

    defaults: Defaults = field(default_factory=Defaults)
    platform: str = ""

    def below(self, tree: Node | None) -> Place:
        """The place of the files for which another one, such as `problem.yml`, gives defaults.

        Of a file that cannot be used, nobody knows what it gives. That has been reported, and what
        it leaves open is taken for internal, so that nothing is reported of each entry as well.
        """
        values = plain(tree) if tree is not None else None
        if not isinstance(values, dict):
            return replace(
                self, defaults=_over(self.defaults, Defaults(audience=_CLOSED))
            )
        own = _read(values, Defaults)
        is_closed = (
            values.get("kind") == "problem"
            and values.get("audience") == _CLOSED.value
        )
        if is_closed and own.audience is None:
            own = own.model_copy(update={"audience": _CLOSED})
        return replace(self, defaults=_over(self.defaults, own))


NOWHERE = Place()
_CLOSED = Audience.INTERNAL


def filled(values: dict[str, Plain], kind: str, place: Place) -> None:
    """Fill in what a file of a kind leaves out."""
    wanted = SymptomDefaults if kind == _MADE_OF_SYMPTOMS else Defaults
    own = _over(place.defaults, _read(values, wanted))
    if issubclass(KINDS[kind], Entry):
        _fill(values, own)
        inner = values.get("audience")
        if isinstance(inner, str) and inner in set(Audience):
            own = own.model_copy(update={"audience": Audience(inner)})
    for item in _items(values, kind):
        _fill(item, own)
        if place.platform:
            item.setdefault("platform", place.platform)


def _items(values: dict[str, Plain], kind: str) -> Iterator[dict[str, Plain]]:
    """The entries in the lists of a file."""
    for key, what in LISTS.get(kind, {}).items():
        found = values.get(key)
        if what in _ENTRIES and isinstance(found, list):
            yield from (item for item in found if isinstance(item, dict))


def _fill(entry: dict[str, Plain], given: Defaults) -> None:
    """Fill in what an entry leaves out."""
    if given.audience:
        entry.setdefault("audience", given.audience.value)
    for key in _OF_SYMPTOMS:
        value = getattr(given, key, None)
        if value is not None:
            entry.setdefault(key, str(value).lower())
    if given.owner and given.reviewed:
        entry.setdefault("reviewed", {"date": given.reviewed.isoformat()})
    review = entry.get("reviewed")
    if given.owner and isinstance(review, dict):
        review.setdefault("owner", given.owner)


def _read(values: dict[str, Plain], model: type[Defaults]) -> Defaults:
    """The defaults that a file gives; where they are wrong, the file itself is reported."""
    try:
        return model.model_validate(values.get("defaults", {}))
    except ValidationError:
        return model(audience=_CLOSED)


def _over(outer: Defaults, own: Defaults) -> Defaults:
    """The nearer defaults over the others."""
    nearer = {key: value for key, value in own if value is not None}
    return type(own).model_construct(**{**dict(outer), **nearer})
