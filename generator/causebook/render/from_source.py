"""Addresses as Zensical wants them: all counted from the source file.

MkDocs leaves alone what names no file, and all raw HTML, so the pages of a book count such
addresses from the page's own address, as browsers do. Zensical rewrites them as it does links
to files, which count from the source: `../c/` on the page of `a/b.md` would become `../../c/`.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import groupby

from ..book.addresses import url
from ..load.page_links import fenced_lines

_CODE = r"(?<!`)(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)"
_TAG = r"(?P<tag><[A-Za-z][^<>]*?\s(?:href|src)\s*=\s*(?P<quote>[\"']))(?P<seen>.*?)(?=(?P=quote))"
_LINK = r"(?P<link>\]\(<?|^ {0,3}\[[^\]\n]+\]:[ \t]+<?)(?P<folder>[^\s()<>?#]+/(?=[\s)>?#]|\Z))"
_ADDRESS = re.compile(f"{_CODE}|{_TAG}|{_LINK}", re.S | re.M)
"""What may have an address: code, which has none; a tag; a link in Markdown to a folder, which
is no file, so that MkDocs leaves it alone as well."""
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/#?]|\Z")


def from_source(files: Mapping[str, str | bytes]) -> dict[str, str | bytes]:
    """The files of a docs folder, with the addresses on pages so counted."""
    return {
        name: _page(name, text)
        if isinstance(text, str) and name.endswith(".md")
        else text
        for name, text in files.items()
    }


def _page(source: str, text: str) -> str:
    """A page's text; its front matter and its code stay as they are."""
    if posixpath.dirname(url(source)) == posixpath.dirname(source):
        return text  # the page of an index lies where its source does
    head, end, body = (
        text.partition("\n---\n") if text.startswith("---\n") else ("", "", text)
    )
    return (
        head
        + end
        + "".join(
            part if is_code else _ADDRESS.sub(partial(_counted, source), part)
            for is_code, part in _parts(body)
        )
    )


def _parts(body: str) -> Iterator[tuple[bool, str]]:
    """The body in turns of text and blocks of code, each with whether it is code."""
    code = fenced_lines(body)
    lines = enumerate(re.split(r"(?<=\n)", body))
    for is_code, group in groupby(lines, key=lambda line: line[0] in code):
        yield is_code, "".join(text for _, text in group)


def _counted(source: str, found: re.Match[str]) -> str:
    """What was found, with its address so counted; code stays as it is."""
    if found["ticks"]:
        return found[0]
    written = found["seen"] or found["folder"] or ""
    target = html.unescape(written)  # characters that Markdown would take for its own
    seen = seen_from_source(target, source)
    before = found["tag"] or found["link"]
    return before + (written if seen == target else html.escape(seen))


def seen_from_source(target: str, source: str) -> str:
    """An address that counts from the page of `source`, as it counts from `source` itself."""
    if _ELSEWHERE.match(target):
        return target
    path = re.split(r"[?#]", target, maxsplit=1)[0]
    own_folder = posixpath.basename(source).removesuffix(".md")
    found = posixpath.normpath(posixpath.join(own_folder, path))
    is_folder = path.endswith(("/", "."))
    return found + "/" * is_folder + target[len(path) :]
