"""Print what a reader on a phone meets, by kind of page: `python tests/tools/pages.py [SITE]`.

SITE is a built site (site/public). Of every kind: how many pages, their HTML in KB, their height at
360 px with everything folded that opens folded, and where “what to do” begins: the heading before
the first checklist or the first block `.kb-now`. `--paper` counts sheets of A4 as well. At most
`--most` pages of a kind are opened, spread evenly; `--kind` chooses, `--worst` says how many are named.
`--pictures DIR` writes a picture of one page of every kind at three widths, light and dark, and its
paper as a PDF. Nothing is asserted here.
"""

import argparse
import json
import shutil
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))
from chromium import FLAGS, served, sheets

ROOT = Path(__file__).parents[2]
PHONE = {"width": 360, "height": 740}
WIDTHS = (360, 768, 1280)
MEASURE = """() => {
  const inside = document.querySelector(".md-content") ?? document.body;
  const first = inside.querySelector("kb-checklist, .kb-now");
  const before = (node) => node.compareDocumentPosition(first) & Node.DOCUMENT_POSITION_FOLLOWING;
  const heading = first && [...inside.querySelectorAll("h2")].filter(before).pop();
  const at = first && Math.round((heading ?? first).getBoundingClientRect().top + scrollY);
  return { height: document.documentElement.scrollHeight, begins: at };
}"""
COLUMNS = ("KB", "height", "begins", "sheets")


@dataclass(frozen=True)
class Measured:
    """One page: its address and its figures by column."""

    address: str
    figures: dict[str, float]


def pages_of(site: Path) -> dict[str, list[str]]:
    """The addresses of the site's pages by kind; what is no entry is a `hub` or was written by hand."""
    entries = json.loads((site / "api" / "book.json").read_text())["entries"]
    kinds = {entry["url"]: entry["kind"] for entry in entries}
    found: dict[str, list[str]] = {}
    for file in sorted(site.rglob("index.html")):
        address = f"{file.parent.relative_to(site).as_posix()}/".removeprefix("./")
        if 'http-equiv="refresh"' not in file.read_text()[:1000]:
            found.setdefault(kinds.get(address, "other"), []).append(address)
    return found


def totals(site: Path) -> Iterator[str]:
    """How many pages and redirects the site has, and what leads readers to no fix."""
    kinds = pages_of(site)
    every = sum(1 for _ in site.rglob("index.html"))
    pages = sum(map(len, kinds.values()))
    yield f"all: {pages} pages, {every - pages} old addresses that lead to one"
    for kind in ("symptom", "platform"):
        named = kinds.get(kind, [])
        lacking = [name for name in named if "/fixes/" not in main_of(site, name)]
        yield f"{kind}: {len(lacking)} of {len(named)} without a fix {' '.join(lacking[:9])}"


def main_of(site: Path, address: str) -> str:
    """The HTML of a page without its navigation."""
    return (
        (site / address / "index.html").read_text().partition('class="md-content"')[2]
    )


def spread(addresses: list[str], most: int) -> list[str]:
    """At most so many of the addresses, evenly spread."""
    step = max(1, len(addresses) / most)
    return [addresses[int(n * step)] for n in range(min(most, len(addresses)))]


def measured(
    page: Page, site: Path, address: str, *, paper: bool
) -> dict[str, float]:
    """The figures of the page that is open."""
    found: dict[str, Any] = page.evaluate(MEASURE)
    figures = {"KB": (site / address / "index.html").stat().st_size / 1000, **found}
    if paper:
        figures["sheets"] = sheets(page)
    return {name: value for name, value in figures.items() if value is not None}


def measure(
    browser: Browser, site: Path, base: str, given: argparse.Namespace
) -> Iterator[str]:
    """The lines of the report, kind by kind."""
    context = browser.new_context(viewport=PHONE, has_touch=True)
    page = context.new_page()
    yield from totals(site)
    for kind, addresses in pages_of(site).items():
        if given.kind and kind not in given.kind:
            continue
        found = []
        for address in spread(addresses, given.most):
            page.goto(f"{base}/{address}")
            found.append(
                Measured(address, measured(page, site, address, paper=given.paper))
            )
        yield from told(kind, len(addresses), found, given.worst)
    context.close()


def told(kind: str, pages: int, found: list[Measured], worst: int) -> Iterator[str]:
    """What was measured of a kind, as lines: least, middle, most of each figure, and the worst."""
    yield f"{kind}: {pages} pages, {len(found)} opened"
    for column in COLUMNS:
        having = [one for one in found if column in one.figures]
        if not having:
            continue
        values = [one.figures[column] for one in having]
        middle = statistics.median(values)
        missing = (
            f", {len(found) - len(having)} without"
            if len(having) < len(found)
            else ""
        )
        yield f"  {column:7}{min(values):9.0f}{middle:9.0f}{max(values):9.0f}{missing}"
        for one in sorted(having, key=lambda one: -one.figures[column])[:worst]:
            yield f"          {one.figures[column]:9.0f}  {one.address}"


def pictures(
    browser: Browser, site: Path, base: str, given: argparse.Namespace
) -> None:
    """A picture of one page of every kind, at each width in each palette, and its paper."""
    given.pictures.mkdir(parents=True, exist_ok=True)
    wanted = given.page or [spread(found, 3)[-1] for found in pages_of(site).values()]
    for scheme in ("light", "dark"):
        for width in WIDTHS:
            context = browser.new_context(
                viewport={"width": width, "height": 740}, color_scheme=scheme
            )
            page = context.new_page()
            for address in wanted:
                name = address.strip("/").replace("/", "-") or "home"
                page.goto(f"{base}/{address}")
                page.screenshot(
                    path=given.pictures / f"{name}-{width}-{scheme}.png",
                    full_page=True,
                )
                if width == WIDTHS[-1]:
                    page.pdf(
                        path=given.pictures / f"{name}-{scheme}.pdf", format="A4"
                    )
            context.close()


def main() -> None:
    """Measure, or take pictures."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("site", type=Path, nargs="?", default=ROOT / "site" / "public")
    asked.add_argument(
        "--kind", action="append", help="only this kind (may be repeated)"
    )
    asked.add_argument(
        "--most", type=int, default=120, help="pages opened of each kind"
    )
    asked.add_argument(
        "--worst", type=int, default=5, help="how many of the worst are named"
    )
    asked.add_argument("--paper", action="store_true", help="count sheets of A4")
    asked.add_argument("--pictures", type=Path, help="write pictures there instead")
    asked.add_argument(
        "--page", action="append", help="pictures of this address (may be repeated)"
    )
    given = asked.parse_args()
    with served(given.site) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=FLAGS
        )
        if given.pictures:
            pictures(browser, given.site, base, given)
        else:
            for line in measure(browser, given.site, base, given):
                print(line, flush=True)
        browser.close()


if __name__ == "__main__":
    main()
