"""A review is written into its entry and nothing else; it holds for the text that was read, and no other."""

import re

import pytest
import yaml
from causebook.book.health import health
from causebook.model.reviewed import seal_of, with_valid_seals
from causebook.project import check
from small_book import cause, fix, problem

OWN = "does-not-print"


def edited(book, name, *changes):
    """A file of the starter book, with words of it replaced."""
    file = book / "causes" / OWN / name
    text = file.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text, "utf-8")
    return file


def said_of(book, name):
    """The review of an entry, as the book has it."""
    return check(book).book.by_id[name].reviewed


WHERE = {
    "out-of-paper": "out-of-paper.yml",
    "load-paper": "fixes/load-paper.yml",
    "printer-not-ready": "problem.yml",
    "look-at-the-queue": "problem.yml",
    "panel-says-paper": "symptoms/panel-and-queue.yml",
    "does-not-print": "problem.yml",
}


@pytest.mark.parametrize("name", WHERE)
def test_a_review_is_written_and_nothing_else_changes(name, book, run):
    files = {
        path: path.read_text("utf-8") for path in (book / "causes").rglob("*.yml")
    }
    words = [
        "review",
        name,
        "--by",
        "Ada: “A”",
        "--ran",
        'lpstat "2.4.2", #1',
        "--owner",
        "desk",
    ]
    for _ in range(2):  # a second review takes the place of the first
        done = run(*words, cwd=book)
        assert done.returncode == 0, done.stderr
        found = said_of(book, name)
        assert (found.by, found.ran, bool(found.seal)) == (
            "Ada: “A”",
            'lpstat "2.4.2", #1',
            True,
        )
    changed = [
        path for path, text in files.items() if path.read_text("utf-8") != text
    ]
    assert [path.name for path in changed] == [done.stdout.strip().rpartition("/")[2]]
    before, after = files[changed[0]], changed[0].read_text("utf-8")
    kept = [line for line in before.splitlines() if "reviewed:" not in line]
    assert [line for line in after.splitlines() if "reviewed:" not in line] == kept
    assert len(re.findall("by: ", after)) == 1


EDITS = [
    ("out-of-paper", "out-of-paper.yml", "The printer has", "The printer may have"),
    ("out-of-paper", "out-of-paper.yml", "likelihood: common", "likelihood: rare"),
    ("load-paper", "fixes/load-paper.yml", "title: ", "title: Now "),
]


@pytest.mark.parametrize(("name", "file", "old", "new"), EDITS)
def test_an_entry_that_was_edited_is_no_longer_called_reviewed(
    name, file, old, new, book, run
):
    assert run("review", name, "--by", "Ada", cwd=book).returncode == 0
    other = "printer-offline"
    assert run("review", other, "--by", "Ada", cwd=book).returncode == 0
    edited(book, file, (old, new))
    assert not said_of(book, name).seal
    assert said_of(book, other).seal
    report = health(check(book).book)
    assert re.search(
        rf"1  causes and fixes changed since their review\n +{name}\n", report
    )


def test_a_page_says_whether_it_was_reviewed(book, run):
    run(
        "review",
        "out-of-paper",
        "load-paper",
        "--by",
        "Ada",
        "--ran",
        "lpstat 2.4.2",
        cwd=book,
    )
    edited(book, "fixes/load-paper.yml", ("title: ", "title: Now "))
    assert run("build", cwd=book).returncode == 0
    site = book / "site" / "public" / OWN
    cause_page = (site / "out-of-paper" / "index.html").read_text("utf-8")
    assert re.search(
        r"Reviewed on \d+ \w+ \d{4} by Ada\. What was run: lpstat 2\.4\.2\.",
        cause_page,
    )
    assert "Changed since its review on" in (
        site / "fixes/load-paper/index.html"
    ).read_text("utf-8")
    assert "not yet reviewed" in (
        site / "fixes/resume-the-queue/index.html"
    ).read_text("utf-8")


def test_a_review_by_hand_is_none(book):
    edited(
        book,
        "out-of-paper.yml",
        ("owner: help-desk}", 'owner: help-desk, by: Ada, seal: "0123456789"}'),
    )
    assert not said_of(book, "out-of-paper").seal


def test_the_review_of_a_family_is_not_what_its_problem_says():
    whole = problem()
    family = whole.families[0].model_copy(
        update={
            "reviewed": fix(reviewed={"date": "2026-12-01", "owner": "x"}).reviewed
        }
    )
    assert seal_of(whole) == seal_of(whole.model_copy(update={"families": (family,)}))
    assert seal_of(whole) != seal_of(whole.model_copy(update={"meaning": "Another."}))


def test_what_a_newer_version_adds_with_a_default_breaks_no_seal():
    one = cause("cause")
    assert "notes" not in one.model_dump(exclude_defaults=True)
    assert seal_of(one) == seal_of(one.model_copy(update={"notes": ()}))
    assert with_valid_seals(one) is one


def test_an_entry_that_is_not_there_is_one_line(book, run):
    done = run("review", "out-of-papr", "--by", "Ada", cwd=book)
    assert done.returncode == 2
    assert "there is no entry “out-of-papr”" in done.stderr
    assert yaml.safe_load(
        (book / "causes" / OWN / "out-of-paper.yml").read_text("utf-8")
    )


def test_somebody_answers_for_every_entry(book, run):
    done = run("review", "printer-not-ready", "--by", "Ada", cwd=book)
    assert done.returncode == 2
    assert "say who with --owner" in done.stderr
