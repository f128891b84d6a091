"""Runbooks become drafts: what stands where, that drafts pass check, and that no word is lost."""

from pathlib import Path

import pytest
from causebook.cli.headings import place_of
from causebook.cli.runbook_entries import Known
from causebook.cli.runbooks import drafts, said_in
from causebook.load.written import as_yaml
from causebook.pipeline import findings_of
from causebook.project import check
from hypothesis import given, settings
from hypothesis import strategies as st

ROOM = "causes/does-not-print"
KNOWN = Known("family", "look", "here", "reader")
CLASSIC = """---
title: Fuser too hot
owner: print-room
---
# The fuser is too hot

The fuser melts the toner into the paper.

## Symptoms

- The panel says `E-50: fuser overheated`
- Pages come out curled.
  They smell, too.

## Root cause

The fan of the fuser is blocked by <b>dust</b>, see ![the fan](images/fan.png).

## Resolution

Before you begin:

- have a cloth
- have time

1. Switch it off:
   ```bash
   snmpset printer off
   ```
2. Clean the fan. *Never* with water.

```
snmpset printer on
```

## Verification

The panel says `Ready`.

## Escalation

Call the maker after the third time.

## See also

- [The manual](https://example.com/fuser#hot)
- [Ours](../other.md)
"""
PROMETHEUS = """# PrinterQueueFull

## Meaning

More than 100 jobs wait. They wait for a reason.

## Impact

Nobody can print.

## Diagnosis

- See `lpstat -o`.

## Mitigation

Delete old jobs.
"""
KCS = """# Cannot log in to the portal

**Issue**

Users see "Error 5012" after the password.

**Environment**

Portal 4.2

**Resolution**

Raise the limit.
"""


def entries(text: str, name: str = "runbook.md") -> dict[str, dict]:
    """The entries of one draft, by what they are."""
    [draft] = drafts(text, name, KNOWN)
    kinds = {entry["kind"]: entry for entry in draft.files.values()}
    return kinds | {"symptoms": kinds["symptoms"]["symptoms"]}


def bring(book: Path, run, text: str, *words: str):
    (book.parent / "runbook.md").write_text(text, "utf-8")
    return run("import", "../runbook.md", *words, cwd=book)


def test_symptoms_cause_and_resolution_find_their_places():
    found = entries(CLASSIC)
    cause, fix, signs = found["cause"], found["fix"], found["symptoms"]
    assert cause["title"] == "The fuser is too hot"
    assert cause["summary"] == "The fuser melts the toner into the paper."
    assert "blocked by `<b>`dust`</b>`, see the fan `images/fan.png`." in cause["why"]
    assert cause["sources"] == [
        {"title": "The manual", "url": "https://example.com/fuser#hot"}
    ]
    assert [sign.get("messages") for sign in signs] == [
        ["E-50: fuser overheated"],
        None,
    ]
    assert [step["do"] for step in fix["steps"]] == [
        "Before you begin:\n\n- have a cloth\n- have time",
        "Switch it off:",
        "Clean the fan. *Never* with water.",
    ]
    assert [step.get("commands") for step in fix["steps"]] == [
        None,
        [{"run": "snmpset printer off"}],
        [{"run": "snmpset printer on"}],
    ]
    assert fix["verify"] == {"text": "The panel says `Ready`."}
    notes = "\n".join(note["text"] for note in cause["notes"])
    assert "**Escalation**\n\nCall the maker after the third time." in notes
    assert "owner: print-room" in notes
    assert {entry["audience"] for entry in (cause, fix, *signs, *cause["notes"])} == {
        "internal"
    }


def test_what_the_runbook_does_not_say_is_listed():
    [draft] = drafts(CLASSIC, "runbook.md", KNOWN)
    assert draft.to_say[-1] == "undo"
    [draft] = drafts(PROMETHEUS, "runbook.md", KNOWN)
    assert draft.to_say[-4:] == ["symptoms", "why", "verify", "undo"]


def test_an_alert_is_known_by_its_name_and_looks_change_nothing():
    found = entries(PROMETHEUS)
    assert found["symptoms"][0]["messages"] == ["PrinterQueueFull"]
    assert found["cause"]["why"].endswith("**Impact**\n\nNobody can print.")
    steps = found["fix"]["steps"]
    assert [(step["id"], step.get("safety")) for step in steps] == [
        ("look-1", "read-only"),
        ("step-1", None),
    ]


def test_bold_lines_are_headings_where_they_say_what_follows():
    found = entries(KCS)
    assert (
        found["symptoms"][0]["title"] == 'Users see "Error 5012" after the password.'
    )
    assert found["fix"]["steps"][0]["do"] == "Raise the limit."
    assert "Portal 4.2" in str(found["cause"])


def test_a_file_of_several_problems_is_several_causes():
    text = "# Help\n\nRead it.\n\n" + "".join(
        f"## {name}\n\n### Symptoms\n\nIt {name}s.\n\n### Fix\n\nStop it.\n\n"
        for name in ("jam", "hum")
    )
    found = drafts(text, "help.md", KNOWN)
    assert [draft.cause_id for draft in found] == ["jam", "hum"]
    assert "Read it." in str(found[0].files)


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("Root Cause", "cause"),
        ("2. Diagnostic Steps", "fix"),
        ("How to verify", "check"),
        ("Roll out a fix of the new release train", ""),
        ("Escalation", ""),
    ],
)
def test_a_heading_says_what_follows_or_something_of_its_own(title, place):
    assert place_of(title) == place


