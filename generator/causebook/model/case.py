"""Pastes whose cause is known: the diagnosis learns words from them, and is measured on them.

They are never published: neither a page nor the knowledge of the diagnosis may hold one.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from .fields import MappingOf, Model
from .ids import CauseId, FamilyId, Id, RoleId, SymptomId, Word


class Said(StrEnum):
    """What a reader answers to a question."""

    YES = "yes"
    NO = "no"


class Reply(Model):
    """What the reader of a case would answer if asked for a symptom."""

    symptom: SymptomId
    said: Said


def _unframed(text: str) -> str:
    """The text without the line breaks at its ends."""
    return text.strip("\n")


Remark = Annotated[str, Field(min_length=1, max_length=1000)]
Pasted = Annotated[
    str, Field(min_length=1, max_length=20000), AfterValidator(_unframed)
]
"""Any text that somebody may paste: what is never published needs no further limit."""


class Case(Model):
    """One paste whose cause is known; it names its family, its cause, or both."""

    id: Annotated[
        Id, Field(description="Its id, unique among the cases.", examples=["t017"])
    ]
    evidence: Annotated[
        Pasted,
        Field(
            description="What the reader pasted, without secrets and names.",
            examples=["printer Office disabled since Mon 02 Mar 2026"],
        ),
    ]
    family: Annotated[
        FamilyId | None,
        Field(
            description="The family of the cause it was; of a named cause it may be left out.",
            examples=["job-not-delivered"],
        ),
    ] = None
    cause: Annotated[
        CauseId | None,
        Field(description="The cause it was.", examples=["queue-paused"]),
    ] = None
    also: Annotated[
        tuple[FamilyId, ...],
        Field(
            description="Other families that the paste supports as much.",
            max_length=6,
        ),
    ] = ()
    answers: Annotated[
        tuple[Reply, ...],
        Field(
            description="What its reader would answer if asked, by symptom: yes or no. "
            "What is left out is “don't know”.",
            examples=[{"others-can-print": "yes"}],
        ),
        MappingOf(Reply),
    ] = ()
    role: Annotated[
        RoleId | None,
        Field(description="Who the reader is.", examples=["technician"]),
    ] = None
    platform: Annotated[
        Remark | None, Field(description="The product, in words.", examples=["CUPS"])
    ] = None
    source: Annotated[
        Remark | None,
        Field(
            description="Where it comes from.",
            examples=["CUPS 2.4.2 on Debian 12, 2026-11-24"],
        ),
    ] = None
    question: Annotated[
        Remark | None, Field(description="What the reader wanted, in one sentence.")
    ] = None
    found: Annotated[
        Remark | None,
        Field(description="What it was, in words, where no cause fits."),
    ] = None
    resolution: Annotated[Remark | None, Field(description="What helped.")] = None
    difficulty: Annotated[
        Word | None, Field(description="A word to count by.", examples=["ambiguous"])
    ] = None
    split: Annotated[
        Word | None, Field(description="A word to part by.", examples=["tuning"])
    ] = None


class Cases(Model):
    """Pastes with a known cause, never published: `<problem>/cases/<origin>.yml`."""

    kind: Annotated[Literal["cases"], Field(description="Always `cases`.")]
    cases: Annotated[
        tuple[Case, ...],
        Field(description="The cases.", min_length=1, max_length=5000),
    ]
