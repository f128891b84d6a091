"""The hand-written pages of `content/`: who may read them, links to entries, parts to fill in.

A page names its audience in its front matter; everything in a folder `internal`, in any case
of letters, is internal. A file beside pages goes with them:

- in a folder whose pages are all internal (or below it, where no nearer folder has pages) it
  is internal, whoever refers to it;
- beside public and internal pages a file that only internal pages refer to is internal, and
  so is an image, a document or another file that cannot be searched for internal texts,
  unless a public page, a public style or `mkdocs.yml` refers to it;
- any other file is public.

A link `[text](entry:id)` leads to an entry; `<!-- part: name -->` is filled by the generator.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote

from ..model import Audience
from ..model.findings import Finding
from . import document as tree
from .folders import Found, Unreadable, read_file, walk
from .front_matter import check_head, typed
from .page_links import fenced_lines, mentions

PARTS = ("problems", "roles", "platforms", "common-causes", "kinds", "author-reference", "counts")
MAX_PAGE, MAX_ASSET = 1_000_000, 20_000_000
LINK = re.compile(r"\]\(entry:([^)\s]*)\)")
PART = re.compile(r"^<!-- part: ([^>]*?) -->$", re.M)
_SKIP = re.compile(r"(~|\.(swp|swo|bak|tmp|orig))$")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_TEXT_KINDS = frozenset(
    {
        ".css",
        ".csv",
        ".ics",
        ".js",
        ".json",
        ".mjs",
        ".svg",
        ".tsv",
        ".txt",
        ".vcf",
        ".vtt",
        ".webmanifest",
        ".xml",
    }
)
_OTHER_KINDS = frozenset(
    {
        ".avif",
        ".gif",
        ".ico",
        ".jpeg",
        ".jpg",
        ".mp3",
        ".mp4",
        ".ogg",
        ".otf",
        ".pdf",
        ".png",
        ".ttf",
        ".webm",
        ".webp",
        ".woff",
        ".woff2",
    }
)
_FOR_SERVERS = frozenset({"CNAME", "_headers", "_redirects"})
_WELL_KNOWN = ".well-known"


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
    meta: dict[str, Any]
    head_lines: int = 0

    def fill(self, part: Callable[[str], str], page: Linker) -> str:
        """The body with its parts and its links to entries filled in; code stays as it is."""
        code = fenced_lines(self.body)
        lines = self.body.split("\n")
        return "\n".join(
            line if n in code else _filled(line, part, page) for n, line in enumerate(lines)
        )

    def resolve(self, target: str) -> str:
        """The path below `content/` that a relative address on this page names."""
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.source), unquote(target)))


def _filled(line: str, part: Callable[[str], str], page: Linker) -> str:
    """One line with its part or its links to entries filled in."""
    found = PART.match(line)
    return part(found[1]) if found else LINK.sub(lambda link: f"]({page.to_source(link[1])})", line)


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
            tuple((name, path) for name, path in self.assets if name not in self.secret),
            self.findings,
        )


def is_text(name: str) -> bool:
    """Whether a file says what it says in letters, so that it can be searched."""
    return Path(name).suffix.lower() in {"", *_TEXT_KINDS}


def read_content(root: Path, said: Iterable[str] = ()) -> Content:
    """All pages below `root` (the folder `content`), with findings for what cannot be published.

    `said` are the texts of the public configuration, which may refer to files beside the pages.
    """
    pages: list[Written] = []
    assets: list[tuple[str, Path]] = []
    findings: list[Finding] = []
    config = "\n".join(said)
    for found in walk(root, frozenset({_WELL_KNOWN})):
        name = f"{root.name}/{found.source}".rstrip("/")
        if _SKIP.search(found.source):
            continue
        if found.path.suffix == ".md" and not found.problem:
            page, problems = _page(found.path, name, found.source)
            pages += [page] if page else []
        else:
            problems = _unpublishable(found, name, config)
            assets += [] if problems else [(found.source, found.path)]
        findings += problems
    return Content(tuple(pages), tuple(assets), tuple(findings), _secret(pages, assets, config))


def _style(path: Path) -> str:
    """The text of a style, where it can be read."""
    try:
        return read_file(path, MAX_PAGE).decode("utf-8", "replace")
    except Unreadable:
        return ""


def _unpublishable(found: Found, name: str, config: str) -> list[Finding]:
    """The finding for what is no page and cannot be published beside one."""
    problem, remedy = found.problem, found.remedy
    parts = found.source.split("/")
    known = (
        found.path.suffix.lower() in _TEXT_KINDS | _OTHER_KINDS or found.path.name in _FOR_SERVERS
    )
    if not problem and parts[0] == _WELL_KNOWN and _WELL_KNOWN not in config:
        problem, remedy = (
            "is hidden from MkDocs",
            'add `exclude_docs: "!.well-known"` to mkdocs.yml',
        )
    elif not problem and not known and parts[0] != _WELL_KNOWN:
        problem, remedy = "would be published as it is", "move it out of content/"
    elif not problem and found.path.stat().st_size > MAX_ASSET:
        problem, remedy = (
            f"is larger than {MAX_ASSET:,} bytes",
            "make it smaller, or link to it elsewhere",
        )
    elif not problem and not _can_be_read(found.path):
        problem, remedy = "cannot be read", "give it back its rights"
    return [Finding(name, 0, 0, "C004", problem, remedy)] if problem else []


def _can_be_read(path: Path) -> bool:
    """Whether the file can be opened."""
    try:
        read_file(path, 0)
    except Unreadable as error:
        return "larger" in error.problem
    return True


def _secret(pages: list[Written], assets: list[tuple[str, Path]], config: str) -> frozenset[str]:
    """The files beside pages that are internal, by the rule above."""
    wanted: dict[Audience, set[str]] = {audience: set() for audience in Audience}
    for page in pages:
        wanted[page.audience].update(
            page.resolve(mention.target.partition("#")[0].partition("?")[0])
            for mention in mentions(page.body)
        )
    audiences: dict[str, set[Audience]] = {}
    for page in pages:
        audiences.setdefault(posixpath.dirname(page.source), set()).add(page.audience)
    styles = "\n".join(_style(path) for name, path in assets if name.endswith(".css"))
    return frozenset(
        name
        for name, _ in assets
        if _is_internal(name)
        or _goes_with_internal(
            name, _near(name, audiences), wanted, said=name in config or Path(name).name in styles
        )
    )


def _near(name: str, audiences: Mapping[str, set[Audience]]) -> set[Audience]:
    """The audiences of the pages in the nearest folder at or above a file that has any."""
    folder = posixpath.dirname(name)
    while folder and folder not in audiences:
        folder = posixpath.dirname(folder)
    return audiences.get(folder, {Audience.PUBLIC})


def _goes_with_internal(
    name: str, near: set[Audience], wanted: Mapping[Audience, set[str]], *, said: bool
) -> bool:
    """Whether a file is internal by the pages around it."""
    if Audience.INTERNAL not in near:
        return False
    if Audience.PUBLIC not in near:
        return True
    return not (said or name in wanted[Audience.PUBLIC]) and (
        not is_text(name) or name in wanted[Audience.INTERNAL]
    )


def _is_internal(source: str) -> bool:
    """Whether a path lies in a folder `internal`, in any case of letters."""
    return "internal" in source.casefold().split("/")[:-1]


def _page(path: Path, name: str, source: str) -> tuple[Written | None, list[Finding]]:
    """A page, or None where it cannot be used, and the findings."""
    text, findings = _text(path, name)
    if findings:
        return None, findings
    head = re.match(r"---[ \t]*\n(.*?\n)---[ \t]*(?:\n|\Z)", text, re.S)
    if not head:
        return None, [
            Finding(
                name,
                1,
                1,
                "C002",
                "has no front matter",
                "start it with `---`, title, audience, `---`",
            )
        ]
    node, findings = tree.parse_tree(b"\n" + head[1].encode(), name)
    if not isinstance(node, tree.Mapping):
        return None, findings or [
            Finding(name, 2, 1, "C002", "its front matter is not a mapping of keys")
        ]
    internal = _is_internal(source)
    findings += check_head(node, name, internal=internal)
    if findings:
        return None, findings
    meta, said = typed(node), tree.plain(node)
    audience = Audience.INTERNAL if internal else Audience(said["audience"])
    more = {
        key: value for key, value in meta.items() if key not in {"title", "description", "audience"}
    }
    return Written(
        source,
        said["title"],
        said.get("description", ""),
        text[head.end() :],
        audience,
        more,
        text[: head.end()].count("\n"),
    ), []


def _text(path: Path, name: str) -> tuple[str, list[Finding]]:
    """The text of a page with plain line ends and no byte order mark, or a finding."""
    try:
        data = read_file(path, MAX_PAGE)
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except Unreadable as error:
        return "", [Finding(name, 0, 0, "C002", error.problem, error.remedy)]
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        col = error.start - data.rfind(b"\n", 0, error.start)
        return "", [
            Finding(
                name,
                line,
                col,
                "C002",
                f"byte 0x{data[error.start]:02x} is not UTF-8",
                "save it as UTF-8",
            )
        ]
    control = _CONTROL.search(text)
    if control:
        line, col = position(text, control.start())
        return "", [
            Finding(
                name,
                line,
                col,
                "C002",
                f"character U+{ord(control[0]):04X} cannot be published",
                "remove it",
            )
        ]
    return text, []


def position(text: str, offset: int) -> tuple[int, int]:
    """The line and the column of an offset, both from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
