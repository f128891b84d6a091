"""One new entry as a commented file that passes check, and works in the diagnosis at once.

What it cannot do without is written beside it. The templates lie in `starter/entries`; only names
are filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ..diagnosis.headless import Engine
from ..diagnosis.knowledge import knowledge
from ..load import Loaded, Sources, entries_of, load
from ..load.starting import template
from ..model import LISTS, About, Audience, Cause, Entry
from ..model.findings import did_you_mean
from ..model.ids import ENTRY_KINDS, ID
from ..project import link, reading_folder
from .starters import Unusable

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
_OWN = ("symptom", "fix")
"""What a new cause gets of its own, unless something that is there is named."""


def new_entry(
    project: Path,
    kind: str,
    entry_id: str,
    problem_id: str,
    use: Mapping[str, str] | None = None,
) -> Path:
    """Write a commented starter file for an entry and return its path; it passes `check` as it is.

    What the entry cannot do without, and the problem does not have yet, is written beside it. A
    cause gets a symptom and a fix of its own, but for what `use` names of those that are there.
    """
    causes = project / "causes"
    if not re.match(ID, entry_id) or len(entry_id) > _LONGEST:
        raise Unusable(
            f"“{entry_id}” cannot be an id: lower-case letters and digits, words joined by hyphens"
        )
    sources = load(causes)
    about = next(
        (file.entry for file in sources.files if isinstance(file.entry, About)), None
    )
    if about is None:
        raise Unusable(
            "there is no causes/book.yml that can be read; causebook init DIR writes a whole book"
        )
    problem = entry_id if kind == "problem" else _problem(causes, problem_id)
    listed = {
        kind: items[0].id
        for key, kind in LISTS["book"].items()
        if (items := getattr(about, key))
    }
    draft = _Draft(sources, problem, listed)
    if kind == "messages":
        draft.add_messages(entry_id)
    elif kind == "cause":
        draft.add_cause(entry_id, use or {})
    else:
        draft.add(kind, entry_id)
    paths = [
        _write(causes / problem / name, text) for name, text in draft.files.items()
    ]
    return paths[0]


class _Draft:
    """The files to be written for one new entry, by their place in the problem's folder."""

    def __init__(
        self, sources: Sources, problem: str, listed: dict[str, str]
    ) -> None:
        """Nothing yet; `listed` is the first id of each list of `book.yml`, by kind."""
        self.files: dict[str, str] = {}
        own = [file for file in sources.files if file.problem == problem]
        self._sources, self._problem = sources, problem
        self._kinds = {entry.id: kind for entry, kind in _entries(sources.files)}
        self._known = listed | {
            kind: entry.id
            for entry, kind in reversed(list(_entries(own)))
            if not getattr(entry, "platform", None)
        }
        shown = [
            file.entry.evidence[0].symptom
            for file in own
            if isinstance(file.entry, Cause)
        ]
        if shown:
            self._known["symptom"] = shown[0]
        self._titles = {
            entry.id: entry.title
            for entry, kind in _entries(sources.files)
            if kind == "platform"
        }

    def add(self, kind: str, entry_id: str) -> None:
        """Add an entry, and what it refers to where there is none."""
        if entry_id in self._kinds:
            raise Unusable(f"the id “{entry_id}” is taken")
        self._kinds[entry_id] = kind
        text = self._alone(template(kind))
        self.files[_ROOMS[kind].format(id=entry_id)] = ""
        self._known.setdefault(_DEFINES.get(kind, kind), entry_id)
        if kind == "problem":
            self._known |= {
                "family": f"{entry_id}-first-family",
                "observation": f"{entry_id}-look",
            }
        for needed in ENTRY_KINDS:
            if f"<{needed}>" in text and needed not in self._known:
                self._need(needed, entry_id)
        if kind == "scenario":
            self._play()
        self.files[_ROOMS[kind].format(id=entry_id)] = _filled(
            text, entry_id, self._known
        )

    def add_cause(self, entry_id: str, use: Mapping[str, str]) -> None:
        """Add a cause that is known by a symptom of its own, or by what is named."""
        for kind in _OWN:
            self._known.pop(kind, None)
        for kind, named in use.items():
            if self._kinds.get(named) != kind:
                known = [name for name, other in self._kinds.items() if other == kind]
                raise Unusable(
                    f"there is no {kind} “{named}” {did_you_mean(named, known)}".strip()
                )
            self._known[kind] = named
        self.add("cause", entry_id)

    def add_messages(self, platform: str) -> None:
        """Add the messages of a platform that the book has, and a symptom where none is general."""
        if platform not in self._titles:
            hint = (
                did_you_mean(platform, self._titles)
                or "add it to causes/platforms.yml"
            )
            raise Unusable(f"there is no platform “{platform}”: {hint}")
        if "symptom" not in self._known:
            self._need("symptom", platform)
        names = (
            f"{platform}-message",
            f"{self._problem[: _LONGEST - 40]}-{platform[:30]}-message",
        )
        free = next((name for name in names if name not in self._kinds), "")
        if not free:
            raise Unusable(f"the id “{names[1]}” is taken")
        text = template("messages").replace("<title>", self._titles[platform])
        text = _filled(
            text, platform, self._known | {"platform": platform, "message": free}
        )
        self.files = {_ROOMS["messages"].format(id=platform): text} | self.files

    def _alone(self, text: str) -> str:
        """The template with a cause that leads to the entry, unless one is drafted with it.

        Without any, symptoms would tell nothing to the diagnosis, and nobody would find a fix.
        """
        is_alone = not self.files
        shown = _EVIDENCE_FOR if is_alone and "cause" in self._known else ""
        serves = _CAUSES if is_alone else ""
        return text.replace("<evidence_for>", shown).replace("<causes>\n", serves)

    def _need(self, kind: str, for_id: str) -> None:
        """Write what an entry cannot do without."""
        if kind in {"family", "observation"}:
            raise Unusable(f"problem.yml has no {kind} yet; add one to it")
        suffix = "sign" if kind == "symptom" else kind
        self.add(
            {"symptom": "symptoms"}.get(kind, kind),
            f"{for_id[: _LONGEST - 8]}-{suffix}",
        )

    def _play(self) -> None:
        """Choose what a scenario shows: a paste that the diagnosis takes for its cause."""
        scenes = _scenes(self._sources, self._problem)
        if not scenes:
            raise Unusable(
                "no paste leads to a cause of this problem yet; give a symptom of a cause "
                "`patterns` and `examples`, then write the scenario"
            )
        self._known |= scenes


