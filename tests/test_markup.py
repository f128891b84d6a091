"""What an author writes in a text is what the reader sees, through the real Python-Markdown."""

from html.parser import HTMLParser

import markdown
import pytest
from causebook.model.rich_text import RichTextError, read_rich
from causebook.render.markup import (
    as_markup,
    code_html,
    html_text,
    plain_html,
    plain_md,
    rich_block,
    rich_html,
    theme_text,
    without_indents,
    written_out,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import escape

EXTENSIONS = [
    "admonition",
    "attr_list",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.highlight",
    "pymdownx.superfences",
]
VISIBLE = st.one_of(
    st.sampled_from(list("ab1 -_*`[](){}<>#+.!|~^:=&;\\\"'/@$%?")),
    st.characters(blacklist_categories=("Cc", "Cs", "Cf", "Zl", "Zp")),
)
TEXTS = st.text(VISIBLE, min_size=1, max_size=60).filter(str.strip)
FRAMES = {
    "{}\n": "{}",
    "- {}\n- x\n": "{} x",
    "## {} {{: #a }}\n": "{}",
    "x {} y\n": "x {} y",
    "| a | b |\n|---|---|\n| {} | c |\n": "a b {} c",
    "1.  {}\n\n    b\n": "{} b",
}


class Seen(HTMLParser):
    """The text and the tags of a page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.tags: list[tuple[str, list]] = []
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.tags.append((tag, attrs))

    @property
    def text(self) -> str:
        return " ".join("".join(self.parts).split())


def shown(source: str) -> Seen:
    return Seen(markdown.Markdown(extensions=EXTENSIONS).convert(source))


@settings(max_examples=2000, deadline=None)
@given(TEXTS, st.sampled_from(sorted(FRAMES)))
def test_plain_text_is_shown_as_it_was_written(text, frame):
    page = shown(frame.format(plain_md(text)))
    assert page.text == " ".join(FRAMES[frame].format(text).split())
    assert {tag for tag, _ in page.tags} <= {
        "p",
        "ul",
        "ol",
        "li",
        "h2",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    }


@settings(max_examples=500, deadline=None)
@given(TEXTS)
def test_text_in_an_html_block_is_shown_as_it_was_written(text):
    page = shown(
        f'<div class="x" title="{plain_html(text)}">\n<p>{plain_html(text)}</p>\n</div>\n'
    )
    assert page.text == " ".join(text.split())
    assert [tag for tag, _ in page.tags] == ["div", "p"]
    assert dict(page.tags[0][1])["title"] == text


@settings(max_examples=1000, deadline=None)
@given(TEXTS)
def test_text_in_an_inline_tag_is_shown_as_it_was_written(text):
    page = shown(f'- <code class="x">{plain_html(" ".join(text.split()))}</code> y\n')
    assert page.text == " ".join(text.split()) + " y"
    assert [tag for tag, _ in page.tags] == ["ul", "li", "code"]


@settings(max_examples=300, deadline=None)
@given(
    st.text(VISIBLE | st.sampled_from("\n\t "), min_size=1, max_size=80).filter(
        str.strip
    ),
    st.sampled_from(
        ["a\n\n{}\n\nb\n", "- {}\n- b\n", "1.  {}\n\n    b\n", "x {}\n", "{}\n"]
    ),
)
def test_code_is_shown_as_it_was_written_wherever_it_stands(text, frame):
    page = shown(frame.format(code_html(text)))
    assert text in "".join(page.parts)
    assert {tag for tag, _ in page.tags} <= {"p", "pre", "code", "ul", "ol", "li"}


@settings(max_examples=300, deadline=None)
@given(st.text(VISIBLE, min_size=1, max_size=60))
def test_the_theme_prints_a_text_as_it_was_written_and_escapes_nothing_twice(text):
    title = theme_text({"title": text, "tags": [text], "count": 3})
    assert Seen(f'<p title="{title["title"]}">{title["title"]}</p>').tags == [
        ("p", [("title", text)])
    ]
    assert "".join(Seen(f"<p>{title['tags'][0]}</p>").parts) == text
    assert title["count"] == 3
    assert (
        f"{as_markup(title['title']):s}"
        == title["title"]
        == str(escape(as_markup(title["title"])))
    )


@settings(max_examples=500, deadline=None)
@given(TEXTS)
def test_rich_text_never_brings_its_own_tags(text):
    try:
        read_rich(text)
    except RichTextError:
        return
    for made in (
        rich_block(text, lambda _: "x/"),
        f"<div>\n<p>{rich_html(text, lambda _: 'x/')}</p>\n</div>",
    ):
        tags = {tag for tag, _ in shown(f"{made}\n").tags}
        assert tags <= {
            "p",
            "ul",
            "ol",
            "li",
            "em",
            "strong",
            "code",
            "pre",
            "a",
            "div",
            "span",
        }
    alone = Seen(rich_html(text, lambda _: "x/", shown=html_text))
    assert {tag for tag, _ in alone.tags} <= {
        "p",
        "ul",
        "ol",
        "li",
        "em",
        "strong",
        "code",
        "pre",
        "a",
    }


@pytest.mark.parametrize(
    "text",
    [
        "<b>x</b>",
        "a <script>alert(1)</script>",
        "# heading",
        "> quote",
        "![x](https://example.org/a.png)",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html,x)",
        "[x](vbscript:x)",
        "[x](//example.org)",
        "[x](../a.md)",
        "---\n",
        "x  \ny",
        "<https://example.org>x<img src=x>",
    ],
)
def test_what_is_outside_the_grammar_is_refused(text):
    with pytest.raises(RichTextError):
        read_rich(text)


def test_links_lists_and_emphasis_arrive():
    text = "One *two* **three** `f(x)` [four](https://example.org/a_b(c)?d=1&e=*2*)\n\n- a\n- b\n\n1. c\n2. d"
    page = shown(f"{rich_block(text, lambda _: 'x')}\n")
    assert page.text == "One two three f(x) four a b c d"
    assert ("a", [("href", "https://example.org/a_b(c)?d=1&e=*2*")]) in page.tags
    assert [tag for tag, _ in page.tags].count("li") == 4


class Read(HTMLParser):
    """All that a browser reads of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[object] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, attrs))

    def handle_data(self, data):
        if self.seen and isinstance(self.seen[-1], str):
            self.seen[-1] += data
        else:
            self.seen.append(data)


@given(TEXTS, TEXTS)
def test_characters_written_out_read_as_their_references(text, attribute):
    html = f'<p title="{plain_html(attribute)}">{code_html(text)}</p>'
    assert Read(written_out(html)).seen == Read(html).seen
    assert len(written_out(html)) <= len(html)


@given(TEXTS)
def test_indents_are_left_out_of_the_frame_and_never_of_the_content(text):
    content = f"<article>\n<pre>\n  {plain_html(text)}\n    x</pre></article>"
    page = f"<html>\n    <body>\n\n  {content}\n   <footer>\n  </body>"
    assert without_indents(page) == f"<html>\n<body>\n{content}\n<footer>\n</body>"
