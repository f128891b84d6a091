"""Print how long a slow phone takes to the first results: `python tests/tools/search_page.py`.

A page of site/public in Chromium with its processor slowed to a quarter, as large as it is and
with an index nine times as large. What is loaded is counted as it would be sent, gzipped.
"""

import gzip
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))
import search  # noqa: E402
from chromium import FLAGS, served  # noqa: E402

SLOWER = 4
LINE = 'www-authenticate: Bearer realm="api", error="invalid_token", error_description="expired"'
QUERIES = [
    "token expired",
    LINE,
    "nginx authorization header",
    "AADSTS7000222: client secret",
]


def first(browser: Browser, base: str, query: str) -> tuple[float, float]:
    """Milliseconds from the paste into an untouched page to its results, and KB for them."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{base}/")
    page.wait_for_timeout(1500)
    context.new_cdp_session(page).send(
        "Emulation.setCPUThrottlingRate", {"rate": SLOWER}
    )
    loaded: list[bytes] = []
    page.on("response", lambda answer: loaded.append(answer.body()))
    started = time.monotonic()
    page.fill(".kb-search__input", query)
    page.locator(".kb-search__result").first.wait_for()
    passed = time.monotonic() - started
    page.wait_for_timeout(300)
    context.close()
    return passed * 1000, sum(len(gzip.compress(body, 9)) for body in loaded) / 1000


def measure(browser: Browser, site: Path, name: str) -> None:
    """Print the figures of a site."""
    with served(site) as base:
        each = [first(browser, base, query) for query in QUERIES * 2]
    times, sizes = zip(*each, strict=True)
    print(
        f"{name}: {statistics.median(times):.0f} ms to the first results (median), "
        f"{max(times):.0f} (most); {max(sizes):.0f} KB gzip (most)"
    )


def main() -> None:
    """The site as it is, and with a large index."""
    site = ROOT / "site" / "public"
    if not site.is_dir():
        sys.exit("run make site first")
    found = list(search.records(*search.shipped()))
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as name:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=FLAGS
        )
        measure(browser, site, f"{len(found)} pages, processor {SLOWER} times slower")
        large = Path(shutil.copytree(site, Path(name) / "site"))
        parts = large / "assets/causebook/search"
        many = search.copies(found, 9)
        search.write(many, parts)
        measure(browser, large, f"{len(many)} pages, processor {SLOWER} times slower")
        browser.close()


if __name__ == "__main__":
    main()
