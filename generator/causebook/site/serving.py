"""The live preview over HTTP, for this machine alone: it builds, serves and tells open pages.

A page is reloaded when it has changed itself, when something that all pages load has, and
when what is wrong has. While pages are written, requests wait, so that nobody sees half a
page. It must not know how pages are made.
"""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import cast
from urllib.parse import parse_qs, unquote, urlsplit
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

from ..load.configuration import config_file, read
from ..load.nodes import scalars
from ..model import Audience
from ..render.assets import EDITION
from ..search.files import ROOM
from .epochs import Epochs
from .live import Change, Live, Source
from .mkdocs_config import listen, settings
from .preview import banner, below_body_tag, free_address, is_local
from .terminal import say

_PACKAGE = Path(__file__).parents[1]
_QUIET = 0.05
"""Seconds without a further change before it is worth building."""
_NEWS = (EDITION, f"{ROOM}/", "diagnose/")
"""What changes with nearly every edit, and is no reason to load a page again that did not."""
_MANY = 5
_BREATH = 0.3
"""Seconds that are left to browsers to load what has changed."""
_READ = {"opened", "closed_no_write"}
"""What happens to a file that changes nothing."""


class Serving(LiveReloadServer):
    """A server whose pages follow their sources."""

    def __init__(
        self,
        live: Live,
        where: tuple[str, int],
        mount: str,
        sources: Callable[[], list[Path]],
    ) -> None:
        """A server that is not started yet; `sources` tells what is to be watched."""
        host, port = where
        super().__init__(lambda: None, host, port, "/nonexistent", mount_path=mount)
        self.live, self.epochs = live, Epochs()
        self._sources, self._watched = sources, set[Path]()
        self._handler = _Changes(self._changed)
        self._watched_paths = {"the sources": 1}  # else MkDocs adds nothing to pages
        self.names: set[str] = {"localhost", host}
        self.observer = cast(PollingObserver, _observer())
        self._gate = threading.Lock()
        self._gate.acquire()  # until there is something to be seen
        self.error_handler = self._error_page
        self._pages: WSGIApplication = self.serve_request
        self.set_app(self.answer)

    # Building

    def _build_loop(self) -> None:
        """Build after each change, until the end."""
        while self._waits_for_change():
            self._update()
            self._follow()

    def _waits_for_change(self) -> bool:
        """Whether something has changed; waits until it has and is quiet, False at the end."""
        with self._rebuild_cond:
            while not self._rebuild_cond.wait_for(
                self._is_wanted, timeout=self.shutdown_delay
            ):
                pass
            while not self._shutdown and self._rebuild_cond.wait(timeout=_QUIET):
                pass
            self._want_rebuild = False
            return not self._shutdown

    def _update(self) -> None:
        """Bring the pages up to date; requests wait meanwhile."""
        before = self.live.problems
        with self._gate:
            change = self.live.update()
            self.root = str(self.live.folder or self.root)
        self._tell(change, before)
        if change.everything:
            self.watch_sources()

    def _follow(self) -> None:
        """Bring the rest up to date, when those who look at the pages have them."""
        with self._rebuild_cond:
            if self._rebuild_cond.wait_for(self._is_wanted, _BREATH):
                return
        before = self.live.problems
        self._tell(self.live.follow(self._is_wanted), before)

    def _is_wanted(self) -> bool:
        """Whether there is something to be built, or the end."""
        return self._want_rebuild or self._shutdown

    def _tell(self, change: Change, before: tuple[str, ...]) -> None:
        """Tell open pages of a change, and the author."""
        is_of_all = change.everything or change.problems != before
        is_of_all = is_of_all or any(map(_is_of_all_pages, change.names))
        self.epochs.tell(map(self._address, change.names), all_pages=is_of_all)
        for problem in change.problems if change.problems != before else ():
            say(problem)
        if before and not change.problems:
            say("all is well again")
        if change.names or change.everything:
            say(_told(change))

    def _address(self, name: str) -> str:
        """The path under which a file is seen."""
        return self.mount_path + name.removesuffix("index.html")

    def _file(self, path: str) -> str:
        """The file of the site that a path names."""
        name = (
            path.encode("latin-1")
            .decode("utf-8", "replace")
            .removeprefix(self.mount_path)
        )
        return f"{name}index.html" if path.endswith("/") else name

    def work(self) -> None:
        """Build once, then after each change; returns when the server ends.

        Raises what the first build fails with.
        """
        self.watch_sources()  # before they are read: an edit meanwhile must not be lost
        change = self.live.update()
        if self.live.failure:
            raise self.live.failure
        self.root = str(self.live.folder)
        self._gate.release()
        self._tell(change, ())
        self._follow()
        self._build_loop()

    def watch_sources(self) -> None:
        """Build anew when anything that pages are made from changes."""
        for path in set(self._sources()) - self._watched:
            self._watched.add(path)
            target = path if path.is_dir() else path.parent
            with contextlib.suppress(OSError):
                self.observer.schedule(
                    self._handler, str(target), recursive=path.is_dir()
                )

    def _changed(self) -> None:
        """Note that something has changed."""
        with self._rebuild_cond:
            self._want_rebuild = True
            self._rebuild_cond.notify_all()

    # Answering

    def answer(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        """The page that is asked for, with the present problems above it.

        Nothing for foreign names.
        """
        if not is_local(environ.get("HTTP_HOST", ""), self.names):
            text = b"This preview answers to the names of this machine only.\n"
            return _said(start_response, "403 Forbidden", "text/plain", text)
        path = environ.get("PATH_INFO", "")
        if path == "/livereload/live.js":
            return _said(start_response, "200 OK", "text/javascript", _script())
        if path == "/livereload/changed":
            return _said(start_response, "200 OK", "text/plain", self._news(environ))
        with self._gate:
            self.live.show(self._file(path))
            return self._pages(environ, start_response)

    def _error_page(self, code: int) -> bytes | None:
        """The site's own page for an address that leads nowhere."""
        page = Path(self.root, f"{code}.html")
        return page.read_bytes() if page.is_file() else None

    def _news(self, environ: WSGIEnvironment) -> bytes:
        """Whether the page that asks has changed."""
        asked = parse_qs(environ.get("QUERY_STRING", ""))
        since, path = asked.get("since", ["0"])[0], asked.get("path", ["/"])[0]
        moment = int(since) if since.isascii() and since.isdigit() else 0
        return b"changed" if self.epochs.wait(unquote(path), moment) else b"same"

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:  # noqa: ARG002 - ours
        """A page with what is wrong above it, and with the script that reloads it."""
        script = f'<script src="/livereload/live.js" data-epoch="{self.epochs.now}"></script>'
        problems = banner(list(self.live.problems)) if self.live.problems else b""
        content = content.replace(b"connect-src 'none'", b"connect-src 'self'", 1)
        return below_body_tag(content, script.encode() + problems)


class _Changes(FileSystemEventHandler):
    """Tells of every change of a file."""

    def __init__(self, tell: Callable[[], None]) -> None:
        """Call `tell` for each."""
        self._tell = tell

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Tell of it, if it is one."""
        if event.event_type not in _READ and not (
            event.is_directory and event.event_type == "modified"
        ):
            self._tell()


def _observer() -> BaseObserver:
    """What watches files: the kernel where it can, else a look twice a second."""
    observer: BaseObserver = Observer()
    try:
        observer.start()
    except OSError:
        observer = PollingObserver(timeout=0.5)
        observer.start()
    return observer


@lru_cache(maxsize=1)
def _script() -> bytes:
    """The script that reloads pages."""
    return Path(__file__).with_name("live.js").read_bytes()


def _said(
    start_response: StartResponse, status: str, kind: str, text: bytes
) -> Iterable[bytes]:
    """A short answer."""
    headers = [
        ("Content-Type", f"{kind}; charset=utf-8"),
        ("Content-Length", str(len(text))),
    ]
    start_response(status, [*headers, ("Cache-Control", "no-store")])
    return [text]


def _is_of_all_pages(name: str) -> bool:
    """Whether a file is a script or a style that every page loads."""
    return name.endswith((".css", ".js")) and not name.startswith(_NEWS)


def _told(change: Change) -> str:
    """What was made again and how long it took."""
    if change.everything:
        what = "all pages"
    else:
        names = sorted(change.names)
        more = f" and {len(names) - _MANY} more" if len(names) > _MANY else ""
        what = f"{', '.join(names[:_MANY])}{more}"
    return f"{what} ({change.seconds:.2f} s)"


def sources(project: Path, audience: Audience) -> list[Path]:
    """What is watched: everything that a page is made from."""
    configuration = read(config_file(project, audience))
    rooms = ("checklist", "diagnosis", "render", "search")
    own = [
        project / "causes",
        project / "content",
        *(_PACKAGE / room for room in rooms),
    ]
    own += [file.path for file in configuration.files] or [
        config_file(project, audience)
    ]
    own += [project / node.text for node in scalars(configuration.value("hooks"))]
    own += [configuration.overrides] if configuration.overrides else []
    return [path for path in own if path.exists()]


def serve_site(
    project: Path, audience: Audience, where: tuple[str, int], source: Source
) -> None:
    """Serve the site with live preview until interrupted.

    Raises Broken if it is broken from the start.
    """
    listen()
    host, port = where
    address = free_address(host, port)
    shown = f"[{address}]" if ":" in address else address
    config = settings(project, audience, str(project / "site" / audience.value))
    mount = urlsplit(config.site_url or "/").path or "/"
    live = Live(project, audience, f"http://{shown}:{port}{mount}", source)
    say(
        f"Serving on http://{shown}:{port}{mount} as soon as it is built (Ctrl-C ends it)"
    )
    signal.signal(signal.SIGTERM, _end)
    server = Serving(live, (address, port), mount, lambda: sources(project, audience))
    server.names.add(host)
    try:
        server.server_bind()
        server.server_activate()
        server.serve_thread.start()
        server.work()
    except KeyboardInterrupt:
        say("the preview has ended")
    finally:
        server.shutdown()
        live.close()


def _end(*_: object) -> None:
    """End as Ctrl-C does, so that nothing stays behind in the folder for temporary files."""
    raise KeyboardInterrupt
