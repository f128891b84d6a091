"""Entries become a book: every id is resolved, every broken reference is a finding.

It must not know how files are read or how pages look.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .. import model
from ..book.audience import LISTS
from ..book.book import Book, Section
from ..load import Loaded, Sources, Unread
from ..load.document import Path_
from ..model import Audience, Entry
from ..model.findings import Finding, did_you_mean, quoted
from .contradictions import contradictions
from .names import Unknown, entries_of, phrases_of, phrases_twice, unknown
from .references import Reference, references

_PARTS = ("party", "place", "role", "facet", "phrase")
"""What has names of its own, apart from the ids of entries."""
_ASTRAY = {"L001", "L006"}
"""Findings for a reference that leads elsewhere than was meant: what seems unused may have been meant."""


@dataclass(frozen=True)
class Named:
    """An entry or alias with the place where it is defined."""

    kind: str
    audience: Audience
    file: Loaded
    at: Path_

    @property
    def what(self) -> str:
        """What has this name, in words."""
        return "an alias" if self.kind == "alias" else f"the id of a {self.kind}"


@dataclass(frozen=True)
class _Names:
    """Everything that can be referred to, and what is not known."""

    entries: dict[str, Named]
    parts: dict[str, tuple[str, ...]]
    unknown: Unknown
    taken: set[str]
    """Ids that several want; who refers to one may mean any of them."""


def link(
    sources: Sources, today: datetime.date | None = None
) -> tuple[Book | None, tuple[Finding, ...]]:
    """The book, or None where it cannot be built, and all findings of loading and linking."""
    entries, clashes, taken = _names(sources)
    lost = {named.kind for _, named in clashes}
    names = _Names(entries, _parts(sources), unknown(sources, lost), {name for name, _ in clashes})
    broken = [finding for file in sources.files for finding in _broken(file, names)]
    found = [
        *sources.findings,
        *taken,
        *_missing(sources),
        *_once(broken),
        *contradictions(sources, today or datetime.date.today()),
        *_hidden(sources),
    ]
    if not sources.unread and not any(finding.code in _ASTRAY for finding in broken):
        found += _unreachable(sources)
    findings = tuple(sorted(set(found)))
    return (None if findings else _assemble(sources)), findings


def _once(findings: list[Finding]) -> list[Finding]:
    """The findings, those that say the same of several places as one: one thing is amiss, at the other end."""
    said: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in sorted(set(findings)):
        said[finding.code, finding.message].append(finding)
    return [
        replace(first, hint=f"{first.hint}; also {_places(others)}") if others else first
        for first, *others in said.values()
    ]


def _places(findings: list[Finding]) -> str:
    """Where findings are, in words."""
    shown = ", ".join(f"{finding.path}:{finding.line}" for finding in findings[:3])
    return f"{shown} and {len(findings) - 3} more" if len(findings) > 3 else shown


def _names(sources: Sources) -> tuple[dict[str, Named], list[tuple[str, Named]], list[Finding]]:
    """Every id of the book, each id or alias that is taken with what wants it too, and the findings for these."""
    names: dict[str, Named] = {}
    clashes: list[tuple[str, Named]] = []
    findings: list[Finding] = []
    places = [
        (entry, kind, file, at) for file in sources.files for entry, kind, at in entries_of(file)
    ]
    own = [
        (entry.id, Named(kind, entry.audience, file, at), (*at, "id"))
        for entry, kind, file, at in places
    ]
    old = [
        (alias, Named("alias", entry.audience, file, at), (*at, "aliases", n))
        for entry, _, file, at in places
        for n, alias in enumerate(entry.aliases)
    ]
    for name, named, at in own + old:
        first = names.setdefault(name, named)
        if first is not named:
            clashes.append((name, named))
            findings.append(
                named.file.finding(
                    at,
                    "L002",
                    f"id {quoted(name)} is taken",
                    f"{first.file.path} has it as {first.what}",
                )
            )
    return (
        {name: named for name, named in names.items() if named.kind != "alias"},
        clashes,
        findings,
    )


def _parts(sources: Sources) -> dict[str, tuple[str, ...]]:
    """The ids of parties, places, roles, facets and phrases of the book."""
    about = next((file.entry for file in sources.files if isinstance(file.entry, model.Book)), None)
    if about is None:
        return {}
    lists = dict(zip(("party", "place", "role", "facet"), LISTS, strict=True))
    closed = {
        f"internal {kind}": tuple(
            x.id for x in getattr(about, key) if x.audience is Audience.INTERNAL
        )
        for kind, key in lists.items()
    }
    facets = tuple(x.id for x in about.facets)  # a book may give “words” a title
    return {
        **closed,
        "party": tuple(x.id for x in about.parties),
        "place": tuple(x.id for x in about.places),
        "role": tuple(x.id for x in about.roles),
        "facet": facets if "words" in facets else ("words", *facets),
        "phrase": (*phrases_of(sources), *phrases_twice(sources)),
    }


def _broken(file: Loaded, names: _Names) -> Iterator[Finding]:
    """A finding for every reference in a file that does not lead where it should."""
    holders: list[tuple[object, Path_]] = [(entry, at) for entry, _, at in entries_of(file)]
    if isinstance(file.entry, model.Book | model.Phrases):
        holders = [(file.entry, ())]
    for entry, at in holders:
        for ref in references(entry):
            finding = _judge(entry, file, replace(ref, at=(*at, *ref.at)), names, at)
            if finding:
                yield finding


def _judge(
    entry: object, file: Loaded, ref: Reference, names: _Names, base: Path_
) -> Finding | None:
    """The finding for one reference, or none; its place is that in the file, the entry's is `base`."""
    if ref.kinds[0] in _PARTS:
        return _part(file, ref, names) or _closed(entry, file, ref, names, base)
    named = names.entries.get(ref.target)
    if named is None:
        return _absent(file, ref, names)
    if named.kind not in ref.kinds and ref.target in names.taken:
        return None
    if named.kind not in ref.kinds:
        return file.finding(
            ref.at,
            "L006",
            f"{quoted(ref.target)} is a {named.kind}",
            f"expected {_a(_or(ref.kinds))}",
            key=ref.key,
        )
    own = entry if isinstance(entry, Entry) else None
    if own and ref.target == own.id:
        return file.finding(
            ref.at, "L004", f"{quoted(own.id)} refers to itself", "remove it", key=ref.key
        )
    homed = file.problem in names.entries
    if homed and ref.kinds == ("family",) and named.file.problem != file.problem:
        return file.finding(
            ref.at,
            "L009",
            f"the family {quoted(ref.target)} belongs to the problem {quoted(named.file.problem)}",
            "name a family of this problem, or move the cause",
        )
    return _leaks(own, file, ref, named, base)


