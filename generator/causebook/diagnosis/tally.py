"""What came of conversations about known cases, counted.

Every count is after so many questions, none first. It must not know how figures are shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from .answer import Question, Turn
from .trial import QUESTIONS, Known, Played, Truth

_ALLOWED = {
    "not-here": {"not here"},
    "cannot-tell": {"cannot be told", "not here"},
    "any-but-sure": {"not here", "cannot be told", "possible", "likely"},
}
"""The verdicts that a case allows which asks for no cause."""


@dataclass
class Stage:
    """Counts after so many questions."""

    families: int = 0
    family_first: int = 0
    family_among_three: int = 0
    causes: int = 0
    cause_first: int = 0
    cause_among_three: int = 0
    fix_of_cause: int = 0
    """Of the cases with a known cause: the first step is one of its fixes."""
    told: int = 0
    """Of the same: the first step is what a message itself says."""

    def add(self, played: Played, turn: Turn, fixes: set[str]) -> None:
        """Count one case."""
        truth = played.truth
        families = [family["id"] for family in turn["families"]]
        self.families += 1
        self.family_first += families[:1] == [truth.family]
        self.family_among_three += truth.family in families[:3]
        if not truth.cause:
            return
        causes = [cause["id"] for cause in turn["causes"]]
        step = turn["next"]
        self.causes += 1
        self.cause_first += causes[:1] == [truth.cause]
        self.cause_among_three += truth.cause in causes[:3]
        self.told += step["kind"] == "told"
        if step["kind"] == "fix" or step["kind"] == "message":
            self.fix_of_cause += step["fix"] in fixes


@dataclass
class Said:
    """How often something was said, and how often that was right."""

    n: int = 0
    family_right: int = 0
    causes: int = 0
    """Those of them whose cause is known."""
    cause_right: int = 0


@dataclass
class Group:
    """The cases of one kind, before any question."""

    n: int = 0
    top1: int = 0
    top3: int = 0


@dataclass
class Counts:
    """The figures of a trial."""

    stages: list[Stage]
    said: list[dict[str, Said]]
    """Verdict -> how often it was right, before any question and after the last."""
    groups: dict[str, dict[str, Group]]
    questions: Counter[str] = field(default_factory=Counter)
    """Kind of question and the id asked for -> how often it was asked."""
    answered: Counter[str] = field(default_factory=Counter)
    """The same, where the reader knew something to say."""
    readers: int = 0
    """Cases whose reader's role is known."""
    barred: list[str] = field(default_factory=list)
    """Those of them who were asked for what they cannot get, and for what."""
    expected: int = 0
    as_expected: int = 0
    expected_but_sure: int = 0
    """Cases that ask for no cause, and were told one as very likely."""
    wrong: list[str] = field(default_factory=list)
    """A line for each case that came out wrong."""


def counted(known: Known, played: Sequence[Played]) -> Counts:
    """The figures of what was played."""
    names = ("family", "difficulty", "role", "split")
    counts = Counts(
        [Stage() for _ in range(QUESTIONS + 1)],
        [{}, {}],
        {name: {} for name in names},
    )
    for one in played:
        _count_asked(known, one, counts)
        if one.case.expect:
            problem = _unexpected(known, one)
            counts.expected += 1
            counts.expected_but_sure += (
                one.turns[0]["verdict"]["kind"] == "very likely"
            )
            counts.as_expected += not problem
        else:
            problem = _count_known(known, one, counts)
        if problem:
            counts.wrong.append(f"{one.case.id}: {problem}")
    return counts


def _count_asked(known: Known, one: Played, counts: Counts) -> None:
    """Count the questions of a conversation, and whom they were asked in vain."""
    for turn in one.turns:
        question = turn["question"]
        if question:
            counts.questions[_named(question)] += 1
            counts.answered[_named(question)] += one.knows(question)
    if one.truth.role is None:
        return
    counts.readers += 1
    lacking = next(
        filter(None, (known.cannot(one.truth.role, turn) for turn in one.turns)), ""
    )
    if lacking:
        counts.barred.append(
            f"{one.case.id}: {one.truth.role} was asked for {lacking}"
        )


