"""The learned weights of words: a linear model that is fitted when an author asks for it.

scikit-learn does the fitting, and is needed for nothing else. What a text's words are, the engine
says, so that the page and the learner cannot differ. It must not know any subject.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import TYPE_CHECKING, Protocol

from ..book import weights
from ..book.book import Book
from ..model import Words
from .lessons import Lesson

if TYPE_CHECKING:
    from numpy import float64, int64
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    _Numbers = NDArray[float64]

LEAST_TEXTS = 3
"""Texts that a word must be in: what one case alone says is not learned, nor carried."""
MOST_WORDS = 2200
"""Words that are weighed at all: those that tell most."""
BOOK_COUNTS = 4.0
"""What a text of the book counts beside a case: few words, chosen with care."""
LOOSENESS = 3.0
"""How freely the weights may follow the texts (the `C` of logistic regression)."""
LEAST_WEIGHT = 1.0
"""A weight below this is left out: it is noise on texts that were not learned from."""
PARTS = 2
"""Weights are kept in halves …"""
RARITY_PARTS = 10
"""… and rarities in tenths."""
_ROUNDS = 100
"""Of fitting: near enough, and bounded."""
STEPS = 8 / 0.6931471805599453
"""Steps of a record (8 double a prior) in a natural logarithm."""
ABOUT = "Weights of words, written by `causebook learn`. Not to be edited."


class Missing(Exception):
    """scikit-learn is not installed."""


@dataclass(frozen=True)
class Heard:
    """A lesson with its words, as the engine cuts them."""

    lesson: Lesson
    words: tuple[str, ...]


@dataclass(frozen=True)
class Fit:
    """Rarities and weights of words, by the places of the families."""

    families: tuple[str, ...]
    rarity: dict[str, int]
    votes: dict[str, dict[int, int]]
    start: tuple[int, ...]

    def scores(self, words: Sequence[str]) -> list[float]:
        """What a text's words say of each family, as a natural logarithm."""
        shares = _shares(words, self.rarity)
        found = [start / PARTS if shares else 0.0 for start in self.start]
        for word, share in shares.items():
            for place, vote in self.votes[word].items():
                found[place] += share * vote / PARTS
        return found


def fit(heard: Sequence[Heard], public: Book) -> Fit:
    """The model that these lessons teach; every family starts from the author's likelihood."""
    try:
        from sklearn.exceptions import ConvergenceWarning
        from sklearn.linear_model import LogisticRegression
        from threadpoolctl import threadpool_limits
    except ImportError as error:
        raise Missing from error
    priors = priors_of(public)
    # sums in another order would be other numbers
    with (
        threadpool_limits(1),
        warnings.catch_warnings(category=ConvergenceWarning, action="ignore"),
    ):
        return _Learner(heard, priors, LogisticRegression).fit()


def priors_of(public: Book) -> dict[str, float]:
    """What each family is to begin with, by its author; all together 1."""
    families = [
        family for section in public.sections for family in section.problem.families
    ]
    whole = sum(weights.LIKELIHOOD[family.likelihood] for family in families)
    return {
        family.id: weights.LIKELIHOOD[family.likelihood] / whole
        for family in families
    }


class _Model(Protocol):
    """A linear model of scikit-learn, as far as it is used."""

    coef_: _Numbers
    intercept_: _Numbers
    classes_: NDArray[int64]

    def fit(
        self, table: csr_matrix, taught: list[int], sample_weight: list[float]
    ) -> object:
        """Learn from the rows of a table, each of a family."""


