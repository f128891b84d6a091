"""How tests and measuring tools start Chromium, and serve a folder to it on the loopback interface."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from playwright.sync_api import Page

SIDES = ("top", "right", "bottom", "left")
_SHEET = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name for it
        """Keep requests out of the tests' output."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The base address, without a final slash, under which the folder is served meanwhile."""
    handler = partial(QuietHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def sheets(page: Page) -> int:
    """How many sheets of A4 the page takes on paper."""
    paper = page.pdf(format="A4", margin=dict.fromkeys(SIDES, "15mm"))
    return len(_SHEET.findall(paper))
