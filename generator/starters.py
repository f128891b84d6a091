"""Starting points: a whole small book on another subject, or one commented entry.

The files lie in `starter/` and are copied as they are; only names are filled in.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from .load import load
from .model import Book
from .model.fields import ID
from .named import entries_of
from .write import Refused

_STARTER = Path(__file__).parent / "starter"
_ROOMS = {"cause": "{id}.yml", "fix": "fixes/{id}.yml", "scenario": "scenarios/{id}.yml",
          "symptoms": "symptoms/{id}.yml"}


class Unusable(Exception):
    """What was asked for cannot be made; the message says why."""


def new_book(folder: Path) -> None:
    """Write a small working book into a folder that does not exist yet or is empty."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Unusable(f"{folder} exists and is not an empty folder")
    try:
        shutil.copytree(_STARTER / "book", folder, dirs_exist_ok=True)
        for audience in ("public", "internal"):
            docs = folder / "build" / audience / "docs"
            docs.mkdir(parents=True)
            (docs / ".gitkeep").touch()
    except OSError as error:
        raise Refused(f"{folder} cannot be written: {error.strerror}") from error


def new_entry(project: Path, kind: str, entry_id: str, problem_id: str) -> Path:
    """Write a commented starter file for an entry and return its path; it passes `check` as it is."""
    causes = project / "causes"
    if not re.match(ID, entry_id) or len(entry_id) > 64:
        raise Unusable(f"“{entry_id}” cannot be an id: lower-case letters and digits, words joined by hyphens")
    sources = load(causes)
    taken = {entry.id for file in sources.files for entry, _, _ in entries_of(file)}
    if entry_id in taken:
        raise Unusable(f"the id “{entry_id}” is taken")
    parts = next((file.entry for file in sources.files if isinstance(file.entry, Book)), None)
    if parts is None:
        raise Unusable("there is no causes/book.yml; causebook init DIR writes a whole book")
    named = {"party": parts.parties[0].id, "place": parts.places[0].id, "role": parts.roles[0].id}
    if kind == "problem":
        return _write(causes / entry_id / "problem.yml", _filled("problem", entry_id, named))
    problem = _problem(causes, problem_id)
    known = {kind: next((entry.id for file in sources.files if file.problem == problem
                         for entry, its_kind, _ in entries_of(file) if its_kind == kind), "")
             for kind in ("family", "observation", "cause", "symptom", "fix")}
    known |= named
    missing = [name for name, found in known.items() if not found and f"<{name}>" in _text(kind)]
    if missing:
        raise Unusable(f"the book has no {missing[0]} yet that a new {kind} could refer to")
    return _write(causes / problem / _ROOMS[kind].format(id=entry_id), _filled(kind, entry_id, known))


def _problem(causes: Path, wanted: str) -> str:
    """The folder of the problem that an entry goes into."""
    found = sorted(path.parent.name for path in causes.glob("*/problem.yml"))
    if wanted and wanted not in found:
        raise Unusable(f"there is no problem “{wanted}”; there are: {', '.join(found)}")
    if not wanted and len(found) != 1:
        raise Unusable(f"name the problem with --problem: {', '.join(found) or 'there is none yet'}")
    return wanted or found[0]


def _text(kind: str) -> str:
    """The template of a kind."""
    return (_STARTER / "entries" / f"{kind}.yml").read_text("utf-8")


def _filled(kind: str, entry_id: str, known: dict[str, str]) -> str:
    """The template with ids filled in."""
    text = _text(kind).replace("<id>", entry_id).replace("<title>", entry_id.replace("-", " ").capitalize())
    for name, value in known.items():
        text = text.replace(f"<{name}>", value)
    return text


def _write(path: Path, text: str) -> Path:
    """Write a file that must not exist yet."""
    if path.exists():
        raise Unusable(f"{path} exists")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path
