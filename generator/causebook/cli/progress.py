"""How far a build is, told on stderr: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from typing import Any

import click

from ..site.terminal import say


class Bar:
    """The progress of one build; use it in a `with` statement, which leaves the terminal clean."""

    def __init__(self) -> None:
        """Nothing is shown before the first step."""
        self._bar: Any = None
        self._last = ""

    def __enter__(self) -> Bar:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Leave the terminal clean."""
        self._finish()

    def step(self, what: str, done: int, total: int) -> None:
        """Show how far a build is."""
        if what != self._last:
            self._last = what
            say(f"{what} …")
        if what == "pages" and sys.stderr.isatty():
            self._show(done, total)
        else:
            self._finish()

    def _show(self, done: int, total: int) -> None:
        """Move the bar."""
        if self._bar is None:
            self._bar = click.progressbar(length=total, file=sys.stderr)
        self._bar.update(done - self._bar.pos)

    def _finish(self) -> None:
        """End the bar's line, where there is one."""
        if self._bar:
            self._bar.render_finish()
            self._bar = None
