"""MkDocs' own build in phases, of any of its pages.

`opened` reads a site as MkDocs does, `read` and `make` take pages through it. MkDocs reads all
pages before it writes any; here a page is read, written and forgotten, in one of several processes,
once the navigation is known: what a page shows of another one it has from there. A page that looked
further is made again when all are known. It must not know where recalled pages come from.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from mkdocs.commands import build as phases
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page

from ..book.processes import shared
from ..render.compiled import Compiled, Environment
from .folders import Folders
from .kept import Made
from .watched import Watch, WatchedFiles, WatchedPage, WatchedPages

Part = tuple[dict[str, object], ...]
"""What stands in the index of the theme's search about a page."""
Parts = dict[str, Part]
"""The same of all pages, by their sources."""
Said = tuple[str, int, str]
"""What MkDocs says: which part of it, how loudly, in which words."""
Tell = Callable[[int, int], None]
"""Told how many pages are done, of how many."""


_AT_ONCE = 1 << 20
"""Bytes that are copied at once."""


@dataclass
class Site:
    """A site that MkDocs has read; `pages` are in its order, by the paths of their sources."""

    config: MkDocsConfig
    files: WatchedFiles
    nav: Navigation
    env: Environment
    watch: Watch
    pages: dict[str, WatchedPage] = field(default_factory=dict)

    def all_pages(self) -> WatchedPages:
        """All pages, as templates get them."""
        return WatchedPages([page.file for page in self.pages.values()], self.watch)

    def target(self, path: str) -> str | None:
        """What a path that a page asks for leads to, as far as the page can tell."""
        file = self.files.get_file_from_path(path)
        return f"{file.url} {file.inclusion.name}" if file else None


def opened(config: MkDocsConfig) -> Site:
    """The files, the navigation and the pages of a site, before any page is read."""
    config = config.plugins.on_config(config)
    config.plugins.on_pre_build(config=config)
    watch, found, env = Watch(), get_files(config), config.theme.get_env()
    env.bytecode_cache = Compiled("theme")
    found.add_files_from_theme(env, config)
    files = WatchedFiles(config.plugins.on_files(found, config=config), watch)
    set_exclusions(files, config)
    nav = config.plugins.on_nav(
        get_navigation(files, config), config=config, files=files
    )
    site = Site(config, files, nav, env, watch)
    for file in files.documentation_pages():
        page = file.page if isinstance(file.page, Page) else Page(None, file, config)
        site.pages[file.src_uri] = WatchedPage.of(page, watch)
    return site


def read(site: Site, names: Iterable[str]) -> None:
    """Turn the Markdown of pages into HTML."""
    for name in names:
        site.pages[name].reader = None
        with _watched(site, site.pages[name]) as page:
            phases._populate_page(page, site.config, site.files)


def recall(site: Site, made: Mapping[str, Made]) -> None:
    """Let pages that are not read have the titles and the front matter that they had.

    Where another page shows what one of them says, it is read all the same.
    """
    for name, kept in made.items():
        page = site.pages[name]
        page.markdown, page.meta = "", dict(kept.meta)
        page._title_from_render = kept.title
        page.reader = partial(read, site, [name])
        site.config.plugins.on_page_markdown(
            "", page=page, config=site.config, files=site.files
        )


def write(
    site: Site, recalled: Mapping[str, Made], tell: Tell = lambda _done, _all: None
) -> Parts:
    """Write everything of a site but the recalled pages; returns what is searched on each page.

    `tell` is told how many pages there are of those to write.
    """
    site.env = site.config.plugins.on_env(
        site.env, config=site.config, files=site.files
    )
    _copy_static(site)
    parts = make(site, recalled, tell)
    for name in site.config.theme.static_templates:
        phases._build_theme_template(
            name, site.env, site.files, site.config, site.nav
        )
    for name in site.config.extra_templates:
        phases._build_extra_template(name, site.files, site.config, site.nav)
    for page in site.pages.values():
        level = site.config.validation.links.anchors
        page.validate_anchor_links(files=site.files, log_level=level)
    site.config.plugins.on_post_build(config=site.config)
    return parts


def _copy_static(site: Site) -> None:
    """Copy what is no page, as MkDocs does, which looks for each folder three times."""
    folders = Folders()
    for file in site.files:
        is_shown = file.inclusion.is_included()  # type: ignore[no-untyped-call]  # MkDocs' own
        if file.is_documentation_page() or not is_shown:
            continue
        source, target = file.abs_src_path, file.abs_dest_path
        if source is None or file._content is not None or Path(target).exists():
            file.copy_file()
        else:
            folders.hold(target)
            with Path(source).open("rb") as stream, Path(target).open("wb") as copy:
                shutil.copyfileobj(stream, copy, _AT_ONCE)


def make(site: Site, recalled: Mapping[str, Made], tell: Tell) -> Parts:
    """Write the pages that are not recalled; returns what is searched on each page.

    The index of the search gets all parts in the order of the pages.
    """
    wanted = [name for name in site.pages if name not in recalled]
    made = _made(site, wanted, tell)
    further = [name for name in wanted if name in site.watch.further]
    made |= _made(site, further, lambda _done, _all: None)
    parts = {
        name: recalled[name].search if name in recalled else made[name]
        for name in site.pages
    }
    _search_index(site.config).extend(
        entry for part in parts.values() for entry in part
    )
    return parts


