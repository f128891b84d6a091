"""When each page of a preview changed last, and who waits for it.

It must not know what changes a page.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable

_PATIENCE = 50.0
"""Seconds after which a page that waits is told that nothing has changed."""


class Epochs:
    """When each page changed last, by its path; a page that waits is woken."""

    def __init__(self) -> None:
        """Everything is as it is from now on."""
        self._changed = threading.Condition()
        self._now = time.time_ns()
        self._every = self._now
        self._of: dict[str, int] = {}

    @property
    def now(self) -> int:
        """The present moment of the site."""
        return self._now

    def tell(self, paths: Iterable[str], *, all_pages: bool) -> None:
        """Note that pages have changed, and wake those who wait for it."""
        with self._changed:
            self._now = max(time.time_ns(), self._now + 1)
            self._of.update(dict.fromkeys(paths, self._now))
            self._every = self._now if all_pages else self._every
            self._changed.notify_all()

    def wait(self, path: str, since: int) -> bool:
        """Whether a page changed after a moment; waits for it, but not for ever."""
        with self._changed:
            return self._changed.wait_for(
                lambda: max(self._every, self._of.get(path, 0)) > since, _PATIENCE
            )
