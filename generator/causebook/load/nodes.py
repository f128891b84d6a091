"""The nodes of a YAML file: texts, mappings and lists, each with its line and column.

They are what was written, whatever the schema will make of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from ..model.marked import KeyPath


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text and where it starts; `block` says that it is written below its key with | or >.

    `alone` says that it is a key in braces without a colon: mostly what a comma has cut off.
    """

    text: str
    line: int
    col: int
    block: bool = False
    plain: bool = True
    alone: bool = False


@dataclass(slots=True)
class Mapping:
    """Keys with their values, in order."""

    line: int
    col: int
    pairs: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)


@dataclass(slots=True)
class Sequence:
    """Values in order."""

    line: int
    col: int
    items: list[Node] = field(default_factory=list)


Node = Scalar | Mapping | Sequence
Plain = str | list["Plain"] | dict[str, "Plain"]
"""What a tree is without its positions."""


def nodes(node: Node | None) -> Iterator[Node]:
    """A node and everything below it, keys included."""
    if node is None:
        return
    yield node
    if isinstance(node, Mapping):
        for key, value in node.pairs.values():
            yield key
            yield from nodes(value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from nodes(item)


def scalars(node: Node | None) -> Iterator[Scalar]:
    """Every text of a tree, keys included."""
    return (found for found in nodes(node) if isinstance(found, Scalar))


def keyed(node: Node | None, key: str = "") -> Iterator[tuple[str, Scalar]]:
    """Every text of a tree that is no key, behind the key that it stands under."""
    if isinstance(node, Scalar):
        yield key, node
    elif isinstance(node, Mapping):
        for name, (_, value) in node.pairs.items():
            yield from keyed(value, name)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from keyed(item, key)


def plain(node: Node) -> Plain:
    """The tree as dicts, lists and texts, for the models."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, (_, value) in node.pairs.items()}


def locate(node: Node, path: KeyPath, *, key: bool = False) -> Scalar | Node:
    """The node at a path (as deep as it exists); with `key`, the key that leads to it."""
    for step, following in pairwise((*path, None)):
        if isinstance(node, Mapping) and step in node.pairs:
            name, value = node.pairs[str(step)]
            if key and following is None:
                return name
            node = value
        elif (
            isinstance(node, Sequence)
            and isinstance(step, int)
            and step < len(node.items)
        ):
            node = node.items[step]
        else:
            break
    return node
