"""What the page of each kind of entry shows: the decisions behind the templates."""

from __future__ import annotations

from dataclasses import dataclass
from functools import singledispatch

from .. import model
from ..book import order
from ..book.addresses import kind_of
from ..book.book import Book
from ..model import (
    Cause,
    Family,
    Fix,
    Linked,
    Observation,
    Often,
    Platform,
    Problem,
    Safety,
    Scenario,
    Symptom,
)
from .drawing import path_drawing
from .pages import Shown
from .strings import EFFORT, SAFETY

STRONG = frozenset({Often.ALWAYS, Often.USUALLY})
"""How often a cause must show a symptom for a page to name the one by the other."""


@dataclass(frozen=True)
class Row:
    """One row of a checklist: an action with its facts."""

    id: str
    step: model.Step
    facts: str
    effort: str
    safety: str


@dataclass(frozen=True)
class Group:
    """Rows under one heading, with how to verify and undo them."""

    entry: Fix | Observation
    rows: tuple[Row, ...]
    facts: str
    party: model.Party
    verify: model.Check | None = None
    undo: model.Check | None = None


@dataclass(frozen=True)
class Checklist:
    """A checklist as a page embeds it; ticks are kept by the rows' ids."""

    id: str
    title: str
    book: str
    url: str
    groups: tuple[Group, ...]


def fix_group(book: Book, fix: Fix) -> Group:
    """The rows of a fix: `<fix>/<step>`."""
    rows = tuple(_row(fix, step) for step in fix.steps)
    facts = f"{EFFORT[fix.effort]} · {SAFETY[fix.safety]}"
    return Group(fix, rows, facts, book.party(fix.responsible), fix.verify, fix.undo)


def _row(fix: Fix, step: model.Step) -> Row:
    """The row of a step; its facts are only said where they differ from the fix's."""
    safety = step.safety or fix.safety
    facts = SAFETY[safety] if safety is not fix.safety else ""
    return Row(f"{fix.id}/{step.id}", step, facts, fix.effort.value, safety.value)


def look_groups(book: Book, looks: list[Observation]) -> tuple[Group, ...]:
    """One group per observation: a single row `<observation>/look`."""
    return tuple(_look_group(book, look) for look in looks)


def _look_group(book: Book, look: Observation) -> Group:
    """The one row of an observation."""
    step = model.Step.model_construct(
        id="look", do=look.do, commands=look.commands, safety=None, audience=look.audience
    )
    row = Row(f"{look.id}/look", step, "", look.effort.value, Safety.READ_ONLY.value)
    facts = f"{EFFORT[look.effort]} · changes nothing"
    return Group(look, (row,), facts, book.party(look.responsible))


def checklist(book: Book, entry: Linked, url: str, groups: tuple[Group, ...]) -> Checklist:
    """The checklist of an entry's page."""
    return Checklist(f"{kind_of(entry)}:{entry.id}", entry.title, book.about.id, url, groups)


def telling(book: Book, cause: Cause) -> str:
    """The one line by which the cause is best recognised, the fewer causes share it the better.

    Empty where nothing tells.
    """
    shared = book.relations.causes_of_symptom
    evidence = sorted(
        (item for item in book.shown(cause) if item.often in STRONG),
        key=lambda item: len(shared[item.symptom]),
    )
    for item in evidence:
        symptom = book.by_id[item.symptom]
        if isinstance(symptom, Symptom) and symptom.messages:
            return symptom.messages[0].splitlines()[0]
    return ""


def recognised(book: Book, cause: Cause, *, messages: bool) -> list[tuple[Often, list[Symptom]]]:
    """The symptoms of a cause with exact messages, or those without, by how often it shows them."""
    groups: dict[Often, list[Symptom]] = {often: [] for often in Often}
    for item in book.shown(cause) if messages else book.evidence(cause):
        symptom = book.by_id[item.symptom]
        if isinstance(symptom, Symptom) and bool(symptom.messages) is messages:
            groups[item.often].append(symptom)
    return [(often, symptoms) for often, symptoms in groups.items() if symptoms]


