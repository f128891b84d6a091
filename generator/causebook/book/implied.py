"""What a cause shows by way of what a symptom implies: a message stands for the general symptom.

Evidence is written at the cause, about general symptoms; pages still tell every message that
people may meet. How much evidence weighs is not known here: the diagnosis reckons with what is
written, not with this.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set

from ..model import Background, Evidence, Often, Symptom

_AS_ONE_OF_SEVERAL = {
    Often.ALWAYS: Often.USUALLY,
    Often.USUALLY: Often.USUALLY,
    Often.SOMETIMES: Often.SOMETIMES,
}
"""How often a special symptom is shown where the general one is shown so often."""


def spoken_through(symptoms: Iterable[Symptom], listed: Set[str]) -> dict[str, tuple[str, ...]]:
    """The general symptoms through which each symptom speaks.

    That is what it implies, or what that implies if no cause lists it.
    """
    direct = {symptom.id: symptom.implies for symptom in symptoms}
    return {name: tuple(dict.fromkeys(_listed(name, direct, listed, {name}))) for name in direct}


def _listed(
    name: str, direct: Mapping[str, tuple[str, ...]], listed: Set[str], passed: set[str]
) -> Iterator[str]:
    """The nearest symptoms above this one that causes list."""
    for wide in direct.get(name, ()):
        if wide in listed:
            yield wide
        elif wide not in passed:
            yield from _listed(wide, direct, listed, passed | {wide})


def with_implied(
    evidence: tuple[Evidence, ...],
    symptoms: Iterable[Symptom],
    general: Mapping[str, tuple[str, ...]],
) -> tuple[Evidence, ...]:
    """The evidence of a cause, and behind it what shows the cause through a general symptom.

    A general symptom that is common tells nothing, so nothing speaks through it.
    """
    written = {item.symptom: item.often for item in evidence}
    known = {symptom.id: symptom for symptom in symptoms}
    more = [
        Evidence(symptom=name, often=often)
        for name, wides in general.items()
        if name not in written
        for often in _through(wides, written, known)
    ]
    return (*evidence, *more)


def _through(
    wides: tuple[str, ...], written: Mapping[str, Often], known: Mapping[str, Symptom]
) -> tuple[Often, ...]:
    """How often the cause shows a symptom by way of the general ones that it lists, if at all."""
    telling = [
        wide
        for wide in wides
        if wide in written and known[wide].background is not Background.COMMON
    ]
    said = [written[wide] for wide in telling]
    if not said or Often.NEVER in said:
        return ()
    return (_AS_ONE_OF_SEVERAL[min(said, key=list(Often).index)],)
