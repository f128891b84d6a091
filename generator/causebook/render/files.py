"""All files for one audience: pages of entries, hubs, content pages, data.

`files` go below the docs folder that MkDocs reads; `copies` are the Markdown beside each
page of the built site.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property, partial

from ..book.addresses import kind_of, source_path, url
from ..book.book import Book
from ..book.trail import Step, trail, trail_of_hub, trail_of_page
from ..load.content import Content
from ..model import Audience, Symptom
from . import hubs
from .assets import assets
from .data import api, feed, llms, redirects
from .entry_pages import context
from .pages import Page, Shown, crumbs, front_matter, metadata, write_page


@dataclass(frozen=True)
class Header:
    """What the theme shows on top of every page, for the page that has no theme.

    `hubs` are titles with addresses from the root; `scope` and `palettes` say where and how the
    theme's scripts keep the colours that a reader chose.
    """

    name: str = ""
    hubs: tuple[tuple[str, str], ...] = ()
    scope: str = ""
    palettes: tuple[dict[str, str], ...] = ()


@dataclass(frozen=True)
class Options:
    """What the publisher configures.

    The site's address, the address under which sources are edited, the head of its pages.
    """

    audience: Audience
    site_url: str = ""
    edit_url: str = ""
    header: Header = Header()


@dataclass(frozen=True)
class Rendered:
    """Files by path, texts or bytes, for the docs folder.

    `copies` makes the Markdown beside each page of the site; `above` has the sources of the
    pages above each page, the outermost first.
    """

    files: dict[str, str | bytes] = field(default_factory=dict)
    copies: Callable[[], dict[str, str]] = dict
    above: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def pages(self) -> int:
        """How many pages MkDocs will make of it."""
        return sum(name.endswith(".md") for name in self.files)


@dataclass(frozen=True)
class Sheet:
    """A page to be written: where, from which template, with what."""

    source: str
    template: str
    shown: Shown
    head: str
    trail: tuple[Step, ...]

    def write(self, book: Book, *, plain: bool = False) -> str:
        """The page's Markdown, without front matter."""
        page = Page(book, self.source, plain=plain)
        return crumbs(page, self.trail) + write_page(self.template, page, self.shown)


def render(book: Book, content: Content, options: Options) -> Rendered:
    """The files of a book that has been filtered for its audience."""
    sheets = list(_sheets(book, options))
    files: dict[str, str | bytes] = {
        sheet.source: sheet.head + sheet.write(book) for sheet in sheets
    }
    written = dict(_content(book, content))
    for page in content.pages:
        address = f"{options.edit_url.rstrip('/')}/content/{page.source}"
        edit = {"edit": address} if options.edit_url else {}
        head = front_matter(page.title, page.description, {"kind": "page", **edit}, **page.meta)
        files[page.source] = head + written[page.source]
    files |= {name: path.read_bytes() for name, path in content.assets}
    files |= assets() | redirects(book, options.site_url) | api(book, options.audience.value)
    files |= {"feed.xml": feed(book, options.site_url), "llms.txt": llms(book, content)}

    def copies() -> dict[str, str]:
        made = {sheet.source: sheet.write(book, plain=True) for sheet in sheets}
        return made | dict(_content(book, content, plain=True))

    trails = {sheet.source: sheet.trail for sheet in sheets}
    trails |= {page.source: trail_of_page(content, page) for page in content.pages}
    above = {
        source: tuple(step.source for step in steps if step.source)
        for source, steps in trails.items()
    }
    return Rendered(files, copies, above)


def texts(
    book: Book, content: Content, options: Options, wanted: AbstractSet[str]
) -> dict[str, str]:
    """The Markdown of the wanted pages by source, whether made from entries or written by hand."""
    if not wanted:
        return {}
    sheets = [sheet for sheet in _sheets(book, options) if sheet.source in wanted]
    made = {sheet.source: sheet.write(book) for sheet in sheets}
    return made | {source: text for source, text in _content(book, content) if source in wanted}


def _sheets(book: Book, options: Options) -> Iterator[Sheet]:
    """Every page that is made from entries."""
    for entry in book.entries():
        source = source_path(book, entry)
        boost = {"search": {"boost": 0.5}} if isinstance(entry, Symptom) else {}
        head = front_matter(
            entry.title, entry.summary, metadata(book, entry, options.edit_url), **boost
        )
        shown = context(book, entry, url(source))
        yield Sheet(source, f"{kind_of(entry)}.md.j2", shown, head, trail(book, entry))
    for hub in hubs.hubs(book):
        head = front_matter(hub.title, hub.description)
        yield Sheet(hub.source, hub.template, hub.context, head, trail_of_hub(book, hub.source))


def _content(book: Book, content: Content, *, plain: bool = False) -> Iterator[tuple[str, str]]:
    """The hand-written pages with links and parts filled in."""
    for page in content.pages:
        at = Page(book, page.source, plain=plain)
        text = page.fill(partial(hubs.part, page=at), at)
        yield page.source, crumbs(at, trail_of_page(content, page)) + text
