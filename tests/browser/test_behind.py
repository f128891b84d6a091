"""What comes behind the diagnosis page of a large book, and that the page does without until then."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from printer_page import PASTE, Make, answer, opened, say, wait

FIRST = "#fix-resume-the-queue"
LEAKY = "the print queue is paused, token=ghp_0123456789abcdefghijABCDEFGHIJ012345"


@pytest.fixture
def large(make: Make) -> Path:
    """A site whose page has hardly anything in each of its later files."""
    return make(most=1)


@pytest.fixture
def page(browser: Browser, large: Path) -> Iterator[Page]:
    """The page with a verdict."""
    with opened(browser, large) as page:
        answer(page, PASTE, "paused")
        yield page


def test_the_steps_of_the_first_fix_are_there_and_no_paste_asks_for_anything(
    browser: Browser, large: Path
) -> None:
    files = {path.name for path in large.glob("assets/causebook/diagnose-*.js")}
    asked: list[str] = []
    with opened(browser, large) as page:
        page.wait_for_load_state("networkidle")
        came = page.locator('head script[src*="/diagnose-"]')
        sources = came.evaluate_all("all => all.map(({ src }) => src)")
        names = [source.rpartition("/")[2].partition("?")[0] for source in sources]
        assert sorted(names) == sorted(files)
        page.on("request", lambda request: asked.append(request.url))
        answer(page, PASTE, "paused")
        page.locator(f"{FIRST} input").first.check()
    assert [url for url in asked if not url.startswith("blob:")] == []


def test_what_cannot_be_loaded_says_so_and_is_tried_again(
    browser: Browser, large: Path
) -> None:
    files = list(large.glob("assets/causebook/diagnose-[0-9]*.js"))
    texts = {path: path.read_text("utf-8") for path in files}
    for path in files:
        path.unlink()
    with opened(browser, large, quiet=False) as page:
        answer(page, PASTE, "paused")
        page.get_by_text("This could not be loaded.").first.wait_for()
        assert page.locator(f"{FIRST} .end a").count() == 1
        for path, text in texts.items():
            path.write_text(text, "utf-8")
        page.locator(FIRST).get_by_role("button", name="Try again").click()
        page.wait_for_selector(f"{FIRST} .steps")


def test_a_message_to_who_can_act_comes_with_its_cause(
    browser: Browser, make: Make
) -> None:
    def foreign(known: dict) -> None:
        for fix in known["fixes"]:
            if fix["id"] == "check-power-and-cable":
                fix["party"] = "help-desk"

    with opened(browser, make(change=foreign, most=1)) as page:
        answer(page, "the printer is offline", "cannot be reached")
        say(page, "I want to print")
        message = page.locator(".message").first.inner_text()
        assert message.startswith("Hello, the printer <name> is shown as offline")


def test_what_tells_two_causes_apart_is_there(page: Page) -> None:
    pair = page.locator(".pairs details").first
    pair.get_by_text("being loaded").wait_for(state="detached")
    assert len(pair.locator("p").inner_text()) > 20


def test_the_ticket_shows_no_line_before_its_secrets_can_be_taken_out(
    browser: Browser, large: Path, serve: Callable[[Path], str]
) -> None:
    page = browser.new_page()
    held: list[Route] = []
    page.route("**/diagnose-redact.js*", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks what it calls
    page.goto(serve(large) + "/diagnose/")
    answer(page, LEAKY, "paused")
    page.get_by_text("As text for a ticket").click()
    paper = page.locator(".paper")
    expect(paper).to_have_value(re.compile("The print queue is paused"))
    assert "the print queue is paused, token" not in paper.input_value()
    held[0].continue_()
    expect(paper).to_have_value(re.compile(r"\[token\]"))
    assert "ghp_" not in paper.input_value()
    page.close()


def test_without_what_takes_secrets_out_the_ticket_quotes_nothing(
    browser: Browser, large: Path
) -> None:
    (large / "assets/causebook/diagnose-redact.js").unlink()
    with opened(browser, large, quiet=False) as page:
        answer(page, LEAKY, "paused")
        page.get_by_text("As text for a ticket").click()
        page.get_by_text("This could not be loaded.").wait_for()
        page.wait_for_timeout(300)
        tries = page.locator('script[src*="/diagnose-redact"]').count()
        assert tries == 2, "once behind the page, once when the ticket was opened"
        paper = page.input_value(".paper")
        assert "The print queue is paused" in paper
        assert "ghp_" not in paper
        assert "token" not in paper


def test_the_page_can_be_saved_and_needs_nothing_more(
    browser: Browser, page: Page, large: Path
) -> None:
    page.wait_for_selector(f"{FIRST}[open] .steps")
    page.wait_for_load_state("networkidle")
    saved = large / "diagnose" / "saved.html"
    saved.write_text(page.content(), "utf-8")
    again = browser.new_page()
    again.goto(saved.as_uri())
    answer(again, PASTE, "paused")
    assert again.locator(f"{FIRST}[open] .steps").count() == 1
    again.close()


def test_an_example_comes_when_it_is_chosen(browser: Browser, large: Path) -> None:
    with opened(browser, large) as page:
        page.locator(".examples button").first.click()
        page.wait_for_function(
            "() => document.querySelector('#box').value.length > 10"
        )


def test_a_small_book_brings_all_of_it_at_once(
    browser: Browser, make: Make, serve: Callable[[Path], str]
) -> None:
    page = browser.new_page()
    page.goto(serve(make()) + "/diagnose/")
    wait(page, "Paste what you see.")
    later: list[str] = []
    page.on("request", lambda request: later.append(request.url))
    answer(page, PASTE, "paused")
    assert page.locator(f"{FIRST}[open] .steps").count() == 1
    assert [url for url in later if not url.startswith("blob:")] == []
    page.close()
