"""Files, functions and lines stay short enough to be read: the figures of the house style.

The functions of scripts are held by ESLint, the complexity of both languages by their linters.
"""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = (ROOT / "generator", ROOT / "causes" / "reading")
MOST_LINES, MOST_OF_A_FUNCTION, MOST_COLUMNS = 250, 40, 100
WHOLE = {"generator/causebook/diagnosis/contract.d.ts"}
"""What is one document, read from top to bottom by whoever writes a reading module."""
GIVEN = {"cli/exits.py": "click: what a group of commands is run with, and returns"}
"""Where a value has no better type than `Any`, and the library that gives it."""


def named(path):
    return path.relative_to(ROOT).as_posix()


def source_files(*suffixes):
    return sorted(
        path
        for folder in FOLDERS
        for path in folder.rglob("*")
        if path.suffix in suffixes and "node_modules" not in path.parts
    )


PYTHON, SCRIPTS = source_files(".py"), source_files(".mjs", ".js", ".ts")


def docstrings(tree):
    """The numbers of the lines that docstrings take."""
    texts = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    ]
    return {n for text in texts for n in range(text.lineno, text.end_lineno + 1)}


def code_lines(path):
    """The lines that hold code: neither blank nor comment nor docstring."""
    text = path.read_text("utf-8")
    told = docstrings(ast.parse(text)) if path.suffix == ".py" else set()
    comment = ("#",) if path.suffix == ".py" else ("//", "/*", "*")
    return [
        n
        for n, line in enumerate(text.splitlines(), 1)
        if line.strip() and not line.strip().startswith(comment) and n not in told
    ]


def functions(path):
    """Each function with the number of its lines that are no docstring."""
    tree = ast.parse(path.read_text("utf-8"))
    told = docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = set(range(node.lineno, node.end_lineno + 1))
            yield node.name, len(lines - told)


def test_no_file_is_longer_than_one_can_keep_in_mind():
    sizes = {named(path): len(code_lines(path)) for path in [*PYTHON, *SCRIPTS]}
    assert len(sizes) > 400
    assert {name for name, size in sizes.items() if size > MOST_LINES} == WHOLE


def test_no_function_is_longer_than_one_can_see():
    found = [
        (named(path), *function) for path in PYTHON for function in functions(path)
    ]
    assert len(found) > 1500
    assert [one for one in found if one[2] > MOST_OF_A_FUNCTION] == []


@pytest.mark.parametrize("files", [PYTHON, SCRIPTS], ids=["Python", "scripts"])
def test_no_line_is_wider_than_the_page(files):
    assert [
        f"{named(path)}:{n}"
        for path in files
        for n, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if len(line) > MOST_COLUMNS
    ] == []


def test_any_stands_only_where_a_library_gives_it():
    package = ROOT / "generator" / "causebook"
    found = {
        path.relative_to(package).as_posix()
        for path in PYTHON
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Name) and node.id == "Any"
    }
    assert found == set(GIVEN)
    contract = (package / "diagnosis" / "contract.d.ts").read_text("utf-8")
    code = re.sub(r"/\*.*?\*/|//[^\n]*", "", contract, flags=re.S)
    assert re.findall(r"\bany\b", code) == []
