"""One browser and one small web server for all browser tests.

It knows nothing of the pages under test: a test says which folder to serve and
which address to open. Everything stays on the loopback interface.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import loaded
import pytest
from chromium import FLAGS, served
from playwright.sync_api import Browser, Page, sync_playwright
from printer_page import make, sites  # noqa: F401 - fixtures of the diagnosis page

AXE = Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js"
Serve = Callable[[Path], str]
Axe = Callable[..., list[dict[str, Any]]]

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """`serve(folder)` gives the base address of that folder; one server per folder and session."""
    with ExitStack() as running:
        bases: dict[Path, str] = {}

        def base_of(folder: Path) -> str:
            if folder not in bases:
                bases[folder] = running.enter_context(served(folder))
            return bases[folder]

        yield base_of


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's chromium when there is one, else the one Playwright installed."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=FLAGS
        )
        yield found
        found.close()


@pytest.fixture(scope="session")
def axe() -> Axe:
    """`axe(page, include, exclude)` gives axe's violations; both are CSS selectors, the page's own policy holds."""
    source = AXE.read_text(encoding="utf-8")

    def violations(
        page: Page, include: str = "html", exclude: tuple[str, ...] = ()
    ) -> list[dict[str, Any]]:
        page.evaluate(source + "\n;undefined")
        scope = {
            "include": [[include]],
            "exclude": [[selector] for selector in exclude],
        }
        result: dict[str, Any] = page.evaluate("scope => axe.run(scope)", scope)
        found: list[dict[str, Any]] = result["violations"]
        return found

    return violations


@pytest.fixture(scope="session")
def shipped(once) -> dict[str, Path]:
    """Both sites of the shipped book, freshly built."""

    def fill(folder: Path) -> None:
        for audience in ("public", "internal"):
            words = ["build", "--audience", audience, "--out", str(folder / audience)]
            done = loaded.run("causebook", *words, cwd=ROOT, timeout=600)
            assert done.returncode == 0, done.stdout + done.stderr

    folder = once("shipped", fill)
    return {audience: folder / audience for audience in ("public", "internal")}
