"""The Markdown copies: CommonMark that people and programs read as it stands.

Unlike the Markdown of the site, which only MkDocs reads, these have no character references
and no raw HTML. Rich text keeps the author's own words within a line, since its grammar is
a part of CommonMark; blocks are laid out anew, so that they fit below any mark of a list.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markupsafe import Markup

from ..model.rich_text import CODE_BLOCKS, Span, one_line, read_rich

Resolve = Callable[[str], str]
"""From an entry id to the address of its page's copy, as seen from the copy being written."""

_ACTIVE = re.compile(r"[\\`*\[\]<&~|]|(?<![^\W_])_|_(?![^\W_])|#(?=#*\Z)")
_LINE_START = re.compile(r"\A(?:(\d{1,9})(?=[.)])|(?=[-+=>#]))")
_ADDRESS = re.compile(
    r"\\."
    r"|(?<!`)(?P<run>`+)(?!`).*?(?<!`)(?P=run)(?!`)"
    r"|(?P<before>\]\(\s*<?)entry:(?P<id>[a-z0-9-]+)"
    r"|<entry:(?P<auto>[a-z0-9-]+)>",
    re.S,
)


def plain(text: str) -> Markup:
    """The text as inline CommonMark."""
    text = _ACTIVE.sub(lambda found: f"\\{found[0]}", one_line(text))
    return Markup(_LINE_START.sub(r"\1\\", text))  # noqa: S704 - escaped above


def within(text: str) -> str:
    """A text within a line, blanks at its ends included."""
    return _ACTIVE.sub(lambda found: f"\\{found[0]}", re.sub(r"\s+", " ", text))


def code(text: str) -> Markup:
    """The text as a code span."""
    fence = "`" * (_longest_run(text) + 1) if "`" in text else "`"
    edges = text[:1] + text[-1:]
    padded = "`" in edges or (edges == "  " and bool(text.strip(" ")))
    inner = f" {text} " if padded else text
    return Markup(f"{fence}{inner}{fence}")  # noqa: S704 - code is literal


def fenced(text: str, language: str = "text") -> Markup:
    """The text as a fenced code block, whatever fences it contains itself."""
    fence = "`" * max(3, _longest_run(text) + 1)
    return Markup(f"{fence}{language}\n{text}\n{fence}")  # noqa: S704 - code is literal


def link(text: str, address: str) -> Markup:
    """A link to an address, which may hold what would end it."""
    safe = address.replace("\\", "\\\\").replace("<", "%3C").replace(">", "%3E")
    target = f"<{safe}>" if re.search(r"[()\s\\]", safe) else safe
    return Markup(f"[{plain(text)}]({target})")  # noqa: S704 - both parts are safe


def rich(text: str, resolve: Resolve) -> Markup:
    """Rich text as CommonMark blocks."""
    written = _blocks(read_rich(text).children, resolve, "\n\n")
    return Markup(written)  # noqa: S704 - the author's own Markdown


def below(text: str, mark: str) -> Markup:
    """A text behind a mark of a list.

    Each line after the first stands under what follows the mark.
    """
    return Markup(_below(str(text), mark))  # noqa: S704 - only blanks are added


def _longest_run(text: str) -> int:
    """The length of the longest run of backticks."""
    return max((len(run) for run in re.findall(r"`+", text)), default=0)


def _below(text: str, mark: str) -> str:
    """The lines of a text, moved to the right by the width of a mark, but for the first one."""
    return re.sub(r"\n(?=[^\n])", "\n" + " " * len(mark), text)


def _blocks(spans: tuple[Span, ...], resolve: Resolve, gap: str) -> str:
    """Blocks one after another; a list behind a list of its kind gets the other mark."""
    written: list[str] = []
    other = False
    for number, span in enumerate(spans):
        other = bool(number) and spans[number - 1].kind == span.kind and not other
        written.append(_block(span, resolve, "*)" if other else "-."))
    return gap.join(written)


def _block(span: Span, resolve: Resolve, marks: str) -> str:
    """One block; `marks` is the bullet and what ends a number."""
    if span.kind == "paragraph":
        return (
            _line(span.children[0].text, resolve) or "&#32;"
        )  # blanks of another kind alone
    if span.kind in CODE_BLOCKS:
        return fenced(span.text.removesuffix("\n"))
    gap = (
        "\n"
        if any(child.tight for item in span.children for child in item.children)
        else "\n\n"
    )
    items = []
    for number, item in enumerate(span.children, span.start):
        mark = (
            f"{number}{marks[1]} " if span.kind == "ordered_list" else f"{marks[0]} "
        )
        items.append(
            f"{mark}{_below(_blocks(item.children, resolve, gap), mark)}".rstrip(" ")
        )
    return gap.join(items)


def _line(source: str, resolve: Resolve) -> str:
    """The author's Markdown of a paragraph on one line, its links to entries resolved."""

    def resolved(found: re.Match[str]) -> str:
        if found["auto"]:
            return f"[entry:{found['auto']}]({resolve(found['auto'])})"
        return f"{found['before']}{resolve(found['id'])}" if found["id"] else found[0]

    return _ADDRESS.sub(resolved, source).replace("\n", " ")
