"""The repository checks its own promises: structure, reference, README, the shipped book."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "generator" / "causebook"
ORDER = [
    "model",
    "load",
    "book",
    "check",
    "render",
    "checklist",
    "diagnosis",
    "site",
    "pipeline",
    "plugin",
    "cli",
]
OWNERS = {
    "yaml": {"load", "render"},
    "pydantic": {"model", "load"},
    "pydantic_core": {"model", "load"},
    "jinja2": {"render"},
    "mkdocs": {"site", "plugin"},
    "click": {"cli"},
    "re2": {"check", "site"},
    "markdown_it": {"model", "load", "site"},
    "markdown": {"load"},
    "markupsafe": {"render", "diagnosis"},
    "minify": {"render"},
    "filelock": {"site"},
    "py_mini_racer": {"check"},
}


def imports() -> list[tuple[str, str]]:
    """(room, imported room or library) for every import of the package."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        if "starter" in parts:
            continue
        room = parts[0]
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                found += [(room, name.name.split(".")[0]) for name in node.names]
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                found.append((room, (node.module or "").split(".")[0]))
            elif isinstance(node, ast.ImportFrom):
                base = parts[: len(parts) - node.level]
                target = (*base, *(node.module or "").split(".")) if node.module else base
                names = [target[0]] if target and target[0] else [name.name for name in node.names]
                found += [(room, name) for name in names if name != room]
    return found


def test_arrows_point_one_way():
    backward = [
        (room, target)
        for room, target in imports()
        if room in ORDER and target in ORDER and ORDER.index(target) > ORDER.index(room)
    ]
    assert backward == []
    rooms = {path.relative_to(PACKAGE).with_suffix("").parts[0] for path in PACKAGE.rglob("*.py")}
    assert rooms - {"__init__", "__main__"} == set(ORDER)


def test_each_outside_library_has_its_owner():
    standard = set(sys.stdlib_module_names) | {""}
    strays = {
        (room, name)
        for room, name in imports()
        if name not in standard | set(ORDER) and room not in OWNERS.get(name, set())
    }
    assert strays == set()


def test_the_author_reference_is_that_of_the_models():
    sys.path.insert(0, str(ROOT / "tests" / "tools"))
    from author_reference import README, updated

    text = README.read_text("utf-8")
    assert updated(text) == text, "run make reference"


def test_every_key_of_the_schema_has_a_meaning():
    from causebook.model.schema import schema

    keys = {
        f"{name}.{key}": value
        for name, definition in schema()["$defs"].items()
        for key, value in definition.get("properties", {}).items()
    }
    assert len(keys) > 50
    assert {key for key, value in keys.items() if not value.get("description")} - {
        "Evidence.symptom",
        "Evidence.often",
    } == set()


def test_templates_are_short():
    long = {
        path.name: len(path.read_text().splitlines())
        for path in (PACKAGE / "render" / "templates").rglob("*.j2")
    }
    assert len(long) > 10
    assert {name: lines for name, lines in long.items() if lines > 110} == {}


@pytest.mark.parametrize("name", ["main.html", "404.html", "sitemap.xml"])
def test_the_starter_shares_the_overrides_of_the_shipped_book(name):
    assert (ROOT / "site_overrides" / name).read_text() == (
        PACKAGE / "cli/starter/book/site_overrides" / name
    ).read_text()


def test_every_command_in_the_readme_exists():
    from causebook.cli.commands import main

    text = (ROOT / "README.md").read_text()
    makefile = (ROOT / "Makefile").read_text()
    commands, targets = (
        set(re.findall(r"causebook ([a-z]+)", text)),
        set(re.findall(r"make ([a-z]+)", text)),
    )
    assert commands
    assert targets
    assert commands - set(main.commands) == set()
    assert targets - set(re.findall(r"^([a-z]+):", makefile, re.M)) == set()


def test_the_shipped_book_is_clean_and_as_large_as_promised():
    from collections import Counter

    from causebook.pipeline import check

    checked = check(ROOT)
    assert [str(finding) for finding in checked.findings] == []
    kinds = Counter(type(entry).__name__ for entry in checked.book.entries())
    least = {"Family": 12, "Cause": 30, "Fix": 25, "Symptom": 60, "Platform": 15, "Scenario": 6}
    assert {kind: kinds[kind] for kind in least if kinds[kind] < least[kind]} == {}
    for section in checked.book.sections:
        for family in section.problem.families:
            assert len(section.causes_of(family)) >= 2, family.id
    assert any(entry.audience == "internal" for entry in checked.book.entries())


def test_the_two_commands_are_what_ci_runs():
    text = (ROOT / ".ci" / "run").read_text()
    assert re.findall(r"^make .*$", text, re.M) == [
        "make test",
        "make site",
        "make proof",
        "make texts",
        "make payloads",
        "make redaction",
        "make reopened",
    ]
    assert subprocess.run(["bash", "-n", ROOT / ".ci" / "run"], check=False).returncode == 0


def test_a_test_that_skips_in_ci_fails(tmp_path):
    """Only what no machine of this kind can do may skip there."""
    shutil.copytree(ROOT / "tests" / "servers", tmp_path / "servers")
    shutil.copy2(ROOT / "tests" / "conftest.py", tmp_path)
    (tmp_path / "test_x.py").write_text(
        "import pytest\n\n\n@pytest.mark.parametrize('reason', ['nginx is not installed', "
        "'root may read everything'])\ndef test_x(reason):\n    pytest.skip(reason)\n"
    )
    for ci, told in (("true", "1 failed, 1 skipped"), ("", "2 skipped")):
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", tmp_path],
            cwd=tmp_path,
            text=True,
            env={**os.environ, "CI": ci, "PYTHONPATH": str(ROOT / "generator")},
            capture_output=True,
            check=False,
        )
        assert told in done.stdout, done.stdout


def test_a_cause_is_called_reproduced_when_a_test_reproduces_it():
    """`proof: reproduced` stands in exactly the causes that tests/test_reproduced.py shows on real servers."""
    source = (ROOT / "tests" / "test_reproduced.py").read_text("utf-8")
    shown = {
        name
        for names in re.findall(r"@causes\(([^)]*)\)", source)
        for name in re.findall(r'"([^"]+)"', names)
    }
    claimed = {
        path.stem
        for path in (ROOT / "causes" / "http-401").glob("*.yml")
        if "\nproof: reproduced\n" in path.read_text("utf-8")
    }
    assert shown
    assert claimed == shown
