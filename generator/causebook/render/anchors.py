"""Links from hand-written pages to a place on a page that the generator writes, or fills in.

Such a page is rendered to see which places it has: what `check` says is what a build finds. It
must not know how pages are rendered, nor about links to pages that are not there.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from ..book.audience import for_audience
from ..book.book import Book
from ..check.pages import Targets, at_mention
from ..load.content import PART, Content, Written
from ..load.page_links import Mention, has_anchor, mentions
from ..load.templates import NO_TEMPLATES, Templates
from ..model import Audience
from ..model.findings import Finding, quoted
from . import Options, texts

_REMEDY = "open that page and copy the address of its heading"


def check_anchors(
    content: Content, book: Book, templates: Templates = NO_TEMPLATES
) -> list[Finding]:
    """Findings for fragments that a generated page does not have for the readers of the link."""
    findings: list[Finding] = []
    for audience in Audience:
        seen = Targets(for_audience(book, audience), content.for_audience(audience))
        pages = [page for page in seen.content.pages if page.audience is audience]
        asked = [(page, *found) for page in pages for found in _asked(page, seen)]
        options = Options(audience, templates=templates)
        made = texts(
            seen.book, seen.content, options, {source for *_, source in asked}
        )
        findings += [
            _nowhere(page, mention, source)
            for page, mention, source in asked
            if source in made and not has_anchor(made[source], _fragment(mention))
        ]
    return findings


def _asked(page: Written, seen: Targets) -> Iterator[tuple[Mention, str]]:
    """The links of a page with a fragment that only the generator can judge.

    Behind each is the page it leads to.
    """
    for mention in mentions(page.body):
        parts = urlsplit(mention.target)
        if (
            not parts.fragment
            or parts.scheme
            or parts.netloc
            or parts.path.startswith("/")
        ):
            continue
        found = seen.found(page, unquote(parts.path)) if parts.path else page.source
        written = seen.written.get(found or "")
        if found and (written is None or PART.search(written.body)):
            yield mention, seen.source_of.get(found, found)


def _fragment(mention: Mention) -> str:
    """The place on the page that a link names."""
    return unquote(urlsplit(mention.target).fragment)


def _nowhere(page: Written, mention: Mention, source: str) -> Finding:
    """The finding for a link to a place that is not there."""
    problem = f"{quoted(mention.target)} names no place on the page {source}"
    return at_mention(page, mention, "C005", problem, _REMEDY)
