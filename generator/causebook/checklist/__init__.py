"""The checklist: a plain ordered list that a custom element improves.

`record.mjs` is pure: storage and clock are handed in. `element.js` is the only part that knows
the document.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from ..render.assets import FOLDER
from ..render.bundle import bundle

_HERE = Path(__file__).parent


@lru_cache(maxsize=1)
def files() -> dict[str, str | bytes]:
    """The script and the style of the checklist, by their path in the site."""
    script = bundle({"element": _HERE / "element.js"}, "kbChecklist") + "kbChecklist();\n"
    style = (_HERE / "checklist.css").read_text("utf-8")
    return {f"{FOLDER}/kb-checklist.js": script, f"{FOLDER}/checklist.css": style}
