"""What stands around every page, in a real browser: by eye, by keyboard and by screen reader."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import loaded
import pytest
from causebook.cli.starters import new_book
from cut_text import cut_text

pytestmark = pytest.mark.whole  # pages of every kind, in a browser

KINDS = {
    "home": "",
    "problem": "does-not-print/",
    "family": "does-not-print/printer-not-ready/",
    "cause": "does-not-print/out-of-paper/",
    "fix": "does-not-print/fixes/load-paper/",
    "fixes": "does-not-print/fixes/",
    "symptoms": "does-not-print/symptoms/",
    "scenario": "does-not-print/scenarios/stopped-after-a-jam/",
    "platform": "platforms/cups/",
    "messages": "messages/",
    "print": "does-not-print/print/",
    "diagnose": "diagnose/",
    "missing": "404.html",
}
THE_THEMES = (".md-code__nav", ".md-typeset__scrollwrap")
SAID = """\
copyright: Free, under the <a href="https://example.org/l">MIT licence</a>
repo_url: https://github.com/you/book
extra:
  contact: {title: Ask the desk, url: "mailto:desk@example.org"}
"""


def built(folder: Path, change=lambda text: text) -> Path:
    """The site of the starter book, its configuration changed."""
    new_book(folder)
    config = folder / "mkdocs.yml"
    config.write_text(change(config.read_text("utf-8")), "utf-8")
    done = loaded.run("causebook", "build", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "site" / "public"


@pytest.fixture(scope="session")
def bare(tmp_path_factory) -> Path:
    """A site whose publisher says nothing of himself."""
    return built(tmp_path_factory.mktemp("bare") / "book")


@pytest.fixture(scope="session")
def told(tmp_path_factory) -> Path:
    """A site whose publisher says all that he can, written from right to left."""

    def change(text: str) -> str:
        text = text.replace("\nextra:\n", f"\n{SAID}", 1)
        return text.replace("  language: en\n", "  language: en\n  direction: rtl\n")

    return built(tmp_path_factory.mktemp("told") / "book", change)


def opened(browser, address, width=1280, scheme="light"):
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(address)
    return page


@pytest.mark.parametrize(
    ("scheme", "width"),
    [
        ("light", 360),
        ("dark", 1280),
        pytest.param("light", 1280, marks=pytest.mark.whole),
        pytest.param("dark", 360, marks=pytest.mark.whole),
    ],
)
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_on_whole_pages_the_theme_included(
    kind, scheme, width, bare, serve, browser, axe
):
    page = opened(browser, f"{serve(bare)}/{KINDS[kind]}", width, scheme)
    page.evaluate(
        "for (const fold of document.querySelectorAll('details')) fold.open = true"
    )
    found = axe(page, "html", THE_THEMES)
    page.context.close()
    assert [
        (rule["id"], [n["html"][:120] for n in rule["nodes"]][:3]) for rule in found
    ] == []


FOCUSED = """() => {
  const there = document.activeElement, box = there.getBoundingClientRect();
  const label = there.id && document.querySelector(`label[for="${there.id}"]`);
  const seen = box.right > 0 && box.left < innerWidth && there.checkVisibility({visibilityProperty: true});
  return there === document.body || seen || Boolean(label) || there.matches(".md-option")
    ? "" : there.outerHTML.slice(0, 120);
}"""


@pytest.mark.parametrize("kind", ["home", "cause", "fix", "missing"])
def test_every_stop_of_the_tab_key_is_in_sight_on_a_phone(kind, bare, serve, browser):
    page = opened(browser, f"{serve(bare)}/{KINDS[kind]}", 360)
    hidden = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        hidden.add(page.evaluate(FOCUSED))
    page.context.close()
    assert hidden == {""}


def test_the_menu_of_a_phone_opens_and_closes_by_keyboard(bare, serve, browser):
    page = opened(browser, f"{serve(bare)}/{KINDS['cause']}", 360)
    menu = page.locator("button.kb-menu")
    menu.focus()
    page.keyboard.press("Enter")
    link = page.locator(".md-sidebar--primary a.md-nav__link").first
    link.wait_for(state="visible")
    assert menu.get_attribute("aria-expanded") == "true"
    link.focus()
    page.keyboard.press("Escape")
    link.wait_for(state="hidden")
    assert page.evaluate("document.activeElement.matches('.kb-menu')")
    page.context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_cut_at_double_size_nor_from_right_to_left(
    kind, told, serve, browser
):
    """1280 pixels at 200 % are 640, at 400 % 320 (WCAG 1.4.10)."""
    page = opened(browser, f"{serve(told)}/{KINDS[kind]}", 640)
    for width in (640, 320):
        page.set_viewport_size({"width": width, "height": 800})
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, width
        assert cut_text(page) == [], width
    page.context.close()


def test_a_reader_without_a_form_copies_lines_that_name_the_page(
    bare, serve, browser
):
    page = opened(browser, f"{serve(bare)}/{KINDS['cause']}")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_text("Did this page help").click()
    page.get_by_role("button", name="Copy these lines").click()
    page.locator(".kb-feedback [role=status]").get_by_text("Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert re.search(r"^Id: out-of-paper, version \w{8}$", copied, re.M)
    page.context.close()


def test_what_a_publisher_says_stands_at_the_foot_and_nobody_is_asked_by_itself(
    told, serve, browser
):
    base = serve(told)
    for kind in ("cause", "diagnose", "home"):
        page = browser.new_page()
        asked: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto(f"{base}/{KINDS[kind]}")
        page.wait_for_load_state("networkidle")
        links = dict(
            page.locator("footer a, .kb-feedback a").evaluate_all(
                "links => links.map((link) => [link.textContent.trim(), link.href])"
            )
        )
        assert links["Ask the desk"] == "mailto:desk@example.org"
        assert links["Source"] == "https://github.com/you/book"
        assert links["MIT licence"] == "https://example.org/l"
        assert links["Something is wrong"].startswith(
            "https://github.com/you/book/issues/new?title="
        )
        assert page.get_by_text(re.compile(r"Version \w{12}")).first.is_visible()
        assert [
            url for url in asked if not url.startswith((base, "data:", "blob:"))
        ] == []
        page.close()


def test_a_screen_reader_hears_where_it_is(bare, serve, browser):
    page = opened(browser, f"{serve(bare)}/{KINDS['cause']}")
    way = page.get_by_role("navigation", name="Where you are")
    assert way.get_by_role("link").all_inner_texts() == [
        "Home",
        "The printer does not print",
        "The printer is not ready",
    ]
    marked = page.locator("nav [aria-current]")
    assert marked.evaluate_all("all => all.map((one) => one.textContent.trim())") == [
        "Overview and checklist"
    ]
    names = page.locator("[role=dialog], nav, section[aria-label]").evaluate_all(
        "all => all.filter((one) => one.checkVisibility() && !one.ariaLabel && "
        "!one.getAttribute('aria-labelledby')).map((one) => one.outerHTML.slice(0, 80))"
    )
    assert names == []
    page.context.close()


def test_the_keyboard_gets_past_the_head_at_once_and_to_every_link_of_the_foot(
    told, serve, browser
):
    page = opened(browser, f"{serve(told)}/{KINDS['cause']}")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.classList[0]") == "md-skip"
    page.keyboard.press("Enter")
    assert page.url.endswith("#top")
    last = page.locator("footer a").last
    last.focus()
    outline = last.evaluate("link => getComputedStyle(link).outlineStyle")
    assert outline != "none"
    page.context.close()


def test_an_address_that_leads_nowhere_offers_its_words(
    bare, serve, browser, tmp_path
):
    site = Path(shutil.copytree(bare, tmp_path / "site"))
    lost = site / "does-not-print" / "the-paper-is-out"
    lost.mkdir()
    shutil.copy(site / "404.html", lost / "index.html")
    page = opened(browser, f"{serve(site)}/does-not-print/the-paper-is-out/")
    page.get_by_role("button", name="does not print the paper is out").click()
    page.get_by_role("option").first.wait_for()
    assert (
        page.evaluate("document.activeElement.value")
        == "does not print the paper is out"
    )
    page.context.close()
    page = opened(browser, f"{serve(site)}/404.html")
    assert page.get_by_role("link", name="Paste what you see").is_visible()
    page.context.close()
