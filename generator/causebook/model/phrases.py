"""Phrases: what people say in many words, named once and used in patterns as `{name}`.

It must not know what any phrase means, nor whether a pattern can be compiled.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

_REFERENCE = re.compile(r"\\.|\{([a-z][a-z0-9-]*)\}", re.S)


def mentioned(pattern: str) -> Iterator[str]:
    """The names of the phrases that a pattern refers to."""
    yield from (found[1] for found in _REFERENCE.finditer(pattern) if found[1])


def written(pattern: str, phrases: Mapping[str, str]) -> str:
    """The pattern with its phrases written out, each as a group.

    Unknown names stay, and so do loops.
    """
    return _REFERENCE.sub(lambda found: _group(found[0], found[1], phrases), pattern)


def needed(used: Iterable[str], phrases: Mapping[str, str]) -> dict[str, str]:
    """The phrases that are used, directly or through others, in the order of `phrases`."""
    names = set(used)
    while (
        more := {
            name for known in names for name in mentioned(phrases.get(known, ""))
        }
        - names
    ):
        names |= more
    return {name: pattern for name, pattern in phrases.items() if name in names}


def in_a_loop(name: str, phrases: Mapping[str, str]) -> bool:
    """Whether a phrase needs itself."""
    return name in needed(mentioned(phrases[name]), phrases)


def _group(text: str, name: str | None, phrases: Mapping[str, str]) -> str:
    """What a reference stands for."""
    if name is None or name not in phrases or in_a_loop(name, phrases):
        return text
    return f"(?:{written(phrases[name], phrases)})"