_EVIDENCE_FOR = """\
    evidence_for:           # causes that show it; when it is public, say so in their `evidence`
      <cause>: usually
"""
_CAUSES = """\
causes:                     # causes it serves beyond those that list it in their `fixes`
  - <cause>
"""


def _entries(files: Iterable[Loaded]) -> Iterator[tuple[Entry, str]]:
    """Every entry in files, with its kind."""
    for file in files:
        yield from ((entry, kind) for entry, kind, _ in entries_of(file))


def _scenes(sources: Sources, problem: str) -> dict[str, str]:
    """A paste, the cause that the diagnosis finds in it, and its first fix; empty where none is."""
    book, findings = link(sources)
    if (
        book is None
        or findings
        or problem not in {section.problem.id for section in book.sections}
    ):
        return {}
    section = next(
        section for section in book.sections if section.problem.id == problem
    )
    with Engine(
        knowledge(book, Audience.INTERNAL), reading_folder(sources.root, book)
    ) as engine:
        for symptom in section.symptoms:
            for paste in (
                *symptom.messages,
                *(symptom.examples.match if symptom.examples else ()),
            )[:2]:
                first = next(
                    (cause["id"] for cause in engine.diagnose(paste)["causes"]), ""
                )
                if first in {cause.id for cause in section.causes}:
                    fix = book.relations.fixes[first][0].id
                    return {
                        "cause": first,
                        "fix": fix,
                        "paste": "\n  ".join(paste.splitlines()),
                    }
    return {}


def _problem(causes: Path, wanted: str) -> str:
    """The folder of the problem that an entry goes into."""
    found = sorted(path.parent.name for path in causes.glob("*/problem.yml"))
    if wanted and wanted not in found:
        raise Unusable(
            f"there is no problem “{wanted}”; there are: {', '.join(found)}"
        )
    if not wanted and len(found) != 1:
        raise Unusable(
            f"name the problem with --problem: {', '.join(found) or 'there is none yet'}"
        )
    return wanted or found[0]


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
