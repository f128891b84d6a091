"""What the diagnosis must know of a book, as JSON: one document for all its problems.

It must not know how anything is shown, nor judge: here are the entries, flattened, and the scales.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..book import order, weights
from ..book.addresses import address, url
from ..book.audience import is_internal
from ..book.book import Book
from ..model import (
    Audience,
    Cause,
    Choice,
    Command,
    Family,
    Fix,
    Likelihood,
    LikelihoodFor,
    Linked,
    LookAlike,
    Named,
    Observation,
    Otherwise,
    Pattern,
    Platform,
    Role,
    Step,
    Symptom,
    Words,
)
from ..render import strings
from ..render.markup import html_text, rich_html
from . import records


def knowledge(book: Book, audience: Audience, version: str = "") -> records.Knowledge:
    """The knowledge of a book that has been filtered for its audience.

    Addresses are from the site's root. Choices and questions come first: the page's plain list,
    which stands before, says the same words, and what is near compresses well.
    """
    sections = book.sections
    return {
        "choices": [_choice(choice) for s in sections for choice in s.problem.choices],
        "symptoms": [_symptom(book, symptom) for symptom in _symptoms(book)],
        "book": _about(book, audience, version),
        "problem": _problem(book),
        "scales": _scales(),
        "parties": _titled(book.about.parties),
        "roles": [_role(role) for role in book.about.roles],
        "facets": _titled(book.about.facets),
        "platforms": [_platform(book, platform) for platform in book.platforms],
        "observations": [_observation(book, o) for s in sections for o in s.problem.observations],
        "phrases": book.phrases_in([*_symptoms(book), *book.platforms]),
        "otherwise": [_otherwise(other) for s in sections for other in s.problem.otherwise],
        "families": [_family(book, family) for s in sections for family in s.problem.families],
        # the engine keeps the order of equally likely causes: the commoner is first
        "causes": [
            _cause(book, cause)
            for s in sections
            for cause in order.common_causes(s, len(s.causes), book.platforms)
        ],
        "fixes": [_fix(book, fix) for s in sections for fix in s.fixes],
        "scenarios": [
            {**_title(shown), "paste": shown.paste, "cause": shown.cause, "role": shown.role}
            for s in sections
            for shown in s.scenarios
        ],
        "words": _words(book.words),
    }


def _words(words: Words | None) -> records.Words | None:
    """What was learned of words; what it was learned from is of no use to the page."""
    if words is None:
        return None
    return {
        "scale": words.scale,
        "families": list(words.families),
        "start": list(words.start),
        "words": {word: list(row) for word, row in words.words.items()},
    }


def _about(book: Book, audience: Audience, version: str) -> records.BookAbout:
    """What the book is called, which edition it is, and for whom."""
    return {**_title(book.about), "version": version, "audience": audience}


def _problem(book: Book) -> records.Problem:
    """The problem that the book is about: the only one, or the book where there are several."""
    if not book.sections:
        return {**_title(book.about), "url": ""}
    first = book.sections[0].problem
    title = first.title if len(book.sections) == 1 else book.about.title
    return {"id": first.id, "title": title, "url": f"{first.id}/"}


def _scales() -> records.Scales:
    """What the words of the scales weigh, and how pages say them."""
    return {
        "likelihood": weights.LIKELIHOOD,
        "evidence": weights.EVIDENCE,
        "background": weights.BACKGROUND,
        "tie": weights.TIE,
        "effort": weights.MINUTES,
        "safety": weights.RISK,
        "words": {"effort": strings.EFFORT, "safety": strings.SAFETY},
    }


def _title(named: Named) -> records.Titled:
    """Id and title."""
    return {"id": named.id, "title": named.title}


def _titled(items: Iterable[Named]) -> list[records.Titled]:
    """Id and title of each."""
    return [_title(item) for item in items]


def _entry(book: Book, entry: Linked) -> records.Entry:
    """Id, title and address; and whether it is internal, which the public concludes without."""
    shown: records.Entry = {"id": entry.id, "title": entry.title, "url": address(book, entry)}
    if is_internal(book, entry):
        shown["internal"] = True
    return shown


def _symptoms(book: Book) -> list[Symptom]:
    """All symptoms; those of one observation say the same words, and compress well together."""
    symptoms = [symptom for section in book.sections for symptom in section.symptoms]
    return sorted(symptoms, key=lambda symptom: symptom.observation)


def _observation(book: Book, look: Observation) -> records.Observation:
    """An act of looking."""
    return {
        **_entry(book, look),
        "effort": look.effort,
        "party": look.responsible,
        "get": look.get,
        "shownBy": list(look.shown_by),
        "shownBySymptoms": look.shown_by_symptoms,
        "roles": list(look.roles),
    }


def _choice(choice: Choice) -> records.Choice:
    """A question with several answers."""
    shown: records.Choice = {
        "id": choice.id,
        "ask": choice.ask,
        "observation": choice.observation,
        "options": [{"symptom": o.symptom, "text": o.text} for o in choice.options],
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
    if role.help:
        shown["help"] = {"title": role.help.title, "url": url(role.help.page)}
    return shown


def _platform(book: Book, platform: Platform) -> records.Platform:
    """A product, how it is recognised, and which causes it makes likelier."""
    return {
        **_title(platform),
        "patterns": [_pattern(p) for p in platform.patterns],
        "common": list(platform.common),
        "never": sorted(book.causes_named(platform.never)),
    }


def _symptom(book: Book, symptom: Symptom) -> records.Symptom:
    """A symptom with its patterns."""
    shown: records.Symptom = {
        "ask": symptom.ask,
        "title": symptom.title,
        **_entry(book, symptom),  # type: ignore[typeddict-item]  # no entry has a first step
        "observation": symptom.observation,
        "background": symptom.background,
        "patterns": [_pattern(pattern) for pattern in symptom.patterns],
        "detector": symptom.detector,
        "implies": list(symptom.implies),
        "showsProblem": symptom.shows_problem,
        "suggestsProblem": symptom.suggests_problem,
        "platform": symptom.platform,
    }
    if symptom.first_step:
        shown["firstStep"] = {
            "html": _html(book, symptom.first_step.do),
            "commands": _commands(symptom.first_step.commands),
        }
    return shown


def _pattern(pattern: Pattern) -> records.SinglePattern | records.NearPattern:
    """A pattern: one expression, or several that stand near each other."""
    place: records.PatternPlace = {"in": list(pattern.in_), "case": pattern.case}
    if pattern.near:
        return {**place, "near": list(pattern.near)}
    return {**place, "re": pattern.re or ""}


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


def _family(book: Book, family: Family) -> records.Family:
    """A family of causes."""
    shown: records.Family = {
        **_entry(book, family),  # type: ignore[typeddict-item]  # no entry has one by role
        "likelihood": family.likelihood,
    }
    if family.likelihood_for:
        shown["likelihoodFor"] = _by_role(family.likelihood_for)
    return shown


def _by_role(said: Iterable[LikelihoodFor]) -> dict[str, Likelihood]:
    """How often it is for readers in each role that is named."""
    return {item.role: item.likelihood for item in said}


def _cause(book: Book, cause: Cause) -> records.Cause:
    """A cause with its evidence, its fixes and what it is taken for."""
    shown: records.Cause = {
        **_entry(book, cause),  # type: ignore[typeddict-item]  # no entry has one by role
        "family": cause.family,
        "likelihood": cause.likelihood,
        "party": cause.responsible,
        "summary": cause.summary,
        "evidence": {item.symptom: item.often for item in book.evidence(cause)},
        "fixes": [fix.id for fix in book.fixes(cause)],
        "lookAlikes": [_alike(book, a) for a in cause.look_alikes if a.cause in book.by_id],
        "message": cause.message,
    }
    if cause.likelihood_for:
        shown["likelihoodFor"] = _by_role(cause.likelihood_for)
    return shown


def _alike(book: Book, alike: LookAlike) -> records.LookAlike:
    """What tells the cause from another."""
    difference = _html(book, alike.difference)
    return {"cause": alike.cause, "difference": difference, "symptom": alike.symptom}


def _fix(book: Book, fix: Fix) -> records.Fix:
    """A fix with its steps."""
    return {
        **_entry(book, fix),
        "effort": fix.effort,
        "safety": fix.safety,
        "party": fix.responsible,
        "steps": [_step(book, step) for step in fix.steps],
        "verify": _html(book, fix.verify.text),
        "undo": _html(book, fix.undo.text) if fix.undo else None,
        "unless": list(fix.unless),
    }


def _step(book: Book, step: Step) -> records.Step:
    """A step with its commands."""
    shown: records.Step = {
        "id": step.id,
        "html": _html(book, step.do),
        "commands": _commands(step.commands),
    }
    if step.audience is Audience.INTERNAL:
        shown["internal"] = True
    return shown


def _commands(commands: Iterable[Command]) -> list[records.Command]:
    """What to type on each platform."""
    return [{"platform": command.platform, "run": command.run} for command in commands]


def _html(book: Book, text: str) -> str:
    """Rich text as HTML on the page `diagnose/`."""

    def resolve(entry: str) -> str:
        return "../" + address(book, book.by_id[entry])

    return str(rich_html(text, resolve, shown=html_text))
