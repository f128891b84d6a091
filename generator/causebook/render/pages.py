"""A page being written, and what every template can say with it: links and texts."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

from markupsafe import Markup

from ..book.addresses import (
    address,
    anchor,
    has_page,
    own_path,
    place,
    relative_source,
    relative_url,
    url,
)
from ..book.book import Book
from ..book.trail import Step
from ..load.templates import NO_TEMPLATES, Templates
from ..model import Command, Linked, Platform
from . import commonmark, markup
from .commands import Ways, ways
from .copies import Addresses
from .environment import template_of

_FENCE = re.compile(r"(?:[ *-]|\d+[.)] )*(`{3,})[^`]*\Z")
ALWAYS = ("page", "book", "plain")
"""What every template is given besides what its page shows."""
Item = TypeVar("Item")
Shown = dict[str, object]
"""What a template or a head is given, by name."""


class Page:
    """One page being written: its source path, and links from it to everything else."""

    def __init__(
        self, book: Book, source: str, *, plain: bool = False, site: str = ""
    ) -> None:
        """A page at `source`; `plain` is the Markdown copy for readers without HTML.

        The links of a copy are whole where the address of the `site` is known.
        """
        self.book, self.source, self.plain = book, source, plain
        self.addresses = Addresses(source, site)
        self._groups = 0

    def say(self, key: str, count: int | None = None, **values: object) -> Markup:
        """A text of the book's language, for Markdown and HTML: one of pages, or `section.name`."""
        shown = commonmark.within if self.plain else markup.plain_html
        given = {
            name: value if isinstance(value, Markup) else shown(str(value))
            for name, value in values.items()
        }
        whole = key if "." in key else f"pages.{key}"
        return Markup("".join(self.book.strings.pieces(whole, count, shown, **given)))  # noqa: S704

    @property
    def colon(self) -> Markup:
        """What stands between a title and what it is about, as the language writes it."""
        return self.say("joins.said", title=Markup(), text=Markup())

    def words(self, key: str) -> str:
        """A text of pages that is not yet markup."""
        return self.book.strings.say(f"pages.{key}")

    def day(self, date: datetime.date) -> str:
        """A day in full."""
        return self.book.strings.day(date)

    def linked(self, address: str, key: str, count: int | None = None) -> Markup:
        """A Markdown link that says a text of pages."""
        return Markup(f"[{self.say(key, count)}]({address})")  # noqa: S704 - made of ids

    def a_to(self, address: str, key: str) -> Markup:
        """An HTML link that says a text of pages."""
        return Markup('<a href="{}">{}</a>').format(Markup(address), self.say(key))  # noqa: S704

    def listed(self, entries: Iterable[Linked]) -> Markup:
        """HTML links to entries, one behind the other."""
        return Markup("; ").join(self.a(entry) for entry in entries)

    def link(self, entry: Linked | str, text: str = "") -> Markup:
        """A Markdown link to an entry, by its title unless another text is given."""
        found = self.book.by_id[entry] if isinstance(entry, str) else entry
        shown = commonmark.plain if self.plain else markup.plain_md
        return Markup(f"[{shown(text or found.title)}]({self.to_source(found.id)})")  # noqa: S704

    def out(self, title: str, address: str) -> Markup:
        """A link to an address outside the book."""
        if self.plain:
            return commonmark.link(title, address)
        return Markup(
            '<a href="{}" rel="external">{}</a>'
        ).format(  # both are escaped here
            markup.plain_html(address), markup.plain_html(title)
        )

    def a(self, entry: Linked | str, text: str = "") -> Markup:
        """An HTML link to an entry, by its title unless another text is given."""
        found = self.book.by_id[entry] if isinstance(entry, str) else entry
        return Markup('<a href="{}">{}</a>').format(
            self.address(found), markup.plain_html(text or found.title)
        )

    def address(self, entry: Linked) -> Markup:
        """The address of an entry's page, for HTML."""
        return Markup(self._url(entry.id))  # noqa: S704 - made of ids

    def to(self, target: str) -> Markup:
        """The address of a page of the site, given from the root, as seen from this page."""
        see = relative_source if self.plain else relative_url
        return Markup(see(target, self.source))  # noqa: S704 - made of ids

    def to_page(self, source: str) -> Markup:
        """The address of a hand-written page, given by its source, for HTML."""
        return self.to(url(source))

    def at(self, source: str) -> Markup:
        """A source file as a Markdown link names it."""
        return Markup(relative_source(source, self.source))  # noqa: S704 - made of ids

    def anchor(self, name: str) -> Markup:
        """The name of a heading, which the copies do without."""
        return Markup("" if self.plain else f" {{: #{name} }}")  # noqa: S704 - an id

    def number(self, number: int) -> Markup:
        """The mark of a numbered item."""
        return Markup(f"{number}. ")  # noqa: S704 - a number

    def parted(
        self, items: Sequence[Item], most: int
    ) -> tuple[Sequence[Item], Sequence[Item]]:
        """What is seen of a list at once, and what is folded behind it: of a copy, nothing."""
        seen = len(items) if self.plain else most
        return items[:seen], items[seen:]

    def ways(self, items: Iterable[Command]) -> Ways:
        """Commands, parted by product."""
        return ways(self.book, items)

    def name_group(self) -> str:
        """A name that no other group of alternatives on the page has: one of each stands open."""
        self._groups += 1
        return f"ways-{self._groups}"

    def roles(self) -> str:
        """The roles of the book, each with its title and the parties that it can act as."""
        roles = self.book.about.roles
        return json.dumps([[role.id, role.title, role.parties] for role in roles])

    def message(self, text: str) -> Markup:
        """The first line of an exact message, within a line."""
        line = text.split("\n", 1)[0]
        if self.plain:
            return commonmark.code(line)
        return Markup('<code class="kb-message">{}</code>').format(
            markup.plain_html(line)
        )

    def block(self, text: str) -> Markup:
        """A text that is shown as it is, as a block of its own."""
        return commonmark.fenced(text) if self.plain else markup.code_html(text)

    def marked(self, text: str, telling: str) -> Markup:
        """A text that is shown as it is, with the line marked that holds what tells most."""
        return (
            commonmark.fenced(text)
            if self.plain
            else markup.marked_code(text, telling)
        )

    def command(self, command: Command) -> Markup:
        """A command as the copies show it: in the language of its platform."""
        platform = self.book.by_id.get(command.platform or "")
        syntax = platform.syntax if isinstance(platform, Platform) else None
        return commonmark.fenced(command.run, syntax or "text")

    def has_page(self, entry: Linked) -> bool:
        """Whether an entry has a page of its own in the site."""
        return has_page(self.book, entry)

    def is_of(self, entry: Linked) -> bool:
        """Whether this page is the entry's own, so that a link to it leads nowhere else."""
        return own_path(self.book, entry) == self.source

    def anchor_of(self, entry: Linked) -> str:
        """The anchor of an entry that is shown on the page of another."""
        return anchor(entry)

    def rich(self, text: str) -> Markup:
        """Rich text as a block of its own."""
        if self.plain:
            return commonmark.rich(text, self.to_source)
        return markup.rich_block(text, self._url)

    def html(self, text: str) -> Markup:
        """Rich text as HTML, for a place within a block of HTML."""
        return markup.rich_html(text, self._url)

    def first(self, text: str) -> Markup:
        """The first block of a rich text as HTML that fits into a label."""
        return markup.rich_html(text, self._url, part=slice(0, 1))

    def rest(self, text: str) -> Markup:
        """What follows the first block of a rich text, as HTML."""
        return markup.rich_html(text, self._url, part=slice(1, None))

    def to_source(self, entry_id: str) -> str:
        """The relative source path of an entry's page, with its anchor where it has no own.

        In the copies it is the address of its own copy.
        """
        entry = self.book.by_id[entry_id]
        if self.plain:
            return self.addresses.of_source(
                relative_source(own_path(self.book, entry), self.source)
            )
        return relative_source(place(self.book, entry), self.source)

    def _url(self, entry_id: str) -> str:
        return relative_url(
            address(self.book, self.book.by_id[entry_id]), self.source
        )


