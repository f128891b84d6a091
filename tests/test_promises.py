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
    "strings",
    "model",
    "load",
    "book",
    "check",
    "render",
    "search",
    "checklist",
    "diagnosis",
    "project",
    "site",
    "pipeline",
    "plugin",
    "cli",
]
OWNERS = {
    "babel": {"strings"},
    "yaml": {"load", "render"},
    "pydantic": {"model", "load"},
    "pydantic_core": {"model", "load"},
    "jinja2": {"render"},
    "mkdocs": {"site", "plugin"},
    "click": {"cli"},
    "re2": {"check", "site"},
    "markdown_it": {"model", "load", "render", "site"},
    "markdown": {"load"},
    "markupsafe": {"render", "diagnosis"},
    "minify": {"render"},
    "filelock": {"site"},
    "watchdog": {"site"},
    "py_mini_racer": {"check"},
    "sklearn": {"diagnosis"},
    "scipy": {"diagnosis"},
    "numpy": {"diagnosis"},
    "threadpoolctl": {"diagnosis"},
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
                target = (
                    (*base, *(node.module or "").split(".")) if node.module else base
                )
                names = (
                    [target[0]]
                    if target and target[0]
                    else [name.name for name in node.names]
                )
                found += [(room, name) for name in names if name != room]
    return found


def test_arrows_point_one_way():
    backward = [
        (room, target)
        for room, target in imports()
        if room in ORDER
        and target in ORDER
        and ORDER.index(target) > ORDER.index(room)
    ]
    assert backward == []
    rooms = {
        path.relative_to(PACKAGE).with_suffix("").parts[0]
        for path in PACKAGE.rglob("*.py")
    }
    assert rooms - {"__init__", "__main__"} == set(ORDER)


ARCHITECTURE = ROOT / "docs" / "architecture.md"


def test_the_page_of_the_architecture_has_the_rooms_in_their_order():
    table = re.findall(r"^\| `(\w+)` \|", ARCHITECTURE.read_text("utf-8"), re.M)
    assert sorted(table[:2]) == sorted(ORDER[-2:])  # the two faces stand side by side
    assert table[2:] == ORDER[-3::-1]


def test_every_name_on_the_page_of_the_architecture_is_in_the_code():
    text = ARCHITECTURE.read_text("utf-8")
    paths = re.findall(r"`((?:[\w-]+/)+[\w.-]+\.[\w.]+|plugin\.py)`", text)
    assert len(paths) > 25
    assert [
        path
        for path in paths
        if not any((at / path).exists() for at in (PACKAGE, ROOT))
    ] == []
    code = "".join(path.read_text("utf-8") for path in PACKAGE.rglob("*.py"))
    functions = set(re.findall(r"`(\w+)\(\)`", text))
    assert len(functions) > 15
    assert {name for name in functions if f"def {name}(" not in code} == set()


@pytest.mark.parametrize(
    "path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.stem
)
def test_every_module_says_in_its_first_line_why_it_exists(path):
    first, _, rest = (ast.get_docstring(ast.parse(path.read_text())) or "").partition(
        "\n"
    )
    assert len(first.split()) > 5
    assert first.endswith((".", ":"))
    assert not rest or rest.startswith("\n"), "the first line is a whole sentence"


@pytest.mark.parametrize(
    "path",
    sorted(path for path in PACKAGE.rglob("*") if path.suffix in {".mjs", ".js"}),
    ids=lambda path: path.name,
)
def test_every_script_says_in_its_first_line_why_it_exists(path):
    first = path.read_text("utf-8").partition("\n")[0]
    assert first.startswith("// ")
    assert len(first.split()) > 5


def test_every_room_has_a_module_that_says_what_it_holds():
    rooms = [room for room in ORDER if (PACKAGE / room).is_dir()]
    assert len(rooms) > 5
    assert [
        room for room in rooms if not (PACKAGE / room / "__init__.py").exists()
    ] == []
    strays = [path.name for path in PACKAGE.glob("*.py") if path.stem not in ORDER]
    assert sorted(strays) == ["__init__.py", "__main__.py"]


def test_each_outside_library_has_its_owner():
    standard = set(sys.stdlib_module_names) | {""}
    strays = {
        (room, name)
        for room, name in imports()
        if name not in standard | set(ORDER) and room not in OWNERS.get(name, set())
    }
    assert strays == set()


def test_the_author_reference_is_that_of_the_models():
    from causebook.model.author_reference import updated

    text = (ROOT / "causes" / "README.md").read_text("utf-8")
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


BLOCK = ("{% block", "{% endblock")


def test_templates_are_short():
    long = {
        path.name: sum(
            not line.startswith(BLOCK) for line in path.read_text().splitlines()
        )
        for path in (PACKAGE / "render" / "templates").rglob("*.j2")
    }
    assert len(long) > 10
    assert {name: lines for name, lines in long.items() if lines > 110} == {}


OVERRIDES = sorted(
    path.relative_to(ROOT / "site_overrides").as_posix()
    for path in (ROOT / "site_overrides").rglob("*")
    if path.is_file()
)


@pytest.mark.parametrize("name", OVERRIDES)
def test_the_starter_shares_the_overrides_of_the_shipped_book(name):
    assert (ROOT / "site_overrides" / name).read_text() == (
        PACKAGE / "cli/starter/book/site_overrides" / name
    ).read_text()


def test_every_command_in_the_manual_exists():
    from causebook.cli.commands import main

    pages = [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").glob("*.md"),
        *ROOT.glob(".pre-commit-*.yaml"),
    ]
    text = "".join(page.read_text("utf-8") for page in pages)
    makefile = (ROOT / "Makefile").read_text()
    commands, targets = (
        set(re.findall(r"(?:`|^|&& |: )causebook ([a-z]+)", text, re.M)),
        set(re.findall(r"(?:`|^|: )make ([a-z]+)", text, re.M)),
    )
    assert commands
    assert targets
    assert commands - set(main.commands) == set()
    assert targets - set(re.findall(r"^([a-z]+):", makefile, re.M)) == set()


def test_the_shipped_book_is_clean_and_as_large_as_promised():
    from collections import Counter

    from causebook.project import check

    checked = check(ROOT)
    assert [str(finding) for finding in checked.findings] == []
    kinds = Counter(type(entry).__name__ for entry in checked.book.entries())
    least = {
        "Family": 12,
        "Cause": 30,
        "Fix": 25,
        "Symptom": 60,
        "Platform": 15,
        "Scenario": 6,
    }
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
        "make whole",
        "make proof",
        "make texts",
        "make payloads",
        "make redaction",
        "make reopened",
        "make edits",
    ]
    assert (
        subprocess.run(["bash", "-n", ROOT / ".ci" / "run"], check=False).returncode
        == 0
    )


