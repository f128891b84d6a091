"""Words are learned from public texts and cases, kept in a file, and known to be stale or foreign."""

import json
import random
from pathlib import Path

import pytest
from causebook.book.audience import for_audience
from causebook.diagnosis.headless import Engine
from causebook.diagnosis.heldout import Judged, folds, loudness, reliability
from causebook.diagnosis.knowledge import knowledge
from causebook.diagnosis.learning import Heard, fit
from causebook.diagnosis.lessons import Lesson, digest, lessons
from causebook.load import Sources, load_cases
from causebook.model import Audience
from causebook.pipeline import learned
from causebook.project import check
from small_book import book as small
from small_book import cause, family, fix, section, symptom

pytest.importorskip("sklearn")
NO_CASES = Sources(Path(), (), ())
CASES = """kind: cases
cases:
- {id: d1, evidence: "the lamp of the tray blinks zebrafish", family: printer-not-ready, source: desk}
- {id: d2, evidence: "the lamp of the tray blinks zebrafish", family: printer-not-ready, source: desk}
- {id: d3, evidence: "лоток пуст", family: printer-not-ready, source: hall}
"""


def public(*causes, **more):
    """A book of two families for the public."""
    families = (
        family("paper", likelihood="common"),
        family("queue", likelihood="rare"),
    )
    whole = small(section(causes, (fix(),), families=families, **more))
    return for_audience(whole, Audience.PUBLIC)


@pytest.fixture
def taught(book):
    """The starter book with cases and what was learned of them."""
    room = book / "causes" / "does-not-print" / "cases"
    room.mkdir()
    (room / "desk.yml").write_text(CASES, "utf-8")
    learn(book)
    return book


def learn(book):
    result = learned(book)
    assert result.findings == ()
    result.path.write_text(result.text, "utf-8")
    return result


def codes(book):
    return [
        (finding.code, finding.path) for finding in check(book, cases=True).findings
    ]


def heard(*pairs):
    return [
        Heard(Lesson(text, ((name, 1.0),), "a"), tuple(text.split()))
        for text, name in pairs
    ]


# What is learned from


def test_only_what_the_public_may_read_teaches():
    shown = cause(
        "shown", family="paper", title="The tray", evidence={"seen": "always"}
    )
    inner = cause("inner", family="paper", title="A quagga", audience="internal")
    seen = symptom(
        title="It is empty", examples={"match": ("feed me",), "miss": ("fed", "full")}
    )
    hidden = symptom("hidden", title="A secret lamp", audience="internal")
    texts = [
        lesson.text
        for lesson in lessons(public(shown, inner, symptoms=(seen, hidden)), NO_CASES)
    ]
    assert any("feed me" in text for text in texts)
    assert any("The tray" in text for text in texts)
    assert not any("quagga" in text or "secret" in text for text in texts)


def test_a_symptom_teaches_the_families_whose_causes_show_it_by_how_often():
    both = [
        cause("one", family="paper", evidence={"seen": "always"}),
        cause("two", family="queue", evidence={"seen": "sometimes"}),
    ]
    taught = lessons(public(*both, symptoms=(symptom(title="Alike"),)), NO_CASES)
    shares = dict(
        next(lesson.shares for lesson in taught if lesson.text.startswith("Alike"))
    )
    assert shares["paper"] > 3 * shares["queue"] > 0
    assert sum(shares.values()) == pytest.approx(1, abs=0.01)


def test_a_case_teaches_its_family_or_that_of_its_cause(taught):
    path = taught / "causes" / "does-not-print" / "cases" / "more.yml"
    path.write_text(
        "kind: cases\ncases:\n- {id: e1, evidence: hums, cause: printer-offline}\n"
    )
    cases = load_cases(taught / "causes")
    told = lessons(for_audience(check(taught).book, Audience.PUBLIC), cases)
    assert next(one.shares for one in told if one.text == "hums") == (
        ("job-not-delivered", 1.0),
    )


# What is learned


def test_a_word_votes_for_the_family_it_is_said_of():
    model = fit(
        heard(*[("tray empty", "paper"), ("job waits", "queue")] * 4), public()
    )
    paper, queue = model.scores(["tray"])
    assert paper > 0 > queue
    assert model.scores(["unknown"]) == [0, 0]


def test_what_fewer_than_three_texts_say_is_not_learned():
    said = [("tray empty", "paper"), ("job waits", "queue")] * 4
    model = fit(
        heard(*said, ("quagga tray", "paper"), ("quagga tray", "paper")), public()
    )
    assert "tray" in model.votes
    assert "quagga" not in model.votes


