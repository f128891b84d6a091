"""MkDocs' own build in phases, of any of its pages.

`opened` reads a site as MkDocs does, `read` and `make` take pages through it: a build in several
processes would call them with a share of the pages each. It must not know where the other pages
come from.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from mkdocs.commands import build as phases
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page

from .kept import Made
from .watched import Watch, WatchedFiles, WatchedPage, WatchedPages

Part = tuple[dict[str, Any], ...]
"""What stands in the index of the theme's search about a page."""
Parts = dict[str, Part]
"""The same of all pages, by their sources."""


@dataclass
class Site:
    """A site that MkDocs has read; `pages` are in its order, by the paths of their sources."""

    config: MkDocsConfig
    files: WatchedFiles
    nav: Navigation
    env: Any
    watch: Watch
    pages: dict[str, WatchedPage] = field(default_factory=dict)

    def all_pages(self) -> WatchedPages:
        """All pages, as templates get them."""
        return WatchedPages([page.file for page in self.pages.values()], self.watch)

    def target(self, path: str) -> str | None:
        """What a path that a page asks for leads to, as far as the page can tell."""
        file = self.files.get_file_from_path(path)
        return f"{file.url} {file.inclusion.name}" if file else None


def opened(config: MkDocsConfig) -> Site:
    """The files, the navigation and the pages of a site, before any page is read."""
    config = config.plugins.on_config(config)
    config.plugins.on_pre_build(config=config)
    watch, found, env = Watch(), get_files(config), config.theme.get_env()
    found.add_files_from_theme(env, config)
    files = WatchedFiles(config.plugins.on_files(found, config=config), watch)
    set_exclusions(files, config)
    nav = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
    site = Site(config, files, nav, env, watch)
    for file in files.documentation_pages():
        page = file.page if isinstance(file.page, Page) else Page(None, file, config)
        site.pages[file.src_uri] = WatchedPage.of(page, watch)
    return site


def read(site: Site, names: Iterable[str]) -> None:
    """Turn the Markdown of pages into HTML."""
    for name in names:
        site.pages[name].reader = None
        with _watched(site, site.pages[name]) as page:
            phases._populate_page(page, site.config, site.files)


def recall(site: Site, made: Mapping[str, Made]) -> None:
    """Let pages that are not read have the titles and the front matter that they had.

    Where another page shows what one of them says, it is read all the same.
    """
    for name, kept in made.items():
        page = site.pages[name]
        page.markdown, page.meta = "", dict(kept.meta)
        page._title_from_render = kept.title
        page.reader = partial(read, site, [name])
        site.config.plugins.on_page_markdown("", page=page, config=site.config, files=site.files)


def write(site: Site, recalled: Mapping[str, Made]) -> Parts:
    """Write everything of a site but the recalled pages; returns what is searched on each page."""
    site.env = site.config.plugins.on_env(site.env, config=site.config, files=site.files)
    site.files.copy_static_files()
    for name in site.config.theme.static_templates:
        phases._build_theme_template(name, site.env, site.files, site.config, site.nav)
    for name in site.config.extra_templates:
        phases._build_extra_template(name, site.files, site.config, site.nav)
    parts = make(site, recalled)
    for page in site.pages.values():
        level = site.config.validation.links.anchors
        page.validate_anchor_links(files=site.files, log_level=level)
    site.config.plugins.on_post_build(config=site.config)
    return parts


def make(site: Site, recalled: Mapping[str, Made]) -> Parts:
    """Write the pages that are not recalled; returns what is searched on each page.

    The index of the search gets all parts in the order of the pages.
    """
    index, pages = _search_index(site.config), site.all_pages()
    parts: Parts = {}
    for name in site.pages:
        before = len(index)
        if name in recalled:
            index += recalled[name].search
        else:
            make_one(site, name, pages)
        parts[name] = tuple(index[before:])
    return parts


def make_one(site: Site, name: str, pages: Sequence[Any]) -> None:
    """Write a page that was read; `pages` are all, as templates get them."""
    with _watched(site, site.pages[name]) as page:
        phases._build_page(page, site.config, pages, site.nav, site.env)


def _search_index(config: MkDocsConfig) -> list[dict[str, Any]]:
    """The entries that the search plugin has collected; a list that nobody reads without it."""
    plugin = config.plugins.get("material/search") or config.plugins.get("search")
    found = getattr(getattr(plugin, "search_index", None), "entries", None)
    return found if isinstance(found, list) else []


@contextmanager
def _watched(site: Site, page: Page) -> Iterator[Page]:
    """A page that is read or written, and what MkDocs warns of meanwhile."""
    heard = _Warnings(lambda: site.watch.looked_around("what MkDocs warns of"))
    logger = logging.getLogger("mkdocs")
    logger.addHandler(heard)
    above, current = site.watch.begin(page), site.config._current_page
    try:
        yield page
    finally:
        site.watch.page, site.config._current_page = above, current
        logger.removeHandler(heard)


class _Warnings(logging.Handler):
    """Tells that something was warned of."""

    def __init__(self, tell: Callable[[], None]) -> None:
        """Call `tell` for each warning."""
        super().__init__(logging.WARNING)
        self._tell = tell

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002 - what it says, others show
        """Tell of it."""
        self._tell()
