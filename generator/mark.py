"""Which folders are ours: only what carries the marker file may ever be deleted."""

from __future__ import annotations

import shutil
from pathlib import Path

from .write import Refused

SITE_MARKER = ".causebook-site"


def mark(folder: Path, state: str) -> None:
    """Put the marker into a folder of ours."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / SITE_MARKER).write_text(f"Built by causebook ({state}); causebook may replace this folder.\n", "utf-8")


def require_ours(folder: Path) -> None:
    """Refuse a folder without the marker."""
    if not (folder / SITE_MARKER).is_file():
        raise Refused(f"{folder} was not built by causebook; move it away or delete it yourself")


def remove(folder: Path) -> None:
    """Delete a folder of ours; refuses any other, and never follows a symbolic link.

    The marker goes last, so that a folder whose deletion was killed is still ours.
    """
    if folder.is_symlink() or not folder.exists():
        return
    require_ours(folder)
    marker = folder / SITE_MARKER
    for child in sorted(folder.iterdir()):
        if child == marker:
            continue
        if child.is_dir() and not child.is_symlink():
            shutil.rmtree(child)
        else:
            child.unlink()
    shutil.rmtree(folder)
