"""A site that follows its sources: after an edit only what the edit touches is made again.

Book, pages and theme stay in memory. A page that changed is written over the one that is served
when somebody asks for it, as long as the configuration, the navigation and the list of files are
what they were; else the site is made anew beside it, of the old pages as far as they hold. What
nobody has asked for comes later, in steps between which an edit may come: other pages, the
diagnosis, the search, and what the book claims. Whatever is broken, the last good pages stay. It
must not know how they are served.
"""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from threading import RLock
from typing import cast

from mkdocs.config.config_options import Hooks

from ..check.inputs import configured
from ..check.passed import programs
from ..load.configuration import config_file
from ..model import Audience
from ..model.findings import Finding
from ..project import Checked
from ..render import Memory, Options, Rendered
from .builder import Earlier, Generator, earlier
from .due import Due
from .explained import Broken, explained, problems
from .kept import Kept, place
from .kept import load as known_build
from .marker import BEING_BUILT, mark, remove
from .mkdocs_config import load
from .renewal import renew
from .served import Files, Served


@dataclass(frozen=True)
class Source:
    """How a project is read, checked and rendered.

    `rest` makes what is made of the whole book, in parts; these and `check_later` take long.
    """

    check: Callable[[], Checked]
    check_later: Callable[[Checked], tuple[Finding, ...]]
    pages: Callable[[Checked, Options, Memory], Rendered]
    rest: tuple[Callable[[Checked, Options], Files], ...]


@dataclass(frozen=True)
class Change:
    """What came of an edit: the files of the site that changed, or all of them; and how long."""

    names: frozenset[str] = frozenset()
    everything: bool = False
    seconds: float = 0.0
    problems: tuple[str, ...] = ()


