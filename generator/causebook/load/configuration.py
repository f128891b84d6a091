"""What a project's configurations of MkDocs say, read once and handed to all who ask.

The files are read as text with positions: no tag is obeyed, nothing is loaded. A configuration
and what it inherits from are one, merged as MkDocs merges them. What MkDocs or the book make of
a value is not known here.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from ..model import Audience
from ..model.findings import Finding, quoted
from .document import parse_tree
from .nodes import Mapping, Node, Scalar, Sequence, nodes, scalars

_BROKEN = {"Y001", "Y006", "Y007", "Y008", "Y010", "Y011"}
"""What MkDocs cannot read either; anchors and tags are its own business."""


@dataclass(frozen=True)
class File:
    """One file of a configuration: its path, its name as findings show it, and its keys."""

    path: Path
    name: str
    tree: Mapping


@dataclass(frozen=True)
class Configuration:
    """A configuration: its file, what that inherits from, nearest first, and what is wrong."""

    project: Path
    files: tuple[File, ...] = ()
    findings: tuple[Finding, ...] = ()

    @cached_property
    def said(self) -> Mapping:
        """All keys: those of the nearer file lie over those that it inherits."""
        merged: Node = Mapping(1, 1)
        for file in reversed(self.files):
            merged = _merged(merged, file.tree)
        return merged if isinstance(merged, Mapping) else Mapping(1, 1)

    def value(self, *keys: str) -> Node | None:
        """What stands below the keys, each below the one before, or None."""
        node: Node | None = self.said
        for key in keys:
            found = _named(node, key)
            node = found[1] if found else None
        return node

    def text(self, *keys: str) -> str:
        """The text that stands below the keys; empty where there is none."""
        node = self.value(*keys)
        return node.text if isinstance(node, Scalar) else ""

    def texts(self) -> tuple[str, ...]:
        """Every text, keys included."""
        return tuple(node.text for node in scalars(self.said))

    def named(self, key: str) -> Iterator[tuple[Scalar, Node | None]]:
        """The plugins or extensions below a key by name, with their options if they have any."""
        node = self.value(key)
        for item in node.items if isinstance(node, Sequence) else [node]:
            if isinstance(item, Scalar):
                yield item, None
            elif isinstance(item, Mapping):
                yield from item.pairs.values()

    def others(self) -> Iterator[Scalar]:
        """The folders of the same book in other languages, as the list of sites names them."""
        node = self.value("extra", "alternate")
        for item in node.items if isinstance(node, Sequence) else ():
            found = _named(item, "book")
            if found and isinstance(found[1], Scalar):
                yield found[1]

    @property
    def docs(self) -> Path:
        """The folder that the generated pages are written to."""
        return self.project / (self.text("docs_dir") or "docs")

    @property
    def is_guest(self) -> bool:
        """Whether the docs folder is a site's own, and the book a part of that site.

        That of a book with a site of its own is generated, below `build`.
        """
        return not self.docs.is_relative_to(self.project / "build")

    @property
    def base_path(self) -> str:
        """The path of the site's address, with its slashes; `/` where it says none."""
        node = self.value("site_url")
        says = node.items if isinstance(node, Sequence) else [node]
        texts = [one.text for one in says if isinstance(one, Scalar)]
        *names, last = texts or [""]
        said = next((os.environ[name] for name in names if name in os.environ), last)
        return urlsplit(os.environ.get(said, said)).path.rstrip("/") + "/"

    @property
    def overrides(self) -> Path | None:
        """The folder of the project's own templates, if it names one."""
        named = self.text("theme", "custom_dir")
        return self.project / named if named else None

    def at(self, node: Node, code: str, message: str, hint: str = "") -> Finding:
        """A finding at a node of one of the files."""
        name = next(
            file.name
            for file in self.files
            if any(other is node for other in nodes(file.tree))
        )
        return Finding(name, node.line, node.col, code, message, hint)

    def finding(
        self, code: str, keys: tuple[str, ...], message: str, hint: str = ""
    ) -> Finding:
        """A finding where the most of the keys stand, one below the other.

        Of files that have as many of them it is the nearest.
        """
        found = [(*_deepest(file.tree, keys), file.name) for file in self.files]
        _, place, name = max(found, key=lambda each: each[0])
        return Finding(name, *place, code, message, hint)


