"""What is worth trying first: likelihood over cost, from the ordinal scales.

Pages without evidence (hubs, the problem's checklist) use this order; the diagnosis does
the same with what it has seen. After Heckerman, Breese and Rommelse, "Decision-theoretic
troubleshooting" (CACM 38(3), 1995): repairs by probability over cost.
"""

from __future__ import annotations

from collections import Counter

from ..model import Cause, Effort, Fix, Observation
from .book import Book, Section
from .weights import LIKELIHOOD, MINUTES, RISK


def fixes_in_order(book: Book, section: Section) -> list[Fix]:
    """All fixes of a problem, the one worth trying first at the top.

    Its causes may share the fixes of another problem.
    """
    shared = [fix for cause in section.causes for fix in book.fixes(cause)]
    fixes = {fix.id: fix for fix in (*section.fixes, *shared)}
    worth = dict.fromkeys(fixes, 0.0)
    for cause in section.causes:
        for rank, fix in enumerate(book.fixes(cause), 1):
            cost = MINUTES[fix.effort] * RISK[fix.safety]
            worth[fix.id] += LIKELIHOOD[cause.likelihood] / rank / cost
    return sorted(fixes.values(), key=lambda fix: (-worth[fix.id], fix.id))


def causes_helped(book: Book, fix: Fix) -> list[Cause]:
    """The causes that a fix serves: the likely ones first, and those it is first for."""

    def worth(cause: Cause) -> float:
        rank = book.fixes(cause).index(fix) + 1
        return LIKELIHOOD[cause.likelihood] / rank

    return sorted(book.relations.causes_of_fix.get(fix.id, ()), key=lambda it: -worth(it))


def observations_in_order(section: Section) -> list[Observation]:
    """The acts of looking, the quick ones first, else as the author ordered them."""
    return sorted(section.problem.observations, key=lambda look: MINUTES[look.effort])


def common_causes(section: Section, most: int) -> list[Cause]:
    """The most likely causes, at most `most`, families taking turns."""
    family = {
        family.id: (-LIKELIHOOD[family.likelihood], place)
        for place, family in enumerate(section.problem.families)
    }
    ranked = sorted(
        section.causes, key=lambda cause: (-LIKELIHOOD[cause.likelihood], family[cause.family])
    )
    taken: Counter[str] = Counter()

    def turn(cause: Cause) -> tuple[float, int]:
        taken[cause.family] += 1
        return -LIKELIHOOD[cause.likelihood], taken[cause.family]

    return sorted(ranked, key=turn)[:most]


def quickest(fixes: tuple[Fix, ...]) -> Effort:
    """The effort of the quickest fix."""
    return min((fix.effort for fix in fixes), key=lambda effort: MINUTES[effort])
