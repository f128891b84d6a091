"""Specimens on their way into the files of causes, and whether an exchange has changed since.

Secrets are replaced first. What differs between two runs by itself (dates, nonces, numbers of
processes) is no change.
"""

from __future__ import annotations

import datetime
import json
import re
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path

import yaml
from commands.shown import LOADER, ROOT

CAUSES = ROOT / "causes" / "http-401"
SECRETS = [
    (re.compile(r"\beyJ[\w-]+\.[\w-]+\.[\w-]*"), "<token>"),
    (
        re.compile(r"(?i)(authorization: (?:basic|negotiate) )(?!<)[\w+/=]{4,}"),
        r"\1<credentials>",
    ),
    (
        re.compile(r"(?i)(www-authenticate: negotiate )(?!<)[\w+/=]{20,}"),
        r"\1<token>",
    ),
    (re.compile(r"(?i)(cookie: +[\w.-]+=)[^;\s]{9,}"), r"\1<session>"),
]
VARYING = [
    r"\w{3}, \d\d[ -]\w{3}[ -]\d{4} [\d:]{8} GMT",
    r"\w{3} \w{3} [ \d]\d [\d:.]{8,}(?: UTC)? \d{4}",
    r"\b\d\d/\d\d/\d\d(?:\d\d)? [\d:]{8}|\b\d\d:\d\d:\d\d\.\d+",
    r"'[0-9a-f]{8}'|_state=[\w=-]+|tsm\W+[\w+/=]+",
    r"\d{4}[-/]\d\d[-/]\d\d[T ][\d:.,]+Z?",
    r"\[\d\d/\w{3}/\d{4}:[\d:]{8} [+-]\d{4}\]",
    r"\[pid \d+(?::tid \d+)?\]|\d+#\d+: \*\d+|\bclient 127\.0\.0\.1:\d+",
    r"127\.0\.0\.1:[3-6]\d{4}|\blocalhost:[3-6]\d{4}",
    r"(?:nonce|cnonce|response|opaque)=\"?[\w+/=-]+\"?",
    r"(?i:etag|allow|x-varnish|age|x-request-id|keep-alive|x-runtime|content-length): .*",
    r"[0-9a-f]{8}-[0-9a-f-]{27}|\b[0-9a-f]{16,}\b|\b\d{10}\b|\b\d{14}Z|\bin \d+\.?\d* ?m?s\b|\d+(?:\.\d+)?ms\b",
    r"<(?:token|session|credentials)>|mac=\"[^\"]*\"|ts=\"\d+\"|id=\"\w+\"",
]
CHANGING = re.compile("|".join(VARYING))


@dataclass(frozen=True)
class Seen:
    """What a reproduction has seen. `success` is in `after`, and a 401 is not, unless `handshake`."""

    setting: str
    before: str
    telling: str
    after: str
    success: str = "200"
    change: str = ""
    handshake: bool = False
    answers: dict[str, str] = field(default_factory=dict)

    def fault(self) -> str:
        """Why this shows nothing, or an empty text."""
        if not re.search(r"(?<![\w.])E?401\b", self.before):
            return f"there is no 401 before the fix:\n{self.before}\n--- after\n{self.after}"
        if self.telling not in self.before:
            return f"“{self.telling}” is not in\n{self.before}"
        if not re.search(rf"\b{self.success}\b", self.after):
            return f"there is no {self.success} after the fix:\n{self.after}"
        if not self.handshake and re.search(r"(?<!\.)\b401\b(?!\.)", self.after):
            return f"there is still a 401 after the fix:\n{self.after}"
        return ""


def without_secrets(text: str) -> str:
    """The text with credentials replaced by what they are."""
    for pattern, said in SECRETS:
        text = pattern.sub(said, text)
    return text


def steady(text: str) -> str:
    """The text without what differs from run to run."""
    return CHANGING.sub("…", text)


def record(
    cause: str, step: str, programs: list[str], seen: Seen, folder: Path
) -> str:
    """Write a specimen into the file of its cause; says what changed in the exchange, if it did."""
    path = CAUSES / f"{cause}.yml"
    text = path.read_text("utf-8")
    old = (yaml.load(text, Loader=LOADER).get("specimen")) or {}
    sides = {
        side: _clean(getattr(seen, side), folder)
        for side in ("before", "after", "change")
    }
    changed = {
        side: _difference(old[side], sides[side])
        for side in ("before", "after")
        if old
    }
    if old and not any(changed.values()):
        sides |= {side: old[side].strip("\n") for side in changed}
    path.write_text(_with(text, _block(step, programs, seen, sides)), "utf-8")
    return "\n    ".join(
        f"{side} changed: {what}" for side, what in changed.items() if what
    )


def _difference(old: str, new: str) -> str:
    """The first line that is not what it was, or an empty text."""
    lines = zip_longest(
        *(steady(text.strip()).splitlines() for text in (old, new)), fillvalue=""
    )
    return next((f"“{was}” is now “{now}”" for was, now in lines if was != now), "")


def _clean(text: str, folder: Path) -> str:
    """The text as it can be published, and is the same in each run: `/srv` for the bench's folder."""
    text = without_secrets(text).replace(str(folder), "/srv").replace("\t", "    ")
    text = re.sub(r"\x1b\[[\d;]*m", "", text)
    return "\n".join(line.rstrip() for line in text.strip("\n").splitlines())


def _block(step: str, programs: list[str], seen: Seen, sides: dict[str, str]) -> str:
    """The key `specimen` as YAML."""
    fix, _, name = step.partition("/")
    today = datetime.datetime.now(datetime.UTC).date()
    lines = ["specimen:", f"  made: {today.isoformat()}", "  programs:"]
    lines += [f"    - {json.dumps(one)}" for one in programs]
    lines += [f"  setting: {json.dumps(seen.setting, ensure_ascii=False)}"]
    lines += _literal("before", sides["before"])
    lines += [f"  telling: {json.dumps(seen.telling, ensure_ascii=False)}"]
    lines += [f"  fix: {fix}", f"  step: {name}"]
    lines += _literal("change", sides["change"]) if sides["change"] else []
    lines += _literal("after", sides["after"])
    if seen.answers:
        lines += ["  answers:"] + [
            f'    {one}: "{said}"' for one, said in seen.answers.items()
        ]
    return "\n".join(lines) + "\n"


def _literal(key: str, text: str) -> list[str]:
    """A text of several lines as YAML."""
    return [
        f"  {key}: |",
        *(f"    {line}" if line else "" for line in text.split("\n")),
    ]


def _with(text: str, block: str) -> str:
    """The file of a cause with this specimen in the place of the old one, or before its proof."""
    text = re.sub(r"^specimen:\n(?:[ ].*\n|\n(?= ))*", "", text, flags=re.MULTILINE)
    text = re.sub(r"^exchange:\n(?:[ ].*\n|\n(?= ))*", "", text, flags=re.MULTILINE)
    text = re.sub(r"^proof: .*\n?", "", text, flags=re.MULTILINE)
    return f"{text.rstrip()}\n{block}proof: reproduced\n"
