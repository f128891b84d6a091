"""The scripts and styles that ship with every book, as files of the site."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

_ASSETS = Path(__file__).parent.parent / "assets"
FOLDER = "assets/causebook"


@lru_cache(maxsize=1)
def assets() -> dict[str, str | bytes]:
    """The files of the theme's pages by path; those of the diagnosis are bundled elsewhere."""
    files = (path for path in sorted(_ASSETS.iterdir()) if path.suffix in {".js", ".mjs", ".css", ".svg"})
    return {f"{FOLDER}/{path.name}": path.read_text("utf-8") for path in files}


def asset(name: str) -> str:
    """One file of the package's assets."""
    return (_ASSETS / name).read_text("utf-8")
