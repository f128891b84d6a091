"""What the page of each kind of entry shows: the decisions behind the templates."""

from __future__ import annotations

from functools import singledispatch

from ..book import order
from ..book.book import Book
from ..model import (
    Cause,
    Command,
    Family,
    Fix,
    Linked,
    Observation,
    Often,
    Platform,
    Problem,
    Scenario,
    Symptom,
)
from . import indexes, landing, recognition
from .checklists import Checklist, checklist, fix_facts, fix_group, look_groups
from .doers import doing, is_reader, sentence
from .drawing import path_drawing
from .pages import Shown

SEEN_STEPS = 4
"""How many steps of a fix stand on the page of a cause, or one more; its own has all."""
SEEN_OF_SEVERAL = 2
"""How many steps of the first fix stand open where other causes follow it."""
SEEN_LOOK_ALIKES = 3
SEEN_SYMPTOMS = 20
"""How many symptoms stand on the page of an act of looking; the indexes have all."""


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
    fixes = order.fixes_in_order(book, section)[:5]
    return {
        "section": section,
        "looks": checklist(book, problem, url, looks),
        "fixes": fixes,
        "path": indexes.by_place(book, section),
        "families": [
            (family, section.causes_of(family)) for family in problem.families
        ],
    }


@_decided.register
def _(family: Family, book: Book, _url: str) -> Shown:
    section = book.home[family.id]
    return {
        "section": section,
        "facts": [book.strings.say(f"oftenIn.{family.likelihood}")],
        "causes": [_in_family(book, cause) for cause in section.causes_of(family)],
    }


def _in_family(book: Book, cause: Cause) -> Shown:
    """A cause as the page of its family shows it."""
    return {
        "cause": cause,
        "line": recognition.telling(book, cause),
        "facts": cause_facts(book, cause),
        "fix": book.fixes(cause)[0],
    }


@_decided.register
def _(cause: Cause, book: Book, url: str) -> Shown:
    fixes, relations = book.fixes(cause), book.relations
    alike = relations.look_alikes.get(cause.id, ())
    first = fix_group(book, fixes[0], SEEN_STEPS)
    return {
        "section": book.home[cause.id],
        "family": book.by_id[cause.family],
        "facts": cause_facts(book, cause),
        "telling": recognition.telling(book, cause),
        "drawing": path_drawing(book.about.places, cause.place, book.strings),
        "place": next(
            place for place in book.about.places if place.id == cause.place
        ),
        "signs": recognition.telling_signs(book, cause),
        "all_signs": recognition.all_signs(book, cause),
        "printed": recognition.printed(book, cause),
        "list": checklist(book, cause, url, (first,)),
        "others": [(fix, fix_facts(book, fix)) for fix in fixes[1:]],
        "party": book.party(cause.responsible),
        "is_reader": is_reader(book, cause.responsible),
        "look_alikes": alike[:SEEN_LOOK_ALIKES],
        "more_alike": alike[SEEN_LOOK_ALIKES:],
        "scenarios": relations.scenarios_of.get(cause.id, ()),
    }


def cause_facts(book: Book, cause: Cause) -> list[str]:
    """How often it is the cause, who can fix it, and how long the quickest fix takes."""
    say = book.strings.say
    quickest = say(f"takes.{order.quickest(book.fixes(cause))}")
    return [
        sentence(say(f"likely.{cause.likelihood}")),
        doing(book, cause.responsible, "canFix"),
        say("pages.quickest", time=quickest),
    ]


@_decided.register
def _(fix: Fix, book: Book, url: str) -> Shown:
    say = book.strings.say
    return {
        "section": book.home[fix.id],
        "facts": [
            say("pages.takes", time=say(f"takes.{fix.effort}")),
            sentence(say(f"safety.{fix.safety}")),
            doing(book, fix.responsible, "canDo"),
        ],
        "causes": order.causes_helped(book, fix),
        "scenarios": book.relations.scenarios_of.get(fix.id, ()),
        "list": checklist(book, fix, url, (fix_group(book, fix),)),
    }


@_decided.register
def _(symptom: Symptom, book: Book, url: str) -> Shown:
    relations = book.relations
    told = relations.causes_of_symptom.get(symptom.id, ())
    listed = relations.listed_on.get(symptom.id, ())
    special = [
        one for one in relations.implied_by.get(symptom.id, ()) if one not in listed
    ]
    return {
        "section": book.home[symptom.id],
        "look": book.by_id[symptom.observation],
        "tried": landing.tried_for(book, symptom),
        "is_telling": landing.is_telling(book, symptom),
        "shows_problem": landing.shows_problem(book, symptom),
        "otherwise": landing.otherwise(book, symptom),
        "never": [cause for cause, often in told if often is Often.NEVER],
        "platform": book.by_id.get(symptom.platform or ""),
        "general": [book.by_id[name] for name in symptom.implies],
        "special": special,
        "parts": [(part, landing.tried_for(book, part)) for part in listed],
        "list": _first_try(book, symptom, url),
    }


def _first_try(book: Book, symptom: Symptom, url: str) -> Checklist:
    """What to do first about a symptom: the first fix of the likeliest cause, else the look."""
    if landing.is_telling(book, symptom):
        tried = landing.tried_for(book, symptom)
        seen = SEEN_OF_SEVERAL if len(tried) > 1 else 0
        return checklist(book, symptom, url, (fix_group(book, tried[0].fix, seen),))
    look = book.by_id[symptom.observation]
    looks = [look] if isinstance(look, Observation) else []
    return checklist(book, symptom, url, look_groups(book, looks))


@_decided.register
def _(look: Observation, book: Book, url: str) -> Shown:
    say = book.strings.say
    symptoms = recognition.worth_a_look(book, look)
    return {
        "section": book.home[look.id],
        "facts": [
            say("pages.takes", time=say(f"takes.{look.effort}")),
            sentence(say("pages.changesNothing")),
            doing(book, look.responsible, "canLook"),
        ],
        "symptoms": symptoms,
        "seen": symptoms[:SEEN_SYMPTOMS],
        "is_listed": any(not symptom.platform for symptom in symptoms),
        "list": checklist(book, look, url, look_groups(book, [look])),
    }


@_decided.register
def _(scenario: Scenario, book: Book, url: str) -> Shown:
    cause, fix = book.by_id[scenario.cause], book.by_id[scenario.fix]
    groups = (fix_group(book, fix),) if isinstance(fix, Fix) else ()
    return {
        "section": book.home[scenario.id],
        "cause": cause,
        "fix": fix,
        "facts": cause_facts(book, cause) if isinstance(cause, Cause) else [],
        "role": next(role for role in book.about.roles if role.id == scenario.role),
        "list": checklist(book, scenario, url, groups),
    }


@_decided.register
def _(platform: Platform, book: Book, _url: str) -> Shown:
    relations = book.relations
    return {
        "tried": [
            landing.tried(book, [one])[0]
            for one in order.causes_of_platform(book, platform)
        ],
        "meanings": landing.meanings(book, platform),
        "prints": any(
            one.messages
            for one in relations.symptoms_of_platform.get(platform.id, ())
        ),
        "fixes": [
            (fix, _commands_for(fix, platform))
            for fix in order.by_worth(
                book, relations.fixes_of_platform.get(platform.id, ())
            )
        ],
    }


def _commands_for(fix: Fix, platform: Platform) -> list[Command]:
    """The commands of a fix that belong to a product."""
    every = [command for step in fix.steps for command in step.commands]
    return [command for command in every if command.platform == platform.id]
