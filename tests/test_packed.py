"""What the page carries of the knowledge is less text, and the whole of it."""

import json
import random

import pytest
from causebook.diagnosis.entry_records import pattern_record
from causebook.diagnosis.packed import packed
from causebook.model import Pattern
from unpacked import unpacked

KNOWN = {
    "book": {"id": "b", "title": "B"},
    "symptoms": [
        {
            "id": "out",
            "url": "p/out/",
            "ask": None,
            "patterns": [{"in": [], "re": "a"}],
        },
        {
            "id": "jam",
            "url": "p/jam/",
            "ask": "Is it?",
            "patterns": [{"in": [], "re": "{id}"}],
        },
        {
            "id": "hot",
            "url": "q/",
            "ask": None,
            "patterns": [{"in": ["log"], "re": "{id}"}],
        },
    ],
    "phrases": {"id": "x"},
    "scales": {"often": 0.5},
}


def test_what_most_entries_say_stands_once():
    made = packed(KNOWN)
    assert made["usual"]["symptoms"] == {"url": 1, "ask": None}
    assert made["symptoms"]["url"] == [0, 0, "q/"]


def test_a_text_that_many_say_stands_once_with_places_for_the_names_of_its_entry():
    symptoms = [
        {"id": "out", "url": "p/out/", "of": []},
        {"id": "jam", "url": "p/jam/", "of": []},
        {"id": "hot", "url": "p/jam/#hot", "of": ["jam", "out"]},
        {"id": "wet", "url": "p/out/#wet", "of": ["out"]},
    ]
    made = packed({"symptoms": symptoms})
    assert made["forms"] == {"symptoms.url": ["p/{id}/", "p/{of.0}/#{id}"]}
    assert made["symptoms"]["url"] == [1, 1, 2, 2]


def test_entries_that_all_name_themselves_say_so_once():
    symptoms = [{"id": name, "title": name} for name in ("out", "jam", "hot")]
    made = packed({"symptoms": symptoms})
    assert (made["usual"]["symptoms"], made["forms"]) == (
        {"title": 1},
        {"symptoms.title": ["{id}"]},
    )
    assert unpacked(json.dumps(made)) == {"symptoms": symptoms}


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        ([0] * 11 + [-8, 17], {"#": "i" * 11 + "az"}),
        ([0] * 11, [0] * 11),
        ([0] * 12 + [18], [0] * 12 + [18]),
        ([0] * 12 + [0.5], [0] * 12 + [0.5]),
        ([0] * 12 + [False], [0] * 12 + [False]),
    ],
)
def test_a_list_of_small_numbers_is_a_text_where_each_has_a_letter(
    numbers: list[object], shown: object
):
    known = {"words": {"votes": [numbers, ["a", 3]]}}
    made = packed(known)
    assert made["words"]["votes"] == [shown, ["a", 3]]
    assert unpacked(json.dumps(made)) == known


def test_the_values_of_maps_by_names_have_forms_too():
    causes = [
        {"id": "a", "shown": {"hot": "often"}},
        {"id": "b", "shown": {"jam": "often"}},
    ]
    made = packed({**KNOWN, "causes": causes})
    assert (made["forms"][".shown"], made["causes"]["shown"]) == (
        ["often"],
        [[[3], [1]], [[2], [1]]],
    )


def test_records_of_all_entries_stand_in_one_table_with_the_size_of_each():
    parts = {"one": [{"n": "a"}, {"n": "b"}], "two": [], "three": [{"m": "c"}]}
    made = packed(
        {"wholes": [{"id": name, "parts": own} for name, own in parts.items()]}
    )
    assert made["wholes"]["parts"] == {
        "": [2, 0, 1],
        "n": ["a", "b", 0],
        "m": [0, 0, "c"],
    }


def test_entries_are_named_by_their_places_where_one_list_holds_all_names():
    causes = [
        {"id": "a", "shown": {"hot": 1, "out": 2}, "party": "us", "n": ["jam", 1]},
        {"id": "b", "shown": {"jam": 1}, "party": "them", "n": ["out", 2]},
    ]
    made = packed({**KNOWN, "causes": causes})
    assert made["refers"] == {"causes.shown": "symptoms"}
    columns = made["causes"]
    assert columns["shown"] == [[[3, 1], [1, 2]], [[2], [1]]]
    assert (columns["party"], columns["n"]) == (
        ["us", "them"],
        [["jam", 1], ["out", 2]],
    )


