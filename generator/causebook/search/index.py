"""The index: for each word the pages that have it, in parts that are loaded when needed.

A page has units: its title, its text, and each of its lines. What a word weighs in a unit is
its rareness, squared, by the length of the unit (the cosine of the vector space model, Salton
and others 1975): the sum over the words of a query says how like it a unit is. It must not
know what a page is about, nor how results are ordered.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..strings import Strings, strings
from .records import KINDS, Record
from .synonyms import Synonyms

TITLE, TEXT, LINES = 0, 1, 2
"""The numbers of a page's units; those of its lines follow."""
WORTH = {"title": 1.0, "text": 0.5, "line": 1.0, "example": 0.4}
"""What a word weighs in a unit of each kind, beside the others."""
SYNONYM = 0.7
"""What a word weighs that only means the same as one in the unit."""
UNITS = 32
"""Units of a page that are told apart; further lines count as the last."""
STEPS = 64
"""Steps in which a weight is written."""
STEP = 0.15
"""What one of them is."""
MOST = 600
"""Places that are kept of one word: those where it weighs most."""
PART = 20_000
"""Characters of a part of words; no word is in two parts."""
PAGES = 32
"""Pages whose texts are in one part."""
NO_SYNONYMS = Synonyms()
Cut = Mapping[str, tuple[str, ...]]
"""Text -> its words."""


@dataclass(frozen=True)
class Index:
    """The parts of an index by name, and the list of them that is loaded first."""

    parts: dict[str, object]
    contents: dict[str, object]


@dataclass(frozen=True)
class Unit:
    """The words of a title, a text or a line, and others that mean the same."""

    words: tuple[str, ...]
    alike: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        """Both."""
        return self.words + self.alike


def texts_of(record: Record) -> tuple[str, ...]:
    """The texts of a page's units, by their number."""
    title = f"{record.title} {record.names}"
    text = f"{record.summary} {record.words}"
    return (title, text, *record.lines, *record.examples)


def _worths(record: Record) -> list[float]:
    """What each of these units is worth."""
    lines = [WORTH["line"]] * len(record.lines)
    return [
        WORTH["title"],
        WORTH["text"],
        *lines,
        *([WORTH["example"]] * len(record.examples)),
    ]


def in_order(records: Iterable[Record]) -> list[Record]:
    """The pages in the order of their numbers: by kind, then by address."""
    order = {kind.name: n for n, kind in enumerate(KINDS)}
    return sorted(records, key=lambda record: (order[record.kind], record.address))


def index(
    records: Sequence[Record],
    cut: Cut,
    known: Synonyms = NO_SYNONYMS,
    spoken: Strings | None = None,
) -> Index:
    """The index of pages in their order; `cut` has the words of all their units.

    `known` are terms that mean the same; `spoken` is the language of results.
    """
    words = dict(_word_parts(_postings(records, cut, known)))
    pages = {
        f"p{n // PAGES}": [_shown(record) for record in records[n : n + PAGES]]
        for n in range(0, len(records), PAGES)
    }
    parts: dict[str, object] = {name: value for name, (_, value) in words.items()}
    parts.update(pages)
    contents = {
        "kinds": _kinds(records, spoken or strings()),
        "words": [[first, digest(parts[name])] for name, (first, _) in words.items()],
        "pages": [digest(page) for page in pages.values()],
        "perPart": PAGES,
        "units": UNITS,
        "steps": STEPS,
        "step": STEP,
    }
    return Index(parts, contents)


def digest(part: object) -> str:
    """A short name of what a part holds: who has an old list never takes a new part for its own."""
    return hashlib.sha256(as_json(part).encode()).hexdigest()[:8]


def as_json(value: object) -> str:
    """The value as short JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _kinds(records: Sequence[Record], spoken: Strings) -> list[dict[str, object]]:
    """The kinds that there are, with the number of pages of each, in the order of the pages."""
    counts = Counter(record.kind for record in records)
    return [
        {
            "one": spoken.say(f"result.{kind.name}"),
            "many": spoken.say(f"results.{kind.name}"),
            "worth": kind.worth,
            "helps": kind.helps,
            "count": counts[kind.name],
        }
        for kind in KINDS
        if counts[kind.name]
    ]


def _shown(record: Record) -> list[object]:
    """What a result shows of a page."""
    return [record.address, record.title, record.summary, list(record.lines)]


def _postings(
    records: Sequence[Record], cut: Cut, known: Synonyms
) -> dict[str, list[int]]:
    """For each word the places where it weighs most, each as one number.

    That is the difference to the page before, the unit and the weight, as digits.
    """
    units = [_units(record, cut, known) for record in records]
    rareness = _rareness(units)
    places: dict[str, list[tuple[int, int, int]]] = {}
    for page, own in enumerate(units):
        for word, unit, weight in _weights(own, _worths(records[page]), rareness):
            places.setdefault(word, []).append((page, unit, weight))
    return {word: _numbers(_heaviest(found)) for word, found in places.items()}


def _units(record: Record, cut: Cut, known: Synonyms) -> list[Unit]:
    """The units of a page; what readers paste needs no other words."""
    own = [cut[text] for text in texts_of(record)]
    return [
        Unit(words, known.alike(words) if number in {TITLE, TEXT} else ())
        for number, words in enumerate(own)
    ]


def _rareness(units: Sequence[Sequence[Unit]]) -> dict[str, float]:
    """How rare each word is, squared, by the number of pages that have it."""
    holding = Counter(
        word for own in units for word in {w for unit in own for w in unit.all}
    )
    return {
        word: math.log(1 + len(units) / count) ** 2 for word, count in holding.items()
    }


def _weights(
    units: Sequence[Unit], worths: Sequence[float], rareness: Mapping[str, float]
) -> Iterator[tuple[str, int, int]]:
    """Word, unit and weight, for every word of a page."""
    for number, (unit, worth) in enumerate(zip(units, worths, strict=True)):
        length = math.sqrt(sum(map(rareness.__getitem__, unit.words)))
        place = min(number, UNITS - 1)
        for words, part in ((unit.words, worth), (unit.alike, worth * SYNONYM)):
            for word in words:
                weight = round(part * rareness[word] / length / STEP)
                yield word, place, max(1, min(weight, STEPS - 1))


def _heaviest(places: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The places that are kept, in their order."""
    if len(places) <= MOST:
        return places
    return sorted(sorted(places, key=lambda place: (-place[2], place))[:MOST])


def _numbers(places: Iterable[tuple[int, int, int]]) -> list[int]:
    """Each place as one number."""
    before, numbers = 0, []
    for page, unit, weight in places:
        numbers.append(((page - before) * UNITS + unit) * STEPS + weight)
        before = page
    return numbers


def _word_parts(
    postings: Mapping[str, list[int]],
) -> Iterator[tuple[str, tuple[str, dict[str, list[int]]]]]:
    """The parts of words by name, each with its first word; words are in order."""
    part: dict[str, list[int]] = {}
    size, number = 0, 0
    for word in sorted(postings, key=_as_scripts_compare):
        part[word] = postings[word]
        size += len(as_json(postings[word])) + len(word)
        if size >= PART:
            yield f"w{number}", (next(iter(part)), part)
            part, size, number = {}, 0, number + 1
    if part:
        yield f"w{number}", (next(iter(part)), part)


def _as_scripts_compare(word: str) -> bytes:
    """What puts words into the order in which scripts compare them."""
    return word.encode("utf-16-be")
