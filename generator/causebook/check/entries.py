"""What is wrong with entries as a whole: every id leads somewhere, and nothing needed is missing.

It must not know how a book is put together or how its pages look.
"""

from __future__ import annotations

import datetime

from ..load import Sources
from ..model.findings import Finding
from .contradictions import contradictions
from .definitions import clashes, definitions
from .references import check_references, check_use
from .requirements import check_requirements


def check_entries(
    sources: Sources, today: datetime.date | None = None
) -> tuple[Finding, ...]:
    """All findings about the entries of a book, those of reading their files included."""
    day = today or datetime.date.today()  # noqa: DTZ011 - the author's day
    astray = check_references(sources, definitions(sources))
    found = {
        *sources.findings,
        *clashes(sources),
        *check_requirements(sources),
        *astray,
        *check_use(sources, astray),
        *contradictions(sources, day),
    }
    return tuple(sorted(found))
