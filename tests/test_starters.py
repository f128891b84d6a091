"""Starting points: what `init --with-reading` writes works; the reference has its place."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from causebook.cli.new_entries import new_entry
from causebook.cli.starters import Unusable, new_book
from causebook.diagnosis.headless import ENGINE, Engine
from causebook.diagnosis.knowledge import knowledge
from causebook.model.author_reference import MARKERS, reference, updated
from causebook.project import check

ROOT = Path(__file__).parents[1]
TERMINAL = "$ lpstat -d -o\nsystem default destination: Office\n"
JOB = "{}-17                 ann              1024   Mon 02 Mar 2026 10:11:12\n"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A starter book with modules that read a paste."""
    new_book(tmp_path / "book", with_reading=True)
    return tmp_path / "book"


def test_a_book_with_reading_passes_check_and_builds_for_both_audiences(
    tmp_path, run
):
    assert run("init", "printers", "--with-reading", cwd=tmp_path).returncode == 0
    folder = tmp_path / "printers"
    done = run("check", cwd=folder)
    assert (done.returncode, done.stdout) == (0, "")
    for audience in ("public", "internal"):
        done = run("build", "--audience", audience, cwd=folder)
        assert done.returncode == 0, done.stderr
        script = folder / "site" / audience / "assets/causebook/diagnose.js"
        assert "job-at-another-printer" in script.read_text("utf-8")


def test_every_command_of_the_books_own_manual_runs(tmp_path, run):
    assert run("init", "book", cwd=tmp_path).returncode == 0
    folder = tmp_path / "book"
    manual = (folder / "causes/README.md").read_text("utf-8")
    lines = "\n".join(re.findall(r"```bash\n(.*?)```", manual, re.S)).splitlines()
    commands = [line.split("  #")[0].strip() for line in lines]
    commands = [
        line for line in commands if line and not line.startswith("causebook serve")
    ]
    assert len(commands) == 6
    shell = f'set -e; causebook() {{ {sys.executable} -m causebook "$@"; }}; '
    for command in commands:
        done = subprocess.run(
            ["sh", "-c", shell + command],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, (command, done.stderr)
        if "diagnose" in command:
            assert done.stdout.startswith("Likely: Greylisted.")
    assert run("check", cwd=folder).stdout == ""


def test_a_book_whose_example_is_deleted_as_its_manual_says_is_ones_own(
    tmp_path, run
):
    folder = tmp_path / "book"
    assert run("init", "book", cwd=tmp_path).returncode == 0
    run("new", "problem", "late", cwd=folder)
    run("new", "cause", "greylisted", "--problem", "late", cwd=folder)
    shutil.rmtree(folder / "causes/does-not-print")
    (folder / "causes/platforms.yml").unlink()
    book = folder / "causes/book.yml"
    book.write_text(re.sub(r"    start: .*\n", "", book.read_text("utf-8")), "utf-8")
    site = folder / "mkdocs.yml"
    text = re.sub(
        r"  - It does not print:\n(      .*\n)*", "", site.read_text("utf-8")
    )
    site.write_text(text.replace("  - Platforms: platforms/index.md\n", ""), "utf-8")
    assert run("check", cwd=folder).stdout == ""
    assert run("build", "--audience", "internal", cwd=folder).returncode == 0


def test_a_folder_that_is_not_empty_keeps_all_that_it_has(tmp_path, run):
    mine = {
        "README.md": "mine",
        ".gitignore": "/out/\n",
        "build/out.o": "x",
        "src/a.c": "int a;",
    }
    for name, text in mine.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    done = run("init", ".", cwd=tmp_path)
    assert (done.returncode, ".gitignore stays as it is" in done.stderr) == (0, True)
    assert {name: (tmp_path / name).read_text("utf-8") for name in mine} == mine
    assert run("build", cwd=tmp_path).returncode == 0
    assert {name: (tmp_path / name).read_text("utf-8") for name in mine} == mine


@pytest.mark.parametrize(
    "name", ["causes", "content", "mkdocs.internal.yml", "site_overrides"]
)
def test_what_would_be_overwritten_is_named_with_another_place(name, tmp_path, run):
    (tmp_path / name).mkdir()
    done = run("init", ".", cwd=tmp_path)
    assert done.returncode == 2
    assert (
        f"has {name} already; nothing was written. Name another folder" in done.stderr
    )
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(
    ("paste", "states"),
    [
        (TERMINAL + JOB.format("Hall"), {"job-at-another-printer": "present"}),
        (TERMINAL + JOB.format("Office"), {"job-at-another-printer": "absent"}),
        (TERMINAL, {}),
        (JOB.format("Hall"), {}),
        (
            TERMINAL.splitlines()[1] + "\n" + JOB.format("Hall"),
            {"job-at-another-printer": "present"},
        ),
        (
            "E [02/Mar/2026:10:11:12 +0100] STATE: +media-empty",
            {"log-says-out-of-paper": "present"},
        ),
        ("somebody wrote media-empty to me", {}),
    ],
)
def test_the_starters_reading_tells_facets_apart_and_compares_lines(
    paste, states, book
):
    checked = check(book)
    with Engine(knowledge(checked.book, "internal", ""), checked.reading) as engine:
        symptoms = engine.diagnose(paste)["symptoms"]
    assert {symptom["id"]: symptom["state"] for symptom in symptoms} == states


@pytest.mark.parametrize(
    ("paste", "cause"),
    [
        (TERMINAL + JOB.format("Hall"), "sent-to-another-printer"),
        (
            "$ lpstat -p\nprinter Office disabled since Mon 02 Mar 2026",
            "queue-paused",
        ),
    ],
)
def test_the_starter_with_reading_leads_to_the_cause(paste, cause, book):
    checked = check(book)
    with Engine(knowledge(checked.book, "internal", ""), checked.reading) as engine:
        assert engine.diagnose(paste)["causes"][0]["id"] == cause


def test_every_example_of_the_chapter_about_the_conversation_is_part_of_the_starter(
    book,
):
    manual = (ROOT / "causes" / "README.md").read_text("utf-8")
    chapter = manual.split("## The conversation\n")[1].split("\n## ")[0]
    examples = re.findall(r"```yaml\n(.*?)```", chapter, re.S)
    files = [path.read_text("utf-8") for path in (book / "causes").rglob("*.yml")]
    assert len(examples) > 5
    assert [one for one in examples if not any(one in text for text in files)] == []


def test_the_starter_asks_its_choice_and_an_answer_leads_to_the_cause(book):
    checked = check(book)
    with Engine(knowledge(checked.book, "internal", ""), checked.reading) as engine:
        said = {"queue-says-disabled": False}
        asked = engine.diagnose("nothing comes out", "user", said)["question"]
        assert asked["choice"] == "what-happened-before"
        told = engine.diagnose(
            "nothing comes out", "user", {**said, "paper-was-jammed": True}
        )
    assert told["causes"][0]["id"] == "paper-still-in-the-path"


@pytest.mark.parametrize("name", ["read", "detectors", "secrets"])
def test_each_module_of_the_starter_says_why_it_is_there_and_what_it_must_not(
    name, book
):
    text = (book / "causes" / "reading" / f"{name}.mjs").read_text("utf-8")
    assert text.startswith("// Why: ")
    assert "must not" in text.split("\nexport ")[0]


def test_the_types_that_the_modules_are_written_against_stand_beside_them(book):
    written = {path.name for path in (book / "causes" / "reading").glob("*.d.ts")}
    assert written == {path.name for path in ENGINE.glob("*.d.ts")}


BEGIN, END = MARKERS


def test_the_reference_stands_between_its_markers_and_what_is_around_stays():
    text = updated(f"before\n{BEGIN}\nold\n{END}\nafter\n")
    assert text == f"before\n{BEGIN}\n\n{reference()}\n{END}\nafter\n"
    assert updated(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        f"{BEGIN}\n",
        f"{END}\n",
        f"{END}\n{BEGIN}\n",
        f"{BEGIN}\n{BEGIN}\n{END}\n",
        f"{BEGIN}\n{END}\n{END}\n",
        f"{BEGIN}\n{END}\n{BEGIN}\n",
    ],
)
def test_a_text_without_each_marker_once_is_left_alone(text):
    assert updated(text) is None


