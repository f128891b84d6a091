"""The last look before a site goes live: what leaked is found in any spelling, what is honest is let pass."""

import gzip
import json
import random
import shutil
import unicodedata
from collections.abc import Iterator
from html import escape
from pathlib import Path
from urllib.parse import quote

import loaded
import pytest
from causebook.book.edition import Edition
from causebook.cli.starters import new_book
from causebook.model import Audience
from causebook.project import check
from causebook.site import built_text
from causebook.site import facts as facts_module
from causebook.site import leaks as leaks_module
from causebook.site.built_text import read_html
from causebook.site.facts import Lexicon, SiteFacts
from causebook.site.leaks import check_leaks
from causebook.site.verify import check_links, check_pages, verify

SECRETS = {
    "PIN": "4711",
    "PIN with a nought": "0815",
    "three digits": "739",
    "code": "X7",
    "phone": "+49 30 5550-1234",
    "extension": "ext. 60417",
    "host": "vault-07.corp.example",
    "address": "10.20.30.40",
    "mail": "night.shift@corp.example",
    "name": "Wilhelmina Vandermeer",
    "word": "Zugspitze",
    "accents": "Café Größenwahn",
    "Russian": "пароль четыре семь",
    "Greek": "κωδικός πόρτας",
    "Chinese": "打印机密码四七",
    "Japanese": "プリンターの暗証",
    "Korean": "비밀번호 사칠",
    "Arabic": "كلمة السر أربعة",
    "Hebrew": "הסיסמה ארבע",
    "Thai": "รหัสผ่านสี่เจ็ด",
    "Hindi": "पासवर्ड चार सात",
    "sentence": "The key lies under the third flower pot.",
    "ticket": "INC-204417",
    "command": "ssh root@printsrv9 reboot",
    "path": "/srv/secret_share/plans_2027",
    "capitals": "PROJECT NIGHTINGALE",
}
MARKED = {
    "bold": ("The **spare key** hangs left", "The spare key hangs left"),
    "link": ("see [the vault](https://vault.corp.example/x9)", "see the vault"),
    "address of a link": (
        "ask [them](https://chat.corp.example/q7)",
        "chat.corp.example/q7",
    ),
    "code": ("run `unlock --door 9`", "run unlock --door 9"),
    "cell": ("| door | 8-1-5-3 |", "8-1-5-3"),
    "item": ("3. Ring twice at gate B", "Ring twice at gate B"),
    "heading": ("## Where the moles meet", "Where the moles meet"),
    "image": (
        "![Map of the cellar](https://img.corp.example/m.png)",
        "Map of the cellar",
    ),
    "entity": ("Bread &amp; butter account", "Bread & butter account"),
}


def entities(text: str) -> str:
    return "".join(
        f"&#{ord(c)};" if n % 2 else f"&#x{ord(c):x};" for n, c in enumerate(text)
    )


