"""What the page says of a paste, as plain text: verdict, reader, first step, question.

Findings, never the paste. It must not know how it is printed, nor what was pasted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..book.addresses import address
from ..book.book import Book
from ..model import Command, Fix, Platform, Symptom
from ..render.commonmark import below, rich
from ..render.doers import doer
from .answer import Answer, Question

_INDENT = "   "


@dataclass(frozen=True)
class Teller:
    """Says answers of the engine in words, with the entries of a book for its audience."""

    book: Book

    def answer(self, answer: Answer) -> list[str]:
        """All that is said of a paste, but for the question."""
        if "refused" in answer:
            return [answer["refused"]]
        return [
            answer["verdict"]["sentence"],
            *self._reader(answer),
            *self._step(answer),
        ]

    def last(self, answer: Answer) -> list[str]:
        """All that is said of a paste where no question follows: it sends nobody to one."""
        if "refused" not in answer and answer["next"]["kind"] == "answer":
            return [answer["verdict"]["sentence"], *self._reader(answer)]
        return self.answer(answer)

    def question(self, question: Question) -> list[str]:
        """The question with why it is asked, and its answers where they have numbers."""
        return [
            f"Question: {question['ask']}",
            f"({question['why']})",
            *options(question),
        ]

    def _reader(self, answer: Answer) -> Iterator[str]:
        """Who the reader is taken for, and his products."""
        roles = {role.id: role.title for role in self.book.about.roles}
        if answer["role"] in roles:
            yield f"You: {roles[answer['role'] or '']}."
        entries = [self.book.by_id.get(id_) for id_ in answer["platforms"]]
        titles = [entry.title for entry in entries if isinstance(entry, Platform)]
        if titles:
            yield f"Products: {', '.join(titles)}."

    def _step(self, answer: Answer) -> Iterator[str]:
        """The first thing to do, with all that it takes; a verdict may say it already."""
        step = answer["next"]
        if step["sentence"] == answer["verdict"]["sentence"]:
            return
        yield from ("", step["sentence"])
        if step["kind"] == "message":
            yield from self._message(step["party"], step["message"])
        elif step["kind"] == "fix":
            yield from self._fix(step["fix"], answer)
        elif step["kind"] == "told":
            yield from self._told(step["symptom"], answer)

    def _message(self, party: str, message: str | None) -> Iterator[str]:
        """Who can fix it, and what to tell him."""
        known = next(
            (one for one in self.book.about.parties if one.id == party), None
        )
        if known:
            yield f"Who can fix it: {known.title} ({known.contact})."
        if message:
            yield from ("", "Message:", *_indented(message.splitlines()))

    def _fix(self, id_: str, answer: Answer) -> Iterator[str]:
        """Who can do a fix, its steps, and how to see that it worked."""
        fix = self.book.by_id[id_]
        if not isinstance(fix, Fix):
            return
        yield f"Who can do it: {doer(self.book, fix.responsible, answer['role'])}."
        planned = {
            step
            for one in answer["plan"]
            if one["fix"] == id_
            for step in one["steps"]
        }
        own = (step for step in fix.steps if step.id in planned)
        for number, step in enumerate(own, 1):
            yield from self._act(f"{number}. ", step.do, step.commands, answer)
        yield from self._act("Check: ", fix.verify.text, fix.verify.commands, answer)

    def _runs_commands(self, id_: str | None) -> bool:
        """Whether readers of a role run commands."""
        return all(
            role.runs_commands for role in self.book.about.roles if role.id == id_
        )

    def _told(self, id_: str, answer: Answer) -> Iterator[str]:
        """What a message itself says."""
        symptom = self.book.by_id[id_]
        if isinstance(symptom, Symptom) and symptom.first_step:
            told = symptom.first_step
            yield from self._act("1. ", told.do, told.commands, answer)

    def _act(
        self, mark: str, do: str, commands: Sequence[Command], answer: Answer
    ) -> Iterator[str]:
        """One action with one command: that of the product in question, else the first."""
        yield from (mark + below(self._text(do), mark)).splitlines()
        platforms, runs = answer["platforms"], self._runs_commands(answer["role"])
        command = command_for(fitting(commands, platforms, runs), platforms)
        if command:
            yield from _indented(command.run.splitlines())

    def _text(self, text: str) -> str:
        """Rich text as it can be read on a terminal; links to entries are paths of the site."""
        return str(rich(text, lambda id_: address(self.book, self.book.by_id[id_])))


def fitting(
    commands: Sequence[Command], platforms: Sequence[str], runs_commands: bool
) -> Sequence[Command]:
    """All commands, but for a reader who runs none only those of products in question."""
    return [
        one for one in commands if runs_commands or one.platform in (None, *platforms)
    ]


def command_for(
    commands: Sequence[Command], platforms: Sequence[str]
) -> Command | None:
    """The command of the first product that has one, else the first."""
    own = (one for id_ in platforms for one in commands if one.platform == id_)
    return next(own, commands[0] if commands else None)


def options(question: Question) -> list[str]:
    """The numbered answers of a question that has them."""
    if question["kind"] == "yes-no":
        return []
    texts = (
        [option["title"] for option in question["options"]]
        if question["kind"] == "role"
        else [option["text"] for option in question["options"]]
    )
    return [f"{number:4} {text}" for number, text in enumerate(texts, 1)]


def _indented(lines: Iterable[str]) -> Iterator[str]:
    """The lines, moved to the right."""
    return (f"{_INDENT}{line}" for line in lines)
