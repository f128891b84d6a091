"""The last look before a site is swapped in: nothing in it may say what is internal.

Words are compared, not letters: an internal text is found where its words follow each other
within one piece of a built file. What the public sources say is no secret; nor is what the
site would say if there were no internal entry at all. A single letter, or a number under
three digits, stands everywhere and tells nothing.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache, partial
from pathlib import Path

import re2

from ..book.edition import Edition, Said
from ..load.recalled import digest, recall
from ..model.findings import Finding, quoted
from .built_text import spelled
from .facts import SiteFacts
from .plain import lines, readings, words
from .wording import own, shown, theme

Needles = tuple[bytes, ...]
_MEMORY = 500_000_000
"""Bytes that an automaton may take.

Where its states need more, it is slow and not wrong; where its texts do, there are several.
"""


def check_leaks(
    site: Path, edition: Edition, facts: SiteFacts | None = None
) -> list[Finding]:
    """A finding for every internal text or file in the site.

    There is one for each file that says it and each source. `facts` are those of the site's
    files, where they are known already.
    """
    facts = facts or SiteFacts.of(site)
    return [*_copied(site, edition, facts.files), *_quoting(edition, facts)]


def _copied(site: Path, edition: Edition, names: Iterable[str]) -> Iterator[Finding]:
    """A finding for every internal file that is in the site, whatever it is called there.

    `names` are those of the site's files.
    """
    public = {_digest(path) for _, path in edition.content.assets}
    secret = {
        _digest(path): name
        for name, path in edition.secret_files
        if path.stat().st_size
    }
    sizes = {path.stat().st_size for _, path in edition.secret_files}
    remedy = "nothing was published; let a public page refer to the file, or take it out of here"
    for name in names if secret else ():
        path = site / name
        found = secret.get(_digest(path)) if path.stat().st_size in sizes else None
        if found and _digest(path) not in public:
            yield Finding(
                name, 0, 0, "V002", f"is the internal file content/{found}", remedy
            )


def _quoting(edition: Edition, facts: SiteFacts) -> list[Finding]:
    """A finding for every internal text that a file of the site says."""
    needles = _needles(edition)
    found = _first(needles, facts) if needles else {}
    # the last costs a rendering, and is seldom asked
    for words_of in (own, theme, shown):
        public = words_of(edition) if found else b""
        found = {
            needle: name for needle, name in found.items() if needle not in public
        }
    return _findings(edition, needles, found)


def _findings(
    edition: Edition, needles: Mapping[bytes, Said], found: Mapping[bytes, str]
) -> list[Finding]:
    """One finding for each file and source; the longest text stands for all of them."""
    leaks: dict[tuple[str, str], list[Said]] = {}
    for needle, name in found.items():
        leaks.setdefault((name, needles[needle].path), []).append(needles[needle])
    return [_finding(edition, name, leaked) for (name, _), leaked in leaks.items()]


def _finding(edition: Edition, name: str, leaked: list[Said]) -> Finding:
    """The finding for the internal texts of one source that a file says."""
    longest = max(leaked, key=lambda said: len(said.text))
    others = len({said.text for said in leaked}) - 1
    text, place = (
        quoted(longest.text.strip()),
        f"{longest.path}:{edition.line(longest)}",
    )
    more = f" (and {others} more)" if others else ""
    message = f"has the internal text {text} of {place}{more}"
    remedy = (
        "nothing was published; make the text public there, or take it out of here"
    )
    return Finding(name, 0, 0, "V002", message, remedy)


def _needles(edition: Edition) -> dict[bytes, Said]:
    """The words of every internal text that the public sources do not say, with where it stands."""
    needles: dict[bytes, Said] = {}
    for said in edition.secrets:
        for text in _readings(said):
            needle = words(text)
            if _tells(needle.strip()):
                needles.setdefault(needle, said)
    public: dict[str, list[str]] = {}
    for said in edition.said if needles else ():
        if not said.internal:
            public.setdefault(said.path, []).append(said.text)
    while told := _told(needles, public.values()):
        needles = {
            needle: said for needle, said in needles.items() if needle not in told
        }
    return needles


def _told(needles: Iterable[bytes], public: Iterable[list[str]]) -> set[bytes]:
    """The needles that public texts say; those of a file may have been read by another build."""
    ordered, found = _ordered(needles), set[bytes]()
    named = digest(*ordered)
    for texts in public:
        key = digest("told", named, *texts)
        found.update(recall(key, partial(_said_in, ordered, texts)))
    return found


def _said_in(ordered: Needles, texts: list[str]) -> set[bytes]:
    """The needles that some texts say."""
    text = lines({line for text in texts for line in spelled(text)})
    return {needle for needle, _ in _hits(ordered, text)}


def _readings(said: Said) -> Iterator[str]:
    """What a text of the sources says when it is published."""
    return readings(said.text, tables=said.path.endswith(".md"))


def _tells(text: bytes) -> bool:
    """Whether the words are more than a single letter or a number under three digits."""
    return len(text) > (2 if text.isdigit() else 1)


def _first(needles: Mapping[bytes, Said], facts: SiteFacts) -> dict[bytes, str]:
    """The needles that the files say, each with the first file that says it."""
    told: set[int] = set()
    names: list[str] = []
    parts: list[bytes] = []
    for name, file in facts.files.items():
        new = set(file.words).difference(told)
        told |= new
        names += [name] * len(new)
        parts += (b" %b \n" % facts.lexicon.lines[number] for number in new)
    text, found = b"".join(parts), dict[bytes, str]()
    for needle, at in _hits(_ordered(needles), text):
        if needle not in found:
            found[needle] = names[text.count(b"\n", 0, at)]
    return found


def _ordered(needles: Iterable[bytes]) -> Needles:
    """Needles as they are looked for: what goes on stands before what ends sooner."""
    return tuple(sorted(needles, reverse=True))


def _hits(ordered: Needles, text: bytes) -> Iterator[tuple[bytes, int]]:
    """Every needle in a text, with where it begins; of those that begin together, the longest."""
    longest: dict[int, bytes] = {}
    for at, needle in _search(ordered, text) if ordered else ():
        longest[at] = max(needle, longest.get(at, b""), key=len)
    for at in sorted(longest):
        yield longest[at], at


def _search(ordered: Needles, text: bytes) -> Iterator[tuple[int, bytes]]:
    """Where needles begin in a text; they are looked for in halves if they are too many for one."""
    half = len(ordered) // 2
    try:
        find = _automaton(ordered)
    except re2.error:
        if not half:
            yield from _occurrences(ordered[0], text)
            return
        yield from _search(ordered[:half], text)
        yield from _search(ordered[half:], text)
        return
    hit = find(text)
    while hit:
        yield hit.start(), hit[0]
        hit = find(text, hit.start() + 1)


@lru_cache(maxsize=8)
def _automaton(ordered: Needles) -> Callable[..., re.Match[bytes] | None]:
    """A search for the first of several needles; raises re2.error where they need more memory."""
    options = re2.Options()
    options.max_mem = _MEMORY
    # it would tell the terminal where it has to do with less
    options.log_errors = False
    options.encoding = re2.Options.Encoding.LATIN1
    search: Callable[..., re.Match[bytes] | None] = re2.compile(
        b"|".join(map(re2.escape, ordered)), options
    ).search
    return search


def _occurrences(needle: bytes, text: bytes) -> Iterator[tuple[int, bytes]]:
    """Where a single needle begins."""
    at = text.find(needle)
    while at >= 0:
        yield at, needle
        at = text.find(needle, at + 1)


def _digest(path: Path) -> bytes:
    """What the file's bytes are known by."""
    return hashlib.sha256(path.read_bytes()).digest()
