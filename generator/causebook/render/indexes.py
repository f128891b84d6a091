"""What the indexes list: everything of one kind, in groups by nature, each folded.

An index is for looking up: a group holds what a reader would look for in one place, and is in
the order worth trying unless readers look by name. How it is filtered is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from ..book import order
from ..book.book import Book
from ..book.section import Section
from ..book.weights import LIKELIHOOD
from ..model import Cause, Fix, Place, Platform, Scenario, Symptom
from ..strings import alphabetical
from .doers import doer, is_reader, sentence

M = TypeVar("M")
MOST_USED = 12
"""How many products are open to be chosen; the others are folded."""


@dataclass(frozen=True)
class Group(Generic[M]):
    """Some of what an index lists: its anchor, its title, its rows."""

    id: str
    title: str
    rows: tuple[M, ...]


@dataclass(frozen=True)
class Line:
    """A message as it is printed, and the symptom that says what it means."""

    text: str
    symptom: Symptom


def messages(book: Book) -> tuple[Group[Line], ...]:
    """Exact messages by product and alphabet, those of no product first."""
    groups: dict[str, list[Line]] = {}
    for section in book.sections:
        for symptom in section.symptoms:
            lines = [Line(text, symptom) for text in symptom.messages]
            groups.setdefault(symptom.platform or "", []).extend(lines)
    named = {platform.id: platform.title for platform in book.platforms}
    anybody = book.strings.say("pages.anyProduct")
    made = [
        Group(f"from-{name or 'any'}", named.get(name, anybody), _by_text(lines))
        for name, lines in groups.items()
        if lines
    ]
    return tuple(
        sorted(
            made,
            key=lambda group: (group.id != "from-any", alphabetical(group.title)),
        )
    )


def _by_text(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Messages by alphabet, whatever they begin with."""
    return tuple(
        sorted(lines, key=lambda line: alphabetical(line.text.lstrip("*[\"'{( ")))
    )


def symptoms(book: Book, section: Section) -> tuple[Group[Symptom], ...]:
    """General symptoms by the act of looking that reveals them, the quick looks first.

    Those first that show likely causes. Messages of products have an index of their own.
    """
    made = []
    for look in order.observations_in_order(section):
        shown = book.relations.symptoms_of_observation.get(look.id, ())
        rows = [symptom for symptom in shown if not symptom.platform]
        rows.sort(key=lambda symptom: (-_likeliest(book, symptom), symptom.title))
        made.append(Group(look.id, look.title, tuple(rows)))
    return tuple(group for group in made if group.rows)


def _likeliest(book: Book, symptom: Symptom) -> float:
    """How likely the likeliest cause of a symptom is."""
    shown = order.causes_in_order(book, symptom)
    return LIKELIHOOD[shown[0].cause.likelihood] if shown else 0.0


def fixes(book: Book, section: Section) -> tuple[Group[Fix], ...]:
    """Fixes by who can do them, those that you can do first; each in the order worth trying."""
    groups: dict[str, list[Fix]] = {}
    for fix in order.fixes_in_order(book, section):
        groups.setdefault(fix.responsible, []).append(fix)
    order_of = {
        name: (not is_reader(book, name), -len(rows)) for name, rows in groups.items()
    }
    return tuple(
        Group(f"by-{name}", sentence(doer(book, name)), tuple(groups[name]))
        for name in sorted(groups, key=lambda name: order_of[name])
    )


def scenarios(book: Book, section: Section) -> list[Scenario]:
    """Worked cases, those of likely causes first."""

    def worth(scenario: Scenario) -> tuple[float, str]:
        cause = book.by_id[scenario.cause]
        likely = LIKELIHOOD[cause.likelihood] if isinstance(cause, Cause) else 0.0
        return -likely, scenario.title

    return sorted(section.scenarios, key=worth)


def platforms(book: Book) -> tuple[tuple[Platform, int], ...]:
    """The products by alphabet, each with the number of entries that belong to it."""
    relations = book.relations
    tables = (
        relations.symptoms_of_platform,
        relations.causes_of_platform,
        relations.fixes_of_platform,
    )
    return tuple(
        (platform, sum(len(table.get(platform.id, ())) for table in tables))
        for platform in sorted(
            book.platforms, key=lambda item: alphabetical(item.title)
        )
    )


def most_used(book: Book) -> tuple[list[Platform], list[Platform]]:
    """The products that most is known of, by alphabet, and the others."""
    sized = platforms(book)
    top = {one.id for one, _ in sorted(sized, key=lambda pair: -pair[1])[:MOST_USED]}
    first = [one for one, size in sized if size and one.id in top]
    return first, [one for one, size in sized if size and one.id not in top]


Station = tuple[Place, list[Cause]]
"""A place on the path, with the causes there that are met most."""


def by_place(book: Book, *sections: Section) -> list[Station]:
    """The stations of the path, each with three causes of these problems; none is empty."""
    causes = [
        cause
        for section in sections
        for cause in order.common_causes(section, len(section.causes), book.platforms)
    ]
    there = {
        place.id: [one for one in causes if one.place == place.id][:3]
        for place in book.about.places
    }
    return [
        (place, there[place.id]) for place in book.about.places if there[place.id]
    ]
