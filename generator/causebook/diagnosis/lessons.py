"""What words are learned from: the public texts of a book, and its cases, each with its families.

Only what the public may read teaches, so that both audiences weigh words alike and none tells of
what is internal. It must not know how they are learned.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from ..book import weights
from ..book.audience import for_audience
from ..book.book import Book
from ..load import Sources
from ..load.words import NAME, REMEDY
from ..model import Audience, Cases, Cause, Symptom
from ..model.findings import Finding

_LEAST_SHARE = 0.05
"""A family that has less of a text is not taught by it."""
_FORM = 1
"""Of what is learned; a new one makes what was learned before stale."""


@dataclass(frozen=True)
class Lesson:
    """A text with the families that it speaks for, which have shares in it that make 1."""

    text: str
    shares: tuple[tuple[str, float], ...]
    origin: str = ""
    """The file of the case; empty for a text of the book."""
    source: str = ""
    """Where the case comes from; cases of one source are told apart by nothing."""


def lessons(public: Book, cases: Sources) -> tuple[Lesson, ...]:
    """All lessons of a book that has been filtered for the public, in the order of its files."""
    return (*_of_book(public), *_of_cases(public, cases))


def digest(taught: tuple[Lesson, ...], public: Book) -> str:
    """A short name of what words are learned from."""
    families = [
        (family.id, family.likelihood)
        for section in public.sections
        for family in section.problem.families
    ]
    told = [(lesson.text, lesson.shares, lesson.source) for lesson in taught]
    data = json.dumps([_FORM, families, told], ensure_ascii=True)
    return hashlib.sha256(data.encode()).hexdigest()[:16]


def check_freshness(book: Book, cases: Sources) -> list[Finding]:
    """A finding where words were learned from other texts than those of today."""
    public = for_audience(book, Audience.PUBLIC)
    if book.words is None or book.words.learned_from == digest(
        lessons(public, cases), public
    ):
        return []
    message = "was learned from other texts and cases than those of today"
    return [Finding(f"causes/{NAME}", 0, 0, "W002", message, REMEDY)]


def _of_book(public: Book) -> Iterator[Lesson]:
    """What the texts of the book teach."""
    for section in public.sections:
        for family in section.problem.families:
            whole = f"{family.title}\n{family.summary}\n{family.telltale}"
            yield Lesson(whole, ((family.id, 1.0),))
        for cause in section.causes:
            yield Lesson(f"{cause.title}\n{cause.summary}", ((cause.family, 1.0),))
        for scenario in section.scenarios:
            own = public.by_id[scenario.cause]
            if isinstance(own, Cause):
                yield Lesson(
                    f"{scenario.title}\n{scenario.paste}", ((own.family, 1.0),)
                )
    yield from _of_symptoms(public)


def _of_symptoms(public: Book) -> Iterator[Lesson]:
    """What symptoms teach: what is asked, and all that people and products say of them."""
    shown = _shown_by_families(public)
    for section in public.sections:
        for symptom in section.symptoms:
            shares = _shares(symptom, public, shown)
            if shares:
                said = symptom.examples.match if symptom.examples else ()
                texts = (
                    f"{symptom.title}\n{symptom.ask or ''}",
                    *symptom.messages,
                    *said,
                )
                yield from (Lesson(text, shares) for text in texts)


def _shown_by_families(public: Book) -> dict[str, dict[str, float]]:
    """How often a cause of each family shows each symptom that one of them lists."""
    shown: dict[str, dict[str, float]] = defaultdict(dict)
    for section in public.sections:
        for cause in section.causes:
            for item in public.evidence(cause):
                own = shown[item.symptom]
                often = weights.EVIDENCE[item.often]
                own[cause.family] = max(often, own.get(cause.family, 0.0))
    return shown


def _shares(
    symptom: Symptom, public: Book, shown: dict[str, dict[str, float]]
) -> tuple[tuple[str, float], ...]:
    """The families that a symptom speaks for, itself or through what it implies."""
    found: dict[str, float] = {}
    for name in _with_implied(symptom, public):
        for family, often in shown.get(name, {}).items():
            found[family] = max(often, found.get(family, 0.0))
    whole = sum(found.values())
    return tuple(
        (family, round(often / whole, 3))
        for family, often in sorted(found.items())
        if often >= _LEAST_SHARE * whole
    )


def _with_implied(symptom: Symptom, public: Book) -> list[str]:
    """A symptom and all that it implies."""
    names = [symptom.id]
    for name in names:
        entry = public.by_id.get(name)
        if isinstance(entry, Symptom):
            names += [general for general in entry.implies if general not in names]
    return names


def _of_cases(public: Book, cases: Sources) -> Iterator[Lesson]:
    """What the cases teach; one of a family that is not public teaches nothing."""
    for file in cases.files:
        for case in file.entry.cases if isinstance(file.entry, Cases) else ():
            cause = public.by_id.get(case.cause or "")
            family = case.family or (cause.family if isinstance(cause, Cause) else "")
            if family in public.by_id:
                yield Lesson(
                    case.evidence, ((family, 1.0),), file.path, case.source or ""
                )
