"""Commands of the shipped book read as they stand; `make commands` also runs them."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from commands.judging import _is_called, excepted, read
from commands.parsing import STREAM, parsed
from commands.running import FAULT, run, sandboxes
from commands.sandbox import SYSTEM
from commands.shown import ROOT, Shown, language, shown, syntaxes

ALL = shown()
SYNTAXES = syntaxes()
IN_SHELL = [one for one in ALL if language(one, SYNTAXES) == "sh"]
HERE = {
    "nginx",
    "apache",
    "python",
    "js",
    "env",
    "yaml",
    "json",
    "xml",
    "ini",
    "properties",
}
"""What the tests have a program for; `make commands` installs those for the others."""
OTHERS = [
    one
    for one in ALL
    if language(one, SYNTAXES) in HERE and (STREAM or "stream {" not in one.run)
]
USED = re.compile(r"\$\{?([A-Z][A-Z0-9_]*)")
SET = re.compile(
    r"\b([A-Z][A-Z0-9_]*)=|\bread -r ([A-Z0-9_]+)|\bfor ([A-Z][A-Z0-9_]*) in\b"
)
KNOWN = {
    "HOME",
    "PATH",
    "NO_PROXY",
}  # every shell has them, or the command cares for itself
# A text that the shell hands to a program, and what only some shells do with it.
ONE_SHELL = re.compile(r"<<<|<\(|\bread (?:-\w+ )*-\w*[^r\s-]|\[\[ |&>")
# What runs without a complaint and still does other than its page says, by why.
DECEIVES = {
    "grep -r follows no links, and Debian's folders of what is enabled hold nothing else": (
        r"grep -[a-z]*r[a-zE]* .*-enabled\b"
    ),
    "a netrc file may have `password …` on a line of its own": r"cut [^;|\n]*netrc",
    "git prints the header with its secret": (
        r"git config (?!.*--name-only)(?!.*\bsed\b).*--get-regexp.*(?:extraheader|\|http\|)"
    ),
    "the user's password may stand in an address": (
        r"(?:pip config debug|--get-regexp '\^\(credential\|url)(?!.*\bsed\b)"
    ),
    "the line feed becomes a part of the secret": r"--output tsv >",
    "a password with a quotation mark or a backslash is another one there": (
        r'user = "\w+:%s"\\n\' "\$P(?:W|ASSWORD)"'
    ),
    "Windows writes to another folder than it reads from": r"WriteAllText\(\$file\b",
    "a host without its port": r"proxy_set_header Host \$host;",
    "tags that the user had are lost": r"\A(?!.*list_users).*set_user_tags",
    "accounts that could delegate before no longer can": (
        r"(?m)-PrincipalsAllowedToDelegateToAccount \$\w+\s*$"
    ),
    "npm logout revokes the token wherever else it is in use": r"\bnpm logout\b",
    "npm prints no header, however talkative it is": r"npm view .*--loglevel http\b",
    "Maven names the login in the line of its connector": r"mvn -X(?!.*[Cc]onnector)",
    "curl prints the proxy's password in what it sends": r"grep -iE '\^< HTTP\|proxy-auth",
    "git asks what GIT_ASKPASS names, and reads ~/.netrc": (
        r"^(?!.*HOME=.*GIT_ASKPASS=).*GIT_CONFIG_GLOBAL=/dev/null"
    ),
    "the beginning of a key passes a filter for the word in front of it": (
        r"sed -E .*: \?\[A-Za-z\]\*|-replace .*: \?\\w\*"
    ),
    "curl asks for the password where nobody sees it": (
        r"\A(?!.*password: ).*(?:-u|--user|--proxy-user) \"?\$[^|;]*2>&1 *\|"
    ),
    "nginx makes an id of its own and does not write down the one that was sent": (
        r"\$request_id\b"
    ),
    "a form field keeps the line feed of its file": r"--data-urlencode \S+@(?!-)",
    "a cluster makes a token for any audience": r"kubectl create token .*&& echo",
    "with a clock that is far off no certificate is valid": r"date -u; curl .*https://www",
    "add_header counts for good answers too": r'add_header Cache-Control "no-store" always',
    "a quotation mark or a backslash in a password ends the JSON there": (
        r'printf .\{"\w+": "%s"(?!.*\bsed\b)'
    ),
    "Apache writes the port behind the address, so that each line counts alone": (
        r"client \[0-9[^']*' \| sort"
    ),
    "the encrypted port is asked, whichever was named": r"-H \"ldaps?://\$\w+\"",
}
FILE = re.compile(
    r"(?<![\w@])@([a-z][\w.-]*\.\w+)|<\s*([a-z][\w-]*\.\w+)|--(?:cert|key) ([\w.]+)"
)
ONLY_IN_A_PAGE = re.compile(
    r"\bwith(?:Credentials|XSRFToken)\b|\b(?:document|window|localStorage)\.|credentials: .include"
)


@pytest.mark.parametrize("shell", ["dash", "bash", "zsh"])
def test_every_shell_reads_every_command(shell: str) -> None:
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    argv = [shell, *(["-f"] if shell == "zsh" else []), "-n"]
    text = "\n".join(f"f{n}() {{\n{one.run}\n}}" for n, one in enumerate(IN_SHELL))
    done = subprocess.run(
        argv, input=text, text=True, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_no_command_is_for_one_shell_alone() -> None:
    alone = [one.name for one in IN_SHELL if ONE_SHELL.search(one.run)]
    pages = [*(ROOT / "causes").rglob("*.yml"), *(ROOT / "content").rglob("*.md")]
    said = [
        path.name
        for path in pages
        if re.search(r"`read -\w*s", path.read_text("utf-8"))
    ]
    assert (alone, said) == ([], [])


@pytest.mark.parametrize("why", DECEIVES)
def test_no_command_does_other_than_its_page_says(why: str) -> None:
    deceiving = re.compile(DECEIVES[why], re.DOTALL if r"\A" in DECEIVES[why] else 0)
    assert [one.name for one in ALL if deceiving.search(one.run)] == []


def test_no_question_asks_for_a_command_that_deceives() -> None:
    asked = [
        (path.name, span)
        for path in (ROOT / "causes").rglob("*.yml")
        for question in re.findall(r"(?m)^ *ask: (.*)$", path.read_text("utf-8"))
        for span in re.findall(r"`([^`]+)`", question)
    ]
    assert asked
    wrong = [
        one for one in asked for why in DECEIVES.values() if re.search(why, one[1])
    ]
    assert wrong == []


def test_what_only_a_page_can_do_is_not_offered_for_node() -> None:
    offered = [one for one in ALL if one.platform == "nodejs"]
    assert [one.name for one in offered if ONLY_IN_A_PAGE.search(one.run)] == []


@pytest.mark.parametrize("one", OTHERS, ids=lambda one: one.name)
def test_what_is_no_shell_command_is_read_by_its_own_program(one: Shown) -> None:
    assert read(one, language(one, SYNTAXES)).wrong == ""


def test_lines_that_a_program_does_not_know_are_told() -> None:
    assert "unknown directive" in (parsed("auth_leeway 3s;", "nginx", "") or "")
    assert "not in every edition" in (
        parsed("auth_jwt_leeway 3s;", "nginx", "a page") or ""
    )
    assert parsed("auth_jwt_leeway 3s;", "nginx", "part of nginx Plus") == ""
    assert parsed("x = (", "python", "") != ""


def test_what_a_program_says_of_a_wrong_command_is_known_as_a_fault() -> None:
    said = [
        "error: unknown flag: --secret",
        "curl: option --x: is unknown",
        "jq: error: syntax error",
    ]
    assert [line for line in said if not FAULT.search(line)] == []
    assert not FAULT.search(
        "Cannot connect to the Docker daemon at unix:///var/run/docker.sock"
    )


def test_what_serves_is_right_and_ended_and_what_hangs_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("commands.running.SHELLS", ("dash",))
    monkeypatch.setattr("commands.running.SOON", 2)
    monkeypatch.setattr("commands.running.LATEST", 1)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    serving = f"python3 -m http.server -b 127.0.0.1 {port} & wait"
    hanging = "tail -f /dev/null & wait"
    with sandboxes({}) as place:
        said = [
            run(Shown("page", "step", "", text), place).wrong
            for text in (serving, hanging)
        ]
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0
    assert said == ["", "dash: does not end within a minute"]


def test_an_excepted_command_is_found_where_commands_begin() -> None:
    begin = "docker compose"
    there = ["docker compose ps", "for c in $(docker compose ps -q); do :; done"]
    there += ["cd app\ndocker compose up", "true && docker compose up"]
    elsewhere = ["echo docker compose", "docker composer", "docker ps"]
    assert [one for one in there if not _is_called(begin, one)] == []
    assert [one for one in elsewhere if _is_called(begin, one)] == []


def introduced(page: str) -> str:
    """The page without its commands, and what its commands set themselves."""
    path = ROOT / "causes" / "http-401" / f"{page}.yml"
    text = path.read_text("utf-8")
    for one in ALL:
        for line in one.run.splitlines() if one.page == page else ():
            text = text.replace(
                line, " ".join("".join(names) for names in SET.findall(line))
            )
    return text


def test_every_variable_of_a_command_is_introduced_on_its_page() -> None:
    pages = {page: introduced(page) for page in {one.page for one in IN_SHELL}}
    unknown = {
        f"{one.name}: {name}"
        for one in IN_SHELL
        for name in USED.findall(one.run)
        if name not in KNOWN and not re.search(rf"\b{name}\b", pages[one.page])
    }
    assert unknown == set()


def test_every_file_of_a_command_is_named_in_its_step_or_made_by_it() -> None:
    unknown = [
        f"{path.stem}, {name}"
        for path in sorted((ROOT / "causes").rglob("fixes/*.yml"))
        for said, run in steps(yaml.safe_load(path.read_text("utf-8")))
        for name in map("".join, FILE.findall(run))
        if name not in said and f"> {name}" not in run
    ]
    assert unknown == []


def steps(fix: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The text and one command of each step of a fix, of its check and of its undoing."""
    for step in (*fix["steps"], fix.get("verify") or {}, fix.get("undo") or {}):
        for one in step.get("commands", ()):
            yield step.get("do") or step["text"], one["run"]


def test_paths_of_the_system_are_moved_into_the_sandbox() -> None:
    moved = SYSTEM.sub(
        "/box/", 'sudo tail /var/log/x "/root/a" ~/.netrc $HOME/etc /usr/bin/env'
    )
    assert (
        moved
        == 'sudo tail /box/var/log/x "/box/root/a" ~/.netrc $HOME/etc /usr/bin/env'
    )


def test_an_exception_that_is_no_longer_needed_is_removed() -> None:
    text = "\n".join(one.run for one in ALL)
    written = {language(one, SYNTAXES) for one in ALL}
    needless = [name for name in excepted()["languages"] if name not in written]
    for kind in ("programs", "commands"):
        needless += [name for name in excepted()[kind] if name not in text]
    assert needless == []
