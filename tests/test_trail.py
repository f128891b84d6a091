"""The way down to every page: each step is there, and the navigation shows where a page stands."""

import re
from dataclasses import replace

import pytest
from causebook.book.addresses import generated, source_path
from causebook.book.trail import trail, trail_of_hub, trail_of_page
from causebook.load.content import Content, Written
from causebook.model import Audience
from causebook.strings import strings
from small_book import book, cause, fix, platform, scenario, section, symptom

WHOLE = book(
    replace(
        section(
            [cause("cause")],
            [fix()],
            [symptom("seen"), symptom("said", platform="cups")],
        ),
        scenarios=(scenario("case"),),
    ),
    platforms=(platform("cups"),),
)
ABOVE = {
    "problem": "Home",
    "family": "Home > A title (problem/index.md)",
    "cause": "Home > A title (problem/index.md) > A title (problem/family.md)",
    "fix": "Home > A title (problem/index.md) > Fixes (problem/fixes/index.md)",
    "seen": "Home > A title (problem/index.md) > Symptoms (problem/symptoms/index.md)",
    "look": "Home > A title (problem/index.md) > Symptoms (problem/symptoms/index.md)",
    "case": "Home > A title (problem/index.md) > Worked cases (problem/scenarios/index.md)",
    "said": "Home > Platforms (platforms/index.md) > A title (platforms/cups.md)",
    "cups": "Home > Platforms (platforms/index.md)",
}


def told(steps):
    return " > ".join(
        f"{step.title} ({step.source})" if step.source else step.title
        for step in steps
    )


@pytest.mark.parametrize("name", ABOVE)
def test_the_way_down_to_an_entry(name):
    assert told(trail(WHOLE, WHOLE.by_id[name])) == ABOVE[name]


def test_every_kind_of_entry_has_a_way_and_every_step_of_it_is_a_page():
    assert {entry.id for entry in WHOLE.entries()} == set(ABOVE)
    for entry in WHOLE.entries():
        sources = [step.source for step in trail(WHOLE, entry)[1:]]
        assert set(sources) <= generated(WHOLE)
        assert source_path(WHOLE, entry) not in sources


def test_a_list_of_a_problem_stands_below_it_and_one_of_the_book_below_the_home_page():
    assert (
        told(trail_of_hub(WHOLE, "problem/fixes/index.md"))
        == "Home > A title (problem/index.md)"
    )
    assert told(trail_of_hub(WHOLE, "messages.md")) == "Home"


def page(source):
    return Written(source, source.upper(), "", "", Audience.PUBLIC, {})


@pytest.mark.parametrize(
    ("source", "way"),
    [
        ("index.md", ""),
        ("learn/index.md", "Home"),
        ("learn/it.md", "Home > LEARN/INDEX.MD (learn/index.md)"),
        ("learn/deep/it.md", "Home > LEARN/INDEX.MD (learn/index.md)"),
        ("other/it.md", "Home"),
    ],
)
def test_a_hand_written_page_stands_below_the_pages_that_open_its_folders(
    source, way
):
    content = Content((page("index.md"), page("learn/index.md"), page(source)))
    assert told(trail_of_page(content, page(source), strings())) == way


def test_a_page_that_the_navigation_leaves_out_marks_the_one_that_it_belongs_to(
    built_once,
):
    site = built_once / "site" / "public" / "does-not-print"
    marked = {
        "out-of-paper": "Overview and checklist",
        "fixes/load-paper": "Fixes",
        "symptoms/queue-says-disabled": "Symptoms",
        "scenarios/stopped-after-a-jam": "Worked cases",
    }
    for name, title in marked.items():
        html = (site / name / "index.html").read_text("utf-8")
        active = re.findall(
            r'md-nav__item--active">\s*<a[^>]*>\s*<span[^>]*>\s*([^<]+?)\s*<', html
        )
        assert active == [title], name
