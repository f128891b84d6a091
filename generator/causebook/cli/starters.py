"""Starting points: a whole small book on another subject, or one commented entry.

The files lie in `starter/` and are copied as they are; only names are filled in.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from ..diagnosis.headless import ENGINE, Engine
from ..diagnosis.knowledge import knowledge
from ..load import Sources, entries_of, load
from ..model import LISTS, About, Audience
from ..model.findings import did_you_mean
from ..model.ids import ENTRY_KINDS, ID
from ..pipeline import link, reading_folder
from ..site.ownership import Refused

_STARTER = Path(__file__).parent / "starter"
_READING = _STARTER / "reading"
_MORE = {
    "more-of-book.yml": "book.yml",
    "more-of-platforms.yml": "platforms.yml",
    "more-of-problem.yml": "does-not-print/problem.yml",
}
"""What is added at the end of files of the book where it reads a paste."""
_LONGEST = 64
_DEFINES = {"symptoms": "symptom"}
_ROOMS = {
    "problem": "problem.yml",
    "cause": "{id}.yml",
    "fix": "fixes/{id}.yml",
    "scenario": "scenarios/{id}.yml",
    "symptoms": "symptoms/{id}.yml",
    "messages": "messages/{id}.yml",
}


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


def new_entry(project: Path, kind: str, entry_id: str, problem_id: str) -> Path:
    """Write a commented starter file for an entry and return its path; it passes `check` as it is.

    What the entry cannot do without, and the problem does not have yet, is written beside it.
    """
    causes = project / "causes"
    if not re.match(ID, entry_id) or len(entry_id) > _LONGEST:
        raise Unusable(
            f"“{entry_id}” cannot be an id: lower-case letters and digits, words joined by hyphens"
        )
    sources = load(causes)
    about = next((file.entry for file in sources.files if isinstance(file.entry, About)), None)
    if about is None:
        raise Unusable(
            "there is no causes/book.yml that can be read; causebook init DIR writes a whole book"
        )
    problem = entry_id if kind == "problem" else _problem(causes, problem_id)
    listed = {
        kind: items[0].id for key, kind in LISTS["book"].items() if (items := getattr(about, key))
    }
    draft = _Draft(sources, problem, listed)
    if kind == "messages":
        draft.add_messages(entry_id)
    else:
        draft.add(kind, entry_id)
    paths = [_write(causes / problem / name, text) for name, text in draft.files.items()]
    return paths[0]


class _Draft:
    """The files to be written for one new entry, by their place in the problem's folder."""

    def __init__(self, sources: Sources, problem: str, listed: dict[str, str]) -> None:
        """Nothing yet; `listed` is the first id of each list of `book.yml`, by kind."""
        self.files: dict[str, str] = {}
        self._taken = {entry.id for file in sources.files for entry, _, _ in entries_of(file)}
        self._known = listed | {
            kind: entry.id
            for file in reversed(sources.files)
            if file.problem == problem
            for entry, kind, _ in reversed(list(entries_of(file)))
            if not getattr(entry, "platform", None)
        }
        self._titles = {
            entry.id: entry.title
            for file in sources.files
            for entry, kind, _ in entries_of(file)
            if kind == "platform"
        }
        self._scenes = _scenes(sources, problem)

    def add(self, kind: str, entry_id: str) -> None:
        """Add an entry, and what it refers to where there is none."""
        if entry_id in self._taken:
            raise Unusable(f"the id “{entry_id}” is taken")
        self._taken.add(entry_id)
        text = _text(kind)
        self.files[_ROOMS[kind].format(id=entry_id)] = ""
        self._known.setdefault(_DEFINES.get(kind, kind), entry_id)
        if kind == "problem":
            self._known |= {"family": f"{entry_id}-first-family", "observation": f"{entry_id}-look"}
        for needed in ENTRY_KINDS:
            if f"<{needed}>" in text and needed not in self._known:
                self._need(needed, entry_id)
        if kind == "scenario":
            self._play()
        self.files[_ROOMS[kind].format(id=entry_id)] = _filled(text, entry_id, self._known)

    def add_messages(self, platform: str) -> None:
        """Add the messages of a platform that the book has, and a symptom where none is general."""
        if platform not in self._titles:
            hint = did_you_mean(platform, self._titles) or "add it to causes/platforms.yml"
            raise Unusable(f"there is no platform “{platform}”: {hint}")
        if "symptom" not in self._known:
            self._need("symptom", platform)
        text = _text("messages").replace("<title>", self._titles[platform])
        text = _filled(text, platform, self._known | {"platform": platform})
        self.files = {_ROOMS["messages"].format(id=platform): text} | self.files

    def _need(self, kind: str, for_id: str) -> None:
        """Write what an entry cannot do without."""
        if kind in {"family", "observation"}:
            raise Unusable(f"problem.yml has no {kind} yet; add one to it")
        suffix = "sign" if kind == "symptom" else kind
        self.add({"symptom": "symptoms"}.get(kind, kind), f"{for_id[: _LONGEST - 8]}-{suffix}")

    def _play(self) -> None:
        """Choose what a scenario shows: a paste that the diagnosis takes for its cause."""
        if not self._scenes:
            raise Unusable(
                "no paste leads to a cause of this problem yet; give a symptom of a cause "
                "`patterns` and `examples`, then write the scenario"
            )
        self._known |= self._scenes


def _scenes(sources: Sources, problem: str) -> dict[str, str]:
    """A paste, the cause that the diagnosis finds in it, and its first fix; empty where none is."""
    book, findings = link(sources)
    if book is None or findings or problem not in {section.problem.id for section in book.sections}:
        return {}
    section = next(section for section in book.sections if section.problem.id == problem)
    with Engine(knowledge(book, Audience.INTERNAL), reading_folder(sources.root, book)) as engine:
        for symptom in section.symptoms:
            for paste in (*symptom.messages, *(symptom.examples.match if symptom.examples else ()))[
                :2
            ]:
                first = next((cause["id"] for cause in engine.diagnose(paste)["causes"]), "")
                if first in {cause.id for cause in section.causes}:
                    fix = book.relations.fixes[first][0].id
                    return {"cause": first, "fix": fix, "paste": "\n  ".join(paste.splitlines())}
    return {}


def _problem(causes: Path, wanted: str) -> str:
    """The folder of the problem that an entry goes into."""
    found = sorted(path.parent.name for path in causes.glob("*/problem.yml"))
    if wanted and wanted not in found:
        raise Unusable(f"there is no problem “{wanted}”; there are: {', '.join(found)}")
    if not wanted and len(found) != 1:
        raise Unusable(
            f"name the problem with --problem: {', '.join(found) or 'there is none yet'}"
        )
    return wanted or found[0]


def _text(kind: str) -> str:
    """The template of a kind."""
    return (_STARTER / "entries" / f"{kind}.yml").read_text("utf-8")


def _filled(text: str, entry_id: str, known: dict[str, str]) -> str:
    """The template with ids filled in."""
    text = text.replace("<id>", entry_id).replace(
        "<title>", entry_id.replace("-", " ").capitalize()
    )
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
