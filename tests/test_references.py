"""Whatever refers says so of itself, and one walker finds it: held for every field of every model."""

import itertools
import json
from collections.abc import Iterator
from enum import Enum
from types import NoneType
from typing import Annotated, Any, get_args, get_origin

import pytest
from causebook import model
from causebook.model import (
    KINDS,
    LISTS,
    Audience,
    Linked,
    Model,
    own_references,
    references,
    refers,
)
from causebook.model.author_reference import reference
from causebook.model.fields import MappingOf, whole_type
from causebook.model.ids import ENTRY_KINDS, ID, Refers
from causebook.model.schema import schema
from pydantic import TypeAdapter
from small_book import cause, family, fix, problem, section, symptom

DEFINING = {
    "Named.id",
    "Phrase.id",
    "Step.id",
    "Choice.id",
    "Case.id",
    "Entry.aliases",
}
NAMING_NOTHING = {
    "Review.owner": "people",
    "Defaults.owner": "people",
    "SymptomDefaults.observation": "each symptom that it is filled into names it",
    "Specimen.step": "a step of its own fix: `check/specimens.py` looks there",
    "Platform.syntax": "a language of the highlighter",
    "Case.difficulty": "how hard it was",
    "Case.split": "what it is kept for",
    "Words.families": "those that were learned; that they are of today is a check of its own",
}
UNNAMED = {
    "fix": {"steps"},  # ticks are kept by their ids
    "problem": {"choices"},  # what is answered is a symptom
    "cases": {"cases"},
}
"""Lists whose items have ids that nothing in a book names."""
OF_MODULES = {"detector", "folder"}
"""What only the reading modules of a book have."""


def below(kind: type[Model]) -> Iterator[type[Model]]:
    """All models made from this one."""
    for child in kind.__subclasses__():
        yield child
        yield from below(child)


MODELS = sorted(set(below(Model)), key=lambda kind: kind.__name__)


def fields() -> Iterator[tuple[str, Any]]:
    """Every field of every model, under the name of the model that first has it."""
    for kind in MODELS:
        for name in kind.__annotations__:
            yield f"{kind.__name__}.{name}", kind.model_fields[name]


def within(annotation: Any) -> Iterator[Any]:
    """All types within an annotation."""
    yield annotation
    for inner in get_args(annotation):
        yield from within(inner)


def models_in(info: Any) -> list[type[Model]]:
    return [
        x
        for x in within(info.annotation)
        if isinstance(x, type) and issubclass(x, Model)
    ]


def has_ids(info: Any) -> bool:
    """Whether authors write ids in a field itself, as its schema has it."""
    is_mapping = any(isinstance(said, MappingOf) for said in info.metadata)
    if models_in(info) and not is_mapping:
        return False
    return json.dumps(ID) in json.dumps(TypeAdapter(whole_type(info)).json_schema())


def test_every_field_with_ids_says_what_it_names_or_is_known_to_define_them():
    silent = {
        name for name, info in fields() if has_ids(info) and refers(info) is None
    }
    assert silent == DEFINING | set(NAMING_NOTHING)
    assert (
        len([name for name, info in fields() if has_ids(info) and refers(info)]) > 20
    )


def test_every_text_with_links_and_every_pattern_says_what_it_names():
    kinds = {name: refers(info).kinds for name, info in fields() if refers(info)}
    rich = {name for name, info in fields() if "_rich" in repr(whole_type(info))}
    assert len(rich) > 8
    assert {name: kinds.get(name) for name in rich} == dict.fromkeys(
        rich, ENTRY_KINDS
    )
    assert {name for name, named in kinds.items() if named == ("phrase",)} == {
        "Pattern.re",
        "Pattern.near",
        "Phrase.re",
    }


def test_what_a_field_names_is_something_that_a_book_defines_or_its_modules_have():
    listed = {kind for lists in LISTS.values() for kind in lists.values()}
    assert {kind.__name__.lower() for kind in get_args(Linked)} == set(ENTRY_KINDS)
    named = {
        kind for _, info in fields() if refers(info) for kind in refers(info).kinds
    }
    assert named == set(ENTRY_KINDS) | listed | OF_MODULES


def test_the_lists_are_all_whose_items_have_ids_that_others_can_name():
    found = {
        kind: {
            name for name, info in about.model_fields.items() if _items_have_ids(info)
        }
        for kind, about in KINDS.items()
    }
    named = {kind: set(lists) for kind, lists in LISTS.items()}
    kinds = named.keys() | UNNAMED.keys()
    assert {kind: names for kind, names in found.items() if names} == {
        kind: named.get(kind, set()) | UNNAMED.get(kind, set()) for kind in kinds
    }


def _items_have_ids(info: Any) -> bool:
    is_list = get_origin(info.annotation) is tuple
    return is_list and any("id" in item.model_fields for item in models_in(info))


