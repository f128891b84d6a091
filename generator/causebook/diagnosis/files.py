"""The diagnosis page: plain HTML with the book's knowledge, its script and its style.

The page carries a strict Content-Security-Policy and works when saved to disk, so all
modules become one classic script. What a paste of this book looks like, the book's own
reading modules know; without them every line is just words.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from markupsafe import Markup

from ..book.addresses import source_path, url
from ..book.audience import for_audience
from ..book.book import Book
from ..model import Audience, Symptom
from ..render.assets import FOLDER
from ..render.bundle import bundle
from ..render.pages import environment
from .knowledge import knowledge
from .records import Knowledge

_HERE = Path(__file__).parent
_ENGINE = _HERE / "engine"


def pages(
    book: Book, audience: str, reading: Path | None, site_url: str = ""
) -> dict[str, str | bytes]:
    """The files of the diagnosis, by path; `reading` is the folder of the reading modules."""
    known = knowledge(book, Audience(audience), version(book))
    html = (
        environment()
        .get_template("diagnose.html.j2")
        .render(
            book=book,
            audience=audience,
            symptoms=_questions(book),
            knowledge=embedded(known),
            canonical=f"{site_url.rstrip('/')}/diagnose/" if site_url else "",
        )
    )
    return {
        "diagnose/index.html": html,
        f"{FOLDER}/diagnose.js": script(reading),
        f"{FOLDER}/diagnose.css": (_HERE / "page" / "diagnose.css").read_text("utf-8"),
    }


def version(book: Book) -> str:
    """A short name of what the public may know: cases of both audiences name the same version."""
    public = knowledge(for_audience(book, Audience.PUBLIC), Audience.PUBLIC)
    return hashlib.sha256(json.dumps(public, sort_keys=True).encode()).hexdigest()[:12]


def script(reading: Path | None) -> str:
    """The page's script: the engine with the reading as one function, then the page itself."""
    modules = {
        "engine": _ENGINE / "engine.mjs",
        "see": _ENGINE / "see.mjs",
        "case": _ENGINE / "case.mjs",
        "ticket": _ENGINE / "ticket.mjs",
        "redact": _ENGINE / "redaction" / "redact.mjs",
        "worker": _HERE / "worker" / "worker.mjs",
    }
    if reading:
        modules |= {name: reading / f"{name}.mjs" for name in ("read", "detectors", "secrets")}
    return (
        bundle(modules, "causebookEngine")
        + bundle({"page": _HERE / "page" / "page.mjs"}, "causebookPage")
        + ("causebookPage().start(causebookEngine);\n")
    )


def embedded(data: Knowledge) -> Markup:
    """The data as JSON that cannot end the script element that holds it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704 - no character that ends the element is left


def _questions(book: Book) -> list[tuple[str, str, str]]:
    """The questions of all symptoms that can be asked, with title and address from the page."""
    return [
        (entry.ask, entry.title, "../" + url(source_path(book, entry)))
        for entry in book.entries()
        if isinstance(entry, Symptom) and entry.ask
    ]
