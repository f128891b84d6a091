"""What stands before the text of a page: its title, and what the theme and the sitemap need of it.

The theme prints titles and descriptions as they are, so they are HTML here. It must not know what
a page shows.
"""

from __future__ import annotations

import datetime
import json

from ..book.addresses import kind_of, url
from ..book.book import Book
from ..book.trail import Step
from ..book.version import modified
from ..model import Linked
from . import markup
from .pages import Shown

_BREAKS = {
    code: f"\\u{code:04x}" for code in (0x7F, 0x85, 0xA0, 0x2028, 0x2029, 0xFEFF)
}
"""Characters that YAML would read as line breaks or not at all, and what JSON writes for them."""


def front_matter(
    title: str, description: str, own: Shown | None = None, /, **more: object
) -> str:
    """The front matter of a page: JSON is YAML, and no text can end it.

    The theme prints it as it is, so texts are HTML here; only `own`, which our own
    templates print, is not.
    """
    given: Shown = {"title": title, "description": description, **more}
    shown = {key: markup.theme_text(value) for key, value in given.items()}
    values = {**shown, "causebook": own} if own else shown
    lines = [f"{key}: {_json(value)}\n" for key, value in values.items()]
    return f"---\n{''.join(lines)}---\n\n"


def _json(value: object) -> str:
    """The value as JSON on one line, without characters that YAML would read as line breaks."""
    return json.dumps(value, ensure_ascii=False).translate(_BREAKS)


def dated(last: datetime.date | None) -> Shown:
    """What the front matter of a page says of when it changed, for the sitemap."""
    return {"modified": last.isoformat()} if last else {}


def placed(title: str, source: str, above: tuple[Step, ...]) -> Shown:
    """What the front matter of a page says of the way down to it: titles and addresses."""
    way = [*above, Step(title, source)]
    return {
        "trail": [
            [step.title, url(step.source) if step.source else ""] for step in way
        ]
    }


def metadata(book: Book, entry: Linked, edit: str) -> Shown:
    """What the theme needs of an entry.

    Its kind, dates, edit address, and JSON-LD without address.
    """
    about: Shown = {
        "@context": "https://schema.org",
        "@type": "TechArticle",
        "headline": entry.title,
        "description": entry.summary,
        "inLanguage": book.strings.language,
    }
    if entry.reviewed:
        about["dateModified"] = entry.reviewed.date.isoformat()
    last = modified(book, entry)
    data: Shown = {"id": entry.id, "kind": kind_of(entry), "jsonld": about} | dated(
        last
    )
    if edit and entry.id in book.origin:
        data["edit"] = edit.rstrip("/") + "/" + book.origin[entry.id]
    return data
