"""The conversation on the diagnosis page, and the site around it: what a reader is asked, says, changes and keeps."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from printer_page import (
    HEADER,
    HEADING,
    PASTE,
    PROBLEM,
    ROLES,
    Make,
    answer,
    asking,
    choosing,
    of_three_products,
    opened,
    paste,
    say,
    talking,
    vague,
    wait,
)

# The conversation


def test_the_question_stands_between_the_verdict_and_the_first_step(
    browser: Browser, make: Make
) -> None:
    with talking(browser, make(change=asking)) as page:
        order = page.evaluate(
            """[...document.querySelectorAll(".verdict h2, .verdict .question h3, .verdict .about")]
            .map((node) => node.id || node.className)"""
        )
        assert order == ["verdict-title", "question-title", "about"]
        assert page.locator(".question .small").inner_text().startswith("If yes")
        assert page.locator(".question button").all_inner_texts() == [
            "Yes",
            "No",
            "Don’t know",
        ]


def follows_the_verdict(page: Page) -> bool:
    """Whether the first step stands right below the verdict, before any question."""
    return page.locator(".verdict .said + div > .next").count() == 1


def test_a_first_step_that_is_likely_right_stands_before_the_question_else_behind_it(
    browser: Browser, make: Make
) -> None:
    def unsure(known: dict) -> None:
        asking(known)
        known["symptoms"][-1]["patterns"][0]["re"] = "does not print|says nothing"

    with opened(browser, make(change=unsure)) as page:
        for text, expected, is_first in (
            ("It does not print", "cannot be told", False),
            (PASTE, "paused", True),
            ("It says nothing", "cannot be told", False),
        ):
            answer(page, text, expected)
            assert follows_the_verdict(page) is is_first


def test_an_answer_moves_the_verdict_and_takes_the_reader_to_what_comes_next(
    browser: Browser, make: Make
) -> None:
    with talking(browser, make(change=asking)) as page:
        asked = []
        while page.locator(HEADING).count():
            asked.append(page.locator(HEADING).inner_text())
            word = "Yes" if asked[-1].startswith("Does the queue say") else "No"
            say(page, word)
            if word == "Yes":
                break
            assert page.evaluate("document.activeElement.id") == "question-title"
        wait(page, "The print queue is paused")
        assert len(set(asked)) == len(asked)
        assert page.locator(".history strong").last.inner_text() == "yes"


def test_a_screen_reader_is_told_the_new_verdict_and_the_new_question(
    browser: Browser, make: Make
) -> None:
    with talking(browser, make(change=asking)) as page:
        say(page, "Don’t know")
        question = page.locator(HEADING).inner_text()
        page.wait_for_function(
            "text => document.querySelector('.tool > [role=status]').textContent.includes(text)",
            arg="Question: " + question,
        )


def test_an_answer_is_changed_in_its_place_and_taken_back(
    browser: Browser, make: Make
) -> None:
    with talking(browser, make(change=asking)) as page:
        question = page.locator(HEADING).inner_text()
        say(page, "No")
        page.get_by_role("button", name="Change your answer to: " + question).click()
        assert page.evaluate("document.activeElement.id") == "change-title"
        again = page.locator(".history .question")
        assert again.locator("h3").inner_text() == question
        assert again.locator("[aria-pressed=true]").inner_text() == "No"
        assert page.locator(HEADING).count() == 0
        page.get_by_role("button", name="Keep it").click()
        page.wait_for_selector(HEADING)
        page.get_by_role("button", name="Change your answer to: " + question).click()
        again.get_by_role("button", name="Yes").click()
        page.wait_for_function(
            "() => document.querySelector('.history strong')?.textContent === 'yes'"
        )
        assert page.locator(".history li").count() == 1
        page.get_by_role("button", name="Change your answer").click()
        page.get_by_role("button", name="Remove my answer").click()
        page.wait_for_function("() => !document.querySelector('.history')")
        assert page.locator(HEADING).inner_text() == question


def test_of_a_choice_one_ticks_what_fits_and_answers(
    browser: Browser, make: Make
) -> None:
    with talking(browser, make(change=choosing)) as page:
        assert page.locator(HEADING).inner_text() == "What does the queue say?"
        answering = page.get_by_role("button", name="Answer", exact=True)
        answering.click()
        assert page.get_by_text("Tick what applies").is_visible()
        page.get_by_text("That it is paused").click()
        page.get_by_text("Jobs of others go through").click()
        answering.click()
        wait(page, "The print queue is paused")
        said = page.locator(".history p").inner_text()
        assert (
            said
            == "What does the queue say? That it is paused; Jobs of others go through"
        )
        page.get_by_role("button", name="Change your answer").click()
        assert page.locator(".choice :checked").count() == 2


@pytest.mark.parametrize(
    ("word", "said", "known"),
    [("None of these", "none of these", False), ("Don’t know", "don’t know", None)],
)
def test_none_of_a_choice_is_no_to_each_and_dont_know_to_none(
    browser: Browser,
    make: Make,
    tmp_path: Path,
    word: str,
    said: str,
    known: bool | None,
) -> None:
    with talking(browser, make(change=choosing), accept_downloads=True) as page:
        shown = page.locator(".choice input").evaluate_all(
            "boxes => boxes.map((b) => b.value)"
        )
        say(page, word)
        assert page.locator(".history strong").inner_text() == said
        with page.expect_download() as download:
            page.get_by_role("button", name="Save as JSON").click()
        download.value.save_as(tmp_path / "case.json")
    answers = json.loads((tmp_path / "case.json").read_text("utf-8"))["answers"]
    assert answers == dict.fromkeys(shown, known)


def test_who_the_reader_is_is_asked_and_shown_as_what_is_taken(
    browser: Browser, make: Make
) -> None:
    with talking(browser, make(change=vague)) as page:
        buttons = page.locator(".question button").all_inner_texts()
        assert buttons == [*ROLES, "Don’t know"]
        say(page, "I look after printers")
        assert page.input_value("#role") == "technician"
        page.select_option("#role", "user")
        page.wait_for_function(
            "() => document.querySelector('.history strong')?.textContent === 'I want to print'"
        )
        page.select_option("#role", "")
        page.wait_for_function("() => !document.querySelector('.history')")
        assert page.locator(".question button").all_inner_texts() == buttons


def test_the_page_of_help_for_a_reader_stands_on_the_empty_page_and_where_it_is_that_reader(
    browser: Browser, make: Make
) -> None:
    def helped(knowledge: Any) -> None:
        knowledge["roles"][0]["help"] = {
            "title": "Only to print",
            "url": "learn/printing/",
        }

    with opened(browser, make(change=helped)) as page:
        link = page.get_by_role("link", name="Only to print")
        assert link.get_attribute("href") == "../learn/printing/"
        paste(page, PASTE)
        page.wait_for_selector(".paste h2")
        assert link.count() == 0
        for role, links in (("user", 1), ("technician", 0)):
            page.select_option("#role", role)
            page.wait_for_function(
                "role => document.querySelector('#role').value === role", arg=role
            )
            page.wait_for_timeout(300)
            assert link.count() == links


def test_a_role_that_the_paste_shows_is_named_and_not_asked(
    browser: Browser, make: Make
) -> None:
    def shown(known: dict) -> None:
        vague(known)
        known["roles"][1]["symptoms"] = ["nothing"]

    with talking(browser, make(change=shown)) as page:
        assert page.locator(HEADING).inner_text() != "Which of these are you doing?"
        selected = page.locator("#role option:checked").inner_text()
        assert selected == "I look after printers (from the paste)"


def test_after_four_answers_no_more_is_asked(browser: Browser, make: Make) -> None:
    def many(known: dict) -> None:
        asking(known)
        like = next(s for s in known["symptoms"] if s["id"] == "queue-says-disabled")
        for n in range(6):
            name = f"extra-{n}"
            known["symptoms"].append(
                {**like, "id": name, "ask": f"Is it {n}?", "patterns": []}
            )
            known["causes"][n % 3]["evidence"][name] = "always"

    with talking(browser, make(change=many)) as page:
        for _ in range(4):
            say(page, "Don’t know")
        assert page.locator(HEADING).count() == 0
        assert page.evaluate("document.activeElement.id") == "verdict-title"
        assert page.get_by_text("Answer the question").count() == 0


def test_without_a_paste_the_first_question_stands_below_the_box_and_a_paste_keeps_the_answer(
    browser: Browser, make: Make
) -> None:
    with opened(
        browser, make(change=choosing), viewport={"width": 360, "height": 740}
    ) as page:
        page.wait_for_selector(HEADING)
        assert page.get_by_text("Nothing to paste? Answer a question.").is_visible()
        page.get_by_text("That the printer is offline").click()
        say(page, "Answer")
        wait(page, "cannot be reached")
        paste(page, "It does not print")
        page.wait_for_selector(".lines mark")
        assert page.locator(".history li").count() == 1


def test_a_new_paste_is_a_new_conversation_with_the_same_reader(
    browser: Browser, make: Make
) -> None:
    with talking(browser, make(change=vague)) as page:
        say(page, "I look after printers")
        paste(page, PROBLEM)
        wait(page, "cannot be reached")
        assert page.locator(".history").count() == 0
        assert page.input_value("#role") == "technician"


def test_what_a_message_says_to_do_is_the_first_step(
    browser: Browser, make: Make
) -> None:
    def told(known: dict) -> None:
        symptom = next(
            s for s in known["symptoms"] if s["id"] == "queue-says-disabled"
        )
        symptom["platform"] = "cups"
        step = {
            "html": "Run <code>cupsenable</code>.",
            "commands": [{"platform": "cups", "run": "cupsenable Office"}],
        }
        symptom["firstStep"] = step

    with opened(browser, make(change=told)) as page:
        answer(page, PASTE, "paused")
        assert page.locator(".verdict .text").inner_text() == "Run cupsenable."
        assert page.locator(".verdict pre").inner_text() == "cupsenable Office"


# Products


def commands(page: Page) -> tuple[list[str], str]:
    """The commands that stand open in the first step, and what the fold of the others says."""
    step = page.locator("#fix-resume-the-queue .steps > li").first
    return step.locator("> .command pre").all_inner_texts(), step.locator(
        "summary"
    ).inner_text()


def test_the_command_of_the_product_stands_open_and_the_others_are_folded(
    browser: Browser, make: Make
) -> None:
    with opened(browser, make(change=of_three_products)) as page:
        answer(page, PASTE, "paused")
        assert page.get_by_text("Product: not recognised").is_visible()
        assert commands(page) == (["run alpha"], "For other products (2)")
        answer(page, PASTE + "\nbeta 2.1", "paused")
        page.get_by_text("Product: Beta").wait_for()
        assert commands(page) == (["run beta"], "For other products (2)")


def test_products_are_added_and_removed_and_set_back(
    browser: Browser, make: Make
) -> None:
    with opened(browser, make(change=of_three_products)) as page:
        answer(page, PASTE + "\nbeta 2.1", "paused")
        page.get_by_text("Product: Beta").click()
        page.select_option("#product", "gamma")
        page.get_by_text("Product: Beta, Gamma").wait_for()
        page.get_by_role("button", name="Remove Beta").click()
        page.get_by_text("Product: Gamma", exact=True).wait_for()
        assert commands(page)[0] == ["run gamma"]
        page.get_by_role("button", name="As recognised").click()
        page.get_by_text("Product: Beta", exact=True).wait_for()


def test_links_take_products_and_role_along_and_nothing_of_the_paste(
    browser: Browser, make: Make
) -> None:
    with opened(browser, make(change=of_three_products)) as page:
        answer(page, PASTE + "\nbeta 2.1 and gamma", "paused")
        page.select_option("#role", "technician")
        page.get_by_text("Product: Beta, Gamma").wait_for()
        links = page.locator('.plan a[href^="../"], .causes a[href^="../"]')
        fragments = {href.partition("#")[2] for href in links.evaluate_all(HREFS)}
        assert fragments == {"for=beta,gamma&as=technician"}
        assert not [href for href in links.evaluate_all(HREFS) if "?" in href]


def test_what_is_picked_is_there_next_time_and_what_a_paste_names_is_not(
    browser: Browser, make: Make, serve: Callable[[Path], str]
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(serve(make(change=of_three_products)) + "/diagnose/")
    answer(page, PASTE + "\nbeta 2.1", "paused")
    assert page.evaluate("localStorage.length") == 0
    page.get_by_text("Product: Beta").click()
    page.select_option("#product", "gamma")
    page.select_option("#role", "technician")
    page.reload()
    answer(page, PASTE, "paused")
    assert page.input_value("#role") == "technician"
    assert page.get_by_text("Product: not recognised").is_visible(), (
        "a pick is no sign"
    )
    assert commands(page)[0] == ["run gamma"]
    page.select_option("#role", "")
    assert page.evaluate("Object.values(localStorage)") == [
        '{"version":1,"product":{"id":"gamma","title":"Gamma"},"role":null}'
    ]
    context.close()


# Around it: the site


def test_the_page_has_the_name_the_hubs_and_the_search_of_the_site(
    browser: Browser, sites: dict[str, Path], serve: Callable[[Path], str]
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    base = serve(sites["public"])
    page.goto(base + "/diagnose/")
    assert page.locator("header .home").inner_text() == "Printer help"
    links = page.locator("header nav a")
    assert links.all_inner_texts() == ["Diagnose", "It does not print"]
    assert all(link.is_visible() for link in links.all())
    assert links.first.get_attribute("aria-current") == "page"
    page.get_by_label("Search this site").fill("paper tray & more")
    page.locator(".kb-search__result").first.wait_for()
    assert page.url == base + "/diagnose/"
    context.close()


def test_no_form_leads_to_another_host(
    browser: Browser, sites: dict[str, Path], serve: Callable[[Path], str]
) -> None:
    context = browser.new_context()
    page = context.new_page()
    address = serve(sites["public"]) + "/diagnose/"
    page.goto(address)
    page.evaluate(
        """const form = document.querySelector(".kb-search form");
        form.action = "http://127.0.0.2:9/"; form.querySelector("input").value = "x"; form.submit()"""
    )
    page.wait_for_timeout(300)
    assert page.url == address
    context.close()


BACKGROUND = "getComputedStyle(document.body).backgroundColor"
DARK, LIGHT = "rgb(20, 24, 29)", "rgb(255, 255, 255)"
CHOSEN = """localStorage.setItem("/.__palette", JSON.stringify({ index: 1, color:
  { media: "(prefers-color-scheme: dark)", scheme: "slate", primary: "custom", accent: "custom" } }))"""


def test_the_colours_are_those_chosen_on_the_site_and_the_site_follows(
    browser: Browser, sites: dict[str, Path], serve: Callable[[Path], str]
) -> None:
    context = browser.new_context(color_scheme="light")
    page = context.new_page()
    page.goto(serve(sites["public"]) + "/diagnose/")
    assert page.evaluate(BACKGROUND) == LIGHT
    page.evaluate(CHOSEN)
    page.reload()
    assert page.evaluate(BACKGROUND) == DARK
    page.get_by_role("button", name="Switch between light and dark").click()
    assert page.evaluate(BACKGROUND) == LIGHT
    stored = page.evaluate("JSON.parse(localStorage.getItem('/.__palette'))")
    assert stored == {"index": 0, "color": HEADER.palettes[0]}
    context.close()


def test_without_storage_the_colours_are_the_systems_and_are_switched_all_the_same(
    browser: Browser, sites: dict[str, Path]
) -> None:
    with opened(browser, sites["public"], color_scheme="dark") as page:
        page.add_init_script(DENIED)
        page.reload()
        assert page.evaluate(BACKGROUND) == DARK
        page.get_by_role("button", name="Switch between light and dark").click()
        assert page.evaluate(BACKGROUND) == LIGHT


def test_a_phone_zooms_into_nothing_that_is_typed_or_chosen(
    browser: Browser, sites: dict[str, Path]
) -> None:
    with opened(browser, sites["public"], has_touch=True, is_mobile=True) as page:
        answer(page, PASTE, "paused")
        sizes = page.locator("textarea, select, input[type=search]").evaluate_all(
            "nodes => nodes.map((node) => parseFloat(getComputedStyle(node).fontSize))"
        )
        assert min(sizes) >= 16


def test_what_is_typed_before_the_script_runs_is_looked_at(
    browser: Browser, sites: dict[str, Path]
) -> None:
    with opened(browser, sites["public"]) as page:
        page.add_init_script(
            """new MutationObserver((_changes, observer) => {
              const box = document.getElementById("box");
              if (box) { box.value = "the queue is paused"; observer.disconnect(); }
            }).observe(document, { childList: true, subtree: true })"""
        )
        page.reload()
        wait(page, "The print queue is paused")


# Around it: keeping and undoing


DENIED = """for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError") } })"""
HREFS = "links => links.map((link) => link.getAttribute('href'))"
KEEP = "Keep this on reload (this tab only)"


