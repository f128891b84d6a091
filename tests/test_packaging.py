"""What is installed is what is here: the wheel has every file, and works in an empty folder."""

import re
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.whole  # builds and installs the package

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "tools"))
import packages  # noqa: E402
import release  # noqa: E402


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> tuple[Path, Path]:
    """The wheel and the sdist."""
    folder = tmp_path_factory.mktemp("packages")
    return packages.build(packages.copy(folder / "source"), folder / "dist")


def test_the_wheel_has_every_file_of_the_package_dotfiles_included(built):
    names = zipfile.ZipFile(built[0]).namelist()
    packed = {name for name in names if name.startswith("causebook/")}
    assert packed == {path.as_posix() for path in packages.shipped()}
    assert "causebook/cli/starter/book/.gitignore" in packed
    assert any(name.endswith("/licenses/LICENSE") for name in names)


def test_the_sdist_has_the_package_and_what_its_readers_ask_for(built):
    with tarfile.open(built[1]) as archive:
        packed = {name.partition("/")[2] for name in archive.getnames()}
    expected = {f"generator/{path.as_posix()}" for path in packages.shipped()}
    expected |= {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"}
    assert expected - packed == set()
    assert not any(name.startswith(("tests", "causes")) for name in packed)


@pytest.mark.parametrize("number", [0, 1], ids=["wheel", "sdist"])
def test_a_book_is_started_checked_and_built_with_nothing_but_the_package(
    number, built, tmp_path
):
    programs = packages.environment(tmp_path / "environment", built[number])
    where = packages.run(
        str(programs / "python"),
        "-c",
        "import causebook; print(causebook.__file__)",
        cwd=tmp_path,
    )
    assert where.startswith(str(tmp_path))
    site = packages.build_a_book(programs, tmp_path)
    assert (tmp_path / "book" / ".gitignore").is_file()
    assert (site / "diagnose" / "index.html").is_file()


CHANGES = "# Changelog\n\n## 1.3.0 (unreleased)\n\n## 1.2.3 (2026-11-30)\n"


@pytest.mark.parametrize(
    ("version", "changed", "why"),
    [
        ("1.2.3", "", ""),
        ("1.3.0", "", "CHANGELOG.md has no heading “## 1.3.0 (YYYY-MM-DD)”"),
        ("1.2", "", "“1.2” is no version like 1.2.3 or 1.2.3rc1"),
        ("", "", "“” is no version like 1.2.3 or 1.2.3rc1"),
        ("1x2x3", "", "“1x2x3” is no version like 1.2.3 or 1.2.3rc1"),
        (
            "1.2.3",
            "?? new.py\n",
            "the tree is not clean; commit or remove first:\n?? new.py\n",
        ),
    ],
)
def test_a_release_needs_a_version_a_clean_tree_and_a_dated_heading(
    version, changed, why
):
    assert release.refusal(version, CHANGES, changed) == why


def test_the_version_has_one_home():
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    assert 'version = "7.8.9"' in packages.versioned(text, "7.8.9").split("\n")
    [now] = re.findall(r'^version = "(.*)"$', text, re.M)
    assert packages.versioned(packages.versioned(text, "7.8.9"), now) == text


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_every_locked_package_has_a_version_and_hashes(name):
    text = (ROOT / name).read_text().replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip()]
    assert len(lines) > 30
    wrong = [
        line[:60]
        for line in lines
        if not re.fullmatch(
            r"[a-z0-9.-]+==[\w.]+(\s+--hash=sha256:[0-9a-f]{64})+", line.strip()
        )
    ]
    assert wrong == []


def test_what_is_installed_is_held_against_its_hashes():
    lines = (ROOT / "Makefile").read_text().splitlines()
    ours = [
        line
        for line in lines
        if "build/reproduce" not in line and "build/commands" not in line
    ]  # not the programs on trial
    makefile = "\n".join(ours)
    locked = re.findall(r"pip install .*-r requirements\S*", makefile)
    assert len(locked) == 2
    assert all("--require-hashes" in command for command in locked)
    others = [
        line for line in re.findall(r"pip install .*", makefile) if "-r " not in line
    ]
    assert others
    assert all(
        "--no-deps" in line and "--no-build-isolation" in line for line in others
    )


def test_the_test_lock_has_the_very_versions_of_the_site_lock():
    def versions(name: str) -> dict[str, str]:
        return dict(
            re.findall(r"^([a-z0-9.-]+)==([\w.]+)", (ROOT / name).read_text(), re.M)
        )

    site, tests = versions("requirements.txt"), versions("requirements-test.txt")
    assert site
    assert {name: tests.get(name) for name in site} == site
