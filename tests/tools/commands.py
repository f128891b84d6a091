"""Run or parse every command of the book and print the share: `tests/tools/commands.py [WORDS]`.

WORDS picks commands by a part of `page, step (platform)`. Ends with 1 where one is wrong. Needs the
programs that `make commands` installs; what needs one that is missing counts as excepted.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from commands.judging import judge_all

MOST_EXCEPTED = 0.12


def main() -> int:
    """0 where nothing is wrong and few are excepted; what is wrong is printed as it is found."""
    words = " ".join(sys.argv[1:])
    counts: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    for one, tried in judge_all(words):
        counts["wrong" if tried.wrong else tried.how] += 1
        if tried.wrong:
            print(
                f"{one.name}: {tried.wrong}\n    " + one.run.replace("\n", "\n    "),
                flush=True,
            )
        elif tried.how == "excepted":
            reasons[tried.by] += 1
    _print(counts, reasons)
    few = words or counts["excepted"] <= MOST_EXCEPTED * counts.total()
    return 0 if few and not counts["wrong"] else 1


def _print(counts: Counter[str], reasons: Counter[str]) -> None:
    for how in ("run", "parsed", "excepted", "wrong"):
        print(f"{how:9}{counts[how]:4}  {counts[how] / max(counts.total(), 1):.0%}")
    listed = ", ".join(f"{name} {count}" for name, count in reasons.most_common())
    print(f"excepted, by tests/commands/excepted.yml: {listed}")


if __name__ == "__main__":
    sys.exit(main())
