"""What a built file says, piece by piece, and the words that are compared, without a site."""

import gzip
import json

import pytest
from causebook.site import preview
from causebook.site.built_text import pieces, read_html, spelled, within
from causebook.site.plain import lines, readings, words

SHAPES = [
    *(
        "class",
        "cx",
        "cy",
        "d",
        "dx",
        "dy",
        "fill",
        "height",
        "integrity",
        "points",
        "r",
        "rx",
    ),
    *(
        "ry",
        "style",
        "transform",
        "viewbox",
        "width",
        "x",
        "x1",
        "x2",
        "y",
        "y1",
        "y2",
    ),
]
INLINE = """a abbr b bdi bdo cite code data del dfn em font i ins kbd mark q s samp small span
strike strong sub sup time tspan u var wbr""".split()
BLOCKS = [
    "p",
    "div",
    "li",
    "td",
    "h1",
    "h6",
    "section",
    "svg",
    "text",
    "button",
    "option",
    "custom-tag",
]
BINARY = """avif gif ico jpeg jpg mp3 mp4 ogg otf pdf png ttf webm webp woff woff2""".split()


def said(html: str) -> list[str]:
    """The pieces of a page, without blanks around them."""
    return [piece.strip() for piece in read_html(html).pieces if piece.strip()]


# A page


@pytest.mark.parametrize("tag", INLINE)
def test_an_inline_tag_does_not_part_a_piece(tag):
    assert said(f"<p>one <{tag}>two</{tag}> three</p>") == ["one two three"]


@pytest.mark.parametrize("tag", BLOCKS)
def test_a_block_is_a_piece_of_its_own(tag):
    assert said(f"<p>one</p><{tag}>two</{tag}>three") == ["one", "two", "three"]
    assert said(f"one<{tag}>two") == ["one", "two"]
    assert said(f"one</{tag}>two") == ["one", "two"]


@pytest.mark.parametrize("tag", ["<br>", "<br/>", "<br />", "<BR>", "<br id=b1 />"])
def test_a_line_break_parts_words_but_no_piece_however_it_is_written(tag):
    for _ in range(2):
        made = read_html(f"<p>one{tag}two{tag}three</p>").pieces
        assert [piece for piece in made if piece != "b1"] == ["one two three"]


@pytest.mark.parametrize("tag", ["img", "hr", "path", "lastmod", "script", "meta"])
def test_a_tag_that_ends_itself_hides_nothing_behind_it_and_is_read_the_same_each_time(
    tag,
):
    for _ in range(3):
        assert said(f"<p>one</p><{tag} />two<p>three</p>") == ["one", "two", "three"]


def test_text_outside_of_any_block_and_at_the_end_is_a_piece():
    assert said("one<p>two") == ["one", "two"]
    assert said("R&D") == ["R&D"]
    assert read_html("").pieces == []
    assert read_html("<p></p>").pieces == []


@pytest.mark.parametrize(
    "name", ["alt", "title", "content", "data-x", "value", "aria-label", "href"]
)
def test_the_value_of_an_attribute_is_a_piece(name):
    assert said(f"<p {name}='one &amp; two'>three</p>") == ["one & two", "three"]
    assert said(f"<p {name}='' {name}2>three</p>") == ["three"]


@pytest.mark.parametrize("name", SHAPES)
def test_an_attribute_that_only_shapes_says_nothing(name):
    assert said(f"<p {name}='one'>two</p>") == ["two"]


def test_links_and_anchors_are_kept_apart():
    page = read_html(
        "<a href='h' id='i'>x</a><img src='s' srcset='a.png 1x, b.png 2x, '><a name='n' title='t'>"
    )
    assert page.links == {"h", "s", "a.png", "b.png"}
    assert page.anchors == {"i", "n"}


def test_scripts_data_and_styles_are_read_as_what_they_are():
    assert said("<script>a\nb</script>") == ["a", "b"]
    assert said("<style>a\nb</style>c") == ["a", "b", "c"]
    for kind in ("application/ld+json", "application/json"):
        made = said(f'<script type="{kind}">{{"k": ["v", {{"w": 1}}]}}</script>')
        assert made == [kind, "k", "v", "w"]
    assert said('<script type="module">{"k": "v"}</script>') == [
        "module",
        '{"k": "v"}',
    ]
    assert said("<script type>a</script><p>b\nc</p>") == ["a", "b\nc"]


def test_the_text_of_an_element_ends_with_it():
    assert said("<script>a\nb</script>c\nd") == ["a", "b", "c\nd"]
    assert said("<style>a\nb</style><p>c\nd</p>") == ["a", "b", "c\nd"]


