"""The book as data: JSON for programs, a feed of changes, stubs for old addresses."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from itertools import groupby
from xml.etree import ElementTree as ET

from ..book.addresses import address, data_file, kind_of, old_folders, relative_url
from ..book.book import Book
from ..book.said import said
from ..book.version import day, short_name, version
from ..load.recalled import digest, recall
from ..model import Linked
from ..model.published import (
    FORMAT,
    INDEX,
    LEFT_OUT,
    RENAMED,
    ROW,
    SOME,
    published_schema,
)
from .assets import FOLDER
from .markup import html_text, marks

_ATOM = "http://www.w3.org/2005/Atom"
_EMPTY = "[]\n}\n"
"""How a file without entries ends."""
_NO_DAY = datetime.date(1970, 1, 1)


def api(book: Book, audience: str) -> dict[str, str | bytes]:
    """`api/book.json`: every entry, sorted by kind and id; the same by files, with an index.

    `url` is the address of its page from the site's root; what a platform itself calls
    `url` is there as `documentation`. With them comes the schema that describes them.
    """
    head = _head(book, audience)
    entries = [_entry(book, entry) for entry in book.entries()]
    entries.sort(key=lambda item: (str(item["kind"]), str(item["id"])))
    about = {"book": book.about.model_dump(mode="json", exclude_none=True)}
    lists = _files(entries)
    whole = {"$schema": "book.schema.json", **head, **about}
    some = {"$schema": f"../book.schema.json{SOME}", "format": FORMAT}
    index = {"$schema": f"book.schema.json{INDEX}", **head, **about}
    texts = {str(entry["id"]): _text(book, entry) for entry in entries}
    files = {name: _listed(some, own, texts) for name, own in lists.items()}
    told = [
        {"file": name, "version": short_name(text)} for name, text in files.items()
    ]
    rows = [_row(name, entry) for name, own in lists.items() for entry in own]
    return {
        **{f"api/{name}": text for name, text in files.items()},
        "api/book.json": _listed(whole, entries, texts),
        "api/index.json": _json({**index, "files": told, "entries": rows}),
        "api/book.schema.json": _json(published_schema()),
    }


def _head(book: Book, audience: str) -> dict[str, object]:
    """What each of the files says of itself."""
    last = day(book)
    return {
        "format": FORMAT,
        "version": version(book),
        **({"date": last.isoformat()} if last else {}),
        "audience": audience,
    }


def _files(entries: list[dict[str, object]]) -> dict[str, list[dict[str, object]]]:
    """The entries by the file that they are in."""
    found: dict[str, list[dict[str, object]]] = {}
    for kind, own in groupby(entries, key=lambda entry: str(entry["kind"])):
        for place, entry in enumerate(own):
            found.setdefault(data_file(kind, place), []).append(entry)
    return found


def _row(file: str, entry: dict[str, object]) -> dict[str, object]:
    """An entry in the index: what it is called, and where it is told."""
    return {**{key: entry[key] for key in ROW}, "file": file}


def _json(data: dict[str, object]) -> str:
    """The text of a file."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _listed(
    head: Mapping[str, object],
    entries: list[dict[str, object]],
    texts: dict[str, str],
) -> str:
    """The text of a file with entries, whose own texts are there by their ids.

    They are most of it, and each stands in two files.
    """
    empty = _json({**head, "entries": []})
    own = ",\n  ".join(texts[str(entry["id"])] for entry in entries)
    return f"{empty.removesuffix(_EMPTY)}[\n  {own}\n ]\n}}\n" if entries else empty


def _text(book: Book, entry: dict[str, object]) -> str:
    """The text of an entry, which another build may have written."""
    whole = said(book.by_id[str(entry["id"])])
    key = digest("data", str(entry["kind"]), str(entry["url"]), whole)
    return recall(key, lambda: _within(entry))


def _within(entry: dict[str, object]) -> str:
    """The text of an entry, indented as within a file."""
    return _json(entry).rstrip("\n").replace("\n", "\n  ")


def _entry(book: Book, entry: Linked) -> dict[str, object]:
    """An entry as data."""
    own = entry.model_dump(
        mode="json", by_alias=True, exclude_none=True, exclude=set(LEFT_OUT)
    )
    own = {RENAMED.get(key, key): value for key, value in own.items()}
    return {"kind": kind_of(entry), "url": address(book, entry), **own}


def redirects(book: Book, site_url: str = "") -> dict[str, str | bytes]:
    """A stub for every old address, which leads to where the entry is shown."""
    return {
        f"{folder}index.html": _stub(book, entry, folder, site_url)
        for entry in book.entries()
        for folder in old_folders(book, entry)
    }


def _stub(book: Book, entry: Linked, folder: str, site_url: str) -> str:
    """A page that only leads on.

    Its script takes query and fragment along, and it works without.
    """
    page = address(book, entry)
    here = folder + "index.md"
    title, target = html_text(entry.title), html_text(relative_url(page, here))
    canonical = page.partition("#")[0]
    whole = html_text(_absolute(site_url, canonical)) if site_url else target
    script = html_text(relative_url(f"{FOLDER}/moved.js", here))
    link, marked = f'<a href="{target}">{title}</a>', marks(book.strings)
    moved = "".join(book.strings.pieces("pages.moved", None, html_text, page=link))
    return (
        f'<!doctype html>\n<html{marked}>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f'<meta name="robots" content="noindex">\n<link rel="canonical" href="{whole}">\n'
        f'<script src="{script}" data-to="{target}"></script>\n'
        f'<noscript><meta http-equiv="refresh" content="0; url={target}"></noscript>\n'
        f"<p>{moved}</p>\n</html>\n"
    )


def _absolute(site_url: str, path: str) -> str:
    """An address of the site, whole where the site's own is known."""
    return f"{site_url.rstrip('/')}/{path}" if site_url else f"./{path}"


def feed(book: Book, site_url: str) -> str:
    """An Atom feed (RFC 4287) of reviewed entries, the newest first, at most 50."""
    reviewed = sorted(
        (entry for entry in book.entries() if entry.reviewed),
        key=lambda entry: (-_day(entry).toordinal(), entry.id),
    )[:50]
    own = f"tag:causebook,2026:{book.about.id}"
    root = ET.Element("feed", xmlns=_ATOM)
    _add_texts(
        root,
        id=own,
        title=book.about.title,
        updated=_moment(max(map(_day, reviewed), default=_NO_DAY)),
    )
    _add_texts(ET.SubElement(root, "author"), name=book.about.title)
    ET.SubElement(root, "link", href=_absolute(site_url, ""))
    ET.SubElement(root, "link", rel="self", href=_absolute(site_url, "feed.xml"))
    for entry in reviewed:
        item = ET.SubElement(root, "entry")
        _add_texts(
            item,
            id=f"{own}:{entry.id}",
            title=entry.title,
            updated=_moment(_day(entry)),
            summary=entry.summary,
        )
        ET.SubElement(item, "link", href=_absolute(site_url, address(book, entry)))
    ET.indent(root, "")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _add_texts(parent: ET.Element, **texts: str) -> None:
    """Put an element that holds a text into another, for each text by its name."""
    for name, text in texts.items():
        ET.SubElement(parent, name).text = text


def _day(entry: Linked) -> datetime.date:
    """The day of an entry's last review."""
    return entry.reviewed.date if entry.reviewed else _NO_DAY


def _moment(day: datetime.date) -> str:
    """A day as the moment that it begins."""
    return f"{day}T00:00:00Z"
