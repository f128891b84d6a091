"""The whole tree of files for one audience: pages of entries, hubs, content pages, data.

`files` go below the docs folder that MkDocs reads; `copies` are the Markdown beside each
page of the built site.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from ..addresses import kind_of, source_path, url
from ..book import Book
from ..content import Content
from ..model import Audience, Symptom
from . import diagnosis, hubs
from .assets import assets
from .data import api, feed, llms, redirects
from .entry_pages import context
from .pages import Page, front_matter, metadata, write_page


@dataclass(frozen=True)
class Options:
    """What the publisher configures: the site's address, the address under which sources are edited."""

    audience: Audience
    site_url: str = ""
    edit_url: str = ""
    reading: Path | None = None


@dataclass
class Tree:
    """Files by path: texts or bytes for the docs folder, and the Markdown copies for the site."""

    files: dict[str, str | bytes] = field(default_factory=dict)
    copies: dict[str, str] = field(default_factory=dict)


def render(book: Book, content: Content, options: Options) -> Tree:
    """The tree of files of a book that has been filtered for its audience."""
    tree = Tree()
    for entry in book.entries():
        source = source_path(book, entry)
        shown = context(book, entry, url(source))
        head = front_matter(entry.title, entry.summary, causebook=metadata(book, entry, options.edit_url),
                            **({"search": {"boost": 0.5}} if isinstance(entry, Symptom) else {}))
        _add(tree, Page(book, source), f"{kind_of(entry)}.md.j2", shown, head)
    for hub in hubs.hubs(book):
        _add(tree, Page(book, hub.source), hub.template, hub.context, front_matter(hub.title, hub.description))
    for source, text in _content(book, content, options):
        tree.files[source] = text
        tree.copies[source] = text.split("---\n", 2)[-1].lstrip()
    tree.files.update({name: path.read_bytes() for name, path in content.assets})
    tree.files.update(assets())
    tree.files.update(redirects(book))
    tree.files.update(api(book, options.audience.value))
    tree.files.update(diagnosis.pages(book, options.audience.value, options.reading))
    tree.files["feed.xml"] = feed(book, options.site_url)
    tree.files["llms.txt"] = llms(book, content)
    return tree


def _add(tree: Tree, page: Page, template: str, shown: dict[str, Any], head: str) -> None:
    """Add a page and its plain copy."""
    tree.files[page.source] = head + write_page(template, page, shown)
    tree.copies[page.source] = write_page(template, Page(page.book, page.source, plain=True), shown)


def _content(book: Book, content: Content, options: Options) -> Iterator[tuple[str, str]]:
    """The hand-written pages with links and parts filled in."""
    for written in content.pages:
        page = Page(book, written.source)
        body = written.fill(partial(hubs.part, page=page), page)
        edit = {"edit": f"{options.edit_url.rstrip('/')}/content/{written.source}"} if options.edit_url else {}
        yield written.source, front_matter(written.title, written.description, **written.meta,
                                           causebook={"kind": "page", **edit}) + body
