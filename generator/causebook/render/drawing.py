"""The path from the reader to the far end as a small inline SVG, with the culprit marked.

Drawn with classes only, so that it follows the palette and needs no style attribute.
"""

from __future__ import annotations

from markupsafe import Markup

from ..model import Place
from ..strings import Strings
from .markup import plain_html

_STEP, _MIDDLE = 84, 26


def path_drawing(places: tuple[Place, ...], culprit: str, words: Strings) -> Markup:
    """The SVG; its label says the same in words."""
    width = _STEP * len(places)
    titles = ", ".join(place.title for place in places)
    where = next(place.title for place in places if place.id == culprit)
    label = plain_html(words.say("pages.path", places=titles, place=where))
    ends = f'x1="{_STEP // 2}" x2="{width - _STEP // 2}"'
    line = f'<line class="kb-wire" {ends} y1="{_MIDDLE}" y2="{_MIDDLE}"/>'
    stations = "".join(
        _station(place, n, place.id == culprit) for n, place in enumerate(places)
    )
    head = f'<svg class="kb-path" viewBox="0 0 {width} 84" role="img" aria-label="{label}">'
    return Markup(f"{head}{line}{stations}</svg>")  # noqa: S704 - texts are escaped above


def _station(place: Place, number: int, culprit: bool) -> str:
    """One station: a circle, a cross on the culprit, the name below in at most two lines."""
    x = _STEP // 2 + number * _STEP
    words = place.title.split()
    lines = [words[0], " ".join(words[1:])] if len(words) > 1 else words
    style = "kb-place kb-place-culprit" if culprit else "kb-place"
    names = [
        f'<text class="{style}" x="{x}" y="{58 + 17 * n}">{plain_html(line)}</text>'
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
