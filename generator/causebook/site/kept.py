"""What is kept of a build that went live, so that the next one need not make it again.

It says of each page what it was made of, and of each file what it says. It is never needed: a
record that is missing, torn, foreign or of another version of the programs counts for
nothing. What it says stays true whatever site is live by now, since every file is known by its
bytes. It may hold what only colleagues may read, so each audience has its own, for its owner
alone.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import TypedDict, cast

from ..book.traced import Trace
from ..load.recalled import read, written
from .facts import Facts, Lexicon, SiteFacts, one_each, packed
from .ownership import Refused, delete, opened, require_real

_FORMAT = f"causebook kept 5-{sys.byteorder}"
_DIGEST, _LENGTH = 16, 8
"""Bytes of what a file is known by, and of how long a part is."""
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
    """What is kept, as plain data."""

    surroundings: dict[str, str]
    targets: dict[str, str | None]
    pages: dict[str, _Page]
    lines: bytes
    files: dict[str, tuple[str, list[str], list[str], bytes]]
    values: dict[str, str]
    entries: dict[str, str]
    rendered: dict[str, tuple[bytes, str, str]]
    base: str


_Page = tuple[
    str, str, list[str], str, dict[str, object], str | None, list[dict[str, object]]
]
"""The fields of a page that was made, in their order."""


def place(project: Path, out: Path, audience: str) -> Path:
    """The file that holds what is kept of the site at `out`."""
    name = hashlib.sha256(os.fsencode(os.path.relpath(out, project))).hexdigest()[:12]
    return project / "build" / audience / f".kept-{name}"


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
            data = stream.read()
        if data[-_DIGEST:] != _digest([head, data[:-_DIGEST]]):
            return None
        return _decoded(cast(Parts, dict(_read(data[:-_DIGEST]))), made_from)
    except Exception:  # whatever a file of another shape may lead to
        return None


def _read(data: bytes) -> Iterator[tuple[str, object]]:
    """The parts in the bytes of a file, each behind its length."""
    view, at = memoryview(data), 0
    while at < len(view):
        start = at + _LENGTH
        at = start + int.from_bytes(view[at:start], "big")
        yield cast(tuple[str, object], read(view[start:at]))


def save(kept: Kept, file: Path, programs: str, project: Path) -> None:
    """Write what is kept, whole or not at all; where that cannot be, nothing is kept."""
    with suppress(OSError, Refused):
        require_real(file, project)
        with opened(file.parent) as inside:
            replaced(file.name, inside, _bytes(kept, programs))


def _bytes(kept: Kept, programs: str) -> Iterator[bytes]:
    """The bytes of a file: what it is, who wrote it and from what; its parts; that it is whole.

    One part after another, since as one text they would take more memory than the whole build.
    """
    told = hashlib.blake2b(digest_size=_DIGEST)
    parts = map(written, _parts(kept))
    pieces = chain.from_iterable(
        (len(part).to_bytes(_LENGTH, "big"), part) for part in parts
    )
    for piece in chain((f"{_FORMAT} {programs} {kept.inputs}\n".encode(),), pieces):
        told.update(piece)
        yield piece
    yield told.digest()


def _digest(pieces: Iterable[bytes]) -> bytes:
    """What the bytes of a file are known by."""
    found = hashlib.blake2b(digest_size=_DIGEST)
    for piece in pieces:
        found.update(piece)
    return found.digest()


def replaced(name: str, inside: int, lines: Iterable[bytes]) -> None:
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
    """What is kept, part by part, as plain data."""
    site = _numbered(kept.site)
    named = sorted(
        frozenset().union(*(trace.names for trace, _ in kept.rendered.values()))
    )
    place = {name: n for n, name in enumerate(named)}
    yield "surroundings", dict(kept.surroundings)
    yield "targets", dict(kept.targets)
    yield (
        "pages",
        {name: list(vars(page).values()) for name, page in kept.pages.items()},
    )
    yield "lines", b"\n".join(site.lexicon.lines)
    yield "files", {name: _file(file) for name, file in site.files.items()}
    yield "values", {name: kept.values[name] for name in named}
    yield (
        "entries",
        {name: kept.values[name] for name in kept.values.keys() - place.keys()},
    )
    yield (
        "rendered",
        {
            name: [_numbers(map(place.__getitem__, trace.names)), trace.given, text]
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
    """What is known of a file."""
    own = packed(file.words).tobytes()
    return [file.digest, sorted(file.links), sorted(file.anchors), own]


def _numbers(found: Iterable[int]) -> bytes:
    """Numbers as bytes."""
    return packed(found).tobytes()


def _unpacked(numbers: bytes) -> Sequence[int]:
    """The numbers from bytes."""
    found = packed(())
    found.frombytes(numbers)
    return found


def _decoded(data: Parts, inputs: str) -> Kept:
    """What is kept, from its parts; raises where it has another shape."""
    lexicon = Lexicon(data["lines"].split(b"\n"))
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
        name: (Trace(frozenset(names[n] for n in _unpacked(of)), given), text)
        for name, (of, given, text) in data["rendered"].items()
    }
    values |= data["entries"]
    around, targets = data["surroundings"], data["targets"]
    return Kept(around, targets, pages, site, rendered, values, inputs, data["base"])
