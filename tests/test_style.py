"""The voice of a book: each rule at its place, and nothing but the book's own prose is judged."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from causebook.check.style import (
    _LOG_IN,
    MAX_STEP,
    MAX_WORDS,
    OUTSIDE,
    WORDS,
    wrong_words,
)
from causebook.model.findings import CODES
from causebook.pipeline import unstylish
from causebook.project import check

from tests.test_bad_input import parts, write

CASES = sorted((Path(__file__).parent / "cases" / "style").glob("*.case"))
CAUSE = "causes/does-not-print/out-of-paper.yml"
PACKAGE = Path(__file__).parents[1] / "generator" / "causebook"
OVERRIDES = Path(__file__).parents[1] / "site_overrides"
TABLE = PACKAGE / "check" / "style.py"
MARKUP = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", re.S)
COMMENT = re.compile(r"/\*.*?\*/|(?<![:\\])//[^\n]*", re.S)
LITERAL = re.compile(r"\"((?:[^\"\\\n]|\\.)*)\"|`((?:[^`\\]|\\.)*)`")
SAID = {
    "simply|easily|obviously|of course": ["Simply wait", "of course it is empty"],
    "please note(?: that)?|note that": ["Please note that", "note that it"],
    "in order to": ["in order to print"],
    "utili[sz]e[sd]?": ["utilise it", "was utilized"],
    "anew": ["start anew."],
    "belongs? into": ["it belongs into the tray"],
    "(?:in|at|on|between|behind|before) (?:it|which|them) stands?": [
        "in which stands a word"
    ],
    "stands? (?:in(?! for)|at|on|between|behind|before|there|here|beside|below|above)": [
        "it stands in X"
    ],
    "allows? to": ["which allows to print"],
    "e\\.g\\.|i\\.e\\.|etc\\.|resp\\.": ["e.g. paper", "ink, etc. and", "(i.e. ink)"],
    "in case that": ["in case that it fails"],
    "in place of": ["ink in place of toner"],
    "for ever": ["it waits for ever."],
    "go(?:es)? on \\w+ing": ["it goes on printing", "They go on waiting"],
    "(?:speak|speaks|spoke) of": ["the panel speaks of paper"],
    "(?:lie|lies|lay) (?:\\w+ )?ahead": [
        "its end lies ahead",
        "a date lies far ahead",
    ],
    "likeliest": ["the likeliest tray"],
    "one['’]s own": ["a tray of one's own"],
    "web sites?": ["the web site", "two web sites"],
    "typing errors?": ["a typing error"],
    _LOG_IN: ["you log in to print", "who is logged out, waits", "logging in fails"],
    "informations|softwares|advices|evidences": ["two informations"],
    "the callers?": ["what the caller sends", "The callers wait"],
    "the readers?": ["the reader's paper"],
}


def rewrite(book: Path, path: str, old: str, new: str) -> None:
    text = (book / path).read_text("utf-8")
    assert text.count(old) == 1
    (book / path).write_text(text.replace(old, new), "utf-8")


def said(book: Path, code: str = "E001") -> list[str]:
    return [
        found.message
        for found in unstylish(check(book, claims=False))
        if found.code == code
    ]


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_style(case, book):
    *_, expected = parts(case)
    write(case, book)
    assert [
        str(finding) for finding in sorted(unstylish(check(book, claims=False)))
    ] == expected
    assert expected


def test_every_code_of_style_has_a_case():
    shown = {line.split(": ", 1)[1][:4] for case in CASES for line in parts(case)[2]}
    assert shown == {code for code in CODES if code.startswith("E")}


@pytest.mark.parametrize("word", [word for word, _ in WORDS + OUTSIDE])
def test_each_word_is_found(word, book):
    for text in SAID[word]:
        rewrite(book, CAUSE, "why: |\n", f"why: |\n  {text}\n\n")
        assert len(said(book)) == 1, text
        rewrite(book, CAUSE, f"why: |\n  {text}\n\n", "why: |\n")


@pytest.mark.parametrize(
    "text",
    [
        "It says `simply wait`.",
        "The log has “the caller is simply unknown” in it.",
        "See [the page](https://example.com/in-order-to/simply).",
        "It stands for the whole and the callback is standing by.",
        "Callers and readers wait.",
    ],
)
def test_what_is_quoted_or_only_looks_alike_is_left_alone(text, book):
    rewrite(book, CAUSE, "why: |\n", f"why: |\n  {text}\n\n")
    assert said(book) == []


def test_messages_sources_and_internal_notes_may_speak_otherwise(book):
    more = (
        "message: |\n  Simply tell the reader.\n"
        "sources:\n  - {title: How to simply print, url: https://example.com/}\n"
        "notes:\n  - {audience: internal, text: Ask the caller.}\n"
    )
    rewrite(book, CAUSE, "reviewed:", more + "reviewed:")
    assert said(book) == []


@pytest.mark.parametrize(("count", "found"), [(MAX_WORDS, 0), (MAX_WORDS + 1, 1)])
def test_a_sentence_has_so_many_words_and_no_more(count, found, book):
    rewrite(book, CAUSE, "why: |\n", f"why: |\n  {' '.join(['word'] * count)}.\n\n")
    assert len(said(book, "E005")) == found


@pytest.mark.parametrize(("count", "found"), [(MAX_STEP, 0), (MAX_STEP + 1, 1)])
def test_a_step_has_so_many_words_beside_its_list_and_no_more(count, found, book):
    words = ". ".join(["word"] * count)
    listed = "\n".join(
        f"      - a line of several words, the {n}th" for n in range(20)
    )
    text = f"do: |\n      {words}\n\n{listed}\n"
    rewrite(
        book,
        "causes/does-not-print/fixes/load-paper.yml",
        "do: Fill that tray, and set its guides to the paper.\n",
        text,
    )
    assert len(said(book, "E002")) == found


def strings_of(path: Path) -> Iterator[str]:
    """The texts of a file of the generator that people may read."""
    text = path.read_text("utf-8")
    if path.suffix in (".j2", ".html"):
        yield MARKUP.sub(" ", text)
    elif path.suffix == ".py":
        yield from literals(ast.parse(text))
    else:
        for found in LITERAL.finditer(COMMENT.sub("", text)):
            yield re.sub(r"\$\{[^}]*\}", "x", found[1] or found[2] or "").replace(
                "`", ""
            )


def literals(tree: ast.AST) -> Iterator[str]:
    """The string literals of a module, but for its docstrings."""
    nodes = list(ast.walk(tree))
    told = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in told
        ):
            yield node.value


def own_files() -> list[Path]:
    found = [path for folder in (PACKAGE, OVERRIDES) for path in folder.rglob("*")]
    kinds = {".j2", ".html", ".py", ".mjs", ".js"}
    return sorted(path for path in found if path.suffix in kinds and path != TABLE)


def test_the_generator_says_nothing_that_a_book_may_not():
    said = [
        f"{path.name}: {found[0]!r} in {text.strip()[:80]!r}"
        for path in own_files()
        for text in strings_of(path)
        for found, _ in wrong_words(text, is_outside=path.suffix != ".py")
    ]
    assert said == []


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.md.j2", "{# anew #}<p class='anew'>start {{ anew }} anew</p>", 1),
        (
            "a.mjs",
            '// anew\nexport const A = "start anew, " + b + `${anew} anew`;',
            2,
        ),
        ("a.py", '"""Start anew."""\nA = "start anew"\nB = f"{A} anew"', 2),
    ],
)
def test_of_a_file_only_what_people_read_is_looked_at(name, text, expected, tmp_path):
    (tmp_path / name).write_text(text, "utf-8")
    texts = strings_of(tmp_path / name)
    assert (
        sum(1 for one in texts for _ in wrong_words(one, is_outside=True)) == expected
    )