class _Learner:
    """Fits twice: all words to find those that tell, and these for their weights."""

    def __init__(
        self,
        heard: Sequence[Heard],
        priors: dict[str, float],
        method: Callable[..., _Model],
    ) -> None:
        """Lay out a row for each family of each lesson.

        The rows of a family weigh together what its author says.
        """
        self.priors, self.method = priors, method
        self.families = tuple(priors)
        place = {name: n for n, name in enumerate(self.families)}
        rows = [
            (
                item.words,
                place[family],
                share * (1.0 if item.lesson.origin else BOOK_COUNTS),
            )
            for item in heard
            for family, share in item.lesson.shares
        ]
        self.texts = [words for words, _, _ in rows]
        self.taught = [family for _, family, _ in rows]
        self.counts = self._balanced([count for _, _, count in rows])
        self.spread = _spread(heard)
        self.texts_in_all = len(heard)

    def _balanced(self, counts: list[float]) -> list[float]:
        """What each row counts, so that each family has its share of all."""
        sums = [0.0] * len(self.families)
        for family, count in zip(self.taught, counts, strict=True):
            sums[family] += count
        whole = sum(sums)
        shares = [prior * whole for prior in self.priors.values()]
        return [
            count * shares[family] / sums[family]
            for family, count in zip(self.taught, counts, strict=True)
        ]

    def fit(self) -> Fit:
        """The weights of the words that tell most."""
        everything = sorted(
            w for w, texts in self.spread.items() if texts >= LEAST_TEXTS
        )
        if not everything or len(set(self.taught)) < 2:
            return Fit(self.families, {}, {}, (0,) * len(self.families))
        coarse, _ = self._weights(everything)
        loudness = abs(coarse).max(0)
        told = [
            float(loudness[n]) * self.spread[word] ** 0.25
            for n, word in enumerate(everything)
        ]
        order = sorted(
            range(len(everything)), key=lambda n: (-round(told[n], 6), everything[n])
        )
        return self._kept(sorted(everything[n] for n in order[:MOST_WORDS]))

    def _weights(self, vocabulary: list[str]) -> tuple[_Numbers, _Numbers]:
        """Weights by family and word, and starts by family; both zero on average."""
        from scipy.sparse import csr_matrix

        rarity = {word: self._rarity(word) for word in vocabulary}
        column = {word: n for n, word in enumerate(vocabulary)}
        cells: list[tuple[float, int, int]] = []
        for n, words in enumerate(self.texts):
            cells += [
                (share, n, column[word])
                for word, share in _shares(words, rarity).items()
            ]
        values, rows, columns = zip(*cells, strict=True)
        shape = (len(self.texts), len(vocabulary))
        table = csr_matrix((values, (rows, columns)), shape=shape)
        model = self.method(C=LOOSENESS, max_iter=_ROUNDS)
        model.fit(table, self.taught, sample_weight=self.counts)
        return self._by_family(model)

    def _by_family(self, model: _Model) -> tuple[_Numbers, _Numbers]:
        """The weights of all families; one without any text has none, one of two the contrary."""
        from numpy import stack, zeros

        weight, start = model.coef_, model.intercept_
        if len(weight) == 1:
            weight, start = (
                stack([-weight[0], weight[0]]),
                stack([-start[0], start[0]]),
            )
        whole = zeros((len(self.families), weight.shape[1]))
        starts = zeros(len(self.families))
        whole[model.classes_], starts[model.classes_] = weight - weight.mean(0), start
        return whole, starts

    def _kept(self, vocabulary: list[str]) -> Fit:
        """The weights that are large enough, in whole parts."""
        whole, starts = self._weights(vocabulary)
        votes: dict[str, dict[int, int]] = {}
        for n, word in enumerate(vocabulary):
            own = {
                place: round(float(value) * PARTS)
                for place, value in enumerate(whole[:, n])
                if abs(round(float(value) * PARTS)) >= LEAST_WEIGHT * PARTS
            }
            if own:
                votes[word] = own
        lifts = [
            float(s) - log(p)
            for s, p in zip(starts, self.priors.values(), strict=True)
        ]
        mean = sum(lifts) / len(lifts)
        rarity = {word: self._rarity(word) for word in vocabulary if word in votes}
        start = tuple(round((lift - mean) * PARTS) for lift in lifts)
        return Fit(self.families, rarity, votes, start)

    def _rarity(self, word: str) -> int:
        """How rare a word is among the texts, in whole parts."""
        rare = log((1 + self.texts_in_all) / (1 + self.spread[word])) + 1
        return round(rare * RARITY_PARTS)


def _spread(heard: Sequence[Heard]) -> dict[str, int]:
    """In how many texts each word is."""
    found: dict[str, int] = {}
    for item in heard:
        for word in set(item.words):
            found[word] = found.get(word, 0) + 1
    return found


def _shares(words: Sequence[str], rarity: dict[str, int]) -> dict[str, float]:
    """How much each known word counts in a text; as `words.mjs` has it."""
    counts: dict[str, int] = {}
    for word in words:
        if word in rarity:
            counts[word] = counts.get(word, 0) + 1
    raw = {
        word: (1 + log(count)) * rarity[word]
        for word, count in sorted(counts.items())
    }
    length = sqrt(sum(share * share for share in raw.values())) or 1.0
    return {word: share / length for word, share in raw.items()}


def as_file(model: Fit, factor: float, learned_from: str) -> Words:
    """The model as it is kept."""
    rows = {
        word: (model.rarity[word], *(n for pair in sorted(own.items()) for n in pair))
        for word, own in sorted(model.votes.items())
    }
    return Words(
        about=ABOUT,
        learned_from=learned_from,
        scale=round(factor * STEPS / PARTS, 3),
        families=model.families,
        start=model.start,
        words=rows,
    )


def written(words: Words) -> str:
    """The file: one word a line, so that a change shows."""
    head = words.model_dump(exclude={"words"}, mode="json")
    lines = [
        f" {json.dumps(key)}: {json.dumps(value)}" for key, value in head.items()
    ]
    rows = [
        f"  {json.dumps(word, ensure_ascii=False)}: {json.dumps(list(row), separators=(',', ':'))}"
        for word, row in words.words.items()
    ]
    inside = ",\n".join(rows)
    return "{\n" + ",\n".join([*lines, f' "words": {{\n{inside}\n }}']) + "\n}\n"
