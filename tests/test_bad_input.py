"""Bad input gets the right code at the right place, and nothing else happens.

A case file has a path, a line of dashes, the file, a line of dashes, and the findings. Further files of
a case follow the first, each behind a line `==== path`; a line `==== - path` takes a file away.
"""

import os
from pathlib import Path

import pytest
from causebook.check import patterns
from causebook.load.document import parse_tree
from causebook.model.findings import CODES
from causebook.project import check

CASES = sorted((Path(__file__).parent / "cases" / "bad").glob("*.case"))
CAUSE = b"kind: cause\ntitle: A cause\n"


def parts(case: Path) -> tuple[str, str, list[str]]:
    path, rest = case.read_text("utf-8").split("\n----\n", 1)
    text, findings = rest.rsplit("----\n", 1)
    return path, text, findings.splitlines()


def files(case: Path) -> dict[str, str | None]:
    """The files of a case by path; None for one that is taken away."""
    path, text, _ = parts(case)
    found: dict[str, str | None] = {path: ""}
    for line in text.splitlines(keepends=True):
        if line.startswith("==== - "):
            found[line[7:].strip()] = None
        elif line.startswith("==== "):
            path = line[5:].strip()
            found[path] = ""
        else:
            found[path] = (found[path] or "") + line
    return found


def write(case: Path, book: Path) -> None:
    """Put the files of a case into a book."""
    for path, text in files(case).items():
        target = book / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink() if text is None else target.write_text(text, "utf-8")


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_bad_input(case, book, monkeypatch):
    monkeypatch.setattr(patterns, "_SECONDS", 2.0)  # for ever is as long after two
    *_, expected = parts(case)
    write(case, book)
    found = [str(finding) for finding in check(book, cases=True).findings]
    assert found == expected
    assert expected


EXTREMES = {
    "100,000 open brackets": (b"[" * 100_000, "1:1001: Y006"),
    "100,000 open braces": (b"{a: " * 100_000, "1:"),
    "100,000 nested keys": (
        b"".join(b" " * n + b"a:\n" for n in range(1300)),
        "64:64: Y006",
    ),
    "two megabytes": (CAUSE + b"# " + b"x" * 2_000_000, "0:0: Y007"),
    "UTF-16": ("kind: cause\n".encode("utf-16"), "1:1: Y008"),
    "Latin-1": (CAUSE + "summary: für\n".encode("latin-1"), "3:11: Y008"),
    "a broken sequence": (CAUSE + b"summary: \xc3\x28\n", "3:10: Y008"),
    "a null byte": (CAUSE + b"summary: a\0b\n", "3:11: Y010"),
    "a null byte behind wide letters": (
        CAUSE + "summary: für 概要\0\n".encode(),
        "3:16: Y010",
    ),
    "only null bytes": (b"\0" * 1000, "1:1: Y010"),
    "a program": (bytes(range(256)) * 10, "2:118: Y008"),
    "one line of a megabyte": (b"kind: cause\ntitle: " + b"x" * 900_000, "2:8: S006"),
    "100,000 keys": (
        b"kind: cause\n" + b"".join(b"k%d: v\n" % n for n in range(60_000)),
        "2001:1: Y007",
    ),
    "a long line of quotes": (b'"' * 500_001, "1:"),
    "a long list of dashes": (b"- " * 100_000, "1:129: Y006"),
    "Windows line ends and an unknown key": (
        CAUSE.replace(b"\n", b"\r\n") + b"titel: x\r\n",
        "3:1: S001",
    ),
    "a byte order mark and an unknown key": (
        b"\xef\xbb\xbf" + CAUSE + b"titel: x\n",
        "3:1: S001",
    ),
}


@pytest.mark.parametrize("name", EXTREMES)
def test_extreme_input_is_refused_without_a_traceback_or_a_hang(name, book, run):
    data, expected = EXTREMES[name]
    (book / "causes" / "does-not-print" / "new-cause.yml").write_bytes(data)
    done = run("check", cwd=book, timeout=60)
    assert done.returncode == 1
    assert f"new-cause.yml:{expected}" in done.stdout, done.stdout[:500]
    assert "Traceback" not in done.stderr
    assert all(line.isprintable() for line in done.stdout.splitlines())


