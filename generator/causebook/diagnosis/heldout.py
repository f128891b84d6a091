"""How words learned from some cases do on others: their loudness, and a table for their author.

Cases that were learned from prove nothing, so each is judged by what was learned without it. It
must not know how words are learned.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import exp, log

from ..book.book import Book
from .learning import Fit, Heard, fit, priors_of

_FOLDS = 5
_TRIED = tuple(n / 20 for n in range(1, 41))
"""How loud words may speak."""


@dataclass(frozen=True)
class Judged:
    """A case that says where it comes from, and what words learned without it say of families."""

    heard: Heard
    scores: tuple[float, ...]

    @property
    def family(self) -> str:
        """The family of its cause."""
        return self.heard.lesson.shares[0][0]


@dataclass(frozen=True)
class Fold:
    """Cases that are held out together, and what all others teach."""

    cases: tuple[Heard, ...]
    model: Fit


def folds(heard: Sequence[Heard], public: Book) -> tuple[Fold, ...]:
    """The cases that say where they come from, in folds; those of one source stay together."""
    parts: list[list[Heard]] = [[] for _ in range(_FOLDS)]
    for item in heard:
        if item.lesson.source:
            number = int(hashlib.sha256(item.lesson.source.encode()).hexdigest()[:8], 16)
            parts[number % _FOLDS].append(item)
    return tuple(_fold(part, heard, public) for part in parts if part)


def _fold(part: list[Heard], heard: Sequence[Heard], public: Book) -> Fold:
    """Some cases with what the others teach."""
    own = set(map(id, part))
    return Fold(tuple(part), fit([item for item in heard if id(item) not in own], public))


def held_out(parts: Iterable[Fold]) -> tuple[Judged, ...]:
    """Every case, judged by what was learned without its fold."""
    return tuple(
        Judged(item, tuple(fold.model.scores(item.words))) for fold in parts for item in fold.cases
    )


def loudness(judged: Sequence[Judged], public: Book) -> float:
    """The factor on what words say with which cases that were held out are likeliest."""
    priors = priors_of(public)
    place = {name: n for n, name in enumerate(priors)}

    def surprise(factor: float) -> float:
        total = 0.0
        for item in judged:
            odds = louder(list(priors.values()), item.scores, factor)
            total -= log(odds[place[item.family]] / sum(odds))
        return total

    return min(_TRIED, key=surprise) if judged else 1.0


def louder(weights: Sequence[float], scores: Sequence[float], factor: float) -> list[float]:
    """What weights of families become when words vote."""
    return [weight * exp(factor * s) for weight, s in zip(weights, scores, strict=True)]


def table(
    judged: Sequence[Judged],
    engine: Callable[[str], dict[str, float]],
    public: Book,
    factor: float,
) -> Iterator[str]:
    """Lines: for each file of cases, how often the family is first, and among three, in percent.

    `engine` gives the weights of families for a paste, as they are without words.
    """
    priors = priors_of(public)
    yield f"{'':44}{'cases':>6}{'no words':>12}{'words':>12}{'both':>12}"
    without = [[engine(one.heard.lesson.text).get(name, 0.0) for name in priors] for one in judged]
    columns = [
        without,
        [louder(list(priors.values()), one.scores, factor) for one in judged],
        [louder(own, one.scores, factor) for own, one in zip(without, judged, strict=True)],
    ]
    names = list(priors)
    for origin in (*sorted({one.heard.lesson.origin for one in judged}), ""):
        which = [n for n, one in enumerate(judged) if one.heard.lesson.origin.startswith(origin)]
        shown = [
            _rates([(names.index(judged[n].family), column[n]) for n in which])
            for column in columns
        ]
        yield f"{origin or 'all':44}{len(which):6}{''.join(f'{rate:>12}' for rate in shown)}"


def _rates(ranked: list[tuple[int, list[float]]]) -> str:
    """How often the right place is first, and among three, in percent; nothing is no rank."""
    places = [
        sorted(range(len(odds)), key=lambda n: -odds[n]).index(right)
        for right, odds in ranked
        if any(odds)
    ]
    first, three = sum(place < 1 for place in places), sum(place < 3 for place in places)
    return f"{100 * first / len(ranked):.0f} / {100 * three / len(ranked):.0f}"
