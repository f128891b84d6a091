"""The scripts and styles that ship with every book, as files of the site."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from .bundle import bundle

_ASSETS = Path(__file__).parent.parent / "assets"
FOLDER = "assets/causebook"


@lru_cache(maxsize=1)
def assets() -> dict[str, str | bytes]:
    """The files of the theme's pages by path; those of the diagnosis are bundled elsewhere."""
    files = {
        path.name: path.read_text("utf-8")
        for path in sorted(_ASSETS.iterdir())
        if path.suffix in {".css", ".svg"}
    }
    files |= {name: (_ASSETS / name).read_text("utf-8") for name in ("moved.js", "storage.js")}
    files["kb-checklist.js"] = (
        bundle({"element": _ASSETS / "kb-checklist.js"}, "kbChecklist") + "kbChecklist();\n"
    )
    return {f"{FOLDER}/{name}": text for name, text in files.items()}