def split(text: str) -> str:
    middle = max(1, len(text) // 2)
    return f"{escape(text[:middle])}<b>{escape(text[middle:])}</b>"


def page(inner: str) -> bytes:
    return f"<!doctype html><html><head><title>x</title></head><body><h1>y</h1>{inner}</body></html>".encode()


def escaped(text: str) -> str:
    return "".join(
        f"\\u{unit:04x}" for unit in memoryview(text.encode("utf-16-le")).cast("H")
    )


SPELLINGS = {
    "a paragraph": ("html", lambda t: page(f"<p>Before {escape(t)}, after</p>")),
    "capitals": ("html", lambda t: page(f"<p>{escape(t.upper())}</p>")),
    "an item among others": (
        "html",
        lambda t: page(f"<ul><li>a</li><li>{escape(t)}</li></ul>"),
    ),
    "a cell": (
        "html",
        lambda t: page(
            f"<table><tr><td>a</td><td>{escape(t)}</td><td>b</td></tr></table>"
        ),
    ),
    "references to characters": ("html", lambda t: page(f"<p>{entities(t)}</p>")),
    "split by a tag": ("html", lambda t: page(f"<p>{split(t)}</p>")),
    "a span for each letter": (
        "html",
        lambda t: page(
            "<p>" + "".join(f"<span>{escape(c)}</span>" for c in t) + "</p>"
        ),
    ),
    "hard blanks": (
        "html",
        lambda t: page(f"<p>{escape(t).replace(' ', '&nbsp;')}</p>"),
    ),
    "soft hyphens": (
        "html",
        lambda t: page(f"<p>{escape(t[:2])}&shy;{escape(t[2:])}</p>"),
    ),
    "no width between": (
        "html",
        lambda t: page(f"<p>{escape(t[:2])}\u200b{escape(t[2:])}</p>"),
    ),
    "breaks between words": (
        "html",
        lambda t: page(f"<p>{escape(t).replace(' ', '<br>')}</p>"),
    ),
    "lines between words": (
        "html",
        lambda t: page("<p>" + escape(t).replace(" ", "\n  ") + "</p>"),
    ),
    "decomposed": (
        "html",
        lambda t: page(f"<p>{unicodedata.normalize('NFD', escape(t))}</p>"),
    ),
    "an alternative": (
        "html",
        lambda t: page(f'<img src="a.png" alt="{escape(t)}">'),
    ),
    "a title": ("html", lambda t: page(f"<a title='{escape(t)}' href='x'>x</a>")),
    "a label": ("html", lambda t: page(f'<svg aria-label="{escape(t)}"></svg>')),
    "a description": (
        "html",
        lambda t: (
            f'<head><meta name="description" content="{escape(t)}"></head>'.encode()
        ),
    ),
    "the title": (
        "html",
        lambda t: f"<head><title>{escape(t)} - Book</title></head>".encode(),
    ),
    "a value": (
        "html",
        lambda t: page(
            f'<input value="{escape(t)}"><p data-note="{entities(t)}">x</p>'
        ),
    ),
    "a comment": ("html", lambda t: page(f"<!-- {t} -->")),
    "a drawing": (
        "html",
        lambda t: page(f"<svg><title>{escape(t)}</title><text>z</text></svg>"),
    ),
    "code": (
        "html",
        lambda t: page(f"<pre><code>$ a\n{escape(t)}\n$ b</code></pre>"),
    ),
    "JSON-LD": (
        "html",
        lambda t: page(
            f'<script type="application/ld+json">{json.dumps({"a": [t]})}</script>'
        ),
    ),
    "a script in a page": (
        "html",
        lambda t: page(
            f"<script>var a = {json.dumps(t, ensure_ascii=False)};</script>"
        ),
    ),
    "a script": ("js", lambda t: f'var a = "{escaped(t)}";'.encode()),
    "a style": ("css", lambda t: f"/* {t} */ p {{ color: red }}".encode()),
    "JSON": ("json", lambda t: json.dumps({"docs": [{"text": f"a {t} b"}]}).encode()),
    "a key of JSON": (
        "json",
        lambda t: json.dumps({t: 1}, ensure_ascii=False).encode(),
    ),
    "HTML in JSON": (
        "json",
        lambda t: json.dumps({"text": f"<p>{entities(t)}</p>"}).encode(),
    ),
    "escaped twice in JSON": (
        "json",
        lambda t: json.dumps({"text": f"<p>{escape(entities(t))}</p>"}).encode(),
    ),
    "a feed": (
        "xml",
        lambda t: (
            f"<feed><entry><summary>{escape(t)}</summary></entry></feed>".encode()
        ),
    ),
    "a section of a feed": (
        "xml",
        lambda t: f"<feed><summary><![CDATA[{t}]]></summary></feed>".encode(),
    ),
    "Markdown": ("md", lambda t: f"# A\n\n- **{t}**\n".encode()),
    "a text": ("txt", lambda t: f"a\n{t}\nb\n".encode()),
    "a table of values": ("csv", lambda t: f"a;b\n1;{t}\n".encode()),
    "UTF-16": ("txt", lambda t: f"a\n{t}\n".encode("utf-16")),
    "packed": (
        "xml.gz",
        lambda t: gzip.compress(f"<urlset><loc>{escape(t)}</loc></urlset>".encode()),
    ),
    "an address": ("html", lambda t: page(f'<a href="x/?q={quote(t)}">x</a>')),
    "in a picture": (
        "png",
        lambda t: (
            b"\x89PNG\r\n\x00\x00\x00tEXtComment\x00 in the picture: "
            + t.encode()
            + b" end.\x00\x01"
        ),
    ),
}
UNFIT = {
    "in a picture": lambda t: not t.isascii(),
    "an address": lambda t: "%" in t,
    "a section of a feed": lambda t: ">" in t,
}


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """The starter book with its public site."""
    book = tmp_path_factory.mktemp("verify") / "book"
    new_book(book)
    loaded.run("causebook", "build", cwd=book).check_returncode()
    return book


@pytest.fixture(scope="module")
def hidden(built, tmp_path_factory) -> Iterator[tuple[Path, Edition]]:
    """The same with every secret hidden in it: the site, and what must not be in it."""
    project = Path(shutil.copytree(built, tmp_path_factory.mktemp("hidden") / "book"))
    hide_all(project)
    checked = check(project)
    assert not checked.findings
    edition = checked.edition(Audience.PUBLIC)
    # what the site says of itself is the same for all of these tests
    with pytest.MonkeyPatch.context() as patch:
        for name in ("own", "theme", "shown"):
            patch.setattr(
                leaks_module, name, _always(getattr(leaks_module, name)(edition))
            )
        yield project / "site" / "public", edition


@pytest.fixture
def project(built, tmp_path) -> Path:
    """A copy of it, sources and site."""
    return Path(shutil.copytree(built, tmp_path / "book"))


def internal_page(project: Path, text: str, name: str = "desk.md") -> None:
    path = project / "content" / "internal" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"---\ntitle: Behind the scenes\n---\n\n{text}\n", "utf-8")


