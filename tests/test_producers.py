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
def rows():
    book = opened(ROOT, Audience.PUBLIC)
    with Engine(book.knowledge, book.reading) as engine:
        return producers.recognised(
            engine, book.knowledge, producers.texts()["producers"]
        )


def test_what_a_program_prints_is_explained_or_named_as_not_explained(rows):
    unexplained = {
        one["id"] for one, messages, meanings in rows if not messages and not meanings
    }
    assert unexplained == set(producers.texts()["not_yet"])


def test_nine_of_ten_texts_have_a_message_of_their_product_or_say_what_they_mean(rows):
    assert sum(
        bool(messages or meanings) for _, messages, meanings in rows
    ) >= 0.9 * len(rows)


def test_each_text_has_a_source_and_stands_once(rows):
    ids = [one["id"] for one, _, _ in rows]
    assert len(ids) == len(set(ids))
    assert [one["id"] for one, _, _ in rows if not one["source"].strip()] == []
