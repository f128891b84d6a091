"""The commands of an author: what is wrong, a new entry or book, the book's health, the reference.

Each reads its options, calls one function and prints what it returns.
"""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import BinaryIO

import click

from ..model import Audience
from ..model.findings import counted, one_line
from ..pipeline import findings_of
from ..site.terminal import say, show
from .exits import checked_or_exit
from .formats import FORMATS, print_findings
from .options import AUDIENCE, PROJECT


@click.command()
@PROJECT
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="How to print the findings.",
)
@click.option(
    "--style", is_flag=True, help="Add what is not said as a help page should say it."
)
def check(project: Path, form: str, style: bool) -> None:
    """Print all findings as path:line:col: CODE message (hint).

    Example: causebook check --format github
    """
    from ..load.configuration import configurations

    findings = findings_of(project.resolve(), style=style)
    print_findings(findings, form)
    say(counted(len(findings)))
    if not configurations(project.resolve()):
        say("there is no mkdocs.yml: build and serve need one, generate does not")
    raise SystemExit(1 if findings else 0)


@click.command()
@click.argument(
    "kind",
    type=click.Choice(
        ["cause", "fix", "scenario", "symptoms", "messages", "problem", "template"]
    ),
)
@click.argument("id_", metavar="ID")
@PROJECT
@click.option(
    "--problem",
    "problem_id",
    default="",
    help="The problem it belongs to, where there are several.",
)
@click.option(
    "--symptom",
    default="",
    help="A symptom that the new cause shows; else a new one.",
)
@click.option("--fix", default="", help="A fix of the new cause; else a new one.")
def new(kind: str, id_: str, project: Path, problem_id: str, **use: str) -> None:
    """Write a commented starter file that already passes check.

    ID is the id of the new entry; for messages, that of the platform which prints them; for a
    template, a page and a block of it, such as cause/why. What the entry needs is written beside
    it: a message of the new cause, pasted, leads to it at once.

    Example: causebook new cause token-cut-in-two
    """
    from ..load.configuration import names_pages
    from .new_entries import new_entry
    from .starters import Unusable

    named = {name: value for name, value in use.items() if value}
    if named and kind != "cause":
        raise click.UsageError("--symptom and --fix are for a new cause")
    try:
        if kind == "template":
            _new_template(project.resolve(), id_)
            return
        path = new_entry(project.resolve(), kind, id_, problem_id, named)
    except Unusable as error:
        raise click.UsageError(str(error)) from error
    show(one_line(str(path)))
    if kind == "problem" and names_pages(project.resolve()):
        say(
            "built at once; to show it in the sidebar, add a line below `nav:` in mkdocs.yml: "
            f"- {id_}: {id_}/index.md"
        )


def _new_template(project: Path, wanted: str) -> None:
    """Write a block of a page, or print ours where the project has its own; raises Unusable."""
    from .own_blocks import new_block

    path, ours = new_block(project, wanted)
    show(ours.removesuffix("\n") or one_line(str(path)))
    if ours:
        say(
            f"nothing was written: {path} has this block; what is printed is ours, as it is now"
        )


@click.command()
@PROJECT
@click.option(
    "--searched",
    type=click.File("rb"),
    help="What readers searched for, one search a line: `words`, or a count, a tab and `words`.",
)
@click.option(
    "--page",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write what --searched tells as this page, such as content/searched.md.",
)
@AUDIENCE
def report(
    project: Path, searched: BinaryIO | None, page: Path | None, audience: str
) -> None:
    """Print the health of the book: stale reviews, what is missing, what nobody uses, owners.

    With --searched also which searches found nothing, or no page that fits, in what the audience
    has.

    Example: causebook report --searched searched.txt
    """
    from ..book.health import health
    from .searches import as_lines, as_page, missed_in

    if page and not searched:
        raise click.UsageError("--page needs --searched FILE")
    checked = checked_or_exit(project)
    if not checked.book:
        return
    found = missed_in(searched, checked, Audience(audience)) if searched else []
    if page:
        page.write_text(as_page(found, checked.book), "utf-8")
        return
    show(health(checked.book).removesuffix("\n"))
    if searched:
        show("\n".join(["", *as_lines(found, checked.book)]))


