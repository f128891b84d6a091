"""Hub pages and the parts that hand-written pages ask for: lists made from the whole book."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..book import order
from ..book.book import Book, Section
from ..model import Cause, Platform, Symptom
from ..model.author_reference import reference
from .pages import Page, Shown, write_page
from .recognition import STRONG, telling
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
    for section in book.sections:
        yield from _section(book, section)
    yield Hub(
        "platforms.md.j2",
        "platforms/index.md",
        "Platforms",
        "Products and environments, with their messages, causes and commands.",
        {"groups": _platforms(book)},
    )
    yield Hub(
        "messages.md.j2",
        "messages.md",
        "Exact messages",
        "Every message of this book as the reader sees it, and what it means.",
        {"groups": _messages(book)},
    )


def _section(book: Book, section: Section) -> Iterator[Hub]:
    """The hubs of one problem."""
    name, title = section.problem.id, section.problem.title
    yield Hub(
        "symptoms.md.j2",
        f"{name}/symptoms/index.md",
        f"Symptoms: {title}",
        "What can be seen, by the act of looking that reveals it.",
        {"section": section},
    )
    yield Hub(
        "fixes.md.j2",
        f"{name}/fixes/index.md",
        f"Fixes: {title}",
        "Every fix, the one worth trying first at the top.",
        {"section": section, "fixes": order.fixes_in_order(book, section)},
    )
    yield Hub(
        "scenarios.md.j2",
        f"{name}/scenarios/index.md",
        f"Scenarios: {title}",
        "Worked cases: the evidence, the way to the cause, the fix.",
        {"section": section},
    )
    yield _on_paper(book, section)


def _on_paper(book: Book, section: Section) -> Hub:
    """The sheet of a problem for the wall."""
    return Hub(
        "print.md.j2",
        f"{section.problem.id}/print.md",
        f"On paper: {section.problem.title}",
        "Two pages for the wall: what to ask, what to get, the usual causes and what to do first.",
        sheet(book, section),
    )


def _platforms(book: Book) -> list[tuple[Platform, int]]:
    """The platforms with the number of entries that belong to each."""
    relations = book.relations
    tables = (
        relations.symptoms_of_platform,
        relations.causes_of_platform,
        relations.fixes_of_platform,
    )
    return [
        (platform, sum(len(table.get(platform.id, ())) for table in tables))
        for platform in sorted(book.platforms, key=lambda item: item.title.lower())
    ]


def _messages(book: Book) -> list[tuple[str, list[tuple[str, Symptom, list[Cause]]]]]:
    """Exact messages by platform, each with its symptom and the causes that it speaks for most."""
    groups: dict[str, list[tuple[str, Symptom, list[Cause]]]] = {}
    for section in book.sections:
        for symptom in section.symptoms:
            causes = [
                cause
                for cause, often in book.relations.causes_of_symptom.get(symptom.id, ())
                if often in STRONG
            ][:3]
            title = book.by_id[symptom.platform].title if symptom.platform else ""
            for message in symptom.messages:
                groups.setdefault(title, []).append((message, symptom, causes))
    for rows in groups.values():
        rows.sort(key=lambda row: row[0].lower())
    return sorted(groups.items(), key=lambda pair: (not pair[0], pair[0].lower()))


def part(name: str, page: Page) -> str:
    """A part of a hand-written page, as Markdown."""
    if name == "author-reference":
        return reference()
    return write_page(f"parts/{name}.md.j2", page, _of_the_book(page.book)).strip("\n")


def _of_the_book(book: Book) -> Shown:
    """What the templates of the parts are given."""
    common = [cause for section in book.sections for cause in order.common_causes(section, 8)]
    starts = [[book.by_id.get(cause) for cause in role.start] for role in book.about.roles]
    return {
        "roles": [
            (role, [cause for cause in causes if cause])
            for role, causes in zip(book.about.roles, starts, strict=True)
        ],
        "common": [(cause, telling(book, cause)) for cause in common],
        "counts": {kind: _count(book, kind) for kind in _COUNTED},
        "platforms": [platform for platform, size in _platforms(book) if size],
    }


def _count(book: Book, kind: str) -> int:
    """How many entries of a kind the book has."""
    return sum(len(getattr(section, kind)) for section in book.sections)
