"""What check says of entries as a whole, rule by rule: one change to the starter book, its findings."""

import pytest
from causebook.check.entries import check_entries
from causebook.load import load

ROOM = "does-not-print/"
BOOK, PROBLEM = "book.yml", f"{ROOM}problem.yml"
PAPER, PAUSED = f"{ROOM}out-of-paper.yml", f"{ROOM}queue-paused.yml"
OFFLINE = f"{ROOM}printer-offline.yml"
LOAD, CHECK = f"{ROOM}fixes/load-paper.yml", f"{ROOM}fixes/check-power-and-cable.yml"
RESUME = f"{ROOM}fixes/resume-the-queue.yml"
SIGNS = f"{ROOM}symptoms/panel-and-queue.yml"
JAM = f"{ROOM}scenarios/stopped-after-a-jam.yml"
PHRASES = "phrases.yml"


def changed(book, *changes):
    """The findings of the starter book with texts of its files replaced; None makes a new file."""
    for path, old, new in changes:
        file = book / "causes" / path
        file.parent.mkdir(exist_ok=True)
        text = file.read_text("utf-8") if file.exists() else ""
        assert old is None or old in text
        file.write_text(new if old is None else text.replace(old, new, 1), "utf-8")
    return check_entries(load(book / "causes"))


def said(findings):
    """Each finding as a code with what it says and advises."""
    return [f"{one.code} {one.message} ({one.hint})" for one in findings]


def where(findings):
    """Where each finding is."""
    return [
        f"{one.path.removeprefix('causes/')}:{one.line}:{one.col}" for one in findings
    ]


def test_the_starter_book_has_no_findings(book):
    assert changed(book) == ()


ONE = {
    "an entry that is not there, nor one like it": (
        (PAUSED, "[cups]", "[typewriter]"),
        "L001 there is no platform “typewriter” (check the id, or add it to platforms.yml)",
    ),
    "an entry that is not there, but one like it": (
        (PAUSED, "resume-the-queue", "resume-the-queues"),
        "L001 there is no fix “resume-the-queues” (did you mean “resume-the-queue”?)",
    ),
    "a link to nothing": (
        (PAUSED, "why: |\n", "why: |\n  See [it](entry:qqq).\n\n"),
        "L001 there is no entry “qqq” (check the id)",
    ),
    "a party that is not listed": (
        (LOAD, "responsible: reader", "responsible: qqq"),
        "L001 there is no party “qqq” (known: reader, help-desk)",
    ),
    "a facet that is not listed, where words always are": (
        (SIGNS, "- re: \\bqueue", "- in: [words, qqq]\n        re: \\bqueue"),
        "L001 there is no facet “qqq” (known: words)",
    ),
    "a phrase that is not there": (
        (SIGNS, r"can print\b", r"{qqq}\b"),
        r"L001 there is no phrase “qqq” (name it in phrases.yml, or write \{ for a brace)",
    ),
    "an entry that is not there, but one like it of another kind": (
        (PAUSED, "[cups]", "[queue-pausd]"),
        "L001 there is no platform “queue-pausd” (check the id, or add it to platforms.yml)",
    ),
    "an entry of another kind": (
        (PAUSED, "[resume-the-queue]", "[out-of-paper, resume-the-queue]"),
        "L006 “out-of-paper” is a cause (expected a fix)",
    ),
    "an entry of a kind that begins with a vowel": (
        (SIGNS, "observation: look-at-the-panel", "observation: cups"),
        "L006 “cups” is a platform (expected an observation)",
    ),
    "an entry that refers to itself": (
        (PAPER, "cause: queue-paused", "cause: out-of-paper"),
        "L004 “out-of-paper” refers to itself (remove it)",
    ),
    "an internal entry": (
        (CHECK, "audience: public", "audience: internal"),
        (
            "L005 public text refers to the internal fix “check-power-and-cable” "
            "(make this internal too, or refer from the internal entry (`causes`, `evidence_for`))"
        ),
    ),
    "a place that is internal": (
        (BOOK, "title: Print queue", "title: Print queue\n    audience: internal"),
        (
            "L005 public text refers to the internal place “queue” "
            "(make this internal too, or refer from the internal entry (`causes`, `evidence_for`))"
        ),
    ),
}


@pytest.mark.parametrize("name", ONE)
def test_a_reference_that_leads_astray_is_one_finding(name, book):
    change, expected = ONE[name]
    assert said(changed(book, change)) == [expected]


CHOICE = """choices:
  - id: what-it-says
    ask: What does the queue say?
    observation: look-at-the-queue
    options:
      - {symptom: queue-says-disabled, text: Disabled}
      - {symptom: others-can-print, text: Others print}
"""


