"""The entries that come of one runbook: a cause, its signs and its fix, each in its own file.

What has no place becomes a note for colleagues; what only a person can say is guessed, and listed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..load.runbook import Block, Section, escaped, words
from ..load.starting import STILL_TO_SAY
from .headings import HEADINGS, place_of
from .pieces import (
    TITLE,
    cut,
    fitting,
    joined,
    message_of,
    pattern_of,
    points_of,
    sentence,
    slug,
    steps_of,
)

_MOST_SIGNS, _MOST_NOTES = 10, 19
Entry = dict[str, object]
"""What a file says, as it is written."""
_GUESSED = ("family", "likelihood", "place", "responsible", "effort", "safety")


@dataclass
class Draft:
    """What came of one runbook: entries by file below the problem, and what is still to be said."""

    cause_id: str
    files: dict[str, Entry] = field(default_factory=dict)
    notes: list[dict[str, str]] = field(default_factory=list)
    """Those of its cause."""
    to_say: list[str] = field(default_factory=list)

    def rename(self, cause_id: str) -> None:
        """Give the draft another id, where several runbooks have one title."""
        old, self.cause_id = self.cause_id, cause_id
        self.files = {
            name.replace(old, cause_id, 1): {
                key: _renamed(value, old, cause_id) for key, value in entry.items()
            }
            for name, entry in self.files.items()
        }


@dataclass(frozen=True)
class Known:
    """What is taken of the book until a person says better: ids by what they are the id of."""

    family: str
    observation: str
    place: str
    party: str


def _renamed(value: object, old: str, new: str) -> object:
    """An entry with the ids that were made of an old one made of a new one."""
    if isinstance(value, dict):
        return {
            _renamed(key, old, new): _renamed(item, old, new)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [_renamed(item, old, new) for item in value]
    if isinstance(value, str) and re.fullmatch(rf"{old}-(fix|sign(-\d+)?)", value):
        return f"{new}{value[len(old) :]}"
    return value


class DraftMaker:
    """Lays the parts of one runbook out as entries."""

    def __init__(self, unit: Section, name: str, known: Known) -> None:
        """Sort the sections by what they announce."""
        self.name, self.known, self.title = (
            name,
            known,
            cut(unit.title or name, TITLE),
        )
        self.parts: dict[str, list[Block]] = {place: [] for place in HEADINGS}
        self.rest: list[Block] = []
        self.headings = [
            section.title for section in unit.sections if place_of(section.title)
        ]
        if len(unit.title) > TITLE:
            self.rest.append(Block(unit.title))
        intro = [block for block in unit.blocks if block.text or block.items]
        self.parts["meaning"] += intro
        self.rest += [block for block in unit.blocks if block not in intro]
        for section in unit.sections:
            place = place_of(section.title)
            label = Block(f"**{section.title}**", plain=section.title)
            blocks = section.whole()
            self.parts.get(place, self.rest).extend(
                blocks if place else [label, *blocks]
            )

    def draft(self) -> Draft:
        """The entries of the runbook."""
        cause_id = slug(self.title)
        signs, fix = self._signs(cause_id), self._fix()
        cause, over = self._cause(
            f"{cause_id}-fix", [str(one["id"]) for one in signs]
        )
        notes = self._notes(over)
        files: dict[str, Entry] = {
            f"symptoms/{cause_id}-signs.yml": {"kind": "symptoms", "symptoms": signs},
            f"fixes/{cause_id}-fix.yml": fix,
            f"{cause_id}.yml": {**cause, "notes": notes},
        }
        return Draft(cause_id, files, notes, [*_GUESSED, *self._missing()])

    def _missing(self) -> list[str]:
        """What the runbook says nothing of."""
        wanted = {
            "signs": "symptoms",
            "cause": "why",
            "check": "verify",
            "undo": "undo",
        }
        return [key for place, key in wanted.items() if not self.parts[place]]

    def _cause(self, fix: str, signs: list[str]) -> tuple[Entry, list[Block]]:
        """The cause but for its notes, and what of why it happens had no room."""
        told = [*self.parts["meaning"], *self.parts["cause"]]
        why, over = fitting(
            [
                *told,
                *([Block("**Impact**")] if self.parts["impact"] else []),
                *self.parts["impact"],
            ]
        )
        cause: Entry = {
            "kind": "cause",
            **self._head(self.title, words(told) or self.title),
            "family": self.known.family,
            "likelihood": "occasional",
            "place": self.known.place,
            "responsible": self.known.party,
            "evidence": dict.fromkeys(signs, "usually"),
            "why": why or "Why it happens.",
            "fixes": [fix],
            **self._sources(),
        }
        return cause, over

    def _head(self, title: str, summary: str) -> Entry:
        """What every entry has; drafts are internal."""
        return {"title": title, "audience": "internal", "summary": sentence(summary)}

    def _sources(self) -> Entry:
        """What the links of the references name."""
        links = [link for block in self.parts["sources"] for link in block.links]
        shown = [
            {"title": cut(title or url, TITLE), "url": url}
            for title, url in links[:30]
        ]
        return {"sources": shown} if shown else {}

    def _notes(self, over: list[Block]) -> list[dict[str, str]]:
        """What has no other place, and what is still to be said."""
        said = ", ".join([*_GUESSED, *self._missing()])
        headings = f" ({', '.join(self.headings)})" if self.headings else ""
        texts = [
            f"{STILL_TO_SAY} {said}. It comes from `{self.name}`{escaped(headings)}."
        ]
        blocks = [*over, *self.rest, *self.parts["sources"]]
        while blocks and len(texts) < _MOST_NOTES:
            text, blocks = fitting(blocks)
            texts += [text] if text else []
        return [{"audience": "internal", "text": text} for text in texts]

    def _fix(self) -> Entry:
        """The fix: looks that change nothing, then what mends it."""
        looks = steps_of(self.parts["look"], "look")
        steps = joined([*looks, *steps_of(self.parts["fix"], "step")])
        for step in steps:
            if step["id"].startswith("look"):
                step["safety"] = "read-only"
        check, undo = (fitting(self.parts[place]) for place in ("check", "undo"))
        self.rest += [*check[1], *undo[1]]
        return {
            "kind": "fix",
            **self._head(
                cut(f"Mend: {self.title}", TITLE), f"What helps: {self.title}"
            ),
            "effort": "minutes",
            "safety": "reversible",
            "responsible": self.known.party,
            "steps": steps or [{"id": "step-1", "do": "Do the first thing."}],
            "verify": {
                "text": check[0] or "What to do, and what to expect when it worked."
            },
            "undo": {"text": undo[0] or "How to take it back."},
        }

    def _signs(self, cause_id: str) -> list[Entry]:
        """The symptoms: one for each point that the runbook makes, or its title alone."""
        points = points_of(self.parts["signs"])
        if not points:
            message = self.title if re.fullmatch(r"\S{4,}", self.title) else ""
            told = words(self.parts["meaning"]) or self.title
            return [self._sign(f"{cause_id}-sign", self.title, told, message)]
        signs = []
        for n, point in enumerate(points[:_MOST_SIGNS], 1):
            title = words(point) or next(
                (block.code for block in point if block.code), self.title
            )
            sign = self._sign(f"{cause_id}-sign-{n}", title, title, message_of(point))
            if len(title) > TITLE or any(
                block.items or block.code for block in point
            ):
                text, over = fitting(list(point))
                sign["notes"] = [{"audience": "internal", "text": text}]
                self.rest += over
            signs.append(sign)
        self.rest += [block for point in points[_MOST_SIGNS:] for block in point]
        return signs

    def _sign(self, entry_id: str, title: str, summary: str, message: str) -> Entry:
        """A symptom; one with a message is recognised by it."""
        sign = {
            "id": entry_id,
            **self._head(cut(" ".join(title.split()), TITLE), summary),
            "observation": self.known.observation,
            "ask": f"Do you see this: {cut(' '.join(title.split()), TITLE)}?",
        }
        if message:
            sign |= {
                "shows_problem": True,
                "messages": [message],
                "patterns": [{"re": pattern_of(message)}],
                "examples": {
                    "match": [message],
                    "miss": ["another message", "no message"],
                },
            }
        return sign
