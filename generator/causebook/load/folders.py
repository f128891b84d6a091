"""Folders of sources, walked without following, opening or waiting for anything but files.

A link, a pipe, a socket, a device, a folder or name that cannot be read: each is told with
what is wrong, so that nothing is passed over in silence. It must not know what files mean.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MAX_FOLDERS = 20


@dataclass(frozen=True)
class Found:
    """Something in a folder, with its path below the root and what is wrong with it."""

    path: Path
    source: str
    problem: str = ""
    remedy: str = ""


class Unreadable(Exception):
    """A file cannot be read; says why and what to do."""

    def __init__(self, problem: str, remedy: str = "") -> None:
        """Keep both."""
        super().__init__(problem)
        self.problem, self.remedy = problem, remedy


def walk(root: Path, hidden: frozenset[str] = frozenset()) -> Iterator[Found]:
    """Every file below a folder in a stable order, and what cannot be one.

    Names that begin with a dot are passed over, but for those in `hidden`. A folder that is
    not there holds nothing.
    """
    if root.is_symlink():
        yield Found(root, "", "is a symbolic link", "put the folder itself here")
    elif root.is_dir():
        yield from _walk(root, root, hidden, 0)


def _walk(
    root: Path, folder: Path, hidden: frozenset[str], depth: int
) -> Iterator[Found]:
    """What a folder holds, and what its folders hold."""
    try:
        with os.scandir(folder) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        yield _found(
            root,
            folder,
            f"cannot be read: {error.strerror}",
            "give it back its rights",
        )
        return
    for entry in listed:
        path = folder / entry.name
        if entry.name.startswith(".") and entry.name not in hidden:
            continue
        problem, remedy = _problem(entry, depth)
        if problem or not entry.is_dir(follow_symlinks=False):
            yield _found(root, path, problem, remedy)
        else:
            yield from _walk(root, path, hidden, depth + 1)


def _found(root: Path, path: Path, problem: str, remedy: str) -> Found:
    """What was found at a path."""
    source = "" if path == root else path.relative_to(root).as_posix()
    return Found(path, _name(source) or source, problem, remedy)


def _name(name: str) -> str | None:
    """A name as its author wrote it, whatever the encoding of this process.

    None where it is not UTF-8.
    """
    try:
        return os.fsencode(name).decode("utf-8")
    except UnicodeDecodeError:
        return None


def _problem(entry: os.DirEntry[str], depth: int) -> tuple[str, str]:
    """What keeps an entry of a folder from being a file or a folder of ours, and what to do."""
    if entry.is_symlink():
        return "is a symbolic link", "put the file itself here"
    if _name(entry.name) is None:
        return "has a name that is not UTF-8", "rename it"
    if entry.is_dir(follow_symlinks=False):
        is_too_deep = depth >= MAX_FOLDERS
        return (
            ("lies too deep", f"at most {MAX_FOLDERS} folders")
            if is_too_deep
            else ("", "")
        )
    if not entry.is_file(follow_symlinks=False):
        return (
            f"is {_kind(entry)}",
            "move it away; only files and folders belong here",
        )
    return "", ""


def _kind(entry: os.DirEntry[str]) -> str:
    """What something is that is neither a file nor a folder."""
    try:
        mode = entry.stat(follow_symlinks=False).st_mode
    except OSError:
        return "gone or cannot be read"
    kinds = {
        stat.S_IFIFO: "a named pipe",
        stat.S_IFSOCK: "a socket",
        stat.S_IFCHR: "a device",
        stat.S_IFBLK: "a device",
    }
    return kinds.get(stat.S_IFMT(mode), "neither a file nor a folder")


def read_file(path: Path, limit: int) -> bytes:
    """The bytes of a file; raises Unreadable for a link, no file, or too large a one."""
    try:
        handle = os.open(
            path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        )
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise Unreadable(
                "is a symbolic link", "put the file itself here"
            ) from error
        raise Unreadable(f"cannot be read: {error.strerror}") from error
    with os.fdopen(handle, "rb") as file:
        about = os.fstat(file.fileno())
        if not stat.S_ISREG(about.st_mode):
            raise Unreadable("is not a file", "move it away")
        data = file.read(limit + 1)
    if len(data) > limit:
        raise Unreadable(
            f"is larger than {limit:,} bytes", "make it smaller or split it"
        )
    return data
