"""Where every page lives: from an entry id to a source path, and links between pages.

Anchors and addresses come from ids, never from titles.
"""

from __future__ import annotations

import posixpath

from .. import model
from ..model import Linked
from .book import Book

ROOMS = {
    "symptom": "symptoms",
    "fix": "fixes",
    "scenario": "scenarios",
    "observation": "observations",
}
RESERVED = frozenset({"index", "checklist", "print", *ROOMS.values()})


def kind_of(entry: Linked) -> str:
    """The kind of an entry, as the vocabulary names it."""
    return type(entry).__name__.lower()


def source_path(book: Book, entry: Linked) -> str:
    """The Markdown file of an entry, below the docs folder."""
    if isinstance(entry, model.Platform):
        return f"platforms/{entry.id}.md"
    problem = book.home[entry.id].problem.id
    if isinstance(entry, model.Problem):
        return f"{problem}/index.md"
    room = ROOMS.get(kind_of(entry))
    return f"{problem}/{room}/{entry.id}.md" if room else f"{problem}/{entry.id}.md"


def alias_path(book: Book, entry: Linked, alias: str) -> str:
    """The folder of an old id, ending in a slash, below the site's root."""
    page = source_path(book, entry).replace("/index.md", ".md")
    return f"{posixpath.join(posixpath.dirname(page), alias)}/"


def url(source: str) -> str:
    """The address of a source file's page, from the site's root: `a/b.md` is `a/b/`."""
    stem = source.removesuffix(".md")
    return stem.removesuffix("index") if stem == "index" or stem.endswith("/index") else stem + "/"


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


def generated(book: Book) -> frozenset[str]:
    """Every file that the generator writes below the docs folder, without scripts and styles."""
    own = {
        "platforms/index.md",
        "messages.md",
        "diagnose/index.html",
        "api/book.json",
        "api/book.schema.json",
        "feed.xml",
        "llms.txt",
    }
    for section in book.sections:
        room = section.problem.id
        own |= {f"{room}/{name}/index.md" for name in ("symptoms", "fixes", "scenarios")}
        own.add(f"{room}/print.md")
    for entry in book.entries():
        own.add(source_path(book, entry))
        own |= {f"{alias_path(book, entry, alias)}index.html" for alias in entry.aliases}
    return frozenset(own)
