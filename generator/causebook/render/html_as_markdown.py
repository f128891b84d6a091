"""Raw HTML of a hand-written page as CommonMark: what it says, without how it looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ..load.page_links import HtmlReader
from . import commonmark

Resolve = Callable[[str], str]
"""From an address as a page has it to one as the copy has it."""

_BLOCKS = frozenset(
    "address article aside blockquote dd details div dl dt fieldset figcaption figure footer form "
    "header hr main nav p section summary table tr".split()
)
_HEADINGS = {f"h{level}": "#" * level + " " for level in range(1, 7)}
_PARTING = frozenset({*_BLOCKS, *_HEADINGS, "ul", "ol", "li", "pre"})
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "summary": "**", "dt": "**"}
_UNSEEN = frozenset(
    {"script", "style", "svg", "template", "iframe", "object", "noscript"}
)
_LITERAL = frozenset({"code", "kbd", "pre", "samp"})


@dataclass
class _Open:
    """An element that is being read: its tag, what has been written of it, and its address."""

    tag: str
    written: list[str] = field(default_factory=list)
    address: str = ""


def blocks(html: str, resolve: Resolve) -> str:
    """The blocks of a piece of HTML as CommonMark."""
    reader = _Reader(resolve)
    reader.feed(html)
    reader.close()
    return reader.text()


def inline(html: str, resolve: Resolve) -> str:
    """HTML within a line as CommonMark, on one line."""
    return " ".join(blocks(html, resolve).split("\n"))


class _Reader(HtmlReader):
    """Writes what it reads; elements that mark nothing in CommonMark leave their texts."""

    def __init__(self, resolve: Resolve) -> None:
        """Begin with nothing."""
        super().__init__()
        self._resolve = resolve
        self._open = [_Open("")]
        self._done: list[str] = []
        self._lists: list[int] = []
        self._unseen = 0
        self._mark = ""

    def text(self) -> str:
        """Everything that was written."""
        while len(self._open) > 1:
            self._end()
        self._flush()
        return "\n".join(self._done).strip("\n")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, a mark, a link or an item."""
        given = {name: value or "" for name, value in attrs}
        self._unseen += tag in _UNSEEN
        if self._unseen:
            return
        if tag in _PARTING:
            self._begin(tag)
        elif tag == "img":
            alt, source = given.get("alt", ""), self._resolve(given.get("src", ""))
            self._open[-1].written.append(
                f"!{commonmark.link(alt, source)}" if alt else ""
            )
        elif tag in {"br", "td", "th"}:
            self._open[-1].written.append(" ")
        if tag in _MARKS or tag in _LITERAL or tag == "a":
            self._open.append(_Open(tag, address=given.get("href", "")))

    def _begin(self, tag: str) -> None:
        """Begin a block."""
        if not self._part():
            return
        self._mark = _HEADINGS.get(tag, self._mark)
        if tag in {"ul", "ol"}:
            self._lists.append(1 if tag == "ol" else 0)
        elif tag == "li":
            number = self._lists[-1] if self._lists else 0
            self._mark = "   " * (len(self._lists) - 1) + (
                f"{number}. " if number else "- "
            )
            if number:
                self._lists[-1] += 1

    def _part(self) -> bool:
        """End the block that is being written, if it ends here.

        What a link holds is one line, whatever blocks are in it.
        """
        if any(one.tag == "a" for one in self._open):
            self._open[-1].written.append(" ")
            return False
        self._flush()
        return True

    def handle_endtag(self, tag: str) -> None:
        """End what began."""
        self._unseen -= tag in _UNSEEN and self._unseen > 0
        if self._unseen:
            return
        if any(one.tag == tag for one in self._open[1:]):
            while self._end() != tag:
                pass
        is_end = tag in _PARTING and self._part()
        if is_end and tag in {"ul", "ol"} and self._lists:
            self._lists.pop()
            self._done.append("")

    def handle_data(self, data: str) -> None:
        """Write a text."""
        if not self._unseen:
            is_literal = any(one.tag in _LITERAL for one in self._open)
            self._open[-1].written.append(
                data if is_literal else commonmark.within(data)
            )

    def _end(self) -> str:
        """Write the innermost element into the one around it; returns its tag."""
        one = self._open.pop()
        inside = "".join(one.written)
        shown = inside.strip()
        before, _, after = inside.partition(shown) if shown else (inside, "", "")
        self._open[-1].written += [
            before,
            self._written(one, shown) if shown else "",
            after,
        ]
        return one.tag

    def _written(self, one: _Open, shown: str) -> str:
        """An element with its mark."""
        if one.tag == "pre":
            return f"\n{commonmark.fenced(''.join(one.written).strip(chr(10)))}\n"
        if one.tag in _LITERAL:
            is_whole = any(other.tag in _LITERAL for other in self._open)
            return (
                shown if is_whole else str(commonmark.code(" ".join(shown.split())))
            )
        if one.tag == "a":
            return (
                f"[{shown}]({self._resolve(one.address)})" if one.address else shown
            )
        return f"{_MARKS[one.tag]}{shown}{_MARKS[one.tag]}"

    def _flush(self) -> None:
        """End the block that is being written."""
        while len(self._open) > 1:
            self._end()
        text = "".join(self._open[0].written)
        self._open[0].written.clear()
        is_code = text.lstrip("\n").startswith("```")
        shown = text.strip("\n") if is_code else " ".join(text.split())
        if shown:
            is_item = bool(self._lists)
            self._done += (
                [f"{self._mark}{shown}"] if is_item else [f"{self._mark}{shown}", ""]
            )
        self._mark = "   " * len(self._lists)
