"""A text with the names that its record says taken out of it, so that many texts are one form.

`a/{id}/` is the form of `a/jam/` in the record of `jam`, and `{of.0}` stands for the first of the
names under `of`. `engine/packed.mjs` fills forms by the same rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

_PLACE = re.compile(r"\{(\w+)(?:\.(\d+))?\}", re.A)


def form_of(text: str, names: Mapping[str, object]) -> str | None:
    """The text with `{key}` for each whole name that stands under a key, `id` first.

    There is none for a text with brackets of its own, which the page would fill.
    """
    if "{" in text:
        return None
    for place, name in sorted(
        _placed(names, text), key=lambda placed: placed[0] != "{id}"
    ):
        text = _whole(name).sub(place, text)
    return text


@cache
def _whole(name: str) -> re.Pattern[str]:
    """A name that is no part of a longer one; Python itself remembers too few of these."""
    return re.compile(rf"(?<![\w{{.]){re.escape(name)}(?![\w}}.])")


def _placed(names: Mapping[str, object], text: str) -> Iterator[tuple[str, str]]:
    """Each name in a text, with how a form refers to it."""
    for key, value in names.items():
        if isinstance(value, str):
            if value in text:
                yield f"{{{key}}}", value
        elif isinstance(value, list):
            for n, name in enumerate(value):
                if isinstance(name, str) and name in text:
                    yield f"{{{key}.{n}}}", name


def filled(form: str, names: Mapping[str, object]) -> str:
    """The text of a form with these names; a place for which there is none stays as it is."""

    def told(found: re.Match[str]) -> str:
        value, n = names.get(found[1]), found[2]
        if n is not None:
            values = value if isinstance(value, list) else [value]
            value = values[int(n)] if int(n) < len(values) else None
        return value if isinstance(value, str) else found[0]

    return _PLACE.sub(told, form)
