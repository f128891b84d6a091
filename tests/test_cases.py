"""Pastes with a known cause are read where they are needed, and never published."""

from pathlib import Path

import pytest
from causebook.load import load, load_cases
from causebook.model import Audience
from causebook.pipeline import findings_of, generate
from causebook.project import check
from causebook.render import Options

ROOT = Path(__file__).parents[1]
CASES = """kind: cases
cases:
- {id: d1, evidence: zebrafish in tray two, cause: out-of-paper, found: quagga in the tray}
"""


@pytest.fixture
def with_cases(book):
    """The starter book with a case."""
    room = book / "causes" / "does-not-print" / "cases"
    room.mkdir()
    (room / "desk.yml").write_text(CASES, "utf-8")
    return book


@pytest.mark.parametrize("audience", Audience)
def test_nothing_of_a_case_is_in_what_an_audience_gets(audience, with_cases):
    assert check(with_cases, cases=True).findings == ()
    files = generate(check(with_cases), Options(audience)).files
    assert len(files) > 20
    texts = [
        text if isinstance(text, str) else text.decode("latin-1")
        for text in files.values()
    ]
    assert [text for text in texts if "zebrafish" in text or "quagga" in text] == []


def test_cases_are_read_on_demand_only(with_cases):
    (with_cases / "causes" / "does-not-print" / "cases" / "bad.yml").write_text(
        "kind: cases\n"
    )
    assert check(with_cases).findings == ()
    assert [finding.code for finding in check(with_cases, cases=True).findings] == [
        "S002"
    ]
    assert all(
        "/cases/" not in file.path for file in load(with_cases / "causes").files
    )
    assert [file.path for file in load_cases(with_cases / "causes").files] == [
        "causes/does-not-print/cases/desk.yml"
    ]


def test_the_command_checks_cases(with_cases, run):
    text = CASES.replace("out-of-paper", "out-of-papre")
    (with_cases / "causes" / "does-not-print" / "cases" / "desk.yml").write_text(
        text, "utf-8"
    )
    done = run("check", cwd=with_cases)
    assert (done.returncode, done.stdout.count("\n")) == (1, 1)
    assert "desk.yml:3:52: L001" in done.stdout


def test_what_only_measures_is_not_learned_from():
    learned = {
        path.name for path in (ROOT / "causes" / "http-401" / "cases").glob("*.yml")
    }
    measuring = {path.name for path in (ROOT / "tests" / "cases").glob("*.yml")}
    assert len(learned) > 4
    assert {"real.yml", "held-out-threads.yml"} <= measuring - learned


def test_a_case_of_what_is_internal_is_a_finding_that_says_why(with_cases):
    cause = with_cases / "causes/does-not-print/out-of-paper.yml"
    cause.write_text(
        cause.read_text("utf-8").replace("audience: public", "audience: internal")
    )
    [found] = [one for one in findings_of(with_cases) if "/cases/" in one.path]
    named, why = (
        "the internal cause “out-of-paper”",
        "the words of cases are learned and published",
    )
    assert (found.code, found.message) == ("L005", f"a case names {named}, and {why}")
