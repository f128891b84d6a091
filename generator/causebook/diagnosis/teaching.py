"""From a book and its cases to learned words: what is taught, how it is heard, what was learned.

It must not know where the words are kept, nor who asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..book.audience import for_audience
from ..book.book import Book
from ..load import Sources
from ..model import Audience, Words
from .headless import Engine
from .heldout import folds, held_out, loudness, reliability, table
from .knowledge import knowledge
from .learning import Heard, as_file, fit
from .lessons import Lesson, digest, lessons
from .records import Knowledge

_SECONDS = 30.0
"""Seconds that the engine may take for some texts."""


def teach(
    book: Book, cases: Sources, reading: Path | None, *, measure: bool
) -> tuple[Words, tuple[str, ...]]:
    """The words that a book and its cases teach, and a table of what they bring if asked for."""
    public = for_audience(book, Audience.PUBLIC)
    taught = lessons(public, cases)
    known: Knowledge = {**knowledge(public, Audience.PUBLIC), "words": None}
    with Engine(known, reading, _SECONDS) as engine:
        heard = heard_by(engine, taught)
        judged = held_out(folds(heard, public), engine.families, public)
    factor = loudness(judged, public)
    words = as_file(fit(heard, public), factor, digest(taught, public))
    if not measure:
        return words, ()
    measures = (table, reliability)
    return words, tuple(
        line for lines in measures for line in lines(judged, public, factor)
    )


def heard_by(engine: Engine, taught: Sequence[Lesson]) -> list[Heard]:
    """The lessons with their words, as the engine cuts them."""
    cut = engine.words(lesson.text for lesson in taught)
    return [Heard(one, tuple(own)) for one, own in zip(taught, cut, strict=True)]
