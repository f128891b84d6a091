"""By what a reader recognises a cause on its page: the telling line, a few signs, all the rest.

The order is by what a sign tells: how often the cause shows it, and how much of all that shows it
is this cause. It must not know how a page arranges them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..book.book import Book
from ..book.weights import EVIDENCE
from ..model import Cause, Evidence, Observation, Often, Symptom

STRONG = frozenset({Often.ALWAYS, Often.USUALLY})
"""How often a cause must show a symptom for a page to name the one by the other."""
FEWEST, MOST = 3, 5
"""How many signs stand on a page before anything is unfolded."""

LEAST = 0.05
"""What part of the best sign's telling a fourth or fifth one must have."""


@dataclass(frozen=True)
class Sign:
    """A symptom that a cause shows, and how often."""

    symptom: Symptom
    often: Often


@dataclass(frozen=True)
class Printed:
    """The messages of one product that speak for a cause, the most telling first.

    `product` is the platform's id, empty where no product is named.
    """

    product: str
    symptoms: tuple[Symptom, ...]


def telling(book: Book, cause: Cause) -> str:
    """The one line that people know the cause by, as its author chose it.

    Else the first line of the message which the fewest causes share; empty where nothing tells.
    """
    if cause.known_by:
        return cause.known_by
    shared = book.relations.causes_of_symptom
    strong = [
        sign for sign in _signs(book, book.shown(cause)) if sign.often in STRONG
    ]
    for sign in sorted(strong, key=lambda sign: len(shared[sign.symptom.id])):
        if sign.symptom.messages:
            return sign.symptom.messages[0].splitlines()[0]
    return ""


def telling_signs(book: Book, cause: Cause) -> tuple[Sign, ...]:
    """The signs without a message that its author chose; else the three to five that tell most.

    What is only sometimes there fills up to three; what hardly tells adds to none.
    """
    signs = [
        sign
        for sign in _in_order(book, book.evidence(cause))
        if not sign.symptom.messages
    ]
    chosen = [sign for sign in signs if sign.symptom.id in cause.signs]
    if chosen:
        return tuple(
            sorted(chosen, key=lambda sign: cause.signs.index(sign.symptom.id))
        )
    strong = [sign for sign in signs if sign.often in STRONG]
    others = [sign for sign in signs if sign.often is Often.SOMETIMES]
    enough = _tells(book, signs[0]) * LEAST if signs else 0.0
    beyond = [sign for sign in strong[FEWEST:MOST] if _tells(book, sign) >= enough]
    return (*(*strong, *others)[:FEWEST], *beyond)


def all_signs(book: Book, cause: Cause) -> list[tuple[Often, list[Symptom]]]:
    """Every sign without a message by how often the cause shows it, the most telling first."""
    groups: dict[Often, list[Symptom]] = {often: [] for often in Often}
    for sign in _in_order(book, book.evidence(cause)):
        if not sign.symptom.messages:
            groups[sign.often].append(sign.symptom)
    return [(often, symptoms) for often, symptoms in groups.items() if symptoms]


def printed(book: Book, cause: Cause) -> tuple[Printed, ...]:
    """The messages that speak for a cause by product, the product with the most telling first."""
    groups: dict[str, list[Symptom]] = {}
    for sign in _in_order(book, book.shown(cause)):
        if sign.symptom.messages and sign.often is not Often.NEVER:
            groups.setdefault(sign.symptom.platform or "", []).append(sign.symptom)
    return tuple(Printed(product, tuple(own)) for product, own in groups.items())


def worth_a_look(book: Book, look: Observation) -> tuple[Symptom, ...]:
    """What an act of looking can show: the general before one product's, the most telling first."""
    shown = book.relations.symptoms_of_observation.get(look.id, ())
    causes = book.relations.causes_of_symptom

    def place(symptom: Symptom) -> tuple[bool, bool, int]:
        number = len(causes.get(symptom.id, ()))
        return bool(symptom.platform), not number, number

    return tuple(sorted(shown, key=place))


def _in_order(book: Book, evidence: Iterable[Evidence]) -> list[Sign]:
    """The signs, the most telling first, else as the author ordered them."""
    return sorted(_signs(book, evidence), key=lambda sign: -_tells(book, sign))


def _tells(book: Book, sign: Sign) -> float:
    """How much a sign tells: how often it is there, times this cause's part of all that show it."""
    showing = book.relations.causes_of_symptom[sign.symptom.id]
    own = EVIDENCE[sign.often]
    return own * own / sum(EVIDENCE[often] for _, often in showing)


def _signs(book: Book, evidence: Iterable[Evidence]) -> list[Sign]:
    """The evidence with its symptoms."""
    found = ((book.by_id[item.symptom], item.often) for item in evidence)
    return [
        Sign(symptom, often)
        for symptom, often in found
        if isinstance(symptom, Symptom)
    ]
