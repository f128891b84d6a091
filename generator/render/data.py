"""The book as data: JSON for programs, a feed of changes, llms.txt, stubs for old addresses."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from ..addresses import alias_path, kind_of, relative_url, source_path, url
from ..book import Book
from ..content import Content
from ..markup import plain_html
from ..model import Linked


def api(book: Book, audience: str) -> dict[str, str | bytes]:
    """`api/book.json`: every entry with its address, sorted by kind and id."""
    entries = [{"kind": kind_of(entry), "url": url(source_path(book, entry)),
                **entry.model_dump(mode="json", by_alias=True, exclude_none=True, exclude={"kind", "families",
                                                                                           "observations"})}
               for entry in book.entries()]
    data = {"format": "causebook/1", "audience": audience, "book": book.about.model_dump(mode="json"),
            "entries": sorted(entries, key=lambda item: (str(item["kind"]), str(item["id"])))}
    return {"api/book.json": json.dumps(data, ensure_ascii=False, indent=1) + "\n"}


def redirects(book: Book) -> dict[str, str | bytes]:
    """A stub for every alias that leads to the entry's page."""
    files: dict[str, str | bytes] = {}
    for entry in book.entries():
        for alias in entry.aliases:
            folder = alias_path(book, entry, alias)
            files[f"{folder}index.html"] = _stub(relative_url(url(source_path(book, entry)), folder + "index.md"), entry)
    return files


def _stub(target: str, entry: Linked) -> str:
    """A page that only leads on; it works without scripts."""
    title = plain_html(entry.title)
    return (f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>{title}</title>\n'
            f'<meta name="robots" content="noindex">\n<link rel="canonical" href="{target}">\n'
            f'<meta http-equiv="refresh" content="0; url={target}">\n'
            f'<p>This page has moved: <a href="{target}">{title}</a></p>\n</html>\n')


def feed(book: Book, site_url: str) -> str:
    """An Atom feed (RFC 4287) of reviewed entries, the newest first, at most 50."""
    reviewed = sorted((entry for entry in book.entries() if entry.reviewed), key=lambda entry: (
        -entry.reviewed.date.toordinal() if entry.reviewed else 0, entry.id))[:50]
    dates = [entry.reviewed.date for entry in reviewed if entry.reviewed]
    newest = max(dates, default=datetime.date(1970, 1, 1))
    base = site_url or "./"
    own = f"tag:causebook,2026:{book.about.id}"
    return "".join([
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n',
        f"<id>{own}</id>\n<title>{_xml(book.about.title)}</title>\n<updated>{newest}T00:00:00Z</updated>\n",
        f"<author><name>{_xml(book.about.title)}</name></author>\n<link href={quoteattr(base)}/>\n",
        f'<link rel="self" href={quoteattr(base + "feed.xml")}/>\n',
        *_feed_entries(book, reviewed, base, own), "</feed>\n"])


def _feed_entries(book: Book, entries: list[Linked], base: str, own: str) -> Iterator[str]:
    """The entries of the feed."""
    for entry in entries:
        day = entry.reviewed.date if entry.reviewed else ""
        yield (f"<entry><id>{own}:{entry.id}</id><title>{_xml(entry.title)}</title>"
               f"<link href={quoteattr(base + url(source_path(book, entry)))}/><updated>{day}T00:00:00Z</updated>"
               f"<summary>{_xml(entry.summary)}</summary></entry>\n")


def _xml(text: str) -> str:
    """The text as XML content."""
    return escape(text)


def llms(book: Book, content: Content) -> str:
    """`llms.txt`: what the book is and where the Markdown of each page is (llmstxt.org)."""
    lines: list[Any] = [f"# {book.about.title}", "", f"> {book.about.summary}", ""]
    groups: dict[str, list[Linked]] = {}
    for entry in book.entries():
        groups.setdefault(kind_of(entry), []).append(entry)
    names = {"problem": "Problems", "family": "Families of causes", "cause": "Causes", "fix": "Fixes",
             "scenario": "Scenarios", "observation": "Observations", "platform": "Platforms", "symptom": "Symptoms"}
    for kind, title in names.items():
        rows = [f"- [{_label(x.title)}]({source_path(book, x)}): {x.summary}" for x in groups.get(kind, [])]
        lines += [f"## {title}", "", *rows, ""] if rows else []
    pages = [f"- [{_label(page.title)}]({page.source})" for page in content.pages]
    return "\n".join([*lines, "## Pages", "", *pages, ""])


def _label(title: str) -> str:
    """A title as the text of a link; brackets would end it."""
    return title.replace("[", "(").replace("]", ")")
