"""The knowledge as the page's script unpacks it, for tests that look into a page."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

SCRIPT = Path(__file__).parents[1] / "generator/causebook/diagnosis/engine/packed.mjs"
RUN = f"""
import {{ readFileSync }} from "node:fs";
import {{ unpacked }} from "{SCRIPT.as_uri()}";
console.log(JSON.stringify(unpacked(readFileSync(0, "utf8"))));
"""
BROUGHT = re.compile(r"push\((.*)\);\n\Z", re.S)


def whole(folder: Path, page: str = "diagnose/index.html") -> dict[str, Any]:
    """The whole knowledge of a page in a folder: what it comes with, and what comes later."""
    html = (folder / page).read_text("utf-8")
    known = unpacked(re.search(r'id="knowledge">(.*?)</script>', html, re.S)[1])
    del known["later"]
    for script in folder.glob("assets/causebook/diagnose-[0-9]*.js"):
        for name, entries in json.loads(BROUGHT.search(script.read_text("utf-8"))[1])[
            1
        ].items():
            for entry in entries:
                known[name][entry.pop("at")] |= entry
    return known


def unpacked(text: str) -> dict[str, Any]:
    """The whole knowledge from the JSON that a page holds."""
    words = ["node", "--input-type=module", "-e", RUN]
    done = subprocess.run(
        words, input=text, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)
