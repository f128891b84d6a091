"""What a person types to a question, and what is given as options, as answers to the engine.

It must not know how questions are chosen, nor print anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..diagnosis.answer import Choosing, Question, WhoAsks
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
class Said:
    """What the reader has said beside the paste."""

    role: str | None
    answers: Answers
    platforms: list[str] | None

    def with_answers(self, more: Answers) -> Said:
        """The same, and more answers."""
        return replace(self, answers=self.answers | more)

    def with_reply(self, question: Question, reply: str, role_unsaid: str) -> Said:
        """The same, and what was typed to a question; raises Unclear."""
        typed = reply.strip().lower()
        if question["kind"] == "yes-no":
            return self.with_answers({question["symptom"]: _yes_no(typed)})
        if question["kind"] == "choice":
            return self.with_answers(_ticked(question, typed))
        role = _role(question, typed)
        return replace(self, role=role) if role else self.with_answers({role_unsaid: None})


def _yes_no(typed: str) -> bool | None:
    """Yes, no or don't know."""
    if typed not in WORDS:
        raise Unclear(HOW["yes-no"])
    return WORDS[typed]


def _ticked(question: Choosing, typed: str) -> Answers:
    """What the numbers say of each option; one that is not ticked is not there."""
    symptoms = [option["symptom"] for option in question["options"]]
    if typed in WORDS and WORDS[typed] is not True:
        return dict.fromkeys(symptoms, WORDS[typed])
    ticked = {symptoms[number - 1] for number in _numbers(typed, len(symptoms), "choice")}
    return {symptom: symptom in ticked for symptom in symptoms}


def _role(question: WhoAsks, typed: str) -> str | None:
    """The id of the role; None where the reader will not say."""
    if typed in WORDS and WORDS[typed] is not True:
        return None
    ids = [option["id"] for option in question["options"]]
    numbers = _numbers(typed, len(ids), "role")
    if len(numbers) != 1:
        raise Unclear(HOW["role"])
    return ids[numbers[0] - 1]


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
            raise Unclear(f"“{text}” is not an answer like SYMPTOM=yes, =no or =unknown")
        answers[known_id(id_, known, "symptom")] = WORDS[word.lower()]
    return answers


def known_id(id_: str, known: Iterable[str], kind: str) -> str:
    """The id, where there is something of that kind; raises Unclear."""
    ids = sorted(known)
    if id_ in ids:
        return id_
    remedy = did_you_mean(id_, ids)
    few = f"there are: {', '.join(ids)}" if len(ids) <= 12 else ""
    raise Unclear(f"there is no {kind} “{id_}”" + (f"; {remedy or few}" if remedy or few else ""))


def by_options(question: Question) -> list[str]:
    """The options of the command that answer a question."""
    if question["kind"] == "role":
        return [f"--role {'|'.join(option['id'] for option in question['options'])}"]
    asked = (
        [question["symptom"]]
        if question["kind"] == "yes-no"
        else [option["symptom"] for option in question["options"]]
    )
    return [f"--answer {symptom}=yes|no|unknown" for symptom in asked]
