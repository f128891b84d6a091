"""What other builders than MkDocs are given: addresses that lead where they led, the same tree."""

from __future__ import annotations

import posixpath
from pathlib import Path
from urllib.parse import urljoin

import pytest
import yaml
from causebook.book.addresses import url
from causebook.cli.starters import new_book
from causebook.load.whole import whole
from causebook.render import from_source
from causebook.render.from_source import seen_from_source
from causebook.strings import strings
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment
from mkdocs.config import load_config

pytestmark = pytest.mark.whole  # whole sites by other builders

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
    [
        "",
        "#here",
        "?x",
        "/a/",
        "//host/a/",
        "mailto:a@b.example",
        "https://host/",
        "data:,x",
    ],
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
    files = {
        "index.md": '<a href="a/">',
        "a/index.md": '<a href="../b/">',
        "c.html": "<a href=x>",
    }
    assert from_source({**files, "d.png": b"x"}) == {**files, "d.png": b"x"}


NAV = "nav:\n  - Secret plans: internal.md\n"


def test_a_tree_by_itself_is_that_of_a_build(book: Path, run) -> None:
    config = book / "mkdocs.yml"
    config.write_text(
        config.read_text()
        .replace("\nnav:\n", f"\n{NAV}")
        .replace("# edit_url", "edit_url")
    )
    assert run("build", cwd=book).returncode == 0
    docs = book / "build/public/docs"
    built = {path: path.read_bytes() for path in docs.rglob("*") if path.is_file()}
    assert (
        b"git.example.com/you/book/edit/main"
        in built[docs / "does-not-print/out-of-paper.md"]
    )
    assert run("generate", "--audience", "public", cwd=book).stderr.endswith(
        " 0 changed\n"
    )
    assert "Secret plans" not in (docs / "diagnose/index.html").read_text()
    given = (
        "--site-url",
        "https://help.example/",
        "--edit-url",
        "https://git.example/",
    )
    assert run("generate", "--audience", "public", *given, cwd=book).returncode == 0
    page = (docs / "does-not-print/out-of-paper.md").read_text()
    assert "https://git.example/causes/" in page
    assert "https://help.example/does-not-print/" in (docs / "feed.xml").read_text()


def test_the_markdown_of_pages_is_put_beside_them(built: Path, run) -> None:
    site, words = (
        built / "site/public",
        ("generate", "--audience", "public", "--beside"),
    )
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    copies = [path for path in before if path.suffix == ".md"]
    for path in copies:
        path.unlink()
    assert run(*words, "site/public", cwd=built).returncode == 0
    assert copies
    assert {
        path: path.read_bytes() for path in site.rglob("*") if path.is_file()
    } == before
    for wrong in ("causes", "build/public/docs", ".", "nowhere"):
        assert run(*words, wrong, cwd=built).returncode in {2, 3}
    target = copies[0]
    target.unlink()
    target.symlink_to(built / "mkdocs.yml")
    refused = run(*words, "site/public", cwd=built)
    assert (refused.returncode, "is a symbolic link" in refused.stderr) == (3, True)


def test_the_sitemap_takes_pages_as_zensical_gives_them(book: Path) -> None:
    template = Environment(autoescape=True).from_string(
        (book / "site_overrides/sitemap.xml").read_text()
    )
    own = {"causebook": {"modified": "2026-11-24"}}
    pages = [
        {"canonical_url": "https://a.example/b/?c&d", "meta": own},
        {"canonical_url": "https://a.example/", "meta": {}},
    ]
    held = [{"page": page} for page in pages] + [
        {"page": {"is_link": True, **pages[0]}}
    ]
    config = {"site_url": "https://a.example/"}
    flat = template.render(pages=pages, config=config)
    assert flat == template.render(pages=held, config=config)
    assert flat.count("<loc>") == len(pages) + 1
    assert "b/?c&amp;d</loc><lastmod>2026-11-24</lastmod>" in flat


BASE = """\
theme: material
plugins: [search, causebook]
markdown_extensions:
  - toc: {slugify: !!python/name:markdown.extensions.toc.slugify_unicode }
nav: [one.md, two.md]
extra: {a: 1, b: {c: 2}}
"""
NEAR = """\
INHERIT: base.yml
site_url: !ENV [ADDRESS, "https://a.example/"]
nav: [three.md]
extra: {b: {d: 3}}
"""


def test_a_configuration_in_one_file_is_what_mkdocs_makes_of_several(tmp_path):
    (tmp_path / "base.yml").write_text(BASE)
    (tmp_path / "mkdocs.yml").write_text(f"site_name: S\n{NEAR}")
    text = whole(tmp_path / "mkdocs.yml", {})
    assert "!ENV" in text
    assert "!!python/name:markdown.extensions.toc.slugify_unicode" in text
    (tmp_path / "docs").mkdir()
    (tmp_path / "flat.yml").write_text(text)
    flat, several = (
        load_config(str(tmp_path / name)) for name in ("flat.yml", "mkdocs.yml")
    )
    assert (flat.nav, flat.extra, flat.site_url, flat.mdx_configs) == (
        several.nav,
        several.extra,
        several.site_url,
        several.mdx_configs,
    )
    values = {("theme", "language"): "de", ("nav",): ["four.md"], ("new", "key"): 5}
    changed = yaml.compose(whole(tmp_path / "mkdocs.yml", values))
    said = {key.value: value for key, value in changed.value}
    assert [node.value for node in said["nav"].value] == ["four.md"]
    theme = {key.value: value.value for key, value in said["theme"].value}
    assert theme == {"name": "material", "language": "de"}


def test_a_builder_without_plugins_gets_words_and_navigation(tmp_path, run):
    project = tmp_path / "book"
    new_book(project, language="de")
    config = project / "mkdocs.yml"
    config.write_text(config.read_text().replace("\nnav:\n", f"\n{NAV}"))
    done = run("generate", "--for", "zensical", cwd=project)
    assert done.returncode == 0, done.stderr
    made = project / "build/public/mkdocs.yml"
    assert "Secret plans" not in made.read_text("utf-8")
    said = load_config(str(made))
    assert said.extra["strings"] == strings("de").frame
    assert said.theme["language"] == "de"
    assert Path(said.docs_dir) == project / "build/public/docs"
    assert Path(said.theme.custom_dir).resolve() == project / "site_overrides"
    assert Path(said.site_dir) == project / "build/public/site"
    page = (project / "build/public/docs/does-not-print/index.md").read_text("utf-8")
    assert '"strings"' not in page
    refused = run("generate", "--for", "zensical", "--out", "x", cwd=project)
    assert (refused.returncode, "--out" in refused.stderr) == (2, True)
