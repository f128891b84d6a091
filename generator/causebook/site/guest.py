"""A book inside a site that exists: its files are added to those of the site's docs folder.

Nothing is written into that folder. Pages of the book are rendered with the Markdown extensions
that they need, and bring their own style; the pages of the site stay as they are.
"""

from __future__ import annotations

import copy
import logging
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from ..book.book import Book
from ..load.extensions import OF_A_BOOK
from ..render import Header, Options, Rendered
from ..render.assets import FOLDER, GUEST, guest_assets
from ..render.markup import html_text, marks
from .header import header_of
from .place import show_places

_STYLES = (f"{FOLDER}/{GUEST}", f"{FOLDER}/checklist.css")
_SCRIPT = f"{FOLDER}/kb-checklist.js"
_HOME = "index.md"


class GuestPage(Page):
    """A page of the book among those of a site."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Convert the Markdown as that of a book, whatever the site's own pages are written in."""
        own = copy.copy(config)
        signs = config.mdx_configs.get("toc") or {}
        links = {
            key: signs[key]
            for key in ("permalink", "permalink_title")
            if key in signs
        }
        own["markdown_extensions"] = list(OF_A_BOOK)
        own["mdx_configs"] = {**OF_A_BOOK, "toc": {**OF_A_BOOK["toc"], **links}}
        own["validation"] = copy.copy(config.validation)
        own.validation["links"] = copy.copy(config.validation.links)
        own.validation.links["unrecognized_links"] = (
            logging.DEBUG
        )  # pages without Markdown
        super().render(own, files)


