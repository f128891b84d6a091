"""The path of a cause: names of places stay between their neighbours, whatever their length."""

import re
from html import unescape

import pytest
from causebook.model import Place
from causebook.render.drawing import path_drawing
from causebook.strings import strings


def drawn(*titles: str) -> str:
    places = tuple(Place(id=f"p{n}", title=title) for n, title in enumerate(titles))
    return path_drawing(places, "p0", strings("en"))


def step_of(svg: str, places: int) -> float:
    return int(re.search(r'viewBox="0 0 (\d+)', svg)[1]) / places


@pytest.mark.parametrize(
    "titles",
    [
        ("Your mail program", "Your mail server", "The recipient's server"),
        ("Browser", "Authentifizierungsserver"),
        ("Cable or network of the house", "Printer"),
    ],
)
def test_a_line_of_a_name_is_no_wider_than_its_place(titles):
    svg = drawn(*titles)
    lines = [unescape(one) for one in re.findall(r"<text [^>]*>([^<]*)</text>", svg)]
    assert " ".join(lines) == " ".join(titles)
    assert max(map(len, lines)) * 7.5 <= step_of(svg, len(titles))


def test_the_drawing_is_as_high_as_its_longest_name():
    svg = drawn("The server of the other house", "Printer")
    height = int(re.search(r'viewBox="0 0 \d+ (\d+)', svg)[1])
    below = max(int(y) for y in re.findall(r'<text [^>]*y="(\d+)"', svg))
    assert 0 < height - below < 17


def test_short_names_stand_as_close_as_they_may():
    assert step_of(drawn("Client", "Proxy", "Identity provider"), 3) == 84
