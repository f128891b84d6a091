"""The commands that ask the diagnosis: one paste in a conversation, many cases at once.

Each reads its options, calls one function and prints what it returns.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TypedDict, Unpack

import click

from ..book.book import Book
from ..check.javascript import Stopped
from ..diagnosis.answer import Answer, Question
from ..diagnosis.headless import Broken, Engine, Said
from ..diagnosis.records import Knowledge
from ..diagnosis.tally import Counts, counted, figures
from ..diagnosis.told import Teller
from ..diagnosis.trial import Known, play
from ..load.cases import KnownCase, read_cases
from ..model import Audience
from ..model.findings import Finding
from ..pipeline import Opened, opened
from ..site.terminal import say, show
from .exits import stop_with
from .figures import tables
from .options import AUDIENCE, PROJECT
from .paste import paste_from
from .replies import (
    HOW,
    Context,
    Unclear,
    answers_from,
    by_options,
    chosen_of,
    known_id,
)


class _Played(TypedDict):
    """How cases are played, and what is said of them."""

    wrong: bool
    as_json: bool
    at_least: int
    audience: str


class _Options(TypedDict):
    """What the reader says beside the paste."""

    given: tuple[str, ...]
    role: str | None
    platforms: tuple[str, ...]


_FILE = click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True)


@click.command()
@click.argument("file", type=_FILE, default="-")
@click.option(
    "--answer",
    "given",
    multiple=True,
    metavar="SYMPTOM=yes|no|unknown",
    help="An answer to a question; may be given several times.",
)
@click.option("--role", help="Who you are; as the paste shows it by default.")
@click.option(
    "--platform",
    "platforms",
    multiple=True,
    metavar="ID",
    help="A product in question; may be given several times. As the paste shows it by default.",
)
@click.option(
    "--json", "as_json", is_flag=True, help="Print the whole conclusion as JSON."
)
@AUDIENCE
@PROJECT
def diagnose(
    file: Path,
    project: Path,
    audience: str,
    as_json: bool,
    **options: Unpack[_Options],
) -> None:
    """Say what a paste shows, what to do first, and what to answer; standard input without FILE.

    Of a FILE, and on a terminal, the questions are asked one after another.

    Example: causebook diagnose answer.txt --role server-admin
    """
    book = _opened(project, audience)
    context = _context(book.knowledge, options)
    text = paste_from(file)
    with _engine(book) as engine:
        talk = _Talk(engine, book.book, text, context)
        if as_json:
            show(json.dumps(talk.answer(), ensure_ascii=False, indent=1))
        elif str(file) != "-" and sys.stdin.isatty():
            talk.to_and_fro()
        else:
            talk.once()


class _Talk:
    """A conversation about one paste."""

    def __init__(
        self, engine: Engine, book: Book, text: str, context: Context
    ) -> None:
        """Nothing was said yet but what the context holds."""
        self._engine, self._teller, self._text = engine, Teller(book), text
        self._context = context
        self._history: list[Said] = []

    def answer(self) -> Answer:
        """What the diagnosis says by now."""
        role, answers, platforms = vars(self._context).values()
        said = self._engine.answers_of(self._history)
        return self._engine.diagnose(self._text, role, {**answers, **said}, platforms)

    def once(self) -> None:
        """Say it, and how the question can be answered."""
        question = self._tell()
        if question:
            show("\n".join(("", "Answer it with:", *by_options(question))))

    def to_and_fro(self) -> None:
        """Ask one question after another, and say what each answer moves."""
        for _ in range(self._engine.most_questions()):
            question = self._tell()
            if question is None or not self._ask(question):
                return
            show("")
        show("\n".join(self._teller.last(self.answer())))

    def _tell(self) -> Question | None:
        """Say all, the question last."""
        answer = self.answer()
        question = answer["question"]
        show("\n".join(self._teller.answer(answer)))
        if question:
            show("\n".join(("", *self._teller.question(question))))
        return question

    def _ask(self, question: Question) -> bool:
        """Take what the reader types, until it is an answer; False where he ends it."""
        while True:
            show(f"[{HOW[question['kind']]}; q ends]")
            typed = sys.stdin.readline()
            if not typed or typed.strip().lower() in {"q", "quit"}:
                return False
            try:
                self._take(question, chosen_of(question, typed))
            except Unclear as unclear:
                say(f"“{typed.strip()}” is no answer; type {unclear}")
            else:
                return True

    def _take(self, question: Question, chosen: list[str] | None) -> None:
        """Remember what was answered."""
        self._history.append({"question": question, "chosen": chosen})
        if question["kind"] == "role" and chosen:
            self._context = replace(self._context, role=chosen[0])


def _context(known: Knowledge, options: _Options) -> Context:
    """What the options say, or wrong usage."""
    role = options["role"]
    try:
        answers = answers_from(
            options["given"], (symptom["id"] for symptom in known["symptoms"])
        )
        if role is not None:
            known_id(role, (one["id"] for one in known["roles"]), "role")
        ids = [one["id"] for one in known["platforms"]]
        products = [
            known_id(platform, ids, "platform") for platform in options["platforms"]
        ]
    except Unclear as unclear:
        raise click.UsageError(str(unclear)) from unclear
    return Context(role, answers, products or None)


def _opened(project: Path, audience: str) -> Opened:
    """The book of an audience, or exit 1 with its findings on stderr."""
    book = opened(project.resolve(), Audience(audience))
    if not isinstance(book, Opened):
        stop_with(book, "causebook check shows all")
    return book


@contextmanager
def _engine(book: Opened) -> Iterator[Engine]:
    """The engine of a book; what ends it is one line."""
    try:
        with Engine(book.knowledge, book.reading) as engine:
            yield engine
    except Broken as broken:
        raise click.ClickException(f"{broken.fault.path}: {broken}") from broken
    except Stopped as stopped:
        raise click.ClickException(
            f"the diagnosis {stopped}; give it less text"
        ) from stopped


@click.command("try")
@click.argument("files", nargs=-1, type=_FILE, metavar="FILE…")
@click.option(
    "--wrong", is_flag=True, help="List the cases that come out wrong, too."
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option(
    "--at-least",
    type=click.IntRange(0, 100),
    default=0,
    metavar="PERCENT",
    help="Exit 1 where the right cause comes first, before any question, in fewer cases.",
)
@AUDIENCE
@PROJECT
def try_cases(
    files: tuple[Path, ...], project: Path, **given: Unpack[_Played]
) -> None:
    """Play the conversation about cases whose cause is known; print how many come out right.

    Without FILES they are those of the book.

    Example: causebook try --at-least 90 --wrong
    """
    files = files or tuple(sorted((project / "causes").glob("*/cases/*.yml")))
    if not files:
        raise click.UsageError("the book has no cases; name a file of them")
    book = _opened(project, given["audience"])
    cases, findings = read_all(files)
    known = Known.of(book.knowledge)
    findings += [finding for case in cases for finding in known.unknown(case)]
    for finding in findings:
        say(str(finding))
    is_right = False
    if cases:
        with _engine(book) as engine:
            counts = counted(known, play(engine, known, cases))
        _print(counts, given["wrong"], given["as_json"])
        is_right = _reaches(counts, given["at_least"])
    raise SystemExit(0 if is_right and not findings else 1)


def _reaches(counts: Counts, percent: int) -> bool:
    """Whether the right cause is first often enough, and where not, that it is said."""
    first = counts.stages[0]
    right, asked = (
        (first.cause_first, first.causes)
        if first.causes
        else (first.family_first, first.families)
    )
    if right * 100 >= percent * asked:
        return True
    say(
        f"right at first in {right} of {asked} cases; wanted are at least {percent} %"
    )
    return False


def read_all(files: Sequence[Path]) -> tuple[list[KnownCase], list[Finding]]:
    """The cases of all files, and what is wrong with them."""
    read = [read_cases(path) for path in files]
    return (
        [case for cases, _ in read for case in cases],
        [finding for _, findings in read for finding in findings],
    )


def _print(counts: Counts, wrong: bool, as_json: bool) -> None:
    """The figures on stdout."""
    if as_json:
        show(json.dumps(figures(counts), ensure_ascii=False, indent=1))
        return
    lines = tables(counts)
    if wrong:
        lines += [f"wrong: {line}" for line in counts.wrong]
        lines += [f"in vain: {line}" for line in counts.barred]
    show("\n".join(lines))
