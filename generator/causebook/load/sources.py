"""All sources of a book: every file of `causes/`, read and typed, with its findings.

The layout says what a file may be: `book.yml`, `platforms.yml` and `phrases.yml` at the top;
below, one folder per problem with `problem.yml`, causes, `symptoms/`, `messages/`, `fixes/`,
`scenarios/` and `cases/`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from ..model import LISTS, About, Entry, Phrases, Reference, Words
from ..model.findings import Finding, quoted
from ..model.ids import ID
from ..model.marked import KeyPath
from ..strings import Strings, strings
from .document import parse_tree, read_bytes
from .filled import NOWHERE, Place
from .folders import Found, walk
from .loaded import Loaded, Unread
from .nodes import Mapping, Node, Scalar
from .recalled import digest, recall
from .shape import shape
from .strings import NAME as STRINGS
from .strings import read_strings
from .words import read_words

_ROOMS = {
    "symptoms": "symptoms",
    "messages": "symptoms",
    "fixes": "fix",
    "scenarios": "scenario",
    "cases": "cases",
}
_BOOK, _PROBLEM, _MESSAGES = "book.yml", "problem.yml", "messages"
_CASES = "cases"
"""The folder of a problem that most commands pass over: it is large, and nothing is shown of it."""
_TOP = {"book", "platforms", "phrases"}
_PLACES = {
    "book": "book.yml",
    "platforms": "platforms.yml",
    "phrases": "phrases.yml",
    "problem": "<problem>/problem.yml",
    "cause": "<problem>/<cause-id>.yml",
    "fix": "<problem>/fixes/<fix-id>.yml",
    "symptoms": "<problem>/symptoms/<group>.yml",
    "scenario": "<problem>/scenarios/<scenario-id>.yml",
    "cases": "<problem>/cases/<origin>.yml",
}
"""Where a file of each kind belongs, below `causes/`."""


@dataclass(frozen=True)
class Sources:
    """What was read, in the order of the paths, what could not be read, and the findings."""

    root: Path
    files: tuple[Loaded, ...]
    findings: tuple[Finding, ...]
    unread: tuple[Unread, ...] = ()
    words: Words | None = None
    """What was learned of words, where that can be used."""
    strings: Strings = field(default_factory=strings)
    """What the generator says, in the book's language."""

    def references_to(self, kind: str) -> Iterator[tuple[Loaded, Reference]]:
        """Every id in the files that can only name something of a kind."""
        for file in self.files:
            yield from ((file, ref) for ref in file.references if ref.names(kind))


Known = dict[str, tuple[tuple[bytes, Place], tuple[Loaded | Unread, list[Finding]]]]
"""Files by name: their bytes and what their place gives them, and what came of them."""


def load(root: Path, known: Known | None = None) -> Sources:
    """All entries below `root` (the folder `causes`) with all findings, without the cases.

    Nothing stops at the first. What is `known` of a file with the same bytes is not read again,
    and what is read becomes known.
    """
    if not root.is_dir() and not root.is_symlink():
        remedy = "go to the folder that holds it; `causebook init DIR` writes a book"
        missing = Finding(root.name, 0, 0, "L007", "is no folder here", remedy)
        return Sources(root, (), (missing,))
    entries = (
        one for one in walk(root) if not _is_of_cases(one) and not _is_strings(one)
    )
    sources = _read(root, entries, known)
    words, findings = read_words(root)
    spoken, more = _spoken(sources)
    found = tuple(sorted([*sources.findings, *findings, *more]))
    return replace(sources, words=words, strings=spoken, findings=found)


def _spoken(sources: Sources) -> tuple[Strings, list[Finding]]:
    """The words of the book's language; English where the book cannot be read."""
    for file in sources.files:
        if isinstance(file.entry, About):
            at = partial(file.finding, ("language",))
            return read_strings(sources.root, file.entry.language, at)
    return strings(), []


def _is_strings(found: Found) -> bool:
    """Whether something is the book's own words for what the generator says."""
    return found.source == STRINGS and not found.problem


