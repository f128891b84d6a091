"""A command in a process that has it loaded already does what it does in one that starts with it."""

import os
import subprocess
import sys
import time
from pathlib import Path

import loaded
import pytest


def outcome(done):
    return done.returncode, done.stdout, done.stderr


def anew(module, *words, cwd, typed=""):
    return subprocess.run(
        [sys.executable, "-m", module, *words],
        cwd=cwd,
        input=typed,
        text=True,
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize(
    "words",
    [
        ("causebook", "check"),
        ("causebook", "--help"),
        ("causebook", "no-such-command"),
        ("json.tool",),
    ],
    ids=" ".join,
)
def test_what_is_said_and_how_it_ends_is_the_same(words, book):
    cause = book / "causes/does-not-print/out-of-paper.yml"
    cause.write_text(cause.read_text() + "nonsense: true\n")
    done = loaded.run(*words, cwd=book, typed="[1, 2")
    real = anew(*words, cwd=book, typed="[1, 2")
    assert outcome(done) == outcome(real)


def test_each_call_has_its_own_environment_and_folder(tmp_path):
    (tmp_path / "shows.py").write_text(
        "import os\nprint(os.getcwd(), os.environ.get('SAID'), 'HOME' in os.environ)\n"
    )
    said = {**os.environ, "SAID": "once"}
    said.pop("HOME", None)
    first = loaded.run("shows", cwd=tmp_path, env=said)
    assert outcome(first) == (0, f"{tmp_path} once False\n", "")
    second = loaded.run("shows", cwd=tmp_path)
    assert outcome(second) == (0, f"{tmp_path} None {'HOME' in os.environ}\n", "")


def test_what_takes_too_long_is_ended(tmp_path):
    (tmp_path / "waits.py").write_text(
        "import os, pathlib, time\n"
        "pathlib.Path('pid').write_text(str(os.getpid()))\n"
        "time.sleep(60)\n"
    )
    with pytest.raises(subprocess.TimeoutExpired):
        loaded.run("waits", cwd=tmp_path, timeout=3)
    process = Path("/proc") / (tmp_path / "pid").read_text()
    until = time.monotonic() + 10
    while process.exists() and time.monotonic() < until:
        time.sleep(0.05)
    assert not process.exists()


def test_an_environment_that_says_how_python_starts_starts_it(tmp_path):
    (tmp_path / "shows.py").write_text(
        "import sys\nprint(sys.flags.hash_randomization)\n"
    )
    said = {**os.environ, "PYTHONHASHSEED": "0"}
    assert loaded.run("shows", cwd=tmp_path, env=said).stdout == "0\n"
    own = f"{sys.flags.hash_randomization}\n"
    assert loaded.run("shows", cwd=tmp_path).stdout == own
