"""The starting points that come with the package: a small book, and a template of each kind.

It must not know what is made of them.
"""

from __future__ import annotations

from pathlib import Path

STARTER = Path(__file__).parents[1] / "cli" / "starter"
BOOK = STARTER / "book"
TEMPLATES = STARTER / "entries"
SUBJECT = "does-not-print"
"""The problem of the small book."""
ABOUT_THE_BOOK = (
    "causes/book.yml",
    "causes/platforms.yml",
    "mkdocs.yml",
    "mkdocs.internal.yml",
    "content/index.md",
)
"""Its files that stay when its problem goes; of a page the front matter counts."""
STILL_TO_SAY = "Still to be said by a person:"
"""How the note of an imported entry begins that lists what was guessed."""


def template(kind: str) -> str:
    """The template of a kind, with names in angle brackets."""
    return (TEMPLATES / f"{kind}.yml").read_text("utf-8")
