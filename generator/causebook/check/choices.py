"""What is wrong with questions that have several answers: one act, and each answer once.

It must not know how a question is chosen or shown.
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import model
from ..load import Loaded, Sources, entries_of
from ..model.findings import Finding, quoted
from ..model.marked import KeyPath


def choices_of(sources: Sources) -> Iterator[tuple[Loaded, KeyPath, model.Choice]]:
    """Every question with several answers, its file and its place there."""
    for file in sources.files:
        if isinstance(file.entry, model.Problem):
            for n, choice in enumerate(file.entry.choices):
                yield file, ("choices", n), choice


def offered(sources: Sources) -> set[str]:
    """The symptoms that are an answer to some question."""
    return {
        option.symptom
        for _, _, choice in choices_of(sources)
        for option in choice.options
    }


def choice_findings(sources: Sources) -> Iterator[Finding]:
    """Findings for answers that stand twice in a question, or belong to another act than it."""
    entries = [entry for file in sources.files for entry, _, _ in entries_of(file)]
    acts = {entry.id for entry in entries if isinstance(entry, model.Observation)}
    seen_by = {
        entry.id: entry.observation
        for entry in entries
        if isinstance(entry, model.Symptom)
    }
    for file, at, choice in choices_of(sources):
        symptoms = [option.symptom for option in choice.options]
        for n, symptom in enumerate(symptoms):
            place = (*at, "options", n, "symptom")
            if symptom in symptoms[:n]:
                yield _twice(file, place, choice, symptom)
            elif choice.observation in acts:
                act = seen_by.get(symptom, choice.observation)
                yield from _elsewhere(file, place, choice, (symptom, act))


def _twice(file: Loaded, at: KeyPath, choice: model.Choice, symptom: str) -> Finding:
    """The finding for a second answer that means the same."""
    problem = f"{quoted(choice.id)} has two answers for {quoted(symptom)}"
    return file.finding(at, "S011", problem, "leave one of them")


def _elsewhere(
    file: Loaded, at: KeyPath, choice: model.Choice, seen: tuple[str, str]
) -> Iterator[Finding]:
    """A finding for an answer that another act reveals, or none."""
    symptom, act = seen
    if act != choice.observation:
        problem = f"{quoted(symptom)} is seen by {quoted(act)}"
        hint = f"a choice is one act: this one is {quoted(choice.observation)}"
        yield file.finding(at, "S011", problem, hint)
