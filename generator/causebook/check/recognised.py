"""By what a cause is said to be recognised: a line that the book knows, and signs that it shows.

So nobody makes a line up, a message that is mended in one place is not left wrong in the other, and
no page names a sign that the diagnosis does not count. What they are shown for is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import model
from ..book.once import once
from ..load import Loaded, Sources, entries_of
from ..model.findings import Finding, quoted
from ..model.rich_text import one_line

PUBLIC = model.Audience.PUBLIC


def recognition_findings(sources: Sources) -> Iterator[Finding]:
    """Findings for lines that stand nowhere else in the book, and for signs without evidence.

    What only internal entries say is no line for a public cause. What a file may say that cannot
    be read is not missed.
    """
    entries = [
        (file, entry) for file in sources.files for entry, _, _ in entries_of(file)
    ]
    texts, families = _texts(sources), {}
    for _, entry in entries:
        if isinstance(entry, model.Family):
            families[entry.id] = entry
    for file, entry in entries:
        if isinstance(entry, model.Cause) and not sources.unread:
            yield from _unknown_line(file, entry, texts)
        if isinstance(entry, model.Cause) and entry.family in families:
            yield from _unshown_signs(file, entry, families[entry.family])


def _unknown_line(
    file: Loaded, cause: model.Cause, texts: dict[model.Audience, list[str]]
) -> Iterator[Finding]:
    """A finding for the line that a cause is known by, where the book does not have it."""
    readable = (PUBLIC,) if cause.audience is PUBLIC else tuple(model.Audience)
    known = (text for who in readable for text in texts.get(who, ()))
    if cause.known_by and not any(cause.known_by in text for text in known):
        yield _finding(file, cause)


def _unshown_signs(
    file: Loaded, cause: model.Cause, family: model.Family
) -> Iterator[Finding]:
    """A finding for each sign of a cause that its evidence does not have, or has as never."""
    often = {item.symptom: item.often for item in (*family.evidence, *cause.evidence)}
    for n, name in enumerate(cause.signs):
        if often.get(name, model.Often.NEVER) is model.Often.NEVER:
            yield file.finding(
                ("signs", n),
                "S011",
                f"{quoted(name)} is no sign of this cause by its evidence",
                "add it to `evidence`, or name another sign",
            )


def _finding(file: Loaded, cause: model.Cause) -> Finding:
    """The finding for a line that stands nowhere else."""
    where = "a message, an example, an exchange or a scenario"
    public = " of a public entry" if cause.audience is PUBLIC else ""
    return file.finding(
        ("known_by",),
        "L013",
        f"{quoted(cause.known_by)} is in no message, example, exchange or scenario{public}",
        f"take a line, or a part of one, from {where}; or add it to a symptom, with its source",
    )


def _texts(sources: Sources) -> dict[model.Audience, list[str]]:
    """All that the book knows as seen somewhere, each on one line, by who may read it."""
    found: dict[model.Audience, list[str]] = {}
    for file in sources.files:
        for audience, texts in _seen_in(file):
            found.setdefault(audience, []).extend(texts)
    return found


@once
def _seen_in(file: Loaded) -> list[tuple[model.Audience, list[str]]]:
    """The same of one file, for each of its entries; a preview asks often."""
    entries = (entry for entry, _, _ in entries_of(file))
    return [(entry.audience, list(map(one_line, _seen(entry)))) for entry in entries]


def _seen(entry: model.Entry) -> Iterator[str]:
    """The texts of an entry that were seen as they stand."""
    if isinstance(entry, model.Symptom):
        yield from entry.messages
        yield from entry.examples.match if entry.examples else ()
    elif isinstance(entry, model.Cause):
        yield from (entry.exchange.text,) if entry.exchange else ()
        yield from (entry.specimen.before,) if entry.specimen else ()
    elif isinstance(entry, model.Scenario):
        yield entry.paste
