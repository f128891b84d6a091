"""What the files that could not be read would have defined: unknown, not missing.

References to it are held back, so that one mistake is one finding. It must not know who refers
to what.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..load import Sources, Unread
from ..load.nodes import Mapping, Node, Scalar, Sequence
from ..model import LISTS, NAMED_BY_FILE, Problem
from ..model.ids import ID

_WITH_A_PROBLEM = {"problem", *LISTS["problem"].values()}
"""The kinds that a missing problem.yml would have defined."""


@dataclass(frozen=True)
class Unknown:
    """What cannot be known to be missing: these ids, and everything of these kinds."""

    ids: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()

    def may_be(self, target: str, kinds: Iterable[str]) -> bool:
        """Whether something of these kinds may have this id, for all that is known."""
        return target in self.ids or not self.kinds.isdisjoint(kinds)


def unknown(sources: Sources, wrong: Iterable[str]) -> Unknown:
    """What is unknown; `wrong` are the kinds of which an id is known not to be the one meant."""
    ids: set[str] = set()
    kinds = {*wrong, *(_WITH_A_PROBLEM if _homeless(sources) else ())}
    for file in sources.unread:
        ids |= _ids(file)
        kinds |= _kinds(file)
    return Unknown(frozenset(ids), frozenset(kinds))


def _homeless(sources: Sources) -> set[str]:
    """The folders whose problem.yml is missing, or could not be read."""
    problems = {
        file.problem for file in sources.files if isinstance(file.entry, Problem)
    }
    return {file.problem for file in sources.files if file.problem} - problems


def _ids(file: Unread) -> set[str]:
    """The ids that a file seems to define."""
    ids = {
        item.text for item in _items(file.tree, "aliases") if isinstance(item, Scalar)
    }
    if file.kind in NAMED_BY_FILE or not file.kind:
        ids.add(file.own_id)
    for key in LISTS.get(file.kind, {}):
        ids.update(_listed(file, key))
    return ids


def _kinds(file: Unread) -> set[str]:
    """The kinds of which a file may define more than can be seen."""
    kinds = set()
    if not re.match(ID, file.own_id):
        kinds.add(file.kind)
    for key, kind in LISTS.get(file.kind, {}).items():
        found = _listed(file, key)
        if "" in found or not found:
            kinds.add(kind)
    return kinds


def _listed(file: Unread, key: str) -> list[str]:
    """The id of each item of a list, empty where it cannot be told."""
    return [_id(item) for item in _items(file.tree, key)]


def _id(item: Node) -> str:
    """The id that a mapping says it has, or an empty text."""
    value = (
        item.pairs["id"][1]
        if isinstance(item, Mapping) and "id" in item.pairs
        else None
    )
    return (
        value.text if isinstance(value, Scalar) and re.match(ID, value.text) else ""
    )


def _items(tree: Node | None, key: str) -> Iterator[Node]:
    """The items of a list at the top of a file."""
    found = (
        tree.pairs[key][1]
        if isinstance(tree, Mapping) and key in tree.pairs
        else None
    )
    if isinstance(found, Sequence):
        yield from found.items
