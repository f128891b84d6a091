"""What the YAML parser says: events with where they begin and end, and what helps if it fails."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import yaml

_HINTS = {
    "mapping values are not allowed": "put the text in quotes if it contains “: ”; "
    "else indent the line like the one above",
    "found a tab character": "indent with spaces",
    "found unknown escape character": "in double quotes write a backslash twice; "
    "single quotes take it as it is",
    "found character": "indent with spaces; put quotes around a text that starts with @ ` or %",
    "did not find expected key": "check the indentation and the quotes of the line above",
    "could not find expected": "a colon and a space are missing after the key",
    "did not find expected ','": "a comma is missing, or [ or { is not closed",
    "did not find expected '-'": "put quotes around a text that starts with [ or {",
    "found unexpected end": "a quote or bracket is not closed",
}
"""What mostly helps, by what the parser says."""
Opening = yaml.ScalarEvent | yaml.CollectionStartEvent
"""The events that a node begins with, but for an alias."""
Events = Iterator[yaml.Event]


def start_of(event: yaml.Event) -> yaml.Mark:
    """Where an event begins, which the parser always says."""
    return cast(yaml.Mark, event.start_mark)


def end_of(event: yaml.Event) -> yaml.Mark:
    """Where an event ends."""
    return cast(yaml.Mark, event.end_mark)


def place_of(event: yaml.Event) -> tuple[int, int]:
    """The line and the column of an event, both from 1."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def remedy(problem: str) -> str:
    """What mostly helps where the parser says this; empty where that is not known."""
    return next((hint for said, hint in _HINTS.items() if said in problem), "")
