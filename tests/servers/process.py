"""A server process of our own on a free port: started, waited for, and ended by its own id."""

import os
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from filelock import FileLock, Timeout

LIMIT = 30.0
PORTS = Path(tempfile.gettempdir()) / f"causebook_ports_{os.getuid()}"
held: list[FileLock] = []
"""The locks of the ports that this process was given."""


def installed(program: str) -> str:
    """The path of a program; where it is not installed, the test is skipped."""
    return shutil.which(program) or pytest.skip(f"{program} is not installed")


def free_port() -> int:
    """A port on 127.0.0.1 that nobody listens on, and that no other test of this machine is given.

    Whoever has asked for a port keeps its lock until the process ends: between asking and
    listening, another run of these tests would get the same one. The ports lie below those that
    the system gives to connections.
    """
    PORTS.mkdir(exist_ok=True)
    for port in random.Random().sample(range(20000, 32000), 200):
        lock = FileLock(PORTS / str(port), blocking=False)
        with suppress(Timeout, OSError), socket.socket() as probe:
            lock.acquire()
            probe.bind(("127.0.0.1", port))
            held.append(lock)
            return port
    raise RuntimeError("no port is free")


def wait_for(is_so: Callable[[], bool]) -> None:
    """Wait until something is so that a server does after it listens."""
    end = time.monotonic() + LIMIT
    while not is_so():
        if time.monotonic() > end:
            raise RuntimeError("a server did not get ready")
        time.sleep(0.05)


class Server:
    """Runs `command` until the `with` block ends; its output is in `folder`/output.log."""

    def __init__(self, folder: Path, port: int | None = None):
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.port = folder, port or free_port()
        self.log = folder / "error.log"
        self.process: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def command(self) -> list[str]:
        raise NotImplementedError

    def __enter__(self):
        with (self.folder / "output.log").open("ab") as output:
            self.process = subprocess.Popen(
                self.command(), stdout=output, stderr=output, start_new_session=True
            )
        end = time.monotonic() + LIMIT
        while time.monotonic() < end:
            if self.process.poll() is not None:
                break
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self
            time.sleep(0.05)
        self.__exit__()
        raise RuntimeError(
            f"{self.command()[0]} does not run:\n{(self.folder / 'output.log').read_text()}{self.logged()}"
        )

    def __exit__(self, *_):
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(LIMIT)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()

    def logged(self) -> str:
        """The error log so far."""
        return self.log.read_text("utf-8", "replace") if self.log.exists() else ""
