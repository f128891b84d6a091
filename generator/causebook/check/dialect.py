"""The portable dialect: what RE2 and JavaScript read alike.

RE2 (google-re2) makes matching linear, JavaScript is what readers have. What only one of them
has, or what the two read otherwise, is refused.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Protocol

import re2

from ..model.findings import quoted

_ESCAPES = re.compile(r"\\(?:[AzCQEpPauk0-9]|x\{|[bB](?:[*+?]|\{\d))")
_FORMS = re.compile(r"\[\[:|\(\?(?!:)|[*+?}]\+|\[\]|\[\^\]")
_NO_REPEAT = re.compile(r"\{,\d+\}")
_ASTRAL = re.compile(
    r"[\U00010000-\U0010ffff](?=[*+?]|\{\d)|\[[^\]]*[\U00010000-\U0010ffff][^\]]*\]"
)
_LETTER = r"(?:(?=[^\x00-\x7f])[^\W\d_])"
_EDGE = re.compile(
    rf"\\b(?:(?:\(\?:|\()+(?:[^()\\|]*\|)*)?({_LETTER})|({_LETTER})\)*\\b"
)
"""A letter beside \\b, also as the first of an alternative of the group that follows."""
_WORDLY = re.compile(rf"{_LETTER}\\[wW]|\\[wW](?:[*+?]|\{{[\d,]+\}})?{_LETTER}")
"""\\w beside such a letter: whoever writes it means letters of that kind too."""
REMEDY = (
    "use the part that RE2 and JavaScript share: no inline flags, names, look-around, "
    "back-references, \\A, \\z, \\p"
)

Fault = tuple[str, str]
"""What is wrong with a pattern, and what to do."""


class Compiled(Protocol):
    """A pattern as RE2 has it; the library ships no types."""

    def search(self, text: str | bytes) -> object | None:
        """The first match, or None."""


def fault(
    source: str, written: str, *, case: bool, is_part: bool = False
) -> Fault | None:
    """Why RE2 does not read a pattern, or why JavaScript would read it otherwise; or None.

    `written` is the `source` with its phrases written out; `case` says that case matters. Only a
    part of a pattern, such as the edge of a word, may match an empty text.
    """
    refusal = _refusal(source, written, case) or (
        None if is_part else _empty(source, written)
    )
    return _form(source) or refusal or _letters(source, case)


def _form(source: str) -> Fault | None:
    """A form that only one of the two knows, or that looks like another."""
    plain = re.sub(r"\\.", "__", source)
    found = _ESCAPES.search(source.replace("\\\\", "__")) or _FORMS.search(plain)
    if found:
        return f"{quoted(found[0])} is not portable", REMEDY
    lax = _NO_REPEAT.search(plain)
    if lax:
        return (
            f"{quoted(lax[0])} is no repeat, but these characters",
            f"write {{0{lax[0][1:]}",
        )
    return None


def _refusal(source: str, written: str, case: bool) -> Fault | None:
    """What RE2 says against a pattern."""
    try:
        compiled(written, case)
    except re2.error as error:
        return f"{quoted(source)} cannot be read: {_words(error)}", REMEDY
    return None


def _empty(source: str, written: str) -> Fault | None:
    """That a pattern matches an empty text."""
    if compiled(written, False).search(""):
        return (
            f"{quoted(source)} matches an empty text",
            "require at least one character",
        )
    return None


def _words(error: Exception) -> str:
    """What RE2 says of a pattern."""
    text = error.args[0] if error.args else ""
    return text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)


def _letters(source: str, case: bool) -> Fault | None:
    """Letters beyond ASCII that one of the two does not take for what they are."""
    edge = _EDGE.search(source)
    if edge:
        beside = f"\\b beside {quoted(edge[1] or edge[2])} is no edge of a word"
        why = "to \\b and \\w only a-z, 0-9 and _ are letters"
        return f"{beside}: {why}", "leave \\b out there, or write a space"
    wordly = _WORDLY.search(source.replace("\\\\", "__"))
    if wordly:
        problem = f"{quoted(wordly[0])} ends where the next letter is not one of a-z, 0-9 and _"
        return problem, "write \\S instead of \\w, or name the letters: [a-zäöüß]"
    astral = _ASTRAL.search(source)
    if astral:
        problem = "JavaScript takes this character for two"
        return f"{quoted(astral[0])}: {problem}", "write (?:…) around it"
    beyond = [] if case else [char for char in source if not char.isascii()]
    odd = next(filter(_folds_otherwise, beyond), None)
    if odd:
        problem = "has other forms in RE2 than in JavaScript where case is the same"
        return f"{quoted(odd)} {problem}", "write the common letter, or `case: true`"
    return None


@lru_cache(maxsize=1024)
def _folds_otherwise(char: str) -> bool:
    """Whether RE2 and JavaScript differ on which letters are the same as this one, case aside."""
    forms = {char.lower(), char.upper(), char.title(), char.casefold()}
    others = [form for form in forms if len(form) == 1 and form != char]
    matcher = compiled(char, False)
    return any(
        bool(matcher.search(form)) is not _is_same(char, form) for form in others
    )


def _is_same(one: str, other: str) -> bool:
    """Whether two letters are the same to JavaScript, case aside."""
    return _canonical(one) == _canonical(other)


def _canonical(char: str) -> str:
    """ECMA-262, Canonicalize without the flag `u`.

    It is the letter's upper case, unless that leaves or enters ASCII or has two letters.
    """
    upper = char.upper()
    if len(upper) != 1 or ord(char) > 0xFFFF:
        return char
    return char if upper.isascii() and not char.isascii() else upper


@lru_cache(maxsize=8192)
def compiled(pattern: str, case: bool) -> Compiled:
    """The pattern compiled by RE2; `case` says that case matters."""
    options = re2.Options()
    options.case_sensitive = case
    options.log_errors = False
    made: Compiled = re2.compile(pattern, options)
    return made
