"""Build a site the way that never breaks the live one: stage, verify, swap.

MkDocs is called as a library; the causebook plugin writes the sources first.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Protocol, cast
from urllib.parse import urlsplit

from ..book.edition import Edition
from ..check.inputs import inputs
from ..check.passed import programs
from ..load.configuration import config_file, read
from ..model import Audience
from ..model.findings import Finding
from ..project import Checked
from ..render import NOTHING, Memory, Options, Recalled, Rendered
from .explained import Broken, explained
from .facts import SiteFacts, digest_of, files
from .folders import Folders
from .kept import Kept, load, place, save
from .marker import mark, require_target
from .mkdocs_config import listen, no_site_of_its_own, settings
from .ownership import require_outside
from .renewal import Renewed, renew, take
from .stage import only_one, staged, stages
from .surroundings import is_comparable
from .swap import recover, swap_in
from .verify import verify
from .write import require_docs

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

Progress = Callable[[str, int, int], None]
"""Told what is being done, how far it is, and how far it goes (0 where that is not known)."""


@dataclass(frozen=True)
class Built:
    """What a build came to: its pages, and why it did not go live, if it did not.

    `made` says of each page that was not taken from the old site why it was made, `everything`
    why they all were, if for one reason.
    """

    pages: int
    findings: tuple[Finding, ...] = ()
    made: Mapping[str, str] = field(default_factory=dict)
    everything: str = ""
    address: str = ""
    """Where readers find the site, if that was said."""


@dataclass(frozen=True)
class Earlier:
    """An earlier build: the pages that it rendered, and how to take the copy of one of them."""

    memory: Memory = NOTHING
    take_copy: Callable[[str], bool] = lambda _source: False


class Generator(Protocol):
    """The plugin as a builder uses it: it writes the sources, and counts the pages made of them."""

    pages: int
    given: Options
    rendered: Rendered

    def begin(
        self,
        checked: Checked,
        progress: Progress,
        earlier: Earlier,
        *,
        counts: bool = True,
    ) -> None:
        """Take what has been read already, whom to tell of what, what is known of earlier pages."""


def build_site(
    edition: Edition,
    checked: Checked,
    out: Path,
    progress: Progress,
    *,
    clean: bool = False,
) -> Built:
    """Build the site of an edition and swap it in; with findings, the old site stays as it is.

    `checked` is what the edition was made from; it is handed to the plugin unread. With `clean`
    nothing is taken from the old site.
    """
    project, audience = edition.project, edition.audience
    said = read(config_file(project, audience))
    wrong = no_site_of_its_own(said)
    if wrong:
        return Built(0, wrong)
    require_outside(out, project)
    # before anything is made beside it, the lock too
    require_target(out, project, audience.value)
    require_docs(said.docs, project)
    out.parent.mkdir(parents=True, exist_ok=True)
    with only_one(out):
        recover(out, audience.value)
        require_target(out, project, audience.value)
        kept = (
            None if clean else load(place(project, out, audience.value), programs())
        )
        return _staged(edition, checked, progress, (kept, out))


def _staged(
    edition: Edition,
    checked: Checked,
    progress: Progress,
    before: tuple[Kept | None, Path],
) -> Built:
    """Build into a stage, verify what stands there, and swap it in if nothing is wrong with it."""
    project, audience = edition.project, edition.audience
    kept, out = before
    with staged(project, out, audience.value) as stage:
        try:
            made = _mkdocs(edition, checked, stage, progress, before)
        except Broken as error:
            return Built(0, error.findings)
        mark(stage, audience.value)
        progress("verify", 0, 0)
        facts = SiteFacts.of(stage, kept.site if kept else None)
        sound = kept.site.files if kept and kept.base == made.base else {}
        findings = tuple(verify(stage, edition, made.base, facts, sound))
        if not findings:
            swap_in(stage, out, audience.value)
            _keep(edition, out, made, facts, checked.made_from)
    why, everything = made.renewed.why, made.renewed.everything
    return Built(made.pages, findings, why, everything, made.address)


@dataclass(frozen=True)
class _Made:
    """What MkDocs made: the path of the site's address, the number of pages, and of what."""

    base: str
    address: str
    pages: int
    renewed: Renewed
    rendered: Rendered = field(default_factory=Rendered)


