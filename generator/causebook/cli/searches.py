"""How searches that found nothing are shown: as lines of a report, or as a hand-written page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

import click

from ..book.addresses import address
from ..book.book import Book
from ..model import Audience
from ..project import Checked, seen_by
from ..render.markup import plain_md
from ..search.searched import Missed, missed, searches

_PAGE = """---
title: {title}
audience: internal
search: {{exclude: true}}
---

# {title}

{rows}
"""


def missed_in(file: BinaryIO, checked: Checked, audience: Audience) -> list[Missed]:
    """The searches in a file that an audience's book does not answer; raises UsageError."""
    try:
        asked = searches(file.read().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        name, byte = file.name, error.start + 1
        problem = f"{name} is not UTF-8 at byte {byte}; save it as UTF-8"
        raise click.UsageError(problem) from error
    return missed(*seen_by(checked, audience), asked)


def as_lines(found: Sequence[Missed], book: Book) -> list[str]:
    """A headed list for the report: how often, what was searched for, and what came first."""
    head = f"{len(found):6}  {book.strings.say('health.searched')}"
    return [head, *(f"        {one.times} {_told(one, book)}" for one in found)]


def as_page(found: Sequence[Missed], book: Book) -> str:
    """A page for `content/internal/`, whose titles lead to what they name."""
    ids = {address(book, entry): entry.id for entry in book.entries()}
    rows = "\n".join(f"- {one.times} × {_linked(one, book, ids)}" for one in found)
    title = book.strings.say("health.searched")
    return _PAGE.format(title=title[:1].upper() + title[1:], rows=rows)


def _told(one: Missed, book: Book) -> str:
    """What was searched for, and what the search had for it."""
    if one.first is None:
        return book.strings.say("health.nothing", words=one.text)
    return book.strings.say(
        "health.lacking",
        words=one.text,
        title=one.first["title"],
        lacking=", ".join(one.first["lacking"]),
    )


def _linked(one: Missed, book: Book, ids: dict[str, str]) -> str:
    """The same as Markdown; what readers typed is text, whatever it looks like."""
    if one.first is None:
        return book.strings.say("health.nothing", words=plain_md(one.text))
    title, name = plain_md(one.first["title"]), ids.get(one.first["address"])
    return book.strings.say(
        "health.lacking",
        words=plain_md(one.text),
        title=f"[{title}](entry:{name})" if name else title,
        lacking=plain_md(", ".join(one.first["lacking"])),
    )
