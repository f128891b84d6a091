"""The knowledge as the page carries it: what most entries of a list say alike stands there once.

Besides, an entry is named by its place, a text that many say stands once as a form, a list of
records stands by columns, since like texts beside each other compress well, and a list of small
numbers is a text. `engine/packed.mjs`
undoes it, so nothing else knows of it.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeGuard

from .forms import filled, form_of

ABSENT = 0
"""Stands in a column for an entry without this key."""
NUMBERS = "#"
"""The only key of a record that stands for a list of numbers: a text, a character for each."""
ZERO = ord("i")
LEAST_NUMBER, MOST_NUMBER = ord("a") - ZERO, ord("z") - ZERO
LEAST_NUMBERS = 12
"""A shorter list stands as it is."""
LEAST_SHARE = 20
"""A form is what at least one in so many entries say, and at least two."""
Places = dict[str, dict[str, int]]
Record = dict[str, object]
Records = dict[str, list[Record]]
Usual = dict[str, Record]


class Said(NamedTuple):
    """A value, by the key of its record behind the name of what the record stands in."""

    key: str
    value: object
    entry: Mapping[str, object]
    """The record; empty for a value of a list or of a map by names."""


def packed(known: Mapping[str, object]) -> dict[str, object]:
    """The document with three things that the page undoes.

    - `refers` has the list whose entries are named under a key (`causes.family`): numbers there
      are places in it, from 1.
    - `forms` has the texts that many say under a key (`causes.url`): numbers there are places in
      it, and `{id}` in it stands for what the entry says under that key.
    - `usual` has, by the name of a list, what most of its entries say: they leave it out.
    """
    places: Places = {name: _places(entries) for name, entries in known.items()}
    refers = _refers(known, {name: own for name, own in places.items() if own})
    forms = _forms(known, refers)
    placed = _Numbered(refers, places, forms)
    numbered = {name: placed.of(own, known, name, "") for name, own in known.items()}
    usual = {
        name: found
        for name, own in _records(numbered).items()
        if (found := _usual(own))
    }
    short = {
        name: _as_text(_columns(_without(value, usual, name)))
        for name, value in numbered.items()
    }
    return {**short, "usual": usual, "refers": refers, "forms": forms}


def _places(entries: object) -> dict[str, int]:
    """The place of each entry in a list of records that have ids, from 1: 0 is no place."""
    names = [entry.get("id") for entry in entries] if _holds_records(entries) else []
    found = {
        name: place for place, name in enumerate(names, 1) if isinstance(name, str)
    }
    return found if len(found) == len(names) else {}


def _refers(known: Mapping[str, object], places: Places) -> dict[str, str]:
    """The one list that holds all names under a key, where there is one, by the key.

    A key under which each entry names itself is none: that is a form.
    """
    said: dict[str, set[str]] = defaultdict(set)
    numbers: set[str] = set()
    others: set[str] = set()
    for key, value, entry in _said(known, {}):
        said[key].update(_names(value))
        if value != entry.get("id"):
            others.add(key)
        if _has_numbers(value):
            numbers.add(key)
    return {
        key: holders[0]
        for key, names in said.items()
        if names
        and not key.startswith(".")
        and not key.endswith(".id")
        and key not in numbers
        and key in others
        if len(
            holders := [name for name, own in places.items() if names <= own.keys()]
        )
        == 1
    }


def _said(value: object, refers: Mapping[str, str]) -> list[Said]:
    """Every value, under the keys under which the page looks for what it stands for."""
    found: list[Said] = []
    _add(found, refers, Said(".", value, {}))
    return found


def _add(found: list[Said], refers: Mapping[str, str], said: Said) -> None:
    """Add a value and all that is in it."""
    found.append(said)
    own, value, _ = said
    if not isinstance(value, dict | list):
        return
    key = own.rpartition(".")[2]
    if isinstance(value, dict) and own in refers:
        for inner in value.values():
            _add(found, refers, Said(f".{key}", inner, {}))
    elif isinstance(value, list):
        for inner in value:
            if not (own in refers and isinstance(inner, str)):
                _add(found, refers, Said(f".{key}", inner, {}))
    elif isinstance(value, dict):
        for name, inner in value.items():
            _add(found, refers, Said(f"{key}.{name}", inner, value))


def _names(value: object) -> Iterator[str]:
    """The texts of a value and the keys of a map: what may be names of entries."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for inner in value:
            yield from (inner,) if isinstance(inner, str) else ()
    elif isinstance(value, dict):
        yield from value


def _has_numbers(value: object) -> bool:
    """Whether something stands there that would be mistaken for a place, or for a map."""
    values = value if isinstance(value, list) else [value]
    return any(isinstance(inner, int | float | list) for inner in values)


def _forms(
    known: Mapping[str, object], refers: Mapping[str, str]
) -> dict[str, list[str]]:
    """The texts that many entries say under a key, those that most say first, by the key."""
    said: dict[str, list[str | None]] = defaultdict(list)
    others: set[str] = set()
    for key, value, entry in _said(known, refers):
        if value is None or isinstance(value, str):
            said[key].append(
                form_of(value, _named(entry, key, refers)) if value else None
            )
        else:
            others.add(key)
    found = {}
    for key in (key for key in said if key not in refers and key not in others):
        if key.endswith(".id"):
            continue
        counts = Counter(form for form in said[key] if form is not None)
        least = max(2, len(said[key]) / LEAST_SHARE)
        found[key] = [form for form, count in counts.most_common() if count >= least]
    return {key: forms for key, forms in found.items() if forms}


