"""What rendering is given and what comes of it, and what of it is remembered for the next time.

It must not know how anything is rendered.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from ..book.book import Book
from ..book.traced import Trace
from ..load.look import Look
from ..load.templates import NO_TEMPLATES, Templates
from ..model import Audience
from .frame import Frame


@dataclass(frozen=True)
class Header:
    """What the theme shows on top of every page, for the page that has no theme.

    `hubs` are titles with addresses from the root; `scope` and `palettes` say where and how the
    theme's scripts keep the colours that a reader chose; `frame` is what the foot says, `look` what
    the publisher wants of its colours and fonts, `logo` an element, `icon` what a tab shows, by its
    address from the root.
    """

    name: str = ""
    hubs: tuple[tuple[str, str], ...] = ()
    scope: str = ""
    palettes: tuple[dict[str, str], ...] = ()
    alternates: tuple[tuple[str, str, str], ...] = ()
    """The same site in other languages: name, address and language of each."""
    frame: Frame = field(default_factory=Frame)
    look: Look = field(default_factory=Look)
    logo: str = ""
    icon: str = "assets/causebook/favicon.svg"


@dataclass(frozen=True)
class Options:
    """What the publisher configures.

    The site's address, the address under which sources are edited, the head of its pages, and
    templates of the project's own.
    """

    audience: Audience
    site_url: str = ""
    edit_url: str = ""
    header: Header = Header()
    templates: Templates = NO_TEMPLATES
    copies: bool = field(default=False, repr=False)
    """Whether the Markdown beside pages is wanted too; it makes no page another one."""


class Copies(Protocol):
    """Makes the Markdown beside pages, by their sources: beside the wanted ones, or all."""

    def __call__(self, wanted: Container[str] | None = None, /) -> dict[str, str]:
        """The Markdown by source."""


def _no_copies(_wanted: Container[str] | None = None, /) -> dict[str, str]:
    """Of no pages."""
    return {}


@dataclass(frozen=True)
class Recalled:
    """A page of an entry as it was rendered once: of what, and its Markdown.

    What has no page of its own has no Markdown either.
    """

    trace: Trace
    text: str


@dataclass(frozen=True)
class Memory:
    """Earlier pages by their sources, made by this very version of the package.

    `values` has the digests of all that they were made of, by name, in the book of `then`.
    """

    pages: Mapping[str, Recalled] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    then: Book | None = None


@dataclass(frozen=True)
class Rendered:
    """Files by path, texts or bytes, for the docs folder.

    `copies` makes the Markdown beside each page of the site, and that of the entries without a
    page, whose names are `parts`; `entries` are the names of all entries. `above` has the sources
    of the pages above each page, the outermost first. What was `recalled` from an earlier rendering
    has the copy that it had then. `memory` tells, when all is made, what each page and part of an
    entry was made of.
    """

    files: dict[str, str | bytes] = field(default_factory=dict)
    copies: Copies = _no_copies
    parts: frozenset[str] = frozenset()
    entries: frozenset[str] = frozenset()
    above: dict[str, tuple[str, ...]] = field(default_factory=dict)
    recalled: frozenset[str] = frozenset()
    memory: Callable[[], Memory] = Memory
    whole: frozenset[str] = frozenset()
    """The names of files that are made of the whole book at once."""
    pending: dict[str, Callable[[], str]] = field(default_factory=dict)
    """What makes the Markdown of pages that are made when they are wanted, by their sources."""

    @property
    def names(self) -> frozenset[str]:
        """The names of all files, made or not."""
        return frozenset([*self.files, *self.pending])

    def text(self, source: str) -> str:
        """The Markdown of a page, which is made now if it was not."""
        if source in self.pending:
            self.files[source] = self.pending[source]()
            del self.pending[source]
        return str(self.files[source])

    @cached_property
    def pages(self) -> int:
        """How many pages MkDocs will make of it."""
        return sum(name.endswith(".md") for name in self.files)


NOTHING = Memory()
"""What is known before the first rendering."""
