"""The book: all entries, and every relation in both directions.

A frozen value with no positions and no files in it. It must not know how it was loaded
or how it is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from .. import model
from ..model import (
    Cause,
    Evidence,
    Family,
    Fix,
    Linked,
    Often,
    Platform,
    Problem,
    Reference,
    Scenario,
    Symptom,
    own_references,
)
from ..model.phrases import needed
from ..strings import Strings, strings
from .implied import Implied
from .once import once
from .pages import pages, parents


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
        order = list(model.Likelihood)
        own = [cause for cause in self.causes if cause.family == family.id]
        return tuple(sorted(own, key=lambda cause: order.index(cause.likelihood)))


@dataclass(frozen=True)
class Book:
    """A whole book. `origins` holds (id, path of the file) pairs, for edit links.

    `is_public` says that nothing is left in it that only colleagues may read.
    """

    about: model.About
    platforms: tuple[Platform, ...] = ()
    phrases: tuple[model.Phrase, ...] = ()
    sections: tuple[Section, ...] = ()
    origins: tuple[tuple[str, str], ...] = ()
    words: model.Words | None = None
    strings: Strings = field(default_factory=strings)
    is_public: bool = field(default=False, compare=False)

    def entries(self) -> Iterator[Linked]:
        """Every entry of the book."""
        for section in self.sections:
            yield from section.entries()
        yield from self.platforms

    @cached_property
    def by_id(self) -> dict[str, Linked]:
        """Every entry by its id."""
        return {entry.id: entry for entry in self.entries()}

    @cached_property
    def home(self) -> dict[str, Section]:
        """The section of every entry that has one, by id."""
        return {
            entry.id: section
            for section in self.sections
            for entry in section.entries()
        }

    @cached_property
    def references(self) -> tuple[tuple[Linked, Reference], ...]:
        """Every reference of an entry, beside the entry."""
        return tuple(
            (entry, ref) for entry in self.entries() for ref in _references(entry)
        )

    def causes_named(self, names: Iterable[str]) -> frozenset[str]:
        """The ids of causes among these, and of all causes of families among them."""
        return frozenset().union(
            *(self._causes_by_name.get(name, ()) for name in names)
        )

    @cached_property
    def _causes_by_name(self) -> dict[str, tuple[str, ...]]:
        """The ids of the causes that an id names: the cause itself, or those of a family."""
        causes = [cause for section in self.sections for cause in section.causes]
        return _grouped(
            (name, cause.id) for cause in causes for name in (cause.id, cause.family)
        )

    @cached_property
    def origin(self) -> dict[str, str]:
        """The file of every entry, by id."""
        return dict(self.origins)

    def party(self, party_id: str) -> model.Party:
        """The party with this id."""
        return next(party for party in self.about.parties if party.id == party_id)

    @cached_property
    def relations(self) -> Relations:
        """Every relation, both ways."""
        return Relations(self)

    def phrases_in(self, entries: Iterable[Symptom | Platform]) -> dict[str, str]:
        """The phrases that the patterns of entries need, directly or through others, by name."""
        refs = (ref for entry in entries for ref in _references(entry))
        used = {ref.target for ref in refs if ref.names("phrase")}
        return needed(used, {phrase.id: phrase.re for phrase in self.phrases})

    def evidence(self, cause: Cause) -> tuple[Evidence, ...]:
        """All evidence of a cause: its own, then its family's, then what symptoms say of it."""
        return self.relations.evidence[cause.id]

    def shown(self, cause: Cause) -> tuple[Evidence, ...]:
        """All evidence of a cause, and the messages that speak for it through what they imply."""
        return self.relations.shown[cause.id]

    def fixes(self, cause: Cause) -> tuple[Fix, ...]:
        """The fixes of a cause, the first worth trying first."""
        return self.relations.fixes[cause.id]


@once
def _references(entry: Linked) -> tuple[Reference, ...]:
    """Every reference of an entry."""
    return tuple(own_references(entry))


