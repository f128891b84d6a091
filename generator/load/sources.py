"""All sources of a book: every file of `causes/`, read and typed, with its findings.

The layout says what a file may be: `book.yml`, `platforms.yml` and `phrases.yml` at the top; below one
folder per problem `problem.yml`, causes, `symptoms/`, `fixes/` and `scenarios/`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from ..findings import Finding, quoted
from ..model import FileKind
from ..model.fields import ID
from .folders import walk
from .shape import shape
from .tree import Node, Path_, locate, read_tree

_ROOMS = {"symptoms": "symptoms", "fixes": "fix", "scenarios": "scenario"}


@dataclass(frozen=True)
class Loaded:
    """An entry file: what it says, which problem it stands under, and where its texts are."""

    entry: FileKind
    problem: str
    path: str
    tree: Node

    def finding(self, at: Path_, code: str, message: str, hint: str = "", *, key: bool = False) -> Finding:
        """A finding at the place of this file that a key path names."""
        node = locate(self.tree, at, key=key)
        return Finding(self.path, node.line, node.col, code, message, hint)


@dataclass(frozen=True)
class Sources:
    """Everything that was read, in the order of the paths, with the findings."""

    root: Path
    files: tuple[Loaded, ...]
    findings: tuple[Finding, ...]


def load(root: Path) -> Sources:
    """All entries below `root` (the folder `causes`) with all findings; nothing stops at the first."""
    files: list[Loaded] = []
    findings: list[Finding] = []
    if not root.is_dir() and not root.is_symlink():
        return Sources(root, (), (Finding(root.name, 0, 0, "L007", "is not a folder", "run it where mkdocs.yml is"),))
    for found in walk(root):
        name = f"{root.name}/{found.source}".rstrip("/")
        if found.problem:
            findings.append(Finding(name, 0, 0, "Y013", found.problem, found.remedy))
        elif found.path.suffix.lower() in {".yml", ".yaml"}:
            loaded, problems = _file(found.path, name, tuple(found.source.split("/")))
            findings += problems
            files += [loaded] if loaded else []
    return Sources(root, tuple(files), tuple(sorted(findings)))


def _file(path: Path, name: str, parts: tuple[str, ...]) -> tuple[Loaded | None, list[Finding]]:
    """One file, read and typed, with its findings."""
    if path.suffix != ".yml":
        return None, [Finding(name, 0, 0, "S010", f"ends in {path.suffix}", "rename it to .yml")]
    tree, findings = read_tree(path, name)
    if tree is None:
        return None, findings
    own_id = parts[-2] if parts[-1] == "problem.yml" and len(parts) == 2 else path.stem
    entry, found = shape(tree, name, own_id)
    if entry is None:
        return None, findings + found
    loaded = Loaded(entry, parts[0] if len(parts) > 1 else "", name, tree)
    return loaded, findings + _misplaced(loaded, parts) + _misnamed(loaded, own_id)


def _misplaced(loaded: Loaded, parts: tuple[str, ...]) -> list[Finding]:
    """A finding if a file of this kind does not belong where it is."""
    kind = loaded.entry.kind
    expected = {"book": "book.yml", "platforms": "platforms.yml", "phrases": "phrases.yml",
                "problem": "<problem>/problem.yml",
                "cause": "<problem>/<cause-id>.yml", "fix": "<problem>/fixes/<fix-id>.yml",
                "symptoms": "<problem>/symptoms/<group>.yml", "scenario": "<problem>/scenarios/<scenario-id>.yml"}
    if len(parts) == 1:
        right = parts[0] == expected[kind]
    elif len(parts) == 2:
        right = kind == ("problem" if parts[1] == "problem.yml" else "cause")
    else:
        right = len(parts) == 3 and _ROOMS.get(parts[1]) == kind
    return [] if right else [loaded.finding(("kind",), "S010", f"a {kind} does not belong here",
                                            f"put it at causes/{expected[kind]}")]


def _misnamed(loaded: Loaded, own_id: str) -> list[Finding]:
    """A finding if the file's name cannot be an id; the models have seen those that become one."""
    ok = re.match(ID, own_id) and re.match(ID, loaded.problem or "x")
    return [] if ok else [Finding(loaded.path, 0, 0, "S005", f"file name {quoted(own_id)}",
                                  "lower-case letters and digits, words joined by hyphens")]
