"""Texts as the words that are compared: case, accents, markup and punctuation aside.

It must not know which texts are internal.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from .built_text import read_html

_NEWLINE = ord("\n")
_TABLE = bytes(
    c
    if c > 127 or c == _NEWLINE
    else ord(chr(c).lower())
    if chr(c).isalnum()
    else ord(" ")
    for c in range(256)
)
_NOT_ASCII = re.compile(rb"[\x80-\xff]+")
_WITHOUT_BLANKS = (
    ("\u0e00", "\u0fff"),
    ("\u1000", "\u109f"),
    ("\u1780", "\u17ff"),
    ("\u3040", "\u30ff"),
    ("\u3400", "\u9fff"),
    ("\U00020000", "\U0003ffff"),
)
_MARK = re.compile(r"\s*(?:[#>]+\s+|[-*+]\s+|\d+[.)]\s+)+")
_ATTRIBUTES = re.compile(r"\s*\{:?\s[^}]*\}\s*$")


def lines(texts: Iterable[str]) -> bytes:
    """The words of each text on a line of its own, every word between single blanks."""
    text = "\n".join(text.replace("\n", " ") for text in texts)
    data = _NOT_ASCII.sub(_plain, text.encode("utf-8", "replace").translate(_TABLE))
    data = b" " + data.replace(b"\n", b" \n ") + b" "
    while b"  " in data:
        data = data.replace(b"  ", b" ")
    return data


def words(text: str) -> bytes:
    """The words of one text, each between single blanks; a text without any is one blank."""
    return lines([text])


def _plain(found: re.Match[bytes]) -> bytes:
    """A run of other letters, made plain."""
    return _plain_run(found[0])


@lru_cache(maxsize=65536)
def _plain_run(run: bytes) -> bytes:
    """Letters without accents and of one width; what has no width goes, all else parts words."""
    text = unicodedata.normalize("NFKD", run.decode("utf-8", "replace")).casefold()
    return "".join(
        _plain_letter(c) for c in unicodedata.normalize("NFKD", text)
    ).encode()


def _plain_letter(c: str) -> str:
    """A letter as it is compared; in scripts without blanks each letter is a word."""
    if unicodedata.category(c) in {"Mn", "Me", "Cf"}:
        return ""
    if any(first <= c <= last for first, last in _WITHOUT_BLANKS):
        return f" {c} "
    return c if c.isalnum() else " "


def readings(text: str, *, tables: bool = False) -> Iterator[str]:
    """What a text says when it is published: each line as it is, and without its Markdown.

    With `tables` the cells of a table's row are told apart, as a page shows them.
    """
    for line in text.splitlines():
        bare = _ATTRIBUTES.sub(
            "", _MARK.sub("", line, count=1) if _MARK.match(line) else line
        )
        is_row = tables and "|" in bare
        if not (is_row and bare.lstrip().startswith("|")):
            yield line
            yield bare
        for cell in bare.strip(" |").split("|") if is_row else (bare,):
            yield from _inline(cell.strip())


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    """The reader of inline Markdown."""
    return MarkdownIt("commonmark")


def _inline(text: str) -> Iterator[str]:
    """A line of Markdown as a reader sees it, and what stands beside it."""
    if not any(c in text for c in "*_`[<&\\"):
        yield text
        return
    tokens = _markdown().parseInline(text)[0].children or []
    yield "".join(
        token.content
        for token in tokens
        if token.type in {"text", "code_inline", "text_special"}
    )
    for token in tokens:
        yield from _beside(token)


def _beside(token: Token) -> Iterator[str]:
    """What is not in the line's own text: an address of elsewhere, an image's words, a comment."""
    for name in ("href", "src"):
        address = str(token.attrs.get(name, ""))
        if "://" in address or address.startswith(("mailto:", "tel:")):
            yield address.partition(":")[2]
    if token.type == "image":
        yield token.content
    if "title" in token.attrs:
        yield str(token.attrs["title"])
    if token.type == "html_inline":
        yield from read_html(token.content).pieces
