"""What pages draw, and what they fold where a row would become a wall."""

import pytest
from causebook.model import Picture, Platform
from causebook.render.commands import MOST, Way, Ways
from causebook.render.pictures import picture


@pytest.mark.parametrize("name", Picture)
def test_every_picture_that_can_be_named_is_drawn_and_passed_over_by_screen_readers(
    name,
):
    drawn = picture(name)
    assert drawn.startswith('<svg class="kb-picture"')
    assert 'aria-hidden="true"' in drawn
    assert 'd="M' in drawn


def test_without_a_picture_nothing_is_drawn():
    assert picture(None) == ""


@pytest.mark.parametrize(
    ("products", "seen"),
    [(0, 0), (1, 1), (MOST, MOST), (MOST + 1, MOST - 1), (12, MOST - 1)],
)
def test_more_products_than_fit_a_row_are_folded_and_never_a_single_one(
    products, seen
):
    way = Way(Platform.model_construct(id="cups", title="CUPS"), ())
    ways = Ways((), (way,) * products)
    assert (len(ways.seen), len(ways.others)) == (seen, products - seen)
