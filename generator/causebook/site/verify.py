"""A staged site is judged before anyone sees it: links, pages, and nothing internal.

It reads what was built, byte by byte, and trusts nothing that came before.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ..book.addresses import source_path, url
from ..book.edition import Edition
from ..model.findings import Finding, did_you_mean, quoted
from .built_text import Html, read_html
from .leaks import check_leaks

Pages = Mapping[str, Html]
"""The pages of a site by path, read once for all checks."""


def verify(site: Path, edition: Edition, base_path: str = "/") -> list[Finding]:
    """All findings about a staged site; `base_path` is the path of its address."""
    pages = read_pages(site)
    expected = dict.fromkeys(
        f"{url(source_path(edition.book, entry))}index.html" for entry in edition.book.entries()
    )
    return sorted(
        {
            *check_links(site, base_path, pages),
            *check_pages(site, expected),
            *check_leaks(site, edition, pages),
        }
    )


def read_pages(site: Path) -> Pages:
    """What each page of a site says."""
    return {
        path.relative_to(site).as_posix(): read_html(path.read_text("utf-8", "replace"))
        for path in sorted(site.rglob("*.html"))
    }


def check_links(site: Path, base_path: str = "/", pages: Pages | None = None) -> list[Finding]:
    """A finding for every link or fragment of the site that leads nowhere.

    `base_path` is the path of the site's address; links that start with it lead into the site.
    """
    pages = read_pages(site) if pages is None else pages
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    findings = []
    for name, page in pages.items():
        for link in sorted(page.links):
            problem = _problem(name, link, pages, files, base_path)
            if problem:
                message = f"link {quoted(link)} {problem}"
                hint = did_you_mean(link, files)
                findings.append(Finding(name, 0, 0, "V001", message, hint))
    return findings


def _problem(name: str, link: str, pages: Pages, files: set[str], base: str) -> str:
    """What is wrong with a link on a page, or an empty text."""
    try:
        address = urlsplit(link.strip())
    except ValueError:
        return "is no address"
    is_elsewhere = address.scheme or address.netloc or link.startswith("//")
    if is_elsewhere or (name == "404.html" and not address.path):
        return ""
    target = _target(name, unquote(address.path), base)
    if target is None:
        return ""
    found = _file(target, files)
    if found is None:
        return "leads nowhere"
    fragment = unquote(address.fragment)
    known = fragment.startswith((":", "__", "kb="))
    if fragment and found in pages and fragment not in pages[found].anchors and not known:
        return f"has no anchor {quoted(fragment)}"
    return ""


def _target(name: str, path: str, base: str) -> str | None:
    """The path within the site that a link on a page names; None where it leads out of it."""
    if path.startswith("/"):
        return path[len(base) :] if path.startswith(base) else None
    target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
    return target + "/" if path.endswith(("/", "..")) and target != "." else target


def _file(target: str, files: set[str]) -> str | None:
    """The file that a server would send for a path."""
    target = "" if target == "." else target
    for name in (target, f"{target}index.html", f"{target}/index.html".lstrip("/")):
        if name in files:
            return name
    return None


def check_pages(site: Path, expected: Iterable[str]) -> list[Finding]:
    """A finding for every page that is missing, and for paths that differ in case only."""
    findings = [
        Finding(name, 0, 0, "V004", "is missing from the built site")
        for name in expected
        if not (site / name).is_file()
    ]
    seen: dict[str, str] = {}
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        first = seen.setdefault(name.lower(), name)
        if first != name:
            findings.append(Finding(name, 0, 0, "V003", "differs in case only", f"from {first}"))
    return findings
