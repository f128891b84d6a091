"""The command that brings runbooks: it reads Markdown, writes drafts, and lists what is left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from ..load import load
from ..load.folders import Unreadable, read_file
from ..load.sources import entries_of
from ..load.written import as_yaml
from ..model import About, Problem
from ..model.findings import one_line
from ..site.terminal import say, show
from .options import PROJECT
from .runbook_entries import Draft, Known
from .runbooks import drafts
from .starters import Unusable

_LARGEST = 1_000_000


@click.command("import")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True)
)
@PROJECT
@click.option(
    "--problem", "problem_id", default="", help="The problem that the causes are of."
)
def import_(files: tuple[Path, ...], project: Path, problem_id: str) -> None:
    """Write drafts of entries from runbooks in Markdown, FILES or folders of them.

    A draft passes check and is internal; what only a person can say is guessed, and listed. What
    has no place becomes a note. Nothing that is there is touched.

    Example: causebook import runbooks/disk-full.md --problem slow
    """
    project = project.resolve()
    try:
        room, known, taken = _target(project, problem_id)
        found = [
            (path, draft) for path in _markdown(files) for draft in _of(path, known)
        ]
        _require_free([draft for _, draft in found], taken)
    except Unusable as error:
        raise click.UsageError(str(error)) from error
    for path, draft in found:
        for name, entry in draft.files.items():
            target = room / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(as_yaml(entry), "utf-8")
        cause = room / f"{draft.cause_id}.yml"
        show(one_line(str(cause)))
        say(f"{path}: still to be said in {cause.name}: {', '.join(draft.to_say)}")
    say(f"{len(found)} written as internal drafts; next: causebook check")


def _target(project: Path, problem_id: str) -> tuple[Path, Known, set[str]]:
    """The folder of a problem, what drafts take from the book, and the ids that are taken."""
    sources = load(project / "causes")
    entries = [file.entry for file in sources.files]
    about = next((entry for entry in entries if isinstance(entry, About)), None)
    problems = {entry.id: entry for entry in entries if isinstance(entry, Problem)}
    if about is None or not problems:
        raise Unusable(
            "there is no book here; causebook init DIR writes one to start from"
        )
    if (not problem_id and len(problems) > 1) or (
        problem_id and problem_id not in problems
    ):
        raise Unusable(f"name the problem with --problem: {', '.join(problems)}")
    problem = problems[problem_id or next(iter(problems))]
    known = Known(
        family=problem.families[0].id,
        observation=problem.observations[0].id,
        place=about.places[0].id,
        party=about.parties[0].id,
    )
    taken = {entry.id for file in sources.files for entry, _, _ in entries_of(file)}
    return project / "causes" / problem.id, known, taken


def _markdown(files: tuple[Path, ...]) -> Iterator[Path]:
    """The files, and the Markdown in the folders among them."""
    for path in files:
        yield from sorted(path.rglob("*.md")) if path.is_dir() else [path]


def _of(path: Path, known: Known) -> list[Draft]:
    """The drafts of a file; that it is no runbook is said."""
    try:
        text = read_file(path, _LARGEST).decode("utf-8-sig")
    except (Unreadable, UnicodeDecodeError) as error:
        raise Unusable(f"{path} cannot be read as UTF-8 text: {error}") from error
    found = drafts(text, path.name, known)
    if not found:
        say(
            f"{path}: passed over; no heading such as Symptoms, Cause, Diagnosis or Resolution"
        )
    return found


def _require_free(found: list[Draft], taken: set[str]) -> None:
    """Raise Unusable for a draft whose id the book has; give those of one title a number each."""
    seen: dict[str, int] = {}
    for draft in found:
        if draft.cause_id in taken:
            raise Unusable(
                f"the book has “{draft.cause_id}” already; nothing was written"
            )
        seen[draft.cause_id] = seen.get(draft.cause_id, 0) + 1
        if seen[draft.cause_id] > 1:
            draft.rename(f"{draft.cause_id}-{seen[draft.cause_id]}")
