"""Which entries have a page of their own, and on whose page the others are shown.

The rule asks what an entry itself has to say, not how many there are: so an address stays as
the book grows. A symptom that only says in one product's words what a general symptom says, or
is a special case of one, is shown with what it belongs to; it gets a page of its own again when
it says more. It must not know what addresses look like.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..model import Symptom

Parents = Mapping[str, str]
"""The entry that each symptom belongs to, by id."""


def has_own_page(symptom: Symptom) -> bool:
    """Whether a symptom has a page of its own, by what it says.

    It has one where nothing more general says the same, where it tells its reader what to do,
    and where it is an exact message of no product: then there is no other page to look for it.
    """
    is_message_of_any = bool(symptom.messages) and not symptom.platform
    return not symptom.implies or bool(symptom.first_step) or is_message_of_any


def parents(symptoms: Iterable[Symptom]) -> dict[str, str]:
    """What each symptom belongs to, by id: its product, else the general symptom it implies."""
    found = {one.id: one.platform or next(iter(one.implies), "") for one in symptoms}
    return {name: parent for name, parent in found.items() if parent}


def pages(symptoms: Iterable[Symptom], above: Parents) -> dict[str, str]:
    """The entry on whose page each symptom is shown, by id; most are shown on their own."""
    known = {one.id: one for one in symptoms}
    return {name: _page(name, known, above) for name in known}


def _page(name: str, known: Mapping[str, Symptom], above: Parents) -> str:
    """The nearest entry, from a symptom upwards, that has a page.

    Symptoms that imply each other in a circle: the first of it that is met has one.
    """
    passed = []
    while name in known and not has_own_page(known[name]) and name not in passed:
        passed.append(name)
        name = above[name]
    return name
