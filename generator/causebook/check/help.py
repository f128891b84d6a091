"""The pages of help that `book.yml` names: each is there, for whoever is sent to it.

It must not know what the diagnosis makes of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..book.audience import hidden
from ..book.book import Book
from ..load import Loaded, Sources
from ..load.content import Content
from ..model import About, Audience
from ..model.about import Role
from ..model.findings import Finding, did_you_mean, quoted
from ..model.marked import KeyPath


def check_help(sources: Sources, content: Content, book: Book) -> list[Finding]:
    """A finding for each page of help that is not there, or that its reader may not read."""
    every, public = (
        {page.source for page in content.for_audience(audience).pages}
        for audience in (Audience.INTERNAL, Audience.PUBLIC)
    )
    closed = hidden(book)["roles"]
    found = []
    for file, at, role, page in _pages(sources):
        if page not in every:
            hint = (
                did_you_mean(page, every)
                or "name a file below content/, such as learn/it.md"
            )
            found.append(
                file.finding(at, "C005", f"there is no page {quoted(page)}", hint)
            )
        elif page not in public and role.id not in closed:
            problem = (
                f"{quoted(page)} is internal; the role {quoted(role.id)} is public"
            )
            found.append(file.finding(at, "C005", problem, "name a public page"))
    return found


def _pages(sources: Sources) -> Iterator[tuple[Loaded, KeyPath, Role, str]]:
    """Every page of help with its file, its place there, and whose it is."""
    for file in sources.files:
        if isinstance(file.entry, About):
            for n, role in enumerate(file.entry.roles):
                if role.help:
                    yield file, ("roles", n, "help", "page"), role, role.help.page
