"""What a hand-written page refers to, and which of its blocks MkDocs would tear from their list.

Read by a CommonMark parser, never by patterns. It must not know which targets exist.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser
from itertools import chain

from markdown.extensions.toc import slugify, slugify_unicode
from markdown_it import MarkdownIt
from markdown_it.token import Token

from .recalled import recalled

_CONTAINER = re.compile(r" *(?:!!!|\?\?\?\+?|===)\s")
_ID = re.compile(r"\{:?[^}]*#([^\s}]+)[^}]*\}")
_COUNTED = re.compile(r"_\d+\Z")
_BLOCKS = {
    "fence": "a code block",
    "code_block": "a code block",
    "paragraph_open": "a paragraph",
    "bullet_list_open": "a list",
    "ordered_list_open": "a list",
    "table_open": "a table",
}


@dataclass(frozen=True)
class Mention:
    """An address that a page refers to, with its place in the page's body (from 1)."""

    target: str
    line: int
    col: int


@dataclass(frozen=True)
class Torn:
    """A block in a list that is indented by too little: what and where it is, and what it needs."""

    what: str
    line: int
    indent: int
    needs: int


@lru_cache(maxsize=1)
def _reader() -> MarkdownIt:
    """The reader; addresses come as they are written."""
    reader = MarkdownIt("commonmark").enable("table")
    setattr(reader, "validateLink", lambda _url: True)  # noqa: B010 - of the instance
    setattr(reader, "normalizeLink", lambda url: url)  # noqa: B010
    return reader


@lru_cache(maxsize=256)
def _tokens(body: str) -> tuple[Token, ...]:
    """The blocks of a body."""
    return tuple(_reader().parse("\n".join(_opened(body.split("\n")))))


def _opened(lines: list[str]) -> Iterator[str]:
    """The lines; the content of admonitions and tabs stands at the left, as blocks of the page."""
    levels: list[int] = []
    for line in lines:
        indent = len(line) - len(line.lstrip(" "))
        while line.strip() and levels and indent < levels[-1]:
            levels.pop()
        text = line[4 * len(levels) :]
        if _CONTAINER.match(text):
            levels.append(indent + 4)
            text = ""
        yield text


@recalled
@lru_cache(maxsize=256)
def mentions(body: str) -> tuple[Mention, ...]:
    """Every link and image of a body."""
    return tuple(_mentions(body))


def _mentions(body: str) -> Iterator[Mention]:
    """Every link and image of a body, as they are found."""
    lines = body.split("\n")
    for token in _tokens(body):
        first, end = token.map or (0, 0)
        if token.type == "html_block":
            yield from (
                _at(target, first, end, lines) for target in _html(token.content)
            )
        for target in chain.from_iterable(map(_targets, token.children or ())):
            yield _at(target, first, end, lines)


def _targets(token: Token) -> list[str]:
    """What an inline token refers to."""
    if token.type == "html_inline":
        return _html(token.content)
    found = [
        str(token.attrs[name]) for name in ("href", "src") if name in token.attrs
    ]
    return found + [
        target for child in token.children or () for target in _targets(child)
    ]


def _at(target: str, first: int, end: int, lines: list[str]) -> Mention:
    """The mention of a target on one of the lines, else where it is defined, else on the first."""
    for number in (*range(first, max(end, first + 1)), *range(len(lines))):
        col = lines[number].find(target) if target else -1
        if col >= 0:
            return Mention(target, number + 1, col + 1)
    return Mention(target, first + 1, 1)


class HtmlReader(HTMLParser):
    """Reads HTML as browsers do: a declaration that means nothing is a comment, never an error."""

    def parse_marked_section(
        self,
        i: int,
        report: int = 1,  # noqa: ARG002 - the base class's
    ) -> int:
        """The end of what begins with `<![` at `i`."""
        return self.parse_bogus_comment(i)


