"""Which sites are ours: only a folder that carries the marker file may ever be replaced or deleted.

The marker says for which audience the site is, so that the site of one audience never
replaces, or is mixed with, that of another.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from pathlib import Path

from .ownership import Refused, delete, opened, require_plain, require_real

SITE_MARKER = ".causebook-site"
BEING_BUILT = "being built"
_SAYS = re.compile(r"Built by causebook \(([^()\n]*)\)")
_NO_WAITING = os.O_NOFOLLOW | os.O_NONBLOCK
"""Neither through a link nor for the other end of a pipe."""
_NO_FILE = {errno.ENOENT, errno.ELOOP, errno.ENXIO}
"""Why a marker cannot be opened where there is nothing, a link or a socket."""


def mark(folder: Path, state: str) -> None:
    """Put the marker into a folder of ours; `state` is an audience, or that it is being built."""
    folder.mkdir(parents=True, exist_ok=True)
    text = f"Built by causebook ({state}); causebook may replace this folder.\n"
    with opened(folder) as inside:
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _NO_WAITING
        with os.fdopen(
            os.open(SITE_MARKER, flags, 0o644, dir_fd=inside), "wb"
        ) as file:
            file.write(text.encode())


def state(folder: Path) -> str | None:
    """What the marker of a folder says; None where there is no marker."""
    with opened(folder) as inside:
        return _state(inside)


def _state(inside: int) -> str | None:
    """What the marker in an open folder says; a link or a pipe is no marker.

    What was opened is judged, not its name: another may stand there a moment later.
    """
    try:
        marker = os.open(SITE_MARKER, os.O_RDONLY | _NO_WAITING, dir_fd=inside)
    except OSError as error:
        if error.errno in _NO_FILE:
            return None
        raise
    try:
        if not stat.S_ISREG(os.fstat(marker).st_mode):
            return None
        found = _SAYS.match(os.read(marker, 200).decode("utf-8", "replace"))
    finally:
        os.close(marker)
    return found[1] if found else ""


def require_target(folder: Path, within: Path, audience: str) -> None:
    """Refuse a target that is not a plain folder: new, empty, or our site for this audience."""
    require_real(folder, within)
    if not folder.exists():
        return
    if not folder.is_dir():
        raise Refused(f"{folder} is not a folder; move it away")
    if not any(folder.iterdir()):
        return
    says = state(folder)
    if says is None:
        raise Refused(_not_ours(folder))
    if says not in {"", BEING_BUILT, audience}:
        remedy = "name another folder or delete it yourself"
        raise Refused(f"{folder} holds the site for the audience “{says}”; {remedy}")
    require_plain(folder)


def remove(folder: Path) -> None:
    """Delete a folder of ours; refuses any other, and never follows a symbolic link.

    The marker goes last, so that a folder whose deletion was killed is still ours.
    """
    if folder.is_symlink() or not folder.exists():
        return
    empty(folder)
    with opened(folder) as inside:
        delete(SITE_MARKER, inside)
    folder.rmdir()


def empty(folder: Path) -> None:
    """Delete everything in a folder of ours but the marker; refuses any other folder."""
    with opened(folder) as inside:
        if _state(inside) is None:
            raise Refused(_not_ours(folder))
        for name in set(os.listdir(inside)) - {SITE_MARKER}:  # noqa: PTH208 - a descriptor, no path
            delete(name, inside)


def _not_ours(folder: Path) -> str:
    """Why a folder without the marker is refused."""
    return f"{folder} was not built by causebook; move it away or delete it yourself"
