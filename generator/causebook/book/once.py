"""A function of a book or an entry that is worked out once for each, however many ask.

They never change, but are too large to be compared or hashed each time: each is known by
itself, and what was worked out goes when it goes.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

A = TypeVar("A")
T = TypeVar("T")


def once(function: Callable[[A], T]) -> Callable[[A], T]:
    """The function, with a memory."""
    known: dict[int, tuple[weakref.ref[A], T]] = {}

    @wraps(function)
    def remembered(asked: A) -> T:
        key = id(asked)
        if key not in known:
            gone = weakref.ref(asked, lambda _: known.pop(key, None))
            known[key] = gone, function(asked)
        return known[key][1]

    return remembered
