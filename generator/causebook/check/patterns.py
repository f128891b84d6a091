"""Patterns of symptoms and phrases, checked: the dialect first, then the examples that prove them.

Where no rule of the dialect knows better, the examples tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from ..load import Loaded, Sources, entries_of, phrases_of
from ..load.recalled import digest
from ..model import Phrases, Platform, Symptom
from ..model.findings import Finding, quoted
from ..model.marked import KeyPath
from ..model.phrases import mentioned, written
from .contradictions import is_whole
from .dialect import REMEDY, fault
from .examples import Claim, flags, made, try_examples
from .javascript import JavaScript

_SECONDS = 5.0
_COMPILE = """(patterns) => patterns.map(([source, flags]) => {
  try {
    new RegExp(source, flags);
    return "";
  } catch (error) {
    return error.message.split(": ").at(-1);
  }
})"""


@dataclass(frozen=True, eq=False)
class _Place:
    """A pattern as it is tried, and where it stands."""

    file: Loaded
    at: KeyPath
    pattern: str
    case: bool

    def finding(self, message: str, hint: str) -> Finding:
        """A finding about this pattern."""
        return self.file.finding(self.at, "P001", message, hint)


def pattern_key(sources: Sources) -> str:
    """The digest of all that `check_patterns` looks at."""
    looked_at = {"id", "patterns", "examples", "detector"}
    entries = [entry for file in sources.files for entry, _, _ in entries_of(file)]
    shown = [
        entry.model_dump_json(include=looked_at)
        for entry in entries
        if isinstance(entry, Symptom | Platform)
    ]
    lists = [
        f.entry.model_dump_json()
        for f in sources.files
        if isinstance(f.entry, Phrases)
    ]
    return digest("patterns", *shown, *lists)


def check_patterns(sources: Sources) -> list[Finding]:
    """Findings for patterns outside the dialect and for examples they judge otherwise."""
    phrases = phrases_of(sources)
    findings, broken = _phrases(sources, phrases)
    usable = {name: text for name, text in phrases.items() if name not in broken}
    every = [place for file in sources.files for place in _places(file)]
    places = [place for place in every if _is_known(place.pattern, usable)]
    refused = _refused_by_re2(places, phrases)
    with JavaScript(_SECONDS) as js:
        rest = [place for place in places if place not in refused]
        refused |= _refused_by_javascript(js, rest, phrases)
        bad = {(place.file.path, place.at[:2]) for place in refused}
        claims = [claim for file in sources.files for claim in _claims(file, usable)]
        good = [
            claim for claim in claims if (claim.file.path, claim.at[:2]) not in bad
        ]
        return [*findings, *refused.values(), *try_examples(js, good)]


def _refused_by_re2(
    places: list[_Place], phrases: dict[str, str]
) -> dict[_Place, Finding]:
    """The patterns that RE2 does not read or JavaScript would read otherwise, with findings."""
    found = ((place, _refused(place, phrases)) for place in places)
    return {place: finding for place, finding in found if finding}


def _refused_by_javascript(
    js: JavaScript, places: list[_Place], phrases: dict[str, str]
) -> dict[_Place, Finding]:
    """The patterns that JavaScript does not read, with findings."""
    asked = [[written(place.pattern, phrases), flags(place.case)] for place in places]
    said = cast(list[str], js.call(_COMPILE, asked))
    return {
        place: place.finding(
            f"{quoted(place.pattern)} is refused by JavaScript: {why}", REMEDY
        )
        for place, why in zip(places, said, strict=True)
        if why
    }


def _phrases(
    sources: Sources, phrases: dict[str, str]
) -> tuple[list[Finding], set[str]]:
    """Findings for phrases outside the dialect, and the names of all that say nothing certain."""
    listed = [
        (phrase.id, _Place(file, ("phrases", n, "re"), phrase.re, False))
        for file in sources.files
        if isinstance(file.entry, Phrases)
        for n, phrase in enumerate(file.entry.phrases)
    ]
    places = dict(listed)
    counts = Counter(name for name, _ in listed)
    doubled = {name for name, count in counts.items() if count > 1}
    known = {
        name: place
        for name, place in places.items()
        if _is_known(place.pattern, phrases)
    }
    judged = {
        name: _refused(place, phrases, is_part=True) for name, place in known.items()
    }
    found = {name: finding for name, finding in judged.items() if finding}
    unknown = set(places) - set(known)
    own = [
        name
        for name in found
        if found.keys().isdisjoint(mentioned(places[name].pattern))
    ]
    return [found[name] for name in own], set(found) | unknown | doubled


def _is_known(pattern: str, phrases: dict[str, str]) -> bool:
    """Whether all phrases of a pattern can be written out."""
    return all(name in phrases for name in mentioned(pattern))


def _places(file: Loaded) -> Iterator[_Place]:
    """Every pattern of the symptoms in a file."""
    for entry, _, at in entries_of(file):
        for n, pattern in enumerate(
            entry.patterns if isinstance(entry, Symptom | Platform) else ()
        ):
            for place, part in pattern.placed:
                yield _Place(file, (*at, "patterns", n, *place), part, pattern.case)


def _refused(
    place: _Place, phrases: dict[str, str], *, is_part: bool = False
) -> Finding | None:
    """The finding for a pattern outside the dialect; a phrase is part of patterns."""
    text = written(place.pattern, phrases)
    found = fault(place.pattern, text, case=place.case, is_part=is_part)
    return place.finding(*found) if found else None


def _claims(file: Loaded, phrases: dict[str, str]) -> Iterator[Claim]:
    """The symptoms of a file whose patterns are to be proven by examples."""
    for entry, _, at in entries_of(file):
        if not isinstance(entry, Symptom) or not entry.examples or not entry.patterns:
            continue
        parts = [part for pattern in entry.patterns for part in pattern.parts]
        can_be_tried = all(map(is_whole, entry.patterns)) and not entry.detector
        if can_be_tried and all(_is_known(part, phrases) for part in parts):
            patterns = tuple(made(pattern, phrases) for pattern in entry.patterns)
            yield Claim(file, at, entry, entry.examples, patterns)
