"""What the search finds in the shipped book, and how its index is made."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from causebook.book.audience import for_audience
from causebook.cli.starters import new_book
from causebook.load.content import Content, Written
from causebook.model import Audience
from causebook.project import check
from causebook.search import cutting
from causebook.search.cutting import words_of
from causebook.search.files import ROOM, files, index_of, parts
from causebook.search.index import MOST, in_order, index, texts_of
from causebook.search.records import KINDS, Record, records

ROOT = Path(__file__).parents[1]
CALL = re.compile(r"causebookSearchPart\((.*)\);\n", re.S)


def tool():
    """`tests/tools/search.py` as a module."""
    spec = importlib.util.spec_from_file_location(
        "search_tool", ROOT / "tests/tools/search.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    """The tool, the shipped book, and a folder with its index."""
    made = tool()
    book, content = made.shipped()
    folder = tmp_path_factory.mktemp("index")
    sizes = made.write(list(records(book, content)), folder)
    return made, book, folder, sizes


@pytest.mark.skipif(not shutil.which("node"), reason="needs node")
@pytest.mark.parametrize("way", tool().WAYS)
def test_messages_of_the_book_find_a_right_page_however_they_are_pasted(shipped, way):
    made, book, folder, _ = shipped
    rows = list(made.messages(book))[::3]
    wrong = made.wrong(
        [(made.WAYS[way](text), right) for text, _, right in rows], folder
    )
    assert len(wrong) <= 0.03 * len(rows), wrong


@pytest.mark.skipif(not shutil.which("node"), reason="needs node")
@pytest.mark.parametrize(
    ("cases", "floor"),
    [
        ("own_words", 0.95),
        ("in_haste", 0.85),
        ("in_haste_again", 0.9),
        ("short", 1),
        ("lines", 1),
    ],
)
def test_what_people_type_finds_a_page_that_helps(shipped, cases, floor):
    made, book, folder, _ = shipped
    rows = made.queries(book)[cases]
    wrong = made.wrong(rows, folder)
    assert len(wrong) <= (1 - floor) * len(rows), wrong


def test_every_page_that_a_query_wants_is_one_of_the_book(shipped):
    made, book, _, _ = shipped
    known = {record.address for record in records(book, made.shipped()[1])}
    told = yaml.safe_load(made.QUERIES.read_text("utf-8"))
    assert sum(len(cases) for cases in told.values()) >= 97
    for rows in made.queries(book).values():
        assert [query for query, right in rows if not right <= known] == []


@pytest.mark.skipif(not shutil.which("node"), reason="needs node")
def test_no_list_and_no_page_for_authors_is_first(shipped):
    made, book, folder, _ = shipped
    _, content = made.shipped()
    asides = {r.address for r in records(book, content) if r.kind in {"hub", "aside"}}
    queries = [r.title for r in records(book, content) if r.address in asides]
    firsts = [answer["addresses"][0] for answer in made.ask(folder, queries)]
    title = {r.address: r.title for r in records(book, content)}
    pairs = zip(queries, firsts, strict=True)
    lost = [one for query, one in pairs if one in asides and title[one] != query]
    assert lost == [], "only who asks for such a page by its very name gets it first"


@pytest.mark.skipif(not shutil.which("node"), reason="needs node")
def test_what_is_called_exactly_so_comes_first(shipped):
    made, book, folder, _ = shipped
    found = list(records(book, made.shipped()[1]))
    of = {record.address: record for record in found}
    names = [one.title for one in found if one.kind not in {"hub", "aside"}]
    firsts = [of[answer["addresses"][0]] for answer in made.ask(folder, names)]
    other = [
        name for name, first in zip(names, firsts, strict=True) if first.title != name
    ]
    assert len(other) <= 0.005 * len(names), other


@pytest.mark.skipif(not shutil.which("node"), reason="needs node")
def test_a_message_finds_first_who_has_that_very_line(shipped):
    made, book, folder, _ = shipped
    of = {record.address: record for record in records(book, made.shipped()[1])}
    lines = [text for text, _, _ in made.messages(book)]
    firsts = [of[answer["addresses"][0]] for answer in made.ask(folder, lines)]
    cut = words_of(
        [*lines, *(text for one in of.values() for text in (one.title, *one.lines))]
    )
    other = [
        (line, first.title)
        for line, first in zip(lines, firsts, strict=True)
        if not any(
            set(cut[line]) == set(cut[text]) for text in (first.title, *first.lines)
        )
    ]
    assert len(other) <= 0.01 * len(lines), other


SAME = [
    ("whitelist", [["allow list", "whitelist"]], True),
    ("whitelist", [["list of those allowed", "whitelist"]], False),
    ("allow list", [["allow list", "whitelist"]], True),
    ("whitelist", [], False),
]


@pytest.mark.parametrize(("asked", "synonyms", "is_found"), SAME)
def test_a_page_is_found_by_words_that_mean_the_same(asked, synonyms, is_found):
    page = Record(
        "cause", "a/", "Your address is not on the allow list", "Ask for it."
    )
    held = {
        word
        for name, part in index_of([page], synonyms).parts.items()
        if name[0] == "w"
        for word in part
    }
    assert (set(words_of([asked])[asked]) <= held) is is_found


@pytest.fixture(scope="module")
def printers(tmp_path_factory):
    """The starter book and its pages."""
    folder = tmp_path_factory.mktemp("printers") / "book"
    new_book(folder)
    return check(folder)


def test_every_public_page_is_found_and_no_internal_one(printers):
    for audience in Audience:
        book = for_audience(printers.book, audience)
        content = printers.content.for_audience(audience)
        found = {record.title for record in records(book, content)}
        assert {entry.title for entry in book.entries()} <= found
        assert {page.title for page in content.pages} <= found
    public = for_audience(printers.book, Audience.PUBLIC)
    hidden = {
        page.title
        for page in printers.content.pages
        if page.audience is Audience.INTERNAL
    }
    said = "".join(
        map(
            str,
            files(public, printers.content.for_audience(Audience.PUBLIC)).values(),
        )
    )
    assert hidden
    assert [title for title in hidden if json.dumps(title) in said] == []


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ({}, "page"),
        ({"exclude": "true"}, None),
        ({"exclude": True}, None),
        ({"boost": "0.5"}, "aside"),
        ({"boost": "2"}, "page"),
        ("x", "page"),
    ],
)
def test_front_matter_says_what_a_page_is_worth(printers, asked, kind):
    page = Written(
        "a.md", "A zebra", "It says", "Text", Audience.PUBLIC, {"search": asked}
    )
    book = for_audience(printers.book, Audience.PUBLIC)
    kinds = [r.kind for r in records(book, Content((page,))) if r.title == "A zebra"]
    assert kinds == ([kind] if kind else [])


def test_each_part_is_a_script_that_says_what_it_is(printers):
    book = for_audience(printers.book, Audience.PUBLIC)
    made = parts(book, printers.content.for_audience(Audience.PUBLIC))
    told = {}
    for path, script in made.items():
        name, edition, value = json.loads(f"[{CALL.fullmatch(script)[1]}]")
        assert path == f"{ROOM}/{name}.js"
        told[name] = (edition, value)
    contents = told["index"][1]
    wanted = [(f"w{n}", edition) for n, (_, edition) in enumerate(contents["words"])]
    wanted += [(f"p{n}", edition) for n, edition in enumerate(contents["pages"])]
    assert {
        name: edition for name, (edition, _) in told.items() if name != "index"
    } == dict(wanted)
    for n, (first, _) in enumerate(contents["words"]):
        assert (
            min(told[f"w{n}"][1], key=lambda word: word.encode("utf-16-be")) == first
        )


RECORDS = [
    Record(
        kind.name,
        f"{n}/{kind.name}/",
        f"Title {n}",
        f"Says word{n} and paper",
        lines=("a line",),
    )
    for n in range(9)
    for kind in KINDS
]


def made_of(some):
    ordered = in_order(some)
    return index(ordered, words_of(text for one in ordered for text in texts_of(one)))


def test_the_index_is_the_same_in_whatever_order_records_come():
    assert made_of(RECORDS) == made_of(RECORDS[::-1])


def test_an_edit_leaves_the_texts_of_other_pages_alone():
    changed = [replace(RECORDS[0], summary="Says something else"), *RECORDS[1:]]
    before, after = made_of(RECORDS).parts, made_of(changed).parts
    assert [
        name for name in before if name[0] == "p" and before[name] != after[name]
    ] == ["p0"]


def test_one_edit_costs_one_text(monkeypatch):
    made_of(RECORDS)
    cut: list[list[str]] = []
    own = cutting._cut
    monkeypatch.setattr(
        cutting, "_cut", lambda texts: (cut.append(texts), own(texts))[1]
    )
    made_of([replace(RECORDS[0], summary="Says zebra", words=""), *RECORDS[1:]])
    assert cut == [["Says zebra "]]


def test_of_a_word_that_is_everywhere_only_so_many_places_are_kept():
    many = [
        Record("cause", f"{n}/", "Paper" if n % 2 else "The paper of it", "x")
        for n in range(2000)
    ]
    words = {
        k: v
        for name, part in made_of(many).parts.items()
        if name[0] == "w"
        for k, v in part.items()
    }
    assert len(words["pap" if "pap" in words else "paper"]) == MOST


@pytest.mark.skipif(not shutil.which("node"), reason="needs node")
def test_what_a_reader_loads_stays_small_however_large_the_book(shipped, tmp_path):
    made, book, folder, sizes = shipped
    _, content = made.shipped()
    asked = [
        made.first_lines(made.WAYS["in a line of a log"](t))
        for t, _, _ in made.messages(book)
    ][::8]
    small = max(made.kilobytes(made.ask(folder, asked), sizes))
    more = made.write(made.copies(list(records(book, content)), 9), tmp_path)
    large = max(made.kilobytes(made.ask(tmp_path, asked), more))
    assert small <= 250
    assert large <= 350