def _part(file: Loaded, ref: Reference, names: _Names) -> Finding | None:
    """The finding for a reference to a party, a place, a role, a facet or a phrase that is not there."""
    kind, known = ref.kinds[0], names.parts.get(ref.kinds[0])
    if (
        known is None
        or ref.target in known
        or len(set(known)) < len(known)
        or names.unknown.may_be(ref.target, ref.kinds)
    ):
        return None
    other = (
        r"name it in phrases.yml, or write \{ for a brace"
        if kind == "phrase"
        else f"known: {', '.join(known)}"
    )
    return file.finding(
        ref.at,
        "L001",
        f"there is no {kind} {quoted(ref.target)}",
        did_you_mean(ref.target, known) or other,
        key=ref.key,
    )


def _closed(
    entry: object, file: Loaded, ref: Reference, names: _Names, base: Path_
) -> Finding | None:
    """A finding if something public names a party, a place, a role or a facet that is internal."""
    if ref.target not in names.parts.get(f"internal {ref.kinds[0]}", ()) or not isinstance(
        entry, Entry
    ):
        return None  # a role of the book loses the parties that its readers may not read of
    return _leaks(entry, file, ref, Named(ref.kinds[0], Audience.INTERNAL, file, ref.at), base)


def _absent(file: Loaded, ref: Reference, names: _Names) -> Finding | None:
    """The finding for a reference to an entry that is not there, unless it may stand in a file that cannot be read."""
    if names.unknown.may_be(ref.target, ref.kinds):
        return None
    ids = [name for name, other in names.entries.items() if other.kind in ref.kinds]
    return file.finding(
        ref.at,
        "L001",
        f"there is no {_or(ref.kinds)} {quoted(ref.target)}",
        did_you_mean(ref.target, ids) or "check the id",
        key=ref.key,
    )


def _leaks(
    own: Entry | None, file: Loaded, ref: Reference, named: Named, base: Path_
) -> Finding | None:
    """A finding if something public refers to something internal."""
    inside = ref.at[len(base) :]
    if (
        named.audience is Audience.PUBLIC
        or _audience_at(own or file.entry, inside) is Audience.INTERNAL
    ):
        return None
    return file.finding(
        ref.at,
        "L005",
        f"public text refers to the internal {named.kind} {quoted(ref.target)}",
        "make this internal too, or refer from the internal entry (`causes`, `evidence_for`)",
        key=ref.key,
    )


