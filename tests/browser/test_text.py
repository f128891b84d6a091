"""The payload book in a real browser: no dialog, no foreign request, no element that is not ours, in the search neither."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from payload_book import ROOM, Payloads, payload_book
from payloads import PAYLOADS
from playwright.sync_api import Browser, Page
from text_books import build, read_book

pytestmark = pytest.mark.whole  # generated texts, in a browser

SIZE = -(-len(PAYLOADS) // 16)
PAGES = [
    "",
    "messages/",
    "platforms/",
    "odd/",
    f"{ROOM}/",
    f"{ROOM}/fixes/",
    f"{ROOM}/symptoms/",
    f"{ROOM}/scenarios/",
    f"{ROOM}/print/",
    f"{ROOM}/cause-1/",
    f"{ROOM}/fixes/fix-2/",
    f"{ROOM}/symptoms/symptom-3/",
    f"{ROOM}/scenarios/scenario-4/",
    "odd/family-5/",
    "odd/observations/look-6/",
    "platforms/platform-7/",
    "page-8/",
    "diagnose/",
    "404.html",
    f"{ROOM}/old-1/",
]
QUERIES = [
    "alert",
    "script",
    "img",
    "onerror",
    "svg",
    "iframe",
    "javascript",
    "mean",
    "means",
    "quot",
    "title",
    "evil.test",
    "tags",
    "paused",
    "пароль",
    "密码错误",
    "note",
    "onmouseover",
    "textarea",
    "CDATA",
]
RESULT_TAGS = {"A", "MARK", "CODE", "STRONG", "SPAN"}
FIELD = ".kb-search__input"
SAID = re.compile(r"^(\d+ results?|Nothing matches these words\.)$")
TAGS = "selector => [...document.querySelectorAll(`${selector} *`)].map((one) => one.tagName.toUpperCase())"


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """The built payload book."""
    folder = payload_book(
        tmp_path_factory.mktemp("payloads") / "book", SIZE, Payloads(0, str)
    )
    return build(folder, read_book(folder))


@contextmanager
def watched(browser: Browser, base: str) -> Iterator[Page]:
    """A page on which nothing may happen that our own pages do not do."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    happened: list[str] = []
    page.on(
        "dialog",
        lambda dialog: (
            happened.append(f"dialog {dialog.message}"),
            dialog.dismiss(),
        ),
    )
    page.on("pageerror", lambda error: happened.append(str(error)))
    page.on(
        "console",
        lambda said: happened.append(said.text) if said.type == "error" else None,
    )
    context.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((base, "data:", "blob:"))
            else happened.append(request.url)
        ),
    )
    yield page
    context.close()
    assert happened == []


def test_nothing_happens_on_any_kind_of_page(browser, site, serve):
    base = serve(site)
    with watched(browser, base) as page:
        for address in PAGES:
            page.goto(f"{base}/{address}")
            page.evaluate(
                "document.querySelectorAll('details').forEach((one) => (one.open = true))"
            )
            assert (
                page.locator(
                    "article :is(img, iframe, form, style, video, object, embed, base), "
                    "article script:not([src$='assets/causebook/kb-filter.js'])"
                ).count()
                == 0
            ), address


def look_for(page: Page, query: str) -> bool:
    """Search as a reader does; whether anything was found."""
    page.fill(FIELD, "")
    page.get_by_text("What you type stays on this page").wait_for()
    page.fill(FIELD, query)
    page.get_by_text(SAID).wait_for()
    return page.locator(".kb-search__result").count() > 0


def test_the_search_shows_texts_and_nothing_else(browser, site, serve):
    base = serve(site)
    with watched(browser, base) as page:
        page.goto(f"{base}/messages/")
        page.keyboard.press("/")
        found = 0
        for query in QUERIES:
            found += look_for(page, query)
            assert set(page.evaluate(TAGS, "#kb-search-results")) <= RESULT_TAGS, (
                query
            )
    assert (
        found > len(QUERIES) / 2
    )  # some are made of words that the index leaves out


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("client-error", "A message with <tags> and client-error"),
        ("mean", 'What <b> & "x" mean'),
        ("means", "What &lt; means"),
    ],
)
def test_the_search_shows_a_title_as_it_is(browser, site, serve, query, title):
    base = serve(site)
    with watched(browser, base) as page:
        page.goto(f"{base}/messages/")
        page.keyboard.press("/")
        look_for(page, query)
        shown = page.locator(".kb-search__result > *").all_inner_texts()
        assert title in [" ".join(text.split()) for text in shown]


def test_the_diagnosis_names_causes_as_they_are(browser, site, serve):
    base = serve(site)
    book = read_book(site.parents[1])
    with watched(browser, base) as page:
        page.goto(f"{base}/diagnose/")
        for number in range(0, SIZE, 4):
            page.fill("#box", f"zebra{number}")
            title = book.by_id[f"cause-{number}"].title
            page.wait_for_function(
                "text => document.querySelector('main').innerText.replace(/\\s+/g, ' ').includes(text)",
                arg=" ".join(title.split()),
                timeout=20000,
            )
            assert (
                page.locator(
                    "main :is(img, iframe, script, style, svg, video, form, object, embed)"
                ).count()
                == 0
            )
