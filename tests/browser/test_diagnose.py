"""The diagnosis page in a real browser: what a stuck reader sees and does, and what must never leave the page.

The book is the printer book of `causebook init`; where it matters how a paste is read and
redacted, the page gets the reading modules of the shipped book.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route
from printer_page import (
    PASTE,
    PROBLEM,
    READING,
    TITLE,
    Make,
    answer,
    choosing,
    of_three_products,
    opened,
    paste,
    say,
    wait,
)


@pytest.fixture
def page(browser: Browser, sites: dict[str, Path]) -> Iterator[Page]:
    """The public page, wide."""
    with opened(browser, sites["public"]) as found:
        yield found


# What a stuck reader sees


def test_the_verdict_and_the_next_step_come_as_one_types(page: Page) -> None:
    page.locator("#box").press_sequentially(PASTE[-60:], delay=2)
    wait(page, "Very likely: The print queue is paused.")
    assert (
        page.locator(".next").inner_text()
        == "Try this first: Resume the print queue."
    )


@pytest.mark.parametrize(("width", "height"), [(360, 640), (768, 1024), (1280, 800)])
def test_verdict_and_next_step_stand_on_the_first_screen(
    browser: Browser, sites: dict[str, Path], width: int, height: int
) -> None:
    with opened(
        browser, sites["public"], viewport={"width": width, "height": height}
    ) as page:
        answer(page, PASTE, "paused")
        box = page.locator(".verdict .main").bounding_box()
        assert box["y"] + box["height"] <= height


def test_the_paste_is_shown_back_with_numbered_marks(page: Page) -> None:
    answer(page, PASTE, "paused")
    assert page.locator(".lines mark").all_inner_texts() == [
        "queue is paused",
        "printer Office disabled",
        "colleagues can print",
    ]
    assert page.locator(".lines .no").all_inner_texts() == ["1", "2", "3"]


def test_marks_and_evidence_lead_to_each_other_without_touching_the_address(
    page: Page,
) -> None:
    answer(page, PASTE, "paused")
    before = page.url
    page.click(".causes .sign >> nth=0")
    assert page.evaluate("document.activeElement.id") == "mark-2"
    page.click("#mark-3 .no")
    assert page.evaluate("document.activeElement.id") == "why-others-can-print"
    assert page.url == before


def test_each_cause_says_who_can_fix_it_and_leads_to_its_page(page: Page) -> None:
    answer(page, PROBLEM, "cannot be reached")
    first = page.locator(".causes > li >> nth=0")
    assert "Who can fix it: the help desk" in first.inner_text()
    assert (
        first.locator(".end a").get_attribute("href")
        == "../does-not-print/printer-offline/"
    )


def test_look_alikes_are_told_apart_once(page: Page) -> None:
    answer(page, PASTE, "paused")
    assert page.locator(".pairs h3").all_inner_texts() == [
        "The print queue is paused or The paper tray is empty?"
    ]


def test_long_pastes_show_the_telling_lines_and_count_the_others(page: Page) -> None:
    lines = [f"line {n}" for n in range(300)]
    lines[150] = "the queue is paused"
    answer(page, "\n".join(lines), "paused")
    assert page.locator(".lines .gap").all_inner_texts() == [
        "… 148 lines …",
        "… 147 lines …",
    ]
    assert page.locator(".lines li").count() == 7
    page.get_by_role("button", name="Show all lines").click()
    page.wait_for_function(
        "() => document.querySelectorAll('.lines li').length === 300"
    )


def test_an_example_fills_the_box(page: Page) -> None:
    page.get_by_role("button", name="Nothing prints since a paper jam").click()
    wait(page, "Very likely: The print queue is paused.")
    assert "printer Office disabled" in page.input_value("#box")


def test_start_over_empties_everything(page: Page) -> None:
    answer(page, PASTE, "paused")
    page.get_by_role("button", name="Start over").click()
    wait(page, "Paste what you see.")
    assert page.input_value("#box") == ""
    assert page.locator(".lines, .causes, .plan").count() == 0


def test_what_has_nothing_to_do_with_it_names_no_cause(page: Page) -> None:
    answer(
        page,
        "good morning",
        "Nothing here points to this problem: The printer does not print.",
    )
    assert page.locator(".causes, .plan").count() == 0
    assert "No line stood out." in page.locator(".paste").inner_text()


# The checklist of the case


def test_outcomes_change_what_comes_next(page: Page) -> None:
    answer(page, PASTE, "paused")
    first = page.locator("#fix-resume-the-queue")
    first.locator("input").first.check()
    page.wait_for_selector("#fix-resume-the-queue [data-outcome=done]")
    for n in range(2):
        page.locator("#fix-resume-the-queue select").nth(n).select_option("no-effect")
        page.wait_for_function(
            "n => document.querySelectorAll('#fix-resume-the-queue [data-outcome=\"no-effect\"]').length === n + 1",
            arg=n,
        )
    page.wait_for_function(
        "() => document.querySelector('.next') && !document.querySelector('.next').textContent.includes('Resume')"
    )
    assert "Already tried" in page.locator(".results").inner_text()
    page.locator("#fix-resume-the-queue select").first.select_option("fixed")
    page.wait_for_function(
        "() => document.querySelector('.next')?.textContent.startsWith('Solved.')"
    )


def test_ticking_keeps_the_focus_where_it_is(page: Page) -> None:
    answer(page, PASTE, "paused")
    page.locator("#fix-resume-the-queue input").first.focus()
    page.keyboard.press("Space")
    page.wait_for_selector("#fix-resume-the-queue [data-outcome=done]")
    assert (
        page.evaluate("document.activeElement.id")
        == "step-resume-the-queue/see-the-jobs"
    )


@pytest.mark.parametrize(
    "script",
    [
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })",
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }",
    ],
    ids=["forbidden", "full"],
)
def test_the_steps_work_without_storage_and_say_that_ticks_are_not_kept(
    browser: Browser, sites: dict[str, Path], script: str
) -> None:
    with opened(browser, sites["public"]) as page:
        page.add_init_script(script)
        page.reload()
        answer(page, PASTE, "paused")
        page.locator("#fix-resume-the-queue input").first.check()
        page.wait_for_selector("#fix-resume-the-queue [data-outcome=done]")
        assert page.get_by_text(
            "Your ticks last until you leave this page."
        ).is_visible()


def foreign(known: dict) -> None:
    """A fix that only the help desk can do."""
    for fix in known["fixes"]:
        if fix["id"] == "check-power-and-cable":
            fix["party"] = "help-desk"
            fix["steps"][0]["internal"] = True


def test_a_role_that_cannot_act_gets_the_message_to_send(
    browser: Browser, make: Make
) -> None:
    with opened(browser, make(change=foreign)) as page:
        answer(page, PROBLEM, "cannot be reached")
        assert (
            page.locator(".next").inner_text()
            == "Try this first: Check power, cable and address."
        )
        say(page, "I want to print")
        page.wait_for_function(
            "() => document.querySelector('.next')?.textContent.includes('send the message to the help desk')"
        )
        assert (
            page.locator(".message")
            .first.inner_text()
            .startswith("Hello, the printer <name> is shown as offline")
        )
        page.select_option("#role", "technician")
        page.wait_for_function(
            "() => document.querySelector('.next')?.textContent.startsWith('Try this first')"
        )


def test_commands_and_messages_are_copied(
    browser: Browser, make: Make, serve: Callable[[Path], str]
) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(serve(make(change=foreign)) + "/diagnose/")
    answer(page, PASTE, "paused")
    page.get_by_role("button", name="Copy the command for CUPS").first.click()
    page.wait_for_function(
        "() => navigator.clipboard.readText().then((text) => text === 'lpstat -o')"
    )
    page.select_option("#role", "user")
    answer(page, PROBLEM, "cannot be reached")
    page.get_by_role("button", name="Copy the message").first.click()
    page.wait_for_function(
        "() => navigator.clipboard.readText().then((text) => text.startsWith('Hello, the printer'))"
    )
    context.close()


# Handing over


SECRETS = "printer Office disabled since Monday by ann@example.com from 10.1.2.3, Authorization: Bearer abcdefghij0123456789KLMNOP"


def test_the_ticket_shows_what_will_be_copied_without_secrets(
    browser: Browser, make: Make, serve: Callable[[Path], str]
) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(serve(make(reading=READING)) + "/diagnose/")
    answer(page, SECRETS, "paused")
    page.get_by_text("As text for a ticket").click()
    page.wait_for_function(
        "() => document.querySelector('.paper').value.includes('printer Office disabled')"
    )
    text = page.input_value(".paper")
    assert "10.1.2.3" in text
    assert not [
        secret for secret in ("ann@example.com", "abcdefghij") if secret in text
    ]
    page.check("#hide-ip")
    page.wait_for_function(
        "() => !document.querySelector('.paper').value.includes('10.1.2.3')"
    )
    page.get_by_role("button", name="Copy the text").click()
    page.wait_for_function(
        "() => navigator.clipboard.readText().then((text) => text.replaceAll('\\r', '') === document.querySelector('.paper').value)"
    )
    page.uncheck("#with-lines")
    page.wait_for_function(
        "() => !document.querySelector('.paper').value.includes('printer Office')"
    )
    context.close()


@pytest.mark.parametrize(
    ("added", "label"),
    [("", "Telling lines\n"), (", password: hunter22", "Telling lines (redacted)\n")],
)
def test_a_book_without_reading_modules_redacts_and_says_so_only_where_it_did(
    page: Page, added: str, label: str
) -> None:
    answer(page, PASTE.replace("since Monday", "since Monday" + added), "paused")
    page.get_by_text("As text for a ticket").click()
    page.wait_for_function(
        "() => document.querySelector('.paper').value.includes('printer Office disabled')"
    )
    text = page.input_value(".paper")
    assert label in text
    assert "hunter22" not in text
    assert "are removed" in page.locator(".hand-over").inner_text()


def test_a_saved_case_opens_on_the_internal_page_with_the_internal_steps(
    browser: Browser, make: Make, tmp_path: Path
) -> None:
    saved = tmp_path / "case.json"
    with opened(browser, make(change=foreign), accept_downloads=True) as page:
        answer(page, PROBLEM, "cannot be reached")
        with page.expect_download() as download:
            page.get_by_role("button", name="Save as JSON").click()
        download.value.save_as(saved)
        assert download.value.suggested_filename == "case-does-not-print.json"
    assert "is offline" not in saved.read_text("utf-8")
    with opened(browser, make("internal", change=foreign)) as page:
        assert (
            page.locator(".audience").inner_text()
            == "Internal portal: not for customers"
        )
        page.set_input_files("input[type=file]", saved)
        wait(page, "cannot be reached")
        assert (
            page.locator("#fix-check-power-and-cable .internal")
            .first.inner_text()
            .strip()
            == "internal"
        )
        assert (
            "You are looking at a saved case."
            in page.locator(".verdict").inner_text()
        )
        page.get_by_role("button", name="Close the case").click()
        wait(page, "Paste what you see.")


@pytest.mark.parametrize(
    "text",
    [
        '{"format":"causebook-case","version":1,"problem":"another"}',
        '{"format":"causebook-case","version":99}',
        '{"format":"causebook-case","version":1,"problem":"does-not-print","findings":[{"id":"<b>x","state":"present"}]}',
    ],
)
def test_a_case_that_is_not_ours_is_refused_or_cut_with_a_reason(
    page: Page, text: str
) -> None:
    page.fill("#box", text)
    page.wait_for_function(
        "() => /case|left out/.test(document.querySelector('.said').textContent)"
    )
    assert page.locator(".said b").count() == 0


# Nothing of the paste leaves the page


def test_nothing_leaves_the_page(
    browser: Browser, make: Make, serve: Callable[[Path], str]
) -> None:
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(serve(make(reading=READING)) + "/diagnose/")
    page.wait_for_selector(TITLE)
    page.wait_for_timeout(300)  # the icon

    def refuse(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    context.route("**/*", refuse)
    title, url = page.title(), page.url
    answer(page, SECRETS, "paused")
    page.click(".causes .sign >> nth=0")
    page.get_by_text("As text for a ticket").click()
    page.locator("#fix-resume-the-queue input").first.check()
    page.wait_for_timeout(1200)
    stored = page.evaluate("""async () => [localStorage.length, sessionStorage.length, document.cookie, window.name, history.state,
      (await indexedDB.databases()).length, (await caches.keys()).length, performance.getEntriesByType("resource").filter((e) => e.startTime > 2000 && !e.name.startsWith("blob:")).length]""")
    assert asked == []
    assert said == []
    assert stored == [0, 0, "", "", None, 0, 0, 0]
    assert (page.title(), page.url) == (title, url)
    context.unroute("**/*")
    page.reload()
    wait(page, "Paste what you see.")
    assert page.input_value("#box") == ""
    context.close()


def test_the_policy_lets_nothing_else_run_and_nothing_out(
    browser: Browser, sites: dict[str, Path], serve: Callable[[Path], str]
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(serve(sites["public"]) + "/diagnose/")
    page.wait_for_selector(TITLE)
    broken = page.evaluate("""async () => {
      const found = [];
      const script = document.createElement("script"); script.append("window.ran = 1");
      try { document.body.append(script); } catch { /* refused even earlier */ }
      found.push(window.ran);
      found.push(await fetch("/").then(() => "fetched", () => "refused"));
      try { document.body.innerHTML = "<p>x"; found.push("written"); } catch { found.push("refused"); }
      const image = new Image(); const told = new Promise((done) => { image.onload = () => done("loaded"); image.onerror = () => done("refused"); });
      image.src = "data:image/gif;base64,R0lGODlhAQABAAAAACw="; found.push(await told);
      try { found.push(eval("1")); } catch { found.push("refused"); }
      return found;
    }""")
    assert broken == [None, "refused", "refused", "refused", "refused"]
    html = (sites["public"] / "diagnose/index.html").read_text("utf-8")
    assert not re.search(
        r"<script(?![^>]*(src=|application/json))|\son\w+=|\sstyle=|<style", html
    )
    context.close()


def test_it_works_from_disk_in_a_worker(page: Page) -> None:
    answer(page, PASTE, "paused")
    assert page.url.startswith("file:")
    assert len(page.workers) == 1


def test_without_workers_it_works_on_the_page(
    browser: Browser, sites: dict[str, Path]
) -> None:
    with opened(browser, sites["public"]) as page:
        page.add_init_script("delete window.Worker")
        page.reload()
        answer(page, PASTE, "Very likely: The print queue is paused.")
        assert page.workers == []


# When things go wrong


def test_a_stuck_pattern_is_stopped_and_named_and_the_others_answer(
    browser: Browser, make: Make
) -> None:
    def stuck(known: dict) -> None:
        known["symptoms"].append(
            {
                **known["symptoms"][0],
                "id": "stuck",
                "title": "The stuck one",
                "patterns": [{"in": [], "re": "^(a+)+$", "case": False}],
            }
        )

    with opened(browser, make(change=stuck)) as page:
        page.wait_for_selector(TITLE)
        answer(page, "a" * 60 + "!\nthe queue is paused", "paused")
        assert (
            page.locator("#stuck").inner_text()
            == "Stopped because it took too long: “The stuck one”. Everything else was checked."
        )
        answer(page, "the printer is offline", "cannot be reached")


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("empty.log", b"", "This file is empty."),
        (
            "a.log.gz",
            b"\x1f\x8b\x08\x00xxxx",
            "This file is compressed. Unpack it first.",
        ),
        ("a.png", b"\x89PNG" + bytes(400), "This file contains no text."),
    ],
)
def test_files_that_cannot_be_read_say_why(
    page: Page, tmp_path: Path, name: str, data: bytes, expected: str
) -> None:
    (tmp_path / name).write_bytes(data)
    page.set_input_files("input[type=file]", tmp_path / name)
    page.wait_for_function(
        "text => document.querySelector('.verdict').textContent.includes(text)",
        arg=expected,
    )


def test_a_file_that_is_too_large_is_refused_before_it_is_read(
    page: Page, tmp_path: Path
) -> None:
    file = tmp_path / "huge.har"
    with file.open("wb") as out:
        out.truncate(80_000_000)
    page.set_input_files("input[type=file]", file)
    wait(page, "This is too much to read")
    assert "80 MB; at most 64 MB can be read" in page.locator(".next").inner_text()


def test_a_file_from_windows_is_read(page: Page, tmp_path: Path) -> None:
    (tmp_path / "out.txt").write_bytes(
        "\ufeffthe queue is paused".encode("utf-16-le")
    )
    page.set_input_files("input[type=file]", tmp_path / "out.txt")
    wait(page, "paused")


def test_a_large_paste_is_held_beside_the_box(page: Page) -> None:
    paste(page, "some line of a log\n" * 20000 + "the queue is paused")
    wait(page, "paused")
    assert page.locator(".held").inner_text().startswith("Your paste, 380 KB")
    assert page.locator(".lines li").count() <= 5
    page.get_by_role("button", name="Remove it").click()
    wait(page, "Paste what you see.")
    assert page.locator("#box").is_visible()


def test_a_dropped_file_is_read(page: Page) -> None:
    page.evaluate("""() => { const data = new DataTransfer(); data.items.add(new File(["the queue is paused"], "a.log"));
      document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true })); }""")
    wait(page, "paused")


HOSTILE = [
    "<img src=x onerror=alert(1)> queue is paused",
    "<script>alert(1)</script> queue is paused",
    "</textarea></script><svg onload=alert(1)> queue is paused",
    "javascript:alert(1) queue is paused",
    "{{constructor.constructor('alert(1)')()}} queue is paused",
    "&lt;b&gt; queue is paused &#60;",
    "\u0000queue is paused\u0000",
    "queue is paused \ud83d",
    "\udc00 queue is paused",
    "\x1b[31mqueue is paused\x1b[0m",
    "\x1b]0;title\x07queue is paused",
    "\u202equeue is paused\u202c",
    "\u2066queue is paused\u2069",
    "שלום queue is paused עולם",
    "مرحبا queue is paused",
    "\u200bqueue is paused\u200b",
    "\ufeffqueue is paused",
    "queue is paused" + "\u0301" * 5000,
    "🏳️‍🌈" * 2000 + " queue is paused",
    "queue is paused\u2028alert(1)\u2029",
    "\rqueue is paused\r\r\n\n\r",
    "[" * 50000 + " queue is paused",
    '{"a":' * 50000,
    '{"log":{"entries":[' + '{"request":{},"response":{}},' * 2000,
    '{"log":{"entries":"x"}} queue is paused',
    "__proto__ constructor toString queue is paused",
    '{"__proto__":{"x":1},"format":"x"} queue is paused',
    " " * 100000 + "queue is paused",
    "a" * 99000 + " queue is paused",
    "queue is paused\n" * 6000,
    ("x " * 300 + "\n") * 150 + "queue is paused",
    "%00%ff%u0000 queue is paused",
    "\\u0000\\x00 queue is paused",
    "$& $1 $` queue is paused",
    "((((a+)+)+)+)+ queue is paused",
    "= 1+1 queue is paused",
    "NaN undefined null [object Object]",
    "\u0085\u009b31m queue is paused",
    "ﷺ" * 3000 + " queue is paused",
    "queue is paused" + "\t" * 10000,
]


@pytest.mark.parametrize("reading", [None, READING], ids=["words", "reading"])
def test_hostile_pastes_are_shown_as_text(
    browser: Browser, make: Make, reading: Path | None
) -> None:
    with opened(browser, make(reading=reading)) as page:
        page.evaluate("() => { window.alert = () => { window.ran = true; }; }")
        for text in HOSTILE:
            paste(page, "")
            page.evaluate("document.querySelector('.clear').click()")
            wait(page, "Paste what you see.")
            page.evaluate(
                """(text) => { const box = document.getElementById("box"); box.value = text; box.dispatchEvent(new Event("input")); }""",
                text,
            )
            page.wait_for_function(
                "() => /read, /.test(document.querySelector('.status').textContent)",
                timeout=10000,
            )
            tags = page.evaluate(
                "[...new Set([...document.querySelectorAll('.paste *')].map((node) => node.localName))].sort()"
            )
            assert set(tags) <= {
                "a",
                "bdi",
                "button",
                "code",
                "div",
                "h2",
                "li",
                "mark",
                "ol",
                "p",
                "span",
            }, text[:40]
            assert page.evaluate(
                "document.documentElement.scrollWidth <= innerWidth"
            ), text[:40]
        assert page.evaluate("window.ran") is None


# For everybody


STATES = {
    "empty": "",
    "answered": PASTE,
    "nothing": "good morning",
    "asked": "It does not print",
}


def show(page: Page, state: str) -> None:
    """Bring a page into a state, all folds open; when asked, one is answered and put again."""
    page.wait_for_selector(TITLE)
    if STATES[state]:
        page.fill("#box", STATES[state])
        page.wait_for_selector(".paste h2")
    if state == "asked":
        page.wait_for_selector(".choice")
        say(page, "Don’t know")
        page.get_by_role("button", name="Change your answer").click()
    elif STATES[state]:
        page.select_option("#role", "user")
    page.evaluate(
        "for (const fold of document.querySelectorAll('details')) fold.open = true"
    )
    page.wait_for_timeout(300)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(
    browser: Browser, make: Make, axe: Any, state: str, scheme: str
) -> None:
    with opened(
        browser,
        make("internal", change=choosing if state == "asked" else foreign),
        quiet=False,
        color_scheme=scheme,
    ) as page:  # axe tries to fetch the style
        show(page, state)
        assert [
            (found["id"], [node["html"][:120] for node in found["nodes"]])
            for found in axe(page)
        ] == []


@pytest.mark.parametrize("state", STATES)
def test_nothing_is_wider_than_a_phone_and_targets_are_large(
    browser: Browser, make: Make, state: str
) -> None:
    folder = make(change=choosing if state == "asked" else of_three_products)
    phone = {"viewport": {"width": 360, "height": 740}, "has_touch": True}
    with opened(browser, folder, **phone) as page:
        show(page, state)
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        small = page.evaluate("""[...document.querySelectorAll("button, select, summary, .sign, header a, header input, .row label, .choice label")]
          .filter((node) => node.offsetParent && node.getBoundingClientRect().height < 43.5).map((node) => node.outerHTML.slice(0, 80))""")
        assert small == []


def test_everything_is_reached_by_keyboard(page: Page) -> None:
    page.wait_for_selector(TITLE)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "box":
            break
    page.keyboard.insert_text(PASTE)
    wait(page, "paused")
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Show the steps":
            break
    page.keyboard.press("Enter")
    assert (
        page.evaluate("document.activeElement.closest('details').id")
        == "fix-resume-the-queue"
    )
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.wait_for_selector("#fix-resume-the-queue [data-outcome=done]")


def test_a_screen_reader_is_told_once_it_rests(page: Page) -> None:
    answer(page, PASTE, "paused")
    page.wait_for_function("""() => document.querySelector(".tool > [role=status]").textContent ===
      "Very likely: The print queue is paused. Try this first: Resume the print queue. 4 lines read, 3 marked" """)


def test_results_do_not_move_the_box(page: Page) -> None:
    page.wait_for_selector(TITLE)
    before = page.locator("#box").bounding_box()
    verdict = page.locator(".verdict").bounding_box()
    answer(page, PASTE, "paused")
    assert page.locator("#box").bounding_box() == before
    assert page.locator(".verdict").bounding_box() == verdict


SHIFTS = """window.shifted = 0;
new PerformanceObserver((list) => list.getEntries().forEach((one) => { window.shifted += one.value; }))
  .observe({ type: "layout-shift", buffered: true });"""


@pytest.mark.parametrize("width", [360, 700, 1280])
def test_nothing_moves_when_the_script_comes(
    browser: Browser, sites: dict[str, Path], width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 740})
    page.add_init_script(SHIFTS)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/diagnose.js", hold)
    page.goto(sites["public"].as_uri() + "/diagnose/index.html", wait_until="commit")
    page.wait_for_function("() => document.querySelector('#questions + *, footer')")
    page.wait_for_timeout(300)
    before = page.locator("#box").bounding_box()
    held[0].continue_()
    page.locator(".told").wait_for()
    page.wait_for_timeout(300)
    assert page.locator("#box").bounding_box() == before
    assert page.locator("#questions summary").is_visible()
    assert page.evaluate("shifted") < 0.02
    page.close()


def test_without_scripts_the_questions_are_a_short_list_in_which_yes_leads_to_a_cause(
    browser: Browser, sites: dict[str, Path]
) -> None:
    with opened(browser, sites["public"], java_script_enabled=False) as page:
        items = page.locator("#questions li")
        assert items.first.inner_text() == (
            "Does the panel ask for paper, or does a paper light blink? If yes: The paper tray is empty"
        )
        assert items.count() == 3
        link = items.first.locator("a")
        assert link.is_visible()
        assert link.get_attribute("href") == "../does-not-print/out-of-paper/"
        page.get_by_text("The diagnosis needs scripts").wait_for(
            state="visible", timeout=8000
        )
        assert not page.locator("#box, #palette").first.is_visible()


def test_with_scripts_the_list_of_questions_is_folded(page: Page) -> None:
    page.wait_for_selector(TITLE)
    assert not page.locator("#questions a").first.is_visible()
    page.get_by_text("Nothing to paste? Questions that lead to a cause").click()
    assert page.locator("#questions a").first.is_visible()


def test_dark_is_dark(browser: Browser, sites: dict[str, Path]) -> None:
    with opened(browser, sites["public"], color_scheme="dark") as page:
        assert (
            page.evaluate("getComputedStyle(document.body).backgroundColor")
            == "rgb(20, 24, 29)"
        )


def test_on_paper_are_the_results_without_the_controls(page: Page) -> None:
    answer(page, PASTE, "paused")
    page.emulate_media(media="print")
    assert not page.locator("#box").is_visible()
    assert not page.get_by_role("button", name="Open a file").is_visible()
    assert page.locator("#fix-load-paper .steps").is_visible()
    assert page.locator(TITLE).is_visible()


def test_an_entry_cannot_end_the_data_it_stands_in(
    browser: Browser, make: Make
) -> None:
    # what the product itself writes into the page is escaped by the product alone
    def evil(
        known: dict,
    ) -> None:
        [cause] = [
            cause for cause in known["causes"] if cause["id"] == "out-of-paper"
        ]
        cause["title"] = "</script><img src=x onerror=alert(1)>"

    folder = make(change=evil)
    assert "</script><img" not in (folder / "diagnose" / "index.html").read_text(
        "utf-8"
    )
    with opened(browser, folder) as page:
        answer(page, "load paper", "</script><img")
        assert page.locator("main img").count() == 0
