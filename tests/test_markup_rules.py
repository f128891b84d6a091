"""How each kind of text is written, to the letter; what a browser shows holds `test_markup`."""

import pytest
from causebook.render.markup import (
    as_markup,
    code_html,
    html_text,
    plain_html,
    plain_md,
    rich_block,
    rich_html,
    theme_text,
)

ACTIVE = "\\`*_{}[]<>&#|!~^$=+@:\"'\t\n"


def to_page(name: str) -> str:
    """The address of an entry."""
    return f"../{name}/?a&b"


@pytest.mark.parametrize("c", ACTIVE)
def test_a_letter_that_acts_is_written_as_its_number(c):
    assert plain_html(f"a{c}b") == f"a&#{ord(c)};b"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a-b", "a-b"),
        ("a--b", "a&#45;-b"),
        ("a---", "a&#45;&#45;&#45;"),
        (" - ", " - "),
        ("-- x", "&#45;&#45; x"),
        ("a.b", "a.b"),
        ("a..b", "a&#46;.b"),
        ("a...", "a&#46;&#46;."),
        ("(a), b; c/d? 100 % é “x”", "(a), b; c/d? 100 % é “x”"),
    ],
)
def test_hyphens_and_full_stops_act_only_where_they_follow_each_other(text, written):
    assert plain_html(text) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("- x", "&#45; x"),
        ("1. x", "1&#46; x"),
        ("12) x", "12&#41; x"),
        ("a - x", "a - x"),
        ("a\n- x", "a - x"),
        ("  # x ", "&#35; x"),
        (" \t plain\r\n text ", "plain text"),
        ("%x", "&#37;x"),
        ("1x.", "1x."),
        ("", ""),
    ],
)
def test_what_acts_only_where_a_line_begins_is_written_as_its_number_there_alone(
    text, written
):
    assert plain_md(text) == written


def test_texts_for_html_alone_and_for_the_theme_are_escaped_once():
    assert (
        html_text("<a & \"b\" 'c'>") == "&lt;a &amp; &quot;b&quot; &#x27;c&#x27;&gt;"
    )
    assert theme_text('"<&') == "&quot;&lt;&amp;"
    assert theme_text(["<", ("&", 1)]) == ["&lt;", ["&amp;", 1]]
    assert theme_text({"<": {"a": ["<"]}}) == {"<": {"a": ["&lt;"]}}
    assert theme_text(None) is None
    assert theme_text(3) == 3
    assert as_markup("<b>").__html__() == "<b>"


def test_code_can_be_reached_by_the_keyboard_and_stands_on_one_line():
    assert (
        code_html("a\n<b>")
        == '<pre tabindex="0"><code>a&#10;&#60;b&#62;</code></pre>'
    )


WRITTEN = {
    "a plain text": ("Plain.", "Plain."),
    "emphasis": ("*a* **b**", "<em>a</em> <strong>b</strong>"),
    "code": ("`a*b`", "<code>a&#42;b</code>"),
    "a line that is broken": ("a *b*\nc", "a <em>b</em> c"),
    "two paragraphs": ("a *b*\n\nc", "<p>a <em>b</em></p> <p>c</p>"),
    "a block of code": ("```\na\n```", "<pre><code>a&#10;</code></pre>"),
    "indented code": ("x\n\n    a", "<p>x</p> <pre><code>a&#10;</code></pre>"),
    "a list": ("- a\n- b", "<ul><li>a</li> <li>b</li></ul>"),
    "a list with air": ("- a\n\n- b", "<ul><li><p>a</p></li> <li><p>b</p></li></ul>"),
    "a numbered list": ("1. a", "<ol><li>a</li></ol>"),
    "a list that goes on": ("3. a", '<ol start="3"><li>a</li></ol>'),
    "a link": (
        "[x](https://e.org/?a=b)",
        '<a href="https&#58;//e.org/?a&#61;b">x</a>',
    ),
    "an entry": ("[x](entry:a-b)", '<a href="&#46;./a-b/?a&#38;b">x</a>'),
}


@pytest.mark.parametrize("what", WRITTEN)
def test_a_rich_text_is_written_like_this(what):
    text, written = WRITTEN[what]
    assert rich_html(text, to_page) == written


def test_blocks_stand_a_blank_apart_so_that_no_words_run_together():
    made = rich_html("- a\n- b\n\nc", to_page)
    assert made == "<ul><li>a</li> <li>b</li></ul> <p>c</p>"
    assert rich_html("- a\n\n  b", to_page) == "<ul><li><p>a</p> <p>b</p></li></ul>"
    assert rich_html("1. a\n2. b", to_page) == "<ol><li>a</li> <li>b</li></ol>"


def test_a_part_of_the_blocks_may_be_written_and_a_single_paragraph_needs_no_tag():
    text = "a *x*\n\nb\n\nc"
    assert rich_html(text, to_page, slice(1)) == "a <em>x</em>"
    assert rich_html(text, to_page, slice(1, None)) == "<p>b</p> <p>c</p>"


def test_a_block_has_its_own_element_and_keeps_every_paragraph():
    assert rich_block("a", to_page) == '<div class="kb-rich"><p>a</p></div>'
    made = rich_block("a *b*\n\nc", to_page)
    assert made == '<div class="kb-rich"><p>a <em>b</em></p> <p>c</p></div>'


def test_another_writer_of_texts_is_used_for_every_text():
    text = "a `b` [c](https://e.org) \n\n```\nd\n```\n"
    made = rich_html(text, to_page, shown=lambda text: f"({text.strip()})")
    assert made == (
        '<p>(a)<code>(b)</code>()<a href="(https://e.org)">(c)</a></p> <pre><code>(d)</code></pre>'
    )
