"""What the diagnosis says of each specimen, as a page of the book: the table of confusions.

A specimen ends at its own cause, or at a look-alike of it whose symptom tells the two apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from causebook.book.book import Book
from causebook.diagnosis.headless import Engine
from causebook.model import Audience, Cause, LookAlike
from causebook.pipeline import opened
from commands.shown import ROOT

PAGE = ROOT / "content" / "about" / "reproduced.md"
HEAD = """---
title: What was reproduced, and what the diagnosis makes of it
description: Every cause that real programs showed here, with their versions, and where the diagnosis ends when it is given what they said.
audience: public
---

# What was reproduced, and what the diagnosis makes of it

For {count} of {all} causes, programs that people run gave the 401 in a setting that people have, and a step of a fix, as its page gives it, turned it into a success. Both exchanges are on the page of the cause, and `make reproduce` runs them again. A clock that is wrong is made with libfaketime, and lives of tokens are cut to seconds; the rest is as the programs do it.

The table says where the diagnosis ends when it is given the exchange that fails, and the answers that are true of the setting: it puts the own cause first for {first} of {count}. For the others the exchange looks the same from outside, and the last column has the cause it was taken for, with what tells the two apart.

| cause | shown by | the diagnosis says |
| --- | --- | --- |
"""


@dataclass(frozen=True)
class Told:
    """A specimen's cause, what the diagnosis puts first in the end, and the look-alike between."""

    cause: Cause
    first: Cause | None
    verdict: str
    apart: LookAlike | None

    @property
    def is_right(self) -> bool:
        """Whether the own cause is first."""
        return self.first is self.cause


def told(most: int = 0) -> tuple[Book, list[Told]]:
    """The book, and what is said of every specimen after all questions."""
    opened_book = opened(ROOT, Audience.PUBLIC)
    if isinstance(opened_book, tuple):
        raise RuntimeError("\n".join(map(str, opened_book)))
    book = opened_book.book
    with Engine(opened_book.knowledge, opened_book.reading) as engine:
        questions = most or engine.most_questions()
        return book, [
            _told(book, engine, cause, questions) for cause in _recorded(book)
        ]


def _recorded(book: Book) -> Iterator[Cause]:
    """The causes that have a specimen."""
    for section in book.sections:
        yield from (cause for cause in section.causes if cause.specimen)


def _told(book: Book, engine: Engine, cause: Cause, most: int) -> Told:
    """What is said of one specimen after so many questions."""
    specimen = cause.specimen
    assert specimen
    answers = {reply.symptom: reply.said.value == "yes" for reply in specimen.answers}
    turn = engine.turns(specimen.before, None, answers, most)[-1]
    first = book.by_id[turn["causes"][0]["id"]] if turn["causes"] else None
    alike = book.relations.look_alikes.get(cause.id, ())
    apart = next((one for one in alike if first and one.cause == first.id), None)
    return Told(
        cause,
        first if isinstance(first, Cause) else None,
        turn["verdict"]["kind"],
        apart,
    )


def undeclared(every: list[Told]) -> list[str]:
    """Specimens that end elsewhere with nothing that tells the two causes apart."""
    return [
        f"{one.cause.id} ends at {one.first.id if one.first else one.verdict}"
        for one in every
        if not one.is_right and not (one.apart and one.apart.symptom)
    ]


def page(book: Book, every: list[Told]) -> str:
    """The page with the table."""
    causes = sum(len(section.causes) for section in book.sections)
    right = sum(one.is_right for one in every)
    head = HEAD.format(count=len(every), all=causes, first=right)
    return head + "".join(_row(book, one) for one in every)


def _row(book: Book, one: Told) -> str:
    """A row of the table."""
    assert one.cause.specimen
    programs = ", ".join(_short(program) for program in one.cause.specimen.programs)
    says = (
        "this cause first"
        if one.is_right
        else _link(one.first)
        if one.first
        else one.verdict
    )
    if not one.is_right and one.apart and one.apart.symptom:
        says += f"; told apart by “{book.by_id[one.apart.symptom].title}”"
    return f"| {_link(one.cause)} | {programs} | {says} |\n"


def _short(program: str) -> str:
    """A program with its version, without what Debian adds to it."""
    return re.sub(r"^(\S+ \d[^-+~ ]*).*", r"\1", program)


def _link(cause: Cause) -> str:
    return f"[{cause.title}](entry:{cause.id})"
