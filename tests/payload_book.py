"""A book whose every text is a payload, on pages of every kind, and its harmless twin.

The twin has an `x` for every visible character of every text. Whatever the payloads are,
both books must come out as the same elements with the same addresses.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from payloads import PAYLOADS
from text_books import COMMON, write_book

ROOM = "does-not-print"
REVIEW = {"date": "2026-11-24", "owner": "docs"}
Text = Callable[[], str]


def harmless(text: str) -> str:
    """A text of the same words and lines that means nothing to anybody."""
    return re.sub(r"\S", "x", text)


class Payloads:
    """Hands out one payload after another, as they are or harmless, in plain and in rich text."""

    def __init__(self, first: int, shown: Callable[[str], str]) -> None:
        self.next, self.named, self.shown = first, first, shown

    def name(self) -> str:
        """The next payload for a title or a summary: these have an order of their own, so that none is left out."""
        self.named += 1
        return self.shown(PAYLOADS[self.named % len(PAYLOADS)])

    def plain(self) -> str:
        """The next payload."""
        self.next += 1
        return self.shown(PAYLOADS[self.next % len(PAYLOADS)])

    def rich(self) -> str:
        """The next payload thrice: as code at the very beginning, as words, and as code in an item."""
        text = self.plain()
        words = re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)
        return f"````\n{text}\n\n\t{text}\n````\n\n{words}\n\n- ````\n  {text}\n  ````\n\n  {words}\n- x"


def payload_book(folder: Path, size: int, first: int, shown: Callable[[str], str] = str) -> Path:
    """A book with so many entries of each kind whose texts are the payloads from `first` on."""
    say = Payloads(first, shown)
    files: dict[str, Any] = {
        "book.yml": _about(say),
        "platforms.yml": {
            "kind": "platforms",
            "platforms": [
                _platform(say, "cups"),
                *(_platform(say, f"platform-{n}") for n in range(size)),
            ],
        },
    }
    for n in range(size):
        files[f"{ROOM}/cause-{n}.yml"] = _cause(say, n)
        files[f"{ROOM}/fixes/fix-{n}.yml"] = _fix(say, n)
        files[f"{ROOM}/scenarios/scenario-{n}.yml"] = _scenario(say, n)
    files[f"{ROOM}/symptoms/odd.yml"] = {
        "kind": "symptoms",
        "symptoms": [_symptom(say, n) for n in range(size)],
    }
    files["odd/problem.yml"] = _problem(say, size)
    pages = {
        f"page-{n}.md": f"---\ntitle: {json.dumps(say.name(), ensure_ascii=False)}\naudience: public\n"
        f"description: {json.dumps(say.name(), ensure_ascii=False)}\n---\n\nWords.\n"
        for n in range(size)
    }
    return write_book(folder, files, pages)


def _about(say: Payloads) -> dict[str, Any]:
    people = [
        {"id": "reader", "title": say.plain(), "contact": say.plain()},
        {"id": "help-desk", "title": "y", "contact": say.plain()},
    ]
    return {
        "kind": "book",
        "id": "printer-book",
        "title": say.plain(),
        "summary": say.plain(),
        "parties": people,
        "places": [
            {"id": name, "title": say.plain()} for name in ("computer", "queue", "cable", "printer")
        ],
        "roles": [
            {"id": name, "title": say.plain(), "parties": ["reader"], "start": ["out-of-paper"]}
            for name in ("user", "technician")
        ],
    }


def _entry(say: Payloads, kind: str, **more: Any) -> dict[str, Any]:
    return {
        **({"kind": kind} if kind else {}),
        **COMMON,
        "title": say.name(),
        "summary": say.name(),
        "notes": [{"audience": "public", "text": say.rich()}],
        "reviewed": REVIEW,
        "sources": [{"title": say.plain(), "url": "https://example.org/a_(b)?c=[d]&e=*f*"}],
        **more,
    }


def _platform(say: Payloads, name: str) -> dict[str, Any]:
    return _entry(say, "", id=name, url="https://example.org/")


def _cause(say: Payloads, n: int) -> dict[str, Any]:
    alike = {"cause": "out-of-paper", "symptom": f"symptom-{n}", "difference": say.rich()}
    return _entry(
        say,
        "cause",
        family="printer-not-ready",
        likelihood="common",
        place="queue",
        responsible="reader",
        evidence={f"symptom-{n}": "always"},
        fixes=[f"fix-{n}"],
        why=say.rich(),
        look_alikes=[alike],
        exchange={"text": say.plain(), "caption": say.plain()},
        message=say.plain(),
        aliases=[f"old-{n}"],
    )


def _fix(say: Payloads, n: int) -> dict[str, Any]:
    check = {"text": say.rich(), "commands": [{"run": say.plain(), "platform": f"platform-{n}"}]}
    return _entry(
        say,
        "fix",
        effort="minutes",
        safety="reversible",
        responsible="reader",
        verify=check,
        undo=check,
        steps=[
            {
                "id": "a-step",
                "do": say.rich(),
                "commands": [{"run": say.plain(), "platform": f"platform-{n}"}],
            }
        ],
    )


def _scenario(say: Payloads, n: int) -> dict[str, Any]:
    return _entry(
        say,
        "scenario",
        role="user",
        paste=say.plain(),
        cause=f"cause-{n}",
        fix=f"fix-{n}",
        outcome=say.rich(),
        way=[{"text": say.rich(), "symptom": f"symptom-{n}"}],
    )


def _symptom(say: Payloads, n: int) -> dict[str, Any]:
    return _entry(
        say,
        "",
        id=f"symptom-{n}",
        observation="look-at-the-queue",
        ask=say.plain(),
        messages=[say.plain(), say.plain()],
        platform=f"platform-{n}",
        shows_problem=True,
        patterns=[{"re": f"zebra{n}"}],
        examples={"match": [f"zebra{n}"], "miss": ["zebra", "lion"]},
    )


def _problem(say: Payloads, size: int) -> dict[str, Any]:
    families = [_entry(say, "", id=f"family-{n}", telltale=say.plain()) for n in range(size)]
    looks = [
        _entry(
            say,
            "",
            id=f"look-{n}",
            effort="minutes",
            responsible="reader",
            get=say.plain(),
            do=say.rich(),
            commands=[{"run": say.plain()}],
        )
        for n in range(size)
    ]
    return _entry(
        say,
        "problem",
        meaning=say.rich(),
        families=families,
        observations=looks,
        otherwise=[{"symptom": "symptom-0", "title": say.plain(), "text": say.plain()}],
    )
