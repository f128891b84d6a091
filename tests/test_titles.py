"""No two pages have one title, and all of a built site are whole, whatever their authors wrote."""

import html
import os
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import loaded
import pytest
from causebook.book.titles import page_titles
from causebook.cli.starters import new_book
from hypothesis import given
from hypothesis import strategies as st
from small_book import book, cause, fix, section, symptom


def titled(*titles):
    """A book with fixes of these titles."""
    return book(
        section(
            fixes=[fix(f"fix-{n}", title=title) for n, title in enumerate(titles)]
        )
    )


def test_a_title_of_its_own_stays_as_it_is():
    assert page_titles(titled("Load paper"), ())["fix-0"] == "Load paper"


def test_entries_of_one_title_say_what_they_are():
    whole = book(
        section(
            [cause("cause", title="It is off")],
            [fix(title="One")],
            [symptom("seen", title="It is OFF")],
            title="Problem",
        )
    )
    made = page_titles(whole, ())
    assert (made["cause"], made["seen"]) == (
        "It is off (cause)",
        "It is OFF (symptom)",
    )


def test_entries_of_one_kind_say_of_which_problem_they_are():
    other = replace(
        section(fixes=[fix("b", title="X")]),
        problem=section(id="q", title="Q").problem,
    )
    one = section(fixes=[fix("a", title="X")], id="p", title="P")
    made = page_titles(book(one, other), ())
    assert (made["a"], made["b"]) == ("X (fix, P)", "X (fix, Q)")


TITLES = st.lists(
    st.sampled_from(["X", "x ", "X (fix)", "x (Fix, a title)", "X (fix-1)", "Other"])
)


@given(TITLES, st.lists(st.sampled_from(["X", "x (fix)"])))
def test_no_two_pages_have_one_title(titles, taken):
    made = [
        " ".join(title.casefold().split())
        for title in page_titles(titled(*titles), taken).values()
    ]
    assert [title for title, count in Counter(made).items() if count > 1] == []


# A built site


def pages(site: Path) -> dict[str, str]:
    """The pages of a site that do not only lead on, by path."""
    found = {
        path.relative_to(site).as_posix(): path.read_text("utf-8")
        for path in site.rglob("*.html")
    }
    return {
        name: text
        for name, text in found.items()
        if 'http-equiv="refresh"' not in text
    }


def test_every_page_of_a_site_has_a_title_and_a_description_of_its_own(built_once):
    for pattern in (
        r"<title>(.*?)</title>",
        r'<meta name="description" content="([^"]*)"',
    ):
        told = [
            re.search(pattern, text, re.S)[1].strip()
            for name, text in pages(built_once / "site" / "public").items()
            if name != "404.html"
        ]
        assert [
            one for one, count in Counter(told).items() if count > 1 or not one
        ] == []


def test_quotes_and_markup_reach_title_and_description_whole(book, run):
    hostile = 'Say "yes" & <b>"no"</b> \'now\''
    file = book / "causes" / "does-not-print" / "out-of-paper.yml"
    lines = [
        f"{line.split(':')[0]}: {hostile!r}"
        if re.match("title:|summary:", line)
        else line
        for line in file.read_text().splitlines()
    ]
    quoted = hostile.replace("'", "''")
    file.write_text(
        "\n".join(line.replace(repr(hostile), f"'{quoted}'") for line in lines) + "\n"
    )
    done = run("build", cwd=book)
    assert done.returncode == 0, done.stderr
    text = (book / "site/public/does-not-print/out-of-paper/index.html").read_text(
        "utf-8"
    )
    for tag in (
        '<meta name="description" content="',
        '<meta property="og:title" content="',
    ):
        assert html.unescape(text.split(tag)[1].split('"')[0]) == hostile


SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(scope="module")
def addressed(tmp_path_factory) -> Path:
    """The public site of the starter book, at an address."""
    folder = tmp_path_factory.mktemp("addressed") / "book"
    new_book(folder)
    told = {**os.environ, "CAUSEBOOK_SITE_URL": "https://help.example.org"}
    done = loaded.run("causebook", "build", cwd=folder, env=told)
    done.check_returncode()
    assert "no address is set" not in done.stderr
    return folder / "site" / "public"


def test_without_an_address_no_page_says_one_and_the_publisher_is_told(book, run):
    done = run("build", cwd=book)
    assert "no address is set" in done.stderr
    site = book / "site" / "public"
    for path in site.rglob("*"):
        if path.suffix in {".html", ".xml", ".md", ".txt", ".json"}:
            assert not re.search(
                r"127\.0\.0\.1|localhost", path.read_text("utf-8")
            ), path


def test_the_sitemap_has_every_page_once_with_the_day_of_its_entry(addressed):
    site = addressed
    tree = ElementTree.parse(site / "sitemap.xml")
    told = {
        url.findtext(f"{SITEMAP}loc"): url.findtext(f"{SITEMAP}lastmod")
        for url in tree.iter(f"{SITEMAP}url")
    }
    made = [
        name.removesuffix("index.html") for name in pages(site) if name != "404.html"
    ]
    assert sorted(told) == sorted(f"https://help.example.org/{name}" for name in made)
    assert (
        told["https://help.example.org/does-not-print/out-of-paper/"] == "2026-11-24"
    )
    assert told["https://help.example.org/messages/"] == "2026-11-24"


@pytest.mark.parametrize(
    "name", ["does-not-print/out-of-paper/", "does-not-print/fixes/", "diagnose/"]
)
def test_a_page_says_where_it_is_and_brings_a_picture_for_links(name, addressed):
    text = (addressed / name / "index.html").read_text("utf-8")
    said = dict(
        re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)"', text)
    )
    address = html.unescape(
        re.search(r'<link rel="canonical" href="([^"]*)"', text)[1]
    )
    assert (
        address == html.unescape(said["og:url"]) == f"https://help.example.org/{name}"
    )
    picture = html.unescape(said["og:image"]).removeprefix(
        "https://help.example.org/"
    )
    assert (addressed / picture).read_bytes().startswith(b"\x89PNG")
    assert said["twitter:card"] == "summary_large_image"


def test_the_foot_stands_on_every_page_and_the_edition_in_one_script_alone(
    built_once,
):
    site = built_once / "site" / "public"
    edition = re.search(
        r'"(Version \w{12} [\d-]{10})"',
        (site / "assets/causebook/edition.js").read_text(),
    )[1]
    for name, text in pages(site).items():
        is_diagnosis = name.startswith("diagnose/")
        assert ("Did " in text) is (name != "404.html"), name
        assert (edition in text) is is_diagnosis, name
        assert is_diagnosis or "data-kb-edition" in text, name
