"""Patterns of symptoms, checked: the portable dialect, and the examples that prove them.

Two engines judge: RE2 (google-re2), so that matching is linear, and V8, which readers have. What only
one of them has, or what the two read otherwise, is refused; where no rule knows better, the examples
tell. Which part of a paste an example would be is not known here.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import re2

from ..load import Loaded, Sources, entries_of, phrases_of
from ..load.document import Path_
from ..model import Examples, Pattern, Phrases, Symptom
from ..model.findings import Finding, quoted
from ..model.phrases import mentioned, written
from .contradictions import is_whole
from .javascript import JavaScript, Stopped

_SECONDS = 5.0
_ESCAPES = re.compile(r"\\(?:[AzCQEpPauk0-9]|x\{|[bB](?:[*+?]|\{\d))")
_FORMS = re.compile(r"\[\[:|\(\?(?!:)|[*+?}]\+|\[\]|\[\^\]")
_NO_REPEAT = re.compile(r"\{,\d+\}")
_ASTRAL = re.compile(
    r"[\U00010000-\U0010ffff](?=[*+?]|\{\d)|\[[^\]]*[\U00010000-\U0010ffff][^\]]*\]"
)
_LETTER = r"(?:(?=[^\x00-\x7f])[^\W\d_])"
_EDGE = re.compile(rf"\\b(?:(?:\(\?:|\()+(?:[^()\\|]*\|)*)?({_LETTER})|({_LETTER})\)*\\b")
"""A letter beside \\b, also as the first of an alternative of the group that follows."""
_REMEDY = "use the part that RE2 and JavaScript share: no inline flags, names, look-around, back-references, \\A, \\z, \\p"

_COMPILE = """(patterns) => patterns.map(([source, flags]) => {
  try { new RegExp(source, flags); return ""; } catch (error) { return error.message.split(": ").at(-1); }
})"""
_JUDGE = """(claims) => claims.map(({ patterns, texts }) => {
  const made = patterns.map(({ parts, flags }) => parts.map((part) => new RegExp(part, flags)));
  return texts.map((lines) => made.map((parts) => lines.some((line) => parts.every((part) => part.test(line)))));
})"""


@dataclass(frozen=True, eq=False)
class _Place:
    """A pattern as it is tried, and where it stands."""

    file: Loaded
    at: Path_
    pattern: str
    case: bool

    def finding(self, message: str, hint: str, code: str = "P001") -> Finding:
        """A finding about this pattern."""
        return self.file.finding(self.at, code, message, hint)


@dataclass(frozen=True, eq=False)
class _Claim:
    """A symptom whose examples are to be tried."""

    file: Loaded
    at: Path_
    symptom: Symptom
    examples: Examples
    patterns: tuple[tuple[tuple[str, ...], bool], ...]

    @property
    def texts(self) -> list[tuple[str, int, bool, str]]:
        """Each example: its key, its place in the list, whether it is to be matched, and its text."""
        return [
            (key, n, wanted, text)
            for key, wanted in (("match", True), ("miss", False))
            for n, text in enumerate(getattr(self.examples, key))
        ]


def check_patterns(sources: Sources) -> list[Finding]:
    """Findings for patterns outside the dialect and for examples they judge otherwise."""
    phrases = phrases_of(sources)
    findings, broken = _phrases(sources, phrases)
    with JavaScript(_SECONDS) as js:
        usable = {name: text for name, text in phrases.items() if name not in broken}
        places = [
            place
            for file in sources.files
            for place in _places(file)
            if _known(place.pattern, usable)
        ]
        refused = {place: found for place in places if (found := _refused(place, phrases))}
        findings += refused.values()
        good = [place for place in places if place not in refused]
        told = js.call(
            _COMPILE, [[written(place.pattern, phrases), _flags(place.case)] for place in good]
        )
        other = {
            place: place.finding(
                f"{quoted(place.pattern)} is refused by JavaScript: {said}", _REMEDY
            )
            for place, said in zip(good, told, strict=True)
            if said
        }
        findings += other.values()
        bad = {(place.file.path, place.at[:2]) for place in (*refused, *other)}
        claims = [
            claim
            for file in sources.files
            for claim in _claims(file, usable)
            if (claim.file.path, claim.at[:2]) not in bad
        ]
        return findings + list(_examples(js, claims))


def _phrases(sources: Sources, phrases: dict[str, str]) -> tuple[list[Finding], set[str]]:
    """Findings for phrases outside the dialect, and the names of all that say nothing certain."""
    listed = [
        (phrase.id, _Place(file, ("phrases", n, "re"), phrase.re, False))
        for file in sources.files
        if isinstance(file.entry, Phrases)
        for n, phrase in enumerate(file.entry.phrases)
    ]
    places = dict(listed)
    counts = Counter(name for name, _ in listed)
    doubled = {name for name, count in counts.items() if count > 1}
    known = {name: place for name, place in places.items() if _known(place.pattern, phrases)}
    found = {
        name: finding for name, place in known.items() if (finding := _refused(place, phrases))
    }
    own = {
        name
        for name in found
        if not any(other in found for other in mentioned(places[name].pattern))
    }
    unknown = set(places) - set(known)
    return [found[name] for name in own], set(found) | unknown | doubled


def _known(pattern: str, phrases: dict[str, str]) -> bool:
    """Whether all phrases of a pattern can be written out."""
    return all(name in phrases for name in mentioned(pattern))


def _places(file: Loaded) -> Iterator[_Place]:
    """Every pattern of the symptoms in a file."""
    for entry, _, at in entries_of(file):
        for n, pattern in enumerate(entry.patterns if isinstance(entry, Symptom) else ()):
            for place, part in pattern.placed:
                yield _Place(file, (*at, "patterns", n, *place), part, pattern.case)


def _refused(place: _Place, phrases: dict[str, str]) -> Finding | None:
    """A finding if RE2 does not read the pattern, or JavaScript would read it otherwise."""
    plain = re.sub(r"\\.", "__", place.pattern)
    found = _ESCAPES.search(place.pattern.replace("\\\\", "__")) or _FORMS.search(plain)
    if found:
        return place.finding(f"{quoted(found[0])} is not portable", _REMEDY)
    lax = _NO_REPEAT.search(plain)
    if lax:
        return place.finding(
            f"{quoted(lax[0])} is no repeat, but these characters", f"write {{0{lax[0][1:]}"
        )
    try:
        matcher = _compiled(written(place.pattern, phrases), place.case)
    except re2.error as error:
        return place.finding(f"{quoted(place.pattern)} cannot be read: {_said(error)}", _REMEDY)
    if matcher.search(""):
        return place.finding(
            f"{quoted(place.pattern)} matches an empty text", "require at least one character"
        )
    return _letters(place)


def _said(error: Exception) -> str:
    """What RE2 says of a pattern."""
    text = error.args[0] if error.args else ""
    return text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)


def _letters(place: _Place) -> Finding | None:
    """A finding for letters beyond ASCII that one of the two engines does not take for what they are."""
    edge = _EDGE.search(place.pattern)
    if edge:
        letter = edge[1] or edge[2]
        return place.finding(
            f"\\b beside {quoted(letter)} is no edge of a word: to \\b and \\w only a-z, 0-9 and _ "
            "are letters",
            "leave \\b out there, or write a space",
        )
    astral = _ASTRAL.search(place.pattern)
    if astral:
        return place.finding(
            f"{quoted(astral[0])}: JavaScript takes this character for two", "write (?:…) around it"
        )
    odd = [
        char
        for char in place.pattern
        if ord(char) > 127 and not place.case and _folds_otherwise(char)
    ]
    return (
        place.finding(
            f"{quoted(odd[0])} has other forms in RE2 than in JavaScript where case is the same",
            "write the common letter, or `case: true`",
        )
        if odd
        else None
    )


@lru_cache(maxsize=1024)
def _folds_otherwise(char: str) -> bool:
    """Whether RE2 and JavaScript differ on which letters are the same as this one, case aside."""
    others = {
        form
        for form in (char.lower(), char.upper(), char.title(), char.casefold())
        if len(form) == 1
    } - {char}
    return any(
        bool(_compiled(char, False).search(other)) is not _same_in_javascript(char, other)
        for other in others
    )


def _same_in_javascript(one: str, other: str) -> bool:
    """ECMA-262, Canonicalize without the flag `u`: by upper case, unless that leaves or enters ASCII or has two letters."""

    def canonical(char: str) -> str:
        upper = char.upper()
        return (
            char
            if len(upper) != 1 or ord(char) > 0xFFFF or (ord(char) > 127 and ord(upper) < 128)
            else upper
        )

    return canonical(one) == canonical(other)


def _flags(case: bool) -> str:
    """The flags of a JavaScript pattern."""
    return "" if case else "i"


@lru_cache(maxsize=8192)
def _compiled(pattern: str, case: bool) -> Any:
    """The pattern compiled by RE2."""
    options = re2.Options()
    options.case_sensitive = case
    options.log_errors = False
    return re2.compile(pattern, options)


def _claims(file: Loaded, phrases: dict[str, str]) -> Iterator[_Claim]:
    """The symptoms of a file whose patterns are to be proven by examples."""
    for entry, _, at in entries_of(file):
        if (
            isinstance(entry, Symptom)
            and entry.examples
            and entry.patterns
            and not entry.detector
            and all(is_whole(pattern) for pattern in entry.patterns)
            and all(_known(part, phrases) for pattern in entry.patterns for part in pattern.parts)
        ):
            yield _Claim(
                file,
                at,
                entry,
                entry.examples,
                tuple(_made(pattern, phrases) for pattern in entry.patterns),
            )


def _made(pattern: Pattern, phrases: dict[str, str]) -> tuple[tuple[str, ...], bool]:
    """The parts of a pattern, phrases written out, and whether case matters."""
    return tuple(written(part, phrases) for part in pattern.parts), pattern.case


def _examples(js: JavaScript, claims: list[_Claim]) -> Iterator[Finding]:
    """A finding for each example that the patterns judge otherwise than it says."""
    try:
        told = js.call(_JUDGE, [_asked(claim) for claim in claims])
    except Stopped:
        yield from _slow(js, claims)
        return
    for claim, answers in zip(claims, told, strict=True):
        found = (
            _judged(claim, example, answer)
            for example, answer in zip(claim.texts, answers, strict=True)
        )
        yield from _together([finding for findings in found for finding in findings])


def _together(findings: list[Finding]) -> Iterator[Finding]:
    """The findings for the examples of one symptom; many that go wrong in the same way are one: a pattern's fault."""
    alike: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        alike[finding.code, finding.hint].append(finding)
    for (_, hint), (first, *others) in alike.items():
        also = ", ".join(f"{other.line}:{other.col}" for other in others)
        yield replace(first, hint=f"{hint}; also {also}") if others else first


