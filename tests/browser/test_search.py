"""The search in a real browser: touched, pasted into, driven by keys; from disk, under a policy, without scripts."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from causebook.cli.starters import new_book
from playwright.sync_api import Browser, Page, Route, expect
from text_books import build, read_book

FIELD = ".kb-search__input"
RESULT = ".kb-search__result"
LINES = "lpstat: printer Office disabled since Monday\nreason: out of paper in tray 2\nUser alice"
POLICY = "default-src 'self'; base-uri 'none'; form-action 'self'"
HOSTILE = '<img src=x onerror="document.title=1"> zebra title'
ENTRIES = f"""kind: symptoms
symptoms:
  - id: hostile
    title: '{HOSTILE}'
    audience: public
    summary: 'A zebra <script>document.title = 2</script> &lt; and "quotes".'
    observation: look-at-the-queue
    messages: ['<svg onload=alert(1)> zebra &amp; line']
    patterns: [{{re: 'zebra &amp; line'}}]
    examples: {{match: ['zebra &amp; line'], miss: [zebra, line]}}
  - id: cjk
    title: 印刷ジョブの有効期限が切れています
    audience: public
    summary: 打印作业的访问令牌已过期，请重新登录后再试。
    observation: look-at-the-queue
    ask: 有効期限が切れていますか
    evidence_for: {{}}
"""
Serve = Callable[[Path], str]
Axe = Callable[..., list[dict[str, Any]]]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The printer book with a title that looks like markup, and one in Japanese."""
    folder = tmp_path_factory.mktemp("search") / "book"
    new_book(folder)
    (folder / "causes/does-not-print/symptoms/odd.yml").write_text(
        ENTRIES.replace("    evidence_for: {}\n", ""), "utf-8"
    )
    return build(folder, read_book(folder))


@contextmanager
def opened(browser: Browser, **options: object) -> Iterator[Page]:
    """A page that reports no error."""
    context = browser.new_context(
        **{"viewport": {"width": 1280, "height": 900}, **options}
    )
    page = context.new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    yield page
    context.close()
    assert said == []


def insert(page: Page, text: str) -> None:
    """Put a text into the field as a mouse or a phone does: without a key."""
    page.locator(FIELD).focus()
    page.evaluate(
        """([field, text]) => {
          const data = new DataTransfer();
          data.setData("text/plain", text);
          const input = document.querySelector(field);
          const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
          if (input.dispatchEvent(event)) document.execCommand("insertText", false, text);
        }""",
        [FIELD, text],
    )


def test_nothing_is_loaded_before_it_is_touched(browser, site, serve):
    with opened(browser) as page:
        asked: list[str] = []
        page.on(
            "request",
            lambda request: asked.append(request.url.rpartition("causebook/")[2]),
        )
        page.goto(f"{serve(site)}/does-not-print/")
        page.wait_for_timeout(500)
        assert [url for url in asked if "search" in url] == [
            "search.css",
            "kb-search.js",
        ]
        page.keyboard.press("/")
        page.get_by_text("What you type stays on this page").wait_for()
        assert [url for url in asked if "search/" in url] == []
        page.keyboard.type("paper")
        page.locator(RESULT).first.wait_for()
        assert [url for url in asked if "search/index" in url] == ["search/index.js"]


@pytest.mark.parametrize("text", ["out of paper", LINES])
def test_a_paste_without_a_key_finds_its_page(browser, site, serve, text):
    with opened(browser) as page:
        page.goto(f"{serve(site)}/")
        insert(page, text)
        expect(page.locator(f"{RESULT} strong").nth(0)).to_contain_text(
            "paper", ignore_case=True
        )
        assert page.input_value(FIELD) == " ".join(text.split())


def test_a_paste_that_is_too_long_for_the_field_is_whole_for_the_diagnosis(
    browser, site, serve
):
    text = (
        "\n".join(f"line {n} of a log without sense" for n in range(9000))
        + "\nout of paper"
    )
    with opened(browser) as page:
        page.goto(f"{serve(site)}/diagnose/")
        insert(page, "paper")
        page.locator(RESULT).first.wait_for()
        page.fill(FIELD, "")
        insert(page, text)
        expect(page.locator(f"{RESULT} strong").nth(0)).to_contain_text(
            "paper", ignore_case=True
        )
        assert len(page.input_value(FIELD)) <= 5000
        page.get_by_role("option", name="Diagnose this text").click()
        expect(page.locator(".held")).to_contain_text("KB")


