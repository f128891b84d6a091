"""A text with the names that its record says taken out of it, so that many texts are one form.

`a/{id}/` is the form of `a/jam/` in the record of `jam`, and `{of.0}` stands for the first of the
names under `of`. `engine/packed.mjs` fills forms by the same rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_PART, _GOES_ON = re.compile(r"[\w{.]"), re.compile(r"[\w}.]")
"""What stands before and behind a name that is a part of a longer one."""
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
        text = _with(place, name, text)
    return text


def _with(place: str, name: str, text: str) -> str:
    """The text with a place for each name that is no part of a longer one.

    There are thousands of names: a pattern for each takes longer to make than to use.
    """
    written, start, at = "", 0, text.find(name) if name else -1
    while at >= 0:
        end = at + len(name)
        if _PART.match(text[at - 1 : at]) or _GOES_ON.match(text[end : end + 1]):
            end = at + 1
            written += text[start:end]
        else:
            written += text[start:at] + place
        start, at = end, text.find(name, end)
    return written + text[start:]


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
