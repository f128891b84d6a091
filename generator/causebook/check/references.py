"""Every reference that an entry makes: from which key, to which id, of which kinds.

Listed once for all checks. It must not know whether the ids exist.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .. import model
from ..load.document import Path_
from ..model.fields import is_rich
from ..model.phrases import mentioned
from ..model.rich_text import entry_links


@dataclass(frozen=True)
class Reference:
    """A value that must be the id of something of one of these kinds."""

    at: Path_
    target: str
    kinds: tuple[str, ...]
    key: bool = False


def references(entry: object) -> Iterator[Reference]:
    """Every reference that an entry (or the book itself) makes."""
    if isinstance(entry, model.Book):
        for n, role in enumerate(entry.roles):
            yield from _many(role.parties, ("roles", n, "parties"), "party")
            yield from _many(role.start, ("roles", n, "start"), "cause")
    elif isinstance(entry, model.Phrases):
        for n, phrase in enumerate(entry.phrases):
            yield from _phrases(phrase.re, ("phrases", n, "re"))
    elif isinstance(entry, model.Cause):
        yield from _cause(entry)
    elif isinstance(entry, model.Symptom):
        yield from _symptom(entry)
    elif isinstance(entry, model.Scenario):
        yield Reference(("cause",), entry.cause, ("cause",))
        yield Reference(("fix",), entry.fix, ("fix",))
        yield Reference(("role",), entry.role, ("role",))
        for n, way in enumerate(entry.way):
            yield from _one(way.symptom, ("way", n, "symptom"), "symptom")
    elif isinstance(entry, model.Family):
        yield from _evidence(entry.evidence, "evidence", "symptom")
    elif isinstance(entry, model.Problem):
        for n, other in enumerate(entry.otherwise):
            yield Reference(("otherwise", n, "symptom"), other.symptom, ("symptom",))
    elif isinstance(entry, (model.Fix, model.Observation)):
        yield Reference(("responsible",), entry.responsible, ("party",))
        yield from _many(entry.causes if isinstance(entry, model.Fix) else (), ("causes",), "cause")
    yield from _inside(entry, ())


def _cause(cause: model.Cause) -> Iterator[Reference]:
    """The references of a cause."""
    yield Reference(("family",), cause.family, ("family",))
    yield Reference(("place",), cause.place, ("place",))
    yield Reference(("responsible",), cause.responsible, ("party",))
    yield from _evidence(cause.evidence, "evidence", "symptom")
    yield from _many(cause.fixes, ("fixes",), "fix")
    yield from _many(cause.platforms, ("platforms",), "platform")
    for n, item in enumerate(cause.look_alikes):
        yield Reference(("look_alikes", n, "cause"), item.cause, ("cause",))
        yield from _one(item.symptom, ("look_alikes", n, "symptom"), "symptom")


def _symptom(symptom: model.Symptom) -> Iterator[Reference]:
    """The references of a symptom."""
    yield Reference(("observation",), symptom.observation, ("observation",))
    yield from _one(symptom.platform, ("platform",), "platform")
    yield from _one(symptom.absent_in, ("absent_in",), "facet")
    yield from _many(symptom.implies, ("implies",), "symptom")
    yield from _evidence(symptom.evidence_for, "evidence_for", "cause")
    for n, pattern in enumerate(symptom.patterns):
        yield from _many(pattern.in_, ("patterns", n, "in"), "facet")
        for at, part in pattern.placed:
            yield from _phrases(part, ("patterns", n, *at))


def _phrases(pattern: str, at: Path_) -> Iterator[Reference]:
    """The phrases that a pattern refers to."""
    yield from (Reference(at, name, ("phrase",)) for name in mentioned(pattern))


def _one(target: str | None, at: Path_, kind: str) -> Iterator[Reference]:
    """The reference of an optional key."""
    if target is not None:
        yield Reference(at, target, (kind,))


def _many(targets: tuple[str, ...], at: Path_, kind: str) -> Iterator[Reference]:
    """The references of a list."""
    yield from (Reference((*at, n), target, (kind,)) for n, target in enumerate(targets))


def _evidence(items: tuple[model.Evidence, ...], key: str, kind: str) -> Iterator[Reference]:
    """The references of an evidence mapping; they stand in its keys."""
    yield from (Reference((key, item.symptom), item.symptom, (kind,), key=True) for item in items)


def _links(text: str, at: Path_) -> Iterator[Reference]:
    """The links of a rich text."""
    for target in entry_links(text) if "](entry:" in text else ():
        yield Reference(
            at,
            target,
            ("problem", "family", "observation", "cause", "symptom", "fix", "scenario", "platform"),
        )


def _inside(value: object, at: Path_) -> Iterator[Reference]:
    """Links in rich texts, and the platforms of commands, wherever they stand in an entry."""
    if isinstance(value, tuple):
        for n, item in enumerate(value):
            yield from _inside(item, (*at, n))
    elif isinstance(value, model.Model):
        if isinstance(value, model.Command):
            yield from _one(value.platform, (*at, "platform"), "platform")
        for key, info in type(value).model_fields.items():
            inner = getattr(value, key)
            if is_rich(info.metadata):
                yield from _links(inner, (*at, key))
            if isinstance(inner, model.Entry | tuple) and key in {
                "families",
                "observations",
                "symptoms",
                "platforms",
            }:
                continue
            yield from _inside(inner, (*at, key))
