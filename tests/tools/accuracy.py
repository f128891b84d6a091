"""Run the diagnosis on cases whose cause is known, and print how often it was right.

`make accuracy CASES=path JSON=path`. Only the `evidence` of a case is given to the engine.
Strict: only `cause` counts as right, never `also`. Top-3 are the first three families.
With the shipped cases the counts must not fall below tests/cases/floor.json.
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
FLOOR = ROOT / "tests" / "cases" / "floor.json"


def diagnose(texts: list[str], audience: str = "public") -> list[dict]:
    """What the diagnosis says of each text."""
    done = subprocess.run(["node", str(ROOT / "tests/tools/diagnose.mjs")], text=True, capture_output=True, check=False,
                          input=json.dumps({"texts": texts, "audience": audience}))
    if done.returncode:
        raise SystemExit(done.stderr)
    return json.loads(done.stdout)


def measure(cases: list[dict], results: list[dict]) -> tuple[dict, list[str]]:
    """The counts, and a line for each case that was not ranked first."""
    groups = {name: defaultdict(lambda: {"n": 0, "top1": 0, "top3": 0}) for name in ("family", "difficulty", "role")}
    overall = {"n": 0, "top1": 0, "top3": 0}
    sure = {"n": 0, "wrong": 0}
    failures = []
    for case, result in zip(cases, results, strict=True):
        families = [family["id"] for family in result["families"]]
        hit1, hit3 = families[:1] == [case["cause"]], case["cause"] in families[:3]
        rows = [overall, groups["family"][case["cause"]], groups["difficulty"][case.get("difficulty", "unknown")],
                groups["role"][case.get("role", "unknown")]]
        for row in rows:
            row["n"] += 1
            row["top1"] += hit1
            row["top3"] += hit3
        if result["verdict"] == "very likely":
            sure["n"] += 1
            sure["wrong"] += not hit1
        if not hit1:
            failures.append(f"{case.get('id', '?'):8} {case.get('difficulty', ''):10} {case['cause']:24} "
                            f"said {result['verdict']}: {', '.join(families[:3]) or 'nothing'}"
                            f"{'' if hit3 else '   (not among three)'}")
    verdicts = [result["verdict"] for result in results]
    counts = {"overall": overall, **{f"by_{name}": dict(sorted(rows.items())) for name, rows in groups.items()},
              "very_likely": sure, "cannot_tell": verdicts.count("cannot be told"), "no_401": verdicts.count("not here")}
    return counts, failures


def show(counts: dict, failures: list[str]) -> None:
    """Print the tables."""
    for name in ("by_family", "by_difficulty", "by_role"):
        print(f"{name[3:]:26} {'n':>4} {'top-1':>6} {'top-3':>6}")
        for key, row in counts[name].items():
            print(f"  {key:24} {row['n']:4} {row['top1']:6} {row['top3']:6}")
    row = counts["overall"]
    print(f"{'all':26} {row['n']:4} {row['top1']:6} {row['top3']:6}")
    print(f"very likely: {counts['very_likely']['n']}, wrong: {counts['very_likely']['wrong']}; "
          f"cannot be told: {counts['cannot_tell']}; no 401: {counts['no_401']}")
    for line in failures:
        print(f"  missed {line}")


def below_floor(counts: dict) -> list[str]:
    """What fell below the floor."""
    floor = json.loads(FLOOR.read_text("utf-8"))
    found = {"top1": counts["overall"]["top1"], "top3": counts["overall"]["top3"],
             "very_likely_wrong": -counts["very_likely"]["wrong"],
             **{f"{name}_top1": row["top1"] for name, row in counts["by_difficulty"].items()}}
    return [f"{name}: {abs(found.get(name, 0))}, the floor is {abs(least)}" for name, least in floor.items()
            if found.get(name, 0) < least]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, default=SHIPPED)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    if knowledge.main():
        return 1
    cases = yaml.load(options.cases.read_text("utf-8"), yaml.BaseLoader)
    counts, failures = measure(cases, diagnose([case["evidence"] for case in cases]))
    show(counts, failures)
    if options.json:
        options.json.write_text(json.dumps(counts, indent=1), "utf-8")
    fallen = below_floor(counts) if options.cases.resolve() == SHIPPED and FLOOR.exists() else []
    for line in fallen:
        print(f"below the floor: {line}", file=sys.stderr)
    return 1 if fallen else 0


if __name__ == "__main__":
    raise SystemExit(main())
