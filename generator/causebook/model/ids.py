"""Ids: how they are written, and what the id in a field names.

What a field names is said once, at the field. The findings about references, the schema, the
author reference, the report and the filter for an audience all read it there, so that a new
field cannot be forgotten by any of them. It must not know which ids there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"

NAME = r"^[a-z][a-z0-9_]*$"
"""How the name of an extra field is written: templates ask for it behind a dot."""

ENTRY_KINDS = (
    "problem",
    "family",
    "observation",
    "cause",
    "symptom",
    "fix",
    "scenario",
    "platform",
)
"""The kinds of entries; their ids are unique in the whole book."""


@dataclass(frozen=True)
class Refers:
    """Says of a field what it names: something of one of these kinds.

    Without `within` the value is the id itself; with it, the function finds the ids in a text.
    """

    kinds: tuple[str, ...]
    within: Callable[[str], Iterable[str]] | None = None

    def ids(self, text: str) -> Iterable[str]:
        """The ids that a value of the field names."""
        return self.within(text) if self.within else (text,)


Id = Annotated[str, Field(pattern=ID, max_length=64)]
"""An id that is defined where it stands."""
Word = Annotated[str, Field(pattern=ID, max_length=64)]
"""A word that looks like an id, and names nothing that a book has."""

CauseId = Annotated[Id, Refers(("cause",))]
CauseOrFamilyId = Annotated[Id, Refers(("cause", "family"))]
DetectorId = Annotated[Id, Refers(("detector",))]
FacetId = Annotated[Id, Refers(("facet",))]
FamilyId = Annotated[Id, Refers(("family",))]
FixId = Annotated[Id, Refers(("fix",))]
ObservationId = Annotated[Id, Refers(("observation",))]
PartyId = Annotated[Id, Refers(("party",))]
PlaceId = Annotated[Id, Refers(("place",))]
PlatformId = Annotated[Id, Refers(("platform",))]
RoleId = Annotated[Id, Refers(("role",))]
SymptomId = Annotated[Id, Refers(("symptom",))]
