"""The parts that entries share: sources, reviews, notes, commands, steps, and the entry itself."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .defaults import Given
from .fields import (
    Code,
    Date,
    ExtraMap,
    Extras,
    ForeignTitle,
    Link,
    Model,
    Plain,
    Rich,
    Title,
)
from .ids import Id, PartyId, PlatformId, RoleId, Word
from .scales import Audience, Effort, Safety

PUBLIC = Audience.PUBLIC


class Source(Model):
    """Where a claim comes from."""

    title: Annotated[
        ForeignTitle,
        Field(
            description="What the source is called.", examples=["CUPS: cupsenable"]
        ),
    ]
    url: Annotated[
        Link,
        Field(
            description="Its address: http, https or mailto.",
            examples=["https://openprinting.github.io/cups/doc/man-cupsenable.html"],
        ),
    ]


class Review(Model):
    """When the entry was written or last reviewed, and who answers for it.

    It is a review where a seal says which text was read.
    """

    date: Annotated[
        Date,
        Field(
            description="The day of the last review, or of the last change, YYYY-MM-DD.",
            examples=["2026-11-24"],
        ),
    ]
    owner: Annotated[
        Word,
        Field(
            description="The team or person who answers for the entry.",
            examples=["help-desk"],
        ),
        Given(),
    ]
    by: Annotated[
        Plain | None,
        Field(
            description="Who read the entry against its sources, as `causebook review` wrote it.",
            examples=["Ada"],
        ),
    ] = None
    ran: Annotated[
        Plain | None,
        Field(
            description="What was run for it, as `causebook review` wrote it.",
            examples=["lpstat 2.4.2, all commands"],
        ),
    ] = None
    seal: Annotated[
        str,
        Field(
            description="Which text was reviewed, as `causebook review` wrote it.",
            pattern=r"^[0-9a-f]{10}$|^$",
            examples=["3f2a9c0d1e"],
        ),
    ] = ""


class Note(Model):
    """A remark for one audience beside the text for all."""

    audience: Annotated[
        Audience, Field(description="Who may read the note.", examples=["internal"])
    ]
    text: Annotated[
        Rich,
        Field(
            description="The note.",
            examples=["If the queue stops again within a day, replace the driver."],
        ),
    ]


class Command(Model):
    """A command that pastes clean and runs."""

    run: Annotated[
        Code,
        Field(
            description="The command, or the lines of configuration, as they are pasted.",
            examples=["lpstat -p Office"],
        ),
    ]
    platform: Annotated[
        PlatformId | None,
        Field(
            description="The platform that the command belongs to.", examples=["cups"]
        ),
    ] = None
    audience: Annotated[
        Audience, Field(description="Who may read the command.", examples=["public"])
    ] = PUBLIC


class Step(Model):
    """One action."""

    id: Annotated[
        Id,
        Field(
            description="Stable id within the fix; ticks are kept by it.",
            examples=["fill-the-tray"],
        ),
    ]
    do: Annotated[
        Rich,
        Field(
            description="What to do, one action.",
            examples=["Fill that tray, and set its guides to the paper."],
        ),
    ]
    commands: Annotated[
        tuple[Command, ...],
        Field(description="How to do it, one command per platform.", max_length=12),
    ] = ()
    safety: Annotated[
        Safety | None,
        Field(
            description="What this step can break, where it differs from the fix.",
            examples=["read-only"],
        ),
    ] = None
    roles: Annotated[
        tuple[RoleId, ...],
        Field(
            description="The readers who do it; all where left out. The diagnosis leaves it out "
            "for others, the fix's page has it for all.",
            examples=[["technician"]],
            max_length=8,
        ),
    ] = ()
    audience: Annotated[
        Audience, Field(description="Who may read the step.", examples=["public"])
    ] = PUBLIC


class Check(Model):
    """How to verify a fix, or how to undo it."""

    text: Annotated[
        Rich,
        Field(
            description="What to do and what to expect.",
            examples=["The queue says that it is idle or printing."],
        ),
    ]
    commands: Annotated[
        tuple[Command, ...],
        Field(description="How to do it, one command per platform.", max_length=12),
    ] = ()


class Named(Model):
    """Whatever has an id and a title."""

    id: Annotated[
        Id,
        Field(
            description="Lower-case words joined by hyphens; unique in the book.",
            examples=["out-of-paper"],
        ),
    ]
    title: Annotated[
        Title,
        Field(
            description="The name, in the reader's words.",
            examples=["The paper tray is empty"],
        ),
    ]


class Entry(Named):
    """What every entry of the book has."""

    audience: Annotated[
        Audience,
        Field(
            description="Who may read the entry: everyone, or the internal portal only.",
            examples=["public"],
        ),
        Given(),
    ]
    summary: Annotated[
        Plain,
        Field(
            description="One sentence that says what it is.",
            examples=["The printer has the job and waits for paper."],
        ),
    ]
    aliases: Annotated[
        tuple[Id, ...],
        Field(
            description="Old ids; their addresses lead here.",
            examples=[["no-paper"]],
            max_length=20,
        ),
    ] = ()
    notes: Annotated[
        tuple[Note, ...],
        Field(description="Remarks for one audience.", max_length=20),
    ] = ()
    sources: Annotated[
        tuple[Source, ...],
        Field(description="What the claims of this entry rest on.", max_length=30),
    ] = ()
    reviewed: Annotated[Review | None, Field(description="The last review.")] = None
    extra: Annotated[ExtraMap, Field(max_length=20, default_factory=Extras)]


class Doable(Entry):
    """An entry that somebody can do: it costs time, and somebody must be able to."""

    effort: Annotated[
        Effort, Field(description="How long it takes.", examples=["minutes"])
    ]
    responsible: Annotated[
        PartyId, Field(description="The party who can do it.", examples=["reader"])
    ]
