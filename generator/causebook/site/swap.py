"""Two folders change places in one step, so that a site is always whole.

Linux does it atomically (renameat2 with RENAME_EXCHANGE). Where that is not to be had, two
renames follow each other and `recover` mends what a kill between them leaves.
"""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

from .marker import BEING_BUILT, mark, remove, require_target

_EXCHANGE, _HERE = 2, -100


def swap_in(stage: Path, target: Path, audience: str) -> None:
    """Put the staged folder in the place of the target; the old one is deleted afterwards."""
    require_target(target, target, audience)
    if not target.exists():
        stage.rename(target)
        return
    if not _exchanged(stage, target):
        old = _old(target)
        target.rename(old)
        stage.rename(target)
        stage = old
    mark(stage, BEING_BUILT)  # an empty target carries none
    remove(stage)


def recover(target: Path, audience: str) -> None:
    """Put the old site back if a build was killed between two renames; delete it if later."""
    old = _old(target)
    require_target(old, old, audience)
    if old.is_dir() and not target.exists():
        old.rename(target)
    elif old.is_dir():
        mark(old, BEING_BUILT)
        remove(old)


def _old(target: Path) -> Path:
    """Where the old site stands while two renames are under way."""
    return target.with_name(f".{target.name}.old")


def _exchanged(one: Path, two: Path) -> bool:
    """Whether the kernel exchanged the two folders."""
    try:
        call = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError):
        return False
    return bool(
        call(_HERE, os.fsencode(one), _HERE, os.fsencode(two), _EXCHANGE) == 0
    )
