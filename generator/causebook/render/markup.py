"""Text from YAML, written so that the reader sees exactly what the author wrote.

MkDocs passes raw HTML, script links and attribute lists straight through, and what a theme
is given it prints as markup. So each target has one writer here, and nothing else escapes:
`plain_md` and `plain_html` for the Markdown of the site, `rich_html` for the small grammar,
`theme_text` for what the theme prints; `render.commonmark` has those for the Markdown copies.

Blocks are HTML on a single line, in which every character that Markdown would act on is a
character reference, line breaks and tabs too: there is nothing left that a list, a table,
an indentation or a further Markdown extension could read in another way.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from markupsafe import Markup

from ..model.rich_text import CODE_BLOCKS, ENTRY_LINK, Span, one_line, read_rich
from ..strings import Strings

Resolve = Callable[[str], str]
"""From an entry id to the address of its page, as seen from the page being written."""
Shown = Callable[[str], str]
"""From a text to HTML that shows it."""

_ACTIVE = re.compile(r"[\\`*_{}\[\]<>&#|!~^$=+@:\"'\t\n]|(?<=\w)-(?=-)|--|\.(?=\.)")
_REFERENCE = re.compile(
    "&#(" + "|".join(str(ord(c)) for c in "\n\\`*_{}[]#|!~^$=+@:-./") + ");"
)
"""References to characters that Markdown acts on and HTML does not."""
_CODE = re.compile(r"<code[^<>]*>[^<]*</code>")
_INDENT = re.compile(r"\n\s+")
_LINE_START = re.compile(r"\A(\d*)([!-%'-/:-@\[-`{-~])")
_TAGS = {
    "paragraph": "p",
    "bullet_list": "ul",
    "ordered_list": "ol",
    "list_item": "li",
    "em": "em",
    "strong": "strong",
    "link": "a",
}

_HOLDERS = frozenset({"root", "bullet_list", "ordered_list", "list_item"})


@lru_cache(maxsize=65536)
def plain_md(text: str) -> Markup:
    """The text as inline Markdown of the site that shows every character as it is."""
    text = _references(one_line(text))
    start = _LINE_START.match(text)
    if start:
        text = f"{start[1]}&#{ord(start[2])};{text[start.end() :]}"
    return Markup(text)  # noqa: S704 - escaped above


def plain_html(text: str) -> Markup:
    """The text for HTML inside Markdown.

    A block, an attribute or an inline tag, always on one line.
    """
    return Markup(_references(text))  # noqa: S704 - escaped there


def html_text(text: str) -> str:
    """The text for HTML that no Markdown reader sees."""
    return escape(text)


def marks(words: Strings) -> Markup:
    """What the element `html` of a page says of its language, and of how that is read."""
    direction = ' dir="rtl"' if words.direction == "rtl" else ""
    return Markup(f' lang="{html_text(words.language)}"{direction}')  # noqa: S704 - escaped


def theme_text(value: object) -> object:
    """A value of front matter as the theme prints it: as HTML, without escaping it.

    Texts inside too.
    """
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, list | tuple):
        return [theme_text(item) for item in value]
    if isinstance(value, dict):
        return {key: theme_text(item) for key, item in value.items()}
    return value


def as_markup(html: str) -> Markup:
    """HTML that `theme_text` made, marked as such: who escapes once more finds nothing to do."""
    return Markup(html)  # noqa: S704 - escaped before


def code_html(text: str) -> Markup:
    """The text as a block of code within the Markdown of the site."""
    shown = plain_html(text)
    return Markup(f'<pre tabindex="0"><code>{shown}</code></pre>')  # noqa: S704 - escaped


def marked_code(text: str, telling: str) -> Markup:
    """The text as a block of code, with the first line marked that holds another text."""
    lines = text.splitlines()
    at = next((n for n, line in enumerate(lines) if telling in line), -1)
    shown = (
        f"<mark>{plain_html(line)}</mark>" if n == at else plain_html(line)
        for n, line in enumerate(lines)
    )
    code = str(plain_html("\n")).join(shown)
    return Markup(f'<pre tabindex="0"><code>{code}</code></pre>')  # noqa: S704 - escaped


def written_out(html: str) -> str:
    """HTML that no Markdown reader will see any more, with characters in place of references.

    What HTML itself acts on stays a reference; a page of commands is a tenth lighter. Quotes end
    an attribute and nothing else, so within code they are characters as well.
    """
    plain = _REFERENCE.sub(lambda found: chr(int(found[1])), html)
    return _CODE.sub(
        lambda code: code[0].replace("&#34;", '"').replace("&#39;", "'"), plain
    )


def without_indents(html: str) -> str:
    """A page of the site without blanks at the beginning of lines, outside of its content."""
    frame, start, content = html.partition("<article")
    content, end, foot = content.rpartition("</article>")
    return _INDENT.sub("\n", frame) + start + content + end + _INDENT.sub("\n", foot)


def rich_html(
    text: str, resolve: Resolve, part: slice = slice(None), shown: Shown = plain_html
) -> Markup:
    """Some blocks of a rich text (all by default) as HTML.

    A single paragraph comes without its tag.
    """
    children = read_rich(text).children[part]
    writer = _Writer(resolve, shown)
    if len(children) == 1 and children[0].kind == "paragraph":
        return Markup(writer.inside(children[0]))  # noqa: S704 - made of escaped parts
    written = " ".join(map(writer.write, children))
    return Markup(written)  # noqa: S704 - made of escaped parts


def rich_block(text: str, resolve: Resolve) -> Markup:
    """A rich text as one block within the Markdown of the site."""
    writer = _Writer(resolve, plain_html)
    written = writer.inside(read_rich(text))
    return Markup(f'<div class="kb-rich">{written}</div>')  # noqa: S704 - made of escaped parts


def _references(text: str) -> str:
    """The text with a character reference for each character that HTML or Markdown would act on."""
    return _ACTIVE.sub(lambda found: "".join(f"&#{ord(c)};" for c in found[0]), text)


@dataclass(frozen=True)
class _Writer:
    """Writes nodes of a rich text as HTML on one line."""

    resolve: Resolve
    shown: Shown

    def write(self, span: Span) -> str:
        """One node."""
        if span.kind in CODE_BLOCKS:
            return f"<pre><code>{self.shown(span.text)}</code></pre>"
        if span.kind == "code_inline":
            return f"<code>{self.shown(span.text)}</code>"
        if span.kind == "text":
            return self.shown(span.text)
        if span.kind == "softbreak":
            return " "
        tag = "" if span.tight else _TAGS.get(span.kind, "")
        inner = self.inside(span)
        return f"<{tag}{self._attribute(span)}>{inner}</{tag}>" if tag else inner

    def inside(self, span: Span) -> str:
        """What a node holds; blocks stand a blank apart, for those who read without tags."""
        gap = " " if span.kind in _HOLDERS else ""
        return gap.join(self.write(child) for child in span.children)

    def _attribute(self, span: Span) -> str:
        """The address of a link, the first number of a list that does not start with one."""
        if span.kind == "link":
            own = ENTRY_LINK.match(span.url)
            return f' href="{self.shown(self.resolve(own[1]) if own else span.url)}"'
        return f' start="{span.start}"' if span.start != 1 else ""