def test_keys_choose_go_and_leave(browser, site, serve):
    base = serve(site)
    with opened(browser) as page:
        page.goto(f"{base}/messages/")
        page.keyboard.press("f")
        field = page.locator(FIELD)
        expect(field).to_be_focused()
        assert field.get_attribute("role") == "combobox"
        page.keyboard.type("paper")
        page.locator(RESULT).nth(1).wait_for()
        assert field.get_attribute("aria-expanded") == "true"
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        chosen = page.locator(f"#{field.get_attribute('aria-activedescendant')}")
        assert chosen.get_attribute("aria-selected") == "true"
        assert (
            page.locator("[role=option]").nth(1).get_attribute("aria-selected")
            == "true"
        )
        page.keyboard.press("Escape")
        assert page.input_value(FIELD) == ""
        page.keyboard.press("Escape")
        expect(page.locator(".kb-search__panel")).to_be_hidden()
        assert field.get_attribute("aria-expanded") == "false"
        page.keyboard.press("/")
        page.keyboard.type("out of paper")
        page.locator(RESULT).first.wait_for()
        page.keyboard.press("Enter")
        page.wait_for_url(f"{base}/does-not-print/out-of-paper/")


def test_enter_waits_for_what_was_typed_last(browser, site, serve):
    base = serve(site)
    with opened(browser) as page:
        page.goto(f"{base}/messages/")
        page.fill(FIELD, "queue paused")
        page.locator(RESULT).first.wait_for()
        page.fill(FIELD, "")
        page.locator(FIELD).press_sequentially("out of paper", delay=0)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{base}/does-not-print/out-of-paper/")


def test_a_slash_in_a_field_is_a_slash(browser, site, serve):
    with opened(browser) as page:
        page.goto(f"{serve(site)}/diagnose/")
        page.locator("#box").press("/")
        assert page.input_value("#box") == "/"


def test_it_works_from_disk(browser, site):
    with opened(browser) as page:
        page.goto((site / "does-not-print/out-of-paper/index.html").as_uri())
        page.fill(FIELD, "queue paused")
        page.locator(RESULT).first.wait_for()
        page.locator(RESULT).first.click()
        page.wait_for_url("**/does-not-print/queue-paused/index.html")


def strict(route: Route) -> None:
    """Answer as a server with a strict policy does, which names the theme's scripts by hash."""
    answer = route.fetch()
    inline = re.findall(rb"<script(?: id=\S+)?>(.*?)</script>", answer.body(), re.S)
    hashes = [
        base64.b64encode(hashlib.sha256(text).digest()).decode() for text in inline
    ]
    scripts = " ".join(["script-src 'self'", *(f"'sha256-{one}'" for one in hashes)])
    policy = f"{POLICY}; {scripts}"
    route.fulfill(
        response=answer, headers={**answer.headers, "content-security-policy": policy}
    )


def test_it_works_under_a_strict_policy(browser, site, serve):
    with opened(browser) as page:
        page.route("**/*", strict)
        page.goto(f"{serve(site)}/does-not-print/print/")
        page.fill(FIELD, "paused")
        page.locator(RESULT).first.wait_for()


def test_it_works_under_the_policy_of_the_diagnosis(browser, site, serve):
    with opened(browser) as page:
        page.goto(f"{serve(site)}/diagnose/")
        page.fill(FIELD, "paused")
        page.locator(RESULT).first.wait_for()
        insert(page, LINES)
        page.get_by_role("option", name="Diagnose this text").click()
        assert "alice" in page.input_value("#box")
        assert len(page.context.pages) == 1


def test_markup_in_texts_is_text(browser, site, serve):
    with opened(browser) as page:
        page.goto(f"{serve(site)}/")
        title = page.title()
        page.fill(FIELD, "zebra")
        found = page.locator(RESULT).first
        found.wait_for()
        assert found.locator("strong").inner_text() == HOSTILE
        assert (
            found.locator("code").inner_text()
            == "<svg onload=alert(1)> zebra &amp; line"
        )
        assert "<script>" in found.inner_text()
        tags = page.evaluate(
            "[...document.querySelectorAll('#kb-search-results *')].map((one) => one.tagName)"
        )
        assert set(tags) <= {"A", "SPAN", "STRONG", "CODE", "MARK"}
        assert page.title() == title


@pytest.mark.parametrize("query", ["有効期限", "期限が切れ", "令牌已过期", "登录"])
def test_a_word_within_a_sentence_without_blanks_is_found(
    browser, site, serve, query
):
    with opened(browser) as page:
        page.goto(f"{serve(site)}/")
        page.fill(FIELD, query)
        found = page.locator(RESULT).first
        found.wait_for()
        assert "印刷" in found.inner_text()
        assert query in "".join(found.locator("mark").all_inner_texts())


KEPT = "[location.href, name, JSON.stringify({...localStorage}), JSON.stringify({...sessionStorage})].join()"


