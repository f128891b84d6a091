"""check knows what build and the diagnosis know: new entries, one mistake, patterns in both engines, loops."""

import json
import random

import pytest
import yaml
from causebook.check.dialect import compiled
from causebook.check.javascript import Failed, JavaScript, Stopped
from causebook.check.patterns import _Place, _refused
from causebook.cli.new_entries import new_entry
from causebook.pipeline import findings_of
from causebook.project import check

D = "causes/does-not-print/"
SINGLE = [
    ("causes/book.yml", "kind: book", "kind: boook"),
    ("causes/platforms.yml", "kind: platforms", "kind: platform"),
    ("causes/platforms.yml", "audience: public", "audience: everyone"),
    (D + "problem.yml", "kind: problem", "kind: problem\ncolour: red"),
    (D + "problem.yml", "likelihood: common", "likelihood: frequent"),
    (D + "problem.yml", "families:", "familys:"),
    (D + "problem.yml", "effort: seconds", "effort: second"),
    (
        D + "symptoms/panel-and-queue.yml",
        "- id: panel-says-paper",
        "- id: panel-says-paper\n    colour: red",
    ),
    (
        D + "symptoms/panel-and-queue.yml",
        "- id: panel-says-paper",
        "- id: Panel-says-paper",
    ),
    (
        D + "symptoms/panel-and-queue.yml",
        "- id: panel-says-paper",
        "- idd: panel-says-paper",
    ),
    (
        D + "symptoms/panel-and-queue.yml",
        "- id: panel-says-paper",
        "- id: panel-says-papr",
    ),
    (D + "symptoms/panel-and-queue.yml", "symptoms:\n", "symptom:\n"),
    (
        D + "symptoms/panel-and-queue.yml",
        "shows_problem: true",
        "shows_problem: perhaps",
    ),
    (
        D + "symptoms/panel-and-queue.yml",
        "kind: symptoms",
        "kind: symptoms\nkind: symptoms",
    ),
    (D + "symptoms/panel-and-queue.yml", "examples:", "examples: ["),
    (D + "out-of-paper.yml", "kind: cause", "kind: fix"),
    (D + "out-of-paper.yml", "family: printer-not-ready", "family: printer-not-redy"),
    (D + "out-of-paper.yml", "likelihood:", "likelyhood:"),
    (D + "out-of-paper.yml", "load-paper", "load-papers"),
    (
        D + "queue-paused.yml",
        "kind: cause",
        "kind: cause\nreviewed: {date: 2026-2-3, owner: a}",
    ),
    (D + "queue-paused.yml", "kind: cause", "kind: cause\nid: queue-pause"),
    (D + "queue-paused.yml", "kind: cause", "\tkind: cause"),
    (D + "fixes/load-paper.yml", "safety: read-only", "safety: reversible"),
    (D + "fixes/load-paper.yml", "verify:", "verfy:"),
    (D + "fixes/resume-the-queue.yml", "kind: fix", "kind: fix\ntitle: [a]"),
    (
        D + "scenarios/stopped-after-a-jam.yml",
        "cause: queue-paused",
        "cause: out-of-paper",
    ),
    (D + "scenarios/stopped-after-a-jam.yml", "role: user", "role: users"),
    ("mkdocs.yml", "messages.md", "mesages.md"),
    ("mkdocs.yml", "Home: index.md", "Home: [index.md"),
    ("mkdocs.yml", "docs_dir: build/public/docs", "docs_dir: nowhere"),
    ("causes/book.yml", "id: printer-book", "id: Printer Book"),
    ("causes/book.yml", "parties:", "partys:"),
    ("causes/book.yml", "id: help-desk", "id: reader"),
    ("causes/book.yml", "id: reader", "id: readr"),
    ("causes/book.yml", "[out-of-paper, queue-paused]", "[panel-says-paper]"),
    ("causes/book.yml", "[out-of-paper, queue-paused]", "out-of-paper"),
    ("causes/book.yml", "kind: book", "kind: book\nreading: nowhere"),
    (D + "problem.yml", "*queue*", "<i>queue</i>"),
    (D + "problem.yml", "*queue*", "[queue](javascript:alert(1))"),
    (D + "problem.yml", "*queue*", "[queue](entry:nope)"),
    (D + "problem.yml", "id: printer-not-ready", "id: job-not-delivered"),
    (D + "problem.yml", "audience: public", "audience: internal"),
    (D + "problem.yml", "kind: problem", "kind: problem\naliases: [out-of-paper]"),
    (D + "queue-paused.yml", "[resume-the-queue]", "[out-of-paper]"),
    (D + "queue-paused.yml", "[resume-the-queue]", "[]"),
    (D + "queue-paused.yml", "family: job", "family: !!str job"),
    (D + "queue-paused.yml", "summary:", "summary: &a"),
    (D + "queue-paused.yml", "tried forever", "tried \u200bforever"),
    (D + "queue-paused.yml", "audience: public", "audience: internal"),
    (D + "queue-paused.yml", "url: https:", "url: ftp:"),
    (
        D + "symptoms/panel-and-queue.yml",
        "re: \\b(load|out of|no) paper\\b",
        "re: (a+)+$",
    ),
    (
        D + "symptoms/panel-and-queue.yml",
        "re: \\b(load|out of|no) paper\\b",
        "re: \\b(load|out of",
    ),
    (
        D + "symptoms/panel-and-queue.yml",
        "re: \\b(load|out of|no) paper\\b",
        "near: [load]",
    ),
    (
        D + "symptoms/panel-and-queue.yml",
        "re: \\b(load|out of|no) paper\\b",
        "near: [load, cassette]",
    ),
    (
        D + "symptoms/panel-and-queue.yml",
        "- id: others-can-print",
        "- id: out-of-paper",
    ),
    (D + "fixes/resume-the-queue.yml", "id: resume", "id: see-the-jobs"),
    (D + "fixes/resume-the-queue.yml", "run: lpstat -o", "rn: lpstat -o"),
    (
        D + "scenarios/stopped-after-a-jam.yml",
        "  printer Office disabled since Mon 02 Mar 2026",
        "  nothing",
    ),
    (
        D + "scenarios/stopped-after-a-jam.yml",
        "fix: resume-the-queue",
        "fix: load-paper",
    ),
    (D + "queue-paused.yml", "kind: cause", "kind: cause\nexchange: {}"),
    (D + "queue-paused.yml", "kind: cause", "kind: cause\nnotes: [{}]"),
    (D + "queue-paused.yml", "kind: cause", "kind: cause\nlook_alikes: [{}]"),
    (D + "queue-paused.yml", "kind: cause", "kind: cause\nreviewed: {}"),
    (D + "queue-paused.yml", "kind: cause", "kind: cause\nmessage: [a]"),
    (D + "queue-paused.yml", "kind: cause", "kind: cause\nmessage: {a: b}"),
    (D + "queue-paused.yml", "[cups]", "[cups, cups]"),
    (D + "queue-paused.yml", "[cups]", "[cupz]"),
    (D + "queue-paused.yml", "[cups]", "cups"),
    (D + "queue-paused.yml", "kind: cause", "kind: cause\nproof: certain"),
    (D + "queue-paused.yml", "kind: cause", "kind: cause\n  id: queue-paused"),
    (D + "queue-paused.yml", "kind: cause", "kind: cause\naliases: [Old One]"),
    (D + "queue-paused.yml", "kind: cause", "kind: cause\naliases: [old, old]"),
    (
        D + "queue-paused.yml",
        "[resume-the-queue]",
        "[resume-the-queue, resume-the-queue]",
    ),
    (D + "queue-paused.yml", "place: queue", "place: que"),
    (D + "queue-paused.yml", "responsible: reader", "responsible: nobody"),
    (D + "queue-paused.yml", "queue-says-disabled: ", "queue-says-disabld: "),
    (D + "queue-paused.yml", "queue-says-disabled: ", "resume-the-queue: "),
    (D + "queue-paused.yml", "why: ", "wy: "),
    (D + "fixes/load-paper.yml", "kind: fix", "kind: fix\nundo: []"),
    (D + "fixes/load-paper.yml", "kind: fix", "kind: fix\ncauses: [out-of-papr]"),
    (D + "fixes/resume-the-queue.yml", "platform: cups", "platform: cupz"),
    (
        D + "scenarios/stopped-after-a-jam.yml",
        "kind: scenario",
        "kind: scenario\nreviewed: {date: 01.02.2026, owner: a}",
    ),
    (
        D + "scenarios/stopped-after-a-jam.yml",
        "kind: scenario",
        "kind: scenario\nreviewed: {date: 2026-02-30, owner: a}",
    ),
    (D + "scenarios/stopped-after-a-jam.yml", "way:", "notes: []\nwey:"),
    (D + "scenarios/stopped-after-a-jam.yml", "way:", "way:\n  - {}"),
    (D + "scenarios/stopped-after-a-jam.yml", "fix: resume-the-queue", "fix: resume"),
    (
        D + "symptoms/panel-and-queue.yml",
        "examples:",
        "implies: [nope]\n    examples:",
    ),
    (
        D + "symptoms/panel-and-queue.yml",
        "examples:",
        "evidence_for: {out-of-paper: usually}\n    examples:",
    ),
    (
        D + "symptoms/panel-and-queue.yml",
        "examples:",
        "evidence_for: {queue-paused: allways}\n    examples:",
    ),
    (
        D + "symptoms/panel-and-queue.yml",
        "re: \\b(load|out of|no) paper\\b",
        "re: '{nope} paper'",
    ),
    (
        D + "symptoms/panel-and-queue.yml",
        "re: \\b(load|out of|no) paper\\b",
        "re: \\b(load|out of|no) paper\\b\n        in: [nowhere]",
    ),
    (
        D + "symptoms/panel-and-queue.yml",
        "PC LOAD LETTER: load paper",
        "[PC](entry:nope)",
    ),
    (
        D + "symptoms/panel-and-queue.yml",
        "  - id: others-can-print",
        "  -\tid: others-can-print",
    ),
    (
        D + "symptoms/panel-and-queue.yml",
        "  - id: others-can-print",
        " - id: others-can-print",
    ),
    ("causes/book.yml", "places:", "facets: [{}]\nplaces:"),
    (
        "causes/book.yml",
        "places:",
        "facets: [{id: a, title: A}, {id: a, title: B}]\nplaces:",
    ),
    ("causes/book.yml", "parties: [reader]", "parties: [reader, reader]"),
    ("causes/book.yml", "parties: [reader]", "parties: [readr]"),
    (
        "causes/phrases.yml",
        None,
        "kind: phrases\nphrases: [{id: a, means: x, re: b}, {id: a, means: y, re: '{a}'}]\n",
    ),
    (
        "causes/phrases.yml",
        None,
        "kind: phrases\nphrases: [{id: a, means: x, re: '{a}'}]\n",
    ),
    (
        "causes/phrases.yml",
        None,
        "kind: phrases\nphrases: [{id: a, means: x, re: '{b}'}]\n",
    ),
    ("causes/phrases.yml", None, "kind: phrases\nphrases: [{}]\n"),
    ("content/index.md", "audience: public", "audience: everyone"),
    ("content/index.md", "<!-- part: roles -->", "[x](internal.md)"),
    ("content/index.md", "<!-- part: roles -->", "![x](nope.png)"),
    ("content/index.md", "title: Why", "title: Why\ntitle: Why"),
]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    SINGLE,
    ids=[f"{p.split('/')[-1]}: {n[:30]!r}" for p, _, n in SINGLE],
)
def test_one_mistake_is_one_finding(path, old, new, book):
    target = book / path
    text = target.read_text("utf-8") if old else ""
    assert not old or old in text, "the table no longer fits the starter"
    target.write_text(text.replace(old, new, 1) if old else new, "utf-8")
    findings = [str(finding) for finding in findings_of(book)]
    assert len(findings) == 1, findings