def load_cases(root: Path) -> Sources:
    """The files of cases below `root` with all findings about each of them."""
    return _read(root, (found for found in walk(root) if _is_of_cases(found)))


def _is_of_cases(found: Found) -> bool:
    """Whether something is the folder of cases of a problem, or lies in it."""
    return found.source.split("/")[1:2] == [_CASES]


def _read(
    root: Path, everything: Iterable[Found], known: Known | None = None
) -> Sources:
    """What was found, read and typed."""
    files: list[Loaded] = []
    findings: list[Finding] = []
    unread: list[Unread] = []
    places = _Places()
    for found in sorted(everything, key=_gives_defaults):
        name = f"{root.name}/{found.source}".rstrip("/")
        parts = tuple(found.source.split("/"))
        if found.problem:
            findings.append(Finding(name, 0, 0, "Y013", found.problem, found.remedy))
            unread += _hidden(name, parts)
        elif found.path.suffix.lower() in {".yml", ".yaml"}:
            file, problems = _known_file(
                found.path, name, parts, places.of(parts), known
            )
            findings += problems
            places.note(parts, file)
            if isinstance(file, Loaded):
                files.append(file)
            else:
                unread.append(file)
    in_order = tuple(sorted(files, key=lambda file: file.path.split("/")))
    return Sources(root, in_order, tuple(sorted(findings)), tuple(unread))


def _gives_defaults(found: Found) -> tuple[bool, bool]:
    """The place in the order of reading: what gives defaults comes before what takes them."""
    return found.source != _BOOK, not found.source.endswith(f"/{_PROBLEM}")


class _Places:
    """The place of each file, as far as the files that give defaults have been read."""

    def __init__(self) -> None:
        """No file has been read yet."""
        self._book = NOWHERE
        self._problems: dict[str, Place] = {}

    def of(self, parts: tuple[str, ...]) -> Place:
        """The place of a file; a file of messages is named for its platform."""
        if parts[1:] == (_PROBLEM,):
            return self._book
        place = self._problems.get(parts[0], self._book)
        is_of_messages = parts[1:2] == (_MESSAGES,)
        return (
            replace(place, platform=Path(parts[-1]).stem) if is_of_messages else place
        )

    def note(self, parts: tuple[str, ...], file: Loaded | Unread) -> None:
        """Note what a file gives to others."""
        if parts == (_BOOK,):
            self._book = NOWHERE.below(file.tree)
        elif parts[1:] == (_PROBLEM,):
            self._problems[parts[0]] = self._book.below(file.tree)


def _known_file(
    path: Path, name: str, parts: tuple[str, ...], place: Place, known: Known | None
) -> tuple[Loaded | Unread, list[Finding]]:
    """One file with its findings, as it is known if it has the same bytes."""
    unread = _unread(name, parts)
    if path.suffix != ".yml":
        return unread, [
            Finding(name, 0, 0, "S010", f"ends in {path.suffix}", "rename it to .yml")
        ]
    data = read_bytes(path, name)
    if isinstance(data, Finding):
        return unread, [data]
    state = data, place
    if known is None:
        return _recalled(state, name, parts)
    if name not in known or known[name][0] != state:
        known[name] = state, _recalled(state, name, parts)
    return known[name][1]


def _recalled(
    state: tuple[bytes, Place], name: str, parts: tuple[str, ...]
) -> tuple[Loaded | Unread, list[Finding]]:
    """One file with its findings; what became an entry without any may have done so before."""
    data, place = state
    key = digest("file", name, repr(place), data)
    return recall(key, lambda: _file((data, key), name, parts, place), _is_sound)


def _is_sound(found: tuple[Loaded | Unread, list[Finding]]) -> bool:
    """Whether a file became an entry and nothing is wrong with it; its references are found."""
    file, findings = found
    return isinstance(file, Loaded) and not findings and file.references is not None


