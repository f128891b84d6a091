"""The first page of a book that nobody has written one for."""

from __future__ import annotations

from ..load.content import Written
from ..model import About, Audience
from .markup import html_text

HOME = "index.md"
_BODY = """
# {title}

{summary}

[Paste or describe what you see](diagnose/){{ .kb-button }} or browse:

<!-- part: problems -->

## Who are you?

<!-- part: roles -->

## The most common causes

<!-- part: common-causes -->
"""


def welcome(about: About) -> Written:
    """The page: what the book is for, the diagnosis, its problems, roles and common causes."""
    body = _BODY.format(title=html_text(about.title), summary=html_text(about.summary))
    return Written(HOME, about.title, about.summary, body, Audience.PUBLIC, {})
