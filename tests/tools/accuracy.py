"""Play the diagnosis with cases whose cause is known, hold the shipped ones to a floor.

`make accuracy` plays all shipped files of cases but those that are for learning only; no count may fall below
tests/cases/floor.json. With `--raise` the counts of today become the floor. `make accuracy CASES=path JSON=path` measures one file. Only `evidence`, `role` and
`answers` of a case reach the engine. Strict: `also` never counts as right.
"""

import argparse
import json
import sys
from pathlib import Path

from causebook.cli.figures import tables
from causebook.diagnosis.headless import Engine
from causebook.diagnosis.tally import Counts, Said, counted, figures
from causebook.diagnosis.trial import Known, play
from causebook.load.cases import read_cases
from causebook.model import Audience
from causebook.pipeline import Opened, opened

ROOT = Path(__file__).parents[2]
FLOOR = ROOT / "tests" / "cases" / "floor.json"
PLACES = ("tests/cases/*.yml", "causes/*/cases/*.yml")
FOR_LEARNING = {"written.yml"}
DEFAULT = ROOT / "tests" / "cases" / "real.yml"


def measured(engine: Engine, known: Known, path: Path) -> Counts:
    """The figures of a file; what is odd about it is said."""
    cases, findings = read_cases(path)
    for finding in [
        *findings,
        *(one for case in cases for one in known.unknown(case)),
    ]:
        print(finding, file=sys.stderr)
    return counted(known, play(engine, known, cases))


def compatible(counts: Counts) -> dict:
    """The figures with the keys that this tool has always written."""
    said, first = counts.said[0], counts.stages[0]
    sure = said.get("very likely", Said())
    return {
        "overall": {
            "n": first.families,
            "top1": first.family_first,
            "top3": first.family_among_three,
        },
        "very_likely": {"n": sure.n, "wrong": sure.n - sure.family_right},
        "cannot_tell": said.get("cannot be told", Said()).n,
        "no_401": said.get("not here", Said()).n,
        **figures(counts),
    }


def floor_of(counts: Counts) -> dict[str, int]:
    """The counts that may only rise (a wrong “very likely” counts below zero)."""
    if counts.expected:
        return {"as_expected": counts.as_expected, "sure": -counts.expected_but_sure}
    first, last = counts.stages[0], counts.stages[-1]
    sure = counts.said[0].get("very likely", Said())
    groups = counts.groups["difficulty"].items()
    causes = (
        {
            "cause_first": first.cause_first,
            "cause_first_answered": last.cause_first,
            "cause_among_three_answered": last.cause_among_three,
            "fix_of_cause_answered": last.fix_of_cause,
        }
        if first.causes
        else {}
    )
    return {
        "top1": first.family_first,
        "top3": first.family_among_three,
        "top1_answered": last.family_first,
        "very_likely_wrong": sure.family_right - sure.n,
        **{f"{name}_top1": group.top1 for name, group in sorted(groups)},
        **causes,
        "asked_in_vain": -len(counts.barred),
    }


def shipped(engine: Engine, known: Known) -> dict[str, dict[str, int]]:
    """The counts of every shipped file; the tables are printed."""
    found = {}
    paths = sorted(path for place in PLACES for path in ROOT.glob(place))
    for path in (path for path in paths if path.name not in FOR_LEARNING):
        name = path.relative_to(ROOT).as_posix()
        counts = measured(engine, known, path)
        print("\n".join([f"== {name}", *tables(counts)]), flush=True)
        found[name] = floor_of(counts)
    return found


def fallen(found: dict[str, dict[str, int]]) -> list[str]:
    """A line for each count that fell."""
    return [
        f"{name} {key}: {abs(found.get(name, {}).get(key, 0))}, the floor is {abs(least)}"
        for name, floor in json.loads(FLOOR.read_text("utf-8")).items()
        for key, least in floor.items()
        if found.get(name, {}).get(key, 0) < least
    ]


def one_file(engine: Engine, known: Known, path: Path, out: Path | None) -> int:
    """Measure a file of cases."""
    counts = measured(engine, known, path)
    print(
        "\n".join(
            [*tables(counts, counts.groups), *(f"wrong: {w}" for w in counts.wrong)]
        )
    )
    if out:
        out.write_text(json.dumps(compatible(counts), indent=1), "utf-8")
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--cases", type=Path, help="one file of cases; else all shipped ones"
    )
    parser.add_argument(
        "--json", type=Path, help="write the figures (of real.yml without --cases)"
    )
    parser.add_argument(
        "--raise", dest="lift", action="store_true", help="write the floor anew"
    )
    options = parser.parse_args()
    book = opened(ROOT, Audience.PUBLIC)
    if not isinstance(book, Opened):
        print("\n".join(map(str, book[:20])), file=sys.stderr)
        return 1
    known = Known.of(book.knowledge)
    with Engine(book.knowledge, book.reading) as engine:
        if options.cases or options.json:
            return one_file(engine, known, options.cases or DEFAULT, options.json)
        found = shipped(engine, known)
    if options.lift:
        FLOOR.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    lines = fallen(found)
    for line in lines:
        print(f"below the floor: {line}", file=sys.stderr)
    return 1 if lines else 0


if __name__ == "__main__":
    raise SystemExit(main())
