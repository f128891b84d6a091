"""What is said on a terminal: whole lines, no control characters, whatever the terminal can show.

A reader that went away (`| head -1`) or an output that is closed ends nothing: the command
goes on and its exit code says what it found.
"""

from __future__ import annotations

import logging
import os
import sys
from typing import TextIO

from ..model.findings import one_line


def prepare() -> None:
    """Make the output take every character, and exist.

    A closed one must not become the next file opened.
    """
    for number, name in ((0, "stdin"), (1, "stdout"), (2, "stderr")):
        stream = getattr(sys, name)
        if stream is None:
            _discard(number)
            setattr(
                sys,
                name,
                os.fdopen(
                    number,
                    "r" if number == 0 else "w",
                    encoding="utf-8",
                    closefd=False,
                ),
            )
        elif number and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def say(line: str) -> None:
    """One line of progress or trouble, on stderr."""
    _put(one_line(line) + "\n", sys.stderr)


def show(text: str) -> None:
    """What was asked for, line by line, on stdout."""
    _put("".join(f"{one_line(line)}\n" for line in text.split("\n")), sys.stdout)


def _put(text: str, stream: TextIO) -> None:
    """Write and flush; nobody there to read is no trouble, a full disk is."""
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        _discard(stream.fileno())
    except OSError:
        _discard(
            stream.fileno()
        )  # else Python would try again, and complain, as it ends
        raise


def _discard(number: int) -> None:
    """Lead a standard stream to nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    if nowhere != number:
        os.dup2(nowhere, number)
        os.close(nowhere)


class Messages(logging.Handler):
    """What a library logs, as lines on stderr."""

    def emit(self, record: logging.LogRecord) -> None:
        """Say one message; a traceback that comes with it is left out."""
        say(record.getMessage())
