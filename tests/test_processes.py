"""Work that is shared among processes comes out as if one had done it, whatever befalls them."""

import os
import threading
import time

import pytest
from causebook.book import processes
from causebook.book.processes import apart, shared
from causebook.render.bundle import style

THINGS = range(200)
HERE = os.getpid()


@pytest.fixture(autouse=True)
def _several(monkeypatch):
    monkeypatch.setenv(processes.SETTING, "3")


def done(work, things=THINGS, **how):
    with shared(work, things, **how) as results:
        return list(results)


def test_results_come_in_order_from_this_process_and_from_others():
    results = done(lambda thing: (thing, time.sleep(0.002), os.getpid()))
    assert [thing for thing, *_ in results] == list(THINGS)
    doers = {pid for *_, pid in results}
    assert len(doers) == 3
    assert HERE in doers


def test_each_thing_is_done_once(tmp_path):
    """Whoever is fast does more, but nothing that another one does."""
    log = tmp_path / "log"

    def noted(thing):
        time.sleep(0.001 * (thing % 5))
        with log.open("a") as file:
            file.write(f"{thing}\n")
        return thing

    assert done(noted) == list(THINGS)
    assert sorted(map(int, log.read_text().split())) == list(THINGS)


def fails(thing):
    if thing == 77:
        raise ValueError(f"not {thing}")
    return thing


def test_what_goes_wrong_is_raised_here_as_it_would_be_without_processes():
    with pytest.raises(ValueError, match="not 77"):
        done(fails)


def killed(thing):
    if thing == 77 and os.getpid() != HERE:
        os.kill(os.getpid(), 9)
    return thing


def unsent(thing):
    return (
        thing if os.getpid() == HERE else lambda: thing
    )  # a function cannot be pickled


@pytest.mark.parametrize("work", [killed, unsent])
def test_what_a_process_does_not_deliver_is_done_here(work):
    assert done(work) == list(THINGS)


def test_results_of_any_size_wait_until_somebody_reads_them():
    assert [
        len(text) for text in done(lambda thing: "x" * 100_000 * (thing % 3))
    ] == [100_000 * (thing % 3) for thing in THINGS]


@pytest.mark.parametrize("call", ["fork", "pipe"])
def test_where_the_machine_refuses_all_is_done_here(monkeypatch, call):
    def refuse():
        raise BlockingIOError

    monkeypatch.setattr(os, call, refuse)
    assert set(done(lambda _: os.getpid())) == {HERE}


def test_a_few_things_or_threads_or_little_memory_are_left_to_one_process(
    monkeypatch,
):
    assert done(lambda _: os.getpid(), range(5)) == [HERE] * 5
    waiting = threading.Event()
    thread = threading.Thread(target=waiting.wait)
    thread.start()
    try:
        assert processes.processes() == 1
    finally:
        waiting.set()
        thread.join()
    monkeypatch.delenv(processes.SETTING)
    monkeypatch.setattr(
        processes, "_number", lambda _, word="": {"VmRSS:": 9}.get(word, 10)
    )
    assert processes.processes() == 1


def test_no_process_is_left_when_the_block_ends_early():
    with shared(lambda _: (time.sleep(0.002), os.getpid()), THINGS) as results:
        pids = {next(results)[1] for _ in THINGS} - {HERE}
    assert pids
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_each_other_process_begins_with_what_it_is_told_to():
    seen = []
    found = done(
        lambda _: (time.sleep(0.002), os.getpid(), list(seen)),
        start=lambda: seen.append(1),
    )
    assert all(was == ([] if pid == HERE else [1]) for _, pid, was in found)
    assert seen == []


def test_what_is_done_apart_comes_back_and_leaves_nothing_here():
    seen = []
    pid, was = apart(lambda: (os.getpid(), seen.append(1) or list(seen)))
    assert (was, seen) == ([1], [])
    assert pid != HERE
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_what_goes_wrong_apart_is_raised_here():
    def fail():
        raise ValueError("not this")

    with pytest.raises(ValueError, match="not this"):
        apart(fail)


def test_what_would_wait_for_ever_in_a_fork_is_done_here(tmp_path):
    sheet = tmp_path / "a.css"
    sheet.write_text("p { color: red }")
    assert style(sheet) == "p{color:red}"  # the minifier has its threads from now on
    sheet.write_text("p { color: blue }")
    assert apart(lambda: (style(sheet), os.getpid())) == ("p{color:blue}", HERE)


def test_where_there_is_one_process_nothing_is_done_apart(monkeypatch):
    monkeypatch.setenv(processes.SETTING, "1")
    assert apart(os.getpid) == HERE
