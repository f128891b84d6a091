"""What a configuration of MkDocs tells the pages of a book, whoever builds the site of them.

The plugin and `causebook generate` ask the same, so that all builders get the same pages.
"""

from __future__ import annotations

import os
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from ..book.book import Book
from ..book.navigation import internal_addresses, without
from ..load.configuration import config_file, read
from ..load.content import Content
from ..load.whole import whole
from ..model import Audience
from ..render import Options
from .header import header_of
from .mkdocs_config import settings
from .speaking import speak


def configured(
    project: Path, audience: Audience, book: Book, content: Content
) -> Options:
    """What the configuration of an audience says; raises Broken."""
    config = settings(project, audience, "")
    show_only(audience, config, book, content)
    return options(config, audience, config.plugins["causebook"].config["edit_url"])


def as_one_file(
    project: Path, audience: Audience, book: Book, content: Content
) -> str:
    """The configuration of an audience for a builder that runs no plugin; raises Broken.

    It is for a file beside the generated docs folder. What our plugin would tell the theme is in
    it, and the navigation has what this audience may know of.
    """
    config, file = settings(project, audience, ""), config_file(project, audience)
    show_only(audience, config, book, content)
    speak(config, read(file), book.strings)
    values: dict[tuple[str, ...], object] = {
        ("docs_dir",): "docs",
        ("site_dir",): "site",
        ("extra", "strings"): dict(config.extra["strings"]),
        ("theme", "language"): config.theme["language"],
    }
    if config.nav:
        values["nav",] = config.nav
    if config.theme.custom_dir:
        home = project / "build" / audience.value
        values["theme", "custom_dir"] = os.path.relpath(config.theme.custom_dir, home)
    return whole(file, values)


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
