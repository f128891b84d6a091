"""What readers searched for and did not find, by the search that they have.

The search sends nothing, so somebody else has to know the words: a file of one search a line. It
must not know where the file comes from, nor how what it finds is shown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict, cast

from ..book.book import Book
from ..check.javascript import JavaScript
from ..load.content import Content
from ..render.bundle import joined
from .files import index_of
from .index import in_order
from .records import records

_SCRIPT = Path(__file__).parent / "searched.mjs"
_COUNTED = re.compile(r"(\d{1,9})\t")
_FITS = 0.5
"""The share of what was asked that a page has which fits, by how rare the words are."""
_AT_ONCE = 200
"""Searches of one call, within its limit of time."""
_LONGEST = 400
"""Characters of a search: of a pasted log its beginning is enough."""


class First(TypedDict):
    """The page that a search has first, what it lacks of the words, and what share it has."""

    title: str
    address: str
    lacking: list[str]
    share: float


@dataclass(frozen=True)
class Missed:
    """A search that found nothing, or first a page that lacks most of what was asked."""

    text: str
    times: int
    first: First | None


def searches(text: str) -> dict[str, int]:
    """How often each text was searched for; lines are `words` or `count<TAB>words`."""
    found: Counter[str] = Counter()
    for line in text.splitlines():
        count = _COUNTED.match(line)
        asked = " ".join(line[count.end() if count else 0 :].split())[:_LONGEST]
        if asked:
            found[asked.casefold()] += int(count[1]) if count else 1
    return dict(found)


def missed(book: Book, content: Content, asked: dict[str, int]) -> list[Missed]:
    """The searches that an audience's book does not answer, the most frequent first."""
    texts = sorted(asked, key=lambda text: (-asked[text], text))
    firsts = zip(texts, _firsts(book, content, texts), strict=True)
    return [
        Missed(text, asked[text], first)
        for text, first in firsts
        if first is None or first["share"] < _FITS
    ]


def _firsts(book: Book, content: Content, texts: list[str]) -> Iterator[First | None]:
    """The first page of each search."""
    made = index_of(
        in_order(records(book, content)), book.about.synonyms, book.strings
    )
    script, _ = joined({"searched": _SCRIPT}, "causebookSearched")
    with JavaScript() as js:
        js.run(f"{script}globalThis.searched = causebookSearched(); 0")
        js.call(_KNOW, made.contents, made.parts)
        for start in range(0, len(texts), _AT_ONCE):
            js.call(_ASK, texts[start : start + _AT_ONCE])
            yield from cast(list[First | None], js.call("() => globalThis.firsts"))


_KNOW = "(...index) => { globalThis.index = index; }"
_ASK = """(texts) => {
  searched.firstOfEach(...index, texts).then((firsts) => { globalThis.firsts = firsts; });
}"""
