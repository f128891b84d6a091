"""Print which entry of the book recognises what programs print: `python tests/tools/producers.py`.

Each text of tests/producers.yml is read by the engine that readers run. A product's own message
is the best answer; a general symptom that not everybody shows says what the text means all the
same; whatever only says that there is a 401 explains nothing. With `--page` the page of the book
that says so is written.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import yaml
from causebook.diagnosis.headless import Engine
from causebook.diagnosis.records import Knowledge
from causebook.model import Audience
from causebook.pipeline import Opened, opened

ROOT = Path(__file__).parents[2]
TEXTS = ROOT / "tests" / "producers.yml"
PAGE = ROOT / "content" / "about" / "producers.md"
SEEN = {
    "lab": "run here",
    "source": "its source",
    "docs": "its documentation",
    "third-party": "code of others",
}
"""How a text was seen, as the page says it; what nobody checked is not on the page."""
CHALLENGED = re.compile(r"^HTTP/1\.1 401.*\n(?=WWW-Authenticate:)", re.IGNORECASE)
"""A status line that a challenge follows, which says enough."""
HEAD = """---
title: Which program says what
description: What {count} programs print with an HTTP 401, and the entry of this book that explains each text, or why none does.
audience: public
search: {{exclude: true}}
---

# Which program says what

These are texts that programs print with a 401, or before they send a request that would get one: {texts} of {count} programs and standards. Where each was seen is said beside it. The [diagnosis](../diagnose/index.html) reads them, and this page says what it recognises: {own} are an exact message of this book, {meant} a general sign. {silent} tell nothing about the reason.

[All exact messages](../messages.md) are more than these, and have their own index. Here you see the other side: which programs the book was held against, and where it has nothing to say yet.

Choose a kind. Each text leads to the entry that explains it; the last group holds those that nothing explains yet.

<div class="kb kb-folds" markdown="1">
"""
NOT_YET = "Not yet"
INSTEAD = """These say that there is a 401, or who answers, and no reason. Look at the exchange or at the server's log instead: [how to look](../learn/how-to-look.md).
"""
FOLD = """
<details class="kb-fold" markdown="1"><summary>{title} <small>{count}</small></summary>

{lines}
</details>
"""


@dataclass(frozen=True)
class Row:
    """A text, the messages of products in it, and what it means in general (ids of entries)."""

    producer: dict[str, str]
    messages: list[str]
    meanings: list[str]

    @property
    def entries(self) -> list[str]:
        """The entries that explain it, the best kind only."""
        return self.messages or self.meanings


def texts() -> dict:
    """What programs print (`producers`), by `kinds`, and what of it has no entry (`not_yet`)."""
    return yaml.load(TEXTS.read_text("utf-8"), Loader=yaml.CSafeLoader)


def recognised(
    engine: Engine, known: Knowledge, producers: list[dict[str, str]]
) -> list[Row]:
    """What the engine sees in each text."""
    messages = {one["id"] for one in known["symptoms"] if one["platform"]}
    meanings = {
        one["id"]
        for one in known["symptoms"]
        if one["id"] not in messages and one["background"] != "common"
    }
    rows = []
    for producer in producers:
        answer = engine.diagnose(producer["text"])
        seen = [one["id"] for one in answer["symptoms"] if one["state"] == "present"]
        kinds = (
            [one for one in seen if one in kind] for kind in (messages, meanings)
        )
        rows.append(Row(producer, *kinds))
    return rows


def page(opened_book: Opened, rows: list[Row], known: dict) -> str:
    """The page of the book: what is explained by kinds, then what is not, with the reason."""
    kinds, not_yet = known["kinds"], known["not_yet"]
    shown = [row for row in rows if row.producer["by"] in SEEN]
    shown.sort(key=lambda row: row.producer["product"].lower())
    silent = [row for row in shown if not row.entries]
    explained = [row for row in shown if row.entries]
    head = HEAD.format(
        count=len({row.producer["product"] for row in shown}),
        texts=len(shown),
        own=sum(bool(row.messages) for row in shown),
        meant=sum(not row.messages for row in explained),
        silent=len(silent),
    )
    titles = {entry.id: entry.title for entry in opened_book.book.entries()}
    means = {row.producer["id"]: _links(row.entries, titles) for row in explained}
    folds = [
        _fold(
            kind, [row for row in explained if row.producer["product"] in own], means
        )
        for kind, own in kinds.items()
    ]
    folds.append(_fold(NOT_YET, silent, not_yet, before=INSTEAD))
    return "".join([head, *folds, "\n</div>\n"])


def _fold(
    title: str, rows: list[Row], means: dict[str, str], *, before: str = ""
) -> str:
    """What the programs of one kind print and what it means, to be unfolded."""
    lines = [before]
    for program, own in groupby(rows, lambda row: row.producer["product"]):
        lines.append(f"\n**{program}**\n\n")
        for row in own:
            meaning = means.get(row.producer["id"], "not yet")
            where = SEEN[row.producer["by"]]
            lines.append(f"- {_printed(row)}: {meaning} ({where})\n")
    count = "1 text" if len(rows) == 1 else f"{len(rows)} texts"
    return FOLD.format(title=title, count=count, lines="".join(lines).lstrip())


def _printed(row: Row) -> str:
    """A text as code in Markdown, on one line."""
    text = CHALLENGED.sub("", row.producer["text"])
    return " · ".join(_code(line.strip()) for line in text.split("\n"))


def _code(line: str) -> str:
    """A line as code in Markdown."""
    return f"`` {line} ``" if "`" in line else f"`{line}`"


def _links(ids: list[str], titles: dict[str, str]) -> str:
    """Links to entries, as Markdown."""
    safe = {one: re.sub(r"([\\`*_\[\]<>|])", r"\\\1", titles[one]) for one in ids}
    return ", ".join(f"[{safe[one]}](entry:{one})" for one in ids)


def main(wanted: list[str]) -> int:
    """0 where the book could be read; prints each text with what explains it, or writes the page."""
    book = opened(ROOT, Audience.PUBLIC)
    if not isinstance(book, Opened):
        print("\n".join(map(str, book[:20])), file=sys.stderr)
        return 1
    known = texts()
    with Engine(book.knowledge, book.reading) as engine:
        rows = recognised(engine, book.knowledge, known["producers"])
    if wanted == ["--page"]:
        PAGE.write_text(page(book, rows, known), "utf-8")
        return 0
    for row in rows:
        explained = ", ".join(row.entries) or "not yet"
        print(f"{row.producer['product']:24} {row.producer['id']:28} {explained}")
    own = sum(bool(row.messages) for row in rows)
    meant = sum(bool(row.meanings) and not row.messages for row in rows)
    print(
        f"{len(rows)} texts: {own} a message of the book, {meant} a meaning, ", end=""
    )
    print(f"{len(rows) - own - meant} not yet")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
