"""Entries become a book: every id is resolved, every broken reference is a finding.

It must not know how files are read or how pages look.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from . import model
from .audience import LISTS
from .book import Book, Section
from .findings import Finding, did_you_mean, quoted
from .load import Loaded, Sources
from .load.tree import Path_
from .model import Audience, Entry
from .phrases import in_a_loop
from .references import Reference, references


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


def link(sources: Sources) -> tuple[Book | None, tuple[Finding, ...]]:
    """The book, or None where it cannot be built, and all findings of loading and linking."""
    findings = list(sources.findings)
    names, clashes = _names(sources)
    findings += clashes + _missing(sources)
    parts = _parts(sources)
    for file in sources.files:
        findings += _broken(file, names, parts) + _contradictions(file)
    findings += _unreachable(sources)
    findings = sorted(set(findings))
    return (None if findings else _assemble(sources)), tuple(findings)


def entries_of(file: Loaded) -> Iterator[tuple[Entry, str, Path_]]:
    """Every entry in a file: the entry, its kind, and where it stands."""
    entry = file.entry
    if isinstance(entry, model.Symptoms):
        yield from ((item, "symptom", ("symptoms", n)) for n, item in enumerate(entry.symptoms))
    elif isinstance(entry, model.Platforms):
        yield from ((item, "platform", ("platforms", n)) for n, item in enumerate(entry.platforms))
    elif isinstance(entry, Entry):
        yield entry, entry.kind, ()
    if isinstance(entry, model.Problem):
        yield from ((item, "family", ("families", n)) for n, item in enumerate(entry.families))
        yield from ((item, "observation", ("observations", n)) for n, item in enumerate(entry.observations))


def phrases_of(sources: Sources) -> dict[str, str]:
    """The phrases of a book, by name."""
    return {phrase.id: phrase.re for file in sources.files if isinstance(file.entry, model.Phrases)
            for phrase in file.entry.phrases}


def _names(sources: Sources) -> tuple[dict[str, Named], list[Finding]]:
    """Every id of the book, with a finding for each id or alias that is taken."""
    names: dict[str, Named] = {}
    findings: list[Finding] = []
    places = [(entry, kind, file, at) for file in sources.files for entry, kind, at in entries_of(file)]
    own = [(entry.id, Named(kind, entry.audience, file, at), (*at, "id")) for entry, kind, file, at in places]
    old = [(alias, Named("alias", entry.audience, file, at), (*at, "aliases", n))
           for entry, _, file, at in places for n, alias in enumerate(entry.aliases)]
    for name, named, at in own + old:
        if name in names:
            first = names[name]
            findings.append(named.file.finding(at, "L002", f"id {quoted(name)} is taken",
                                               f"{first.file.path} has it as {first.what}"))
        else:
            names[name] = named
    return {name: named for name, named in names.items() if named.kind != "alias"}, findings


def _parts(sources: Sources) -> dict[str, tuple[str, ...]]:
    """The ids of parties, places, roles, facets and phrases of the book."""
    about = next((file.entry for file in sources.files if isinstance(file.entry, model.Book)), None)
    if about is None:
        return {}
    lists = dict(zip(("party", "place", "role", "facet"), LISTS, strict=True))
    closed = {f"internal {kind}": tuple(x.id for x in getattr(about, key) if x.audience is Audience.INTERNAL)
              for kind, key in lists.items()}
    return {**closed, "party": tuple(x.id for x in about.parties), "place": tuple(x.id for x in about.places),
            "role": tuple(x.id for x in about.roles), "facet": ("words", *(x.id for x in about.facets)),
            "phrase": tuple(phrases_of(sources))}


def _broken(file: Loaded, names: dict[str, Named], parts: dict[str, tuple[str, ...]]) -> list[Finding]:
    """A finding for every reference in a file that does not lead where it should."""
    findings: list[Finding] = []
    holders: list[tuple[object, Path_]] = [(entry, at) for entry, _, at in entries_of(file)]
    if isinstance(file.entry, model.Book | model.Phrases):
        holders = [(file.entry, ())]
    for entry, at in holders:
        for ref in references(entry):
            findings += _judge(entry, file, at, ref, names, parts)
    return findings


def _judge(entry: object, file: Loaded, base: Path_, ref: Reference,  # noqa: PLR0913 - all of it is the question
           names: dict[str, Named], parts: dict[str, tuple[str, ...]]) -> list[Finding]:
    """The finding for one reference, or none."""
    at, kind = (*base, *ref.at), ref.kinds[0]
    if kind in {"party", "place", "role", "facet", "phrase"}:
        known = parts.get(kind)
        if known is None or ref.target in known:
            return _hidden(entry, file, at, ref, parts)
        other = r"name it in phrases.yml, or write \{ for a brace" if kind == "phrase" else f"known: {', '.join(known)}"
        return [file.finding(at, "L001", f"there is no {kind} {quoted(ref.target)}",
                             did_you_mean(ref.target, known) or other, key=ref.key)]
    named = names.get(ref.target)
    if named is None:
        ids = [name for name, other in names.items() if other.kind in ref.kinds]
        return [file.finding(at, "L001", f"there is no {_or(ref.kinds)} {quoted(ref.target)}",
                             did_you_mean(ref.target, ids) or "check the id", key=ref.key)]
    if named.kind not in ref.kinds:
        return [file.finding(at, "L006", f"{quoted(ref.target)} is a {named.kind}", f"expected a {_or(ref.kinds)}",
                             key=ref.key)]
    own = entry if isinstance(entry, Entry) else None
    if own and ref.target == own.id:
        return [file.finding(at, "L004", f"{quoted(own.id)} refers to itself", "remove it", key=ref.key)]
    return _leaks(own, file, at, ref, named)


def _hidden(entry: object, file: Loaded, at: Path_, ref: Reference,
            parts: dict[str, tuple[str, ...]]) -> list[Finding]:
    """A finding if something public names a party, place, role or facet that is internal."""
    if ref.target not in parts.get(f"internal {ref.kinds[0]}", ()) or not isinstance(entry, Entry):
        return []  # a role of the book loses the parties that its readers may not read of
    return _leaks(entry, file, at, ref, Named(ref.kinds[0], Audience.INTERNAL, file, at))


def _leaks(own: Entry | None, file: Loaded, at: Path_, ref: Reference, named: Named) -> list[Finding]:
    """A finding if something public refers to something internal."""
    if named.audience is Audience.PUBLIC or _audience_at(own or file.entry, ref.at) is Audience.INTERNAL:
        return []
    return [file.finding(at, "L005", f"public text refers to the internal {named.kind} {quoted(ref.target)}",
                         "make this internal too, or refer from the internal entry (`causes`, `evidence_for`)",
                         key=ref.key)]


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


def _or(kinds: tuple[str, ...]) -> str:
    """The kinds as a message names them."""
    return kinds[0] if len(kinds) == 1 else "entry"


def _contradictions(file: Loaded) -> list[Finding]:
    """Findings for values that contradict each other within an entry."""
    findings = []
    for entry, _, at in entries_of(file):
        if isinstance(entry, model.Fix):
            if entry.safety is not model.Safety.READ_ONLY and entry.undo is None:
                findings.append(file.finding(("safety",), "S011", "a fix that is not read-only has no undo", "add `undo`"))
            findings += _twice(file, [step.id for step in entry.steps], (*at, "steps"))
        if isinstance(entry, model.Symptom):
            findings += _unrecognisable(file, entry, at)
    if isinstance(file.entry, model.Phrases):
        findings += _phrases(file, file.entry)
    if isinstance(file.entry, model.Book):
        for key in ("parties", "places", "roles", "facets"):
            findings += _twice(file, [item.id for item in getattr(file.entry, key)], (key,))
    return findings


def _unrecognisable(file: Loaded, symptom: model.Symptom, at: Path_) -> Iterator[Finding]:
    """Findings for what keeps a symptom from being recognised, or its patterns from being tried."""
    if not (symptom.patterns or symptom.detector or symptom.ask):
        yield file.finding((*at, "id"), "S011", f"nothing recognises {quoted(symptom.id)}",
                           "add `patterns`, `detector` or `ask`")
    for n, pattern in enumerate(symptom.patterns):
        if (pattern.re is not None) == bool(pattern.near) or len(pattern.near) == 1:
            yield file.finding((*at, "patterns", n), "S011", "a pattern has both `re` and `near`, or neither",
                               "write one of them; `near` needs two patterns at least")
    if symptom.patterns and symptom.examples is None:
        yield file.finding((*at, "patterns"), "S011", f"{quoted(symptom.id)} has patterns but no examples",
                           "add `examples` with `match` and `miss`")


def _phrases(file: Loaded, entry: model.Phrases) -> list[Finding]:
    """Findings for phrases that share a name or need themselves."""
    known = {phrase.id: phrase.re for phrase in entry.phrases}
    return _twice(file, [phrase.id for phrase in entry.phrases], ("phrases",)) + [
        file.finding(("phrases", n, "re"), "L004", f"{quoted(phrase.id)} refers to itself", "write its words out")
        for n, phrase in enumerate(entry.phrases) if in_a_loop(phrase.id, known)]


def _twice(file: Loaded, ids: list[str], at: Path_) -> list[Finding]:
    """A finding for each id that a list has had before."""
    return [file.finding((*at, n, "id"), "L002", f"id {quoted(name)} is taken", "ids are unique within a list")
            for n, name in enumerate(ids) if name in ids[:n]]


def _missing(sources: Sources) -> list[Finding]:
    """Findings for what no book can do without."""
    kinds = [file.entry.kind for file in sources.files]
    wanted = {"book": "book.yml", "problem": "<problem>/problem.yml"}
    broken = {finding.path for finding in sources.findings}
    findings = [Finding(sources.root.name, 0, 0, "L007", f"there is no {name}", "causebook init DIR writes a whole book")
                for kind, name in wanted.items()
                if kind not in kinds and not any(path.endswith(f"{kind}.yml") for path in broken)]
    problems = {file.problem for file in sources.files if isinstance(file.entry, model.Problem)}
    for file in sources.files:
        at = f"{sources.root.name}/{file.problem}/problem.yml"
        if file.problem and file.problem not in problems and at not in broken:
            findings.append(Finding(at, 0, 0, "L007", "there is no problem.yml in this folder", "add one"))
    return list(dict.fromkeys(findings))


def _unreachable(sources: Sources) -> list[Finding]:
    """A finding for each fix that no cause leads to."""
    used = {fix for file in sources.files if isinstance(file.entry, model.Cause) for fix in file.entry.fixes}
    broken = any(finding.code[0] in "YST" for finding in sources.findings)
    return [] if broken else [
        file.finding(("title",), "L003", f"no cause leads to the fix {quoted(file.entry.id)}",
                     "add it to the `fixes` of a cause")
        for file in sources.files
        if isinstance(file.entry, model.Fix) and file.entry.id not in used and not file.entry.causes]


def _assemble(sources: Sources) -> Book:
    """The book of sources without findings."""
    files = sources.files
    problems = [(file.problem, file.entry) for file in files if isinstance(file.entry, model.Problem)]
    sections = tuple(_section(problem, [f.entry for f in files if f.problem == folder]) for folder, problem in problems)
    origins = tuple((entry.id, file.path) for file in files for entry, _, _ in entries_of(file))
    platforms = tuple(item for file in files if isinstance(file.entry, model.Platforms) for item in file.entry.platforms)
    phrases = tuple(item for file in files if isinstance(file.entry, model.Phrases) for item in file.entry.phrases)
    about = next(f.entry for f in files if isinstance(f.entry, model.Book))
    return Book(about, platforms, phrases, sections, origins)


def _section(problem: model.Problem, entries: list[model.FileKind]) -> Section:
    """A problem with the entries of its folder."""
    return Section(problem,
                   tuple(x for x in entries if isinstance(x, model.Cause)),
                   tuple(s for x in entries if isinstance(x, model.Symptoms) for s in x.symptoms),
                   tuple(x for x in entries if isinstance(x, model.Fix)),
                   tuple(x for x in entries if isinstance(x, model.Scenario)))