def _asked(claim: _Claim) -> dict[str, Any]:
    """A claim as V8 is asked."""
    return {
        "patterns": [{"parts": parts, "flags": _flags(case)} for parts, case in claim.patterns],
        "texts": [_lines(text) for *_, text in claim.texts],
    }


def _lines(text: str) -> list[str]:
    """The lines of a text, and the text as one paragraph; how near each other parts stand is the engine's business."""
    lines = re.split(r"\r\n|\n|\r", text)
    return list(dict.fromkeys([*lines, " ".join(line.strip() for line in lines)]))


def _judged(
    claim: _Claim, example: tuple[str, int, bool, str], answer: list[bool]
) -> Iterator[Finding]:
    """The finding for an example that is judged otherwise than it says, or otherwise by RE2."""
    key, n, wanted, text = example
    at = (*claim.at, "examples", key, n)
    own = _seen(claim, text)
    if any(answer) is not own:
        name = "JavaScript" if any(answer) else "RE2"
        yield claim.file.finding(
            at,
            "P003",
            f"{quoted(text)} is matched by {name} only",
            "blanks, dots and letters beyond ASCII are read otherwise; write them out",
        )
    elif any(answer) is not wanted:
        yield claim.file.finding(
            at,
            "P002",
            f"{quoted(text)} is {'not ' if wanted else ''}matched",
            f"by {_which(claim, answer)} of “{claim.symptom.id}”; mend the pattern or the example",
        )


