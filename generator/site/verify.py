"""A staged site is judged before anyone sees it: links, pages, and nothing internal.

It reads what was built, byte by byte, and trusts nothing that came before.
"""

from __future__ import annotations

import gzip
import html
import json
import posixpath
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import re2

from ..findings import Finding, did_you_mean, quoted

_TAGS = re.compile(r"<[a-z][\w-]*\b[^>]*>", re.I)
_PAIRS = re.compile(r"\s(href|src|id|name)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.I)
_TAG = re.compile(r"<[^>]*>")
_NOT_WORD = re.compile(r"[\W_]+")
_SHORTEST = 8
_SHIPPED = ("assets/javascripts/", "assets/stylesheets/", "assets/causebook/")


def check_links(site: Path, base_path: str = "/") -> list[Finding]:
    """A finding for every link or fragment of the site that leads nowhere.

    `base_path` is the path of the site's address; links that start with it lead into the site.
    """
    pages = {path.relative_to(site).as_posix(): _attributes(path) for path in sorted(site.rglob("*.html"))}
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    findings = []
    for name, (links, _) in pages.items():
        for link in sorted(links):
            problem = _problem(name, link, pages, files, base_path)
            if problem:
                findings.append(Finding(name, 0, 0, "V001", f"link {quoted(link)} {problem}",
                                        did_you_mean(link, files)))
    return findings


def _attributes(path: Path) -> tuple[set[str], set[str]]:
    """The links and the anchors of a page."""
    links: set[str] = set()
    anchors: set[str] = set()
    for tag in _TAGS.findall(path.read_text("utf-8", "replace")):
        for name, one, two in _PAIRS.findall(tag):
            (links if name.lower() in {"href", "src"} else anchors).add(html.unescape(one or two))
    return links, anchors


def _problem(name: str, link: str, pages: dict[str, tuple[set[str], set[str]]], files: set[str], base: str) -> str:
    """What is wrong with a link on a page, or an empty text."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or link.startswith("//") or (name == "404.html" and not parts.path):
        return ""
    path = unquote(parts.path)
    if path.startswith("/"):
        if not path.startswith(base):
            return ""
        target = path[len(base):]
    else:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
        target += "/" if path.endswith(("/", "..")) and target != "." else ""
    found = _file(target, files)
    if found is None:
        return "leads nowhere"
    fragment = unquote(parts.fragment)
    if fragment and found in pages and fragment not in pages[found][1] and not fragment.startswith((":", "__", "kb=")):
        return f"has no anchor {quoted(fragment)}"
    return ""


def _file(target: str, files: set[str]) -> str | None:
    """The file that a server would send for a path."""
    target = "" if target == "." else target
    for name in (target, f"{target}index.html", f"{target}/index.html".lstrip("/")):
        if name in files:
            return name
    return None


def check_pages(site: Path, expected: Iterable[str]) -> list[Finding]:
    """A finding for every page of the book that is missing, and for paths that differ in case only."""
    findings = [Finding(name, 0, 0, "V004", "is missing from the built site")
                for name in expected if not (site / name).is_file()]
    seen: dict[str, str] = {}
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        first = seen.setdefault(name.lower(), name)
        if first != name:
            findings.append(Finding(name, 0, 0, "V003", "differs in case only", f"from {first}"))
    return findings


def check_leaks(site: Path, secret: Iterable[str], public: Iterable[str]) -> list[Finding]:
    """A finding for every internal text in any file of the site, whatever its markup or packing.

    Texts that the public book also says are no secret; texts under eight letters are too
    common to tell. The scripts and styles of the theme and of this package, which are the same
    for every book, are searched for names only.
    """
    said = "\n".join(_letters(text) for text in public)
    needles = {_letters(_TAG.sub(" ", text)): text for text in secret}
    needles = {needle: text for needle, text in needles.items() if len(needle) >= _SHORTEST and needle not in said}
    if not needles:
        return []
    options = re2.Options()
    options.max_mem = 1 << 29  # one automaton for all texts; with less it would be slow, not wrong
    options.log_errors = False
    finder = re2.compile("|".join(re2.escape(needle) for needle in sorted(needles, key=len, reverse=True)), options)
    findings = []
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        for text in [name, *(_readings(path) if path.is_file() and not name.startswith(_SHIPPED) else [])]:
            found = finder.search(_letters(text))
            if found:
                findings.append(Finding(name, 0, 0, "V002", f"has the internal text {quoted(needles[found[0]])}",
                                        "nothing was published; report this as a bug"))
                break
    return findings


def _letters(text: str) -> str:
    """The letters and digits of a text, in lower case."""
    return _NOT_WORD.sub("", text).lower()


def _readings(path: Path) -> Iterator[str]:
    """What a file says: as it is, without tags, and as decoded JSON."""
    data = path.read_bytes()
    if path.suffix == ".gz":
        data = gzip.decompress(data)
    text = data.decode("utf-8", "replace")
    yield text
    if "<" in text or "&" in text:
        yield html.unescape(_TAG.sub("", html.unescape(text) if "&lt;" in text else text))
    if path.suffix == ".json":
        joined = " ".join(_strings(json.loads(text)))
        yield html.unescape(_TAG.sub("", joined))


def _strings(value: Any) -> Iterator[str]:
    """Every string inside decoded JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
