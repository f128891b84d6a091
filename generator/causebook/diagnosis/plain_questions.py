"""The questions of the diagnosis as a plain list, for readers without scripts: short, in order.

Choices come first, since one of them tells more than several questions of yes or no; their
answers are folded. Then come questions whose *yes* leads to a cause, families taking turns.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, zip_longest

from ..book.addresses import address
from ..book.book import Book
from ..book.section import Section
from ..book.weights import BACKGROUND, EVIDENCE, LIKELIHOOD
from ..model import Cause, Choice, Family, Linked, Symptom

_MOST = 40
_OF_A_FAMILY = 3


@dataclass(frozen=True)
class Answer:
    """An answer and the page that it leads to."""

    text: str
    address: str


@dataclass(frozen=True)
class PlainQuestion:
    """A question with its answers; where `yes` is set, it has one."""

    ask: str
    answers: tuple[Answer, ...] = ()
    yes: Answer | None = None


def plain_questions(book: Book) -> list[PlainQuestion]:
    """At most 40 questions, the most useful first."""
    chosen = [
        _choice(book, c) for section in book.sections for c in section.problem.choices
    ]
    asked = chain.from_iterable(
        _of_section(book, section) for section in book.sections
    )
    return [*chosen, *asked][:_MOST]


def _choice(book: Book, choice: Choice) -> PlainQuestion:
    """A choice: each answer leads to what it means."""
    answers = [
        Answer(option.text, _address(book, book.by_id[option.symptom]))
        for option in choice.options
    ]
    return PlainQuestion(choice.ask, tuple(answers))


def _of_section(book: Book, section: Section) -> Iterator[PlainQuestion]:
    """The questions of yes or no, the first of each family before the second of any."""
    taken = {
        option.symptom
        for choice in section.problem.choices
        for option in choice.options
    }
    families = sorted(
        section.problem.families, key=lambda family: -LIKELIHOOD[family.likelihood]
    )
    rows = [list(_of_family(book, section, family, taken)) for family in families]
    for row in zip_longest(*rows):
        yield from (question for question in row if question)


def _of_family(
    book: Book, section: Section, family: Family, taken: set[str]
) -> Iterator[PlainQuestion]:
    """The questions of a family, one for each of its commonest causes; `taken` is asked once."""
    left = _OF_A_FAMILY
    for cause in section.causes_of(family):
        symptom = _most_telling(book, cause, taken) if left else None
        if symptom and symptom.ask:
            taken.add(symptom.id)
            left -= 1
            answer = Answer(cause.title, _address(book, cause))
            yield PlainQuestion(symptom.ask, yes=answer)


def _most_telling(book: Book, cause: Cause, taken: set[str]) -> Symptom | None:
    """The symptom that can be asked for and speaks most for a cause, if any does."""
    told: list[tuple[float, Symptom]] = []
    for item in book.evidence(cause):
        symptom = book.by_id[item.symptom]
        if isinstance(symptom, Symptom) and symptom.ask and symptom.id not in taken:
            told.append(
                (EVIDENCE[item.often] / BACKGROUND[symptom.background], symptom)
            )
    weight, best = max(told, key=lambda pair: pair[0], default=(0.0, None))
    return best if weight > 1 else None


def _address(book: Book, entry: Linked) -> str:
    """The address of an entry, as seen from the page."""
    return "../" + address(book, entry)
