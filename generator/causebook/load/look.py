"""The look that a publisher gives the site and the diagnosis: `extra: {look: …}` in `mkdocs.yml`.

It must not know what is coloured, nor with what a colour is compared.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields

_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")
_FONTS = re.compile(r"[\w ,.'\"-]+")


@dataclass(frozen=True)
class Look:
    """Colours of links and buttons by day and by night, the fonts of text and of code."""

    accent: str = "#0b5cad"
    accent_dark: str = "#8fbcf5"
    font: str = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Ubuntu, sans-serif'
    code_font: str = (
        'ui-monospace, "Cascadia Mono", "SF Mono", Menlo, Consolas, '
        '"DejaVu Sans Mono", monospace'
    )

    @staticmethod
    def given(said: object) -> Look:
        """The look with what was said of it; what does not fit is left as it is without."""
        pairs = said if isinstance(said, Mapping) else {}
        return Look(
            **{key: str(value) for key, value in pairs.items() if fits(key, value)}
        )


KEYS = tuple(field.name for field in fields(Look))


def fits(key: object, value: object) -> bool:
    """Whether a value can stand in a style: a colour in hexadecimal digits, or names of fonts."""
    if key not in KEYS or not isinstance(value, str):
        return False
    form = _FONTS if str(key).endswith("font") else _COLOUR
    return bool(form.fullmatch(value))
