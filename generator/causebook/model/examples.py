"""Examples of a book's own subject: what its entries say is what an editor shows beside each key.

It must not know where entries come from.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from .fields import Model
from .scales import Audience

Examples = Mapping[tuple[str, str], object]
"""What a book says under a key of a model, by the names of both."""
_LONGEST = 120


def examples_of(files: Iterable[Model]) -> Examples:
    """The first short value under each key that has an example, of what everybody may read."""
    found: dict[tuple[str, str], object] = {}
    for file in files:
        for part in _parts(file):
            values = part.model_dump(mode="json", by_alias=True, exclude_unset=True)
            for key, info in type(part).model_fields.items():
                value = values.get(info.alias or key)
                if info.examples and value and len(json.dumps(value)) <= _LONGEST:
                    found.setdefault((type(part).__name__, info.alias or key), value)
    return found


def _parts(value: object) -> Iterator[Model]:
    """A model and the models in it, without what is internal."""
    if isinstance(value, tuple):
        for item in value:
            yield from _parts(item)
    if (
        isinstance(value, Model)
        and getattr(value, "audience", None) is not Audience.INTERNAL
    ):
        yield value
        for key in type(value).model_fields:
            yield from _parts(getattr(value, key))
