"""Print what differs between sites by MkDocs, ProperDocs and Zensical: `tests/tools/builders.py`.

The shipped book and the starter book, each built by the three from the same sources. ProperDocs
and Zensical are installed from the package index into environments that last as long as this.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from causebook.cli.starters import new_book
from causebook.load import borrowed
from causebook.site.built_text import Html, read_html
from causebook.site.facts import SiteFacts
from causebook.site.verify import check_links
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))
from chromium import FLAGS, served  # noqa: E402

PACKAGES = {"ProperDocs": "properdocs==1.6.7", "Zensical": "zensical==0.0.73"}
OF_ZENSICAL = "build/public/site"
MOVED = "assets/causebook/moved.js"
ARTICLE = re.compile(r"<article.*</article>", re.S)
MARKED = "md-nav__item--active"
MESSAGES = {"causebook": "expired token", "printer": "out of paper"}
PASTES = {
    "causebook": "HTTP/1.1 401 Unauthorized\nTokenExpiredError: jwt expired",
    "printer": "printer Office disabled since Monday\nreason: out of paper",
}


@dataclass(frozen=True)
class Site:
    """A built site: by which builder, and where it lies."""

    builder: str
    folder: Path

    @cached_property
    def pages(self) -> dict[str, Html]:
        """What each page says, those that only lead on left out."""
        names = (
            path.relative_to(self.folder).as_posix()
            for path in self.folder.rglob("*.html")
        )
        texts = {name: self.text(name) for name in sorted(names)}
        return {
            name: read_html(text) for name, text in texts.items() if MOVED not in text
        }

    @cached_property
    def redirects(self) -> list[str]:
        """The addresses that lead on."""
        names = (
            p.relative_to(self.folder).as_posix() for p in self.folder.rglob("*.html")
        )
        return sorted(name for name in names if MOVED in self.text(name))

    @cached_property
    def anchors(self) -> set[str]:
        """Every address with a place on its page; the theme's own begin with underscores."""
        return {
            f"{name}#{anchor}"
            for name, page in self.pages.items()
            for anchor in page.anchors
            if not anchor.startswith("__")
        }

    def text(self, name: str) -> str:
        """A file of the site; empty where there is none."""
        path = self.folder / name
        return path.read_text("utf-8") if path.is_file() else ""

    def count(self, pattern: str) -> int:
        """On how many pages something stands."""
        return sum(bool(re.search(pattern, self.text(name))) for name in self.pages)

    def loose(self) -> int:
        """How many pages the navigation marks no place for."""
        return sum(
            MARKED not in self.text(name) for name in self.pages if "/" in name
        )


def environment(home: Path, builder: str) -> Path:
    """The programs of an environment of its own, which also sees what is installed here."""
    folder = home / builder
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    pip = [
        folder / "bin/pip",
        "install",
        "-q",
        "--disable-pip-version-check",
        PACKAGES[builder],
    ]
    subprocess.run(pip, check=True, stderr=subprocess.DEVNULL)
    if builder == "ProperDocs":  # it runs our plugin, and the theme
        (own,) = (folder / "lib").glob("python*/site-packages")
        here = [str(ROOT / "generator"), sysconfig.get_path("purelib")]
        (own / "here.pth").write_text("\n".join(here))
    return folder / "bin"