@pytest.mark.parametrize("text", [CLASSIC, PROMETHEUS, KCS])
def test_drafts_pass_check_and_their_message_leads_to_them(text, book, run):
    done = bring(book, run, text)
    assert done.returncode == 0, done.stderr
    assert "still to be said" in done.stderr
    path = Path(done.stdout.strip())
    assert path.is_file()
    assert findings_of(book) == []
    symptoms = next(
        s for s in check(book).book.sections[0].symptoms if s.id.startswith(path.stem)
    )
    if symptoms.messages:
        (book.parent / "paste.txt").write_text(symptoms.messages[0], "utf-8")
        told = run(
            "diagnose", "../paste.txt", "--audience", "internal", "--json", cwd=book
        ).stdout
        assert f'"{path.stem}"' in told


def test_what_is_still_to_be_said_is_a_finding_once_the_draft_is_public(book, run):
    path = Path(bring(book, run, PROMETHEUS).stdout.strip())
    for file in (book / "causes").rglob("printer-queue-full*.yml"):
        text = file.read_text("utf-8")
        file.write_text(
            text.replace("audience: internal\nsummary", "audience: public\nsummary")
        )
    found = [one for one in check(book).findings if one.code == "L014"]
    assert [one.message[:28] for one in found if one.path.endswith(path.name)] == [
        "Still to be said by a person"
    ]


def test_nothing_that_is_there_is_touched(book, run):
    assert bring(book, run, CLASSIC).returncode == 0
    before = {path: path.read_bytes() for path in (book / "causes").rglob("*.yml")}
    done = bring(book, run, CLASSIC.replace("dust", "sand"))
    assert (done.returncode, "nothing was written" in done.stderr) == (2, True)
    assert {
        path: path.read_bytes() for path in (book / "causes").rglob("*.yml")
    } == before


def test_what_is_no_runbook_is_passed_over_and_said(book, run):
    done = bring(book, run, "# A poem\n\nRoses.\n")
    assert (done.returncode, done.stdout) == (0, "")
    assert "passed over; no heading such as Symptoms" in done.stderr


def test_a_folder_of_runbooks_of_one_title_gives_each_its_own_id(book, run, tmp_path):
    for name in ("a", "b"):
        (tmp_path / "books" / name).mkdir(parents=True)
        (tmp_path / "books" / name / "x.md").write_text(PROMETHEUS, "utf-8")
    done = run("import", str(tmp_path / "books"), cwd=book)
    assert [Path(line).stem for line in done.stdout.split()] == [
        "printer-queue-full",
        "printer-queue-full-2",
    ]
    assert findings_of(book) == []


HEADINGS = [
    "Symptoms",
    "Root Cause",
    "Resolution",
    "Diagnosis",
    "Notes",
    "Verification",
    "Rollback",
]
WORD = st.text("abzÄß7_*`[]()<>&#-+=|~\\.:!{}'\"%$^/ç概要", min_size=1, max_size=12)
LINE = st.lists(WORD, min_size=1, max_size=8).map(" ".join)
BLOCK = st.one_of(
    LINE,
    LINE.map("- {}".format),
    LINE.map("1. {}".format),
    LINE.map("> {}".format),
    LINE.map("    {}".format),
    LINE.map("```sh\n{}\n```".format),
    LINE.map("![{}](a.png)".format),
    LINE.map("[{}](https://example.com/a)".format),
    LINE.map("| {} | b |\n|---|---|\n| c | d |".format),
    st.sampled_from(
        ["---", "<div>raw</div>", "a  \nb", "[r]: https://example.com/r", "* * *"]
    ),
)
SECTION = st.tuples(st.sampled_from(HEADINGS), st.lists(BLOCK, max_size=6)).map(
    lambda pair: "\n\n".join([f"## {pair[0]}", *pair[1]])
)


@settings(max_examples=150, deadline=None)
@given(st.lists(SECTION, min_size=2, max_size=6), LINE)
def test_every_word_of_a_runbook_is_in_its_drafts_and_they_are_of_the_shape_of_entries(
    parts, title
):
    from causebook.load.document import parse_tree
    from causebook.load.shape import shape

    text = "\n\n".join([f"# {title}", *parts]) + "\n"
    found = drafts(text, "runbook.md", KNOWN)
    written = {
        name: as_yaml(entry) for one in found for name, entry in one.files.items()
    }
    kept = said_in("".join(str(one.files) for one in found).replace("\\n", " "))
    assert not found or said_in(text) - kept == set()
    for name, source in written.items():
        tree, findings = parse_tree(source.encode(), name)
        assert findings == []
        entry, wrong = shape(tree, name, Path(name).stem)
        assert (wrong, entry is not None) == ([], True), source


@pytest.mark.parametrize("size", [7_000, 60_000, 300_000])
def test_a_very_long_runbook_is_cut_into_texts_that_may_be(size, book, run):
    long = " ".join(f"word{n}" for n in range(size // 8))
    text = CLASSIC.replace("Clean the fan.", long).replace("Call the maker", long)
    done = bring(book, run, text)
    assert done.returncode == 0
    written = "".join(
        path.read_text("utf-8") for path in (book / ROOM).rglob("the-fuser*.yml")
    )
    assert said_in(text) <= said_in(written)
