"""Checks that take long and were passed before, by digests of all that they look at.

Only what had no finding is noted, so there is nothing to be shown wrongly, and nothing of a
book is kept: the file holds digests. It is never needed; whatever is wrong with it, the
check is made again.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from ..load.recalled import digest
from ..model.findings import Finding

_PACKAGE = Path(__file__).parents[1]
_PROGRAMS = (
    "google-re2",
    "jinja2",
    "markdown",
    "markdown-it-py",
    "markupsafe",
    "mini-racer",
    "mkdocs",
    "mkdocs-material",
    "pydantic",
    "pygments",
    "pymdown-extensions",
    "pyyaml",
    "tdewolff-minify",
)
_MOST = 32
"""How many are remembered: those of the last edits, which may be taken back."""


def contents(folder: Path) -> Iterator[bytes | str]:
    """The names and the bytes of all files in a folder, without what Python compiled.

    Of what is no file, the name alone.
    """
    for where, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            if not name.endswith((".pyc", ".tmp")):
                path = Path(where, name)
                yield os.path.relpath(path, folder)
                is_plain = path.is_file() and not path.is_symlink()
                yield path.read_bytes() if is_plain else "no file"


@lru_cache(maxsize=1)
def programs() -> str:
    """The digest of this package and of all that it works with."""
    installed = [
        f"{name} {version(name)}" for name in _PROGRAMS if _is_installed(name)
    ]
    return digest(sys.version, *installed, *contents(_PACKAGE))


def _is_installed(name: str) -> bool:
    """Whether a distribution is there under this name."""
    try:
        return bool(version(name))
    except ImportError:
        return False


class Passed:
    """The digests of what passed, in a file of a folder that has to be there."""

    def __init__(self, folder: Path) -> None:
        """What the file in a folder says; nothing where it cannot be read."""
        self._file = folder / ".passed"
        self._known: list[str] = []
        with suppress(OSError, ValueError):
            handle = os.open(self._file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
            with os.fdopen(handle, encoding="ascii") as stream:
                self._known = stream.read(_MOST * 33).split()

    def unless_passed(
        self, key: str, look: Callable[[], list[Finding]]
    ) -> list[Finding]:
        """What a check finds; it is not made where nothing was found for this very key."""
        own = digest(programs(), key)
        if own in self._known:
            return []
        found = look()
        if not found:
            self._known = [*self._known[1 - _MOST :], own]
            self._save()
        return found

    def _save(self) -> None:
        """Write the file anew, where that can be done."""
        if not self._file.parent.is_dir() or self._file.parent.is_symlink():
            return
        new = self._file.with_name(f".passed-{os.getpid()}")
        with suppress(OSError):
            flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW
            with os.fdopen(
                os.open(new, flags, 0o600), "w", encoding="ascii"
            ) as stream:
                stream.write("\n".join(self._known))
            new.replace(self._file)
