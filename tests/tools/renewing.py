"""Print what an edit costs: builds against a clean one, and from save to the page seen in Chromium.

`python tests/tools/renewing.py` measures the shipped book; `--entries 5000` a synthetic one besides,
`--runs 5` takes medians of five, `--no-browser` leaves the preview out, `--only-browser` the builds, and
`--edits 10` are made in a row for it. CPU is compared within one run.
"""

import argparse
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))
import synthetic  # noqa: E402
from chromium import FLAGS  # noqa: E402

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # no reader's machine is set so
SHIPPED = (
    *("causes", "content", "docs", "site_overrides", "mkdocs.yml"),
    *("mkdocs.internal.yml", "CONTRIBUTING.md", "SECURITY.md"),
)
with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    PORT = free.getsockname()[1]


def shipped(folder: Path) -> Path:
    """A copy of the shipped book; returns the entry that is edited."""
    for name in SHIPPED:
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, folder / name)
    (folder / "build/public/docs").mkdir(parents=True)
    return folder / "causes/http-401/address-not-allowed.yml"


def made(count: int, folder: Path) -> Path:
    """A synthetic book; returns the entry that is edited."""
    synthetic.write(count, folder)
    return folder / "causes/does-not-print/cause-7.yml"


def edit(file: Path, text: str, word: str) -> None:
    """Give an entry another summary."""
    file.write_text(
        re.sub(r"^summary: .*$", f"summary: {word} it is.", text, count=1, flags=re.M)
    )


def cpu(folder: Path, *words: str) -> float:
    """The CPU seconds of a command."""
    process = subprocess.Popen(
        [sys.executable, "-m", "causebook", *words],
        cwd=folder,
        stderr=subprocess.PIPE,
    )
    process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0, words
    return usage.ru_utime + usage.ru_stime


def builds(name: str, folder: Path, file: Path, runs: int) -> None:
    """A clean build, one after an edit, one after nothing."""
    text = file.read_text()
    cold = statistics.median(
        cpu(folder, "build", "--clean") for _ in range(max(1, runs // 2))
    )
    edits = []
    for n in range(runs):
        edit(file, text, f"Number {n}")
        edits.append(cpu(folder, "build"))
    nothing = statistics.median(cpu(folder, "build") for _ in range(runs))
    file.write_text(text)
    after = statistics.median(edits)
    print(
        f"{name}: clean build {cold:.1f} s of CPU; after one edit {after:.1f} s ({after / cold:.2f}); "
        f"nothing changed {nothing:.1f} s ({nothing / cold:.2f})"
    )


@contextmanager
def preview(folder: Path) -> Iterator[subprocess.Popen]:
    """A running preview."""
    words = [
        sys.executable,
        "-m",
        "causebook",
        "serve",
        "--address",
        f"127.0.0.1:{PORT}",
    ]
    with subprocess.Popen(words, cwd=folder, stderr=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.terminate()


def wait_for(address: str) -> None:
    """Wait until the preview has built its first site."""
    while True:
        try:
            urllib.request.urlopen(address, timeout=600).read()
        except OSError:
            time.sleep(0.2)
        else:
            return


def spent(process: subprocess.Popen) -> float:
    """The CPU seconds that a process has taken so far."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def settle(process: subprocess.Popen, quiet: float = 1.0, most: float = 60) -> None:
    """Wait until a preview has done what an edit left for later."""
    before, end = -1.0, time.monotonic() + most
    while before != (before := spent(process)) and time.monotonic() < end:
        time.sleep(quiet)


def save_to_page(name: str, folder: Path, file: Path, runs: int) -> None:
    """From saving an entry until Chromium shows it."""
    from playwright.sync_api import sync_playwright

    text, seen, used = file.read_text(), [], []
    page_of = file.relative_to(folder / "causes").with_suffix("")
    address = f"http://127.0.0.1:{PORT}/{page_of}/"
    with preview(folder) as process, sync_playwright() as playwright:
        wait_for(address)
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=FLAGS
        )
        page = browser.new_page()
        page.goto(address)
        settle(process)
        for n in range(runs):
            before, start = spent(process), time.monotonic()
            edit(file, text, f"Zebra{n}")
            page.wait_for_function(
                f"document.body?.innerText.includes('Zebra{n}')", timeout=300_000
            )
            seen.append(time.monotonic() - start)
            used.append(spent(process) - before)
            settle(process)
        browser.close()
    file.write_text(text)
    print(
        f"{name}: save to page seen in Chromium, {len(seen)} edits in a row: "
        f"{statistics.median(seen):.2f} s, at most {max(seen):.2f} s; "
        f"{statistics.median(used):.2f} s of CPU, at most {max(used):.2f} s "
        f"(load {os.getloadavg()[0]:.0f})"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=0)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--edits", type=int, default=10)
    parser.add_argument("--no-browser", action="store_true")
    parser.add_argument("--only-browser", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="causebook-bench-") as work:
        books = [("the shipped book", Path(work) / "shipped", shipped)]
        if asked.entries:
            named = f"{asked.entries} entries"
            books.append(
                (
                    named,
                    Path(work) / "made",
                    lambda folder: made(asked.entries, folder),
                )
            )
        for name, folder, make in books:
            folder.mkdir()
            file = make(folder)
            if not asked.only_browser:
                builds(name, folder, file, asked.runs)
            if not asked.no_browser:
                save_to_page(name, folder, file, asked.edits)


if __name__ == "__main__":
    main()
