"""The reader's product and role: picked once, kept on this device, followed by every page; all of it readable without."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import loaded
import pytest
from causebook.cli.starters import new_book
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

pytestmark = pytest.mark.whole  # pages of every kind, in a browser

FIX, OTHER_FIX = (
    "does-not-print/fixes/resume-the-queue/",
    "does-not-print/fixes/load-paper/",
)
CAUSE, THEIRS = "does-not-print/queue-paused/", "does-not-print/printer-offline/"
PLATFORMS = """
  - {id: windows, title: Windows, audience: public, summary: It prints, aliases: [windows-11]}
  - {id: macos, title: macOS, audience: public, summary: It prints}
"""
RUN = "      - {platform: cups, run: lpstat -o}\n"
MORE = RUN + (
    "      - {platform: windows, run: Get-PrintJob -PrinterName Office}\n"
    "      - {platform: macos, run: lpstat -o Office}\n"
    "      - {run: echo for everybody}\n"
)
ELSEWHERE = """    commands:
      - {platform: cups, run: lpstat -p}
      - {platform: macos, run: open /System/Library}
"""
DENIED = """for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError") } })"""
KEY = "causebook:printer-book:reader"
Open = Callable[..., Page]


def changed(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The printer book with ways for three products, and a fix that only the help desk can do."""
    book = tmp_path_factory.mktemp("reader") / "book"
    new_book(book)
    causes = book / "causes"
    with (causes / "platforms.yml").open("a", encoding="utf-8") as file:
        file.write(PLATFORMS.lstrip("\n"))
    fixes = causes / "does-not-print" / "fixes"
    changed(fixes / "resume-the-queue.yml", RUN, MORE)
    step = "    do: See that the printer is switched on and its panel is lit.\n"
    changed(fixes / "check-power-and-cable.yml", step, step + ELSEWHERE)
    changed(
        fixes / "check-power-and-cable.yml",
        "responsible: reader",
        "responsible: help-desk",
    )
    done = loaded.run("causebook", "build", cwd=book)
    assert done.returncode == 0, done.stdout + done.stderr
    return book / "site" / "public"


@pytest.fixture
def open_page(
    browser: Browser, serve: Callable[[Path], str], site: Path
) -> Iterator[Open]:
    """`open_page(path)` opens a page in a tab of one context; in the end no tab may have complained."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def opened(path: str, script: str = "", **options: Any) -> Page:
        if options or not contexts:
            contexts.append(browser.new_context(**options))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        if script:
            page.add_init_script(script)
        page.set_default_timeout(10_000)
        page.goto(f"{serve(site)}/{path}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []


def product(page: Page) -> Locator:
    return page.get_by_label("Your product", exact=True)


def role(page: Page) -> Locator:
    return page.get_by_label("You are", exact=True)


def commands(page: Page) -> list[str]:
    """The commands that can be read now."""
    shown = page.locator(".kb-commands code").evaluate_all(
        "nodes => nodes.filter((node) => node.checkVisibility()).map((node) => node.innerText)"
    )
    return [text.strip() for text in shown]


def stored(page: Page) -> dict[str, str]:
    """What is kept, without what the theme keeps."""
    found: dict[str, str] = page.evaluate("({ ...localStorage })")
    return {key: text for key, text in found.items() if key.startswith("causebook:")}


def test_one_product_stands_open_and_nothing_is_kept_before_a_pick(
    open_page: Open,
) -> None:
    page = open_page(FIX)
    assert commands(page)[:3] == [
        "echo for everybody",
        "lpstat -o",
        "cupsenable Office",
    ]
    assert product(page).locator("option").all_inner_texts() == [
        "not chosen",
        "CUPS",
        "macOS",
        "Windows",
    ]
    assert stored(page) == {}
    page.locator(".kb-way summary", has_text="macOS").click()
    assert commands(page)[:2] == ["echo for everybody", "lpstat -o Office"]
    assert stored(page) == {}, "to look at another product is no pick"


def test_a_picked_product_opens_its_commands_here_and_on_other_pages(
    open_page: Open,
) -> None:
    page = open_page(FIX)
    product(page).select_option("macOS")
    assert commands(page)[:2] == ["echo for everybody", "lpstat -o Office"]
    assert json.loads(stored(page)[KEY])["product"] == {
        "id": "macos",
        "title": "macOS",
    }
    page.reload()
    assert product(page).input_value() == "macos"
    for path in (CAUSE, THEIRS):
        assert any(
            "Office" in text or "open" in text for text in commands(open_page(path))
        )


def test_not_chosen_forgets_and_opens_the_first_again(open_page: Open) -> None:
    page = open_page(FIX)
    product(page).select_option("Windows")
    product(page).select_option("not chosen")
    assert commands(page)[:2] == ["echo for everybody", "lpstat -o"]
    assert stored(page) == {}


def test_a_product_without_commands_here_stays_picked(open_page: Open) -> None:
    open_page(FIX).get_by_label("Your product").select_option("Windows")
    page = open_page(THEIRS)
    assert (
        product(page).locator("option:checked").inner_text()
        == "Windows (no command here)"
    )
    assert commands(page) == ["lpstat -p"]
    product(page).select_option("CUPS")
    assert json.loads(stored(page)[KEY])["product"]["id"] == "cups"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            '{"version":1,"product":{"id":"windows-11","title":"W"},"role":null}',
            "windows",
        ),
        (
            '{"version":1,"product":{"id":"gone","title":"<b>Gone"},"role":"nobody"}',
            "gone",
        ),
        (
            '{"version":1,"product":{"id":"<img src=x onerror=alert(1)>"},"role":{}}',
            "",
        ),
        ('{"version":2,"product":{"id":"macos","title":"macOS"}}', ""),
        ("not JSON", ""),
        ("null", ""),
        ("[]", ""),
    ],
)
def test_whatever_is_stored_the_page_works(
    open_page: Open, text: str, shown: str
) -> None:
    page = open_page(FIX)
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])
    page.reload()
    assert product(page).input_value() == shown
    assert "echo for everybody" in commands(page)
    assert page.locator("kb-reader b, kb-reader img").count() == 0
    if '"version":2' in text:
        product(page).select_option("macOS")
        assert stored(page)[KEY] == text, (
            "a later version's record is not overwritten"
        )


