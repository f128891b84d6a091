"""What a public site says of itself: the words of the theme, of the package and of the public pages.

Only asked where an internal text was found in a site: an internal page may have a heading that
every page has. The public pages are made once more, from the filtered book alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from mkdocs.utils import get_theme_dir

from ..edition import Edition
from ..load.tree import Mapping, Node, Scalar, read_tree
from ..render import Options, render
from .reading import pieces

_PACKAGE = Path(__file__).parents[1]
_SPEAKING = {".html", ".j2", ".mjs", ".js", ".py"}


def wording(edition: Edition) -> Iterator[str]:
    """Every text that the public site may have, whatever is internal."""
    config = edition.project / "mkdocs.yml"
    tree, _ = read_tree(config, config.name)
    internal = {page.source for page in edition.all_content.pages} - {page.source for page in edition.content.pages}
    yield from _settings(tree, internal)
    yield from (_PACKAGE / "words.py").read_text("utf-8").splitlines()
    for folder in (_PACKAGE / "templates", _PACKAGE / "assets", _PACKAGE / "render", _theme()):
        yield from _spoken(folder)
    for path in sorted(edition.project.glob("*overrides")):
        yield from _spoken(path)
    yield from _pages(edition)


def shipped(name: str, path: Path) -> bool:
    """Whether a file of a site is the theme's own, byte for byte: it is the same for every book."""
    own = _theme() / name
    return name.startswith("assets/") and own.is_file() and own.read_bytes() == path.read_bytes()


@lru_cache(maxsize=1)
def _theme() -> Path:
    """The folder of the theme."""
    return Path(get_theme_dir("material"))


def _pages(edition: Edition) -> Iterator[str]:
    """Every text of the public pages, as they are written for MkDocs."""
    made = render(edition.book, edition.content, Options(edition.audience))
    assets = {name for name, _ in edition.content.assets}
    for name, data in {**made.files, **made.copies()}.items():
        yield name
        if name not in assets:
            yield from pieces(name, data if isinstance(data, bytes) else data.encode())


def _spoken(folder: Path) -> Iterator[str]:
    """The texts of what speaks in a folder: templates and scripts."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in _SPEAKING and path.is_file() and ".icons" not in path.parts:
            yield from pieces(path.name, path.read_bytes())


def _settings(node: Node | None, internal: set[str]) -> Iterator[str]:
    """The texts of a configuration, without the names of internal pages in its navigation."""
    if isinstance(node, Scalar):
        yield node.text
    elif isinstance(node, Mapping):
        for key, value in node.pairs.values():
            if not (isinstance(value, Scalar) and value.text in internal):
                yield key.text
                yield from _settings(value, internal)
    elif node is not None:
        for item in node.items:
            yield from _settings(item, internal)