def config_file(project: Path, audience: Audience) -> Path:
    """The configuration of an audience: `mkdocs.yml`, or `mkdocs.<audience>.yml`."""
    name = (
        "mkdocs.yml"
        if audience is Audience.PUBLIC
        else f"mkdocs.{audience.value}.yml"
    )
    return project / name


def configurations(project: Path) -> dict[Audience, Configuration]:
    """The configurations that a project has, by audience."""
    files = {audience: config_file(project, audience) for audience in Audience}
    return {
        audience: read(file) for audience, file in files.items() if file.is_file()
    }


def names_pages(project: Path) -> bool:
    """Whether a configuration of a site of the book's own has a navigation.

    Then a new page is in the sidebar only when it is named there.
    """
    found = configurations(project).values()
    return any(one.value("nav") for one in found if not one.is_guest)


def read(path: Path) -> Configuration:
    """The configuration in a file, with what it inherits from as far as that can be read."""
    project = path.parent
    files: list[File] = []
    while True:
        name = os.path.relpath(path, project)
        if any(file.path == path for file in files):
            return Configuration(project, tuple(files), (_round(files, path),))
        if not path.is_file():
            return Configuration(project, tuple(files), (_missing(files, name),))
        tree, findings = _tree(path, name)
        if findings:
            return Configuration(project, tuple(files), findings)
        files.append(File(path, name, tree))
        parent = _named(tree, "INHERIT")
        if parent is None or not isinstance(parent[1], Scalar):
            return Configuration(project, tuple(files))
        path = Path(os.path.normpath(path.parent / parent[1].text))


def _tree(path: Path, name: str) -> tuple[Mapping, tuple[Finding, ...]]:
    """The keys of a file, and what MkDocs cannot read in it either."""
    tree, found = parse_tree(path.read_bytes(), name)
    findings = tuple(finding for finding in found if finding.code in _BROKEN)
    if isinstance(tree, Mapping) or findings:
        return tree if isinstance(tree, Mapping) else Mapping(1, 1), findings
    return Mapping(1, 1), (
        Finding(
            name, 1, 1, "M001", "is no mapping of keys", "write `key: value` lines"
        ),
    )


def _round(files: list[File], path: Path) -> Finding:
    """The finding for files that inherit in a circle: the same one, whichever of them is read."""
    circle = files[next(n for n, file in enumerate(files) if file.path == path) :]
    first = min(circle, key=lambda file: file.name)
    names = ", ".join(sorted(file.name for file in circle))
    _, place = _deepest(first.tree, ("INHERIT",))
    problem = "inherits from itself in the end"
    return Finding(first.name, *place, "M001", problem, f"the circle is {names}")


def _missing(above: list[File], name: str) -> Finding:
    """The finding for a file that is not there: at the line that names it, if one does."""
    if not above:
        remedy = "`causebook init DIR` writes one to start from"
        return Finding(name, 0, 0, "M001", "is missing, or no file", remedy)
    nearest = above[-1]
    _, place = _deepest(nearest.tree, ("INHERIT",))
    problem = f"inherits from {quoted(name)}, which is missing, or no file"
    return Finding(nearest.name, *place, "M001", problem)


def _merged(below: Node | None, above: Node) -> Node:
    """A value over what it inherits: mappings are merged, anything else takes the place."""
    if not isinstance(below, Mapping) or not isinstance(above, Mapping):
        return above
    pairs = dict(below.pairs)
    for name, (key, value) in above.pairs.items():
        old = pairs.get(name)
        pairs[name] = (key, _merged(old[1] if old else None, value))
    return Mapping(above.line, above.col, pairs)


def _named(node: Node | None, key: str) -> tuple[Scalar, Node | None] | None:
    """A key of a mapping with its value.

    In a list it is an item of that name, or the mapping that has it.
    """
    if isinstance(node, Mapping):
        return node.pairs.get(key)
    for item in node.items if isinstance(node, Sequence) else ():
        if isinstance(item, Scalar) and item.text == key:
            return item, None
        if isinstance(item, Mapping) and key in item.pairs:
            return item.pairs[key]
    return None


def _deepest(node: Node | None, keys: tuple[str, ...]) -> tuple[int, tuple[int, int]]:
    """How many of the keys stand in a tree, each below the one before.

    Behind it is the place of the last of these.
    """
    depth, place = 0, (0, 0)
    for key in keys:
        found = _named(node, key)
        if found is None:
            break
        name, node = found
        depth, place = depth + 1, (name.line, name.col)
    return depth, place
