"""All files for one audience: pages of entries, hubs, content pages, data.

`files` go below the docs folder that MkDocs reads; `copies` are the Markdown beside each
page of the built site.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import partial

from ..book.addresses import has_page, own_path
from ..book.book import Book
from ..book.titles import page_titles
from ..book.trail import trail, trail_of_hub, trail_of_page
from ..book.version import day, edition, short_name
from ..load.content import Content, Written
from . import hubs
from .assets import EDITION, assets
from .copies import as_commonmark, public_address
from .data import api, feed, redirects
from .entries import Entries, Sheet, asked, entry_sheet, template_of
from .frame import Subject
from .front_matter import dated, front_matter, placed
from .llms import llms
from .pages import Page, Shown, crumbs
from .rendered import NOTHING, Memory, Options, Rendered


def render(
    book: Book,
    content: Content,
    options: Options,
    memory: Memory = NOTHING,
    *,
    wait: bool = False,
) -> Rendered:
    """The pages of a book that has been filtered for its audience, with their assets.

    Pages of entries that would come out as they did before are recalled from `memory`; with
    `wait` the others are made when they are wanted.
    """
    lists = list(_hub_sheets(book, options))
    entries = Entries(book, options, _titles(book, content, lists), memory)
    pending: dict[str, Callable[[], str]] = {}
    if wait:
        pending = {source: partial(entries.text, source) for source in entries.new}
    files: dict[str, str | bytes] = dict(entries.known() if wait else entries.texts())
    files |= {sheet.source: sheet.head + sheet.write(book) for sheet in lists}
    files |= _written(book, content, options)
    files |= assets(book.strings, options.header.look)
    files |= redirects(book, options.site_url)
    files[EDITION] = named(book)
    site = public_address(options.site_url)

    def beside(wanted: Container[str] | None = None) -> dict[str, str]:
        mine = [sheet for sheet in lists if wanted is None or sheet.source in wanted]
        others = {sheet.source: sheet.copy(book, site) for sheet in mine}
        pages = dict(_content_copies(book, content, site, wanted))
        return entries.copies(wanted) | others | pages

    return Rendered(
        files,
        beside,
        entries.parts,
        entries.sources,
        _above(book, content, lists),
        entries.recalled,
        entries.memory,
        pending=pending,
    )


def _written(
    book: Book, content: Content, options: Options
) -> Iterator[tuple[str, str | bytes]]:
    """The hand-written pages, and the files that belong to them."""
    texts = dict(_content(book, content))
    for page in content.pages:
        yield page.source, _head(book, content, page, options) + texts[page.source]
    for name, path in content.assets:
        yield name, path.read_bytes()


def as_data(book: Book, content: Content, options: Options) -> dict[str, str | bytes]:
    """The whole book as data, in files of several forms."""
    return {
        **api(book, options.audience.value),
        "feed.xml": feed(book, options.site_url),
        "llms.txt": llms(book, content, public_address(options.site_url)),
    }


def _above(
    book: Book, content: Content, lists: list[Sheet]
) -> dict[str, tuple[str, ...]]:
    """The sources of the pages above each page."""
    pages = (entry for entry in book.entries() if has_page(book, entry))
    trails = {own_path(book, entry): trail(book, entry) for entry in pages}
    trails |= {sheet.source: sheet.trail for sheet in lists}
    trails |= {
        page.source: trail_of_page(content, page, book.strings)
        for page in content.pages
    }
    return {
        source: tuple(step.source for step in steps if step.source)
        for source, steps in trails.items()
    }


def _head(book: Book, content: Content, page: Written, options: Options) -> str:
    """The front matter of a hand-written page."""
    address = f"{options.edit_url.rstrip('/')}/{page.path}"
    own: Shown = {"kind": "page", **({"edit": address} if options.edit_url else {})}
    seen = Subject(page.title, page.source, version=short_name(page.body))
    own |= asked(book, seen, options)
    own |= placed(page.title, page.source, trail_of_page(content, page, book.strings))
    return front_matter(page.title, page.description, own, **page.meta)


def named(book: Book) -> str:
    """The script that names the edition: on no page itself, so that an edit changes one page."""
    said = book.strings.say("pages.version", version=" ".join(edition(book)))
    return f"window.causebookEdition = {json.dumps(said)};\n"


def texts(
    book: Book, content: Content, options: Options, wanted: AbstractSet[str]
) -> dict[str, str]:
    """The Markdown of the wanted pages by source, whether made from entries or written by hand."""
    if not wanted:
        return {}
    sheets = [
        sheet for sheet in _sheets(book, content, options) if sheet.source in wanted
    ]
    made = {sheet.source: sheet.write(book) for sheet in sheets}
    return made | {
        source: text for source, text in _content(book, content) if source in wanted
    }


def _sheets(book: Book, content: Content, options: Options) -> Iterator[Sheet]:
    """Every page that is made from entries."""
    lists = list(_hub_sheets(book, options))
    titles = _titles(book, content, lists)
    for entry in book.entries():
        if has_page(book, entry):
            yield entry_sheet(book, entry, titles[entry.id], options)
    yield from lists


def sheets_with(
    book: Book, options: Options, templates: Container[str]
) -> Iterator[Sheet]:
    """The pages made with some templates, and what is told of entries without a page."""
    for entry in book.entries():
        if template_of(entry) in templates:
            yield entry_sheet(book, entry, entry.title, options)
    yield from (
        sheet for sheet in _hub_sheets(book, options) if sheet.template in templates
    )


def _titles(book: Book, content: Content, lists: list[Sheet]) -> dict[str, str]:
    """The title of the page of each entry, by the entry's id."""
    others = [sheet.title for sheet in lists]
    return page_titles(book, [*others, *(page.title for page in content.pages)])


def _hub_sheets(book: Book, options: Options) -> Iterator[Sheet]:
    """The pages that lead to many entries."""
    for hub in hubs.hubs(book):
        above = trail_of_hub(book, hub.source)
        own = asked(book, Subject(hub.title, hub.source), options)
        own |= dated(day(book)) | placed(hub.title, hub.source, above)
        head = front_matter(hub.title, hub.description, own)
        shown, templates = hub.context, options.templates
        yield Sheet(
            hub.source, hub.template, shown, head, above, hub.title, templates
        )


def _content(book: Book, content: Content) -> Iterator[tuple[str, str]]:
    """The hand-written pages with links and parts filled in."""
    for page in content.pages:
        at = Page(book, page.source)
        text = page.fill(partial(hubs.part, page=at), at)
        yield (
            page.source,
            crumbs(at, trail_of_page(content, page, book.strings)) + text,
        )


def _content_copies(
    book: Book, content: Content, site: str, wanted: Container[str] | None
) -> Iterator[tuple[str, str]]:
    """The Markdown beside hand-written pages."""
    for page in content.pages:
        if wanted is None or page.source in wanted:
            at = Page(book, page.source, plain=True, site=site)
            body = as_commonmark(page.body, at.addresses)
            filled = replace(page, body=body).fill(partial(hubs.part, page=at), at)
            yield page.source, filled
