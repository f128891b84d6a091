"""The engine of the diagnosis, asked from Python: the same modules that readers run, in V8.

It serves whoever has a paste and no page. It must not know why it is asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TypedDict, cast

from ..check.javascript import SECONDS, Failed, JavaScript
from ..render.bundle import Fault, Module, body, gather, joined
from .answer import Answer, Question, Turn
from .records import Knowledge

ENGINE = Path(__file__).parent
Answers = dict[str, bool | None]
"""Symptom -> yes, no, or not known."""
READING = {"read": "read", "detectors": "detectors", "secrets": "secrets"}
"""The modules of a reading folder, each with what it must export."""

_AT_ONCE = 50
"""Texts that are read in one call, within its limit of time."""


class Said(TypedDict):
    """A question that was answered: the ids of what was chosen, None for “don't know”."""

    question: Question
    chosen: list[str] | None


class Broken(Exception):
    """A reading module that threw; the fault says where."""

    def __init__(self, fault: Fault) -> None:
        """Keep the fault."""
        super().__init__(fault.problem)
        self.fault = fault


class Engine(AbstractContextManager["Engine"]):
    """The engine with the reading of a book, in a `with` statement. Raises Broken, or Stopped."""

    def __init__(
        self, knowledge: Knowledge, reading: Path | None, seconds: float = SECONDS
    ) -> None:
        """Load engine, reading and knowledge; each question may take so many seconds."""
        modules = {"headless": ENGINE / "headless.mjs"}
        if reading:
            modules |= {name: reading / f"{name}.mjs" for name in READING}
        script, self._starts = joined(modules, "causebookEngine")
        self._reading = reading
        self._v8 = JavaScript(seconds)
        try:
            self._run(script + "globalThis.book = causebookEngine(); 0")
            self._call(
                "(known) => { globalThis.engine = book.openEngine(known, book); return 0; }",
                knowledge,
            )
        except BaseException:
            self.close()
            raise

    def __exit__(self, *_: object) -> None:
        """Free what V8 holds."""
        self.close()

    def close(self) -> None:
        """Free what V8 holds."""
        self._v8.close()

    def diagnose(
        self,
        text: str,
        role: str | None = None,
        answers: Answers | None = None,
        platforms: list[str] | None = None,
    ) -> Answer:
        """What the diagnosis says of a paste; `platforms` None: those that the paste shows."""
        asked = {
            "text": text,
            "role": role,
            "answers": answers or {},
            "platforms": platforms,
        }
        return cast(Answer, self._call("engine.answer", asked))

    def turns(
        self, text: str, role: str | None, answers: Answers, most: int
    ) -> list[Turn]:
        """A conversation with somebody whose answers are known; all else he does not know.

        One turn before the first question, one after each answer.
        """
        known = {"text": text, "role": role, "answers": answers, "most": most}
        return cast(list[Turn], self._call("engine.turns", known))

    def answers_of(self, history: list[Said]) -> Answers:
        """What a conversation says of symptoms."""
        return cast(Answers, self._call("engine.answersOf", history))

    def most_questions(self) -> int:
        """How many questions a reader is asked of one paste."""
        return cast(int, self._call("engine.mostQuestions"))

    def sees(self, pairs: Iterable[tuple[str, str]]) -> list[bool]:
        """Whether each symptom is seen in the text beside it."""
        return cast(list[bool], self._call("engine.seesEach", list(pairs)))

    def reads(self, text: str) -> int:
        """How many lines the book's reading makes of a text."""
        return cast(int, self._call("engine.reads", text))

    def words(self, texts: Iterable[str]) -> list[list[str]]:
        """The words of each text, as the learned ones are found in a paste."""
        said = self._of_each("engine.wordsOfEach", list(texts))
        return cast(list[list[str]], said)

    def families(self, texts: Iterable[str]) -> list[dict[str, float]]:
        """The weight of each family for each text; none where it shows no cause."""
        said = self._of_each("engine.familiesOfEach", list(texts))
        return cast(list[dict[str, float]], said)

    def _of_each(self, function: str, texts: list[str]) -> list[object]:
        """What a function makes of each text, asked for some at once."""
        parts = [texts[n : n + _AT_ONCE] for n in range(0, len(texts), _AT_ONCE)]
        said = (cast(list[object], self._call(function, part)) for part in parts)
        return [made for some in said for made in some]

    def leanings(self, text: str) -> dict[str, int]:
        """The steps by which the words of a text lean towards each family."""
        return cast(dict[str, int], self._call("engine.leanings", text))

    def widened(self, symptoms: Iterable[str]) -> set[str]:
        """Symptoms with all that they imply."""
        return set(cast(list[str], self._call("engine.widened", list(symptoms))))

    def lacks(self, detectors: Iterable[str]) -> list[str]:
        """Those of the detectors that the book's modules do not have."""
        return cast(list[str], self._call("engine.lacks", list(detectors)))

    def _call(self, function: str, *values: object) -> object:
        try:
            return self._v8.call(function, *values)
        except Failed as failed:
            raise self._broken(failed) from failed

    def _run(self, script: str) -> None:
        try:
            self._v8.run(script)
        except Failed as failed:
            raise self._broken(failed) from failed

    def _broken(self, failed: Failed) -> Broken:
        """The place of an error in the module that it comes from."""
        first, path = max(
            ((start, path) for start, path in self._starts if start < failed.line),
            default=self._starts[-1],
        )
        if self._reading and path.is_relative_to(ENGINE):
            return Broken(
                Fault(
                    self._reading / "read.mjs",
                    0,
                    0,
                    f"what it returns is no reading: {failed}",
                    "see the contract of the diagnosis",
                )
            )
        return Broken(
            Fault(
                path,
                max(1, failed.line - first),
                failed.col,
                f"throws “{failed}”",
                "modules may use plain ECMAScript, atob, btoa, TextDecoder and TextEncoder",
            )
        )


def faults(reading: Path, causes: Path) -> list[Fault]:
    """Why the modules of a reading folder cannot be used, found without running them."""
    found = gather(reading / f"{name}.mjs" for name in READING)
    if found.faults:
        return sorted(set(found.faults))
    outside = [
        Fault(path, 0, 0, "lies outside causes/", "move it below causes/")
        for path in found.modules
        if not path.is_relative_to(causes.absolute())
    ]
    return (
        outside
        or _unparsed(list(found.modules.values()))
        or _unexported(found.modules, reading)
    )


def _unparsed(modules: list[Module]) -> list[Fault]:
    """A fault for each module that is no JavaScript."""
    bad = []
    with JavaScript() as js:
        for module in modules:
            failed = js.faults(body(module, {}, {}))
            if failed:
                last = module.text.count("\n") + 1
                said = (
                    "SyntaxError: Unexpected end of input"
                    if failed.line > last
                    else str(failed)
                )
                bad.append(
                    Fault(
                        module.path,
                        min(failed.line, last),
                        failed.col,
                        f"cannot be parsed: {said}",
                        "mend the JavaScript",
                    )
                )
    return bad


def _unexported(modules: dict[Path, Module], reading: Path) -> list[Fault]:
    """A fault for each of the modules that lacks what it is there for."""
    return [
        Fault(
            path,
            1,
            1,
            f"does not export “{name}”",
            f"add `export function {name}`"
            if name == "read"
            else f"add `export const {name} = {{ … }}`",
        )
        for name in READING
        for path in [(reading / f"{name}.mjs").absolute()]
        if name not in modules[path].exports
    ]
