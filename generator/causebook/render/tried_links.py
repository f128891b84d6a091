"""Links that a project's own templates write: each leads somewhere, or is told at its line.

A page made with them is judged as one written by hand. It must not know what templates say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..book.audience import for_audience
from ..book.book import Book
from ..check.pages import Targets, judge
from ..load.content import Content, Written
from ..load.page_links import mentions
from ..load.templates import Templates, shown
from ..model import Audience
from ..model.findings import Finding
from .anchors import check_anchors
from .assets import FOLDER
from .entries import Sheet
from .files import sheets_with
from .rendered import Options


def check_links(templates: Templates, book: Book, content: Content) -> list[Finding]:
    """Findings for links and images of own templates that lead nowhere, each once."""
    found: dict[tuple[str, int, int, str], Finding] = {}
    for audience in Audience if templates.texts else ():
        seen = Targets(for_audience(book, audience), content.for_audience(audience))
        options = Options(audience, templates=templates)
        sheets = {
            sheet.source: sheet
            for sheet in sheets_with(seen.book, options, templates.names)
        }
        for finding in _lost(sheets, seen, audience, templates):
            sheet = sheets[finding.path.partition("/")[2]]
            own = _at_template(finding, sheet, templates)
            key = (own.path, own.line, own.col, own.message.partition("”")[0])
            found.setdefault(key, own)
    return sorted(found.values())


def _lost(
    sheets: dict[str, Sheet], seen: Targets, audience: Audience, templates: Templates
) -> Iterator[Finding]:
    """What leads nowhere on the pages, as if they were written by hand."""
    pages = tuple(_as_page(sheet, seen.book, audience) for sheet in sheets.values())
    made = replace(seen.content, pages=(*seen.content.pages, *pages))
    every = Targets(seen.book, made)
    for page in pages:
        for mention in mentions(page.body):
            if f"/{FOLDER}/" not in mention.target:  # what the generator brings along
                yield from judge(page, mention, every, every)
    for finding in check_anchors(made, seen.book, templates):
        if finding.path.partition("/")[2] in sheets:
            yield finding


def _as_page(sheet: Sheet, book: Book, audience: Audience) -> Written:
    """A page of the generator as one that was written by hand."""
    return Written(sheet.source, sheet.title, "", sheet.write(book), audience, {})


def _at_template(finding: Finding, sheet: Sheet, templates: Templates) -> Finding:
    """The finding at the line of the template that has the address, else at its beginning."""
    text = dict(templates.texts)[sheet.template]
    target = finding.message.partition("“")[2].partition("”")[0]
    before, found, _ = text.partition(target)
    line = before.count("\n") + 1 if found else 1
    col = len(before) - before.rfind("\n") if found else 1
    said = finding.message.replace(f"in content/{sheet.source}", "on its page")
    message = f"{said}, as {sheet.source} shows"
    return Finding(
        shown(sheet.template), line, col, finding.code, message, finding.hint
    )
