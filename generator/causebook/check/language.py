"""Whether the theme speaks the language of the book, and the other languages are where it says.

It must not know what either says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ..load.configuration import Configuration
from ..load.nodes import Scalar
from ..model.findings import Finding, quoted


def check_language(
    configurations: Iterable[Configuration], language: str
) -> Iterator[Finding]:
    """A finding for each configuration whose theme speaks another language than the book."""
    for said in configurations:
        node = said.value("theme", "language")
        if not isinstance(node, Scalar) or _plain(node.text) == _plain(language):
            continue
        problem = (
            f"the theme speaks {quoted(node.text)}, and the book {quoted(language)}"
        )
        remedy = f"leave `language` out here, or write `language: {node.text}` in causes/book.yml"
        yield said.at(node, "M006", problem, remedy)


def check_alternates(configurations: Iterable[Configuration]) -> Iterator[Finding]:
    """A finding for each site in another language whose book is said to be where none is."""
    for said in configurations:
        for node in said.others():
            if not _has_book(said.project / node.text):
                problem = f"there is no book in {quoted(node.text)}"
                remedy = "name the folder that has its `causes/`, as seen from here"
                yield said.at(node, "M002", problem, remedy)


def _has_book(project: Path) -> bool:
    """Whether a folder is that of a book."""
    return (project / "causes/book.yml").is_file()


def _plain(language: str) -> str:
    """A language without its country."""
    return language.lower().partition("-")[0]
