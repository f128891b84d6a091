"""The command line face: read options, call one function, print what it returns.

Exit codes: 0 fine, 1 findings, 2 wrong usage, 3 environment (disk, rights, lock).
Progress and messages go to stderr; stdout has only what was asked for.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

import click

from ..model import Audience
from ..model.findings import Finding, counted, one_line
from ..pipeline import Checked, check, tree
from ..pipeline import build as build_project
from ..render import Options
from ..site.ownership import Refused, require_outside
from ..site.terminal import prepare, say, show
from ..site.write import write_tree

AUDIENCE = click.option(
    "--audience",
    type=click.Choice([a.value for a in Audience]),
    default="public",
    show_default=True,
    help="Who the result is for.",
)
PROJECT = click.option(
    "--project",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="The folder with mkdocs.yml, causes and content; the current one by default.",
)


class _Face(click.Group):
    """The command with its way out: whatever happens is one line and the right exit code."""

    def main(self, *args: Any, **more: Any) -> Any:
        """Run a command and exit."""
        prepare()
        try:
            sys.exit(super().main(*args, **{**more, "standalone_mode": False}))
        except click.exceptions.Abort:
            _stop("interrupted", 130)
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
            sys.exit(error.exit_code)
        except click.ClickException as error:
            _stop(_usage(error), error.exit_code)
        except Refused as error:
            _stop(str(error))
        except OSError as error:
            _stop(f"{error.filename or 'the disk'}: {error.strerror or error}")
        except Exception as error:
            if sys.flags.dev_mode:  # python -X dev
                raise
            _stop(f"a fault of causebook, please report it: {_fault(error)}")


def _usage(error: click.ClickException) -> str:
    """What is wrong with the words of a command, and where the right ones stand."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    return (
        f"{error.format_message()} (try: {context.command_path if context else 'causebook'} --help)"
    )


def _fault(error: Exception) -> str:
    """An error that nobody foresaw, with its place."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {error} ({Path(place.filename).name}:{place.lineno})"


def _stop(message: str, code: int = 3) -> NoReturn:
    """Say what the environment does not allow, and exit."""
    say(f"causebook: {message}")
    raise SystemExit(code)


def _found(findings: Sequence[Finding], then: str) -> NoReturn:
    """Say what has to be mended and exit."""
    for finding in findings:
        say(str(finding))
    say(f"{counted(len(findings))}; {then}")
    raise SystemExit(1)


@click.group(
    cls=_Face, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(package_name="causebook")
def main() -> None:
    """Turn cause-and-fix entries in YAML into a help center.

    Example: causebook build --audience public
    """


def _print(findings: Sequence[Finding], form: str) -> None:
    """Print findings in the form that was asked for."""
    if form == "json":
        show(json.dumps([vars(finding) for finding in findings], indent=1))
        return
    for finding in findings:
        show(_annotation(finding) if form == "github" else str(finding))


def _annotation(finding: Finding) -> str:
    """A finding as a GitHub workflow command."""
    text = f"{finding.message} ({finding.hint})" if finding.hint else finding.message
    place = {
        "file": finding.path,
        "line": max(1, finding.line),
        "col": max(1, finding.col),
        "title": finding.code,
    }
    properties = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in place.items())
    return f"::error {properties}::{_escaped(one_line(text))}"


def _escaped(text: str, more: str = "") -> str:
    """The text as GitHub's toolkit escapes the data and, with `:,`, the properties of a command."""
    return "".join(f"%{ord(letter):02X}" if letter in f"%\r\n{more}" else letter for letter in text)


def _checked(project: Path) -> Checked:
    """The project, or exit 1 with its findings on stderr."""
    checked = check(project.resolve())
    if checked.findings:
        _found(checked.findings, "nothing was written")
    return checked


def found(project: Path) -> list[Finding]:
    """Everything that is wrong with a project; a configuration that cannot be read is one thing."""
    from ..site import check_settings

    return sorted({*check(project).findings, *check_settings(project)})


@main.command("check")
@PROJECT
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="How to print the findings.",
)
def check_command(project: Path, form: str) -> None:
    """Print all findings as path:line:col: CODE message (hint).

    Example: causebook check --format github
    """
    findings = found(project.resolve())
    _print(findings, form)
    say(counted(len(findings)))
    raise SystemExit(1 if findings else 0)


@main.command()
@AUDIENCE
@PROJECT
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="The folder to write; build/<audience>/docs by default.",
)
@click.option("--site-url", default="", help="The address of the site, for the feed.")
@click.option("--edit-url", default="", help="Where sources are edited, for the edit links.")
def generate(audience: str, project: Path, out: Path | None, site_url: str, edit_url: str) -> None:
    """Write the Markdown tree for an audience.

    Example: causebook generate --audience internal --out /tmp/docs
    """
    home = project.resolve()
    target = _full(out) if out else home / "build" / audience / "docs"
    if out:
        require_outside(target, home, ("causes", "content", "site_overrides"))
    made = tree(_checked(project), Options(Audience(audience), site_url, edit_url))
    touched = write_tree(made.files, target, home)
    say(f"{target}: {len(made.files)} files, {touched} changed")


