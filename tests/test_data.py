"""The relations of a book and the data made of it: what wins, what is first, what is left out."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from causebook.book.section import Section
from causebook.check.clashes import clashes
from causebook.load import Sources
from causebook.load.content import Content
from causebook.model import Often
from causebook.render.data import feed
from causebook.render.recognition import telling
from small_book import (
    ABOUT,
    book,
    cause,
    family,
    fix,
    platform,
    scenario,
    section,
    symptom,
)

TODAY = date(2026, 11, 29)


def reviewed(days_ago, owner="docs"):
    return {
        "reviewed": {
            "date": (TODAY - timedelta(days=days_ago)).isoformat(),
            "owner": owner,
        }
    }


# The feed

ATOM = "{http://www.w3.org/2005/Atom}"


def fed(*fixes):
    """The last parts of the ids in the feed of a book with these fixes, and when it was updated."""
    tree = ElementTree.fromstring(
        feed(book(section(fixes=fixes)), "https://example.org/")
    )
    return [
        entry.findtext(f"{ATOM}id").rpartition(":")[2]
        for entry in tree.iter(f"{ATOM}entry")
    ], tree.findtext(f"{ATOM}updated")


def test_the_feed_has_the_newest_reviews_first():
    names, updated = fed(
        fix("old", **reviewed(9)),
        fix("new", **reviewed(1)),
        fix("middle", **reviewed(5)),
    )
    assert names == ["new", "middle", "old"]
    assert updated == f"{TODAY - timedelta(days=1)}T00:00:00Z"


def test_entries_of_one_day_stand_in_the_feed_by_their_ids():
    assert fed(
        fix("c", **reviewed(1)), fix("a", **reviewed(1)), fix("b", **reviewed(1))
    )[0] == [
        "a",
        "b",
        "c",
    ]


def test_what_was_never_reviewed_is_not_in_the_feed():
    assert fed(fix("never"), fix("once", **reviewed(900)))[0] == ["once"]
    assert fed(fix("never")) == ([], "1970-01-01T00:00:00Z")


@pytest.mark.parametrize(("count", "kept"), [(49, 49), (50, 50), (51, 50), (80, 50)])
def test_the_feed_ends_after_the_fifty_newest(count, kept):
    names, _ = fed(*(fix(f"fix-{n:02}", **reviewed(n)) for n in range(count)))
    assert names == [f"fix-{n:02}" for n in range(kept)]


# Relations


def test_every_entry_of_a_book_is_among_its_entries_the_problem_first_and_platforms_last():
    whole = section([cause("cause")], [fix("fix")], [symptom("seen")])
    whole = replace(whole, scenarios=(scenario("case"),))
    names = [
        entry.id for entry in book(whole, platforms=(platform("cups"),)).entries()
    ]
    assert names == [
        "problem",
        "family",
        "look",
        "cause",
        "seen",
        "fix",
        "case",
        "cups",
    ]


def test_the_causes_of_a_family_are_its_own_the_common_ones_first():
    likelihoods = {"a": "rare", "b": "common", "c": "occasional", "d": "common"}
    causes = [
        cause(name, likelihood=likelihood) for name, likelihood in likelihoods.items()
    ]
    whole = section(
        [*causes, cause("other", family="second")],
        families=(family(), family("second")),
    )
    assert [one.id for one in whole.causes_of(whole.problem.families[0])] == [
        "b",
        "d",
        "c",
        "a",
    ]
    assert [one.id for one in whole.causes_of(whole.problem.families[1])] == ["other"]


def test_the_fixes_of_a_cause_are_those_it_lists_then_those_that_name_it():
    fixes = [fix("names-it", causes=["cause"]), fix("second"), fix("first")]
    whole = book(section([cause("cause", fixes=["first", "second"])], fixes))
    assert [one.id for one in whole.fixes(whole.by_id["cause"])] == [
        "first",
        "second",
        "names-it",
    ]
    assert [one.id for one in whole.relations.causes_of_fix["names-it"]] == ["cause"]


def test_a_party_is_found_by_its_id():
    about = ABOUT.model_copy(
        update={
            "parties": tuple(
                ABOUT.parties[0].model_copy(
                    update={"id": name, "title": name.upper()}
                )
                for name in "abc"
            )
        }
    )
    assert replace(book(), about=about).party("b").title == "B"


def test_look_alikes_go_both_ways_and_what_a_cause_says_itself_comes_alone():
    def like(other, said):
        return {"look_alikes": [{"cause": other, "difference": said}]}

    causes = [
        cause("a", **like("b", "as a says")),
        cause("b", **like("a", "as b says")),
        cause("c", **like("a", "as c says")),
        cause("d"),
    ]
    alike = book(section(causes, [fix()])).relations.look_alikes
    said = {
        name: [(item.cause, item.difference) for item in items]
        for name, items in alike.items()
    }
    assert said == {
        "a": [("b", "as a says"), ("c", "as c says")],
        "b": [("a", "as b says")],
        "c": [("a", "as c says")],
    }


def test_a_platform_knows_the_symptoms_causes_and_fixes_that_name_it():
    commands = [
        {"run": "x", "platform": "cups"},
        {"run": "y", "platform": "cups"},
        {"run": "z"},
    ]
    whole = book(
        section(
            [cause("cause", platforms=["cups"]), cause("other")],
            [
                fix("with", steps=[{"id": "do", "do": "Do.", "commands": commands}]),
                fix(),
            ],
            [symptom("says", platform="cups"), symptom("seen")],
        )
    )
    known = whole.relations
    found = [
        known.symptoms_of_platform,
        known.causes_of_platform,
        known.fixes_of_platform,
    ]
    assert [
        {name: [one.id for one in ones] for name, ones in each.items()}
        for each in found
    ] == [
        {"cups": ["says"]},
        {"cups": ["cause"]},
        {"cups": ["with"]},
    ]


# Evidence


def test_what_a_cause_says_of_a_symptom_wins_over_its_family_and_over_the_symptom():
    for own, of_family, of_symptom in [
        ("always", "never", "sometimes"),
        ("never", "always", "usually"),
    ]:
        whole = book(
            section(
                [cause("cause", evidence={"seen": own})],
                [fix()],
                [symptom("seen", evidence_for={"cause": of_symptom})],
                families=(family(evidence={"seen": of_family}),),
            )
        )
        assert [
            (item.symptom, item.often)
            for item in whole.evidence(whole.by_id["cause"])
        ] == [("seen", Often(own))]


def test_what_a_family_says_of_a_symptom_wins_over_the_symptom():
    whole = book(
        section(
            [cause("cause", evidence={"other": "usually"})],
            [fix()],
            [symptom("seen", evidence_for={"cause": "sometimes"}), symptom("other")],
            families=(family(evidence={"seen": "never"}),),
        )
    )
    assert [
        (item.symptom, item.often) for item in whole.evidence(whole.by_id["cause"])
    ] == [
        ("other", Often.USUALLY),
        ("seen", Often.NEVER),
    ]


def shown(evidence, symptoms):
    """What a cause with this evidence shows, in words."""
    whole = book(section([cause("cause", evidence=evidence)], [fix()], symptoms))
    return {
        item.symptom: item.often.value for item in whole.shown(whole.by_id["cause"])
    }


def test_a_message_is_shown_by_the_causes_that_list_what_it_implies():
    said = [symptom("general"), symptom("message", implies=("general",))]
    assert shown({"general": "sometimes"}, said) == {
        "general": "sometimes",
        "message": "sometimes",
    }
    assert shown({"general": "always"}, said) == {
        "general": "always",
        "message": "usually",
    }


def test_what_a_cause_says_of_a_message_stands_in_place_of_what_it_implies():
    said = [symptom("general"), symptom("message", implies=("general",))]
    assert (
        shown({"general": "usually", "message": "sometimes"}, said)["message"]
        == "sometimes"
    )


def test_what_is_never_shown_or_common_tells_nothing_of_a_message():
    said = [symptom("general"), symptom("message", implies=("general",))]
    assert shown({"general": "never"}, said) == {"general": "never"}
    common = [symptom("general", background="common"), said[1]]
    assert shown({"general": "usually"}, common) == {"general": "usually"}


def test_of_several_general_symptoms_the_one_that_tells_most_counts():
    said = [
        symptom("wide", background="common"),
        symptom("some"),
        symptom("most"),
        symptom("message", implies=("wide", "some", "most")),
    ]
    assert (
        shown({"wide": "usually", "some": "sometimes", "most": "usually"}, said)[
            "message"
        ]
        == "usually"
    )


def test_a_general_symptom_that_no_cause_lists_is_passed_through():
    chain = [
        symptom("wide"),
        symptom("mid", implies=("wide",)),
        symptom("fine", implies=("mid",)),
    ]
    assert shown({"wide": "usually"}, chain) == dict.fromkeys(
        ("wide", "mid", "fine"), "usually"
    )


def test_symptoms_that_imply_each_other_end():
    circle = [
        symptom("one", implies=("two",)),
        symptom("two", implies=("one",)),
        symptom("seen"),
    ]
    assert shown({"seen": "usually"}, circle) == {"seen": "usually"}


def test_what_only_a_symptom_says_is_evidence_too():
    whole = book(
        section(
            [cause("cause", evidence={"other": "usually"})],
            [fix()],
            [symptom("seen", evidence_for={"cause": "sometimes"}), symptom("other")],
        )
    )
    assert [
        (item.symptom, item.often) for item in whole.evidence(whole.by_id["cause"])
    ][1:] == [("seen", Often.SOMETIMES)]


# The telling line


def line(evidence, symptoms, **others):
    """The telling line of a cause with this evidence; `others` are the evidence of other causes."""
    causes = [
        cause("cause", evidence=evidence),
        *(cause(name, evidence=its) for name, its in others.items()),
    ]
    whole = book(
        section(
            causes,
            [fix()],
            [symptom(name, messages=messages) for name, messages in symptoms.items()],
        )
    )
    return telling(whole, whole.by_id["cause"])


def test_the_telling_line_is_that_of_the_symptom_which_the_fewest_causes_share():
    symptoms = {"shared": ["everybody says this"], "own": ["only one says this"]}
    for evidence in (
        {"shared": "usually", "own": "usually"},
        {"own": "usually", "shared": "always"},
    ):
        assert (
            line(evidence, symptoms, other={"shared": "sometimes"})
            == "only one says this"
        )


def test_of_equally_telling_symptoms_the_author_s_first_is_taken():
    symptoms = {"a": ["a is said"], "b": ["b is said"]}
    assert line({"b": "usually", "a": "usually"}, symptoms) == "b is said"


def test_a_symptom_without_a_message_tells_nothing():
    assert (
        line(
            {"mute": "always", "seen": "usually"},
            {"mute": [], "seen": ["seen"]},
            other={"seen": "usually"},
        )
        == "seen"
    )


@pytest.mark.parametrize(
    ("often", "shown"),
    [("always", "seen"), ("usually", "seen"), ("sometimes", ""), ("never", "")],
)
def test_only_what_a_cause_mostly_shows_can_be_its_telling_line(often, shown):
    assert line({"seen": often}, {"seen": ["seen"]}) == shown


def test_the_telling_line_is_the_first_line_of_the_first_message():
    assert (
        line(
            {"seen": "usually"},
            {"seen": ["first line\nsecond line", "another message"]},
        )
        == "first line"
    )


# Addresses


UNREAD = Sources(Path(), (), ())
"""No files: where something stands in one is not known."""


def clash(*entries, **more):
    """Where two entries of a book have one address, as its check sees it."""
    whole = section(**more)
    whole = Section(whole.problem, fixes=entries)
    names = [entry.id for entry in book(whole).entries()]
    made = book(whole, origins=tuple((name, f"{name}.yml") for name in names))
    return [
        (finding.path, finding.code, finding.hint)
        for finding in clashes(UNREAD, made, Content())
    ]


def test_two_entries_may_not_have_addresses_that_differ_in_case_only():
    """Some disks and servers do not tell them apart; not every address is an id."""
    one, other = fix("load"), fix("other").model_copy(update={"id": "LOAD"})
    assert clash(one, other) == [("LOAD.yml", "V003", "by load.yml")]
    assert clash(other, one) == [("load.yml", "V003", "by LOAD.yml")]


def test_an_alias_may_not_be_another_entry_s_address():
    assert clash(fix("load"), fix("other", aliases=["load"])) == [
        ("other.yml", "V003", "by load.yml")
    ]
    assert clash(fix("load"), fix("other", aliases=["fill"])) == []


@pytest.mark.parametrize(
    "name", ["api", "assets", "diagnose", "messages", "platforms"]
)
def test_no_problem_may_take_the_address_of_a_page_that_every_book_has(name):
    found = clash(fix(), id=name)
    assert found == [(f"{name}.yml", "V003", "by the generator's own page")]


def test_a_clash_is_told_with_the_address_and_for_the_file_as_a_whole_where_no_line_is_to_blame():
    whole = book(section(fixes=[fix("load"), fix("other", aliases=["load"])]))
    [finding] = clashes(
        UNREAD,
        replace(
            whole, origins=tuple((one.id, f"{one.id}.yml") for one in whole.entries())
        ),
        Content(),
    )
    assert (
        str(finding)
        == "other.yml:0:0: V003 the address “problem/fixes/load/” is taken (by load.yml)"
    )


@pytest.mark.parametrize("name", ["checklist", "fixes", "print", "symptoms"])
def test_no_family_may_take_the_address_of_a_page_that_the_generator_makes(name):
    found = clash(fix(), families=(family(name),))
    assert found == [(f"{name}.yml", "V003", "by the generator's own page")]


def test_a_page_of_content_may_not_have_an_entry_s_address_in_any_case(tmp_path):
    from causebook.cli.starters import new_book
    from causebook.project import check

    new_book(tmp_path / "book")
    page = (
        tmp_path / "book" / "content" / "Does-Not-Print" / "fixes" / "Load-Paper.md"
    )
    page.parent.mkdir(parents=True)
    page.write_text("---\ntitle: Load\naudience: public\n---\n\n# Load\n")
    found = [
        (finding.path, finding.code) for finding in check(tmp_path / "book").findings
    ]
    assert ("content/Does-Not-Print/fixes/Load-Paper.md", "V003") in found
