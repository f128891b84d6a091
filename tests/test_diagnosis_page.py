"""What stands around the diagnosis: the head of the site, and the plain list of questions."""

import re
from pathlib import Path

import pytest
import small_book
from causebook.book.section import Section
from causebook.diagnosis.files import pages
from causebook.diagnosis.plain_questions import PlainQuestion, plain_questions
from causebook.model import Audience
from causebook.render import Header, Options
from causebook.site.header import header_of
from mkdocs.config import load_config

CONFIG = """
site_name: "Help & more"
docs_dir: docs
theme: {name: material, palette: PALETTE}
plugins: []
extra: {scope: /help/}
nav:
  - Home: index.md
  - Diagnose: diagnose/
  - The problem:
      - Overview: problem/index.md
      - Fixes: problem/fixes/index.md
  - Messages: messages.md
  - untitled.md
  - Elsewhere: https://example.org/a/
"""
LIGHT = (
    '{media: "(prefers-color-scheme: light)", scheme: default, primary: deep purple}'
)
PLAIN = Header()
DARK = '{media: "(prefers-color-scheme: dark)", scheme: slate}'


def header(folder: Path, palette: str = f"[{LIGHT}, {DARK}]") -> Header:
    """The head that a configuration gives."""
    (folder / "docs").mkdir()
    text = CONFIG.replace("PALETTE", palette)
    (folder / "mkdocs.yml").write_text(text, "utf-8")
    return header_of(load_config(str(folder / "mkdocs.yml")))


def test_the_head_has_the_entries_of_the_navigation_each_at_its_first_page(tmp_path):
    found = header(tmp_path)
    assert found.name == "Help & more"
    assert found.hubs == (
        ("Diagnose", "diagnose/"),
        ("The problem", "problem/"),
        ("Messages", "messages/"),
        ("Elsewhere", "https://example.org/a/"),
    )
    assert found.scope == "/help/"


def test_palettes_are_told_as_the_theme_keeps_them(tmp_path):
    accent = {"accent": "indigo"}
    light = {"media": "(prefers-color-scheme: light)", "scheme": "default"}
    dark = {"media": "(prefers-color-scheme: dark)", "scheme": "slate"}
    assert header(tmp_path).palettes == (
        {**light, "primary": "deep-purple", **accent},
        {**dark, "primary": "indigo", **accent},
    )


@pytest.mark.parametrize("palette", ["{scheme: slate}", "[]"])
def test_a_palette_that_nobody_can_switch_is_none(tmp_path, palette):
    assert header(tmp_path, palette=palette).palettes == ()


def test_the_search_box_can_put_nothing_into_an_address():
    form = re.search(
        r"<form.*?</form>", page_of(small_book.book(small_book.section())), re.S
    )[0]
    assert 'action="../messages/"' in form
    assert "name=" not in form


def page_of(book, head: Header = PLAIN) -> str:
    """The page of a book."""
    made = pages(book, None, Options(Audience.PUBLIC, header=head))[
        "diagnose/index.html"
    ]
    assert isinstance(made, str)
    return made


def test_a_page_without_a_site_has_the_name_and_the_hubs_of_the_book():
    html = page_of(small_book.book(small_book.section()))
    head = re.search(r"<header>.*</header>", html, re.S)[0]
    assert re.findall(r">([^<\n]+)</a>", head) == [
        "A book",
        "A title",
        "Exact messages",
        "Platforms",
    ]


def test_what_leads_elsewhere_leads_there(tmp_path):
    html = page_of(small_book.book(small_book.section()), header(tmp_path))
    assert re.search(
        r'href="https&#58;//example.org/a/"|href="https://example.org/a/"', html
    )


# The plain list


def asked(name: str, **more) -> object:
    """A symptom that can be asked for."""
    return small_book.symptom(name, ask=f"Is it {name}?", **more)


def section_of(causes, **more) -> Section:
    """A section whose causes have their fix."""
    return small_book.section(causes, [small_book.fix()], **more)


def told(questions: list[PlainQuestion]) -> list[str]:
    """Questions as texts."""
    return [
        question.ask
        + " "
        + (
            question.yes.text
            if question.yes
            else ", ".join(a.text for a in question.answers)
        )
        for question in questions
    ]


def test_choices_come_first_and_what_they_ask_is_not_asked_again():
    options = [
        {"symptom": "seen", "text": "That"},
        {"symptom": "heard", "text": "This"},
    ]
    choice = {
        "id": "what",
        "ask": "What is it?",
        "observation": "look",
        "options": options,
    }
    section = section_of(
        [
            small_book.cause(
                "one", title="One", evidence={"seen": "always", "felt": "usually"}
            )
        ],
        symptoms=[asked("seen"), asked("heard"), asked("felt")],
        choices=[choice],
    )
    questions = plain_questions(small_book.book(section))
    assert told(questions) == ["What is it? That, This", "Is it felt? One"]
    assert questions[0].answers[0].address == "../problem/symptoms/seen/"
    assert questions[1].yes.address == "../problem/one/"


def test_families_take_turns_and_each_has_three_questions_at_most():
    names = [f"{family}{n}" for family in "ab" for n in range(5)]
    section = section_of(
        [
            small_book.cause(
                f"c-{name}", title=name, family=name[0], evidence={name: "always"}
            )
            for name in names
        ],
        symptoms=[asked(name) for name in names],
        families=[
            small_book.family("a", likelihood="rare"),
            small_book.family("b", likelihood="common"),
        ],
    )
    asks = [
        question.yes.text for question in plain_questions(small_book.book(section))
    ]
    assert asks == ["b0", "a0", "b1", "a1", "b2", "a2"]


def test_a_yes_leads_to_a_cause_only_where_it_says_something():
    section = section_of(
        [
            small_book.cause(
                "one", title="One", evidence={"rare": "usually", "often": "always"}
            ),
            small_book.cause("two", title="Two", evidence={"often": "never"}),
            small_book.cause("three", title="Three", evidence={"unasked": "always"}),
        ],
        symptoms=[
            asked("rare", background="rare"),
            asked("often", background="common"),
            small_book.symptom("unasked"),
        ],
    )
    assert told(plain_questions(small_book.book(section))) == ["Is it rare? One"]


def test_the_list_ends_at_forty():
    names = [f"s{n}" for n in range(60)]
    section = section_of(
        [
            small_book.cause(f"c-{n}", family=f"f{i}", evidence={n: "always"})
            for i, n in enumerate(names)
        ],
        symptoms=[asked(name) for name in names],
        families=[small_book.family(f"f{i}") for i in range(60)],
    )
    assert len(plain_questions(small_book.book(section))) == 40
