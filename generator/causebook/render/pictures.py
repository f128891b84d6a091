"""Small line drawings that help to choose: one for each word that an author can name.

Drawn here and without colours, so that they follow the palette and ask no other host. It must not
know where they are shown.
"""

from __future__ import annotations

from markupsafe import Markup

from ..model import Picture

_LINES = {
    Picture.PERSON: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4 21c0-4 3.5-6 8-6s8 2 8 6",
    Picture.BROWSER: "M3 5h18v14H3zM3 9.5h18M6 7.2h.01M9 7.2h.01",
    Picture.PROGRAM: "M8 8l-4 4 4 4M16 8l4 4-4 4M13.5 5l-3 14",
    Picture.DEVICE: "M7 3h10v18H7zM11 18h2",
    Picture.SERVER: "M4 4h16v7H4zM4 13h16v7H4zM8 7.5h.01M8 16.5h.01",
    Picture.NETWORK: "M9 3h6v5H9zM3 16h6v5H3zM15 16h6v5h-6zM12 8v4M6 16v-4h12v4",
    Picture.GATE: "M4 21V9l8-6 8 6v12M9 21v-8h6v8M2 21h20",
    Picture.LOCK: "M6 11h12v10H6zM8 11V8a4 4 0 0 1 8 0v3M12 15v2",
    Picture.KEY: "M12 12a4 4 0 1 1-8 0 4 4 0 1 1 8 0zM12 12h9v4M17 12v3",
}
"""What is drawn of each, as the path of an SVG of 24 by 24."""


def picture(name: Picture | None) -> Markup:
    """The drawing as SVG that screen readers pass over, or nothing."""
    if name is None:
        return Markup("")
    return Markup(
        '<svg class="kb-picture" viewBox="0 0 24 24" aria-hidden="true"><path d="{}"/></svg>'
    ).format(_LINES[name])