def test_the_command_writes_the_reference_and_check_only_says_that_it_is_stale(
    tmp_path, run
):
    page = tmp_path / "page.md"
    page.write_text(f"{BEGIN}\n{END}\n", "utf-8")
    done = run("reference", "--check", "page.md", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "page.md is stale; run: causebook reference page.md\n"
    assert page.read_text("utf-8") == f"{BEGIN}\n{END}\n"
    assert run("reference", "page.md", cwd=tmp_path).returncode == 0
    assert "### `kind: cause`" in page.read_text("utf-8")
    assert run("reference", "--check", "page.md", cwd=tmp_path).returncode == 0
    page.write_text("no markers\n", "utf-8")
    done = run("reference", "page.md", cwd=tmp_path)
    assert done.returncode == 2
    assert BEGIN in done.stderr


def test_new_messages_belong_to_a_platform_and_pass_check(book):
    (book / "causes/does-not-print/messages/cups.yml").unlink()
    path = new_entry(book, "messages", "cups", "")
    text = path.read_text("utf-8")
    assert path == book / "causes/does-not-print/messages/cups.yml"
    assert "platform: cups\n" in text
    assert "title: CUPS prints" in text
    assert "<" not in text
    assert check(book).findings == ()


@pytest.mark.parametrize(
    ("platform", "says"),
    [("cup", "did you mean “cups”?"), ("winspool", "add it to causes/platforms.yml")],
)
def test_messages_of_an_unknown_platform_are_refused(platform, says, book):
    with pytest.raises(
        Unusable, match=f"there is no platform “{platform}”: {re.escape(says)}"
    ):
        new_entry(book, "messages", platform, "")


def test_new_messages_imply_a_general_symptom_even_where_there_are_only_messages(
    book,
):
    (book / "causes/does-not-print/messages/aaa.yml").write_text(
        (book / "causes/does-not-print/messages/cups.yml").read_text("utf-8"), "utf-8"
    )
    (book / "causes/does-not-print/messages/cups.yml").unlink()
    text = new_entry(book, "messages", "cups", "").read_text("utf-8")
    assert "implies: [cups-printer-disabled]" not in text