@pytest.mark.parametrize(
    "known",
    [
        KNOWN,
        {"symptoms": []},
        {"symptoms": [{"id": "{id}"}]},
        {"symptoms": [{}, {}]},
        {"symptoms": [{"parts": [{"n": 1}]}, {"parts": 1}]},
        {"symptoms": [{"parts": [{"n": 1}]}, {}]},
        {"symptoms": [{"parts": [{"n": 0}]}, {"parts": [{"n": 1}]}]},
        {"symptoms": [{"parts": [{"of": [{"n": 1}]}, {"of": []}]}, {"parts": []}]},
        {"symptoms": [{"n": 0}, {"n": 1}]},
        {"symptoms": [{"n": False}, {"m": None}, {"m": ""}]},
        {
            **KNOWN,
            "causes": [{"id": "a", "of": ["out", "hot"]}, {"id": "b", "of": []}],
        },
        {
            **KNOWN,
            "causes": [
                {"id": "a", "of": {"out": [{"id": "x"}]}},
                {"id": "b", "of": {}},
            ],
        },
        {
            **KNOWN,
            "causes": [{"id": "a", "of": [["out"]]}, {"id": "b", "of": ["out"]}],
        },
        {
            **KNOWN,
            "causes": [
                {"id": "a", "of": "out"},
                {"id": "b", "of": None},
                {"id": "c"},
            ],
        },
        {
            "symptoms": [
                {"id": "a", "n": "{id}"},
                {"id": "b", "n": "b"},
                {"id": "c", "n": "{id}"},
            ]
        },
        {
            "symptoms": [
                {"id": "a", "n": "b a"},
                {"id": "b", "n": "a b"},
                {"id": "c", "n": "{of.0}"},
            ]
        },
        {
            "symptoms": [
                {"id": "id", "n": "id"},
                {"id": "n", "n": "n"},
                {"id": "$&", "n": "$&"},
            ]
        },
        {
            "symptoms": [
                {"id": "a", "of": "a", "n": "a"},
                {"id": "b", "of": "a", "n": "a"},
            ]
        },
        {
            "symptoms": [
                {"id": "a", "n": "x"},
                {"id": "b", "n": "x"},
                {"id": "c", "n": 1},
            ]
        },
        {"symptoms": [{"id": "a", "n": ["x", "x"]}, {"id": "b", "n": ["x", None]}]},
        {
            "symptoms": [
                {"id": "a", "n": {"x": "y", "y": "y"}},
                {"id": "b", "n": {"x": "y"}},
            ]
        },
        {
            **KNOWN,
            "causes": [
                {"id": "a", "of": {"out": "x"}},
                {"id": "b", "of": {"jam": "x"}},
            ],
        },
        {
            **KNOWN,
            "causes": [
                {"id": "a", "of": {"out": ["x"]}},
                {"id": "b", "of": {"jam": "x"}},
            ],
        },
        {
            **KNOWN,
            "causes": [
                {"id": "a", "of": {"out": ["jam"]}},
                {"id": "b", "of": ["x", "x"]},
            ],
        },
    ],
)
def test_nothing_is_lost(known):
    assert unpacked(json.dumps(packed(known))) == known


def test_a_map_by_names_keeps_its_order():
    made = packed(
        {**KNOWN, "causes": [{"id": "a", "shown": {"hot": 1, "out": 2, "jam": 3}}]}
    )
    assert list(unpacked(json.dumps(made))["causes"][0]["shown"]) == [
        "hot",
        "out",
        "jam",
    ]


IDS = ("a", "b", "of", "id", "a-b", "$&", "{id}", "{of.0}", "toString", "x")


def random_value(dice, depth):
    """Whatever JSON may hold, of the few texts that are likely to be mistaken for each other."""
    texts = [*IDS, "p/a/", "p/b/", "{n}", "", "a b", "p/a/#b"]
    kinds = [lambda: dice.choice(texts)] * 6 + [
        lambda: dice.choice([0, 1, 2, None, True, False])
    ]
    if depth:
        kinds += [
            lambda: [random_value(dice, depth - 1) for _ in range(dice.randrange(4))],
            lambda: random_record(dice, depth - 1),
        ]
    return dice.choice(kinds)()


def random_record(dice, depth):
    """A record of some keys, often with an id."""
    keys = dice.sample(
        ["n", "of", "url", "parts", "toString", "a"], dice.randrange(4)
    )
    own = {"id": dice.choice(IDS)} if dice.random() < 0.8 else {}
    return own | {key: random_value(dice, depth) for key in keys}


def test_nothing_is_lost_of_any_lists_of_records():
    dice = random.Random(1)
    for _ in range(8):
        lists = {
            f"list{n}": [random_record(dice, 2) for _ in range(dice.randrange(1, 6))]
            for n in range(60)
        }
        assert unpacked(json.dumps(packed(lists))) == lists


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (r"\bHTTP/1\.1 Basic\b", r"\bhttp/1\.1 basic\b"),
        (r"\D\S\W\B[A-Z]\]X", r"\D\S\W\B[a-z]\]x"),
        (r"[A-z]X", r"[A-z]x"),
        (r"[0-Z]|[+-A]", r"[0-Z]|[+-A]"),
        ("{phrase} A", "{phrase} a"),
    ],
)
def test_a_pattern_that_is_blind_to_case_stands_in_small_letters(
    source: str, shown: str
):
    assert pattern_record(Pattern(re=source))["re"] == shown
    assert pattern_record(Pattern(near=[source, "B"]))["near"] == [shown, "b"]
    assert pattern_record(Pattern(re=source, case=True))["re"] == source
