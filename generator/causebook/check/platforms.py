"""What a platform says of causes: those that its users meet most, and those that none of them has.

It must not know how causes are weighed, nor how a page shows them.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..book.book import Book
from ..load import Loaded, Sources
from ..model import Platform, Platforms
from ..model.findings import Finding, quoted
from ..model.marked import KeyPath


def check_platforms(sources: Sources, book: Book) -> list[Finding]:
    """A finding for each cause that a platform names against what the rest of the book says."""
    found: list[Finding] = []
    for file, at, platform in _each(sources):
        found += _untied(file, (*at, "common"), platform, book)
        found += _met_after_all(file, (*at, "never"), platform, book)
    return found


def _each(sources: Sources) -> Iterator[tuple[Loaded, KeyPath, Platform]]:
    """Every platform, its file and its place there."""
    for file in sources.files:
        if isinstance(file.entry, Platforms):
            for n, platform in enumerate(file.entry.platforms):
                yield file, ("platforms", n), platform


def _untied(
    file: Loaded, at: KeyPath, platform: Platform, book: Book
) -> Iterator[Finding]:
    """A finding for each common cause that neither lists the platform nor shows its messages."""
    tied = book.relations.causes_met_with.get(platform.id, ())
    for n, cause in enumerate(platform.common):
        if cause not in tied:
            problem = f"nothing ties {quoted(cause)} to {quoted(platform.id)}"
            hint = f"add {quoted(platform.id)} to the `platforms` of the cause"
            yield file.finding((*at, n), "L012", problem, hint)


def _met_after_all(
    file: Loaded, at: KeyPath, platform: Platform, book: Book
) -> Iterator[Finding]:
    """A finding for each cause that nobody is to have with it, and that lists the platform."""
    met = {
        cause.id for cause in book.relations.causes_of_platform.get(platform.id, ())
    }
    for n, name in enumerate(platform.never):
        for cause in sorted(met & book.causes_named((name,))):
            problem = f"the cause {quoted(cause)} lists {quoted(platform.id)}"
            hint = "take the platform away there, or the cause here"
            yield file.finding((*at, n), "S011", problem, hint)
