"""How far a build is, told on stderr: a bar on a terminal, now and then a line elsewhere.

It only tells what it was told: a phase without a count has no share of anything, and the time
left is reckoned from the pages of this very build.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from ..site.terminal import say

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar  # it has no public name

QUIET = 10.0
"""Seconds between two lines about the same phase, where there is no terminal."""


class Bar:
    """The progress of one build; use it in a `with` statement, which leaves the terminal clean."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Nothing is shown before the first step."""
        self._clock, self._start = clock, clock()
        self._bar: ProgressBar[int] | None = None
        self._phase = ""
        self._began = self._told = 0.0
        self._took: list[tuple[str, float]] = []

    def __enter__(self) -> Bar:
        """Itself."""
        return self

    def __exit__(self, error: object, *_: object) -> None:
        """Leave the terminal clean, and say what took how long unless it was broken off."""
        self._end_phase()
        if self._took and error is None:
            say(
                ", ".join(f"{phase} {seconds:.1f} s" for phase, seconds in self._took)
            )

    def first(self, what: str) -> None:
        """Begin a phase after which nothing else may be said than what is wrong."""
        self._begin(what)
        if sys.stderr.isatty():
            say(f"{what} …")

    def step(self, what: str, done: int, total: int) -> None:
        """Show how far a build is."""
        if what != self._phase:
            self._begin(what)
            say(f"{what} …")
        if done and done <= total:
            self._show(done, total)

    @property
    def seconds(self) -> float:
        """How long all of it has taken so far."""
        return self._clock() - self._start

    def _begin(self, what: str) -> None:
        """End the phase before, and begin one."""
        self._end_phase()
        self._phase, self._began = what, self._clock()
        self._told = self._began

    def _show(self, done: int, total: int) -> None:
        """Move the bar, or say a line if the last one is long ago."""
        if sys.stderr.isatty():
            self._bar = self._bar or click.progressbar(
                length=total, label=self._phase, show_pos=True, file=sys.stderr
            )
            self._bar.update(done - self._bar.pos)
        elif self._clock() - self._told >= QUIET:
            self._told = self._clock()
            say(f"{self._phase}: {done} of {total}, {self._left(done, total)}")

    def _left(self, done: int, total: int) -> str:
        """How long the rest of a phase will take, if it goes on as it went."""
        seconds = (self._clock() - self._began) * (total - done) / done
        return f"about {seconds:.0f} s left"

    def _end_phase(self) -> None:
        """End the bar's line, where there is one, and note how long the phase took."""
        if self._bar:
            self._bar.render_finish()
            self._bar = None
        if self._phase:
            self._took.append((self._phase, self._clock() - self._began))
            self._phase = ""
