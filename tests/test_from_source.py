"""The tree for Zensical: addresses in raw HTML count from the source, and lead where they led."""

from __future__ import annotations

import posixpath
from urllib.parse import urljoin

import pytest
from causebook.book.addresses import url
from causebook.render import from_source
from causebook.render.from_source import seen_from_source
from hypothesis import given
from hypothesis import strategies as st

SITE = "http://localhost/sub/site/"
NAMES = st.sampled_from(["a", "b", "c-d"])
FOLDERS = st.lists(NAMES, max_size=3)
ENDS = st.sampled_from(["", "#top", "?x=1", "?x=../y/#z"])
STEPS = st.lists(st.sampled_from(["..", ".", "a", "x.png"]), min_size=1, max_size=5)


def as_zensical(target: str, source: str) -> str:
    """What Zensical 0.0.73 makes of an address in raw HTML."""
    return target if posixpath.basename(source) == "index.md" else f"../{target}"


@given(FOLDERS, NAMES, STEPS, st.sampled_from(["", "/"]), ENDS)
def test_an_address_leads_where_it_led(folders, name, steps, slash, end) -> None:
    source = "/".join([*folders, f"{name}.md"])
    target = "/".join(steps) + slash + end
    page = urljoin(SITE, url(source))
    seen = as_zensical(seen_from_source(target, source), source)
    assert urljoin(page, seen) == urljoin(page, target)


@pytest.mark.parametrize(
    "target",
    ["", "#here", "?x", "/a/", "//host/a/", "mailto:a@b.example", "https://host/", "data:,x"],
)
def test_an_address_that_is_not_relative_stays(target: str) -> None:
    assert seen_from_source(target, "a/b.md") == target


@pytest.mark.parametrize(
    "kept",
    [
        '`` <a href="../c/"> ` ``',
        '```html\n<a href="../c/">\n```',
        '    <a href="../c/">',
        "[a](../c.md)",
        '<a href="https&#58;//host/c/">c</a>',
        '<form action="../c/"></form>',
        '<svg><a xlink:href="../c/"></a></svg>',
        '<p data-url="../c/">',
        '---\ntitle: <a href="../c/">\n---\n\nText',
        '~~~\n\u2028<a href="../c/">\n~~~',
    ],
)
def test_what_zensical_leaves_alone_stays(kept: str) -> None:
    assert from_source({"a/b.md": kept})["a/b.md"] == kept


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ('<a class="x" href="../c/">', '<a class="x" href="c/">'),
        ("<a href = '../c/#d'>", "<a href = 'c/#d'>"),
        ('<img alt="&gt;" src="../../c&#46;png">', '<img alt="&gt;" src="../c.png">'),
        ("[c](../c/)", "[c](c/)"),
        ('[c](<../c/#d> "title")', '[c](<c/#d> "title")'),
        ("[c][d]\n\n[d]: ../c/", "[c][d]\n\n[d]: c/"),
        ('`code` <a href="c/">', '`code` <a href="b/c/">'),
    ],
)
def test_a_tag_gets_its_address_counted(text: str, seen: str) -> None:
    assert from_source({"a/b.md": text}) == {"a/b.md": seen}


def test_an_index_and_other_files_stay() -> None:
    files = {"index.md": '<a href="a/">', "a/index.md": '<a href="../b/">', "c.html": "<a href=x>"}
    assert from_source({**files, "d.png": b"x"}) == {**files, "d.png": b"x"}
