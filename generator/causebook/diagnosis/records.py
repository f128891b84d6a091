"""What Python and the scripts share, as Python sees it: the records of `contract.d.ts`.

A record is the JSON that it becomes, so its keys are those of the contract. A test holds both files
against each other; what the fields mean stands in the contract only.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from ..book.weights import Tie
from ..model import Audience, Background, Effort, Likelihood, Often, Safety


class Titled(TypedDict):
    """Whatever has an id and a title."""

    id: str
    title: str


class Entry(Titled):
    """What every entry with a page has; `internal` only where the public may not know of it."""

    url: str
    internal: NotRequired[Literal[True]]


class BookAbout(Titled):
    """The book."""

    version: str
    audience: Audience


class Problem(Titled):
    """What the reader has come with."""

    url: str


class ScaleWords(TypedDict):
    """How pages say the words of the scales."""

    effort: dict[Effort, str]
    safety: dict[Safety, str]


class Scales(TypedDict):
    """What the words of the scales weigh."""

    likelihood: dict[Likelihood, float]
    evidence: dict[Often, float]
    background: dict[Background, float]
    tie: dict[Tie, float]
    effort: dict[Effort, float]
    safety: dict[Safety, float]
    words: ScaleWords


class Help(TypedDict):
    """A page beside the diagnosis."""

    title: str
    url: str


class Role(Titled):
    """Who the reader may be."""

    parties: list[str]
    facets: list[str]
    symptoms: list[str]
    noCommands: NotRequired[Literal[True]]
    help: NotRequired[Help]


class Platform(Titled):
    """A product or environment."""

    patterns: list[SinglePattern | NearPattern]
    common: list[str]
    never: list[str]


class Observation(Entry):
    """An act of looking."""

    effort: Effort
    party: str
    get: str
    shownBy: list[str]
    shownBySymptoms: bool
    roles: list[str]
    seldomKnownTo: list[str]


class ChoiceOption(TypedDict):
    """One answer to a choice."""

    symptom: str
    text: str


class Choice(TypedDict):
    """A question with several answers to tick."""

    id: str
    ask: str
    observation: str
    options: list[ChoiceOption]
    internal: NotRequired[Literal[True]]


PatternPlace = TypedDict("PatternPlace", {"in": list[str], "case": bool})
"""Where a pattern looks; made by a call, since `in` is a word of Python."""


class SinglePattern(PatternPlace):
    """One expression."""

    re: str


class NearPattern(PatternPlace):
    """Several expressions that stand near each other."""

    near: list[str]


class Symptom(Entry):
    """What is seen or not seen."""

    ask: str | None
    observation: str | None
    background: Background
    patterns: list[SinglePattern | NearPattern]
    detector: str | None
    implies: list[str]
    showsProblem: bool
    suggestsProblem: bool
    platform: str | None
    firstStep: NotRequired[FirstStep]


class Otherwise(TypedDict):
    """What else a paste may be about."""

    symptom: str
    title: str
    text: str
    speaksAlone: NotRequired[Literal[True]]


class Family(Entry):
    """A family of causes."""

    likelihood: Likelihood
    likelihoodFor: NotRequired[dict[str, Likelihood]]


class LookAlike(TypedDict):
    """What a cause is taken for."""

    cause: str
    difference: str
    symptom: str | None


class Cause(Entry):
    """Why."""

    family: str
    likelihood: Likelihood
    likelihoodFor: NotRequired[dict[str, Likelihood]]
    party: str
    summary: str
    evidence: dict[str, Often]
    fixes: list[str]
    lookAlikes: list[LookAlike]
    message: str | None


class Command(TypedDict):
    """What to type, and where."""

    platform: str | None
    run: str


class FirstStep(TypedDict):
    """What a message itself tells the reader to do."""

    html: str
    commands: list[Command]


class Step(TypedDict):
    """One action."""

    id: str
    html: str
    commands: list[Command]
    roles: NotRequired[list[str]]
    internal: NotRequired[Literal[True]]


class Fix(Entry):
    """A remedy."""

    effort: Effort
    safety: Safety
    party: str
    steps: list[Step]
    verify: str
    undo: str | None
    unless: list[str]


class Scenario(Titled):
    """A worked example."""

    paste: str
    cause: str
    role: str | None


class Words(TypedDict):
    """What was learned of words."""

    scale: float
    families: list[str]
    start: list[int]
    words: list[str]
    rarity: list[int]
    votes: list[list[int]]


class Knowledge(TypedDict):
    """All that the diagnosis knows of a book."""

    book: BookAbout
    problem: Problem
    scales: Scales
    parties: list[Titled]
    roles: list[Role]
    facets: list[Titled]
    platforms: list[Platform]
    observations: list[Observation]
    choices: list[Choice]
    phrases: dict[str, str]
    symptoms: list[Symptom]
    otherwise: list[Otherwise]
    families: list[Family]
    causes: list[Cause]
    fixes: list[Fix]
    scenarios: list[Scenario]
    words: Words | None
