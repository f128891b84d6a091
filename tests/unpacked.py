"""The knowledge as the page's script unpacks it, for tests that look into a page."""

import json
import subprocess
from pathlib import Path
from typing import Any

SCRIPT = Path(__file__).parents[1] / "generator/causebook/diagnosis/engine/packed.mjs"
RUN = f"""
import {{ readFileSync }} from "node:fs";
import {{ unpacked }} from "{SCRIPT.as_uri()}";
console.log(JSON.stringify(unpacked(readFileSync(0, "utf8"))));
"""


def unpacked(text: str) -> dict[str, Any]:
    """The whole knowledge from the JSON that a page holds."""
    words = ["node", "--input-type=module", "-e", RUN]
    done = subprocess.run(words, input=text, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)
