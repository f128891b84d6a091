"""The manual does what it says: its commands run one after another, its entries pass check."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from causebook.cli.starters import new_book
from causebook.model.findings import CODES
from causebook.pipeline import findings_of

DOCS = Path(__file__).parents[1] / "docs"
RUN = ("beginning", "import")
"""The pages whose commands are run, each in a folder of its own."""
RUNBOOK = "# PrinterQueueFull\n\n## Meaning\n\nJobs wait.\n\n## Mitigation\n\nDelete old jobs.\n"


def blocks(page: str, language: str) -> list[str]:
    """The blocks of code of a page in a language."""
    text = (DOCS / f"{page}.md").read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.S | re.M)


@pytest.mark.parametrize("page", RUN)
def test_the_commands_of_a_page_run_one_after_another(page, tmp_path):
    folder = tmp_path
    if page != "beginning":
        folder = tmp_path / "book"
        new_book(folder)
        (folder / "runbooks").mkdir()
        (folder / "runbooks/queue.md").write_text(RUNBOOK, "utf-8")
    script = "\n".join(blocks(page, "bash"))
    whole = f'set -e\ncausebook() {{ {sys.executable} -m causebook "$@"; }}\n{script}'
    done = subprocess.run(
        ["sh", "-c", whole], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    if page == "beginning":
        assert "Likely: Big pictures." in done.stdout


def test_the_short_cause_of_the_manual_passes_check(book):
    [text] = blocks("beginning", "yaml")
    with (book / "causes/book.yml").open("a", encoding="utf-8") as file:
        file.write("defaults: {audience: public}\n")
    (book / "causes/does-not-print/toner-empty.yml").write_text(text, "utf-8")
    assert findings_of(book) == []


@pytest.mark.parametrize("path", sorted(DOCS.glob("*.md")), ids=lambda path: path.stem)
def test_what_the_manual_names_is_there(path):
    text = path.read_text("utf-8")
    links = re.findall(r"\]\((?!https?:)([^)#]+)[^)]*\)", text)
    assert [link for link in links if not (path.parent / link).exists()] == []
    codes = set(re.findall(r"\b[A-Z]\d{3}\b", text))
    assert codes - set(CODES) == set()
    for block in re.findall(r"^```json\n(.*?)^```", text, re.S | re.M):
        json.loads(block)