def _hidden(name: str, parts: tuple[str, ...]) -> list[Unread]:
    """What something that cannot be looked into may be.

    A file of a known name, or a folder of any kinds.
    """
    if parts[-1].endswith((".yml", ".yaml")):
        return [_unread(name, parts)]
    kinds = (
        [_ROOMS[parts[1]]] if len(parts) > 1 and parts[1] in _ROOMS else list(_PLACES)
    )
    return [Unread(kind, "", parts[0], name, None) for kind in kinds]


def _unread(name: str, parts: tuple[str, ...]) -> Unread:
    """A file of which nothing is known but its name."""
    own_id = (
        parts[-2]
        if parts[-1] == "problem.yml" and len(parts) == 2
        else Path(parts[-1]).stem
    )
    return Unread(
        _expected(parts), own_id, parts[0] if len(parts) > 1 else "", name, None
    )


def _file(
    state: tuple[bytes, str], name: str, parts: tuple[str, ...], place: Place
) -> tuple[Loaded | Unread, list[Finding]]:
    """One file, read and typed, with its findings.

    Where its YAML is wrong, nothing else is said of it.
    """
    data, key = state
    unread = _unread(name, parts)
    tree, findings = parse_tree(data, name)
    if tree is None:
        return unread, findings
    misplaced = [] if findings else _misplaced(tree, name, parts)
    entry, found = shape(tree, name, unread.own_id, place)
    if entry is None:
        return replace(unread, tree=tree), findings or misplaced or found
    misnamed = _misnamed(name, unread.problem, unread.own_id)
    loaded = Loaded(entry, unread.problem, name, data, key)
    loaded.__dict__["tree"] = tree
    return loaded, [*findings, *misplaced, *misnamed]


def _expected(parts: tuple[str, ...]) -> str:
    """The kind of file that belongs at this place, or an empty text."""
    if len(parts) == 1:
        return path_kind if (path_kind := parts[0].rsplit(".", 1)[0]) in _TOP else ""
    if len(parts) == 2:
        return "problem" if parts[1] in {"problem.yml", "problem.yaml"} else "cause"
    return _ROOMS.get(parts[1], "") if len(parts) == 3 else ""


def _misplaced(tree: Node, name: str, parts: tuple[str, ...]) -> list[Finding]:
    """A finding if a file of this kind does not belong where it is."""
    node = (
        tree.pairs["kind"][1]
        if isinstance(tree, Mapping) and "kind" in tree.pairs
        else None
    )
    kind, expected = node.text if isinstance(node, Scalar) else "", _expected(parts)
    if node is None or kind not in _PLACES or kind == expected:
        return []
    other = f", or write “kind: {expected}”" if expected else ""
    hint = f"put it at causes/{_PLACES[kind]}{other}"
    problem = f"a {kind} does not belong here"
    return [Finding(name, node.line, node.col, "S010", problem, hint)]


def _misnamed(name: str, problem: str, own_id: str) -> list[Finding]:
    """A finding if the file's name cannot be an id; the models have seen those that become one."""
    if re.match(ID, own_id) and re.match(ID, problem or "x"):
        return []
    hint = "lower-case letters and digits, words joined by hyphens"
    return [Finding(name, 0, 0, "S005", f"file name {quoted(own_id)}", hint)]


def entries_of(file: Loaded) -> Iterator[tuple[Entry, str, KeyPath]]:
    """Every entry in a file: the entry, its kind, and where it stands."""
    entry = file.entry
    if isinstance(entry, Entry):
        yield entry, entry.kind, ()
    for key, kind in LISTS.get(entry.kind, {}).items():
        for n, item in enumerate(getattr(entry, key)):
            if isinstance(item, Entry):
                yield item, kind, (key, n)


def phrases_of(sources: Sources) -> dict[str, str]:
    """The phrases of a book, by name."""
    lists = [
        file.entry.phrases
        for file in sources.files
        if isinstance(file.entry, Phrases)
    ]
    return {phrase.id: phrase.re for phrases in lists for phrase in phrases}
