"""What the diagnosis must know of a book, as JSON: one document for all its problems.

It must not know how anything is shown, nor judge: here are the entries, flattened, and the scales.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..book import order, weights
from ..book.addresses import url
from ..book.book import Book
from ..model import (
    Audience,
    Choice,
    Effort,
    Named,
    Observation,
    Otherwise,
    Platform,
    Role,
    Safety,
    Scenario,
    Symptom,
)
from ..strings import Strings
from . import problems, records
from .entry_records import (
    cause_record,
    family_record,
    fix_record,
    linked,
    pattern_record,
    symptom_record,
    titled,
)
from .word_records import words_record


def knowledge(book: Book, audience: Audience, version: str = "") -> records.Knowledge:
    """The knowledge of a book that has been filtered for its audience.

    Addresses are from the site's root. Choices and questions come first: the page's plain list,
    which stands before, says the same words, and what is near compresses well.
    """
    sections = book.sections
    met_with = [one for one in book.platforms if one.audience is Audience.PUBLIC]
    return {
        "choices": _choices(book),
        "symptoms": [
            *problems.symptoms(book),
            *(symptom_record(book, symptom) for symptom in _symptoms(book)),
        ],
        "book": _about(book, audience, version),
        "problem": _problem(book),
        "scales": _scales(book),
        "parties": _titled(book.about.parties),
        "roles": [_role(role) for role in book.about.roles],
        "facets": _titled(book.about.facets),
        "platforms": [_platform(book, platform) for platform in book.platforms],
        "observations": _observations(book),
        "phrases": book.phrases_in([*_symptoms(book), *book.platforms]),
        "otherwise": [
            _otherwise(other) for s in sections for other in s.problem.otherwise
        ],
        "families": [
            family_record(book, family)
            for s in sections
            for family in s.problem.families
        ],
        # the engine keeps the order of equally likely causes: the commoner is first, and internal
        # entries change nothing about the order of the others
        "causes": [
            cause_record(book, cause, problems.evidence(book, cause))
            for s in sections
            for cause in order.most_met(s, met_with)
        ],
        "fixes": [fix_record(book, fix) for s in sections for fix in s.fixes],
        "scenarios": [_scenario(shown) for s in sections for shown in s.scenarios],
        "words": words_record(book.words),
    }


def _choices(book: Book) -> list[records.Choice]:
    """What is asked with several answers: first which problem it is, where there are several."""
    own = (choice for section in book.sections for choice in section.problem.choices)
    return [*problems.choices(book), *map(_choice, own)]


def _observations(book: Book) -> list[records.Observation]:
    """The acts of looking, that of telling the problem first, where there are several."""
    own = (look for section in book.sections for look in section.problem.observations)
    return [*problems.observations(book), *(_observation(book, look) for look in own)]


def _scenario(shown: Scenario) -> records.Scenario:
    """A worked example."""
    return {
        **titled(shown),
        "paste": shown.paste,
        "cause": shown.cause,
        "role": shown.role,
    }


def _about(book: Book, audience: Audience, version: str) -> records.BookAbout:
    """What the book is called, which edition it is, and for whom."""
    return {**titled(book.about), "version": version, "audience": audience}


def _problem(book: Book) -> records.Problem:
    """The problem that the book is about: the only one, or the book where there are several."""
    if not book.sections:
        return {**titled(book.about), "url": ""}
    first = book.sections[0].problem
    if problems.are_several(book):
        titles = ", ".join(f"“{section.problem.title}”" for section in book.sections)
        return {"id": book.about.id, "title": titles, "url": ""}
    return {"id": first.id, "title": first.title, "url": f"{first.id}/"}


def _scales(book: Book) -> records.Scales:
    """What the words of the scales weigh, and how pages say them."""
    return {
        "likelihood": weights.LIKELIHOOD,
        "evidence": weights.EVIDENCE,
        "background": weights.BACKGROUND,
        "tie": weights.TIE,
        "effort": weights.MINUTES,
        "safety": weights.RISK,
        "words": _words(book.strings),
    }


def _words(words: Strings) -> records.ScaleWords:
    """How pages say what a fix takes and what it can break."""
    return {
        "effort": {effort: words.say(f"effort.{effort}") for effort in Effort},
        "safety": {safety: words.say(f"safety.{safety}") for safety in Safety},
    }


def _titled(items: Iterable[Named]) -> list[records.Titled]:
    """Id and title of each."""
    return [titled(item) for item in items]


def _symptoms(book: Book) -> list[Symptom]:
    """All symptoms; those of one observation say the same words, and compress well together."""
    symptoms = [symptom for section in book.sections for symptom in section.symptoms]
    return sorted(symptoms, key=lambda symptom: symptom.observation)


def _observation(book: Book, look: Observation) -> records.Observation:
    """An act of looking."""
    return {
        **linked(book, look),
        "effort": look.effort,
        "party": look.responsible,
        "get": look.get,
        "shownBy": list(look.shown_by),
        "shownBySymptoms": look.shown_by_symptoms,
        "roles": list(look.roles),
        "seldomKnownTo": list(look.seldom_known_to),
    }


def _choice(choice: Choice) -> records.Choice:
    """A question with several answers."""
    shown: records.Choice = {
        "ask": choice.ask,
        "id": choice.id,
        "observation": choice.observation,
        "options": [{"text": o.text, "symptom": o.symptom} for o in choice.options],
    }
    if choice.audience is Audience.INTERNAL:
        shown["internal"] = True
    return shown


def _role(role: Role) -> records.Role:
    """Who the reader may be, and what shows it."""
    shown: records.Role = {
        "id": role.id,
        "title": role.title,
        "parties": list(role.parties),
        "facets": list(role.facets),
        "symptoms": list(role.symptoms),
    }
    if not role.runs_commands:
        shown["noCommands"] = True
    if role.help:
        shown["help"] = {"title": role.help.title, "url": url(role.help.page)}
    return shown


def _platform(book: Book, platform: Platform) -> records.Platform:
    """A product, how it is recognised, and which causes it makes likelier."""
    return {
        **titled(platform),
        "patterns": [pattern_record(p) for p in platform.patterns],
        "common": list(platform.common),
        "never": sorted(book.causes_named(platform.never)),
    }


def _otherwise(other: Otherwise) -> records.Otherwise:
    """What else a paste may be about."""
    shown: records.Otherwise = {
        "symptom": other.symptom,
        "title": other.title,
        "text": other.text,
    }
    if other.speaks_alone:
        shown["speaksAlone"] = True
    return shown
