"""The line that a cause is known by must be one that the book knows from elsewhere.

So nobody makes one up, and a message that is mended in one place is not left wrong in the other.
What the line is shown for is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import model
from ..load import Loaded, Sources, entries_of
from ..model.findings import Finding, quoted
from ..model.rich_text import one_line

PUBLIC = model.Audience.PUBLIC


def known_line_findings(sources: Sources) -> Iterator[Finding]:
    """A finding for each cause that is said to be known by a line which the book does not have.

    What only internal entries say is no line for a public cause.
    """
    causes = [
        (file, entry)
        for file in sources.files
        for entry, _, _ in entries_of(file)
        if isinstance(entry, model.Cause) and entry.known_by
    ]
    texts = _texts(sources) if causes else {}
    for file, cause in causes:
        readable = (PUBLIC,) if cause.audience is PUBLIC else tuple(model.Audience)
        if not any(cause.known_by in text for who in readable for text in texts.get(who, ())):
            yield _finding(file, cause)


def _finding(file: Loaded, cause: model.Cause) -> Finding:
    """The finding for a line that stands nowhere else."""
    where = "a message, an example, an exchange or a scenario"
    public = " of a public entry" if cause.audience is PUBLIC else ""
    return file.finding(
        ("known_by",),
        "L013",
        f"{quoted(cause.known_by)} stands in no message, example, exchange or scenario{public}",
        f"take a line, or a part of one, from {where}; or add it to a symptom, with its source",
    )


def _texts(sources: Sources) -> dict[model.Audience, list[str]]:
    """All that the book knows as seen somewhere, each on one line, by who may read it."""
    found: dict[model.Audience, list[str]] = {}
    for file in sources.files:
        for entry, _, _ in entries_of(file):
            found.setdefault(entry.audience, []).extend(map(one_line, _seen(entry)))
    return found


def _seen(entry: model.Entry) -> Iterator[str]:
    """The texts of an entry that were seen as they stand."""
    if isinstance(entry, model.Symptom):
        yield from entry.messages
        yield from entry.examples.match if entry.examples else ()
    elif isinstance(entry, model.Cause) and entry.exchange:
        yield entry.exchange.text
    elif isinstance(entry, model.Scenario):
        yield entry.paste
