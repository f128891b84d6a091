"""The live preview in a browser: an open page follows its sources, and so does the diagnosis."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from causebook.cli.starters import new_book
from playwright.sync_api import Browser, expect

CAUSE = "causes/does-not-print/out-of-paper.yml"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A starter book."""
    new_book(tmp_path / "book")
    return tmp_path / "book"


@pytest.fixture
def preview(book: Path) -> Iterator[str]:
    """The address of a preview of the book."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = [
        sys.executable,
        "-m",
        "causebook",
        "serve",
        "--address",
        f"127.0.0.1:{port}",
    ]
    with subprocess.Popen(
        words, cwd=book, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if line.startswith("all pages"):
                break
        yield f"http://127.0.0.1:{port}"
        process.terminate()
        process.stderr.read()


def test_open_pages_follow_their_sources(
    browser: Browser, book: Path, preview: str
) -> None:
    context = browser.new_context()
    page, other, diagnosis = (
        context.new_page(),
        context.new_page(),
        context.new_page(),
    )
    page.goto(f"{preview}/does-not-print/out-of-paper/")
    other.goto(f"{preview}/does-not-print/fixes/resume-the-queue/")
    diagnosis.goto(f"{preview}/diagnose/")
    other.evaluate("window.untouched = true")
    whole = (book / CAUSE).read_text()
    (book / CAUSE).write_text(
        whole.replace("waits for paper,", "waits for some paper,")
    )
    page.bring_to_front()
    page.wait_for_function(
        "document.body?.innerText.includes('waits for some paper')", timeout=60_000
    )
    assert other.evaluate("window.untouched")
    (book / CAUSE).write_text(whole.replace("likelihood:", "likelyhood:"))
    for each in (page, diagnosis):
        each.bring_to_front()
        found = each.locator(".kb-findings li")
        found.wait_for(timeout=60_000)
        assert f"{CAUSE}:6:1: S001 unknown key" in found.inner_text()
    (book / CAUSE).write_text(whole)
    for each in (page, diagnosis):
        each.bring_to_front()
        expect(each.locator("h1").first).to_be_visible(timeout=60_000)
        expect(each.locator(".kb-findings")).to_have_count(
            0, timeout=60_000
        )  # a policy forbids eval
    context.close()