def test_a_symptom_that_only_a_choice_asks_for_is_recognised(book):
    text = (book / "causes" / SIGNS).read_text("utf-8")
    ask, rest = "    ask: Can others print", "    patterns:\n      - re: \\b(others"
    silent = text[: text.index(ask)] + "    background: occasional\n"
    assert rest in text[text.index(ask) :]
    signs = (SIGNS, text[text.index(ask) :], silent[text.index(ask) :])
    [finding] = changed(book, signs)
    assert finding.message == "nothing recognises “others-can-print”"
    assert changed(book, (PROBLEM, "observations:", CHOICE + "observations:")) == ()


def test_a_public_choice_has_public_answers_and_an_internal_one_any(book):
    text = (book / "causes" / SIGNS).read_text("utf-8")
    hidden = text + (
        "  - id: says-secret\n    title: It says so\n    audience: internal\n"
        "    summary: It does.\n    observation: look-at-the-queue\n"
    )
    choice = CHOICE.replace("others-can-print", "says-secret")
    asked = (PROBLEM, "observations:", choice + "observations:")
    [finding] = changed(book, (SIGNS, None, hidden), asked)
    assert (
        finding.message == "public text refers to the internal symptom “says-secret”"
    )
    assert (
        changed(book, (PROBLEM, "    ask: What", f"    {INTERNAL}\n    ask: What"))
        == ()
    )


def test_a_phrase_that_is_named_is_there(book):
    phrase = (
        "kind: phrases\nphrases:\n  - {id: others, means: others, re: all|many}\n"
    )
    assert (
        changed(book, (PHRASES, None, phrase), (SIGNS, "(others|", "({others}|"))
        == ()
    )


def test_an_id_that_is_a_key_is_found_at_the_key(book):
    [finding] = changed(book, (PAPER, "panel-says-paper:", "panel-says-papers:"))
    assert where([finding]) == [f"{PAPER}:10:3"]


def test_what_goes_wrong_in_many_places_in_the_same_way_is_one_finding(book):
    link = "  See [it](entry:qqq).\n\n"
    changes = [
        (path, "why: |\n", f"why: |\n{link}") for path in (PAPER, PAUSED, OFFLINE)
    ]
    more = [
        (path, "  text: ", "  text: See [it](entry:qqq). ") for path in (LOAD, RESUME)
    ]
    [finding] = changed(book, *changes, *more)
    assert where([finding]) == [f"{LOAD}:14:9"]
    also = (
        f"also causes/{RESUME}:19, causes/{PAPER}:12, causes/{OFFLINE}:12 and 1 more"
    )
    assert finding.hint == f"check the id; {also}"
    [finding] = changed(
        book, (RESUME, " See [it](entry:qqq).", ""), (LOAD, "See", "See")
    )
    assert finding.hint.endswith(f"causes/{PAUSED}:12")


INTERNAL = "audience: internal"


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (OFFLINE, "audience: public", INTERNAL),
        (OFFLINE, "fixes: [check-power-and-cable]", "fixes: [load-paper]"),
    ],
)
def test_what_is_internal_may_be_named_by_what_is_internal_only(path, old, new, book):
    causes = "causes: [printer-offline]\nsteps:"
    start = (BOOK, "start: [queue-paused, printer-offline]", "start: [queue-paused]")
    hidden = (CHECK, "audience: public", INTERNAL)
    assert (
        changed(book, start, hidden, (CHECK, "steps:", causes), (path, old, new))
        == ()
    )


def test_a_role_may_name_a_party_that_is_internal_but_not_start_at_a_cause_that_is(
    book,
):
    party = (BOOK, "title: the help desk", f"title: the help desk\n    {INTERNAL}")
    mine = (OFFLINE, "responsible: help-desk", "responsible: reader")
    assert changed(book, party, mine) == ()
    [finding] = changed(book, (OFFLINE, "audience: public", INTERNAL))
    assert (finding.code, finding.path) == ("L005", f"causes/{BOOK}")


def test_an_internal_note_may_name_what_is_internal(book):
    note = f"notes:\n  - {{{INTERNAL}, text: 'See [it](entry:others).'}}\n"
    other = (f"{ROOM}others.yml", None, (book / "causes" / PAPER).read_text("utf-8"))
    closed = (f"{ROOM}others.yml", "audience: public", INTERNAL)
    assert (
        changed(book, other, closed, (PAPER, "reviewed:", f"{note}reviewed:")) == ()
    )


OTHER = "prints-stripes/problem.yml"
FAMILY = "family: printer-not-ready"


def other_problem(book):
    """The change that adds a second problem, with families and observations of its own."""
    text = (book / "causes" / PROBLEM).read_text("utf-8")
    for name in (
        "printer-not-ready",
        "job-not-delivered",
        "look-at-the-panel",
        "look-at-the-queue",
    ):
        text = text.replace(f"id: {name}", f"id: other-{name}")
    return OTHER, None, text


