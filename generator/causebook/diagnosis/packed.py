"""The knowledge as the page carries it: what most entries of a list say alike stands there once.

Besides, an entry is named by its place, and a list of records stands by columns, since like texts
beside each other compress well. `engine/packed.mjs` undoes it, so nothing else knows of it.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

ABSENT = 0
"""Stands in a column for an entry without this key."""
Places = dict[str, dict[str, int]]
Records = dict[str, list[dict[str, Any]]]
Usual = dict[str, dict[str, Any]]


def packed(known: Mapping[str, Any]) -> dict[str, Any]:
    """The document with `usual`, by the name of a list: what its entries leave out.

    `{id}` in a usual text stands for the entry's own id. `refers` has the list whose entries are
    named under a key (`causes.family`): numbers there are places in it.
    """
    lists: Records = defaultdict(list)
    for name, entries in _lists(known):
        lists[name].extend(entries)
    usual = {name: found for name, entries in lists.items() if (found := _usual(entries))}
    places: Places = {name: _places(entries) for name, entries in known.items()}
    refers = _refers(known, {name: own for name, own in places.items() if own})
    numbered = {key: places[name] for key, name in refers.items()}
    short = _numbered(_without(known, usual), numbered)
    return {"usual": usual, "refers": refers, **{name: _columns(v) for name, v in short.items()}}


def _places(entries: Any) -> dict[str, int]:
    """The place of each entry in a list of records that have ids, from 1: 0 is no place."""
    if not _holds_records(entries) or not all(isinstance(v.get("id"), str) for v in entries):
        return {}
    return {entry["id"]: place for place, entry in enumerate(entries, 1)}


def _refers(known: Mapping[str, Any], places: Places) -> dict[str, str]:
    """The one list that holds all names under a key, where there is one, by the key."""
    said: dict[str, set[str]] = defaultdict(set)
    numbers: set[str] = set()
    for key, value in _keyed(known):
        said[key].update(_names(value))
        if _has_numbers(value):
            numbers.add(key)
    return {
        key: holders[0]
        for key, names in said.items()
        if names and not key.endswith(".id") and key not in numbers
        if len(holders := [name for name, own in places.items() if names <= own.keys()]) == 1
    }


def _keyed(value: Any, within: str = "") -> Iterator[tuple[str, Any]]:
    """Every value of a record, with its key behind the name of what the record stands in."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield f"{within}.{key}", inner
            yield from _keyed(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _keyed(inner, within)


def _names(value: Any) -> Iterator[str]:
    """The texts of a value and the keys of a map: what may be names of entries."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for inner in value:
            yield from (inner,) if isinstance(inner, str) else ()
    elif isinstance(value, Mapping):
        yield from value


def _has_numbers(value: Any) -> bool:
    """Whether something stands there that would be mistaken for a place, or for a map."""
    values = value if isinstance(value, list) else [value]
    return any(isinstance(inner, int | float | list) for inner in values)


def _numbered(value: Any, numbered: Places, key: str = "", within: str = "") -> Any:
    """The document with places for names of entries; a map by names is two lists, to keep order."""
    own = numbered.get(f"{within}.{key}")
    if isinstance(value, list):
        return [
            own[v] if own and isinstance(v, str) else _numbered(v, numbered, key) for v in value
        ]
    if not isinstance(value, Mapping):
        return own[value] if own and isinstance(value, str) else value
    inner = {name: _numbered(v, numbered, name, key) for name, v in value.items()}
    return [[own[name] for name in inner], list(inner.values())] if own else inner


def _columns(value: Any) -> Any:
    """The document with each list of records as a table: how many under "", then columns."""
    if isinstance(value, Mapping):
        return {key: _columns(inner) for key, inner in value.items()}
    if not isinstance(value, list):
        return value
    return _table(value, len(value)) if _are_rows(value) else [_columns(v) for v in value]


def _table(rows: list[Any], sizes: int | list[int]) -> dict[str, Any]:
    """Columns of rows, by their keys."""
    keys = dict.fromkeys(key for row in rows for key in row)
    columns = {key: _column([row.get(key, ABSENT) for row in rows]) for key in keys}
    return {"": sizes, **columns}


def _column(cells: list[Any]) -> Any:
    """The cells of a column; where all are lists of records, one table with the size of each."""
    lists = [cell for cell in cells if isinstance(cell, list)]
    rows = [row for cell in lists for row in cell]
    if len(lists) < len(cells) or not _are_rows(rows):
        return [_columns(cell) for cell in cells]
    return _table(rows, [len(cell) for cell in lists])


def _are_rows(entries: list[Any]) -> bool:
    """Whether all are records, and none says what stands for nothing."""
    return _holds_records(entries) and not any(
        v == ABSENT and v is not False for entry in entries for v in entry.values()
    )


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
