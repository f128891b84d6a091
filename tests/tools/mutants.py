"""Take each rule out and see a test fail: `python tests/tools/mutants.py [--all] [WORD…]`.

Makes small changes to the modules of the table (mutation/subjects.py), one at a time, in copies
of the tree, and runs the tests named there. What no test notices is listed. WORD chooses modules
by a part of their path.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import yaml
from mutation import python, trial
from mutation.python import Mutant
from mutation.subjects import Subject, subjects

ROOT = Path(__file__).parents[2]
TOOLS = Path(__file__).parent / "mutation"
EXEMPT = TOOLS / "equivalent.yml"


def main() -> int:
    """Try the mutants and print the score; 0 where it and the exemptions are as they should be."""
    options = _options()
    chosen = subjects(ROOT, options.words)
    made = {one: list(_mutants(one.module)) for one in chosen}
    exempt = {(row["module"], row["before"], row["after"]) for row in _exemptions()}
    known = {_key(mutant) for many in made.values() for mutant in many}
    stale = [] if options.words else sorted(exempt - known)
    sampled = {one: _sample(many, one, options) for one, many in made.items()}
    if options.list:
        return (
            print(*(mutant for many in sampled.values() for mutant in many), sep="\n")
            or 0
        )
    trial.load_ahead()
    with tempfile.TemporaryDirectory(prefix="mutants-") as where:
        folders = trial.copies(ROOT, Path(where), options.jobs)
        results = {one: _tried(one, sampled[one], folders, exempt) for one in chosen}
        return _report(results, stale, options.least)


def _options(words: list[str] | None = None) -> argparse.Namespace:
    """What the caller wants."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", nargs="*", metavar="WORD")
    parser.add_argument(
        "--sample", type=int, default=15, help="mutants of each module (default: 15)"
    )
    parser.add_argument("--all", action="store_true", help="every mutant")
    parser.add_argument("--seed", default="401", help="chooses the sample")
    parser.add_argument(
        "--least",
        type=float,
        default=85.0,
        help="the lowest score that passes, in percent",
    )
    parser.add_argument(
        "--jobs",
        type=int,
        default=len(os.sched_getaffinity(0)),
        help="runs at a time",
    )
    parser.add_argument(
        "--list", action="store_true", help="print the mutants and run nothing"
    )
    return parser.parse_args(words)


def _exemptions() -> list[dict[str, str]]:
    """What no test can notice, with the reasons."""
    return yaml.safe_load(EXEMPT.read_text("utf-8")) or []


def _mutants(module: str) -> Iterator[Mutant]:
    """Every mutant of a module."""
    source = (ROOT / module).read_text("utf-8")
    if module.endswith(".py"):
        yield from python.mutants(module, source)
        return
    done = subprocess.run(
        ["node", TOOLS / "script.mjs", ROOT / module],
        capture_output=True,
        text=True,
        check=True,
    )
    for change in json.loads(done.stdout):
        start, end, text = change["start"], change["end"], change["text"]
        first, last = (
            source.rfind("\n", 0, start) + 1,
            (source.find("\n", end) + 1 or len(source)),
        )
        before, after = (
            source[first:last].strip(),
            (source[first:start] + text + source[end:last]).strip(),
        )
        yield Mutant(
            module,
            source.count("\n", 0, start) + 1,
            before,
            after,
            source[:start] + text + source[end:],
        )


def _sample(
    many: list[Mutant], subject: Subject, options: argparse.Namespace
) -> list[Mutant]:
    """The mutants to try, in the order of the file; the same for the same seed."""
    if options.all or len(many) <= options.sample:
        return many
    chance = random.Random(f"{options.seed} {subject.module}")
    return [many[n] for n in sorted(chance.sample(range(len(many)), options.sample))]


def _key(mutant: Mutant) -> tuple[str, str, str]:
    """What an exemption names a mutant by."""
    return mutant.path, mutant.before, mutant.after


class Result:
    """What became of the mutants of a module."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.killed: list[Mutant] = []
        self.survived: list[Mutant] = []
        self.exempt: list[Mutant] = []
        self.needless: list[Mutant] = []
        self.trouble: list[str] = []

    def fate(self, is_exempt: bool, is_noticed: bool) -> list[Mutant]:
        """Where a mutant belongs."""
        if is_exempt:
            return self.needless if is_noticed else self.exempt
        return self.killed if is_noticed else self.survived

    @property
    def score(self) -> float:
        """The share that was noticed, in percent."""
        count = len(self.killed) + len(self.survived)
        return 100 * len(self.killed) / count if count else 100.0


class Unfit(Exception):
    """The tests of a module cannot tell anything about it; the message says why."""


Exempt = set[tuple[str, str, str]]


def _tried(
    subject: Subject, many: list[Mutant], folders: list[Path], exempt: Exempt
) -> Result:
    """Run the tests of a module against each of its mutants."""
    result, started = Result(), time.monotonic()
    try:
        limit = _limit(subject, folders)
    except Unfit as error:
        result.trouble.append(f"{subject.module}: {' '.join(subject.tests)} {error}")
        return result
    jobs = [
        trial.Job(subject.module, mutant.text, subject.tests, limit)
        for mutant in many
    ]
    for number, noticed, _ in trial.run_all(jobs, folders):
        result.fate(_key(many[number]) in exempt, noticed).append(many[number])
    seconds = time.monotonic() - started
    told = f"{result.score:.1f} % of {len(many)} noticed in {seconds:.0f} s"
    print(f"{subject.module}: {told}", file=sys.stderr, flush=True)
    print(
        *result.survived,
        sep="\n",
        end="\n" * bool(result.survived),
        file=sys.stderr,
        flush=True,
    )
    return result


def _limit(subject: Subject, folders: list[Path]) -> float:
    """The seconds that a run may take; the tests must pass as things are, and load the copy."""
    broken = "!" if subject.module.endswith(".py") else "throw 1;"
    kept, lost = (
        trial.Job(subject.module, text, subject.tests, 600) for text in (None, broken)
    )
    [(_, fails, seconds)] = trial.run_all([kept], folders)
    if fails:
        raise Unfit("fail before anything is changed")
    [(_, noticed, _)] = trial.run_all([lost], folders)
    if not noticed:
        raise Unfit("pass without it")
    return 20 + 4 * seconds


def _report(
    results: dict[Subject, Result], stale: list[tuple[str, str, str]], least: float
) -> int:
    """Print what came of it; 0 where it is good enough."""
    print(f"{'module':<45} mutants killed survived exempt  score")
    for subject, result in results.items():
        _row(subject.module, result)
    whole = Result()
    for result in results.values():
        for name in ("killed", "survived", "exempt", "needless", "trouble"):
            getattr(whole, name).extend(getattr(result, name))
    _row("all", whole)
    print(f"{len(whole.survived)} survived", *whole.survived, sep="\n")
    wrong = [*whole.trouble]
    wrong += [f"exempt, and not there: {' | '.join(key)}" for key in stale]
    wrong += [f"exempt, and a test notices it: {mutant}" for mutant in whole.needless]
    print(*wrong, sep="\n", end="\n" if wrong else "")
    return 1 if wrong or whole.score < least else 0


def _row(name: str, result: Result) -> None:
    """One line of the table."""
    killed, survived, exempt = (
        len(result.killed),
        len(result.survived),
        len(result.exempt),
    )
    count = killed + survived + exempt
    print(
        f"{name:<45} {count:7} {killed:6} {survived:8} {exempt:6} {result.score:5.1f}%"
    )


if __name__ == "__main__":
    raise SystemExit(main())
