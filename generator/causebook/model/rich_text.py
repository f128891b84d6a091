"""The two kinds of text that authors write, read into one small tree.

Plain text is what it is. Rich text allows paragraphs, lists, code, emphasis and links,
and nothing else; markdown-it-py reads it, and whatever it finds beyond the grammar is
reported with its line. How the tree is written as Markdown or HTML is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypedDict

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

LINK = re.compile(
    r"(?:https?://[^\s<>\"'\\^`{|}]+|mailto:[^\s<>\"'\\^`{|}@]+@[^\s<>\"'\\^`{|}@]+)\Z"
)
ENTRY_LINK = re.compile(r"entry:([a-z0-9]+(?:-[a-z0-9]+)*)\Z")
CODE_BLOCKS = frozenset({"fence", "code_block"})
_PLAIN = re.compile(r"(?! |\d{1,9}[.)]|=)[A-Za-z0-9 ,.;:'()/?=%“”‘’…–—\"]*\Z")
_KEPT = {
    "paragraph",
    "text",
    "softbreak",
    "bullet_list",
    "ordered_list",
    "list_item",
    "code_inline",
    "em",
    "strong",
    "link",
    "inline",
    *CODE_BLOCKS,
}
_LITERAL = {"text", "code_inline", "inline", *CODE_BLOCKS}
_REMEDY = "use paragraphs, lists, `code`, *emphasis* and [links](https://…) only"


@dataclass(frozen=True)
class Span:
    """A node of rich text: `kind` is a markdown-it node type, `text` its content as written.

    `start` is the first number of an ordered list; a `tight` paragraph stands in a list
    without empty lines.
    """

    kind: str
    text: str = ""
    url: str = ""
    children: tuple[Span, ...] = ()
    start: int = 1
    tight: bool = False


class RichTextError(ValueError):
    """Rich text outside the grammar; `line` counts from 0 within the text."""

    def __init__(self, problem: str, line: int, remedy: str = _REMEDY) -> None:
        """Keep the problem, the line it is on and what to do about it."""
        super().__init__(problem)
        self.line, self.remedy = line, remedy


def is_link(url: str) -> bool:
    """Whether the address may be published: http, https or mailto, with no odd characters."""
    return bool(LINK.match(url)) and all(c.isprintable() for c in url)


def one_line(text: str) -> str:
    """The text on one line, with single spaces; blanks with a meaning of their own stay."""
    return re.sub(r"[ \t\r\n\f]+", " ", text).strip()


@lru_cache(maxsize=1)
def _reader() -> MarkdownIt:
    """The CommonMark reader; links of every scheme pass, so that they can be reported."""
    reader = MarkdownIt("commonmark")
    setattr(reader, "validateLink", lambda _url: True)  # noqa: B010 - of the instance
    return reader


class _Definition(TypedDict):
    """A link definition as markdown-it notes it: its lines, from 0."""

    map: tuple[int, int]


@lru_cache(maxsize=4096)
def read_rich(text: str) -> Span:
    """The tree of a rich text; raises RichTextError for anything outside the grammar."""
    if _PLAIN.match(text):
        return _paragraph(text.strip())
    found: dict[str, dict[str, _Definition]] = {}
    tree = _span(SyntaxTreeNode(_reader().parse(text, found)), 0)
    for definition in found.get("references", {}).values():
        raise RichTextError(
            "a link definition is not allowed in rich text",
            definition["map"][0],
            "write the address into the link: [text](https://…)",
        )
    return tree


def _paragraph(text: str) -> Span:
    """The tree of a text that has nothing to be read in it."""
    inline = Span("inline", text, children=(Span("text", text),))
    return Span("root", children=(Span("paragraph", children=(inline,)),))


def _span(node: SyntaxTreeNode, line: int) -> Span:
    """One node with its children, checked against the grammar."""
    if node.is_root:
        return Span(
            "root", children=tuple(_span(child, 0) for child in node.children)
        )
    line = node.map[0] if node.map else line
    _check(node, line)
    children = []
    for child in node.children:
        children.append(_span(child, line))
        line += child.type == "softbreak"
    return Span(
        node.type,
        node.content if node.type in _LITERAL else "",
        _address(node),
        tuple(children),
        int(node.attrs.get("start", 1)),
        node.type == "paragraph" and node.hidden,
    )


def _check(node: SyntaxTreeNode, line: int) -> None:
    """Raise RichTextError for a node that the grammar does not have."""
    if node.type not in _KEPT:
        raise RichTextError(f"{_name(node.type)} is not allowed in rich text", line)
    url = _address(node)
    if node.type == "link" and not (is_link(url) or ENTRY_LINK.match(url)):
        raise RichTextError(
            f"the link “{url[:60]}” is not allowed",
            line,
            "use http, https, mailto or entry:id",
        )


def _address(node: SyntaxTreeNode) -> str:
    """Where a link leads."""
    return str(node.attrs.get("href", "")) if node.type == "link" else ""


def _name(kind: str) -> str:
    """The author's word for a construct."""
    return {
        "html_block": "raw HTML",
        "html_inline": "raw HTML",
        "heading": "a heading",
        "image": "an image",
        "blockquote": "a quotation",
        "hr": "a rule",
        "hardbreak": "a forced line break",
    }.get(kind, kind)


def entry_links(text: str) -> tuple[str, ...]:
    """The ids that a rich text links to as `entry:id`."""
    return tuple(_entries(read_rich(text))) if "entry:" in text else ()


def _entries(span: Span) -> Iterator[str]:
    """The ids that a node and its children link to."""
    own = ENTRY_LINK.match(span.url)
    if own:
        yield own[1]
    for child in span.children:
        yield from _entries(child)