def _made(site: Site, names: Sequence[str], tell: Tell) -> Parts:
    """Write pages, each read if it was not; returns what is searched on each page."""
    pages, parts = site.all_pages(), Parts()

    def work(name: str) -> Outcome:
        return _outcome(site, name, pages)

    first, rest = names[:1], names[1:]
    # the first one here, so that the other processes find its templates ready to use
    for name in first:
        parts[name] = _known(site, name, work(name))
    with shared(work, rest, _be_silent) as outcomes:
        for name, outcome in zip(rest, outcomes, strict=True):
            parts[name] = _known(site, name, outcome)
            tell(len(parts), len(names))
    return parts


@dataclass(frozen=True)
class Outcome:
    """What is to be known of a page that was written, in whichever process."""

    part: Part
    meta: dict[str, object]
    title: str | None
    anchors: set[str] | None
    links: dict[str, dict[str, str]]
    """The anchors that it links to, by the sources that should have them."""
    asked: set[str]
    of_all: str
    is_further: bool
    said: list[Said]


def _outcome(site: Site, name: str, pages: Sequence[File]) -> Outcome:
    """Read a page if it was not, and write it."""
    page, watch, index = site.pages[name], site.watch, _search_index(site.config)
    before = len(index)
    with _held() as said:
        if not page.is_read:
            read(site, [name])
        make_one(site, name, pages)
    part = tuple(index[before:])
    del index[before:]
    links = page.links_to_anchors or {}
    outcome = Outcome(
        part,
        dict(page.meta),
        page._title_from_render,
        page.anchors,
        {file.src_uri: own for file, own in links.items()},
        watch.asked.get(name, set()),
        watch.of_all.get(name, ""),
        name in watch.further,
        said,
    )
    page.forget(partial(read, site, [name]))  # this process may have many to make
    return outcome


def make_one(site: Site, name: str, pages: Sequence[File]) -> None:
    """Write a page that was read; `pages` are all, as templates get them."""
    with _watched(site, site.pages[name]) as page:
        phases._build_page(page, site.config, pages, site.nav, site.env)


def _known(site: Site, name: str, outcome: Outcome) -> Part:
    """Know of a page what came of it, and forget what it says; returns what is searched on it."""
    page, watch = site.pages[name], site.watch
    page.forget(partial(read, site, [name]))
    page.meta, page._title_from_render = outcome.meta, outcome.title
    page.present_anchor_ids = outcome.anchors
    page.links_to_anchors = {
        file: own
        for source, own in outcome.links.items()
        if (file := site.files.get_file_from_path(source))
    }
    watch.asked[name] = outcome.asked
    if outcome.of_all:
        watch.of_all[name] = outcome.of_all
    if outcome.is_further:
        watch.further.add(name)
    _say(outcome.said)
    return outcome.part


def _search_index(config: MkDocsConfig) -> list[dict[str, object]]:
    """The entries that the search plugin has collected; a list that nobody reads without it."""
    plugin = config.plugins.get("material/search") or config.plugins.get("search")
    found = getattr(getattr(plugin, "search_index", None), "entries", None)
    return found if isinstance(found, list) else []


@contextmanager
def _held() -> Iterator[list[Said]]:
    """What MkDocs says meanwhile: whoever gets it says it, unless something fails."""
    logger, holder = logging.getLogger("mkdocs"), _Holder()
    shown, logger.handlers = logger.handlers, [holder]
    try:
        yield holder.said
    except BaseException:
        logger.handlers = shown
        _say(holder.said)
        raise
    finally:
        logger.handlers = shown


def _say(said: Iterable[Said]) -> None:
    """Say what was held."""
    for name, level, text in said:
        logging.getLogger(name).log(level, "%s", text)


def _be_silent() -> None:
    """Say nothing of MkDocs from now on."""
    logging.getLogger("mkdocs").handlers = [logging.NullHandler()]


class _Holder(logging.Handler):
    """Holds what is said."""

    def __init__(self) -> None:
        """Nothing was said."""
        super().__init__()
        self.said: list[Said] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Hold it."""
        self.said.append((record.name, record.levelno, record.getMessage()))


@contextmanager
def _watched(site: Site, page: Page) -> Iterator[Page]:
    """A page that is read or written, and what MkDocs warns of meanwhile."""
    heard = _Warnings(lambda: site.watch.warned("what MkDocs warns of"))
    logger = logging.getLogger("mkdocs")
    logger.addHandler(heard)
    above, current = site.watch.begin(page), site.config._current_page
    try:
        yield page
    finally:
        site.watch.page, site.config._current_page = above, current
        logger.removeHandler(heard)


class _Warnings(logging.Handler):
    """Tells that something was warned of."""

    def __init__(self, tell: Callable[[], None]) -> None:
        """Call `tell` for each warning."""
        super().__init__(logging.WARNING)
        self._tell = tell

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002 - what it says, others show
        """Tell of it."""
        self._tell()
