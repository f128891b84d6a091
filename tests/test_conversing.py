"""The diagnosis on the command line: one paste in a conversation, many cases at once."""

import json
import os
import subprocess
from pathlib import Path

import loaded
import pytest
from causebook.cli.replies import Unclear, chosen_of
from causebook.diagnosis.told import Teller
from small_book import book as small

PAUSED = "the print queue is paused"
UNCLEAR = "my colleagues can print"


@pytest.fixture
def diagnose(book):
    """Runs `causebook diagnose …` in the starter book with a text or bytes as standard input."""

    def call(paste: str | bytes, *words: str) -> subprocess.CompletedProcess[str]:
        return loaded.run("causebook", "diagnose", *words, cwd=book, typed=paste)

    return call


@pytest.fixture
def typed(book):
    """Runs `causebook diagnose FILE` with a terminal, on which something is typed; returns what is shown."""

    def call(paste: str, keys: str) -> str:
        (book / "paste.txt").write_text(paste)
        ours, theirs = os.openpty()
        os.write(ours, keys.encode())
        done = loaded.run(
            "causebook", "diagnose", "paste.txt", cwd=book, stdin=theirs, merged=True
        )
        os.close(ours)
        os.close(theirs)
        assert done.returncode == 0, done.stdout
        return done.stdout

    return call


def test_a_paste_gets_verdict_first_step_and_commands(diagnose):
    done = diagnose(PAUSED)
    lines = done.stdout.splitlines()
    assert (done.returncode, lines[0]) == (
        0,
        "Very likely: The print queue is paused.",
    )
    assert "Try this first: Resume the print queue." in lines
    assert "   cupsenable Office" in lines
    assert (
        "Who can do it: you."
        in diagnose(PAUSED, "--role", "user").stdout.splitlines()
    )


def test_the_paste_is_never_printed(diagnose):
    for words in ([], ["--json"]):
        assert (
            "hunter2" not in diagnose(f"{PAUSED}, password: hunter2\n", *words).stdout
        )


def test_the_command_is_that_of_the_product_in_question(diagnose, book):
    fix = book / "causes/does-not-print/fixes/resume-the-queue.yml"
    own = "      - {platform: cups, run: cupsenable Office}\n"
    more = "      - {platform: windows, run: Resume-PrintQueue Office}\n"
    platforms = book / "causes/platforms.yml"
    platforms.write_text(
        platforms.read_text()
        + "  - id: windows\n    title: Windows\n    audience: public\n    summary: Its queue.\n"
    )
    fix.write_text(fix.read_text().replace(own, own + more))
    assert "Resume-PrintQueue" not in diagnose(PAUSED).stdout
    said = diagnose(PAUSED, "--platform", "windows").stdout
    assert ("Resume-PrintQueue" in said, "cupsenable" in said) == (True, False)
    assert "Products: Windows." in said


def test_a_step_is_for_those_who_do_it_and_commands_for_those_who_run_any(
    diagnose, book
):
    fix = book / "causes/does-not-print/fixes/resume-the-queue.yml"
    own = "    do: List the waiting jobs.\n"
    fix.write_text(fix.read_text().replace(own, own + "    roles: [technician]\n"))
    about = book / "causes/book.yml"
    role = "    title: I want to print\n"
    about.write_text(
        about.read_text().replace(role, role + "    runs_commands: false\n")
    )
    theirs, all_of_it = (
        diagnose(PAUSED, "--role", role).stdout for role in ("user", "technician")
    )
    assert "1. Resume the queue" in theirs
    assert ("List the waiting" in theirs, "cupsenable" in theirs) == (False, False)
    assert ("1. List the waiting" in all_of_it, "cupsenable" in all_of_it) == (
        True,
        True,
    )


def test_what_the_reader_cannot_do_is_a_message(diagnose, book):
    for path in (book / "causes/does-not-print").glob("fixes/resume*.yml"):
        path.write_text(
            path.read_text().replace("responsible: reader", "responsible: help-desk")
        )
    cause = book / "causes/does-not-print/queue-paused.yml"
    cause.write_text(cause.read_text() + "message: Please resume the queue.\n")
    said = diagnose(PAUSED, "--role", "user").stdout
    assert "Who can fix it: the help desk" in said
    assert "   Please resume the queue." in said
    assert "cupsenable" not in said


def test_without_a_terminal_the_question_says_how_it_is_answered(diagnose):
    said = diagnose(UNCLEAR).stdout
    assert "Question: Which of these are you doing?" in said
    assert said.splitlines()[-1] == "--role user|technician"
    asked = diagnose(UNCLEAR, "--role", "user").stdout
    assert "Question: " in asked
    option = asked.splitlines()[-1]
    assert option.endswith("=yes|no|unknown")
    answered = diagnose(
        UNCLEAR, "--role", "user", *option.replace("|no|unknown", "").split()
    )
    assert answered.stdout.splitlines()[0] != asked.splitlines()[0]


