"""What is installed is what is here: the wheel has every file, and works in an empty folder."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NOT_SHIPPED = {"__pycache__"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """The wheel, built from a copy, so that nothing is left behind in the tree."""
    source = tmp_path_factory.mktemp("source")
    shutil.copytree(
        ROOT / "generator", source / "generator", ignore=shutil.ignore_patterns(*NOT_SHIPPED)
    )
    for name in ("pyproject.toml", "README.md"):
        shutil.copy2(ROOT / name, source)
    words = [
        "wheel",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
        "-q",
        "-w",
        str(source),
        str(source),
    ]
    subprocess.run([sys.executable, "-m", "pip", *words], check=True)
    [made] = source.glob("*.whl")
    return made


def test_the_wheel_has_every_file_of_the_package_dotfiles_included(wheel):
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("causebook/")}
    here = {
        path.relative_to(ROOT / "generator").as_posix()
        for path in (ROOT / "generator" / "causebook").rglob("*")
        if path.is_file() and not NOT_SHIPPED & set(path.parts)
    }
    assert packed == here
    assert "causebook/cli/starter/book/.gitignore" in packed


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> Path:
    """An environment that has the wheel, and the libraries of this one without this source tree."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    [packages] = folder.glob("lib/*/site-packages")
    words = ["install", "--no-deps", "--no-index", "-q", "--disable-pip-version-check", str(wheel)]
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", str(folder / "bin" / "python"), *words],
        check=True,
    )
    import mkdocs

    (packages / "libraries.pth").write_text(f"{Path(mkdocs.__file__).parents[1]}\n")
    return folder


def test_a_book_can_be_started_checked_and_built_with_nothing_but_the_wheel(installed, tmp_path):
    plain = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}

    def run(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [installed / "bin" / "causebook", *words],
            cwd=cwd,
            env=plain,
            text=True,
            capture_output=True,
            timeout=120,
            check=False,
        )

    where = subprocess.run(
        [installed / "bin" / "python", "-c", "import causebook; print(causebook.__file__)"],
        cwd=tmp_path,
        env=plain,
        text=True,
        capture_output=True,
        check=True,
    )
    assert where.stdout.startswith(str(installed))
    assert run("init", "book", cwd=tmp_path).returncode == 0
    book = tmp_path / "book"
    assert (book / ".gitignore").is_file()
    done = run("check", cwd=book)
    assert (done.returncode, done.stderr[-400:]) == (0, done.stderr[-400:])
    done = run("build", cwd=book)
    assert done.returncode == 0, done.stderr
    assert (book / "site" / "public" / "diagnose" / "index.html").is_file()


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_every_locked_package_has_a_version_and_hashes(name):
    text = (ROOT / name).read_text().replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip()]
    assert len(lines) > 30
    wrong = [
        line[:60]
        for line in lines
        if not re.fullmatch(r"[a-z0-9.-]+==[\w.]+(\s+--hash=sha256:[0-9a-f]{64})+", line.strip())
    ]
    assert wrong == []


def test_what_is_installed_is_held_against_its_hashes():
    makefile = (ROOT / "Makefile").read_text()
    locked = re.findall(r"pip install .*-r requirements\S*", makefile)
    assert len(locked) == 2
    assert all("--require-hashes" in command for command in locked)
    others = [line for line in re.findall(r"pip install .*", makefile) if "-r " not in line]
    assert others
    assert all("--no-deps" in line and "--no-build-isolation" in line for line in others)


def test_the_test_lock_has_the_very_versions_of_the_site_lock():
    def versions(name: str) -> dict[str, str]:
        return dict(re.findall(r"^([a-z0-9.-]+)==([\w.]+)", (ROOT / name).read_text(), re.M))

    site, tests = versions("requirements.txt"), versions("requirements-test.txt")
    assert site
    assert {name: tests.get(name) for name in site} == site
