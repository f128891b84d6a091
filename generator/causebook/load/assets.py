"""The files beside hand-written pages: which can be published, and which are internal.

- In a folder whose pages are all internal (or below it, where no nearer folder has pages) a file
  is internal, whoever refers to it.
- Beside public and internal pages a file that only internal pages refer to is internal, and
  so is an image, a document or another file that cannot be searched for internal texts,
  unless a public page, a public style or `mkdocs.yml` refers to it.
- Any other file is public.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from pathlib import Path

from ..model import Audience
from ..model.findings import Finding
from .content import Written
from .folders import Found, Unreadable, read_file
from .page_links import mentions

MAX_ASSET = 20_000_000
_MAX_STYLE = 1_000_000
_TEXT_KINDS = frozenset(
    ".css .csv .ics .js .json .mjs .svg .tsv .txt .vcf .vtt .webmanifest .xml".split()
)
_OTHER_KINDS = frozenset(
    ".avif .gif .ico .jpeg .jpg .mp3 .mp4 .ogg .otf .pdf .png .ttf .webm .webp .woff .woff2".split()
)
_FOR_SERVERS = frozenset({"CNAME", "_headers", "_redirects"})
WELL_KNOWN = ".well-known"


def is_text(name: str) -> bool:
    """Whether a file says what it says in letters, so that it can be searched."""
    return Path(name).suffix.lower() in {"", *_TEXT_KINDS}


def _style(path: Path) -> str:
    """The text of a style, where it can be read."""
    try:
        return read_file(path, _MAX_STYLE).decode("utf-8", "replace")
    except Unreadable:
        return ""


def unpublishable(found: Found, name: str, config: str) -> list[Finding]:
    """The finding for what is no page and cannot be published beside one."""
    problem, remedy = found.problem, found.remedy
    if not problem:
        problem, remedy = _fault(found, config)
    return [Finding(name, 0, 0, "C004", problem, remedy)] if problem else []


def _fault(found: Found, config: str) -> tuple[str, str]:
    """What keeps a file from being published, and what to do; empty where nothing does."""
    is_well_known = found.source.split("/")[0] == WELL_KNOWN
    if is_well_known and WELL_KNOWN not in config:
        return (
            "is hidden from MkDocs",
            'add `exclude_docs: "!.well-known"` to mkdocs.yml',
        )
    if not is_well_known and not _is_known(found.path):
        return "would be published as it is", "move it out of content/"
    if found.path.stat().st_size > MAX_ASSET:
        return (
            f"is larger than {MAX_ASSET:,} bytes",
            "make it smaller, or link to it elsewhere",
        )
    if not _can_be_read(found.path):
        return "cannot be read", "give it back its rights"
    return "", ""


def _is_known(path: Path) -> bool:
    """Whether a file is of a kind that belongs on a site."""
    return (
        path.suffix.lower() in _TEXT_KINDS | _OTHER_KINDS or path.name in _FOR_SERVERS
    )


def _can_be_read(path: Path) -> bool:
    """Whether the file can be opened."""
    try:
        read_file(path, 0)
    except Unreadable as error:
        return "larger" in error.problem
    return True


def internal_assets(
    pages: list[Written], assets: list[tuple[str, Path]], config: str
) -> frozenset[str]:
    """The files beside pages that are internal, by the rule above."""
    wanted: dict[Audience, set[str]] = {audience: set() for audience in Audience}
    for page in pages:
        targets = [
            re.split("[#?]", mention.target)[0] for mention in mentions(page.body)
        ]
        wanted[page.audience].update(map(page.resolve, targets))
    audiences: dict[str, set[Audience]] = {}
    for page in pages:
        audiences.setdefault(posixpath.dirname(page.source), set()).add(page.audience)
    styles = "\n".join(_style(path) for name, path in assets if name.endswith(".css"))

    def is_hidden(name: str) -> bool:
        is_named = name in config or Path(name).name in styles
        near = _near(name, audiences)
        return is_internal(name) or _goes_with_internal(
            name, near, wanted, named=is_named
        )

    return frozenset(name for name, _ in assets if is_hidden(name))


def _near(name: str, audiences: Mapping[str, set[Audience]]) -> set[Audience]:
    """The audiences of the pages in the nearest folder at or above a file that has any."""
    folder = posixpath.dirname(name)
    while folder and folder not in audiences:
        folder = posixpath.dirname(folder)
    return audiences.get(folder, {Audience.PUBLIC})


def _goes_with_internal(
    name: str,
    near: set[Audience],
    wanted: Mapping[Audience, set[str]],
    *,
    named: bool,
) -> bool:
    """Whether a file is internal by the pages around it."""
    is_shown = named or name in wanted[Audience.PUBLIC]
    if Audience.INTERNAL not in near:
        return name in wanted[Audience.INTERNAL] and not is_shown
    if Audience.PUBLIC not in near:
        return True
    return not is_shown and (not is_text(name) or name in wanted[Audience.INTERNAL])


def is_internal(source: str) -> bool:
    """Whether a path lies in a folder `internal`, in any case of letters."""
    return "internal" in source.casefold().split("/")[:-1]
