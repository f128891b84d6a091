"""Pages that search engines land people on: a fix on each, and what is worth trying first comes first."""

import re
from pathlib import Path

import shipped_book
from causebook.book.addresses import has_page, own_path
from causebook.book.order import causes_in_order, causes_of_platform, common_causes
from causebook.model import Audience, Platform, Symptom
from causebook.render import indexes, landing
from small_book import NAMED, book, cause, fix, look, section, symptom

ROOT = Path(__file__).parents[1]


def product(name="cups", **more):
    return Platform.model_validate({**NAMED, "id": name, **more})


def ordered(causes, *, keys=None, platforms=(), fixes=(), implied=()):
    """The causes of the symptom `seen`, as its page lists them."""
    seen = symptom("seen", **(keys or {}))
    made = fixes or [fix()]
    whole = book(section(causes, made, [seen, *implied]), platforms=platforms)
    return [one.cause.id for one in causes_in_order(whole, seen)]


def likely(name, likelihood, often="usually", **more):
    return cause(name, likelihood=likelihood, evidence={"seen": often}, **more)


def test_the_likelier_cause_comes_first_whatever_its_id():
    assert ordered([likely("a", "rare"), likely("b", "common")]) == ["b", "a"]


def test_a_cause_that_shows_it_more_often_comes_before_an_equally_likely_one():
    assert ordered(
        [likely("a", "rare", "sometimes"), likely("b", "rare", "always")]
    ) == ["b", "a"]


def test_how_often_it_is_shown_counts_with_how_likely_the_cause_is():
    few = likely("a", "occasional", "sometimes")
    assert ordered([few, likely("b", "rare", "usually")]) == ["a", "b"]
    assert ordered([few, likely("b", "rare", "always")]) == ["b", "a"]


def test_a_cause_that_never_shows_it_is_no_cause_of_it():
    assert ordered([likely("a", "common", "never"), likely("b", "rare")]) == ["b"]


def test_of_equally_likely_causes_the_one_with_the_cheaper_fix_comes_first():
    fixes = [fix("slow", effort="days"), fix("quick", effort="seconds")]
    causes = [
        likely("a", "rare", fixes=("slow",)),
        likely("b", "rare", fixes=("quick",)),
    ]
    assert ordered(causes, fixes=fixes) == ["b", "a"]


def test_what_most_people_see_speaks_for_no_cause_that_shows_it_only_now_and_then():
    def is_telling(background, *often):
        seen = symptom("seen", background=background)
        causes = [likely(f"c{n}", "rare", word) for n, word in enumerate(often)]
        return landing.is_telling(book(section(causes, [fix()], [seen])), seen)

    assert not is_telling("common", "sometimes")
    assert not is_telling("common", "sometimes", "never")
    assert is_telling("common", "sometimes", "usually")
    assert is_telling("occasional", "sometimes")


def test_what_usually_is_another_problem_says_so_and_names_no_cause_of_this_one():
    made, files = shipped()
    failed = made.by_id["tls-failure"]
    page = files[own_path(made, failed)]
    assert [one.often for one in causes_in_order(made, failed)] == ["sometimes"]
    assert "no HTTP response and no 401" in page
    assert "One cause is known" not in page


def test_with_a_product_its_own_causes_come_first_and_those_nobody_has_with_it_are_gone():
    causes = [likely(name, "rare") for name in "abc"]
    cups = product(common=["c"], never=["b"])
    assert ordered(causes, keys={"platform": "cups"}, platforms=[cups]) == ["c", "a"]
    assert ordered(causes, platforms=[cups]) == ["a", "b", "c"]


def test_a_symptom_that_no_cause_shows_has_the_causes_of_what_it_implies():
    general = symptom("general")
    causes = [cause("a", evidence={"general": "usually"})]
    assert ordered(causes, keys={"implies": ["general"]}, implied=[general]) == ["a"]


def test_a_platform_begins_with_what_was_chosen_by_hand():
    causes = [
        cause(name, likelihood=likelihood, platforms=["cups"])
        for name, likelihood in [("a", "rare"), ("b", "common"), ("c", "rare")]
    ]
    cups = product(common=["c", "a"])
    whole = book(section(causes, [fix()], [symptom()]), platforms=[cups])
    assert [one.cause.id for one in causes_of_platform(whole, cups)] == [
        "c",
        "a",
        "b",
    ]


