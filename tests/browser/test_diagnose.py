"""The diagnosis page in a real browser: what a stuck reader sees and does, and what must never leave the page.

The book is the printer book of `causebook init`; where it matters how a paste is read and
redacted, the page gets the reading modules of the shipped book.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from causebook.book.audience import for_audience
from causebook.cli.starters import new_book
from causebook.diagnosis import files as diagnosis
from causebook.model import Audience
from causebook.pipeline import check
from causebook.render import Header, Options
from causebook.render.assets import assets
from playwright.sync_api import Browser, Page, Route

ROOT = Path(__file__).parents[2]
READING = ROOT / "causes" / "reading"
DATA = re.compile(r'(<script type="application/json" id="knowledge">)(.*?)(</script>)', re.S)
PASTE = "Hello,\nthe print queue is paused since today.\nprinter Office disabled since Monday\nmy colleagues can print"
PROBLEM = "the printer is offline"
TITLE = "#verdict-title"
HEADER = Header(
    name="Printer help",
    hubs=(("Diagnose", "diagnose/"), ("It does not print", "does-not-print/")),
    has_search=True,
    scope="/",
    palettes=(
        {"media": "(prefers-color-scheme: light)", "scheme": "default"},
        {"media": "(prefers-color-scheme: dark)", "scheme": "slate"},
    ),
)
Make = Callable[..., Path]


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The diagnosis page of the printer book for both audiences, as files."""
    project = tmp_path_factory.mktemp("printer") / "book"
    new_book(project)
    checked = check(project)
    assert checked.book is not None
    folders = {}
    for audience in Audience:
        folder = tmp_path_factory.mktemp(audience.value)
        book = for_audience(checked.book, audience)
        for name, data in {
            **assets(),
            **diagnosis.pages(book, None, Options(audience, header=HEADER)),
        }.items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data if isinstance(data, bytes) else data.encode())
        folders[audience.value] = folder
    return folders


@pytest.fixture
def make(sites: dict[str, Path], tmp_path: Path) -> Make:
    """`make(audience, change, reading)` copies a site and changes what its page knows, in place."""

    def made(
        audience: str = "public",
        change: Callable[[dict[str, Any]], None] | None = None,
        reading: Path | None = None,
    ) -> Path:
        folder = tmp_path / f"{audience}-{len(list(tmp_path.iterdir()))}"
        shutil.copytree(sites[audience], folder)
        page = folder / "diagnose" / "index.html"
        html = page.read_text("utf-8")
        known = json.loads(DATA.search(html)[2])
        if change:
            change(known)
        text = str(diagnosis.embedded(known))
        page.write_text(DATA.sub(lambda found: found[1] + text + found[3], html), "utf-8")
        if reading:
            (folder / "assets/causebook/diagnose.js").write_text(diagnosis.script(reading), "utf-8")
        return folder

    return made


