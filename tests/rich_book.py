"""A book with rich texts in every field that takes them, and where each must be found on the pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from causebook.model.rich_text import RichTextError, read_rich
from random_rich import Author
from text_books import COMMON, Event, Reading, as_markdown, holds, inside, meaning

ROOM = "does-not-print"


@dataclass
class RichBook:
    """Files of entries, and the rich texts of each page by where they stand on it."""

    files: dict[str, Any] = field(default_factory=dict)
    placed: list[tuple[str, str, str]] = field(default_factory=list)

    def at(self, page: str, place: str, text: str) -> str:
        """The text, remembered as standing at this place of a page."""
        self.placed.append((page, place, text))
        return text


def texts(chance: Random) -> Iterator[str]:
    """Random rich texts within the grammar and the length that a field may have."""
    author = Author(chance)
    while True:
        text = author.text()
        try:
            read_rich(text)
        except RichTextError:
            continue
        if text.strip() and len(text) <= 6000:
            yield text


def rich_book(chance: Random, count: int) -> RichBook:
    """A book with at least so many random rich texts."""
    book, source = RichBook(), texts(chance)
    number = 0
    while len(book.placed) < count:
        _cause(book, f"cause-{number}", source)
        _fix(book, f"fix-{number}", f"cause-{number}", source)
        _scenario(book, f"scenario-{number}", number, source)
        _symptoms(book, f"symptom-{number}", source)
        _problem(book, f"problem-{number}", source)
        number += 1
    return book


def _entry(
    book: RichBook, page: str, kind: str, source: Iterator[str], notes: int
) -> dict[str, Any]:
    """What all entries have, with notes."""
    return {
        "kind": kind,
        **COMMON,
        "title": "A title",
        "summary": "A summary.",
        "notes": [
            {"audience": "public", "text": book.at(page, "note", next(source))}
            for _ in range(notes)
        ],
    }


def _cause(book: RichBook, name: str, source: Iterator[str]) -> None:
    page = f"{ROOM}/{name}"
    others = ["out-of-paper", "queue-paused", "printer-offline"]
    book.files[f"{ROOM}/{name}.yml"] = {
        **_entry(book, page, "cause", source, 2),
        "family": "printer-not-ready",
        "likelihood": "rare",
        "place": "queue",
        "responsible": "reader",
        "evidence": {"queue-says-disabled": "usually"},
        "fixes": ["load-paper"],
        "why": book.at(page, "block", next(source)),
        "look_alikes": [
            {
                "cause": other,
                "symptom": "others-can-print",
                "difference": book.at(page, "look-alike", next(source)),
            }
            for other in others
        ],
    }


def _fix(book: RichBook, name: str, cause: str, source: Iterator[str]) -> None:
    page = f"{ROOM}/fixes/{name}"
    book.files[f"{ROOM}/fixes/{name}.yml"] = {
        **_entry(book, page, "fix", source, 1),
        "effort": "minutes",
        "safety": "reversible",
        "responsible": "reader",
        "causes": [cause],
        "steps": [
            {
                "id": f"step-{n}",
                "do": book.at(page, "step", next(source)),
                "commands": [{"run": "a\n\n\tb", "platform": "cups"}],
            }
            for n in range(11)
        ],
        "verify": {"text": book.at(page, "verify", next(source))},
        "undo": {"text": book.at(page, "undo", next(source))},
    }


def _scenario(book: RichBook, name: str, number: int, source: Iterator[str]) -> None:
    page = f"{ROOM}/scenarios/{name}"
    book.files[f"{ROOM}/scenarios/{name}.yml"] = {
        **_entry(book, page, "scenario", source, 1),
        "role": "user",
        "paste": "a paste",
        "cause": f"cause-{number}",
        "fix": "load-paper",
        "outcome": book.at(page, "block", next(source)),
        "way": [
            {
                "symptom": "queue-says-disabled",
                "text": book.at(page, "way", next(source)),
            }
            for _ in range(11)
        ],
    }


def _symptoms(book: RichBook, name: str, source: Iterator[str]) -> None:
    entry = _entry(book, f"{ROOM}/symptoms/{name}", "symptom", source, 2)
    del entry["kind"]
    book.files[f"{ROOM}/symptoms/{name}.yml"] = {
        "kind": "symptoms",
        "symptoms": [
            {
                **entry,
                "id": name,
                "observation": "look-at-the-queue",
                "ask": "Is it so?",
            }
        ],
    }


def _problem(book: RichBook, name: str, source: Iterator[str]) -> None:
    look, family = f"look-{name}", f"family-{name}"
    inner = _entry(book, f"{name}/{family}", "", source, 1)
    seen = _entry(book, f"{name}/observations/{look}", "", source, 1)
    del inner["kind"], seen["kind"]
    seen |= {
        "id": look,
        "effort": "minutes",
        "responsible": "reader",
        "get": "a line",
        "do": book.at(f"{name}/observations/{look}", "step", next(source)),
    }
    book.files[f"{name}/problem.yml"] = {
        **_entry(book, name, "problem", source, 1),
        "meaning": book.at(name, "block", next(source)),
        "families": [{**inner, "id": family, "telltale": "A sign."}],
        "observations": [seen],
    }


def altered(book: RichBook, site: Path) -> list[tuple[str, str, str]]:
    """What does not stand on its page, or in the page's copy, as its author wrote it."""
    pages: dict[str, tuple[list[Event], list[Event]]] = {}
    wrong = []
    for page, place, text in book.placed:
        if page not in pages:
            copy = site / (
                f"{page}.md"
                if (site / f"{page}.md").is_file()
                else f"{page}/index.md"
            )
            pages[page] = (
                Reading((site / page / "index.html").read_text("utf-8")).events,
                meaning(as_markdown(copy.read_text("utf-8")), paragraphs=False),
            )
        shown, copied = pages[page]
        written = as_markdown(text)
        in_blocks = (
            place != "step"
        )  # a label and what follows it: its first paragraph has no tag
        if not any(
            holds(meaning(part, in_blocks), _expected(place, written))
            for part in _places(shown, place)
        ):
            wrong.append((page, place, text))
        if not holds(copied, meaning(written, paragraphs=False)):
            wrong.append((page, f"copy of {place}", text))
    return wrong


def _expected(place: str, written: list[Event]) -> list[Event]:
    """A text as it must stand at a place: a lone paragraph has its tag only in a block of its own."""
    if place == "step":
        return meaning(written, paragraphs=False)
    events = [event for event in written if event != ("text", "\n")]
    alone = (
        sum(event[:2] == ("start", "p") for event in events) == 1
        and events[0][1] == "p"
        and events[-1][:2] == ("end", "p")
    )
    return meaning(written)[1:-1] if alone and place != "block" else meaning(written)


def _places(events: list[Event], place: str) -> Iterator[list[Event]]:
    """What stands at all places of a kind on a page."""
    tags = {
        "note": ("div", "kb-note kb-note-public"),
        "block": ("div", "kb-rich"),
        "verify": ("details", "kb-verify"),
        "undo": ("details", "kb-undo"),
    }
    if place in tags:
        yield from inside(events, tags[place][0], class_=tags[place][1])
    elif place == "step":
        for step in inside(events, "li", class_="kb-step"):
            yield [event for row in inside(step, "label") for event in row] + [
                event
                for rest in inside(step, "div", class_="kb-rest")
                for event in rest
            ]
    else:
        for article in inside(events, "article"):
            yield from inside(article, "li")
