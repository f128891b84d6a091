"""Text from YAML, written so that the reader sees exactly what the author wrote.

MkDocs passes raw HTML, script links and attribute lists straight through, so every text is
escaped here, on its way into Markdown or into an HTML block within Markdown. Nothing else
in the package escapes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from html import escape

from markupsafe import Markup

from .text import ENTRY_LINK, Span, read_rich

Resolve = Callable[[str], str]
"""From an entry id to the address of its page, as seen from the page being written."""

_ACTIVE = re.compile(r"[\\`*_{}\[\]<>&#|!~^$=+@:\"']|(?<=\w)-(?=-)|--")
_LINE_START = re.compile(r"\A(\s*)([-.)]|\d+[.)])")
_IN_HTML = str.maketrans({c: f"&#{ord(c)};" for c in "`\t~{}*_[]!|\\"})


@lru_cache(maxsize=65536)
def plain_md(text: str) -> Markup:
    """The text as inline Markdown that shows every character as it is."""
    text = _ACTIVE.sub(lambda found: "".join(f"&#{ord(c)};" for c in found[0]), " ".join(text.split()))
    start = _LINE_START.match(text)
    if start:
        text = f"{start[1]}{start[2][:-1]}&#{ord(start[2][-1])};{text[start.end():]}"
    return Markup(text)  # noqa: S704 - escaped above


def plain_html(text: str) -> Markup:
    """The text for HTML inside Markdown, a block, an attribute or an inline tag; line breaks are kept."""
    return Markup(escape(text).translate(_IN_HTML))  # noqa: S704 - escaped here


def without_markdown(html: Markup) -> str:
    """HTML made here, for a place that is not Markdown: what only Markdown would read is itself again."""
    for code, entity in _IN_HTML.items():
        html = html.replace(Markup(entity), Markup(chr(code)))  # noqa: S704 - none of them means anything in HTML
    return str(html)


def rich_md(text: str, resolve: Resolve) -> Markup:
    """Rich text as Markdown blocks."""
    return Markup("\n\n".join(_block_md(child, resolve, "") for child in read_rich(text).children))  # noqa: S704


def rich_html(text: str, resolve: Resolve, part: slice = slice(None)) -> Markup:
    """Some blocks of a rich text (all by default) as HTML; a single paragraph comes without its tag."""
    children = read_rich(text).children[part]
    if len(children) == 1 and children[0].kind == "paragraph":
        return Markup(_inline_html(children[0], resolve))  # noqa: S704 - made of escaped parts
    return Markup("".join(_block_html(child, resolve) for child in children))  # noqa: S704 - made of escaped parts


def fenced(text: str, syntax: str = "text") -> Markup:
    """The text as a fenced code block, whatever fences it contains itself."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return Markup(f"{fence}{syntax}\n{text}\n{fence}")  # noqa: S704 - code blocks are literal


def _block_md(span: Span, resolve: Resolve, indent: str) -> str:
    """One block, each line after the first indented."""
    if span.kind == "paragraph":
        return _inline_md(span, resolve).lstrip()
    if span.kind in {"fence", "code_block"}:
        return f"\n{indent}".join(fenced(span.text.rstrip("\n")).splitlines())
    inner = indent + "    "
    items = []
    for number, item in enumerate(span.children, 1):
        mark = f"{number}." if span.kind == "ordered_list" else "-"
        body = f"\n\n{inner}".join(_block_md(child, resolve, inner) for child in item.children)
        items.append(f"{mark:<4}{body}")
    return f"\n{indent}".join(items)


def _inline(span: Span, text: Callable[[str], str], link: Callable[[str, str], str]) -> str:
    """The inline content of a span; `text` writes a text, `link` an address and what is linked."""
    if span.kind == "text":
        return text(span.text)
    if span.kind == "softbreak":
        return " "
    inner = "".join(_inline(child, text, link) for child in span.children)
    return link(span.url, inner) if span.kind == "link" else _tagged(span, inner)


def _inline_md(span: Span, resolve: Resolve) -> str:
    """The inline content of a span as Markdown; tags are written as HTML, which nests safely."""
    return _inline(span, _spaced_md, lambda url, inner: f"[{inner}]({_address(url, resolve)})")


def _spaced_md(text: str) -> str:
    """A part of a line as Markdown; a space at its ends stays."""
    lead = " " if text[:1].isspace() else ""
    return lead + str(plain_md(text)) + (" " if text.strip() and text[-1:].isspace() else "")


def _tagged(span: Span, inner: str) -> str:
    """Code and emphasis as HTML tags."""
    if span.kind == "code_inline":
        return f"<code>{plain_html(span.text)}</code>"
    tag = {"em": "em", "strong": "strong"}.get(span.kind)
    return f"<{tag}>{inner}</{tag}>" if tag else inner


def _block_html(span: Span, resolve: Resolve) -> str:
    """One block as HTML."""
    if span.kind in {"fence", "code_block"}:
        return f"<pre><code>{plain_html(span.text)}</code></pre>"
    tag = {"paragraph": "p", "bullet_list": "ul", "ordered_list": "ol", "list_item": "li"}.get(span.kind, "")
    if not tag:
        return _inline_html(span, resolve)
    children = span.children
    if span.kind == "list_item" and len(children) == 1 and children[0].kind == "paragraph":
        return f"<li>{_inline_html(children[0], resolve)}</li>"
    return f"<{tag}>{''.join(_block_html(child, resolve) for child in children)}</{tag}>"


def _inline_html(span: Span, resolve: Resolve) -> str:
    """The inline content of a span as HTML."""
    return _inline(span, plain_html, lambda url, inner: f'<a href="{plain_html(_page(url, resolve))}">{inner}</a>')


def _address(url: str, resolve: Resolve) -> str:
    """The address for Markdown: brackets and underscores cannot end or change it."""
    for old, new in (("(", "%28"), (")", "%29"), ("[", "%5B"), ("]", "%5D"), ("*", "%2A"), (" ", "%20")):
        url = url.replace(old, new)
    own = ENTRY_LINK.match(url)
    return resolve(own[1]) if own else url.replace("&", "&amp;").replace("_", "&#95;")


def _page(url: str, resolve: Resolve) -> str:
    """The address for HTML: links to entries become links to their pages."""
    own = ENTRY_LINK.match(url)
    return resolve(own[1]) if own else url