def test_a_reload_keeps_the_conversation_for_who_wants_it_until_it_is_not_wanted(
    browser: Browser, make: Make, serve: Callable[[Path], str]
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(serve(make(change=vague)) + "/diagnose/")
    answer(page, "It does not print", "cannot be told")
    page.get_by_label(KEEP).check()
    say(page, "I look after printers")
    page.wait_for_function("() => sessionStorage.length === 1")
    page.reload()
    wait(page, "cannot be told")
    assert page.input_value("#box") == "It does not print"
    assert page.locator(".history strong").inner_text() == "I look after printers"
    assert page.get_by_label(KEEP).is_checked()
    page.get_by_label(KEEP).uncheck()
    assert page.evaluate("sessionStorage.length") == 0
    assert (
        page.evaluate("Object.values(localStorage)")
        == [
            '{"version":1,"product":null,"role":"technician"}'  # picked, so it stays; nothing else does
        ]
    )
    page.reload()
    wait(page, "Paste what you see.")
    assert page.input_value("#box") == ""
    context.close()


def test_a_case_is_kept_as_a_case(
    browser: Browser, make: Make, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    context = browser.new_context(accept_downloads=True)
    page = context.new_page()
    page.goto(serve(make()) + "/diagnose/")
    answer(page, PROBLEM, "cannot be reached")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as JSON").click()
    download.value.save_as(tmp_path / "case.json")
    page.set_input_files("input[type=file]", tmp_path / "case.json")
    page.wait_for_selector(".verdict .note")
    page.get_by_label(KEEP).check()
    page.reload()
    wait(page, "cannot be reached")
    assert "You are looking at a saved case." in page.locator(".verdict").inner_text()
    context.close()


def test_where_storage_is_denied_the_page_says_that_it_keeps_nothing(
    browser: Browser, sites: dict[str, Path]
) -> None:
    with opened(browser, sites["public"]) as page:
        page.add_init_script(DENIED)
        page.reload()
        answer(page, PASTE, "paused")
        page.get_by_label(KEEP).click()
        page.get_by_text(
            "This browser does not let the page keep anything."
        ).wait_for()
        assert not page.get_by_label(KEEP).is_checked()


@pytest.mark.parametrize(
    "kept", ["1", "{", '{"edition":"another","kept":{"source":"x"}}', "null"]
)
def test_what_another_page_left_is_no_harm(
    browser: Browser, sites: dict[str, Path], serve: Callable[[Path], str], kept: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(serve(sites["public"]) + "/diagnose/")
    page.evaluate(
        "kept => sessionStorage.setItem('causebook.conversation', kept)", kept
    )
    page.reload()
    answer(page, PASTE, "paused")
    assert not page.get_by_label(KEEP).is_checked()
    context.close()


def test_start_over_is_undone_until_something_new_is_pasted(
    browser: Browser, make: Make
) -> None:
    with talking(browser, make(change=vague)) as page:
        say(page, "I look after printers")
        page.get_by_role("button", name="Start over").click()
        wait(page, "Paste what you see.")
        page.get_by_role("button", name="Undo").click()
        wait(page, "cannot be told")
        assert page.input_value("#box") == "It does not print"
        assert page.locator(".history strong").inner_text() == "I look after printers"
        page.get_by_role("button", name="Start over").click()
        page.get_by_role("button", name="Undo").wait_for()
        answer(page, PROBLEM, "cannot be reached")
        assert not page.get_by_role("button", name="Undo").is_visible()
