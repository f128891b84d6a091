"""A whole small book on another subject to start from.

The files lie in `starter/` and are copied as they are. It must not know what they say.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from ..diagnosis.headless import ENGINE
from ..site.ownership import Refused

_STARTER = Path(__file__).parent / "starter"
_READING = _STARTER / "reading"
_MORE = {
    "more-of-book.yml": "book.yml",
    "more-of-platforms.yml": "platforms.yml",
    "more-of-problem.yml": "does-not-print/problem.yml",
}
"""What is added at the end of files of the book where it reads a paste."""


class Unusable(Exception):
    """What was asked for cannot be made; the message says why."""


def new_book(folder: Path, with_reading: bool = False) -> bool:
    """Write a small working book into a folder, touching nothing that is there.

    With reading it also has modules that read a paste, and entries that need them. Beside the
    `mkdocs.yml` of a site only `causes` is written; returns whether that was so.
    """
    is_guest = (folder / "mkdocs.yml").is_file()
    names = {"causes"} if is_guest else {path.name for path in (_STARTER / "book").iterdir()}
    _require_room(folder, names if is_guest else names | {"build"})
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path in (_STARTER / "book").iterdir():
            if path.name in names:
                copy = shutil.copytree if path.is_dir() else shutil.copy2
                copy(path, folder / path.name)
        if with_reading:
            _add_reading(folder)
        for audience in () if is_guest else ("public", "internal"):
            docs = folder / "build" / audience / "docs"
            docs.mkdir(parents=True)
            (docs / ".gitkeep").touch()
    except OSError as error:
        raise Refused(f"{folder} cannot be written: {error.strerror}") from error
    return is_guest


def _require_room(folder: Path, names: set[str]) -> None:
    """Raise Unusable for a folder that is none, or that has what would be written."""
    if folder.exists() and not folder.is_dir():
        raise Unusable(f"{folder} exists and is not a folder")
    taken = sorted(name for name in names if os.path.lexists(folder / name))
    if taken:
        raise Unusable(f"{folder} has {', '.join(taken)} already; nothing was written")


def _add_reading(folder: Path) -> None:
    """Lay the modules, the types they are written against and their entries over a new book."""
    shutil.copytree(_READING / "causes", folder / "causes", dirs_exist_ok=True)
    for types in ENGINE.glob("*.d.ts"):
        shutil.copy2(types, folder / "causes" / "reading")
    for more, target in _MORE.items():
        with (folder / "causes" / target).open("a", encoding="utf-8") as file:
            file.write((_READING / more).read_text("utf-8"))
