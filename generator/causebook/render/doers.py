"""Who does something, in the words of a page that speaks to its reader.

A party that every role of the book can act as is the reader, whoever he is: “you”.
"""

from __future__ import annotations

from ..book.book import Book


def is_reader(book: Book, party: str, role: str | None = None) -> bool:
    """Whether whoever has this role can act as the party; without a known role, every reader."""
    known = [one for one in book.about.roles if one.id == role]
    possible = known or book.about.roles
    return bool(possible) and all(party in one.parties for one in possible)


def doer(book: Book, party: str, role: str | None = None) -> str:
    """The party within a sentence: “you”, or its title."""
    return (
        book.strings.say("who.you")
        if is_reader(book, party, role)
        else book.party(party).title
    )


def doing(book: Book, party: str, key: str) -> str:
    """What the party does, in a section of texts: one for the reader, one for others."""
    if is_reader(book, party):
        return book.strings.say(f"{key}.you")
    title = book.party(party).title
    return book.strings.say(
        f"{key}.other", who=title if key == "by" else sentence(title)
    )


def sentence(text: str) -> str:
    """The text with its first letter large, and every other as it was."""
    return text[:1].upper() + text[1:]
