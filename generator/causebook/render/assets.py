"""The scripts and styles of every page, as files of the site.

Checklist and diagnosis have their own.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from ..load.look import Look
from ..strings import Strings
from .bundle import bundle

_STATIC = Path(__file__).parent / "static"
_FILTER = Path(__file__).parent / "filter"
_STYLE = Path(__file__).parent / "style"
FOLDER = "assets/causebook"
EDITION = f"{FOLDER}/edition.js"
"""The script that names the edition, and so changes with every edit."""
GUEST = "guest.css"
"""The style of a book's pages inside a site that is not the book's."""
PICTURE = f"{FOLDER}/social.png"
"""What other sites show beside a link to a page, where the publisher names no other picture."""
_PICTURES = {".png"}


@lru_cache(maxsize=4)
def assets(
    language: Strings | None = None,
    look: Look = Look(),  # noqa: B008 - it cannot change
) -> dict[str, str | bytes]:
    """The files by their path in the site."""
    static = {
        f"{FOLDER}/{path.name}": _read(path) for path in sorted(_STATIC.iterdir())
    }
    style = {f"{FOLDER}/site.css": tokens(look) + _style("theme", "pages")}
    return {**static, **style, f"{FOLDER}/kb-filter.js": _filter(language)}


@lru_cache(maxsize=1)
def guest_assets() -> dict[str, str]:
    """The style that takes the place of `site.css` in a site of another look."""
    return {f"{FOLDER}/{GUEST}": _style("guest", "pages")}


def tokens(look: Look) -> str:
    """The publisher's colours and fonts, as styles name them."""
    return (
        f":root {{\n  --kb-accent-day: {look.accent};\n  --kb-accent-night: {look.accent_dark};\n"
        f"  --kb-font: {look.font};\n  --kb-code-font: {look.code_font};\n}}\n"
    )


def _style(*names: str) -> str:
    """One style of several."""
    return "\n".join((_STYLE / f"{name}.css").read_text("utf-8") for name in names)


def _filter(language: Strings | None) -> str:
    """The script of the pages that are an index."""
    return (
        bundle({"element": _FILTER / "element.js"}, "kbFilter", language)
        + "kbFilter().start();\n"
    )


def _read(path: Path) -> str | bytes:
    """A file, as text where it is one."""
    return path.read_bytes() if path.suffix in _PICTURES else path.read_text("utf-8")
