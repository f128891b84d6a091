"""The knowledge as the page carries it: what most entries of a list say alike stands there once.

`engine/packed.mjs` undoes it, so nothing else knows of it.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

Records = dict[str, list[dict[str, Any]]]
Usual = dict[str, dict[str, Any]]


def packed(known: Mapping[str, Any]) -> dict[str, Any]:
    """The document with `usual`, by the name of a list: what its entries leave out.

    `{id}` in a usual text stands for the entry's own id.
    """
    lists: Records = defaultdict(list)
    for name, entries in _lists(known):
        lists[name].extend(entries)
    usual = {name: found for name, entries in lists.items() if (found := _usual(entries))}
    return {"usual": usual, **_without(known, usual)}


def _lists(value: Any) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Every list of records in the document, with the name under which it stands."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            if _holds_records(inner):
                yield name, inner
            yield from _lists(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _lists(inner)


def _holds_records(value: Any) -> bool:
    """Whether it is a list of records."""
    return isinstance(value, list) and bool(value) and all(isinstance(v, Mapping) for v in value)


def _usual(entries: list[dict[str, Any]]) -> dict[str, Any]:
    """What more than half of the entries say, of the keys that all of them have."""
    shared = set(entries[0]).intersection(*entries)
    found = {}
    for key in (key for key in entries[0] if key in shared and key != "id"):
        said = Counter(json.dumps(_template(entry, key)) for entry in entries)
        [(most, count)] = said.most_common(1)
        if 2 * count > len(entries):
            found[key] = json.loads(most)
    return found


def _template(entry: Mapping[str, Any], key: str) -> Any:
    """A value with the entry's own id taken out of it."""
    value, own = entry[key], entry.get("id")
    return value.replace(own, "{id}") if isinstance(value, str) and own else value


def _without(value: Any, usual: Usual, name: str = "") -> Any:
    """The document without what is usual."""
    if isinstance(value, list):
        return [_without(inner, usual, name) for inner in value]
    if not isinstance(value, Mapping):
        return value
    return {
        key: _without(inner, usual, key)
        for key, inner in value.items()
        if not (name and _is_usual(value, key, usual.get(name, {})))
    }


def _is_usual(entry: Mapping[str, Any], key: str, usual: Mapping[str, Any]) -> bool:
    """Whether the usual value is exactly what the entry says."""
    if key not in usual:
        return False
    told = usual[key]
    if isinstance(told, str) and isinstance(entry.get("id"), str):
        told = told.replace("{id}", entry["id"])
    return bool(told == entry[key])
