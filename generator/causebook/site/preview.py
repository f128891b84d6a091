"""The live preview: the last good pages, with what is wrong now above them, for this machine alone.

MkDocs' own server builds into the folder that it serves, and waits without end when a build
fails. Here each build goes into a folder of its own, and only a good one is shown. A page in
another site must not read the preview through a name that it lets point here (DNS
rebinding), so only names of this machine are answered.
"""

from __future__ import annotations

import html
import ipaddress
import socket
import tempfile
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Protocol, cast
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from mkdocs.config.config_options import Hooks
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from ..load import borrowed
from ..load.configuration import read
from ..load.page_links import HtmlReader
from ..model.findings import Finding
from .explained import Broken, explained, problems
from .marker import BEING_BUILT, mark, remove
from .mkdocs_config import load
from .ownership import Refused
from .terminal import say

_TAKE_ANY = {"0.0.0.0", "::"}  # noqa: S104 - compared with, not bound to
_MOST = 20


class _Plugin(Protocol):
    """The plugin as it is used here: it takes the name to serve on."""

    host: str


class Preview:
    """A running server of MkDocs, made safe: its builder, its pages and its callers are watched."""

    def __init__(
        self,
        server: LiveReloadServer,
        config: MkDocsConfig,
        builder: Callable[..., None],
        read: Callable[[Path], tuple[Finding, ...]],
    ) -> None:
        """Take the place of the server's builder and application."""
        self.problems: list[str] = []
        self._server, self._builder, self._read = server, builder, read
        self._file = Path(config.config_file_path)
        self._strict, self._address = config.strict, config.site_url
        self.names = {"localhost", str(config.dev_addr.host)}
        self._folder: Path | None = None
        self._pages = cast(WSGIApplication, server.get_app())
        server.builder = self.rebuild
        server.set_app(self.answer)
        for path in self._sources(config):
            server.watch(str(path))

    def _sources(self, config: MkDocsConfig) -> list[Path]:
        """What is watched: everything that a page is made from."""
        project, package = self._file.parent, Path(__file__).parents[1]
        rooms = ("checklist", "diagnosis", "render")
        own = [
            project / "causes",
            project / "content",
            *(package / room for room in rooms),
        ]
        own += borrowed.files(project)
        own += [file.path for file in read(self._file).files]
        own += [project / hook for hook in config.hooks]
        own += [Path(config.theme.custom_dir)] if config.theme.custom_dir else []
        return [path for path in own if path.exists()]

    def rebuild(self) -> None:
        """Build anew into a folder of its own; a failed build leaves the last good one in place."""
        folder = Path(tempfile.mkdtemp(prefix="mkdocs_"))
        try:
            self._build(folder)
        except Exception as error:
            self.problems = list(problems(error))
        else:
            self.problems = []
            folder = self._show(folder)
        _remove(folder)
        for problem in self.problems:
            say(problem)

    def _build(self, folder: Path) -> None:
        """One build; raises Broken for what the author has to mend."""
        mark(folder, BEING_BUILT)
        Hooks._load_hook.cache_clear()
        config = load(self._file, str(folder))
        config.strict, config.site_url = self._strict, self._address
        findings = self._read(self._file.parent)
        if findings:
            raise Broken(*findings)
        with explained(self._file):
            self._builder(config)

    def _show(self, folder: Path) -> Path:
        """Serve a new folder; returns the one that is no longer needed."""
        old, self._folder = self._folder, folder
        self._server.root = str(folder)
        return old or Path(tempfile.mkdtemp(prefix="mkdocs_"))

    def close(self) -> None:
        """Delete what was built."""
        if self._folder:
            _remove(self._folder)

    def answer(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        """The page that is asked for, with the present problems above it.

        Nothing for foreign names.
        """
        if not is_local(environ.get("HTTP_HOST", ""), self.names):
            start_response(
                "403 Forbidden", [("Content-Type", "text/plain; charset=utf-8")]
            )
            return [b"This preview answers to the names of this machine only.\n"]
        if not self.problems:
            return self._pages(environ, start_response)
        return self._with_problems(environ, start_response)

    def _with_problems(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        """The last good page with a list of the problems; what is no page stays as it is."""
        answered: list[tuple[str, list[tuple[str, str]]]] = []

        def keep(
            status: str, headers: list[tuple[str, str]], _error: object = None
        ) -> Callable[[bytes], None]:
            answered.append((status, headers))
            return _no_writer

        body = _whole(self._pages(environ, keep))
        status, headers = answered[-1]
        if dict(headers).get("Content-Type", "").startswith("text/html"):
            body = below_body_tag(body, banner(self.problems))
        headers = [
            (name, value)
            for name, value in headers
            if name.lower() != "content-length"
        ]
        start_response(status, [*headers, ("Content-Length", str(len(body)))])
        return [body]


def _whole(chunks: Iterable[bytes]) -> bytes:
    """An answer in one piece; the file behind it is closed."""
    try:
        return b"".join(chunks)
    finally:
        getattr(chunks, "close", lambda: None)()


def _no_writer(_data: bytes) -> None:
    """What WSGI lets an old application write with; MkDocs' does not."""
    raise NotImplementedError


def _remove(folder: Path) -> None:
    """Delete a folder that this preview made."""
    mark(folder, BEING_BUILT)
    remove(folder)


def banner(problems: list[str]) -> bytes:
    """What is wrong, for the top of a page."""
    rows = "".join(f"<li>{html.escape(problem)}</li>" for problem in problems[:_MOST])
    return (
        '<div class="kb-findings" role="alert"><strong>'
        "The sources have findings; this is the last good state."
        f"</strong><ul>{rows}</ul></div>"
    ).encode()


def below_body_tag(page: bytes, text: bytes) -> bytes:
    """The page with a text at the beginning of its body."""
    begin = _BodyBegin(page).begin
    return page[:begin] + text + page[begin:]


class _BodyBegin(HtmlReader):
    """Where the body of a page begins, in bytes; 0 where it has none."""

    def __init__(self, page: bytes) -> None:
        """Read the page."""
        super().__init__()
        self.begin = 0
        self._text = page.decode("utf-8", "surrogateescape")
        self.feed(self._text)

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        """Note the end of the first start tag of a body."""
        if tag != "body" or self.begin:
            return
        line, column = self.getpos()
        above = self._text.split("\n")[: line - 1]
        start = sum(len(each) + 1 for each in above) + column
        before = self._text[: start + len(self.get_starttag_text() or "")]
        self.begin = len(before.encode("utf-8", "surrogateescape"))


def is_local(host: str, names: AbstractSet[str]) -> bool:
    """Whether a Host header names this machine: a loopback address, or a name of the server.

    A server on all addresses may be called by any address, since no foreign page can make one up.
    """
    try:
        name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return False
    if name in {known.lower() for known in names}:
        return bool(name)
    try:
        return ipaddress.ip_address(name).is_loopback or not _TAKE_ANY.isdisjoint(
            names
        )
    except ValueError:
        return False


def free_address(host: str, port: int) -> str:
    """The address that a name stands for on this machine; refuses one that is taken or not ours."""
    try:
        family, kind, _, _, place = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM
        )[0]
    except (OSError, UnicodeError) as error:
        why = getattr(error, "strerror", "") or error
        raise Refused(f"{host} cannot be found: {why}") from error
    try:
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except OSError as error:
        why = f"{host}:{port} cannot be served: {error.strerror}"
        raise Refused(f"{why}; name another with --address") from error
    return str(place[0])