@contextmanager
def opened(browser: Browser, folder: Path, quiet: bool = True, **options: Any) -> Iterator[Page]:
    """The page from disk; afterwards, nothing may stand in the console and no exception have been thrown."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(folder.as_uri() + "/diagnose/index.html")
    yield page
    context.close()
    assert not quiet or said == []


@pytest.fixture
def page(browser: Browser, sites: dict[str, Path]) -> Iterator[Page]:
    """The public page, wide."""
    with opened(browser, sites["public"]) as found:
        yield found


def answer(page: Page, text: str, expected: str) -> None:
    """Paste a text and wait for the verdict."""
    page.fill("#box", text)
    wait(page, expected)


def wait(page: Page, expected: str) -> None:
    """Wait for a verdict that contains the text."""
    page.wait_for_function(
        "text => document.querySelector('#verdict-title')?.textContent.includes(text)",
        arg=expected,
        timeout=10000,
    )


def paste(page: Page, text: str) -> None:
    """Paste as the clipboard does."""
    page.evaluate(
        """(text) => { const data = new DataTransfer(); data.setData("text/plain", text);
      const box = document.getElementById("box"); box.focus(); box.select();
      box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })); }""",
        text,
    )


# What a stuck reader sees


def test_the_verdict_and_the_next_step_come_as_one_types(page: Page) -> None:
    page.locator("#box").press_sequentially(PASTE[-60:], delay=2)
    wait(page, "Very likely: The print queue is paused.")
    assert page.locator(".next").inner_text() == "Try this first: Resume the print queue."


@pytest.mark.parametrize(("width", "height"), [(360, 640), (768, 1024), (1280, 800)])
def test_verdict_and_next_step_stand_on_the_first_screen(
    browser: Browser, sites: dict[str, Path], width: int, height: int
) -> None:
    with opened(browser, sites["public"], viewport={"width": width, "height": height}) as page:
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


def test_marks_and_evidence_lead_to_each_other_without_touching_the_address(page: Page) -> None:
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
    assert first.locator(".end a").get_attribute("href") == "../does-not-print/printer-offline/"


def test_look_alikes_are_told_apart_once(page: Page) -> None:
    answer(page, PASTE, "paused")
    assert page.locator(".pairs h3").all_inner_texts() == [
        "The print queue is paused or The paper tray is empty?"
    ]


def test_long_pastes_show_the_telling_lines_and_count_the_others(page: Page) -> None:
    lines = [f"line {n}" for n in range(300)]
    lines[150] = "the queue is paused"
    answer(page, "\n".join(lines), "paused")
    assert page.locator(".lines .gap").all_inner_texts() == ["… 148 lines …", "… 147 lines …"]
    assert page.locator(".lines li").count() == 7
    page.get_by_role("button", name="Show all lines").click()
    page.wait_for_function("() => document.querySelectorAll('.lines li').length === 300")


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
    answer(page, "good morning", "Nothing here speaks of The printer does not print.")
    assert page.locator(".causes, .plan").count() == 0
    assert "No line of it stood out." in page.locator(".paste").inner_text()


# The conversation


CHOICE = {
    "id": "what-the-queue-says",
    "ask": "What does the queue say?",
    "observation": "look-at-the-queue",
    "options": [
        {"symptom": "queue-says-disabled", "text": "That it is paused"},
        {"symptom": "printer-said-offline", "text": "That the printer is offline"},
        {"symptom": "others-can-print", "text": "Jobs of others go through"},
    ],
}
ROLES = ["I want to print", "I look after printers"]
HEADING = "#question-title"


def vague(known: dict) -> None:
    """Something that shows the problem and no cause."""
    general = {"ask": None, "background": "common", "showsProblem": True}
    pattern = {"in": [], "re": "does not print", "case": False}
    symptom = {**known["symptoms"][0], "id": "nothing", "title": "Nothing prints"}
    known["symptoms"].append({**symptom, **general, "patterns": [pattern]})


def asking(known: dict) -> None:
    """Questions of yes or no, to anybody."""
    vague(known)
    known["roles"] = []


def choosing(known: dict) -> None:
    """A choice, to anybody."""
    asking(known)
    known["choices"] = [CHOICE]


@contextmanager
def talking(
    browser: Browser, folder: Path, text: str = "It does not print", **options: Any
) -> Iterator[Page]:
    """A page that has been given what can't be told from, and asks."""
    with opened(browser, folder, **options) as page:
        answer(page, text, "cannot be told")
        page.wait_for_selector(HEADING)
        yield page


def say(page: Page, word: str) -> None:
    """Give an answer to the question, and wait until it stands below it."""
    before = page.locator(".history li").count()
    page.locator(".verdict > div > .question").get_by_role("button", name=word, exact=True).click()
    page.wait_for_function(
        "before => document.querySelectorAll('.history li').length > before", arg=before
    )


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
        assert page.locator(".question button").all_inner_texts() == ["Yes", "No", "Don’t know"]


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


def test_an_answer_is_changed_in_its_place_and_taken_back(browser: Browser, make: Make) -> None:
    with talking(browser, make(change=asking)) as page:
        question = page.locator(HEADING).inner_text()
        say(page, "No")
        page.get_by_role("button", name="Change your answer to: " + question).click()
        assert page.evaluate("document.activeElement.id") == "change-title"
        again = page.locator(".history .question")
        assert again.locator("h3").inner_text() == question
        assert again.locator("[aria-pressed=true]").inner_text() == "No"
        again.get_by_role("button", name="Yes").click()
        page.wait_for_function(
            "() => document.querySelector('.history strong')?.textContent === 'yes'"
        )
        assert page.locator(".history li").count() == 1
        page.get_by_role("button", name="Change your answer").click()
        page.get_by_role("button", name="Take it back").click()
        page.wait_for_function("() => !document.querySelector('.history')")
        assert page.locator(HEADING).inner_text() == question


