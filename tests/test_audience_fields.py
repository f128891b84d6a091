"""Whatever the model can make internal stays out of the public book: the canaries are made from the model's own fields."""

import datetime
import itertools
import random
from collections.abc import Iterator
from enum import Enum
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin

import pytest
from causebook import model
from causebook.book.audience import for_audience
from causebook.book.book import Book
from causebook.book.edition import Edition
from causebook.load.content import Content
from causebook.model import Audience, Model, refers
from causebook.model.fields import MappingOf, whole_type
from causebook.model.ids import Refers
from causebook.pipeline import generate
from causebook.project import Checked, check
from causebook.render import Options

PARTS = {
    "parties": model.Party,
    "places": model.Place,
    "roles": model.Role,
    "facets": model.Facet,
}


class Canaries:
    """Makes an internal value of any model, with a word of its own in every text."""

    def __init__(self, seed: int, ids: dict[str, str]) -> None:
        self.pick, self.ids, self.count, self.made = (
            random.Random(seed),
            ids,
            itertools.count(),
            set(),
        )

    def word(self) -> str:
        word = f"zq{next(self.count)}zq"
        self.made.add(word)
        return word

    def model(self, kind: type[Model]) -> Any:
        values = {}
        for name, info in kind.model_fields.items():
            if info.is_required() or self.pick.random() < 0.8:
                values[name] = self.value(name, whole_type(info))
        if "audience" in kind.model_fields:
            values["audience"] = Audience.INTERNAL
        return kind.model_construct(
            **{
                **{
                    k: f.get_default(call_default_factory=True)
                    for k, f in kind.model_fields.items()
                    if not f.is_required()
                },
                **values,
            }
        )

    def value(self, name: str, kind: Any) -> Any:
        origin = get_origin(kind)
        if origin is Annotated:
            return self.said(name, *get_args(kind))
        if origin is Literal:
            return get_args(kind)[0]
        if origin is tuple:
            inner = get_args(kind)[0]
            return tuple(
                self.value(name, inner) for _ in range(self.pick.randint(1, 2))
            )
        if get_args(kind):
            return self.value(
                name, next(arg for arg in get_args(kind) if arg is not NoneType)
            )
        if isinstance(kind, type) and issubclass(kind, Model):
            return self.model(kind)
        if isinstance(kind, type) and issubclass(kind, Enum):
            return self.pick.choice(list(kind))
        if kind is datetime.date:
            return datetime.date(2026, 11, 24)
        if kind is bool:
            return self.pick.random() < 0.5
        return f"https://example.org/{self.word()}" if name == "url" else self.word()

    def said(self, name: str, kind: Any, *beside: Any) -> Any:
        """A value of a type that says more of itself: what it names is there."""
        for said in beside:
            if isinstance(said, MappingOf):
                named = refers(said.item.model_fields[said.key])
                value = next(
                    name for name in said.item.model_fields if name != said.key
                )
                scale = said.item.model_fields[value].annotation
                key = self.ids[named.kinds[0]] if named else self.word()
                item = next(iter(scale)) if named else self.word()
                return said.kind(
                    (said.item.model_construct(**{said.key: key, value: item}),)
                )
            if (
                isinstance(said, Refers)
                and said.within is None
                and said.kinds[0] in self.ids
            ):
                return self.ids[said.kinds[0]]
        return self.value(name, kind)


def sprinkled(value: Any, made: Canaries) -> Any:
    """The value with an internal item more in every list of it that can hold one."""
    if not isinstance(value, Model):
        return value
    changes: dict[str, Any] = {}
    for name, info in type(value).model_fields.items():
        old = getattr(value, name)
        inner = [
            arg
            for arg in _inside(info.annotation)
            if isinstance(arg, type) and issubclass(arg, Model)
        ]
        if isinstance(old, tuple):
            new = tuple(sprinkled(item, made) for item in old)
            if inner and "audience" in inner[0].model_fields:
                new = (*new, made.model(inner[0]))
            changes[name] = new
        elif isinstance(old, Model):
            changes[name] = sprinkled(old, made)
    return value.model_copy(update=changes)


def _inside(kind: Any) -> Iterator[Any]:
    """All types within an annotation."""
    yield kind
    for arg in get_args(kind):
        yield from _inside(arg)


