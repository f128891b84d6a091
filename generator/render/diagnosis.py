"""The diagnosis: what the engine must know of the book, and the page it runs on."""

from __future__ import annotations

from ..book import Book


def pages(book: Book, audience: str) -> dict[str, str | bytes]:
    """The files of the diagnosis, by path."""
    return {}
