"""What a publisher says of the look of the site can be shown, and can be read.

It must not know how the pages look otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..load.configuration import Configuration
from ..load.look import KEYS, fits
from ..load.nodes import Mapping, Node, Scalar, Sequence
from ..model.findings import Finding, did_you_mean, quoted

_BEHIND = {
    "accent": ("#ffffff", "the white page"),
    "accent_dark": ("#14181d", "the dark page"),
}
_ENOUGH = 4.5  # WCAG 2.2, 1.4.3: text of a usual size
_EXAMPLE = 'write `look: {accent: "#a8123e", accent_dark: "#ff9db5"}`'


def check_look(configurations: Iterable[Configuration]) -> list[Finding]:
    """Findings for what the look cannot be, and for links that could hardly be read."""
    return sorted(
        {
            finding
            for said in configurations
            for finding in _of(said, said.value("extra", "look"))
        }
    )


def _of(said: Configuration, node: Node | None) -> Iterator[Finding]:
    """The findings about one look."""
    if node is None or isinstance(node, Sequence):
        return
    if not isinstance(node, Mapping):
        yield said.at(node, "M005", "`look` has no keys", _EXAMPLE)
        return
    for key, value in node.pairs.values():
        if key.text not in KEYS:
            hint = did_you_mean(key.text, KEYS) or f"it has {', '.join(KEYS)}"
            yield said.at(key, "M005", f"`look` has no key {quoted(key.text)}", hint)
        elif not isinstance(value, Sequence):
            # what only MkDocs can work out is not judged
            yield from _value(said, key.text, value)


def _value(said: Configuration, key: str, node: Node) -> Iterator[Finding]:
    """The findings about one colour or font."""
    text = node.text if isinstance(node, Scalar) else "…"
    if not fits(key, text):
        is_font = key.endswith("font")
        problem = f"{quoted(text)} is no {'name of fonts' if is_font else 'colour'}"
        hint = (
            'write it like `"Inter, sans-serif"`'
            if is_font
            else 'write it like `"#a8123e"`'
        )
        yield said.at(node, "M005", problem, hint)
    elif key in _BEHIND:
        behind, where = _BEHIND[key]
        ratio = contrast(text, behind)
        if ratio < _ENOUGH:
            side = "darker" if key == "accent" else "lighter"
            problem = f"links of {text} on {where} have a contrast of {ratio:.1f}"
            yield said.at(
                node, "M005", problem, f"take a {side} one: 4.5 can be read"
            )


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """The relative luminance of a colour, from 0 to 1 (WCAG 2.2)."""
    digits = (
        colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    )
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
