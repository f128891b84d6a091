"""A runbook in Markdown, read into sections: its headings, and below each its blocks as rich text.

What the grammar of rich text does not have is written as what it has: a heading becomes bold, an
image its text and its address, HTML becomes code. No word is left out. What a heading means is not
known here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from ..model.rich_text import CODE_BLOCKS, is_link

_HEAD = re.compile(r"\A---[ \t]*\n(.*?\n)---[ \t]*(?:\n|\Z)", re.S)
_TITLE = re.compile(r"^title:[ \t]*[\"']?(.+?)[\"']?[ \t]*$", re.M)
_ACTIVE = re.compile(r"[\\`*\[\]<&]|(?<![^\W_])_|_(?![^\W_])")
_LINE_START = re.compile(r"^([ \t]*)([-+=>#~|]|\d{1,9}(?=[.)]))", re.M)
_UNPUBLISHED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe0f\ufeff]"
)
_LOWEST = 7
"""The level of a bold line that serves as a heading."""


@dataclass(frozen=True)
class Block:
    """A block as rich text, or a block of code; `items` are those of a list, each its blocks."""

    text: str = ""
    code: str = ""
    items: tuple[tuple[Block, ...], ...] = ()
    is_ordered: bool = False
    links: tuple[tuple[str, str], ...] = ()
    plain: str = ""


@dataclass
class Section:
    """What stands below a heading, with the sections within it."""

    title: str
    level: int
    blocks: list[Block] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)

    def whole(self) -> list[Block]:
        """The blocks of the section and of those within it, with their titles."""
        found = list(self.blocks)
        for section in self.sections:
            bold = f"**{escaped(section.title)}**" if section.title else ""
            found += [Block(bold, plain=section.title)] if bold else []
            found += section.whole()
        return found


def runbook(text: str, name: str, is_label: Callable[[str], object]) -> Section:
    """The sections of a runbook; the whole is one without a level, titled by its front matter.

    Where a bold line is a label, such as **Symptoms**, all bold lines are headings too.
    """
    text = _UNPUBLISHED.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    head = _HEAD.match(text)
    title = _TITLE.search(head[1]) if head else None
    root = Section(title[1] if title else name, 0)
    if head:
        root.blocks.append(Block(code=head[1].strip()))
    above = [root]
    tree = SyntaxTreeNode(
        MarkdownIt("commonmark").parse(text[head.end() if head else 0 :])
    )
    has_labels = any(
        _is_bold(node) and is_label(_plain(node)) for node in tree.children
    )
    for node in tree.children:
        level = _level(node, has_labels=has_labels)
        if not level:
            above[-1].blocks += _blocks(node)
            continue
        while above[-1].level >= level:
            above.pop()
        section = Section(_plain(node).strip().rstrip(":"), level)
        above[-1].sections.append(section)
        above.append(section)
    return root


def _level(node: SyntaxTreeNode, *, has_labels: bool) -> int:
    """The level of a heading; 0 for anything else."""
    if node.type == "heading":
        return int(node.tag[1:])
    return _LOWEST if has_labels and _is_bold(node) else 0


def _is_bold(node: SyntaxTreeNode) -> bool:
    """Whether a block is a line of bold text alone."""
    parts = node.children[0].children if node.type == "paragraph" else []
    return [
        part.type for part in parts if part.children or part.content.strip(" :")
    ] == ["strong"]


def key_of(title: str) -> str:
    """A heading as it is compared: lower-case words without numbers and signs."""
    return " ".join(re.findall(r"[^\W\d_]+", title.lower()))


def escaped(text: str) -> str:
    """A text so that nothing in it is Markdown."""
    text = _ACTIVE.sub(lambda found: f"\\{found[0]}", text)
    return _LINE_START.sub(lambda found: _away(found[1], found[2]), text)


def _away(blank: str, sign: str) -> str:
    """What begins a block, so that it does not."""
    return f"{blank}{sign}\\" if sign[0].isdigit() else f"{blank}\\{sign}"


def _blocks(node: SyntaxTreeNode) -> list[Block]:
    """A block with what it holds; a quotation is the blocks in it."""
    if node.type in {*CODE_BLOCKS, "html_block"}:
        return [Block(code=node.content.strip("\n"))] if node.content.strip() else []
    if node.type in {"bullet_list", "ordered_list"}:
        items = tuple(tuple(_all(item.children)) for item in node.children)
        return [
            Block(items=items, is_ordered=node.type[0] == "o", links=_links(node))
        ]
    if node.type == "paragraph":
        return [
            Block(
                _inline(node.children[0]).strip(),
                links=_links(node),
                plain=_plain(node),
            )
        ]
    if node.type == "heading":
        return [Block(f"**{escaped(_plain(node))}**", plain=_plain(node))]
    return list(_all(node.children))


def _all(nodes: list[SyntaxTreeNode]) -> Iterator[Block]:
    """The blocks of several nodes."""
    for node in nodes:
        yield from _blocks(node)


def _inline(node: SyntaxTreeNode) -> str:
    """What stands in a line, as rich text."""
    inner = "".join(_inline(child) for child in node.children)
    match node.type:
        case "text":
            return escaped(node.content)
        case "softbreak" | "hardbreak":
            return "\n"
        case "code_inline" | "html_inline":
            return _code(node.content)
        case "em" | "strong" if inner.strip():
            sign = "*" if node.type == "em" else "**"
            return f"{sign}{inner}{sign}"
        case "link":
            address = str(node.attrs.get("href", ""))
            return (
                f"[{inner}]({address})"
                if is_link(address)
                else f"{inner} {_code(address)}"
            )
        case "image":
            return f"{escaped(node.content)} {_code(str(node.attrs.get('src', '')))}"
    return inner


def _code(text: str) -> str:
    """The text as a code span."""
    text = " ".join(text.split())
    if not text:
        return ""
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    return f"{fence} {text} {fence}" if "`" in text else f"`{text}`"


def _plain(node: SyntaxTreeNode) -> str:
    """The words of a node without any marks."""
    if node.type in {"softbreak", "hardbreak"}:
        return " "
    return (
        node.content
        if not node.children
        else "".join(_plain(child) for child in node.children)
    )


def _links(node: SyntaxTreeNode) -> tuple[tuple[str, str], ...]:
    """The titles and the addresses of the links in a node."""
    own = (
        [(_plain(node).strip(), str(node.attrs.get("href", "")))]
        if node.type == "link"
        else []
    )
    inner = [found for child in node.children for found in _links(child)]
    return tuple(one for one in [*own, *inner] if is_link(one[1]))


def rich(blocks: list[Block] | tuple[Block, ...]) -> str:
    """Blocks as one rich text."""
    return "\n\n".join(filter(None, map(_rich, blocks)))


def _rich(block: Block) -> str:
    """A block as rich text."""
    if block.code:
        return fenced(block.code)
    if not block.items:
        return block.text
    rows = [rich(item) for item in block.items if rich(item)]
    marks = [f"{n}. " if block.is_ordered else "- " for n in range(1, len(rows) + 1)]
    return "\n".join(
        f"{mark}{row}".replace("\n", "\n" + " " * len(mark))
        for mark, row in zip(marks, rows, strict=True)
    )


def fenced(text: str) -> str:
    """The text as a block of code, whatever fences it has itself."""
    fence = "`" * max(
        3, max((len(run) for run in re.findall("`+", text)), default=0) + 1
    )
    return f"{fence}\n{text}\n{fence}"


def words(blocks: list[Block] | tuple[Block, ...]) -> str:
    """The words of blocks without code, in one line."""
    found = (
        block.plain or " ".join(words(item) for item in block.items)
        for block in blocks
    )
    return " ".join(" ".join(found).split())