def test_links_and_unreadable_files_are_findings(book, run):
    room = book / "causes" / "does-not-print"
    (room / "linked.yml").symlink_to("/etc/passwd")
    (room / "loop.yml").symlink_to("loop.yml")
    (book / "content" / "linked.md").symlink_to("/etc/passwd")
    (room / "folder.yml").mkdir()
    done = run("check", cwd=book)
    assert done.returncode == 1
    assert [line.split(" ")[:2] for line in done.stdout.splitlines()] == [
        ["causes/does-not-print/linked.yml:0:0:", "Y013"],
        ["causes/does-not-print/loop.yml:0:0:", "Y013"],
        ["content/linked.md:0:0:", "C004"],
    ]


def test_all_findings_of_all_files_come_in_one_run(book):
    for case in CASES:
        path, text, _ = parts(case)
        if path.startswith("causes/does-not-print/new"):
            (
                book / "causes" / "does-not-print" / f"{case.stem.lower()}.yml"
            ).write_text(text, "utf-8")
    found = check(book).findings
    assert len({finding.path for finding in found}) > 100
    assert list(found) == sorted(found)


def test_every_code_has_a_case():
    shown = {line.split(": ", 1)[1][:4] for case in CASES for line in parts(case)[2]}
    elsewhere = {
        "Y006",
        "Y007",
        "Y008",
        "Y013",
        "V001",
        "V002",
        "L015",
        "V004",
        "W001",
        "W002",
        "M001",
        "M002",
        "M003",
        "M004",
    }
    assert elsewhere.isdisjoint(shown), "an exemption that is no longer needed"
    style = {code for code in CODES if code.startswith("E")}
    assert set(CODES) - style - shown == elsewhere


def test_findings_are_one_line_even_for_hostile_names(book, run):
    name = "evil\x1b[31m\nname.yml"
    (book / "causes" / "does-not-print" / name).write_text("kind: cause\n")
    done = run("check", cwd=book)
    assert done.returncode == 1
    assert "\x1b" not in done.stdout
    assert all(":" in line for line in done.stdout.splitlines())


def test_findings_come_as_json_and_as_annotations(book, run):
    import json

    (book / "causes" / "does-not-print" / "new-cause.yml").write_text(
        "kind: cause\ntitel: 100%\n"
    )
    found = json.loads(run("check", "--format", "json", cwd=book).stdout)
    assert {"path", "line", "col", "code", "message", "hint"} == set(found[0])
    lines = run("check", "--format", "github", cwd=book).stdout.splitlines()
    assert (
        "::error file=causes/does-not-print/new-cause.yml,line=2,col=1,title=S001::unknown key “titel”"
        " (did you mean “title”?)" in lines
    )


def test_bad_input_leaves_the_old_site_alone(built, run):
    before = {path: path.stat().st_mtime_ns for path in (built / "site").rglob("*")}
    (built / "causes" / "does-not-print" / "new-cause.yml").write_bytes(b"[" * 1000)
    done = run("build", cwd=built)
    assert done.returncode == 1
    assert "nothing was written" in done.stderr
    assert {
        path: path.stat().st_mtime_ns for path in (built / "site").rglob("*")
    } == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_rights_is_a_finding(book, run):
    path = book / "causes" / "does-not-print" / "out-of-paper.yml"
    path.chmod(0)
    assert "Y013 cannot be read" in run("check", cwd=book).stdout


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("title: Tray #5 is empty", "#5 is empty"),
        ("title: C #sharp", "#sharp"),
        ("- [a #1]", "#1]"),
        ("title: Tray #5\r", "#5"),
        ("title: für #été", "#été"),
        ("title: one\n  two #3", "#3"),
    ],
)
def test_a_text_that_a_number_sign_cuts_short_is_a_finding(line, rest):
    _, found = parse_tree(line.encode(), "new.yml")
    assert any(f.code == "Y015" and f"“{rest}”" in f.message for f in found)


@pytest.mark.parametrize(
    "line",
    [
        "title: Tray # 5",
        "title: 'Tray #5'",
        'title: "Tray #5"  # five',
        "title: Tray#5",
        "#title: Tray",
        "title: |\n  Tray #5",
        "title: Tray ## 5",
        "title: Tray #",
        "title: #5",
    ],
)
def test_a_comment_or_a_quoted_number_sign_is_no_finding(line):
    assert "Y015" not in {
        finding.code for finding in parse_tree(line.encode(), "new.yml")[1]
    }
