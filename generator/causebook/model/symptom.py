"""One thing that is seen or not seen."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .defaults import Given, SymptomDefaults
from .fields import Code, EvidenceForMap, Model, Plain, Rich
from .ids import DetectorId, ObservationId, PlatformId, SymptomId
from .parts import Command, Entry
from .pattern import Examples, Pattern
from .scales import Background


class FirstStep(Model):
    """What a message itself tells the reader to do."""

    do: Annotated[
        Rich,
        Field(description="What to do, one action.", examples=["Close the cover."]),
    ]
    commands: Annotated[
        tuple[Command, ...],
        Field(description="How to do it, one command per platform.", max_length=12),
    ] = ()


class Symptom(Entry):
    """One thing that is seen or not seen."""

    observation: Annotated[
        ObservationId,
        Field(
            description="The act of looking that reveals it.",
            examples=["look-at-the-panel"],
        ),
        Given(),
    ]
    ask: Annotated[
        Plain | None,
        Field(
            description="A question that can be answered yes or no.",
            examples=["Does the panel ask for paper?"],
        ),
    ] = None
    messages: Annotated[
        tuple[Code, ...],
        Field(
            description="The exact message as the reader sees it; it is listed in "
            "the index of messages.",
            max_length=20,
        ),
    ] = ()
    platform: Annotated[
        PlatformId | None,
        Field(description="The platform whose message it is.", examples=["cups"]),
    ] = None
    first_step: Annotated[
        FirstStep | None,
        Field(
            description="What this message tells the reader to do, where that is the first step "
            "whatever the cause: “Close the cover”.",
        ),
    ] = None
    background: Annotated[
        Background,
        Field(
            description="How often it is seen whatever the cause is: a message that says "
            "why is rare, what people mention in passing is not.",
            examples=["rare"],
        ),
    ] = Background.RARE
    patterns: Annotated[
        tuple[Pattern, ...],
        Field(description="Patterns that recognise it.", max_length=20),
    ] = ()
    detector: Annotated[
        DetectorId | None,
        Field(
            description="The detector of the reading module that recognises it.",
            examples=["job-at-another-printer"],
        ),
    ] = None
    implies: Annotated[
        tuple[SymptomId, ...],
        Field(
            description="The general symptoms whose instance it is: it speaks for the causes that "
            "list them, and they are then no further evidence.",
            examples=[["queue-says-disabled"]],
            max_length=8,
        ),
    ] = ()
    shows_problem: Annotated[
        bool,
        Field(
            description="Whether it shows that the reader has the problem of the book.",
            examples=["true"],
        ),
    ] = False
    suggests_problem: Annotated[
        bool,
        Field(
            description="Whether it suggests the problem where the paste shows nothing else.",
            examples=["true"],
        ),
    ] = False
    examples: Annotated[
        Examples | None, Field(description="Lines that match and near misses.")
    ] = None
    evidence_for: Annotated[
        EvidenceForMap,
        Field(
            description="Public causes that show this internal symptom, and how often: "
            "they may not list it themselves.",
            examples=[{"queue-paused": "usually"}],
        ),
    ] = ()


class Symptoms(Model):
    """A group of symptoms: `<problem>/symptoms/<group>.yml`.

    What a product prints: `<problem>/messages/<platform>.yml`.
    """

    kind: Annotated[Literal["symptoms"], Field(description="Always `symptoms`.")]
    symptoms: Annotated[
        tuple[Symptom, ...],
        Field(description="The symptoms of this group.", min_length=1),
    ]
    defaults: Annotated[
        SymptomDefaults | None,
        Field(
            description="What these symptoms have that do not say it themselves.",
            exclude=True,
            examples=[{"observation": "look-at-the-panel", "shows_problem": "true"}],
        ),
    ] = None
