"""The way down to a page: the pages above it, from the home page on.

Every step is a page on which a reader finds the next one. It must not know how a trail looks.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from ..load.content import Content, Written
from ..model import Cause, Linked, Platform, Problem, Symptom
from ..strings import Strings
from .addresses import kind_of, source_path
from .book import Book

LISTS = {
    "symptom": "symptoms",
    "observation": "symptoms",
    "fix": "fixes",
    "scenario": "scenarios",
}
"""The list on which entries of a kind are found, as its folder is called."""


@dataclass(frozen=True)
class Step:
    """A page on the way: what it is called there, and its source; the home page has none."""

    title: str
    source: str = ""


def trail(book: Book, entry: Linked) -> tuple[Step, ...]:
    """The pages above that of an entry, the home page first."""
    return (_home(book.strings), *_above(book, entry))


def _above(book: Book, entry: Linked) -> Iterator[Step]:
    """The pages between the home page and that of an entry."""
    platform = (
        book.by_id.get(entry.platform or "") if isinstance(entry, Symptom) else None
    )
    if isinstance(entry, Platform) or platform:
        yield Step(book.strings.say("hubs.platforms"), "platforms/index.md")
        yield from [_step(book, platform)] if platform else []
        return
    if isinstance(entry, Problem):
        return
    problem = book.home[entry.id].problem
    yield _step(book, problem)
    if isinstance(entry, Cause):
        yield _step(book, book.by_id[entry.family])
    if kind_of(entry) in LISTS:
        folder = LISTS[kind_of(entry)]
        yield Step(
            book.strings.say(f"hubs.{folder}"), f"{problem.id}/{folder}/index.md"
        )


def _home(words: Strings) -> Step:
    """The home page as a step."""
    return Step(words.say("hubs.home"))


def _step(book: Book, entry: Linked) -> Step:
    """The page of an entry as a step."""
    return Step(entry.title, source_path(book, entry))


def trail_of_hub(book: Book, source: str) -> tuple[Step, ...]:
    """The pages above one that leads to many entries."""
    above = [
        section.problem
        for section in book.sections
        if source.startswith(f"{section.problem.id}/")
    ]
    return (_home(book.strings), *(_step(book, problem) for problem in above))


def trail_of_page(
    content: Content, page: Written, words: Strings
) -> tuple[Step, ...]:
    """The pages above a hand-written one: those that open the folders that it lies in."""
    if page.source == "index.md":
        return ()
    titles = {other.source: other.title for other in content.pages}
    folders = list(_folders(page.source))[::-1]
    opening = [f"{folder}/index.md" for folder in folders]
    return (
        _home(words),
        *(
            Step(titles[name], name)
            for name in opening
            if name in titles and name != page.source
        ),
    )


def _folders(source: str) -> Iterator[str]:
    """The folders that a file lies in, the innermost first."""
    folder = posixpath.dirname(source)
    while folder:
        yield folder
        folder = posixpath.dirname(folder)
