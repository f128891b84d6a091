"""The scripts and styles of every page, as files of the site.

Checklist and diagnosis have their own.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from .bundle import bundle

_STATIC = Path(__file__).parent / "static"
_FILTER = Path(__file__).parent / "filter"
FOLDER = "assets/causebook"
EDITION = f"{FOLDER}/edition.js"
"""The script that names the edition, and so changes with every edit."""
PICTURE = f"{FOLDER}/social.png"
"""What other sites show beside a link to a page, where the publisher names no other picture."""
_PICTURES = {".png"}


@lru_cache(maxsize=1)
def assets() -> dict[str, str | bytes]:
    """The files by their path in the site."""
    static = {f"{FOLDER}/{path.name}": _read(path) for path in sorted(_STATIC.iterdir())}
    return {**static, f"{FOLDER}/kb-filter.js": _filter()}


def _filter() -> str:
    """The script of the pages that are an index."""
    return bundle({"element": _FILTER / "element.js"}, "kbFilter") + "kbFilter().start();\n"


def _read(path: Path) -> str | bytes:
    """A file, as text where it is one."""
    return path.read_bytes() if path.suffix in _PICTURES else path.read_text("utf-8")
