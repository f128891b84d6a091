"""The navigation of a project's MkDocs configurations: every entry leads to a page, of whichever audience.

The files are read as text with positions, by the reader of the sources: no tag is obeyed, nothing is
loaded. Whether MkDocs likes the rest of a configuration is not known here.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

from ..book.addresses import RESERVED, ROOMS, alias_path, source_path, url
from ..book.book import Book
from ..load.document import Mapping, Node, Scalar, Sequence, read_tree
from ..load.pages import Content
from ..model.findings import Finding, did_you_mean, quoted

CONFIGS = ("mkdocs.yml", "mkdocs.internal.yml")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|/|#|\Z", re.I)
_BROKEN = {"Y001", "Y006", "Y007", "Y008", "Y010"}
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
_OWN = (
    "diagnose/",
    "platforms/index.md",
    "messages.md",
    "feed.xml",
    "llms.txt",
    "api/book.json",
    "sitemap.xml",
)


def check_nav(project: Path, book: Book, content: Content) -> list[Finding]:
    """Findings for entries of the navigation that lead nowhere, and for a configuration that is no YAML."""
    known = set(_OWN) | {"index.md", *_sources(book, content)}
    known |= {url(source) for source in known if source.endswith(".md")}
    return [
        finding
        for path, tree, findings in _configs(project)
        for finding in [*findings, *_lost(path.relative_to(project).as_posix(), tree, known)]
    ]


def _configs(project: Path) -> Iterator[tuple[Path, Node | None, list[Finding]]]:
    """Every configuration of a project, also those that one inherits from, with what is wrong with its YAML."""
    todo = [project / name for name in CONFIGS]
    seen: set[Path] = set()
    while todo:
        path = Path(os.path.normpath(todo.pop()))
        if path in seen or not path.is_file() or not path.is_relative_to(project):
            continue
        seen.add(path)
        tree, findings = read_tree(path, path.relative_to(project).as_posix())
        yield path, tree, [finding for finding in findings if finding.code in _BROKEN]
        parent = (
            tree.pairs["INHERIT"][1]
            if isinstance(tree, Mapping) and "INHERIT" in tree.pairs
            else None
        )
        todo += [path.parent / parent.text] if isinstance(parent, Scalar) else []


def _sources(book: Book, content: Content) -> Iterator[str]:
    """Every page and file of the book, of all audiences, and the folders of old ids."""
    for section in book.sections:
        problem = section.problem.id
        yield from (f"{problem}/{room}/index.md" for room in ROOMS.values())
        yield from (f"{problem}/{page}.md" for page in RESERVED - set(ROOMS.values()))
    for entry in book.entries():
        yield source_path(book, entry)
        yield from (alias_path(book, entry, alias) for alias in entry.aliases)
    yield from (page.source for page in content.pages)
    yield from (name for name, _ in content.assets)


def _lost(name: str, tree: Node | None, known: set[str]) -> Iterator[Finding]:
    """The entries of one navigation that lead nowhere."""
    if not isinstance(tree, Mapping) or not _plugins(tree) <= _MAKE_NO_PAGES:
        return
    for entry in _targets(tree.pairs["nav"][1]) if "nav" in tree.pairs else ():
        target = posixpath.normpath(entry.text.split("#")[0]) + "/" * entry.text.split("#")[
            0
        ].endswith("/")
        if not _ELSEWHERE.match(entry.text) and target not in known:
            yield Finding(
                name,
                entry.line,
                entry.col,
                "N001",
                f"{quoted(entry.text)} leads nowhere",
                did_you_mean(target, known) or "name a file below content/, or a page of the book",
            )


def _plugins(tree: Mapping) -> set[str]:
    """The names of the plugins; others than ours may make pages of their own."""
    node = tree.pairs["plugins"][1] if "plugins" in tree.pairs else None
    if isinstance(node, Mapping):
        return set(node.pairs)
    items = node.items if isinstance(node, Sequence) else []
    return {
        item.text if isinstance(item, Scalar) else next(iter(item.pairs), "")
        for item in items
        if isinstance(item, Scalar | Mapping)
    }


def _targets(node: Node) -> Iterator[Scalar]:
    """Every entry of a navigation that is to lead somewhere; what an alias stands for is not known."""
    if isinstance(node, Scalar):
        if not (node.plain and node.text.startswith("*")):
            yield node
        return
    below = (
        node.items if isinstance(node, Sequence) else [value for _, value in node.pairs.values()]
    )
    for item in below:
        yield from _targets(item)