def test_of_a_choice_one_ticks_what_fits_and_answers(browser: Browser, make: Make) -> None:
    with talking(browser, make(change=choosing)) as page:
        assert page.locator(HEADING).inner_text() == "What does the queue say?"
        answering = page.get_by_role("button", name="Answer", exact=True)
        answering.click()
        assert page.get_by_text("Tick what fits").is_visible()
        page.get_by_text("That it is paused").click()
        page.get_by_text("Jobs of others go through").click()
        answering.click()
        wait(page, "The print queue is paused")
        said = page.locator(".history p").inner_text()
        assert said == "What does the queue say? That it is paused; Jobs of others go through"
        page.get_by_role("button", name="Change your answer").click()
        assert page.locator(".choice :checked").count() == 2


@pytest.mark.parametrize(
    ("word", "said", "known"),
    [("None of these", "none of these", False), ("Don’t know", "don’t know", None)],
)
def test_none_of_a_choice_is_no_to_each_and_dont_know_to_none(
    browser: Browser, make: Make, tmp_path: Path, word: str, said: str, known: bool | None
) -> None:
    with talking(browser, make(change=choosing), accept_downloads=True) as page:
        shown = page.locator(".choice input").evaluate_all("boxes => boxes.map((b) => b.value)")
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


def test_a_role_that_the_paste_shows_is_named_and_not_asked(browser: Browser, make: Make) -> None:
    def shown(known: dict) -> None:
        vague(known)
        known["roles"][1]["symptoms"] = ["nothing"]

    with talking(browser, make(change=shown)) as page:
        assert page.locator(HEADING).inner_text() != "Which of these are you doing?"
        selected = page.locator("#role option:checked").inner_text()
        assert selected == "as the paste shows: I look after printers"


def test_after_four_answers_no_more_is_asked(browser: Browser, make: Make) -> None:
    def many(known: dict) -> None:
        asking(known)
        like = next(s for s in known["symptoms"] if s["id"] == "queue-says-disabled")
        for n in range(6):
            name = f"extra-{n}"
            known["symptoms"].append({**like, "id": name, "ask": f"Is it {n}?", "patterns": []})
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
    with opened(browser, make(change=choosing), viewport={"width": 360, "height": 740}) as page:
        page.wait_for_selector(HEADING)
        assert page.get_by_text("No paste? Answer a question.").is_visible()
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


def test_what_a_message_says_to_do_is_the_first_step(browser: Browser, make: Make) -> None:
    def told(known: dict) -> None:
        symptom = next(s for s in known["symptoms"] if s["id"] == "queue-says-disabled")
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


def of_three_products(known: dict) -> None:
    """The first step has a command for each of three products; each is recognised by its name."""
    for symptom in known["symptoms"]:
        symptom["platform"] = None
    known["platforms"] = [
        {
            "id": name,
            "title": name.title(),
            "patterns": [{"in": [], "re": rf"\b{name}\b", "case": False}],
        }
        for name in ("alpha", "beta", "gamma")
    ]
    fix = next(fix for fix in known["fixes"] if fix["id"] == "resume-the-queue")
    fix["steps"][0]["commands"] = [
        {"platform": name, "run": "run " + name} for name in ("alpha", "beta", "gamma")
    ]


def commands(page: Page) -> tuple[list[str], str]:
    """The commands that stand open in the first step, and what the fold of the others says."""
    step = page.locator("#fix-resume-the-queue .steps > li").first
    return step.locator("> .command pre").all_inner_texts(), step.locator("summary").inner_text()


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


def test_products_are_added_and_removed_and_set_back(browser: Browser, make: Make) -> None:
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
    assert page.evaluate("document.activeElement.id") == "step-resume-the-queue/see-the-jobs"


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
        assert page.get_by_text("Ticks stay on this page and are gone with it.").is_visible()


