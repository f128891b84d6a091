"""Conversations about cases whose cause is known, played with the engine.

What a case says in its own words is held against what the book has. It must not know where cases
come from, nor what is counted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..load.cases import KnownCase
from ..model.findings import Finding, did_you_mean, quoted
from .answer import Question, Turn, asked_of
from .headless import Engine
from .records import Knowledge

QUESTIONS = 3
"""After how many questions the last count is made."""


@dataclass(frozen=True)
class Truth:
    """What is known of a case, by the ids of a book; “” for what is not known."""

    family: str
    cause: str
    role: str | None


@dataclass(frozen=True)
class Played:
    """A case with its conversation."""

    case: KnownCase
    truth: Truth
    turns: tuple[Turn, ...]

    def after(self, questions: int) -> Turn:
        """What was said after so many questions, or after the last."""
        return self.turns[min(questions, len(self.turns) - 1)]

    def knows(self, question: Question) -> bool:
        """Whether the reader has anything to say to a question."""
        if question["kind"] == "role":
            return self.truth.role is not None
        asked = asked_of(question)
        return any(symptom in asked for symptom, _ in self.case.answers)


@dataclass(frozen=True)
class Known:
    """What a book has that cases name."""

    causes: dict[str, str]
    """Cause -> family."""
    fixes: dict[str, set[str]]
    """Cause -> its fixes."""
    families: set[str]
    symptoms: set[str]
    roles: list[str]
    barred: dict[str, set[str]]
    """Observation -> the roles that cannot make it."""

    @classmethod
    def of(cls, knowledge: Knowledge) -> Known:
        """What a knowledge has."""
        roles = [role["id"] for role in knowledge["roles"]]
        return cls(
            {cause["id"]: cause["family"] for cause in knowledge["causes"]},
            {cause["id"]: set(cause["fixes"]) for cause in knowledge["causes"]},
            {family["id"] for family in knowledge["families"]},
            {symptom["id"] for symptom in knowledge["symptoms"]},
            roles,
            {
                look["id"]: set(roles) - set(look["roles"])
                if look["roles"]
                else set()
                for look in knowledge["observations"]
            },
        )

    def truth(self, case: KnownCase) -> Truth:
        """What is known of a case: `cause` may name a family, too.

        A reader who is only to be asked plainly is the first of the book's.
        """
        cause = next((name for name in case.names if name in self.causes), "")
        family = next((name for name in case.names if name in self.families), "")
        layman = (
            self.roles[0] if case.expect == "plain-question" and self.roles else None
        )
        role = case.role if case.role in self.roles else layman
        return Truth(family or self.causes.get(cause, ""), cause, role)

    def unknown(self, case: KnownCase) -> Iterable[Finding]:
        """A finding for each id of a case that the book does not have."""
        family, cause, _ = case.names
        known = [*self.families, *self.causes]
        for name in filter(None, (family, cause)):
            if name not in known:
                yield case.finding(
                    f"there is no {quoted(name)}", did_you_mean(name, known)
                )
        if not (self.truth(case).family or case.expect):
            yield case.finding(
                "no cause is known of it", "write `family`, `cause` or `expect`"
            )
        for id_, _ in case.answers:
            if id_ not in self.symptoms:
                hint = did_you_mean(id_, self.symptoms)
                yield case.finding(f"there is no symptom {quoted(id_)}", hint)

    def cannot(self, role: str | None, turn: Turn) -> str:
        """The observation that a reader is asked for and cannot make, or “”."""
        looked = (
            turn["next"]["observation"] if turn["next"]["kind"] == "look" else None
        )
        for observation in (turn["observation"], looked):
            if observation and role in self.barred.get(observation, ()):
                return observation
        return ""


def play(engine: Engine, known: Known, cases: Iterable[KnownCase]) -> list[Played]:
    """Every case with its conversation."""
    return [_played(engine, known, case) for case in cases]


def _played(engine: Engine, known: Known, case: KnownCase) -> Played:
    """A case with its conversation."""
    truth = known.truth(case)
    answers: dict[str, bool | None] = dict(case.answers)
    turns = engine.turns(case.evidence, truth.role, answers, QUESTIONS)
    return Played(case, truth, tuple(turns))
