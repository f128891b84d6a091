"""The same book in other languages: which page of another site is the one at hand.

`extra: {alternate: …}` is the theme's list of sites by language. Where an item names the folder of
that site's book, each page links to the page of the same address there, as far as it exists; else
to that site's home, as the theme does. It must not know how a book is read.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from ..book.addresses import generated, url
from ..book.audience import for_audience
from ..book.book import Book
from ..load.content import Content
from ..model import Audience

Read = Callable[[Path], tuple[Book | None, Content]]
"""What gives the book of a project, or None where it has findings, and its pages."""


def name_pages(
    config: MkDocsConfig, audience: Audience, own: tuple[Book, Content], read: Read
) -> list[str]:
    """Note in the configuration which pages each site has; returns the folders without a book."""
    items, broken = config.extra.get("alternate"), []
    if not isinstance(items, list) or not any(map(_folder, items)):
        return []
    for at, item in enumerate(items):
        named = _folder(item)
        book, content = (
            read(Path(config.config_file_path).parent / named) if named else own
        )
        if book is None:
            broken.append(named)
        elif named or item.get("lang") == book.strings.language:
            items[at] = {**item, "pages": _pages(book, content, audience)}
    return broken


def seen_from(page: str, config: MkDocsConfig) -> MkDocsConfig:
    """The configuration as the page of an address is told of it: with its own alternates."""
    items = config.extra.get("alternate")
    if not isinstance(items, list) or not any(map(_has_pages, items)):
        return config
    own = copy.copy(config)
    alternates = [_of_page(page, item) for item in items]
    own["extra"] = {**config.extra, "alternate": alternates}
    return own


def _of_page(page: str, item: dict[str, object]) -> dict[str, object]:
    """An alternate with the address of a page in that site, where it has such a page."""
    pages = item.get("pages") or ()
    is_there = isinstance(pages, Iterable) and page in pages
    return (
        {**item, "link": f"{str(item['link']).rstrip('/')}/{page}"}
        if is_there
        else item
    )


def _has_pages(item: object) -> bool:
    """Whether the pages of a site are known."""
    return isinstance(item, dict) and "pages" in item


def _folder(item: object) -> str:
    """The folder of the book in another language, if an alternate names one."""
    return str(item.get("book") or "") if isinstance(item, dict) else ""


def _pages(book: Book, content: Content, audience: Audience) -> list[str]:
    """The addresses of all pages that an audience has, in their order."""
    sources = {
        *generated(for_audience(book, audience)),
        *(page.source for page in content.for_audience(audience).pages),
    }
    return sorted(url(source) for source in sources if source.endswith(".md"))
