"""The figures of a trial as tables for people. It must not know how they come about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..diagnosis.tally import Counts, Group, Said, Stage
from ..model.findings import one_line

_ROWS = (
    ("family first", "family_first", "families"),
    ("family among three", "family_among_three", "families"),
    ("cause first", "cause_first", "causes"),
    ("cause among three", "cause_among_three", "causes"),
    ("first step is a fix of the cause", "fix_of_cause", "causes"),
    ("first step is what the message says", "told", "causes"),
)
_WORDS = ("very likely", "likely", "possible", "cannot be told", "not here")
_LABEL = 44
_MOST_ASKED = 8


def tables(counts: Counts, groups: Iterable[str] = ()) -> list[str]:
    """All that was counted, line by line; `groups` are the kinds of cases shown apart."""
    lines: list[str] = []
    first = counts.stages[0]
    if first.families:
        lines += _stages(counts.stages)
        lines += _said("said before any question", counts.said[0])
        lines += _said("said after the last", counts.said[1])
    for name in groups:
        lines += _groups(name, counts.groups[name])
    return [*lines, *_asked(counts)]


def _stages(stages: list[Stage]) -> Iterator[str]:
    """What was right after so many questions."""
    first = stages[0]
    yield f"{first.families} cases with a known family, {first.causes} with a known cause"
    yield _row("after so many questions", range(len(stages)))
    for label, key, of in _ROWS:
        total = vars(first)[of]
        if total:
            yield _row(label, (_share(vars(stage)[key], total) for stage in stages))


def _said(title: str, said: dict[str, Said]) -> Iterator[str]:
    """How often a verdict was right."""
    yield _row(title, ("times", "family", "cause"))
    for word in _WORDS:
        if word in said:
            one = said[word]
            right = (
                _share(one.family_right, one.n),
                _share(one.cause_right, one.causes),
            )
            yield _row(f"  {word}", (one.n, *right))


def _groups(name: str, groups: dict[str, Group]) -> Iterator[str]:
    """The cases of each kind, before any question."""
    if groups:
        yield _row(name, ("cases", "first", "of three"))
    for kind, group in sorted(groups.items()):
        yield _row(f"  {one_line(kind)}", (group.n, group.top1, group.top3))


def _asked(counts: Counts) -> Iterator[str]:
    """What was asked, and of whom in vain."""
    yield f"questions: {counts.questions.total()}, answered {counts.answered.total()}; most asked:"
    for name, times in counts.questions.most_common(_MOST_ASKED):
        yield _row(f"  {name}", (times, f"{counts.answered[name]} answered"))
    if counts.readers:
        yield (
            f"asked for what their role can't get: {len(counts.barred)} of {counts.readers} readers"
        )
    if counts.expected:
        yield f"as expected: {counts.as_expected} of {counts.expected}"


def _row(label: str, cells: Iterable[object]) -> str:
    """One line of a table."""
    return f"{label:{_LABEL}}" + "".join(f"{cell!s:>13}" for cell in cells)


def _share(part: int, whole: int) -> str:
    """A number with its share."""
    return f"{part} ({100 * part / whole:.0f} %)" if whole else "-"
