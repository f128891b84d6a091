"""What a person types to a question, and what is given as options, as answers to the engine.

It must not know how questions are chosen, nor print anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..diagnosis.answer import Question, asked_of
from ..diagnosis.headless import Answers
from ..model.findings import did_you_mean

WORDS = {"y": True, "yes": True, "n": False, "no": False, "d": None, "unknown": None}
"""What may be typed for yes, no and don't know."""
HOW = {
    "yes-no": "y yes, n no, d don't know",
    "choice": "numbers like 1,3; n none of these, d don't know",
    "role": "a number; d none of these",
}
"""How a question of each kind is answered."""


class Unclear(Exception):
    """A reply that is no answer; the message says what would be."""


@dataclass(frozen=True)
class Context:
    """What the reader has said beside the paste."""

    role: str | None
    answers: Answers
    platforms: list[str] | None


def chosen_of(question: Question, reply: str) -> list[str] | None:
    """The ids that a reply says yes to; None for “don't know”; raises Unclear."""
    typed = reply.strip().lower()
    kind, ids = question["kind"], _ids(question)
    if typed in WORDS and (kind == "yes-no" or WORDS[typed] is not True):
        is_unsaid = WORDS[typed] is None or kind == "role"
        return None if is_unsaid else ids[: bool(WORDS[typed])]
    if kind == "yes-no":
        raise Unclear(HOW[kind])
    numbers = _numbers(typed, len(ids), kind)
    if kind == "role" and len(numbers) > 1:
        raise Unclear(HOW[kind])
    return [ids[number - 1] for number in numbers]


def _ids(question: Question) -> list[str]:
    """What a question has answers for."""
    if question["kind"] == "role":
        return [option["id"] for option in question["options"]]
    return asked_of(question)


def _numbers(typed: str, most: int, kind: str) -> list[int]:
    """The numbers that were typed, each from 1 to the number of options."""
    words = typed.replace(",", " ").split()
    known = {str(number) for number in range(1, most + 1)}
    if not words or not known.issuperset(words):
        raise Unclear(HOW[kind])
    return [int(word) for word in words]


def answers_from(given: Iterable[str], symptoms: Iterable[str]) -> Answers:
    """The answers that were given as `SYMPTOM=yes|no|unknown`; raises Unclear."""
    known = set(symptoms)
    answers: Answers = {}
    for text in given:
        id_, _, word = text.partition("=")
        if word.lower() not in WORDS:
            raise Unclear(
                f"“{text}” is not an answer like SYMPTOM=yes, =no or =unknown"
            )
        answers[known_id(id_, known, "symptom")] = WORDS[word.lower()]
    return answers


def known_id(id_: str, known: Iterable[str], kind: str) -> str:
    """The id, where there is something of that kind; raises Unclear."""
    ids = sorted(known)
    if id_ in ids:
        return id_
    remedy = did_you_mean(id_, ids)
    few = f"there are: {', '.join(ids)}" if len(ids) <= 12 else ""
    raise Unclear(
        f"there is no {kind} “{id_}”"
        + (f"; {remedy or few}" if remedy or few else "")
    )


def by_options(question: Question) -> list[str]:
    """The options of the command that answer a question."""
    ids = _ids(question)
    if question["kind"] == "role":
        return [f"--role {'|'.join(ids)}"]
    return [f"--answer {id_}=yes|no|unknown" for id_ in ids]