def test_a_family_belongs_to_one_problem(book):
    other = other_problem(book)
    assert changed(book, other) == ()
    found = changed(book, (PAPER, FAMILY, "family: other-printer-not-ready"))
    assert said(found) == [
        (
            "L009 the family “other-printer-not-ready” belongs to the problem “prints-stripes” "
            "(name a family of this problem, or move the cause)"
        )
    ]


def test_a_family_of_another_problem_is_no_second_finding_where_the_own_problem_is_missing(
    book,
):
    other = other_problem(book)
    cause = (book / "causes" / PAPER).read_text("utf-8")
    found = changed(book, other, ("homeless/lost.yml", None, cause))
    assert [(one.code, one.path) for one in found] == [
        ("L007", "causes/homeless/problem.yml")
    ]


def test_an_id_that_is_taken_is_found_where_it_is_taken_again(book):
    [finding] = changed(book, (SIGNS, "- id: others-can-print", "- id: load-paper"))
    assert finding.message == "id “load-paper” is taken"
    assert finding.hint == f"causes/{LOAD} has it as the id of a fix"
    assert where([finding]) == [f"{SIGNS}:42:9"]


def test_an_alias_that_is_taken_is_found_at_the_alias(book):
    changes = [
        (path, "kind: fix", "kind: fix\naliases: [old, cups]")
        for path in (LOAD, RESUME)
    ]
    found = changed(book, *changes)
    assert sorted(f"{one.line}:{one.col} {one.hint}" for one in found) == [
        f"2:11 causes/{LOAD} has it as an alias",
        "2:16 causes/platforms.yml has it as the id of a platform",
        "2:16 causes/platforms.yml has it as the id of a platform",
    ]


def test_an_alias_is_no_id_that_one_can_refer_to(book):
    alias = (LOAD, "kind: fix", "kind: fix\naliases: [old]")
    [finding] = changed(book, alias, (PAPER, "[load-paper]", "[old, load-paper]"))
    assert finding.code == "L001"


def test_what_was_to_have_an_id_that_is_taken_is_not_missing_as_well(book):
    found = changed(
        book, (SIGNS, "- id: others-can-print", "- id: queue-says-disabled")
    )
    assert [one.code for one in found] == ["L002"]


def test_what_stands_twice_in_a_list_is_not_missing_as_well(book):
    found = changed(book, (BOOK, "- id: cable", "- id: queue"))
    assert [one.code for one in found] == ["L002"]
    found = changed(
        book, (BOOK, "- id: queue\n    title: Cable", "- id: wire\n    title: Cable")
    )
    assert [one.message for one in found] == ["there is no place “cable”"]


def test_a_reference_to_what_an_unread_file_may_have_is_held_back(book):
    found = changed(book, (LOAD, "kind: fix", "kind: fix\ncolour: red"))
    assert [one.code for one in found] == ["S001"]
    found = changed(book, (PAPER, "[load-paper]", "[load-papers]"))
    assert {one.code for one in found} == {"S001", "L001"}


def test_what_an_unread_list_may_have_is_held_back_unless_all_of_its_ids_can_be_seen(
    book,
):
    misspelt = (PAUSED, "queue-says-disabled", "queue-says-disabld")
    found = changed(
        book, misspelt, (SIGNS, "ask: Does the panel", "asks: Does the panel")
    )
    assert [one.code for one in found] == ["L001", "S001"]
    found = changed(
        book, (SIGNS, "- id: others-can-print", "- ids: others-can-print")
    )
    assert {one.code for one in found} == {"S001"}


HELD_BACK = {
    "the file is a list": (LOAD, "kind: fix\n", "- kind: fix\n"),
    "the file is no YAML": (SIGNS, "symptoms:\n", "symptoms: [\n"),
    "the list is a text": (SIGNS, "symptoms:\n", "symptoms: none\nothers:\n"),
    "an item is a text": (SIGNS, "symptoms:\n", "symptoms:\n  - others can print\n"),
    "an id is a list": (SIGNS, "- id: others-can-print", "- id: [others-can-print]"),
    "an id is none": (SIGNS, "- id: others-can-print", "- id: Others can print"),
    "an alias is a mapping": (
        LOAD,
        "kind: fix",
        "kind: fix\naliases: [{old: older}]",
    ),
}


@pytest.mark.parametrize("name", HELD_BACK)
def test_what_cannot_be_seen_of_an_unread_file_is_held_back(name, book):
    found = changed(book, HELD_BACK[name])
    assert found
    assert {one.code[0] for one in found} <= {"S", "Y"}


def test_what_a_file_with_a_name_that_is_no_id_was_to_be_is_held_back(book):
    file = book / "causes" / LOAD
    file.rename(file.with_name("Load_Paper.yml"))
    assert {one.code for one in changed(book)} == {"S005"}


