"""The command line face: read options, call one function, print what it returns.

Exit codes: 0 fine, 1 findings, 2 wrong usage, 3 environment (disk, rights, lock).
Progress and messages go to stderr; stdout has only what was asked for.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any

import click

from .findings import Finding, one_line
from .model import Audience
from .pipeline import Checked, check, tree
from .render import Options
from .write import Refused, write_tree

AUDIENCE = click.option("--audience", type=click.Choice([a.value for a in Audience]), default="public",
                        show_default=True, help="Who the result is for.")
PROJECT = click.option("--project", type=click.Path(path_type=Path, file_okay=False), default=Path(),
                       help="The folder with mkdocs.yml, causes and content; the current one by default.")


def _environment(command: Callable[..., None]) -> Callable[..., None]:
    """The command, with trouble of disk, rights or locks as one line and exit code 3."""
    @wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except Refused as error:
            _stop(str(error))
        except OSError as error:
            _stop(f"{error.filename or 'the disk'}: {error.strerror or error}")

    return wrapped


def _stop(message: str) -> None:
    """Say what the environment does not allow, and exit."""
    click.echo(f"causebook: {one_line(message)}", err=True)
    raise SystemExit(3)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="causebook")
def main() -> None:
    """Turn cause-and-fix entries in YAML into a help center.

    Example: causebook build --audience public
    """


def _print(findings: Sequence[Finding], form: str) -> None:
    """Print findings in the form that was asked for."""
    if form == "json":
        click.echo(json.dumps([vars(finding) for finding in findings], ensure_ascii=False, indent=1))
        return
    for finding in findings:
        click.echo(_annotation(finding) if form == "github" else str(finding))


def _annotation(finding: Finding) -> str:
    """A finding as a GitHub workflow command."""
    text = one_line(f"{finding.message} ({finding.hint})" if finding.hint else finding.message)
    text = text.replace("%", "%25")
    return f"::error file={finding.path},line={max(1, finding.line)},col={max(1, finding.col)},title={finding.code}::{text}"


def _checked(project: Path) -> Checked:
    """The project, or exit 1 with its findings on stderr."""
    checked = check(project.resolve())
    if checked.findings:
        for finding in checked.findings:
            click.echo(str(finding), err=True)
        click.echo(f"{len(checked.findings)} findings; nothing was written", err=True)
        raise SystemExit(1)
    return checked


@main.command("check")
@PROJECT
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True,
              help="How to print the findings.")
@_environment
def check_command(project: Path, form: str) -> None:
    """Print all findings as path:line:col: CODE message (hint).

    Example: causebook check --format github
    """
    findings = check(project.resolve()).findings
    _print(findings, form)
    click.echo(f"{len(findings)} findings" if findings else "no findings", err=True)
    raise SystemExit(1 if findings else 0)


@main.command()
@AUDIENCE
@PROJECT
@click.option("--out", type=click.Path(path_type=Path), help="The folder to write; build/<audience>/docs by default.")
@click.option("--site-url", default="", help="The address of the site, for the feed.")
@click.option("--edit-url", default="", help="Where sources are edited, for the edit links.")
@_environment
def generate(audience: str, project: Path, out: Path | None, site_url: str, edit_url: str) -> None:
    """Write the Markdown tree for an audience.

    Example: causebook generate --audience internal --out /tmp/docs
    """
    made = tree(_checked(project), Options(Audience(audience), site_url, edit_url))
    target = out or project / "build" / audience / "docs"
    touched = write_tree(made.files, target)
    click.echo(f"{target}: {len(made.files)} files, {touched} changed", err=True)


@main.command()
@AUDIENCE
@PROJECT
@click.option("--out", type=click.Path(path_type=Path), help="The site's folder; site/<audience> by default.")
@_environment
def build(audience: str, project: Path, out: Path | None) -> None:
    """Generate, run MkDocs, verify, and swap the new site in.

    Example: causebook build --audience public --out /srv/www/help
    """
    from .site import build_site

    checked = _checked(project)
    target = (out or project / "site" / audience).absolute()
    with _Bar() as bar:
        built = build_site(project.resolve(), checked, Audience(audience), target, bar.step)
    _print(built.findings, "text")
    if built.findings:
        click.echo(f"{len(built.findings)} findings; the old site stays as it was", err=True)
        raise SystemExit(1)
    click.echo(f"{target}: {built.pages} pages", err=True)


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
            click.echo(f"{what} …", err=True)
        if what == "pages" and sys.stderr.isatty():
            if self._bar is None:
                self._bar = click.progressbar(length=total, file=sys.stderr)
            self._bar.update(done - self._bar.pos)
        elif self._bar:
            self._bar.render_finish()
            self._bar = None


@main.command()
@AUDIENCE
@PROJECT
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to serve.")
@_environment
def serve(audience: str, project: Path, address: str) -> None:
    """Serve a live preview; a broken edit shows its findings and keeps the last good pages.

    Example: causebook serve --audience internal --address 127.0.0.1:8001
    """
    from .site import serve_site

    serve_site(project.resolve(), Audience(audience), address)


@main.command()
@click.argument("kind", type=click.Choice(["cause", "fix", "scenario", "symptoms", "problem"]))
@click.argument("id_", metavar="ID")
@PROJECT
@click.option("--problem", "problem_id", default="", help="The problem it belongs to, where there are several.")
@_environment
def new(kind: str, id_: str, project: Path, problem_id: str) -> None:
    """Write a commented starter file that already passes check.

    Example: causebook new cause token-cut-in-two
    """
    from .starters import Unusable, new_entry

    try:
        path = new_entry(project.resolve(), kind, id_, problem_id)
    except Unusable as error:
        raise click.UsageError(str(error)) from error
    click.echo(path)


@main.command()
@PROJECT
@_environment
def report(project: Path) -> None:
    """Print the health of the book: stale reviews, missing fixes, scenarios, proofs, unused symptoms, owners.

    Example: causebook report
    """
    from .health import health

    book = _checked(project).book
    if book:
        click.echo(health(book), nl=False)


@main.command()
def schema() -> None:
    """Print the JSON Schema of all kinds, for editors.

    Example: causebook schema > causes/schema.json
    """
    from .schema import schema as json_schema

    click.echo(json.dumps(json_schema(), ensure_ascii=False, indent=1))


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@_environment
def init(folder: Path) -> None:
    """Write a small working book on another subject, ready to build.

    Example: causebook init printers && cd printers && causebook build
    """
    from .starters import Unusable, new_book

    try:
        new_book(folder)
    except Unusable as error:
        raise click.UsageError(str(error)) from error
    click.echo(f"{folder}: a book. Next: cd {folder} && causebook build", err=True)