def _hidden(sources: Sources) -> Iterator[Finding]:
    """A finding for each internal problem with public entries, which would have no place in the public book."""
    for file in sources.files:
        if isinstance(file.entry, model.Problem) and file.entry.audience is Audience.INTERNAL:
            shown = [
                entry.id
                for other in sources.files
                if other.problem == file.problem
                for entry, _, _ in entries_of(other)
                if entry.audience is Audience.PUBLIC
            ]
            if shown:
                more = f" and {len(shown) - 1} more entries" if len(shown) > 1 else ""
                yield file.finding(
                    ("audience",),
                    "L005",
                    f"the internal problem {quoted(file.entry.id)} holds public "
                    f"entries: {quoted(shown[0])}{more}",
                    "make the problem public, or them internal",
                )


def _audience_at(value: object, path: Path_) -> Audience:
    """The audience in force at a path: the innermost one that is internal wins."""
    for step in (None, *path):
        if step is not None and isinstance(value, tuple) and isinstance(step, int):
            value = value[step]
        elif step is not None and isinstance(step, str):
            value = getattr(value, "in_" if step == "in" else step, None)
        if getattr(value, "audience", None) is Audience.INTERNAL:
            return Audience.INTERNAL
    return Audience.PUBLIC


def _a(kind: str) -> str:
    """The kind with its article."""
    return f"{'an' if kind[0] in 'aeio' else 'a'} {kind}"


def _or(kinds: tuple[str, ...]) -> str:
    """The kinds as a message names them."""
    return kinds[0] if len(kinds) == 1 else "entry"


def _missing(sources: Sources) -> list[Finding]:
    """Findings for what no book can do without."""
    if not sources.root.is_dir():
        return []
    files: list[Loaded | Unread] = [*sources.files, *sources.unread]
    problems = {file.problem for file in files if file.kind == "problem"}
    homeless = sorted({file.problem for file in files if file.problem} - problems)
    findings = [
        Finding(
            f"{sources.root.name}/{problem}/problem.yml",
            0,
            0,
            "L007",
            "there is no problem.yml in this folder",
            "add one",
        )
        for problem in homeless
    ]
    wanted = (
        {"book": "book.yml"}
        if homeless
        else {"book": "book.yml", "problem": "<problem>/problem.yml"}
    )
    return findings + [
        Finding(
            sources.root.name,
            0,
            0,
            "L007",
            f"there is no {name}",
            "causebook init DIR writes a whole book",
        )
        for kind, name in wanted.items()
        if all(file.kind != kind for file in files)
    ]


def _unreachable(sources: Sources) -> list[Finding]:
    """A finding for each fix that no cause leads to."""
    used = {
        fix
        for file in sources.files
        if isinstance(file.entry, model.Cause)
        for fix in file.entry.fixes
    }
    return [
        file.finding(
            ("title",),
            "L003",
            f"no cause leads to the fix {quoted(file.entry.id)}",
            "add it to the `fixes` of a cause",
        )
        for file in sources.files
        if isinstance(file.entry, model.Fix) and file.entry.id not in used and not file.entry.causes
    ]


def _assemble(sources: Sources) -> Book:
    """The book of sources without findings."""
    files = sources.files
    problems = [
        (file.problem, file.entry) for file in files if isinstance(file.entry, model.Problem)
    ]
    sections = tuple(
        _section(problem, [f.entry for f in files if f.problem == folder])
        for folder, problem in problems
    )
    origins = tuple((entry.id, file.path) for file in files for entry, _, _ in entries_of(file))
    platforms = tuple(
        item
        for file in files
        if isinstance(file.entry, model.Platforms)
        for item in file.entry.platforms
    )
    phrases = tuple(
        item
        for file in files
        if isinstance(file.entry, model.Phrases)
        for item in file.entry.phrases
    )
    about = next(f.entry for f in files if isinstance(f.entry, model.Book))
    return Book(about, platforms, phrases, sections, origins)


def _section(problem: model.Problem, entries: list[model.FileKind]) -> Section:
    """A problem with the entries of its folder."""
    return Section(
        problem,
        tuple(x for x in entries if isinstance(x, model.Cause)),
        tuple(s for x in entries if isinstance(x, model.Symptoms) for s in x.symptoms),
        tuple(x for x in entries if isinstance(x, model.Fix)),
        tuple(x for x in entries if isinstance(x, model.Scenario)),
    )