class _Numbered:
    """Puts places where names of entries and forms were."""

    def __init__(
        self,
        refers: Mapping[str, str],
        places: Places,
        forms: Mapping[str, list[str]],
    ) -> None:
        """Under which key is what a place of."""
        self.refers = refers
        self.places = {key: places[name] for key, name in refers.items()}
        self.forms = {
            key: {form: place for place, form in enumerate(own, 1)}
            for key, own in forms.items()
        }

    def of(
        self, value: object, entry: Mapping[str, object], key: str, within: str
    ) -> object:
        """The value with places; a map by names is two lists, to keep its order."""
        name = f"{within}.{key}"
        own = self.places.get(name)
        if isinstance(value, str):
            return own[value] if own else self._of_text(value, entry, name)
        if isinstance(value, list):
            return [
                own[v] if own and isinstance(v, str) else self.of(v, {}, key, "")
                for v in value
            ]
        if not isinstance(value, dict):
            return value
        if own:
            return [
                [own[v] for v in value],
                [self.of(v, {}, key, "") for v in value.values()],
            ]
        return {inner: self.of(v, value, inner, key) for inner, v in value.items()}

    def _of_text(
        self, text: str, entry: Mapping[str, object], name: str
    ) -> str | int:
        """The place of the form of a text, where it has one that says it again."""
        forms = self.forms.get(name)
        if not forms:
            return text
        names = _named(entry, name, self.refers)
        form = form_of(text, names)
        return (
            forms[form]
            if form and form in forms and filled(form, names) == text
            else text
        )


def _named(
    entry: Mapping[str, object], key: str, refers: Mapping[str, str]
) -> dict[str, object]:
    """What a record with this key says that is a name of an entry, its own among them."""
    within = key.rpartition(".")[0]
    return {k: v for k, v in entry.items() if k == "id" or f"{within}.{k}" in refers}


def _columns(value: object) -> object:
    """The document with each list of records as a table: how many under "", then columns."""
    if isinstance(value, dict):
        return {key: _columns(inner) for key, inner in value.items()}
    if not isinstance(value, list):
        return value
    return (
        _table(value, len(value))
        if _are_rows(value)
        else [_columns(v) for v in value]
    )


def _table(rows: list[Record], sizes: int | list[int]) -> dict[str, object]:
    """Columns of rows, by their keys."""
    keys = dict.fromkeys(key for row in rows for key in row)
    columns = {key: _column([row.get(key, ABSENT) for row in rows]) for key in keys}
    return {"": sizes, **columns}


def _column(cells: list[object]) -> object:
    """The cells of a column; where all are lists of records, one table with the size of each."""
    lists = [cell for cell in cells if isinstance(cell, list)]
    rows = [row for cell in lists for row in cell]
    if len(lists) < len(cells) or not _are_rows(rows):
        return [_columns(cell) for cell in cells]
    return _table(rows, [len(cell) for cell in lists])


def _are_rows(entries: list[object]) -> TypeGuard[list[Record]]:
    """Whether all are records, and none says what stands for nothing."""
    return _holds_records(entries) and not any(
        v == ABSENT and v is not False for entry in entries for v in entry.values()
    )


def _as_text(value: object) -> object:
    """The document with each list of small numbers as a text."""
    if isinstance(value, dict):
        return {key: _as_text(inner) for key, inner in value.items()}
    if not isinstance(value, list):
        return value
    if len(value) >= LEAST_NUMBERS and all(map(_is_small, value)):
        return {NUMBERS: "".join(chr(ZERO + number) for number in value)}
    return [_as_text(inner) for inner in value]


def _is_small(value: object) -> bool:
    """Whether it is a whole number that a letter stands for."""
    return type(value) is int and LEAST_NUMBER <= value <= MOST_NUMBER


def _records(document: object) -> Records:
    """All records under each name under which a list of them stands."""
    found: Records = defaultdict(list)
    listed: set[str] = set()

    def look(name: str, value: object) -> None:
        if isinstance(value, dict):
            found[name].append(dict(value))
            for key, inner in value.items():
                look(key.rpartition(".")[2], inner)
        elif isinstance(value, list):
            if _holds_records(value):
                listed.add(name)
            for inner in value:
                look(name, inner)

    look("", document)
    return {name: found[name] for name in found if name in listed}


def _holds_records(value: object) -> TypeGuard[list[Record]]:
    """Whether it is a list of records."""
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(v, dict) for v in value)
    )


def _usual(entries: list[Record]) -> Record:
    """What more than half of the entries say, of the keys that all of them have."""
    shared = set(entries[0]).intersection(*entries)
    found = {}
    for key in (key for key in entries[0] if key in shared and key != "id"):
        [(most, count)] = Counter(
            json.dumps(entry[key]) for entry in entries
        ).most_common(1)
        if 2 * count > len(entries):
            found[key] = json.loads(most)
    return found


def _without(value: object, usual: Usual, name: str = "") -> object:
    """The document without what is usual."""
    if isinstance(value, list):
        return [_without(inner, usual, name) for inner in value]
    if not isinstance(value, dict):
        return value
    own = usual.get(name, {}) if name else {}
    return {
        key: _without(inner, usual, key)
        for key, inner in value.items()
        if key not in own or json.dumps(own[key]) != json.dumps(inner)
    }
