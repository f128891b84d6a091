"""Every reference leads where it should: to what is there, of the right kind, and may be read of.

It must not know which fields refer; the models say that of themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ..load import Loaded, Sources
from ..model import LISTS, Cause, Fix, Reference
from ..model.findings import Finding, did_you_mean, quoted, with_article
from ..model.ids import ENTRY_KINDS
from .definitions import Definition, Definitions

_ASTRAY = {"L001", "L006"}
"""Findings for a reference that leads elsewhere than was meant: to what else is then not known."""
_CLOSED_BY_ITSELF = set(ENTRY_KINDS) - {"problem"}
"""What a list of the book must not name while it is internal; the order of problems is no text."""
_SHOWN = 3
_NAMED_KINDS = 2


@dataclass(frozen=True)
class _Located:
    """A reference in its file."""

    file: Loaded
    ref: Reference

    @property
    def wanted(self) -> str:
        """What it must be the id of, in words."""
        kinds = self.ref.kinds
        return " or ".join(kinds) if len(kinds) <= _NAMED_KINDS else "entry"

    def finding(self, code: str, message: str, hint: str) -> Finding:
        """A finding about this reference."""
        return self.file.finding(
            self.ref.at, code, message, hint, key=self.ref.is_key
        )


def check_references(sources: Sources, known: Definitions) -> list[Finding]:
    """A finding for every reference that does not lead where it should."""
    all_of_them = (
        _Located(file, ref) for file in sources.files for ref in file.references
    )
    judged = (_judged(one, known) for one in all_of_them if known.cover(one.ref))
    return _together(finding for finding in judged if finding)


def check_use(sources: Sources, astray: Iterable[Finding]) -> list[Finding]:
    """A finding for each fix that no cause leads to, where it is known where all of them lead."""
    if sources.unread or any(finding.code in _ASTRAY for finding in astray):
        return []
    used, hint = _used_fixes(sources), "add it to the `fixes` of a cause"
    findings = []
    for file in sources.files:
        if isinstance(file.entry, Fix) and file.entry.id not in used:
            problem = f"no cause leads to the fix {quoted(file.entry.id)}"
            findings.append(file.finding(("title",), "L003", problem, hint))
    return findings


def _used_fixes(sources: Sources) -> set[str]:
    """The fixes that a cause names, and those that name a cause."""
    named = {
        ref.target
        for _, ref in sources.references_to("fix")
        if isinstance(ref.holder, Cause)
    }
    holders = (ref.holder for _, ref in sources.references_to("cause"))
    return named | {holder.id for holder in holders if isinstance(holder, Fix)}


def _judged(one: _Located, known: Definitions) -> Finding | None:
    """The finding for one reference, or none."""
    found = known.find(one.ref)
    if found is None:
        return _dangling(one, known)
    if found.kind not in one.ref.kinds:
        return _of_the_wrong_kind(one, found, known)
    if found.of is one.ref.holder:
        return one.finding(
            "L004", f"{quoted(one.ref.target)} refers to itself", "remove it"
        )
    return _abroad(one, found, known) or _closed(one, found)


def _dangling(one: _Located, known: Definitions) -> Finding | None:
    """The finding for an id that is not there, unless a file that cannot be read may have it."""
    target, kinds = one.ref.target, one.ref.kinds
    if known.unknown.may_be(target, kinds):
        return None
    candidates = known.candidates(one.ref)
    hint = did_you_mean(target, candidates) or _other_hint(kinds[0], candidates)
    return one.finding("L001", f"there is no {one.wanted} {quoted(target)}", hint)


def _other_hint(kind: str, candidates: list[str]) -> str:
    """What to do about an id that resembles no other."""
    if kind == "phrase":
        return r"name it in phrases.yml, or write \{ for a brace"
    if kind == "platform":
        return "check the id, or add it to platforms.yml"
    if kind in LISTS["book"].values():
        return f"known: {', '.join(candidates)}"
    return "check the id"


def _of_the_wrong_kind(
    one: _Located, found: Definition, known: Definitions
) -> Finding | None:
    """The finding for an id of something else, unless the right thing wanted this id too."""
    target = one.ref.target
    if target in known.taken:
        return None
    hint = f"expected {with_article(one.wanted)}"
    return one.finding("L006", f"{quoted(target)} is a {found.kind}", hint)


def _abroad(one: _Located, found: Definition, known: Definitions) -> Finding | None:
    """The finding for a family of another problem; that a problem is missing is found elsewhere."""
    here, there = one.file.problem, found.file.problem
    if not one.ref.names("family") or here == there or here not in known.entries:
        return None
    return one.finding(
        "L009",
        f"the family {quoted(one.ref.target)} belongs to the problem {quoted(there)}",
        "name a family of this problem, or move the cause",
    )


def _closed(one: _Located, found: Definition) -> Finding | None:
    """The finding for something public that refers to something internal."""
    if one.ref.is_internal or not found.is_internal:
        return None
    if one.ref.holder is None and found.kind not in _CLOSED_BY_ITSELF:
        return None  # what the book lists loses what its readers may not read of
    what = f"the internal {found.kind} {quoted(one.ref.target)}"
    if one.file.kind == "cases":
        message = (
            f"a case names {what}, and the words of cases are learned and published"
        )
        return one.finding(
            "L005", message, "leave the case out, or name what is public"
        )
    return one.finding(
        "L005",
        f"public text refers to {what}",
        "make this internal too, or refer from the internal entry (`causes`, `evidence_for`)",
    )


def _together(findings: Iterable[Finding]) -> list[Finding]:
    """The findings, those that say the same of several places as one: the other end is amiss."""
    alike: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in sorted(set(findings)):
        alike[finding.code, finding.message].append(finding)
    return list(_with_places(alike.values()))


def _with_places(groups: Iterable[list[Finding]]) -> Iterator[Finding]:
    """The first finding of each group, which names the places of the others."""
    for first, *others in groups:
        hint = f"{first.hint}; also {_places(others)}" if others else first.hint
        yield replace(first, hint=hint)


def _places(findings: list[Finding]) -> str:
    """Where findings are, in words."""
    shown = ", ".join(
        f"{finding.path}:{finding.line}" for finding in findings[:_SHOWN]
    )
    rest = len(findings) - _SHOWN
    return f"{shown} and {rest} more" if rest > 0 else shown
