"""All that a part of a book says, as one text: worked out once for each, however many ask."""

from __future__ import annotations

from ..model import Model
from .once import once


@once
def said(part: Model) -> str:
    """All that a part of a book says, as JSON."""
    return part.model_dump_json()
