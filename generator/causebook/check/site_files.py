"""What the configuration of a site of the book's own takes for granted, and the site needs.

Files that it names are there, Markdown has what pages are written in, and there is a first page.
It must not know what is in these files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from urllib.parse import urlsplit

from ..load.configuration import Configuration
from ..load.content import Content
from ..load.nodes import Mapping as Keys
from ..load.nodes import Node, Scalar, Sequence
from ..model import Audience
from ..model.findings import Finding, did_you_mean, quoted
from .navigation import makes_pages

HOME = "index.md"
_NEEDED = ("attr_list", "md_in_html")
"""Without these, pages have no anchors, and HTML in them stays Markdown."""
_HAS_BOTH = "extra"
_FILES = (
    ("extra_css",),
    ("extra_javascript",),
    ("theme", "logo"),
    ("theme", "favicon"),
)
_IN_THE_THEME = "assets/images/"
"""Where the theme keeps pictures of its own."""


def check_site_files(
    configurations: Mapping[Audience, Configuration], content: Content, made: Set[str]
) -> list[Finding]:
    """Findings for what a site needs and lacks; `made` are files that the generator writes."""
    found: list[Finding] = []
    for audience, said in configurations.items():
        seen = content.for_audience(audience)
        there = {*made, *(name for name, _ in seen.assets)}
        found += _extensions(said)
        if not makes_pages(said):
            found += _files(said, there)
            found += _home(seen)
    return sorted(set(found))


def _extensions(said: Configuration) -> Iterator[Finding]:
    """A finding where Markdown lacks what pages of a book are written in."""
    names = {
        name.text.rpartition(".")[2] for name, _ in said.named("markdown_extensions")
    }
    lacking = [name for name in _NEEDED if not {name, _HAS_BOTH} & names]
    if lacking and said.files:
        problem = (
            f"lacks {' and '.join(lacking)}, which pages of a book are written in"
        )
        hint = f"add `- {lacking[0]}` below `markdown_extensions:`"
        yield said.finding("M002", ("markdown_extensions",), problem, hint)


def _files(said: Configuration, there: set[str]) -> Iterator[Finding]:
    """A finding for each style sheet, script or picture that is not there."""
    for keys in _FILES:
        for node in _named(said.value(*keys)):
            if not _is_there(node.text, there):
                problem = f"{quoted(node.text)} is no file of the site"
                hint = did_you_mean(node.text, there) or "put it below content/"
                yield said.at(node, "M002", problem, hint)


def _is_there(named: str, there: set[str]) -> bool:
    """Whether a file is one of the site, of the theme, or elsewhere."""
    address = urlsplit(named)
    is_elsewhere = address.scheme or address.netloc or named.startswith(("/", "*"))
    path = address.path.removeprefix("./")
    return bool(is_elsewhere) or path in there or path.startswith(_IN_THE_THEME)


def _named(node: Node | None) -> Iterator[Scalar]:
    """The files that a key names; a script may be a mapping with its `path`."""
    for item in node.items if isinstance(node, Sequence) else [node]:
        if isinstance(item, Scalar) and item.text:
            yield item
        elif isinstance(item, Keys) and "path" in item.pairs:
            yield from _named(item.pairs["path"][1])


def _home(content: Content) -> Iterator[Finding]:
    """A finding for a site without a first page."""
    if (
        not any(page.source == HOME for page in content.pages)
        and not content.findings
    ):
        hint = "every page links to it; `causebook init DIR` writes one to start from"
        yield Finding(f"content/{HOME}", 0, 0, "L007", "is missing", hint)
