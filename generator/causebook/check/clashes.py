"""One page per address: entries, aliases, hand-written pages and hubs must not collide."""

from __future__ import annotations

from collections.abc import Iterator

from ..book.addresses import RESERVED, alias_path, own_path, url
from ..book.book import Book
from ..load.content import Content
from ..model.findings import Finding, quoted


def clashes(book: Book, content: Content) -> list[Finding]:
    """A finding for each page whose address another page has, letter case aside."""
    taken: dict[str, str] = {}
    findings = []
    for address, origin in _addresses(book, content):
        first = taken.setdefault(address.lower(), origin)
        if first != origin:
            findings.append(
                Finding(
                    origin,
                    0,
                    0,
                    "V003",
                    f"the address {quoted(address)} is taken",
                    f"by {first}",
                )
            )
    return findings


def _addresses(book: Book, content: Content) -> Iterator[tuple[str, str]]:
    """Every address with the file it comes from."""
    for section in book.sections:
        yield from (
            (f"{section.problem.id}/{name}/", "the generator's own page")
            for name in sorted(RESERVED)
        )
    yield from (
        (f"{name}/", "the generator's own page")
        for name in ("platforms", "messages", "diagnose", "api", "assets")
    )
    for entry in book.entries():
        yield url(own_path(book, entry)), book.origin[entry.id]
        for alias in entry.aliases:
            yield alias_path(book, entry, alias), book.origin[entry.id]
    for page in content.pages:
        yield url(page.source), f"content/{page.source}"