def test_a_link_opens_its_product_for_this_page_and_keeps_nothing(
    open_page: Open,
) -> None:
    page = open_page(FIX + "#for=gone,windows,cups&as=technician")
    assert commands(page)[:2] == [
        "echo for everybody",
        "Get-PrintJob -PrinterName Office",
    ]
    assert product(page).input_value() == "windows"
    assert stored(page) == {}
    product(page).select_option("CUPS")
    assert commands(page)[:2] == ["echo for everybody", "lpstat -o"]
    page = open_page(THEIRS + "#as=user")
    expect(page.locator(".kb-ask").first).to_contain_text("Ask the help desk.")


def test_the_role_says_which_steps_are_whose(open_page: Open) -> None:
    page = open_page(THEIRS)
    who = page.locator('.kb-group[data-party="help-desk"] .kb-who')
    assert who.inner_text() == "by the help desk"
    role(page).select_option("I look after printers")
    assert who.inner_text() == "by you"
    assert page.locator(".kb-ask").count() == 0
    role(page).select_option("I want to print")
    assert who.inner_text() == "ask the help desk"
    step = page.locator(".kb-step").first
    assert not step.is_visible()
    page.get_by_text("What they will do").click()
    assert step.is_visible()
    assert (
        page.get_by_role("link", name="A message to send").get_attribute("href")
        == "#who"
    )
    role(page).select_option("not chosen")
    assert (who.inner_text(), step.is_visible()) == ("by the help desk", True)
    assert stored(page) == {}


def test_a_step_that_an_address_names_is_open_whoever_reads(open_page: Open) -> None:
    open_page(THEIRS).get_by_label("You are", exact=True).select_option(
        "I want to print"
    )
    page = open_page(THEIRS + "#step-check-power-and-cable--cable")
    assert page.locator("#step-check-power-and-cable--cable").is_visible()


