"""Commands of the shipped book that ask for a secret do so in every shell, and do not show it."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import subprocess
import time

import pytest
from commands.shown import shown

SHELLS = ("dash", "bash", "zsh")
ASKS = re.compile(
    r"printf '[^']+: '; stty -echo; (?:IFS= )?read -r (\w+); stty echo; echo\b"
)
SECRET = "s3cr3t%s\\n'\"$x"  # noqa: S105 - no secret


ALL = [one.run for one in shown()]
ASKING = sorted(
    {found[0]: found[1] for text in ALL for found in ASKS.finditer(text)}.items()
)


def test_what_asks_is_one_line_since_a_paste_would_answer_itself() -> None:
    asking = [text.strip() for text in ALL if ASKS.search(text)]
    assert len(asking) >= 8
    assert [text for text in asking if "\n" in text] == []


def typed_into(shell: str, command: str) -> str:
    """What a terminal shows where the command runs in it and somebody types the secret."""
    master, slave = pty.openpty()
    argv = [shell, *(["-f"] if shell == "zsh" else []), "-c", command]
    with subprocess.Popen(
        argv, stdin=slave, stdout=slave, stderr=slave, start_new_session=True
    ):
        os.close(slave)
        shown = read_until(master, b": ")
        time.sleep(0.2)  # the prompt comes before the echo goes
        os.write(master, SECRET.encode() + b"\n")
        shown += read_until(master, b"<end>")
    os.close(master)
    return shown.decode()


def read_until(master: int, end: bytes) -> bytes:
    """What comes up to an end, within ten seconds."""
    found = b""
    while end not in found and select.select([master], [], [], 10)[0]:
        try:
            found += os.read(master, 4096)
        except OSError:  # the other side is gone
            break
    return found


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(("asking", "name"), ASKING)
def test_the_secret_arrives_whole_and_unseen(
    shell: str, asking: str, name: str
) -> None:
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    shown = typed_into(shell, f"{asking}; printf '[%s]<end>' \"${name}\"")
    before, arrived = shown.split("\r\n", 1)
    assert SECRET not in before
    assert arrived == f"[{SECRET}]<end>"
