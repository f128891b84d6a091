"""A book inside a site that exists: its files are added to those of the site's docs folder.

Nothing is written into that folder. Pages of the book are rendered with the Markdown extensions
that they need, and bring their own style; the pages of the site stay as they are.
"""

from __future__ import annotations

import copy
import logging
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from ..book.book import Book
from ..load.extensions import OF_A_BOOK
from ..render import Header, Options, Rendered
from ..render.assets import FOLDER, GUEST, guest_assets
from ..render.markup import html_text
from .header import header_of

_STYLES = (f"{FOLDER}/{GUEST}", f"{FOLDER}/checklist.css")
_SCRIPT = f"{FOLDER}/kb-checklist.js"
_OURS = "kb-guest"


class GuestPage(Page):
    """A page of the book among those of a site."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Convert the Markdown as that of a book, whatever the site's own pages are written in."""
        own = copy.copy(config)
        signs = config.mdx_configs.get("toc") or {}
        links = {key: signs[key] for key in ("permalink", "permalink_title") if key in signs}
        own["markdown_extensions"] = list(OF_A_BOOK)
        own["mdx_configs"] = {**OF_A_BOOK, "toc": {**OF_A_BOOK["toc"], **links}}
        own["validation"] = copy.copy(config.validation)
        own.validation["links"] = copy.copy(config.validation.links)
        own.validation.links["unrecognized_links"] = logging.DEBUG  # pages without Markdown
        super().render(own, files)


class Guest:
    """A book as a part of a site: in the folder `path` of it, such as `help`."""

    def __init__(self, path: str, book: Book) -> None:
        """Nothing is added yet; the book is that of the site's audience."""
        self.path, self.book = path.strip("/"), book
        self._replaced: set[str] = set()
        """What the site itself has at its address."""

    def options(self, config: MkDocsConfig, given: Options) -> Options:
        """What the book's pages are told of the site: they stand below its address."""
        site = f"{given.site_url.rstrip('/')}/{self.path}/" if given.site_url else ""
        problems = [section.problem for section in self.book.sections]
        hubs = [(problem.title, f"{problem.id}/") for problem in problems]
        up = "../" * (self.path.count("/") + 1)
        palettes = header_of(config).palettes
        header = Header(self.book.about.title, ((config.site_name, up), *hubs), palettes=palettes)
        return replace(given, site_url=site, header=header)

    def name_in_nav(self, config: MkDocsConfig, made: Rendered) -> None:
        """Append the book to the navigation, unless that names a page of it already."""
        nav, ours = config.nav, set(map(self._place, made.files))
        if isinstance(nav, list) and ours.isdisjoint(target for target, _ in _targets(nav)):
            config.nav = [*nav, {html_text(self.book.about.title): [*self._hubs()]}]

    def add(self, files: Files, made: Rendered, config: MkDocsConfig) -> None:
        """Add the files of the book; what the site itself has at such an address stays."""
        titles = {target: title for target, title in _targets(config.nav) if title}
        hubs = {*self._hubs()} if config.nav else {self._place("index.md")}
        taken = {file.dest_uri for file in files if file.inclusion.is_included()}  # type: ignore[no-untyped-call]
        for name, data in (made.files | guest_assets()).items():
            source = self._place(name)
            level = InclusionLevel.INCLUDED if source in hubs else InclusionLevel.NOT_IN_NAV
            file = File.generated(config, source, content=data, inclusion=level)
            if file.dest_uri in taken or files.get_file_from_path(source) is not None:
                self._replaced.add(name)
                continue
            files.append(file)
            if file.is_documentation_page():
                GuestPage(titles.get(source), file, config)

    def above(self, made: Rendered) -> dict[str, tuple[str, ...]]:
        """The sources of the pages above each page of the book, as the site names them."""
        return {
            self._place(source): tuple(map(self._place, names))
            for source, names in made.above.items()
        }

    def beside(self, copies: Mapping[str, str]) -> dict[str, str]:
        """Files beside the pages, by their place in the site; none where the page is the site's."""
        return {
            self._place(name): text for name, text in copies.items() if name not in self._replaced
        }

    def dressed(self, html: str, page: Page) -> str:
        """The content of a page of the book with the styles and the script that it needs."""
        root = get_relative_url(self._place(""), page.url)
        links = "".join(f'<link rel="stylesheet" href="{root}{name}">' for name in _STYLES)
        script = f'<script src="{root}{_SCRIPT}" defer></script>'
        return f'<div class="{_OURS}">{links}{script}\n{html}</div>'

    def _hubs(self) -> Iterator[str]:
        """The pages that a navigation shows: the book's home, its problems and indexes."""
        problems = (f"{section.problem.id}/index.md" for section in self.book.sections)
        yield from map(self._place, ("index.md", *problems, "messages.md", "platforms/index.md"))

    def _place(self, name: str) -> str:
        """Where a file of the book stands in the site."""
        return f"{self.path}/{name}"


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
