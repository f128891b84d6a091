"""What stands around every page: the foot, what readers may tell, and what a publisher says of it."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from causebook.book.book import Book
from causebook.check.frame import check_frame
from causebook.load.configuration import read
from causebook.load.content import Content
from causebook.model import Audience
from causebook.render import Contact, Frame
from causebook.render.frame import Subject, feedback, filled
from causebook.site.header import header_of
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.config import load_config
from small_book import ABOUT

BOOK = Book(ABOUT.model_copy(update={"id": "printers"}))
PAGE = Subject("A “title” & <more>", "problem/fixes/load.md", "load", "541f0121")
TEXT = """\
Page: A “title” & <more>
Address: https://example.org/help/problem/fixes/load/
Id: load, version 541f0121
Book: printers

What was wrong, or what helped:
"""


def asked(frame):
    return feedback(frame, PAGE, BOOK, "https://example.org/help/")


def test_without_a_form_a_reader_copies_lines_that_name_page_version_and_book():
    assert asked(Frame()) == {"text": TEXT}


def test_a_site_that_asks_nothing_shows_nothing():
    assert asked(Frame(is_silent=True, source="https://github.com/you/book")) == {}


FORMS = {
    "https://github.com/you/book": ("title", "body"),
    "https://github.com/you/book/": ("title", "body"),
    "https://codeberg.org/you/book": ("title", "body"),
    "https://gitlab.example.org/you/book": ("issue[title]", "issue[description]"),
}


@pytest.mark.parametrize("source", FORMS)
def test_a_repository_takes_issues_where_its_software_has_them(source):
    title, body = FORMS[source]
    for key, word in {"helped": "It helped", "wrong": "Something is wrong"}.items():
        address = asked(Frame(source=source))[key]
        assert urlsplit(address).path.endswith("/issues/new")
        told = parse_qs(urlsplit(address).query, strict_parsing=True)
        assert told == {title: [f"{word}: {PAGE.title}"], body: [TEXT]}


def test_a_repository_of_unknown_software_gives_no_form():
    assert asked(Frame(source="https://git.example.org/book")) == {"text": TEXT}


def test_a_form_that_is_given_wins_over_the_repository():
    frame = Frame(
        "https://t.example.org/?s={text}", source="https://github.com/you/book"
    )
    assert asked(frame)["wrong"].startswith("https://t.example.org/?s=Page%3A")


@given(st.text(), st.text())
def test_no_title_and_no_text_leave_their_place_in_the_address(title, text):
    address = filled("https://t.example.org/?a={title}&b={text}&c=1", title, text)
    told = parse_qs(
        urlsplit(address).query, keep_blank_values=True, strict_parsing=True
    )
    assert told == {"a": [title], "b": [text], "c": ["1"]}


def test_lines_of_a_mail_end_as_mail_wants_it():
    assert filled("mailto:a@b.org?body={text}", "", "a\nb").endswith("body=a%0D%0Ab")


# What a publisher says

WRONG = {
    "feedback: {a: b}": "`feedback` is no address",
    "feedback: javascript:alert(1)//{text}": "is no address of http",
    "feedback: /issues?b={text}": "is no address of http",
    "feedback: https://example.org/": "no place for what a reader tells",
    'feedback: "false"': "is no address of http",
    "contact: a desk": "not a title with an address",
    "contact: {title: A desk}": "no “url”",
    "contact: {url: 'https://example.org/'}": "no “title”",
    "contact: {title: A desk, url: 'javascript:x'}": "is no address of http",
    "picture: a.png": "no picture “a.png” (did you mean “b.png”?)",
    "picture: b.txt": "no picture “b.txt”",
    "picture: [a]": "",
    "picture: {a: b}": "no picture “…”",
}
RIGHT = (
    "feedback: false",
    "feedback: mailto:docs@example.org?subject={title}&body={text}",
    "feedback: !ENV [FORM, '']",
    "contact: {title: A desk, url: 'mailto:desk@example.org'}",
    "contact: {title: A desk, url: !ENV [DESK, '']}",
    "picture: b.png",
    "audience: public",
)


def judged(folder: Path, line: str) -> list[str]:
    (folder / "mkdocs.yml").write_text(f"site_name: x\nextra:\n  {line}\n", "utf-8")
    content = Content(assets=(("b.png", folder), ("b.txt", folder)))
    said = read(folder / "mkdocs.yml")
    return [
        str(finding) for finding in check_frame([(Audience.PUBLIC, said)], content)
    ]


@pytest.mark.parametrize("line", WRONG)
def test_what_the_foot_cannot_show_is_found_at_its_line(line, tmp_path):
    found = judged(tmp_path, line)
    assert len(found) == bool(WRONG[line])
    for finding in found:
        assert re.match(r"mkdocs\.yml:3:\d+: M005 ", finding)
        assert WRONG[line] in finding


@pytest.mark.parametrize("line", RIGHT)
def test_what_the_foot_can_show_is_no_finding(line, tmp_path):
    assert judged(tmp_path, line) == []


def test_a_picture_that_is_internal_is_none_for_the_public(tmp_path):
    content = Content(assets=(("b.png", tmp_path),), secret=frozenset({"b.png"}))
    (tmp_path / "mkdocs.yml").write_text("extra: {picture: b.png}\n")
    said = read(tmp_path / "mkdocs.yml")
    found = {
        audience: check_frame([(audience, said)], content) for audience in Audience
    }
    assert [
        bool(found[audience]) for audience in (Audience.PUBLIC, Audience.INTERNAL)
    ] == [
        True,
        False,
    ]


CONFIG = """\
site_name: "Help"
docs_dir: docs
copyright: <a href="https://example.org/l">Free</a>
repo_url: https://github.com/you/book
extra: {contact: {title: A desk, url: "mailto:a@b.org"}, picture: b.png, feedback: FEEDBACK}
"""


@pytest.mark.parametrize(
    ("given", "form", "silent"),
    [("''", "", False), ("false", "", True), ("'f{text}'", "f{text}", False)],
)
def test_the_frame_is_what_the_configuration_says(given, form, silent, tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(CONFIG.replace("FEEDBACK", given), "utf-8")
    assert header_of(load_config(str(tmp_path / "mkdocs.yml"))).frame == Frame(
        form,
        silent,
        "https://github.com/you/book",
        '<a href="https://example.org/l">Free</a>',
        "b.png",
        Contact("A desk", "mailto:a@b.org"),
    )
