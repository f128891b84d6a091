"""The pages of entries: each is made through a view of the book, or recalled as it was.

What a page reads of the book is noted while it is made, so that the next rendering can tell
whether it would come out the same. It must not know about pages of other kinds.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from sys import intern

from ..book.addresses import has_page, kind_of, own_path, url
from ..book.book import Book
from ..book.processes import shared
from ..book.seen import Seen
from ..book.traced import Trace, Values
from ..book.trail import Step, trail
from ..book.version import short_name
from ..load.templates import NO_TEMPLATES, Templates
from ..model import Linked, Symptom
from .copies import public_address
from .entry_pages import context
from .frame import Subject, feedback
from .front_matter import front_matter, metadata, placed
from .pages import Page, Shown, crumbs, write_page
from .rendered import Memory, Options, Recalled


@dataclass(frozen=True)
class Sheet:
    """A page to be written: where, from which template, with what."""

    source: str
    template: str
    shown: Shown
    head: str
    trail: tuple[Step, ...]
    title: str = ""
    templates: Templates = NO_TEMPLATES

    def write(self, book: Book) -> str:
        """The page's Markdown, without front matter."""
        page = Page(book, self.source)
        return crumbs(page, self.trail) + self._filled(page)

    def copy(self, book: Book, site: str) -> str:
        """The Markdown beside the page."""
        return self._filled(Page(book, self.source, plain=True, site=site))

    def _filled(self, page: Page) -> str:
        """What the template makes of what is shown."""
        return write_page(self.template, page, self.shown, self.templates)


