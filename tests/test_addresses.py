"""Which entries have a page, and that every address that ever was still leads to its entry."""

import re
from functools import cache
from pathlib import Path

import pytest
import shipped_book
from causebook.book.addresses import (
    address,
    alias_path,
    anchor,
    has_page,
    old_folders,
    own_path,
    relative_url,
    source_path,
    url,
)
from causebook.load.content import Content
from causebook.model import Audience
from causebook.render import Options, render
from hypothesis import given, settings
from hypothesis import strategies as st
from small_book import book, cause, fix, platform, section, symptom

ROOT = Path(__file__).parents[1]
STEP = {"first_step": {"do": "Log in."}}
ID = re.compile(r'(?:\{: #| id=")([\w-]+)')


def small(*symptoms):
    return book(
        section([cause("cause")], [fix()], symptoms), platforms=(platform("cups"),)
    )


def addresses(made):
    return {
        entry.id: address(made, entry)
        for section in made.sections
        for entry in section.symptoms
    }


GENERAL = symptom("seen")
# what: (keys of a symptom, where it is shown)
SHOWN = {
    "a general symptom": ({}, "problem/symptoms/it/"),
    "an exact message of no product": (
        {"implies": ["seen"], "messages": ["Paper jam"]},
        "problem/symptoms/it/",
    ),
    "a special case of a general symptom": (
        {"implies": ["seen"]},
        "problem/symptoms/seen/#symptom-it",
    ),
    "one product's words for a general symptom": (
        {"implies": ["seen"], "platform": "cups", "messages": ["Paper jam"]},
        "platforms/cups/#symptom-it",
    ),
    "one product's message that nothing general says": (
        {"platform": "cups", "messages": ["Paper jam"]},
        "problem/symptoms/it/",
    ),
    "a message that says what to do": (
        {"implies": ["seen"], "platform": "cups", **STEP},
        "problem/symptoms/it/",
    ),
}


@pytest.mark.parametrize("what", SHOWN)
def test_a_symptom_is_shown_where_it_has_most_to_say(what):
    keys, where = SHOWN[what]
    assert addresses(small(GENERAL, symptom("it", **keys)))["it"] == where


def test_a_special_case_of_a_special_case_is_on_the_nearest_page():
    chain = [
        GENERAL,
        symptom("case", implies=["seen"]),
        symptom("it", implies=["case"]),
    ]
    assert addresses(small(*chain))["it"] == "problem/symptoms/seen/#symptom-it"


def test_symptoms_that_imply_each_other_have_pages():
    circle = [
        symptom("a", implies=["b"]),
        symptom("b", implies=["a"]),
        symptom("c", implies=["a"]),
    ]
    shown = addresses(small(GENERAL, *circle))
    assert shown["a"] == "problem/symptoms/a/"
    assert shown["b"] == "problem/symptoms/b/"
    assert shown["c"] == "problem/symptoms/a/#symptom-c"


def test_an_entry_that_gets_more_to_say_gets_its_page_and_its_old_place_leads_there():
    keys = {"implies": ["seen"], "platform": "cups", "messages": ["Paper jam"]}
    files = render(
        small(GENERAL, symptom("it", **keys, **STEP)),
        Content(),
        Options(Audience.PUBLIC),
    ).files
    assert "problem/symptoms/it.md" in files
    place = (
        files["platforms/cups.md"].split('id="symptom-it"')[1].split("</section>")[0]
    )
    assert "/problem/symptoms/it/" in place


@cache
def anchors(text):
    return set(ID.findall(text))


def unresolved(made, files):
    """The entries that one of their addresses does not lead to."""
    for entry in made.entries():
        folders = [url(own_path(made, entry))]
        folders += [alias_path(made, entry, alias) for alias in entry.aliases]
        for folder in folders:
            stub = files.get(f"{folder}index.html", "")
            target = relative_url(address(made, entry), f"{folder}index.md")
            leads = f'data-to="{target}"' in stub
            if not (
                leads or (has_page(made, entry) and own_path(made, entry) in files)
            ):
                yield folder
        page = files.get(source_path(made, entry), "")
        if not page or not (has_page(made, entry) or anchor(entry) in anchors(page)):
            yield entry.id


@pytest.mark.parametrize("audience", Audience)
def test_every_address_of_the_shipped_book_leads_to_its_entry(audience):
    files = shipped_book.rendered(audience).files
    assert list(unresolved(shipped_book.seen_by(audience), files)) == []


def test_a_third_of_the_pages_is_saved():
    made = shipped_book.seen_by(Audience.PUBLIC)
    entries = list(made.entries())
    pages = {source_path(made, entry) for entry in entries}
    assert len(pages) <= len(entries) * 2 / 3


NAMES = ["a", "b", "c", "d", "e"]


@st.composite
def symptoms(draw):
    made = []
    for name in NAMES:
        keys = {
            "implies": draw(
                st.lists(
                    st.sampled_from([n for n in NAMES if n != name]),
                    max_size=2,
                    unique=True,
                )
            )
        }
        if draw(st.booleans()):
            keys["platform"] = "cups"
        if draw(st.booleans()):
            keys["messages"] = [f"Says {name}"]
        if draw(st.integers(0, 4)) == 0:
            keys |= STEP
        made.append(symptom(name, aliases=[f"old-{name}"], **keys))
    return made


@given(symptoms())
@settings(max_examples=60, deadline=None)
def test_every_address_leads_to_its_entry_whatever_implies_what(made):
    whole = small(GENERAL, *made)
    files = render(whole, Content(), Options(Audience.PUBLIC)).files
    assert list(unresolved(whole, files)) == []
    for entry in whole.entries():
        host = [
            one
            for one in whole.entries()
            if url(own_path(whole, one)) == url(source_path(whole, entry))
        ]
        assert all(has_page(whole, one) for one in host)
        assert len(set(old_folders(whole, entry))) == len(
            list(old_folders(whole, entry))
        )