def random_book(book: Book, seed: int) -> tuple[Any, set[str]]:
    """The book with internal things of every kind in it, and the words that only they say."""
    section = book.sections[0]
    first = {
        "family": section.problem.families,
        "observation": section.problem.observations,
        "cause": section.causes,
        "symptom": section.symptoms,
        "fix": section.fixes,
        "platform": book.platforms,
        "party": book.about.parties,
        "place": book.about.places,
        "role": book.about.roles,
    }
    made = Canaries(
        seed,
        {kind: items[0].id for kind, items in first.items()} | {"facet": "words"},
    )
    about = sprinkled(book.about, made)
    whole = {
        name: (
            *(sprinkled(item, made) for item in items),
            *(made.model(kind) for _ in range(2)),
        )
        for name, items, kind in (
            ("causes", section.causes, model.Cause),
            ("symptoms", section.symptoms, model.Symptom),
            ("fixes", section.fixes, model.Fix),
            ("scenarios", section.scenarios, model.Scenario),
        )
    }
    new = type(section)(sprinkled(section.problem, made), **whole)
    hidden = type(section)(
        made.model(model.Problem), causes=(made.model(model.Cause),)
    )
    platforms = (
        *(sprinkled(item, made) for item in book.platforms),
        made.model(model.Platform),
    )
    origins = tuple(
        (entry.id, f"causes/{made.word()}.yml") for entry in (*hidden.entries(),)
    )
    return type(book)(
        about,
        platforms,
        (*book.phrases, made.model(model.Phrase)),
        (new, hidden),
        book.origins + origins,
    ), made.made


@pytest.mark.parametrize("seed", range(12))
def test_nothing_internal_of_any_field_of_the_model_is_rendered_for_the_public(
    seed, book
):
    whole, canaries = random_book(check(book).book, seed)
    assert len(canaries) > 100
    options = Options(Audience.PUBLIC, edit_url="https://example.org/e")
    made = generate(Checked(whole, Content(), ()), options)
    public = "\n".join(
        [
            *made.files,
            *(str(text) for text in made.files.values()),
            *made.copies().values(),
        ]
    )
    assert [word for word in canaries if word in public] == []
    assert [
        word
        for word in canaries
        if word in repr(for_audience(whole, Audience.PUBLIC))
    ] == []


@pytest.mark.parametrize("seed", range(3))
def test_every_such_text_is_looked_for_before_publishing(seed, book):
    whole, canaries = random_book(check(book).book, seed)
    edition = Edition(book, whole, Content(), Audience.PUBLIC)
    searched = "\n".join(said.text for said in edition.secrets)
    missing = {word for word in canaries if word not in searched}
    assert missing <= {
        path.removeprefix("causes/").removesuffix(".yml") for _, path in whole.origins
    }
    assert edition.is_whole


def test_everything_that_the_book_lists_has_an_audience():
    about = model.About.model_fields
    inner = {
        name: arg
        for name, info in about.items()
        for arg in _inside(info.annotation)
        if isinstance(arg, type) and issubclass(arg, Model)
    }
    assert inner.pop("defaults") is model.Defaults  # what entries are filled with
    assert inner == PARTS
    assert all("audience" in kind.model_fields for kind in inner.values())


PUBLIC_IF = {
    "nobody names it": (None, None, True),
    "a public entry names it": (None, "public", True),
    "an internal entry alone names it": (None, "internal", False),
    "both name it": (None, "both", True),
    "it says so": ("public", "internal", True),
    "it says otherwise": ("internal", None, False),
}


@pytest.mark.parametrize("name", PUBLIC_IF)
def test_a_party_is_public_unless_it_says_otherwise_or_internal_entries_alone_name_it(
    name, book
):
    says, users, public = PUBLIC_IF[name]
    whole = check(book).book
    party = model.Party(
        id="desk", title="The desk", contact="extension 12", audience=says
    )
    section = whole.sections[0]
    causes = list(section.causes)
    for n, audience in enumerate(
        {None: [], "both": ["public", "internal"]}.get(users, [users])
    ):
        causes[n] = causes[n].model_copy(
            update={"responsible": "desk", "audience": Audience(audience)}
        )
    about = whole.about.model_copy(update={"parties": (*whole.about.parties, party)})
    changed = type(whole)(
        about,
        whole.platforms,
        whole.phrases,
        (
            type(section)(
                section.problem,
                tuple(causes),
                section.symptoms,
                section.fixes,
                section.scenarios,
            ),
        ),
        whole.origins,
    )
    assert (party in for_audience(changed, Audience.PUBLIC).about.parties) is public
    assert party in for_audience(changed, Audience.INTERNAL).about.parties
