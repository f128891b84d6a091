"""A whole small book on another subject to start from.

The files lie in `starter/` and are copied as they are. It must not know what they say.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from ..diagnosis.headless import ENGINE
from ..load.starting import BOOK, STARTER
from ..site.ownership import Refused
from ..strings import ENGLISH, LANGUAGES
from .speaking import speak

_READING = STARTER / "reading"
_MORE = {
    "more-of-book.yml": "book.yml",
    "more-of-platforms.yml": "platforms.yml",
    "more-of-problem.yml": "does-not-print/problem.yml",
}
"""What is added at the end of files of the book where it reads a paste."""


class Unusable(Exception):
    """What was asked for cannot be made; the message says why."""


@dataclass(frozen=True)
class Begun:
    """A book that was written: whether it is a part of a site, and what stayed as it was."""

    is_guest: bool
    kept: tuple[str, ...] = ()


def new_book(
    folder: Path, with_reading: bool = False, language: str = ENGLISH
) -> Begun:
    """Write a small working book into a folder, touching nothing that is there.

    With reading it also has modules that read a paste, and entries that need them; around its
    texts it speaks the language. Beside the
    `mkdocs.yml` of a site only `causes` is written.
    """
    if language not in LANGUAGES:
        raise Unusable(
            f"there are no words for “{language}”; there are {', '.join(LANGUAGES)}"
        )
    is_guest = (folder / "mkdocs.yml").is_file()
    names = {"causes"} if is_guest else {path.name for path in BOOK.iterdir()}
    _require_room(folder, names - _MAY_STAY)
    kept = tuple(
        sorted(name for name in names & _MAY_STAY if os.path.lexists(folder / name))
    )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in names.difference(kept):
            path = BOOK / name
            (shutil.copytree if path.is_dir() else shutil.copy2)(path, folder / name)
        if with_reading:
            _add_reading(folder)
        if language != ENGLISH:
            speak(folder, language, is_guest=is_guest)
        for audience in () if is_guest else ("public", "internal"):
            docs = folder / "build" / audience / "docs"
            docs.mkdir(parents=True, exist_ok=True)
            (docs / ".gitkeep").touch()
    except OSError as error:
        raise Refused(f"{folder} cannot be written: {error.strerror}") from error
    return Begun(is_guest, kept)


_MAY_STAY = {".gitignore"}
"""What a folder may have already: the book works with another one."""


def _require_room(folder: Path, names: set[str]) -> None:
    """Raise Unusable for a folder that is none, or that has what would be written."""
    if folder.exists() and not folder.is_dir():
        raise Unusable(f"{folder} exists and is not a folder")
    taken = sorted(name for name in names if os.path.lexists(folder / name))
    if taken:
        why = f"{folder} has {', '.join(taken)} already; nothing was written"
        raise Unusable(
            f"{why}. Name another folder: causebook init {folder / 'help'}"
        )


def _add_reading(folder: Path) -> None:
    """Lay the modules, the types they are written against and their entries over a new book."""
    shutil.copytree(_READING / "causes", folder / "causes", dirs_exist_ok=True)
    for types in ENGINE.glob("*.d.ts"):
        shutil.copy2(types, folder / "causes" / "reading")
    for more, target in _MORE.items():
        with (folder / "causes" / target).open("a", encoding="utf-8") as file:
            file.write((_READING / more).read_text("utf-8"))
