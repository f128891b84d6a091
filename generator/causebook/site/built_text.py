"""What a built file says: links, anchors, and its texts piece by piece, whatever the packing.

A piece is what a reader sees as one: the text of a block without its inline tags, the value
of an attribute, a string of JSON, a line. It must not know what is a secret.
"""

from __future__ import annotations

import codecs
import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from ..load.page_links import HtmlReader

_INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em font i ins kbd mark q s samp small span strike "
    "strong sub sup time tspan u var wbr".split()
)
_SHAPES = frozenset(
    "class cx cy d dx dy fill height integrity points r rx ry style transform viewbox width "
    "x x1 x2 y y1 y2".split()
)
_BINARY = frozenset(
    ".avif .gif .ico .jpeg .jpg .mp3 .mp4 .ogg .otf .pdf .png .ttf .webm .webp .woff .woff2".split()
)
_PRINTABLE = re.compile(r"[^\x00-\x08\x0b-\x1f\x7f-\x9f]{8,}")
_LINK_TARGET = re.compile(r"\]\([^()\s]*(?:\s+\"[^\"]*\")?\)|\]\[[^\]]*\]")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|\\([nrt])")

_CLOSING = re.compile("</[a-z][a-z0-9]*>")
_MOST = 10_000
"""Start tags that are remembered; then all are forgotten."""
_Tag = tuple[str, list[tuple[str, str | None]], str | None]
"""A start tag: its name, its attributes, and how the text inside is to be read (None: as text)."""


@dataclass
class Html:
    """What a page says."""

    links: set[str] = field(default_factory=set)
    anchors: set[str] = field(default_factory=set)
    pieces: list[str] = field(default_factory=list)


class _Parser(HtmlReader):
    """Collects what a page says.

    Most tags of a site stand on every page, so each is taken apart once.
    """

    known: dict[str, _Tag] = {}  # noqa: RUF012 - shared on purpose

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.page = Html()
        self._block: list[str] = []
        self._inside: str | None = None
        self._last: _Tag

    def read(self, text: str) -> None:
        """Read a whole text: known tags by what is known of them, all else by the base class."""
        at, end = 0, self._end(text, 0)
        while end and not self.rawdata:
            start = -1 if self.cdata_elem else text.find("<", at, end)
            tag = text[start:end] if start >= 0 else ""
            if tag in self.known or _CLOSING.fullmatch(tag):
                if start > at:
                    self.handle_data(unescape(text[at:start]))
                self._taken(tag)
            else:
                self.feed(text[at:end])
            at, end = end, self._end(text, end)
        self.feed(text[at:])

    def _end(self, text: str, at: int) -> int:
        """Behind the tag that is next in a text, or that ends what is no HTML; 0 without one."""
        if self.cdata_elem:
            found = self.interesting.search(text, at)
            at = found.start() if found else len(text)
        return text.find(">", at) + 1

    def _taken(self, tag: str) -> None:
        """Handle a tag that need not be taken apart."""
        if tag in self.known:
            self._start(*self.known[tag])
        else:
            self.handle_endtag(tag[2:-1])

    def updatepos(self, i: int, j: int) -> int:  # noqa: ARG002 - positions are not asked for
        """Nothing to count."""
        return j

    def parse_starttag(self, i: int) -> int:
        """The end of the start tag at `i`, which is handled."""
        text = self.rawdata[i : self.rawdata.find(">", i) + 1]
        if text in self.known:
            self._start(*self.known[text])
            return i + len(text)
        end = super().parse_starttag(i)
        is_raw = (
            self.cdata_elem is not None
        )  # what follows is read otherwise, each time
        if text == self.get_starttag_text() and not is_raw:
            if len(self.known) >= _MOST:
                self.known.clear()
            self.known[text] = self._last
        return end

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """What begins here is read as the tag says."""
        self._start(tag, attrs, _kind(tag, attrs))

    def handle_startendtag(
        self, tag: str, attrs: list[tuple[str, str | None]]
    ) -> None:
        """A tag that ends itself begins nothing; after `<br />` the piece goes on."""
        self._start(tag, attrs, None)

    def _start(
        self, tag: str, attrs: list[tuple[str, str | None]], kind: str | None
    ) -> None:
        """Take links, anchors and the texts of attributes; a block ends the piece before it."""
        self._last = (tag, attrs, kind)
        if tag not in _INLINE:
            self.flush(" " if tag == "br" else "")
            self._inside = kind
        for name, value in attrs:
            if value and name not in _SHAPES:
                self.page.pieces.append(value)
                self._address(name, value)

    def _address(self, name: str, value: str) -> None:
        """Keep a link or an anchor."""
        if name in {"href", "src"}:
            self.page.links.add(value)
        elif name in {"id", "name"}:
            self.page.anchors.add(value)
        elif name == "srcset":
            self.page.links.update(
                part.split()[0] for part in value.split(",") if part.strip()
            )

    def handle_endtag(self, tag: str) -> None:
        """A block that ends, ends its piece."""
        if tag not in _INLINE:
            self.flush()
            self._inside = None

    def handle_data(self, data: str) -> None:
        """Text of the block; scripts and data are read as what they are."""
        if self._inside == "json":
            self.page.pieces += _json(data)
        elif self._inside == "script":
            self.page.pieces += spelled(data)
        elif self._inside is None:
            self._block.append(data)

    def handle_comment(self, data: str) -> None:
        """A comment is published as well; so are declarations, instructions and character data."""
        self.page.pieces += spelled(data)

    handle_decl = handle_comment  # type: ignore[assignment] # the base class calls the text `decl`
    handle_pi = unknown_decl = handle_comment

    def flush(self, between: str = "") -> None:
        """End the piece; a line break within a block only parts words."""
        if between:
            self._block.append(between)
        elif self._block:
            self.page.pieces.append("".join(self._block))
            self._block = []


