"""The shipped book in a real browser: every kind of page, at three widths, as a stuck reader meets it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from causebook.site.policy import as_nginx, policy_of
from chromium import sheets
from cut_text import cut_text
from playwright.sync_api import Browser, Page
from servers.nginx import Nginx

pytestmark = pytest.mark.whole  # pages of every kind, in a browser

ROOT = Path(__file__).parents[2]
KINDS = {
    "home": "",
    "problem": "http-401/",
    "family": "http-401/token-issue/",
    "cause": "http-401/expired-access-token/",
    "cause-with-many-messages": "http-401/wrong-username-or-password/",
    "fix": "http-401/fixes/refresh-the-token/",
    "symptom": "http-401/symptoms/says-token-expired/",
    "observation": "http-401/observations/decode-the-token/",
    "scenario": "http-401/scenarios/restricted-page-without-login/",
    "platform": "platforms/nginx/",
    "platforms": "platforms/",
    "messages": "messages/",
    "print": "http-401/print/",
    "fixes": "http-401/fixes/",
    "symptoms": "http-401/symptoms/",
    "scenarios": "http-401/scenarios/",
    "learn": "learn/reading-www-authenticate/",
    "about": "about/ranking/",
    "reference": "contribute/reference/",
    "diagnose": "diagnose/",
    "missing": "404.html",
}
WIDTHS = (360, 768, 1280)
PHONES = (360, 320)
SCHEMES = ("light", pytest.param("dark", marks=pytest.mark.whole))


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A page on a phone."""
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True
    )
    yield context.new_page()
    context.close()


