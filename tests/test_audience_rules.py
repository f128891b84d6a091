"""What the public may read of a book, rule by rule, on books of a few entries."""

import json

import pytest
from causebook import model
from causebook.book.audience import for_audience, hidden, is_internal
from causebook.book.book import Book
from causebook.book.section import Section
from causebook.diagnosis.knowledge import knowledge
from causebook.model import Audience
from small_book import (
    ABOUT,
    book,
    cause,
    family,
    fix,
    look,
    platform,
    problem,
    section,
    symptom,
)

HIDDEN = {"audience": "internal"}
CLOSED = Audience.INTERNAL


def about(**more):
    """The book's own page with these lists in it."""
    raw = {"facets": [], **ABOUT.model_dump(by_alias=True), **more}
    return model.About.model_validate(raw)


def lists(whole):
    """The ids of what the public may read of `book.yml`."""
    made = for_audience(whole, Audience.PUBLIC).about
    return {
        key: [item.id for item in getattr(made, key)]
        for key in ("parties", "places", "roles", "facets")
    }


def test_internal_readers_get_the_book_itself():
    whole = book(section([cause("cause", **HIDDEN)], [fix()], [symptom()]))
    assert for_audience(whole, CLOSED) is whole


def test_every_kind_of_entry_that_is_internal_goes_and_its_file_with_it():
    closed = section(
        [cause("cause"), cause("no-cause", **HIDDEN)],
        [fix(), fix("no-fix", **HIDDEN)],
        [symptom(), symptom("no-symptom", **HIDDEN)],
        families=(family(), family("no-family", **HIDDEN)),
        observations=(look(), look("no-look", **HIDDEN)),
    )
    gone = platform("no-platform").model_copy(update={"audience": CLOSED})
    whole = Book(
        ABOUT,
        (platform("here"), gone),
        (),
        (closed,),
        tuple(
            (name, f"{name}.yml")
            for name in ("cause", "no-cause", "here", "no-platform")
        ),
    )
    made = for_audience(whole, Audience.PUBLIC)
    assert [entry.id for entry in made.entries()] == [
        "problem",
        "family",
        "look",
        "cause",
        "seen",
        "fix",
        "here",
    ]
    assert made.origins == (("cause", "cause.yml"), ("here", "here.yml"))


def test_a_problem_that_is_internal_takes_all_that_is_under_it_along():
    closed = section([cause("cause")], [fix()], [symptom()], **HIDDEN)
    assert for_audience(book(closed), Audience.PUBLIC).sections == ()


def test_scenarios_go_as_well():
    from small_book import scenario

    one, other = (
        scenario("one"),
        scenario("other").model_copy(update={"audience": CLOSED}),
    )
    whole = book(
        Section(problem(), (cause("cause"),), (symptom(),), (fix(),), (one, other))
    )
    assert for_audience(whole, Audience.PUBLIC).sections[0].scenarios == (one,)


def test_parts_within_parts_go_and_what_loses_nothing_is_the_same_object():
    steps = [
        {
            "id": "one",
            "do": "One.",
            "commands": [{"run": "a"}, {"run": "b", **HIDDEN}],
        },
        {"id": "two", "do": "Two.", **HIDDEN},
        {"id": "three", "do": "Three."},
    ]
    kept, cut = fix("kept"), fix("cut", steps=steps)
    noted = cause(
        "cause", notes=[{**HIDDEN, "text": "x"}, {"audience": "public", "text": "y"}]
    )
    whole = book(section([noted], [kept, cut], [symptom()]))
    made = for_audience(whole, Audience.PUBLIC).sections[0]
    assert made.fixes[0] is kept
    assert [step.id for step in made.fixes[1].steps] == ["one", "three"]
    assert [command.run for command in made.fixes[1].steps[0].commands] == ["a"]
    assert made.fixes[1].steps[1] is cut.steps[2]
    assert [note.text for note in made.causes[0].notes] == ["y"]
    assert made.symptoms[0] is whole.sections[0].symptoms[0]


def test_a_list_that_only_loses_something_within_its_parts_is_no_longer_the_same():
    steps = [
        {
            "id": "one",
            "do": "One.",
            "commands": [{"run": "a"}, {"run": "b", **HIDDEN}],
        }
    ]
    whole = book(section([cause("cause")], [fix(steps=steps)], [symptom()]))
    [step] = for_audience(whole, Audience.PUBLIC).sections[0].fixes[0].steps
    assert [command.run for command in step.commands] == ["a"]