class _Known(logging.Filter):
    """Keeps MkDocs from warning of pages without Markdown that a navigation names.

    They are in the site, and MkDocs looks for them among the pages that it writes itself.
    """

    def __init__(self, names: Iterable[str]) -> None:
        """Keep it from warning of these, by their sources."""
        super().__init__()
        self.names = frozenset(names)

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a record is of anything else."""
        found = _NAMED.match(record.getMessage())
        return (
            not found
            or not {found[1], f"{found[1].rstrip('/')}/index.html"} & self.names
        )


_NAMED = re.compile(r"A reference to '([^'\n]+)' is included in the 'nav'")
_NAV = logging.getLogger("mkdocs.structure.nav")


class Guest:
    """A book as a part of a site: in the folder `path` of it, such as `help`."""

    def __init__(self, path: str, book: Book, below: str = "") -> None:
        """Nothing is added yet; the book is that of the site's audience.

        What is built for one of several languages of a site stands `below` a folder for it.
        """
        self.path, self.book, self.below = path.strip("/"), book, below
        self._language = ""
        """What pages of the book say of their language, where the site's theme has another."""
        self._replaced: dict[str, str] = {}
        """Pages of the book with what the site itself has at their address."""
        self._known = _Known(())

    def options(self, config: MkDocsConfig, given: Options) -> Options:
        """What the book's pages are told of the site: they stand below its address."""
        site = (
            f"{given.site_url.rstrip('/')}/{self._address('')}"
            if given.site_url
            else ""
        )
        problems = [section.problem for section in self.book.sections]
        hubs = [(problem.title, f"{problem.id}/") for problem in problems]
        up = "../" * (self.path.count("/") + 1)
        palettes = header_of(config).palettes
        header = Header(
            self.book.about.title, ((config.site_name, up), *hubs), palettes=palettes
        )
        return replace(given, site_url=site, header=header)

    def add(self, files: Files, made: Rendered, config: MkDocsConfig) -> None:
        """Add the files of the book; what the site itself has at such an address stays.

        MkDocs makes the navigation next.
        """
        own, around = self.book.strings, str(config.theme.get("language") or "en")
        is_same = own.language.partition("-")[0] == around.partition("-")[0]
        self._language = "" if is_same else marks(own)
        hubs = {*self._hubs()} if config.nav else {self._place(_HOME)}
        shown = (
            file
            for file in files
            if file.inclusion.is_included()  # type: ignore[no-untyped-call]
        )
        taken = {file.dest_uri: file.src_uri for file in shown}
        added = []
        for name, data in (made.files | guest_assets()).items():
            source = self._place(name)
            level = (
                InclusionLevel.INCLUDED
                if source in hubs
                else InclusionLevel.NOT_IN_NAV
            )
            file = File.generated(config, source, content=data, inclusion=level)
            file.dest_uri = posixpath.join(self.below, file.dest_uri)
            if file.dest_uri in taken or files.get_file_from_path(source) is not None:
                self._replaced[source] = taken.get(file.dest_uri, source)
                continue
            files.append(file)
            added.append(file)
        self._known = _Known(
            self._place(name) for name in made.files if name.endswith(".html")
        )
        _NAV.addFilter(self._known)
        self._name_in_nav(config, made)
        titles = {target: title for target, title in _targets(config.nav) if title}
        for file in added:
            if file.is_documentation_page():
                GuestPage(titles.get(file.src_uri), file, config)

    def placed(self, nav: Navigation, files: Files, made: Rendered) -> None:
        """Have each page of the book mark where it stands in a navigation that is made by now."""
        _NAV.removeFilter(self._known)
        above = {
            self._place(source): tuple(map(self._place, names))
            for source, names in made.above.items()
        }
        show_places(nav, files, above)

    def beside(self, copies: Mapping[str, str]) -> dict[str, str]:
        """Files beside the pages, by their place in the site; none where the page is the site's."""
        replaced = {posixpath.join(self.below, name) for name in self._replaced}
        return {
            place: text
            for place, text in (
                (self._address(name), text) for name, text in copies.items()
            )
            if place not in replaced
        }

    def dressed(self, html: str, page: Page) -> str:
        """The content of a page of the book with the styles and the script that it needs."""
        root = get_relative_url(self._address(""), page.url)
        links = "".join(
            f'<link rel="stylesheet" href="{root}{name}">' for name in _STYLES
        )
        script = f'<script src="{root}{_SCRIPT}" defer></script>'
        whole = f"{links}{script}\n{html}"
        return f"<div{self._language}>{whole}</div>" if self._language else whole

    def _name_in_nav(self, config: MkDocsConfig, made: Rendered) -> None:
        """Append the book to the navigation, unless that names a page of it already."""
        nav, ours = config.nav, set(map(self._place, made.files))
        if isinstance(nav, list) and ours.isdisjoint(
            target for target, _ in _targets(nav)
        ):
            title = html_text(self.book.about.title)
            first, *others = (self._replaced.get(hub, hub) for hub in self._hubs())
            config.nav = [*nav, {title: [{title: first}, *others]}]

    def _hubs(self) -> Iterator[str]:
        """The pages that a navigation shows: the book's home, its problems and indexes."""
        problems = (
            f"{section.problem.id}/index.md" for section in self.book.sections
        )
        yield from map(
            self._place, (_HOME, *problems, "messages.md", "platforms/index.md")
        )

    def _place(self, name: str) -> str:
        """Where a file of the book stands among the sources of the site."""
        return f"{self.path}/{name}"

    def _address(self, name: str) -> str:
        """Where a file of the book stands in the built site."""
        return posixpath.join(self.below, self._place(name))


def language_folder(config: MkDocsConfig) -> str:
    """The folder of the language that mkdocs-static-i18n builds; empty for that of the site.

    It builds a site once for each of its languages, and adds pages of the docs folder only.
    """
    plugin = config.plugins.get("i18n")
    language = getattr(plugin, "current_language", None)
    is_main = language in {None, getattr(plugin, "default_language", None)}
    return "" if is_main else str(language)


def watch(server: LiveReloadServer, project: Path) -> None:
    """Have a preview of MkDocs look at the sources of the book."""
    for name in ("causes", "content"):
        if (project / name).is_dir():
            server.watch(str(project / name))


def _targets(nav: object, title: str = "") -> Iterator[tuple[str, str]]:
    """Every entry of a navigation with the title that it gives, if it does."""
    if isinstance(nav, str):
        yield nav, title
    for item in nav if isinstance(nav, list) else ():
        yield from _targets(item)
    for name, item in nav.items() if isinstance(nav, dict) else ():
        yield from _targets(item, str(name))
