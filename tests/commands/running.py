"""Runs shell commands in the sandbox, in the shells that readers have, and says what was wrong."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from commands.answering import answering
from commands.sandbox import Sandbox, token
from commands.shown import Shown

SHELLS = ("dash", "bash", "zsh")
TYPED = {"Token: ": f"{token()}\n"}  # a secret, unless a token is asked for
FAULT = re.compile(
    r"unknown (?:short ?hand )?(?:flag|option|command|argument)|unrecognized (?:argument|option|command)"
    r"|invalid (?:option|choice|flag)|option .* is (?:ambiguous|unknown)|flag needs an argument"
    r"|arguments are required|required flag|misspelled or not recognized|not found$|command not found"
    r"|syntax error|parse error|unexpected (?:argument|keyword|token)|bad substitution|(?:accepts|requires) (?:at (?:most|least) |exactly )?\d+ arg"
    r"|no matches found|compile error|: illegal|SyntaxError|warning: extra operand|missing operand",
    re.IGNORECASE | re.MULTILINE,
)
SOON, LATEST = 5, 55
"""Seconds after which a command is asked whether it serves, and until it must have ended."""
CRASH = "Traceback (most recent call last)"
EMPTY = re.compile(r"^(?:null|undefined|None)$", re.MULTILINE)


@dataclass(frozen=True)
class Tried:
    """How a command was tried: `run`, `parsed` or `excepted`; `wrong` is empty where it is right."""

    how: str
    wrong: str = ""
    by: str = ""


class Places(Protocol):
    """Gives the sandbox as it is, or as it was at first."""

    def __call__(self, *, again: bool = False) -> Sandbox: ...


@contextmanager
def sandboxes(excepted: dict[str, str]) -> Iterator[Places]:
    """Gives the sandbox beside an answering server; `again=True` makes it as it was at first."""
    with tempfile.TemporaryDirectory() as name, answering(Path(name)) as ports:
        keys, folder, kept = Path(name), Path(name) / "box", Path(name) / "kept"
        sandbox = Sandbox(keys, folder, ports, excepted)
        shutil.copytree(folder, kept, symlinks=True)

        def place(*, again: bool = False) -> Sandbox:
            if again:
                shutil.rmtree(folder)
                shutil.copytree(kept, folder, symlinks=True)
            return sandbox

        yield place


def run(one: Shown, place: Places) -> Tried:
    """What came of it in every shell: the first thing that was wrong, or how it was tried."""
    tried = Tried("run")
    for shell in filter(shutil.which, SHELLS):
        tried = _in_shell(one, place(), shell)
        # by leftovers?
        if tried.wrong or (tried.how, shell != SHELLS[0]) == (
            "parsed",
            True,
        ):
            tried = _in_shell(one, place(again=True), shell)
        if tried.how != "run" or tried.wrong:
            return tried
    return tried


def _in_shell(one: Shown, place: Sandbox, shell: str) -> Tried:
    argv = [shell, *(["-f"] if shell == "zsh" else [])]
    read = subprocess.run(
        [*argv, "-n", "-c", one.run], text=True, capture_output=True, check=False
    )
    if read.returncode or read.stderr:
        return Tried("run", f"{shell} cannot read it: {read.stderr.strip()}")
    place.called.write_text("")
    place.said.write_text("")
    try:
        done = _done([*argv, "-c", place.placed(one.run)], one, place)
    except subprocess.TimeoutExpired:
        return Tried("run", f"{shell}: does not end within a minute")
    return _judged(one, done, place, shell) if done else Tried("run")


def _done(
    argv: list[str], one: Shown, place: Sandbox
) -> subprocess.CompletedProcess[str] | None:
    """How a command ended; None where it serves on a port that it names, until it is ended."""
    typed = next(
        (text for asked, text in TYPED.items() if asked in one.run), "secret\n"
    )
    with subprocess.Popen(
        argv,
        cwd=place.folder / "work",
        env=place.variables(one.run),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            return _waited_for(process, typed * 4, one.run)
        finally:
            if process.poll() is None:  # with all that it started
                os.killpg(process.pid, signal.SIGKILL)


def _waited_for(
    process: subprocess.Popen[str], typed: str, command: str
) -> subprocess.CompletedProcess[str] | None:
    try:
        said = process.communicate(typed, timeout=SOON)
    except subprocess.TimeoutExpired:
        if _answers(command):
            return None
        said = process.communicate(timeout=LATEST)
    return subprocess.CompletedProcess(process.args, process.returncode, *said)


def _answers(command: str) -> bool:
    """Whether something listens here on a port that the command names."""
    for port in map(int, re.findall(r"(?<![\w.])\d{4,5}(?![\w.])", command)):
        with socket.socket() as probe:
            if port < 65536 and probe.connect_ex(("127.0.0.1", port)) == 0:
                return True
    return False


def _judged(
    one: Shown, done: subprocess.CompletedProcess[str], place: Sandbox, shell: str
) -> Tried:
    called = place.called.read_text().split()
    stubs = [name for name in called if ":" not in name]
    absent = [name.partition(":")[2] for name in called if name.startswith("absent:")]
    heard = f"{done.stderr}\n{place.said.read_text()}"
    fault = FAULT.search(heard)
    if fault:
        return Tried("run", f"{shell}: {_line(heard, fault.start())}")
    if absent:
        return Tried("absent", by=absent[0])
    if stubs:
        return Tried("excepted", by=stubs[0])
    held = [name.partition(":")[2] for name in called] or re.findall(
        r"-m (pip)\b", one.run
    )
    if done.returncode and held:
        return Tried("parsed", by=held[0])
    nothing_counted = done.returncode == 1 and done.stdout.endswith("0\n")  # grep -c
    if done.returncode and not nothing_counted:
        return Tried(
            "run", f"{shell}: ends with {done.returncode}: {heard.strip()[-300:]}"
        )
    if CRASH in heard:
        return Tried("run", f"{shell}: {heard.strip()[-300:]}")
    if EMPTY.search(done.stdout):
        return Tried(
            "run", f"{shell}: prints nothing of use: {done.stdout.strip()[:300]}"
        )
    return Tried("run")


def _line(text: str, at: int) -> str:
    return text[
        text.rfind("\n", 0, at) + 1 : (text.find("\n", at) + 1 or len(text) + 1) - 1
    ]
