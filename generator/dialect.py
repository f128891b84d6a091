"""Patterns of symptoms, checked: the portable dialect, and the examples that prove them.

RE2 judges (google-re2), so that matching is linear; what RE2 has and JavaScript lacks is
refused by name. Which part of a paste an example would be is not known here: the tests run
the same examples through the real reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import re2

from .findings import Finding, quoted
from .load import Loaded, Sources
from .load.tree import Path_
from .model import Phrases, Symptom
from .named import entries_of, phrases_of
from .phrases import mentioned, written

_ESCAPES = re.compile(r"\\(?:[AzCQEpPauk0-9]|x\{|[bB](?:[*+?]|\{\d))")
_FORMS = re.compile(r"\[\[:|\(\?(?!:)|[*+?}]\+|\[\]|\[\^\]")
_REMEDY = "use the part that RE2 and JavaScript share: no inline flags, names, look-around, back-references, \\A, \\z, \\p"


def check_patterns(sources: Sources) -> list[Finding]:
    """Findings for patterns outside the dialect and for examples they judge otherwise."""
    phrases = phrases_of(sources)
    findings: list[Finding] = []
    for file in sources.files:
        if isinstance(file.entry, Phrases):
            bad = [_pattern(file, ("phrases", n, "re"), p.re, phrases, False) for n, p in enumerate(file.entry.phrases)]
            findings += [finding for finding in bad if finding]
        for entry, _, at in entries_of(file):
            if isinstance(entry, Symptom):
                own = list(_symptom(file, at, entry, phrases))
                known = all(name in phrases for p in entry.patterns for part in p.parts for name in mentioned(part))
                findings += own if own or not known else list(_examples(file, at, entry, phrases))
    return findings


def _symptom(file: Loaded, at: Path_, symptom: Symptom, phrases: dict[str, str]) -> Iterator[Finding]:
    """A finding for each pattern of a symptom that is not portable."""
    for n, pattern in enumerate(symptom.patterns):
        for place, part in pattern.placed:
            finding = _pattern(file, (*at, "patterns", n, *place), part, phrases, pattern.case)
            if finding:
                yield finding


def _pattern(file: Loaded, at: Path_, pattern: str, phrases: dict[str, str], case: bool) -> Finding | None:
    """A finding if the pattern is not portable."""
    found = _ESCAPES.search(pattern.replace("\\\\", "__")) or _FORMS.search(re.sub(r"\\.", "__", pattern))
    if found:
        return file.finding(at, "P001", f"{quoted(found[0])} is not portable", _REMEDY)
    try:
        matcher = _compiled(written(pattern, phrases), case)
    except re2.error as error:
        text = error.args[0] if error.args else ""
        return file.finding(at, "P001", f"cannot be read: {text.decode() if isinstance(text, bytes) else text}", _REMEDY)
    if matcher.search(""):
        return file.finding(at, "P001", "matches an empty text", "require at least one character")
    return None


@lru_cache(maxsize=8192)
def _compiled(pattern: str, case: bool) -> Any:
    """The compiled pattern."""
    options = re2.Options()
    options.case_sensitive = case
    options.log_errors = False
    return re2.compile(pattern, options)


def _examples(file: Loaded, at: Path_, symptom: Symptom, phrases: dict[str, str]) -> Iterator[Finding]:
    """A finding for each example that the patterns judge otherwise than it says."""
    if symptom.examples is None or not symptom.patterns or symptom.detector:
        return
    patterns = [[_compiled(written(part, phrases), pattern.case) for part in pattern.parts] for pattern in symptom.patterns]
    for key, wanted in (("match", True), ("miss", False)):
        for n, example in enumerate(getattr(symptom.examples, key)):
            if _seen(patterns, example) is not wanted:
                does = "is not matched" if wanted else "is matched"
                yield file.finding((*at, "examples", key, n), "P002", f"{quoted(example)} {does}",
                                   f"by the patterns of “{symptom.id}”; mend the pattern or the example")


def _seen(patterns: list[list[Any]], text: str) -> bool:
    """Whether all parts of a pattern match a line of the text, or the text as one paragraph.

    How near each other they have to stand is the engine's business.
    """
    lines = [*text.splitlines(), " ".join(line.strip() for line in text.splitlines())]
    return any(all(part.search(line) for part in parts) for parts in patterns for line in lines)