class Live:
    """A site that can be brought up to date again and again; it is closed at the end."""

    def __init__(
        self, project: Path, audience: Audience, address: str, source: Source
    ) -> None:
        """Nothing is made yet; `address` is that under which the site will be looked at."""
        self.failure: Exception | None = None
        self._project, self._audience, self._address = project, audience, address
        self._source = source
        self._state: Served | None = None
        self._is_behind = False
        self._pages = RLock()
        self._now: tuple[str, ...] = ()
        """What was wrong when the sources were read last, or with a page made since."""
        self._later: tuple[str, ...] = ()
        """What was wrong when that was looked at last which takes long."""

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong; what takes long to find is told of sources that can be read."""
        return self._now or self._later

    @property
    def folder(self) -> Path | None:
        """The folder of the last good pages, once there are any."""
        return self._state.folder if self._state else None

    def update(self) -> Change:
        """Bring the pages up to date with the sources; a failure is among the problems.

        Those that changed are written when they are asked for (`show`), or by `follow`.
        """
        with self._pages:
            return self._told(self._update)

    def show(self, file: str) -> None:
        """See to it that a file of the site, by its path, is what it has to be.

        Where that fails, the last good one stays, and the failure is among the problems.
        """
        with self._pages:
            if self._state and self._state.due and file in self._state.due.files:
                self._told(partial(self._make, self._state.due, file))

    def follow(self, stop: Callable[[], bool] = lambda: False) -> Change:
        """Bring up to date what `update` has left, until that is done, or is to stop."""
        if not self._is_behind:
            return Change(problems=self.problems)
        return self._told(partial(self._follow, stop))

    def close(self) -> None:
        """Delete what was made."""
        if self._state:
            _remove(self._state.folder)
            self._state = None
        gc.unfreeze()

    def _told(self, work: Callable[[], Change]) -> Change:
        """What comes of some work, or what went wrong with it."""
        start, done, self.failure = time.monotonic(), Change(), None
        try:
            done = work()
        except Exception as error:
            self.failure, self._now = error, problems(error)
        seconds = time.monotonic() - start
        return Change(done.names, done.everything, seconds, self.problems)

    def _update(self) -> Change:
        """The pages, in the quick way if there is one."""
        done = self._renewed()
        self._now = ()
        return done

    def _renewed(self) -> Change:
        """What reading the sources once more has changed; raises for what is broken."""
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
        return Change(everything=True)

    def _quick(self, state: Served, checked: Checked) -> Change | None:
        """Take what changed for what is served; None where that would not do."""
        before = state.rendered
        rendered = self._source.pages(checked, state.options, before.memory())
        is_alike = rendered.names == before.names and rendered.above == before.above
        if state.due is None or not is_alike:
            return None
        files = {
            name: data
            for name, data in rendered.files.items()
            if state.is_new(name, data)
        }
        pages = [
            name for name in (*files, *rendered.pending) if name in state.due.pages
        ]
        with explained(config_file(self._project, self._audience)):
            due = state.due.note(pages, rendered.text)
        if due is None:
            return None
        others = {
            name: data for name, data in files.items() if name not in state.due.pages
        }
        for name, data in others.items():
            state.write(name, data)
        state.checked, state.rendered = checked, rendered
        state.uncopied |= rendered.entries - rendered.recalled
        self._is_behind = True
        return Change(frozenset([*due, *others]))

    def _make(self, due: Due, file: str) -> Change:
        """Write a page that is due."""
        with explained(config_file(self._project, self._audience)):
            due.make(file)
        return Change()

    def _anew(self, checked: Checked, now: str) -> None:
        """Make the whole site in another folder, and serve that.

        What is made then stays: looking for garbage in it would cost as much as an edit does.
        """
        gc.unfreeze()
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
        gc.collect()
        gc.freeze()

    def _made(self, checked: Checked, folder: Path) -> Served:
        """The whole site in a folder; raises Broken for what the author has to mend."""
        mark(folder, BEING_BUILT)
        Hooks._load_hook.cache_clear()
        file = config_file(self._project, self._audience)
        config = load(file, str(folder))
        if checked.findings:
            raise Broken(*checked.findings)
        config.site_url = self._address
        plugin = cast(Generator, config.plugins["causebook"])
        kept, old, known = self._before(Path(config.docs_dir), folder)
        plugin.begin(checked, lambda *_: None, known)
        with explained(file):
            config.plugins.run_event("startup", command="serve", dirty=False)
            renewed = renew(config, kept, old, link=False)
        made = plugin.rendered
        rest = {name: data for name, data in made.files.items() if name in made.whole}
        pages = {
            name: data for name, data in made.files.items() if name not in made.whole
        }
        rendered = replace(made, files=pages)
        due = Due(renewed.site, renewed, rendered.text) if renewed.site else None
        return Served(folder, "", checked, plugin.given, rendered, due, rest)

    def _before(self, docs: Path, folder: Path) -> tuple[Kept | None, Path, Earlier]:
        """What pages can be taken from: those that are served, or else the last build's."""
        state = self._state
        if state:
            return state.kept(), state.folder, Earlier(state.rendered.memory())
        audience = self._audience.value
        old = self._project / "site" / audience
        kept = known_build(place(self._project, old, audience), programs())
        return kept, old, earlier(kept, docs, old, folder, link=False)

    def _follow(self, stop: Callable[[], bool]) -> Change:
        """What was left for later, step by step."""
        state, changed = self._state, set[str]()
        for step in self._steps(state) if state else ():
            if stop():
                return Change(frozenset(changed))
            changed.update(step())
        self._is_behind = False
        return Change(frozenset(changed))

    def _steps(self, state: Served) -> Iterator[Callable[[], Iterable[str]]]:
        """Pages, the diagnosis and the search, the docs folder, and what the book claims.

        Each step returns the files that it changed.
        """
        for file in state.due.files if state.due else ():
            yield partial(self._make_later, state, file)
        for part in self._source.rest:
            yield partial(state.make_part, part)
        yield state.write_copies
        yield partial(state.write_docs, self._project)
        yield partial(self._check_later, state)

    def _make_later(self, state: Served, file: str) -> Iterable[str]:
        """Write a page that is due; whoever has asked for it meanwhile has it already."""
        with self._pages:
            if state.due:
                self._make(state.due, file)
        return ()

    def _check_later(self, state: Served) -> Iterable[str]:
        """Look at what the book claims."""
        self._later = tuple(map(str, self._source.check_later(state.checked)))
        return ()


def _remove(folder: Path) -> None:
    """Delete a folder that this made."""
    mark(folder, BEING_BUILT)
    remove(folder)
