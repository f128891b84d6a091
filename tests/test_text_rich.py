"""Every shape that the grammar of rich text allows comes out as its author wrote it, at every place and in the copies."""

from __future__ import annotations

import re
from random import Random

import markdown
import pytest
from causebook.model.rich_text import RichTextError, read_rich
from causebook.render import commonmark
from causebook.render.markup import rich_block
from hypothesis import given, settings
from hypothesis import strategies as st
from random_rich import Author
from rich_book import altered, rich_book
from text_books import (
    Reading,
    as_markdown,
    build,
    inside,
    meaning,
    read_book,
    write_book,
)

pytestmark = pytest.mark.whole  # generated texts through real builds

EXTENSIONS = [
    "admonition",
    "attr_list",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.highlight",
    "pymdownx.superfences",
    "pymdownx.snippets",
    "pymdownx.blocks.details",
    "pymdownx.emoji",
    "pymdownx.magiclink",
    "smarty",
    "def_list",
    "footnotes",
    "abbr",
    "pymdownx.tasklist",
    "pymdownx.smartsymbols",
]
PLACES = {
    "alone": "{}\n",
    "after words": "words\n\n{}\n\nwords\n",
    "in an item": "- {}\n- x\n",
    "behind a number": "1.  {}\n2.  x\n",
    "in a cell": "| a | b |\n|---|---|\n| {} | c |\n",
    "in a quotation": "> {}\n",
    "behind words": "words: {}\n",
    "in a block": "<div>\n{}\n</div>\n",
    "in a deep item": "- x\n\n    - y\n\n        - {}\n",
}
SHAPES = {
    "code first in an item": "- ```\n  <b>x</b>\n\n  y\n  ```\n- z",
    "several blocks in an item": "1. one\n\n   more of one\n2. two\n3. three",
    "a list in a list": "- a\n  - b\n    1. c\n- d",
    "empty lines in code": "```\na\n\n\nb\n```",
    "tabs in code": "```\n\ta\tb\n```",
    "code at the very beginning": "    code\n\n    more\n\ntext",
    "lines of blanks in code": "```\na\n   \nb  \n```",
    "a list that starts at 7": "7. a\n8. b",
    "two lists side by side": "- a\n\n* b",
    "fences in code": "````\n```\n````",
    "an empty item": "-\n- a",
    "code in an item by tabs": "-\tx\n\n\t\tcode",
    "emphasis in words": "a*b*c **d**e",
}


def written(text: str) -> list:
    return meaning(as_markdown(text))


def shown(text: str, place: str = "{}\n") -> list:
    html = markdown.Markdown(extensions=EXTENSIONS).convert(
        place.format(rich_block(text, lambda name: f"../{name}/"))
    )
    return meaning(next(inside(Reading(html).events, "div", class_="kb-rich")))


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_is_shown_as_it_was_written(shape):
    assert shown(SHAPES[shape]) == written(SHAPES[shape])
    assert meaning(as_markdown(commonmark.rich(SHAPES[shape], str))) == written(
        SHAPES[shape]
    )


@settings(max_examples=150, deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from(sorted(PLACES)))
def test_no_place_and_no_extension_changes_a_random_rich_text(chance, place):
    text = Author(chance).text()
    try:
        read_rich(text)
    except RichTextError:
        return
    assert shown(text, PLACES[place]) == written(text)


@settings(max_examples=150, deadline=None)
@given(st.randoms(use_true_random=False))
def test_a_copy_says_the_same_as_its_source(chance):
    text = Author(chance).text()
    try:
        read_rich(text)
    except RichTextError:
        return
    copy = str(commonmark.rich(text, lambda name: f"../{name}.md"))
    assert meaning(as_markdown(copy)) == written(text)
    below = "1. " + commonmark.below(copy, "1. ")
    assert meaning(as_markdown(below), paragraphs=False)[2:-2] == meaning(
        as_markdown(text), paragraphs=False
    )


@settings(max_examples=300, deadline=None)
@given(
    st.text(
        st.sampled_from(list("ab1 -_*`[](){}<>#+.!|~&=\\\"'"))
        | st.characters(exclude_categories=("C", "Z")),
        min_size=1,
    )
)
def test_plain_text_and_code_in_a_copy_say_what_they_said(text):
    if text.strip():
        seen = Reading(
            re.sub(
                r"\n",
                "",
                "".join(
                    str(event[1])
                    for event in as_markdown(f"x {commonmark.plain(text)}\n")
                    if event[0] == "text"
                ),
            )
        ).events
        assert seen is not None
        assert "".join(
            e[1]
            for e in meaning(as_markdown(f"{commonmark.plain(text)}\n"))
            if e[0] == "text"
        ) == " ".join(text.split())
        assert (
            next(
                e[1]
                for e in as_markdown(f"{commonmark.code(text)}\n")
                if e[0] == "text"
            )
            == text
        )
        assert "".join(
            e[1]
            for e in as_markdown(f"# {commonmark.plain(text)}\n")
            if e[0] == "text"
        ).strip() == " ".join(text.split())


def test_a_quick_look_at_plain_words_reads_them_as_the_reader_does():
    assert read_rich("Just words, (nothing) else.") == read_rich(
        "Just words, (nothing) else.\n"
    )
    assert [child.kind for child in read_rich("    code").children] == ["code_block"]
    assert [child.kind for child in read_rich("1. a").children] == ["ordered_list"]


def test_a_definition_that_would_vanish_is_refused():
    with pytest.raises(RichTextError, match="link definition") as caught:
        read_rich("words\n\n[note]: https://example.org/")
    assert caught.value.line == 2


def test_random_rich_texts_in_every_field_of_a_built_book_are_unaltered(tmp_path):
    book = rich_book(Random(401), 120)
    folder = write_book(tmp_path / "book", book.files)
    site = build(folder, read_book(folder))
    assert {place for _, place, _ in book.placed} == {
        "note",
        "block",
        "look-alike",
        "step",
        "verify",
        "undo",
        "way",
    }
    assert altered(book, site) == []
