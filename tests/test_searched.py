"""Searches of readers that found nothing, as `causebook report --searched` tells them."""

import pytest
from causebook.model import Audience
from causebook.pipeline import findings_of
from causebook.project import check, seen_by
from causebook.search.searched import missed, searches


def missing(project, *asked: str, audience=Audience.PUBLIC):
    """The searches that the book does not answer, each with the page that came first."""
    found = missed(*seen_by(check(project), audience), searches("\n".join(asked)))
    return [(one.times, one.text, (one.first or {}).get("title")) for one in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("out of paper\n", {"out of paper": 1}),
        ("12\tout of paper\nOut  of PAPER\n", {"out of paper": 13}),
        ("\n  \n3\t\n", {}),
        ("401 unauthorized\r\n", {"401 unauthorized": 1}),
        ("x" * 1000, {"x" * 400: 1}),
    ],
)
def test_a_line_is_a_search_with_its_count_before_a_tab(text, found):
    assert searches(text) == found


def test_what_the_book_answers_is_not_missed(book):
    asked = (
        "paper tray is empty",
        "paused queue",
        "printer ofline",
        "PC LOAD LETTER",
    )
    assert missing(book, *asked) == []


def test_what_no_page_has_is_missed_and_the_most_frequent_stands_first(book):
    asked = ("scanner driver", "5\twireless calibration", "2\ttray")
    assert missing(book, *asked) == [
        (5, "wireless calibration", None),
        (1, "scanner driver", None),
    ]


def test_a_page_that_has_less_than_half_of_what_was_asked_does_not_fit(book):
    [(_, text, first)] = missing(book, "paper for wedding invitations")
    assert text == "paper for wedding invitations"
    assert "paper" in first.lower()


def test_a_page_that_an_audience_may_not_see_does_not_answer_it(book):
    asked = "causebook check after an edit"
    assert missing(book, asked, audience=Audience.INTERNAL) == []
    assert len(missing(book, asked)) == 1


def test_the_report_says_which_words_the_first_page_lacks(book, run):
    (book / "searched.txt").write_text("2\tpaper for wedding invitations\nxyzzy\n")
    done = run("report", "--searched", "searched.txt", cwd=book)
    head, first, second = done.stdout.splitlines()[-3:]
    assert head == "     2  searches that found nothing, or no page that fits"
    assert first.startswith("        2 “paper for wedding invitations”: ")
    assert first.endswith(", without “wedding, invitations”") or "for, " in first
    assert second == "        1 “xyzzy”: nothing"


def test_the_page_of_it_is_internal_and_shows_what_readers_typed_as_text(book, run):
    hostile = "paper <script>alert(1)</script> [x](javascript:1) `{% raw %}` wedding"
    (book / "searched.txt").write_text(f"{hostile}\nxyzzy\n")
    words = ("report", "--searched", "searched.txt", "--page", "content/searched.md")
    for _ in range(2):  # what it wrote before is no search and no finding
        assert run(*words, cwd=book).returncode == 0
    assert findings_of(book) == []
    text = (book / "content/searched.md").read_text("utf-8")
    assert "audience: internal\n" in text
    assert "](entry:" in text
    assert "<script" not in text
    assert "](javascript" not in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--searched", "latin.txt"), "latin.txt is not UTF-8 at byte 2"),
        (("--searched", "nowhere.txt"), "nowhere.txt': No such file"),
        (("--page", "content/searched.md"), "--page needs --searched FILE"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line(words, said, book, run):
    (book / "latin.txt").write_bytes(b"f\xfcr\n")
    done = run("report", *words, cwd=book)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert said in done.stderr
