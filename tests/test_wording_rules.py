"""What a public site says anyway, so that it may: the theme, the package, the public pages."""

import shutil
from importlib.metadata import version
from pathlib import Path

from causebook.site import wording
from causebook.site.plain import words
from small_book import book, cause, fix, section, symptom
from test_audience_rules import HIDDEN
from test_leak_rules import PUBLIC, edition, page


def test_a_file_is_the_themes_own_only_at_its_place_and_byte_for_byte(tmp_path):
    folder = wording._theme()
    [script] = folder.glob("assets/javascripts/bundle.*.min.js")
    name = script.relative_to(folder).as_posix()
    copy = Path(shutil.copy(script, tmp_path / "copy.js"))
    assert wording.shipped(name, copy)
    assert not wording.shipped("assets/other.js", copy)
    assert not wording.shipped("base.html", Path(folder / "base.html"))
    copy.write_text("changed")
    assert not wording.shipped(name, copy)


def test_the_theme_and_the_package_speak_and_their_drawings_do_not(tmp_path):
    made = edition(tmp_path)
    theme = wording.theme(made)
    assert b" mkdocs " in theme
    assert b" mkdocs material " in theme
    assert b" skip to content " in theme
    assert b" back to top " in theme
    versions = [f"{name}-{version(name)}" for name in ("mkdocs", "mkdocs-material")]
    assert words(", ".join(versions)) in theme
    own = wording.own(made)
    for said in (
        "why it happens",
        "paste",
        "common",
        "shown with a stand-in of ours",
    ):
        assert words(said) in own, said
    assert (
        words("move it away or delete it yourself") not in own
    )  # a site never says that


def test_the_configuration_speaks_but_for_the_names_of_internal_pages(tmp_path):
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Zaunkönig\ntheme: {name: material, custom_dir: my_overrides}\nnav:\n  - Eisvogel: index.md\n  - Wiedehopf: internal/desk.md\n"
        "  - Pirol:\n      - Bussard: internal/desk.md\n      - Sperber: other.md\n"
    )
    (tmp_path / "my_overrides").mkdir()
    for name in (
        "main.html",
        "text.txt",
        "LICENSE",
        "x.mjs",
        "x.js",
        "x.py",
        "x.md.j2",
    ):
        (tmp_path / "my_overrides" / name).write_text(f"<p>spoken in {name}</p>")
    (tmp_path / "my_overrides" / "deep.html").write_text(
        "<p title='Mau&lt;b&gt;ersegler'></p>"
    )
    (tmp_path / "my_overrides" / ".icons").mkdir()
    (tmp_path / "my_overrides" / ".icons" / "x.html").write_text("<p>drawn icon</p>")
    own = wording.own(
        edition(
            tmp_path, page("internal/desk.md", "x"), page("index.md", "x", PUBLIC)
        )
    )
    for said in (
        "zaunkonig",
        "eisvogel",
        "pirol",
        "sperber",
        "nav",
        "index md",
        "other md",
        "spoken in main html",
        "spoken in x mjs",
        "spoken in x js",
        "spoken in x py",
        "spoken in x md j2",
        "mauersegler",
    ):
        assert f" {said} ".encode() in own, said
    for said in (
        "wiedehopf",
        "bussard",
        "internal desk md",
        "spoken in text txt",
        "spoken in license",
        "drawn icon",
    ):
        assert f" {said} ".encode() not in own, said


def test_the_public_pages_speak_with_the_name_of_the_site_behind_their_titles(
    tmp_path, monkeypatch
):
    (tmp_path / "mkdocs.yml").write_text("site_name: Zaunkönig\n")
    (tmp_path / "list.txt").write_text("in a file beside")
    whole = book(
        section(
            [cause("cause", title="Out of paper")],
            [fix(title="Load it")],
            [symptom()],
        )
    )
    pages = (
        page("index.md", "Hello *you*.", PUBLIC, title="Welcome"),
        page("desk.md", "Eisvogel.", title="Desk"),
    )
    made = edition(
        tmp_path, *pages, whole=whole, assets=(("list.txt", tmp_path / "list.txt"),)
    )
    shown = wording.shown(made)
    for said in (
        "out of paper zaunkonig",
        "welcome zaunkonig",
        "load it",
        "hello you",
        "problem cause md",
        "list txt",
    ):
        assert f" {said} ".encode() in shown, said
    for said in ("desk zaunkonig", "eisvogel", "in a file beside"):
        assert f" {said} ".encode() not in shown, said
    for text in ("theme: x\n", "- x\n"):
        (tmp_path / "mkdocs.yml").write_text(text)
        assert b" welcome " in wording.shown(made)
    monkeypatch.setattr(
        "causebook.book.edition.for_audience", lambda book, _audience: book
    )
    closed = book(section([cause("no-cause", **HIDDEN)], [fix()], [symptom()]))
    assert wording.shown(edition(tmp_path, whole=closed)) == b""
