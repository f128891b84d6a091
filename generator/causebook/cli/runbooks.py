"""Drafts of entries from runbooks: what of a text is about one cause, and no word of it lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..load.runbook import Block, Section, rich, runbook
from .headings import place_of
from .pieces import RICH
from .runbook_entries import Draft, DraftMaker, Known

_ENOUGH = 2
"""How many of the places have to stand in a section for it to be about one cause."""
_FENCE = re.compile(r"^[ \t>]*(?:[-*+]|\d+[.)])?[ \t]*(`{3,}|~{3,}).*$", re.M)


def drafts(text: str, name: str, known: Known) -> list[Draft]:
    """The drafts of a runbook; none where no heading says what is a symptom, a cause or a fix."""
    root = runbook(text, name, place_of)
    if len(root.sections) == 1 and not place_of(root.sections[0].title):
        [only] = root.sections
        root = Section(only.title, 0, [*root.blocks, *only.blocks], only.sections)
    units = _units(root)
    if not units:
        return []
    made = [DraftMaker(unit, name, known) for unit in units]
    if root not in units:
        made[0].rest += _outside(root, units)
    found = [one.draft() for one in made]
    _keep_every_word(text, found)
    return found


def _units(section: Section) -> list[Section]:
    """The sections that each are about one cause: two sections within say which part is what."""
    inner = [unit for child in section.sections for unit in _units(child)]
    places = {place_of(child.title) for child in section.sections} - {""}
    if len(places) >= _ENOUGH or (places & {"fix", "signs", "cause"} and not inner):
        return [section]
    return inner


def _outside(section: Section, units: list[Section]) -> list[Block]:
    """What stands in no unit."""
    found = list(section.blocks)
    for child in section.sections:
        if child not in units:
            found += [
                Block(f"**{child.title}**", plain=child.title),
                *_outside(child, units),
            ]
    return found


def _keep_every_word(text: str, found: list[Draft]) -> None:
    """Keep a runbook as it was where a word of it has no place in the drafts."""
    kept = said_in(" ".join(_texts([draft.files for draft in found])))
    if said_in(text) <= kept:
        return
    rest = [Block(code=" ".join(part)) for part in _pieces(text.split(" "))]
    found[0].notes += [
        {"audience": "internal", "text": rich([block])} for block in rest
    ]


def said_in(text: str) -> set[str]:
    """The words of a text, without the languages that its blocks of code name."""
    return set(re.findall(r"[^\W_]+", _FENCE.sub("", text)))


def _pieces(parts: list[str]) -> Iterator[list[str]]:
    """The words of a text, as many together as one note may have."""
    piece: list[str] = []
    for part in parts:
        if piece and sum(map(len, piece)) + len(piece) + len(part) > RICH:
            yield piece
            piece = []
        piece.append(part)
    yield piece


def _texts(value: object) -> Iterator[str]:
    """Every text in entries."""
    if isinstance(value, str):
        yield value
    for item in value.values() if isinstance(value, dict) else ():
        yield from _texts(item)
    for item in value if isinstance(value, list) else ():
        yield from _texts(item)