def watched(page):
    """The addresses that a page asks for, and what it complains of, as they come."""
    requests: list[str] = []
    errors: list[str] = []

    def on_console(message) -> None:
        if message.type == "error":
            errors.append(message.text)

    page.on("request", lambda request: requests.append(request.url))
    page.on("console", on_console)
    page.on("pageerror", lambda error: errors.append(str(error)))
    return requests, errors


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_fits_its_screen_cuts_no_text_and_asks_no_other_host(
    kind, shipped, serve, phone
):
    base = serve(shipped)
    requests, errors = watched(phone)
    phone.goto(f"{base}/{KINDS[kind]}")
    for width in WIDTHS:
        phone.set_viewport_size({"width": width, "height": 740})
        wide = phone.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, width
    for width in PHONES:
        phone.set_viewport_size({"width": width, "height": 740})
        assert cut_text(phone) == [], width
    own = (base, "data:", "blob:")
    assert [url for url in requests if not url.startswith(own)] == []
    assert errors == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if kind not in {"diagnose", "missing"}]
)
def test_axe_finds_nothing_in_our_own_markup(
    kind, scheme, shipped, serve, browser, axe
):
    context = browser.new_context(
        viewport={"width": 360, "height": 740},
        color_scheme=scheme,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(f"{serve(shipped)}/{KINDS[kind]}")
    found = axe(
        page, ".md-content", (".md-code__nav", ".md-typeset__scrollwrap")
    )  # both are the theme's own
    context.close()
    assert [
        (rule["id"], [node["html"][:120] for node in rule["nodes"]][:3])
        for rule in found
    ] == []


def test_a_stuck_reader_gets_from_home_to_a_fix_on_a_phone(shipped, serve, phone):
    phone.goto(f"{serve(shipped)}/")
    phone.get_by_role("link", name="Browse and tick").tap()
    phone.wait_for_url("**/http-401/")
    family = phone.locator("#expired-credentials")
    family.locator("summary").tap()
    family.get_by_role("link").first.tap()
    phone.locator("kb-checklist").wait_for()
    assert phone.locator(".kb-facts").first.is_visible()
    phone.get_by_role("link", name="What to do now").tap()
    box = phone.locator("kb-checklist input[type=checkbox]").first
    box.tap()
    assert box.is_checked()
    phone.reload()
    assert phone.locator("kb-checklist input[type=checkbox]").first.is_checked()


def test_the_first_screen_of_a_cause_says_what_it_is_who_can_fix_it_and_what_to_do(
    shipped, serve, phone
):
    phone.goto(f"{serve(shipped)}/http-401/expired-access-token/")
    for selector in ("h1", ".kb-lede", ".kb-facts", "a.kb-button"):
        box = phone.locator(selector).first.bounding_box()
        assert box["y"] + box["height"] <= 740, selector


def spread(site, room, most):
    """So many pages of a room of the book, from its first to its last."""
    pages = [
        page.parent
        for page in sorted((site / "http-401" / room).glob("*/index.html"))
    ]
    known = [
        page for page in pages if 'id="fix"' in (page / "index.html").read_text()
    ]
    step = max(1, len(known) // most)
    return [f"{page.relative_to(site).as_posix()}/" for page in known[::step]]


def test_what_to_do_begins_in_the_second_screen_of_a_phone_on_light_and_short_cause_pages(
    shipped, serve, phone
):
    site = shipped
    causes = spread(site, "", 12)
    assert len(causes) >= 12
    for address in causes:
        phone.goto(f"{serve(site)}/{address}")
        phone.locator("kb-checklist progress").wait_for()
        assert phone.locator("#fix").bounding_box()["y"] <= 1400, address
        assert phone.evaluate("document.documentElement.scrollHeight") <= 7000, (
            address
        )
        assert (site / address / "index.html").stat().st_size <= 40 * 1024, address


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_sheet_is_two_pages_and_a_cause_three_black_on_white(
    scheme, shipped, serve, browser
):
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    site = shipped
    for address, most in [
        ("http-401/print/", 2),
        *((one, 3) for one in spread(site, "", 4)),
    ]:
        page.goto(f"{serve(site)}/{address}")
        assert sheets(page) <= most, address
        page.emulate_media(media="print")
        assert page.evaluate(INK) == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
        page.emulate_media(media="null")
    context.close()


INK = """() => {
  const text = getComputedStyle(document.querySelector("h1")).color;
  const paper = getComputedStyle(document.body).backgroundColor;
  return [paper, text];
}"""


@pytest.mark.parametrize(
    "kind", ["cause", "fix", "scenario", "observation", "family", "print"]
)
def test_a_page_fits_at_twice_its_size_and_from_right_to_left(
    kind, shipped, serve, browser
):
    context = browser.new_context(viewport={"width": 320, "height": 600})
    page = context.new_page()
    page.goto(f"{serve(shipped)}/{KINDS[kind]}")
    for direction in ("ltr", "rtl"):
        page.evaluate(
            "dir => { document.documentElement.dir = document.body.dir = dir }",
            direction,
        )
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, direction
    context.close()


LENGTHS = {
    "problem": (7000, 80, 5),
    "family": (6000, 40, 3),
    "cause": (7000, 42, 3),
    "fix": (6500, 40, 4),
    "symptom": (6000, 52, 3),
    "observation": (2500, 40, 2),
    "scenario": (6000, 40, 3),
    "platform": (5000, 82, 3),
}
"""Of each kind: pixels on a phone with everything folded, KB (1,024 bytes) of HTML, sheets of A4."""


def heaviest(site, kind, most):
    """The addresses of the pages of a kind that have the most HTML."""
    entries = json.loads((site / "api" / "book.json").read_text())["entries"]
    own = {
        entry["url"]
        for entry in entries
        if entry["kind"] == kind and "#" not in entry["url"]
    }
    return sorted(own, key=lambda url: -(site / url / "index.html").stat().st_size)[
        :most
    ]


@pytest.mark.parametrize("kind", LENGTHS)
def test_no_page_is_longer_than_its_kind_may_be(kind, shipped, serve, phone):
    site, (height, weight, paper) = shipped, LENGTHS[kind]
    pages = heaviest(site, kind, 3)
    assert pages
    for address in pages:
        phone.goto(f"{serve(site)}/{address}")
        assert phone.evaluate("document.documentElement.scrollHeight") <= height, (
            address
        )
        assert (site / address / "index.html").stat().st_size <= weight * 1024, (
            address
        )
        assert sheets(phone) <= paper, address


@pytest.mark.parametrize(
    "hub", ["messages", "symptoms", "fixes", "scenarios", "platforms", "home"]
)
def test_a_hub_is_three_sheets_at_most(hub, shipped, serve, phone):
    phone.goto(f"{serve(shipped)}/{KINDS[hub]}")
    assert sheets(phone) <= 3


ON_PAPER = """() => {
  const shown = (node) => node.checkVisibility({ contentVisibilityAuto: true });
  window.seen = [];
  const record = () => {
    const rows = [...document.querySelectorAll(".kb-fold > :nth-child(2), .kb-way > .kb-command")];
    window.seen = rows.map((row) => [row.parentElement.hasAttribute("data-folded"), shown(row)]);
  };
  matchMedia("print").addEventListener("change", ({ matches }) => matches && record());
}"""
OPEN = "() => [...document.querySelectorAll('details')].map(({ open, name }) => [open, name])"


def test_paper_has_what_was_open_on_the_screen_and_changes_nothing_there(
    shipped, serve, phone
):
    phone.goto(f"{serve(shipped)}/{KINDS['platform']}")
    phone.locator(".kb-fold > summary").first.click()
    before = phone.evaluate(OPEN)
    phone.evaluate(ON_PAPER)
    sheets(phone)
    seen = phone.evaluate("window.seen")
    assert [True, False] in seen
    assert [False, True] in seen
    assert [True, True] not in seen
    assert phone.evaluate(OPEN) == before


def test_a_fix_goes_on_where_the_page_of_a_cause_left_off(shipped, serve, phone):
    phone.goto(f"{serve(shipped)}/http-401/no-credentials-sent/")
    phone.locator("kb-checklist input[type=checkbox]").first.check()
    phone.locator(".kb-further a").click()
    phone.wait_for_url("**/fixes/**#step-**")
    assert phone.locator("kb-checklist input[type=checkbox]").first.is_checked()


def test_a_product_that_is_folded_behind_others_is_seen_once_it_is_picked(
    shipped, serve, phone
):
    phone.goto(f"{serve(shipped)}/http-401/fixes/send-the-credentials/")
    folded = phone.locator(".kb-others .kb-way").last
    name = folded.locator("summary").text_content()
    assert not folded.locator("summary").is_visible()
    phone.locator(".kb-pick select").first.select_option(label=name)
    assert folded.locator("code").is_visible()
    assert phone.locator(".kb-commands:has(.kb-others) .kb-way[open]").count() == 1


@pytest.mark.whole
def test_the_portal_says_that_it_is_internal(portal, serve, phone):
    phone.goto(f"{serve(portal)}/")
    assert phone.get_by_text("Internal portal").is_visible()


def test_the_public_site_speaks_of_no_portal(shipped, serve, phone):
    phone.goto(f"{serve(shipped)}/")
    assert phone.get_by_text("Internal portal").count() == 0
    assert phone.locator(".md-banner").count() == 0


def test_text_is_of_the_promised_size_and_measure(shipped, serve, browser):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{serve(shipped)}/http-401/expired-access-token/")
    size = page.evaluate(
        "parseFloat(getComputedStyle(document.querySelector('#why + .kb-rich p')).fontSize)"
    )
    width = page.evaluate(
        "document.querySelector('#why + .kb-rich p').getBoundingClientRect().width"
    )
    page.close()
    assert 16 <= size <= 17
    assert width / size <= 75 * 0.6


def test_search_finds_a_message_and_stays_on_the_host(shipped, serve, browser):
    base = serve(shipped)
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{base}/")
    page.keyboard.press("/")
    page.keyboard.type("invalid_token")
    results = page.locator(".kb-search__result")
    results.first.wait_for()
    assert any("invalid_token" in text for text in results.all_inner_texts()[:3])
    assert results.first.evaluate("link => link.href").startswith(f"{base}/http-401/")
    page.close()
    assert len(asked) > 3
    assert [
        url
        for url in asked
        if not url.startswith((f"{base}/", f"blob:{base}/", "data:"))
    ] == []


def test_our_scripts_and_styles_weigh_at_most_25_kilobytes(shipped):
    import gzip

    folder = shipped / "assets" / "causebook"
    weight = sum(
        len(gzip.compress((folder / name).read_bytes(), 9))
        for name in (
            "site.css",
            "checklist.css",
            "kb-checklist.js",
            "kb-search.js",
            "search.css",
            "search.js",
        )
    )
    assert weight <= 25 * 1024


@pytest.fixture(scope="module")
def strict(shipped, tmp_path_factory) -> Iterator[str]:
    """The public site from a real nginx, under the policy that was read off its pages."""
    site = shipped
    with Nginx(
        tmp_path_factory.mktemp("strict"),
        f"location / {{\nroot {site};\n{as_nginx(policy_of(site).headers)}}}",
        "types {text/html html; text/css css; text/javascript js mjs; image/svg+xml svg;}",
    ) as server:
        yield server.url.rstrip("/")


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_refused_under_the_policy_of_the_site(kind, strict, phone):
    _, errors = watched(phone)
    phone.goto(f"{strict}/{KINDS[kind]}")
    phone.emulate_media(media="print")
    phone.emulate_media(media="screen")
    assert errors == []


def test_what_a_reader_does_works_under_the_policy_of_the_site(strict, browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    _, errors = watched(page)
    page.goto(f"{strict}/http-401/expired-access-token/")
    page.locator("label.md-header__button:visible").first.click()  # the palette
    page.locator(".md-clipboard:visible, .md-code__button:visible").first.click()
    page.locator("kb-checklist input[type=checkbox]:visible").first.check()
    page.fill(".kb-search__input", "invalid_token")
    page.locator(".kb-search__result").first.wait_for()
    page.goto(f"{strict}/diagnose/")
    page.fill("textarea", "jwt expired")
    page.get_by_text("The access token has expired").first.wait_for()
    assert errors == []
    page.goto(f"{strict}/http-401/expired-access-token/")
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {text: '1'}))"
    )
    assert "Content Security Policy" in errors[-1]  # it is in force, and heard of
    context.close()
