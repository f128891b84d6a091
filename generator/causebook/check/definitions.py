"""Every id that the files of a book define, and those that two things want.

It must not know who refers to what.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..load import Loaded, Sources, entries_of
from ..model import LISTS, Audience, Entry, Model, Reference
from ..model.findings import Finding, quoted
from ..model.ids import ENTRY_KINDS
from ..model.marked import KeyPath
from .unread import Unknown, unknown

_LISTED = {"book": LISTS["book"], "phrases": LISTS["phrases"]}
"""What has ids that are unique within its list, apart from the ids of entries."""
_ALWAYS = {"facet": "words"}
"""What is there without being listed."""


@dataclass(frozen=True)
class Definition:
    """Where an id is defined, and what it is the id of; a former id is of the kind alias."""

    kind: str
    of: Model
    file: Loaded
    at: KeyPath = ()
    """Where the id of an entry stands."""

    @property
    def is_internal(self) -> bool:
        """Whether the public may not read of it, as far as it says so itself."""
        return getattr(self.of, "audience", None) is Audience.INTERNAL

    @property
    def what(self) -> str:
        """What has this id, in words."""
        return "an alias" if self.kind == "alias" else f"the id of a {self.kind}"


@dataclass(frozen=True)
class Definitions:
    """Everything that can be referred to, and what cannot be known to be missing."""

    entries: dict[str, Definition]
    listed: dict[str, dict[str, Definition]]
    taken: frozenset[str]
    """Ids that several want; who refers to one may mean any of them."""
    unknown: Unknown

    def cover(self, ref: Reference) -> bool:
        """Whether it is known what there is of its kind; detectors are known to modules only."""
        return ref.kinds[0] in ENTRY_KINDS or ref.kinds[0] in self.listed

    def find(self, ref: Reference) -> Definition | None:
        """What a reference leads to; of the wrong kind, if there is nothing else."""
        return self._space(ref).get(ref.target)

    def candidates(self, ref: Reference) -> list[str]:
        """The ids that a reference may have meant."""
        return [
            name
            for name, found in self._space(ref).items()
            if found.kind in ref.kinds
        ]

    def _space(self, ref: Reference) -> dict[str, Definition]:
        """The ids among which this one is unique."""
        return self.listed.get(ref.kinds[0], self.entries)


def definitions(sources: Sources) -> Definitions:
    """Everything that can be referred to."""
    entries: dict[str, Definition] = {}
    for name, found in _of_entries(sources):
        entries.setdefault(name, found)
    clashing = _clashing(sources)
    wrong = {found.kind for _, found, _ in clashing} | set(_twice(sources))
    taken = frozenset(name for name, _, _ in clashing)
    return Definitions(entries, _listed(sources), taken, unknown(sources, wrong))


def clashes(sources: Sources) -> list[Finding]:
    """A finding for each id or alias of an entry that is taken."""
    findings = []
    for name, found, first in _clashing(sources):
        problem, hint = (
            f"id {quoted(name)} is taken",
            f"{first.file.path} has it as {first.what}",
        )
        findings.append(found.file.finding(found.at, "L002", problem, hint))
    return findings


def _clashing(sources: Sources) -> list[tuple[str, Definition, Definition]]:
    """Each id that is taken, what wants it, and what has it; ids come before former ids."""
    first: dict[str, Definition] = {}
    wanted = (*_of_entries(sources), *_aliases(sources))
    pairs = [(name, found, first.setdefault(name, found)) for name, found in wanted]
    return [
        (name, found, other) for name, found, other in pairs if found is not other
    ]


def _of_entries(sources: Sources) -> Iterator[tuple[str, Definition]]:
    """The id of every entry."""
    for entry, kind, file, at in _entries(sources):
        yield entry.id, Definition(kind, entry, file, (*at, "id"))


def _aliases(sources: Sources) -> Iterator[tuple[str, Definition]]:
    """The former ids of every entry."""
    for entry, _, file, at in _entries(sources):
        for n, alias in enumerate(entry.aliases):
            yield alias, Definition("alias", entry, file, (*at, "aliases", n))


def _entries(sources: Sources) -> Iterator[tuple[Entry, str, Loaded, KeyPath]]:
    """Every entry with its file and its place."""
    for file in sources.files:
        yield from ((entry, kind, file, at) for entry, kind, at in entries_of(file))


def _listed(sources: Sources) -> dict[str, dict[str, Definition]]:
    """The ids of each list of the book, by kind; a list whose file is not there has none."""
    phrases: dict[str, Definition] = {}
    found = {"phrase": phrases}
    for file in sources.files:
        for key, kind in _LISTED.get(file.kind, {}).items():
            own = found.setdefault(kind, {})
            if kind in _ALWAYS:
                own[_ALWAYS[kind]] = Definition(kind, file.entry, file)
            for item in getattr(file.entry, key):
                own[item.id] = Definition(kind, item, file)
    return found


def _twice(sources: Sources) -> Iterator[str]:
    """The kinds of which a list has an id twice: one of the two was to be another."""
    for file in sources.files:
        for key, kind in _LISTED.get(file.kind, {}).items():
            ids = [item.id for item in getattr(file.entry, key)]
            if len(set(ids)) < len(ids):
                yield kind
