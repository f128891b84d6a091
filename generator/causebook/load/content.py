"""What was written by hand: the pages of `content/`, and the files beside them.

A link `[text](entry:id)` leads to an entry; `<!-- part: name -->` is filled by the generator.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote

from ..model import Audience
from ..model.findings import Finding
from .page_links import fenced_lines

PARTS = (
    "problems",
    "roles",
    "platforms",
    "common-causes",
    "kinds",
    "author-reference",
    "counts",
    "edition",
    "path",
    "health",
)
CODE_SPAN = r"(?<!`)(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)"
"""Code within a line (CommonMark 0.31, 6.1)."""
LINK = re.compile(r"\]\(entry:(?P<entry>[^)\s]*)\)")
_LINK_OR_CODE = re.compile(rf"{CODE_SPAN}|{LINK.pattern}")
PART = re.compile(r"^<!-- part: ([^>]*?) -->$", re.M)


class Linker(Protocol):
    """What a page being written offers to the texts on it."""

    def to_source(self, entry_id: str) -> str:
        """The relative source path of an entry's page."""


@dataclass(frozen=True)
class Written:
    """A hand-written page."""

    source: str
    title: str
    description: str
    body: str
    audience: Audience
    meta: dict[str, object]
    head_lines: int = 0
    file: str = ""
    """The file of the project that its text is, where it is not its own."""

    @property
    def path(self) -> str:
        """The file of the project that one edits to change its text."""
        return self.file or f"content/{self.source}"

    def fill(self, part: Callable[[str], str], page: Linker) -> str:
        """The body with its parts and its links to entries filled in; code stays as it is."""
        code = fenced_lines(self.body)
        lines = self.body.split("\n")
        return "\n".join(
            line if n in code else _filled(line, part, page)
            for n, line in enumerate(lines)
        )

    def resolve(self, target: str) -> str:
        """The path below `content/` that a relative address on this page names."""
        return posixpath.normpath(
            posixpath.join(posixpath.dirname(self.source), unquote(target))
        )


def _filled(line: str, part: Callable[[str], str], page: Linker) -> str:
    """One line with its part or its links to entries filled in."""
    found = PART.match(line)
    if found:
        return part(found[1])

    def led(it: re.Match[str]) -> str:
        return it[0] if it["ticks"] else f"]({page.to_source(it['entry'])})"

    return _LINK_OR_CODE.sub(led, line)


@dataclass(frozen=True)
class Content:
    """All hand-written pages and the files beside them by path, with the findings.

    `secret` names the internal files.
    """

    pages: tuple[Written, ...] = ()
    assets: tuple[tuple[str, Path], ...] = ()
    findings: tuple[Finding, ...] = ()
    secret: frozenset[str] = frozenset()

    def for_audience(self, audience: Audience) -> Content:
        """The pages and files that this audience may read."""
        if audience is Audience.INTERNAL:
            return self
        return Content(
            tuple(page for page in self.pages if page.audience is Audience.PUBLIC),
            tuple(
                (name, path) for name, path in self.assets if name not in self.secret
            ),
            self.findings,
        )