def crumbs(page: Page, trail: tuple[Step, ...]) -> str:
    """The way down to a page, as the first line of its Markdown; the copies do without."""
    if page.plain or not trail:
        return ""
    links = Markup(' <span aria-hidden="true">›</span> ').join(
        Markup('<a href="{}">{}</a>').format(
            page.to(url(step.source) if step.source else ""),
            markup.plain_html(step.title),
        )
        for step in trail
    )
    return (
        f'<nav class="kb-crumbs" aria-label="{page.say("crumbs")}">{links}</nav>\n\n'
    )


def write_page(
    template: str, page: Page, context: Shown, own: Templates = NO_TEMPLATES
) -> str:
    """The Markdown of a page, without front matter."""
    text = template_of(template, own, plain=page.plain).render(
        page=page, book=page.book, plain=page.plain, **context
    )
    return _squeezed(text)


def _squeezed(text: str) -> str:
    """The text with at most one empty line in a row outside fences, and one at the end."""
    lines: list[str] = []
    fence = ""
    for line in text.split("\n"):
        fence = _open_fence(line, fence)
        if fence or line.strip() or (lines and lines[-1].strip()):
            lines.append(line if fence else line.rstrip())
    return "\n".join(lines).strip("\n") + "\n"


def _open_fence(line: str, fence: str) -> str:
    """The fence that is open behind a line, given the one that is open before it."""
    if fence:
        return "" if line.strip() == fence else fence
    found = _FENCE.match(line)
    return found[1] if found else ""