MISTAKES = {
    "a key that is misspelt": lambda d, key: {
        f"{k}x" if k == key else k: d[k] for k in d
    },
    "a key that nobody knows": lambda d, key: {
        "zzz" if k == key else k: d[k] for k in d
    },
    "a value in a list": lambda d, key: {**d, key: [[d[key]]]},
    "a value of another shape": lambda d, key: {
        **d,
        key: ["a"] if isinstance(d[key], dict) else {"a": "b"},
    },
    "a value that is empty": lambda d, key: {**d, key: type(d[key])()},
    "a key that is gone": lambda d, key: {k: d[k] for k in d if k != key},
    "an item too many": lambda d, key: (
        {**d, key: [*d[key], {}]} if isinstance(d[key], list) else d
    ),
    "an item twice": lambda d, key: (
        {**d, key: [*d[key], d[key][0]]} if isinstance(d[key], list) else d
    ),
}
MAY_BE_RIGHT = {
    "a value that is empty",
    "a key that is gone",
    "an item too many",
    "an item twice",
}


def mappings(value, at=()):
    """Every mapping in a value, by its path."""
    if isinstance(value, dict):
        yield at, value
    for key, item in (
        value.items()
        if isinstance(value, dict)
        else enumerate(value if isinstance(value, list) else ())
    ):
        yield from mappings(item, (*at, key))