def test_a_single_part_goes_too_and_so_do_parts_of_a_single_part():
    verify = {"text": "Look.", "commands": [{"run": "a", **HIDDEN}, {"run": "b"}]}
    whole = book(section([cause("cause")], [fix(verify=verify)], [symptom()]))
    made = for_audience(whole, Audience.PUBLIC).sections[0].fixes[0]
    assert [command.run for command in made.verify.commands] == ["b"]


def choice(name, **more):
    """A question with two answers."""
    options = [
        {"symptom": "seen", "text": f"{name} one"},
        {"symptom": "heard", "text": "Two"},
    ]
    raw = {
        "id": name,
        "ask": f"{name}?",
        "observation": "look",
        "options": options,
        **more,
    }
    return model.Choice.model_validate(raw)


def test_an_internal_question_goes_with_its_answers_and_a_public_one_is_the_same_object():
    whole = book(
        section(
            [], [], [symptom()], choices=(choice("open"), choice("shut", **HIDDEN))
        )
    )
    [kept] = for_audience(whole, Audience.PUBLIC).sections[0].problem.choices
    assert kept is whole.sections[0].problem.choices[0]


def test_of_what_a_message_tells_to_do_internal_commands_go():
    commands = [{"run": "a"}, {"run": "b", **HIDDEN}]
    whole = book(
        section([], [], [symptom(first_step={"do": "Do it.", "commands": commands})])
    )
    [made] = for_audience(whole, Audience.PUBLIC).sections[0].symptoms
    assert [command.run for command in made.first_step.commands] == ["a"]


def test_a_role_is_shown_by_public_facets_and_symptoms_only():
    facets = [
        {"id": "log", "title": "Log"},
        {"id": "secret", "title": "Secret", **HIDDEN},
    ]
    signs = {"facets": ["log", "secret"], "symptoms": ["seen", "no-symptom"]}
    roles = [{"id": "user", "title": "I", "parties": ["reader"], **signs}]
    symptoms = [symptom(), symptom("no-symptom", **HIDDEN)]
    whole = Book(
        about(facets=facets, roles=roles), sections=(section([], [], symptoms),)
    )
    [made] = for_audience(whole, Audience.PUBLIC).about.roles
    assert (made.facets, made.symptoms) == (("log",), ("seen",))


def test_nothing_of_what_is_internal_reaches_what_the_public_diagnosis_knows():
    named = {"patterns": [{"re": "zqzq"}], **HIDDEN}
    product = model.Platform.model_validate(
        {**platform("zqzq").model_dump(by_alias=True), **named}
    )
    step = {"do": "Do it.", "commands": [{"run": "zqzq", **HIDDEN}]}
    told = {
        "name": "zqzq-says",
        "title": "zqzq",
        "first_step": {"do": "zqzq"},
        **HIDDEN,
    }
    shown = section(
        [cause("cause")],
        [fix(unless=["seen"])],
        [symptom(first_step=step), symptom("heard"), symptom(**told)],
        choices=(choice("open"), choice("zqzq", **HIDDEN)),
        observations=(
            look(shown_by=["words"], roles=["user"]),
            look("zqzq", **HIDDEN),
        ),
    )
    whole = Book(ABOUT, (platform("here"), product), sections=(shown,))
    inside = json.dumps(knowledge(whole, CLOSED, "1"))
    public = json.dumps(
        knowledge(for_audience(whole, Audience.PUBLIC), Audience.PUBLIC, "1")
    )
    assert inside.count("zqzq") > 8
    assert "zqzq" not in public
    assert all(
        kept in public for kept in ("open one", "Do it.", '"shownBy": ["words"]')
    )


ITEM = {
    "parties": {"contact": "here"},
    "places": {},
    "roles": {"parties": ["reader"]},
    "facets": {},
}
USES = {
    "parties": lambda name, **more: cause("user", responsible=name, **more),
    "places": lambda name, **more: cause("user", place=name, **more),
    "facets": lambda name, **more: symptom(
        "user", patterns=[{"re": "x", "in": [name]}], **more
    ),
}


@pytest.mark.parametrize(
    ("audience", "stays"), [("public", True), ("internal", False)]
)
def test_a_facet_that_shows_an_act_is_public_where_the_act_is(audience, stays):
    looks = (look(), look("other", shown_by=["extra"], audience=audience))
    whole = Book(listed("facets"), sections=(section(observations=looks),))
    assert ("extra" in lists(whole)["facets"]) is stays


