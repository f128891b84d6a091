"""Hub pages and the parts that hand-written pages ask for: lists made from the whole book."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from ..book import order
from ..book.book import Book
from ..book.health import lacks
from ..book.order import Shower
from ..book.section import Section
from ..book.version import day, edition
from ..model.author_reference import reference
from . import indexes, landing
from .copies import as_commonmark
from .pages import Page, Shown, write_page
from .recognition import telling
from .sheet import sheet

_COUNTED = ("causes", "symptoms", "fixes", "scenarios")


@dataclass(frozen=True)
class Hub:
    """A page that leads to many entries."""

    template: str
    source: str
    title: str
    description: str
    context: Shown


def hubs(book: Book) -> Iterator[Hub]:
    """Every hub page of the book."""
    say = book.strings.say
    for section in book.sections:
        yield from _section(book, section)
    yield Hub(
        "platforms.md.j2",
        "platforms/index.md",
        say("hubs.platforms"),
        say("hubs.platformsAbout"),
        {"groups": indexes.platforms(book)},
    )
    yield Hub(
        "messages.md.j2",
        "messages.md",
        say("hubs.messages"),
        say("hubs.messagesAbout"),
        {"groups": indexes.messages(book)},
    )


def _section(book: Book, section: Section) -> Iterator[Hub]:
    """The hubs of one problem."""
    name, title, say = section.problem.id, section.problem.title, book.strings.say
    yield Hub(
        "symptoms.md.j2",
        f"{name}/symptoms/index.md",
        say("hubs.symptomsOf", problem=title),
        say("hubs.symptomsAbout"),
        {"section": section, "groups": indexes.symptoms(book, section)},
    )
    yield Hub(
        "fixes.md.j2",
        f"{name}/fixes/index.md",
        say("hubs.fixesOf", problem=title),
        say("hubs.fixesAbout"),
        {"section": section, "groups": indexes.fixes(book, section)},
    )
    yield Hub(
        "scenarios.md.j2",
        f"{name}/scenarios/index.md",
        say("hubs.scenariosOf", problem=title),
        say("hubs.scenariosAbout"),
        {"section": section, "scenarios": indexes.scenarios(book, section)},
    )
    yield _on_paper(book, section)


def _on_paper(book: Book, section: Section) -> Hub:
    """The sheet of a problem for the wall."""
    return Hub(
        "print.md.j2",
        f"{section.problem.id}/print.md",
        book.strings.say("hubs.paperOf", problem=section.problem.title),
        book.strings.say("hubs.paperAbout"),
        sheet(book, section),
    )


def part(name: str, page: Page) -> str:
    """A part of a hand-written page, as Markdown."""
    if name == "author-reference":
        return (
            as_commonmark(reference(), page.addresses) if page.plain else reference()
        )
    if name == "health":
        return write_page(f"parts/{name}.md.j2", page, _health(page.book)).strip("\n")
    shown: Shown = (
        {"edition": edition(page.book)}
        if name == "edition"
        else _of_the_book(page.book)
    )
    return write_page(f"parts/{name}.md.j2", page, shown).strip("\n")


def _health(book: Book) -> Shown:
    """What the book lacked on the day of its last review: a build tells the same on any day."""
    found = lacks(book, day(book) or datetime.date.min)
    rows = [
        {"title": title, "entries": sorted(ids)}
        for title, ids in found.items()
        if ids
    ]
    return {"health": rows}


def _of_the_book(book: Book) -> Shown:
    """What the templates of the parts are given."""
    common = [
        cause
        for section in book.sections
        for cause in order.common_causes(section, 6, book.platforms)
    ]
    starts = [
        [book.by_id.get(cause) for cause in role.start] for role in book.about.roles
    ]
    return {
        "roles": [
            (role, [cause for cause in causes if cause])
            for role, causes in zip(book.about.roles, starts, strict=True)
        ],
        "common": [
            (item, telling(book, item.cause))
            for item in landing.tried(book, map(Shower, common))
        ],
        "path": indexes.by_place(book, *book.sections),
        "counts": {kind: _count(book, kind) for kind in _COUNTED},
        "products": indexes.most_used(book),
    }


def _count(book: Book, kind: str) -> int:
    """How many entries of a kind the book has."""
    return sum(len(getattr(section, kind)) for section in book.sections)
