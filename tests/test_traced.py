"""What a page was made of is known in small parts, so that an edit makes few pages anew."""

from pathlib import Path

import shipped_book
from causebook.book.seen import Seen
from causebook.book.traced import Values
from causebook.model import Audience, Cause, Platform
from small_book import NAMED, book, cause, fix, section, symptom

ROOT = Path(__file__).parents[1]


def test_no_page_of_an_entry_of_the_shipped_book_was_made_of_the_whole_book():
    made = shipped_book.rendered(Audience.PUBLIC)
    made.copies(None)
    pages = made.memory().pages
    assert len(pages) > 500
    assert [
        source for source, page in pages.items() if "book" in page.trace.names
    ] == []


def values(*platforms, **more):
    made = book(
        section([cause("a", **more)], [fix()], [symptom("s")]), platforms=platforms
    )
    return Values(made)


def test_who_reads_the_platforms_is_made_of_them_and_of_nothing_else():
    cups, other = (
        Platform.model_validate({**NAMED, "id": name}) for name in ("cups", "other")
    )
    before = values(cups)
    seen = Seen(before.book)
    assert seen.platforms == (cups,)
    known = before.of_all(seen.names)
    assert values(cups).changed(known) == set()
    assert values(cups, summary="Another it is.").changed(known) == set()
    assert values(cups, other).changed(known) == {"platforms"}


def test_who_reads_one_field_of_an_entry_is_made_of_that_field_alone():
    before = values()
    seen = Seen(before.book)
    entry = seen.entry("a")
    assert isinstance(entry, Cause)
    assert entry.title == before.book.by_id["a"].title
    known = before.of_all(seen.names)
    assert values(summary="Another it is.").changed(known) == set()
    assert values(title="Another").changed(known) == {"field a title"}


def test_who_reads_an_entry_in_a_way_of_its_own_is_made_of_all_of_it():
    before = values()
    seen = Seen(before.book)
    assert (
        seen.entry("a").model_dump_json() == before.book.by_id["a"].model_dump_json()
    )
    assert values(summary="Another it is.").changed(before.of_all(seen.names)) == {
        "whole a"
    }


def test_entries_that_are_the_same_objects_have_the_same_values():
    before, after = values(), values(summary="Another it is.")
    names = {"field a summary", "whole a"}
    known = before.of_all(names)
    assert after.changed(known, before.book) == names
    assert Values(before.book).changed(known, before.book) == set()
