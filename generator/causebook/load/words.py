"""The learned words of a book, read from `words.json` beside `book.yml`.

It must not know whether they fit the book.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from ..model import Words
from ..model.findings import Finding
from .folders import Unreadable, read_file

NAME = "words.json"
REMEDY = "write it again: causebook learn"
_MAX_BYTES = 400_000


def read_words(root: Path) -> tuple[Words | None, list[Finding]]:
    """The learned words below `root` (the folder `causes`), or None, and what is wrong with them.

    A book that has learned nothing has no such file.
    """
    path = root / NAME
    if path.is_symlink() or not path.exists():
        return None, []  # of a link, whoever walks the folder tells
    name = f"{root.name}/{NAME}"
    if path.is_dir():
        return None, [Finding(name, 0, 0, "W001", "is a folder", "move it away")]
    try:
        return Words.model_validate_json(read_file(path, _MAX_BYTES)), []
    except Unreadable as error:
        return None, [
            Finding(name, 0, 0, "W001", error.problem, error.remedy or REMEDY)
        ]
    except ValidationError as error:
        return None, [Finding(name, 0, 0, "W001", _problem(error), REMEDY)]


def _problem(error: ValidationError) -> str:
    """The first thing that is wrong, in words."""
    first = error.errors(include_url=False)[0]
    place = ".".join(str(key) for key in first["loc"])[:60]
    return f"cannot be used: {place or 'the file'}: {first['msg']}"
