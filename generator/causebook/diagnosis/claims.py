"""What a book claims of its diagnosis, put to the engine: scenarios, messages, detectors, modules.

A claim that does not hold is a finding at the line that makes it. It must not know any subject.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .. import model
from ..book.book import Book
from ..book.once import once
from ..check.javascript import Stopped
from ..check.passed import contents
from ..load import Loaded, Sources, entries_of
from ..load.recalled import digest
from ..model import Audience, Reference
from ..model.findings import Finding, did_you_mean, quoted
from ..model.marked import KeyPath
from ..render.bundle import Fault
from .answer import Answer
from .headless import Broken, Engine, faults
from .knowledge import knowledge
from .records import Cause, Knowledge

_SECONDS = 5.0
"""Seconds that the engine may take for one question, on the slowest machine."""
_CLAIMING = {"id", "detector", "messages", "paste", "cause", "way", "known_by"}
"""What an entry claims of the diagnosis."""


class _HeldUp(Exception):
    """Something holds the engine up: the last thing that is asked of it."""

    def __init__(self, finding: Finding) -> None:
        """Keep the finding that says what it is."""
        super().__init__(finding.message)
        self.finding = finding


def reading_key(sources: Sources) -> str:
    """The digest of all that `check_reading` looks at."""
    folders = [ref.target for _, ref in sources.references_to("folder")]
    detectors = [ref.target for _, ref in sources.references_to("detector")]
    places = [sources.root / folder for folder in folders]
    usable = [place for place in places if not _no_folder(sources.root, place)]
    modules = [part for place in usable for part in contents(place)]
    has_book = any(file.kind == "book" for file in sources.files)
    return digest("reading", repr((folders, detectors, has_book)), *modules)


def check_reading(sources: Sources) -> list[Finding]:
    """Findings for reading modules that cannot be used, and for detectors without any modules."""
    folders = list(sources.references_to("folder"))
    if folders:
        return [
            finding
            for file, ref in folders
            for finding in _folder(file, ref, sources.root)
        ]
    if not any(file.kind == "book" for file in sources.files):
        return []
    return [
        file.finding(
            ref.at,
            "R003",
            f"detector {quoted(ref.target)} needs a module",
            "name its folder with `reading` in book.yml",
        )
        for file, ref in sources.references_to("detector")
    ]


def _folder(about: Loaded, ref: Reference, root: Path) -> list[Finding]:
    """Findings for a folder of reading modules."""
    folder = root / ref.target
    wrong = _no_folder(root, folder)
    if wrong:
        hint = "name a folder below causes/ that holds read.mjs, detectors.mjs and secrets.mjs"
        return [about.finding(ref.at, "R001", f"{quoted(ref.target)} {wrong}", hint)]
    return [_finding(fault, about, root) for fault in faults(folder, root)]


def _no_folder(root: Path, folder: Path) -> str:
    """Why this is no folder of reading modules, or nothing."""
    if ".." in folder.parts or not folder.is_relative_to(root) or folder == root:
        return "is not below causes/"
    steps = [folder, *folder.parents]
    if any(step.is_symlink() for step in steps[: steps.index(root)]):
        return "is a symbolic link"
    return "" if folder.is_dir() else "is not a folder"


def _finding(fault: Fault, about: Loaded, root: Path) -> Finding:
    """A fault of a module as a finding; of one that is not there, where it is asked for."""
    name = (
        fault.path.relative_to(root.parent.absolute()).as_posix()
        if fault.path.is_relative_to(root.parent.absolute())
        else fault.path.name
    )
    if fault.problem == "is not there":
        return about.finding(
            ("reading",),
            "R001",
            f"{name} is not there",
            "every reading folder has it",
        )
    return Finding(name, fault.line, fault.col, "R002", fault.problem, fault.remedy)


def claims_key(sources: Sources, book: Book, reading: Path | None) -> str:
    """The digest of all that `check_claims` looks at: what is known, and what is claimed."""
    entries = [entry for file in sources.files for entry, _, _ in entries_of(file)]
    claimed = [
        entry.model_dump_json(include=_CLAIMING)
        for entry in entries
        if isinstance(entry, model.Symptom | model.Scenario | model.Cause)
    ]
    modules = contents(reading) if reading else ()
    return digest("claims", json.dumps(_known(book)), *claimed, *modules)


@once
def _known(book: Book) -> Knowledge:
    """What the engine is asked with: all of a book but summaries, which it only hands on."""
    known = knowledge(book, Audience.INTERNAL)
    causes: list[Cause] = [{**cause, "summary": ""} for cause in known["causes"]]
    return {**known, "causes": causes}


def check_claims(sources: Sources, book: Book, reading: Path | None) -> list[Finding]:
    """Findings for claims that the engine does not bear out, of a book without other findings."""
    about = next(
        file for file in sources.files if isinstance(file.entry, model.About)
    )
    found: list[Finding] = []
    try:
        with Engine(_known(book), reading, _SECONDS) as engine:
            found.extend(_Claims(sources, book, engine).findings())
    except Broken as broken:
        return [_finding(broken.fault, about, sources.root)]
    except _HeldUp as held:
        found.append(held.finding)
    except Stopped as stopped:
        return [
            about.finding(
                ("reading",),
                "R004",
                f"the engine with its modules {stopped}",
                "look for a loop",
            )
        ]
    return found


@dataclass(frozen=True)
class _Claims:
    """The claims of a book, and the engine that judges them."""

    sources: Sources
    book: Book
    engine: Engine

    def findings(self) -> Iterator[Finding]:
        """A finding for each claim that does not hold; what holds the engine up is the only one."""
        detectors = list(self.sources.references_to("detector"))
        lacking = set(self.engine.lacks(ref.target for _, ref in detectors))
        for file, ref in detectors:
            if ref.target in lacking:
                message = f"there is no detector {quoted(ref.target)}"
                yield file.finding(
                    ref.at, "R003", message, "export it from detectors.mjs"
                )
        yield from self._messages()
        for file in self.sources.files:
            if isinstance(file.entry, model.Scenario):
                yield from self._scenario(file, file.entry)
            if isinstance(file.entry, model.Cause) and file.entry.known_by:
                yield from self._known_line(file, file.entry.known_by)

    def _messages(self) -> Iterator[Finding]:
        """A finding for each exact message that its own symptom does not recognise."""
        claims = [
            (file, (*at, "messages", n), entry.id, text)
            for file in self.sources.files
            for entry, _, at in entries_of(file)
            if isinstance(entry, model.Symptom) and _readable(entry)
            for n, text in enumerate(entry.messages)
        ]
        try:
            seen = self.engine.sees((symptom, text) for _, _, symptom, text in claims)
        except Stopped:
            self._slow_message(claims)
            return
        for (file, at, symptom, text), found in zip(claims, seen, strict=True):
            if not found:
                yield file.finding(
                    at,
                    "D003",
                    f"message {quoted(text)} is not recognised as {quoted(symptom)}",
                    "mend the patterns (and their `in`), or the message",
                )

    def _slow_message(self, claims: list[tuple[Loaded, KeyPath, str, str]]) -> None:
        """Stop at the first message that holds the engine up."""
        for file, at, symptom, text in claims:
            try:
                self.engine.sees([(symptom, text)])
            except Stopped as stopped:
                raise _HeldUp(
                    file.finding(
                        at,
                        "R004",
                        f"to look for {quoted(symptom)} in this {stopped}",
                        "simplify its patterns, or its detector",
                    )
                ) from stopped

    def _known_line(self, file: Loaded, line: str) -> Iterator[Finding]:
        """A finding for the line that a cause is known by, where nothing is seen in it alone."""
        answer = self._diagnosed(file, "known_by", line)
        if all(item["state"] != "present" for item in answer["symptoms"]):
            yield file.finding(
                ("known_by",),
                "D004",
                f"in {quoted(line)} alone nothing is seen",
                "let a pattern of a symptom of this cause match it, or choose another line",
            )

    def _diagnosed(self, file: Loaded, key: str, paste: str) -> Answer:
        """What the diagnosis says of a text that stands under a key of an entry."""
        try:
            return self.engine.diagnose(paste)
        except Stopped as stopped:
            message = f"to diagnose this paste {stopped}"
            culprit = self._culprit(paste)
            raise _HeldUp(file.finding((key,), "R004", message, culprit)) from stopped

    def _scenario(self, file: Loaded, scenario: model.Scenario) -> Iterator[Finding]:
        """Findings for a scenario whose paste does not lead to its cause or show its way."""
        answer = self._diagnosed(file, "paste", scenario.paste)
        first = next((cause["id"] for cause in answer["causes"]), "")
        if first != scenario.cause:
            yield file.finding(
                ("cause",),
                "D001",
                f"the paste does not lead to {quoted(scenario.cause)}",
                f"the diagnosis says {quoted(first)}"
                if first
                else answer["verdict"]["sentence"],
            )
            return
        yield from self._way(file, scenario, answer)

    def _way(
        self, file: Loaded, scenario: model.Scenario, answer: Answer
    ) -> Iterator[Finding]:
        """A finding for each symptom of the way that the paste does not show, though it could."""
        seen = self.engine.widened(
            item["id"] for item in answer["symptoms"] if item["state"] == "present"
        )
        for n, stage in enumerate(scenario.way):
            symptom = self.book.by_id.get(stage.symptom or "")
            if (
                isinstance(symptom, model.Symptom)
                and _readable(symptom)
                and symptom.id not in seen
            ):
                yield file.finding(
                    ("way", n, "symptom"),
                    "D002",
                    f"the paste does not show {quoted(symptom.id)}",
                    did_you_mean(symptom.id, seen)
                    or f"it shows: {', '.join(sorted(seen)) or 'nothing'}",
                )

    def _culprit(self, paste: str) -> str:
        """Which symptom takes so long, in words."""
        symptoms = [
            entry.id
            for entry in self.book.entries()
            if isinstance(entry, model.Symptom) and _readable(entry)
        ]
        symptom = ""
        try:
            self.engine.reads(paste)
            for symptom in symptoms:
                self.engine.sees([(symptom, paste)])
        except Stopped:
            pass
        return (
            f"simplify the patterns or the detector of {quoted(symptom)}"
            if symptom
            else ("look for a loop in the modules of `reading`")
        )


def _readable(symptom: model.Symptom) -> bool:
    """Whether a paste can show the symptom."""
    return bool(symptom.patterns or symptom.detector)