def foreign(known: dict) -> None:
    """A fix that only the help desk can do."""
    for fix in known["fixes"]:
        if fix["id"] == "check-power-and-cable":
            fix["party"] = "help-desk"
            fix["steps"][0]["internal"] = True


def test_a_role_that_cannot_act_gets_the_message_to_send(browser: Browser, make: Make) -> None:
    with opened(browser, make(change=foreign)) as page:
        answer(page, PROBLEM, "cannot be reached")
        assert (
            page.locator(".next").inner_text() == "Try this first: Check power, cable and address."
        )
        page.select_option("#role", "user")
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
    assert not [secret for secret in ("ann@example.com", "abcdefghij") if secret in text]
    page.check("#hide-ip")
    page.wait_for_function("() => !document.querySelector('.paper').value.includes('10.1.2.3')")
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
    assert "are taken out" in page.locator(".hand-over").inner_text()


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
        assert page.locator(".audience").inner_text() == "Internal portal: not for customers"
        page.set_input_files("input[type=file]", saved)
        wait(page, "cannot be reached")
        assert (
            page.locator("#fix-check-power-and-cable .internal").first.inner_text().strip()
            == "internal"
        )
        assert "A case from a file is open." in page.locator(".verdict").inner_text()
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
def test_a_case_that_is_not_ours_is_refused_or_cut_with_a_reason(page: Page, text: str) -> None:
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
    assert not re.search(r"<script(?![^>]*(src=|application/json))|\son\w+=|\sstyle=|<style", html)
    context.close()


def test_it_works_from_disk_in_a_worker(page: Page) -> None:
    answer(page, PASTE, "paused")
    assert page.url.startswith("file:")
    assert len(page.workers) == 1


def test_without_workers_it_works_on_the_page(browser: Browser, sites: dict[str, Path]) -> None:
    with opened(browser, sites["public"]) as page:
        page.add_init_script("delete window.Worker")
        page.reload()
        answer(page, PASTE, "Very likely: The print queue is paused.")
        assert page.workers == []


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
    page.get_by_role("searchbox").fill("paper tray & more")
    page.keyboard.press("Enter")
    page.wait_for_url(base + "/?q=paper+tray+%26+more")
    context.close()


def test_no_form_leads_to_another_host(
    browser: Browser, sites: dict[str, Path], serve: Callable[[Path], str]
) -> None:
    context = browser.new_context()
    page = context.new_page()
    address = serve(sites["public"]) + "/diagnose/"
    page.goto(address)
    page.evaluate(
        """document.querySelector(".search").action = "http://127.0.0.2:9/";
        document.querySelector(".search input").value = "x"; document.querySelector(".search").submit()"""
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
    assert page.evaluate("[sessionStorage.length, localStorage.length]") == [0, 0]
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
    assert "A case from a file is open." in page.locator(".verdict").inner_text()
    context.close()


def test_where_storage_is_denied_the_page_says_that_it_keeps_nothing(
    browser: Browser, sites: dict[str, Path]
) -> None:
    with opened(browser, sites["public"]) as page:
        page.add_init_script(DENIED)
        page.reload()
        answer(page, PASTE, "paused")
        page.get_by_label(KEEP).click()
        page.get_by_text("This browser does not let the page keep anything.").wait_for()
        assert not page.get_by_label(KEEP).is_checked()


@pytest.mark.parametrize("kept", ["1", "{", '{"edition":"another","kept":{"source":"x"}}', "null"])
def test_what_another_page_left_is_no_harm(
    browser: Browser, sites: dict[str, Path], serve: Callable[[Path], str], kept: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(serve(sites["public"]) + "/diagnose/")
    page.evaluate("kept => sessionStorage.setItem('causebook.conversation', kept)", kept)
    page.reload()
    answer(page, PASTE, "paused")
    assert not page.get_by_label(KEEP).is_checked()
    context.close()


def test_start_over_is_undone_until_something_new_is_pasted(browser: Browser, make: Make) -> None:
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
            == "Stopped, because it took too long: “The stuck one”. Everything else was looked at."
        )
        answer(page, "the printer is offline", "cannot be reached")


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("empty.log", b"", "This file is empty."),
        ("a.log.gz", b"\x1f\x8b\x08\x00xxxx", "This file is packed. Unpack it first."),
        ("a.png", b"\x89PNG" + bytes(400), "This file holds no text."),
    ],
)
def test_files_that_cannot_be_read_say_why(
    page: Page, tmp_path: Path, name: str, data: bytes, expected: str
) -> None:
    (tmp_path / name).write_bytes(data)
    page.set_input_files("input[type=file]", tmp_path / name)
    page.wait_for_function(
        "text => document.querySelector('.verdict').textContent.includes(text)", arg=expected
    )