def leaks(project: Path) -> list:
    checked = check(project)
    assert not checked.findings
    return check_leaks(project / "site" / "public", checked.edition(Audience.PUBLIC))


def _always(value):
    return lambda _: value


def hide_all(project: Path) -> None:
    """Put every secret into an internal note, step, command or page."""
    values = list(SECRETS.values())
    cause = project / "causes" / "does-not-print" / "out-of-paper.yml"
    notes = "".join(
        f"  - {{audience: internal, text: {json.dumps(text, ensure_ascii=False)}}}\n"
        for text in values[::3]
    )
    cause.write_text(
        cause.read_text("utf-8").rstrip("\n") + f"\nnotes:\n{notes}", "utf-8"
    )
    fix = project / "causes" / "does-not-print" / "fixes" / "resume-the-queue.yml"
    steps = "".join(
        f"  - id: hidden-{n}\n    audience: internal\n    do: Hidden\n    commands:\n      - run: "
        f"{json.dumps(text, ensure_ascii=False)}\n"
        for n, text in enumerate(values[1::3])
    )
    fix.write_text(
        fix.read_text("utf-8").replace("steps:\n", f"steps:\n{steps}"), "utf-8"
    )
    internal_page(
        project,
        "\n\n".join([*values[2::3], *(source for source, _ in MARKED.values())]),
    )


PLANTED = {**SECRETS, **{name: shown for name, (_, shown) in MARKED.items()}}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_secret_is_found_however_it_is_spelled(spelling, hidden):
    suffix, write = SPELLINGS[spelling]
    site, edition = hidden
    planted = set()
    for n, text in enumerate(PLANTED.values()):
        if not UNFIT.get(spelling, lambda _t: False)(text):
            name = f"leak-{n}.{suffix}"
            (site / name).write_bytes(write(text))
            planted.add(name)
    found = {finding.path for finding in check_leaks(site, edition)}
    for name in planted:
        (site / name).unlink()
    assert len(planted) > 20
    assert found == planted


