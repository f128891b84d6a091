"""A place where real programs run against each other, and what they say to each other.

Servers listen on the same ports in each run, so that an exchange comes out the same. What to do is
taken from the page of the fix, as it stands there (`given`, `page`).
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
from contextlib import ExitStack
from pathlib import Path

import yaml
from commands.shown import LOADER, ROOT
from servers import apache, nginx
from servers.process import Server, wait_for
from servers.sites import hashed

ENVIRONMENT = Path(os.environ.get("REPRODUCE") or ROOT / "build" / "reproduce")
"""What `make reproduce` installs beside Debian's programs: `py` (PyPI) and `js` (npm)."""
PYTHON = ENVIRONMENT / "py" / "bin" / "python"
FIRST_PORT = 8401
FIXES = ROOT / "causes" / "http-401" / "fixes"
ACCOUNTS = {"alice": "secret", "bob": "secret", "carol": "p@ss"}
NOISE = re.compile(
    r"^(?:\*.*|[{}] \[\d+ bytes data\]|stty: .*|npm error A complete log.*|\s*)$"
)


class Program(Server):
    """A server that is started by any command; `FOLDER` and `PORT` stand for its own."""

    def __init__(
        self, folder: Path, port: int, words: list[str], env: dict[str, str]
    ):
        super().__init__(folder, port)
        own = {"FOLDER": str(folder), "PORT": str(port)}
        self.words = [_filled(word, own) for word in words]
        self.env = {name: _filled(value, own) for name, value in env.items()}
        self.log = folder / "output.log"

    def __exit__(self, *_):
        super().__exit__()
        wait_for(self._is_silent)

    def _is_silent(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) != 0

    def command(self) -> list[str]:
        return [
            "env",
            *(f"{name}={value}" for name, value in self.env.items()),
            *self.words,
        ]


