"""What the diagnosis page loads later is no part of what it comes with, and with it the whole."""

import json
import re
from itertools import pairwise
from typing import Any

import pytest
import small_book
from causebook.diagnosis.files import pages
from causebook.diagnosis.later import KEYS, scripts, split
from causebook.model import Audience
from causebook.render import Options

HANDED = re.compile(r"\(self\.causebookLater\?\?=\[\]\)\.push\((\[.*\])\);\n", re.S)
TEXT = "Something that is said later. " * 9


def fix(name: str) -> dict[str, Any]:
    """A fix with two steps."""
    steps = [
        {
            "id": step,
            "html": TEXT + step,
            "commands": [{"platform": None, "run": name}],
        }
        for step in ("one", "two")
    ]
    return {"id": name, "title": name, "steps": steps, "verify": TEXT, "undo": None}


def cause(name: str, family: str, *fixes: str) -> dict[str, Any]:
    """A cause that is taken for another."""
    alike = {"cause": "other", "difference": TEXT, "symptom": None}
    return {
        "id": name,
        "family": family,
        "fixes": list(fixes),
        "summary": TEXT,
        "lookAlikes": [alike],
        "message": TEXT,
    }


KNOWN: Any = {
    "families": [{"id": "first"}, {"id": "second"}],
    "causes": [
        cause("a", "second", "shared", "own"),
        cause("b", "first", "shared"),
        cause("c", "second"),
    ],
    "fixes": [fix("own"), fix("shared"), fix("unused")],
    "scenarios": [{"id": "shown", "paste": TEXT, "cause": "a"}],
    "symptoms": [
        {"id": "plain", "title": TEXT},
        {
            "id": "told",
            "title": TEXT,
            "firstStep": {"html": TEXT, "commands": [TEXT]},
        },
    ],
}


def brought(script: str) -> tuple[int, dict[str, list[dict[str, Any]]]]:
    """The number of a file, and what it brings."""
    number, entries = json.loads(HANDED.fullmatch(script)[1])
    return number, entries


@pytest.mark.parametrize("most", [1, 900, 100_000])
def test_what_comes_later_makes_the_page_whole_again(most: int) -> None:
    short, files = split(KNOWN, most)
    for name in KEYS:
        said = {e["at"]: e for pieces in files for n, e in pieces if n == name}
        whole = [e | said[at] | {"at": at} for at, e in enumerate(short[name])]
        assert whole == [e | {"at": at} for at, e in enumerate(KNOWN[name])]
    assert "later. " not in json.dumps(short)


def test_a_file_is_as_long_as_it_may_be_and_no_longer() -> None:
    most = 2_500
    _, files = split(KNOWN, most)
    sizes = [
        [len(json.dumps(entry, ensure_ascii=False)) for _, entry in pieces]
        for pieces in files
    ]
    assert len(sizes) > 1
    assert all(sum(own) <= most for own in sizes)
    pairs = pairwise(sizes)
    assert all(sum(own) + after[0] > most for own, after in pairs)


@pytest.mark.parametrize("most", [1, 900, 100_000])
def test_the_page_knows_in_which_file_each_entry_is(most: int) -> None:
    short, files = split(KNOWN, most)
    found = dict(brought(text) for text in scripts(files).values())
    for name in KEYS:
        for at, number in enumerate(short["later"][name]):
            assert at in [own["at"] for own in found[number][name]]


def test_each_entry_is_in_one_file_and_a_cause_with_its_fixes_by_family() -> None:
    _, files = split(KNOWN, 1)
    assert [(name, KNOWN[name][entry["at"]]["id"]) for [(name, entry)] in files] == [
        ("symptoms", "plain"),
        ("symptoms", "told"),
        ("causes", "b"),
        ("fixes", "shared"),
        ("causes", "a"),
        ("fixes", "own"),
        ("causes", "c"),
        ("fixes", "unused"),
        ("scenarios", "shown"),
    ]


def test_a_step_is_there_at_once_and_says_nothing_yet() -> None:
    short, _ = split(KNOWN)
    own = short["fixes"][0]
    assert own["steps"][0] == {"id": "one", "html": "", "commands": []}
    assert (own["title"], own["verify"]) == ("own", "")


def test_a_symptom_is_called_by_its_id_until_its_title_comes() -> None:
    short, _ = split(KNOWN)
    assert short["symptoms"] == [
        {"id": "plain", "title": "plain"},
        {"id": "told", "title": "told", "firstStep": {"html": "", "commands": []}},
    ]


def page() -> str:
    """The page of a book with one cause and one fix."""
    shown = [small_book.cause("queue")], [small_book.fix()], [small_book.symptom()]
    made = pages(
        small_book.book(small_book.section(*shown)), None, Options(Audience.PUBLIC)
    )
    return str(made["diagnose/index.html"])


def test_a_small_book_loads_its_one_file_with_the_page_before_the_page_starts() -> (
    None
):
    html = page()
    assert re.findall(r'src="\.\./assets/causebook/(diagnose[^"]*)"', html) == [
        "diagnose-0.js",
        "diagnose-redact.js",
        "diagnose.js",
    ]


def test_the_page_of_a_large_book_names_none_of_its_files(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(split, "__defaults__", (1,))
    html = page()
    assert re.findall(r"diagnose-\w+\.js", html) == []