def test_what_an_unread_file_at_an_unknown_place_may_be_is_held_back(book):
    text = (book / "causes" / LOAD).read_text("utf-8")
    (book / "causes" / LOAD).unlink()
    found = changed(
        book,
        (f"{ROOM}old/load-paper.yml", None, text.replace("kind: fix", "kind: [")),
    )
    assert {one.code[0] for one in found} == {"Y"}


def test_the_name_of_an_unread_file_of_a_list_is_no_id(book):
    link = (PAUSED, "why: |\n", "why: |\n  See [it](entry:panel-and-queue).\n\n")
    found = changed(
        book, link, (SIGNS, "ask: Does the panel", "asks: Does the panel")
    )
    assert {one.code for one in found} == {"S001", "L001"}


def test_an_alias_in_an_unread_file_is_held_back(book):
    link = (PAUSED, "why: |\n", "why: |\n  See [it](entry:old).\n\n")
    found = changed(
        book, link, (LOAD, "kind: fix", "kind: fix\naliases: [old]\ncolour: red")
    )
    assert [one.code for one in found] == ["S001"]


def test_without_its_problem_what_a_problem_defines_is_held_back(book):
    (book / "causes" / PROBLEM).unlink()
    assert [str(one) for one in changed(book)] == [
        f"causes/{PROBLEM}:0:0: L007 there is no problem.yml in this folder (add one)"
    ]


def test_without_the_book_what_it_lists_is_held_back(book):
    (book / "causes" / BOOK).unlink()
    assert [str(one) for one in changed(book)] == [
        "causes:0:0: L007 there is no book.yml (causebook init DIR writes a whole book)"
    ]


def test_a_folder_of_nothing_lacks_both(tmp_path):
    (tmp_path / "causes").mkdir()
    found = check_entries(load(tmp_path / "causes"))
    assert [one.message for one in found] == [
        "there is no <problem>/problem.yml",
        "there is no book.yml",
    ]


def test_a_folder_that_is_not_there_lacks_nothing_else(tmp_path):
    [finding] = check_entries(load(tmp_path / "causes"))
    assert finding.message == "is no folder here"


def test_a_fix_that_no_cause_leads_to_is_found_unless_it_says_itself_which_it_serves(
    book,
):
    other = (PAPER, "[load-paper]", "[resume-the-queue]")
    [finding] = changed(book, other)
    assert where([finding]) == [f"{LOAD}:2:8"]
    assert said([finding]) == [
        "L003 no cause leads to the fix “load-paper” (add it to the `fixes` of a cause)"
    ]
    assert changed(book, (LOAD, "steps:", "causes: [out-of-paper]\nsteps:")) == ()


def test_a_scenario_does_not_lead_to_a_fix(book):
    found = changed(book, (PAUSED, "[resume-the-queue]", "[load-paper]"))
    assert [one.code for one in found] == ["L003", "L008"]


def test_a_fix_is_not_unused_where_a_cause_cannot_be_read(book):
    found = changed(book, (PAPER, "kind: cause", "kind: cause\ncolour: red"))
    assert [one.code for one in found] == ["S001"]


def test_a_link_does_not_lead_to_a_fix(book):
    link = (PAUSED, "why: |\n", "why: |\n  See [it](entry:load-paper).\n\n")
    [finding] = changed(book, (PAPER, "[load-paper]", "[resume-the-queue]"), link)
    assert finding.code == "L003"


def test_a_fix_is_not_unused_where_a_reference_leads_astray(book):
    found = changed(book, (PAPER, "[load-paper]", "[load-papers]"))
    assert [one.code for one in found] == ["L001"]
    found = changed(book, (PAPER, "[load-papers]", "[cups]"))
    assert [one.code for one in found] == ["L006"]


def test_an_internal_problem_holds_no_public_entries(book):
    [finding] = changed(book, (PROBLEM, "audience: public", INTERNAL))
    assert where([finding]) == [f"{PROBLEM}:3:11"]
    assert said([finding]) == [
        (
            "L005 the internal problem “does-not-print” holds public entries: "
            "“check-power-and-cable” and 15 more entries (make the problem public, or them internal)"
        )
    ]


def test_the_only_public_entry_of_an_internal_problem_is_named(book):
    path, _, text = other_problem(book)
    hidden = text.replace("audience: public", INTERNAL)
    first = hidden.index(INTERNAL, hidden.index("families:"))
    shown = hidden[:first] + "audience: public" + hidden[first + len(INTERNAL) :]
    assert changed(book, (path, None, hidden)) == ()
    [finding] = changed(book, (path, None, shown))
    assert finding.message == (
        "the internal problem “prints-stripes” holds public entries: “other-printer-not-ready”"
    )
