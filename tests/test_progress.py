"""What is said while a site is built: phases, counts, the time left; nothing that is not known."""

import io

import pytest
from causebook.cli.progress import Bar


class Clock:
    """A clock that is set."""

    now = 100.0

    def __call__(self):
        return self.now


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def clock():
    return Clock()


def pages(bar, clock, *steps):
    """Pages done at some seconds of a phase of 100 pages."""
    began = clock.now
    for seconds, done in steps:
        clock.now = began + seconds
        bar.step("pages", done, 100)


def test_without_a_terminal_a_long_phase_says_now_and_then_how_far_it_is(
    clock, capsys
):
    with Bar(clock) as bar:
        bar.step("generate", 0, 0)
        clock.now += 3
        pages(
            bar,
            clock,
            (0, 1),
            (5, 20),
            (10, 40),
            (11, 44),
            (19, 60),
            (20, 80),
            (25, 100),
        )
        bar.step("verify", 0, 0)
        clock.now += 2
    assert capsys.readouterr().err.splitlines() == [
        "generate …",
        "pages …",
        "pages: 40 of 100, about 15 s left",
        "pages: 80 of 100, about 5 s left",
        "verify …",
        "generate 3.0 s, pages 25.0 s, verify 2.0 s",
    ]


def test_a_terminal_has_a_bar_with_counts_that_ends_its_line(clock, monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    with Bar(clock) as bar:
        pages(bar, clock, (0, 1), (5, 100))
        bar.step("verify", 0, 0)
    said = terminal.getvalue()
    assert "100/100" in said
    assert said.rpartition("verify …")[0].endswith("\n")


def test_nothing_is_said_of_how_long_a_build_took_that_was_broken_off(clock, capsys):
    with pytest.raises(KeyboardInterrupt), Bar(clock) as bar:
        bar.step("generate", 0, 0)
        raise KeyboardInterrupt
    assert capsys.readouterr().err == "generate …\n"


def test_a_phase_that_may_end_in_findings_alone_is_told_at_the_end(clock, capsys):
    with Bar(clock) as bar:
        bar.first("check")
        clock.now += 2
        bar.step("generate", 0, 0)
        clock.now += 1
    assert capsys.readouterr().err == "generate …\ncheck 2.0 s, generate 1.0 s\n"
    assert bar.seconds == 3.0


def test_a_count_beyond_the_whole_is_not_shown(clock, capsys):
    with Bar(clock) as bar:
        pages(bar, clock, (0, 1), (60, 120))
    assert capsys.readouterr().err.splitlines() == ["pages …", "pages 60.0 s"]


def test_a_build_of_nothing_says_nothing(capsys):
    with Bar():
        pass
    assert capsys.readouterr().err == ""
