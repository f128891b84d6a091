"""The hand-written pages of `content/`: who may read them, links to entries, parts to fill in.

A page names its audience in its front matter; everything in a folder `internal` is internal.
A link `[text](entry:id)` leads to an entry; `<!-- part: name -->` is filled by the generator.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from .book import Book
from .findings import Finding, did_you_mean, quoted
from .load.tree import Mapping, Scalar, parse_tree, plain
from .model import Audience

PARTS = ("problems", "roles", "platforms", "common-causes", "kinds", "author-reference", "counts")
_LINK = re.compile(r"\]\(entry:([^)\s]*)\)")
_PART = re.compile(r"^<!-- part: ([^>]*?) -->$", re.M)
_SKIP = re.compile(r"(~|\.(swp|swo|bak|tmp|orig))$")
_ASSETS = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".ico", ".pdf", ".txt", ".css", ".js"}


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
        """The body with its parts and its links to entries filled in."""
        body = _LINK.sub(lambda found: f"]({page.to_source(found[1])})", self.body)
        return _PART.sub(lambda found: part(found[1]), body)


@dataclass(frozen=True)
class Content:
    """All hand-written pages and the files beside them (internal ones by path), with the findings."""

    pages: tuple[Written, ...] = ()
    assets: tuple[tuple[str, Path], ...] = ()
    findings: tuple[Finding, ...] = ()

    def for_audience(self, audience: Audience) -> Content:
        """The pages and files that this audience may read."""
        if audience is Audience.INTERNAL:
            return self
        return Content(tuple(page for page in self.pages if page.audience is Audience.PUBLIC),
                       tuple((name, path) for name, path in self.assets if not _is_internal(name)), self.findings)


def read_content(root: Path) -> Content:
    """All pages below `root` (the folder `content`), with findings for what cannot be published."""
    pages: list[Written] = []
    assets: list[tuple[str, Path]] = []
    findings: list[Finding] = []
    for path in sorted(root.rglob("*")):
        source = path.relative_to(root).as_posix()
        name = f"{root.name}/{source}"
        if (path.is_dir() and not path.is_symlink()) or _SKIP.search(source) or "/." in f"/{source}":
            continue
        if path.is_symlink():
            findings.append(Finding(name, 0, 0, "C004", "is a symbolic link", "put the file itself here"))
        elif path.suffix == ".md":
            page, found = _page(path, name, source)
            findings += found
            pages += [page] if page else []
        elif path.suffix.lower() in _ASSETS:
            assets.append((source, path))
        else:
            findings.append(Finding(name, 0, 0, "C004", "would be published as it is", "move it out of content/"))
    return Content(tuple(pages), tuple(assets), tuple(findings))


def _is_internal(source: str) -> bool:
    """Whether a path lies in a folder `internal`."""
    return "internal" in source.split("/")[:-1]


def _page(path: Path, name: str, source: str) -> tuple[Written | None, list[Finding]]:
    """A page, or None where it cannot be used, and the findings."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        return None, [Finding(name, 0, 0, "C002", f"cannot be read: {error}", "save it as UTF-8")]
    head = re.match(r"---\n(.*?\n)---\n", text, re.S)
    if not head:
        return None, [Finding(name, 1, 1, "C002", "has no front matter", "start it with `---`, title, audience, `---`")]
    tree, findings = parse_tree(b"\n" + head[1].encode(), name)
    if not isinstance(tree, Mapping):
        return None, findings or [Finding(name, 2, 1, "C002", "its front matter is not a mapping of keys")]
    meta = plain(tree)
    findings += _meta(tree, meta, name, source)
    if findings:
        return None, findings
    audience = Audience.INTERNAL if _is_internal(source) else Audience(meta.pop("audience"))
    more = {key: value for key, value in meta.items() if key not in {"title", "description", "audience"}}
    return Written(source, meta["title"], meta.get("description", ""), text[head.end():], audience, more,
                   text[:head.end()].count("\n")), []


def _meta(tree: Mapping, meta: dict[str, Any], name: str, source: str) -> list[Finding]:
    """Findings for front matter without a title or an audience."""
    findings = []
    if not isinstance(meta.get("title"), str):
        findings.append(Finding(name, 1, 1, "C002", "has no title in its front matter", "add `title:`"))
    known = [audience.value for audience in Audience]
    if meta.get("audience", "internal" if _is_internal(source) else "") not in known:
        node = tree.pairs["audience"][1] if "audience" in tree.pairs else Scalar("", 1, 1)
        findings.append(Finding(name, node.line, node.col, "C002", "says for no audience",
                                "add `audience: public` or `audience: internal`"))
    return findings


def check_content(content: Content, book: Book, public: Book) -> list[Finding]:
    """Findings for links to entries and parts that do not exist, or that the page's readers may not see."""
    findings = list(content.findings)
    for page in content.pages:
        seen = public if page.audience is Audience.PUBLIC else book
        offset = page.head_lines
        for found in _LINK.finditer(page.body):
            if found[1] not in seen.by_id:
                what = "is internal" if found[1] in book.by_id else "does not exist"
                findings.append(_at(page, found.start() + 2, offset, "C001", f"entry {quoted(found[1])} {what}",
                                    did_you_mean(found[1], seen.by_id)))
        findings += [_at(page, found.start(), offset, "C003", f"there is no part {quoted(found[1])}",
                         did_you_mean(found[1], PARTS) or f"known: {', '.join(PARTS)}")
                     for found in _PART.finditer(page.body) if found[1] not in PARTS]
    return findings


def _at(page: Written, offset: int, first: int, code: str, message: str, hint: str) -> Finding:  # noqa: PLR0913
    """A finding at an offset of a page's body, which starts after `first` lines."""
    before = page.body[:offset]
    return Finding(f"content/{page.source}", first + before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1,
                   code, message, hint)
