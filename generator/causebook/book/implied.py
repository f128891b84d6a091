"""What a cause shows by way of what a symptom implies: a message stands for the general symptom.

Evidence is written at the cause, about general symptoms; pages still tell every message that
people may meet. How much evidence weighs is not known here: the diagnosis reckons with what is
written, not with this.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import lru_cache

from ..model import Background, Evidence, Often, Symptom

_AS_ONE_OF_SEVERAL = {
    Often.ALWAYS: Often.USUALLY,
    Often.USUALLY: Often.USUALLY,
    Often.SOMETIMES: Often.SOMETIMES,
}
"""How often a special symptom is shown where the general one is shown so often."""
_ORDER = tuple(Often)


def spoken_through(
    symptoms: Iterable[Symptom], listed: Set[str]
) -> dict[str, tuple[str, ...]]:
    """The general symptoms through which each symptom speaks.

    That is what it implies, or what that implies if no cause lists it.
    """
    direct = {symptom.id: symptom.implies for symptom in symptoms}
    return {
        name: tuple(dict.fromkeys(_listed(name, direct, listed, {name})))
        for name in direct
    }


def _listed(
    name: str,
    direct: Mapping[str, tuple[str, ...]],
    listed: Set[str],
    passed: set[str],
) -> Iterator[str]:
    """The nearest symptoms above this one that causes list."""
    for wide in direct.get(name, ()):
        if wide in listed:
            yield wide
        elif wide not in passed:
            yield from _listed(wide, direct, listed, passed | {wide})


def speakers(general: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The symptoms that speak through each general one, in the order of the book."""
    found: dict[str, list[str]] = {}
    for name, wides in general.items():
        for wide in wides:
            found.setdefault(wide, []).append(name)
    return {wide: tuple(names) for wide, names in found.items()}


@dataclass(frozen=True)
class Implied:
    """What symptoms imply, both ways: a cause is asked only about those that it may show."""

    general: Mapping[str, tuple[str, ...]]
    special: Mapping[str, tuple[str, ...]]
    place: Mapping[str, int]
    common: frozenset[str]

    @classmethod
    def of(cls, symptoms: Collection[Symptom], listed: Set[str]) -> Implied:
        """What these symptoms imply, where causes list no others than these."""
        general = spoken_through(symptoms, listed)
        common = (one.id for one in symptoms if one.background is Background.COMMON)
        place = {name: n for n, name in enumerate(general)}
        return cls(general, speakers(general), place, frozenset(common))

    def shown_by(self, evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        """The evidence of a cause, and behind it what shows the cause through a general symptom.

        A general symptom that is common tells nothing, so nothing speaks through it.
        """
        written = {item.symptom: item.often for item in evidence}
        names = {name for wide in written for name in self.special.get(wide, ())}
        more = [
            _evidence(name, often)
            for name in sorted(names - set(written), key=self.place.__getitem__)
            for often in self._through(self.general[name], written)
        ]
        return (*evidence, *more)

    def _through(
        self, wides: tuple[str, ...], written: Mapping[str, Often]
    ) -> tuple[Often, ...]:
        """How often the cause shows a symptom by way of the general ones it lists, if at all."""
        telling = [
            wide for wide in wides if wide in written and wide not in self.common
        ]
        said = [written[wide] for wide in telling]
        if not said or Often.NEVER in said:
            return ()
        return (_AS_ONE_OF_SEVERAL[min(said, key=_ORDER.index)],)


@lru_cache(maxsize=65536)
def _evidence(symptom: str, often: Often) -> Evidence:
    """A piece of evidence: many causes show a message, and every edition of a book says it anew."""
    return Evidence(symptom=symptom, often=often)
