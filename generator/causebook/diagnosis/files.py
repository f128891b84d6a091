"""The diagnosis page: plain HTML with the book's knowledge, its script and its style.

The page carries a strict Content-Security-Policy and works when saved to disk, so all
modules become one classic script. What a paste of this book looks like, the book's own
reading modules know; without them every line is just words.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from markupsafe import Markup

from ..book.addresses import url
from ..book.book import Book
from ..book.version import edition, version
from ..render import Header, Options
from ..render.assets import FOLDER, PICTURE, tokens
from ..render.bundle import bundle, style
from ..render.environment import environment
from ..render.frame import Subject, feedback
from ..render.markup import as_markup, marks
from ..render.pages import Page
from ..strings import Strings
from .knowledge import knowledge
from .later import address as later_address
from .later import handed, scripts, split
from .packed import packed
from .plain_questions import plain_questions

_HERE = Path(__file__).parent
_ENGINE = _HERE / "engine"
SOURCE = "diagnose/index.md"
REDACT = "redact"
"""The name of the file that takes secrets out of what is handed over."""


def pages(
    book: Book, reading: Path | None, options: Options
) -> dict[str, str | bytes]:
    """The files of the diagnosis, by path; `reading` is the folder of the reading modules."""
    known, later = split(knowledge(book, options.audience, version(book)))
    is_apart = len(later) == 1
    html = (
        environment()
        .get_template("diagnose.html.j2")
        .render(
            _of_the_book(book),
            **_of_the_site(book, options),
            audience=options.audience.value,
            knowledge=embedded(known),
            later=[later_address(0), later_address(REDACT)] if is_apart else [],
        )
    )
    look = tokens(options.header.look)
    return {
        "diagnose/index.html": html,
        f"{FOLDER}/diagnose.js": script(reading, book.strings),
        later_address(REDACT): redaction(reading, book.strings),
        **scripts(later),
        f"{FOLDER}/palette.js": (_HERE / "page" / "palette.js").read_text("utf-8"),
        f"{FOLDER}/diagnose.css": style(_HERE / "page" / "diagnose.css", look),
    }


def _of_the_book(book: Book) -> dict[str, object]:
    """What the page shows of the book besides its knowledge, and in its language."""
    page, say = Page(book, SOURCE), book.strings.say
    return {
        "book": book,
        "questions": plain_questions(book),
        "edition": say("pages.version", version=" ".join(edition(book))),
        "say": page.say,
        "to_messages": page.a_to("../messages/", "diagnose.theMessages"),
        "marks": marks(book.strings),
        "lang": book.strings.language,
    }


def _of_the_site(book: Book, options: Options) -> dict[str, object]:
    """What the page shows of the site: its head, its addresses, what its publisher says."""
    shown, address = header(book, options), options.site_url.rstrip("/")
    frame = shown.frame
    this = Subject(book.strings.say("diagnose.title"), SOURCE, "diagnose")
    return {
        "header": shown,
        "palettes": json.dumps(shown.palettes) if shown.palettes else "",
        "hubs": [_hub(title, target) for title, target in shown.hubs],
        "canonical": f"{address}/diagnose/" if address else "",
        "picture": f"{address}/{frame.picture or PICTURE}" if address else "",
        "frame": frame,
        "logo": as_markup(shown.logo),
        "licence": as_markup(frame.licence),
        "asked": feedback(frame, this, book, address),
    }


def header(book: Book, options: Options) -> Header:
    """The head of the page: the site's, or what a book has where no site is configured."""
    given = options.header
    if given.name:
        return given
    problems = tuple(
        (section.problem.title, f"{section.problem.id}/") for section in book.sections
    )
    say = book.strings.say
    own = (
        (say("hubs.messages"), "messages.md"),
        (say("hubs.platforms"), "platforms/index.md"),
    )
    hubs = problems + tuple((title, url(source)) for title, source in own)
    return replace(given, name=book.about.title, hubs=hubs)


def _hub(title: str, address: str) -> dict[str, str | bool]:
    """A link of the head: the address as seen from this page, and whether it is this page."""
    is_elsewhere = "://" in address
    return {
        "title": title,
        "address": address if is_elsewhere else f"../{address}",
        "is_here": address == "diagnose/",
    }


def script(reading: Path | None, language: Strings | None = None) -> str:
    """The page's script: the engine with the reading as one function, then the page itself."""
    modules = {
        "engine": _ENGINE / "engine.mjs",
        "see": _ENGINE / "see.mjs",
        "case": _ENGINE / "case.mjs",
        "ticket": _ENGINE / "ticket.mjs",
        "worker": _HERE / "worker" / "worker.mjs",
    }
    if reading:
        modules |= {name: reading / f"{name}.mjs" for name in ("read", "detectors")}
    return (
        bundle(modules, "causebookEngine", language)
        + bundle({"page": _HERE / "page" / "page.mjs"}, "causebookPage", language)
        + ("causebookPage().start(causebookEngine);\n")
    )


def redaction(reading: Path | None, language: Strings | None = None) -> str:
    """What takes secrets out of a text, with what the book calls one; handed over as a function."""
    modules = {"redact": _ENGINE / "redaction" / "redact.mjs"}
    if reading:
        modules["secrets"] = reading / "secrets.mjs"
    name = "causebookRedaction"
    return bundle(modules, name, language) + handed(f'"{REDACT}",{name}')


def embedded(data: Mapping[str, object]) -> Markup:
    """The data, packed, as JSON that cannot end the script element that holds it."""
    text = json.dumps(packed(data), ensure_ascii=False, separators=(",", ":"))
    # no character that ends the element is left
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704
