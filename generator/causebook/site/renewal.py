"""A site made of an earlier one: pages that would come out the same are taken from it.

A page comes out the same if its Markdown, all that it asked for and all that is around it are
the same, and if its file in the old site is still what was made then. What cannot be told is
made anew.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from ..load.recalled import digest
from .facts import Facts, digest_of
from .folders import Folders
from .kept import Kept, Made
from .making import Part, Site, Tell, opened, read, recall, write
from .surroundings import Incomparable, place_of, require_comparable, surroundings


@dataclass(frozen=True)
class Renewed:
    """What came of it: what was made of what, and why each page was made that was not taken."""

    pages: Mapping[str, Made] = field(default_factory=dict)
    surroundings: Mapping[str, str] = field(default_factory=dict)
    targets: Mapping[str, str | None] = field(default_factory=dict)
    why: Mapping[str, str] = field(default_factory=dict)
    everything: str = ""
    """Why every page was made, if for one reason."""
    site: Site | None = None
    """What MkDocs read, where its pages can be made one by one."""


def renew(
    config: MkDocsConfig,
    kept: Kept | None,
    old: Path,
    *,
    link: bool = True,
    tell: Tell = lambda _done, _all: None,
) -> Renewed:
    """Build a site with pages of the old one, as far as `kept` tells that they are the same.

    Without `link` they are copied: whoever writes over a file of the new site needs that. `tell`
    is told how many pages are made.
    """
    try:
        require_comparable(config)
    except Incomparable as reason:
        build(config)
        return Renewed(everything=str(reason))
    site = opened(config)
    sources = {name: source_of(page) for name, page in site.pages.items()}
    why = {name: _why(site, name, sources[name], kept, old) for name in site.pages}
    same = _same(site, why, kept)
    shown = {page.file.src_uri for page in site.nav.pages}
    named = [name for name in site.pages if name in shown]
    read(site, (name for name in named if name not in same))
    recall(site, same)
    around, everything = _around(site, kept)
    if everything:
        read(site, (name for name in named if name in same))
        same = {}
    parts = write(site, same, tell)
    take(old, Path(config.site_dir), (made.dest for made in same.values()), link=link)
    pages = {
        name: same.get(name) or made_of(site, name, sources[name], parts[name])
        for name in site.pages
    }
    asked = {path for page in pages.values() for path in page.asked}
    targets = {path: site.target(path) for path in sorted(asked)}
    told = {name: reason for name, reason in why.items() if reason}
    return Renewed(pages, around, targets, told, everything, site)


def source_of(page: Page) -> str:
    """The digest of a page's Markdown and of its place."""
    return f"{digest_of(page.file.content_bytes)} {digest(place_of(page))}"


def _same(site: Site, why: Mapping[str, str], kept: Kept | None) -> dict[str, Made]:
    """The pages that need not be made, in the order of the site."""
    return {name: kept.pages[name] for name in site.pages if kept and not why[name]}


def _why(site: Site, name: str, source: str, kept: Kept | None, old: Path) -> str:
    """Why a page has to be made; nothing where what is kept of it holds."""
    made = kept.pages.get(name) if kept else None
    if kept is None or made is None:
        return "is new"
    if made.source != source:
        is_text = made.source.split()[0] != source.split(maxsplit=1)[0]
        return (
            "its Markdown changed"
            if is_text
            else "it stands elsewhere in the navigation"
        )
    if made.why:
        return f"it shows {made.why}"
    moved = next(
        (at for at in made.asked if site.target(at) != kept.targets.get(at)), ""
    )
    if moved:
        return f"it links to {moved}, which is new, gone or elsewhere"
    file = kept.site.files.get(made.dest)
    is_whole = site.pages[name].file.dest_uri == made.dest and _is(
        old / made.dest, file
    )
    return "" if is_whole else "the old site does not have it as it was made"


def _is(path: Path, file: Facts | None) -> bool:
    """Whether a file has the bytes that are known of it."""
    try:
        return file is not None and digest_of(path.read_bytes()) == file.digest
    except OSError:
        return False


def _around(site: Site, kept: Kept | None) -> tuple[dict[str, str], str]:
    """The surroundings of all pages, and why for their sake every page has to be made."""
    try:
        now = surroundings(site.config, site.nav)
    except Incomparable as reason:
        return {}, str(reason)
    if kept is None:
        return now, "no earlier build is known"
    changed = [
        part for part, own in now.items() if kept.surroundings.get(part) != own
    ]
    return now, f"{' and '.join(changed)} changed" if changed else ""


def made_of(site: Site, name: str, source: str, part: Part) -> Made:
    """What a page was made of."""
    page, why = site.pages[name], site.watch.of_all.get(name, "")
    meta, is_plain = _plain(dict(page.meta))
    return Made(
        page.file.dest_uri,
        source,
        tuple(sorted(site.watch.asked.get(name, ()))),
        why if is_plain else why or "front matter that cannot be kept",
        meta,
        page._title_from_render,
        part,
    )


def _plain(meta: dict[str, object]) -> tuple[dict[str, object], bool]:
    """Front matter as it can be kept, and whether that is the whole of it."""
    try:
        kept = json.loads(json.dumps(meta))
    except (TypeError, ValueError):
        return {}, False
    return (kept, True) if kept == meta else ({}, False)


def take(
    old: Path,
    new: Path,
    names: Iterable[str],
    *,
    link: bool = True,
    folders: Folders | None = None,
) -> None:
    """Let files of the old site be in the new one too: by a link where that can be, else copied.

    Nothing is ever written through such a link: what is made anew is never taken, and a link is
    only made where there is no file. `folders` are those of the new site that are known.
    """
    umask = os.umask(0)
    os.umask(umask)
    folders = folders or Folders()
    for name in names:
        source, target = f"{old}/{name}", f"{new}/{name}"
        folders.hold(target)
        if not (link and _linked(source, target, 0o666 & ~umask)):
            with Path(source).open("rb") as stream, Path(target).open("xb") as copy:
                shutil.copyfileobj(stream, copy)


def _linked(source: str, target: str, mode: int) -> bool:
    """Whether a file, which has the rights of a new one, could be linked."""
    try:
        if os.lstat(source).st_mode & 0o7777 != mode:
            return False
        os.link(source, target, follow_symlinks=False)
    except FileExistsError:
        raise
    except OSError:
        return False
    return True
