"""Print what building costs, beside MkDocs and Zensical on the same tree: `python tests/tools/table.py`.

Every row is a ratio of this very run, or the median of several; what is compared runs in turns. `RUNS=5`
takes medians of five, `ENTRIES=5000` says how large the large book is, `MOST=10000` how large the largest,
`EDITS=60` after how many edits trees are compared; `ONLY=cold,edit` leaves the other rows out. Memory is
what all processes of a command hold together, shared pages counted once (Pss), looked at every tenth of a
second, in a run of its own. Load on the machine spoils whatever is told in seconds: CPU is told beside it.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import builders
import renewing

ROOT = Path(__file__).parents[2]
RUNS = int(os.environ.get("RUNS", "3"))
ENTRIES = int(os.environ.get("ENTRIES", "5000"))
MOST = int(os.environ.get("MOST", "10000"))
EDITS = os.environ.get("EDITS", "60")
EVERY = 0.1
"""Seconds between two looks at what the processes hold."""
CAUSEBOOK = (sys.executable, "-m", "causebook", "build")
MKDOCS = (sys.executable, "-m", "mkdocs", "build", "-q", "-f", "plain.yml")


@dataclass(frozen=True)
class Cost:
    """What a command cost: seconds, CPU seconds, megabytes of all its processes at their most."""

    wall: float
    cpu: float
    memory: float = 0.0


def cost(
    words: tuple[str | Path, ...], folder: Path, *, memory: bool = False
) -> Cost:
    """The cost of a command in a folder; looking at its memory costs time itself."""
    env = os.environ | {
        "PYTHONPATH": str(ROOT / "generator"),
        "NO_MKDOCS_2_WARNING": "1",
    }
    started, held = time.monotonic(), [0.0]
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            words, cwd=folder, stdout=said, stderr=said, env=env
        )
        if memory:
            threading.Thread(
                target=_look, args=(process.pid, held), daemon=True
            ).start()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = status
        if status:
            said.seek(0)
            sys.exit(f"{words}: {said.read().decode()}")
    return Cost(
        time.monotonic() - started, usage.ru_utime + usage.ru_stime, max(held)
    )


def _look(pid: int, held: list[float]) -> None:
    """Note now and then what a process and its children hold, shared pages counted once."""
    while (now := sum(map(_holds, _family(pid)))) or not held[1:]:
        held.append(now)
        time.sleep(EVERY)


def _family(pid: int) -> Iterator[int]:
    """A process and all below it."""
    yield pid
    with suppress(OSError):
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            yield from _family(int(child))


def _holds(pid: int) -> float:
    """The megabytes of a process, of shared ones its part (Pss)."""
    with suppress(OSError, ValueError):
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
        return int(text.partition("Pss:")[2].split()[0]) / 1024
    return 0.0


def median(costs: list[Cost]) -> Cost:
    """The median of each figure."""
    return Cost(
        *map(
            statistics.median,
            zip(*((c.wall, c.cpu, c.memory) for c in costs), strict=True),
        )
    )


class Book:
    """A book to measure: its folder, and the entry that is edited."""

    def __init__(self, name: str, folder: Path, make: Callable[[Path], Path]) -> None:
        """Write it, with its Markdown, and a configuration that knows nothing of the plugin."""
        folder.mkdir()
        self.name, self.folder, self.file = name, folder, make(folder)
        self.text = self.file.read_text()
        cost((*CAUSEBOOK[:-1], "generate", "--audience", "public"), folder)
        said = (folder / "mkdocs.yml").read_text()
        plain = said.replace("  causebook:\n    audience: public\n", "")
        assert plain != said
        (folder / "plain.yml").write_text(
            plain.replace("site_dir: site/public", "site_dir: plain")
        )

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return sum(1 for _ in (self.folder / "build/public/docs").rglob("*.md"))

    def cold(self, *, memory: bool = False) -> Cost:
        """A build that takes nothing from the last one."""
        return cost((*CAUSEBOOK, "--clean"), self.folder, memory=memory)

    def plain(self, *, memory: bool = False) -> Cost:
        """MkDocs alone on the same Markdown."""
        return cost(MKDOCS, self.folder, memory=memory)

    def edited(self) -> Cost:
        """A build after one edit."""
        costs = []
        for n in range(RUNS):
            renewing.edit(self.file, self.text, f"Number {n}")
            costs.append(cost(CAUSEBOOK, self.folder))
        return median(costs)


def row(what: str, goal: str, found: str) -> None:
    """Print a row of the table."""
    print(f"{what:<58} {goal:>8}   {found}", flush=True)


def against(what: str, goal: str, ours: Cost, other: Cost) -> None:
    """Two rows: what one cost against another, by the clock and in CPU."""
    for unit in ("wall", "cpu"):
        own, base = getattr(ours, unit), getattr(other, unit)
        told = f"{own / base:.2f}  ({own:.1f} s against {base:.1f} s)"
        row(
            what.format(unit.replace("cpu", "CPU")),
            goal if unit == "wall" else "",
            told,
        )


def cold(book: Book) -> None:
    """Rows: a cold build beside MkDocs, in turns, and what the processes hold."""
    pairs = [(book.cold(), book.plain()) for _ in range(RUNS)]
    ours, plain = (median(list(costs)) for costs in zip(*pairs, strict=True))
    against(
        f"cold build against plain MkDocs, {{}}, {book.name}", "0.75", ours, plain
    )
    held = f"{book.cold(memory=True).memory:.0f} MB"
    row(f"peak memory of all processes, {book.name}", "400 MB", held)
    held = f"{book.plain(memory=True).memory:.0f} MB"
    row(f"  the same of plain MkDocs, {book.name}", "", held)


def edit(book: Book) -> None:
    """Rows: a build after one edit and after none, against a cold one, in CPU; MkDocs' own way."""
    whole, one = book.cold(), book.edited()
    none = median([cost(CAUSEBOOK, book.folder) for _ in range(RUNS)])
    goal = "0.15" if "shipped" in book.name else "0.10"
    row(
        f"one edit against a cold build, CPU, {book.name}",
        goal,
        f"{one.cpu / whole.cpu:.3f}  ({one.cpu:.1f} s)",
    )
    row(
        f"nothing changed, {book.name}",
        "0.08",
        f"{none.cpu / whole.cpu:.3f}  ({none.cpu:.1f} s)",
    )
    dirty = median([_dirty(book, n) for n in range(RUNS)])
    row(
        f"  the same by `mkdocs build --dirty`, {book.name}",
        "",
        f"{dirty.cpu / whole.cpu:.3f}  ({dirty.cpu:.1f} s)",
    )


