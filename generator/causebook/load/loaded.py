"""A file of a book that was read: what it says and where its texts are, or what it was to be.

It must not know where files lie, nor how they are read.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ..model import FileKind, Reference, references
from ..model.findings import Finding
from ..model.marked import KeyPath
from .document import parse_tree
from .nodes import Node, locate


@dataclass(frozen=True)
class Loaded:
    """An entry file: what it says, which problem it stands under, and where its texts are."""

    entry: FileKind
    problem: str
    path: str
    data: bytes
    key: str = ""
    """What the file is known by: a digest of its bytes, its place and its name."""

    @cached_property
    def tree(self) -> Node:
        """What its texts are, with their places; it can be read, since it became an entry."""
        tree, _ = parse_tree(self.data, self.path)
        if tree is None:
            raise ValueError(f"{self.path} is no file of an entry")
        return tree

    def __getstate__(self) -> dict[str, object]:
        """What is kept of it; where its texts are is read again when that is asked for."""
        return {name: value for name, value in vars(self).items() if name != "tree"}

    def finding(
        self,
        at: KeyPath,
        code: str,
        message: str,
        hint: str = "",
        *,
        key: bool = False,
    ) -> Finding:
        """A finding at the place of this file that a key path names."""
        node = locate(self.tree, at, key=key)
        return Finding(self.path, node.line, node.col, code, message, hint)

    @property
    def kind(self) -> str:
        """What the file is."""
        return self.entry.kind

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Every reference in the file."""
        return tuple(references(self.entry))


@dataclass(frozen=True)
class Unread:
    """A file that could not become an entry: what it was to be, and what can be seen of it."""

    kind: str
    own_id: str
    problem: str
    path: str
    tree: Node | None