def test_a_secret_in_the_name_of_a_file_is_found(project):
    hide_all(project)
    (project / "site" / "public" / "the-key-lies-under-the-third-flower-pot").mkdir()
    (
        project
        / "site"
        / "public"
        / "the-key-lies-under-the-third-flower-pot"
        / "index.html"
    ).write_text("<p>x</p>")
    assert [finding.path for finding in leaks(project)] == [
        "the-key-lies-under-the-third-flower-pot/index.html"
    ]


def test_nothing_is_found_where_nothing_leaked(project):
    hide_all(project)
    assert leaks(project) == []


NEARLY = [
    "14711",
    "47110",
    "4711a",
    "4 711",
    "47.11",
    "Zugspitzebahn",
    "xZugspitze",
    "Zug spitze",
    "PROJECT X NIGHTINGALE",
    "the third key",
    "INC-2044171",
    "</td><td>47</td><td>11</td><td>",
    "<p>Wilhelmina</p><p>Vandermeer</p>",
]


@pytest.mark.parametrize("text", NEARLY)
def test_letters_that_run_together_are_no_words(text, hidden):
    site, edition = hidden
    (site / "page.html").write_bytes(page(f"<table><tr><td>{text}</td></tr></table>"))
    found = check_leaks(site, edition)
    (site / "page.html").unlink()
    assert found == []


def test_a_leak_is_one_finding_that_names_the_page_and_the_line_of_the_source(
    project,
):
    hide_all(project)
    for name in ("a", "b", "c"):
        (project / "site" / "public" / f"{name}.html").write_bytes(
            page("<p>vault-07.corp.example</p>" * 3)
        )
    (finding,) = leaks(project)
    text = (
        (project / "causes" / "does-not-print" / "out-of-paper.yml")
        .read_text("utf-8")
        .splitlines()
    )
    line = next(n for n, row in enumerate(text, 1) if "vault-07" in row)
    assert str(finding).startswith(
        "a.html:0:0: V002 has the internal text “vault-07.corp.example” of "
        f"causes/does-not-print/out-of-paper.yml:{line} ("
    ) or "desk.md" in str(finding)


def test_a_whole_internal_page_that_leaked_is_one_finding(project):
    internal_page(
        project,
        "\n\n".join(
            f"This is the hidden line with the number {n * 7919}." for n in range(100)
        ),
    )
    text = "".join(
        f"<p>This is the hidden line with the number {n * 7919}.</p>"
        for n in range(100)
    )
    (project / "site" / "public" / "page.html").write_bytes(page(text))
    (finding,) = leaks(project)
    assert "(and 99 more)" in finding.message
    assert "content/internal/desk.md:" in finding.message


# Honest books

TEMPLATE_WORDS = [
    "## Why it happens",
    "## Exact messages",
    "| Where | What |\n| --- | --- |\n| yes | no |",
    "# What to do now",
    "## How to recognise it",
    "Last reviewed on",
    "- always\n- usually\n- sometimes\n- never",
    "minutes",
    "can be undone",
    "Search",
    "Table of contents",
    "Back to top",
    "Skip to content",
    "Copy to clipboard",
    "Search this site",
    "Switch to dark",
    "Link to this section",
    "## Fixes",
    "## Symptoms",
    "On paper",
    "Home",
    "Platforms",
    "yes",
    "no",
    "1",
    "42",
    "a",
    "b)",
    "---",
    "{",
    "}",
    "fi",
    "done",
    "`true`",
    "header",
    "main",
    "nav",
    "true",
    "false",
    "null",
    "function",
    "return",
    "```\nif x:\n    return\n```",
    "you",
    "the help desk",
    "Printer",
    "Print queue",
    "> It happens",
    "**Why the printer does not print**",
    "I want to print",
    "index.md",
    "does-not-print",
    "Causes",
]


def test_honest_pages_that_say_what_the_public_site_says_are_let_pass(project):
    site = project / "site" / "public"
    copies = sorted(site.rglob("*.md"))
    assert len(copies) > 20
    for n, copy in enumerate(copies):
        lines = [
            line for line in copy.read_text("utf-8").splitlines() if "](" not in line
        ]
        internal_page(project, "\n".join(lines), f"copy-{n}.md")
    internal_page(project, "\n\n".join(TEMPLATE_WORDS))
    checked = check(project)
    findings = [
        finding
        for finding in checked.findings
        if finding.code not in {"C005", "C006"}
    ]
    assert not findings
    assert verify(site, checked.edition(Audience.PUBLIC)) == []


