"""What an entry says against itself, and a scenario against its cause.

It must not know where an id leads; references have checks of their own.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from .. import model
from ..book.once import once
from ..load import Loaded, Sources, entries_of
from ..load.recalled import digest, recall
from ..model.findings import Finding, quoted
from ..model.marked import KeyPath
from ..model.phrases import in_a_loop
from .choices import choice_findings, offered
from .evidence import evidence_findings
from .recognised import recognition_findings
from .specimens import specimen_findings


def contradictions(sources: Sources, today: datetime.date) -> list[Finding]:
    """Findings for values that contradict each other, in all files."""
    answers = offered(sources)
    found = [
        finding
        for file in sources.files
        for finding in _contradictions(file, answers)
    ]
    found += [finding for file in sources.files for finding in _reviews(file, today)]
    found += choice_findings(sources)
    return [
        *found,
        *_other_fixes(sources),
        *evidence_findings(sources),
        *recognition_findings(sources),
        *specimen_findings(sources),
    ]


def _contradictions(file: Loaded, answers: set[str]) -> list[Finding]:
    """Findings for values that contradict each other within an entry."""
    findings: list[Finding] = []
    for entry, _, at in entries_of(file):
        if isinstance(entry, model.Fix):
            findings += _without_undo(file, entry)
            findings += _twice(
                file, [step.id for step in entry.steps], (*at, "steps")
            )
        if isinstance(entry, model.Symptom):
            findings += _unrecognisable(file, entry, at, answers)
    if isinstance(file.entry, model.Phrases):
        findings += _phrases(file, file.entry)
    if isinstance(file.entry, model.Problem):
        findings += _twice(
            file, [choice.id for choice in file.entry.choices], ("choices",)
        )
    if isinstance(file.entry, model.About):
        for key in model.LISTS["book"]:
            findings += _twice(
                file, [item.id for item in getattr(file.entry, key)], (key,)
            )
    return [*findings, *_repetitions(file)]


def _without_undo(file: Loaded, fix: model.Fix) -> Iterator[Finding]:
    """A finding for a fix that changes something and does not say how to take it back."""
    if fix.safety is not model.Safety.READ_ONLY and fix.undo is None:
        problem = "a fix that is not read-only has no undo"
        yield file.finding(("safety",), "S011", problem, "add `undo`")


def _unrecognisable(
    file: Loaded, symptom: model.Symptom, at: KeyPath, answers: set[str]
) -> Iterator[Finding]:
    """Findings for what keeps a symptom from being recognised, or its patterns from being tried."""
    is_asked = symptom.ask is not None or symptom.id in answers
    if not (symptom.patterns or symptom.detector or is_asked):
        problem = f"nothing recognises {quoted(symptom.id)}"
        hint = "add `patterns`, `detector` or `ask`, or make it an option of a choice"
        yield file.finding((*at, "id"), "S011", problem, hint)
    for n, pattern in enumerate(symptom.patterns):
        if not is_whole(pattern):
            problem = "a pattern has both `re` and `near`, or neither"
            hint = "write one of them; `near` needs two patterns at least"
            yield file.finding((*at, "patterns", n), "S011", problem, hint)
    if symptom.patterns and symptom.examples is None:
        problem = f"{quoted(symptom.id)} has patterns but no examples"
        hint = "add `examples` with `match` and `miss`"
        yield file.finding((*at, "patterns"), "S011", problem, hint)


def is_whole(pattern: model.Pattern) -> bool:
    """Whether a pattern is either one or several."""
    return (pattern.re is None) == bool(pattern.near) and len(pattern.near) != 1


def _phrases(file: Loaded, entry: model.Phrases) -> list[Finding]:
    """Findings for phrases that share a name or need themselves."""
    known = {phrase.id: phrase.re for phrase in entry.phrases}
    if len(known) < len(entry.phrases):
        return _twice(file, [phrase.id for phrase in entry.phrases], ("phrases",))
    looped = [(n, name) for n, name in enumerate(known) if in_a_loop(name, known)]
    hint = "write its words out"
    return [
        file.finding(
            ("phrases", n, "re"), "L004", f"{quoted(name)} refers to itself", hint
        )
        for n, name in looped
    ]


def _twice(file: Loaded, ids: list[str], at: KeyPath) -> list[Finding]:
    """A finding for each id that a list has had before."""
    hint = "ids are unique within a list"
    return [
        file.finding((*at, n, "id"), "L002", f"id {quoted(name)} is taken", hint)
        for n, name in enumerate(ids)
        if name in ids[:n]
    ]


@once
def _repetitions(file: Loaded) -> list[Finding]:
    """A finding for each value that a list of a file has had before; a preview asks often."""
    key = digest("repeated", file.key)
    return recall(key, lambda: list(_repeated(file, file.entry, ())))


def _repeated(file: Loaded, value: object, at: KeyPath) -> Iterator[Finding]:
    """A finding for each value that a list has had before; ids and aliases are judged as names."""
    if isinstance(value, model.Model):
        for key, info in type(value).model_fields.items():
            if key != "aliases":
                yield from _repeated(
                    file, getattr(value, key), (*at, info.alias or key)
                )
    elif isinstance(value, tuple):
        for n, item in enumerate(value):
            if not hasattr(item, "id") and item in value[:n]:
                problem = f"item {n + 1} says what item {value.index(item) + 1} says"
                yield file.finding((*at, n), "S011", problem, "remove it")
            yield from _repeated(file, item, (*at, n))


def _reviews(file: Loaded, today: datetime.date) -> Iterator[Finding]:
    """A finding for each review on a day to come; where the author is, it may be tomorrow."""
    for entry, _, at in entries_of(file):
        if entry.reviewed and entry.reviewed.date > today + datetime.timedelta(
            days=1
        ):
            problem = f"a review on {entry.reviewed.date}, which is to come"
            hint = "write the day on which it was reviewed"
            yield file.finding((*at, "reviewed", "date"), "S012", problem, hint)


def _other_fixes(sources: Sources) -> Iterator[Finding]:
    """A finding for each scenario whose fix is not one of its cause's, where all are known."""
    entries = [file.entry for file in sources.files]
    causes = {entry.id: entry for entry in entries if isinstance(entry, model.Cause)}
    fixes = {entry.id: entry for entry in entries if isinstance(entry, model.Fix)}
    for file in sources.files:
        if not isinstance(file.entry, model.Scenario):
            continue
        cause, fix = causes.get(file.entry.cause), fixes.get(file.entry.fix)
        if not cause or not fix or not fixes.keys() >= set(cause.fixes):
            continue
        if fix.id not in cause.fixes and cause.id not in fix.causes:
            problem = f"{quoted(fix.id)} is not a fix of {quoted(cause.id)}"
            yield file.finding(
                ("fix",), "L008", problem, f"its fixes: {', '.join(cause.fixes)}"
            )
