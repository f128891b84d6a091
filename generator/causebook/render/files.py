"""All files for one audience: pages of entries, hubs, content pages, data.

`files` go below the docs folder that MkDocs reads; `copies` are the Markdown beside each
page of the built site.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

from ..book.addresses import has_page, kind_of, own_path, url
from ..book.book import Book
from ..book.titles import page_titles
from ..book.trail import Step, trail, trail_of_hub, trail_of_page
from ..book.version import edition, short_name
from ..load.content import Content
from ..model import Audience, Linked, Symptom
from . import hubs
from .assets import FOLDER, assets
from .copies import as_commonmark, public_address
from .data import api, feed, redirects
from .entry_pages import context
from .frame import Frame, Subject, feedback
from .llms import llms
from .pages import Page, Shown, crumbs, front_matter, metadata, write_page


@dataclass(frozen=True)
class Header:
    """What the theme shows on top of every page, for the page that has no theme.

    `hubs` are titles with addresses from the root; `scope` and `palettes` say where and how the
    theme's scripts keep the colours that a reader chose; `frame` is what the foot says.
    """

    name: str = ""
    hubs: tuple[tuple[str, str], ...] = ()
    scope: str = ""
    palettes: tuple[dict[str, str], ...] = ()
    frame: Frame = field(default_factory=Frame)


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

    `copies` makes the Markdown beside each page of the site, and that of the entries without a
    page, whose names are `parts`; `above` has the sources of the pages above each page, the
    outermost first.
    """

    files: dict[str, str | bytes] = field(default_factory=dict)
    copies: Callable[[], dict[str, str]] = dict
    parts: frozenset[str] = frozenset()
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

    def write(self, book: Book) -> str:
        """The page's Markdown, without front matter."""
        page = Page(book, self.source)
        return crumbs(page, self.trail) + write_page(self.template, page, self.shown)

    def copy(self, book: Book, site: str) -> str:
        """The Markdown beside the page."""
        return write_page(self.template, Page(book, self.source, plain=True, site=site), self.shown)


def render(book: Book, content: Content, options: Options) -> Rendered:
    """The files of a book that has been filtered for its audience."""
    sheets = list(_sheets(book, content, options))
    parts = list(_parts(book))
    files: dict[str, str | bytes] = {
        sheet.source: sheet.head + sheet.write(book) for sheet in sheets
    }
    written = dict(_content(book, content))
    for page in content.pages:
        address = f"{options.edit_url.rstrip('/')}/content/{page.source}"
        own: Shown = {"kind": "page", **({"edit": address} if options.edit_url else {})}
        seen = Subject(page.title, page.source, version=short_name(page.body))
        own |= _asked(book, seen, options)
        head = front_matter(page.title, page.description, own, **page.meta)
        files[page.source] = head + written[page.source]
    files |= {name: path.read_bytes() for name, path in content.assets}
    files |= assets() | redirects(book, options.site_url) | api(book, options.audience.value)
    files[f"{FOLDER}/edition.js"] = named(book)
    files |= {
        "feed.xml": feed(book, options.site_url),
        "llms.txt": llms(book, content, public_address(options.site_url)),
    }

    def copies() -> dict[str, str]:
        site = public_address(options.site_url)
        made = {sheet.source: sheet.copy(book, site) for sheet in [*sheets, *parts]}
        return made | dict(_content_copies(book, content, site))

    trails = {sheet.source: sheet.trail for sheet in sheets}
    trails |= {page.source: trail_of_page(content, page) for page in content.pages}
    above = {
        source: tuple(step.source for step in steps if step.source)
        for source, steps in trails.items()
    }
    return Rendered(files, copies, frozenset(part.source for part in parts), above)


def named(book: Book) -> str:
    """The script that names the edition: on no page itself, so that an edit changes one page."""
    return f"window.causebookEdition = {json.dumps(' '.join(['Version', *edition(book)]))};\n"


def texts(
    book: Book, content: Content, options: Options, wanted: AbstractSet[str]
) -> dict[str, str]:
    """The Markdown of the wanted pages by source, whether made from entries or written by hand."""
    if not wanted:
        return {}
    sheets = [sheet for sheet in _sheets(book, content, options) if sheet.source in wanted]
    made = {sheet.source: sheet.write(book) for sheet in sheets}
    return made | {source: text for source, text in _content(book, content) if source in wanted}


def _sheets(book: Book, content: Content, options: Options) -> Iterator[Sheet]:
    """Every page that is made from entries."""
    lists = list(hubs.hubs(book))
    taken = [*(hub.title for hub in lists), *(page.title for page in content.pages)]
    titles = page_titles(book, taken)
    for entry in book.entries():
        if not has_page(book, entry):
            continue
        boost = {"search": {"boost": 0.5}} if isinstance(entry, Symptom) else {}
        own = metadata(book, entry, options.edit_url)
        seen = Subject(entry.title, own_path(book, entry), entry.id, _version(entry))
        own |= _asked(book, seen, options)
        head = front_matter(titles[entry.id], entry.summary, own, **boost)
        yield _sheet(book, entry, head)
    for hub in lists:
        asked = _asked(book, Subject(hub.title, hub.source), options)
        head = front_matter(hub.title, hub.description, asked)
        yield Sheet(hub.source, hub.template, hub.context, head, trail_of_hub(book, hub.source))


def _parts(book: Book) -> Iterator[Sheet]:
    """What has no page of its own: only a copy is made of it."""
    return (_sheet(book, entry) for entry in book.entries() if not has_page(book, entry))


def _sheet(book: Book, entry: Linked, head: str = "") -> Sheet:
    """What is told of one entry."""
    source = own_path(book, entry)
    shown = context(book, entry, url(source))
    return Sheet(source, f"{kind_of(entry)}.md.j2", shown, head, trail(book, entry))


def _version(entry: Linked) -> str:
    """The short name of what an entry says now."""
    return short_name(entry.model_dump_json())


def _asked(book: Book, page: Subject, options: Options) -> Shown:
    """What the front matter of a page says of what its readers may tell."""
    asked = feedback(options.header.frame, page, book.about.id, options.site_url)
    return {"feedback": asked} if asked else {}


def _content(book: Book, content: Content) -> Iterator[tuple[str, str]]:
    """The hand-written pages with links and parts filled in."""
    for page in content.pages:
        at = Page(book, page.source)
        text = page.fill(partial(hubs.part, page=at), at)
        yield page.source, crumbs(at, trail_of_page(content, page)) + text


def _content_copies(book: Book, content: Content, site: str) -> Iterator[tuple[str, str]]:
    """The Markdown beside the hand-written pages."""
    for page in content.pages:
        at = Page(book, page.source, plain=True, site=site)
        body = as_commonmark(page.body, at.addresses)
        yield page.source, replace(page, body=body).fill(partial(hubs.part, page=at), at)
