"""How words learned from some cases do on others: their loudness, and a table for their author.

Cases that were learned from prove nothing, so each is judged by what was learned without it. It
must not know how words are learned.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import exp, log

from ..book.book import Book
from .learning import Fit, Heard, fit, priors_of

_FOLDS = 5
_GROUPS = 5
"""Of cases, by how sure of them the ranking is."""
_TRIED = tuple(n / 20 for n in range(1, 31))
"""How loud words may speak …"""
_SURE = tuple(n / 10 for n in range(10, 2, -1))
"""… and to what power evidence may; where any does, it speaks whole."""


@dataclass(frozen=True)
class Judged:
    """A case that says where it comes from, and what words learned without it say of families."""

    heard: Heard
    scores: tuple[float, ...]
    unworded: tuple[float, ...]
    """The weights of families by evidence alone; all zero where that shows no cause."""

    @property
    def family(self) -> str:
        """The family of its cause."""
        return self.heard.lesson.shares[0][0]


@dataclass(frozen=True)
class Fold:
    """Cases that are held out together, and what all others teach."""

    cases: tuple[Heard, ...]
    model: Fit


def folds(heard: Sequence[Heard], public: Book, seed: str = "") -> tuple[Fold, ...]:
    """The cases that say where they come from, in folds; those of one source stay together.

    Another seed deals them out in another way.
    """
    parts: list[list[Heard]] = [[] for _ in range(_FOLDS)]
    for item in heard:
        if item.lesson.source:
            number = int(
                hashlib.sha256((item.lesson.source + seed).encode()).hexdigest()[:8],
                16,
            )
            parts[number % _FOLDS].append(item)
    return tuple(_fold(part, heard, public) for part in parts if part)


def _fold(part: list[Heard], heard: Sequence[Heard], public: Book) -> Fold:
    """Some cases with what the others teach."""
    own = set(map(id, part))
    return Fold(
        tuple(part), fit([item for item in heard if id(item) not in own], public)
    )


Weigh = Callable[[Iterable[str]], Iterable[dict[str, float]]]
"""From pastes to the weights of families that they have without words; none is an empty dict."""


def held_out(parts: Iterable[Fold], weigh: Weigh, public: Book) -> tuple[Judged, ...]:
    """Every case, judged by what was learned without its fold."""
    heard = [(item, fold.model) for fold in parts for item in fold.cases]
    weighed = weigh(item.lesson.text for item, _ in heard)
    names = priors_of(public)
    return tuple(
        Judged(
            item,
            tuple(model.scores(item.words)),
            tuple(own.get(name, 0.0) for name in names),
        )
        for (item, model), own in zip(heard, weighed, strict=True)
    )


def loudness(judged: Sequence[Judged], public: Book) -> float:
    """The factor on what words say beside evidence with which held-out cases are likeliest.

    Words and evidence are often of one sentence: as loud as words may be alone, they are too loud
    beside it. Evidence is too sure of itself as well, so that both are weighed at once, and the
    factor is what words count of what evidence counts. Where evidence shows nothing, words have
    no say.
    """
    place = {name: n for n, name in enumerate(priors_of(public))}
    shown = [item for item in judged if item.unworded[place[item.family]]]

    def surprise(weighed: tuple[float, float]) -> float:
        sureness, factor = weighed
        total = 0.0
        for item in shown:
            calmed = [weight**sureness for weight in item.unworded]
            odds = louder(calmed, item.scores, factor)
            total -= log(odds[place[item.family]] / sum(odds))
        return total

    if not shown:
        return 1.0
    sureness, factor = min(product(_SURE, _TRIED), key=surprise)
    return factor / sureness


def louder(
    weights: Sequence[float], scores: Sequence[float], factor: float
) -> list[float]:
    """What weights of families become when words vote."""
    return [
        weight * exp(factor * s) for weight, s in zip(weights, scores, strict=True)
    ]


def table(judged: Sequence[Judged], public: Book, factor: float) -> Iterator[str]:
    """Lines: for each file of cases, how often the family is first, and among three, in percent."""
    priors = priors_of(public)
    yield f"{'':44}{'cases':>6}{'no words':>12}{'words':>12}{'both':>12}"
    columns: list[list[Sequence[float]]] = [
        [one.unworded for one in judged],
        [louder(list(priors.values()), one.scores, factor) for one in judged],
        [louder(one.unworded, one.scores, factor) for one in judged],
    ]
    names = list(priors)
    for origin in (*sorted({one.heard.lesson.origin for one in judged}), ""):
        which = [
            n
            for n, one in enumerate(judged)
            if one.heard.lesson.origin.startswith(origin)
        ]
        shown = [
            _rates([(names.index(judged[n].family), column[n]) for n in which])
            for column in columns
        ]
        yield f"{origin or 'all':44}{len(which):6}{''.join(f'{rate:>12}' for rate in shown)}"


def reliability(
    judged: Sequence[Judged], public: Book, factor: float
) -> Iterator[str]:
    """Lines: how sure the ranking is of the family that comes first, and how often it is right."""
    names = list(priors_of(public))
    groups: list[list[tuple[float, bool]]] = [[] for _ in range(_GROUPS)]
    for one in judged:
        odds = louder(one.unworded, one.scores, factor)
        if any(odds):
            share = max(odds) / sum(odds)
            is_right = names[odds.index(max(odds))] == one.family
            groups[min(int(share * _GROUPS), _GROUPS - 1)].append((share, is_right))
    yield f"{'share of the first family':44}{'cases':>6}{'said':>12}{'was':>12}"
    for n, group in enumerate(groups):
        if group:
            said, was = (
                100 * sum(own) / len(group) for own in zip(*group, strict=True)
            )
            title = f"from {100 * n // _GROUPS} %"
            yield f"{title:44}{len(group):6}{said:12.0f}{was:12.0f}"


def _rates(ranked: list[tuple[int, Sequence[float]]]) -> str:
    """How often the right place is first, and among three, in percent; nothing is no rank."""
    places = [
        sorted(range(len(odds)), key=lambda n: -odds[n]).index(right)
        for right, odds in ranked
        if any(odds)
    ]
    first, three = (
        sum(place < 1 for place in places),
        sum(place < 3 for place in places),
    )
    return f"{100 * first / len(ranked):.0f} / {100 * three / len(ranked):.0f}"