class Filled:
    """Makes models with every field filled, and keeps what is to be found in them, and where."""

    def __init__(self) -> None:
        self.count = itertools.count()
        self.wanted: set[tuple[tuple[str | int, ...], str, tuple[str, ...]]] = set()

    def model(self, kind: type[Model], at: tuple[str | int, ...]) -> Any:
        values = {
            name: self.value(whole_type(info), (*at, info.alias or name))
            for name, info in kind.model_fields.items()
        }
        return kind.model_construct(**values)

    def value(self, kind: Any, at: tuple[str | int, ...]) -> Any:
        if get_origin(kind) is Annotated:
            inner, *beside = get_args(kind)
            return self.said(inner, beside, at)
        if get_origin(kind) is tuple:
            return tuple(self.value(get_args(kind)[0], (*at, n)) for n in range(2))
        if get_args(kind):
            return self.value(
                next(x for x in get_args(kind) if x is not NoneType), at
            )
        if isinstance(kind, type) and issubclass(kind, Model):
            return self.model(kind, at)
        if isinstance(kind, type) and issubclass(kind, Enum):
            return next(iter(kind))
        return "text"

    def said(self, kind: Any, beside: list[Any], at: tuple[str | int, ...]) -> Any:
        for said in beside:
            if isinstance(said, Refers):
                return self.naming(said, at)
            if isinstance(said, MappingOf):
                return tuple(self.pair(said, at) for _ in range(2))
        return self.value(kind, at)

    def naming(self, said: Refers, at: tuple[str | int, ...]) -> str:
        name = f"named-{next(self.count)}"
        self.wanted.add((at, name, said.kinds))
        in_text = {
            ("phrase",): f"a {{{name}}} b",
            ENTRY_KINDS: f"See [it](entry:{name}).",
        }
        return in_text.get(said.kinds, name)

    def pair(self, said: MappingOf, at: tuple[str | int, ...]) -> Any:
        name = f"named-{next(self.count)}"
        named = refers(said.item.model_fields[said.key])
        if named:
            self.wanted.add(((*at, name), name, named.kinds))
        return said.item.model_construct(
            **{said.key: name, "often": model.Often.USUALLY}
        )


@pytest.mark.parametrize("kind", KINDS)
def test_every_reference_of_a_file_is_found_where_its_author_wrote_it(kind):
    filled = Filled()
    whole = filled.model(KINDS[kind], ())
    assert filled.wanted
    found = [(ref.at, ref.target, ref.kinds) for ref in references(whole)]
    assert sorted(found) == sorted(filled.wanted)


def test_an_id_that_is_a_key_says_so():
    keys = {
        ref.target: ref.is_key
        for ref in references(cause("c", evidence={"s": "always"}))
    }
    assert keys == {
        "family": False,
        "here": False,
        "reader": False,
        "s": True,
        "fix": False,
    }


def test_what_an_entry_in_another_says_is_its_own():
    whole = problem(
        meaning="See [it](entry:a).",
        families=(family(evidence={"b": "usually"}),),
    )
    assert [(ref.target, ref.holder.id) for ref in references(whole)] == [
        ("a", "problem"),
        ("b", "family"),
        ("reader", "look"),
    ]
    assert [ref.target for ref in own_references(whole)] == ["a"]


NOTE = "See [it](entry:there)."
STEP = {"id": "one", "do": NOTE}


def test_what_the_book_itself_says_is_no_entry_s():
    role = {"id": "user", "title": "I", "parties": ["reader"]}
    about = model.Role.model_validate(role)
    [ref] = references(about)
    assert (ref.target, ref.holder, ref.is_internal) == ("reader", None, False)


def test_a_link_may_be_of_any_kind_and_so_is_of_none_for_sure():
    [sure] = references(
        model.Role.model_validate({"id": "a", "title": "A", "parties": ["b"]})
    )
    [link] = (ref for ref in references(fix(steps=[STEP])) if ref.target == "there")
    assert (sure.names("party"), sure.names("cause")) == (True, False)
    assert "cause" in link.kinds
    assert not any(link.names(kind) for kind in link.kinds)


HIDDEN = {"audience": "internal"}


@pytest.mark.parametrize(
    ("entry", "is_internal"),
    [
        (fix(steps=[STEP]), False),
        (fix(steps=[STEP], **HIDDEN), True),
        (fix(steps=[{**STEP, **HIDDEN}]), True),
        (fix(notes=[{**HIDDEN, "text": NOTE}]), True),
        (fix(notes=[{"audience": "public", "text": NOTE}]), False),
        (symptom(summary="x", implies=["there"], **HIDDEN), True),
    ],
)
def test_a_reference_is_internal_where_the_innermost_or_its_entry_is(
    entry, is_internal
):
    assert [
        ref.is_internal for ref in references(entry) if ref.target == "there"
    ] == [is_internal]


def test_an_entry_says_for_itself_who_may_read_it():
    whole = problem(
        audience="internal",
        families=(family(evidence={"there": "usually"}),),
        otherwise=[{"symptom": "other", "title": "x", "text": "y"}],
    )
    found = {ref.target: ref.is_internal for ref in references(whole)}
    assert (found["there"], found["other"]) == (False, True)


def test_a_part_says_it_for_what_it_holds():
    shown = section([cause("cause")], [fix()], [symptom()]).problem
    other = {"symptom": "other", "title": "x", "text": "y", **HIDDEN}
    whole = shown.model_copy(
        update={"otherwise": (model.Otherwise.model_validate(other),)}
    )
    found = {ref.target: ref.is_internal for ref in references(whole)}
    assert whole.audience is Audience.PUBLIC
    assert found["other"] is True


def test_the_schema_and_the_author_reference_say_what_an_id_is_the_id_of():
    keys = schema()["$defs"]
    assert (
        "id of an observation"
        in keys["Symptom"]["properties"]["observation"]["description"]
    )
    assert keys["Cause"]["properties"]["fixes"]["description"].endswith(
        "Each is the id of a fix."
    )
    assert (
        "key is the id of a symptom"
        in keys["Cause"]["properties"]["evidence"]["description"]
    )
    assert "id of" not in keys["Cause"]["properties"]["why"]["description"]
    lines = reference().splitlines()
    assert any(line.startswith("| `detector` | detector id |") for line in lines)
    assert any(
        line.startswith("| `fixes` | list of fix ids, up to 8 |") for line in lines
    )
    assert any(
        line.startswith("| `evidence_for` | mapping from cause id to `always`")
        for line in lines
    )
    assert any(line.startswith("| `owner` | text |") for line in lines)
