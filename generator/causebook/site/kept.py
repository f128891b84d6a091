"""What is kept of a build that went live, so that the next one need not make it again.

It says of each page what it was made of, and of each file what it says. It is never needed: a
record that is missing, torn, foreign or of another version of the programs counts for
nothing. What it says stays true whatever site is live by now, since every file is known by its
bytes. It may hold what only colleagues may read, so each audience has its own, for its owner
alone.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..book.traced import Trace
from .facts import Facts, Lexicon, SiteFacts
from .ownership import Refused, delete, opened, require_real

_FORMAT = "causebook kept 3"


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
    meta: dict[str, Any] = field(default_factory=dict)
    title: str | None = None
    search: tuple[dict[str, Any], ...] = ()


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
        head, _, body = file.read_bytes().partition(b"\n")
        told, _, made_from = head.decode().rpartition(" ")
        if inputs not in {None, made_from} or told != _head(programs, body):
            return None
        return _decoded(json.loads(body), made_from)
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return None


def save(kept: Kept, file: Path, programs: str, project: Path) -> None:
    """Write what is kept, whole or not at all; where that cannot be, nothing is kept."""
    body = json.dumps(_encoded(kept), ensure_ascii=False, separators=(",", ":")).encode()
    with suppress(OSError, Refused):
        require_real(file, project)
        with opened(file.parent) as inside:
            head = f"{_head(programs, body)} {kept.inputs}\n"
            _replace(file.name, inside, head.encode() + body)


def _replace(name: str, inside: int, data: bytes) -> None:
    """Put a new file for its owner alone into the place of an old one, in an open folder."""
    new = f"{name}.new"
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW
    with suppress(FileNotFoundError):
        delete(new, inside)  # a build that was killed may have left it
    try:
        with os.fdopen(os.open(new, flags, 0o600, dir_fd=inside), "wb") as stream:
            stream.write(data)
        os.rename(new, name, src_dir_fd=inside, dst_dir_fd=inside)
    except OSError:
        delete(new, inside)
        raise


def _head(programs: str, body: bytes) -> str:
    """How a file begins: what it is, who wrote it, and that what follows is whole."""
    return f"{_FORMAT} {programs} {hashlib.blake2b(body, digest_size=16).hexdigest()}"


def _encoded(kept: Kept) -> dict[str, Any]:
    """What is kept, as JSON has it; words are numbered anew, since some are said no more."""
    used = sorted(frozenset().union(*(file.words for file in kept.site.files.values())))
    number = {old: new for new, old in enumerate(used)}
    read = sorted(frozenset().union(*(trace.names for trace, _ in kept.rendered.values())))
    place = {name: n for n, name in enumerate(read)}
    return {
        "surroundings": dict(kept.surroundings),
        "targets": dict(kept.targets),
        "pages": {name: list(vars(page).values()) for name, page in kept.pages.items()},
        "lines": [kept.site.lexicon.lines[old].decode() for old in used],
        "files": {
            name: [
                file.digest,
                sorted(file.links),
                sorted(file.anchors),
                sorted(number[word] for word in file.words),
            ]
            for name, file in kept.site.files.items()
        },
        "values": {name: kept.values[name] for name in read},
        "rendered": {
            name: [sorted(map(place.__getitem__, trace.names)), trace.given, text]
            for name, (trace, text) in kept.rendered.items()
        },
        "base": kept.base,
    }


def _decoded(data: dict[str, Any], inputs: str) -> Kept:
    """What is kept, from JSON; raises where it has another shape."""
    lexicon = Lexicon(line.encode() for line in data["lines"])
    files = {
        name: Facts(digest, frozenset(links), frozenset(anchors), frozenset(words))
        for name, (digest, links, anchors, words) in data["files"].items()
    }
    pages = {
        name: Made(dest, source, tuple(asked), why, meta, title, tuple(search))
        for name, (dest, source, asked, why, meta, title, search) in data["pages"].items()
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
