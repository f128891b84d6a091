"""Build a site the way that never breaks the live one: stage, verify, swap.

MkDocs is called as a library; the causebook plugin writes the sources first.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from filelock import FileLock, Timeout

from ..findings import Finding
from ..mark import mark, remove, require_ours
from ..model import Audience
from ..pipeline import Checked
from ..write import Refused
from .swap import recover, swap_in
from .verify import verify

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

Progress = Callable[[str, int, int], None]
"""Told what is being done, how far it is, and how far it goes (0 where that is not known)."""


@dataclass(frozen=True)
class Built:
    """What a build came to: the pages it wrote and why it did not go live, if it did not."""

    pages: int
    findings: tuple[Finding, ...] = ()


def build_site(project: Path, checked: Checked, audience: Audience, out: Path, progress: Progress) -> Built:
    """Build the site of an audience and swap it in; with findings, the old site stays as it is."""
    out.parent.mkdir(parents=True, exist_ok=True)
    stage = out.with_name(f".{out.name}.stage")
    with _only_one(out):
        recover(out)
        _check_target(out)
        remove(stage)
        mark(stage, "being built")
        try:
            base, pages = _mkdocs(project, checked, audience, stage, progress)
            mark(stage, audience.value)
            progress("verify", 0, 0)
            findings = verify(stage, checked.edition(audience), base)
            if not findings:
                swap_in(stage, out)
        finally:
            remove(stage)
    return Built(pages, tuple(findings))


def _check_target(out: Path) -> None:
    """Refuse a target that is not ours before any work is done."""
    if out.is_symlink() or out.is_file():
        raise Refused(f"{out} is not a folder; move it away")
    if out.is_dir() and any(out.iterdir()):
        require_ours(out)


@contextmanager
def _only_one(out: Path) -> Iterator[None]:
    """Hold the lock of a target; the kernel frees it when the process dies."""
    lock = FileLock(out.with_name(f".{out.name}.lock"), timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise Refused(f"another build of {out} is running; wait for it") from error
    try:
        yield
    finally:
        lock.release()


def config_file(project: Path, audience: Audience) -> Path:
    """The MkDocs configuration of an audience: `mkdocs.yml`, or `mkdocs.<audience>.yml`."""
    name = "mkdocs.yml" if audience is Audience.PUBLIC else f"mkdocs.{audience.value}.yml"
    if not (project / name).is_file():
        raise Refused(f"{project / name} is missing")
    return project / name


def _mkdocs(project: Path, checked: Checked, audience: Audience, stage: Path, progress: Progress) -> tuple[str, int]:
    """Run MkDocs into the stage; returns the path of the site's address and the number of pages."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, ConfigurationError

    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    try:
        config = load_config(str(config_file(project, audience)), site_dir=str(stage))
    except ConfigurationError as error:
        raise Refused(f"{config_file(project, audience).name}: {error}") from error
    plugin: Any = config.plugins.get("causebook")
    if plugin is None:
        raise Refused(f"{config_file(project, audience).name} does not list the plugin “causebook”")
    plugin.progress, plugin.checked = progress, checked
    config.plugins.run_event("startup", command="build", dirty=False)
    try:
        build(config)
    except Abort as error:
        raise Refused(plugin.refusal or str(error)) from error
    finally:
        config.plugins.run_event("shutdown")
    return urlsplit(config.site_url or "").path or "/", plugin.pages


def serve_site(project: Path, audience: Audience, address: str) -> None:
    """Serve the site with live preview until interrupted; a broken edit keeps the last good pages."""
    from mkdocs.commands.serve import serve

    serve(str(config_file(project, audience)), dev_addr=address, livereload=True)
