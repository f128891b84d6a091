"""The way out of every command: whatever happens is one line and the right exit code.

0 fine, 1 findings, 2 wrong usage, 3 environment (disk, rights, lock), 130 interrupted.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

import click

from ..model.findings import Finding, counted
from ..project import Checked, check
from ..site.ownership import Refused
from ..site.terminal import prepare, say


class Face(click.Group):
    """A group of commands that ends with one line and an exit code, never with a traceback."""

    def main(self, *args: Any, **more: Any) -> Any:  # noqa: ANN401 - as click has it
        """Run a command and exit."""
        prepare()
        try:
            sys.exit(super().main(*args, **{**more, "standalone_mode": False}))
        except click.exceptions.Abort:
            _stop("interrupted", 130)
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
            sys.exit(error.exit_code)
        except click.ClickException as error:
            _stop(_usage(error), error.exit_code)
        except Refused as error:
            _stop(str(error))
        except OSError as error:
            _stop(f"{error.filename or 'the disk'}: {error.strerror or error}")
        except Exception as error:
            if sys.flags.dev_mode:  # python -X dev
                raise
            _stop(f"a fault of causebook, please report it: {_fault(error)}")


def ended(command: Callable[[], object]) -> NoReturn:
    """Run a command that is all that this process does, and end the process with its exit code.

    A whole book is not taken apart for that, which would be a thirtieth of a build.
    """
    code: str | int | None = 0
    try:
        command()
    except SystemExit as end:
        code = end.code
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            sys.exit(code)  # nobody reads what is left; Python knows how to say that
    if code is None or isinstance(code, int):
        os._exit(code or 0)
    sys.exit(code)


def stop_with(findings: Sequence[Finding], then: str) -> NoReturn:
    """Say what has to be mended, and what that means for the command; exit with 1."""
    for finding in findings:
        say(str(finding))
    say(f"{counted(len(findings))}; {then}")
    raise SystemExit(1)


def checked_or_exit(project: Path) -> Checked:
    """The project, or exit 1 with its findings on stderr."""
    checked = check(project.resolve())
    if checked.findings:
        stop_with(checked.findings, "nothing was written")
    return checked


def _usage(error: click.ClickException) -> str:
    """What is wrong with the words of a command, and where the right ones stand."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    command = context.command_path if context else "causebook"
    return f"{error.format_message()} (try: {command} --help)"


def _fault(error: Exception) -> str:
    """An error that nobody foresaw, with its place."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {error} ({Path(place.filename).name}:{place.lineno})"


def _stop(message: str, code: int = 3) -> NoReturn:
    """Say why the command cannot go on, and exit."""
    say(f"causebook: {message}")
    raise SystemExit(code)
