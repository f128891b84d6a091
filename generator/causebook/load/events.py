"""The events of the YAML parser as they always come: each with where it begins and ends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import yaml

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
