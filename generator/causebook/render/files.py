"""All files for one audience: pages of entries, hubs, content pages, data.

`files` go below the docs folder that MkDocs reads; `copies` are the Markdown beside each
page of the built site.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from types import MappingProxyType
from typing import Protocol

from ..book.addresses import has_page, kind_of, own_path, url
from ..book.book import Book
from ..book.processes import shared
from ..book.titles import page_titles
from ..book.traced import Digests, Seen, Trace, Values
from ..book.trail import Step, trail, trail_of_hub, trail_of_page
from ..book.version import day, edition, short_name
from ..load.content import Content, Written
from ..model import Audience, Linked, Symptom
from . import hubs
from .assets import EDITION, assets
from .copies import as_commonmark, public_address
from .data import api, feed, redirects
from .entry_pages import context
from .frame import Frame, Subject, feedback
from .front_matter import dated, front_matter, metadata, placed
from .llms import llms
from .pages import Page, Shown, crumbs, write_page


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


class Copies(Protocol):
    """Makes the Markdown beside pages, by their sources: beside the wanted ones, or all."""

    def __call__(self, wanted: Container[str] | None = None, /) -> dict[str, str]:
        """The Markdown by source."""


def _no_copies(_wanted: Container[str] | None = None, /) -> dict[str, str]:
    """Of no pages."""
    return {}


@dataclass(frozen=True)
class Rendered:
    """Files by path, texts or bytes, for the docs folder.

    `copies` makes the Markdown beside each page of the site, and that of the entries without a
    page, whose names are `parts`; `above` has the sources of the pages above each page, the
    outermost first. What was `recalled` from an earlier rendering has the copy that it had then.
    `traces` tells, when all is made, what each page and part of an entry was made of.
    """

    files: dict[str, str | bytes] = field(default_factory=dict)
    copies: Copies = _no_copies
    parts: frozenset[str] = frozenset()
    above: dict[str, tuple[str, ...]] = field(default_factory=dict)
    recalled: frozenset[str] = frozenset()
    traces: Callable[[], dict[str, Trace]] = dict
    whole: frozenset[str] = frozenset()
    """The names of files that are made of the whole book at once."""

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
    title: str = ""

    def write(self, book: Book) -> str:
        """The page's Markdown, without front matter."""
        page = Page(book, self.source)
        return crumbs(page, self.trail) + write_page(self.template, page, self.shown)

    def copy(self, book: Book, site: str) -> str:
        """The Markdown beside the page."""
        return write_page(self.template, Page(book, self.source, plain=True, site=site), self.shown)


@dataclass(frozen=True)
class Recalled:
    """A page of an entry as it was rendered once: of what, and its Markdown.

    What has no page of its own has no Markdown either.
    """

    trace: Trace
    text: str


Memory = Mapping[str, Recalled]
"""Earlier pages by their sources, made by this very version of the package."""


def render(
    book: Book,
    content: Content,
    options: Options,
    memory: Memory = MappingProxyType({}),
    digests: Digests | None = None,
) -> Rendered:
    """The pages of a book that has been filtered for its audience, with their assets.

    Pages of entries that would come out as they did before are recalled from `memory`.
    """
    lists = list(_hub_sheets(book, options))
    values = Values(book, digests or Digests())
    entries = _Entries(values, options, _titles(book, content, lists))
    files: dict[str, str | bytes] = dict(entries.texts(memory))
    files |= {sheet.source: sheet.head + sheet.write(book) for sheet in lists}
    written = dict(_content(book, content))
    for page in content.pages:
        files[page.source] = _head(book, content, page, options) + written[page.source]
    files |= {name: path.read_bytes() for name, path in content.assets}
    files |= assets() | redirects(book, options.site_url)
    files[EDITION] = named(book)

    def copies(wanted: Container[str] | None = None) -> dict[str, str]:
        site = public_address(options.site_url)
        asked = [sheet for sheet in lists if wanted is None or sheet.source in wanted]
        others = {sheet.source: sheet.copy(book, site) for sheet in asked}
        pages = [page for page in content.pages if wanted is None or page.source in wanted]
        return entries.copies(wanted) | others | dict(_content_copies(book, pages, site))

    return Rendered(
        files,
        copies,
        entries.parts,
        _above(book, content, lists),
        frozenset(entries.recalled),
        entries.traces,
    )


def as_data(book: Book, content: Content, options: Options) -> dict[str, str | bytes]:
    """The whole book as data, in files of several forms."""
    return {
        **api(book, options.audience.value),
        "feed.xml": feed(book, options.site_url),
        "llms.txt": llms(book, content, public_address(options.site_url)),
    }


def _above(book: Book, content: Content, lists: list[Sheet]) -> dict[str, tuple[str, ...]]:
    """The sources of the pages above each page."""
    pages = (entry for entry in book.entries() if has_page(book, entry))
    trails = {own_path(book, entry): trail(book, entry) for entry in pages}
    trails |= {sheet.source: sheet.trail for sheet in lists}
    trails |= {page.source: trail_of_page(content, page) for page in content.pages}
    return {
        source: tuple(step.source for step in steps if step.source)
        for source, steps in trails.items()
    }


