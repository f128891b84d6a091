"""A site that follows its sources: after an edit only what the edit touches is made again.

Book, pages and theme stay in memory. The pages that changed are written over those that are
served, as long as the configuration, the navigation and the list of files are what they were;
else the site is made anew beside them, of the old pages as far as they hold. What takes long
and is seldom looked at comes after the pages: the diagnosis, the search, and what the book
claims. Whatever is broken, the last good pages stay. It must not know how they are served.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol, cast

from mkdocs.config.config_options import Hooks

from ..check.passed import programs
from ..load.configuration import config_file
from ..model import Audience
from ..model.findings import Finding
from ..render import Memory, Options, Recalled, Rendered
from .builder import Earlier, earlier
from .explained import Broken, explained, problems
from .facts import Facts, Lexicon, SiteFacts, digest_of
from .inputs import configured
from .kept import Kept, place
from .kept import load as known_build
from .making import Site, make_one, read
from .marker import BEING_BUILT, mark, remove
from .mkdocs_config import load
from .renewal import Renewed, made_of, renew, source_of
from .surroundings import Incomparable, surroundings
from .write import write_files

Files = Mapping[str, str | bytes]


class Checked(Protocol):
    """A project as it was read."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that is wrong with it."""


@dataclass(frozen=True)
class Source:
    """How a project is read, checked and rendered; `rest` and `check_later` take long."""

    check: Callable[[], Checked]
    check_later: Callable[[Any], tuple[Finding, ...]]
    pages: Callable[[Any, Options, Memory], Rendered]
    rest: Callable[[Any, Options], Files]


class _Plugin(Protocol):
    """The plugin as it is used here."""

    rendered: Rendered
    given: Options

    def begin(self, checked: Any, progress: Any, earlier: Any = None) -> None:
        """Take what has been read already."""


@dataclass(frozen=True)
class Change:
    """What came of an edit: the files of the site that changed, or all of them; and how long."""

    names: frozenset[str] = frozenset()
    everything: bool = False
    seconds: float = 0.0
    problems: tuple[str, ...] = ()


@dataclass
class _State:
    """The site that is served: what it was made of."""

    folder: Path
    configured: str
    checked: Checked
    options: Options
    rendered: Rendered
    renewed: Renewed
    rest: Files
    """What was made of the whole book at once."""


class Live:
    """A site that can be brought up to date again and again; it is closed at the end."""

    def __init__(self, project: Path, audience: Audience, address: str, source: Source) -> None:
        """Nothing is made yet; `address` is that under which the site will be looked at."""
        self.problems: tuple[str, ...] = ()
        self.failure: Exception | None = None
        self._project, self._audience, self._address = project, audience, address
        self._source = source
        self._state: _State | None = None
        self._is_behind = False
        self._later: tuple[str, ...] = ()
        """What was wrong when that was looked at last which takes long."""

    @property
    def folder(self) -> Path | None:
        """The folder of the last good pages, once there are any."""
        return self._state.folder if self._state else None

    def update(self) -> Change:
        """Bring the pages up to date with the sources; a failure is among the problems."""
        return self._told(self._update)

    def follow(self) -> Change:
        """Bring up to date what `update` has left for later."""
        return self._told(self._follow) if self._is_behind else Change(problems=self.problems)

    def close(self) -> None:
        """Delete what was made."""
        if self._state:
            _remove(self._state.folder)
            self._state = None

    def _told(self, work: Callable[[], Change]) -> Change:
        """What comes of some work, or what went wrong with it."""
        start, done, self.failure = time.monotonic(), Change(), None
        try:
            done = work()
            self.problems = done.problems
        except Exception as error:
            self.failure, self.problems = error, problems(error)
        seconds = time.monotonic() - start
        return Change(done.names, done.everything, seconds, self.problems)

    def _update(self) -> Change:
        """The pages, in the quick way if there is one."""
        now = configured(self._project, self._audience)
        checked = self._source.check()
        state = self._state
        if state and now == state.configured:
            if checked.findings:
                raise Broken(*checked.findings)
            change = self._quick(state, checked)
            if change:
                return change
        self._anew(checked, now)
        return Change(everything=True, problems=self._later)

    def _quick(self, state: _State, checked: Checked) -> Change | None:
        """Write what changed over what is served; None where that would not do."""
        site = state.renewed.site
        rendered = self._source.pages(checked, state.options, _memory(state.rendered))
        if site is None or rendered.files.keys() != state.rendered.files.keys():
            return None
        files = {name: data for name, data in rendered.files.items() if _is_new(state, name, data)}
        pages = [name for name in files if name in site.pages]
        with explained(config_file(self._project, self._audience)):
            made = _make(site, files, pages, state)
        if made is None:
            return None
        others = {name: data for name, data in files.items() if name not in site.pages}
        copies = rendered.copies(rendered.traces().keys() - rendered.recalled)
        for name, data in {**others, **copies}.items():
            _write(state.folder / name, data)
        state.checked, state.rendered = checked, rendered
        self._is_behind = True
        return Change(frozenset([*made, *others]), problems=self._later)

    def _anew(self, checked: Checked, now: str) -> None:
        """Make the whole site in another folder, and serve that."""
        folder = Path(tempfile.mkdtemp(prefix="causebook_"))
        try:
            state = self._made(checked, folder)
        except BaseException:
            _remove(folder)
            raise
        state.configured = now
        old, self._state = self._state, state
        self._is_behind = True
        if old:
            _remove(old.folder)

    def _made(self, checked: Checked, folder: Path) -> _State:
        """The whole site in a folder; raises Broken for what the author has to mend."""
        mark(folder, BEING_BUILT)
        Hooks._load_hook.cache_clear()
        file = config_file(self._project, self._audience)
        config = load(file, str(folder))
        if checked.findings:
            raise Broken(*checked.findings)
        config.site_url = self._address
        plugin = cast(_Plugin, config.plugins["causebook"])
        kept, old, known = self._before(Path(config.docs_dir), folder)
        plugin.begin(checked, lambda *_: None, known)
        with explained(file):
            config.plugins.run_event("startup", command="serve", dirty=False)
            renewed = renew(config, kept, old, link=False)
        made = plugin.rendered
        rest = {name: data for name, data in made.files.items() if name in made.whole}
        pages = {name: data for name, data in made.files.items() if name not in made.whole}
        rendered = replace(made, files=pages)
        return _State(folder, "", checked, plugin.given, rendered, renewed, rest)

    def _before(self, docs: Path, folder: Path) -> tuple[Kept | None, Path, Earlier]:
        """What pages can be taken from: those that are served, or else the last build's."""
        state = self._state
        if state:
            return _kept(state), state.folder, Earlier(_memory(state.rendered))
        audience = self._audience.value
        old = self._project / "site" / audience
        kept = known_build(place(self._project, old, audience), programs())
        return kept, old, earlier(kept, docs, old, folder, link=False)

    def _follow(self) -> Change:
        """The diagnosis and the search, the docs folder, and what the book claims."""
        state = self._state
        self._is_behind = False
        if state is None:
            return Change()
        rest = self._source.rest(state.checked, state.options)
        changed = {name: data for name, data in rest.items() if state.rest.get(name) != data}
        for name, data in changed.items():
            _write(state.folder / name, data)
        state.rest = rest
        _write_copies(state)
        if state.renewed.site:
            docs = Path(state.renewed.site.config.docs_dir)
            write_files({**state.rendered.files, **rest}, docs, self._project)
        self._later = tuple(map(str, self._source.check_later(state.checked)))
        return Change(frozenset(changed), problems=self._later)


