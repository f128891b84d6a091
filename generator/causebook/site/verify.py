"""A staged site is judged before anyone sees it: links, pages, and nothing internal.

It reads what was built, byte by byte, and trusts nothing that came before.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Container, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from urllib.parse import unquote, urlsplit

from ..book.addresses import source_path, url
from ..book.edition import Edition
from ..model.findings import Finding, did_you_mean, quoted
from .facts import Facts, SiteFacts
from .leaks import check_leaks
from .ownership import walk


def verify(
    site: Path,
    edition: Edition,
    base_path: str = "/",
    facts: SiteFacts | None = None,
    sound: Mapping[str, Facts] | None = None,
) -> list[Finding]:
    """All findings about a staged site; `base_path` is the path of its address.

    `facts` are those of its files, where they are known already; `sound` those of a site with
    this address in which every link led somewhere.
    """
    facts = facts or SiteFacts.of(site)
    expected = dict.fromkeys(
        f"{url(source_path(edition.book, entry))}index.html"
        for entry in edition.book.entries()
    )
    return sorted(
        {
            *check_links(facts.files, base_path, sound or {}),
            *check_pages(site, expected),
            *check_leaks(site, edition, facts),
        }
    )


def check_links(
    files: Mapping[str, Facts],
    base_path: str = "/",
    sound: Mapping[str, Facts] = MappingProxyType({}),
) -> list[Finding]:
    """A finding for every link or fragment of the files of a site that leads nowhere.

    `base_path` is the path of the site's address; links that start with it lead into the site.
    The links of a file that is also in a `sound` site lead to the same places as there, unless
    a file or an anchor came or went.
    """
    known = sound if _leads_as(files, sound) else {}
    findings = []
    for name, page in files.items():
        is_known = name in known and known[name].links == page.links
        for link in () if is_known else sorted(page.links):
            problem = _problem(name, link, files, base_path)
            if problem:
                message = f"link {quoted(link)} {problem}"
                findings.append(
                    Finding(name, 0, 0, "V001", message, did_you_mean(link, files))
                )
    return findings


def _leads_as(files: Mapping[str, Facts], sound: Mapping[str, Facts]) -> bool:
    """Whether every link leads where it leads in another site: to the same files and anchors."""
    return files.keys() == sound.keys() and all(
        sound[name].anchors <= file.anchors for name, file in files.items()
    )


def _problem(name: str, link: str, files: Mapping[str, Facts], base: str) -> str:
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
    known = fragment.startswith((":", "__", "kb=", "with="))
    is_page = found.endswith(".html")
    if fragment and is_page and fragment not in files[found].anchors and not known:
        return f"has no anchor {quoted(fragment)}"
    return ""


def _target(name: str, path: str, base: str) -> str | None:
    """The path within the site that a link on a page names; None where it leads out of it."""
    if path.startswith("/"):
        return path[len(base) :] if path.startswith(base) else None
    target = (
        posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
        if path
        else name
    )
    return target + "/" if path.endswith(("/", "..")) and target != "." else target


def _file(target: str, files: Container[str]) -> str | None:
    """The file that a server would send for a path."""
    target = "" if target == "." else target
    for name in (target, f"{target}index.html", f"{target}/index.html".lstrip("/")):
        if name in files:
            return name
    return None


def check_pages(site: Path, expected: Iterable[str]) -> list[Finding]:
    """A finding for every page that is missing, and for paths that differ in case only."""
    start = len(os.fspath(site)) + 1
    found = {entry.path[start:]: entry.is_file() for entry in walk(site)}
    findings = [
        Finding(name, 0, 0, "V004", "is missing from the built site")
        for name in expected
        if not found.get(name)
    ]
    seen: dict[str, str] = {}
    for name in sorted(found):
        first = seen.setdefault(name.lower(), name)
        if first != name:
            findings.append(
                Finding(name, 0, 0, "V003", "differs in case only", f"from {first}")
            )
    return findings
