"""Runs tests against a changed module in a copy of the tree; the tree itself is never edited.

Each run is a fork of this process, which has loaded what is slow to load and nothing of ours.
"""

from __future__ import annotations

import importlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .subjects import DECIDING

SLOW_TO_LOAD = (
    "pytest",
    "hypothesis",
    "hypothesis.strategies",
    "pydantic",
    "yaml",
    "jinja2",
    "markdown",
    "markdown_it",
    "re2",
    "mkdocs.config",
    "mkdocs.commands.build",
    "click",
    "filelock",
    "material",
    "pymdownx.superfences",
)
NOTICED, UNNOTICED = 1, 0


@dataclass(frozen=True)
class Job:
    """A text to put in the place of a module, and the tests to run then."""

    module: str
    text: str | None
    tests: tuple[str, ...]
    limit: float


def load_ahead() -> None:
    """Load what every run needs; random inputs are the same each time, and are not made smaller."""
    for name in SLOW_TO_LOAD:
        try:
            importlib.import_module(name)
        except ModuleNotFoundError:
            continue
    from hypothesis import Phase, settings

    settings.register_profile(
        "mutants",
        database=None,
        deadline=None,
        derandomize=True,
        phases=(Phase.explicit, Phase.generate),
    )
    settings.load_profile("mutants")


def copies(root: Path, where: Path, count: int) -> list[Path]:
    """Copies of what git knows or would add, ready to be tested."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "-co", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        check=True,
    )
    first = where / "0"
    for name in listed.stdout.decode().split("\0"):
        if name and (root / name).is_file():
            (first / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, first / name)
    (first / "tests" / "node_modules").symlink_to(
        (root / "tests" / "node_modules").resolve()
    )
    _prepare(first)
    for n in range(1, count):
        shutil.copytree(first, where / str(n), symlinks=True)
    return [where / str(n) for n in range(count)]


def _prepare(folder: Path) -> None:
    """Write what the tests in JavaScript read; compile what is not changed, once for all runs."""
    subprocess.run(
        [sys.executable, "-m", "compileall", "-q", "generator"],
        cwd=folder,
        check=True,
    )
    subprocess.run(
        [sys.executable, "tests/tools/knowledge.py"],
        cwd=folder,
        env=_environment(folder),
        check=True,
    )


def _environment(folder: Path) -> dict[str, str]:
    """The environment in which programs find the copy, and leave nothing compiled behind."""
    return {
        **os.environ,
        "PYTHONPATH": str(folder / "generator"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "NO_MKDOCS_2_WARNING": "1",
    }


def run_all(
    jobs: Iterable[Job], folders: list[Path]
) -> Iterator[tuple[int, bool, float]]:
    """(number of the job, whether the tests noticed, seconds) as jobs end; one in each folder."""
    waiting, free = deque(enumerate(jobs)), list(folders)
    running: dict[int, tuple[int, Job, Path, float]] = {}
    try:
        while waiting or running:
            while waiting and free:
                number, job = waiting.popleft()
                folder = free.pop()
                running[_start(job, folder)] = (number, job, folder, time.monotonic())
            yield from _ended(running, free)
            time.sleep(0.02)
    finally:
        for child in running:
            _end(child)


def _ended(
    running: dict[int, tuple[int, Job, Path, float]], free: list[Path]
) -> Iterator[tuple[int, bool, float]]:
    """The jobs that have ended by now, or whose time is over."""
    for child, (number, job, folder, started) in list(running.items()):
        seconds = time.monotonic() - started
        done, status = os.waitpid(child, os.WNOHANG)
        if not done and seconds <= job.limit:
            continue
        _end(child)
        if not done:
            os.waitpid(child, 0)
        del running[child]
        _put_back(job, folder)
        free.append(folder)
        yield number, not done or status != 0, seconds


def _end(child: int) -> None:
    """End a run and everything that it has started."""
    try:
        os.killpg(child, signal.SIGKILL)
    except ProcessLookupError:
        return


def _start(job: Job, folder: Path) -> int:
    """Put the text into the folder and start the tests; the process that runs them."""
    module = folder / job.module
    if job.text is not None:
        shutil.copy2(module, folder / "kept")
        module.write_text(job.text, "utf-8")
        for compiled in (module.parent / "__pycache__").glob(f"{module.stem}.*"):
            compiled.unlink()
    child = os.fork()
    if child == 0:
        code = NOTICED
        try:
            os.setsid()
            code = _attempt(job, folder)
        finally:
            os._exit(code)
    return child


def _put_back(job: Job, folder: Path) -> None:
    """The module as it was."""
    if job.text is not None:
        shutil.move(folder / "kept", folder / job.module)


def _attempt(job: Job, folder: Path) -> int:
    """Run the tests, in this process; whether they notice."""
    os.chdir(folder)
    os.environ.update(_environment(folder))
    sys.dont_write_bytecode = True
    if not os.environ.get("MUTANTS_SHOW"):
        silent = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(silent, stream)
    python = [name for name in job.tests if name.endswith(".py")]
    scripts = [name for name in job.tests if name.endswith(".mjs")]
    passes = all(_script_passes(name) for name in scripts) and (
        not python or _python_passes(python, folder)
    )
    return UNNOTICED if passes else NOTICED


def _python_passes(names: list[str], folder: Path) -> bool:
    """Whether the test files pass; the first failure is enough."""
    import pytest

    sys.path[:0] = [str(folder / "generator"), str(folder)]
    more = [f"--basetemp={folder}/tmp", "-p", "no:cacheprovider", "--no-header"]
    return pytest.main(["-x", "-q", *more, *names]) == 0


def _script_passes(name: str) -> bool:
    """Whether a test file in JavaScript passes; the first failure is enough."""
    names = [f"--test-name-pattern=/{DECIDING[name]}/"] if name in DECIDING else []
    command = ["node", "--test-reporter=tap", *names, name]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, errors="replace"
    ) as run:
        for line in run.stdout or ():
            if line.lstrip().startswith("not ok"):
                run.kill()
                return False
    return run.returncode == 0
