"""The book: all entries, and every relation in both directions.

A frozen value with no positions and no files in it. It must not know how it was loaded
or how it is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from .. import model
from ..load.recalled import digest, recall
from ..model import (
    Cause,
    Evidence,
    Fix,
    Linked,
    Platform,
    Reference,
    Symptom,
    own_references,
)
from ..model.marked import KeyPath
from ..model.phrases import needed
from ..strings import Strings, strings
from .once import once
from .relations import Relations, grouped
from .said import said
from .section import Section


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
        return grouped(
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
        return Relations(self.sections, self.by_id)

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
    """Every reference of an entry, which another build may have looked for."""
    told = recall(
        digest("refers", type(entry).__name__, said(entry)), lambda: _told(entry)
    )
    return tuple(Reference(entry, *one) for one in told)


def _told(entry: Linked) -> list[tuple[KeyPath, str, tuple[str, ...], bool, bool]]:
    """What each reference of an entry says besides whose it is."""
    return [
        (ref.at, ref.target, ref.kinds, ref.is_key, ref.is_internal)
        for ref in own_references(entry)
    ]
