"""Whether the learned words belong to the book: every family they vote on is there and public.

It must not know how they are learned.
"""

from __future__ import annotations

from ..book.book import Book
from ..load.words import NAME, REMEDY
from ..model.findings import Finding, quoted


def check_words(public: Book) -> list[Finding]:
    """A finding where the words vote on a family that the public book does not have."""
    known = {
        family.id
        for section in public.sections
        for family in section.problem.families
    }
    voted = public.words.families if public.words else ()
    strange = [name for name in voted if name not in known]
    if not strange:
        return []
    message = f"cannot be used: the book has no public family {quoted(strange[0])}"
    return [Finding(f"causes/{NAME}", 0, 0, "W001", message, REMEDY)]
