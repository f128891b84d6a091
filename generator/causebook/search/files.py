"""The files of the search: the scripts, and the parts of the index as scripts too.

A page that was opened from disk may load scripts, but fetch nothing; so each part of the index
is a script that hands its JSON to a function.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, partial
from pathlib import Path

from ..book.book import Book
from ..book.processes import apart
from ..load.content import Content
from ..render.assets import FOLDER
from ..render.bundle import bundle, style
from ..strings import Strings
from .cutting import words_of
from .index import Index, as_json, digest, in_order, index, texts_of
from .records import Record, records
from .synonyms import groups

_HERE = Path(__file__).parent
ROOM = f"{FOLDER}/search"
"""The folder of the parts."""


def files(book: Book, content: Content) -> dict[str, str | bytes]:
    """All files of the search of a book that has been filtered for its audience, by path."""
    return {**scripts(book.strings), **parts(book, content)}


def parts(book: Book, content: Content) -> dict[str, str | bytes]:
    """The parts of the index as scripts, by path; `index.js` is loaded first.

    Cutting into words takes V8, and that more memory than all else of a build: it goes with it.
    """
    return apart(partial(_parts, book, content))


def _parts(book: Book, content: Content) -> dict[str, str | bytes]:
    """The same, made here."""
    made = index_of(
        in_order(records(book, content)), book.about.synonyms, book.strings
    )
    named = {**made.parts, "index": made.contents}
    return {f"{ROOM}/{name}.js": _part(name, value) for name, value in named.items()}


def index_of(
    found: Sequence[Record],
    synonyms: Sequence[Sequence[str]],
    words: Strings | None = None,
) -> Index:
    """The index of records in their order, found by words that mean the same too."""
    texts = [text for record in found for text in texts_of(record)]
    terms = [term for terms in synonyms for term in terms]
    cut = words_of([*texts, *terms])
    return index(found, cut, groups(synonyms, cut), words)


def _part(name: str, value: object) -> str:
    """A part as a script; it says which part it is, and in which edition."""
    return f'causebookSearchPart("{name}","{digest(value)}",{as_json(value)});\n'


@lru_cache(maxsize=4)
def scripts(language: Strings | None = None) -> dict[str, str | bytes]:
    """The script that every page has, the one that it loads when touched, and the look."""
    touch, start = (
        {name: _HERE / "page" / f"{name}.mjs"} for name in ("touch", "start")
    )
    watching = bundle(touch, "kbSearch", language)
    searching = bundle(start, "kbSearchBox", language)
    return {
        f"{FOLDER}/kb-search.js": f"{watching}kbSearch().watch();\n",
        f"{FOLDER}/search.js": f"{searching}kbSearchBox().start();\n",
        f"{FOLDER}/search.css": style(_HERE / "page" / "search.css"),
    }