def listed(key, says=None):
    """The book's own page with one thing more in a list."""
    item = {
        "id": "extra",
        "title": "Extra",
        **ITEM[key],
        **({"audience": says} if says else {}),
    }
    return about(**{key: [*ABOUT.model_dump()[key], item]})


@pytest.mark.parametrize("key", USES)
@pytest.mark.parametrize(
    ("says", "users", "stays"),
    [
        (None, [], True),
        (None, ["internal"], False),
        (None, ["public"], True),
        (None, ["internal", "public"], True),
        ("public", ["internal"], True),
        ("internal", [], False),
    ],
)
def test_what_is_listed_is_public_unless_it_says_otherwise_or_only_internal_entries_name_it(
    key, says, users, stays
):
    made = [USES[key]("extra", audience=audience) for audience in users]
    causes = [one for one in made if one.__class__ is model.Cause]
    symptoms = [one for one in made if one.__class__ is model.Symptom]
    whole = Book(listed(key, says), sections=(section(causes, [fix()], symptoms),))
    assert ("extra" in lists(whole)[key]) is stays
    assert ("extra" in hidden(whole)[key]) is not stays


def test_an_entry_is_internal_if_it_says_so_or_its_problem_does():
    closed = section([cause("open")], [], [], **HIDDEN)
    other = problem(id="other", families=(family("a"),), observations=(look("b"),))
    shown = Section(other, (cause("shown"), cause("told", **HIDDEN)))
    platforms = (
        platform("here"),
        platform("there").model_copy(update={"audience": CLOSED}),
    )
    whole = Book(ABOUT, platforms, sections=(closed, shown))
    names = ("open", "shown", "told", "here", "there")
    assert {name: is_internal(whole, whole.by_id[name]) for name in names} == {
        "open": True,
        "shown": False,
        "told": True,
        "here": False,
        "there": True,
    }


def test_what_a_public_entry_of_an_internal_problem_names_is_internal():
    closed = section([cause("user", place="extra")], **HIDDEN)
    whole = Book(listed("places"), sections=(closed,))
    assert "extra" in hidden(whole)["places"]


def test_a_role_goes_when_all_of_its_parties_do_and_no_public_entry_names_it():
    parties = [
        *ABOUT.model_dump()["parties"],
        {"id": "desk", "title": "Desk", "contact": "x", **HIDDEN},
    ]
    roles = [
        *ABOUT.model_dump()["roles"],
        {"id": "of-the-desk", "title": "Desk", "parties": ["desk"]},
        {"id": "both", "title": "Both", "parties": ["desk", "reader"]},
        {"id": "named", "title": "Named", "parties": ["desk"]},
    ]
    from small_book import scenario

    told = scenario("told").model_copy(update={"role": "named"})
    whole = Book(
        about(parties=parties, roles=roles),
        sections=(
            Section(problem(), (cause("cause"),), (symptom(),), (fix(),), (told,)),
        ),
    )
    assert lists(whole)["roles"] == ["user", "both", "named"]
    assert hidden(whole)["roles"] == {"of-the-desk"}
    made = for_audience(whole, Audience.PUBLIC).about.roles
    assert [role.parties for role in made] == [("reader",), ("reader",), ()]


def test_a_role_starts_with_public_causes_only():
    roles = [
        {
            "id": "user",
            "title": "I",
            "parties": ["reader"],
            "start": ["cause", "no-cause"],
        }
    ]
    whole = Book(
        about(roles=roles),
        sections=(
            section(
                [cause("cause"), cause("no-cause", **HIDDEN)], [fix()], [symptom()]
            ),
        ),
    )
    assert for_audience(whole, Audience.PUBLIC).about.roles[0].start == ("cause",)


def test_a_phrase_stays_where_a_public_pattern_needs_it_directly_or_through_another():
    raw = {"used": "a|{deep}", "deep": "b", "idle": "c", "closed": "d", "near": "e"}
    phrases = tuple(
        model.Phrase(id=name, means="it", re=text) for name, text in raw.items()
    )
    symptoms = [
        symptom(patterns=[{"re": "x {used}"}]),
        symptom("close", patterns=[{"near": ["{near}", "y"]}]),
        symptom("no-symptom", patterns=[{"re": "{closed}"}], **HIDDEN),
    ]
    whole = Book(ABOUT, (), phrases, (section([cause("cause")], [fix()], symptoms),))
    made = for_audience(whole, Audience.PUBLIC)
    assert [phrase.id for phrase in made.phrases] == ["used", "deep", "near"]
