"""What the theme shows on top of every page, read from the configuration of MkDocs.

The page of the diagnosis has no theme; it shows the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.theme import Theme

from ..book.navigation import address_of
from ..load.look import Look
from ..render import Contact, Frame, Header

_HIDDEN = '<svg aria-hidden="true" width="24" height="24" '
_COLOURS = {"scheme": "default", "primary": "indigo", "accent": "indigo"}


def header_of(config: MkDocsConfig) -> Header:
    """The name of the site, its hubs, and how its theme keeps the colours that a reader chose."""
    return Header(
        name=config.site_name,
        hubs=tuple(_hubs(config.nav, config.site_url or "")),
        scope=str(config.extra.get("scope", "")),
        palettes=tuple(_palettes(config.theme.get("palette"))),
        alternates=tuple(_alternates(config.extra.get("alternate"))),
        frame=_frame(config),
        look=Look.given(config.extra.get("look")),
        logo=_logo(config.theme),
        icon=_icon(config.theme),
    )


def _frame(config: MkDocsConfig) -> Frame:
    """What the publisher says of the site; what is of a wrong form was found by `check_frame`."""
    given, contact = config.extra.get("feedback"), config.extra.get("contact")
    said = contact if isinstance(contact, dict) else {}
    return Frame(
        feedback=given if isinstance(given, str) else "",
        is_silent=given is False,
        source=config.repo_url or "",
        licence=config.copyright or "",
        picture=str(config.extra.get("picture") or ""),
        contact=Contact(str(said.get("title", "")), str(said.get("url", ""))),
    )


def _logo(theme: Theme) -> str:
    """The logo as an element: the publisher's picture, or the drawing that the theme has by a name.

    Its address is as seen from the page of the diagnosis.
    """
    picture, icons = theme.get("logo"), theme.get("icon")
    if isinstance(picture, str):
        return f'<img src="../{escape(picture)}" alt="" height="24">'
    name = str(icons.get("logo", "")) if isinstance(icons, dict) else ""
    drawings = (Path(folder) / ".icons" / f"{name}.svg" for folder in theme.dirs)
    drawing = next((path for path in drawings if name and path.is_file()), None)
    return drawing.read_text("utf-8").replace("<svg ", _HIDDEN, 1) if drawing else ""


def _alternates(given: object) -> Iterator[tuple[str, str, str]]:
    """The site in other languages, as the theme is told of them: those with a whole address."""
    for item in given if isinstance(given, list) else ():
        said = item if isinstance(item, dict) else {}
        name, link, language = (
            str(said.get(key, "")) for key in ("name", "link", "lang")
        )
        if "://" in link and name and language:
            yield name, link, language


def _icon(theme: Theme) -> str:
    """The file that a tab shows; that of the book where the theme's is on another host."""
    named = theme.get("favicon")
    return named if isinstance(named, str) and "://" not in named else Header.icon


def _hubs(nav: object, site_url: str) -> Iterator[tuple[str, str]]:
    """Title and address of each entry of the navigation that has a title.

    That of a section is the address of its first page. The home page is left out.
    """
    for item in nav if isinstance(nav, list) else ():
        for title, target in item.items() if isinstance(item, dict) else ():
            first = _first(target)
            address = address_of(first, site_url) if first else ""
            if address.strip("/"):
                yield str(title), address


def _first(target: object) -> str:
    """The first page below an entry of the navigation, or nothing."""
    while isinstance(target, list | dict):
        items = target if isinstance(target, list) else list(target.values())
        target = items[0] if items else None
    return target if isinstance(target, str) else ""


def _palettes(configured: object) -> Iterator[dict[str, str]]:
    """Each palette as the theme's scripts keep it; none where the reader has no choice."""
    palettes = configured if isinstance(configured, list) else []
    for palette in palettes:
        colours = {
            name: str(palette.get(name, default)).replace(" ", "-")
            for name, default in _COLOURS.items()
        }
        yield {"media": str(palette.get("media", "")), **colours}
