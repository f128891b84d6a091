"""A remedy: ordered steps with what they cost and how to take them back."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .ids import CauseId, SymptomId
from .parts import Check, Doable, Step
from .scales import Safety


class Fix(Doable):
    """A remedy: `<problem>/fixes/<fix-id>.yml`."""

    kind: Annotated[Literal["fix"], Field(description="Always `fix`.")]
    safety: Annotated[
        Safety, Field(description="What it can break.", examples=["reversible"])
    ]
    steps: Annotated[
        tuple[Step, ...],
        Field(description="The steps, one action each.", min_length=1, max_length=20),
    ]
    verify: Annotated[Check, Field(description="How to tell that it worked.")]
    undo: Annotated[
        Check | None,
        Field(
            description="How to take it back; required unless the fix is read-only."
        ),
    ] = None
    unless: Annotated[
        tuple[SymptomId, ...],
        Field(
            description="Symptoms under which it is not offered: the reader has tried it, or it "
            "makes no sense for this client.",
            max_length=20,
            examples=[["panel-says-paper"]],
        ),
    ] = ()
    causes: Annotated[
        tuple[CauseId, ...],
        Field(
            description="Causes that it serves beyond those that list it: the way for "
            "an internal fix to reach a public cause.",
            max_length=30,
            examples=[["out-of-paper"]],
        ),
    ] = ()
