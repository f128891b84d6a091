"""What may be written over or deleted: never through a symbolic link, never what is not ours.

Every deletion of the package goes through `delete`, which works inside a folder that is held
open: a folder that is exchanged for a link in between is not followed. Whose a folder is
stands in `mark` (sites) and `write` (docs folders), not here.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SOURCES = (
    "causes",
    "content",
    "site_overrides",
    "build/public/docs",
    "build/internal/docs",
)


class Refused(Exception):
    """The environment does not allow it; the message says what to do."""


def require_outside(
    out: Path, project: Path, sources: tuple[str, ...] = SOURCES
) -> None:
    """Refuse a folder to write that holds the project or is not apart from its sources.

    The root, and what lies behind a link, are refused as well.
    """
    require_real(out, project)
    try:
        real = out.parent.resolve() / out.name
    except RuntimeError as error:  # links that lead round in a circle
        raise Refused(
            f"{out} lies behind links that lead nowhere; name another folder"
        ) from error
    if real == real.parent:
        raise Refused(f"{out} is the root of the disk; name a folder of its own")
    if project.resolve().is_relative_to(real):
        raise Refused(f"{out} holds the project itself; name a folder of its own")
    for name in sources:
        source = project.resolve() / name
        if real.is_relative_to(source) or source.is_relative_to(real):
            raise Refused(
                f"{out} is where the sources are ({name}); name another folder"
            )


def require_real(path: Path, within: Path) -> None:
    """Refuse a symbolic link below the folder `within`, and what lies behind one or a file."""
    names = (
        list(path.relative_to(within).parents)[:-1]
        if path.is_relative_to(within)
        else []
    )
    above = [within / name for name in reversed(names)]
    for part in (*above, path):
        if part.is_symlink():
            raise Refused(f"{part} is a symbolic link; remove it")
        if part in above and part.exists() and not part.is_dir():
            raise Refused(f"{part} is not a folder; move it away")


def require_plain(folder: Path) -> None:
    """Refuse a folder with anything below it that is neither a file nor a folder."""
    for entry in walk(folder):
        require_plain_entry(entry)


def require_plain_entry(entry: os.DirEntry[str]) -> None:
    """Refuse a symbolic link, a pipe, a socket or a device."""
    if entry.is_symlink():
        raise Refused(f"{entry.path} is a symbolic link; remove it")
    if not entry.is_dir(follow_symlinks=False) and not entry.is_file(
        follow_symlinks=False
    ):
        raise Refused(f"{entry.path} is neither a file nor a folder; remove it")


def walk(folder: Path) -> Iterator[os.DirEntry[str]]:
    """Everything below a folder, in order, without following links.

    What cannot be read is an OSError.
    """
    waiting = [os.fspath(folder)]
    while waiting:
        with os.scandir(waiting.pop()) as found:
            entries = sorted(found, key=lambda entry: entry.name)
        yield from entries
        waiting += [
            entry.path for entry in entries if entry.is_dir(follow_symlinks=False)
        ]


@contextmanager
def opened(folder: Path) -> Iterator[int]:
    """A folder held open by its descriptor; a symbolic link in its place is an error."""
    inside = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        yield inside
    finally:
        os.close(inside)


def delete(name: str, inside: int) -> None:
    """Delete one thing in the folder held open as `inside`; of a symbolic link the link alone."""
    if stat.S_ISDIR(os.lstat(name, dir_fd=inside).st_mode):
        shutil.rmtree(name, dir_fd=inside)
    else:
        os.unlink(name, dir_fd=inside)
