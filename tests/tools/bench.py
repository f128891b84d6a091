"""Print the figures that the project promises: times, memory, sizes. `make bench`.

Times are of this machine at this moment; ratios travel better.
"""

import gzip
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))
import synthetic  # noqa: E402
import weight  # noqa: E402


def measured(words: list[str], folder: Path) -> tuple[float, float, int]:
    """Seconds, CPU seconds and peak megabytes of a command in a folder."""
    started = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "causebook", *words],
        cwd=folder,
        stderr=subprocess.PIPE,
    )
    process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0, words
    cpu = usage.ru_utime + usage.ru_stime
    return time.monotonic() - started, cpu, usage.ru_maxrss // 1024


def generation(work: Path) -> None:
    """Cold and warm generation of synthetic books."""
    figures = {}
    for count in (1_000, 10_000):
        folder = work / str(count)
        synthetic.write(count, folder)
        cold = measured(["generate"], folder)
        warm = measured(["generate"], folder)
        figures[count] = cold
        print(
            f"generate, {count:6} entries  cold {cold[0]:5.2f} s ({cold[1]:.2f} s of CPU, {cold[2]} MB)   "
            f"again {warm[0]:5.2f} s"
        )
    each = {count: cold[1] / count for count, cold in figures.items()}
    print(
        f"time per entry at 10,000 against 1,000: {each[10_000] / each[1_000]:.2f} times (CPU)"
    )
    one, other = (
        work / str(n) / "build/public/docs/does-not-print" for n in (1_000, 10_000)
    )
    sizes = [len((folder / "cause-7.md").read_bytes()) for folder in (one, other)]
    print(
        f"one cause page: {sizes[0]} bytes of Markdown in the small book, {sizes[1]} in the large one"
    )


def page_sizes(work: Path) -> None:
    """A page's HTML in a small and a larger book, and the weight of our own files."""
    sizes = {}
    for count in (100, 400):
        folder = work / f"site{count}"
        synthetic.write(count, folder)
        seconds, _, memory = measured(["build"], folder)
        sizes[count] = len(
            (folder / "site/public/does-not-print/cause-7/index.html").read_bytes()
        )
        print(
            f"build, {count:4} more entries: {seconds:5.1f} s, {memory} MB; one cause page {sizes[count]} bytes of HTML"
        )


def weights() -> None:
    """What our own scripts and styles weigh, and the diagnosis page of the shipped book by part."""
    site = ROOT / "site" / "public"
    if not site.is_dir():
        print("weights: run make site first")
        return

    def packed(name: str) -> int:
        return len(gzip.compress((site / name).read_bytes(), 9))

    ours = ["site.css", "checklist.css", "kb-checklist.js"]
    print(
        f"scripts and styles of a page: {sum(packed(f'assets/causebook/{name}') for name in ours)} bytes gzip"
    )
    print("the diagnosis page, of the book as it is now:")
    weight.main()
    from causebook.render.bundle import bundle

    engine = ROOT / "generator/causebook/diagnosis/engine/engine.mjs"
    detectors = ROOT / "causes/reading/detectors.mjs"
    text = bundle({"engine": engine, "detectors": detectors}, "x")
    print(f"engine and detectors: {len(gzip.compress(text.encode(), 9))} bytes gzip")


def main() -> None:
    work = Path(tempfile.mkdtemp(prefix="causebook-bench-"))
    try:
        generation(work)
        page_sizes(work)
        weights()
    finally:
        shutil.rmtree(work)
    subprocess.run([sys.executable, ROOT / "tests/tools/table.py"], check=False)
    for name in ("bench-engine.mjs",):
        subprocess.run(["node", str(ROOT / "tests/js" / name)], check=False)


if __name__ == "__main__":
    main()