def with_value(whole, at, value):
    """The whole with another value at a path."""
    if not at:
        return value
    copy = dict(whole) if isinstance(whole, dict) else list(whole)
    copy[at[0]] = with_value(whole[at[0]], at[1:], value)
    return copy


@pytest.mark.parametrize("mistake", MISTAKES)
def test_one_mistake_anywhere_in_a_book_is_one_finding(mistake, book):
    dice = random.Random(mistake)
    files = {
        path: yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
        for path in sorted((book / "causes").rglob("*.yml"))
    }
    places = [
        (path, at, key)
        for path, whole in files.items()
        for at, inner in mappings(whole)
        for key in inner
    ]
    for path, at, key in dice.sample(places, 60):
        inner = dict(mappings(files[path]))[at]
        path.write_text(
            json.dumps(
                with_value(files[path], at, MISTAKES[mistake](inner, key)),
                ensure_ascii=False,
            ),
            "utf-8",
        )
        findings = [str(finding) for finding in check(book).findings]
        assert len(findings) == 1 or (mistake in MAY_BE_RIGHT and not findings), (
            at,
            key,
            findings,
        )
        path.write_text(json.dumps(files[path], ensure_ascii=False), "utf-8")


def test_new_entries_can_start_in_a_new_problem(book):
    new_entry(book, "problem", "prints-badly", "")
    new_entry(book, "fix", "dry-it", "prints-badly")
    new_entry(book, "symptoms", "stripes", "prints-badly")
    new_entry(book, "cause", "wet-paper", "prints-badly")
    new_entry(book, "scenario", "a-case", "does-not-print")
    assert [str(finding) for finding in check(book).findings] == []


