"""The examples of a symptom are tried: its patterns must judge them as the author says.

Both engines are asked, V8 once for all. Which part of a paste an example would be is not known
here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast

from ..load import Loaded
from ..model import Examples, Pattern, Symptom
from ..model.findings import Finding, quoted
from ..model.marked import KeyPath
from ..model.phrases import written
from .dialect import compiled
from .javascript import JavaScript, Stopped

_JUDGE = """(claims) => claims.map(({ patterns, texts }) => {
  const made = patterns.map(({ parts, flags }) => parts.map((part) => new RegExp(part, flags)));
  const holds = (parts, line) => parts.every((part) => part.test(line));
  return texts.map((lines) => made.map((parts) => lines.some((line) => holds(parts, line))));
})"""


@dataclass(frozen=True, eq=False)
class Claim:
    """A symptom whose examples are to be tried; the phrases of its patterns are written out."""

    file: Loaded
    at: KeyPath
    symptom: Symptom
    examples: Examples
    patterns: tuple[tuple[tuple[str, ...], bool], ...]

    @property
    def texts(self) -> list[tuple[str, int, bool, str]]:
        """Each example: its key, its number, whether it is to be matched, and its text."""
        return [
            (key, n, wanted, text)
            for key, wanted in (("match", True), ("miss", False))
            for n, text in enumerate(getattr(self.examples, key))
        ]

    def asked(self) -> dict[str, object]:
        """The claim as V8 is asked."""
        return {
            "patterns": [
                {"parts": parts, "flags": flags(case)}
                for parts, case in self.patterns
            ],
            "texts": [_lines(text) for *_, text in self.texts],
        }


def flags(case: bool) -> str:
    """The flags of a JavaScript pattern; `case` says that case matters."""
    return "" if case else "i"


def made(pattern: Pattern, phrases: dict[str, str]) -> tuple[tuple[str, ...], bool]:
    """The parts of a pattern, phrases written out, and whether case matters."""
    return tuple(written(part, phrases) for part in pattern.parts), pattern.case


def try_examples(js: JavaScript, claims: list[Claim]) -> Iterator[Finding]:
    """A finding for each example that the patterns judge otherwise than it says."""
    try:
        said = js.call(_JUDGE, [claim.asked() for claim in claims])
    except Stopped:
        yield from _slow(js, claims)
        return
    answers = cast(list[list[list[bool]]], said)
    for claim, judged in zip(claims, answers, strict=True):
        pairs = zip(claim.texts, judged, strict=True)
        found = [_judged(claim, example, answer) for example, answer in pairs]
        yield from _together([finding for finding in found if finding])


def _together(findings: list[Finding]) -> Iterator[Finding]:
    """The findings for the examples of one symptom.

    Many that go wrong in the same way are one: it is the pattern's fault.
    """
    alike: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        alike[finding.code, finding.hint].append(finding)
    for (_, hint), (first, *others) in alike.items():
        also = ", ".join(f"{other.line}:{other.col}" for other in others)
        yield replace(first, hint=f"{hint}; also {also}") if others else first


def _lines(text: str) -> list[str]:
    """The lines of a text, and the text as one paragraph.

    How near each other the parts of a pattern stand is the engine's business.
    """
    lines = re.split(r"\r\n|\n|\r", text)
    return list(dict.fromkeys([*lines, " ".join(line.strip() for line in lines)]))


def _judged(
    claim: Claim, example: tuple[str, int, bool, str], answer: list[bool]
) -> Finding | None:
    """The finding for an example that is judged otherwise than it says, or otherwise by RE2."""
    key, n, wanted, text = example
    at, is_matched = (*claim.at, "examples", key, n), any(answer)
    if is_matched is not _is_matched_by_re2(claim, text):
        engine = "JavaScript" if is_matched else "RE2"
        hint = (
            "blanks, dots and letters beyond ASCII are read otherwise; write them out"
        )
        problem = f"{quoted(text)} is matched by {engine} only"
        return claim.file.finding(at, "P003", problem, hint)
    if is_matched is not wanted:
        by = f"by {_which(claim, answer)} of “{claim.symptom.id}”"
        problem = f"{quoted(text)} is {'not ' if wanted else ''}matched"
        return claim.file.finding(
            at, "P002", problem, f"{by}; mend the pattern or the example"
        )
    return None


def _is_matched_by_re2(claim: Claim, text: str) -> bool:
    """Whether RE2 finds all parts of a pattern in a line.

    Bytes spare its wrapper the counting of letters.
    """
    lines = [line.encode() for line in _lines(text)]
    return any(
        all(compiled(part, case).search(line) for part in parts)
        for parts, case in claim.patterns
        for line in lines
    )


def _which(claim: Claim, answer: list[bool]) -> str:
    """The pattern that matched, or all where none did."""
    patterns = claim.symptom.patterns
    matched = [
        pattern for pattern, found in zip(patterns, answer, strict=True) if found
    ]
    one = matched or (patterns if len(patterns) == 1 else ())
    if not one:
        return f"any of the {len(patterns)} patterns"
    return f"the pattern {quoted(' … '.join(one[0].parts))}"


def _slow(js: JavaScript, claims: list[Claim]) -> Iterator[Finding]:
    """A finding for the first symptom whose patterns take too long on its own examples."""
    for claim in claims:
        try:
            js.call(_JUDGE, [claim.asked()])
        except Stopped as stopped:
            trial = (
                f"to try the patterns of {quoted(claim.symptom.id)} on its examples"
            )
            hint = "no repeat inside a repeat: (a+)+ tries every way to part a line"
            at = (*claim.at, "patterns")
            yield claim.file.finding(at, "R004", f"{trial} {stopped}", hint)
            return
