"""Why the reader is in this condition, and what shows it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .fields import (
    Code,
    EvidenceMap,
    ForeignTitle,
    LikelihoodForMap,
    Model,
    Plain,
    Rich,
)
from .ids import CauseId, FamilyId, FixId, PartyId, PlaceId, PlatformId, SymptomId
from .parts import Entry
from .scales import Likelihood, Proof
from .specimen import Specimen


class LookAlike(Model):
    """Another cause that looks the same, and what tells them apart."""

    cause: Annotated[
        CauseId, Field(description="The other cause.", examples=["queue-paused"])
    ]
    difference: Annotated[
        Rich, Field(description="The one observation that tells them apart.")
    ]
    symptom: Annotated[
        SymptomId | None,
        Field(description="The symptom that decides.", examples=["panel-says-paper"]),
    ] = None


class Exchange(Model):
    """What was seen on the wire or on the screen, secrets replaced."""

    text: Annotated[Code, Field(description="The exchange as it was seen.")]
    caption: Annotated[
        Plain,
        Field(
            description="What produced it, with versions.",
            examples=["lpstat of CUPS 2.4.2 on Debian 12, 2026-11-24"],
        ),
    ]


class Cause(Entry):
    """Why the reader is in this condition: `<problem>/<cause-id>.yml`."""

    kind: Annotated[Literal["cause"], Field(description="Always `cause`.")]
    family: Annotated[
        FamilyId,
        Field(
            description="The family it belongs to.", examples=["printer-not-ready"]
        ),
    ]
    likelihood: Annotated[
        Likelihood,
        Field(description="How often it is the cause.", examples=["common"]),
    ]
    likelihood_for: LikelihoodForMap = ()
    place: Annotated[
        PlaceId,
        Field(
            description="The place on the path where things go wrong.",
            examples=["printer"],
        ),
    ]
    responsible: Annotated[
        PartyId, Field(description="The party who can fix it.", examples=["reader"])
    ]
    known_by: Annotated[
        ForeignTitle,
        Field(
            description="The line that people know it by: a message or a part of one, as it is "
            "in a symptom, an exchange or a scenario of the book. Without it the message is shown "
            "which the fewest causes share.",
            examples=["PC LOAD LETTER"],
        ),
    ] = ""
    signs: Annotated[
        tuple[SymptomId, ...],
        Field(
            description="The signs that its page shows first, where those that tell most are not "
            "what a reader notices; they are in `evidence` too.",
            max_length=5,
            examples=[["panel-says-paper", "others-can-print"]],
        ),
    ] = ()
    evidence: Annotated[EvidenceMap, Field(min_length=1)]
    why: Annotated[
        Rich, Field(description="Why it happens, in one to three paragraphs.")
    ]
    fixes: Annotated[
        tuple[FixId, ...],
        Field(
            description="Its fixes, the one worth trying first at the top.",
            min_length=1,
            max_length=8,
            examples=[["load-paper"]],
        ),
    ]
    look_alikes: Annotated[
        tuple[LookAlike, ...],
        Field(description="Causes that look the same.", max_length=8),
    ] = ()
    exchange: Annotated[
        Exchange | None, Field(description="A captured exchange that shows it.")
    ] = None
    specimen: Annotated[
        Specimen | None,
        Field(
            description="The exchange of real programs that `reproduced` is about."
        ),
    ] = None
    message: Annotated[
        Code | None,
        Field(
            description="A message that the reader can send to the responsible party.",
            examples=["Hello, the printer … is shown as offline since …"],
        ),
    ] = None
    platforms: Annotated[
        tuple[PlatformId, ...],
        Field(
            description="Platforms it is typical of.",
            max_length=30,
            examples=[["cups"]],
        ),
    ] = ()
    proof: Annotated[
        Proof,
        Field(
            description="What proves it: reproduced (a program that people run did it in a test), "
            "simulated (a stand-in of a test does it, or a cited capture is replayed), "
            "reported (cited source).",
            examples=["reported"],
        ),
    ] = Proof.REPORTED
