"""The navigation of a project's configurations: every entry leads to a page, of whichever audience.

Whether MkDocs likes the rest of a configuration is not known here.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator

from ..book.addresses import RESERVED, ROOMS, old_folders, source_path, url
from ..book.book import Book
from ..load.configuration import Configuration
from ..load.content import Content
from ..load.nodes import Node, Scalar, Sequence
from ..model.findings import Finding, did_you_mean, quoted

_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|/|#|\Z", re.I)
_MAKE_NO_PAGES = {
    "search",
    "material/search",
    "causebook",
    "glightbox",
    "privacy",
    "offline",
    "minify",
    "social",
}
_REMEDY = "name a file below content/, or a page of the book"
_OWN = (
    "diagnose/",
    "platforms/index.md",
    "messages.md",
    "feed.xml",
    "llms.txt",
    "api/book.json",
    "api/book.schema.json",
    "api/index.json",
    "sitemap.xml",
)


def check_nav(
    configurations: Iterable[Configuration], book: Book, content: Content
) -> list[Finding]:
    """Findings for entries of the navigations that lead nowhere."""
    known = set(_OWN) | {"index.md", *_sources(book, content)}
    known |= {url(source) for source in known if source.endswith(".md")}
    return [
        finding
        for configuration in configurations
        for finding in _lost(configuration, known)
    ]


def makes_pages(configuration: Configuration) -> bool:
    """Whether another plugin than ours may make pages or files of its own."""
    plugins = {name.text for name, _ in configuration.named("plugins")}
    return not plugins <= _MAKE_NO_PAGES


def _sources(book: Book, content: Content) -> Iterator[str]:
    """Every page and file of the book, of all audiences, and the folders of old ids."""
    for section in book.sections:
        problem = section.problem.id
        yield from (f"{problem}/{room}/index.md" for room in ROOMS.values())
        yield from (f"{problem}/{page}.md" for page in RESERVED - set(ROOMS.values()))
    for entry in book.entries():
        yield source_path(book, entry)
        yield from old_folders(book, entry)
    yield from (page.source for page in content.pages)
    yield from (name for name, _ in content.assets)


def _lost(configuration: Configuration, known: set[str]) -> Iterator[Finding]:
    """The entries of one navigation that lead nowhere.

    Nothing is said where another plugin than ours may make pages of its own.
    """
    nav = configuration.value("nav")
    if nav is None or makes_pages(configuration):
        return
    for entry in _targets(nav):
        path = entry.text.split("#")[0]
        target = posixpath.normpath(path) + "/" * path.endswith("/")
        if not _ELSEWHERE.match(entry.text) and target not in known:
            hint = did_you_mean(target, known) or _REMEDY
            yield configuration.at(
                entry, "N001", f"{quoted(entry.text)} leads nowhere", hint
            )


def _targets(node: Node) -> Iterator[Scalar]:
    """Every entry of a navigation that is to lead somewhere.

    What an alias of YAML stands for is not known.
    """
    if isinstance(node, Scalar):
        if not (node.plain and node.text.startswith("*")):
            yield node
        return
    pairs = () if isinstance(node, Sequence) else node.pairs.values()
    for item in (
        node.items if isinstance(node, Sequence) else [value for _, value in pairs]
    ):
        yield from _targets(item)
