"""The diagnosis page of the printer book of `causebook init`, in a browser: to open, to paste into, to answer.

Tests of the page share it; what they expect stands with them.
"""

from __future__ import annotations

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
from causebook.diagnosis.later import scripts, split
from causebook.model import Audience
from causebook.project import check
from causebook.render import Header, Options
from causebook.render.assets import assets
from causebook.search import files as search
from playwright.sync_api import Browser, Page
from unpacked import whole

ROOT = Path(__file__).parents[2]
READING = ROOT / "causes" / "reading"
DATA = re.compile(
    r'(<script type="application/json" id="knowledge">)(.*?)(</script>)', re.S
)
AT_ONCE = re.compile(r'<script src="[^"]*/diagnose-[^>]*></script>')
PASTE = "Hello,\nthe print queue is paused since today.\nprinter Office disabled since Monday\nmy colleagues can print"
PROBLEM = "the printer is offline"
TITLE = "#verdict-title"
HEADER = Header(
    name="Printer help",
    hubs=(("Diagnose", "diagnose/"), ("It does not print", "does-not-print/")),
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
            **search.files(book, checked.content.for_audience(audience)),
            **diagnosis.pages(book, None, Options(audience, header=HEADER)),
        }.items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data if isinstance(data, bytes) else data.encode())
        folders[audience.value] = folder
    return folders


@pytest.fixture
def make(sites: dict[str, Path], tmp_path: Path) -> Make:
    """`make(audience, change, reading, most)` copies a site and changes what its page knows, in place.

    With `most` characters a file, what is shown later comes when it is looked at, as in a large book.
    """

    def made(
        audience: str = "public",
        change: Callable[[dict[str, Any]], None] | None = None,
        reading: Path | None = None,
        most: int = 0,
    ) -> Path:
        folder = tmp_path / f"{audience}-{len(list(tmp_path.iterdir()))}"
        shutil.copytree(sites[audience], folder)
        page = folder / "diagnose" / "index.html"
        html = page.read_text("utf-8")
        known = whole(folder)
        if change:
            change(known)
        short, later = split(known, *([most] if most else []))
        if most:
            html = AT_ONCE.sub("", html)
        for name, text in scripts(later).items():
            (folder / name).write_text(text, "utf-8")
        text = str(diagnosis.embedded(short))
        page.write_text(
            DATA.sub(lambda found: found[1] + text + found[3], html), "utf-8"
        )
        if reading:
            (folder / "assets/causebook/diagnose.js").write_text(
                diagnosis.script(reading), "utf-8"
            )
            (folder / "assets/causebook/diagnose-redact.js").write_text(
                diagnosis.redaction(reading), "utf-8"
            )
        return folder

    return made


@contextmanager
def opened(
    browser: Browser, folder: Path, quiet: bool = True, **options: Any
) -> Iterator[Page]:
    """The page from disk; afterwards, nothing may stand in the console and no exception have been thrown."""
    context = browser.new_context(
        **{"viewport": {"width": 1280, "height": 900}, **options}
    )
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(folder.as_uri() + "/diagnose/index.html")
    yield page
    context.close()
    assert not quiet or said == []


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
    page.locator(".verdict > div > .question").get_by_role(
        "button", name=word, exact=True
    ).click()
    page.wait_for_function(
        "before => document.querySelectorAll('.history li').length > before",
        arg=before,
    )


def of_three_products(known: dict) -> None:
    """The first step has a command for each of three products; each is recognised by its name."""
    for symptom in known["symptoms"]:
        symptom["platform"] = None
    known["platforms"] = [
        {
            "id": name,
            "title": name.title(),
            "patterns": [{"in": [], "re": rf"\b{name}\b", "case": False}],
            "common": [],
            "never": [],
        }
        for name in ("alpha", "beta", "gamma")
    ]
    fix = next(fix for fix in known["fixes"] if fix["id"] == "resume-the-queue")
    fix["steps"][0]["commands"] = [
        {"platform": name, "run": "run " + name}
        for name in ("alpha", "beta", "gamma")
    ]
