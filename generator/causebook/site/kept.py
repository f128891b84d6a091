"""What is kept of a build that went live, so that the next one need not make it again.

It says of each page what it was made of, and of each file what it says. It is never needed: a
record that is missing, torn, foreign or of another version of the programs counts for
nothing. What it says stays true whatever site is live by now, since every file is known by its
bytes. It may hold what only colleagues may read, so each audience has its own, for its owner
alone.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import TypedDict, cast

from ..book.traced import Trace
from .facts import Facts, Lexicon, SiteFacts, one_each, packed
from .ownership import Refused, delete, opened, require_real

_FORMAT = f"causebook kept 4-{sys.byteorder}"
_DEAD = 8
"""Words are numbered anew where one in so many is said no more."""


@dataclass(frozen=True)
class Made:
    """A page that was made: its place, the digest of its source, what it asked for.

    `why` says why it must be made each time, if it must. `meta` is its front matter, `title`
    what its text calls it, `search` its part of the search index.
    """

    dest: str
    source: str
    asked: tuple[str, ...]
    why: str = ""
    meta: dict[str, object] = field(default_factory=dict)
    title: str | None = None
    search: tuple[dict[str, object], ...] = ()


@dataclass(frozen=True)
class Kept:
    """What is kept: the surroundings of all pages, the targets of links, pages and files.

    `targets` holds what every path that a page asked for led to. `rendered` holds of each page of
    an entry what it was made of, and the digest of its Markdown. `inputs` is the digest of all
    that the build was made from, empty where that cannot be told; `base` is the path of the
    site's address.
    """

    surroundings: Mapping[str, str]
    targets: Mapping[str, str | None]
    pages: Mapping[str, Made]
    site: SiteFacts
    rendered: Mapping[str, tuple[Trace, str]] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    inputs: str = ""
    base: str = "/"


class Parts(TypedDict):
    """What is kept as JSON has it."""

    surroundings: dict[str, str]
    targets: dict[str, str | None]
    pages: dict[str, _Page]
    lines: str
    files: dict[str, tuple[str, list[str], list[str], str]]
    values: dict[str, str]
    rendered: dict[str, tuple[list[int], str, str]]
    base: str


_Page = tuple[
    str, str, list[str], str, dict[str, object], str | None, list[dict[str, object]]
]
"""The fields of a page that was made, in their order."""


def place(project: Path, out: Path, audience: str) -> Path:
    """The file that holds what is kept of the site at `out`."""
    name = hashlib.sha256(os.fsencode(os.path.relpath(out, project))).hexdigest()[:12]
    return project / "build" / audience / f".kept-{name}.json"


def load(file: Path, programs: str, inputs: str | None = None) -> Kept | None:
    """What a file holds that the same programs wrote, of these `inputs` if they are given.

    None for anything else.
    """
    try:
        if file.is_symlink() or not file.is_file():
            return None
        with file.open("rb") as stream:
            head = stream.readline()
            told, _, made_from = head.decode().rstrip("\n").rpartition(" ")
            if told != f"{_FORMAT} {programs}" or inputs not in {None, made_from}:
                return None
            *parts, whole = stream.readlines()
        if whole.decode() != _digest([head, *parts]):
            return None
        return _decoded(cast(Parts, dict(map(json.loads, parts))), made_from)
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return None


def save(kept: Kept, file: Path, programs: str, project: Path) -> None:
    """Write what is kept, whole or not at all; where that cannot be, nothing is kept."""
    with suppress(OSError, Refused):
        require_real(file, project)
        with opened(file.parent) as inside:
            _replace(file.name, inside, _lines(kept, programs))


def _lines(kept: Kept, programs: str) -> Iterator[bytes]:
    """The lines of a file: what it is, who wrote it and from what; its parts; that it is whole.

    One part after another, since as one text they would take more memory than the whole build.
    """
    told = hashlib.blake2b(digest_size=16)
    parts = (
        json.dumps(part, ensure_ascii=False, separators=(",", ":"))
        for part in _parts(kept)
    )
    for line in chain((f"{_FORMAT} {programs} {kept.inputs}",), parts):
        data = f"{line}\n".encode()
        told.update(data)
        yield data
    yield told.hexdigest().encode()


def _digest(lines: Iterable[bytes]) -> str:
    """What lines are known by."""
    found = hashlib.blake2b(digest_size=16)
    for line in lines:
        found.update(line)
    return found.hexdigest()


def _replace(name: str, inside: int, lines: Iterable[bytes]) -> None:
    """Put a new file for its owner alone into the place of an old one, in an open folder."""
    new = f"{name}.new"
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW
    with suppress(FileNotFoundError):
        delete(new, inside)  # a build that was killed may have left it
    try:
        with os.fdopen(os.open(new, flags, 0o600, dir_fd=inside), "wb") as stream:
            stream.writelines(lines)
        os.rename(new, name, src_dir_fd=inside, dst_dir_fd=inside)
    except OSError:
        delete(new, inside)
        raise


def _parts(kept: Kept) -> Iterator[tuple[str, object]]:
    """What is kept, part by part, as JSON has it."""
    site = _numbered(kept.site)
    read = sorted(
        frozenset().union(*(trace.names for trace, _ in kept.rendered.values()))
    )
    place = {name: n for n, name in enumerate(read)}
    yield "surroundings", dict(kept.surroundings)
    yield "targets", dict(kept.targets)
    yield (
        "pages",
        {name: list(vars(page).values()) for name, page in kept.pages.items()},
    )
    yield "lines", b"\n".join(site.lexicon.lines).decode()
    yield "files", {name: _file(file) for name, file in site.files.items()}
    yield "values", {name: kept.values[name] for name in read}
    yield (
        "rendered",
        {
            name: [sorted(map(place.__getitem__, trace.names)), trace.given, text]
            for name, (trace, text) in kept.rendered.items()
        },
    )
    yield "base", kept.base


def _numbered(site: SiteFacts) -> SiteFacts:
    """What files say, their words numbered anew where many are said no more."""
    lines, used = site.lexicon.lines, set[int]()
    used.update(*(file.words for file in site.files.values()))
    if len(used) > len(lines) * (1 - 1 / _DEAD):
        return site
    number = {old: new for new, old in enumerate(sorted(used))}
    files = {
        name: replace(file, words=packed(map(number.__getitem__, file.words)))
        for name, file in site.files.items()
    }
    return SiteFacts(files, Lexicon(lines[old] for old in number))


def _file(file: Facts) -> list[object]:
    """What is known of a file, its words as one text."""
    words = base64.b64encode(packed(file.words).tobytes()).decode()
    return [file.digest, sorted(file.links), sorted(file.anchors), words]


def _unpacked(words: str) -> Sequence[int]:
    """The numbers of words from a text."""
    found = packed(())
    found.frombytes(base64.b64decode(words, validate=True))
    return found


def _decoded(data: Parts, inputs: str) -> Kept:
    """What is kept, from JSON; raises where it has another shape."""
    lexicon = Lexicon(data["lines"].encode().split(b"\n"))
    files = {
        name: Facts(digest, one_each(links), one_each(anchors), _unpacked(words))
        for name, (digest, links, anchors, words) in data["files"].items()
    }
    pages = {
        name: Made(dest, source, tuple(asked), why, meta, title, tuple(search))
        for name, (dest, source, asked, why, meta, title, search) in data[
            "pages"
        ].items()
    }
    site = SiteFacts(files, lexicon)
    values = data["values"]
    names = list(values)
    rendered = {
        name: (Trace(frozenset(names[n] for n in read), given), text)
        for name, (read, given, text) in data["rendered"].items()
    }
    around, targets = data["surroundings"], data["targets"]
    return Kept(around, targets, pages, site, rendered, values, inputs, data["base"])
