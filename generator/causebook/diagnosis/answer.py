"""What the engine says of a text, as far as Python looks at it.

The whole of it is `Answer` of `headless.mjs`; programs that ask for JSON get that as it is.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from .records import ChoiceOption, Otherwise, Titled


class Wanted(TypedDict):
    """What to get, and from whom."""

    observation: str
    party: str | None


class Verdict(TypedDict):
    """What it is, and how sure that is."""

    kind: Literal["very likely", "likely", "possible", "cannot be told", "not here"]
    cause: str | None
    family: str | None
    sentence: str
    get: Wanted | None
    otherwise: Otherwise | None


CauseInQuestion = TypedDict(
    "CauseInQuestion",
    {
        "id": str,
        "family": str,
        "word": Literal["very likely", "likely", "possible"],
        "weight": float,
        "for": list[str],
        "against": list[str],
        "missing": list[str],
    },
)
"""A cause with its reasons; made by a call, since `for` is a word of Python."""


Mark = TypedDict("Mark", {"line": int, "from": int, "to": int})
"""A piece of a line; made by a call, since `from` is a word of Python."""


class Finding(TypedDict):
    """A symptom that is there, or was looked for and is not."""

    id: str
    state: Literal["present", "absent"]
    by: Literal["paste", "answer"]
    marks: list[Mark]
    note: str


class YesNo(TypedDict):
    """A question to be answered by yes, no or don't know."""

    kind: Literal["yes-no"]
    symptom: str
    ask: str
    why: str


class Choosing(TypedDict):
    """A question with several answers to tick."""

    kind: Literal["choice"]
    choice: str
    ask: str
    why: str
    options: list[ChoiceOption]


class WhoAsks(TypedDict):
    """The question who the reader is."""

    kind: Literal["role"]
    ask: str
    why: str
    options: list[Titled]


Question = YesNo | Choosing | WhoAsks


def asked_of(question: YesNo | Choosing) -> list[str]:
    """The symptoms that a question asks for."""
    if question["kind"] == "yes-no":
        return [question["symptom"]]
    return [option["symptom"] for option in question["options"]]


class FixStep(TypedDict):
    """A fix that the reader can do."""

    kind: Literal["fix"]
    fix: str
    cause: str
    sentence: str


class MessageStep(TypedDict):
    """A fix for somebody else, who gets a message."""

    kind: Literal["message"]
    fix: str
    cause: str
    party: str
    message: str | None
    sentence: str


class ToldStep(TypedDict):
    """What a message itself tells the reader to do."""

    kind: Literal["told"]
    symptom: str
    sentence: str


class LookStep(TypedDict):
    """Something to get, and from whom."""

    kind: Literal["look"]
    observation: str | None
    party: str | None
    mine: bool
    sentence: str


class FixedStep(TypedDict):
    """It is solved."""

    kind: Literal["fixed"]
    fix: str
    sentence: str


class BareStep(TypedDict):
    """Nothing but a sentence: answer the question, or all was tried."""

    kind: Literal["answer", "spent"]
    sentence: str


NextStep = FixStep | MessageStep | ToldStep | LookStep | FixedStep | BareStep


class Family(TypedDict):
    """A family in question."""

    id: str
    weight: float


class PlannedFix(TypedDict):
    """A fix of the checklist, with the steps that are to be done."""

    fix: str
    steps: list[str]


class Answer(TypedDict):
    """All that has a reader here; the rest is there too."""

    verdict: Verdict
    causes: list[CauseInQuestion]
    symptoms: list[Finding]
    families: list[Family]
    next: NextStep
    plan: list[PlannedFix]
    question: Question | None
    role: str | None
    platforms: list[str]
    refused: NotRequired[str]
    """Why the paste was not read."""


class Turn(TypedDict):
    """What was said at one point of a conversation, and the question that was asked then."""

    verdict: Verdict
    families: list[Family]
    causes: list[CauseInQuestion]
    next: NextStep
    role: str | None
    question: Question | None
    observation: str | None
    """The act that the question asks for."""
