"""Every name that the files of a book define: ids of entries, and the parts that a book lists.

What a file that could not be read would have defined is unknown, not missing: references to it are
held back, so that one mistake is one finding. It must not know who refers to what.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .. import model
from ..load import Loaded, Sources, Unread
from ..load.document import Mapping, Node, Path_, Scalar, Sequence
from ..model import NAMED_BY_FILE, Entry
from ..model.fields import ID

LISTS = {
    "symptoms": {"symptoms": "symptom"},
    "platforms": {"platforms": "platform"},
    "phrases": {"phrases": "phrase"},
    "problem": {"families": "family", "observations": "observation"},
    "book": {"parties": "party", "places": "place", "roles": "role", "facets": "facet"},
}
"""The lists of each kind of file, and what stands in them."""
_OPTIONAL = {"facets"}


def entries_of(file: Loaded) -> Iterator[tuple[Entry, str, Path_]]:
    """Every entry in a file: the entry, its kind, and where it stands."""
    entry = file.entry
    if isinstance(entry, Entry):
        yield entry, entry.kind, ()
    for key, kind in LISTS.get(entry.kind, {}).items():
        yield from (
            (item, kind, (key, n))
            for n, item in enumerate(getattr(entry, key))
            if isinstance(item, Entry)
        )


def phrases_of(sources: Sources) -> dict[str, str]:
    """The phrases of a book, by name."""
    return {
        phrase.id: phrase.re
        for file in sources.files
        if isinstance(file.entry, model.Phrases)
        for phrase in file.entry.phrases
    }


def phrases_twice(sources: Sources) -> set[str]:
    """The names that several phrases have; who refers to one may mean any of them."""
    names = [
        phrase.id
        for file in sources.files
        if isinstance(file.entry, model.Phrases)
        for phrase in file.entry.phrases
    ]
    return {name for name in names if names.count(name) > 1}


@dataclass(frozen=True)
class Unknown:
    """What cannot be known to be missing: these ids, and everything of these kinds."""

    ids: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()

    def may_be(self, target: str, kinds: Iterable[str]) -> bool:
        """Whether something of these kinds may have this id, for all that is known."""
        return target in self.ids or not self.kinds.isdisjoint(kinds)


def unknown(sources: Sources, lost: Iterable[str]) -> Unknown:
    """What the files that could not be read would have defined; `lost` are kinds of which an id is known to be wrong."""
    ids: set[str] = set()
    kinds = set(lost)
    for file in sources.unread:
        own, missing = _of(file)
        ids |= own
        kinds |= missing
    homeless = {file.problem for file in sources.files if file.problem} - {
        file.problem for file in sources.files if isinstance(file.entry, model.Problem)
    }
    return Unknown(
        frozenset(ids),
        frozenset(kinds | ({"problem", "family", "observation"} if homeless else set())),
    )


def _of(file: Unread) -> tuple[set[str], set[str]]:
    """The ids that a file seems to define, and the kinds of which it may define others."""
    ids = {old.text for old in _texts(file.tree, "aliases")}
    if file.kind in NAMED_BY_FILE or not file.kind:
        ids.add(file.own_id)
    kinds: set[str] = set()
    if file.kind in NAMED_BY_FILE and not re.match(ID, file.own_id):
        kinds.add(file.kind)
    for key, kind in LISTS.get(file.kind, {}).items():
        items = (
            file.tree.pairs[key][1]
            if isinstance(file.tree, Mapping) and key in file.tree.pairs
            else None
        )
        found = list(_ids(items))
        ids.update(name for name in found if name)
        if "" in found or (not found and key not in _OPTIONAL):
            kinds.add(kind)
    return ids, kinds


def _ids(items: Node | None) -> Iterator[str]:
    """The id of each item of a list, empty where it cannot be told."""
    for item in items.items if isinstance(items, Sequence) else []:
        value = item.pairs["id"][1] if isinstance(item, Mapping) and "id" in item.pairs else None
        yield value.text if isinstance(value, Scalar) and re.match(ID, value.text) else ""


def _texts(tree: Node | None, key: str) -> list[Scalar]:
    """The texts of a list at the top of a file."""
    items = tree.pairs[key][1] if isinstance(tree, Mapping) and key in tree.pairs else None
    return (
        [item for item in items.items if isinstance(item, Scalar)]
        if isinstance(items, Sequence)
        else []
    )