def test_when_a_page_was_changed_is_no_text_of_the_book():
    assert said("<url><loc>a</loc><lastmod>2026-11-24</lastmod>b</url>") == ["a", "b"]
    assert said("<lastmod>x</lastmod><p>c</p>") == ["c"]


@pytest.mark.parametrize(
    "html",
    [
        "<!-- a\nb -->",
        "<!a\nb>",
        "<?a\nb>",
        "<![CDATA[a\nb]]>",
        "<!-- a\nb --><!-- -->",
        "<!DOCTYPE a\nb>",
    ],
)
def test_what_no_reader_sees_is_published_too(html):
    shown = [piece.strip("[]?").replace("CDATA[", "") for piece in said(html)]
    assert [piece.replace("DOCTYPE ", "") for piece in shown] == ["a", "b"]


def test_a_start_tag_is_taken_apart_once(monkeypatch):
    html = '<p class="x" title="night">a</p><hr /><br/>b<i>c</i>'
    first = said(html)
    monkeypatch.setattr("html.parser.HTMLParser.parse_starttag", None)
    assert said(html) == first == ["night", "a", "bc"]


@pytest.mark.parametrize(
    "tag",
    [
        '<b ="/">',
        '<a"b>',
        "<p x=>",
        "<p //>",
        '<p x="1"y>',
        "<p '>",
        "<b\x0b'`b>",
        '<p "`',
        "<b &",
    ],
)
def test_a_start_tag_that_no_author_would_write_is_read_the_same_each_time(tag):
    html = f'<p id="x">a</p>{tag}c<i title="d">e</i>'
    assert said(html) == said(html)


def test_a_tag_that_was_seen_before_is_read_the_same_again():
    html = '<p id="one-x">a</p><p id="one-x">b</p><a href=z>c</a>'
    for _ in range(2):
        page = read_html(html)
        assert page.pieces == ["one-x", "a", "one-x", "b", "z", "c"]
        assert (page.anchors, page.links) == ({"one-x"}, {"z"})


@pytest.mark.parametrize(
    "tag", ["script", "style", "textarea", "title", "xmp", "iframe", "noembed"]
)
def test_what_holds_raw_text_is_read_so_the_second_time_too(tag):
    html = f"<{tag}>a<b>c</{tag}><p>d</p>"
    first = said(html)
    assert "".join(first).replace("<b>", "") == "acd"
    assert [said(html) for _ in range(2)] == [first, first]


def test_a_tag_with_a_greater_than_sign_in_a_value_is_read_whole_each_time():
    for _ in range(2):
        assert said('<p title="a > b">c</p>') == ["a > b", "c"]


@pytest.mark.parametrize("end", ["</p>", "</P>", "</p >", "</p\n>", "</p x=1>"])
def test_an_end_tag_ends_its_block_however_it_is_written(end):
    assert said(f"<p>a{end}b") == ["a", "b"]


def test_an_end_tag_within_raw_text_is_text():
    assert said("<script>a</b>c</script>d") == ["a</b>c", "d"]


# A file


def test_a_file_is_read_by_its_kind():
    html, data = b"<p title='t'>a<b>b</b></p>", b'{"k": "a\\nb"}'
    for name in ("x.html", "x.htm", "x.HTML", "x.xml", "x.svg"):
        assert list(pieces(name, html)) == ["t", "ab"]
    for name in ("x.json", "x.webmanifest", "x.js.map"):
        assert list(pieces(name, data)) == ["k", "a", "b"]
    for name in ("x.md", "x.txt", "x", "x.js"):
        assert list(pieces(name, b"a\n<b>")) == ["a", "<b>"]


def test_a_page_that_was_read_already_is_not_read_again():
    assert list(pieces("x.html", b"<p>other</p>", read_html("<p>one</p>"))) == ["one"]


def test_broken_json_is_read_by_its_lines_and_so_is_what_is_nested_too_deeply():
    assert list(pieces("x.json", b'{"a\nb')) == ['{"a', "b"]
    deep = "[" * 200_000
    assert list(pieces("x.json", deep.encode())) == [deep]


def test_an_archive_is_read_as_what_is_in_it():
    html = b"<p>a<b>b</b></p>"
    assert list(pieces("x.html.gz", gzip.compress(html))) == ["ab"]
    assert list(pieces("x.html.gz", html)) == ["ab"]
    assert list(pieces("x.html.gz", gzip.compress(html)[:-12])) != ["ab"]
    assert list(pieces("x.html", gzip.compress(html))) != ["ab"]


