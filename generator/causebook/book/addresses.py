"""Where every entry is shown: from its id to a source path and an address, and links between.

Anchors and addresses come from ids, never from titles. An entry without a page of its own
(`book.own_pages` has the rule) is a place on the page of another, which has its anchor: ask for
`address()` where a reader is led to it, for `source_path()` where the file matters.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator

from .. import model
from ..model import Linked
from .book import Book
from .once import once

ROOMS = {
    "symptom": "symptoms",
    "fix": "fixes",
    "scenario": "scenarios",
    "observation": "observations",
}
RESERVED = frozenset({"index", "checklist", "print", *ROOMS.values()})


def kind_of(entry: Linked) -> str:
    """The kind of an entry, as the vocabulary names it."""
    return entry.__class__.__name__.lower()


def page_of(book: Book, entry: Linked) -> Linked:
    """The entry on whose page an entry is shown: itself, or what it belongs to."""
    return book.by_id[book.relations.page_of.get(entry.id, entry.id)]


def has_page(book: Book, entry: Linked) -> bool:
    """Whether an entry has a page of its own."""
    return book.relations.page_of.get(entry.id, entry.id) == entry.id


def anchor(entry: Linked) -> str:
    """The anchor of an entry on the page of another.

    No page has one of its own that begins with a kind.
    """
    return f"{kind_of(entry)}-{entry.id}"


def source_path(book: Book, entry: Linked) -> str:
    """The Markdown file on which an entry is shown, below the docs folder."""
    return own_path(book, page_of(book, entry))


def place(book: Book, entry: Linked) -> str:
    """The Markdown file on which an entry is shown, with the anchor where it needs one."""
    path = source_path(book, entry)
    return path if has_page(book, entry) else f"{path}#{anchor(entry)}"


def address(book: Book, entry: Linked) -> str:
    """Where a reader finds an entry, from the site's root: `a/b/`, or `a/b/#symptom-c`."""
    page = url(source_path(book, entry))
    return page if has_page(book, entry) else f"{page}#{anchor(entry)}"


def old_folders(book: Book, entry: Linked) -> Iterator[str]:
    """The folders below the site's root that lead on to an entry, each ending in a slash.

    Those of its old ids, and that of the page it does not have (any more, or yet).
    """
    if not has_page(book, entry):
        yield url(own_path(book, entry))
    yield from (alias_path(book, entry, alias) for alias in entry.aliases)


def own_path(book: Book, entry: Linked) -> str:
    """The Markdown file of an entry's own, below the docs folder.

    Where it has no page in the site, only its Markdown copy is there.
    """
    if isinstance(entry, model.Platform):
        return f"platforms/{entry.id}.md"
    problem = book.home[entry.id].problem.id
    if isinstance(entry, model.Problem):
        return f"{problem}/index.md"
    room = ROOMS.get(kind_of(entry))
    return f"{problem}/{room}/{entry.id}.md" if room else f"{problem}/{entry.id}.md"


def alias_path(book: Book, entry: Linked, alias: str) -> str:
    """The folder of an old id, ending in a slash, below the site's root."""
    page = own_path(book, entry).replace("/index.md", ".md")
    return f"{posixpath.join(posixpath.dirname(page), alias)}/"


def url(source: str) -> str:
    """The address of a source file's page, from the site's root: `a/b.md` is `a/b/`."""
    stem = source.removesuffix(".md")
    return (
        stem.removesuffix("index")
        if stem == "index" or stem.endswith("/index")
        else stem + "/"
    )


def relative_url(target: str, source: str) -> str:
    """The address `target` (from the root) as seen from the page of `source`."""
    return _relative(target, url(source))


def relative_source(target: str, source: str) -> str:
    """The source file `target` as a Markdown link from `source` names it."""
    return _relative(target, source[: source.rfind("/") + 1])


def _relative(target: str, base: str) -> str:
    """The path from the folder `base` (ending in a slash, or empty) to `target`.

    Both are clean and from the root.
    """
    parts, above = target.split("/"), base.split("/")[:-1]
    same = 0
    while same < len(above) and same < len(parts) - 1 and parts[same] == above[same]:
        same += 1
    return "../" * (len(above) - same) + "/".join(parts[same:]) or "./"


_IN_A_FILE = 200
"""Entries in a file of data: some hundred kilobytes, which a program can take at once."""


def data_file(kind: str, place: int) -> str:
    """The file below `api/` that has the entry of a kind at this place, from 0."""
    return f"entries/{kind}-{place // _IN_A_FILE + 1}.json"


@once
def generated(book: Book) -> frozenset[str]:
    """Every file that the generator writes below the docs folder, without scripts and styles."""
    own = {
        "platforms/index.md",
        "messages.md",
        "diagnose/index.html",
        "api/book.json",
        "api/book.schema.json",
        "api/index.json",
        "feed.xml",
        "llms.txt",
    }
    kinds = Counter(kind_of(entry) for entry in book.entries())
    own |= {f"api/{data_file(kind, n)}" for kind in kinds for n in range(kinds[kind])}
    for section in book.sections:
        room = section.problem.id
        own |= {
            f"{room}/{name}/index.md" for name in ("symptoms", "fixes", "scenarios")
        }
        own.add(f"{room}/print.md")
    for entry in book.entries():
        own.add(source_path(book, entry))
        own |= {f"{folder}index.html" for folder in old_folders(book, entry)}
    return frozenset(own)
