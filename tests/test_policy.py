"""What a page runs and loads is what its policy allows, by the W3C's rules for hashes and hosts."""

import base64
import hashlib

import pytest
from causebook.cli.commands import main
from causebook.site.policy import FORMS, Policy, policy_of_page, united, with_policy
from click.testing import CliRunner


def hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def directives(html: str) -> dict[str, list[str]]:
    parts = [part.split() for part in str(policy_of_page(html)).split("; ")]
    return {name: sources for name, *sources in parts}


LOADED = [
    (
        '<script src="https://cdn.example.com/a.js"></script>',
        "script-src",
        "https://cdn.example.com",
    ),
    (
        '<script src="//cdn.example.com:8443/a.js"></script>',
        "script-src",
        "https://cdn.example.com:8443",
    ),
    (
        '<link rel="stylesheet" href="https://fonts.example.com/css">',
        "style-src",
        "https://fonts.example.com",
    ),
    (
        '<link rel="preconnect" href="https://files.example.com" crossorigin>',
        "font-src",
        "https://files.example.com",
    ),
    ('<img src="http://img.example.com/a.png">', "img-src", "http://img.example.com"),
    (
        '<img srcset="a.png 1x, https://img.example.com/b.png 2x">',
        "img-src",
        "https://img.example.com",
    ),
    (
        '<iframe src="https://video.example.com/x"></iframe>',
        "frame-src",
        "https://video.example.com",
    ),
    (
        '<video src="https://video.example.com/x.mp4"></video>',
        "media-src",
        "https://video.example.com",
    ),
    (
        '<form action="https://user:pw@find.example.com/"></form>',
        "form-action",
        "https://find.example.com",
    ),
]


@pytest.mark.parametrize(("html", "directive", "source"), LOADED)
def test_what_comes_from_another_host_is_allowed_where_it_is_used_only(
    html, directive, source
):
    plain, found = directives(""), directives(html)
    assert source in found.pop(directive)
    assert "'none'" not in directives(html)[directive]
    assert found == {
        name: sources for name, sources in plain.items() if name != directive
    }


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://example.com/">out</a>',
        '<link rel="canonical" href="https://example.com/">',
        '<img src="data:image/png;base64,AAAA">',
        '<script type="application/ld+json">{"a": 1}</script>',
        '<script src="a.js"></script><img src="/b.png"><form action="messages/"></form>',
        "<!-- <script>alert(1)</script> -->",
        '<img src="https://[broken/x">',
    ],
)
def test_what_needs_no_leave_gets_none(html):
    assert directives(html) == directives("")


@pytest.mark.parametrize(
    "text", ["a()", "\n  a() && '<b>'\n", "“ü”", "", "x = '<!--'"]
)
def test_inline_scripts_and_styles_are_allowed_by_their_whole_text(text):
    assert hashed(text) in directives(f"<script>{text}</script>")["script-src"]
    assert hashed(text) in directives(f"<STYLE>{text}</STYLE>")["style-src"]
    assert "'unsafe-inline'" not in str(policy_of_page(f"<script>{text}</script>"))


def test_an_attribute_with_a_style_is_allowed_by_its_hash():
    found = directives('<p style="color: red">')["style-src-attr"]
    assert found == ["'unsafe-hashes'", hashed("color: red")] or found == [
        hashed("color: red"),
        "'unsafe-hashes'",
    ]


@pytest.mark.parametrize(
    "html",
    ['<b onclick="a()">', '<a href=" JavaScript:a()">x</a>', '<body ONLOAD="a()">'],
)
def test_what_no_policy_allows_is_told(html):
    assert policy_of_page(html).refused


def test_a_page_says_its_policy_first_and_only_its_own():
    page = "<!doctype html>\n<html>\n<head lang='x'>\n<meta charset=utf-8><script>a()</script></head></html>"
    said = with_policy(page)
    before, _, after = said.partition(
        '<meta http-equiv="Content-Security-Policy" content="'
    )
    assert before == "<!doctype html>\n<html>\n<head lang='x'>"
    assert after.startswith(f'{policy_of_page(page)}">\n<meta charset')
    assert "frame-ancestors" not in said  # a browser ignores it there, with a warning
    assert with_policy("<p>no head</p>") == "<p>no head</p>"


@pytest.mark.parametrize("form", FORMS)
def test_every_form_says_every_header(form, tmp_path):
    (tmp_path / "index.html").write_text("<script>a()</script>")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "x.html").write_text("<script>b()</script>")
    done = CliRunner().invoke(
        main, ["policy", "--site", str(tmp_path), "--for", form]
    )
    assert done.exit_code == 0
    for name, value in united(
        policy_of_page(f"<script>{text}</script>") for text in ("a()", "b()")
    ).headers.items():
        assert name in done.stdout
        assert value in done.stdout


def test_a_handler_in_a_page_is_told_and_no_success(tmp_path):
    (tmp_path / "index.html").write_text('<b onclick="a()">')
    done = CliRunner().invoke(main, ["policy", "--site", str(tmp_path)])
    assert done.exit_code == 1
    assert "onclick=“a()” does not run" in done.stderr


def test_without_a_site_there_is_one_line(tmp_path):
    done = CliRunner().invoke(main, ["policy", "--project", str(tmp_path)])
    assert done.exit_code == 3
    assert "build it first" in done.stderr


def test_every_page_of_a_book_that_wants_it_says_its_policy(book, run):
    config = book / "mkdocs.yml"
    said = config.read_text("utf-8")
    config.write_text(
        said.replace(
            "    audience: public\n", "    audience: public\n    policy: true\n"
        )
    )
    assert run("build", cwd=book).returncode == 0
    pages = [
        path.read_text("utf-8") for path in (book / "site" / "public").rglob("*.html")
    ]
    themed = [page for page in pages if "data-md-color-scheme" in page]
    assert len(themed) > 20
    for page in themed:
        meta = f'<meta http-equiv="Content-Security-Policy" content="{policy_of_page(page)}">'
        assert meta in page
    others = [page for page in pages if "Content-Security-Policy" not in page]
    assert all(
        policy_of_page(page) == Policy() for page in others
    )  # they lead to a new address