def test_common_is_what_the_users_of_most_products_meet():
    causes = [cause(name, likelihood="common") for name in "abc"]
    platforms = [product("one", common=["c"]), product("two", common=["c", "b"])]
    whole = section(causes, [fix()], [symptom()])
    assert [one.id for one in common_causes(whole, 9, platforms)] == ["c", "b", "a"]


def test_what_tells_a_cause_from_the_likeliest_is_what_that_one_says_of_it():
    said = [{"cause": "b", "difference": "Only b hums."}]
    causes = [
        likely("a", "common", look_alikes=said),
        likely("b", "rare"),
        likely("c", "rare"),
    ]
    seen = symptom("seen")
    tried = landing.tried_for(book(section(causes, [fix()], [seen])), seen)
    assert [(row.cause.id, row.difference) for row in tried] == [
        ("a", ""),
        ("b", "Only b hums."),
        ("c", ""),
    ]


# The indexes


def test_fixes_are_listed_by_who_can_do_them_you_first():
    parties = {"others": fix("b", responsible="other"), "yours": fix("a")}
    about = {
        "parties": [
            {"id": "other", "title": "the owner", "contact": "there"},
            {"id": "reader", "title": "me", "contact": "here"},
        ]
    }
    whole = book(
        section([cause("cause", fixes=("a", "b"))], parties.values(), [symptom()])
    )
    made = whole.about.model_validate(
        {**whole.about.model_dump(by_alias=True), **about}
    )
    whole = type(whole)(made, sections=whole.sections)
    groups = indexes.fixes(whole, whole.sections[0])
    assert [(group.title, [one.id for one in group.rows]) for group in groups] == [
        ("You", ["a"]),
        ("The owner", ["b"]),
    ]


def test_symptoms_are_listed_by_where_one_looks_those_of_likely_causes_first():
    looks = (look("slow", effort="days"), look("quick", effort="seconds"))
    symptoms = [
        symptom("seen", title="A", observation="quick"),
        symptom("other", title="B", observation="quick"),
        symptom("last", observation="slow"),
        symptom("said", observation="quick", platform="cups", messages=["Jam"]),
    ]
    causes = [
        likely("a", "rare"),
        cause("b", likelihood="common", evidence={"other": "usually"}),
    ]
    whole = book(
        section(causes, [fix()], symptoms, observations=looks), platforms=[product()]
    )
    groups = indexes.symptoms(whole, whole.sections[0])
    assert [(group.id, [one.id for one in group.rows]) for group in groups] == [
        ("quick", ["other", "seen"]),
        ("slow", ["last"]),
    ]


def test_messages_are_listed_by_product_and_alphabet_quotes_aside():
    symptoms = [
        symptom("a", platform="cups", messages=["Zero", '"alpha" is it']),
        symptom("b", messages=["Anything"]),
    ]
    whole = book(
        section([likely("c", "rare")], [fix()], symptoms),
        platforms=[product(title="Cups")],
    )
    groups = indexes.messages(whole)
    assert [
        (group.title, [line.text for line in group.rows]) for group in groups
    ] == [
        ("Any product", ["Anything"]),
        ("Cups", ['"alpha" is it', "Zero"]),
    ]


# The shipped book


def shipped():
    made = shipped_book.seen_by(Audience.PUBLIC)
    return made, shipped_book.rendered(Audience.PUBLIC).files


def symptom_pages():
    made, _ = shipped()
    return [
        entry
        for entry in made.entries()
        if isinstance(entry, Symptom) and has_page(made, entry)
    ]


def test_every_symptom_page_leads_to_a_fix():
    made, files = shipped()
    lacking = [
        entry.id
        for entry in symptom_pages()
        if "/fixes/" not in files[own_path(made, entry)]
    ]
    assert lacking == []


def test_where_a_cause_is_known_its_first_steps_are_on_the_page():
    made, files = shipped()
    for entry in symptom_pages():
        told = causes_in_order(made, entry)
        if landing.is_telling(made, entry):
            first = made.fixes(told[0].cause)[0]
            rows = re.findall(r'data-step="([^"]+)"', files[own_path(made, entry)])
            every = [f"{first.id}/{step.id}" for step in first.steps]
            assert rows == (every if len(told) == 1 else every[: len(rows)]), entry.id
            assert rows, entry.id


def test_what_a_symptom_without_the_problem_means_is_on_its_page():
    made, files = shipped()
    for item in made.sections[0].problem.otherwise:
        entry = made.by_id[item.symptom]
        if not landing.shows_problem(made, entry):
            assert item.text[:40] in files[own_path(made, entry)]
