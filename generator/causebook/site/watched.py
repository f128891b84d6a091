"""MkDocs' own objects, made to tell what a page was made of besides its Markdown.

While a page is written it may look up other files, walk through all pages, or read what
another page says. The first is noted by name; of the other two it is enough to know that they
happened: such a page can never be taken from an earlier build. It must not know what is done
with this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import cast, overload

from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import weak_property


class Watch:
    """What the page that is written at the moment has asked for."""

    def __init__(self) -> None:
        """Nobody is watched yet."""
        self.page: Page | None = None
        self.asked: dict[str, set[str]] = {}
        self.of_all: dict[str, str] = {}
        self.further: set[str] = set()
        """The pages that looked at others."""

    def begin(self, page: Page) -> Page | None:
        """Watch a page from now on; returns the one that was watched before."""
        before, self.page = self.page, page
        self.asked.setdefault(page.file.src_uri, set())
        return before

    def looked_up(self, path: str) -> None:
        """Note that the page asked for a file."""
        if self.page is not None:
            self.asked[self.page.file.src_uri].add(path)

    def looked_around(self, at: str) -> None:
        """Note that the page depends on more than can be told, since it looks at others."""
        self.warned(at)
        if self.page is not None:
            self.further.add(self.page.file.src_uri)

    def warned(self, of: str) -> None:
        """Note that the page has to be made each time."""
        if self.page is not None:
            self.of_all.setdefault(self.page.file.src_uri, of)


class WatchedFiles(Files):
    """Files that note which of them a page looks up."""

    def __init__(self, files: Iterable[File], watch: Watch) -> None:
        """The same files, in the same order."""
        super().__init__(files)
        self._watch = watch

    def get_file_from_path(self, path: str) -> File | None:
        """A file by the path of its source, or None; that it was asked for is noted."""
        self._watch.looked_up(path)
        return super().get_file_from_path(path)


class WatchedPages(Sequence[File]):
    """All pages, as templates get them; that a template looks at them is noted."""

    def __init__(self, files: Sequence[File], watch: Watch) -> None:
        """The same pages, in the same order."""
        self._files, self._watch = files, watch

    @overload
    def __getitem__(self, at: int) -> File: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[File]: ...
    def __getitem__(self, at: int | slice) -> File | Sequence[File]:
        """A page, or several."""
        self._watch.looked_around("all pages")
        return self._files[at]

    def __len__(self) -> int:
        """How many there are."""
        self._watch.looked_around("all pages")
        return len(self._files)

    def __iter__(self) -> Iterator[File]:
        """One page after another."""
        self._watch.looked_around("all pages")
        return iter(self._files)


class WatchedPage(Page):
    """A page that notes when another one reads what it says; `of` makes it of a plain one.

    Where it has not been read itself, it is read then, by its `reader`.
    """

    _watch: Watch
    _said: dict[str, object]
    reader: Callable[[], None] | None

    @weak_property
    def title(self) -> str | None:
        """The title; whoever shows a page by it has it from the navigation, which is compared."""
        page, self._watch.page = self._watch.page, self
        try:
            return cast(str | None, Page.__dict__["title"].func(self))
        finally:
            self._watch.page = page

    @property
    def is_read(self) -> bool:
        """Whether its HTML is there."""
        return self._said["content"] is not None

    @property
    def anchors(self) -> set[str] | None:
        """The places on it, where it was read."""
        return cast(set[str] | None, self._said["present_anchor_ids"])

    def forget(self, reader: Callable[[], None]) -> None:
        """Forget what it says; where that is asked for, `reader` reads it again."""
        self._said = {**_SAID, "markdown": ""}
        self.reader = reader

    @classmethod
    def of(cls, page: Page, watch: Watch) -> WatchedPage:
        """A page, which MkDocs has made, as a watched one: the same object."""
        kept = {
            name: page.__dict__.pop(name, default) for name, default in _SAID.items()
        }
        page.__dict__.update(_watch=watch, _said=kept, reader=None)
        page.__class__ = cls
        return cast(WatchedPage, page)


_SAID: dict[str, object] = {
    "markdown": None,
    "content": None,
    "toc": (),
    "present_anchor_ids": None,
}
"""What a page says, with what stands there before it is read."""


def _watched(name: str) -> property:
    """An attribute of a page that only the page itself may read unnoticed."""

    def read(page: WatchedPage) -> object:
        if page._watch.page is not page:
            page._watch.looked_around(f"what {page.file.src_uri} says")
            reader, page.reader = page.reader, None
            is_to_warn = (
                name == "present_anchor_ids"
            )  # they are asked for nothing else
            if reader and not is_to_warn:
                reader()
        return page._said[name]

    def write(page: WatchedPage, value: object) -> None:
        page._said[name] = value

    return property(read, write)


for _name in _SAID:
    setattr(WatchedPage, _name, _watched(_name))
