"""Words that mean the same, so that a page is found by those that it does not use itself.

Which ones they are is the book's to say (`synonyms` in `book.yml`). It must not know what a word
weighs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

Words = tuple[str, ...]
Group = tuple[Words, ...]
"""Terms that mean the same, each as its words."""


def groups(
    synonyms: Iterable[Sequence[str]], cut: Mapping[str, Words]
) -> tuple[Group, ...]:
    """The book's lists of terms, each term cut into its words."""
    return tuple(tuple(cut[term] for term in terms) for terms in synonyms)


def alike(words: Words, known: Iterable[Group]) -> Words:
    """The words of all terms that mean the same as one that is there, without those there."""
    found = dict.fromkeys(_meant(words, known))
    return tuple(word for word in found if word not in words)


def _meant(words: Words, known: Iterable[Group]) -> Iterator[str]:
    """The words of each group that has a term among the words."""
    there = frozenset(words)
    for group in known:
        if any(there.issuperset(term) and _has(words, term) for term in group):
            yield from (word for term in group for word in term)


def _has(words: Words, term: Words) -> bool:
    """Whether the words of a term follow each other there."""
    length = len(term)
    return any(words[n : n + length] == term for n in range(len(words) - length + 1))
