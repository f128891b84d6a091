"""Which of many known words a mistaken one was meant to be.

Comparing with each takes long where there are many: then only those are compared that share
its rarer pieces. It must not know what the words are.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

_MANY = 1_000
"""More words than this are not compared one by one."""
_COMMON = 300
"""A piece that more words have tells little."""
_COMPARED = 50
_LONGEST = 80
_PIECE = 3
_ALIKE = 0.6
"""The share of letters in common, as `difflib` reckons it, from which words are near."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like another one, or None where none is like it."""
    return _nearest(word[:_LONGEST], tuple(known))


@lru_cache(maxsize=64)
def _nearest(word: str, known: tuple[str, ...]) -> str | None:
    """The same, remembered: a mistake is often made in many places."""
    compared = known if len(known) <= _MANY else _sharing(word, known)
    near = difflib.get_close_matches(word, compared, n=1, cutoff=_ALIKE)
    return near[0] if near else None


def _sharing(word: str, known: tuple[str, ...]) -> list[str]:
    """The words that share most of another's rarer pieces."""
    holders, shared = _holders(known), Counter[str]()
    for piece in _pieces(word):
        having = holders.get(piece, ())
        shared.update(having if len(having) <= _COMMON else ())
    return [other for other, _ in shared.most_common(_COMPARED)]


@lru_cache(maxsize=4)
def _holders(known: tuple[str, ...]) -> dict[str, list[str]]:
    """The words that have each piece."""
    holders: dict[str, list[str]] = {}
    for word in known:
        for piece in _pieces(word):
            holders.setdefault(piece, []).append(word)
    return holders


def _pieces(word: str) -> set[str]:
    """Every run of three letters, the edges of the word counted as letters."""
    whole = f" {word} "
    return {whole[at : at + _PIECE] for at in range(len(whole) - _PIECE + 1)}
