"""What each page of a site is found by: its title, lines that readers paste, and other words.

One record for each entry, hub and hand-written page, made from that one alone. It must not know
how words are cut or weighed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..book.addresses import address, kind_of, url
from ..book.book import Book
from ..load.content import PART, Content, Written
from ..load.page_links import fenced_lines
from ..model import Cause, Fix, Linked, Observation, Scenario, Symptom
from ..render import hubs
from ..render.recognition import STRONG

_TARGET = re.compile(r"\]\([^)]*\)")
_HEADING = re.compile(r"^#{2,4} +(.*?)(?: *\{.*\})? *$")
_MARKS = re.compile(r"[`*_\[\]|#>]+")


@dataclass(frozen=True)
class Kind:
    """A kind of page, and what a page of it is worth beside others.

    Only what `helps` a reader who is stuck may come first.
    """

    name: str
    worth: float
    helps: bool = True


KINDS = (
    Kind("problem", 1.0),
    Kind("cause", 1.0),
    Kind("family", 0.9),
    Kind("fix", 0.85),
    Kind("symptom", 0.7),
    Kind("message", 0.6),
    Kind("platform", 1.0),
    Kind("scenario", 0.75),
    Kind("page", 0.85),
    Kind("observation", 0.65),
    Kind("hub", 0.3, helps=False),
    Kind("aside", 0.3, helps=False),
)
"""In the order in which results of the same worth are shown."""


@dataclass(frozen=True)
class Record:
    """What one page is found by.

    `lines` are shown as they are; `examples` are lines too, but not shown; `address` is from the
    site's root.
    """

    kind: str
    address: str
    title: str
    summary: str
    names: str = ""
    lines: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    words: str = ""


def records(book: Book, content: Content) -> Iterator[Record]:
    """The records of all pages that search finds, in the order of the book."""
    for entry in book.entries():
        yield _of_entry(book, entry)
    for hub in hubs.hubs(book):
        yield Record("hub", url(hub.source), hub.title, hub.description)
    for page in content.pages:
        found = _of_page(page)
        if found:
            yield found


def _of_entry(book: Book, entry: Linked) -> Record:
    """The record of an entry."""
    is_message = isinstance(entry, Symptom) and bool(entry.messages)
    return Record(
        "message" if is_message else kind_of(entry),
        address(book, entry),
        entry.title,
        entry.summary,
        " ".join([entry.id, *entry.aliases]),
        _lines(entry),
        _examples(entry),
        _plain(" ".join(_words(book, entry))),
    )


def _lines(entry: Linked) -> tuple[str, ...]:
    """The lines by which readers know it."""
    if isinstance(entry, Cause):
        return (entry.known_by,) if entry.known_by else ()
    return entry.messages if isinstance(entry, Symptom) else ()


def _examples(entry: Linked) -> tuple[str, ...]:
    """The lines by which the diagnosis recognises it, or that a reader pasted."""
    if isinstance(entry, Symptom) and entry.examples:
        return entry.examples.match
    return (entry.paste,) if isinstance(entry, Scenario) else ()


def _words(book: Book, entry: Linked) -> Iterator[str]:
    """Further texts of an entry, in its own words."""
    if isinstance(entry, Cause):
        yield book.by_id[entry.family].title
        yield from (book.by_id[name].title for name in entry.platforms)
        yield from _strong(book, entry)
    if isinstance(entry, Symptom):
        yield entry.ask or ""
        yield book.by_id[entry.platform].title if entry.platform else ""
    if isinstance(entry, Fix):
        yield from (step.do for step in entry.steps)
    if isinstance(entry, Observation):
        yield entry.do


def _strong(book: Book, cause: Cause) -> Iterator[str]:
    """The titles of what is seen wherever it is the cause, or nearly."""
    for item in cause.evidence:
        if item.often in STRONG:
            yield book.by_id[item.symptom].title


def _of_page(page: Written) -> Record | None:
    """The record of a hand-written page; none where its front matter says `search: exclude`."""
    asked = page.meta.get("search")
    asked = asked if isinstance(asked, dict) else {}
    if str(asked.get("exclude", "")).lower() == "true":
        return None
    code = fenced_lines(page.body)
    prose = [line for n, line in enumerate(page.body.split("\n")) if n not in code]
    headings = [found[1] for line in prose if (found := _HEADING.match(line))]
    is_list = page.source.rpartition("/")[2] == "index.md"
    return Record(
        "aside" if _is_aside(asked.get("boost")) else "hub" if is_list else "page",
        url(page.source),
        page.title,
        page.description,
        examples=tuple(map(_plain, headings)),
        words=_plain(" ".join(line for line in prose if not PART.match(line))),
    )


def _is_aside(boost: object) -> bool:
    """Whether the front matter of a page asks for less than others: `search: {boost: 0.5}`."""
    try:
        return float(str(boost)) < 1
    except ValueError:
        return False


def _plain(text: str) -> str:
    """A text without the marks of Markdown and without the targets of its links."""
    return _MARKS.sub(" ", _TARGET.sub("] ", text))