class Entries:
    """The pages of all entries: each is made through a view of the book, or recalled."""

    def __init__(
        self, book: Book, options: Options, titles: dict[str, str], memory: Memory
    ) -> None:
        """Nothing is made yet."""
        self._book, self._options, self._titles = book, options, titles
        self._values, self._known = Values(book), memory.pages
        self._changed = self._values.changed(memory.values, memory.then)
        self._before = memory.values.keys()
        self._besides = short_name(repr(options))
        self._entries = {own_path(book, entry): entry for entry in book.entries()}
        self.sources = frozenset(self._entries)
        self.parts = frozenset(
            source
            for source, entry in self._entries.items()
            if not has_page(book, entry)
        )
        self._pages = [source for source in self._entries if source not in self.parts]
        self._read: dict[str, tuple[str, ...]] = {}
        self._texts: dict[str, str] = {}
        self._copies: dict[str, str] = {}
        self.recalled = frozenset(
            source for source in self._entries if self._holds(source)
        )
        self.new = tuple(
            source for source in self._pages if source not in self.recalled
        )

    def _holds(self, source: str) -> bool:
        """Whether a page would come out as it is known."""
        old = self._known.get(source)
        is_same = old is not None and old.trace.given == self._given(source)
        return is_same and self._changed.isdisjoint(old.trace.names if old else ())

    def known(self) -> dict[str, str]:
        """The Markdown of each page that is recalled, by its source."""
        return {
            name: self._known[name].text
            for name in self._pages
            if name in self.recalled
        }

    def texts(self) -> Iterator[tuple[str, str]]:
        """The Markdown of each page with its front matter, by its source.

        Where copies are wanted, each is made in the same go and kept until somebody asks.
        """
        with shared(self._made, self.new) as results:
            for source in self._pages:
                if source not in self.recalled:
                    self._texts[source] = self._kept(source, *next(results))
                yield source, self.text(source)

    def text(self, source: str) -> str:
        """The Markdown of a page, which is made now if it was not."""
        if source in self.recalled:
            return self._known[source].text
        if source not in self._texts:
            self._texts[source] = self._kept(source, *self._made(source))
        return self._texts[source]

    def copies(self, wanted: Container[str] | None) -> dict[str, str]:
        """The Markdown beside each wanted page, and of each wanted part."""
        asked = [
            source for source in self._entries if wanted is None or source in wanted
        ]
        made = [source for source in asked if source not in self._copies]
        with shared(self._copy, made) as results:
            found = {source: self._noted(source, *next(results)) for source in made}
        every = self._copies | found
        return {source: every[source] for source in asked}

    def memory(self) -> Memory:
        """What each page that was made was made of, its copy included, and each part."""
        made = {
            name for name in self._read if name in self._texts or name in self.parts
        }
        pages = {name: self._recalled(name) for name in self.recalled | made}
        names = frozenset().union(self._before, *self._read.values())
        values = self._values.of_all(names) | self._values.of_entries()
        return Memory(pages, values, self._book)

    def _recalled(self, source: str) -> Recalled:
        """A page as the next rendering may recall it."""
        old = self._known[source] if source in self.recalled else None
        if old and source not in self._read:
            return old
        text = old.text if old else self._texts.get(source, "")
        before = old.trace.names if old else ()
        names = tuple(dict.fromkeys([*before, *self._read[source]]))
        return Recalled(Trace(names, self._given(source)), text)

    def _made(self, source: str) -> tuple[str, list[str], str]:
        """The Markdown of a page with its front matter, what was read of the book for it, its copy.

        The last is empty where no copies are wanted.
        """
        seen, sheet = self._sheet(source)
        text, copy = sheet.head + sheet.write(seen.as_book), ""
        if self._options.copies:
            copy = sheet.copy(seen.as_book, public_address(self._options.site_url))
        return text, list(seen.names), copy

    def _copy(self, source: str) -> tuple[str, list[str]]:
        """The Markdown beside a page, or of a part, and what was read of the book for it."""
        seen, sheet = self._sheet(source)
        site = public_address(self._options.site_url)
        return sheet.copy(seen.as_book, site), list(seen.names)

    def _kept(self, source: str, text: str, names: list[str], copy: str) -> str:
        """The Markdown of a page, when its copy is kept, and noted what was read for it."""
        if copy:
            self._copies[source] = copy
        return self._noted(source, text, names)

    def _noted(self, source: str, text: str, names: list[str]) -> str:
        """A text, when it is noted what was read for it.

        There are hundreds of names for each page: as a tuple they take a tenth of what a set does.
        """
        before = self._read.get(source, ())
        self._read[source] = tuple(dict.fromkeys([*before, *map(intern, names)]))
        return text

    def _sheet(self, source: str) -> tuple[Seen, Sheet]:
        """The page of an entry, and the view that it is made through."""
        seen = Seen(self._book)
        entry = seen.entry(self._entries[source].id)
        title = self._titles.get(entry.id, "")
        return seen, entry_sheet(seen.as_book, entry, title, self._options)

    def _given(self, source: str) -> str:
        """What a page is made of besides the book."""
        title = self._titles.get(self._entries[source].id, "")
        return f"{self._besides} {source in self.parts} {short_name(title)}"


def entry_sheet(book: Book, entry: Linked, title: str, options: Options) -> Sheet:
    """The page of an entry, or what is told of one without a page."""
    source = own_path(book, entry)
    boost = {"search": {"boost": 0.5}} if isinstance(entry, Symptom) else {}
    own = metadata(book, entry, options.edit_url)
    own |= asked(
        book, Subject(entry.title, source, entry.id, _version(entry)), options
    )
    above = trail(book, entry)
    head = front_matter(
        title, entry.summary, own | placed(entry.title, source, above), **boost
    )
    shown = context(book, entry, url(source))
    return Sheet(
        source, template_of(entry), shown, head, above, title, options.templates
    )


def template_of(entry: Linked) -> str:
    """The template of an entry's page."""
    return f"{kind_of(entry)}.md.j2"


def _version(entry: Linked) -> str:
    """The short name of what an entry says now."""
    return short_name(entry.model_dump_json())


def asked(book: Book, page: Subject, options: Options) -> Shown:
    """What the front matter of a page says of what its readers may tell."""
    found = feedback(options.header.frame, page, book, options.site_url)
    return {"feedback": found} if found else {}
