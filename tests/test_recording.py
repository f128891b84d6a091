"""An exchange that is the same but for its dates is kept as it was; one that changed is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from reproduce import recording
from reproduce.recording import Seen, record, steady

BEFORE = """$ curl -sv http://127.0.0.1:8401/
< HTTP/1.1 401 Unauthorized
< Date: Tue, 01 Dec 2026 02:27:09 GMT
< WWW-Authenticate: Basic realm="Files"
"""
AFTER = "< HTTP/1.1 200 OK\n< Date: Tue, 01 Dec 2026 02:27:10 GMT\n"
CAUSE = "kind: cause\nid: a-cause\ntitle: A cause\n"


@pytest.fixture
def seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "a-cause.yml").write_text(CAUSE, "utf-8")
    monkeypatch.setattr(recording, "CAUSES", tmp_path)

    def see(before: str = BEFORE) -> tuple[str, str]:
        exchange = Seen("A setting.", before, "401 Unauthorized", AFTER)
        assert exchange.fault() == ""
        said = record("a-cause", "a-fix/a-step", ["nginx 1"], exchange, tmp_path)
        return said, (tmp_path / "a-cause.yml").read_text("utf-8")

    see()
    return see


def test_another_day_is_no_change_and_the_exchange_is_kept(seen) -> None:
    said, text = seen(BEFORE.replace("01 Dec 2026 02:27:09", "02 Dec 2026 11:00:00"))
    assert said == ""
    assert "01 Dec 2026 02:27:09" in text


def test_another_answer_is_told_and_written(seen) -> None:
    said, text = seen(BEFORE.replace('"Files"', '"Other"'))
    assert said == (
        'before changed: “< WWW-Authenticate: Basic realm="Files"” is now '
        '“< WWW-Authenticate: Basic realm="Other"”'
    )
    assert 'realm="Other"' in text


def test_a_line_that_is_gone_is_told(seen) -> None:
    said, _ = seen(BEFORE.replace('< WWW-Authenticate: Basic realm="Files"\n', ""))
    assert said.startswith("before changed:")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('ts="1796111905", nonce="KBHy-o"', 'ts="1796091474", nonce="LeRL3y"'),
        ("nonce=Zm9v/YmFy+A==", "nonce=abc"),
        ("127.0.0.1:41234 closed", "127.0.0.1:54321 closed"),
        (
            "2026/12/01 02:27:09 [error] 7#7: *1 x",
            "2026/12/02 03:00:00 [error] 8#9: *3 x",
        ),
    ],
)
def test_what_differs_in_every_run_is_steady(one: str, other: str) -> None:
    assert steady(one) == steady(other)