@pytest.mark.parametrize("seed", range(4))
def test_lines_made_of_public_text_are_let_pass(seed, project):
    pick = random.Random(seed)
    site = project / "site" / "public"
    pieces = []
    for path in pick.sample(sorted(site.rglob("*.html")), 12):
        pieces += [
            piece.strip()
            for piece in read_html(path.read_text("utf-8")).pieces
            if 3 < len(piece.strip()) < 60
            and piece.isprintable()
            and not set(piece) & set('<>&{}[]()`*_#|/\\:="')
        ]
    internal_page(
        project,
        "\n\n".join(f"- {piece}" for piece in sorted(pick.sample(pieces, 60))),
    )
    assert leaks(project) == []


def test_what_the_public_book_says_is_no_secret(project):
    internal_page(project, "The queue is called 4711.")
    start = project / "content" / "index.md"
    start.write_text(
        start.read_text("utf-8") + "\nThe queue is called 4711.\n", "utf-8"
    )
    (project / "site" / "public" / "index.html").write_bytes(
        page("<p>The queue is called 4711.</p>")
    )
    assert leaks(project) == []


def test_a_fault_of_the_filter_does_not_hide_itself(project, monkeypatch):
    hide_all(project)
    from causebook.book import edition

    monkeypatch.setattr(edition, "for_audience", lambda book, _audience: book)
    (project / "site" / "public" / "page.html").write_bytes(
        page("<p>vault-07.corp.example</p>")
    )
    checked = check(project)
    assert [
        f.path
        for f in check_leaks(
            project / "site" / "public", checked.edition(Audience.PUBLIC)
        )
    ] == ["page.html"]


# Files


def test_an_internal_file_is_found_by_its_bytes_whatever_it_is_called(project):
    internal_page(project, "![](plan.png)")
    data = bytes(range(256)) * 9
    (project / "content" / "internal" / "plan.png").write_bytes(data)
    (project / "content" / "internal" / "empty.png").write_bytes(b"")
    site = project / "site" / "public"
    (site / "assets" / "logo.bin").write_bytes(data)
    (site / "nothing.txt").write_bytes(b"")
    assert [(f.path, f.message) for f in leaks(project)] == [
        ("assets/logo.bin", "is the internal file content/internal/plan.png")
    ]
    (project / "content" / "logo.png").write_bytes(data)
    (project / "content" / "more.md").write_text(
        "---\ntitle: x\naudience: public\n---\n![](logo.png)\n"
    )
    assert leaks(project) == []


def test_the_lines_of_an_internal_text_file_are_internal(project):
    internal_page(project, "x")
    (project / "content" / "internal" / "rooms.csv").write_text(
        "room;key\ncellar seven;brass\n"
    )
    (project / "site" / "public" / "page.html").write_bytes(
        page("<p>cellar seven: brass</p>")
    )
    (finding,) = leaks(project)
    assert "content/internal/rooms.csv:2" in finding.message


def test_the_theme_of_a_site_is_known_by_its_bytes_and_not_by_its_folder(project):
    hide_all(project)
    script = next(
        (project / "site" / "public" / "assets" / "javascripts").glob("bundle.*.js")
    )
    script.write_text(
        script.read_text("utf-8") + "// vault-07.corp.example\n", "utf-8"
    )
    assert [finding.path for finding in leaks(project)] == [
        script.relative_to(project / "site" / "public").as_posix()
    ]


# Links