def _keep(
    edition: Edition, out: Path, made: _Made, facts: SiteFacts, made_from: str
) -> None:
    """Keep what the next build need not make again.

    Where the sources are no longer what was read, the next one may not do without looking.
    """
    renewed, project, audience = made.renewed, edition.project, edition.audience
    is_sure = renewed.surroundings and inputs(project) == made_from
    memory = made.rendered.memory()
    kept = Kept(
        renewed.surroundings,
        renewed.targets,
        renewed.pages,
        facts,
        {
            name: (page.trace, digest_of(page.text.encode()))
            for name, page in memory.pages.items()
        },
        memory.values,
        made_from if is_sure else "",
        made.base,
    )
    save(kept, place(project, out, audience.value), programs(), project)


def earlier(
    kept: Kept | None, docs: Path, old: Path, stage: Path, *, link: bool = True
) -> Earlier:
    """What is known of the pages of an earlier build: Markdown in `docs`, copies in the old site.

    Nothing of it is believed that has not the bytes that it had.
    """
    if kept is None:
        return Earlier()
    texts = {name: _bytes(docs / name) for name in kept.rendered}
    pages = {
        name: Recalled(trace, texts[name].decode())
        for name, (trace, digest) in kept.rendered.items()
        if digest_of(texts[name]) == digest
    }

    folders = Folders()

    def take_copy(name: str) -> bool:
        file = kept.site.files.get(name)
        is_whole = file is not None and digest_of(_bytes(old / name)) == file.digest
        if is_whole:
            take(old, stage, [name], link=link, folders=folders)
        return is_whole

    return Earlier(Memory(pages, kept.values), take_copy)


def _bytes(path: Path) -> bytes:
    """The bytes of a file; none where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def unchanged(project: Path, audience: Audience, out: Path) -> int:
    """The number of pages of a site that is what a build would make of it now; else 0."""
    now = inputs(project)
    kept = load(place(project, out, audience.value), programs(), now) if now else None
    if not kept:
        return 0
    require_outside(out, project)
    require_target(out, project, audience.value)
    require_docs(read(config_file(project, audience)).docs, project)
    if not out.is_dir() or any(
        at.is_dir() for at in stages(project, out, audience.value)
    ):
        return 0  # what a killed build has left is for the next one to remove
    with only_one(out):
        live = {name: digest_of(path.read_bytes()) for name, path in files(out)}
    is_whole = live == {name: file.digest for name, file in kept.site.files.items()}
    return len(kept.pages) if is_whole else 0


def _mkdocs(
    edition: Edition,
    checked: Checked,
    stage: Path,
    progress: Progress,
    before: tuple[Kept | None, Path] = (None, Path()),
) -> _Made:
    """Run MkDocs into the stage, with what can be taken of the site before."""
    listen()
    config = settings(edition.project, edition.audience, str(stage))
    plugin = cast(Generator, config.plugins["causebook"])
    kept, old = before
    known = earlier(kept, Path(config.docs_dir), old, stage)
    plugin.begin(checked, progress, known, counts=not is_comparable(config))
    with explained(config_file(edition.project, edition.audience)):
        config.plugins.run_event("startup", command="build", dirty=False)
        try:
            renewed = renew(config, kept, old, tell=partial(progress, "pages"))
        finally:
            config.plugins.run_event("shutdown")
    base = urlsplit(config.site_url or "").path or "/"
    return _Made(
        base,
        config.site_url or "",
        len(renewed.pages) or plugin.pages,
        renewed,
        plugin.rendered,
    )
