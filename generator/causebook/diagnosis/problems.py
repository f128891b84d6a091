"""The question which problem it is, for a book of several: a choice like any other of its choices.

The engine knows no problems beside the book's; to it this is a sign that each cause of a problem
always shows, and causes of the others do not. It must not know how a question is chosen.
"""

from __future__ import annotations

from ..book.book import Book
from ..model import Background, Cause, Effort, Often, Problem
from . import records
from .entry_records import linked

_SEVERAL = 2


def are_several(book: Book) -> bool:
    """Whether a reader may not know which problem is meant."""
    return len(book.sections) >= _SEVERAL


def choices(book: Book) -> list[records.Choice]:
    """The question, where there is something to choose."""
    if not are_several(book):
        return []
    problems = [section.problem for section in book.sections]
    options: list[records.ChoiceOption] = [
        {"text": problem.title, "symptom": _sign(problem)} for problem in problems
    ]
    return [
        {
            "ask": book.strings.say("questions.problemAsk"),
            "id": _act(book),
            "observation": _act(book),
            "options": options,
        }
    ]


def symptoms(book: Book) -> list[records.Symptom]:
    """What the answers show: that a reader has the problem. No paste shows it."""
    if not are_several(book):
        return []
    return [_symptom(book, section.problem) for section in book.sections]


def observations(book: Book) -> list[records.Observation]:
    """The act that answers the question: everybody knows what is the matter."""
    if not are_several(book):
        return []
    party = book.about.parties[0].id
    look: records.Observation = {
        "id": _act(book),
        "title": book.about.title,
        "url": "",
        "effort": Effort.SECONDS,
        "party": party,
        "get": "",
        "shownBy": [],
        "shownBySymptoms": False,
        "roles": [],
        "seldomKnownTo": [],
    }
    return [look]


def evidence(book: Book, cause: Cause) -> dict[str, Often]:
    """What a cause shows of the problem that it belongs to."""
    return (
        {_sign(book.home[cause.id].problem): Often.ALWAYS}
        if are_several(book)
        else {}
    )


def _symptom(book: Book, problem: Problem) -> records.Symptom:
    """That a reader has a problem."""
    return {
        **linked(book, problem),  # type: ignore[typeddict-item]  # no problem has a first step
        "id": _sign(problem),
        "ask": None,
        "observation": _act(book),
        "background": Background.RARE,
        "patterns": [],
        "detector": None,
        "implies": [],
        "showsProblem": True,
        "suggestsProblem": False,
        "platform": None,
    }


def _act(book: Book) -> str:
    """The id of the question and of its act; entries of the book have others."""
    return f"{book.about.id}--problem"


def _sign(problem: Problem) -> str:
    """The id of the sign that a reader has a problem; no entry may have two hyphens in a row."""
    return f"{problem.id}--problem"
