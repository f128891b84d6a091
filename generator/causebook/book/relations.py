"""Every relation of a book in both directions: which causes a symptom has, which fixes a cause.

It must not know the book itself: it is made of the entries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from ..model import (
    Cause,
    Evidence,
    Family,
    Fix,
    Linked,
    LookAlike,
    Often,
    Symptom,
)
from .implied import Implied
from .own_pages import pages, parents
from .section import Section

K = TypeVar("K")
V = TypeVar("V")


class Relations:
    """Every relation of a book in both directions, by id; absent ids have no entry (use `get`)."""

    def __init__(
        self, sections: Iterable[Section], by_id: Mapping[str, Linked]
    ) -> None:
        """Build all relations once."""
        causes = [one for section in sections for one in section.causes]
        fixes = [one for section in sections for one in section.fixes]
        symptoms = [one for section in sections for one in section.symptoms]
        scenarios = [one for section in sections for one in section.scenarios]
        above = parents(symptoms)

        self.evidence = _all_evidence(by_id, causes, symptoms)
        self.shown = _all_shown(self.evidence, symptoms)
        self.fixes = _all_fixes(causes, fixes)
        self.look_alikes = grouped(_look_alikes(causes))

        self.causes_of_symptom = grouped(_signs_of(causes, self.shown))
        self.causes_of_fix = grouped(
            (fix.id, one) for one in causes for fix in self.fixes.get(one.id, ())
        )
        self.causes_of_platform = _by_name(causes, lambda one: one.platforms)
        self.causes_met_with = _causes_met_with(
            causes, symptoms, self.causes_of_symptom
        )
        self.fixes_of_platform = _by_name(fixes, _platforms)
        self.scenarios_of = _by_name(scenarios, lambda one: (one.cause, one.fix))

        self.symptoms_of_observation = _by_name(
            symptoms, lambda one: [one.observation]
        )
        self.symptoms_of_platform = _by_name(symptoms, lambda one: [one.platform])
        self.implied_by = _by_name(symptoms, lambda one: one.implies)
        self.page_of = pages(symptoms, above)
        self.listed_on = grouped(_listed_on(symptoms, above, self.page_of))


def _all_evidence(
    by_id: Mapping[str, Linked], causes: list[Cause], symptoms: list[Symptom]
) -> dict[str, tuple[Evidence, ...]]:
    """All evidence of each cause."""
    by_symptoms = grouped(
        (item.cause, Evidence(symptom=symptom.id, often=item.often))
        for symptom in symptoms
        for item in symptom.evidence_for
    )
    return {
        cause.id: _evidence(cause, by_id, by_symptoms.get(cause.id, ()))
        for cause in causes
    }


def _all_shown(
    evidence: dict[str, tuple[Evidence, ...]], symptoms: list[Symptom]
) -> dict[str, tuple[Evidence, ...]]:
    """All evidence of each cause, with the messages that speak for it through what they imply."""
    listed = {item.symptom for own in evidence.values() for item in own}
    implied = Implied.of(symptoms, listed)
    return {name: implied.shown_by(own) for name, own in evidence.items()}


def _causes_met_with(
    causes: list[Cause],
    symptoms: list[Symptom],
    shown_by: dict[str, tuple[tuple[Cause, Often], ...]],
) -> dict[str, tuple[str, ...]]:
    """The ids of the causes that list a platform or show one of its messages, by its id."""
    listed = [(name, cause.id) for cause in causes for name in cause.platforms]
    spoken = [
        (symptom.platform, cause.id)
        for symptom in symptoms
        for cause, often in shown_by.get(symptom.id, ())
        if symptom.platform and often is not Often.NEVER
    ]
    return grouped([*listed, *spoken])


def _all_fixes(causes: list[Cause], fixes: list[Fix]) -> dict[str, tuple[Fix, ...]]:
    """The fixes of each cause; those that it lists come first."""
    by_id = {fix.id: fix for fix in fixes}
    listed = [(cause.id, by_id[fix]) for cause in causes for fix in cause.fixes]
    return grouped(
        [*listed, *((cause, fix) for fix in fixes for cause in fix.causes)]
    )


def _evidence(
    cause: Cause, by_id: Mapping[str, Linked], said: tuple[Evidence, ...]
) -> tuple[Evidence, ...]:
    """All evidence of a cause.

    What the cause itself says of a symptom wins over its family and over the symptom.
    """
    family = by_id[cause.family]
    inherited = family.evidence if isinstance(family, Family) else ()
    merged: dict[str, Evidence] = {}
    for item in (*cause.evidence, *inherited, *said):
        merged.setdefault(item.symptom, item)
    return tuple(merged.values())


def _platforms(fix: Fix) -> tuple[str, ...]:
    """The platforms that a fix has commands for."""
    commands = [command for step in fix.steps for command in step.commands]
    return tuple(
        dict.fromkeys(command.platform for command in commands if command.platform)
    )


def _look_alikes(causes: list[Cause]) -> Iterator[tuple[str, LookAlike]]:
    """Look-alikes of each cause in both directions; what a cause says itself comes first."""
    for cause in causes:
        yield from ((cause.id, item) for item in cause.look_alikes)
    said = {(cause.id, item.cause) for cause in causes for item in cause.look_alikes}
    for cause in causes:
        for item in cause.look_alikes:
            if (item.cause, cause.id) not in said:
                yield item.cause, item.model_copy(update={"cause": cause.id})


def _signs_of(
    causes: list[Cause], shown: Mapping[str, tuple[Evidence, ...]]
) -> Iterator[tuple[str, tuple[Cause, Often]]]:
    """Each cause by the ids of its symptoms, with how often it shows them."""
    for cause in causes:
        yield from ((item.symptom, (cause, item.often)) for item in shown[cause.id])


def _listed_on(
    symptoms: list[Symptom], above: Mapping[str, str], page_of: Mapping[str, str]
) -> Iterator[tuple[str, Symptom]]:
    """Each symptom without a page of its own, by the id of the entry on whose page it stands."""
    for one in symptoms:
        if one.id in above:
            yield page_of.get(above[one.id], above[one.id]), one


def _by_name(
    entries: Iterable[V], names: Callable[[V], Iterable[str | None]]
) -> dict[str, tuple[V, ...]]:
    """The entries by each of the ids that they name."""
    return grouped((name, one) for one in entries for name in names(one) if name)


def grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """The values of each key, in order; the same object is not repeated."""
    found: dict[K, dict[int, V]] = {}
    for key, value in pairs:
        found.setdefault(key, {})[id(value)] = value
    return {key: tuple(values.values()) for key, values in found.items()}