def context(book: Book, entry: Linked, url: str) -> Shown:
    """What the template of an entry's kind is given, besides the page and the book."""
    return {"entry": entry, **_decided(entry, book, url)}


@singledispatch
def _decided(entry: Linked, _book: Book, _url: str) -> Shown:
    """What is decided for the kind of an entry."""
    raise TypeError(f"{type(entry).__name__} has no page")


@_decided.register
def _(problem: Problem, book: Book, url: str) -> Shown:
    section = book.home[problem.id]
    looks = look_groups(book, order.observations_in_order(section))
    fixes = order.fixes_in_order(book, section)[:8]
    return {
        "section": section,
        "looks": checklist(book, problem, url, looks),
        "fixes": fixes,
        "families": [(family, section.causes_of(family)) for family in problem.families],
    }


@_decided.register
def _(family: Family, book: Book, _url: str) -> Shown:
    section = book.home[family.id]
    causes = section.causes_of(family)
    return {"section": section, "causes": [(cause, telling(book, cause)) for cause in causes]}


@_decided.register
def _(cause: Cause, book: Book, url: str) -> Shown:
    section, fixes, relations = book.home[cause.id], book.fixes(cause), book.relations
    return {
        "section": section,
        "family": book.by_id[cause.family],
        "party": book.party(cause.responsible),
        "telling": telling(book, cause),
        "quickest": order.quickest(fixes),
        "drawing": path_drawing(book.about.places, cause.place),
        "place": next(place for place in book.about.places if place.id == cause.place),
        "signs": recognised(book, cause, messages=False),
        "messages": recognised(book, cause, messages=True),
        "look_alikes": relations.look_alikes.get(cause.id, ()),
        "scenarios": relations.scenarios_of.get(cause.id, ()),
        "fixes": fixes,
        "list": checklist(book, cause, url, tuple(fix_group(book, fix) for fix in fixes)),
    }


@_decided.register
def _(fix: Fix, book: Book, url: str) -> Shown:
    return {
        "section": book.home[fix.id],
        "party": book.party(fix.responsible),
        "causes": book.relations.causes_of_fix.get(fix.id, ()),
        "scenarios": book.relations.scenarios_of.get(fix.id, ()),
        "list": checklist(book, fix, url, (fix_group(book, fix),)),
    }


@_decided.register
def _(symptom: Symptom, book: Book, _url: str) -> Shown:
    rank, relations = list(Often), book.relations
    causes = sorted(
        relations.causes_of_symptom.get(symptom.id, ()), key=lambda pair: rank.index(pair[1])
    )
    return {
        "section": book.home[symptom.id],
        "look": book.by_id[symptom.observation],
        "causes": [(cause, often) for cause, often in causes if often is not Often.NEVER],
        "never": [cause for cause, often in causes if often is Often.NEVER],
        "platform": book.by_id.get(symptom.platform or ""),
        "general": [book.by_id[name] for name in symptom.implies],
        "special": relations.implied_by.get(symptom.id, ()),
    }


@_decided.register
def _(look: Observation, book: Book, url: str) -> Shown:
    symptoms = book.relations.symptoms_of_observation.get(look.id, ())
    return {
        "section": book.home[look.id],
        "party": book.party(look.responsible),
        "symptoms": symptoms,
        "list": checklist(book, look, url, look_groups(book, [look])),
    }


@_decided.register
def _(scenario: Scenario, book: Book, url: str) -> Shown:
    fix = book.by_id[scenario.fix]
    groups = (fix_group(book, fix),) if isinstance(fix, Fix) else ()
    return {
        "section": book.home[scenario.id],
        "cause": book.by_id[scenario.cause],
        "fix": fix,
        "role": next(role for role in book.about.roles if role.id == scenario.role),
        "list": checklist(book, scenario, url, groups),
    }


@_decided.register
def _(platform: Platform, book: Book, _url: str) -> Shown:
    relations = book.relations
    return {
        "symptoms": relations.symptoms_of_platform.get(platform.id, ()),
        "causes": relations.causes_of_platform.get(platform.id, ()),
        "fixes": relations.fixes_of_platform.get(platform.id, ()),
    }