@pytest.mark.parametrize("suffix", BINARY)
def test_of_a_binary_file_what_can_be_printed_is_read(suffix):
    data = b"\x01exactly8\x02seven77\x03tab\tand \xe9\x85\x04"
    assert list(pieces(f"x.{suffix}", data)) == ["exactly8", "tab\tand é"]
    assert list(pieces(f"x.{suffix.upper()}", data)) == ["exactly8", "tab\tand é"]


def test_a_file_with_a_nought_at_its_beginning_is_binary():
    assert list(pieces("x.txt", b"\0" + b"a" * 9)) == ["a" * 9]
    assert next(iter(pieces("x.txt", b"ab\n" * 9000 + b"\0"))) == "ab"
    assert list(pieces("x.txt", b"a" * 8191 + b"\0b")) == ["a" * 8191]
    assert list(pieces("x.txt", b"a" * 8192 + b"\0b")) == ["a" * 8192 + "\0b"]


@pytest.mark.parametrize(
    "kind", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_a_text_is_read_in_the_encoding_that_it_is_in(kind):
    mark = {"utf-16-le": "\ufeff", "utf-16-be": "\ufeff"}.get(kind, "")
    made = list(pieces("x.txt", (mark + "für\nalle").encode(kind)))
    assert "für" in [piece.lstrip("\ufeff") for piece in made]
    assert "alle" in made


def test_a_text_that_is_no_utf_8_is_read_in_both_ways():
    assert list(pieces("x.txt", "für ж".encode() + b"\xe9")) == ["für ж�", "fÃ¼r Ð¶é"]
    assert list(pieces("x.txt", "für".encode())) == ["für"]


def test_what_is_broken_in_an_encoding_hides_nothing_else():
    assert list(pieces("x.txt", b"night\x81")) == ["night\ufffd"] * 2
    assert list(pieces("x.txt", "\ufeffnight".encode("utf-16-le") + b"x")) == [
        "night\ufffd"
    ]


# A line


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("a", ["a"]),
        ("a\nb", ["a", "b"]),
        ("see [a](b c)", ["see [a](b c)", "see [a](b c)"]),
        ("see [a](https://e.org) x", ["see [a](https://e.org) x", "see [a] x"]),
        ('see [a](u "t") x', ['see [a](u "t") x', "see [a] x"]),
        ("see [a][b] x", ["see [a][b] x", "see [a] x"]),
        ("see [a] [b] x", ["see [a] [b] x"]),
        (r"a\u0062c", [r"a\u0062c", "abc"]),
        (r"a\x62c", [r"a\x62c", "abc"]),
        (r"a\x6Ac\u006a", [r"a\x6Ac\u006a", "ajcj"]),
        (r"a\nb\rc\td", [r"a\nb\rc\td", "a", "b", "c", "d"]),
        (r"a\qb", [r"a\qb", r"a\qb"]),
    ],
)
def test_a_line_says_itself_and_what_is_written_out_in_it(line, found):
    assert spelled(line) == found


def test_markup_and_addresses_within_a_text_are_read_too():
    assert list(within("plain")) == []
    assert list(within("<p title='t'>a&amp;b</p>")) == ["t", "a&b"]
    assert list(within("a&#98;c")) == ["abc"]
    assert list(within("a%20b%C3%A9")) == ["a bé"]
    assert list(within("&lt;p&gt;a&lt;/p&gt;")) == ["<p>a</p>", "a"]
    assert list(within("a & b < c")) == []


def test_markup_within_markup_is_read_three_deep_and_no_deeper():
    assert list(within("&amp;amp;amp;amp;x")) == [
        "&amp;amp;amp;x",
        "&amp;amp;x",
        "&amp;x",
    ]
    assert list(within("&amp;x", depth=0)) == []


def test_an_address_within_markup_is_read_however_deep():
    assert list(within("&amp;a%20b")) == ["&a%20b", "&a b", "&amp;a b"]


