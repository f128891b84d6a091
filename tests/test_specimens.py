"""Recorded exchanges: what is wrong with one is found, and what is right is on its cause's page."""

from html import unescape

import pytest
from causebook.model import Audience
from causebook.pipeline import generate
from causebook.project import check
from causebook.render import Options

CAUSE = "causes/does-not-print/out-of-paper.yml"
SPECIMEN = """
proof: reproduced
specimen:
  made: 2026-12-01
  programs: [cupsd 2.4.2]
  setting: A queue whose tray was <empty>.
  before: |
    $ lpstat -p
    media-empty & waiting
  telling: media-empty &
  fix: load-paper
  step: fill-the-tray
  change: load --tray 1
  after: |
    $ lpstat -p
    idle
"""


@pytest.fixture
def recorded(book):
    """Gives a book with a specimen, in which a text is exchanged for another."""

    def put(old: str = "", new: str = ""):
        path = book / CAUSE
        written = path.read_text("utf-8").replace("proof: reported\n", "")
        path.write_text(written + SPECIMEN.replace(old or "\0", new), "utf-8")
        return check(book)

    return put


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "telling: media-empty",
            "telling: no-toner",
            "S011 “no-toner &” is not in `before`",
        ),
        (
            "proof: reproduced",
            "proof: reported",
            "S011 a specimen beside “proof: reported”",
        ),
        (
            "fill-the-tray",
            "fill-the-try",
            "L001 “load-paper” has no step “fill-the-try”",
        ),
        ("    idle\n", "    media-empty & waiting\n", "S011 the fix changed nothing"),
        (
            "fix: load-paper",
            "fix: resume-the-queue",
            "L001 “resume-the-queue” has no step",
        ),
        (
            "fix: load-paper",
            "fix: resume-the-queue",
            "L008 “resume-the-queue” is not a fix",
        ),
    ],
)
def test_a_specimen_says_what_was_seen_and_done(recorded, old, new, said):
    assert said in "\n".join(map(str, recorded(old, new).findings))


def test_a_specimen_without_fault(recorded):
    assert recorded().findings == ()


def test_the_page_shows_both_sides_and_marks_the_line(recorded):
    files = generate(recorded(), Options(Audience.PUBLIC)).files
    (page,) = (
        text for name, text in files.items() if name.endswith("out-of-paper.md")
    )
    assert "<mark>media-empty & waiting</mark>" in unescape(page)
    assert "<empty>" not in page
    assert page.index("<mark>") < page.index("#step-load-paper--fill-the-tray")
