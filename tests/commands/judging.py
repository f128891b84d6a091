"""Each command of the book with how it was tried: run, parsed by its own program, or excepted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

from commands.parsing import parsed
from commands.running import Places, Tried, run, sandboxes
from commands.shown import ROOT, Shown, language, shown, syntaxes

EXCEPTED = Path(__file__).with_name("excepted.yml")


@cache
def excepted() -> dict[str, dict[str, str]]:
    """The short list of what cannot be tried here: reasons by program, language and command."""
    listed: dict[str, dict[str, str]] = yaml.safe_load(EXCEPTED.read_text("utf-8"))
    return listed


def judge_all(words: str = "") -> Iterator[tuple[Shown, Tried]]:
    """Every command whose name has the words, with what came of it."""
    with sandboxes(excepted()["programs"]) as place:
        for one in shown():
            if words in one.name:
                yield one, judge(one, place)


def judge(one: Shown, place: Places) -> Tried:
    """How one command was tried, and what was wrong with it."""
    begins = next(
        (start for start in excepted()["commands"] if _is_called(start, one.run)),
        None,
    )
    if begins:
        return Tried("excepted", by=begins)
    written = language(one, syntaxes())
    if written != "sh":
        return read(one, written)
    tried = run(one, place)
    return (
        Tried("excepted", by=f"{tried.by} (not installed)")
        if tried.how == "absent"
        else tried
    )


def _is_called(command: str, text: str) -> bool:
    """Whether a command stands where one begins: a line, behind a pipe, in `$(…)`."""
    begin = rf"(?:^|[|;&(])\s*{re.escape(command)}(?!\S)"
    return re.search(begin, text, re.MULTILINE) is not None


def read(one: Shown, written: str) -> Tried:
    """How what is no shell command was read."""
    page = (ROOT / "causes" / "http-401" / f"{one.page}.yml").read_text("utf-8")
    wrong = parsed(one.run, written, page)
    if wrong is None and written in excepted()["languages"]:
        return Tried("excepted", by=written)
    if wrong is None:
        return Tried(
            "parsed", f"nothing here reads {written}: name it in {EXCEPTED.name}"
        )
    return Tried("parsed", wrong)
