"""What the page of a cause shows first: its line, its signs, its first steps, and who does it."""

import pytest
from causebook.model import Often, Party, Role
from causebook.render.doers import doer, sentence
from causebook.render.entry_pages import SEEN_STEPS, fix_group
from causebook.render.recognition import (
    FEWEST,
    MOST,
    all_signs,
    printed,
    telling,
    telling_signs,
)
from causebook.render.sheet import sheet
from hypothesis import given
from hypothesis import strategies as st
from small_book import ABOUT, book, cause, fix, platform, section, symptom

OFTEN = st.sampled_from([often.value for often in Often])
EVIDENCE = st.dictionaries(st.sampled_from("abcdefgh"), OFTEN, min_size=1)


def of(*evidence, chosen=(), **more):
    """A book whose causes c0, c1, … have this evidence, and its first cause."""
    causes = [
        cause(f"c{n}", evidence=own, signs=chosen if n == 0 else (), **more)
        for n, own in enumerate(evidence)
    ]
    whole = book(section(causes, [fix()], [symptom(name) for name in "abcdefgh"]))
    return whole, whole.by_id["c0"]


def ids(signs):
    return [sign.symptom.id for sign in signs]


@given(EVIDENCE, EVIDENCE)
def test_a_page_shows_no_more_than_five_signs_and_none_that_speaks_against_it(
    own, other
):
    whole, first = of(own, other)
    shown = telling_signs(whole, first)
    mostly = [name for name, often in own.items() if often in {"always", "usually"}]
    possible = [name for name, often in own.items() if often != "never"]
    assert min(FEWEST, len(possible)) <= len(shown) <= MOST
    assert set(mostly) >= set(ids(shown)) or len(shown) <= FEWEST
    assert not any(sign.often is Often.NEVER for sign in shown)


@given(EVIDENCE, EVIDENCE)
def test_every_sign_of_a_cause_is_on_its_page(own, other):
    whole, first = of(own, other)
    assert sorted(
        seen.id for _, group in all_signs(whole, first) for seen in group
    ) == sorted(own)


def test_a_sign_tells_more_the_fewer_causes_show_it():
    own = {"a": "usually", "b": "usually", "c": "usually"}
    whole, first = of(own, {"a": "usually", "b": "usually"}, {"a": "usually"})
    assert ids(telling_signs(whole, first)) == ["c", "b", "a"]


def test_a_sign_tells_more_the_oftener_it_is_there():
    whole, first = of({"a": "usually", "b": "always"})
    assert ids(telling_signs(whole, first)) == ["b", "a"]


def test_what_nearly_every_cause_shows_is_no_fourth_sign():
    own = dict.fromkeys("abcd", "always")
    whole, first = of(own, *[{"d": "always"}] * 30)
    assert ids(telling_signs(whole, first)) == ["a", "b", "c"]


def test_signs_that_the_author_chose_are_shown_in_his_order():
    whole, first = of(
        {"a": "always", "b": "usually", "c": "sometimes"}, chosen=("c", "b")
    )
    assert ids(telling_signs(whole, first)) == ["c", "b"]


def test_the_line_that_the_author_chose_is_shown_whatever_the_messages_are():
    said = symptom("said", messages=["a rare line"])
    own = cause("c0", evidence={"said": "usually"}, known_by="what people say")
    whole = book(section([own], [fix()], [said]))
    assert telling(whole, own) == "what people say"


def test_messages_stand_by_product_with_the_most_telling_product_first():
    symptoms = [
        symptom("shared", messages=["x"], platform="one"),
        symptom("own", messages=["y"], platform="two"),
        symptom("another", messages=["z"], platform="two"),
    ]
    evidence = dict.fromkeys(["shared", "own", "another"], "usually")
    causes = [
        cause("c0", evidence=evidence),
        cause("c1", evidence={"shared": "usually"}),
    ]
    whole = book(
        section(causes, [fix()], symptoms),
        platforms=(platform("one"), platform("two")),
    )
    found = printed(whole, whole.by_id["c0"])
    assert [(item.product, len(item.symptoms)) for item in found] == [
        ("two", 2),
        ("one", 1),
    ]


@pytest.mark.parametrize(("steps", "seen"), [(1, 1), (4, 4), (5, 5), (6, 4), (9, 4)])
def test_the_page_of_a_cause_has_the_first_steps_and_never_leaves_out_a_single_one(
    steps, seen
):
    done = fix(steps=[{"id": f"s{n}", "do": "Do it."} for n in range(steps)])
    group = fix_group(book(section(fixes=[done])), done, SEEN_STEPS)
    assert (len(group.rows), len(group.more)) == (seen, steps - seen)
    assert len(fix_group(book(section(fixes=[done])), done).rows) == steps


def test_whoever_every_reader_can_act_as_is_called_you():
    keeper = Party(id="keeper", title="the keeper", contact="there")
    about = ABOUT.model_copy(update={"parties": (*ABOUT.parties, keeper)})
    whole = book().__class__(about)
    assert doer(whole, "reader") == "you"
    assert doer(whole, "keeper") == "the keeper"


def test_a_known_role_says_more_of_who_the_reader_is():
    keeper = Party(id="keeper", title="the keeper", contact="there")
    keeps = Role(id="keeps", title="I keep", parties=("reader", "keeper"))
    more = {"parties": (*ABOUT.parties, keeper), "roles": (*ABOUT.roles, keeps)}
    whole = book().__class__(ABOUT.model_copy(update=more))
    asked = [
        (role, doer(whole, "keeper", role))
        for role in ("keeps", "user", "nobody", None)
    ]
    assert [role for role, who in asked if who == "you"] == ["keeps"]


def test_the_sheet_sends_nobody_to_himself():
    whole = book(
        section([cause("c")], [fix(responsible="reader")], [symptom("seen")])
    )
    told = sheet(whole, whole.sections[0])
    assert (told["parties"], [item.who for item in told["usual"]]) == ([], ["you"])


def test_a_book_without_roles_knows_nobody_as_you():
    about = ABOUT.model_copy(
        update={
            "roles": (),
            "parties": (Party(id="reader", title="the user", contact="x"),),
        }
    )
    assert doer(book().__class__(about), "reader") == "the user"


def test_a_sentence_begins_large_and_leaves_names_as_they_are():
    assert sentence("the owner of the API") == "The owner of the API"
