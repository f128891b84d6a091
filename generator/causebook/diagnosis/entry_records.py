"""What the diagnosis must know of each entry, as records: one function for each kind.

It must not know how anything is shown, but for rich text, which is HTML on the page `diagnose/`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ..book.addresses import address
from ..book.audience import is_internal
from ..book.book import Book
from ..model import (
    Audience,
    Cause,
    Command,
    Family,
    Fix,
    Likelihood,
    LikelihoodFor,
    Linked,
    LookAlike,
    Named,
    Often,
    Pattern,
    Step,
    Symptom,
)
from ..render.markup import html_text, rich_html
from . import records

_CASED = re.compile(
    r"\\[pP](?:\{[^}]*\}|.)|\\."  # an escape means something else in another case
    r"|\[(?:\\.|[^\]\\])*(?:[A-Z]-[^A-Z\]]|[^A-Z\[]-[A-Z])(?:\\.|[^\]\\])*\]"  # a range over both
    r"|(?P<letter>[A-Z]+)",
    re.S,
)


def titled(named: Named) -> records.Titled:
    """Id and title."""
    return {"id": named.id, "title": named.title}


def linked(book: Book, entry: Linked) -> records.Entry:
    """Id, title and address; and whether it is internal, which the public concludes without."""
    shown: records.Entry = {
        "id": entry.id,
        "title": entry.title,
        "url": address(book, entry),
    }
    if is_internal(book, entry):
        shown["internal"] = True
    return shown


def symptom_record(book: Book, symptom: Symptom) -> records.Symptom:
    """A symptom with its patterns."""
    shown: records.Symptom = {
        "ask": symptom.ask,
        "title": symptom.title,
        **linked(book, symptom),  # type: ignore[typeddict-item]  # no entry has a first step
        "observation": symptom.observation,
        "background": symptom.background,
        "patterns": [pattern_record(pattern) for pattern in symptom.patterns],
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


def pattern_record(pattern: Pattern) -> records.SinglePattern | records.NearPattern:
    """A pattern: one expression, or several that stand near each other."""
    place: records.PatternPlace = {"in": list(pattern.in_), "case": pattern.case}
    if pattern.near:
        return {**place, "near": [_expression(pattern, own) for own in pattern.near]}
    return {**place, "re": _expression(pattern, pattern.re or "")}


def _expression(pattern: Pattern, source: str) -> str:
    """An expression; one that is blind to case in small letters, which makes the page smaller."""
    if pattern.case:
        return source
    return _CASED.sub(
        lambda found: found["letter"].lower() if found["letter"] else found[0], source
    )


def family_record(book: Book, family: Family) -> records.Family:
    """A family of causes."""
    shown: records.Family = {
        **linked(book, family),  # type: ignore[typeddict-item]  # no entry has one by role
        "likelihood": family.likelihood,
    }
    if family.likelihood_for:
        shown["likelihoodFor"] = _by_role(family.likelihood_for)
    return shown


def _by_role(said: Iterable[LikelihoodFor]) -> dict[str, Likelihood]:
    """How often it is for readers in each role that is named."""
    return {item.role: item.likelihood for item in said}


def cause_record(
    book: Book, cause: Cause, beside: Mapping[str, Often]
) -> records.Cause:
    """A cause with its evidence and what it shows `beside`, its fixes and what it is taken for."""
    shown: records.Cause = {
        **linked(book, cause),  # type: ignore[typeddict-item]  # no entry has one by role
        "family": cause.family,
        "likelihood": cause.likelihood,
        "party": cause.responsible,
        "summary": cause.summary,
        "evidence": {item.symptom: item.often for item in book.evidence(cause)}
        | dict(beside),
        "fixes": [fix.id for fix in book.fixes(cause)],
        "lookAlikes": [
            _alike(book, a) for a in cause.look_alikes if a.cause in book.by_id
        ],
        "message": cause.message,
    }
    if cause.likelihood_for:
        shown["likelihoodFor"] = _by_role(cause.likelihood_for)
    return shown


def _alike(book: Book, alike: LookAlike) -> records.LookAlike:
    """What tells the cause from another."""
    difference = _html(book, alike.difference)
    return {"cause": alike.cause, "difference": difference, "symptom": alike.symptom}


def fix_record(book: Book, fix: Fix) -> records.Fix:
    """A fix with its steps."""
    return {
        **linked(book, fix),
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
    if step.roles:
        shown["roles"] = list(step.roles)
    if step.audience is Audience.INTERNAL:
        shown["internal"] = True
    return shown


def _commands(commands: Iterable[Command]) -> list[records.Command]:
    """What to type on each platform."""
    return [
        {"platform": command.platform, "run": command.run} for command in commands
    ]


def _html(book: Book, text: str) -> str:
    """Rich text as HTML on the page `diagnose/`."""

    def resolve(entry: str) -> str:
        return "../" + address(book, book.by_id[entry])

    return str(rich_html(text, resolve, shown=html_text))