def _dirty(book: Book, number: int) -> Cost:
    """What MkDocs' own way costs after a line more on a page."""
    if not number:
        book.plain()
    page = next((book.folder / "build/public/docs").rglob(f"{book.file.stem}.md"))
    page.write_text(f"{page.read_text()}\nOne more line.\n")
    return cost((*MKDOCS, "--dirty"), book.folder)


def zensical(book: Book, work: Path) -> None:
    """Rows: Zensical and MkDocs in turns, and what it holds."""
    program = builders.environment(work, "Zensical") / "zensical"
    words = (program, "build", "-f", "plain.yml")
    tree = (*CAUSEBOOK[:-1], "generate", "--audience", "public", "--for", "zensical")
    cost(tree, book.folder)
    pairs = [(cost(words, book.folder), book.plain()) for _ in range(RUNS)]
    other, plain = (median(list(costs)) for costs in zip(*pairs, strict=True))
    against(f"  Zensical against plain MkDocs, {{}}, {book.name}", "", other, plain)
    held = cost(words, book.folder, memory=True).memory
    row(f"  peak memory of Zensical, {book.name}", "", f"{held:.0f} MB")


def growth(work: Path) -> None:
    """Rows: what a page costs in the largest book against a small one; what that one can do."""
    each = {}
    for count in (1_000, MOST):
        book = Book(
            f"{count} entries",
            work / f"of-{count}",
            lambda at, n=count: renewing.made(n, at),
        )
        each[count] = median([book.cold() for _ in range(RUNS)]).cpu / book.pages
        if count == MOST:
            able(book)
        shutil.rmtree(book.folder)
    row(
        f"cost a page at {MOST} entries against 1000, CPU, cold",
        "1.15",
        f"{each[MOST] / each[1_000]:.2f}",
    )


def able(book: Book) -> None:
    """A row: whether a book that was built can be served, searched and asked."""
    number = (MOST // 4) - 1
    (book.folder / "searched.txt").write_text(f"cause number {number}\nzebra\n")
    (book.folder / "paste.txt").write_text(f"error {number} happened\n")
    said = {
        "found by search": ("zebra", ("report", "--searched", "searched.txt")),
        "diagnosed": (f"Cause number {number}", ("diagnose", "--json", "paste.txt")),
    }
    told = ["built"]
    started = time.monotonic()
    with renewing.preview(book.folder):
        renewing.wait_for(
            f"http://127.0.0.1:{renewing.PORT}/does-not-print/cause-{number}/"
        )
        told.append(f"served after {time.monotonic() - started:.0f} s")
    for what, (wanted, words) in said.items():
        command = (*CAUSEBOOK[:-1], *words)
        answer = subprocess.run(
            command, cwd=book.folder, capture_output=True, text=True, check=False
        ).stdout
        is_there = wanted in answer and f"“cause number {number}”" not in answer
        told.append(what if is_there else f"NOT {what}")
    row(f"{MOST} entries", "all", ", ".join(told))


def seen(book: Book, goal: str) -> None:
    """A line of its own: from saving to the page in Chromium."""
    print(f"save to page seen, {book.name}: goal {goal}", flush=True)
    renewing.save_to_page(book.name, book.folder, book.file, 10)


def trees() -> None:
    """A row: whether the trees of incremental and clean builds are the same after every edit."""
    test = (
        "tests/test_renewal.py::test_the_site_after_any_edit_is_that_of_a_clean_build"
    )
    env = os.environ | {"EDITS": EDITS, "PYTHONPATH": str(ROOT / "generator")}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n0", test],
        cwd=ROOT,
        env=env,
        check=False,
        capture_output=True,
    )
    row(
        f"trees after {EDITS} edits, clean and incremental",
        EDITS,
        "some differ" if done.returncode else f"{EDITS} identical",
    )


def main() -> None:
    only = os.environ.get("ONLY", "cold,edit,zensical,growth,trees,seen").split(",")
    print(
        f"{'what':<58} {'goal':>8}   found (medians of {RUNS}, load {os.getloadavg()[0]:.1f})"
    )
    with tempfile.TemporaryDirectory(prefix="causebook-table-") as folder:
        work = Path(folder)
        shipped = Book("the shipped book", work / "shipped", renewing.shipped)
        large = Book(
            f"{ENTRIES} entries",
            work / "large",
            lambda at: renewing.made(ENTRIES, at),
        )
        rows = {
            "cold": lambda: [cold(book) for book in (shipped, large)],
            "edit": lambda: [edit(book) for book in (shipped, large)],
            "zensical": lambda: zensical(large, work),
            "growth": lambda: growth(work),
            "trees": trees,
            "seen": lambda: [seen(shipped, "1.0 s"), seen(large, "2.5 s")],
        }
        for name in only:
            rows[name]()


if __name__ == "__main__":
    main()
