"""A copy shows the words of its page: read by CommonMark as the page is by MkDocs, it says the same."""

import re
from html.parser import HTMLParser
from pathlib import Path
from random import Random

import markdown
import pytest
from causebook.load.content import Content
from causebook.load.pages import read_content
from causebook.model import Audience
from causebook.model.author_reference import reference
from causebook.render import Options, render
from causebook.render.copies import Addresses, as_commonmark, public_address
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich_book import rich_book
from text_books import read_book, write_book

ROOT = Path(__file__).parents[1]
EXTENSIONS = [
    "admonition",
    "attr_list",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.superfences",
    "pymdownx.details",
    "pymdownx.tabbed",
]
BLOCKS = "p li h1 h2 h3 td th div pre summary br tr".split()


class Seen(HTMLParser):
    """The texts of HTML, those in scripts and pictures aside."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.unseen = 0
        self.feed(html)

    def handle_starttag(self, tag, _attrs):
        self.unseen += tag in {"script", "style", "svg"}
        self.texts += [" "] if tag in BLOCKS else []

    def handle_endtag(self, tag):
        self.unseen -= tag in {"script", "style", "svg"}
        self.texts += [" "] if tag in BLOCKS else []

    def handle_data(self, data):
        self.texts += [] if self.unseen else [data]


def words(html: str) -> list[str]:
    return "".join(Seen(html).texts).split()


def of_page(body: str) -> list[str]:
    return words(markdown.Markdown(extensions=EXTENSIONS).convert(body))


def of_copy(text: str) -> list[str]:
    return words(MarkdownIt("commonmark").enable("table").render(text))


def copy(body: str, site: str = "") -> str:
    return as_commonmark(body, Addresses("learn/it.md", site))


CASES = {
    "an attribute list below a paragraph": (
        "Words.\n{: .kb-lede }\n\nMore.",
        "Words.\n\nMore.",
    ),
    "an attribute list behind a heading": ("## Head {: #head }", "## Head"),
    "an attribute list behind a link": ("[a](b.md){: .x } c", "[a](b.md) c"),
    "braces in code": ("`f(){: .x }` and `&lt;`", "`f(){: .x }` and `&lt;`"),
    "braces in a fence": ("```\n{: .x }\n&lt;b>\n```", "```\n{: .x }\n&lt;b>\n```"),
    "a fence with attributes": (
        '``` { .bash hl_lines="1" }\nls\n```',
        "```bash\nls\n```",
    ),
    "a reference": ("a &mdash; b &#42;c&#42;", "a — b \\*c\\*"),
    "a reference to a bracket": ("&lt;b&gt; &amp;lt;", "\\<b\\> \\&lt;"),
    "a bar in a cell": (
        "| a | b |\n|---|---|\n| c &#124; d | e |",
        "| a | b |\n|---|---|\n| c \\| d | e |",
    ),
    "an element in a line": (
        "Press <kbd>Esc</kbd> <span class='x'>now</span>.",
        "Press `Esc` now.",
    ),
    "an address": (
        "<https://example.org/> <a@b.org>",
        "<https://example.org/> <a@b.org>",
    ),
    "a list in HTML": (
        '<ul class="x">\n<li><a href="../y/"><strong>One</strong> two</a></li>\n<li>3</li>\n</ul>',
        "- [**One** two](y/)\n- 3",
    ),
    "a link around blocks": (
        '<ul>\n<li><a href="../y/"><h3>One</h3><p>two</p></a></li>\n</ul>',
        "- [One two](y/)",
    ),
    "a picture": ('<p><img src="../a.png" alt="A [b]"></p>', "![A \\[b\\]](a.png)"),
    "what only looks": (
        "<div class='x' markdown>\n\nWords *so*.\n\n</div>",
        "\n\nWords *so*.\n\n",
    ),
    "an icon": ("<p><svg><title>x</title></svg> Go</p>", "Go"),
    "a remark": ("a\n\n<!-- not for readers -->\n\nb", "a\n\n\n\nb"),
    "a part": ("<!-- part: counts -->", "<!-- part: counts -->"),
    "an admonition": (
        '!!! note "Mind"\n    One\n\n    - two\n\nafter',
        "\n> **Mind**\n>\n> One\n>\n> - two\n\n\nafter",
    ),
    "an admonition without a title": ('!!! tip ""\n    One', "\n> One\n\n"),
    "an admonition in a fence": (
        "```\n!!! note\n    One\n```",
        "```\n!!! note\n    One\n```",
    ),
    "a block in an item": ("- a\n\n    <p>b &amp; c</p>\n", "- a\n\n    b \\& c\n"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_copy_is_commonmark(name):
    body, expected = CASES[name]
    assert copy(body) == expected
    assert of_copy(copy(body)) == of_page(body) or name == "a picture"


LINKS = {
    "../x.md": ("../x.md", "https://example.org/h/x.md"),
    "x.png": ("x.png", "https://example.org/h/learn/x.png"),
    "../": ("../", "https://example.org/h/"),
    "#here": ("it/#here", "https://example.org/h/learn/it/#here"),
    "../x.md#y": ("../x/#y", "https://example.org/h/x/#y"),
    "https://other.org/a": ("https://other.org/a", "https://other.org/a"),
    "mailto:a@b.org": ("mailto:a@b.org", "mailto:a@b.org"),
    "/root/": ("/root/", "/root/"),
    "entry:load": ("entry:load", "entry:load"),
}


@pytest.mark.parametrize("target", LINKS)
def test_links_of_a_copy_are_whole_where_the_address_of_the_site_is_known(target):
    near, whole = LINKS[target]
    assert copy(f"[a]({target})") == f"[a]({near})"
    assert copy(f"[a]({target})", "https://example.org/h/") == f"[a]({whole})"


@pytest.mark.parametrize(
    ("target", "whole"),
    [
        ("../y/", "learn/y/"),
        ("../../", ""),
        ("./", "learn/it/"),
        ("../../a/#b", "a/#b"),
    ],
)
def test_links_in_html_are_seen_from_the_page_at_its_own_address(target, whole):
    assert (
        copy(f'<a href="{target}">a</a>', "https://example.org/")
        == f"[a](https://example.org/{whole})"
    )


def test_an_address_of_this_machine_is_none():
    for address in (
        "http://127.0.0.1:8000/",
        "http://localhost/",
        "http://[::1]:1/",
        "",
    ):
        assert public_address(address) == ""
    assert public_address("https://example.org/") == "https://example.org/"


PAGES = [*read_content(ROOT / "content").pages]


@pytest.mark.parametrize("page", PAGES, ids=[page.source for page in PAGES])
def test_the_copies_of_the_shipped_pages_say_what_the_pages_say(page):
    text = as_commonmark(page.body, Addresses(page.source))
    assert of_copy(text) == of_page(page.body)
    assert not re.search(
        r"\{:|^<(?!!-- part)", re.sub(r"(?s)```.*?```|`[^`]*`", "", text), re.M
    )


def test_the_copy_of_the_author_reference_says_what_its_page_says():
    text = as_commonmark(reference(), Addresses("reference.md"))
    assert of_copy(text) == of_page(reference())
    assert "&#" not in text


INLINE = st.sampled_from(
    [
        "word",
        "*so*",
        "**so**",
        "`code {: .x } &lt; <b>`",
        "[text](a.md){: .x }",
        "&lt;b&gt;",
        "&amp;",
        "&#42;",
        "<kbd>K</kbd>",
        '<span class="x">s *t*</span>',
        '<a href="../y/">there</a>',
        "<https://example.org/>",
        "1 &lt; 2",
        "a\\_b",
    ]
)
LINE = st.lists(INLINE, min_size=1, max_size=4).map(" ".join)
SIMPLE = st.one_of(
    LINE,
    LINE.map("{}\n{{: .x }}".format),
    LINE.map("## {} {{: #h }}".format),
    st.lists(LINE, min_size=1, max_size=3).map(
        lambda lines: "\n".join(f"- {x}" for x in lines)
    ),
    st.lists(LINE, min_size=1, max_size=3).map(
        lambda lines: "\n".join(f"1. {x}" for x in lines)
    ),
    LINE.map("```bash\n{}\n\n!!! note\n    <b>x</b> {{: .y }}\n```".format),
    LINE.map("| a | b |\n| --- | --- |\n| {} | c |".format),
    LINE.map('<div class="x" markdown>\n\n{}\n\n</div>'.format),
    st.just(
        '<ul>\n<li><a href="x/"><strong>A</strong> b &amp; c</a></li>\n<li>d</li>\n</ul>'
    ),
    st.just("<p>x &lt; <em>y</em><br>z</p>"),
)
CONTAINED = SIMPLE.map(
    lambda text: '!!! note "Title"\n\n    ' + text.replace("\n", "\n    ")
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(SIMPLE, CONTAINED), min_size=1, max_size=5))
def test_the_copy_of_any_page_says_what_the_page_says(blocks):
    body = "\n\n".join(blocks)
    assert of_copy(copy(body)) == of_page(body)


def test_the_copies_of_entries_say_what_their_authors_wrote(tmp_path):
    """Random rich texts in every field, whole pages read as CommonMark."""
    book = rich_book(Random(405), 120)
    folder = write_book(tmp_path / "book", book.files)
    made = render(read_book(folder), Content(), Options(Audience.PUBLIC)).copies()
    said = {
        page: " ".join(of_copy(made.get(f"{page}.md") or made[f"{page}/index.md"]))
        for page, *_ in book.placed
    }
    lost = [
        (page, place, text)
        for page, place, text in book.placed
        if " ".join(of_copy(text)) not in said[page]
    ]
    assert lost == []


def test_a_copy_reads_from_head_to_foot(tmp_path):
    """No heading leads to its own page or has nothing under it; no space before a full stop."""
    folder = write_book(tmp_path / "book", rich_book(Random(405), 120).files)
    made = render(read_book(folder), Content(), Options(Audience.PUBLIC)).copies()
    wrong = []
    for name, text in made.items():
        seen = re.sub(r"(?ms)^ *(`{3,}|~{3,}).*?^ *\1 *$", "fence", text)
        own = rf"^#+ \[[^\n]*\]\({re.escape(Path(name).name)}\)$"
        empty = r"^(#+) [^\n]*\n\s*(?=(?!\1#)#+ )"
        wrong += [(name, found.group()) for found in re.finditer(f"(?m){own}", seen)]
        wrong += [
            (name, found.group()) for found in re.finditer(f"(?m){empty}", seen)
        ]
        wrong += [(name, line) for line in seen.splitlines() if ") . " in line]
    assert wrong == []
