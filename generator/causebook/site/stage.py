"""Where a site is built until it is verified: a place that no web server serves.

The stage lies in the project's own folder `build`, which is never published, inside a folder
that only its owner may enter: also where a server shows the whole project, it runs as
another user and reads nothing of it, neither of the new site before the swap nor of the old
one while it is deleted. The site itself has ordinary rights all the time. Where the target
is on another file system, so that no rename leads there, the stage is a hidden folder beside
the target, with the same rights. A build that was killed leaves its stage; the next build
deletes it.
"""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from .marker import BEING_BUILT, mark, remove, require_target
from .ownership import Refused, require_real

_OWNER_ONLY = 0o700


@contextmanager
def only_one(out: Path) -> Iterator[None]:
    """Hold the lock of a target; the kernel frees it when the process dies."""
    place = out.with_name(f".{out.name}.lock")
    require_real(place, place)
    if place.exists() and not place.is_file():
        raise Refused(f"{place} is no lock file; move it away")
    lock = FileLock(place, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise Refused(f"another build of {out} is running; wait for it") from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def staged(project: Path, out: Path, audience: str) -> Iterator[Path]:
    """A new stage for a target; whatever is left of it at the end is deleted."""
    places = stages(project, out, audience)
    for place in places:
        require_target(place, project, audience)
        if place.is_dir() and any(place.iterdir()):
            remove(place)
    private = _new(*places)
    try:
        mark(private / "site", BEING_BUILT)
        yield private / "site"
    finally:
        remove(private)


def stages(project: Path, out: Path, audience: str) -> tuple[Path, Path]:
    """Where the private folder of a target's stage may lie.

    In the project, or else beside the target.
    """
    name = hashlib.sha256(os.fsencode(out)).hexdigest()[:12]
    return project / "build" / audience / f".stage-{name}", out.with_name(
        f".{out.name}.stage"
    )


def _new(first: Path, beside: Path) -> Path:
    """An empty private folder, in the project if a rename leads from there to the target."""
    _make(first)
    try:
        first.rename(beside)
    except OSError as error:
        remove(first)
        if error.errno != errno.EXDEV:
            raise
        _make(beside)
        return beside
    beside.rename(first)
    return first


def _make(stage: Path) -> None:
    """A folder that only its owner may enter, marked as ours."""
    stage.parent.mkdir(parents=True, exist_ok=True)
    stage.mkdir(_OWNER_ONLY, exist_ok=True)
    stage.chmod(_OWNER_ONLY)
    mark(stage, BEING_BUILT)
