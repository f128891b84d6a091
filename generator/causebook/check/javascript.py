"""JavaScript run with limits, in V8: what readers' browsers would do with a pattern or a module.

It is the only owner of mini-racer. It knows no book, and what it runs can reach nothing: there is
plain ECMAScript, and stand-ins for the four functions of browsers that `host.js` gives.
"""

from __future__ import annotations

import json
import re
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, suppress
from pathlib import Path

from py_mini_racer import (
    JSEvalException,
    JSOOMException,
    JSTimeoutException,
    MiniRacer,
)

SECONDS = 10.0
_PATIENCE = 3
"""How many times the limit a call may take where others had the processor."""
MEMORY = 500_000_000
_HOST = Path(__file__).parent / "host.js"
_PLACE = re.compile(r"<anonymous>:(\d+)(?::(\d+))?")
_SAID = re.compile(r"\A<anonymous>:\d+: (.*)")


class Failed(Exception):
    """A script that threw an error.

    `line` and `col` count from 1 within it; 0 where they are not known.
    """

    def __init__(self, said: str, line: int = 0, col: int = 0) -> None:
        """Keep what V8 said, and where."""
        super().__init__(said)
        self.line, self.col = line, col


class Stopped(Exception):
    """A script that took too long or too much memory."""


class JavaScript(AbstractContextManager["JavaScript"]):
    """One isolated V8; use it in a `with` statement, which frees it.

    It has a thread of its own, since mini-racer takes no time limit where an event loop runs.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        """An empty world with the stand-ins; each call may take so many seconds."""
        self.seconds = seconds
        self._thread = ThreadPoolExecutor(1, "javascript")
        self._v8 = self._thread.submit(MiniRacer).result()
        self._thread.submit(self._v8.set_hard_memory_limit, MEMORY).result()
        self.run(_HOST.read_text("utf-8"))

    def __exit__(self, *_: object) -> None:
        """Free what V8 holds."""
        self.close()

    def close(self) -> None:
        """Free what V8 holds; a script that was stopped is left time to notice."""
        with suppress(JSEvalException):
            self._eval("0", self.seconds)
        self._thread.submit(self._v8.close).result()
        self._thread.shutdown()

    def run(self, script: str) -> object:
        """The value of a script, made of JSON types; raises Failed or Stopped."""
        started = time.process_time()
        try:
            try:
                return self._eval(script, self.seconds)
            except JSTimeoutException:
                if time.process_time() - started > self.seconds / 2:
                    raise
                return self._eval(script, _PATIENCE * self.seconds)
        except JSTimeoutException as error:
            raise Stopped(f"takes more than {self.seconds:g} seconds") from error
        except JSOOMException as error:
            raise Stopped(
                f"takes more than {MEMORY // 1_000_000} MB of memory"
            ) from error
        except JSEvalException as error:
            raise _failed(str(error)) from error

    def _eval(self, script: str, seconds: float) -> object:
        """What V8 says within so many seconds."""
        return self._thread.submit(
            self._v8.eval, script, timeout_sec=seconds
        ).result()

    def call(self, function: str, *values: object) -> object:
        """What a function answers to values of JSON types."""
        arguments = ", ".join(map(_literal, values))
        answer = self.run(f"JSON.stringify(({function})({arguments}))")
        return json.loads(answer) if isinstance(answer, str) else None

    def faults(self, script: str) -> Failed | None:
        """Why a script cannot be parsed, without running it."""
        try:
            self.run(f'(function () {{"use strict";\n{script}\n}});0')
        except Failed as failed:
            return Failed(str(failed), max(1, failed.line - 1), failed.col)
        return None


def _literal(value: object) -> str:
    """A value as a script names it; JSON is JavaScript."""
    return json.dumps(value, ensure_ascii=True)


def _failed(text: str) -> Failed:
    """The place and the words of an error as V8 tells it: head, line, mark, stack."""
    said = _SAID.match(text)
    places = [(int(line), int(col or 0)) for line, col in _PLACE.findall(text)]
    line, col = next(
        (place for place in places if place[1]), places[0] if places else (0, 0)
    )
    marks = [
        len(row) - len(row.lstrip()) + 1
        for row in text.split("\n")[1:]
        if row.strip().strip("^") == "" and "^" in row
    ]
    return Failed(
        said[1] if said else text.split("\n", maxsplit=1)[0],
        line,
        col or (marks[0] if marks else 0),
    )
