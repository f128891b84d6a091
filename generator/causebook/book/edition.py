"""What one audience gets of a project, and what must not be in it: handed to the verification.

Which texts are internal is found here by walking the whole book once more, not by asking
the filter in `audience`: a fault of the filter must not hide itself. It must not know how
pages look or where they are built.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from pathlib import Path

from ..load.assets import is_text
from ..load.configuration import Configuration, config_file, read
from ..load.content import Content, Written
from ..load.document import read_tree
from ..load.nodes import scalars
from ..load.recalled import digest, recall
from ..model import LISTS, Audience, Linked, Model
from .audience import for_audience, hidden
from .book import Book
from .said import said


@dataclass(frozen=True)
class Said:
    """A text of the sources: who may read it, and the file (and line, where known) it stands in."""

    text: str
    internal: bool
    path: str
    line: int = 0


@dataclass(frozen=True)
class Edition:
    """The book and the pages of an audience, with every text of the sources."""

    project: Path
    whole: Book
    all_content: Content
    audience: Audience

    @cached_property
    def book(self) -> Book:
        """The book as the audience reads it."""
        return for_audience(self.whole, self.audience)

    @cached_property
    def configuration(self) -> Configuration:
        """What the configuration of the audience says."""
        return read(config_file(self.project, self.audience))

    @cached_property
    def content(self) -> Content:
        """The hand-written pages and files that the audience gets."""
        return self.all_content.for_audience(self.audience)

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """Every text of the sources."""
        return (*_book(self.whole), *_content(self.all_content))

    @cached_property
    def secrets(self) -> tuple[Said, ...]:
        """The texts that must not be in what this audience gets."""
        if self.audience is Audience.INTERNAL:
            return ()
        return tuple(said for said in self.said if said.internal)

    @cached_property
    def secret_files(self) -> tuple[tuple[str, Path], ...]:
        """The files beside pages that must not be in it."""
        kept = {name for name, _ in self.content.assets}
        return tuple(
            (name, path) for name, path in self.all_content.assets if name not in kept
        )

    @cached_property
    def is_whole(self) -> bool:
        """Whether the filter kept nothing internal, judged by the texts themselves."""
        public = {said.text for said in self.said if not said.internal}
        kept = {said.text for said in _book(self.book)} | {
            said.text for said in _content(self.content)
        }
        return kept <= public

    def line(self, said: Said) -> int:
        """The line of a text in its file, or 0; the file is read again, since only a leak asks."""
        if said.line or not said.path.endswith(".yml"):
            return said.line
        tree, _ = read_tree(self.project / said.path, said.path)
        wanted = said.text.split()
        found = (node for node in scalars(tree) if node.text.split() == wanted)
        return next((node.line for node in found), 0)


def _book(book: Book) -> Iterator[Said]:
    """Every text of a book."""
    gone = hidden(book)
    for section in book.sections:
        for entry in section.entries():
            closed = section.problem.audience is Audience.INTERNAL
            yield from _of_entry(entry, book.origin.get(entry.id, ""), closed=closed)
    for platform in book.platforms:
        yield from _of_entry(platform, book.origin.get(platform.id, ""), closed=False)
    yield from _texts(book.about, "causes/book.yml", False, set(LISTS["book"]))
    for key in LISTS["book"]:
        for item in getattr(book.about, key):
            yield from _texts(item, "causes/book.yml", item.id in gone[key])
    yield from _phrases(book)


def _of_entry(entry: Linked, path: str, *, closed: bool) -> Iterator[Said]:
    """Every text of an entry, which another build may have looked for."""
    key = digest("texts", type(entry).__name__, said(entry), f"{closed}")
    told = recall(
        key, lambda: [(one.text, one.internal) for one in _texts(entry, "", closed)]
    )
    yield from (Said(text, internal, path) for text, internal in told)


def _phrases(book: Book) -> Iterator[Said]:
    """The texts of the phrases; those that no public pattern needs are internal."""
    shown = [
        section
        for section in book.sections
        if section.problem.audience is Audience.PUBLIC
    ]
    symptoms = (symptom for section in shown for symptom in section.symptoms)
    kept = book.phrases_in(
        item for item in symptoms if item.audience is Audience.PUBLIC
    )
    for phrase in book.phrases:
        yield from _texts(phrase, "causes/phrases.yml", phrase.id not in kept)


def _texts(
    value: object, path: str, closed: bool, skip: set[str] | None = None
) -> Iterator[Said]:
    """Every text inside a value; the innermost audience that is internal closes all below it."""
    if isinstance(value, Model):
        inner = closed or getattr(value, "audience", None) is Audience.INTERNAL
        for key in type(value).model_fields:
            if key not in (skip or ()):
                yield from _texts(getattr(value, key), path, inner)
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item, path, closed)
    elif isinstance(value, datetime.date):
        yield Said(value.isoformat(), internal=False, path=path)
    elif isinstance(value, str) and not isinstance(value, Enum):
        yield Said(value, closed, path)


def _content(content: Content) -> Iterator[Said]:
    """Every text of the hand-written pages, and of the internal files beside them."""
    for page in content.pages:
        yield from _page(page)
    public = {name for name, _ in content.for_audience(Audience.PUBLIC).assets}
    for name, path in content.assets:
        is_internal = name not in public
        yield Said(name, is_internal, f"content/{name}")
        if is_internal and is_text(name):
            lines = path.read_text("utf-8", "replace").splitlines()
            yield from (
                Said(line, internal=True, path=f"content/{name}", line=n)
                for n, line in enumerate(lines, 1)
            )


def _page(page: Written) -> Iterator[Said]:
    """Every text of a hand-written page."""
    closed, path = page.audience is Audience.INTERNAL, page.path
    yield Said(page.source, closed, path, 1)
    for text in (page.title, page.description, *_strings(page.meta)):
        yield Said(text, closed, path, 1)
    for n, line in enumerate(page.body.splitlines(), page.head_lines + 1):
        yield Said(line, closed, path, n)


def _strings(value: object) -> Iterator[str]:
    """Every text in front matter."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
