"""Fixtures that many tests share: a small book on disk, the command as a user runs it, real servers."""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import loaded
import pytest
from causebook.cli.starters import new_book
from filelock import FileLock
from servers import nginx
from servers.app import App
from servers.sites import hashed

ROOT = Path(__file__).parents[1]
NOT_EVERYWHERE = ("root", "mounting")
"""Words in the reason of a skip that holds wherever tests run: what root may, and what a container may not."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport():
    """Where everything is installed (CI is set), a test that skips has failed: nobody would see that it never runs."""
    report = yield
    reason = (
        report.longrepr[-1]
        if report.skipped and isinstance(report.longrepr, tuple)
        else ""
    )
    if (
        reason
        and os.environ.get("CI")
        and not any(word in reason for word in NOT_EVERYWHERE)
    ):
        report.outcome, report.longrepr = (
            "failed",
            f"{reason}, in CI, where nothing may be missing",
        )
    return report


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A fresh copy of the starter book."""
    folder = tmp_path / "book"
    new_book(folder)
    return folder


@pytest.fixture(scope="session")
def once(tmp_path_factory):
    """`once(name, fill)` is a folder that `fill` has filled: one for all processes that share the tests."""
    room = tmp_path_factory.getbasetemp()
    room = room.parent if os.environ.get("PYTEST_XDIST_WORKER") else room

    def filled(name: str, fill) -> Path:
        folder, half = room / f"once-{name}", room / f"once-{name}-half"
        with FileLock(room / f"once-{name}.lock"):
            if not folder.exists():
                shutil.rmtree(half, ignore_errors=True)
                half.mkdir()
                fill(half)
                half.rename(folder)
        return folder

    return filled


@pytest.fixture(scope="session")
def built_once(once) -> Path:
    """The starter book with its public site; not to be changed."""

    def fill(folder: Path) -> None:
        new_book(folder / "book")
        loaded.run("causebook", "build", cwd=folder / "book").check_returncode()

    return once("built", fill) / "book"


@pytest.fixture
def built(built_once: Path, tmp_path: Path) -> Path:
    """A fresh copy of the starter book and of its public site."""
    return Path(shutil.copytree(built_once, tmp_path / "book", symlinks=True))


@pytest.fixture
def killed():
    """Starts `causebook build --clean` in a folder and kills it so many seconds after it said that a phase begins.

    Other words say how it is built instead.
    """

    def call(folder: Path, phase: str, seconds: float, *how: str) -> None:
        words = [sys.executable, "-m", "causebook", "build", *(how or ("--clean",))]
        with subprocess.Popen(
            words,
            cwd=folder,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            assert any(line.startswith(phase) for line in process.stderr)
            time.sleep(seconds)
            os.killpg(process.pid, signal.SIGKILL)

    return call


@pytest.fixture
def run():
    """Runs `causebook …` in a folder and returns the finished process."""

    def call(
        *words: str, cwd: Path, timeout: float = 120
    ) -> subprocess.CompletedProcess[str]:
        return loaded.run("causebook", *words, cwd=cwd, timeout=timeout)

    return call


@pytest.fixture
def open_to_all():
    """A folder that every user may read, as servers must: pytest makes its own private at any time."""
    with tempfile.TemporaryDirectory(prefix="causebook_") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@pytest.fixture
def web(open_to_all):
    """Starts servers that end with the test; a server that is not installed skips it."""
    running = []

    def start(kind, *args, **more):
        if kind.PROGRAM is None:
            pytest.skip(f"{kind.__name__.rpartition('.')[2]} is not installed")
        folder = open_to_all / f"server{len(running)}"
        folder.mkdir(0o755)
        (folder / "users").write_text(
            f"bob:{hashed('secret')}\ncarol:{hashed('p@ss')}\n", "utf-8"
        )
        (folder / "digest").write_text(
            f"bob:Reports:{hashlib.md5(b'bob:Reports:secret').hexdigest()}\n", "utf-8"
        )
        (folder / "index.html").write_text("welcome\n", "utf-8")
        make = kind.Nginx if kind is nginx else kind.Apache
        server = make(
            folder, *(text.replace("FOLDER", str(folder)) for text in args), **more
        )
        running.append(server.__enter__())
        return server

    yield start
    for server in running:
        server.__exit__()


@pytest.fixture
def app():
    """Starts applications that end with the test."""
    running = []

    def start(answer):
        running.append(App(answer).__enter__())
        return running[-1]

    yield start
    for one in running:
        one.__exit__()
