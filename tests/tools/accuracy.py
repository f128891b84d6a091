"""Run the diagnosis on cases whose cause is known, and print how often it was right.

`make accuracy CASES=path JSON=path`. Only the `evidence` of a case is given to the engine.
Strict: only `cause` counts as right, never `also`. Top-3 are the first three families.
Without CASES all shipped cases are measured, and the counts must not fall below tests/cases/floor.json.
"""

import argparse
import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).parent))
import knowledge

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "tests" / "cases" / "real.yml"
LEARNED = ROOT / "causes" / "http-401" / "cases"
FLOOR = ROOT / "tests" / "cases" / "floor.json"


def diagnose(texts: list[str], audience: str = "public") -> list[dict]:
    """What the diagnosis says of each text."""
    done = subprocess.run(
        ["node", str(ROOT / "tests/tools/diagnose.mjs")],
        text=True,
        capture_output=True,
        check=False,
        input=json.dumps({"texts": texts, "audience": audience}),
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    return json.loads(done.stdout)


def measure(cases: list[dict], results: list[dict]) -> tuple[dict, list[str]]:
    """The counts, and a line for each case that was not ranked first."""
    groups = {
        name: defaultdict(lambda: {"n": 0, "top1": 0, "top3": 0})
        for name in ("family", "difficulty", "role")
    }
    overall = {"n": 0, "top1": 0, "top3": 0}
    sure = {"n": 0, "wrong": 0}
    failures = []
    for case, result in zip(cases, results, strict=True):
        families = [family["id"] for family in result["families"]]
        hit1, hit3 = families[:1] == [case["cause"]], case["cause"] in families[:3]
        rows = [
            overall,
            groups["family"][case["cause"]],
            groups["difficulty"][case.get("difficulty", "unknown")],
            groups["role"][case.get("role", "unknown")],
        ]
        for row in rows:
            row["n"] += 1
            row["top1"] += hit1
            row["top3"] += hit3
        if result["verdict"] == "very likely":
            sure["n"] += 1
            sure["wrong"] += not hit1
        if not hit1:
            failures.append(
                f"{case.get('id', '?'):8} {case.get('difficulty', ''):10} {case['cause']:24} "
                f"said {result['verdict']}: {', '.join(families[:3]) or 'nothing'}"
                f"{'' if hit3 else '   (not among three)'}"
            )
    verdicts = [result["verdict"] for result in results]
    counts = {
        "overall": overall,
        **{f"by_{name}": dict(sorted(rows.items())) for name, rows in groups.items()},
        "very_likely": sure,
        "cannot_tell": verdicts.count("cannot be told"),
        "no_401": verdicts.count("not here"),
    }
    return counts, failures


def show(counts: dict, failures: list[str]) -> None:
    """Print the tables."""
    for name in ("by_family", "by_difficulty", "by_role"):
        print(f"{name[3:]:26} {'n':>4} {'top-1':>6} {'top-3':>6}")
        for key, row in counts[name].items():
            print(f"  {key:24} {row['n']:4} {row['top1']:6} {row['top3']:6}")
    row = counts["overall"]
    print(f"{'all':26} {row['n']:4} {row['top1']:6} {row['top3']:6}")
    print(
        f"very likely: {counts['very_likely']['n']}, wrong: {counts['very_likely']['wrong']}; "
        f"cannot be told: {counts['cannot_tell']}; no 401: {counts['no_401']}"
    )
    for line in failures:
        print(f"  missed {line}")


def floor_of(counts: dict) -> dict[str, int]:
    """The counts that may only rise (a wrong “very likely” counts below zero)."""
    return {
        "top1": counts["overall"]["top1"],
        "top3": counts["overall"]["top3"],
        "very_likely_wrong": -counts["very_likely"]["wrong"],
        **{f"{name}_top1": row["top1"] for name, row in counts["by_difficulty"].items()},
    }


def without(results: list[dict], cases: list[dict]) -> list[str]:
    """What is wrong with the verdicts on pastes that show no problem or decide nothing."""
    allowed = {
        "not-here": {"not here"},
        "cannot-tell": {"cannot be told", "not here"},
        "any-but-sure": {"not here", "cannot be told", "possible", "likely"},
    }
    return [
        f"{case['id']} expected {case['expect']}, said {result['verdict']} {result['cause'] or ''}"
        for case, result in zip(cases, results, strict=True)
        if result["verdict"] not in allowed[case["expect"]]
    ]


def read(path: Path) -> list[dict]:
    """The cases of a file, all values as texts; those of the book name the family as such."""
    found = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    cases = found["cases"] if isinstance(found, dict) else found
    return [{**case, "cause": case["family"]} if "family" in case else case for case in cases]


def place(name: str) -> Path:
    """Where a shipped file of cases is: in the book, or among those that only measure."""
    own = SHIPPED.with_name(name)
    return own if own.exists() else LEARNED / name


def run(path: Path) -> dict:
    """Measure a file of cases and print the tables."""
    cases = read(path)
    results = diagnose([case["evidence"] for case in cases])
    counts, failures = measure(cases, results)
    print(f"== {path.name}")
    show(counts, failures)
    show_splits(cases, results)
    return counts


def show_splits(cases: list[dict], results: list[dict]) -> None:
    """A line for each split of the cases: what was held out from the writing of rules measures more honestly."""
    for split in sorted({case["split"] for case in cases if "split" in case}):
        pairs = [
            (case, result)
            for case, result in zip(cases, results, strict=True)
            if case.get("split") == split
        ]
        counts, _ = measure(*map(list, zip(*pairs, strict=True)))
        row, sure = counts["overall"], counts["very_likely"]
        parts = ", ".join(
            f"{name} {part['top1']}/{part['top3']} of {part['n']}"
            for name, part in counts["by_difficulty"].items()
        )
        print(
            f"split {split}: top-1 {row['top1']}, top-3 {row['top3']} of {row['n']} ({parts}); "
            f"very likely {sure['n']}, wrong {sure['wrong']}"
        )


def shipped() -> list[str]:
    """Measure all shipped cases; what fell below the floor."""
    floors = json.loads(FLOOR.read_text("utf-8"))
    fallen = []
    for name, floor in floors["cases"].items():
        found = floor_of(run(place(name)))
        fallen += [
            f"{name} {key}: {abs(found.get(key, 0))}, the floor is {abs(least)}"
            for key, least in floor.items()
            if found.get(key, 0) < least
        ]
    cases = read(SHIPPED.with_name("without.yml"))
    results = diagnose([case["evidence"] for case in cases])
    odd = without(results, cases)
    sure = [
        case["id"]
        for case, result in zip(cases, results, strict=True)
        if result["verdict"] == "very likely"
    ]
    print(
        f"== without.yml: {len(cases)} pastes without the problem or without anything that decides"
    )
    print(f"as expected: {len(cases) - len(odd)}; very likely: {len(sure)}")
    for line in odd:
        print(f"  {line}")
    if sure or len(cases) - len(odd) < floors["without"]:
        fallen.append(
            f"without.yml: {len(cases) - len(odd)} as expected, the floor is {floors['without']}; very likely: {sure}"
        )
    return fallen


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--cases",
        type=Path,
        help="a file of cases; all shipped ones by default, held to their floor",
    )
    parser.add_argument(
        "--json", type=Path, help="write the counts (of real.yml, if --cases is not given)"
    )
    options = parser.parse_args()
    if knowledge.main():
        return 1
    if options.cases or options.json:
        counts = run(options.cases or SHIPPED)
        if options.json:
            options.json.write_text(json.dumps(counts, indent=1), "utf-8")
        return 0
    fallen = shipped()
    for line in fallen:
        print(f"below the floor: {line}", file=sys.stderr)
    return 1 if fallen else 0


if __name__ == "__main__":
    raise SystemExit(main())
