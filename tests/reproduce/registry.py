"""The reproductions by cause, and the versions of what they ran."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from reproduce.bench import ENVIRONMENT, PYTHON, Bench
from reproduce.recording import Seen

Reproduction = Callable[[Bench], Seen]


@dataclass(frozen=True)
class Known:
    """How a cause is shown: the step of the fix that mends it, and the programs that take part."""

    cause: str
    step: str
    programs: tuple[str, ...]
    show: Reproduction


ALL: dict[str, Known] = {}


def reproduces(
    cause: str, step: str, *programs: str
) -> Callable[[Reproduction], Reproduction]:
    """Says of a function that it shows a cause; a program is `package` of Debian, `py:` or `js:`."""

    def known(show: Reproduction) -> Reproduction:
        if cause in ALL:
            raise ValueError(f"{cause} is shown twice")
        ALL[cause] = Known(cause, step, programs, show)
        return show

    return known


@cache
def version(program: str) -> str:
    """A program as it is installed, with its version."""
    where, _, name = program.rpartition(":")
    if where == "py":
        asked = f"from importlib.metadata import version; print(version('{name}'))"
        words = [str(PYTHON), "-c", asked]
    elif where == "js":
        package = ENVIRONMENT / "js" / "node_modules" / name / "package.json"
        return f"{name} {json.loads(package.read_text('utf-8'))['version']}"
    elif name == "npm":
        words, where = ["npm", "--version"], "npm"
    else:
        words = ["dpkg-query", "-W", "-f", "${Version}", name]
    said = subprocess.run(
        words, text=True, capture_output=True, check=True
    ).stdout.strip()
    return f"{name} {said}" if where else f"{name} {said} (Debian)"
