"""The scripts and styles of every page, as files of the site.

Checklist and diagnosis have their own.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

_STATIC = Path(__file__).parent / "static"
FOLDER = "assets/causebook"


@lru_cache(maxsize=1)
def assets() -> dict[str, str | bytes]:
    """The files by their path in the site."""
    return {f"{FOLDER}/{path.name}": path.read_text("utf-8") for path in sorted(_STATIC.iterdir())}
