"""What a book cannot do without: its files, and for public entries a public problem.

It must not know who refers to what.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..load import Loaded, Sources, Unread, entries_of
from ..model import Audience, Problem
from ..model.findings import Finding, quoted


def check_requirements(sources: Sources) -> list[Finding]:
    """Findings for what is missing."""
    if not sources.root.is_dir():
        return []
    files: list[Loaded | Unread] = [*sources.files, *sources.unread]
    return [*_missing(sources.root.name, files), *_hidden(sources)]


def _missing(root: str, files: list[Loaded | Unread]) -> Iterator[Finding]:
    """A finding for each file that is missing."""
    problems = {file.problem for file in files if file.kind == "problem"}
    homeless = {file.problem for file in files if file.problem} - problems
    for problem in homeless:
        message = "there is no problem.yml in this folder"
        yield Finding(
            f"{root}/{problem}/problem.yml", 0, 0, "L007", message, "add one"
        )
    wanted = {"book": "book.yml"} | (
        {} if homeless else {"problem": "<problem>/problem.yml"}
    )
    for kind, name in wanted.items():
        if all(file.kind != kind for file in files):
            hint = "causebook init DIR writes a whole book"
            yield Finding(root, 0, 0, "L007", f"there is no {name}", hint)


def _hidden(sources: Sources) -> Iterator[Finding]:
    """A finding for each internal problem with public entries: the public has no place for them."""
    for file in sources.files:
        if (
            not isinstance(file.entry, Problem)
            or file.entry.audience is Audience.PUBLIC
        ):
            continue
        shown = list(_public(sources, file.problem))
        if shown:
            more = f" and {len(shown) - 1} more entries" if len(shown) > 1 else ""
            problem = f"the internal problem {quoted(file.entry.id)}"
            message = f"{problem} holds public entries: {quoted(shown[0])}{more}"
            hint = "make the problem public, or them internal"
            yield file.finding(("audience",), "L005", message, hint)


def _public(sources: Sources, problem: str) -> Iterator[str]:
    """The ids of the public entries in the folder of a problem."""
    for file in sources.files:
        if file.problem == problem:
            for entry, _, _ in entries_of(file):
                if entry.audience is Audience.PUBLIC:
                    yield entry.id
