"""Words that mean the same, so that a page is found by those that it does not use itself.

Which ones they are is the book's to say (`synonyms` in `book.yml`). It must not know what a word
weighs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

Words = tuple[str, ...]
Group = tuple[Words, ...]
"""Terms that mean the same, each as its words."""


class Synonyms:
    """What means the same in a book, found by the words of its terms."""

    def __init__(self, known: Iterable[Group] = ()) -> None:
        """The groups that are known."""
        self._groups = tuple(known)
        self._terms: dict[str, list[tuple[int, Words]]] = {}
        for number, group in enumerate(self._groups):
            for term in group:
                self._terms.setdefault(term[0] if term else "", []).append(
                    (number, term)
                )

    def alike(self, words: Words) -> Words:
        """The words of all terms that mean the same as one that is there, without those there."""
        there = frozenset(words)
        found = {
            number
            for word in there.intersection(self._terms)
            for number, term in self._terms[word]
            if there.issuperset(term) and _has(words, term)
        }
        meant = dict.fromkeys(
            word for n in sorted(found) for term in self._groups[n] for word in term
        )
        return tuple(word for word in meant if word not in there)


def groups(synonyms: Iterable[Sequence[str]], cut: Mapping[str, Words]) -> Synonyms:
    """The book's lists of terms, each term cut into its words."""
    return Synonyms(tuple(cut[term] for term in terms) for terms in synonyms)


def _has(words: Words, term: Words) -> bool:
    """Whether the words of a term follow each other there."""
    length = len(term)
    return any(words[n : n + length] == term for n in range(len(words) - length + 1))
