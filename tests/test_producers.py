"""What programs are known to print with a 401 is recognised, or named as not explained, with why."""

import sys
from pathlib import Path

import pytest
from causebook.diagnosis.headless import Engine
from causebook.model import Audience
from causebook.pipeline import opened

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "tools"))

import producers  # noqa: E402 - it lies beside the tests


@pytest.fixture(scope="module")
def book():
    return opened(ROOT, Audience.PUBLIC)


@pytest.fixture(scope="module")
def rows(book):
    with Engine(book.knowledge, book.reading) as engine:
        return producers.recognised(
            engine, book.knowledge, producers.texts()["producers"]
        )


def test_what_a_program_prints_is_explained_or_named_as_not_explained(rows):
    unexplained = {row.producer["id"] for row in rows if not row.entries}
    assert unexplained == set(producers.texts()["not_yet"])


def test_nine_of_ten_texts_have_a_message_of_their_product_or_say_what_they_mean(
    rows,
):
    assert sum(bool(row.entries) for row in rows) >= 0.9 * len(rows)


def test_each_text_has_a_source_and_stands_once(rows):
    ids = [row.producer["id"] for row in rows]
    assert len(ids) == len(set(ids))
    assert [one for one in rows if not one.producer["source"].strip()] == []


def test_the_page_is_what_the_diagnosis_says_now(book, rows):
    """`python tests/tools/producers.py --page` writes it again."""
    written = producers.page(book, rows, producers.texts())
    assert written == producers.PAGE.read_text("utf-8")


def test_what_nobody_checked_is_not_on_the_page(rows):
    page = producers.PAGE.read_text("utf-8")
    shown = sum(row.producer["by"] in producers.SEEN for row in rows)
    assert shown < len(rows)
    assert page.count("\n- ") == shown


def test_each_program_is_of_one_kind(rows):
    listed = [one for own in producers.texts()["kinds"].values() for one in own]
    assert sorted(listed) == sorted({row.producer["product"] for row in rows})
