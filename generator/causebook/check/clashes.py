"""One page per address: entries, aliases, hand-written pages and hubs must not collide."""

from __future__ import annotations

from collections.abc import Iterator

from ..book.addresses import RESERVED, alias_path, own_path, url
from ..book.book import Book
from ..load import Loaded, Sources, entries_of
from ..load.content import Content
from ..model.findings import Finding, quoted
from ..model.marked import KeyPath


def clashes(sources: Sources, book: Book, content: Content) -> list[Finding]:
    """A finding for each page whose address another page has, letter case aside."""
    taken: dict[str, str] = {}
    written = dict(_aliases(sources))
    findings = []
    for address, origin, alias in _addresses(book, content):
        first = taken.setdefault(address.lower(), origin)
        if first == origin:
            continue
        said = "V003", f"the address {quoted(address)} is taken", f"by {first}"
        if alias in written:
            file, at = written[alias]
            findings.append(file.finding(at, *said))
        else:
            findings.append(Finding(origin, 0, 0, *said))
    return findings


def _aliases(sources: Sources) -> Iterator[tuple[str, tuple[Loaded, KeyPath]]]:
    """Where each former id stands."""
    for file in sources.files:
        for entry, _, at in entries_of(file):
            for n, alias in enumerate(entry.aliases):
                yield alias, (file, (*at, "aliases", n))


def _addresses(book: Book, content: Content) -> Iterator[tuple[str, str, str]]:
    """Every address with the file it comes from, and with the former id, if it is of one."""
    for section in book.sections:
        yield from (
            (f"{section.problem.id}/{name}/", "the generator's own page", "")
            for name in sorted(RESERVED)
        )
    yield from (
        (f"{name}/", "the generator's own page", "")
        for name in ("platforms", "messages", "diagnose", "api", "assets")
    )
    for entry in book.entries():
        yield url(own_path(book, entry)), book.origin[entry.id], ""
        for alias in entry.aliases:
            yield alias_path(book, entry, alias), book.origin[entry.id], alias
    for page in content.pages:
        yield url(page.source), f"content/{page.source}", ""