class _Html(HtmlReader):
    """Collects addresses and anchors of raw HTML."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the addresses and ids of a tag."""
        self.links += [
            value
            for name, value in attrs
            if value and name in {"href", "src", "poster"}
        ]
        self.ids += [
            value for name, value in attrs if value and name in {"id", "name"}
        ]


def _html(text: str) -> list[str]:
    """The addresses in raw HTML."""
    parser = _Html()
    parser.feed(text)
    return parser.links


@recalled
@lru_cache(maxsize=256)
def fenced_lines(body: str) -> frozenset[int]:
    """The lines (from 0) that are code."""
    blocks = [
        token.map for token in _tokens(body) if token.type in {"fence", "code_block"}
    ]
    return frozenset(line for span in blocks if span for line in range(*span))


def has_anchor(body: str, fragment: str) -> bool:
    """Whether a body has a heading or an id of that name, whichever way its headings are named."""
    # the top of any page (HTML, "scroll to the fragment")
    if fragment.lower() in {"", "top"}:
        return True
    known = _anchors(body)
    return fragment in known or _COUNTED.sub("", fragment) in known


@recalled
@lru_cache(maxsize=256)
def _anchors(body: str) -> frozenset[str]:
    """The ids of a body, and all names that its headings may have."""
    known = set(_ID.findall(body))
    tokens = _tokens(body)
    for n, token in enumerate(tokens):
        is_markup = "html" in token.type or token.type == "inline"
        if is_markup and "<" in token.content:
            parser = _Html()
            parser.feed(token.content)
            known.update(parser.ids)
        if token.type == "heading_open":
            known.update(_slugs(tokens[n + 1]))
    return frozenset(known)


def _slugs(heading: Token) -> Iterator[str]:
    """The anchors that a heading may have."""
    text = "".join(
        child.content
        for child in heading.children or ()
        if child.type in {"text", "code_inline"}
    )
    text = _ID.sub("", text).strip()
    yield slugify(text, "-")
    yield slugify_unicode(text, "-")
    yield re.sub(r"\s", "-", re.sub(r"[^\w\- ]", "", text).strip().lower())


@recalled
def torn(body: str) -> tuple[Torn, ...]:
    """Blocks that CommonMark sees in a list item and Python-Markdown does not.

    It wants four blanks a level.
    """
    return tuple(_torn(body))


def _torn(body: str) -> Iterator[Torn]:
    """The same, one after the other."""
    lines = list(_opened(body.split("\n")))
    stack: list[str] = []
    before: Token | None = None
    for token in _tokens(body):
        first = before is not None and before.type == "list_item_open"
        is_in_item = stack[-1:] == ["list_item"] and "blockquote" not in stack
        if is_in_item and token.type in _BLOCKS and token.map and not token.hidden:
            needs, line = 4 * stack.count("list_item"), lines[token.map[0]]
            yield from _judged(token, needs, line, first=first)
        if token.nesting == 1:
            stack.append(token.type.removesuffix("_open"))
        elif token.nesting == -1:
            stack.pop()
        before = token


@recalled
def unclosed(body: str) -> tuple[int, ...]:
    """The lines (from 1) of code blocks that nothing ends: the rest of the page is in them."""
    return tuple(_unclosed(body))


def _unclosed(body: str) -> Iterator[int]:
    """The same, one after the other."""
    lines = body.rstrip().split("\n")
    for token in _tokens(body):
        if token.type == "fence" and token.map and token.map[1] >= len(lines):
            first, last = token.map[0], lines[-1].strip()
            is_closed = len(lines) - 1 > first and last.startswith(token.markup)
            if not is_closed or last.strip(token.markup[0]):
                yield first + 1


def _judged(token: Token, needs: int, line: str, *, first: bool) -> Iterator[Torn]:
    """The block, if it is torn from its item; the first stands on the item's own line."""
    indent = len(line) - len(line.lstrip(" "))
    at = (token.map or [0])[0] + 1
    if (first and token.type == "fence") or (not first and indent < needs):
        yield Torn(_BLOCKS[token.type], at, indent, needs)
