"""What is worth trying first: likelihood over cost, from the ordinal scales.

Pages without evidence (hubs, the problem's checklist) use this order; the diagnosis does
the same with what it has seen. After Heckerman, Breese and Rommelse, "Decision-theoretic
troubleshooting" (CACM 38(3), 1995): repairs by probability over cost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Set
from dataclasses import dataclass

from ..model import Cause, Effort, Fix, Observation, Often, Platform, Symptom
from .book import Book
from .section import Section
from .weights import EVIDENCE, LIKELIHOOD, MINUTES, OF_PLATFORM, RISK


def fixes_in_order(book: Book, section: Section) -> list[Fix]:
    """All fixes of a problem, the one worth trying first at the top.

    Its causes may share the fixes of another problem.
    """
    shared = [fix for cause in section.causes for fix in book.fixes(cause)]
    fixes = {fix.id: fix for fix in (*section.fixes, *shared)}
    return by_worth(book, fixes.values(), {cause.id for cause in section.causes})


def by_worth(
    book: Book, fixes: Iterable[Fix], wanted: Set[str] | None = None
) -> list[Fix]:
    """Fixes in the order worth trying: how likely their causes are, over what they cost.

    `wanted` are the ids of the causes that count; all do where none are given.
    """
    return sorted(fixes, key=lambda fix: (-_worth(book, fix, wanted), fix.id))


def _worth(book: Book, fix: Fix, wanted: Set[str] | None) -> float:
    """How likely the causes of a fix are, the first fix of a cause more, over its cost."""
    every = book.relations.causes_of_fix.get(fix.id, ())
    causes = (cause for cause in every if wanted is None or cause.id in wanted)
    weights = (LIKELIHOOD[one.likelihood] / _rank(book, one, fix) for one in causes)
    return sum(weights) / _cost(fix)


def _rank(book: Book, cause: Cause, fix: Fix) -> int:
    """The place of a fix among those of a cause, from 1."""
    return [one.id for one in book.fixes(cause)].index(fix.id) + 1


def _cost(fix: Fix) -> float:
    """What a fix costs, in minutes of somebody's work."""
    return MINUTES[fix.effort] * RISK[fix.safety]


@dataclass(frozen=True)
class Shower:
    """A cause that shows a symptom, and how often; `often` is None where nobody says."""

    cause: Cause
    often: Often | None = None


def causes_in_order(book: Book, symptom: Symptom) -> list[Shower]:
    """The causes that show a symptom, the likeliest first; those that never do are left out.

    A symptom that no cause shows has those of what it implies.
    """
    platform = book.by_id.get(symptom.platform or "")
    product = platform if isinstance(platform, Platform) else None
    barred = book.causes_named(product.never) if product else frozenset()
    found = [
        one for one in _showers(book, symptom, set()) if one.cause.id not in barred
    ]
    return sorted(
        found, key=lambda one: (-_likely(one, product), *_tried_first(book, one))
    )


def _showers(book: Book, symptom: Symptom, passed: set[str]) -> list[Shower]:
    """The causes that show a symptom, else those that show what it implies."""
    passed.add(symptom.id)
    told = book.relations.causes_of_symptom.get(symptom.id, ())
    found = [
        Shower(cause, often) for cause, often in told if often is not Often.NEVER
    ]
    above = [book.by_id[name] for name in symptom.implies if name not in passed]
    for wide in above if not found else ():
        if isinstance(wide, Symptom):
            found += _showers(book, wide, passed)
    return list({one.cause.id: one for one in found}.values())


def causes_of_platform(book: Book, platform: Platform) -> list[Shower]:
    """The causes that the users of a product meet: those chosen by hand, then by likelihood."""
    chosen = [book.by_id[name] for name in platform.common]
    typical = [
        Shower(one) for one in book.relations.causes_of_platform.get(platform.id, ())
    ]
    typical.sort(key=lambda one: (-_likely(one, None), *_tried_first(book, one)))
    first = [Shower(one) for one in chosen if isinstance(one, Cause)]
    return list({one.cause.id: one for one in (*first, *typical)}.values())


def _likely(one: Shower, platform: Platform | None) -> float:
    """How likely it is this cause, as a weight; a product's own causes are likelier with it."""
    shown = EVIDENCE[one.often] if one.often else 1.0
    is_own = platform and (
        one.cause.id in platform.common or platform.id in one.cause.platforms
    )
    return LIKELIHOOD[one.cause.likelihood] * shown * (OF_PLATFORM if is_own else 1.0)


def _tried_first(book: Book, one: Shower) -> tuple[float, float, str]:
    """What decides between equally likely causes: family, then what the first fix costs."""
    families = {item.id: item for item in book.home[one.cause.id].problem.families}
    family = families.get(one.cause.family)
    likely = LIKELIHOOD[family.likelihood] if family else 0.0
    return -likely, _cost(book.fixes(one.cause)[0]), one.cause.title


def causes_helped(book: Book, fix: Fix) -> list[Cause]:
    """The causes that a fix serves: the likely ones first, and those it is first for."""

    def worth(cause: Cause) -> float:
        rank = book.fixes(cause).index(fix) + 1
        return LIKELIHOOD[cause.likelihood] / rank

    return sorted(
        book.relations.causes_of_fix.get(fix.id, ()), key=lambda it: -worth(it)
    )


def observations_in_order(section: Section) -> list[Observation]:
    """The acts of looking, the quick ones first, else as the author ordered them."""
    return sorted(section.problem.observations, key=lambda look: MINUTES[look.effort])


def most_met(section: Section, platforms: Iterable[Platform]) -> list[Cause]:
    """The causes of a problem, the most likely first.

    Of equally likely ones those come first that the users of most of these platforms meet most.
    """
    products = Counter(name for platform in platforms for name in platform.common)
    family = {
        family.id: (-LIKELIHOOD[family.likelihood], place)
        for place, family in enumerate(section.problem.families)
    }
    return sorted(
        section.causes,
        key=lambda one: (
            -LIKELIHOOD[one.likelihood],
            -products[one.id],
            family[one.family],
        ),
    )


def common_causes(
    section: Section, most: int, platforms: Iterable[Platform] = ()
) -> list[Cause]:
    """The most likely causes, at most `most`, families taking turns."""
    ranked = most_met(section, platforms)
    taken: Counter[str] = Counter()

    def turn(cause: Cause) -> tuple[float, int]:
        taken[cause.family] += 1
        return -LIKELIHOOD[cause.likelihood], taken[cause.family]

    return sorted(ranked, key=turn)[:most]


def quickest(fixes: tuple[Fix, ...]) -> Effort:
    """The effort of the quickest fix."""
    return min((fix.effort for fix in fixes), key=lambda effort: MINUTES[effort])
