"""A paste from a file or from standard input, as text. It must not know what is made of it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..load.document import byte_position
from ..site.terminal import say

MOST_BYTES = 16_000_000
"""As much as the page takes."""


def paste_from(file: Path) -> str:
    """The text of a file, of standard input for `-`; or wrong usage."""
    is_typed = str(file) == "-"
    if is_typed and sys.stdin.isatty():
        say("Paste what you see, then press Ctrl-D on a line of its own.")
    name = "standard input" if is_typed else str(file)
    with sys.stdin.buffer if is_typed else file.open("rb") as stream:
        data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise click.UsageError(
            f"{name} is larger than {MOST_BYTES:,} bytes; give the part around the failure"
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, col = byte_position(data, error.start)
        raise click.UsageError(
            f"{name}:{line}:{col}: byte 0x{data[error.start]:02x} is not UTF-8; save it as UTF-8"
        ) from error
