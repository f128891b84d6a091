"""The package as others get it: built from a copy, tried where nothing else is installed.

`make release` and the tests of the packaging share this. It must not publish anything, and it
leaves nothing behind in the tree.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = (
    "generator",
    "pyproject.toml",
    "MANIFEST.in",
    "README.md",
    "LICENSE",
    "CHANGELOG.md",
)
NOT_SHIPPED = ("__pycache__", "*.egg-info")
BUILD = """
import sys
from setuptools import build_meta
folder = sys.argv[1]  # setuptools writes its own words over them
build_meta.build_sdist(folder)
build_meta.build_wheel(folder)
"""


def shipped() -> Iterator[Path]:
    """Every file of the package in this tree, as its path below `generator/`."""
    home = ROOT / "generator"
    for path in sorted((home / "causebook").rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(home)


def copy(target: Path, version: str = "") -> Path:
    """A copy of what the package is built from; with another version, if one is given."""
    ignored = shutil.ignore_patterns(*NOT_SHIPPED)
    target.mkdir(parents=True)
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target / name, ignore=ignored)
        else:
            shutil.copy2(ROOT / name, target)
    if version:
        project = target / "pyproject.toml"
        project.write_text(versioned(project.read_text("utf-8"), version), "utf-8")
    return target


def versioned(project: str, version: str) -> str:
    """The text of pyproject.toml with this version."""
    lines = project.split("\n")
    [at] = [n for n, line in enumerate(lines) if line.startswith('version = "')]
    lines[at] = f'version = "{version}"'
    return "\n".join(lines)


def build(source: Path, out: Path) -> tuple[Path, Path]:
    """The wheel and the sdist of a copy, built with the setuptools that is installed."""
    out.mkdir(parents=True, exist_ok=True)
    run(sys.executable, "-c", BUILD, str(out), cwd=source)
    [wheel], [sdist] = out.glob("*.whl"), out.glob("*.tar.gz")
    return wheel, sdist


def environment(folder: Path, package: Path, locked: Path | None = None) -> Path:
    """The `bin` of a new environment with the package in it, wheel or sdist.

    With a file of locked requirements these are installed too; without one, the libraries of
    this environment are lent, and nothing is downloaded. The tree itself is in neither.
    """
    run(sys.executable, "-m", "venv", "--without-pip", str(folder))
    python = folder / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", str(python), "install", "-q")
    if locked:
        run(*pip, "--require-hashes", "-r", str(locked))
    else:
        [packages] = folder.glob("lib/*/site-packages")
        (packages / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    run(
        *pip,
        "--no-deps",
        "--no-index",
        "--no-build-isolation",
        str(package),
        cwd=folder,
    )
    return folder / "bin"


def build_a_book(programs: Path, folder: Path) -> Path:
    """The public site of a new book, made with nothing but the environment of these programs."""
    causebook = str(programs / "causebook")
    run(causebook, "init", "book", "--with-reading", cwd=folder)
    for command in ("check", "build"):
        run(causebook, command, cwd=folder / "book")
    return folder / "book" / "site" / "public"


def run(*words: str, cwd: Path | None = None) -> str:
    """What a command prints that knows nothing of this tree; raises with its words if it fails."""
    plain = {
        name: value for name, value in os.environ.items() if name != "PYTHONPATH"
    }
    done = subprocess.run(
        words,
        cwd=cwd,
        env=plain,
        text=True,
        capture_output=True,
        timeout=600,
        check=False,
    )
    if done.returncode:
        raise AssertionError(f"{' '.join(words[:6])}: {done.stdout}{done.stderr}")
    return done.stdout