def _named(question: Question) -> str:
    """A question by its kind and by what it asks for."""
    if question["kind"] == "choice":
        return f"choice {question['choice']}"
    return f"yes-no {question['symptom']}" if question["kind"] == "yes-no" else "role"


def _count_known(known: Known, one: Played, counts: Counts) -> str:
    """Count a case whose family is known; how it came out wrong in the end, or “”."""
    fixes = known.fixes.get(one.truth.cause, set())
    for questions, stage in enumerate(counts.stages):
        stage.add(one, one.after(questions), fixes)
    for said, turn in zip(counts.said, (one.turns[0], one.turns[-1]), strict=True):
        _count_said(said.setdefault(turn["verdict"]["kind"], Said()), one.truth, turn)
    _count_groups(one, counts)
    return _missed(one.truth, one.turns[-1])


def _count_said(said: Said, truth: Truth, turn: Turn) -> None:
    """Count whether what was said is right."""
    families = [family["id"] for family in turn["families"][:1]]
    said.n += 1
    said.family_right += families == [truth.family]
    if truth.cause:
        said.causes += 1
        said.cause_right += [cause["id"] for cause in turn["causes"][:1]] == [
            truth.cause
        ]


def _count_groups(one: Played, counts: Counts) -> None:
    """Count a case with those of its kinds."""
    families = [family["id"] for family in one.turns[0]["families"]]
    kinds = {
        "family": one.truth.family,
        "difficulty": one.case.difficulty,
        "role": one.case.role or "unknown",
        "split": one.case.split,
    }
    for name, kind in kinds.items():
        if not kind:
            continue
        group = counts.groups[name].setdefault(kind, Group())
        group.n += 1
        group.top1 += families[:1] == [one.truth.family]
        group.top3 += one.truth.family in families[:3]


def _missed(truth: Truth, turn: Turn) -> str:
    """What was said in the place of the truth, or “”."""
    families = [family["id"] for family in turn["families"][:3]]
    causes = [cause["id"] for cause in turn["causes"][:3]]
    right, said = (truth.cause, causes) if truth.cause else (truth.family, families)
    if said[:1] == [right]:
        return ""
    far = "" if right in said else ", not among three"
    first = ", ".join(said) or "nothing"
    return f"{right} it was{far}; said {turn['verdict']['kind']}: {first}"


def _unexpected(known: Known, one: Played) -> str:
    """What was said that a case does not allow which asks for no cause, or “”."""
    first = one.turns[0]
    kind = first["verdict"]["kind"]
    if one.case.expect != "plain-question":
        is_fine = kind in _ALLOWED[one.case.expect]
        return "" if is_fine else f"expected {one.case.expect}, said {kind}"
    if not first["question"]:
        return f"sent away: {kind}, no question"
    asked = [known.cannot(one.truth.role, turn) for turn in one.turns]
    return next((f"was asked for {lacking}" for lacking in asked if lacking), "")


def figures(counts: Counts) -> dict[str, object]:
    """The figures for programs."""
    return {
        "after_questions": [vars(stage) for stage in counts.stages],
        "said_first": {kind: vars(said) for kind, said in counts.said[0].items()},
        "said_last": {kind: vars(said) for kind, said in counts.said[1].items()},
        **{
            f"by_{name}": {
                kind: vars(group) for kind, group in sorted(groups.items())
            }
            for name, groups in counts.groups.items()
        },
        "questions": dict(counts.questions),
        "answered": dict(counts.answered),
        "readers": counts.readers,
        "asked_for_what_they_cannot_get": counts.barred,
        "expected": counts.expected,
        "as_expected": counts.as_expected,
        "expected_but_sure": counts.expected_but_sure,
        "wrong": counts.wrong,
    }
