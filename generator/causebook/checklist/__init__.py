"""What pages remember: the ticks of a checklist, and which product and role the reader has.

Both are plain HTML that a custom element improves. `record.mjs` and `reader.mjs` are pure:
storage and clock are handed in. `element.js`, `reader-element.js` and `reader-ways.js` are the
only parts that know the document.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from ..render.assets import FOLDER
from ..render.bundle import bundle
from ..strings import Strings

_HERE = Path(__file__).parent


@lru_cache(maxsize=4)
def files(language: Strings | None = None) -> dict[str, str | bytes]:
    """The script and the style of both, by their path in the site."""
    parts = {"reader": _HERE / "reader-element.js", "element": _HERE / "element.js"}
    script = bundle(parts, "kbChecklist", language) + "kbChecklist();\n"
    style = (_HERE / "checklist.css").read_text("utf-8")
    return {f"{FOLDER}/kb-checklist.js": script, f"{FOLDER}/checklist.css": style}