def test_ticks_work_in_steps_that_were_folded(open_page: Open) -> None:
    page = open_page(THEIRS)
    role(page).select_option("I want to print")
    page.get_by_text("What they will do").click()
    page.get_by_role("checkbox").first.check()
    expect(page.get_by_text("1 of ")).to_be_visible()
    role(page).select_option("I look after printers")
    assert page.get_by_role("checkbox").first.is_checked()


def test_another_tab_follows(open_page: Open) -> None:
    page, other = open_page(FIX), open_page(FIX)
    product(page).select_option("Windows")
    expect(product(other)).to_have_value("windows")
    assert "Get-PrintJob -PrinterName Office" in commands(other)
    third = open_page(THEIRS)
    role(third).select_option("I want to print")
    kept = json.loads(stored(page)[KEY])
    assert (kept["product"]["id"], kept["role"]) == ("windows", "user"), (
        "one pick leaves the other"
    )


def test_with_storage_denied_a_pick_lasts_until_the_page_is_left(
    open_page: Open,
) -> None:
    page = open_page(FIX, DENIED)
    assert page.locator(".kb-not-kept").inner_text() == ""
    product(page).select_option("macOS")
    assert commands(page)[:2] == ["echo for everybody", "lpstat -o Office"]
    assert (
        page.locator(".kb-not-kept")
        .inner_text()
        .startswith("This browser cannot keep your choice.")
    )


def test_without_scripts_every_command_can_be_read_and_nothing_is_folded(
    open_page: Open,
) -> None:
    page = open_page(FIX, java_script_enabled=False)
    assert page.locator("kb-reader").inner_text() == ""
    for name, command in (("Windows", "Get-PrintJob"), ("macOS", "lpstat -o Office")):
        page.locator(".kb-way summary", has_text=name).click()
        expect(page.locator(".kb-way[open] code")).to_contain_text(command)
    page.goto(page.url.replace(FIX, THEIRS))
    assert page.locator(".kb-step").first.is_visible()


def test_by_keyboard(open_page: Open) -> None:
    page = open_page(FIX)
    product(page).focus()
    page.keyboard.press("m")  # as in every list of the browser
    expect(product(page)).to_have_value("macos")
    page.locator(".kb-way summary", has_text="Windows").focus()
    page.keyboard.press("Enter")
    assert "Get-PrintJob -PrinterName Office" in commands(page)


def test_a_screen_reader_hears_names_and_states(
    open_page: Open, axe: Callable[..., Any]
) -> None:
    page = open_page(FIX)
    group = page.locator(".kb-commands").first
    snapshot = group.aria_snapshot()
    assert "CUPS" in snapshot and "Windows" in snapshot and "lpstat -o" in snapshot
    assert "Get-PrintJob" not in snapshot, "what is folded is not read out"
    assert page.get_by_role("combobox", name="Your product").count() == 1
    assert page.get_by_role("button", name="Copy CUPS command").first.is_visible()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of two words
        assert axe(page, ".kb") == []


@pytest.mark.parametrize(
    ("path", "picked", "expected"),
    [
        (
            FIX,
            "",
            {"lpstat -o", "Get-PrintJob -PrinterName Office", "lpstat -o Office"},
        ),
        (FIX, "macOS", {"lpstat -o Office"}),
        (CAUSE, "", {"lpstat -o"}),
        (CAUSE, "Windows", {"Get-PrintJob -PrinterName Office"}),
    ],
)
def test_paper_has_all_ways_of_a_fix_or_those_of_the_picked_product(
    open_page: Open, path: str, picked: str, expected: set[str]
) -> None:
    page = open_page(path)
    if picked:
        product(page).select_option(picked)
    page.emulate_media(media="print")
    ways = page.locator(".kb-commands:has(details)").first.locator("details code")
    shown = ways.evaluate_all(
        "nodes => nodes.filter((node) => node.checkVisibility({ contentVisibilityAuto: true }))"
        ".map((node) => node.innerText)"
    )
    assert {text.strip() for text in shown} == expected
    assert not page.locator("kb-reader").is_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_is_wider_than_the_page(open_page: Open, width: int) -> None:
    page = open_page(FIX, viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    tall = page.locator(".kb-way summary, .kb-pick select").evaluate_all(
        "nodes => nodes.map((node) => node.getBoundingClientRect().height)"
    )
    assert min(tall) >= 44, "a thumb finds it"
