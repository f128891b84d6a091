"""What every file of a site says: its links, its anchors, its words. Each file is read once.

A file with the bytes of an earlier build says what it said then; so a verification looks at
everything and reads only what is new. Words are kept as numbers, since most of them stand on
many pages. It must not know what is wrong to say.
"""

from __future__ import annotations

import hashlib
import os
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from sys import intern

from ..book.processes import shared
from ..load.recalled import digest, recall
from .built_text import Html, pieces, read_html, within
from .ownership import walk
from .plain import lines
from .wording import shipped

_FEW, _ENDS = 64, 16
"""A part has at least so many texts, and ends with one whose length is a multiple of this."""
_MOST = 20_000
"""Texts whose lines are remembered; then all are forgotten."""


@dataclass(frozen=True)
class Facts:
    """What is known of a file; the words are numbers of lines in the lexicon that read it."""

    digest: str
    links: frozenset[str] = frozenset()
    anchors: frozenset[str] = frozenset()
    words: Sequence[int] = ()


class Lexicon:
    """Lines of words, as they are compared, each by a number."""

    def __init__(self, known: Iterable[bytes] = ()) -> None:
        """Begin with lines that are known already, numbered from 0."""
        self.lines = list(known)
        self._numbers = {line: number for number, line in enumerate(self.lines)}
        self._read: dict[str, frozenset[int]] = {}

    def numbers(self, texts: Iterable[str]) -> frozenset[int]:
        """The lines that some texts say, with what is within them."""
        every = list(texts)
        if len(self._read) > _MOST:
            self._read.clear()
        new = [text for text in dict.fromkeys(every) if text not in self._read]
        for part in _parts(new):
            told = recall(digest("words", *part), partial(_spoken, part))
            for text, said in zip(part, told, strict=True):
                self._read[text] = frozenset(map(self.number, said))
        return frozenset().union(*(self._read[text] for text in every))

    def number(self, words: bytes) -> int:
        """The number of a line, which is a new one where it is not known."""
        number = self._numbers.setdefault(words, len(self.lines))
        if number == len(self.lines):
            self.lines.append(words)
        return number


def _parts(texts: Iterable[str]) -> Iterator[list[str]]:
    """Texts in parts that begin and end where they did, where other texts came or went.

    So the parts of a large file that are as they were are known from an earlier build.
    """
    part: list[str] = []
    for text in texts:
        part.append(text)
        if len(part) >= _FEW and not len(text) % _ENDS:
            yield part
            part = []
    if part:
        yield part


def _spoken(texts: list[str]) -> list[list[bytes]]:
    """The lines that each text says, with what is within it."""
    whole = [[text, *within(text)] for text in texts]
    told = lines([text for more in whole for text in more]).split(b"\n")
    every = (line.strip(b" ") for line in told)
    return [[words for _ in more if (words := next(every))] for more in whole]


@dataclass(frozen=True)
class SiteFacts:
    """What each file of a site says, by its path, in the order of the paths."""

    files: Mapping[str, Facts]
    lexicon: Lexicon

    @staticmethod
    def of(site: Path, earlier: SiteFacts | None = None) -> SiteFacts:
        """What a site says; what its files said in an earlier build is not read again."""
        lexicon = earlier.lexicon if earlier else Lexicon()
        return SiteFacts(
            _read_all(site, lexicon, earlier.files if earlier else {}), lexicon
        )


def _read_all(
    site: Path, lexicon: Lexicon, known: Mapping[str, Facts]
) -> dict[str, Facts]:
    """What each file says; `known` is what files of these paths said, by the same lexicon."""
    every = files(site)
    found = {
        name: known[name]
        for name, path in every
        if name in known and _is(path, known[name])
    }
    reader = _Reader(lexicon)
    new = [(name, path) for name, path in every if name not in found]
    with shared(reader.read, new) as results:
        found |= {name: reader.taken(*next(results)) for name, _ in new}
    return {name: found[name] for name, _ in every}


def _is(path: Path, file: Facts) -> bool:
    """Whether a file has the bytes that are known of it."""
    return digest_of(path.read_bytes()) == file.digest


class _Reader:
    """Reads files in whichever process; each numbers the words that are new to it by itself."""

    def __init__(self, lexicon: Lexicon) -> None:
        """The lexicon that all numbers are of in the end."""
        self._lexicon, self._sent = lexicon, len(lexicon.lines)
        self._numbers: dict[int, list[int]] = {}
        self._first = self._sent

    def read(self, named: tuple[str, Path]) -> tuple[int, list[bytes], Facts]:
        """What a file says; before that the process, and the lines that it has not told yet."""
        facts = _read(*named, self._lexicon)
        new, self._sent = self._lexicon.lines[self._sent :], len(self._lexicon.lines)
        return os.getpid(), new, facts

    def taken(self, process: int, new: list[bytes], facts: Facts) -> Facts:
        """What a file says, its words as they are numbered here."""
        if process == os.getpid():
            return facts
        numbers = self._numbers.setdefault(process, [])
        numbers += map(self._lexicon.number, new)
        first = self._first
        words = packed(n if n < first else numbers[n - first] for n in facts.words)
        links, anchors = one_each(facts.links), one_each(facts.anchors)
        return replace(facts, links=links, anchors=anchors, words=words)


def _read(name: str, path: Path, lexicon: Lexicon) -> Facts:
    """What a file says that is not known yet; of the theme's own files only the name."""
    data = path.read_bytes()
    page = (
        read_html(data.decode("utf-8", "replace")) if name.endswith(".html") else None
    )
    own = pieces(name, data, page) if not shipped(name, path) else ()
    known = page or Html()
    links, anchors = frozenset(known.links), frozenset(known.anchors)
    return Facts(
        digest_of(data), links, anchors, packed(lexicon.numbers([name, *own]))
    )


def packed(numbers: Iterable[int]) -> array[int]:
    """Numbers in as little memory as they take: a site has millions of them."""
    return numbers if isinstance(numbers, array) else array("I", numbers)


def one_each(texts: Iterable[str]) -> frozenset[str]:
    """Texts of which each is held once, however many pages have it."""
    return frozenset(map(intern, texts))


def files(site: Path) -> list[tuple[str, Path]]:
    """Every file of a site with its path below it, in the order of these paths."""
    start = len(os.fspath(site)) + 1
    names = sorted(entry.path[start:] for entry in walk(site) if entry.is_file())
    return [(name, site / name) for name in names]


def digest_of(data: bytes) -> str:
    """What the bytes of a file are known by."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()
