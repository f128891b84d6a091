"""What each page is called where only its title is seen: in a tab, among bookmarks, in a search.

Two entries may have one title; there each also says what it is. On its own page an entry
keeps the title that its author gave it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from ..model import Linked
from .addresses import has_page, kind_of
from .book import Book


def page_titles(book: Book, taken: Iterable[str]) -> dict[str, str]:
    """The title of each entry's page by its id, no two alike; `taken` are those of other pages."""
    others = [_plain(title) for title in taken]
    entries = tuple(entry for entry in book.entries() if has_page(book, entry))
    titles = {entry.id: entry.title for entry in entries}
    for longer in (_with_kind, _with_problem, _with_id, _with_id):
        count = Counter([*others, *map(_plain, titles.values())])
        clashing = [entry for entry in entries if count[_plain(titles[entry.id])] > 1]
        titles |= {entry.id: longer(book, entry) for entry in clashing}
    return titles


def _plain(title: str) -> str:
    """A title as readers tell it from others."""
    return " ".join(title.casefold().split())


def _with_kind(book: Book, entry: Linked) -> str:
    """The title with what the entry is."""
    return f"{entry.title} ({book.strings.say(f'kinds.{kind_of(entry)}')})"


def _with_problem(book: Book, entry: Linked) -> str:
    """The title with what the entry is, and of which problem."""
    section = book.home.get(entry.id)
    kind = _with_kind(book, entry)
    return f"{kind[:-1]}, {section.problem.title})" if section else kind


def _with_id(_book: Book, entry: Linked) -> str:
    """The title with the entry's id, which no other has."""
    return f"{entry.title} ({entry.id})"