@pytest.mark.parametrize(
    ("html", "broken"),
    [
        ("<a href=nowhere/>x</a>", 1),
        ("<A HREF='nowhere/'>x</A>", 1),
        ('<a\nhref = "nowhere/"\n>x</a>', 1),
        ("<!-- <a href='nowhere/'>x</a> -->", 0),
        ("<script>a = \"<a href='nowhere/'>\"</script>", 0),
        ("<a title=\"a > b\" href='nowhere/'>x</a>", 1),
        ("<a data-href='nowhere/'>x</a>", 0),
        ("<img srcset='no.png 2x'>", 1),
        ("<p id='a&amp;b'>x</p><a href='#a&amp;b'>x</a>", 0),
        ("<a href='#&#97;'>x</a><p id=a>x</p>", 0),
        ("<a href='#c'>x</a>", 1),
        ("<a href='page.html'>x</a>", 0),
        ("<a href='http://[::1'>x</a>", 1),
        ("<a href='%70age.html'>x</a>", 0),
        ("<textarea><a href='nowhere/'></textarea>", 1),
        ("<a href=''>x</a>", 0),
    ],
)
def test_links_are_read_as_a_browser_reads_them(html, broken, tmp_path):
    (tmp_path / "page.html").write_text(f"<!doctype html><body>{html}</body>")
    assert len(check_links(SiteFacts.of(tmp_path).files)) == broken


def test_a_tag_that_stands_on_many_pages_is_each_pages_own(tmp_path):
    for folder in ("a", "a/b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "index.html").write_text(
            "<p><a href='../x.html'>x</a><a href=y>y</a>"
        )
    (tmp_path / "x.html").write_text("<p id=x>")
    (tmp_path / "a" / "y").write_text("")
    assert [
        (f.path, f.message.split("”")[0])
        for f in check_links(SiteFacts.of(tmp_path).files)
    ] == [
        ("a/b/index.html", "link “../x.html"),
        ("a/b/index.html", "link “y"),
    ]


def test_missing_pages_and_names_that_differ_in_case_only_are_findings(tmp_path):
    (tmp_path / "A.html").write_text("")
    (tmp_path / "a.html").write_text("")
    assert [
        (f.path, f.code) for f in check_pages(tmp_path, ["b/index.html", "a.html"])
    ] == [
        ("b/index.html", "V004"),
        ("a.html", "V003"),
    ]


MARKUP = (
    *(
        "<",
        "</",
        ">",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<?x?>",
        "<!x>",
        "&amp",
        "&lt;",
    ),
    *(
        "<div>",
        "</div>",
        "<p class='x>y'>",
        '<a href="b">',
        "</a>",
        "<br/>",
        "<br>",
        "&",
    ),
    *(
        "<script>",
        "</script>",
        "</script >",
        "<SCRIPT>",
        "</SCRIPT>",
        "<style>",
        "</style>",
    ),
    *("<textarea>", "</textarea>", "<title>", "</title>", "a", " ", "\n", '{"a": 1}'),
    *(
        '<script type="application/json">',
        "<i id=a>",
        "</i>",
        "a > b",
        "<b",
        "/>",
        "</p",
    ),
)


def as_the_base_class_reads(text):
    """What a page says, with nothing known of any tag."""
    built_text._Parser.known.clear()
    parser = built_text._Parser()
    parser.feed(text)
    parser.close()
    parser.flush()
    return parser.page


def test_known_tags_are_read_as_if_they_were_not_known():
    chance = random.Random(4)
    for _ in range(3000):
        text = "".join(chance.choices(MARKUP, k=chance.randrange(1, 14)))
        expected = as_the_base_class_reads(text)
        read_html("".join(MARKUP[: chance.randrange(len(MARKUP))]))
        assert read_html(text) == expected, text
        assert read_html(text) == expected, text


def test_what_is_remembered_of_pages_has_an_end(monkeypatch):
    monkeypatch.setattr(built_text, "_MOST", 10)
    monkeypatch.setattr(facts_module, "_MOST", 10)
    lexicon = Lexicon()
    for n in range(100):
        page = read_html(f'<a href="page-{n}">text {n}</a>')
        numbers = lexicon.numbers(page.pieces)
        assert {lexicon.lines[n] for n in numbers} >= {b"text %d" % n}
    assert len(built_text._Parser.known) <= 10
    assert len(lexicon._read) <= 13
