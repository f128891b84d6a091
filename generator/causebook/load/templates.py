"""A project's own templates: blocks of its own on generated pages, in `causes/templates/`.

They are read as text; links and files that cannot be opened are told by whoever reads all of
`causes/`. It must not know what a template says, nor which pages there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..model.findings import Finding
from .folders import Unreadable, read_file, walk

FOLDER = "templates"
MAX_TEMPLATE = 100_000
_ENTRIES = {".yml", ".yaml"}


@dataclass(frozen=True)
class Templates:
    """The texts of a project's own templates by name; a name is the path below their folder."""

    texts: tuple[tuple[str, str], ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """The names that they have."""
        return frozenset(name for name, _ in self.texts)


NO_TEMPLATES = Templates()


def shown(name: str) -> str:
    """The path of a template, as findings show it."""
    return f"causes/{FOLDER}/{name}"


def read_templates(causes: Path) -> tuple[Templates, tuple[Finding, ...]]:
    """The templates below the folder `causes`, and what keeps some from being read."""
    texts: list[tuple[str, str]] = []
    findings: list[Finding] = []
    folder = causes / FOLDER
    for found in walk(folder) if causes.is_dir() and not causes.is_symlink() else ():
        if found.problem or found.path.suffix.lower() in _ENTRIES:
            continue
        try:
            texts.append(
                (found.source, read_file(found.path, MAX_TEMPLATE).decode("utf-8"))
            )
        except UnicodeDecodeError:
            findings.append(
                Finding(shown(found.source), 0, 0, "Y008", "is not UTF-8")
            )
        except Unreadable as error:
            code = "Y007" if "larger" in error.problem else "Y013"
            path = shown(found.source)
            findings.append(Finding(path, 0, 0, code, error.problem, error.remedy))
    return Templates(tuple(texts)), tuple(findings)
