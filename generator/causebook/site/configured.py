"""What a configuration of MkDocs tells the pages of a book, whoever builds the site of them.

The plugin and `causebook generate` ask the same, so that all builders get the same pages.
"""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from ..book.book import Book
from ..book.navigation import internal_addresses, without
from ..load.content import Content
from ..model import Audience
from ..render import Options
from .header import header_of
from .mkdocs_config import settings


def configured(
    project: Path, audience: Audience, book: Book, content: Content
) -> Options:
    """What the configuration of an audience says; raises Broken."""
    config = settings(project, audience, "")
    show_only(audience, config, book, content)
    return options(config, audience, config.plugins["causebook"].config["edit_url"])


def show_only(
    audience: Audience, config: MkDocsConfig, book: Book, content: Content
) -> None:
    """Take out of the navigation what an audience may not know of."""
    if config.nav and audience is Audience.PUBLIC:
        hidden = internal_addresses(book, content)
        config.nav = without(config.nav, hidden, config.site_url or "")


def options(config: MkDocsConfig, audience: Audience, edit_url: str) -> Options:
    """What the publisher configured; the navigation holds what this audience may see."""
    return Options(audience, config.site_url or "", edit_url, header_of(config))