def _head(book: Book, content: Content, page: Written, options: Options) -> str:
    """The front matter of a hand-written page."""
    address = f"{options.edit_url.rstrip('/')}/content/{page.source}"
    own: Shown = {"kind": "page", **({"edit": address} if options.edit_url else {})}
    seen = Subject(page.title, page.source, version=short_name(page.body))
    own |= _asked(book, seen, options)
    own |= placed(page.title, page.source, trail_of_page(content, page))
    return front_matter(page.title, page.description, own, **page.meta)


class _Entries:
    """The pages of all entries: each is made through a view of the book, or recalled."""

    def __init__(self, values: Values, options: Options, titles: dict[str, str]) -> None:
        """Nothing is made yet."""
        book = values.book
        self._options, self._values, self._titles = options, values, titles
        self._entries = {own_path(book, entry): entry for entry in book.entries()}
        self.parts = frozenset(
            source for source, entry in self._entries.items() if not has_page(book, entry)
        )
        self._read: dict[str, dict[str, None]] = {}
        self.recalled: dict[str, Trace] = {}

    def texts(self, memory: Memory) -> Iterator[tuple[str, str]]:
        """The Markdown of each page with its front matter, by its source."""
        for source in self._entries:
            old = memory.get(source)
            if old and self._values.hold(old.trace, self._given(source)):
                self.recalled[source] = old.trace
        pages = [source for source in self._entries if source not in self.parts]
        made = [source for source in pages if source not in self.recalled]
        with shared(self._text, made) as results:
            for source in pages:
                if source in self.recalled:
                    yield source, memory[source].text
                else:
                    yield source, self._noted(source, *next(results))

    def copies(self, wanted: Container[str] | None) -> dict[str, str]:
        """The Markdown beside each wanted page, and of each wanted part."""
        made = [source for source in self._entries if wanted is None or source in wanted]
        with shared(self._copy, made) as results:
            return {source: self._noted(source, *next(results)) for source in made}

    def traces(self) -> dict[str, Trace]:
        """What each page with its copy was made of, and each part."""
        made = {
            source: self._values.trace(names, self._given(source))
            for source, names in self._read.items()
        }
        return {**made, **self.recalled}

    def _text(self, source: str) -> tuple[str, list[str]]:
        """The Markdown of a page with its front matter, and what was read of the book for it."""
        seen, sheet = self._sheet(source)
        return sheet.head + sheet.write(seen.as_book), list(seen.names)

    def _copy(self, source: str) -> tuple[str, list[str]]:
        """The Markdown beside a page, or of a part, and what was read of the book for it."""
        seen, sheet = self._sheet(source)
        site = public_address(self._options.site_url)
        return sheet.copy(seen.as_book, site), list(seen.names)

    def _noted(self, source: str, text: str, names: list[str]) -> str:
        """A text, when it is noted what was read for it."""
        self._read.setdefault(source, {}).update(dict.fromkeys(names))
        return text

    def _sheet(self, source: str) -> tuple[Seen, Sheet]:
        """The page of an entry, and the view that it is made through."""
        entry, seen = self._entries[source], Seen(self._values.book)
        seen.note(f"by_id {entry.id}")
        title = self._titles.get(entry.id, "")
        return seen, _entry_sheet(seen.as_book, entry, title, self._options)

    def _given(self, source: str) -> str:
        """What a page is made of besides the book."""
        is_part = source in self.parts
        return f"{self._titles.get(self._entries[source].id)} {is_part} {self._options!r}"


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
    lists = list(_hub_sheets(book, options))
    titles = _titles(book, content, lists)
    for entry in book.entries():
        if has_page(book, entry):
            yield _entry_sheet(book, entry, titles[entry.id], options)
    yield from lists


def _titles(book: Book, content: Content, lists: list[Sheet]) -> dict[str, str]:
    """The title of the page of each entry, by the entry's id."""
    others = [sheet.title for sheet in lists]
    return page_titles(book, [*others, *(page.title for page in content.pages)])


def _entry_sheet(book: Book, entry: Linked, title: str, options: Options) -> Sheet:
    """The page of an entry, or what is told of one without a page."""
    source = own_path(book, entry)
    boost = {"search": {"boost": 0.5}} if isinstance(entry, Symptom) else {}
    own = metadata(book, entry, options.edit_url)
    own |= _asked(book, Subject(entry.title, source, entry.id, _version(entry)), options)
    above = trail(book, entry)
    head = front_matter(title, entry.summary, own | placed(entry.title, source, above), **boost)
    shown = context(book, entry, url(source))
    return Sheet(source, f"{kind_of(entry)}.md.j2", shown, head, above, title)


def _hub_sheets(book: Book, options: Options) -> Iterator[Sheet]:
    """The pages that lead to many entries."""
    for hub in hubs.hubs(book):
        above = trail_of_hub(book, hub.source)
        own = _asked(book, Subject(hub.title, hub.source), options)
        own |= dated(day(book)) | placed(hub.title, hub.source, above)
        head = front_matter(hub.title, hub.description, own)
        yield Sheet(hub.source, hub.template, hub.context, head, above, hub.title)


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


def _content_copies(book: Book, pages: Iterable[Written], site: str) -> Iterator[tuple[str, str]]:
    """The Markdown beside hand-written pages."""
    for page in pages:
        at = Page(book, page.source, plain=True, site=site)
        body = as_commonmark(page.body, at.addresses)
        yield page.source, replace(page, body=body).fill(partial(hubs.part, page=at), at)
