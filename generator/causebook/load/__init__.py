"""From files to entries: read YAML, type it, and say where everything came from.

It is the only owner of PyYAML, and it must not know how entries are linked or shown.
"""

from .loaded import Loaded, Unread
from .sources import (
    Known,
    Sources,
    entries_of,
    load,
    load_cases,
    phrases_of,
)

__all__ = [
    "Known",
    "Loaded",
    "Sources",
    "Unread",
    "entries_of",
    "load",
    "load_cases",
    "phrases_of",
]
