"""The checklist of a page: its rows, with their facts and ids, in groups of one fix or one look."""

from __future__ import annotations

from dataclasses import dataclass

from ..book.addresses import kind_of
from ..book.book import Book
from ..model import Check, Fix, Linked, Observation, Party, Step
from .doers import doer, doing


@dataclass(frozen=True)
class Row:
    """One row of a checklist: an action with its facts."""

    id: str
    step: Step
    facts: str


@dataclass(frozen=True)
class Group:
    """Rows under one heading, with how to verify and undo them.

    `more` stand only on the fix's own page.
    """

    entry: Fix | Observation
    rows: tuple[Row, ...]
    facts: str
    party: Party
    who: str
    by: str
    more: tuple[Row, ...] = ()
    verify: Check | None = None
    undo: Check | None = None


@dataclass(frozen=True)
class Checklist:
    """A checklist as a page embeds it; ticks are kept by the rows' ids."""

    id: str
    title: str
    book: str
    url: str
    groups: tuple[Group, ...]


def fix_group(book: Book, fix: Fix, most: int = 0) -> Group:
    """The rows of a fix, `<fix>/<step>`; with `most`, those behind so many stand apart."""
    rows = tuple(_row(book, fix, step) for step in fix.steps)
    seen = most if 0 < most < len(rows) - 1 else len(rows)
    return Group(
        fix,
        rows[:seen],
        _effort_and_safety(book, fix),
        book.party(fix.responsible),
        doer(book, fix.responsible),
        doing(book, fix.responsible, "by"),
        rows[seen:],
        fix.verify,
        fix.undo,
    )


def fix_facts(book: Book, fix: Fix) -> str:
    """What a fix takes, what it can break, and who can do it, on one line."""
    return f"{_effort_and_safety(book, fix)} · {doing(book, fix.responsible, 'by')}"


def _effort_and_safety(book: Book, fix: Fix) -> str:
    """What a fix takes, and what it can break."""
    say = book.strings.say
    return f"{say(f'takes.{fix.effort}')} · {say(f'safety.{fix.safety}')}"


def _row(book: Book, fix: Fix, step: Step) -> Row:
    """The row of a step; its facts are only said where they differ from the fix's."""
    safety = step.safety or fix.safety
    facts = book.strings.say(f"safety.{safety}") if safety is not fix.safety else ""
    return Row(f"{fix.id}/{step.id}", step, facts)


def look_groups(book: Book, looks: list[Observation]) -> tuple[Group, ...]:
    """One group per observation: a single row `<observation>/look`."""
    return tuple(_look_group(book, look) for look in looks)


def _look_group(book: Book, look: Observation) -> Group:
    """The one row of an observation."""
    step = Step.model_construct(
        id="look",
        do=look.do,
        commands=look.commands,
        safety=None,
        audience=look.audience,
    )
    row = Row(f"{look.id}/look", step, "")
    say, party = book.strings.say, look.responsible
    facts = f"{say(f'takes.{look.effort}')} · {say('pages.changesNothing')}"
    by = doing(book, party, "by")
    return Group(look, (row,), facts, book.party(party), doer(book, party), by)


def checklist(
    book: Book, entry: Linked, url: str, groups: tuple[Group, ...]
) -> Checklist:
    """The checklist of an entry's page."""
    return Checklist(
        f"{kind_of(entry)}:{entry.id}", entry.title, book.about.id, url, groups
    )