def _filled(text: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        text = text.replace(name, value)
    return text


class Bench:
    """Starts servers and clients for one reproduction, and ends them all."""

    def __init__(self, folder: Path, step: str):
        self.folder, self.step = folder, step
        self.change = ""
        """The lines of the page that were put to use."""
        self._stack, self._servers = ExitStack(), 0
        self.port = 0
        """The port of the place that was made last."""
        self._freed: list[int] = []
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o755)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._stack.close()

    def place(self, **files: str) -> Path:
        """A new folder with the accounts of the tests and these files (`me_py` is me.py)."""
        self._servers += 1
        self.port = (
            self._freed.pop() if self._freed else FIRST_PORT + self._servers - 1
        )
        folder = self.folder / f"server{self._servers}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        folder.chmod(0o755)
        lines = [f"{name}:{hashed(password)}" for name, password in ACCOUNTS.items()]
        (folder / "users").write_text("\n".join(lines) + "\n", "utf-8")
        (folder / "index.html").write_text("welcome\n", "utf-8")
        for name, text in files.items():
            (folder / name.replace("_", ".")).write_text(text, "utf-8")
        return folder

    def run(self, server: Server) -> Server:
        """Start a server; it ends with the bench."""
        return self._stack.enter_context(server)

    def stop(self, server: Server) -> None:
        """End a server before the bench ends; the next one gets its port."""
        server.__exit__()
        self._freed.append(server.port)

    @staticmethod
    def log(server: Server, words: str) -> str:
        """The lines of a server's log that have these words (a pattern)."""
        lines = server.logged().splitlines()
        return "".join(f"{line}\n" for line in lines if re.search(words, line))

    def rerun(self, server: Server) -> Server:
        """A server again, as its files are by now."""
        server.__exit__()
        return self.run(server)

    def nginx(self, site: str, http: str = "", **files: str) -> Server:
        """An nginx with this server block; FOLDER stands for its folder."""
        folder = self.place(**files)
        site, http = (text.replace("FOLDER", str(folder)) for text in (site, http))
        return self.run(nginx.Nginx(folder, site, http, self.port))

    def apache(self, site: str, *modules: str, **files: str) -> Server:
        """An Apache httpd with this configuration and these modules."""
        folder = self.place(**files)
        return self.run(
            apache.Apache(
                folder, site.replace("FOLDER", str(folder)), list(modules), self.port
            )
        )

    def program(
        self, *words: str, env: dict[str, str] | None = None, **files: str
    ) -> Program:
        """Any server that is told its port by PORT in its words, its variables or its files."""
        folder = self.place(**files)
        for path in folder.iterdir():
            text = path.read_text("utf-8").replace("FOLDER", str(folder))
            path.write_text(text.replace("PORT", str(self.port)), "utf-8")
        return self.run(Program(folder, self.port, list(words), env or {}))

    def python(
        self, text: str, *words: str, env: dict[str, str] | None = None
    ) -> Program:
        """An application in Python that serves on PORT."""
        return self.program(
            str(PYTHON), *(words or ("FOLDER/app.py",)), env=env, app_py=text
        )

    def node(self, text: str, env: dict[str, str] | None = None) -> Program:
        """An application in JavaScript that serves on PORT."""
        known = {
            "NODE_PATH": str(ENVIRONMENT / "js" / "node_modules"),
            "NODE_NO_WARNINGS": "1",
        }
        return self.program(
            "node", "FOLDER/app.js", env=known | (env or {}), app_js=text
        )

    def given(self, platform: str = "", step: str = "") -> str:
        """The lines that the page of the fix gives for a step, as they stand there."""
        fix, _, name = (step or self.step).partition("/")
        entry = yaml.load((FIXES / f"{fix}.yml").read_text("utf-8"), Loader=LOADER)
        found = next(one for one in entry["steps"] if one["id"] == name)
        lines = next(
            one["run"].rstrip("\n")
            for one in found["commands"]
            if not platform or one.get("platform") == platform
        )
        if not step or step == self.step:
            self.change = lines
        return lines

    def page(
        self, platform: str = "", typed: str = "", step: str = "", **variables: str
    ) -> str:
        """What a command of the page prints, behind the command itself."""
        lines = self.given(platform, step)
        self.change = "" if lines == self.change else self.change
        return self.shell(lines, typed, **variables)

    def shell(self, lines: str, typed: str = "", **variables: str) -> str:
        """A command in bash as a terminal shows it: the command, then what it prints."""
        done = subprocess.run(
            ["bash", "-c", lines],
            cwd=self.folder,
            env=self.variables(**variables),
            input=typed + "\n" if typed else "",
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=120,
            check=False,
            start_new_session=True,
        )
        said = [
            line.rstrip()
            for line in done.stdout.splitlines()
            if not NOISE.match(line)
        ]
        set_to = [
            f"{name}={_quoted(value)}"
            for name, value in variables.items()
            if "\n" not in value
        ]
        shown = [line for line in (" ".join(set_to), lines) if line]
        return "\n".join(["$ " + "\n$ ".join(shown), *said]) + "\n"

    def variables(self, **more: str) -> dict[str, str]:
        """The environment of a client: its own home, no proxy."""
        home = self.folder / "home"
        home.mkdir(exist_ok=True)
        tools = self.folder / "tools"
        if not tools.exists():  # root needs none, and it may not be installed
            tools.mkdir()
            (tools / "sudo").write_text('#!/bin/sh\nexec "$@"\n', "utf-8")
            (tools / "sudo").chmod(0o755)
        path = f"{ENVIRONMENT / 'py' / 'bin'}:{ENVIRONMENT / 'js' / 'node_modules' / '.bin'}"
        return {
            "HOME": str(home),
            "PATH": f"{tools}:{path}:/usr/local/sbin:/usr/sbin:/usr/local/bin:/usr/bin:/bin",
            "NODE_PATH": str(ENVIRONMENT / "js" / "node_modules"),
            "KRB5CCNAME": str(home / "tickets"),
            "NO_PROXY": "*",
            "no_proxy": "*",
            "LC_ALL": "C.UTF-8",
            **more,
        }

    def python_says(self, text: str) -> str:
        """What some lines of Python print, with what is installed from PyPI."""
        words = [str(PYTHON), "-c", text]
        return subprocess.run(
            words, text=True, capture_output=True, check=True
        ).stdout.strip()

    def curl(self, *words: str, **variables: str) -> str:
        """A request of curl as its reader sees it: the command, what was sent, what came back."""
        return self.shell(" ".join(["curl -sv", *map(_quoted, words)]), **variables)


def _quoted(word: str) -> str:
    """A word of a command line as a person writes it."""
    if re.fullmatch(r"[\w@%+=:,./~-]+", word):
        return word
    return f'"{word}"' if "$" in word else "'" + word.replace("'", "'\\''") + "'"
