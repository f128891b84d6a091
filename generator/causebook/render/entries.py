"""The pages of entries: each is made through a view of the book, or recalled as it was.

What a page reads of the book is noted while it is made, so that the next rendering can tell
whether it would come out the same. It must not know about pages of other kinds.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from ..book.addresses import has_page, kind_of, own_path, url
from ..book.book import Book
from ..book.seen import Seen
from ..book.traced import Trace, Values
from ..book.trail import Step, trail
from ..book.version import short_name
from ..model import Linked, Symptom
from .copies import public_address
from .entry_pages import context
from .frame import Subject, feedback
from .pages import Page, Shown, crumbs, front_matter, metadata, write_page
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

    def write(self, book: Book) -> str:
        """The page's Markdown, without front matter."""
        page = Page(book, self.source)
        return crumbs(page, self.trail) + write_page(self.template, page, self.shown)

    def copy(self, book: Book, site: str) -> str:
        """The Markdown beside the page."""
        return write_page(self.template, Page(book, self.source, plain=True, site=site), self.shown)


class Entries:
    """The pages of all entries: each is made through a view of the book, or recalled."""

    def __init__(
        self, book: Book, options: Options, titles: dict[str, str], memory: Memory
    ) -> None:
        """Nothing is made yet."""
        self._book, self._options, self._titles = book, options, titles
        self._values, self._known = Values(book), memory.pages
        self._changed = self._values.changed(memory.values, memory.then)
        self._read = memory.values.keys()
        self._besides = short_name(repr(options))
        self._entries = {own_path(book, entry): entry for entry in book.entries()}
        self.sources = frozenset(self._entries)
        self.parts = frozenset(
            source for source, entry in self._entries.items() if not has_page(book, entry)
        )
        self.pages = tuple(source for source in self._entries if source not in self.parts)
        self._made: dict[str, tuple[Seen, Sheet]] = {}
        self._texts: dict[str, str] = {}
        self.recalled = frozenset(source for source in self._entries if self._holds(source))

    def _holds(self, source: str) -> bool:
        """Whether a page would come out as it is known."""
        old = self._known.get(source)
        is_same = old is not None and old.trace.given == self._given(source)
        return is_same and self._changed.isdisjoint(old.trace.names if old else ())

    def text(self, source: str) -> str:
        """The Markdown of a page with its front matter."""
        if source in self.recalled:
            return self._known[source].text
        if source not in self._texts:
            seen, sheet = self._sheet(source)
            self._texts[source] = sheet.head + sheet.write(seen.as_book)
        return self._texts[source]

    def copies(self, wanted: Container[str] | None) -> dict[str, str]:
        """The Markdown beside each wanted page, and of each wanted part."""
        site, made = public_address(self._options.site_url), {}
        for source in self._entries:
            if wanted is None or source in wanted:
                seen, sheet = self._sheet(source)
                made[source] = sheet.copy(seen.as_book, site)
        return made

    def memory(self) -> Memory:
        """What each page that was made was made of, its copy included, and each part."""
        made = {name for name in self._made if name in self._texts or name in self.parts}
        pages = {name: self._recalled(name) for name in self.recalled | made}
        new = (name for source in self._made for name in self._made[source][0].names)
        return Memory(pages, self._values.of_all({*self._read, *new}), self._book)

    def _recalled(self, source: str) -> Recalled:
        """A page as the next rendering may recall it."""
        old = self._known[source] if source in self.recalled else None
        if source not in self._made and old:
            return old
        names = frozenset(self._made[source][0].names)
        text = old.text if old else self._texts.get(source, "")
        return Recalled(
            Trace(names | (old.trace.names if old else names), self._given(source)), text
        )

    def _sheet(self, source: str) -> tuple[Seen, Sheet]:
        """The page of an entry, decided once, and the view that it is made through."""
        if source not in self._made:
            seen = Seen(self._book)
            entry = seen.entry(self._entries[source].id)
            title = self._titles.get(entry.id, "")
            self._made[source] = seen, entry_sheet(seen.as_book, entry, title, self._options)
        return self._made[source]

    def _given(self, source: str) -> str:
        """What a page is made of besides the book."""
        title = self._titles.get(self._entries[source].id, "")
        return f"{self._besides} {source in self.parts} {short_name(title)}"


def entry_sheet(book: Book, entry: Linked, title: str, options: Options) -> Sheet:
    """The page of an entry, or what is told of one without a page."""
    source = own_path(book, entry)
    boost = {"search": {"boost": 0.5}} if isinstance(entry, Symptom) else {}
    own = metadata(book, entry, options.edit_url)
    own |= asked(book, Subject(entry.title, source, entry.id, _version(entry)), options)
    head = front_matter(title, entry.summary, own, **boost)
    shown = context(book, entry, url(source))
    return Sheet(source, f"{kind_of(entry)}.md.j2", shown, head, trail(book, entry), title)


def _version(entry: Linked) -> str:
    """The short name of what an entry says now."""
    return short_name(entry.model_dump_json())


def asked(book: Book, page: Subject, options: Options) -> Shown:
    """What the front matter of a page says of what its readers may tell."""
    found = feedback(options.header.frame, page, book.about.id, options.site_url)
    return {"feedback": found} if found else {}
