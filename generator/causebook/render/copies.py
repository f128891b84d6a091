"""Hand-written pages as CommonMark, for readers who take the Markdown beside a page.

Authors write for MkDocs: attribute lists, admonitions and tabs, raw HTML, character references.
A copy keeps their words and their Markdown, and changes no more than CommonMark cannot say.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ..book.addresses import relative_source, url
from ..load.page_links import fenced_lines
from ..load.recalled import digest, recall
from . import html_as_markdown

_CONTAINER = re.compile(r'(?:!!!|\?\?\?\+?|===)\s+([\w -]*?)\s*(?:"(.*)")?\s*\Z')
_CODE = re.compile(r"((?<!`)(`+)(?!`).*?(?<!`)\2(?!`))", re.S)
_ATTRIBUTES = re.compile(r"[ \t]*(?:\n[ \t]*)?\{:[^}\n]*\}|\{\s*[.#][\w-][^}\n]*\}")
_TAG = re.compile(
    r"<(?:(a|kbd|code|strong|em|b|i)(?:\s[^<>]*)?>.*?</\1>|/?[A-Za-z][\w-]*(?:\s[^<>]*)?/?>)",
    re.S,
)
_REFERENCE = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")
_LINK = re.compile(r"(\]\(<?)([^\s<>()]+)")
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|/|#")
_INFO = re.compile(r"(`{3,}|~{3,})[ \t]*\{?[ \t]*\.?([\w+-]*).*\Z")
_PART = re.compile(r"<!-- part: [^>]*? -->\s*\Z")


@dataclass(frozen=True)
class Addresses:
    """Where a copy's links lead: `site` is the site's own address, empty where it is not known."""

    source: str
    site: str = ""

    def of_source(self, target: str) -> str:
        """The address of a link in Markdown, which names a file.

        A place on a page has its address there: copies have no such places.
        """
        path, _, place = target.partition("#")
        if (
            place
            and (not path or path.endswith(".md"))
            and not _ELSEWHERE.match(path or "x")
        ):
            file = (
                self._resolved(posixpath.dirname(self.source), path)
                if path
                else self.source
            )
            return self._seen(f"{url(file)}#{place}")
        if not self.site or _ELSEWHERE.match(target):
            return target
        return self._seen(self._resolved(posixpath.dirname(self.source), target))

    def of_page(self, target: str) -> str:
        """The address of a link in HTML, as the page at its own address has it."""
        if not target or _ELSEWHERE.match(target):
            return target
        return self._seen(self._resolved(url(self.source), target))

    def _resolved(self, folder: str, target: str) -> str:
        """A target as seen from a folder, from the root of the site."""
        path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        return f"{path}/" if path and target.endswith(("/", "..", "/.")) else path

    def _seen(self, path: str) -> str:
        """A path from the root as the copy names it."""
        root = self.site.rstrip("/")
        return f"{root}/{path}" if root else relative_source(path, self.source)


def public_address(site_url: str) -> str:
    """The address of a site, or nothing where it is only that of this machine."""
    host = urlsplit(site_url).hostname or ""
    return (
        ""
        if host == "localhost" or host.startswith("127.") or host == "::1"
        else site_url
    )


def as_commonmark(body: str, addresses: Addresses) -> str:
    """The body of a hand-written page as CommonMark."""
    key = digest("commonmark", addresses.source, addresses.site, body)
    return recall(key, lambda: _as_commonmark(body, addresses))


def _as_commonmark(body: str, addresses: Addresses) -> str:
    """The same, worked out."""
    lines, code = body.split("\n"), fenced_lines(body)
    written: list[str] = []
    start = at = 0
    while at < len(lines):
        found = _CONTAINER.match(lines[at]) if at not in code else None
        if found:
            end = _end(lines, at + 1)
            written.append(_plain("\n".join(lines[start:at]), addresses))
            inside = "\n".join(line[4:] for line in lines[at + 1 : end])
            title = (
                found[2]
                if found[2] is not None
                else found[1].partition(" ")[0].capitalize()
            )
            written.append(_quoted(title, _as_commonmark(inside, addresses)))
            start = end
        at = end if found else at + 1
    return "\n".join([*written, _plain("\n".join(lines[start:]), addresses)])


def _end(lines: list[str], start: int) -> int:
    """The line behind the block that is indented below an admonition or a tab."""
    end = start
    for at in range(start, len(lines)):
        if lines[at].startswith("    "):
            end = at + 1
        elif lines[at].strip():
            break
    return end


def _quoted(title: str, text: str) -> str:
    """A text as a quotation below its title."""
    head = [f"**{title}**", ""] if title else []
    lines = [*head, *text.strip("\n").split("\n")]
    return "\n".join(f"> {line}".rstrip() for line in lines) + "\n"


@lru_cache(maxsize=1)
def _reader() -> MarkdownIt:
    """The reader of CommonMark, with tables."""
    return MarkdownIt("commonmark").enable("table")


def _plain(body: str, addresses: Addresses) -> str:
    """A body without admonitions and tabs as CommonMark."""
    lines = body.split("\n")
    changed: dict[int, str] = {}
    gone: set[int] = set()
    for first, end, text in _changes(lines, _reader().parse(body), addresses):
        if first not in gone:
            changed[first] = text
            gone |= set(range(first, end))
    return "\n".join(
        changed.get(n, line)
        for n, line in enumerate(lines)
        if n in changed or n not in gone
    )


def _changes(
    lines: list[str], tokens: list[Token], addresses: Addresses
) -> Iterator[tuple[int, int, str]]:
    """Which lines to write otherwise: the first, that behind the last, and what stands there."""
    for token in tokens:
        if token.map is None:
            continue
        first, end = token.map
        text = "\n".join(lines[first:end])
        if token.type == "html_block" and not _PART.match(token.content):
            yield first, end, _html(lines[first], token.content, addresses)
        elif token.type == "table_open":
            yield first, end, _inline(text, addresses, cell=True)
        elif token.type == "inline":
            yield first, end, _inline(text, addresses)
        elif token.type == "fence" and "{" in token.info:
            yield first, first + 1, _INFO.sub(r"\1\2", lines[first])


def _html(line: str, content: str, addresses: Addresses) -> str:
    """A block of HTML, at the place in a list or a quotation that its first line has."""
    mark = re.match(r"(?:[ >]|[-*+] |\d+[.)] )*", line)
    before = mark[0] if mark else ""
    after = re.sub(r"[^ >]", " ", before)
    written = html_as_markdown.blocks(content, addresses.of_page)
    return before + f"\n{after}".join(written.split("\n"))


def _inline(text: str, addresses: Addresses, *, cell: bool = False) -> str:
    """Lines of text, code left as it is; in a `cell` of a table a bar is escaped."""
    pieces = _CODE.split(text)
    written = []
    for n, piece in enumerate(pieces[::3]):
        written.append(_outside(piece, addresses, cell=cell))
        code = pieces[3 * n + 1] if 3 * n + 1 < len(pieces) else ""
        written.append(_in_cell(code) if cell else code)
    return "".join(written)


def _in_cell(code: str) -> str:
    """Code in a cell, its bars escaped: that is what tells them from the end of the cell."""
    return re.sub(r"(?<!\\)\|", r"\|", code)


def _outside(text: str, addresses: Addresses, *, cell: bool) -> str:
    """Text between code: without tags, attribute lists and character references."""
    text = _ATTRIBUTES.sub("", text)
    text = _TAG.sub(lambda found: _tag(found[0], addresses, cell=cell), text)
    text = _REFERENCE.sub(lambda found: _character(found[0], cell=cell), text)
    return _LINK.sub(lambda found: found[1] + addresses.of_source(found[2]), text)


def _tag(text: str, addresses: Addresses, *, cell: bool) -> str:
    """An element within a line; what only looks is gone."""
    written = html_as_markdown.inline(text, addresses.of_page)
    return (
        _in_cell(written)
        if cell
        else written or (" " if text.startswith("<br") else "")
    )


def _character(reference: str, *, cell: bool) -> str:
    """What a character reference stands for, so that it is only that."""
    text = html.unescape(reference)
    if not text.isprintable():
        return reference  # a blank or a mark that nobody would see
    is_active = (
        len(text) == 1 and text in "\\`*_[]<>&#|!~+-.{}()" and (text != "|" or cell)
    )
    return f"\\{text}" if is_active else text
