"""The sheet for the wall: what a support desk asks, looks at and tries first, on two pages.

Everything on it stands elsewhere in full. It must not know how the sheet looks.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..book import order
from ..book.book import Book
from ..book.section import Section
from ..book.weights import MINUTES
from ..model import Cause, Choice, Effort, Fix, Observation, Party
from .doers import doer, doing, is_reader
from .pages import Shown
from .recognition import telling, telling_signs

QUESTIONS, ANSWERS, LOOKS, CAUSES = 8, 6, 6, 10
"""How many of each fit on two pages."""


@dataclass(frozen=True)
class Usual:
    """A usual cause: its tell-tale sign, its line, what to do first, and who does it."""

    cause: Cause
    sign: str
    line: str
    fix: Fix
    who: str


def sheet(book: Book, section: Section) -> Shown:
    """What the sheet of a problem shows."""
    usual = [
        _usual(book, cause)
        for cause in order.common_causes(section, CAUSES, book.platforms)
    ]
    return {
        "section": section,
        "questions": [
            _shortened(choice) for choice in _remembered(section)[:QUESTIONS]
        ],
        "looks": [
            (look, _who_and_how_long(book, look)) for look in _looks(section)[:LOOKS]
        ],
        "usual": usual,
        "parties": _parties(book, usual),
    }


def _usual(book: Book, cause: Cause) -> Usual:
    """A cause as the sheet shows it."""
    signs = telling_signs(book, cause)
    sign = signs[0].symptom.title if signs else cause.summary
    fix = book.fixes(cause)[0]
    return Usual(cause, sign, telling(book, cause), fix, doer(book, fix.responsible))


def _remembered(section: Section) -> list[Choice]:
    """The questions that somebody answers on the telephone: what takes no longer than seconds."""
    looks = {look.id: look for look in section.problem.observations}
    return [
        choice
        for choice in section.problem.choices
        if looks[choice.observation].effort is Effort.SECONDS
    ]


def _shortened(choice: Choice) -> tuple[str, list[str]]:
    """A question with its first answers."""
    return choice.ask, [option.text for option in choice.options[:ANSWERS]]


def _looks(section: Section) -> list[Observation]:
    """The acts of looking that no question stands for, the quick ones first."""
    asked = {choice.observation for choice in _remembered(section)}
    looks = [look for look in section.problem.observations if look.id not in asked]
    quick = [
        look for look in looks if MINUTES[look.effort] <= MINUTES[Effort.MINUTES]
    ]
    return sorted(
        quick or looks, key=lambda look: (not look.commands, MINUTES[look.effort])
    )


def _who_and_how_long(book: Book, look: Observation) -> str:
    """Who can look, and how long that takes."""
    takes = book.strings.say(f"takes.{look.effort}")
    return f"{takes}, {doing(book, look.responsible, 'by')}"


def _parties(book: Book, usual: list[Usual]) -> list[Party]:
    """Who else than the reader is named on the sheet, in the book's order."""
    named = {item.fix.responsible for item in usual} | {
        item.cause.responsible for item in usual
    }
    others = {party for party in named if not is_reader(book, party)}
    return [party for party in book.about.parties if party.id in others]
