"""What is said once: `defaults` of a book, of a folder and of a file, and the names of files."""

import json
from pathlib import Path

import pytest
from causebook.load import load
from causebook.model import Audience
from causebook.pipeline import findings_of, generate
from causebook.project import check
from causebook.render import Options

ROOM = "does-not-print"
CAUSE = """kind: cause
title: The toner is empty
family: printer-not-ready
summary: The printer has the job and no toner to print it with.
likelihood: occasional
place: printer
responsible: reader
evidence: {panel-says-paper: never, others-can-print: never}
why: The drum gets no more powder, and the printer stops before pages come out blank.
fixes: [load-paper]
"""
NEEDED = "audience: public"


@pytest.fixture
def causes(book) -> Path:
    return book / "causes"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def give(causes: Path, file: str, defaults: str) -> None:
    with (causes / file).open("a", encoding="utf-8") as end:
        end.write(f"defaults: {{{defaults}}}\n")


def entry(causes: Path, entry_id: str):
    """An entry of its own file as it was read."""
    [found] = [
        f.entry for f in load(causes).files if getattr(f.entry, "id", "") == entry_id
    ]
    return found


def test_a_whole_cause_of_ten_lines_passes_check_and_is_published(book, causes):
    give(causes, "book.yml", NEEDED)
    (causes / ROOM / "toner-empty.yml").write_text(CAUSE, "utf-8")
    assert CAUSE.count("\n") == 10
    assert findings_of(book) == []
    assert (
        f"{ROOM}/toner-empty.md"
        in generate(check(book), Options(Audience.PUBLIC)).files
    )


def test_without_defaults_the_audience_is_asked_for(book, causes):
    (causes / ROOM / "toner-empty.yml").write_text(CAUSE, "utf-8")
    [finding] = findings_of(book)
    assert (finding.code, finding.message) == ("S002", "key “audience” is missing")


def test_a_book_without_a_word_about_audiences_is_what_its_defaults_say(book, causes):
    give(causes, "book.yml", NEEDED)
    before = check(book).book
    for path in (causes / ROOM).rglob("*.yml"):
        path.write_text(
            "".join(line for line in path.open() if line.strip() != NEEDED),
            encoding="utf-8",
        )
    assert findings_of(book) == []
    assert check(book).book.sections == before.sections


def test_the_nearer_defaults_count(causes):
    give(causes, "book.yml", "audience: public, owner: docs, reviewed: 2026-01-31")
    give(causes, f"{ROOM}/problem.yml", "owner: print-room")
    edit(
        causes / ROOM / "queue-paused.yml",
        "reviewed: {date: 2026-11-24, owner: help-desk}\n",
        "",
    )
    edit(causes / ROOM / "out-of-paper.yml", ", owner: help-desk", "")
    dated = {
        name: entry(causes, name).reviewed
        for name in ("queue-paused", "out-of-paper")
    }
    assert {name: (str(one.date), one.owner) for name, one in dated.items()} == {
        "queue-paused": ("2026-01-31", "print-room"),
        "out-of-paper": ("2026-11-24", "print-room"),
    }


def test_entries_of_an_internal_problem_are_internal_whatever_the_book_says(causes):
    give(causes, "book.yml", NEEDED)
    edit(
        causes / ROOM / "problem.yml",
        "audience: public\nsummary",
        "audience: internal\nsummary",
    )
    edit(causes / ROOM / "problem.yml", "    audience: public\n", "")
    edit(causes / ROOM / "queue-paused.yml", "audience: public\n", "")
    assert entry(causes, "queue-paused").audience is Audience.INTERNAL
    families = entry(causes, ROOM).families
    assert {family.audience for family in families} == {Audience.INTERNAL}


def test_a_file_of_symptoms_says_once_what_is_true_of_all(book, causes):
    path = causes / ROOM / "symptoms/panel-and-queue.yml"
    before = load(causes)
    give(causes, path.relative_to(causes), "audience: public, shows_problem: true")
    edit(path, "    audience: public\n", "")
    edit(path, "    shows_problem: true\n", "")
    edit(
        path,
        "    background: occasional\n",
        "    background: occasional\n    shows_problem: false\n",
    )
    edit(causes / ROOM / "messages/cups.yml", "    platform: cups\n", "")
    edit(
        causes / ROOM / "messages/cups.yml",
        "    observation: look-at-the-queue\n",
        "",
    )
    give(causes, f"{ROOM}/messages/cups.yml", "observation: look-at-the-queue")
    assert findings_of(book) == []
    for old, new in zip(before.files, load(causes).files, strict=True):
        assert getattr(new.entry, "symptoms", ()) == getattr(
            old.entry, "symptoms", ()
        )


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        ("audience: publik", "S004"),
        ("owner: Help Desk", "S005"),
        ("likelihood: rare", "S001"),
    ],
)
def test_defaults_that_are_wrong_are_one_finding_and_not_one_for_each_entry(
    broken, code, causes
):
    give(causes, "book.yml", broken)
    edit(causes / ROOM / "queue-paused.yml", "audience: public\n", "")
    [finding] = load(causes).findings
    assert (finding.code, finding.path) == (code, "causes/book.yml")


def test_a_book_file_that_cannot_be_read_hides_what_it_may_give(causes):
    (causes / "book.yml").write_text("kind: [\n", "utf-8")
    edit(causes / ROOM / "queue-paused.yml", "audience: public\n", "")
    assert {finding.path for finding in load(causes).findings} == {"causes/book.yml"}


def test_nothing_of_the_defaults_is_published(book, causes):
    give(causes, "book.yml", "owner: zanzibar-desk")
    for audience in Audience:
        files = generate(check(book), Options(audience)).files
        assert "zanzibar" not in json.dumps(list(map(str, files.values())))


def test_a_preview_reads_a_file_again_when_its_defaults_have_changed(causes):
    known: dict = {}
    give(causes, "book.yml", NEEDED)
    edit(causes / ROOM / "queue-paused.yml", "audience: public\n", "")
    load(causes, known)
    edit(causes / "book.yml", NEEDED, "audience: internal")
    files = {file.path: file.entry for file in load(causes, known).files}
    assert files[f"causes/{ROOM}/queue-paused.yml"].audience is Audience.INTERNAL
