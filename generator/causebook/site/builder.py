"""Build a site the way that never breaks the live one: stage, verify, swap.

MkDocs is called as a library; the causebook plugin writes the sources first.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, cast
from urllib.parse import urlsplit

from ..book.edition import Edition
from ..load.configuration import config_file, read
from ..model.findings import Finding
from .explained import Broken, explained
from .marker import mark, require_target
from .mkdocs_config import listen, settings
from .ownership import require_outside
from .stage import only_one, staged
from .swap import recover, swap_in
from .verify import verify
from .write import require_docs

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

Progress = Callable[[str, int, int], None]
"""Told what is being done, how far it is, and how far it goes (0 where that is not known)."""


@dataclass(frozen=True)
class Built:
    """What a build came to: the pages it wrote and why it did not go live, if it did not."""

    pages: int
    findings: tuple[Finding, ...] = ()


class Generator(Protocol):
    """The plugin as it is used here: it writes the sources, and counts the pages made of them."""

    pages: int

    def begin(self, checked: object, progress: Progress) -> None:
        """Take what has been read already, and whom to tell."""


def build_site(edition: Edition, checked: object, out: Path, progress: Progress) -> Built:
    """Build the site of an edition and swap it in; with findings, the old site stays as it is.

    `checked` is what the edition was made from; it is handed to the plugin unread.
    """
    project, audience = edition.project, edition.audience
    require_outside(out, project)
    require_target(out, project, audience.value)  # before anything is made beside it, the lock too
    require_docs(read(config_file(project, audience)).docs, project)
    out.parent.mkdir(parents=True, exist_ok=True)
    with only_one(out):
        recover(out, audience.value)
        require_target(out, project, audience.value)
        with staged(project, out, audience.value) as stage:
            try:
                base, pages = _mkdocs(edition, checked, stage, progress)
            except Broken as error:
                return Built(0, error.findings)
            mark(stage, audience.value)
            progress("verify", 0, 0)
            findings = verify(stage, edition, base)
            if not findings:
                swap_in(stage, out, audience.value)
    return Built(pages, tuple(findings))


def _mkdocs(edition: Edition, checked: object, stage: Path, progress: Progress) -> tuple[str, int]:
    """Run MkDocs into the stage; returns the path of the site's address and the number of pages."""
    from mkdocs.commands.build import build

    listen()
    config = settings(edition.project, edition.audience, str(stage))
    plugin = cast(Generator, config.plugins["causebook"])
    plugin.begin(checked, progress)
    with explained(config_file(edition.project, edition.audience)):
        config.plugins.run_event("startup", command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.run_event("shutdown")
    return urlsplit(config.site_url or "").path or "/", plugin.pages