def _seen(claim: _Claim, text: str) -> bool:
    """Whether RE2 finds all parts of a pattern in a line; bytes spare its wrapper the counting of letters."""
    lines = [line.encode() for line in _lines(text)]
    return any(
        all(_compiled(part, case).search(line) for part in parts)
        for parts, case in claim.patterns
        for line in lines
    )


def _which(claim: _Claim, answer: list[bool]) -> str:
    """The pattern that matched, or all where none did."""
    matched = [
        pattern for pattern, found in zip(claim.symptom.patterns, answer, strict=True) if found
    ]
    named = matched[:1] or (list(claim.symptom.patterns) if len(answer) == 1 else [])
    return (
        f"the pattern {quoted(' … '.join(named[0].parts))}"
        if named
        else f"any of the {len(answer)} patterns"
    )


def _slow(js: JavaScript, claims: list[_Claim]) -> Iterator[Finding]:
    """A finding for the first symptom whose patterns take too long on its own examples."""
    for claim in claims:
        try:
            js.call(_JUDGE, [_asked(claim)])
        except Stopped as stopped:
            yield claim.file.finding(
                (*claim.at, "patterns"),
                "R004",
                f"to try the patterns of {quoted(claim.symptom.id)} on its examples {stopped}",
                "no repeat inside a repeat: (a+)+ tries every way to part a line",
            )
            return
