"""Every page that a project's own templates have a part in, made once: what fails is a finding.

It must not know what templates say, nor what pages look like.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterable, Iterator

from jinja2 import UndefinedError

from ..book.audience import for_audience
from ..book.book import Book
from ..book.traced import WHOLE, Values
from ..load.recalled import digest
from ..load.templates import Templates, shown
from ..model import Audience
from ..model.findings import Finding, did_you_mean, one_line, quoted
from .blocks import check_extras
from .entries import Sheet
from .files import sheets_with
from .pages import ALWAYS
from .rendered import Options

_LONGEST = 300
_NAMELESS = re.compile(r"nothing that is called “(.*)”")


def tried_key(templates: Templates, book: Book) -> str:
    """The digest of all that `try_templates` looks at."""
    return digest("templates", repr(templates), Values(book).of(WHOLE))


def try_templates(templates: Templates, book: Book) -> list[Finding]:
    """Findings for lines of a project's own templates that fail, each with a page that shows it."""
    found: dict[tuple[str, int], Finding] = {}
    missing = check_extras(templates, book)
    for audience in Audience if templates.texts else ():
        seen = for_audience(book, audience)
        options = Options(audience, templates=templates)
        for sheet in sheets_with(seen, options, templates.names):
            for finding in _failures(sheet, seen, templates):
                found.setdefault((finding.path, finding.line), finding)
    return sorted([*missing, *found.values()])


def _failures(sheet: Sheet, book: Book, templates: Templates) -> Iterator[Finding]:
    """What fails where a page and the Markdown beside it are made."""
    ways: tuple[Callable[[], str], ...] = (
        lambda: sheet.write(book),
        lambda: sheet.copy(book, ""),
    )
    for make in ways:
        try:
            make()
        except Exception as error:  # whatever a template does wrong
            place = _place(error, templates)
            if place is None:
                raise
            hint = _meant(error, (*sheet.shown, *ALWAYS))
            yield Finding(
                *place, 1, "B006", f"fails on {sheet.source}: {_words(error)}", hint
            )


def _place(error: BaseException, templates: Templates) -> tuple[str, int] | None:
    """The line of a project's own template that an error comes from."""
    own = {shown(name) for name in templates.names}
    frames = traceback.extract_tb(error.__traceback__)
    passed = [
        (frame.filename, frame.lineno or 0)
        for frame in frames
        if frame.filename in own
    ]
    return passed[-1] if passed else None


def _meant(error: BaseException, known: Iterable[str]) -> str:
    """Which value of a page was meant by a name that stands for none."""
    name = _NAMELESS.search(str(error)) if isinstance(error, UndefinedError) else None
    return did_you_mean(name[1], known) if name else ""


def _words(error: BaseException) -> str:
    """An error in words."""
    if isinstance(error, RecursionError):
        return "it asks for itself without end"
    is_of_a_name = isinstance(error, KeyError) and bool(error.args)
    said = f"there is no {quoted(str(error.args[0]))}" if is_of_a_name else str(error)
    text = one_line(said) or type(error).__name__
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