@main.command()
@AUDIENCE
@PROJECT
@click.option(
    "--out", type=click.Path(path_type=Path), help="The site's folder; site/<audience> by default."
)
def build(audience: str, project: Path, out: Path | None) -> None:
    """Generate, run MkDocs, verify, and swap the new site in.

    Example: causebook build --audience public --out /srv/www/help
    """
    checked = _checked(project)
    home = project.resolve()
    target = _full(out) if out else home / "site" / audience
    with _Bar() as bar:
        built = build_project(checked, Audience(audience), target, bar.step)
    _print(built.findings, "text")
    if built.findings:
        say(f"{counted(len(built.findings))}; the old site stays as it was")
        raise SystemExit(1)
    say(f"{target}: {built.pages} pages")


def _full(folder: Path) -> Path:
    """The folder by its full name, whatever dots it was given with."""
    return Path(os.path.abspath(folder))  # noqa: PTH100 - resolve() would follow the links that are to be refused


class _Bar:
    """A progress bar on a terminal, plain lines elsewhere."""

    def __init__(self) -> None:
        """Nothing is shown before the first step."""
        self._bar: Any = None
        self._last = ""

    def __enter__(self) -> _Bar:
        """Start."""
        return self

    def __exit__(self, *_: object) -> None:
        """Leave the terminal clean."""
        if self._bar:
            self._bar.render_finish()

    def step(self, what: str, done: int, total: int) -> None:
        """Show how far a build is."""
        if what != self._last:
            self._last = what
            say(f"{what} …")
        if what == "pages" and sys.stderr.isatty():
            if self._bar is None:
                self._bar = click.progressbar(length=total, file=sys.stderr)
            self._bar.update(done - self._bar.pos)
        elif self._bar:
            self._bar.render_finish()
            self._bar = None


class _Address(click.ParamType[tuple[str, int]]):
    """A host and a port, as `127.0.0.1:8000` or `[::1]:8000`."""

    name = "host:port"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, int]:
        """The two parts, or wrong usage."""
        if isinstance(value, tuple):
            return value
        host, colon, port = str(value).rpartition(":")
        if not (
            host and colon and port.isascii() and port.isdigit() and 0 < int(port[:6]) < 1 << 16
        ):
            self.fail(
                f"“{value}” is not a host and a port from 1 to 65535, like 127.0.0.1:8000",
                param,
                ctx,
            )
        return host.removeprefix("[").removesuffix("]"), int(port)


@main.command()
@AUDIENCE
@PROJECT
@click.option(
    "--address",
    type=_Address(),
    default="127.0.0.1:8000",
    show_default=True,
    help="Where to serve.",
)
def serve(audience: str, project: Path, address: tuple[str, int]) -> None:
    """Serve a live preview; a broken edit shows its findings and keeps the last good pages.

    Example: causebook serve --audience internal --address 127.0.0.1:8001
    """
    from ..site import Broken, serve_site

    _checked(project)
    try:
        serve_site(project.resolve(), Audience(audience), *address)
    except Broken as error:
        _found(error.findings, "nothing is served")


@main.command()
@click.argument("kind", type=click.Choice(["cause", "fix", "scenario", "symptoms", "problem"]))
@click.argument("id_", metavar="ID")
@PROJECT
@click.option(
    "--problem",
    "problem_id",
    default="",
    help="The problem it belongs to, where there are several.",
)
def new(kind: str, id_: str, project: Path, problem_id: str) -> None:
    """Write a commented starter file that already passes check.

    Example: causebook new cause token-cut-in-two
    """
    from ..load.configuration import names_pages
    from .starters import Unusable, new_entry

    try:
        path = new_entry(project.resolve(), kind, id_, problem_id)
    except Unusable as error:
        raise click.UsageError(str(error)) from error
    show(one_line(str(path)))
    if kind == "problem" and names_pages(project.resolve()):
        say(
            f"built at once; to show it in the sidebar, add a line below `nav:` in mkdocs.yml: "
            f"- {id_}: {id_}/index.md"
        )


@main.command()
@PROJECT
def report(project: Path) -> None:
    """Print the health of the book: stale reviews, missing fixes, scenarios, proofs, unused symptoms, owners.

    Example: causebook report
    """
    from ..book.health import health

    book = _checked(project).book
    if book:
        show(health(book).removesuffix("\n"))


@main.command()
def schema() -> None:
    """Print the JSON Schema of all kinds, for editors.

    Example: causebook schema > causes/schema.json
    """
    from ..model.schema import schema as json_schema

    show(json.dumps(json_schema(), ensure_ascii=False, indent=1))


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Write a small working book on another subject, ready to build.

    Example: causebook init printers && cd printers && causebook build
    """
    from .starters import Unusable, new_book

    try:
        new_book(folder)
    except Unusable as error:
        raise click.UsageError(str(error)) from error
    say(f"{folder}: a book. Next: cd {folder} && causebook build")
