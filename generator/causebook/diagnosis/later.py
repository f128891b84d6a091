"""What the page shows only when somebody looks at it, in files of its own that are loaded then.

No conclusion rests on it, so the page comes without. Each file is a script, since a page opened
from disk may load nothing else; `page/later.mjs` puts what it brings where it belongs. Entries that
are likely wanted together stand in one file, and always some: which file is asked for says little.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from ..render.assets import FOLDER
from .records import Cause, Knowledge

KEYS: Mapping[str, Mapping[str, Any]] = {
    "fixes": {"steps": {"html": "", "commands": []}, "verify": "", "undo": None},
    "causes": {"lookAlikes": {"difference": ""}, "message": None},
    "scenarios": {"paste": ""},
}
"""What a list's entries say later, and what they say until then; a map is for the records of a
list, which are there at once."""
MOST = 24_000
"""Characters of a file; some 6 KB compressed."""
Piece = tuple[str, dict[str, Any]]
"""The name of a list, and what one entry of it says later."""


def split(
    known: Knowledge, most: int = MOST
) -> tuple[dict[str, Any], list[list[Piece]]]:
    """The knowledge that the page comes with, and what each file brings, of `most` characters.

    Under `later` the page's part has, for each list, which file each of its entries is in.
    """
    files = _files(_pieces(known), most)
    place = {
        (name, entry["id"]): number
        for number, pieces in enumerate(files)
        for name, entry in pieces
    }
    lists = cast("dict[str, list[dict[str, Any]]]", known)
    later = {name: [place[name, e["id"]] for e in lists[name]] for name in KEYS}
    short = {name: [_short(e, KEYS[name]) for e in lists[name]] for name in KEYS}
    return {**known, **short, "later": later}, files


def scripts(files: Iterable[list[Piece]]) -> dict[str, str]:
    """The files by path; each says its number, so the page knows what has come."""
    return {address(n): _script(n, pieces) for n, pieces in enumerate(files)}


def address(name: int | str) -> str:
    """Where a file is, from the site's root."""
    return f"{FOLDER}/diagnose-{name}.js"


def handed(what: str) -> str:
    """What hands something over: the name of its file, and what it brings."""
    return f"(self.causebookLater??=[]).push([{what}]);\n"


def _script(number: int, pieces: list[Piece]) -> str:
    """A script that hands over what its entries say."""
    brought: dict[str, list[dict[str, Any]]] = {}
    for name, entry in pieces:
        brought.setdefault(name, []).append(entry)
    text = json.dumps(brought, ensure_ascii=False, separators=(",", ":"))
    return handed(f"{number},{text}")


def _pieces(known: Knowledge) -> Iterator[Piece]:
    """What entries say later: a cause with its fixes, family by family; then the examples."""
    fixes = {fix["id"]: fix for fix in known["fixes"]}
    families = {family["id"]: place for place, family in enumerate(known["families"])}

    def place(cause: Cause) -> int:
        return families[cause["family"]]

    for cause in sorted(known["causes"], key=place):
        yield "causes", _brought(cause, KEYS["causes"])
        for name in cause["fixes"]:
            if fix := fixes.pop(name, None):
                yield "fixes", _brought(fix, KEYS["fixes"])
    for fix in fixes.values():
        yield "fixes", _brought(fix, KEYS["fixes"])
    for shown in known["scenarios"]:
        yield "scenarios", _brought(shown, KEYS["scenarios"])


def _brought(entry: Mapping[str, Any], keys: Mapping[str, Any]) -> dict[str, Any]:
    """What an entry says under some keys, and which it is."""
    return {key: entry[key] for key in ("id", *keys)}


def _short(entry: Mapping[str, Any], keys: Mapping[str, Any]) -> dict[str, Any]:
    """An entry without what it says later."""
    return {**entry, **{key: _until(entry[key], said) for key, said in keys.items()}}


def _until(value: Any, said: Any) -> Any:
    """What is said in place of a value until it comes."""
    is_of_records = isinstance(said, Mapping)
    return [_short(record, said) for record in value] if is_of_records else said


def _files(pieces: Iterable[Piece], most: int) -> list[list[Piece]]:
    """The pieces in as many files as they need; a small book has one."""
    files: list[list[Piece]] = [[]]
    size = 0
    for piece in pieces:
        length = len(json.dumps(piece[1], ensure_ascii=False))
        if size and size + length > most:
            files.append([])
            size = 0
        files[-1].append(piece)
        size += length
    return files
