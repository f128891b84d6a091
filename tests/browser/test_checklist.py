"""The checklist as a reader uses it: ticking, coming back, two tabs, links, tickets, paper."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from causebook.checklist import files
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

ROOT = Path(__file__).parents[2]
PAGE = "/tests/browser/checklist.html"
KEY = "causebook:http-401:steps"
READ, GET, USE, CLOCK = (
    "decode-the-token/read-exp",
    "refresh-the-token/get-new",
    "refresh-the-token/use-new",
    "set-the-clock/sync",
)
FORBIDDEN = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { value: undefined })"
REFUSED = "navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'))"

Open = Callable[..., Page]


@pytest.fixture
def url(serve: Callable[[Path], str]) -> str:
    return serve(ROOT) + PAGE


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1280, "height": 900})
    yield made
    made.close()


@pytest.fixture
def open_page(context: BrowserContext, url: str) -> Iterator[Open]:
    """Opens the fixture page in a new tab; in the end no tab may have logged an error."""
    faults: list[str] = []

    def opened(
        fragment: str = "", script: str = "", html: Callable[[str], str] | None = None
    ) -> Page:
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on(
            "console",
            lambda line: faults.append(line.text) if line.type == "error" else None,
        )
        if script:
            page.add_init_script(script)
        if html:
            text = html((ROOT / PAGE[1:]).read_text(encoding="utf-8"))
            page.route(
                "**/checklist.html",
                lambda route: route.fulfill(body=text, content_type="text/html"),
            )
        page.goto(url + fragment)
        return page

    yield opened
    assert faults == []


def box(page: Page, step: str) -> Locator:
    return page.locator(f'.kb-step[data-step="{step}"] input')


def outcome(page: Page, step: str) -> Locator:
    return page.locator(f'.kb-step[data-step="{step}"] .kb-outcome')


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def pictured(page: Page) -> dict[str, str]:
    rows = page.locator(".kb-step[data-outcome]")
    return dict(
        rows.evaluate_all(
            "rows => rows.map(row => [row.dataset.step, row.dataset.outcome])"
        )
    )


def link_of(context: BrowserContext, page: Page) -> str:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    press(page, "Copy link with ticks")
    expect(page.get_by_text("Link copied.")).to_be_visible()
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def saved(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        page.evaluate("key => localStorage.getItem(key)", KEY)
    )
    return found


def test_a_tick_is_there_after_a_reload(open_page: Open) -> None:
    page = open_page()
    page.get_by_text("Ask the identity provider for a new token").click()
    outcome(page, CLOCK).select_option("not possible here")
    page.reload()
    assert pictured(page) == {GET: "done", CLOCK: "not-possible"}
    expect(box(page, GET)).to_be_checked()
    expect(page.get_by_text("1 of 4 done, 1 not possible here")).to_be_visible()


def test_opening_the_page_stores_and_announces_nothing(open_page: Open) -> None:
    page = open_page()
    assert page.evaluate("localStorage.length") == 0
    assert page.locator("[aria-live]").count() == 0
    assert page.locator("[role=status]").all_inner_texts() == ["", ""]


def test_progress_and_outcome_follow_the_tick(open_page: Open) -> None:
    page = open_page()
    box(page, READ).check()
    expect(outcome(page, READ)).to_have_value("done")
    expect(page.get_by_role("progressbar", name="1 of 4 done")).to_have_attribute(
        "max", "4"
    )
    box(page, READ).uncheck()
    expect(outcome(page, READ)).to_have_value("")
    outcome(page, READ).select_option("no effect")
    expect(box(page, READ)).to_be_checked()


def test_the_next_step_stands_out_until_a_step_fixed_it(open_page: Open) -> None:
    page = open_page()
    expect(page.locator(".kb-next")).to_have_attribute("data-step", READ)
    box(page, READ).check()
    expect(page.locator(".kb-next")).to_have_attribute("data-step", GET)
    expect(page.locator("[aria-current=step]")).to_have_attribute("data-step", GET)
    outcome(page, GET).select_option("fixed it")
    expect(page.locator(".kb-next")).to_have_count(0)
    expect(page.get_by_text("2 of 4 done, fixed")).to_be_visible()


def test_two_tabs_show_each_others_ticks_and_lose_none(open_page: Open) -> None:
    one, two = open_page(), open_page()
    box(one, READ).check()
    expect(box(two, READ)).to_be_checked()
    outcome(two, GET).select_option("no effect")
    box(one, CLOCK).check()
    expect(outcome(one, GET)).to_have_value("no-effect")
    box(two, READ).uncheck()
    expect(box(one, READ)).not_to_be_checked()
    assert pictured(one) == pictured(two) == {GET: "no-effect", CLOCK: "done"}


def test_another_list_of_the_book_has_the_same_step_ticked(open_page: Open) -> None:
    box(open_page(), GET).check()
    page = open_page(
        html=lambda text: text.replace("cause:token-expired", "fix:refresh-the-token")
    )
    assert pictured(page) == {GET: "done"}


def test_ticks_stay_with_their_step_when_the_text_and_the_order_change(
    open_page: Open,
) -> None:
    box(open_page(), GET).check()

    def edited(text: str) -> str:
        item = re.compile(
            r'  <li class="kb-step" id="step-set-the-clock.*?</li>\n', re.S
        )
        clock = item.search(text)
        assert clock
        first = '  <li class="kb-step" id="step-decode'
        moved = item.sub("", text).replace(first, clock.group() + first)
        return moved.replace(
            "Ask the identity provider for a new token", "Get a fresh token"
        )

    page = open_page(html=edited)
    assert page.locator(".kb-step").first.get_attribute("data-step") == CLOCK
    assert pictured(page) == {GET: "done"}
    expect(page.get_by_label("Get a fresh token").first).to_be_checked()


def test_ticks_of_a_step_that_went_away_are_kept_for_its_return(
    open_page: Open,
) -> None:
    page = open_page()
    box(page, GET).check()
    without = open_page(
        html=lambda text: text.replace(GET, "refresh-the-token/other")
    )
    box(without, READ).check()
    assert pictured(without) == {READ: "done"}
    assert pictured(open_page()) == {READ: "done", GET: "done"}


def test_ticks_survive_a_rename_with_an_alias(open_page: Open) -> None:
    page = open_page()
    box(page, GET).check()
    fragment = "#" + link_of(page.context, page).split("#")[1]

    def renamed(text: str) -> str:
        group = '<section class="kb-group">\n<h2>Then'
        text = text.replace(
            group, group.replace(">", ' data-was="older refresh-the-token">', 1)
        )
        return text.replace('data-step="refresh-the-token/', 'data-step="new-token/')

    page = open_page(html=renamed)
    assert pictured(page) == {"new-token/get-new": "done"}
    box(page, "new-token/get-new").uncheck()
    page.reload()
    assert pictured(page) == {}
    page = open_page(fragment, html=renamed)
    assert pictured(page) == {"new-token/get-new": "done"}


def test_two_books_on_one_host_keep_their_ticks_apart(
    open_page: Open, context: BrowserContext, url: str
) -> None:
    text = (
        (ROOT / PAGE[1:])
        .read_text("utf-8")
        .replace('src="../../', 'src="/')
        .replace('href="../../', 'href="/')
    )
    context.route(
        "**/token-expired/",
        lambda route: route.fulfill(body=text, content_type="text/html"),
    )
    host = url.removesuffix(PAGE)
    page = open_page()
    addresses = [
        f"{host}{base}/http-401/token-expired/" for base in ("/one", "/two", "")
    ]
    for address in addresses:
        page.goto(address)
        assert pictured(page) == {}, address
        box(page, READ).check()
    keys = page.evaluate("Object.keys(localStorage).sort()")
    assert keys == [
        "causebook:http-401:/one/:steps",
        "causebook:http-401:/two/:steps",
        KEY,
    ]


@pytest.mark.parametrize("script", [FORBIDDEN, FULL], ids=["forbidden", "full"])
def test_without_room_to_keep_ticks_the_page_works_and_says_so_once(
    open_page: Open, script: str
) -> None:
    page = open_page(script=script)
    box(page, READ).check()
    box(page, GET).check()
    assert pictured(page) == {READ: "done", GET: "done"}
    notice = page.get_by_text("This browser cannot keep your ticks.")
    expect(notice.locator("visible=true")).to_have_count(1)


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"v":1,"steps":{"set-the-clock/sync":{"a":1}}}', "\u0000"]
)
def test_a_foreign_record_is_read_as_no_ticks_and_replaced_by_the_next_one(
    open_page: Open, text: str
) -> None:
    open_page().evaluate(
        "([key, text]) => localStorage.setItem(key, text)", [KEY, text]
    )
    page = open_page()
    assert pictured(page) == {}
    box(page, READ).check()
    assert list(saved(page)["steps"]) == [READ]


def test_starting_over_asks_nothing_and_can_be_undone(open_page: Open) -> None:
    page = open_page()
    page.on("dialog", lambda _: pytest.fail("a dialog"))
    box(page, READ).check()
    outcome(page, GET).select_option("no effect")
    press(page, "Start over")
    assert pictured(page) == {}
    expect(page.get_by_text("2 ticks cleared.")).to_be_visible()
    press(page, "Undo")
    assert pictured(page) == {READ: "done", GET: "no-effect"}
    expect(page.get_by_role("button", name="Start over")).to_be_focused()


def test_starting_over_leaves_the_steps_of_other_lists(open_page: Open) -> None:
    other = open_page(html=lambda text: text.replace(CLOCK, "another-fix/step"))
    box(other, "another-fix/step").check()
    page = open_page()
    box(page, READ).check()
    press(page, "Start over")
    assert saved(page)["steps"]["another-fix/step"][0] == "done"


def test_the_ticket_is_plain_text_with_every_step(
    open_page: Open, context: BrowserContext, url: str
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = open_page("?q=private#step-x")
    box(page, READ).check()
    outcome(page, CLOCK).select_option("not possible here")
    press(page, "Copy for a ticket")
    expect(page.get_by_text("Copied as text.")).to_be_visible()
    text = re.sub(
        r"\d{4}-\d\d-\d\d \d\d:\d\d UTC",
        "TIME",
        page.evaluate("navigator.clipboard.readText()"),
    )
    assert text.splitlines() == [
        "The token has expired",
        url,
        "1 of 4 done, 1 not possible here (TIME)",
        "",
        "Look first",
        "1. [done] Read the claim exp and compare it with the clock (TIME)",
        "",
        "Then mend it",
        "2. [to do] Ask the identity provider for a new token",
        "3. [to do] " + page.locator(".kb-row label").nth(2).inner_text(),
        "4. [not possible here] Set the clock of the server by NTP (TIME)",
    ]


@pytest.mark.parametrize(
    "script", [NO_CLIPBOARD, REFUSED], ids=["missing", "refused"]
)
def test_a_ticket_that_cannot_be_copied_is_shown_selected(
    open_page: Open, script: str
) -> None:
    page = open_page(script=script)
    press(page, "Copy for a ticket")
    paper = page.get_by_role("textbox", name="Text to copy")
    expect(paper).to_be_focused()
    assert (
        paper.evaluate(
            "node => node.value.slice(node.selectionStart, node.selectionEnd)"
        )
        == paper.input_value()
    )
    expect(
        page.get_by_text("The text is selected. Press Ctrl+C").locator("visible=true")
    ).to_have_count(1)


def test_a_command_is_copied_without_its_final_line_feed(
    open_page: Open, context: BrowserContext
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = open_page()
    press(page, "Copy shell command")
    expect(page.get_by_role("button", name="Copied shell command")).to_be_visible()
    assert (
        page.evaluate("navigator.clipboard.readText()")
        == "cut -d. -f2 token.txt | base64 -d"
    )


def test_a_command_that_cannot_be_copied_is_selected(open_page: Open) -> None:
    page = open_page(script=NO_CLIPBOARD)
    press(page, "Copy systemd command")
    expect(
        page.get_by_role("button", name="Press Ctrl+C systemd command")
    ).to_be_visible()
    assert (
        page.evaluate("getSelection().toString()").strip()
        == "sudo timedatectl set-ntp true"
    )


def test_a_link_opened_where_nothing_is_ticked_shows_its_ticks_and_can_be_undone(
    open_page: Open, context: BrowserContext, browser: Browser
) -> None:
    page = open_page()
    box(page, READ).check()
    outcome(page, GET).select_option("no effect")
    link = link_of(context, page)
    elsewhere = browser.new_context()
    other = elsewhere.new_page()
    other.goto(link)
    assert pictured(other) == {READ: "done", GET: "no-effect"}
    expect(other.get_by_text("These ticks came with the link.")).to_be_visible()
    other.wait_for_url(link.split("#")[0])
    press(other, "Undo")
    assert pictured(other) == {}
    elsewhere.close()


@pytest.mark.parametrize(
    ("choice", "result"),
    [
        ("Use the link’s ticks", {READ: "done", GET: "no-effect"}),
        ("Keep mine", {READ: "done", CLOCK: "fixed"}),
    ],
)
def test_a_link_opened_over_saved_ticks_asks_first(
    open_page: Open, context: BrowserContext, choice: str, result: dict[str, str]
) -> None:
    page = open_page()
    box(page, READ).check()
    outcome(page, GET).select_option("no effect")
    fragment = "#" + link_of(context, page).split("#")[1]
    press(page, "Start over")
    box(page, READ).check()
    outcome(page, CLOCK).select_option("fixed it")
    before = saved(page)

    page = open_page(fragment)
    offer = page.get_by_role("group", name="Ticks in the link")
    assert saved(page) == before
    expect(offer).to_contain_text("2 of 4 done")
    assert offer.get_by_role("listitem").all_inner_texts() == [
        "Ask the identity provider for a new token: no effect in the link, to do here",
        "Set the clock of the server by NTP: to do in the link, fixed it here",
    ]
    press(page, choice)
    assert pictured(page) == result
    page.wait_for_url(re.compile(r"checklist\.html$"))
    page.reload()
    assert pictured(page) == result


def test_using_the_links_ticks_can_be_undone(
    open_page: Open, context: BrowserContext
) -> None:
    page = open_page()
    box(page, GET).check()
    fragment = "#" + link_of(context, page).split("#")[1]
    box(page, GET).uncheck()
    box(page, CLOCK).check()
    page.evaluate("fragment => { location.hash = fragment }", fragment)
    page.evaluate("location.hash = 'step-set-the-clock--sync'")
    press(page, "Use the link’s ticks")
    assert pictured(page) == {GET: "done"}
    assert page.url.endswith("#step-set-the-clock--sync")
    press(page, "Undo")
    assert pictured(page) == {CLOCK: "done"}


@pytest.mark.parametrize(
    "fragment",
    [
        "#kb=1.",
        "#kb=1.dzzzzzzz",
        "#kb=2.d1",
        "#kb=1.%E0%A4%A",
        "#kb=1.<script>alert(1)</script>",
        "#kb=1.d__proto__",
        "#kb=1." + ".d" * 20_000,
        "#kb",
        "#%",
    ],
)
def test_a_hostile_fragment_changes_nothing(open_page: Open, fragment: str) -> None:
    box(open_page(), READ).check()
    page = open_page(fragment)
    assert pictured(page) == {READ: "done"}
    expect(page.get_by_role("group", name="Ticks in the link")).to_have_count(0)
    page.evaluate("location.hash = '#kb=1.dconstructor'")
    assert pictured(page) == {READ: "done"}


def test_the_keyboard_alone_does_everything_and_focus_is_seen(
    open_page: Open,
) -> None:
    page = open_page()
    page.keyboard.press("Tab")
    expect(box(page, READ)).to_be_focused()
    assert (
        box(page, READ).evaluate("node => getComputedStyle(node).outlineStyle")
        == "solid"
    )
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(outcome(page, READ)).to_be_focused()
    page.keyboard.type("no")
    assert pictured(page) == {READ: "no-effect"}
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate("document.activeElement.textContent.trim().slice(0, 40)")
        )
        if page.evaluate("document.activeElement.textContent") == "Start over":
            break
    assert {
        "Copy shell command",
        "How to undo it",
        "Copy for a ticket",
        "Copy link with ticks",
        "Start over",
    } <= reached
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert pictured(page) == {READ: "no-effect"}


def test_on_paper_there_are_boxes_and_no_controls(open_page: Open) -> None:
    page = open_page()
    outcome(page, GET).select_option("no effect")
    page.emulate_media(media="print", color_scheme="dark")
    expect(
        page.locator("kb-checklist :is(button, select, textarea, progress)").locator(
            "visible=true"
        )
    ).to_have_count(0)
    expect(page.locator("input").locator("visible=true")).to_have_count(4)
    expect(page.get_by_text("Revoke the new token.")).to_be_visible()
    said = page.locator(f'.kb-step[data-step="{GET}"] label').evaluate(
        "node => getComputedStyle(node, '::after').content"
    )
    assert "no effect" in said
    texts = page.locator(".kb-step :is(label, code, .kb-facts)")
    assert set(
        texts.evaluate_all("nodes => nodes.map(node => getComputedStyle(node).color)")
    ) == {"rgb(0, 0, 0)"}


def test_without_scripts_it_is_a_plain_ordered_list(
    browser: Browser, url: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(url)
    page.get_by_label("Ask the identity provider for a new token").check()
    expect(page.locator("ol > li input:not(:disabled)")).to_have_count(4)
    expect(page.get_by_role("button")).to_have_count(0)
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(
    open_page: Open, axe: Callable[..., list[dict[str, Any]]], scheme: Any, width: int
) -> None:
    page = open_page(script=FULL)
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    box(page, READ).check()
    module = "import('../../generator/causebook/checklist/addresses.mjs')"
    page.evaluate(
        f"{module}.then(m => {{ location.hash = m.linkFragment(new Map([['{CLOCK}', 'fixed']])) }})"
    )
    expect(page.get_by_role("button", name="Keep mine")).to_be_visible()
    outcome(page, GET).select_option("not possible here")
    for summary in page.locator("summary").all():
        summary.click()
    press(page, "Start over")
    found = [
        (rule["id"], [node["html"] for node in rule["nodes"]])
        for rule in axe(page, "kb-checklist")
    ]
    assert found == []


def test_on_a_phone_nothing_overflows_and_rows_are_large(open_page: Open) -> None:
    page = open_page()
    page.set_viewport_size({"width": 360, "height": 800})
    box(page, READ).check()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    targets = page.locator(
        "kb-checklist :is(label[for], button, select, summary)"
    ).locator("visible=true")
    heights = targets.evaluate_all(
        "nodes => nodes.map(node => node.getBoundingClientRect().height)"
    )
    assert min(heights) >= 44


def test_the_whole_row_ticks(open_page: Open) -> None:
    page = open_page()
    row = page.locator(".kb-row").first
    row.click(position={"x": 2, "y": 2})
    expect(box(page, READ)).to_be_checked()


def test_moving_or_restarting_the_element_doubles_nothing(open_page: Open) -> None:
    page = open_page()
    box(page, READ).check()
    count = "document.querySelectorAll('[data-kb-made]').length"
    before = page.evaluate(count)
    page.evaluate(
        """() => {
          const list = document.querySelector('kb-checklist'), home = list.parentNode;
          list.connectedCallback();
          list.remove();
          window.dispatchEvent(new StorageEvent('storage', { key: null }));
          const copy = list.cloneNode(true);
          home.append(copy);
        }"""
    )
    assert page.evaluate(count) == before
    assert pictured(page) == {READ: "done"}
    outcome(page, GET).select_option("done")
    press(page, "Start over")
    expect(page.get_by_text("2 ticks cleared.")).to_be_visible()


def test_emptying_the_storage_in_another_tab_clears_the_ticks(
    open_page: Open,
) -> None:
    one, two = open_page(), open_page()
    box(one, READ).check()
    expect(box(two, READ)).to_be_checked()
    two.evaluate("localStorage.clear()")
    expect(box(one, READ)).not_to_be_checked()


def test_two_lists_on_a_page_agree_on_a_step_they_share(open_page: Open) -> None:
    second = f"""<div class="kb"><kb-checklist data-list="fix:x" data-book="http-401" data-title="X" data-url="x/">
    <ol class="kb-steps"><li class="kb-step" data-step="{READ}"><div class="kb-row">
    <input type="checkbox" id="second"><label for="second">The same</label></div></li></ol>
    </kb-checklist></div></main>"""
    page = open_page(html=lambda text: text.replace("</main>", second))
    page.locator("#second").check()
    expect(box(page, READ).first).to_be_checked()
    expect(page.get_by_text("1 of 1 done")).to_be_visible()


def test_joined_into_one_classic_script_it_works_as_well(
    open_page: Open, context: BrowserContext
) -> None:
    [joined] = [
        text for name, text in files().items() if name.endswith("kb-checklist.js")
    ]
    context.route(
        "**/element.js",
        lambda route: route.fulfill(body=joined, content_type="text/javascript"),
    )
    page = open_page(html=lambda text: text.replace('type="module"', "defer"))
    box(page, READ).check()
    expect(page.get_by_text("1 of 4 done")).to_be_visible()


def test_the_shipped_files_stay_small() -> None:
    shipped = [gzip.compress(str(text).encode(), 9) for text in files().values()]
    assert sum(map(len, shipped)) <= 10.5 * 1024  # with the words of a language
