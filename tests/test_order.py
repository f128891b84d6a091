"""What is worth trying first: every weight is held by two fixes that it makes equally good.

Of equal fixes the one with the smaller id comes first, whichever way round the ids are. A weight
that is changed makes one of them better, and then one of the two orders is wrong.
"""

import pytest
from causebook.book.order import (
    common_causes,
    fixes_in_order,
    observations_in_order,
    quickest,
)
from small_book import book, cause, family, fix, look, section

# what: (the causes of one fix, its keys), (the causes of the other, its keys); a cause is its
# likelihood and the place that the fix has in its list
EQUAL = {
    "one common cause weighs as much as two occasional ones": (
        ([("common", 1)], {}),
        ([("occasional", 1), ("occasional", 1)], {}),
    ),
    "one occasional cause weighs as much as three rare ones": (
        ([("occasional", 1)], {}),
        ([("rare", 1)] * 3, {}),
    ),
    "the second fix of a common cause is worth the first of an occasional one": (
        ([("common", 2)], {}),
        ([("occasional", 1)], {}),
    ),
    "the third fix of an occasional cause is worth the first of a rare one": (
        ([("occasional", 3)], {}),
        ([("rare", 1)], {}),
    ),
    "what takes minutes must do five times as much as what takes seconds": (
        ([("occasional", 1), ("rare", 1), ("rare", 1)], {"effort": "minutes"}),
        ([("rare", 1)], {}),
    ),
    "what takes hours must do twelve times as much as what takes minutes": (
        ([("common", 1), ("common", 1)], {"effort": "hours"}),
        ([("rare", 1)], {"effort": "minutes"}),
    ),
    "what takes days costs twice as much as what takes hours and disrupts": (
        ([("common", 1)], {"effort": "days"}),
        ([("occasional", 1)], {"effort": "hours", "safety": "disruptive"}),
    ),
    "what can be taken back must do half as much again as what only reads": (
        ([("occasional", 1)], {"safety": "reversible"}),
        ([("common", 3)], {}),
    ),
    "what disrupts must do four times as much as what only reads": (
        ([("common", 1)], {"safety": "disruptive"}),
        ([("occasional", 2)], {}),
    ),
}
UNDO = {"undo": {"text": "Take it back."}}


def ordered(**fixes):
    """The ids of the fixes in order; each is given as (causes, keys)."""
    fillers = [
        fix(f"filler-{n}", effort="days", safety="disruptive", **UNDO)
        for n in range(3)
    ]
    causes = [
        cause(
            f"{name}-cause-{n}",
            likelihood=likelihood,
            fixes=(*(filler.id for filler in fillers[: place - 1]), name),
        )
        for name, (its, _) in fixes.items()
        for n, (likelihood, place) in enumerate(its)
    ]
    made = [fix(name, **UNDO, **keys) for name, (_, keys) in fixes.items()]
    whole = section(causes, [*reversed(made), *fillers])
    return [one.id for one in fixes_in_order(book(whole), whole) if one.id in fixes]


@pytest.mark.parametrize("what", EQUAL)
def test_a_weight_makes_two_fixes_equally_good(what):
    one, other = EQUAL[what]
    assert ordered(a=one, b=other) == ["a", "b"]
    assert ordered(a=other, b=one) == ["a", "b"]


def test_the_fix_that_is_worth_more_comes_first_whatever_its_id():
    assert ordered(a=([("rare", 1)], {}), b=([("common", 1)], {})) == ["b", "a"]
    assert ordered(
        a=([("common", 1)], {"effort": "hours"}),
        b=([("common", 1)], {"effort": "minutes"}),
    ) == ["b", "a"]
    assert ordered(a=([], {}), b=([("rare", 1)], {"effort": "days"})) == ["b", "a"]


def test_quick_looks_come_first_and_equal_ones_as_the_author_ordered_them():
    efforts = {
        "d": "days",
        "m": "minutes",
        "b": "seconds",
        "h": "hours",
        "a": "seconds",
    }
    whole = section(
        observations=tuple(
            look(name, effort=effort) for name, effort in efforts.items()
        )
    )
    assert [one.id for one in observations_in_order(whole)] == [
        "b",
        "a",
        "m",
        "h",
        "d",
    ]


def common(most, causes, families=("family",)):
    """The ids of the common causes; a cause is (id, likelihood, family), a family id may be alone."""
    made = tuple(
        family(*name[:1], likelihood=name[1])
        if isinstance(name, tuple)
        else family(name)
        for name in families
    )
    whole = section(
        [
            cause(name, likelihood=likelihood, family=its)
            for name, likelihood, its in causes
        ],
        families=made,
    )
    return [one.id for one in common_causes(whole, most)]


def test_common_causes_come_before_rare_ones_of_any_family():
    causes = [
        ("a", "rare", "one"),
        ("b", "occasional", "two"),
        ("c", "common", "two"),
        ("d", "common", "two"),
    ]
    assert common(9, causes, ("one", "two")) == ["c", "d", "b", "a"]


def test_families_take_turns_among_equally_likely_causes():
    causes = [
        ("a", "common", "one"),
        ("b", "common", "one"),
        ("c", "common", "one"),
        ("d", "common", "two"),
        ("e", "common", "two"),
    ]
    assert common(9, causes, ("one", "two")) == ["a", "d", "b", "e", "c"]


def test_a_family_that_had_its_turn_among_the_common_causes_waits_among_the_rare_ones():
    causes = [("a", "common", "one"), ("b", "rare", "one"), ("c", "rare", "two")]
    assert common(9, causes, ("one", "two")) == ["a", "c", "b"]


def test_a_rare_cause_does_not_take_the_turn_of_a_common_one():
    causes = [("a", "rare", "one"), ("b", "common", "one"), ("c", "common", "two")]
    assert common(9, causes, ("one", "two")) == ["b", "c", "a"]


def test_of_equal_turns_the_likelier_family_begins_then_the_one_the_author_put_first():
    causes = [
        ("a", "common", "one"),
        ("b", "common", "two"),
        ("c", "common", "three"),
    ]
    assert common(9, causes, ("three", ("one", "rare"), ("two", "common"))) == [
        "b",
        "c",
        "a",
    ]


def test_within_a_family_equal_causes_keep_the_order_of_the_book():
    assert common(
        9, [("z", "rare", "family"), ("a", "rare", "family"), ("m", "rare", "family")]
    ) == ["z", "a", "m"]


def test_no_more_common_causes_than_asked_for():
    causes = [(f"cause-{n}", "common", "family") for n in range(5)]
    assert common(2, causes) == ["cause-0", "cause-1"]


@pytest.mark.parametrize(
    ("efforts", "quick"),
    [
        (["days", "seconds", "hours"], "seconds"),
        (["hours", "minutes"], "minutes"),
        (["days", "hours"], "hours"),
    ],
)
def test_the_quickest_effort_is_that_of_the_quickest_fix(efforts, quick):
    assert (
        quickest(
            tuple(
                fix(f"fix-{n}", effort=effort, **UNDO)
                for n, effort in enumerate(efforts)
            )
        )
        == quick
    )
