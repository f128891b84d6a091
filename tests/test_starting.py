"""What is left of a starting point is found: the texts of templates, and the example's subject."""

import shutil
from pathlib import Path

import pytest
from causebook.cli.new_entries import new_entry
from causebook.diagnosis.headless import Engine
from causebook.diagnosis.knowledge import knowledge
from causebook.load.starting import TEMPLATES
from causebook.pipeline import findings_of
from causebook.project import check

OTHER = "prints-slowly"
KINDS = ["cause", "fix", "symptoms", "messages", "problem"]


@pytest.fixture
def second(book) -> Path:
    """The starter book with a second problem that nobody has filled in."""
    new_entry(book, "problem", OTHER, "")
    return book


def publish(book: Path, problem: str) -> None:
    """Make public what was internal."""
    for path in (book / "causes" / problem).rglob("*.yml"):
        text = path.read_text("utf-8").replace(
            "audience: internal ", "audience: public "
        )
        text = text.split("    evidence_for:")[0]
        path.write_text(
            text.replace("audience: internal\n", "audience: public\n"), "utf-8"
        )


def first(book: Path, paste: str) -> str:
    """The cause that the diagnosis names for a paste."""
    with Engine(knowledge(check(book).book, "internal", ""), None) as engine:
        found = engine.diagnose(paste)
    return found["causes"][0]["id"] if found["causes"] else ""


def message_of(book: Path, entry_id: str) -> str:
    """The message that a new symptom has."""
    return next(
        s for s in check(book).book.sections[1].symptoms if s.id == entry_id
    ).messages[0]


@pytest.mark.parametrize("kind", ["cause", "fix", "symptoms", "messages"])
def test_the_first_entry_of_a_second_problem_leads_to_a_cause_at_once(kind, second):
    name = "cups" if kind == "messages" else "something"
    new_entry(second, kind, name, OTHER)
    assert findings_of(second) == []
    if kind in {"symptoms", "messages"}:
        new_entry(second, "cause", "too-large", OTHER)
        assert findings_of(second) == []
        return
    [cause] = check(second).book.sections[1].causes
    assert first(second, message_of(second, cause.evidence[0].symptom)) == cause.id


def test_each_new_cause_is_found_by_its_own_message(second):
    for name in ("too-large", "too-far"):
        new_entry(second, "cause", name, OTHER)
    for name in ("too-large", "too-far"):
        assert first(second, message_of(second, f"{name}-sign")) == name


@pytest.mark.parametrize(
    ("kind", "name"), [("symptoms", "more"), ("messages", "cups")]
)
def test_a_new_sign_beside_a_cause_leads_to_it(kind, name, second):
    new_entry(second, "cause", "too-large", OTHER)
    new_entry(second, kind, name, OTHER)
    assert findings_of(second) == []
    sign = {"symptoms": "more", "messages": "cups-message"}[kind]
    assert first(second, message_of(second, sign)) == "too-large"


def test_messages_of_one_product_in_two_problems_have_two_ids(second):
    new_entry(second, "cause", "too-large", OTHER)
    new_entry(second, "messages", "cups", OTHER)
    (second / "causes/does-not-print/messages/cups.yml").unlink()
    new_entry(second, "messages", "cups", "does-not-print")
    assert findings_of(second) == []


def test_a_new_cause_may_use_what_is_there(book):
    use = {"symptom": "panel-says-paper", "fix": "load-paper"}
    text = new_entry(book, "cause", "wrong-size", "", use).read_text("utf-8")
    assert "panel-says-paper: usually" in text
    assert "- load-paper" in text
    assert not list((book / "causes/does-not-print").rglob("wrong-size-*"))


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_template_says_is_a_finding_once_everybody_may_read_it(kind, second):
    new_entry(second, "cause", "too-large", OTHER)
    if kind not in {"cause", "problem"}:
        new_entry(second, kind, "cups" if kind == "messages" else "something", OTHER)
    publish(second, OTHER)
    found = {finding for finding in check(second).findings if finding.code == "L014"}
    assert {finding.path for finding in found} == {
        f"causes/{path.relative_to(second / 'causes')}"
        for path in (second / "causes" / OTHER).rglob("*.yml")
    }
    for finding in found:
        line = (
            (second / finding.path).read_text("utf-8").splitlines()[finding.line - 1]
        )
        shown = finding.message.split("“")[1].split("”")[0].rstrip("…")
        assert (
            shown[:30] in line
            or line.endswith("|")
            or shown[:30] in line.replace("\\", "")
        )


def test_the_fix_of_a_new_cause_serves_that_cause_alone(book):
    new_entry(book, "cause", "too-damp", "")
    new_entry(book, "fix", "dry-the-paper", "")
    fixes = book / "causes/does-not-print/fixes"
    assert "causes:" not in (fixes / "too-damp-fix.yml").read_text("utf-8")
    assert "\ncauses: " in (fixes / "dry-the-paper.yml").read_text("utf-8")
    served = [
        cause
        for cause, its in check(book).book.relations.fixes.items()
        if "too-damp-fix" in {fix.id for fix in its}
    ]
    assert served == ["too-damp"]


def test_what_nobody_may_read_yet_may_be_as_the_template_says(second):
    new_entry(second, "cause", "too-large", OTHER)
    assert check(second).findings == ()


def own_problem(book: Path) -> None:
    """A second problem, public and filled in."""
    example = book / "causes/does-not-print"
    shutil.copytree(example, book / "causes" / OTHER)
    for path in (book / "causes" / OTHER).rglob("*"):
        if path.is_file() and path.name != "problem.yml":
            path.unlink()
    problem = book / "causes" / OTHER / "problem.yml"
    text = problem.read_text("utf-8").replace("- id: ", "- id: slow-")
    problem.write_text(
        text.replace("The printer does not print", "It prints slowly"), "utf-8"
    )


def left(book: Path) -> list[str]:
    return [str(one)[:60] for one in findings_of(book) if one.code == "L015"]


def test_the_example_is_one_finding_beside_a_problem_of_ones_own(book):
    assert left(book) == []
    own_problem(book)
    [finding] = [one for one in findings_of(book) if one.code == "L015"]
    assert (finding.path, finding.line) == ("causes/does-not-print/problem.yml", 2)
    assert check(book).findings == ()
    cause = book / "causes/does-not-print/out-of-paper.yml"
    cause.write_text(cause.read_text("utf-8") + "# mine\n", "utf-8")
    assert left(book) == []


def test_without_the_example_what_speaks_of_its_subject_is_found(book):
    own_problem(book)
    shutil.rmtree(book / "causes/does-not-print")
    places = {finding.split(":")[0] for finding in left(book)}
    assert {
        "causes/book.yml",
        "mkdocs.yml",
        "mkdocs.internal.yml",
        "content/index.md",
    } <= places


def test_every_template_tells_what_is_to_be_replaced():
    assert {path.stem for path in TEMPLATES.glob("*.yml")} == {*KINDS, "scenario"}
