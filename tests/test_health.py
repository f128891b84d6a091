"""The report of a book's health counts what it says it counts, to the day."""

import html
from datetime import date, timedelta

import pytest
from causebook.book.health import health
from small_book import book, cause, family, fix, section, symptom

TODAY = date(2026, 11, 29)
SOURCE = {"sources": [{"title": "A source", "url": "https://example.org/"}]}


def reviewed(days_ago, owner="docs"):
    return {
        "reviewed": {
            "date": (TODAY - timedelta(days=days_ago)).isoformat(),
            "owner": owner,
        }
    }


def listed(title, *parts):
    """The ids that the report lists under a title, and their number as it stands there."""
    lines = health(book(section(*parts)), TODAY).splitlines()
    at = next(n for n, line in enumerate(lines) if line[8:] == title)
    names = []
    for line in lines[at + 1 :]:
        if not line.startswith("        "):
            break
        names.append(line.strip())
    assert int(lines[at][:6]) == len(names)
    return names


@pytest.mark.parametrize(
    ("days", "stale"),
    [(0, []), (364, []), (365, []), (366, ["fix"]), (4000, ["fix"])],
)
def test_a_review_is_stale_after_a_year_and_a_day(days, stale):
    assert listed("reviews older than 365 days", [], [fix(**reviewed(days))]) == stale


def test_what_was_never_reviewed_is_not_called_stale():
    assert listed("reviews older than 365 days", [], [fix()]) == []
    assert listed(
        "causes and fixes never reviewed",
        [cause("cause", reviewed=reviewed(1)["reviewed"] | {"by": "Ada"})],
        [fix(**reviewed(1))],
    ) == ["fix"]


def test_causes_and_fixes_without_a_source_are_listed_by_their_ids():
    parts = (
        [cause("z"), cause("a"), cause("proven", **SOURCE)],
        [fix(), fix("sourced", **SOURCE)],
    )
    assert listed("causes and fixes without a source", *parts) == ["a", "fix", "z"]


def test_only_what_quotes_a_message_has_to_say_where_it_was_seen():
    symptoms = [
        symptom("quoted", messages=["it says so"]),
        symptom("sourced", messages=["it says so"], **SOURCE),
        symptom("told"),
    ]
    assert listed(
        "messages without a source", [cause("cause")], [fix()], symptoms
    ) == ["quoted"]


def test_causes_without_an_exchange_or_proof_are_listed():
    shown = cause("shown", exchange={"text": "x", "caption": "y"}, proof="reproduced")
    assert listed(
        "causes without a captured exchange", [cause("told"), shown], [fix()]
    ) == ["told"]
    assert listed(
        "causes that are only reported", [cause("told"), shown], [fix()]
    ) == ["told"]


def test_a_symptom_is_unused_when_no_cause_shows_it_and_nothing_else_refers_to_it():
    symptoms = [
        symptom("seen"),
        symptom("unused"),
        symptom("shows", shows_problem=True),
        symptom("of-family"),
        symptom("says", evidence_for={"cause": "sometimes"}),
    ]
    whole = section(
        [cause("cause")],
        [fix()],
        symptoms,
        families=(family(evidence={"of-family": "usually"}),),
    )
    report = health(book(whole), TODAY)
    assert report.split("symptoms that no cause shows\n")[1].split("\n\n")[
        0
    ].split() == ["unused"]


def test_what_is_named_as_something_else_is_used():
    whole = section(
        [cause("cause")],
        [fix()],
        [symptom("elsewhere")],
        otherwise=[{"symptom": "elsewhere", "title": "x", "text": "y"}],
    )
    assert "     0  symptoms that no cause shows" in health(book(whole), TODAY)


def test_the_report_is_headed_by_the_book_and_reckons_from_today():
    today = date.today()  # noqa: DTZ011 - as the report reckons
    whole = book(
        section(
            [],
            [
                fix(
                    reviewed={
                        "date": (today - timedelta(days=366)).isoformat(),
                        "owner": "docs",
                    }
                ),
                fix("fresh", reviewed={"date": today.isoformat(), "owner": "docs"}),
            ],
        )
    )
    lines = health(whole).splitlines()
    assert lines[:2] == ["A book", ""]
    assert "     1  reviews older than 365 days" in lines
    assert (
        "     2  reviews older than 365 days"
        in health(whole, today + timedelta(days=366)).splitlines()
    )


def test_owners_are_counted_and_sorted():
    report = health(
        book(
            section(
                [],
                [
                    fix("a", **reviewed(1, "web")),
                    fix("b", **reviewed(1, "docs")),
                    fix("c", **reviewed(1, "web")),
                    fix("d"),
                ],
            )
        ),
        TODAY,
    )
    assert report.split("owners\n")[1] == "     1  docs\n     2  web\n"


def test_every_kind_is_counted_and_the_internal_entries_once_more():
    report = health(
        book(section([cause("a"), cause("b", audience="internal")], [fix()])), TODAY
    )
    counts = report.split("\n\n")[1].splitlines()
    assert counts == [
        "     2  cause",
        "     1  family",
        "     1  fix",
        "     1  observation",
        "     1  problem",
        "     1  internal entries",
    ]


def test_the_report_is_a_part_of_an_internal_page_and_the_same_on_any_day(book):
    from causebook.model import Audience
    from causebook.pipeline import generate
    from causebook.project import check
    from causebook.render import Options

    cause = book / "causes/does-not-print/queue-paused.yml"
    cause.write_text(
        cause.read_text("utf-8").replace("2026-11-24", "2024-11-24"), "utf-8"
    )
    made = generate(check(book), Options(Audience.INTERNAL)).files
    page = html.unescape(str(made["internal.md"]))
    assert (
        "## reviews older than 365 days: 1\n\n- [The print queue is paused](" in page
    )
    assert "causes without a scenario: 2" in page
    public = generate(check(book), Options(Audience.PUBLIC)).files
    assert not [
        name
        for name, text in public.items()
        if "causes without a scenario" in str(text)
    ]