def test_the_public_workflow_runs_what_ci_runs_and_nothing_of_others_but_by_major_version():
    import yaml

    text = (ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8")
    [job] = yaml.safe_load(text)["jobs"].values()
    assert [step["run"] for step in job["steps"] if "run" in step][1:] == [".ci/run"]
    used = [step["uses"] for step in job["steps"] if "uses" in step]
    assert used
    assert all(re.fullmatch(r"actions/[\w-]+@v\d+", name) for name in used)


def test_a_test_that_skips_in_ci_fails(tmp_path):
    """Only what no machine of this kind can do may skip there."""
    shutil.copytree(ROOT / "tests" / "servers", tmp_path / "servers")
    for name in ("conftest.py", "loaded.py"):
        shutil.copy2(ROOT / "tests" / name, tmp_path)
    (tmp_path / "test_x.py").write_text(
        "import pytest\n\n\n@pytest.mark.parametrize('reason', ['nginx is not installed', "
        "'root may read everything'])\ndef test_x(reason):\n    pytest.skip(reason)\n"
    )
    for ci, told in (("true", "1 failed, 1 skipped"), ("", "2 skipped")):
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "pytest",
                "-q",
                "-p",
                "no:cacheprovider",
                tmp_path,
            ],
            cwd=tmp_path,
            text=True,
            env={**os.environ, "CI": ci, "PYTHONPATH": str(ROOT / "generator")},
            capture_output=True,
            check=False,
        )
        assert told in done.stdout, done.stdout


def test_what_is_reproduced_is_not_judged_by_a_program_of_the_tests():
    """Programs that the reproductions write never make a 401 themselves."""
    made = re.compile(
        r"return 401|status\(401|code=401|status_code=401|HTTPException|=401|abort\("
    )
    folder = ROOT / "tests" / "reproduce"
    sources = [*folder.glob("with_*.py"), folder / "django_api.py"]
    assert [
        path.name for path in sources if made.search(path.read_text("utf-8"))
    ] == []
