"""What was learned of words, by columns: like numbers beside each other make a small page."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Words
from . import records


def words_record(words: Words | None) -> records.Words | None:
    """The weights that the page needs; what they were learned from is of no use to it.

    Words that are equally rare stand together, and of these the ones that say alike: the order
    means nothing, and so the page is smallest.
    """
    if words is None:
        return None
    places = range(len(words.families))
    votes = {word: _votes(row, len(places)) for word, row in words.words.items()}
    order = sorted(votes, key=lambda word: (words.words[word][0], votes[word], word))
    return {
        "scale": words.scale,
        "families": list(words.families),
        "start": list(words.start),
        "words": order,
        "rarity": [words.words[word][0] for word in order],
        "votes": [[votes[word][place] for word in order] for place in places],
    }


def _votes(row: Sequence[int], families: int) -> list[int]:
    """What a word says of each family; behind how rare it is, places and weights stand by turns."""
    said = dict(zip(row[1::2], row[2::2], strict=True))
    return [said.get(place, 0) for place in range(families)]
