"""Books whose texts a test chooses, built by the real MkDocs, and what their pages say.

A book is written as YAML, linked and rendered as always; only what `check` says about the
sense of an entry is left aside, since these entries mean nothing.
"""

from __future__ import annotations

import json
import logging
import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from causebook.book.book import Book
from causebook.cli.starters import new_book
from causebook.load import load
from causebook.load.pages import read_content
from causebook.project import Checked, link
from markdown_it import MarkdownIt

VOID = {
    "br",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "wbr",
    "area",
    "base",
    "col",
    "embed",
    "source",
    "track",
}
BLOCKS = {
    "p",
    "ul",
    "ol",
    "li",
    "pre",
    "div",
    "label",
    "details",
    "summary",
    "blockquote",
    "h1",
    "h2",
    "h3",
}
COMMON = {"audience": "public"}
Event = tuple[Any, ...]


def write_book(
    folder: Path,
    files: dict[str, dict[str, Any]],
    pages: dict[str, str] | None = None,
) -> Path:
    """The starter book with these files besides: JSON is YAML."""
    new_book(folder)
    for name, entry in files.items():
        path = folder / "causes" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(entry, indent=1, ensure_ascii=False), "utf-8")
    for name, text in (pages or {}).items():
        (folder / "content" / name).write_text(text, "utf-8")
    return folder


def read_book(folder: Path) -> Book:
    """The book of a folder, which has no findings as far as texts go."""
    book, findings = link(load(folder / "causes"))
    assert [str(finding) for finding in findings] == []
    assert book is not None
    return book


def build(folder: Path, book: Book, nav: list[Any] | None = None) -> Path:
    """The site of a book as MkDocs builds it."""
    from mkdocs.commands.build import build as run
    from mkdocs.config import load_config

    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    config = load_config(
        str(folder / "mkdocs.yml"), site_dir=str(folder / "site" / "public")
    )
    config["nav"] = nav
    plugin = config.plugins["causebook"]
    plugin.begin(
        Checked(book, read_content(folder / "content"), (), folder), plugin.progress
    )
    config.plugins.run_event("startup", command="build", dirty=False)
    run(config)
    return folder / "site" / "public"


class Reading(HTMLParser):
    """A page as the events of a parser: ("start", tag, attributes), ("end", tag), ("text", text)."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.events: list[Event] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.events.append(("start", tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.events.append(("end", tag))

    def handle_data(self, data: str) -> None:
        if self.events and self.events[-1][0] == "text":
            data = self.events.pop()[1] + data
        self.events.append(("text", data))


def inside(events: list[Event], tag: str, **attrs: str) -> Iterator[list[Event]]:
    """What each element of this tag and with these attributes holds (`class_` is the whole value of `class`)."""
    wanted = {name.rstrip("_"): value for name, value in attrs.items()}
    for at, event in enumerate(events):
        if (
            event[0] == "start"
            and event[1] == tag
            and wanted.items() <= event[2].items()
        ):
            depth, end = 1, at + 1
            while depth:
                depth += (events[end][0] == "start" and events[end][1] == tag) - (
                    events[end][:2] == ("end", tag)
                )
                end += 1
            yield events[at + 1 : end - 1]


def words(events: list[Event]) -> str:
    """The text of events, with single spaces."""
    return " ".join(
        "".join(event[1] for event in events if event[0] == "text").split()
    )


def shape(events: list[Event]) -> Counter[Any]:
    """How often each element stands there, by its tag and the names of its attributes."""
    return Counter(
        (event[1], *sorted(event[2])) for event in events if event[0] == "start"
    )


def meaning(events: list[Event], paragraphs: bool = True) -> list[Event]:
    """The events that make a difference to a reader; without paragraphs, these only part texts."""
    kept: list[Event] = []
    literal = 0
    for event in events:
        if event[0] == "text":
            text = (
                event[1].removesuffix("\n")
                if literal
                else re.sub(r"[ \t\n]+", " ", event[1])
            )
            kept.append(("text", text))
            continue
        literal += (event[1] == "code") * (1 if event[0] == "start" else -1)
        if event[1] == "p" and not paragraphs:
            kept.append(("cut",))
        elif event[0] == "start":
            kept.append(
                ("start", event[1], _address(event[2]), event[2].get("start", "1"))
            )
        else:
            kept.append(("end", event[1]))
    return [
        event for event in _trimmed(kept) if event not in {("text", ""), ("cut",)}
    ]


def _trimmed(events: list[Event]) -> list[Event]:
    """Texts without the blanks that stand beside a block."""

    def edge(event: Event | None) -> bool:
        return (
            event is None
            or event == ("cut",)
            or (event[0] != "text" and event[1] in BLOCKS)
        )

    out: list[Event] = []
    literal = 0
    for at, event in enumerate(events):
        before = events[at - 1] if at else None
        after = events[at + 1] if at + 1 < len(events) else None
        if event[:2] in {("start", "code"), ("end", "code")}:
            literal += 1 if event[0] == "start" else -1
        if event[0] == "text" and not literal:
            text = event[1].lstrip(" ") if edge(before) else event[1]
            out.append(("text", text.rstrip(" ") if edge(after) else text))
        else:
            out.append(event)
    return out


def _address(attrs: dict[str, str | None]) -> str:
    """The address of a link; of one to an entry, the entry's id."""
    address = attrs.get("href") or ""
    if address.startswith(("http:", "https:", "mailto:")):
        return address
    return re.sub(
        r"\.md\Z", "", address.removeprefix("entry:").rstrip("/").rpartition("/")[2]
    )


def as_markdown(source: str) -> list[Event]:
    """A CommonMark text as markdown-it, which is no part of what is tested here, shows it."""
    reader = MarkdownIt("commonmark")
    reader.validateLink = lambda _url: True  # type: ignore[method-assign]
    return Reading(reader.render(source)).events


def holds(whole: list[Event], part: list[Event]) -> bool:
    """Whether a run of events stands in others; its texts may touch those beside them."""
    return _flat(part) in _flat(whole)


def _flat(events: list[Event]) -> str:
    """Events as one text, in which no text can look like a tag."""
    return "".join(
        event[1] if event[0] == "text" else f"\0{event}\0" for event in events
    )
