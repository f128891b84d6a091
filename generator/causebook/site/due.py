"""The pages of a site that is served: those that an edit touches are made when they are wanted.

A page that is due is read and written when somebody asks for its file, or when there is time. It
must not know who asks, nor where Markdown comes from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial

from .making import Site, make_one, read
from .renewal import Renewed, made_of, source_of
from .surroundings import Incomparable, surroundings

_HEAD = re.compile(r"---\n(.*?\n)---\n", re.S)
Text = Callable[[str], str]
"""The Markdown of a page by its source."""


class Due:
    """What a site is made of, and which of its pages are to be made again."""

    def __init__(self, site: Site, renewed: Renewed, text: Text) -> None:
        """A site as it was made of some Markdown: nothing is due."""
        self.site, self.surroundings = site, renewed.surroundings
        self.pages, self.targets = dict(renewed.pages), dict(renewed.targets)
        self._waiting: dict[str, str] = {}
        self._unread: dict[str, Text] = {}
        listed = (page.file.src_uri for page in site.nav.pages)
        self._heads = {
            name: _head(text(name)) for name in listed if name in self.pages
        }
        """The front matter of the pages in the navigation: what they are called there."""

    @property
    def files(self) -> tuple[str, ...]:
        """The files of the pages that are due."""
        return tuple(self._waiting)

    def note(self, names: Iterable[str], text: Text) -> frozenset[str] | None:
        """Take it that pages have other Markdown; returns the files that are due for it.

        None where it changes what is around all pages: then they are all to be made.
        """
        site, new = self.site, tuple(names)
        others = site.watch.of_all if new else {}
        for name in new:
            self._unread[name] = text
            site.pages[name].reader = partial(self._read, name)
        touched = dict.fromkeys([*new, *others])
        listed = [name for name in new if name in self._heads]
        titled = [name for name in listed if self._heads[name] != _head(text(name))]
        for name in touched if others else titled:
            self._read(name)
        try:
            around = surroundings(site.config, site.nav)
        except Incomparable:
            return None
        if around != self.surroundings:
            return None
        self._heads.update((name, _head(text(name))) for name in listed)
        due = {site.pages[name].file.dest_uri: name for name in touched}
        self._waiting.update(due)
        return frozenset(due)

    def _read(self, name: str) -> None:
        """Read a page from the Markdown that it has now."""
        text = self._unread.get(name)
        if text:
            self.site.pages[name].file.content_string = text(name)
        read(self.site, [name])
        self._unread.pop(name, None)

    def make(self, file: str) -> None:
        """Write the page of a file, if it is due; where that fails, it stays so."""
        name = self._waiting.get(file)
        if name is None:
            return
        site = self.site
        page = site.pages[name]
        if name in self._unread or not page.is_read:
            self._read(name)
        make_one(site, name, site.all_pages())
        made = made_of(site, name, source_of(page), ())
        self.pages[name] = made
        self.targets.update((path, site.target(path)) for path in made.asked)
        del self._waiting[file]


def _head(text: str) -> str:
    """The front matter of a page; all of it where it has none."""
    found = _HEAD.match(text)
    return found[1] if found else text
