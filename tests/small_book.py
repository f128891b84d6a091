"""Books of a few entries, made in memory: a test says what matters to it, the rest is filled in."""

from typing import Any

from causebook import model
from causebook.book.book import Book
from causebook.book.section import Section

NAMED = {"title": "A title", "audience": "public", "summary": "A summary."}
DONE = {"effort": "seconds", "responsible": "reader"}
ABOUT = model.About.model_validate(
    {
        "id": "book",
        "title": "A book",
        "kind": "book",
        "summary": "For tests.",
        "parties": [{"id": "reader", "title": "you", "contact": "here"}],
        "places": [
            {"id": "here", "title": "Here"},
            {"id": "there", "title": "There"},
        ],
        "roles": [{"id": "user", "title": "I read", "parties": ["reader"]}],
    }
)


def family(name: str = "family", **more: Any) -> model.Family:
    return model.Family.model_validate(
        {**NAMED, "id": name, "telltale": "A sign.", **more}
    )


def look(name: str = "look", **more: Any) -> model.Observation:
    return model.Observation.model_validate(
        {**NAMED, **DONE, "id": name, "do": "Look.", "get": "a line", **more}
    )


def problem(**more: Any) -> model.Problem:
    filled = {
        **NAMED,
        "id": "problem",
        "kind": "problem",
        "meaning": "It means this.",
        "families": (family(),),
        "observations": (look(),),
    }
    return model.Problem.model_validate({**filled, **more})


def cause(name: str, **more: Any) -> model.Cause:
    filled = {
        **NAMED,
        "id": name,
        "kind": "cause",
        "family": "family",
        "likelihood": "rare",
        "place": "here",
        "responsible": "reader",
        "evidence": {"seen": "usually"},
        "why": "It does.",
        "fixes": ("fix",),
    }
    return model.Cause.model_validate({**filled, **more})


def fix(name: str = "fix", **more: Any) -> model.Fix:
    return model.Fix.model_validate(
        {
            **NAMED,
            **DONE,
            "id": name,
            "kind": "fix",
            "safety": "read-only",
            "steps": [{"id": "do", "do": "Do it."}],
            "verify": {"text": "It works."},
            **more,
        }
    )


def symptom(name: str = "seen", **more: Any) -> model.Symptom:
    return model.Symptom.model_validate(
        {**NAMED, "id": name, "observation": "look", **more}
    )


def platform(name: str) -> model.Platform:
    return model.Platform.model_validate({**NAMED, "id": name})


def scenario(name: str) -> model.Scenario:
    return model.Scenario.model_validate(
        {
            **NAMED,
            "id": name,
            "kind": "scenario",
            "role": "user",
            "paste": "x",
            "way": [{"text": "Look."}],
            "cause": "cause",
            "fix": "fix",
            "outcome": "It works.",
        }
    )


def section(
    causes: Any = (), fixes: Any = (), symptoms: Any = (), **more: Any
) -> Section:
    return Section(problem(**more), tuple(causes), tuple(symptoms), tuple(fixes))


def book(*sections: Section, **more: Any) -> Book:
    return Book(ABOUT, sections=sections, **more)
