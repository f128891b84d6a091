"""Who does something, in the words of a page that speaks to its reader.

A party that every role of the book can act as is the reader, whoever he is: “you”.
"""

from __future__ import annotations

from ..book.book import Book


def is_reader(book: Book, party: str) -> bool:
    """Whether every reader of the book can act as this party."""
    roles = book.about.roles
    return bool(roles) and all(party in role.parties for role in roles)


def doer(book: Book, party: str) -> str:
    """The party within a sentence: “you”, or its title."""
    return "you" if is_reader(book, party) else book.party(party).title


def sentence(text: str) -> str:
    """The text with its first letter large, and every other as it was."""
    return text[:1].upper() + text[1:]
