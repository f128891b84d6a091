"""The first page of a book that nobody has written one for."""

from __future__ import annotations

from ..load.content import Written
from ..model import About, Audience
from ..strings import Strings
from .markup import html_text

HOME = "index.md"
_BODY = """
# {title}

{summary}

{paste}

<!-- part: problems -->

## {who}

<!-- part: roles -->

## {common}

<!-- part: common-causes -->
"""


def welcome(about: About, words: Strings) -> Written:
    """The page: what the book is for, the diagnosis, its problems, roles and common causes."""
    link = f"[{html_text(words.say('pages.pasteOrDescribe'))}](diagnose/){{ .kb-button }}"
    body = _BODY.format(
        title=html_text(about.title),
        summary=html_text(about.summary),
        paste="".join(
            words.pieces("pages.pasteOrBrowse", None, html_text, link=link)
        ),
        who=html_text(words.say("pages.whoAreYou")),
        common=html_text(words.say("pages.commonCauses")),
    )
    return Written(HOME, about.title, about.summary, body, Audience.PUBLIC, {})
