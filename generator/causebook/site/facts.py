"""What every file of a site says: its links, its anchors, its words. Each file is read once.

A file with the bytes of an earlier build says what it said then; so a verification looks at
everything and reads only what is new. Words are kept as numbers, since most of them stand on
many pages. It must not know what is wrong to say.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from .built_text import Html, pieces, read_html, within
from .ownership import walk
from .plain import lines
from .wording import shipped


@dataclass(frozen=True)
class Facts:
    """What is known of a file; the words are numbers of lines in the lexicon that read it."""

    digest: str
    links: frozenset[str] = frozenset()
    anchors: frozenset[str] = frozenset()
    words: frozenset[int] = frozenset()


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
        new = [text for text in dict.fromkeys(every) if text not in self._read]
        whole = {text: [text, *within(text)] for text in new}
        spoken = self._spoken([text for more in whole.values() for text in more])
        for text, more in whole.items():
            self._read[text] = frozenset(next(spoken) for _ in more) - {-1}
        return frozenset().union(*(self._read[text] for text in every))

    def _spoken(self, texts: list[str]) -> Iterator[int]:
        """The number of the line of each text; -1 for a text without words."""
        for line in lines(texts).split(b"\n") if texts else ():
            words = line.strip(b" ")
            yield self._number(words) if words else -1

    def _number(self, words: bytes) -> int:
        """The number of a line, which is a new one where it is not known."""
        number = self._numbers.setdefault(words, len(self.lines))
        if number == len(self.lines):
            self.lines.append(words)
        return number


@dataclass(frozen=True)
class SiteFacts:
    """What each file of a site says, by its path, in the order of the paths."""

    files: Mapping[str, Facts]
    lexicon: Lexicon

    @staticmethod
    def of(site: Path, earlier: SiteFacts | None = None) -> SiteFacts:
        """What a site says; what its files said in an earlier build is not read again."""
        lexicon = earlier.lexicon if earlier else Lexicon()
        return SiteFacts(_read_all(site, lexicon, earlier.files if earlier else {}), lexicon)


def _read_all(site: Path, lexicon: Lexicon, known: Mapping[str, Facts]) -> dict[str, Facts]:
    """What each file says; `known` is what files of these paths said, by the same lexicon."""
    found: dict[str, Facts] = {}
    for name, path in files(site):
        data = path.read_bytes()
        old, own = known.get(name), digest_of(data)
        found[name] = old if old and old.digest == own else _read(name, path, data, lexicon)
    return found


def _read(name: str, path: Path, data: bytes, lexicon: Lexicon) -> Facts:
    """What a file says that is not known yet; of the theme's own files only the name."""
    page = read_html(data.decode("utf-8", "replace")) if name.endswith(".html") else None
    own = pieces(name, data, page) if not shipped(name, path) else ()
    known = page or Html()
    links, anchors = frozenset(known.links), frozenset(known.anchors)
    return Facts(digest_of(data), links, anchors, lexicon.numbers([name, *own]))


def files(site: Path) -> list[tuple[str, Path]]:
    """Every file of a site with its path below it, in the order of these paths."""
    paths = (Path(entry.path) for entry in walk(site) if entry.is_file())
    return sorted((path.relative_to(site).as_posix(), path) for path in paths)


def digest_of(data: bytes) -> str:
    """What the bytes of a file are known by."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()