def test_json_is_the_whole_conclusion_with_the_question(diagnose):
    answer = json.loads(diagnose(UNCLEAR, "--json").stdout)
    assert answer["question"]["kind"] == "role"
    assert {
        "verdict",
        "families",
        "causes",
        "symptoms",
        "next",
        "plan",
        "role",
    } <= answer.keys()
    said = json.loads(
        diagnose(UNCLEAR, "--json", "--answer", "panel-says-paper=YES").stdout
    )
    assert said["verdict"]["cause"] == "out-of-paper"


def test_on_a_terminal_questions_come_one_after_another_and_move_the_verdict(typed):
    said = typed(UNCLEAR, "maybe\n1\ny\n")
    assert "“maybe” is no answer; type a number; d none of these" in said
    assert said.count("Question: ") >= 2
    verdicts = [
        line
        for line in said.splitlines()
        if line.startswith(("Very likely", "Likely"))
    ]
    assert verdicts
    assert "Traceback" not in said


@pytest.mark.parametrize("keys", ["q\n", "\x04"])
def test_on_a_terminal_the_reader_may_end_it(keys, typed):
    assert typed(UNCLEAR, keys).count("Question: ") == 1


def test_at_most_four_questions_are_asked_of_a_reader_who_knows_nothing(typed):
    said = typed("", "d\n" * 20)
    assert 1 <= said.count("Question: ") <= 4


def test_after_the_last_question_nobody_is_sent_to_one():
    step = {"kind": "answer", "sentence": "Answer the question."}
    answer = {"verdict": {"sentence": "It cannot be told."}, "next": step}
    teller = Teller(small())
    said = {**answer, "role": None, "platforms": []}
    assert teller.answer(said) == ["It cannot be told.", "", "Answer the question."]
    assert teller.last(said) == ["It cannot be told."]


YES_NO = {"kind": "yes-no", "symptom": "hot", "ask": "Is it hot?", "why": ""}
CHOICE = {
    "kind": "choice",
    "choice": "state",
    "ask": "How is it?",
    "why": "",
    "options": [{"symptom": "hot", "text": "Hot"}, {"symptom": "wet", "text": "Wet"}],
}
ROLE = {
    "kind": "role",
    "ask": "Who?",
    "why": "",
    "options": [{"id": "user", "title": "I"}, {"id": "boss", "title": "He"}],
}


@pytest.mark.parametrize(
    ("question", "reply", "chosen"),
    [
        (YES_NO, "y", ["hot"]),
        (YES_NO, " Yes \n", ["hot"]),
        (YES_NO, "n", []),
        (YES_NO, "d", None),
        (CHOICE, "2", ["wet"]),
        (CHOICE, "1,2", ["hot", "wet"]),
        (CHOICE, "1 2\n", ["hot", "wet"]),
        (CHOICE, "n", []),
        (CHOICE, "d", None),
        (ROLE, "2", ["boss"]),
        (ROLE, "d", None),
        (ROLE, "n", None),
    ],
)
def test_a_reply_says_what_is_chosen(question, reply, chosen):
    assert chosen_of(question, reply) == chosen


@pytest.mark.parametrize(
    ("question", "reply"),
    [
        (YES_NO, ""),
        (YES_NO, "1"),
        (YES_NO, "perhaps"),
        (CHOICE, ""),
        (CHOICE, "y"),
        (CHOICE, "3"),
        (CHOICE, "0"),
        (CHOICE, "1,x"),
        (CHOICE, "²"),
        (ROLE, "1,2"),
        (ROLE, "user"),
    ],
)
def test_a_reply_that_is_no_answer_is_not_taken_for_one(question, reply):
    with pytest.raises(Unclear):
        chosen_of(question, reply)


@pytest.mark.parametrize(
    ("paste", "words", "code", "said"),
    [
        (
            PAUSED,
            ["--answer", "queue-says-disable=no"],
            2,
            "did you mean “queue-says-disabled”?",
        ),
        (
            PAUSED,
            ["--answer", "others-can-print"],
            2,
            "“others-can-print” is not an answer like",
        ),
        (
            PAUSED,
            ["--answer", "others-can-print=maybe"],
            2,
            "is not an answer like SYMPTOM=yes",
        ),
        (
            PAUSED,
            ["--role", "boss"],
            2,
            "there is no role “boss”; there are: technician, user",
        ),
        (PAUSED, ["--platform", "cupps"], 2, "did you mean “cups”?"),
        (PAUSED, ["nowhere.txt"], 2, "“nowhere.txt”|'nowhere.txt' does not exist"),
        (PAUSED, ["causes"], 2, "is a directory"),
        (PAUSED, ["--audience", "all"], 2, "Invalid value for '--audience'"),
        (b"caf\xe9", [], 2, "standard input:1:4: byte 0xe9 is not UTF-8"),
        (b"x" * 16_000_001, [], 2, "standard input is larger than 16,000,000 bytes"),
        (PAUSED, ["--project", "content"], 1, "is no folder here"),
    ],
)
def test_bad_input_is_one_clear_line(paste, words, code, said, diagnose):
    done = diagnose(paste, *words)
    assert done.returncode == code
    assert any(part in done.stderr for part in said.split("|")), done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


