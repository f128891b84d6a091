"""Files on disk: only what changed is written, only what is ours is removed.

A list of our own files lies beside them. A folder that holds anything else is refused: all
of it would be published. Symbolic links are never followed.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from .ownership import (
    Refused,
    delete,
    opened,
    require_plain_entry,
    require_real,
    walk,
)

__all__ = ["MARKER", "require_docs", "write_beside", "write_files"]

MARKER = ".causebook"
_MARK = "Written by causebook; what is listed here may be deleted by it.\n"


def write_files(
    files: Mapping[str, str | bytes], out: Path, within: Path | None = None
) -> int:
    """Write the files below `out` and remove ours that are gone; returns how many were touched.

    Links between the folder `within` and `out` are refused as well.
    """
    ours = require_docs(out, within or out)
    out.mkdir(parents=True, exist_ok=True)
    gone = ours - set(files)
    _note(out, ours | set(files))
    touched = sum(_write(out, name, data) for name, data in files.items())
    for name in gone:
        _remove(out, name)
    if gone:
        _note(out, set(files))
    return touched + len(gone)


def write_beside(copies: Mapping[str, str], site: Path) -> None:
    """Write the Markdown of each page beside it, into a site that has been built."""
    for name, text in copies.items():
        path = site / name
        require_real(path, site)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def _note(out: Path, names: set[str]) -> None:
    """Keep the list of what is ours."""
    (out / MARKER).write_text(
        _MARK + "".join(f"{name}\n" for name in sorted(names)), "utf-8"
    )


def require_docs(out: Path, within: Path) -> set[str]:
    """The files that we wrote below `out` before.

    Refuses a folder with anything else in it, or behind a link.
    """
    require_real(out, within)
    if not out.exists():
        return set()
    if not out.is_dir():
        raise Refused(f"{out} is not a folder; move it away")
    marker = out / MARKER
    is_plain = marker.is_file() and not marker.is_symlink()
    text = marker.read_text("utf-8", "replace") if is_plain else ""
    ours = (
        set(text.removeprefix(_MARK).splitlines())
        if text.startswith(_MARK)
        else set()
    )
    for entry in walk(out):
        require_plain_entry(entry)
        name = Path(entry.path).relative_to(out).as_posix()
        if entry.is_file() and name not in ours and name not in {MARKER, ".gitkeep"}:
            raise Refused(
                f"{entry.path} is not ours and would be published; move it away"
            )
    return ours


def _write(out: Path, name: str, data: str | bytes) -> bool:
    """Write a file if its bytes differ; whether it was written."""
    path = out / name
    new = data.encode("utf-8") if isinstance(data, str) else data
    if (
        path.is_file()
        and path.stat().st_size == len(new)
        and path.read_bytes() == new
    ):
        return False
    if not path.parent.is_dir():
        path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(new)
    return True


def _remove(out: Path, name: str) -> None:
    """Remove one of our files, and the folders it leaves empty."""
    path = out / name
    if ".." in Path(name).parts or Path(name).is_absolute() or not path.is_file():
        return
    require_real(path, out)
    with opened(path.parent) as inside:
        delete(path.name, inside)
    for folder in path.parents:
        if folder == out or any(folder.iterdir()):
            break
        folder.rmdir()
