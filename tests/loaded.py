"""Runs `python -m causebook …` in a process that has it loaded already: a fork of one that does nothing else.

To load it takes most of a second, which is nearly all of what a short command takes, and the tests
run hundreds. What is run is what a user runs: a process of its own with its own standard streams,
environment and folder. Where the environment says how Python itself is to start, it starts.

As a program it is the server: it listens at the socket that it is given until its standard input
ends.
"""

from __future__ import annotations

import array
import atexit
import gc
import importlib
import json
import os
import runpy
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import traceback
import types
from contextlib import suppress
from functools import cache
from pathlib import Path

OF_THE_START = ("PYTHON", "LC_", "LANG")
"""How the variables begin that say how Python starts."""
AT_FIRST = dict(os.environ)
"""The environment that the server gets, whatever a test has changed when it is first called."""
LOADED = (
    "causebook.cli.commands",
    "causebook.plugin",
    "causebook.site.builder",
    "material.plugins.search.plugin",
    "mkdocs.commands.build",
    "pymdownx.superfences",
)


def run(
    module: str,
    *words: str,
    cwd: Path,
    env: dict[str, str] | None = None,
    typed: str | bytes = b"",
    stdin: int | None = None,
    merged: bool = False,
    timeout: float = 120,
) -> subprocess.CompletedProcess[str]:
    """What came of `python -m MODULE WORDS`; standard input is a text, or a file that is open.

    With `merged` what goes to standard error stands in the output, where it was said.
    """
    env = dict(os.environ) if env is None else env
    given = typed.encode() if isinstance(typed, str) else typed
    with (
        tempfile.TemporaryFile() as said,
        tempfile.TemporaryFile() as wrong,
        tempfile.TemporaryFile() as read,
    ):
        read.write(given)
        read.seek(0)
        streams = [read.fileno() if stdin is None else stdin]
        streams += [said.fileno(), (said if merged else wrong).fileno()]
        asked = {"module": module, "words": words, "cwd": str(cwd), "env": env}
        start = forked if starts_alike(env) else started
        code = start(asked, streams, timeout)
        said.seek(0)
        wrong.seek(0)
        text = [file.read().decode().replace("\r\n", "\n") for file in (said, wrong)]
    return subprocess.CompletedProcess((module, *words), code, *text)


def starts_alike(env) -> bool:
    """Whether Python would start with this environment as the server has."""
    said, own = (
        {key: each[key] for key in each if key.startswith(OF_THE_START)}
        for each in (env, AT_FIRST)
    )
    return said == own and sys.platform == "linux"


def started(asked, streams, timeout: float) -> int:
    """The exit code of a process that starts as a user starts it."""
    command = [sys.executable, "-m", asked["module"], *asked["words"]]
    stdin, stdout, stderr = streams
    return subprocess.run(
        command,
        cwd=asked["cwd"],
        env=asked["env"],
        stdin=stdin,
        stdout=stdout,
        stderr=stderr,
        timeout=timeout,
        check=False,
    ).returncode


def forked(asked, streams, timeout: float) -> int:
    """The exit code of a process that has everything loaded."""
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(server())
        line.settimeout(timeout)
        handed = (
            socket.SOL_SOCKET,
            socket.SCM_RIGHTS,
            array.array("i", streams).tobytes(),
        )
        line.sendmsg([b"."], [handed])
        line.sendall(json.dumps(asked).encode() + b"\n")
        with line.makefile() as told:
            pid = int(told.readline())
            try:
                return int(told.readline())
            except TimeoutError:
                os.kill(pid, signal.SIGKILL)
                raise subprocess.TimeoutExpired(asked["words"], timeout) from None


@cache
def server() -> str:
    """The address of the server of this process, which ends with it."""
    folder = tempfile.mkdtemp(prefix="causebook_")
    address = f"{folder}/socket"
    process = subprocess.Popen(
        [sys.executable, __file__, address],
        env=AT_FIRST,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    atexit.register(process.wait)
    atexit.register(process.stdin.close)
    assert process.stdout.readline() == b"ready\n"
    return address


def serve(address: str) -> None:
    """Answer until standard input ends; each call in a process of its own."""
    load_when_used("minify")
    for name in LOADED:
        importlib.import_module(name)
    alive = len([*Path("/proc/self/task").iterdir()])
    assert alive == 1, "a fork has but one thread: load_when_used() what starts more"
    gc.collect()
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(address)
        listening.listen()
        os.write(1, b"ready\n")
        end_with_input(address)
        while True:
            line, _ = listening.accept()
            if not os.fork():
                listening.close()
                answer(line)
            line.close()


def load_when_used(name: str) -> None:
    """Leave a module to whoever uses it: the threads of Go, in which it is written, survive no fork."""

    def of_the_module(attribute: str) -> object:
        if sys.modules[name] is in_its_place:
            del sys.modules[name]
        return getattr(importlib.import_module(name), attribute)

    in_its_place = types.ModuleType(name)
    in_its_place.__getattr__ = of_the_module
    sys.modules[name] = in_its_place


def end_with_input(address: str) -> None:
    """End this process and remove its folder when standard input ends."""
    parent = os.getpid()
    if os.fork():
        return
    sys.stdin.buffer.read()
    with suppress(ProcessLookupError):
        os.kill(parent, signal.SIGKILL)
    Path(address).unlink()
    Path(address).parent.rmdir()
    os._exit(0)


def answer(line: socket.socket) -> None:
    """Run what is asked for in one more process, say which it is, and then how it ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    _, streams, _, _ = socket.recv_fds(line, 1, 3)
    with line.makefile() as asking:
        asked = json.loads(asking.readline())
    pid = os.fork()
    if not pid:
        line.close()
        become(asked, streams)
    line.sendall(b"%d\n" % pid)
    for stream in streams:
        os.close(stream)
    _, status = os.waitpid(pid, 0)
    with suppress(OSError):
        line.sendall(b"%d\n" % os.waitstatus_to_exitcode(status))
    os._exit(0)


def become(asked, streams: list[int]) -> None:
    """Be the process that was asked for, to its end."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.environ.clear()
    os.environ.update(asked["env"])
    os.chdir(asked["cwd"])
    gc.unfreeze()
    sys.path[0] = asked["cwd"]
    sys.argv = [asked["module"], *asked["words"]]
    code: object = 0
    try:
        runpy.run_module(asked["module"], run_name="__main__", alter_sys=True)
    except SystemExit as end:
        code = end.code
    except BaseException:
        traceback.print_exc()
        code = 1
    if not isinstance(code, int | None):
        sys.stderr.write(f"{code}\n")
        code = 1
    threading._shutdown()
    atexit._run_exitfuncs()
    with suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code or 0)


if __name__ == "__main__":
    serve(sys.argv[1])
