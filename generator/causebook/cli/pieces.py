"""Parts of a runbook as parts of entries: points, steps and texts, each of a size that may be.

It must not know what a part is for.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TypedDict

from ..load.runbook import Block, rich

RICH, TITLE = 5500, 96
"""The most characters of a rich text and of a title, with some to spare."""
_PLAIN, _MESSAGE = 390, 300
_MOST_STEPS, _MOST_COMMANDS = 20, 12


class Step(TypedDict, total=False):
    """A step of a fix, as its file has it."""

    id: str
    do: str
    safety: str
    commands: list[dict[str, str]]


def points_of(blocks: list[Block]) -> list[tuple[Block, ...]]:
    """What a list of symptoms has one by one; code belongs to what stands before it."""
    points: list[tuple[Block, ...]] = []
    for block in blocks:
        if block.items and not block.is_ordered and points and _announces(points[-1]):
            points[-1] = (*points[-1], block)
        elif block.items:
            points += [item for item in block.items if item]
        elif block.code and points:
            points[-1] = (*points[-1], block)
        else:
            points.append((block,))
    return points


def _announces(point: tuple[Block, ...]) -> bool:
    """Whether a point says that a list follows."""
    return point[-1].text.rstrip("*_ ").endswith(":")


def message_of(point: tuple[Block, ...]) -> str:
    """The line that a point quotes: the first of its code, else what stands in backquotes."""
    code = next((block.code for block in point if block.code), "")
    lines = [line.strip() for line in code.splitlines() if line.strip()]
    spans = re.findall(r"(?<!`)`([^`\n]{4,})`(?!`)", rich(point))
    return next((line for line in [*lines[:1], *spans] if len(line) <= _MESSAGE), "")


def pattern_of(message: str) -> str:
    """A pattern that is the message."""
    return re.sub(r"([\\.+*?()\[\]{}|^$/])", r"\\\1", message)


def steps_of(blocks: list[Block], name: str) -> list[Step]:
    """The steps that blocks tell: items and paragraphs; code is the command of the one before."""
    steps: list[Step] = []
    above: list[Block] = []
    for point in points_of(blocks):
        own = [*above, *(block for block in point if not block.code)]
        if len(point) == 1 and re.fullmatch(r"\*\*.*\*\*", point[0].text):
            above = own
            continue
        above = []
        codes = [block.code for block in point if block.code]
        steps += _step(own, codes)
    if above:
        steps += _step(above, [])
    return [Step(id=f"{name}-{n}", **step) for n, step in enumerate(steps, 1)]


def _step(blocks: list[Block], codes: list[str]) -> list[Step]:
    """One step, or more where the text or the commands are too many for one."""
    found = []
    while blocks or codes:
        text, blocks = fitting(blocks)
        step = Step(do=text or "Run this.")
        shown, codes = codes[:_MOST_COMMANDS], codes[_MOST_COMMANDS:]
        if shown:
            step["commands"] = [{"run": code} for code in shown]
        found.append(step)
    return found


def joined(steps: list[Step]) -> list[Step]:
    """The steps, as few as a fix may have: short neighbours become one."""
    while len(steps) > _MOST_STEPS:
        sizes = [len(one["do"]) + len(two["do"]) for one, two in pairwise(steps)]
        n = sizes.index(min(sizes))
        one, two = steps[n], steps[n + 1]
        commands = [*one.get("commands", []), *two.get("commands", [])]
        both = Step(id=one["id"], do=f"{one['do']}\n\n{two['do']}")
        if commands:
            both["commands"] = commands
        steps = [*steps[:n], both, *steps[n + 2 :]]
    return steps


def fitting(blocks: list[Block]) -> tuple[str, list[Block]]:
    """As many blocks as fit into one rich text, and the rest."""
    taken: list[Block] = []
    for n, block in enumerate(blocks):
        if len(rich([*taken, block])) > RICH:
            if taken:
                return rich(taken), blocks[n:]
            return _split(block, blocks[n + 1 :])
        taken.append(block)
    return rich(taken), []


def _split(block: Block, rest: list[Block]) -> tuple[str, list[Block]]:
    """The beginning of a block that is too long for one text, and what follows."""
    if block.items and len(block.items) > 1:
        half = len(block.items) // 2
        return fitting(
            [Block(items=block.items[:half]), Block(items=block.items[half:]), *rest]
        )
    lines = (block.code or rich([block])).split(" ")
    half = len(lines) // 2 or 1
    first, second = (" ".join(part) for part in (lines[:half], lines[half:]))
    return fitting(
        [Block(code=first), *([Block(code=second)] if second else []), *rest]
    )


def cut(text: str, most: int) -> str:
    """The text, at most so long, cut behind a word."""
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"


def sentence(text: str) -> str:
    """The first sentence of a text that is long."""
    first = re.match(r".{20,}?[.!?](?= |\Z)", text)
    return cut(first[0] if first else text, _PLAIN)


def slug(title: str) -> str:
    """An id made of a title; the words of a CamelCase name are told apart."""
    text = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", title)
    text = (
        unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    )
    return "-".join(re.findall(r"[a-z0-9]+", text))[:44].strip("-") or "imported"
