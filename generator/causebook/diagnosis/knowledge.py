"""What the diagnosis must know of a book, as JSON: one document for all its problems.

Weights and wording are the engine's business; here are only the entries, flattened.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from ..book.addresses import source_path, url
from ..book.audience import is_internal
from ..book.book import Book
from ..model import Cause, Check, Command, Fix, Linked, Observation, Otherwise, Symptom
from ..render.markup import html_text, rich_html


def knowledge(book: Book, audience: str, version: str) -> dict[str, Any]:
    """The knowledge of a book that has been filtered for its audience; addresses are from the site's root."""
    sections = book.sections
    return {
        "book": {
            "id": book.about.id,
            "title": book.about.title,
            "version": version,
            "audience": audience,
        },
        "problem": _problem(book),
        "parties": [{"id": p.id, "title": p.title} for p in book.about.parties],
        "roles": [
            {"id": r.id, "title": r.title, "parties": list(r.parties)} for r in book.about.roles
        ],
        "facets": [{"id": f.id, "title": f.title} for f in book.about.facets],
        "platforms": [{"id": p.id, "title": p.title} for p in book.platforms],
        "observations": [
            _observation(book, look) for s in sections for look in s.problem.observations
        ],
        "phrases": book.phrases_in(symptom for s in sections for symptom in s.symptoms),
        "symptoms": [_symptom(book, symptom) for s in sections for symptom in s.symptoms],
        "otherwise": [_otherwise(other) for s in sections for other in s.problem.otherwise],
        "families": [
            {**_named(book, family), "likelihood": family.likelihood.value}
            for s in sections
            for family in s.problem.families
        ],
        "causes": [_cause(book, cause) for s in sections for cause in s.causes],
        "fixes": [_fix(book, fix) for s in sections for fix in s.fixes],
        "scenarios": [
            {"id": x.id, "title": x.title, "paste": x.paste, "cause": x.cause, "role": x.role}
            for s in sections
            for x in s.scenarios
        ],
    }


def _problem(book: Book) -> dict[str, Any]:
    """The problem that the book is about: the only one, or the book itself where there are several or none."""
    if not book.sections:
        return {"id": book.about.id, "title": book.about.title, "url": ""}
    first = book.sections[0].problem
    return {
        "id": first.id,
        "title": first.title if len(book.sections) == 1 else book.about.title,
        "url": f"{first.id}/",
    }


def _otherwise(other: Otherwise) -> dict[str, Any]:
    alone = {"speaksAlone": True} if other.speaks_alone else {}
    return {"symptom": other.symptom, "title": other.title, "text": other.text, **alone}


def _named(book: Book, entry: Linked) -> dict[str, Any]:
    """Id, title, address, and whether it is internal: what the public help center concludes leaves that out."""
    marked = {"internal": True} if is_internal(book, entry) else {}
    return {"id": entry.id, "title": entry.title, "url": url(source_path(book, entry)), **marked}


def _observation(book: Book, look: Observation) -> dict[str, Any]:
    return {
        **_named(book, look),
        "effort": look.effort.value,
        "party": look.responsible,
        "get": look.get,
    }


def _symptom(book: Book, symptom: Symptom) -> dict[str, Any]:
    patterns = [
        {"in": list(p.in_), "case": p.case, **({"near": list(p.near)} if p.near else {"re": p.re})}
        for p in symptom.patterns
    ]
    return {
        **_named(book, symptom),
        "ask": symptom.ask,
        "observation": symptom.observation,
        "background": symptom.background.value,
        "patterns": patterns,
        "detector": symptom.detector,
        "absentIn": symptom.absent_in,
        "implies": list(symptom.implies),
        "showsProblem": symptom.shows_problem,
        "suggestsProblem": symptom.suggests_problem,
    }


def _cause(book: Book, cause: Cause) -> dict[str, Any]:
    alike = [
        {"cause": item.cause, "difference": _html(book, item.difference), "symptom": item.symptom}
        for item in cause.look_alikes
        if item.cause in book.by_id
    ]
    return {
        **_named(book, cause),
        "family": cause.family,
        "likelihood": cause.likelihood.value,
        "party": cause.responsible,
        "summary": cause.summary,
        "evidence": {item.symptom: item.often.value for item in book.evidence(cause)},
        "fixes": [fix.id for fix in book.fixes(cause)],
        "lookAlikes": alike,
        "message": cause.message,
    }


