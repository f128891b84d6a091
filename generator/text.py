"""The two kinds of text that authors write, read into one small tree.

Plain text is what it is. Rich text allows paragraphs, lists, code, emphasis and links,
and nothing else; markdown-it-py reads it, and whatever it finds beyond the grammar is
reported with its line. How the tree is written as Markdown or HTML is not known here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

LINK = re.compile(r"(?:https?://[^\s<>\"'\\^`{|}]+|mailto:[^\s<>\"'\\^`{|}@]+@[^\s<>\"'\\^`{|}@]+)\Z")
ENTRY_LINK = re.compile(r"entry:([a-z0-9]+(?:-[a-z0-9]+)*)\Z")
_PLAIN = re.compile(r"[A-Za-z0-9 ,.;:'()/?=%“”‘’…–—\"]*\Z")
_STARTS_A_LIST = re.compile(r"\d{1,9}[.)]|[=]")
_KEPT = {"paragraph", "text", "softbreak", "bullet_list", "ordered_list", "list_item",
         "code_inline", "em", "strong", "link", "inline", "fence", "code_block"}
_REMEDY = "use paragraphs, lists, `code`, *emphasis* and [links](https://…) only"


@dataclass(frozen=True)
class Span:
    """A node of rich text: `kind` is a markdown-it node type, `text` its literal content."""

    kind: str
    text: str = ""
    url: str = ""
    children: tuple[Span, ...] = ()


class RichTextError(ValueError):
    """Rich text outside the grammar; `line` counts from 0 within the text."""

    def __init__(self, problem: str, line: int, remedy: str = _REMEDY) -> None:
        """Keep the problem, the line it is on and what to do about it."""
        super().__init__(problem)
        self.line, self.remedy = line, remedy


def is_link(url: str) -> bool:
    """Whether the address may be published: http, https or mailto, with no odd characters."""
    return bool(LINK.match(url)) and all(c.isprintable() for c in url)


@lru_cache(maxsize=1)
def _reader() -> MarkdownIt:
    """The CommonMark reader; links of every scheme pass, so that they can be reported."""
    reader = MarkdownIt("commonmark")
    setattr(reader, "validateLink", lambda _url: True)  # noqa: B010 - a method of the instance, meant to be replaced
    return reader


@lru_cache(maxsize=4096)
def read_rich(text: str) -> Span:
    """The tree of a rich text; raises RichTextError for anything outside the grammar."""
    text = text.strip()
    if _PLAIN.match(text) and not _STARTS_A_LIST.match(text):
        return Span("root", children=(Span("paragraph", children=(Span("text", text),)),))
    return _span(SyntaxTreeNode(_reader().parse(text)), 0)


def _span(node: SyntaxTreeNode, line: int) -> Span:
    """One node with its children, checked against the grammar."""
    if node.is_root:
        return Span("root", children=tuple(_span(child, 0) for child in node.children))
    line = node.map[0] if node.map else line
    if node.type not in _KEPT:
        raise RichTextError(f"{_name(node.type)} is not allowed in rich text", line)
    url = str(node.attrs.get("href", "")) if node.type == "link" else ""
    if node.type == "link" and not (is_link(url) or ENTRY_LINK.match(url)):
        raise RichTextError(f"the link “{url[:60]}” is not allowed", line,
                            "use http, https, mailto or entry:id")
    content = node.content if node.type in {"text", "code_inline", "fence", "code_block"} else ""
    children = []
    for child in node.children:
        children.append(_span(child, line))
        line += child.type == "softbreak"
    return Span(node.type, content, url, tuple(children))


def _name(kind: str) -> str:
    """The author's word for a construct."""
    return {"html_block": "raw HTML", "html_inline": "raw HTML", "heading": "a heading",
            "image": "an image", "blockquote": "a quotation", "hr": "a rule",
            "hardbreak": "a forced line break"}.get(kind, kind)


def entry_links(text: str) -> tuple[str, ...]:
    """The ids that a rich text links to as `entry:id`."""
    def walk(span: Span) -> list[str]:
        own = ENTRY_LINK.match(span.url)
        return ([own[1]] if own else []) + [x for child in span.children for x in walk(child)]

    return tuple(walk(read_rich(text))) if "entry:" in text else ()
