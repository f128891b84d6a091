"""The commands that ask the diagnosis: one paste in a conversation, many cases at once.

Each reads its options, calls one function and prints what it returns.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypedDict, Unpack

import click

from ..check.javascript import Stopped
from ..diagnosis.answer import Answer
from ..diagnosis.headless import Broken, Engine
from ..diagnosis.records import Knowledge
from ..diagnosis.tally import Counts, counted, figures
from ..diagnosis.told import Teller
from ..diagnosis.trial import Known, play
from ..load.cases import Case, read_cases
from ..model import Audience
from ..model.findings import Finding
from ..pipeline import Opened, opened
from ..site.terminal import say, show
from .exits import stop_with
from .figures import tables
from .options import AUDIENCE, PROJECT
from .paste import paste_from
from .replies import HOW, Said, Unclear, answers_from, by_options, known_id


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
@click.option("--json", "as_json", is_flag=True, help="Print the whole conclusion as JSON.")
@AUDIENCE
@PROJECT
def diagnose(
    file: Path, project: Path, audience: str, as_json: bool, **options: Unpack[_Options]
) -> None:
    """Say what a paste shows, what to do first, and what to answer; standard input without FILE.

    Of a FILE, and on a terminal, the questions are asked one after another.

    Example: causebook diagnose answer.txt --role server-admin
    """
    book = _opened(project, audience)
    said = _said(book.knowledge, options)
    text = paste_from(file)
    with _engine(book) as engine:
        answer = engine.diagnose(text, said.role, said.answers, said.platforms)
        if as_json:
            show(json.dumps(answer, ensure_ascii=False, indent=1))
            return
        talk = _Talk(engine, Teller(book.book), text)
        is_asked = str(file) != "-" and sys.stdin.isatty()
        talk.on(said, answer) if is_asked else talk.once(answer)


class _Talk:
    """A conversation about one paste."""

    def __init__(self, engine: Engine, teller: Teller, text: str) -> None:
        """Nothing was said yet."""
        self._engine, self._teller, self._text = engine, teller, text

    def once(self, answer: Answer) -> None:
        """Say it, and how the question can be answered."""
        self._tell(answer)
        question = answer["question"]
        if question:
            show("\n".join(self._teller.question(question)))
            show(f"Answer it by: {' '.join(by_options(question))}")

    def on(self, said: Said, answer: Answer) -> None:
        """Ask one question after another, and say what each answer moves."""
        rules = self._engine.rules()
        self._tell(answer)
        for _ in range(rules["mostQuestions"]):
            question = answer["question"]
            if not question:
                return
            show("\n".join(self._teller.question(question)))
            reply = self._reply(said, answer, rules["roleUnsaid"])
            if reply is None:
                return
            said = reply
            answer = self._engine.diagnose(self._text, said.role, said.answers, said.platforms)
            show("")
            self._tell(answer)

    def _tell(self, answer: Answer) -> None:
        """Say all but the question."""
        show("\n".join(self._teller.answer(answer)))
        if answer["question"]:
            show("")

    def _reply(self, said: Said, answer: Answer, role_unsaid: str) -> Said | None:
        """What the reader types, until it is an answer; None where he ends it."""
        question = answer["question"]
        while question:
            show(f"{HOW[question['kind']]}; q ends:")
            typed = sys.stdin.readline()
            if not typed or typed.strip().lower() in {"q", "quit"}:
                return None
            try:
                return said.with_reply(question, typed, role_unsaid)
            except Unclear as unclear:
                say(f"“{typed.strip()}” is no answer; type {unclear}")
        return None


def _said(known: Knowledge, options: _Options) -> Said:
    """What the options say, or wrong usage."""
    role = options["role"]
    try:
        answers = answers_from(options["given"], (symptom["id"] for symptom in known["symptoms"]))
        if role is not None:
            known_id(role, (one["id"] for one in known["roles"]), "role")
        ids = [one["id"] for one in known["platforms"]]
        products = [known_id(platform, ids, "platform") for platform in options["platforms"]]
    except Unclear as unclear:
        raise click.UsageError(str(unclear)) from unclear
    return Said(role, answers, products or None)


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
        raise click.ClickException(f"the diagnosis {stopped}; give it less text") from stopped


@click.command("try")
@click.argument("files", nargs=-1, required=True, type=_FILE, metavar="FILE…")
@click.option("--wrong", is_flag=True, help="List the cases that come out wrong, too.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@AUDIENCE
@PROJECT
def try_cases(
    files: tuple[Path, ...], wrong: bool, as_json: bool, audience: str, project: Path
) -> None:
    """Play the conversation about cases whose cause is known; print how many come out right.

    Example: causebook try causes/http-401/cases/*.yml --wrong
    """
    book = _opened(project, audience)
    cases, findings = read_all(files)
    known = Known.of(book.knowledge)
    findings += [finding for case in cases for finding in known.unknown(case)]
    for finding in findings:
        say(str(finding))
    if cases:
        with _engine(book) as engine:
            counts = counted(known, play(engine, known, cases))
        _print(counts, wrong, as_json)
    raise SystemExit(1 if findings or not cases else 0)


def read_all(files: Sequence[Path]) -> tuple[list[Case], list[Finding]]:
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
