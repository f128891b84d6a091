"""V8 from Python: what it answers, and where it may be asked from."""

import asyncio

import pytest
from causebook.check.javascript import Failed, JavaScript, Stopped


def test_a_script_is_answered_where_an_event_loop_runs_too():
    async def inside() -> object:
        with JavaScript() as script:
            return script.call("(a, b) => a + b", 2, 3)

    assert asyncio.run(inside()) == 5


def test_a_script_that_does_not_end_is_stopped_and_the_next_one_runs():
    with JavaScript(seconds=0.3) as script:
        with pytest.raises(Stopped, match=r"takes more than 0.3 seconds"):
            script.run("while (true) {}")
        assert script.run("1 + 1") == 2


def test_a_script_that_throws_tells_where():
    with JavaScript() as script, pytest.raises(Failed) as failed:
        script.run("1;\n  nothing.here;")
    assert failed.value.line == 2
