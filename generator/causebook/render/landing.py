"""What a page that search engines land people on says to do: first this fix, then these causes.

Symptom and platform pages are such pages. It decides; the templates arrange. How checklists are
made is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .. import model
from ..book import order
from ..book.addresses import has_page
from ..book.book import Book
from ..book.order import Shower
from ..model import Background, Cause, Fix, Often, Platform, Symptom
from .doers import doing


@dataclass(frozen=True)
class Tried:
    """A cause worth trying: what tells it from the first, its first fix, and who can do that.

    `met` says how common the cause is, and how often it looks like this, and is empty where nobody
    says; `takes` what its first fix takes, and who can do that.
    """

    cause: Cause
    difference: str
    fix: Fix
    met: str
    takes: str
    by: str


@dataclass(frozen=True)
class Meaning:
    """Messages of one product that say the same, with the general symptom and what to try.

    `general` is None for a message that means only itself.
    """

    general: Symptom | None
    messages: tuple[Symptom, ...]
    tried: tuple[Tried, ...]


def tried(book: Book, showers: Iterable[Shower]) -> tuple[Tried, ...]:
    """Causes as rows of a page, in the order given; what tells each from the first is said."""
    rows = list(showers)
    alike = rows[0].cause.look_alikes if rows else ()
    said = {item.cause: item.difference for item in alike}
    return tuple(_tried(book, one, said.get(one.cause.id, "")) for one in rows)


def _tried(book: Book, one: Shower, difference: str) -> Tried:
    """A cause as a row of a page."""
    fix, say = book.fixes(one.cause)[0], book.strings.say
    by = doing(book, fix.responsible, "by")
    met = ""
    if one.often:
        met = f"{say(f'howCommon.{one.cause.likelihood}')}, {say(f'seenWith.{one.often}')}"
    return Tried(
        one.cause, difference, fix, met, f"{say(f'takes.{fix.effort}')}, {by}", by
    )


def tried_for(book: Book, symptom: Symptom) -> tuple[Tried, ...]:
    """The causes of a symptom in the order worth trying; those of the problem where it has none."""
    showers = order.causes_in_order(book, symptom)
    if not showers:
        usual = order.common_causes(book.home[symptom.id], 7, book.platforms)
        showers = [Shower(cause) for cause in usual]
    return tried(book, showers)


def is_telling(book: Book, symptom: Symptom) -> bool:
    """Whether a symptom speaks for some cause, itself or through what it implies.

    What most people see whatever the cause is, or what usually is another problem, speaks for none
    of the causes that show it only now and then.
    """
    showers = order.causes_in_order(book, symptom)
    is_common = symptom.background is Background.COMMON
    if is_common or otherwise(book, symptom):
        return any(one.often is not Often.SOMETIMES for one in showers)
    return bool(showers)


def shows_problem(book: Book, symptom: Symptom) -> bool:
    """Whether whoever sees a symptom has the problem of the book, as far as anybody says."""
    wider = [book.by_id[name] for name in symptom.implies]
    said = [one for one in (symptom, *wider) if isinstance(one, Symptom)]
    is_said = any(one.shows_problem or one.suggests_problem for one in said)
    if is_said or is_telling(book, symptom):
        return True
    return not otherwise(book, symptom) and bool(order.causes_in_order(book, symptom))


def otherwise(book: Book, symptom: Symptom) -> model.Otherwise | None:
    """What it is when this is seen and the problem of the book is not there, if anybody says."""
    said = book.home[symptom.id].problem.otherwise
    return next((item for item in said if item.symptom == symptom.id), None)


def meanings(book: Book, platform: Platform) -> tuple[Meaning, ...]:
    """What a product says, by what it means; what is met most comes first."""
    groups: dict[str, list[Symptom]] = {}
    for symptom in book.relations.listed_on.get(platform.id, ()):
        groups.setdefault(next(iter(symptom.implies), symptom.id), []).append(symptom)
    made = [
        _meaning(book, book.by_id[name], symptoms)
        for name, symptoms in groups.items()
    ]
    places = {
        one.cause.id: n
        for n, one in enumerate(order.causes_of_platform(book, platform))
    }

    def worth(meaning: Meaning) -> tuple[int, str]:
        first = meaning.tried[0].cause.id if meaning.tried else ""
        return places.get(first, len(places)), meaning.messages[0].title

    return tuple(sorted(made, key=worth))


def _meaning(book: Book, general: model.Linked, symptoms: list[Symptom]) -> Meaning:
    """Messages that mean the same, those first that say more."""
    messages = tuple(
        sorted(symptoms, key=lambda one: (not has_page(book, one), one.title))
    )
    is_itself = general.id == messages[0].id or not isinstance(general, Symptom)
    wide = general if isinstance(general, Symptom) and not is_itself else None
    return Meaning(wide, messages, tried_for(book, messages[0]))
