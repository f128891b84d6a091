"""What the diagnosis page of a large book loads when somebody looks at it, and that it does without until then."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from printer_page import PASTE, Make, answer, opened, wait

FIRST = "#fix-resume-the-queue"
LEAKY = "the print queue is paused, token=ghp_0123456789abcdefghijABCDEFGHIJ012345"


@pytest.fixture
def large(make: Make) -> Path:
    """A site whose page has hardly anything in each of its later files."""
    return make(most=1)


@pytest.fixture
def asked() -> list[str]:
    """The scripts that were asked for, by the ends of their names."""
    return []


@pytest.fixture
def page(browser: Browser, large: Path, asked: list[str]) -> Iterator[Page]:
    """The page, with a verdict and its scripts noted from then on."""
    with opened(browser, large) as page:
        answer(page, PASTE, "paused")
        page.on("request", lambda request: note(asked, request.url))
        yield page


def note(asked: list[str], address: str) -> None:
    """Note a script; the Worker's own is none."""
    if not address.startswith("blob:"):
        asked.append(address.rpartition("/diagnose-")[2].partition(".js?")[0])


def unfold(page: Page, fold: str = FIRST) -> None:
    """Open a fold by its head."""
    page.click(f"{fold} > summary")


def test_the_steps_of_a_fix_come_when_it_is_unfolded_and_can_be_ticked(
    page: Page, asked: list[str]
) -> None:
    assert page.locator(f"{FIRST}[open]").count() == 0
    assert asked == []
    page.get_by_role("button", name="Show the steps").click()
    page.locator(f"{FIRST} input").first.check()
    assert len(asked) == 1
    assert page.locator(f"{FIRST}[open]").count() == 1
    assert page.evaluate("document.activeElement.closest('details').id") == FIRST[1:]


def test_each_file_is_asked_for_once(page: Page, asked: list[str]) -> None:
    unfold(page)
    page.wait_for_selector(f"{FIRST} .steps")
    unfold(page)
    unfold(page)
    assert len(asked) == 1


def test_what_cannot_be_loaded_says_so_and_is_tried_again(
    browser: Browser, large: Path
) -> None:
    files = list(large.glob("assets/causebook/diagnose-[0-9]*.js"))
    texts = {path: path.read_text("utf-8") for path in files}
    with opened(browser, large, quiet=False) as page:
        answer(page, PASTE, "paused")
        for path in files:
            path.unlink()
        unfold(page)
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
        page.select_option("#role", "user")
        page.get_by_role("button", name="Show the message").click()
        message = page.locator(".message").first.inner_text()
        assert message.startswith("Hello, the printer <name> is shown as offline")


def test_what_tells_two_causes_apart_comes_when_it_is_unfolded(
    page: Page, asked: list[str]
) -> None:
    fold = page.locator(".pairs details").first
    fold.locator("summary").click()
    fold.get_by_text("being loaded").wait_for(state="detached")
    assert len(fold.locator("p").inner_text()) > 20
    assert len(asked) == 1


def test_the_ticket_shows_no_line_before_its_secrets_can_be_taken_out(
    browser: Browser, large: Path, asked: list[str]
) -> None:
    with opened(browser, large) as page:
        answer(page, LEAKY, "paused")
        page.on("request", lambda request: note(asked, request.url))
        page.get_by_text("As text for a ticket").click()
        page.wait_for_function(
            "() => document.querySelector('.paper').value.includes('[token]')"
        )
        assert "ghp_" not in page.input_value(".paper")
        assert asked == ["redact"]


def test_without_what_takes_secrets_out_the_ticket_quotes_nothing(
    browser: Browser, large: Path
) -> None:
    (large / "assets/causebook/diagnose-redact.js").unlink()
    with opened(browser, large, quiet=False) as page:
        answer(page, LEAKY, "paused")
        page.get_by_text("As text for a ticket").click()
        page.get_by_text("This could not be loaded.").wait_for()
        paper = page.input_value(".paper")
        assert "The print queue is paused" in paper
        assert "ghp_" not in paper
        assert "token" not in paper


def test_a_page_that_has_loaded_all_can_be_saved_and_needs_nothing_more(
    browser: Browser, page: Page, large: Path, asked: list[str]
) -> None:
    page.get_by_role("button", name="Load all steps").click()
    page.get_by_text("All steps are loaded.").wait_for()
    files = {path.name for path in large.glob("assets/causebook/diagnose-*.js")}
    assert {f"diagnose-{name}.js" for name in asked} == files
    assert page.get_by_role("button", name="Load all steps").count() == 0
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
        page.wait_for_function("() => document.querySelector('#box').value.length > 10")


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
