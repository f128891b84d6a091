"""A block of a generated page, written into a project's own template, ready to be changed.

What a block is, and what a template has to say, is known in `render`.
"""

from __future__ import annotations

from pathlib import Path

from ..load.templates import FOLDER, read_templates
from ..model.findings import did_you_mean
from ..render.blocks import END, first_line, has_block, our_blocks, starting_point
from ..site.ownership import Refused
from .starters import Unusable


def new_block(project: Path, wanted: str) -> tuple[Path, str]:
    """Add a block, named like `cause/why`, to the project's own template of that page.

    Returns the path of the template, and ours where the template has such a block already: then
    nothing is written.
    """
    page, _, block = wanted.partition("/")
    name = f"{page}{END}"
    if block not in our_blocks().get(name, {}):
        raise Unusable(_unknown(page, block))
    path = project / "causes" / FOLDER / name
    templates, findings = read_templates(project / "causes")
    before = dict(templates.texts).get(name)
    if before is None and path.exists():
        raise Unusable("; ".join(map(str, findings)) or f"{path} cannot be read")
    text = starting_point(name, block)
    if before is not None and has_block(before, block):
        return path, text
    head = before or f"{first_line(name)}\n"
    _write(path, f"{head.removesuffix(chr(10))}\n\n{text}")
    return path, ""


def _unknown(page: str, block: str) -> str:
    """Why there is no such block, and which there are."""
    pages = {name.removesuffix(END): blocks for name, blocks in our_blocks().items()}
    if page not in pages:
        hint = did_you_mean(page, pages) or f"there are {', '.join(pages)}"
        return f"there is no page “{page}” with blocks: {hint}"
    if not block:
        return (
            f"name a block too, such as {page}/title; it has {', '.join(pages[page])}"
        )
    hint = did_you_mean(block, pages[page]) or f"it has {', '.join(pages[page])}"
    return f"the page “{page}” has no block “{block}”: {hint}"


def _write(path: Path, text: str) -> None:
    """Write a template; its folder is made where it is missing."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    except OSError as error:
        raise Refused(f"{path} cannot be written: {error.strerror}") from error