def _fix(book: Book, fix: Fix) -> dict[str, Any]:
    steps = [
        {
            "id": step.id,
            "html": _html(book, step.do),
            "commands": _commands(step.commands),
            **({"internal": True} if step.audience.value == "internal" else {}),
        }
        for step in fix.steps
    ]
    return {
        **_named(book, fix),
        "effort": fix.effort.value,
        "safety": fix.safety.value,
        "party": fix.responsible,
        "steps": steps,
        "verify": _html(book, fix.verify.text),
        "undo": _undo(book, fix.undo),
    }


def _undo(book: Book, undo: Check | None) -> str | None:
    """How to undo it, or nothing where there is nothing to undo."""
    return _html(book, undo.text) if undo else None


def _commands(commands: tuple[Command, ...]) -> list[dict[str, Any]]:
    """Commands with their platforms."""
    return [{"platform": command.platform, "run": command.run} for command in commands]


def _html(book: Book, text: str) -> str:
    """Rich text as HTML on the page `diagnose/`."""
    return str(
        rich_html(
            text, lambda entry: "../" + url(source_path(book, book.by_id[entry])), shown=html_text
        )
    )


_DEFAULTS: dict[str, dict[str, Any]] = {
    "symptoms": {
        "ask": None,
        "detector": None,
        "absentIn": None,
        "implies": [],
        "showsProblem": False,
        "suggestsProblem": False,
        "patterns": [],
        "background": "rare",
    },
    "causes": {"lookAlikes": [], "message": None, "likelihood": "occasional"},
    "fixes": {"undo": None},
    "families": {},
    "observations": {},
}


def packed(known: dict[str, Any]) -> dict[str, Any]:
    """The knowledge without what goes without saying or stands elsewhere on the page; `unpack.mjs` makes it whole again.

    The questions are left to the page's plain list; symptoms are named by their place in the list of symptoms, in which
    those that one looks for in the same way stand together, since they say the same words.
    """
    listed = sorted(known["symptoms"], key=lambda symptom: str(symptom["observation"]))
    places = {symptom["id"]: place for place, symptom in enumerate(listed)}
    symptoms = [
        {**symptom, "ask": None, "implies": _steps(symptom["implies"], places)}
        for symptom in listed
    ]
    causes = [
        {**cause, "evidence": _by_often(cause["evidence"], places)} for cause in known["causes"]
    ]
    known = {**known, "symptoms": symptoms, "causes": causes}
    problem = known["problem"]["id"]
    rooms = {
        "symptoms": f"{problem}/symptoms/",
        "fixes": f"{problem}/fixes/",
        "observations": f"{problem}/observations/",
        "causes": f"{problem}/",
        "families": f"{problem}/",
    }
    counts = Counter(symptom["observation"] for symptom in symptoms)
    usual = max(counts, key=counts.__getitem__, default=None)
    defaults = {**_DEFAULTS, "symptoms": {**_DEFAULTS["symptoms"], "observation": usual}}
    lists = {
        kind: [_without(item, values, rooms[kind]) for item in known[kind]]
        for kind, values in defaults.items()
    }
    return {**known, **lists, "defaults": defaults, "rooms": rooms}


def _by_often(evidence: dict[str, str], places: dict[str, int]) -> dict[str, list[int]]:
    """How often -> the symptoms that are shown so often."""
    return {
        often: _steps([name for name, own in evidence.items() if own == often], places)
        for often in dict.fromkeys(evidence.values())
    }


def _steps(names: Iterable[str], places: dict[str, int]) -> list[int]:
    """The places of the names in rising order, each as its distance to the one before."""
    own = sorted(places[name] for name in names)
    return [place - before for place, before in zip(own, [0, *own], strict=False)]


def _without(item: dict[str, Any], defaults: dict[str, Any], room: str) -> dict[str, Any]:
    """An entry without the keys that have their default, and without an address that its id gives."""
    kept = {
        key: value for key, value in item.items() if key not in defaults or value != defaults[key]
    }
    if kept.get("url") == f"{room}{item['id']}/":
        del kept["url"]
    if "patterns" in kept:
        kept["patterns"] = [_pattern(pattern) for pattern in kept["patterns"]]
    return kept


def _pattern(pattern: dict[str, Any]) -> str | dict[str, Any]:
    """A pattern without empty values; the expression alone where that is all."""
    kept = {key: value for key, value in pattern.items() if value}
    return str(kept["re"]) if kept.keys() == {"re"} else kept
