"""Every command of the manual runs, in the order of its page, or is in a short list that says why it cannot."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from causebook.book import weights
from causebook.book.addresses import address
from causebook.cli.starters import new_book
from causebook.load.assets import MAX_ASSET
from causebook.load.document import MAX_BYTES, MAX_DEPTH, MAX_KEYS
from causebook.load.folders import MAX_FOLDERS
from causebook.load.pages import MAX_PAGE
from causebook.load.templates import MAX_TEMPLATE
from causebook.model.findings import CODES
from causebook.pipeline import findings_of
from causebook.project import check

pytestmark = pytest.mark.whole  # runs each command of the manual

SHARES = {"evidence": weights.EVIDENCE, "background": weights.BACKGROUND}
ROOT = Path(__file__).parents[1]
PAGES = sorted([*(ROOT / "docs").glob("*.md"), ROOT / "README.md"])
_BLOCK = re.compile(r"^```bash\n(.*?)^```", re.M | re.S)
NOT_HERE = {
    "causebook serve": "goes on until it is interrupted; test_live.py tries it",
    "mkdocs serve": "goes on until it is interrupted; test_guest.py tries it",
    "pip install": "needs a registry; test_packaging.py installs the package",
    "make ": "is what CI runs",
    ". .venv": "is what `make` makes",
    "$EDITOR": "is the reader's",
    "curl -v": "needs a network",
    "aws ": "needs an account",
    "mike ": "is installed by its reader; test_recipes.py says what is tried",
    "zensical ": "is another builder; `make builders` tries it",
}
"""How commands begin that cannot run here, and why."""
OF_THE_BOOK = {
    "answer.txt": "the paste of a reader",
    "causes/http-401": "the shipped book; test_faces.py and `make accuracy` try it",
    "token-cut-in-two": "the shipped book; `new` is tried by test_starters.py",
    "--for zensical --beside": "what Zensical has made; `make builders` tries it",
}
"""What names a thing that the small book does not have."""


def commands(page: Path) -> list[str]:
    """The blocks of a page, without the commands that cannot run here."""
    return [
        "\n".join(_kept(block)) for block in _BLOCK.findall(page.read_text("utf-8"))
    ]


def _kept(block: str) -> list[str]:
    """The lines of a block that run here."""
    names = (*NOT_HERE, *OF_THE_BOOK)
    return [
        line
        for line in block.splitlines()
        if not line.startswith(tuple(NOT_HERE))
        and not any(name in line for name in names[len(NOT_HERE) :])
    ]


def shell(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run lines as a reader's shell does, each of which has to end well."""
    own = folder.parent / "bin"
    own.mkdir(exist_ok=True)
    program = own / "causebook"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m causebook "$@"\n')
    program.chmod(0o755)
    path = f"{own}:{Path(sys.executable).parent}:{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=folder,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


OTHERS = [
    page for page in PAGES if page.stem != "howto" and "".join(commands(page)).strip()
]
"""The tasks have a test of their own, below."""


RUNBOOK = "# PrinterQueueFull\n\n## Meaning\n\nJobs wait.\n\n## Mitigation\n\nDelete old jobs.\n"


@pytest.mark.parametrize("page", OTHERS, ids=[page.stem for page in OTHERS])
def test_the_commands_of_a_page_run_one_after_another(page, tmp_path, built):
    empty = tmp_path / "empty"
    empty.mkdir()
    folder = (
        empty if page.stem in {"existing-site", "beginning", "languages"} else built
    )
    for language in ("en", "de") if page.stem == "languages" else ():
        new_book(folder / language)
    if page.stem == "existing-site":
        (folder / "mkdocs.yml").write_text(
            "site_name: A site\nplugins: [search, causebook]\n"
        )
        (folder / "docs").mkdir()
    if page.stem == "import":
        (folder / "runbooks").mkdir()
        (folder / "runbooks/queue.md").write_text(RUNBOOK, "utf-8")
    done = shell("\n".join(commands(page)), folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert page.stem != "beginning" or "Likely: Big pictures." in done.stdout


def test_what_cannot_run_is_in_the_manual():
    blocks = "".join(
        block for page in PAGES for block in _BLOCK.findall(page.read_text("utf-8"))
    )
    unused = {
        name
        for name in NOT_HERE
        if not re.search(rf"^{re.escape(name)}", blocks, re.M)
    }
    assert unused | {name for name in OF_THE_BOOK if name not in blocks} == set()


def test_the_tasks_do_what_the_manual_says(tmp_path):
    folder = tmp_path / "book"
    folder.mkdir()
    done = shell("\n".join(commands(ROOT / "docs/howto.md")), folder)
    assert done.returncode == 0, done.stdout + done.stderr
    book = folder / "printers"
    assert "swap-the-feed-roller" in (
        book / "site/internal/does-not-print/damp-paper/index.html"
    ).read_text("utf-8")
    public = "".join(
        path.read_text("utf-8", "replace")
        for path in (book / "site/public").rglob("*.html")
    )
    assert "swap-the-feed-roller" not in public
    assert (book / "site/public/does-not-print/paper-is-damp/index.html").is_file()
    assert "The paper tray is empty" in done.stdout
    template = (book / "causes/templates/cause.md.j2").read_text()
    assert "{% block lede %}" in template
    assert "{# who: " in template


def test_the_figures_for_authors_are_those_of_the_code(book):
    text = (ROOT / "docs/authors.md").read_text("utf-8")
    shares = {
        name: [f"{100 * share:g}" for share in scale.values()]
        for name, scale in SHARES.items()
    }
    for figures in (*shares.values(), [f"{n:g}" for n in weights.MINUTES.values()]):
        assert f"| {', '.join(figures[:-1])} and {figures[-1]}" in text
    assert [f"{part:g}" for part in weights.LIKELIHOOD.values()] == ["6", "3", "1"]
    assert [f"{factor:g}" for factor in weights.RISK.values()] == ["1", "1.5", "4"]
    assert (MAX_BYTES, MAX_KEYS, MAX_DEPTH, MAX_FOLDERS) == (1_000_000, 2_000, 64, 20)
    assert (MAX_PAGE, MAX_ASSET, MAX_TEMPLATE) == (1_000_000, 20_000_000, 100_000)
    whole = check(book, claims=False).book
    known = {f"/{address(whole, entry)}" for entry in whole.entries()}
    named = re.findall(r"^\| [a-z, ]+ \| `(/\S+/)` \|$", text, re.M)
    assert len(named) == 7
    assert set(named) <= known


def test_the_short_cause_of_the_manual_passes_check(book):
    page = (ROOT / "docs/beginning.md").read_text("utf-8")
    [text] = re.findall(r"^```yaml\n(.*?)^```", page, re.S | re.M)
    with (book / "causes/book.yml").open("a", encoding="utf-8") as file:
        file.write("defaults: {audience: public}\n")
    (book / "causes/does-not-print/toner-empty.yml").write_text(text, "utf-8")
    assert findings_of(book) == []


@pytest.mark.parametrize(
    "path", sorted((ROOT / "docs").glob("*.md")), ids=lambda path: path.stem
)
def test_what_the_manual_names_is_there(path):
    text = path.read_text("utf-8")
    links = re.findall(r"\]\((?!https?:)([^)#]+)[^)]*\)", text)
    assert [link for link in links if not (path.parent / link).exists()] == []
    codes = set(re.findall(r"\b[A-Z]\d{3}\b", text))
    assert codes - set(CODES) == set()
    for block in re.findall(r"^```json\n(.*?)^```", text, re.S | re.M):
        json.loads(block)
