"""What is wrong with a book that could be put together, its pages and its site's own words.

It only says which checks there are; each of them stands in a module of its own.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..book.audience import for_audience
from ..book.book import Book
from ..load import Sources
from ..load.configuration import Configuration
from ..load.content import Content
from ..model import Audience
from ..model.findings import Finding
from .clashes import clashes
from .frame import check_frame
from .help import check_help
from .language import check_alternates, check_language
from .look import check_look
from .navigation import check_nav
from .pages import check_content
from .platforms import check_platforms
from .words import check_words


def check_book(
    sources: Sources,
    book: Book,
    content: Content,
    own: Mapping[Audience, Configuration],
) -> list[Finding]:
    """All findings about a book and its pages; `own` is what the sites say that are the book's."""
    outside = for_audience(book, Audience.PUBLIC)
    found = check_words(outside) + check_platforms(sources, book)
    bases = {audience: one.base_path for audience, one in own.items()}
    found += check_content(content, book, outside, bases)
    found += clashes(sources, book, content)
    found += check_frame(own.items(), content) + check_look(own.values())
    found += check_language(own.values(), book.about.language)
    found += check_alternates(own.values())
    if not content.findings:
        found += check_nav(own.values(), book, content)
        found += check_help(sources, content, book)
    return found
