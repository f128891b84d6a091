"""What is left of the starting points: texts of templates, and parts of the book to start from.

A template's text says what to write in its place; nobody else may read it. It must not know how
starting points are written into a project.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from ..book.once import once
from ..load import Loaded, Sources, entries_of
from ..load.document import parse_tree
from ..load.nodes import Scalar, keyed, locate
from ..load.recalled import digest, recall
from ..load.starting import ABOUT_THE_BOOK, BOOK, STILL_TO_SAY, SUBJECT, TEMPLATES
from ..model import Audience, Problem
from ..model.findings import Finding, quoted

_NAME = re.compile(r"<[a-z_]+>")
_NAMING = {"id", "title", "summary", "contact", "site_name", "site_description"}
"""Keys under which a book says what it is about."""
_TELLING = 3
"""Words that a text has at least, if it is that of a template and nobody else's."""


def check_placeholders(sources: Sources) -> list[Finding]:
    """A finding for each text of a template in what everybody may read."""
    return [found for file in sources.files for found in _known_in(file)]


@once
def _known_in(file: Loaded) -> list[Finding]:
    """The findings of one file, which an earlier build may have looked for."""
    return recall(digest("left", file.key), lambda: list(_left_in(file)))


def _left_in(file: Loaded) -> Iterator[Finding]:
    """The findings of one file."""
    entries = list(entries_of(file))
    closed = {
        id(value)
        for entry, _, at in entries
        if entry.audience is Audience.INTERNAL
        for _, value in keyed(locate(file.tree, at))
    }
    for key, value in keyed(file.tree) if entries else ():
        if id(value) in closed:
            continue
        if value.text.startswith(STILL_TO_SAY):
            hint = "say it, then take the note away"
            yield Finding(file.path, value.line, value.col, "L014", value.text, hint)
        if _is_of_a_template(key, value.text):
            problem = f"{quoted(value.text.strip())} is what the template says"
            hint = "write what is true of yours, or make the entry internal"
            yield Finding(file.path, value.line, value.col, "L014", problem, hint)


def _is_of_a_template(key: str, text: str) -> bool:
    """Whether a template says this text under this key."""
    return any(pattern.fullmatch(text) for pattern in _texts().get(key, ()))


@lru_cache(maxsize=1)
def _texts() -> dict[str, list[re.Pattern[str]]]:
    """The texts of all templates that no author would write, by key."""
    found: dict[str, list[re.Pattern[str]]] = {}
    for path in sorted(TEMPLATES.glob("*.yml")):
        text = re.sub(r"^<\w+>$", "", path.read_text("utf-8"), flags=re.M)
        tree, _ = parse_tree(text.encode(), path.name)
        for key, value in keyed(tree):
            if len(_NAME.sub("", value.text).split()) >= _TELLING:
                parts = (re.escape(part) for part in _NAME.split(value.text))
                found.setdefault(key, []).append(
                    re.compile("[^\\n]{1,200}".join(parts))
                )
    return found


def check_starter(sources: Sources, project: Path) -> list[Finding]:
    """Findings for what is left of the book to start from, once its author has a problem to show.

    While the example is there, it is one finding; without it, texts about its subject are.
    """
    problems = [file for file in sources.files if isinstance(file.entry, Problem)]
    if not any(_is_shown(file) for file in problems):
        return []
    example = [file for file in problems if file.problem == SUBJECT]
    return (
        _untouched(sources, example[0]) if example else [*_texts_of_the_book(project)]
    )


def _is_shown(file: Loaded) -> bool:
    """Whether a file is that of a problem of the author's own that everybody may read."""
    is_public = (
        isinstance(file.entry, Problem) and file.entry.audience is Audience.PUBLIC
    )
    return is_public and file.problem != SUBJECT


def _untouched(sources: Sources, problem: Loaded) -> list[Finding]:
    """One finding for an example in which nothing has been changed."""
    files = {
        file.path.partition("/")[2]
        for file in sources.files
        if file.problem == SUBJECT
    }
    if not all(_same(sources.root / name, BOOK / "causes" / name) for name in files):
        return []
    hint = f"delete the folder causes/{SUBJECT}, or make its entries yours"
    message = "is the example that `causebook init` wrote"
    return [problem.finding(("title",), "L015", message, hint)]


def _same(one: Path, other: Path) -> bool:
    """Whether two files have the same bytes."""
    return other.is_file() and one.read_bytes() == other.read_bytes()


def _texts_of_the_book(project: Path) -> Iterator[Finding]:
    """A finding for each text about the starter's subject in what is about the whole book."""
    for name in ABOUT_THE_BOOK:
        path = project / name
        theirs = {found.text for found in _of_the_subject(BOOK / name)}
        for found in _of_the_subject(path) if path.is_file() else ():
            if found.text in theirs:
                problem = f"{quoted(found.text)} is what `causebook init` wrote"
                hint = "write what your book is about"
                yield Finding(name, found.line, found.col, "L015", problem, hint)


def _of_the_subject(path: Path) -> Iterator[Scalar]:
    """The texts of a file that speak of the starter's subject."""
    data = path.read_bytes()
    head = data.split(b"\n---")[0] if path.suffix == ".md" else data
    tree, _ = parse_tree(head, path.name)
    for key, text in keyed(tree):
        if key in _NAMING and re.search("print|paper", text.text, re.I):
            yield text
