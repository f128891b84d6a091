"""Pages of `content/` whose text is a file elsewhere in the project: `body: docs/howto.md`.

So a manual stands where its readers have it beside the sources, and on the site as well. Links
between such files lead from page to page, and pictures come along; what is no page of the site
loses its link. It must not know what the texts are about.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..model.findings import Finding, quoted
from .content import CODE_SPAN, Written
from .nodes import Node, Scalar
from .page_links import fenced_lines

_TEXT = r"(?P<text>(?:\[[^\[\]]*\]|[^\[\]])*)"
_LINK = re.compile(
    rf"{CODE_SPAN}|(?P<image>!?)\[{_TEXT}\]\((?P<target>[^\s()#]+)(?P<place>#[^\s()]*)?\)"
)
_KEY = re.compile(r"^body:[ \t]*(\S+)[ \t]*$", re.M)
_PICTURES = frozenset({".png", ".svg", ".jpg", ".jpeg", ".webp", ".gif"})


@dataclass(frozen=True)
class _Project:
    """A project, and which pages show a file of it."""

    root: Path
    shown: dict[str, str]


def files(project: Path) -> list[Path]:
    """The files that pages of a project have their texts from."""
    pages = sorted((project / "content").rglob("*.md"))
    heads = (
        page.read_text("utf-8", "replace").partition("\n---")[0] for page in pages
    )
    named = (_KEY.search(head) for head in heads)
    return [project / found[1] for found in named if found]


def body_of(node: Node | None, project: Path, name: str) -> str | Finding:
    """The path of the file that a page has its text from, or why it can't have it."""
    told = node.text if isinstance(node, Scalar) else ""
    path = posixpath.normpath(told)
    is_inside = told and not path.startswith(("/", "../", ".git/"))
    if (
        is_inside
        and path.endswith(".md")
        and (project / path).resolve() == (project.resolve() / path)
    ):
        return path
    at = (node.line, node.col) if node else (1, 1)
    problem = f"{quoted(told)} is no Markdown file of the project"
    return Finding(
        name, *at, "C002", problem, "name one such as `body: docs/howto.md`"
    )


def linked(
    pages: Sequence[Written], project: Path
) -> tuple[list[Written], list[tuple[str, Path]]]:
    """The pages with links that lead on where they stand now, and the pictures they show."""
    shown = {page.file: page.source for page in pages if page.file}
    found: dict[str, Path] = {}
    known = _Project(project, shown)
    made = [
        replace(page, body="\n".join(_lines(page, known, found)))
        if page.file
        else page
        for page in pages
    ]
    return made, sorted(found.items())


def _lines(
    page: Written, project: _Project, pictures: dict[str, Path]
) -> Iterator[str]:
    """The lines of a page, those of code as they are; notes the pictures they show."""

    def led(found: re.Match[str]) -> str:
        if found["ticks"] or ":" in found["target"]:
            return found[0]
        target, picture = _seen(found["target"], page, project, bool(found["image"]))
        pictures.update(picture)
        shown = f"[{found['text']}]({target}{found['place'] or ''})"
        return found["image"] + shown if target else found["text"]

    code = fenced_lines(page.body)
    for n, line in enumerate(page.body.split("\n")):
        yield line if n in code else _LINK.sub(led, line)


def _seen(
    target: str, page: Written, project: _Project, is_image: bool
) -> tuple[str, dict[str, Path]]:
    """An address as it is on the site, empty where nothing is there, and the picture it names."""
    here, home = posixpath.dirname(page.file), posixpath.dirname(page.source) or "."
    path = posixpath.normpath(posixpath.join(here, target))
    if path in project.shown:
        return posixpath.relpath(project.shown[path], home), {}
    if path.startswith("content/"):
        return posixpath.relpath(path.removeprefix("content/"), home), {}
    beside = posixpath.relpath(path, here or ".")
    is_picture = is_image and Path(path).suffix in _PICTURES and beside[:2] != ".."
    if is_picture and (project.root / path).is_file():
        return beside, {posixpath.normpath(f"{home}/{beside}"): project.root / path}
    return "", {}