# Words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", b" "),
        ("a", b" a "),
        ("Hello,  WORLD!", b" hello world "),
        ("a\nb", b" a b "),
        ("  a  ", b" a "),
        ("a_b-c.d/e'f", b" a b c d e f "),
        ("4711x0", b" 4711x0 "),
        ("Größe", b" grosse "),
        ("Café", b" cafe "),
        ("Cafe\u0301", b" cafe "),
        ("ﬁne", b" fine "),
        ("ＡＢＣ", b" abc "),
        ("a\u00adb\u200bc", b" abc "),
        ("a\u00a0b", b" a b "),
        ("a—b“c”", b" a b c "),
        ("ПАРОЛЬ", " пароль ".encode()),
        ("打印", " 打 印 ".encode()),
        ("カリ", " カ リ ".encode()),
        ("รหัส", " ร ห ส ".encode()),
        ("ကခ", " က ခ ".encode()),
        ("កខ", " ក ខ ".encode()),
        ("\U00020001\U00020002", " \U00020001 \U00020002 ".encode()),
        ("한", " \u1112\u1161\u11ab ".encode()),
        ("a\u0fffb", " a \u0fff b ".encode()),
        ("\u0e01\u1000\u109e\u1780\u17d7\u3041\u30fc\u3400\u9fff", None),
    ],
)
def test_words_are_compared_without_case_accents_and_punctuation(text, found):
    if found is None:
        found = b" " + b" ".join(c.encode() for c in text) + b" "
    assert words(text) == found


def test_the_words_of_many_texts_stand_on_lines_of_their_own():
    assert lines(["A b", "", "c\nd", "  "]) == b" a b \n \n c d \n "
    assert lines([]) == b" "


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("plain", ["plain", "plain", "plain"]),
        ("# Title {: #x }", ["# Title {: #x }", "Title", "Title"]),
        ("# Title { #x }", ["# Title { #x }", "Title", "Title"]),
        ("{x}", ["{x}", "{x}", "{x}"]),
        ("> - 3. deep", ["> - 3. deep", "deep", "deep"]),
        ("* a", ["* a", "a", "a"]),
        ("-a", ["-a", "-a", "-a"]),
        ("12) a", ["12) a", "a", "a"]),
        ("a - b", ["a - b", "a - b", "a - b"]),
        ("a *b* `c` _d_", ["a *b* `c` _d_", "a *b* `c` _d_", "a b c d"]),
        ("[a](https://e.org/x)", ["[a](https://e.org/x)"] * 2 + ["a", "//e.org/x"]),
        ("[a](mailto:x@e.org)", ["[a](mailto:x@e.org)"] * 2 + ["a", "x@e.org"]),
        ("[a](tel:12)", ["[a](tel:12)"] * 2 + ["a", "12"]),
        ("[a](b.md)", ["[a](b.md)"] * 2 + ["a"]),
        ('[a](b.md "t")', ['[a](b.md "t")'] * 2 + ["a", "t"]),
        (
            "![a](https://e.org/b.png)",
            ["![a](https://e.org/b.png)"] * 2 + ["", "//e.org/b.png", "a"],
        ),
        ("a <!-- b --> c", ["a <!-- b --> c"] * 2 + ["a  c", " b "]),
        (r"a \* b", [r"a \* b"] * 2 + ["a * b"]),
        ("a &amp; b", ["a &amp; b"] * 2 + ["a & b"]),
        ("a | b", ["a | b", "a | b", "a | b"]),
    ],
)
def test_a_line_of_the_sources_says_itself_and_what_is_left_without_its_markdown(
    line, found
):
    assert list(readings(line)) == found


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        (b"<head></head><body>x", b"<head></head><body>!x"),
        (b"<!-- <body> --><body>x", b"<!-- <body> --><body>!x"),
        (b'\xff\n<p title="<body>">\n\xc3\xa4<BODY\n a="1>2">x<body>', None),
        (b"no page", b"!no page"),
    ],
)
def test_what_is_wrong_stands_at_the_beginning_of_a_page_s_body(page, shown):
    shown = shown or page.replace(b'2">', b'2">!')
    assert preview.below_body_tag(page, b"!") == shown


def test_the_cells_of_a_table_are_told_apart_in_markdown_only():
    assert list(readings("| a | *b* |", tables=True)) == ["a", "b"]
    assert list(readings("a | b", tables=True)) == ["a | b", "a | b", "a", "b"]
    assert list(readings("ab", tables=True)) == ["ab", "ab", "ab"]
    assert list(readings("| a |")) == ["| a |", "| a |", "| a |"]


def test_every_line_of_a_text_is_read():
    assert list(readings("a\n- b")) == ["a", "a", "a", "- b", "b", "b"]


def test_json_says_its_keys_and_strings_and_no_numbers():
    data = json.dumps({"a": ["b", 1, None, {"c": "d\ne"}], "f": True}).encode()
    assert list(pieces("x.json", data)) == ["a", "b", "c", "d", "e", "f"]