def test_a_file_that_is_too_large_is_refused_before_it_is_read(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "huge.har"
    with file.open("wb") as out:
        out.truncate(80_000_000)
    page.set_input_files("input[type=file]", file)
    wait(page, "This is too much to read")
    assert "80 MB; up to 64 MB can be read" in page.locator(".next").inner_text()


def test_a_file_from_windows_is_read(page: Page, tmp_path: Path) -> None:
    (tmp_path / "out.txt").write_bytes("\ufeffthe queue is paused".encode("utf-16-le"))
    page.set_input_files("input[type=file]", tmp_path / "out.txt")
    wait(page, "paused")


def test_a_large_paste_is_held_beside_the_box(page: Page) -> None:
    paste(page, "some line of a log\n" * 20000 + "the queue is paused")
    wait(page, "paused")
    assert page.locator(".held").inner_text().startswith("Your paste, 380 KB")
    assert page.locator(".lines li").count() <= 5
    page.get_by_role("button", name="Put it away").click()
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
                "() => /read, /.test(document.querySelector('.status').textContent)", timeout=10000
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
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), text[:40]
        assert page.evaluate("window.ran") is None


# For everybody


STATES = {
    "empty": "",
    "answered": PASTE,
    "nothing": "good morning",
    "asked": "It does not print",
}


def show(page: Page, state: str) -> None:
    """Bring a page into a state, all folds open; when asked, a question stands twice."""
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
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    page.wait_for_timeout(300)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(browser: Browser, make: Make, axe: Any, state: str, scheme: str) -> None:
    with opened(
        browser,
        make("internal", change=choosing if state == "asked" else foreign),
        quiet=False,
        color_scheme=scheme,
    ) as page:  # axe tries to fetch the style
        show(page, state)
        assert [
            (found["id"], [node["html"][:120] for node in found["nodes"]]) for found in axe(page)
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
    assert page.evaluate("document.activeElement.closest('details').id") == "fix-resume-the-queue"
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
        page.get_by_text("The diagnosis needs scripts").wait_for(state="visible", timeout=8000)
        assert not page.locator("#box, #palette").first.is_visible()


def test_with_scripts_the_list_of_questions_is_folded(page: Page) -> None:
    page.wait_for_selector(TITLE)
    assert not page.locator("#questions a").first.is_visible()
    page.get_by_text("Without a paste: questions").click()
    assert page.locator("#questions a").first.is_visible()


def test_dark_is_dark(browser: Browser, sites: dict[str, Path]) -> None:
    with opened(browser, sites["public"], color_scheme="dark") as page:
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 24, 29)"


def test_on_paper_are_the_results_without_the_controls(page: Page) -> None:
    answer(page, PASTE, "paused")
    page.emulate_media(media="print")
    assert not page.locator("#box").is_visible()
    assert not page.get_by_role("button", name="Open a file").is_visible()
    assert page.locator("#fix-load-paper .steps").is_visible()
    assert page.locator(TITLE).is_visible()


def test_an_entry_cannot_end_the_data_it_stands_in(browser: Browser, make: Make) -> None:
    def evil(
        known: dict,
    ) -> None:  # what the product itself writes into the page is escaped by the product alone
        known["causes"][0]["title"] = "</script><img src=x onerror=alert(1)>"

    folder = make(change=evil)
    assert "</script><img" not in (folder / "diagnose" / "index.html").read_text("utf-8")
    with opened(browser, folder) as page:
        answer(page, "load paper", "</script><img")
        assert page.locator("main img").count() == 0