def test_a_family_that_nothing_teaches_and_a_book_of_one_family_have_no_votes():
    assert fit([], public()).votes == {}
    assert fit(heard(*[("tray empty", "paper")] * 5), public()).votes == {}


def judged(*evidence):
    """Ten cases of “paper”; words are right of eight, and evidence gives that family a share."""
    return [
        Judged(
            heard(("", "paper"))[0],
            (1.0, -1.0) if n < 8 else (-1.0, 1.0),
            (share, 1 - share),
        )
        for n, share in enumerate(evidence * (10 // len(evidence)))
    ]


def test_words_are_as_loud_as_held_out_cases_bear_and_quieter_beside_evidence_that_knows_better():
    book = public(cause("a", family="paper"), cause("b", family="queue"))
    assert loudness(judged(0.5), book) == pytest.approx(
        0.7
    )  # half the logarithm of eight to two
    better = [0.9] * 9 + [0.1]
    assert loudness(judged(*better), book) < 0.4


def test_evidence_that_shows_nothing_says_nothing_of_words():
    book = public(cause("a", family="paper"), cause("b", family="queue"))
    nothing = [Judged(one.heard, (-1.0, 1.0), (0.0, 0.0)) for one in judged(0.5)]
    assert loudness([*judged(0.5), *nothing], book) == loudness(judged(0.5), book)


def test_how_sure_the_ranking_is_stands_beside_how_often_it_is_right():
    book = public(cause("a", family="paper"), cause("b", family="queue"))
    _, sure, surest = reliability(judged(0.7, 0.9, 0.9, 0.1, 0.9), book, 0.0)
    assert sure.split() == ["from", "60", "%", "2", "70", "100"]
    assert surest.split() == ["from", "80", "%", "8", "90", "75"]


def test_the_folds_of_another_seed_are_others_and_keep_a_source_together():
    one = [
        Heard(
            Lesson(f"text {n}", (("paper", 1.0),), "a", f"source {n % 9}"), ("text",)
        )
        for n in range(18)
    ]
    book = public(cause("a", family="paper"), cause("b", family="queue"))
    dealt = [
        [
            {item.lesson.source for item in fold.cases}
            for fold in folds(one, book, seed)
        ]
        for seed in ("", "#1")
    ]
    assert dealt[0] != dealt[1]
    for parts in dealt:
        assert sum(map(len, parts)) == 9


def test_the_same_texts_give_the_same_bytes_and_others_another_name(taught):
    first, again = learned(taught), learned(taught)
    assert first.text == again.text
    about = for_audience(check(taught).book, Audience.PUBLIC)
    told = lessons(about, NO_CASES)
    assert (
        digest(told, about) == digest(tuple(told), about) != digest(told[1:], about)
    )


def test_a_book_without_a_case_learns_from_its_own_texts(book):
    assert learn(book).words > 0
    assert codes(book) == []


def test_words_beyond_latin_are_learned(book):
    room = book / "causes" / "does-not-print" / "cases"
    room.mkdir()
    lines = [
        f"- {{id: r{n}, evidence: {text}, family: {name}}}"
        for n, (text, name) in enumerate(
            [
                ("лоток пуст", "printer-not-ready"),
                ("очередь стоит", "job-not-delivered"),
                ("纸盒空", "printer-not-ready"),
            ]
            * 4
        )
    ]
    (room / "abroad.yml").write_text(
        "kind: cases\ncases:\n" + "\n".join(lines) + "\n", "utf-8"
    )
    words = json.loads(learn(book).text)["words"]
    assert {"лоток", "纸"} <= set(words)


def test_the_page_scores_as_the_learner_does(taught):
    """The engine's leanings are the learner's scores, in steps."""
    words = check(taught).book.words
    about = for_audience(check(taught).book, Audience.PUBLIC)
    dice = random.Random(1)
    known = [*words.words, "unknown", "401"]
    with Engine(knowledge(about, Audience.PUBLIC), None) as engine:
        for _ in range(40):
            text = " ".join(dice.choices(known, k=dice.randint(0, 12)))
            own = engine.words([text])[0]
            model = as_model(words)
            steps = {
                name: max(-48, min(48, round(score * words.scale * 2)))
                for name, score in zip(words.families, model.scores(own), strict=True)
            }
            assert engine.leanings(text) == {
                name: step for name, step in steps.items() if step
            }


def as_model(words):
    from causebook.diagnosis.learning import Fit

    votes = {
        word: dict(zip(row[1::2], row[2::2], strict=True))
        for word, row in words.words.items()
    }
    rarity = {word: row[0] for word, row in words.words.items()}
    return Fit(words.families, rarity, votes, words.start)


# The file


def test_a_changed_text_or_case_makes_the_words_stale_and_learning_mends_it(taught):
    assert codes(taught) == []
    path = taught / "causes" / "does-not-print" / "cases" / "desk.yml"
    path.write_text(CASES.replace("blinks", "flashes"), "utf-8")
    assert codes(taught) == [("W002", "causes/words.json")]
    assert check(taught).findings == (), "a build goes on with what was learned"
    learn(taught)
    assert codes(taught) == []


def test_an_internal_text_makes_nothing_stale(taught):
    path = taught / "causes" / "does-not-print" / "out-of-paper.yml"
    note = "notes: [{audience: internal, text: Ask the quagga.}]\n"
    path.write_text(path.read_text("utf-8") + note, "utf-8")
    assert codes(taught) == []


def test_a_book_that_has_learned_nothing_has_no_finding_and_no_words(book):
    assert codes(book) == []
    assert knowledge(check(book).book, Audience.PUBLIC)["words"] is None


def test_both_audiences_get_the_same_words(taught):
    whole = check(taught).book
    both = [
        knowledge(for_audience(whole, audience), audience)["words"]
        for audience in Audience
    ]
    assert both[0] == both[1] is not None


FOREIGN = {
    "no JSON": "words: {}",
    "nothing": "",
    "a list": "[]",
    "deep brackets": "[" * 100_000,
    "a key too many": '{"about": "", "extra": 1}',
    "a weight that is no number": {"words": {"tray": [10, 0, "9"]}},
    "a weight that is infinite": {"words": {"tray": [10, 0, 1e999]}},
    "a weight beyond all": {"words": {"tray": [10, 0, 1000000]}},
    "a place that no family has": {"words": {"tray": [10, 7, 1]}},
    "a place twice": {"words": {"tray": [10, 0, 1, 0, 1]}},
    "half a pair": {"words": {"tray": [10, 0]}},
    "no rarity": {"words": {"tray": [0, 0, 1]}},
    "markup as a word": {"words": {"<script>": [10, 0, 1]}},
    "a scale of nothing": {"scale": 0},
    "a start too many": {"start": [0, 0, 0, 0]},
    "a family twice": {"families": ["printer-not-ready", "printer-not-ready"]},
    "a family that the book does not have": {
        "families": ["printer-not-ready", "quagga"]
    },
}


@pytest.mark.parametrize("what", FOREIGN)
def test_a_foreign_file_of_words_is_one_finding(what, taught, run):
    path = taught / "causes" / "words.json"
    change = FOREIGN[what]
    text = (
        change
        if isinstance(change, str)
        else json.dumps({**json.loads(path.read_text()), **change})
    )
    path.write_text(text, "utf-8")
    assert codes(taught) == [("W001", "causes/words.json")]
    done = run("check", cwd=taught)
    assert done.stdout.count("\n") == 1
    assert "write it again: causebook learn" in done.stdout
    learn(taught)
    assert codes(taught) == []


def test_a_link_or_a_folder_in_place_of_the_words_is_one_finding(book):
    path = book / "causes" / "words.json"
    path.symlink_to("/etc/passwd")
    assert codes(book) == [("Y013", "causes/words.json")]
    path.unlink()
    path.mkdir()
    assert codes(book) == [("W001", "causes/words.json")]


def test_the_command_writes_the_file_and_says_what_the_words_bring(taught, run):
    (taught / "causes" / "words.json").unlink()
    done = run("learn", "--measure", cwd=taught)
    assert done.returncode == 0, done.stderr
    assert "no words" in done.stdout
    assert "cases/desk.yml" in done.stdout
    assert codes(taught) == []


def test_nothing_is_learned_from_a_book_with_findings(taught, run):
    path = taught / "causes" / "does-not-print" / "cases" / "desk.yml"
    path.write_text(CASES + "- {id: d4, evidence: x, family: quagga}\n", "utf-8")
    before = (taught / "causes" / "words.json").read_bytes()
    done = run("learn", cwd=taught)
    assert done.returncode == 1
    assert "L001" in done.stderr
    assert (taught / "causes" / "words.json").read_bytes() == before
