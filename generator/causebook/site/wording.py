"""What a public site says of itself: words of the theme, of the package, of the public pages.

Only asked where an internal text was found in a site: an internal page may have a heading that
every page has. The public pages are made once more, from the filtered book alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from mkdocs.utils import get_theme_dir

from ..book.edition import Edition
from ..diagnosis.files import pages
from ..load.nodes import Mapping, Node, Scalar, scalars
from ..load.recalled import digest, recall
from ..load.templates import FOLDER, read_templates
from ..render import Options, as_data, render
from .built_text import pieces, within
from .plain import lines

_PACKAGE = Path(__file__).parents[1]
_OWN = (
    "render",
    "checklist",
    "diagnosis/engine",
    "diagnosis/page",
    "diagnosis/worker",
)
"""The folders of the package whose words reach a page."""
_SPEAKING = {".html", ".j2", ".mjs", ".js", ".py"}


def own(edition: Edition) -> bytes:
    """The words that the package, the project's templates and configuration may put on a page."""
    return b"\n".join((lines(_own(edition)), _package_words()))


def _package_words() -> bytes:
    """The words that the package may put on a page."""
    return recall(digest("the words of the package"), _read_package)


@lru_cache(maxsize=1)
def _read_package() -> bytes:
    """The same, read."""
    return lines(text for name in _OWN for text in _spoken(_PACKAGE / name))


def _own(edition: Edition) -> Iterator[str]:
    """The texts, one by one."""
    internal = {page.source for page in edition.all_content.pages} - {
        page.source for page in edition.content.pages
    }
    yield from _settings(edition.configuration.said, internal)
    yield from edition.book.strings.texts()
    overrides = edition.configuration.overrides
    for folder in (
        edition.project / "causes" / FOLDER,
        *((overrides,) if overrides else ()),
    ):
        yield from _spoken(folder)


def theme(_edition: Edition) -> bytes:
    """The words that the theme may put on a page: the same for every book."""
    return recall(digest("the words of the theme"), _read_theme)


@lru_cache(maxsize=1)
def _read_theme() -> bytes:
    """The same, read."""
    versions = ", ".join(
        f"{name}-{version(name)}" for name in ("mkdocs", "mkdocs-material")
    )
    return lines([versions, *_spoken(_theme())])


def shipped(name: str, path: Path) -> bool:
    """Whether a file of a site is the theme's own, byte for byte: it is the same for every book."""
    own_file = _theme() / name
    return (
        name.startswith("assets/")
        and own_file.is_file()
        and own_file.read_bytes() == path.read_bytes()
    )


@lru_cache(maxsize=1)
def _theme() -> Path:
    """The folder of the theme."""
    return Path(get_theme_dir("material"))


def shown(edition: Edition) -> bytes:
    """The words of the public pages, as they are written for MkDocs.

    There are none where the filter kept something internal.
    """
    return lines(_shown(edition)) if edition.is_whole else b""


def _shown(edition: Edition) -> Iterator[str]:
    """The pages, and what their tabs say: MkDocs puts the site's name behind the title."""
    titled = (*edition.book.entries(), *edition.content.pages)
    names = [node.text for node in scalars(edition.configuration.value("site_name"))]
    yield from (f"{page.title} - {name}" for page in titled for name in names)
    assets = {name for name, _ in edition.content.assets}
    templates, _ = read_templates(edition.project / "causes")
    options = Options(edition.audience, templates=templates)
    book, content = edition.book, edition.content
    made = render(book, content, options)
    others = pages(book, None, options) | as_data(book, content, options)
    for name, data in (*made.files.items(), *made.copies().items(), *others.items()):
        yield name
        if name not in assets:
            yield from _read(name, data if isinstance(data, bytes) else data.encode())


def _spoken(folder: Path) -> Iterator[str]:
    """The texts of what speaks in a folder: templates and scripts."""
    for path in folder.rglob("*"):
        if path.suffix in _SPEAKING and path.is_file() and ".icons" not in path.parts:
            yield from _read(path.name, path.read_bytes())


def _read(name: str, data: bytes) -> Iterator[str]:
    """Every text of a file."""
    for piece in pieces(name, data):
        yield piece
        yield from within(piece)


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
