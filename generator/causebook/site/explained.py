"""What goes wrong inside MkDocs, as the author is told: with a file and a line where it can be.

Hooks, overrides and plugins of the project run there; what they do wrong is a finding. What the
machine does not allow is no finding: it stays an OSError.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..model.findings import Finding, one_line
from .ownership import Refused

_PACKAGE = Path(__file__).parents[1]
_LONGEST = 300


class Broken(Exception):
    """The project's configuration or code is broken; the findings say where."""

    def __init__(self, *findings: Finding) -> None:
        """Keep the findings."""
        super().__init__("; ".join(str(finding) for finding in findings))
        self.findings = findings


@contextmanager
def explained(file: Path) -> Iterator[None]:
    """Whatever goes wrong inside MkDocs becomes Broken, Refused or an OSError.

    A fault of ours stays what it is.
    """
    try:
        yield
    except (Broken, Refused):
        raise
    except (Exception, SystemExit) as error:
        raise _explained(error, file) from error


def problems(error: Exception) -> tuple[str, ...]:
    """What went wrong, a line each, as the author is told."""
    if isinstance(error, Broken):
        return tuple(map(str, error.findings))
    if isinstance(error, Refused):
        return (str(error),)
    if isinstance(error, OSError):
        return (f"{error.filename or 'the disk'}: {error.strerror or error}",)
    return (f"a fault of causebook: {type(error).__name__}: {error}",)


def _explained(error: BaseException, file: Path) -> BaseException:
    """What an error inside MkDocs is for the author."""
    cause = _first(error)
    if isinstance(cause, Refused):
        return Refused(str(cause))
    if isinstance(cause, Broken):
        return Broken(*cause.findings)
    place = _place(cause, file.parent)
    if place:
        return Broken(Finding(*place, 0, "M003", f"fails: {_words(cause)}"))
    if _is_of_the_disk(cause) or _is_ours(cause):
        return cause
    return Broken(Finding(file.name, 0, 0, "M003", f"MkDocs fails: {_words(cause)}"))


def _first(error: BaseException) -> BaseException:
    """The error behind those that MkDocs raised because of it."""
    while type(error).__module__ == "mkdocs.exceptions" and (
        error.__cause__ or error.__context__
    ):
        error = error.__cause__ or error.__context__ or error
    return error


def _place(error: BaseException, project: Path) -> tuple[str, int] | None:
    """The file and line of the project's own code that an error comes from."""
    frames = traceback.extract_tb(error.__traceback__)
    passed = [(frame.filename, frame.lineno or 0) for frame in frames]
    named = (getattr(error, "filename", None), getattr(error, "lineno", None))
    for name, line in (named, *reversed(passed)):
        if (
            isinstance(name, str)
            and isinstance(line, int)
            and _is_projects(Path(name), project)
        ):
            return os.path.relpath(name, project), line
    return None


def _is_projects(path: Path, project: Path) -> bool:
    """Whether a file is the project's own, not this package's and not one that is installed."""
    is_installed = any(
        path.is_relative_to(folder) for folder in (_PACKAGE, Path(sys.prefix))
    )
    return path.is_relative_to(project) and not is_installed


def _is_of_the_disk(error: BaseException) -> bool:
    """Whether the machine is at fault.

    A template that is missing is the project's fault, though Jinja takes it for a file.
    """
    return isinstance(error, OSError) and not type(error).__module__.startswith(
        "jinja2"
    )


def _is_ours(error: BaseException) -> bool:
    """Whether an error was raised in this package: a fault of ours, not of the project."""
    frames = traceback.extract_tb(error.__traceback__)
    return bool(frames) and Path(frames[-1].filename).is_relative_to(_PACKAGE)


def _words(error: BaseException) -> str:
    """An error in words."""
    text = short(str(error))
    if type(error).__module__ == "mkdocs.exceptions":
        return text
    is_about_a_line = bool(getattr(error, "lineno", None) and text)
    return (
        text
        if is_about_a_line
        else f"{type(error).__name__}: {text}".removesuffix(": ")
    )


def short(text: str) -> str:
    """The text on one line, cut where it goes on for long."""
    text = " ".join(one_line(text).split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
