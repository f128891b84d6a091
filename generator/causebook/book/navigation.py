"""The navigation that an author wrote, without what an audience may not know of.

One `nav:` serves both audiences, so an entry for an internal page goes from the public site
without a trace: no title, no address, and no section that held nothing else.
"""

from __future__ import annotations

import posixpath
from collections.abc import Set as AbstractSet
from urllib.parse import unquote, urlsplit

from ..load.content import Content
from ..model import Audience
from .addresses import source_path, url
from .audience import for_audience
from .book import Book


def internal_addresses(book: Book, content: Content) -> set[str]:
    """The addresses of all pages that only colleagues may read."""
    shown = for_audience(book, Audience.PUBLIC)
    entries = {url(source_path(book, entry)) for entry in book.entries()}
    public = {url(source_path(shown, entry)) for entry in shown.entries()}
    public |= {
        url(page.source) for page in content.for_audience(Audience.PUBLIC).pages
    }
    return (entries | {url(page.source) for page in content.pages}) - public


def without(nav: object, hidden: AbstractSet[str], site_url: str = "") -> object:
    """The navigation without the entries that lead to hidden addresses.

    Sections that are left empty go as well.
    """
    if isinstance(nav, list):
        kept = [without(item, hidden, site_url) for item in nav]
        return [item for item in kept if item is not None] or None
    if isinstance(nav, dict):
        pairs = {
            title: without(item, hidden, site_url) for title, item in nav.items()
        }
        return {
            title: item for title, item in pairs.items() if item is not None
        } or None
    return (
        None if isinstance(nav, str) and address_of(nav, site_url) in hidden else nav
    )


def address_of(target: str, site_url: str) -> str:
    """The address that a navigation entry leads to, whichever way it is written.

    That of another site is left as it is.
    """
    parts = urlsplit(
        target.removeprefix(site_url.rstrip("/")) if site_url else target
    )
    if parts.scheme or parts.netloc:
        return target
    path = unquote(parts.path)
    path = (
        posixpath.normpath(f"/{path}")
        .lstrip("/")
        .removesuffix("index.html")
        .rstrip("/")
    )
    return url(path) if path.endswith(".md") else f"{path}/"