@pytest.mark.parametrize("is_served", [True, False])
def test_the_diagnosis_gets_the_text_and_nobody_else(browser, site, serve, is_served):
    with opened(browser) as page:
        asked: list[str] = []
        page.context.on(
            "request",
            lambda request: asked.append(request.url + str(request.headers)),
        )
        page.goto(f"{serve(site)}/" if is_served else (site / "index.html").as_uri())
        insert(page, LINES)
        page.locator(RESULT).first.wait_for()
        with page.context.expect_page() as other:
            page.keyboard.press("ArrowDown")
            page.keyboard.press("Enter")
        diagnosis = other.value
        expect(diagnosis.locator("#box")).to_have_value(LINES)
        assert re.search(r"/diagnose/(index\.html)?$", diagnosis.url)
        assert diagnosis.evaluate("window.opener") is None
        kept = page.evaluate(KEPT) + diagnosis.evaluate(KEPT)
        assert [
            text for text in [kept, *asked] if "alice" in text or "Office" in text
        ] == []
        diagnosis.reload()
        diagnosis.wait_for_timeout(300)
        assert diagnosis.input_value("#box") == ""


def test_a_page_of_another_site_gets_no_text(browser, site, serve, tmp_path):
    """One that opened the search may ask it, and is not answered."""
    (tmp_path / "index.html").write_text(
        """<button>open</button><script>
        addEventListener("message", ({ data }) => (document.title = JSON.stringify(data)));
        document.querySelector("button").onclick = () => {
          const other = open(location.hash.slice(1));
          setInterval(() => other.postMessage("causebook: is there a text?", "*"), 50);
        };</script>"""
    )
    with opened(browser) as page:
        page.goto(f"{serve(tmp_path)}/#{serve(site)}/")
        with page.context.expect_page() as other:
            page.click("button")
        other.value.wait_for_load_state()  # the script that keeps the lines must be there
        insert(other.value, LINES)
        with page.context.expect_page() as diagnosis:
            other.value.get_by_role("option", name="Diagnose this text").click()
        expect(diagnosis.value.locator("#box")).to_have_value(LINES)
        page.wait_for_timeout(200)
        assert page.title() == ""


def test_without_scripts_the_field_leads_to_the_messages_and_tells_nobody(
    browser, site, serve
):
    base = serve(site)
    with opened(browser, java_script_enabled=False) as page:
        for start in ("/", "/diagnose/"):
            page.goto(base + start)
            page.fill(FIELD, "secret")
            page.press(FIELD, "Enter")
            page.wait_for_url(re.compile("/messages/"))
            assert page.url.rstrip("?") == f"{base}/messages/"


def test_a_list_of_parts_that_a_cache_kept_is_loaded_again(browser, site, serve):
    with opened(browser) as page:
        old = (site / "assets/causebook/search/index.js").read_text()
        stale = re.sub(r'(?<=")[0-9a-f]{8}(?=")', "00000000", old)
        page.route(re.compile(r"index\.js$"), lambda route: route.fulfill(body=stale))
        page.goto(f"{serve(site)}/")
        page.fill(FIELD, "paper")
        page.locator(RESULT).first.wait_for()


def test_what_cannot_be_loaded_is_said_and_tried_again(browser, site, serve):
    with opened(browser) as page:
        page.route("**/search/w*.js*", lambda route: route.abort())
        page.goto(f"{serve(site)}/")
        page.fill(FIELD, "paper")
        page.get_by_text("The search could not be loaded").wait_for()
        page.get_by_role("option", name="All exact messages").wait_for()
        page.unroute("**/search/w*.js*")
        page.fill(FIELD, "paper tray")
        page.locator(RESULT).first.wait_for()


def test_nothing_found_leads_on(browser, site, serve):
    with opened(browser) as page:
        page.goto(f"{serve(site)}/")
        page.fill(FIELD, "qqqqzzzz")
        page.get_by_text("Nothing matches these words").wait_for()
        assert page.get_by_role("option").all_inner_texts() != []
        page.get_by_role("option", name="All exact messages").click()
        page.wait_for_url("**/messages/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("start", ["/does-not-print/", "/diagnose/"])
def test_the_open_search_is_accessible(
    browser, site, serve, axe: Axe, scheme, width, start
):
    size = {"width": width, "height": 740}
    with opened(
        browser, viewport=size, color_scheme=scheme, reduced_motion="reduce"
    ) as page:
        page.goto(serve(site) + start)
        page.locator(FIELD).focus()
        page.get_by_text("What you type stays on this page").wait_for()
        assert [v["id"] for v in axe(page, ".kb-search")] == []
        page.fill(
            FIELD, "paper in the printer is out and the queue is paused, says lpstat"
        )
        page.locator(RESULT).first.wait_for()
        assert [
            (v["id"], v["nodes"][0]["html"]) for v in axe(page, ".kb-search")
        ] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
