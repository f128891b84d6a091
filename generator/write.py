"""Files on disk: only what changed is written, only what is ours is removed.

A list of our own files lies beside them. A folder that holds anything else is refused: all
of it would be published. Symbolic links are never followed.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

MARKER = ".causebook"
_MARK = "Written by causebook; what is listed here may be deleted by it.\n"


class Refused(Exception):
    """The environment does not allow it; the message says what to do."""


def write_tree(files: Mapping[str, str | bytes], out: Path) -> int:
    """Write the files below `out` and remove ours that are gone; returns how many files were touched."""
    ours = _ours(out)
    out.mkdir(parents=True, exist_ok=True)
    gone = ours - set(files)
    (out / MARKER).write_text(_MARK + "".join(f"{name}\n" for name in sorted(ours | set(files))), "utf-8")
    touched = sum(_write(out, name, data) for name, data in files.items())
    for name in gone:
        _remove(out, name)
    if gone:
        (out / MARKER).write_text(_MARK + "".join(f"{name}\n" for name in sorted(files)), "utf-8")
    return touched + len(gone)


def _ours(out: Path) -> set[str]:
    """The files that we wrote below `out` before; refuses a folder with anything else in it."""
    if out.is_symlink():
        raise Refused(f"{out} is a symbolic link; remove it")
    marker = out / MARKER
    text = marker.read_text("utf-8") if marker.is_file() and not marker.is_symlink() else ""
    ours = set(text.removeprefix(_MARK).splitlines()) if text.startswith(_MARK) else set()
    for path in sorted(out.rglob("*")) if out.is_dir() else ():
        name = path.relative_to(out).as_posix()
        if path.is_symlink():
            raise Refused(f"{path} is a symbolic link; remove it")
        if path.is_file() and name not in ours and name not in {MARKER, ".gitkeep"}:
            raise Refused(f"{path} is not ours and would be published; move it away")
    return ours


def _write(out: Path, name: str, data: str | bytes) -> bool:
    """Write a file if its bytes differ; whether it was written."""
    path = out / name
    new = data.encode("utf-8") if isinstance(data, str) else data
    if path.is_file() and path.stat().st_size == len(new) and path.read_bytes() == new:
        return False
    if not path.parent.is_dir():
        path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(new)
    return True


def _remove(out: Path, name: str) -> None:
    """Remove one of our files, and the folders it leaves empty."""
    path = out / name
    if ".." in Path(name).parts or Path(name).is_absolute():
        return
    path.unlink(missing_ok=True)
    for folder in path.parents:
        if folder == out or not folder.is_dir() or any(folder.iterdir()):
            break
        folder.rmdir()
