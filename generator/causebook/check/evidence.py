"""Where evidence and messages stand: evidence at the cause, a message in the file of its product.

A fact with two homes is soon two facts. How evidence is weighed is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from .. import model
from ..load import Loaded, Sources, entries_of
from ..model.findings import Finding, quoted
from ..model.marked import KeyPath


def evidence_findings(sources: Sources) -> Iterator[Finding]:
    """Findings for evidence and messages out of place, and for messages that are `always` shown."""
    messages = {
        entry.id
        for file in sources.files
        for entry, _, _ in entries_of(file)
        if isinstance(entry, model.Symptom) and (entry.platform or _quoted(entry))
    }
    for file in sources.files:
        for entry, _, at in entries_of(file):
            if isinstance(entry, model.Symptom):
                yield from _misfiled(file, entry, at)
                yield from _elsewhere(file, entry, at)
            yield from _always(file, entry, at, messages)


def _misfiled(file: Loaded, symptom: model.Symptom, at: KeyPath) -> Iterator[Finding]:
    """A finding for a message outside its platform's file; what that file says has its name."""
    path = PurePosixPath(file.path)
    own = path.stem if path.parent.name == "messages" else None
    if symptom.platform and symptom.platform != own:
        yield file.finding(
            (*at, "platform"),
            "S010",
            f"a message of {quoted(symptom.platform)} does not belong here",
            f"put it at {path.parts[0]}/{file.problem}/messages/{symptom.platform}.yml",
        )


def _elsewhere(
    file: Loaded, symptom: model.Symptom, at: KeyPath
) -> Iterator[Finding]:
    """A finding for evidence at a symptom that the causes could list themselves."""
    if symptom.evidence_for and symptom.audience is model.Audience.PUBLIC:
        causes = ", ".join(quoted(item.cause) for item in symptom.evidence_for)
        yield file.finding(
            (*at, "evidence_for"),
            "L010",
            "evidence at a public symptom",
            f"list the symptom in the `evidence` of {causes}",
            key=True,
        )


def _quoted(symptom: model.Symptom) -> bool:
    """Whether it is known by exact words alone, which other products put in others."""
    return bool(symptom.messages) and symptom.detector is None


def _always(
    file: Loaded, entry: model.Entry, at: KeyPath, messages: set[str]
) -> Iterator[Finding]:
    """A finding for each message that a cause is said to show always.

    Users of other products never see it.
    """
    for key, name, often in _pairs(entry, messages):
        if often is model.Often.ALWAYS:
            yield file.finding(
                (*at, key, name),
                "L011",
                "`always` for an exact message",
                "write `usually`; other products print something else",
            )


def _pairs(
    entry: model.Entry, messages: set[str]
) -> Iterator[tuple[str, str, model.Often]]:
    """Each pair of a message and a cause: the key it stands at, its own key, and how often."""
    if isinstance(entry, model.Cause | model.Family):
        for item in entry.evidence:
            if item.symptom in messages:
                yield "evidence", item.symptom, item.often
    elif isinstance(entry, model.Symptom) and entry.id in messages:
        for pair in entry.evidence_for:
            yield "evidence_for", pair.cause, pair.often