@click.command()
@click.argument("ids", metavar="ID…", nargs=-1, required=True)
@PROJECT
@click.option(
    "--by", required=True, help="Who has read the entries against their sources."
)
@click.option("--ran", default="", help="What was run for it, with versions.")
@click.option(
    "--owner",
    default="",
    help="Who answers for them, where the book does not say it.",
)
def review(ids: tuple[str, ...], project: Path, **said: str) -> None:
    """Write into entries that they were reviewed today, as they are now.

    An entry that is edited afterwards is no longer called reviewed.

    Example: causebook review out-of-paper --by Ada --ran "lpstat 2.4.2, all commands"
    """
    from ..load import Known, load
    from ..load.reviews import Given, Unwritable
    from ..load.reviews import review as write

    checked_or_exit(project)
    today = datetime.date.today().isoformat()  # noqa: DTZ011 - a calendar day
    given = Given(today, **said)
    known: Known = {}  # so that only what was written is read again
    for name in ids:
        try:
            sources = load(project.resolve() / "causes", known)
            show(one_line(str(write(sources, name, given))))
        except Unwritable as error:
            raise click.UsageError(str(error)) from error


@click.command()
@PROJECT
def schema(project: Path) -> None:
    """Print the JSON Schema of all kinds, for editors; in a book, with examples of that book.

    Example: causebook schema > causes/schema.json
    """
    from ..load import load
    from ..model.examples import examples_of
    from ..model.schema import schema as json_schema

    files = load(project / "causes").files
    own = examples_of(file.entry for file in files)
    show(json.dumps(json_schema(own), ensure_ascii=False, indent=1))


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--check",
    "only_check",
    is_flag=True,
    help="Write nothing; exit 1 if it is stale.",
)
def reference(file: Path, only_check: bool) -> None:
    """Write the reference of all kinds and keys into a Markdown file, between its two markers.

    Example: causebook reference causes/README.md
    """
    from ..model.author_reference import MARKERS, updated

    text = file.read_text("utf-8")
    fresh = updated(text)
    if fresh is None:
        raise click.UsageError(
            f"{file} needs the lines {' and '.join(MARKERS)}, once each"
        )
    if only_check and fresh != text:
        say(f"{file} is stale; run: causebook reference {file}")
        raise SystemExit(1)
    if fresh != text:
        file.write_text(fresh, "utf-8")


@click.command(name="strings")
@click.option(
    "--language", default="en", help="One of those that the package has words in."
)
def print_strings(language: str) -> None:
    """Print every text that the generator says, to be changed or translated in causes/strings.yml.

    Example: causebook strings > causes/strings.yml
    """
    from ..strings import LANGUAGES, strings

    if language not in LANGUAGES:
        raise click.UsageError(
            f"there are no words for “{language}”; there are {', '.join(LANGUAGES)}"
        )
    table = {
        name: own
        for name, own in strings(language).table.items()
        if name != "language"
    }
    show(json.dumps(table, ensure_ascii=False, indent=2))


_NEXT = (
    "- edit causes/book.yml: its title, who can fix things, where they go wrong, who reads",
    "- write your problem and its causes: causebook new problem ID, causebook new cause ID",
    "- delete causes/does-not-print, and what causebook check then names",
)
_NEXT_OF_A_SITE = "- rename what is about printers in mkdocs.yml and content/index.md"


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--with-reading",
    is_flag=True,
    help="Add modules that read a paste of the book's subject.",
)
@click.option(
    "--language",
    default="en",
    help="The language that its pages speak: de, en or fr.",
)
def init(folder: Path, with_reading: bool, language: str) -> None:
    """Write a small working book on another subject, ready to build.

    Beside the mkdocs.yml of a site that exists only the folder `causes` is written, and what
    the site needs is said. Nothing that is there is touched.

    Example: causebook init printers && cd printers && causebook build
    """
    from .starters import Unusable, new_book

    try:
        begun = new_book(folder, with_reading, language)
    except Unusable as error:
        raise click.UsageError(str(error)) from error
    if begun.is_guest:
        file = folder / "mkdocs.yml"
        say(
            f"{folder / 'causes'}: a book. Next: add “- causebook” below `plugins:` in {file}"
        )
        say(
            "(without `plugins:` write “plugins: [search, causebook]”), then run: mkdocs serve"
        )
    else:
        say(f"{folder}: a book. Next: cd {folder} && causebook build")
    for name in begun.kept:
        say(
            f"{folder / name} stays as it is; for git, let it name /build/ and /site/"
        )
    say(
        f"It is about a printer. To make it yours ({folder / 'causes' / 'README.md'} says more):"
    )
    for line in _NEXT if begun.is_guest else (*_NEXT, _NEXT_OF_A_SITE):
        say(line)
