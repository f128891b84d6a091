"""Measure the diagnosis page in Chromium: answer times, the longest task of its main thread, sizes.

`python tests/tools/bench_page.py SITE` prints; nothing is asserted, since times depend on the machine.
SITE is a built site (site/public). The pastes are made here: a log of 1 MB, 5 MB in one line,
a HAR of 50 MB as a file, a click on each example.
"""

import argparse
import gzip
import json
import shutil
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))
from chromium import FLAGS

WATCH = """
window.longest = 0;
new PerformanceObserver((list) => { for (const e of list.getEntries()) window.longest = Math.max(window.longest, e.duration); })
  .observe({ type: "longtask" });
"""
PASTE = """(text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  document.getElementById("box").dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""
ANSWERED = """(was) => { const a = document.querySelector("#verdict-title").textContent + document.querySelector(".status").textContent;
  return a !== was && !document.querySelector("[aria-busy]") && a; }"""
SHOWN = "() => document.querySelector('#verdict-title').textContent + document.querySelector('.status').textContent"


def log_of(size: int) -> str:
    """An access log with a telling line now and then."""
    line = '203.0.113.{0} - - [24/Nov/2026:20:{1:02}:{2:02} +0000] "GET /api/v1/items/{3} HTTP/1.1" {4} 512 "-" "client/1.{0}"\n'
    rows, n = [], 0
    while n * 105 < size:
        rows.append(
            line.format(
                n % 250, n // 60 % 60, n % 60, n, 401 if n % 997 == 0 else 200
            )
        )
        n += 1
    return "".join(rows)[:size]


def har_of(size: int) -> str:
    """A recording whose last answer is a 401."""

    def entry(n: int, status: int) -> dict:
        return {
            "startedDateTime": "2026-11-24T20:00:00Z",
            "request": {
                "method": "GET",
                "url": f"https://api.example.com/{n}",
                "httpVersion": "HTTP/1.1",
                "headers": [{"name": "Accept", "value": "*/*"}],
            },
            "response": {
                "status": status,
                "statusText": "",
                "httpVersion": "HTTP/1.1",
                "headers": [
                    {"name": "WWW-Authenticate", "value": 'Bearer realm="api"'}
                ]
                if status == 401
                else [],
                "content": {"text": "x" * 49000},
            },
        }

    entries = [entry(n, 200) for n in range(size // 49400)] + [entry(9999, 401)]
    return json.dumps({"log": {"version": "1.2", "entries": entries}})


def measure(page: Page, what: str, act) -> None:
    """One line: time until the answer, longest task, what was said."""
    page.evaluate("window.longest = 0")
    was = page.evaluate(SHOWN)
    start = time.perf_counter()
    act()
    page.wait_for_function(ANSWERED, arg=was, polling=5, timeout=60000)
    took = time.perf_counter() - start
    page.wait_for_timeout(400)
    print(
        f"{what:28} {took * 1000:6.0f} ms   longest task {page.evaluate('window.longest'):4.0f} ms   "
        f"{page.locator('#verdict-title').inner_text()[:60]} ({page.locator('.status').inner_text()})"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    site = parser.parse_args().site.resolve()
    for name in (
        "diagnose/index.html",
        "assets/causebook/diagnose.js",
        "assets/causebook/diagnose.css",
    ):
        data = (site / name).read_bytes()
        print(
            f"{name:32} {len(data) / 1000:7.1f} KB   gzip {len(gzip.compress(data, 9)) / 1000:6.1f} KB"
        )
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=FLAGS
        )
        page = browser.new_page()
        page.add_init_script(WATCH)
        start = time.perf_counter()
        page.goto((site / "diagnose/index.html").as_uri())
        page.wait_for_selector("#verdict-title")
        print(
            f"{'open':28} {(time.perf_counter() - start) * 1000:6.0f} ms   longest task {page.evaluate('window.longest'):4.0f} ms"
        )
        measure(
            page,
            "one line typed",
            lambda: page.fill("#box", "it says 401 Unauthorized"),
        )
        for what, text in (
            ("1 MB log pasted", log_of(1_000_000)),
            ("5 MB in one line pasted", "a b=" * 1_250_000),
        ):
            page.evaluate("(text) => { window.text = text; }", text)
            measure(
                page, what, lambda: page.evaluate(f"() => ({PASTE})(window.text)")
            )
        for what, text in (
            ("10 MB log as a file", log_of(10_000_000)),
            ("50 MB HAR as a file", har_of(50_000_000)),
        ):
            file = Path(folder) / (what.replace(" ", "-") + ".txt")
            file.write_text(text)
            measure(
                page,
                what,
                lambda file=file: page.set_input_files("input[type=file]", file),
            )
        browser.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
