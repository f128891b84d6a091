"""A book that grows makes the work grow with it, not with its square: calls are counted.

Counts are the same on every machine. What a book costs whatever its size falls out of the
differences: from 80 to 160 entries costs twice what 40 to 80 cost.
"""

import cProfile
import pstats

import pytest
import synthetic
from causebook.book.processes import SETTING
from causebook.model import Audience
from causebook.pipeline import generate
from causebook.project import check
from causebook.render import Options

pytestmark = pytest.mark.whole  # books of a thousand entries

SIZES = (40, 80, 160)
MANY = 150
"""Calls too few to tell how they grow."""


def counted(folder, count):
    """How often each function was called to check and generate a book of this size."""
    synthetic.write(count, folder)
    profile = cProfile.Profile()
    profile.runcall(lambda: generate(check(folder), Options(Audience.PUBLIC)))
    calls = {}
    for (file, _, name), (_, every, *_) in pstats.Stats(profile).stats.items():
        place = file.rpartition("causebook/")[2], name
        calls[place] = calls.get(place, 0) + every
    return calls


@pytest.fixture(scope="module")
def growth(tmp_path_factory):
    """The steps, counted once."""
    root = tmp_path_factory.mktemp("growth")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(SETTING, "1")  # what other processes call is not counted
        yield steps(root)


def steps(root):
    """For each function: the calls that the first step cost, and the second, twice as large."""
    counted(root / "first", SIZES[0])  # what is made once for a process
    small, middle, large = [counted(root / str(count), count) for count in SIZES]
    return {
        place: (
            middle.get(place, 0) - small.get(place, 0),
            every - middle.get(place, 0),
        )
        for place, every in large.items()
    }


def test_no_function_is_called_more_often_than_the_book_grows(growth):
    steep = {
        place: steps
        for place, steps in growth.items()
        if steps[1] > MANY and steps[1] > 2.5 * max(steps[0], 1)
    }
    assert steep == {}


def test_all_together_grow_as_the_book_does(growth):
    first, second = (sum(steps[n] for steps in growth.values()) for n in (0, 1))
    assert second <= 2.1 * first
