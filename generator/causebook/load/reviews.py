"""A review written into the file of its entry, and nothing else of the file changed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from ..model.marked import KeyPath
from ..model.parts import Entry
from ..model.reviewed import seal_of
from .document import parse_tree
from .loaded import Loaded
from .nodes import Mapping, Node, locate, nodes, plain
from .sources import Sources, entries_of

_KEY = "reviewed"


class Unwritable(Exception):
    """The message says why a review could not be written."""


@dataclass(frozen=True)
class Given:
    """What is said of a review: the day, who read the entry, what was run, who answers for it."""

    date: str
    by: str
    ran: str = ""
    owner: str = ""


def review(sources: Sources, name: str, given: Given) -> Path:
    """Write a review of an entry; the file that it stands in. Raises Unwritable."""
    for file in sources.files:
        for entry, _, at in entries_of(file):
            if entry.id == name:
                return _written(
                    sources.root.parent / file.path, file, entry, at, given
                )
    raise Unwritable(f"there is no entry “{name}”")


def _written(
    path: Path, file: Loaded, entry: Entry, at: KeyPath, given: Given
) -> Path:
    """Write the review of an entry of a file."""
    text = path.read_text("utf-8")
    own = locate(file.tree, at)
    if not isinstance(own, Mapping):
        raise Unwritable(f"{file.path}: “{entry.id}” is no mapping of keys")
    new = _with_line(text, own, _line(entry, given))
    tree, _ = parse_tree(new.encode(), file.path)
    if tree is None or _rest(tree, at) != _rest(file.tree, at):
        raise Unwritable(
            f"{file.path}: write “{_line(entry, given)}” below “{entry.id}” yourself"
        )
    path.write_text(new, "utf-8")
    return path


def _line(entry: Entry, given: Given) -> str:
    """The review as one line of YAML."""
    owner = given.owner or (entry.reviewed.owner if entry.reviewed else "")
    if not owner:
        raise Unwritable(f"nobody answers for “{entry.id}” yet: say who with --owner")
    said = {"owner": owner, "by": given.by, "ran": given.ran}
    said["seal"] = seal_of(entry)
    texts = (
        f"{key}: {json.dumps(text, ensure_ascii=False)}"
        for key, text in said.items()
        if text
    )
    return f"{_KEY}: {{{', '.join([f'date: {given.date}', *texts])}}}"


def _with_line(text: str, own: Mapping, line: str) -> str:
    """The text with the line in place of the entry's review, or behind its last key."""
    lines = text.split("\n")
    indent = " " * (next(iter(own.pairs.values()))[0].col - 1)
    if _KEY in own.pairs:
        key, value = own.pairs[_KEY]
        first, last = key.line - 1, max(node.line for node in nodes(value))
    else:
        first = last = _end(lines, own)
    return "\n".join([*lines[:first], indent + line, *lines[last:]])


def _end(lines: list[str], own: Mapping) -> int:
    """The number of lines up to the end of an entry: what is indented less is not its own."""
    indent = next(iter(own.pairs.values()))[0].col - 1
    last = max(node.line for node in nodes(own))
    while last < len(lines) and _is_within(lines[last], indent):
        last += 1
    while not lines[last - 1].strip():
        last -= 1
    return last


def _is_within(line: str, indent: int) -> bool:
    """Whether a line goes on with a text that stands below its key."""
    return not line.strip() or len(line) - len(line.lstrip()) > indent


def _rest(tree: Node, at: KeyPath) -> object:
    """All that a file says but the review of one entry."""
    said = plain(tree)
    entry: object = said
    for key in at:
        entry = entry[key]  # type: ignore[index] # where an entry was found
    if isinstance(entry, dict):
        entry.pop(_KEY, None)
    return said