def run(project: Path, *words: str | Path) -> None:
    """Run a program in a project; what it says is shown when it fails."""
    env = os.environ | {
        "PYTHONPATH": str(ROOT / "generator"),
        "NO_MKDOCS_2_WARNING": "1",
        "CAUSEBOOK_SITE_URL": "https://help.example.com/",
    }
    done = subprocess.run(
        words, cwd=project, env=env, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{' '.join(map(str, words))}\n{done.stdout}{done.stderr}")


def copied(book: str, target: Path) -> Path:
    """A copy of a book's sources."""
    if book == "printer":
        new_book(target)
        return target
    for name in ("causes", "content", "site_overrides"):
        shutil.copytree(ROOT / name, target / name)
    shutil.copytree(ROOT / "docs", target / "docs")
    for file in (ROOT / "mkdocs.yml", *borrowed.files(ROOT)):
        shutil.copy(file, target / file.relative_to(ROOT))
    (target / "build/public/docs").mkdir(parents=True)
    return target


def sites(book: str, home: Path) -> Iterator[Site]:
    """The book as each of the three builds it; that of MkDocs comes first."""
    for builder, command in commands(home).items():
        project = copied(book, home / f"{book}-{builder}")
        for words in command:
            run(project, *words)
        folder = OF_ZENSICAL if builder == "Zensical" else "site/public"
        yield Site(builder, project / folder)


def commands(home: Path) -> dict[str, list[tuple[str | Path, ...]]]:
    """What is run in a project, by builder."""
    python, causebook = sys.executable, ("-m", "causebook")
    tree = (
        python,
        *causebook,
        "generate",
        "--audience",
        "public",
        "--for",
        "zensical",
    )
    beside = (*tree, "--beside", OF_ZENSICAL)
    zensical = (
        home / "Zensical/bin/zensical",
        "build",
        "-f",
        "build/public/mkdocs.yml",
    )
    return {
        "MkDocs": [(python, "-m", "mkdocs", "build", "-q")],
        "ProperDocs": [
            (home / "ProperDocs/bin/properdocs", "build", "-q", "-f", "mkdocs.yml")
        ],
        "Zensical": [tree, zensical, beside],
    }


def compared(first: set[str], other: set[str]) -> str:
    """How many there are, and how many are missing or new beside those of the first."""
    missing, new = len(first - other), len(other - first)
    return f"{len(other)}" + (f" (−{missing}, +{new})" if missing or new else "")


def counted(site: Site, first: Site) -> dict[str, str]:
    """What can be read from the files of a site."""
    found, maps = site.text("sitemap.xml"), site.text("feed.xml")
    return {
        "pages": compared(set(first.pages), set(site.pages)),
        "addresses that lead on": compared(set(first.redirects), set(site.redirects)),
        "anchors": compared(first.anchors, site.anchors),
        "links that lead nowhere": str(
            len(check_links(SiteFacts.of(site.folder).files))
        ),
        "sitemap: addresses, days": f"{found.count('<loc>')}, {found.count('<lastmod>')}",
        "feed: entries": str(maps.count("<entry>")),
        "Markdown beside pages": str(len(list(site.folder.rglob("*.md")))),
        "link to that Markdown": str(site.count("This page as Markdown")),
        "what is not found": re.sub(
            r".*<h1>(.*?)</h1>.*", r"\1", site.text("404.html"), flags=re.S
        ),
        "JSON-LD": str(site.count(r"application/ld\+json")),
        "pages without a mark in the navigation": str(site.loose()),
        "HTML in MB": f"{sum(len(site.text(name)) for name in site.pages) / 1e6:.1f}",
    }


def redirected(page: Page, site: Site, book: str, base: str) -> str:
    """Whether old addresses lead to a page and to a place on it."""
    del book
    for name in site.redirects[:: max(1, len(site.redirects) // 5)]:
        page.goto(f"{base}/{name}")
        page.wait_for_url(
            lambda url, old=name: not url.endswith(old.removesuffix("index.html"))
        )
        place = page.evaluate("location.hash.slice(1)")
        is_there = page.evaluate("id => !id || !!document.getElementById(id)", place)
        assert is_there, page.url
        expect(page.locator("article")).to_be_visible()
    return "yes" if site.redirects else "none"


def ticked(page: Page, site: Site, book: str, base: str) -> str:
    """Whether a tick is still there when the reader comes back."""
    del book
    name = next(
        name
        for name in sorted(site.pages)
        if "/fixes/" in name and "kb-step" in site.text(name)
    )
    page.goto(f"{base}/{name}")
    page.locator("kb-checklist input[type=checkbox]").first.check()
    page.reload()
    expect(page.locator("kb-checklist input[type=checkbox]").first).to_be_checked()
    return "yes"


def searched(page: Page, site: Site, book: str, base: str) -> str:
    """What the search finds first, from a page deep in the site."""
    name = next(name for name in sorted(site.pages) if "/fixes/" in name)
    page.goto(f"{base}/{name}")
    page.fill(".kb-search__input", MESSAGES[book])
    result = page.locator(".kb-search__result").first
    result.wait_for()
    result.click()
    expect(page.locator("article h1")).to_be_visible()
    return page.locator("article h1").inner_text().removesuffix("#").strip()


def diagnosed(page: Page, site: Site, book: str, base: str) -> str:
    """What the diagnosis says of a paste."""
    del site
    page.goto(f"{base}/diagnose/")
    title = page.locator("#verdict-title")
    title.wait_for()
    before = title.inner_text()
    page.fill("#box", PASTES[book])
    expect(title).not_to_have_text(before)
    page.wait_for_timeout(1500)  # what it says while it reads on
    return title.inner_text().strip()


TRIED: dict[str, Callable[[Page, Site, str, str], str]] = {
    "old addresses lead on": redirected,
    "ticks stay": ticked,
    "the search leads to": searched,
    "the diagnosis says": diagnosed,
}


def tried(browser: Browser, site: Site, book: str) -> dict[str, str]:
    """What a reader gets from a site, and what its pages complain of."""
    said: list[str] = []
    shown = {}
    with served(site.folder) as base:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on(
            "request",
            lambda ask: ask.url.startswith((base, "blob:")) or said.append(ask.url),
        )
        for name, act in TRIED.items():
            try:
                shown[name] = act(page, site, book, base)
            except Exception as error:
                shown[name] = f"no: {str(error).splitlines()[0]}"
        context.close()
    return {
        **shown,
        "errors, requests to other hosts": "; ".join(sorted(set(said))) or "none",
    }


def table(book: str, rows: dict[str, dict[str, str]]) -> None:
    """Print a table in Markdown, a row for each thing that was looked at."""
    names = list(rows)
    print(
        f"\n### {book}\n\n| | {' | '.join(names)} |\n|{' --- |' * (len(names) + 1)}"
    )
    for what in rows[names[0]]:
        print(
            f"| {what} | {' | '.join(rows[name][what] for name in names)} |",
            flush=True,
        )


def main() -> None:
    """Build, look, try and print."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        home = Path(name)
        for builder in PACKAGES:
            environment(home, builder)
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=FLAGS
        )
        for book in ("printer", "causebook"):
            built = list(sites(book, home))
            table(
                book,
                {
                    site.builder: counted(site, built[0]) | tried(browser, site, book)
                    for site in built
                },
            )
        browser.close()


if __name__ == "__main__":
    main()