def test_a_script_that_does_not_end_is_stopped():
    with JavaScript(0.3) as js:
        with pytest.raises(Stopped):
            js.run("for (;;);")
        assert js.call("(a, b) => a + b", 1, 2) == 3
        with pytest.raises(Failed, match="x is not defined"):
            js.run("x")


PIECES = [
    "a",
    "B",
    "é",
    "\\d",
    "\\w",
    "\\s",
    ".",
    "[a-c]",
    "[^a]",
    "(?:a|bc)",
    "(x|y)",
    "\\b",
    "^",
    "$",
    "{",
    "}",
    "\\.",
    "k",
    "ß",
    "[\\w-]",
    "\\x41",
    " ",
    "-",
    "]",
    "\\n",
    "ſ",
    "\u212a",
    "{,2}",
    "[]",
    "\\0",
    "😀",
]
REPEATS = ["", "", "", "?", "*", "+", "{2}", "{1,3}", "*?", "**"]
SIGNS = "abcBkKsxyé{}.- _A1]\tß"


class _File:
    """A file whose findings are their messages."""

    @staticmethod
    def finding(_at, _code, message, _hint):
        return message


def test_patterns_that_check_accepts_say_the_same_in_both_engines():
    dice = random.Random(7)
    tried = 0
    with JavaScript() as js:
        for _ in range(3000):
            pattern = "".join(
                dice.choice(PIECES) + dice.choice(REPEATS)
                for _ in range(dice.randint(1, 4))
            )
            place = _Place(_File, (), pattern, dice.random() < 0.3)
            flags = "" if place.case else "i"
            refused = _refused(place, {}) or js.call(
                "(p, f) => { try { new RegExp(p, f); return ''; } catch (e) { return e.message; } }",
                pattern,
                flags,
            )
            if refused:
                continue
            tried += 1
            texts = [
                "".join(dice.choices(SIGNS, k=dice.randint(0, 6))) for _ in range(12)
            ]
            told = js.call(
                "(p, f, texts) => texts.map((text) => new RegExp(p, f).test(text))",
                pattern,
                flags,
                texts,
            )
            assert told == [
                bool(compiled(pattern, place.case).search(text)) for text in texts
            ], pattern
    assert tried > 300
