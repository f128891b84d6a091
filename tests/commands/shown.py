"""What the pages tell readers to run, and in which language it is written.

How it is tried is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

LOADER = getattr(
    yaml, "CSafeLoader", yaml.SafeLoader
)  # the C one is ten times as fast
ROOT = Path(__file__).parents[2]
PROGRAMS = """aws az bundle caddy cargo chage chmod chronyc composer cp curl cut date docker doctl
    dotnet env find firebase flyctl gcloud gh git glab grep haproxy helm hf htpasswd hwclock java jq
    kdestroy keyring kinit klist kubeadm kubectl kvno ldapsearch ls mv mvn namei nginx node npm npx openssl passwd php pip
    printf python python3 rm sed security sntp sudo sudoedit supabase systemctl terraform
    timedatectl umask vault vercel wget whoami zgrep""".split()
SHELL = re.compile(
    r"^(?:(?:for \w+ in |set -a|export (?=[A-Z])|unset )"
    r'|[A-Z_]+=\S+ +\w|\w+=\$\(|URL=|: "\$|"\$KC_HOME"|bin/|\./|(?:'
    + "|".join(map(re.escape, PROGRAMS))
    + r")(?:[\s;]|$))"
)
SETTING = re.compile(r"^\w+=.*$")
BY_LOOK = (
    ("php", re.compile(r"<\?php")),
    (
        "apache",
        re.compile(r"<(?:Location|Directory)|(?:WSGI|Rewrite|Auth|Request)[A-Z]\w+ "),
    ),
    ("xml", re.compile(r"<")),
    ("json", re.compile(r"\{\"")),
    ("ini", re.compile(r"\[\w+\]")),
    ("properties", re.compile(r"[a-z]+(?:\.[\w-]+)+=")),
    ("flag", re.compile(r"--")),
    ("kotlin", re.compile(r"maven \{")),
    ("yaml", re.compile(r"(?:- )?[a-z-]+:(?:\s|$)")),
)
OWN = {"haproxy": "haproxy", "caddy": "caddy"}


@dataclass(frozen=True)
class Shown:
    """A command as it stands on a page."""

    page: str
    at: str
    platform: str
    run: str

    @property
    def name(self) -> str:
        """Where it is, for findings: `fixes/renew-the-token, step ask (curl)`."""
        return f"{self.page}, {self.at or 'check'} ({self.platform})"


def shown() -> list[Shown]:
    """Every command of the book that is on a page, in the order of the files."""
    book = ROOT / "causes"
    files = sorted(
        path for path in book.rglob("*.yml") if path.parent.name != "cases"
    )
    return [one for path in files for one in _of(path, book)]


def _of(path: Path, book: Path) -> Iterator[Shown]:
    page = str(path.relative_to(book).with_suffix("")).partition("/")[2]
    yield from _commands(yaml.load(path.read_text("utf-8"), Loader=LOADER), page, "")


def _commands(value: object, page: str, at: str) -> Iterator[Shown]:
    if isinstance(value, dict):
        if isinstance(value.get("run"), str):
            yield Shown(
                page, at, value.get("platform") or "", value["run"].rstrip("\n")
            )
        for inner in value.values():
            yield from _commands(inner, page, value.get("id", at))
    elif isinstance(value, list):
        for inner in value:
            yield from _commands(inner, page, at)


def language(one: Shown, syntaxes: dict[str, str]) -> str:
    """What it is written in: `sh`, by its look, or the platform's own."""
    if one.platform in ("windows", "iis"):
        return "powershell"
    lines = [
        line
        for line in one.run.splitlines()
        if not re.match(r"\s*(#|//|<!--|$)", line)
    ]
    if any(SHELL.match(line) for line in lines[:2]):
        return "sh"
    if lines and all(SETTING.match(line) for line in lines):
        return "properties" if "." in lines[0].partition("=")[0] else "env"
    looks = next(
        (name for name, look in BY_LOOK if lines and look.match(lines[0])), ""
    )
    own = OWN.get(one.platform) or syntaxes.get(one.platform) or "text"
    return own if own in OWN.values() else looks or own


def syntaxes() -> dict[str, str]:
    """The language of each platform's commands, as `platforms.yml` has it."""
    text = (ROOT / "causes" / "platforms.yml").read_text("utf-8")
    platforms = yaml.load(text, Loader=LOADER)["platforms"]
    return {one["id"]: one.get("syntax") or "" for one in platforms}