def _is_new(state: _State, name: str, data: str | bytes) -> bool:
    """Whether a file has other bytes than the one that is served."""
    old = state.rendered.files.get(name)
    return old is not data and old != data


def _memory(rendered: Rendered) -> Memory:
    """The pages of a rendering, for the next one."""
    return {
        name: Recalled(trace, cast(str, rendered.files.get(name, "")))
        for name, trace in rendered.traces().items()
    }


def _make(site: Site, files: Files, pages: list[str], state: _State) -> list[str] | None:
    """Write the pages that changed, and those that show anything of others.

    Returns the names of their files; None where the change is one of all pages.
    """
    for name in pages:
        site.pages[name].file.content_string = cast(str, files[name])
    touched = [*pages, *(name for name in site.watch.of_all if name not in pages and files)]
    read(site, touched)
    try:
        around = surroundings(site.config, site.nav)
    except Incomparable:
        return None
    if around != state.renewed.surroundings:
        return None
    every = site.all_pages()
    for name in touched:
        make_one(site, name, every)
    made = {name: made_of(site, name, source_of(site.pages[name]), ()) for name in touched}
    state.renewed = _with(state.renewed, made, site)
    return [site.pages[name].file.dest_uri for name in touched]


def _with(renewed: Renewed, made: Mapping[str, Any], site: Site) -> Renewed:
    """What the site is made of, with pages that were made again."""
    pages = {**renewed.pages, **made}
    asked = {path for page in made.values() for path in page.asked}
    targets = {**renewed.targets, **{path: site.target(path) for path in asked}}
    return Renewed(pages, renewed.surroundings, targets, {}, "", site)


def _kept(state: _State | None) -> Kept | None:
    """What can be used again of the pages that are served."""
    if state is None or not state.renewed.surroundings:
        return None
    files = {
        made.dest: Facts(digest_of((state.folder / made.dest).read_bytes()))
        for made in state.renewed.pages.values()
    }
    renewed = state.renewed
    return Kept(renewed.surroundings, renewed.targets, renewed.pages, SiteFacts(files, Lexicon()))


def _write_copies(state: _State) -> None:
    """Write the Markdown beside the pages that are made of the whole book."""
    rendered = state.rendered
    others = {name for name in rendered.files if name.endswith(".md")} - rendered.traces().keys()
    for name, text in rendered.copies(others).items():
        path = state.folder / name
        if not path.is_file() or path.read_bytes() != text.encode():
            _write(path, text)


def _write(path: Path, data: str | bytes) -> None:
    """Put a file into the folder that is served, whole at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(data.encode() if isinstance(data, str) else data)
    new.replace(path)


def _remove(folder: Path) -> None:
    """Delete a folder that this made."""
    mark(folder, BEING_BUILT)
    remove(folder)
