"""One problem of a book with everything under it: its families, causes, symptoms, fixes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..model import (
    Cause,
    Family,
    Fix,
    Likelihood,
    Linked,
    Problem,
    Scenario,
    Symptom,
)


@dataclass(frozen=True)
class Section:
    """One problem with everything under it."""

    problem: Problem
    causes: tuple[Cause, ...] = ()
    symptoms: tuple[Symptom, ...] = ()
    fixes: tuple[Fix, ...] = ()
    scenarios: tuple[Scenario, ...] = ()

    def entries(self) -> Iterator[Linked]:
        """Every entry of the section, the problem first."""
        yield self.problem
        yield from self.problem.families
        yield from self.problem.observations
        yield from self.causes
        yield from self.symptoms
        yield from self.fixes
        yield from self.scenarios

    def causes_of(self, family: Family) -> tuple[Cause, ...]:
        """The causes of a family, the common ones first."""
        order = list(Likelihood)
        own = [cause for cause in self.causes if cause.family == family.id]
        return tuple(sorted(own, key=lambda cause: order.index(cause.likelihood)))
