"""What a slip of the hand does to a file of YAML is one finding, where the slip is."""

import pytest
from causebook.load.document import parse_tree

SLIPS = {
    "an apostrophe that begins a text": ("a: x\nb: 'n c\nd: isn't\n", "2:4: Y001"),
    "a quote that is not closed": ('a: "x\nb: y\n', "1:4: Y001"),
    "a star that begins a text": ("a: *star x\n", "1:4: Y003"),
    "a quoted text at the margin": ("a: 'x\ny'\n", "2:1: Y014"),
    "a no-break space before a text": (
        "a: |\n  x\n\u00a0\u00a0y\nb: z\n",
        "4:1: Y001",
    ),
}


@pytest.mark.parametrize("name", SLIPS)
def test_one_slip_is_one_finding_where_it_is(name):
    text, place = SLIPS[name]
    [finding] = parse_tree(text.encode(), "f")[1]
    assert str(finding).startswith(f"f:{place} ")
    assert finding.hint


def test_a_no_break_space_is_named():
    [finding] = parse_tree(SLIPS["a no-break space before a text"][0].encode(), "f")[
        1
    ]
    assert "no-break space" in finding.hint
