"""What no conclusion rests on, in files of its own that come behind the page.

Each file is a script, since a page opened from disk may load nothing else; `page/later.mjs` puts
what it brings where it belongs. The page asks for all of them before anything is pasted, so that
asking for one tells nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from ..render.assets import FOLDER
from .records import Cause, Knowledge

BY_ID = "{id}"
"""What stands for the id of the entry itself, which names it until its title comes."""
KEYS: Mapping[str, Mapping[str, object]] = {
    "symptoms": {"title": BY_ID, "firstStep": {"html": "", "commands": []}},
    "fixes": {"steps": {"html": "", "commands": []}, "verify": "", "undo": None},
    "causes": {"summary": "", "lookAlikes": {"difference": ""}, "message": None},
    "scenarios": {"paste": ""},
}
"""What a list's entries say later, and what they say until then; a map is for a record, or the
records of a list, which are there at once."""
MOST = 200_000
"""Characters of a file; some 50 KB compressed."""
AT = "at"
"""The key under which a piece says which entry of its list it is about: its place, from 0."""
Piece = tuple[str, dict[str, object]]
"""The name of a list, and what one entry of it says later."""


def split(
    known: Knowledge, most: int = MOST
) -> tuple[dict[str, object], list[list[Piece]]]:
    """The knowledge that the page comes with, and what each file brings, of `most` characters.

    Under `later` the page's part has, for each list, which file each of its entries is in.
    """
    files = _files(_pieces(known), most)
    file_of = {
        (name, entry[AT]): number
        for number, pieces in enumerate(files)
        for name, entry in pieces
    }
    lists = cast("dict[str, list[dict[str, object]]]", known)
    later = {
        name: [file_of[name, at] for at in range(len(lists[name]))] for name in KEYS
    }
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
    brought: dict[str, list[dict[str, object]]] = {}
    for name, entry in pieces:
        brought.setdefault(name, []).append(entry)
    text = json.dumps(brought, ensure_ascii=False, separators=(",", ":"))
    return handed(f"{number},{text}")


def _pieces(known: Knowledge) -> Iterator[Piece]:
    """What entries say later: symptoms, then causes with their fixes by family, then examples."""
    lists = cast("dict[str, list[dict[str, object]]]", known)
    left = {
        name: {str(entry["id"]): at for at, entry in enumerate(lists[name])}
        for name in KEYS
    }
    families = {family["id"]: place for place, family in enumerate(known["families"])}

    def piece(name: str, id_: str) -> Piece:
        at = left[name].pop(id_)
        entry, keys = lists[name][at], KEYS[name]
        return name, {AT: at, **{key: entry[key] for key in keys if key in entry}}

    def place(cause: Cause) -> int:
        return families[cause["family"]]

    for symptom in known["symptoms"]:
        yield piece("symptoms", symptom["id"])
    for cause in sorted(known["causes"], key=place):
        yield piece("causes", cause["id"])
        for name in cause["fixes"]:
            if name in left["fixes"]:
                yield piece("fixes", name)
    for name in ("fixes", "scenarios"):
        for id_ in list(left[name]):
            yield piece(name, id_)


def _short(
    entry: Mapping[str, object], keys: Mapping[str, object]
) -> dict[str, object]:
    """An entry without what it says later."""
    until = {
        key: entry["id"] if said == BY_ID else _until(entry[key], said)
        for key, said in keys.items()
        if key in entry
    }
    return {**entry, **until}


def _until(value: object, said: object) -> object:
    """What is said in place of a value until it comes."""
    if isinstance(said, Mapping) and isinstance(value, list | tuple):
        return [_short(record, said) for record in value]
    if isinstance(said, Mapping) and isinstance(value, Mapping):
        return _short(value, said)
    return said


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