K = TypeVar("K")
V = TypeVar("V")


class Relations:
    """Every relation of a book in both directions, by id; absent ids have no entry (use `get`)."""

    def __init__(self, book: Book) -> None:
        """Build all relations once."""
        causes = [cause for section in book.sections for cause in section.causes]
        fixes = [fix for section in book.sections for fix in section.fixes]
        symptoms = [
            symptom for section in book.sections for symptom in section.symptoms
        ]
        cases = [
            scenario for section in book.sections for scenario in section.scenarios
        ]
        self.evidence = _all_evidence(book, causes, symptoms)
        self.shown = _all_shown(self.evidence, symptoms)
        self.fixes = _all_fixes(causes, fixes)
        shown = ((cause, item) for cause in causes for item in self.shown[cause.id])
        self.causes_of_symptom = _grouped(
            (item.symptom, (cause, item.often)) for cause, item in shown
        )
        helped = (
            (cause, fix) for cause in causes for fix in self.fixes.get(cause.id, ())
        )
        self.causes_of_fix = _grouped((fix.id, cause) for cause, fix in helped)
        self.symptoms_of_observation = _grouped(
            (seen.observation, seen) for seen in symptoms
        )
        self.symptoms_of_platform = _grouped(
            (s.platform, s) for s in symptoms if s.platform
        )
        self.causes_of_platform = _grouped(
            (name, it) for it in causes for name in it.platforms
        )
        self.causes_met_with = _causes_met_with(
            causes, symptoms, self.causes_of_symptom
        )
        self.fixes_of_platform = _grouped(
            (name, it) for it in fixes for name in _platforms(it)
        )
        self.scenarios_of = _grouped(
            (name, it) for it in cases for name in (it.cause, it.fix)
        )
        self.look_alikes = _grouped(_look_alikes(causes))
        above = parents(symptoms)
        self.page_of = pages(symptoms, above)
        self.listed_on = _grouped(
            (self.page_of.get(above[it.id], above[it.id]), it)
            for it in symptoms
            if it.id in above
        )
        self.implied_by = _grouped(
            (general, it) for it in symptoms for general in it.implies
        )


def _all_evidence(
    book: Book, causes: list[Cause], symptoms: list[Symptom]
) -> dict[str, tuple[Evidence, ...]]:
    """All evidence of each cause."""
    by_symptoms = _grouped(
        (item.cause, Evidence(symptom=symptom.id, often=item.often))
        for symptom in symptoms
        for item in symptom.evidence_for
    )
    return {
        cause.id: _evidence(cause, book.by_id, by_symptoms.get(cause.id, ()))
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
    return _grouped([*listed, *spoken])


def _all_fixes(causes: list[Cause], fixes: list[Fix]) -> dict[str, tuple[Fix, ...]]:
    """The fixes of each cause; those that it lists come first."""
    by_id = {fix.id: fix for fix in fixes}
    listed = [(cause.id, by_id[fix]) for cause in causes for fix in cause.fixes]
    return _grouped([*listed, *((cause, fix) for fix in fixes for cause in fix.causes)])


def _evidence(
    cause: Cause, by_id: dict[str, Linked], said: tuple[Evidence, ...]
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


def _look_alikes(causes: list[Cause]) -> Iterator[tuple[str, model.LookAlike]]:
    """Look-alikes of each cause in both directions; what a cause says itself comes first."""
    for cause in causes:
        yield from ((cause.id, item) for item in cause.look_alikes)
    said = {(cause.id, item.cause) for cause in causes for item in cause.look_alikes}
    for cause in causes:
        for item in cause.look_alikes:
            if (item.cause, cause.id) not in said:
                yield item.cause, item.model_copy(update={"cause": cause.id})


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """The values of each key, in order; the same object is not repeated."""
    found: dict[K, dict[int, V]] = {}
    for key, value in pairs:
        found.setdefault(key, {})[id(value)] = value
    return {key: tuple(values.values()) for key, values in found.items()}
