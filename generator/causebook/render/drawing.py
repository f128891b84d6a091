"""The path from the reader to the far end as a small inline SVG, with the culprit marked.

Drawn with classes only, so that it follows the palette and needs no style attribute.
"""

from __future__ import annotations

import textwrap

from markupsafe import Markup

from ..model import Place
from ..strings import Strings
from .markup import plain_html

_STEP, _MIDDLE, _LINE = 84, 26, 17
_FIRST_LINE = 58
_LETTER = 7.6
"""How wide a letter is at most, on the average of a word."""
_USUAL = 10
"""Letters of a name that stand in one line."""


def path_drawing(places: tuple[Place, ...], culprit: str, words: Strings) -> Markup:
    """The SVG; its label says the same in words."""
    names = [_lines(place.title) for place in places]
    longest = max(len(line) for lines in names for line in lines)
    step = max(_STEP, round(longest * _LETTER))
    width = step * len(places)
    height = _FIRST_LINE + _LINE * max(map(len, names)) - 8
    titles = ", ".join(place.title for place in places)
    where = next(place.title for place in places if place.id == culprit)
    label = plain_html(words.say("pages.path", places=titles, place=where))
    ends = f'x1="{step // 2}" x2="{width - step // 2}"'
    line = f'<line class="kb-wire" {ends} y1="{_MIDDLE}" y2="{_MIDDLE}"/>'
    stations = "".join(
        _station(lines, step // 2 + n * step, place.id == culprit)
        for n, (place, lines) in enumerate(zip(places, names, strict=True))
    )
    size = f'viewBox="0 0 {width} {height}"'
    head = f'<svg class="kb-path" {size} role="img" aria-label="{label}">'
    return Markup(f"{head}{line}{stations}</svg>")  # noqa: S704 - texts are escaped above


def _lines(title: str) -> list[str]:
    """The name of a place in lines that stay between its neighbours."""
    return textwrap.wrap(
        title, _USUAL, break_long_words=False, break_on_hyphens=False
    )


def _station(lines: list[str], x: int, culprit: bool) -> str:
    """One station: a circle, a cross on the culprit, the name below it."""
    style = "kb-place kb-place-culprit" if culprit else "kb-place"
    names = [
        f'<text class="{style}" x="{x}" y="{_FIRST_LINE + _LINE * n}">{plain_html(line)}</text>'
        for n, line in enumerate(lines)
    ]
    return _circle(x, culprit) + "".join(names)


def _circle(x: int, culprit: bool) -> str:
    """The circle of a station; that of the culprit is larger and has a cross."""
    if not culprit:
        return f'<circle class="kb-station" cx="{x}" cy="{_MIDDLE}" r="8"/>'
    circle = f'<circle class="kb-culprit" cx="{x}" cy="{_MIDDLE}" r="14"/>'
    cross = f'<path class="kb-cross" d="M{x - 5} {_MIDDLE - 5}l10 10m0-10l-10 10"/>'
    return circle + cross
