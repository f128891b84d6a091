"""Walk the tasks of stuck readers on a phone: `python tests/tools/tasks.py SITE [--show]`.

For each task of `tests/tasks.yml`: how many touches after arrival, and whether it ends at its
step, in sight or on the next screen. `--show` prints what can be read there.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Error, Page, sync_playwright

TESTS = Path(__file__).parents[1]
sys.path.insert(0, str(TESTS))
from chromium import FLAGS, served  # noqa: E402

MOST_TOUCHES = 3
SCREENS = 2
"""Screens of a phone within which the step has to stand."""
PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 740},
    "has_touch": True,
    "is_mobile": True,
}
PATIENCE_MS = 30_000
TOUCHED = ", ".join(
    f"{scope} {name}"
    for scope in ("article", ".tool", ".kb-search")
    for name in ("a", "button", "summary", "label")
)
"""What is touched, outside the navigation."""
IN_SIGHT = """([text, most]) => [...document.querySelectorAll("article *, .tool *")].some((node) => {
  const own = [...node.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data).join(" ");
  const { top, bottom } = node.getBoundingClientRect();
  return (own.includes(text) || (node.children.length < 4 && node.innerText?.includes(text)))
    && node.checkVisibility() && bottom > 0 && top < most;
})"""


def tasks() -> list[dict[str, Any]]:
    """What readers want, and how they get it."""
    return yaml.safe_load((TESTS / "tasks.yml").read_text("utf-8"))["tasks"]


def walk(page: Page, base: str, task: dict[str, Any]) -> tuple[int, str]:
    """How many touches it took, and what went wrong, if anything did."""
    page.goto(f"{base}/{task['from']}")
    touches = 0
    for act in task["do"]:
        [(kind, text)] = act.items()
        try:
            touches += ACTS[kind](page, text)
        except Error:
            return touches, f"nothing to {kind}: {text}"
    return touches, _ends(page, base, task)


def _touch(page: Page, text: str) -> int:
    """Touch what is called so, where it can be seen."""
    places = page.locator(TOUCHED).filter(has_text=text, visible=True)
    places.first.tap(timeout=PATIENCE_MS)
    return 1


def _search(page: Page, text: str) -> int:
    """Touch the field of the search, and type."""
    page.locator(".kb-search__input").tap()
    page.keyboard.type(text)
    return 1


def _paste(page: Page, text: str) -> int:
    """Paste into the box of the diagnosis, which has the focus."""
    page.wait_for_selector(".tool", timeout=PATIENCE_MS)
    page.locator("textarea").first.fill(text, timeout=PATIENCE_MS)
    page.wait_for_selector(".tool.full", timeout=PATIENCE_MS)
    return 0


def _answer(page: Page, true: list[str]) -> int:
    """Answer the question that is asked: with the first of its options that is true, if one is."""
    page.get_by_text("Don’t know", exact=True).first.wait_for(timeout=PATIENCE_MS)
    for text in true:
        option = page.locator(TOUCHED).filter(has_text=text, visible=True)
        if option.count():
            return _touch(page, text) + _touch(page, "Answer")
    return _touch(page, "Don’t know")


ACTS: dict[str, Any] = {
    "touch": _touch,
    "search": _search,
    "paste": _paste,
    "answer": _answer,
}
"""What a reader does, by its name in a task; each gives its touches."""


def _ends(page: Page, base: str, task: dict[str, Any]) -> str:
    """What is wrong with where the task ends."""
    wanted = re.compile(re.escape(f"{base}/{task['page']}") + r"(?:#.*)?")
    try:
        page.wait_for_url(wanted, timeout=PATIENCE_MS)
    except Error:
        return f"ends on {page.url.removeprefix(base)}"
    most = SCREENS * PHONE["viewport"]["height"]
    try:
        page.wait_for_function(
            IN_SIGHT, arg=[task["step"], most], timeout=PATIENCE_MS
        )
    except Error:
        return f"not in sight: {task['step']}"
    return ""


def main() -> None:
    """Every task with its touches."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("site", type=Path)
    options.add_argument("--show", action="store_true")
    given = options.parse_args()
    failed = 0
    with sync_playwright() as playwright, served(given.site) as base:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=FLAGS
        )
        for task in tasks():
            with browser.new_context(**PHONE) as context:
                page = context.new_page()
                touches, wrong = walk(page, base, task)
                wrong = wrong or (
                    "too many touches" if touches > MOST_TOUCHES else ""
                )
                failed += bool(wrong)
                print(f"{touches} {wrong or 'ok':40} {task['who']}")
                if given.show or wrong:
                    print(page.locator("article, .tool").first.inner_text()[:900])
        browser.close()
    print(f"{len(tasks()) - failed} of {len(tasks())} tasks end at their step")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
