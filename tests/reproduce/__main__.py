"""Run the reproductions and write what they saw: `python -m reproduce [CAUSE…]` in `tests`.

Ends with 1 where one shows nothing, or an exchange is not what it was. Writes the table of what the
diagnosis makes of them, too; with `--page` nothing else.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
import tempfile
from pathlib import Path

import reproduce
from reproduce.bench import Bench
from reproduce.recording import record
from reproduce.registry import ALL, Known, version
from reproduce.told import PAGE, page, told, undeclared


def main(wanted: list[str]) -> int:
    """0 where everything wanted, or all, came out as it is recorded."""
    if wanted == ["--page"]:
        return _page()
    for module in pkgutil.iter_modules(reproduce.__path__):
        if module.name.startswith("with_"):
            importlib.import_module(f"reproduce.{module.name}")
    unknown = set(wanted) - ALL.keys()
    if unknown:
        sys.exit(f"no reproduction of {', '.join(sorted(unknown))}")
    faults = 0
    for cause in sorted(wanted or ALL):
        fault = _shown(ALL[cause])
        faults += bool(fault)
        print(f"{cause}: {fault or 'reproduced'}", flush=True)
    print(f"{len(wanted or ALL) - faults} passed, {faults} failed")
    return 1 if _page() or faults else 0


def _page() -> int:
    """0 where every specimen ends at its own cause, or where a declared symptom tells it apart."""
    book, every = told()
    wrong = undeclared(every)
    print("".join(f"{line}\n" for line in wrong), end="")
    PAGE.write_text(page(book, every), "utf-8")
    return len(wrong)


def _shown(known: Known) -> str:
    """What is wrong with one reproduction, or nothing; what it saw is written."""
    with tempfile.TemporaryDirectory(dir="/var/tmp") as name:
        folder = Path(name)
        try:
            with Bench(folder, known.step) as bench:
                seen = known.show(bench)
        except (
            Exception
        ) as error:  # one that breaks must not keep the others from being run
            return f"{type(error).__name__}: {error}"
        fault = seen.fault()
        if fault:
            return fault
        programs = [version(program) for program in known.programs]
        return record(known.cause, known.step, programs, seen, folder)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
