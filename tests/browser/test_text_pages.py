"""What readers bring along: paper, a browser that keeps nothing, an old address, another script."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route
from text_books import build, read_book, write_book

pytestmark = pytest.mark.whole  # generated texts, in a browser

DENY = """for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, { configurable: true, get() { throw new DOMException("denied", "SecurityError"); } });"""
HEADINGS = "---\ntitle: Headings\naudience: public\n---\n\n# Headings\n\n## 概要\n\n## 说明\n\n## Überblick & mehr\n\n[there](#概要)\n"
KINDS = [
    "",
    "does-not-print/",
    "does-not-print/out-of-paper/",
    "does-not-print/printer-not-ready/",
    "does-not-print/fixes/resume-the-queue/",
    "does-not-print/symptoms/queue-says-disabled/",
    "does-not-print/observations/look-at-the-queue/",
    "messages/",
    "does-not-print/scenarios/stopped-after-a-jam/",
    "does-not-print/print/",
    "platforms/cups/",
    "headings/",
    "diagnose/",
    "404.html",
]
POLICY = "default-src 'self'; base-uri 'none'; form-action 'none'"
LIGHT = """() => [...document.querySelectorAll("body, body *")].filter((one) => one.checkVisibility({ opacityProperty: true }) && [...one.childNodes].some((node) =>
  node.nodeType === 3 && node.data.trim())).flatMap((one) => {
    const value = (text) => { const [r, g, b, a = 1] = text.match(/[\\d.]+/g).map(Number); return { sum: (r + g + b) / 3, a }; };
    let ground = { sum: 255 };
    for (let up = one; up; up = up.parentElement) {
      const own = value(getComputedStyle(up).backgroundColor);
      if (own.a > 0.5) { ground = own; break; }
    }
    const ink = value(getComputedStyle(one).color);
    return ground.sum < 200 || ink.sum > 150 ? [`${one.tagName}.${one.className}: ${ink.sum} on ${ground.sum}`] : [];
  })"""


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """The starter book with old ids and headings in other scripts."""
    folder = write_book(
        tmp_path_factory.mktemp("pages") / "book", {}, {"headings.md": HEADINGS}
    )
    for name, alias in (
        ("out-of-paper", "paper-out"),
        ("fixes/load-paper", "put-paper-in"),
    ):
        file = folder / "causes" / "does-not-print" / f"{name}.yml"
        file.write_text(f"{file.read_text()}aliases: [{alias}]\n")
    config = folder / "mkdocs.yml"
    config.write_text(
        re.sub(
            r"(?m)^site_url:.*$",
            "site_url: https://help.example.org/sub/",
            config.read_text(),
        )
    )
    built = build(folder, read_book(folder))
    root = tmp_path_factory.mktemp("root")
    shutil.copytree(built, root / "sub")
    return root


@contextmanager
def opened(browser: Browser, **options: object) -> Iterator[Page]:
    """A page that says nothing in the console."""
    context = browser.new_context(**options)
    page = context.new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    assert said == []


@pytest.mark.parametrize("kind", KINDS)
def test_paper_is_white_and_its_text_dark_whatever_the_screen_was(
    browser, site, serve, kind
):
    with opened(browser, color_scheme="dark", reduced_motion="reduce") as page:
        page.goto(f"{serve(site)}/sub/{kind}")
        assert page.evaluate(LIGHT) != []  # the screen is dark
        page.emulate_media(media="print", color_scheme="dark")
        assert page.evaluate(LIGHT) == []


def test_the_search_works_where_storage_is_denied(browser, site, serve):
    with opened(browser, viewport={"width": 1280, "height": 900}) as page:
        page.add_init_script(DENY)
        page.goto(f"{serve(site)}/sub/does-not-print/out-of-paper/")
        page.keyboard.press("/")
        page.keyboard.type("paused")
        page.locator(".kb-search__result").first.wait_for(timeout=20000)
        page.keyboard.press("Escape")
        page.locator("kb-checklist input[type=checkbox]").first.check()
        page.get_by_text("This browser cannot keep your ticks").first.wait_for(
            timeout=8000
        )


def test_storage_that_works_is_left_alone(browser, site, serve):
    with opened(browser) as page:
        page.goto(f"{serve(site)}/sub/")
        assert (
            page.evaluate(
                "localStorage.setItem('a', 'b'), localStorage instanceof Storage && localStorage.getItem('a')"
            )
            == "b"
        )


@pytest.mark.parametrize("policy", ["", POLICY])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("paper-out/?utm=1#fix", "out-of-paper/?utm=1#fix"),
        ("fixes/put-paper-in/#kb=1.dabc", "fixes/load-paper/#kb=1.dabc"),
        ("paper-out/?a=%22%3E%3Cimg%3E&b", "out-of-paper/?a=%22%3E%3Cimg%3E&b"),
    ],
)
def test_an_old_address_leads_on_with_query_and_fragment(
    browser, site, serve, policy, old, new
):
    base = f"{serve(site)}/sub/does-not-print"
    with opened(browser) as page:
        # for the old address; the theme's own pages have scripts within them
        if policy:
            page.route(
                re.compile(r"/(?:paper-out|put-paper-in)/"),
                lambda route: strict(route, policy),
            )
        page.goto(f"{base}/{old}")
        page.wait_for_url(f"{base}/{new}", timeout=8000)


def strict(route: Route, policy: str) -> None:
    """Answer as a server with a strict policy does."""
    answer = route.fetch()
    route.fulfill(
        response=answer, headers={**answer.headers, "content-security-policy": policy}
    )


def test_an_old_address_leads_on_without_scripts(browser, site, serve):
    with opened(browser, java_script_enabled=False) as page:
        page.goto(f"{serve(site)}/sub/does-not-print/paper-out/")
        page.wait_for_url("**/out-of-paper/", timeout=8000)


def test_an_old_address_names_the_whole_address_of_the_new_one(site):
    stub = (site / "sub/does-not-print/paper-out/index.html").read_text()
    assert (
        '<link rel="canonical" href="https://help.example.org/sub/does-not-print/out-of-paper/">'
        in stub
    )


def test_headings_in_any_script_have_an_address_of_their_own(browser, site, serve):
    with opened(browser) as page:
        page.goto(f"{serve(site)}/sub/headings/#%E6%A6%82%E8%A6%81")
        assert page.evaluate(
            "[...document.querySelectorAll('article h2')].map((one) => one.id)"
        ) == ["概要", "说明", "überblick-mehr"]
        assert page.evaluate(
            "document.querySelector(':target').textContent"
        ).startswith("概要")


def test_the_map_of_the_site_has_the_diagnosis_and_the_days_of_reviews(site):
    text = (site / "sub" / "sitemap.xml").read_text()
    assert text.startswith("<?xml")
    days = dict(
        re.findall(
            r"<url><loc>([^<]*)</loc>(?:<lastmod>([^<]*)</lastmod>)?</url>", text
        )
    )
    at = "https://help.example.org/sub/"
    assert days[f"{at}does-not-print/out-of-paper/"] == "2026-11-24"
    assert days[at] == days[f"{at}diagnose/"] == ""
    assert f'<link rel="canonical" href="{at}diagnose/">' in (
        site / "sub/diagnose/index.html"
    ).read_text().replace("&#58;", ":")
    assert not any("paper-out" in address for address in days)
