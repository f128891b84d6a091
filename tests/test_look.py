"""A publisher's colours and fonts are on every page and in the diagnosis, or a finding says why not."""

import re

import pytest
from causebook.check.look import contrast
from causebook.load.look import KEYS, Look, fits
from causebook.project import check


def told(book, look: str) -> list[str]:
    """The findings about a look of the starter book."""
    config = book / "mkdocs.yml"
    config.write_text(
        config.read_text("utf-8").replace("extra:\n", f"extra:\n  look: {look}\n", 1)
    )
    return [str(finding) for finding in check(book).findings]


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000", "#ffffff", 21),
        ("#777777", "#fff", 4.48),
        ("#fff", "#fff", 1),
        ("#0f0", "#000", 15.3),
    ],
)
def test_the_contrast_is_that_of_wcag(one, other, ratio):
    assert (
        contrast(one, other)
        == contrast(other, one)
        == pytest.approx(ratio, rel=0.002)
    )


@pytest.mark.parametrize(
    ("look", "says"),
    [
        ("red", "`look` has no keys"),
        ("{acent: '#a8123e'}", "did you mean “accent”?"),
        ("{accent: crimson}", "“crimson” is no colour"),
        ("{accent: '#a8123'}", "“#a8123” is no colour"),
        ("{accent: '#a8123e;} body{display:none'}", "is no colour"),
        ("{accent: [1]}", ""),
        ("{accent: '#ffcc00'}", "have a contrast of 1.5 (take a darker one"),
        ("{accent_dark: '#333'}", "(take a lighter one"),
        ("{font: 'x; } * { display: none'}", "is no name of fonts"),
        ("{code_font: 3}", ""),
    ],
)
def test_a_look_that_cannot_be_is_one_finding_at_its_line(book, look, says):
    findings = told(book, look)
    assert len(findings) == bool(says)
    assert all(
        re.match(r"mkdocs.yml:\d+:\d+: M005 ", one) and says in one
        for one in findings
    )


@pytest.mark.parametrize("key", KEYS)
def test_what_is_shipped_fits(key):
    assert fits(key, getattr(Look(), key))
    for hostile in (
        "</style>",
        "a{b",
        "a;b",
        "url(x)",
        "\\",
        "/*",
        "",
        None,
        3,
        ["a"],
    ):
        assert not fits(key, hostile)
        assert getattr(Look.given({key: hostile}), key) == getattr(Look(), key)


def test_site_and_diagnosis_have_one_look(book, run):
    assert (
        told(
            book,
            "{accent: '#a8123e', accent_dark: '#ff9db5', font: 'Georgia, serif'}",
        )
        == []
    )
    icon = book / "content/images/icon.svg"
    icon.parent.mkdir()
    icon.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>')
    file = book / "mkdocs.yml"
    file.write_text(
        file.read_text().replace("assets/causebook/favicon.svg", "images/icon.svg")
    )
    assert run("build", cwd=book).returncode == 0
    for name in ("site", "diagnose"):
        style = (book / "site/public/assets/causebook" / f"{name}.css").read_text(
            "utf-8"
        )
        for value in ("#a8123e", "#ff9db5", "Georgia"):
            assert value in style
        assert Look().accent not in style
    page = (book / "site/public/diagnose/index.html").read_text("utf-8")
    assert '<link rel="icon" href="../images/icon.svg">' in page
    assert re.search(r'<a class="home"[^>]*><svg aria-hidden="true"', page)
