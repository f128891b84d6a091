"""A book whose every text is a payload, on pages of every kind, and its harmless twin.

The twin has an `x` for every visible character of every text. Whatever the payloads are,
both books must come out as the same elements with the same addresses.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
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

    wide = 0

    def __init__(self, first: int, shown: Callable[[str], str]) -> None:
        self.next, self.named, self.shown = first, first, shown

    def turn(self, _kind: str, _number: int) -> None:
        """An entry begins; the payloads go on as they come."""

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


class EveryPayload(Payloads):
    """Begins each entry one payload further on: books of so many entries, each `first` so many on, leave none out."""

    wide = 6  # as many parties, places and roles, and problems

    def __init__(self, first: int, shown: Callable[[str], str] = str) -> None:
        super().__init__(first, shown)
        self.first, self.kind, self.field = first, "", 0
        self.seen: dict[tuple[str, int], set[int]] = defaultdict(set)

    def turn(self, kind: str, number: int) -> None:
        """An entry begins: its fields have the payloads from here on."""
        self.kind, self.field = kind, 0
        self.next = self.named = self.first + number

    def name(self) -> str:
        """The next payload, as for any other text."""
        return self.plain()

    def plain(self) -> str:
        """The next payload, and which field has it."""
        self.field += 1
        self.seen[self.kind, self.field].add((self.next + 1) % len(PAYLOADS))
        return super().plain()


def payload_book(folder: Path, size: int, say: Payloads) -> Path:
    """A book with so many entries of each kind whose texts are payloads."""
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
        messages = {"kind": "symptoms", "symptoms": [_symptom(say, n)]}
        files[f"{ROOM}/messages/platform-{n}.yml"] = messages
    for name, numbers in (
        {f"odd-{n}": [n] for n in range(say.wide)}.items()
        if say.wide
        else {"odd": range(size)}.items()
    ):
        files[f"{name}/problem.yml"] = _problem(say, numbers)
    return write_book(
        folder, files, {f"page-{n}.md": _page(say, n) for n in range(size)}
    )


def _page(say: Payloads, n: int) -> str:
    say.turn("page", n)
    title, description = (
        json.dumps(say.name(), ensure_ascii=False) for _ in range(2)
    )
    return f"---\ntitle: {title}\naudience: public\ndescription: {description}\n---\n\nWords.\n"


def _about(say: Payloads) -> dict[str, Any]:
    people = [
        _party(say, n, name)
        for n, name in enumerate(_names(say, "reader", "help-desk", kind="party"))
    ]
    places = [
        _place(say, n, name)
        for n, name in enumerate(
            _names(say, "computer", "queue", "cable", "printer", kind="place")
        )
    ]
    roles = [
        _role(say, n, name)
        for n, name in enumerate(_names(say, "user", "technician", kind="role"))
    ]
    say.turn("book", 0)
    return {
        "kind": "book",
        "id": "printer-book",
        "title": say.plain(),
        "summary": say.plain(),
        "parties": people,
        "places": places,
        "roles": roles,
    }


def _names(say: Payloads, *needed: str, kind: str) -> list[str]:
    """The ids that the starter's entries need, and more where every one is to have every payload."""
    return [*needed, *(f"{kind}-{n}" for n in range(len(needed), say.wide))]


def _party(say: Payloads, n: int, name: str) -> dict[str, Any]:
    say.turn("party", n)
    title = "y" if name == "help-desk" and not say.wide else say.plain()
    return {"id": name, "title": title, "contact": say.plain()}


def _place(say: Payloads, n: int, name: str) -> dict[str, Any]:
    say.turn("place", n)
    return {"id": name, "title": say.plain()}


def _role(say: Payloads, n: int, name: str) -> dict[str, Any]:
    say.turn("role", n)
    return {
        "id": name,
        "title": say.plain(),
        "parties": ["reader"],
        "start": ["out-of-paper"],
    }


def _entry(say: Payloads, kind: str, **more: Any) -> dict[str, Any]:
    return {
        **({"kind": kind} if kind else {}),
        **COMMON,
        "title": say.name(),
        "summary": say.name(),
        "notes": [{"audience": "public", "text": say.rich()}],
        "reviewed": REVIEW,
        "sources": [
            {"title": say.plain(), "url": "https://example.org/a_(b)?c=[d]&e=*f*"}
        ],
        **more,
    }


def _platform(say: Payloads, name: str) -> dict[str, Any]:
    say.turn("platform", int(name.rpartition("-")[2]) if "-" in name else 0)
    return _entry(say, "", id=name, url="https://example.org/")


def _cause(say: Payloads, n: int) -> dict[str, Any]:
    say.turn("cause", n)
    alike = {
        "cause": "out-of-paper",
        "symptom": f"symptom-{n}",
        "difference": say.rich(),
    }
    return _entry(
        say,
        "cause",
        family="printer-not-ready",
        likelihood="common",
        place="queue",
        responsible="reader",
        evidence={f"symptom-{n}": "usually"},
        fixes=[f"fix-{n}"],
        why=say.rich(),
        look_alikes=[alike],
        exchange={"text": say.plain(), "caption": say.plain()},
        message=say.plain(),
        aliases=[f"old-{n}"],
    )


def _fix(say: Payloads, n: int) -> dict[str, Any]:
    say.turn("fix", n)
    check = {
        "text": say.rich(),
        "commands": [{"run": say.plain(), "platform": f"platform-{n}"}],
    }
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
    say.turn("scenario", n)
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
    say.turn("symptom", n)
    return _entry(
        say,
        "",
        id=f"symptom-{n}",
        observation="look-at-the-queue",
        ask=say.plain(),
        messages=[say.plain(), f"{say.plain()} again"],
        platform=f"platform-{n}",
        shows_problem=True,
        patterns=[{"re": f"zebra{n}"}],
        examples={"match": [f"zebra{n}"], "miss": ["zebra", "lion"]},
    )


def _problem(say: Payloads, numbers: Iterable[int]) -> dict[str, Any]:
    families = [_family(say, n) for n in numbers]
    looks = [_look(say, n) for n in numbers]
    say.turn("problem", next(iter(numbers)))
    return _entry(
        say,
        "problem",
        meaning=say.rich(),
        families=families,
        observations=looks,
        otherwise=[
            {"symptom": "symptom-0", "title": say.plain(), "text": say.plain()}
        ],
    )


def _family(say: Payloads, n: int) -> dict[str, Any]:
    say.turn("family", n)
    return _entry(say, "", id=f"family-{n}", telltale=say.plain())


def _look(say: Payloads, n: int) -> dict[str, Any]:
    say.turn("observation", n)
    return _entry(
        say,
        "",
        id=f"look-{n}",
        effort="minutes",
        responsible="reader",
        get=say.plain(),
        do=say.rich(),
        commands=[{"run": say.plain()}],
    )