def _kind(tag: str, attrs: list[tuple[str, str | None]]) -> str | None:
    """How the text inside an element is to be read, where it is no text of a page."""
    if tag == "script":
        return "json" if "json" in str(dict(attrs).get("type")) else "script"
    return {"style": "script", "lastmod": "unsaid"}.get(tag)


def read_html(text: str) -> Html:
    """What an HTML (or XML) text says."""
    parser = _Parser()
    parser.read(text)
    parser.close()
    parser.flush()
    return parser.page


def pieces(name: str, data: bytes, html: Html | None = None) -> Iterator[str]:
    """Every text of a file, piece by piece; `html` is what a page that was read already says.

    What a piece says besides itself, `within` tells: most pieces stand in many files.
    """
    if name.endswith(".gz"):
        yield from pieces(name.removesuffix(".gz"), _unpacked(data))
        return
    suffix = Path(name).suffix.lower()
    if suffix in _BINARY or (b"\0" in data[:8192] and not _is_utf16(data)):
        yield from _PRINTABLE.findall(data.decode("latin-1"))
        return
    for text in _decoded(data):
        yield from _of_text(suffix, text, html)


def _of_text(suffix: str, text: str, html: Html | None) -> Iterator[str]:
    """The pieces of a decoded text, read as its kind."""
    if suffix in {".html", ".htm", ".xml", ".svg"}:
        yield from (html or read_html(text)).pieces
    elif suffix in {".json", ".webmanifest", ".map"}:
        yield from _json(text)
    else:
        yield from spelled(text)


def _unpacked(data: bytes) -> bytes:
    """The unpacked bytes; what is no archive is itself."""
    try:
        return gzip.decompress(data)
    except (OSError, EOFError):
        return data


def _is_utf16(data: bytes) -> bool:
    """Whether the bytes say that they are UTF-16."""
    return data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


def _decoded(data: bytes) -> Iterator[str]:
    """The text in each encoding that it may be in."""
    if _is_utf16(data):
        yield data.decode("utf-16", "replace")
        return
    try:
        yield data.decode("utf-8")
    except UnicodeDecodeError:
        yield data.decode("utf-8", "replace")
        yield data.decode("cp1252", "replace")


def spelled(text: str) -> list[str]:
    """The lines of a text, and what they say besides.

    That is a line with its escapes read, and one without the targets of its Markdown links.
    """
    found = []
    for line in text.splitlines():
        found.append(line)
        if "](" in line or "][" in line:
            found.append(_LINK_TARGET.sub("]", line))
        if "\\" in line:
            found += _ESCAPE.sub(_unescaped, line).splitlines()
    return found


def _unescaped(found: re.Match[str]) -> str:
    """The character that an escape of JavaScript or JSON stands for."""
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else "\n"


def _json(text: str) -> Iterator[str]:
    """Every string of a JSON text, keys included; what is no JSON is read by its lines."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return iter(spelled(text))
    return (line for string in _strings(value) for line in spelled(string))


def _strings(value: object) -> Iterator[str]:
    """Every string inside decoded JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def within(text: str, depth: int = 3) -> Iterator[str]:
    """What a text says besides itself, where there is markup or a written-out address in it."""
    if depth and ("<" in text or "&" in text):
        for piece in read_html(text).pieces:
            if piece != text:
                yield piece
                yield from within(piece, depth - 1)
    if "%" in text:
        yield unquote(text)