CASES = """\
kind: cases
cases:
  - {id: first, evidence: the print queue is paused, cause: queue-paused}
  - id: asked
    evidence: my colleagues can print
    family: job-not-delivered
    cause: printer-offline
    role: user
    answers: {printer-said-offline: yes}
  - {id: wrong, evidence: out of paper, family: job-not-delivered}
"""
LIST = """\
- {id: other, evidence: the weather is fine, expect: not-here}
- {id: sure, evidence: the print queue is paused, expect: any-but-sure}
- {id: plain, evidence: it does not work, expect-question: plain}
- {id: family, evidence: load paper, cause: printer-not-ready, subcause: no more of it}
"""


@pytest.fixture
def tried(book, run):
    """Writes cases into a file of the starter book and tries them."""

    def call(text: str, *words: str) -> subprocess.CompletedProcess[str]:
        (book / "cases.yml").write_text(text)
        return run("try", "cases.yml", *words, cwd=book)

    return call


def test_cases_are_counted_before_and_after_answers(tried):
    found = json.loads(tried(CASES, "--json").stdout)
    stages = found["after_questions"]
    assert [stage["families"] for stage in stages] == [3, 3, 3, 3]
    assert [stage["causes"] for stage in stages] == [2, 2, 2, 2]
    assert stages[0]["cause_first"] < stages[3]["cause_first"] == 2
    assert stages[3]["fix_of_cause"] == 2
    assert found["said_last"]["very likely"]["cause_right"] >= 1
    assert [line.split(":")[0] for line in found["wrong"]] == ["wrong"]


def test_cases_that_come_out_wrong_are_listed_where_that_is_asked_for(tried):
    assert "wrong: " not in tried(CASES).stdout
    shown = tried(CASES, "--wrong")
    assert shown.returncode == 0
    [line] = [
        line for line in shown.stdout.splitlines() if line.startswith("wrong: ")
    ]
    assert line.startswith("wrong: wrong: job-not-delivered it was; said ")


def test_cases_without_a_cause_say_what_may_be_said_of_them(tried):
    found = json.loads(tried(LIST, "--json").stdout)
    assert (found["expected"], found["as_expected"], found["expected_but_sure"]) == (
        3,
        2,
        1,
    )
    assert found["wrong"] == ["sure: expected any-but-sure, said very likely"]
    assert found["by_family"] == {"printer-not-ready": {"n": 1, "top1": 1, "top3": 1}}


def test_a_reader_who_is_asked_for_what_he_cannot_get_is_counted(tried, book):
    problem = book / "causes/does-not-print/problem.yml"
    panel = "    effort: seconds\n    responsible: reader\n"
    bare = (
        "  - {id: bare, evidence: the printer does nothing, expect-question: plain}\n"
    )
    text = f"kind: cases\ncases:\n{bare}"
    assert (
        json.loads(tried(text, "--json").stdout)["asked_for_what_they_cannot_get"]
        == []
    )
    problem.write_text(
        problem.read_text().replace(panel, panel + "    roles: [technician]\n")
    )
    found = json.loads(tried(text, "--json").stdout)
    [line] = found["asked_for_what_they_cannot_get"]
    assert line.startswith("bare: user was asked for look-at-the-")
    assert found["as_expected"] == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "- {id: a, cause: queue-paused}\n",
            "cases.yml:1:3: S002 a case without “evidence”",
        ),
        (
            "- {id: a, evidence: x}\n",
            "case “a”: no cause is known of it (write `family`",
        ),
        (
            "- {id: a, evidence: x, cause: queue-pause}\n",
            "(did you mean “queue-paused”?)",
        ),
        ("- {id: a, evidence: x, expect: not-her}\n", "(did you mean “not-here”?)"),
        (
            "- {id: a, evidence: x, cause: queue-paused, answers: {others-can-prin: yes}}\n",
            "there is no symptom “others-can-prin” (did you mean “others-can-print”?)",
        ),
        (
            "- {id: a, evidence: x, cause: queue-paused, answers: {others-can-print: perhaps}}\n",
            "the answer to “others-can-print” is “perhaps” (write yes or no",
        ),
        ("cases: none\n", "a list of cases is expected"),
        ("- [\n", "cases.yml:2:1: Y001"),
        ("", "is empty"),
    ],
)
def test_what_is_wrong_with_cases_is_said_at_its_place(text, said, tried):
    done = tried(text)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_files_of_cases_are_tried_together(book, run):
    paths = []
    for n, text in enumerate((CASES, LIST)):
        paths.append(f"{n}.yml")
        Path(book / paths[-1]).write_text(text)
    found = json.loads(run("try", *paths, "--json", cwd=book).stdout)
    assert (found["after_questions"][0]["families"], found["expected"]) == (4, 3)
