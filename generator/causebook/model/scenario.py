"""A worked case, which is documentation and a test of the diagnosis."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .fields import Code, Model, Rich
from .ids import CauseId, FixId, RoleId, SymptomId
from .parts import Entry


class Way(Model):
    """One stage of the way from the paste to the cause."""

    text: Annotated[Rich, Field(description="What was looked at and what it told.")]
    symptom: Annotated[
        SymptomId | None,
        Field(
            description="The symptom that was seen.", examples=["queue-says-disabled"]
        ),
    ] = None


class Scenario(Entry):
    """A worked case, which the diagnosis must solve: `<problem>/scenarios/<scenario-id>.yml`."""

    kind: Annotated[Literal["scenario"], Field(description="Always `scenario`.")]
    role: Annotated[
        RoleId, Field(description="Who the reader is.", examples=["user"])
    ]
    paste: Annotated[Code, Field(description="What the reader pasted.")]
    way: Annotated[
        tuple[Way, ...],
        Field(description="The way to the cause.", min_length=1, max_length=12),
    ]
    cause: Annotated[
        CauseId,
        Field(
            description="The cause it was; the diagnosis must rank it first.",
            examples=["queue-paused"],
        ),
    ]
    fix: Annotated[
        FixId,
        Field(description="The fix that helped.", examples=["resume-the-queue"]),
    ]
    outcome: Annotated[Rich, Field(description="How one saw that it was mended.")]
