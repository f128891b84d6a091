"""The products and environments that symptoms and commands belong to."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .fields import Link, Model
from .ids import CauseId, CauseOrFamilyId, Word
from .parts import Entry
from .pattern import Pattern


class Platform(Entry):
    """A product or environment that symptoms and commands belong to."""

    url: Annotated[
        Link | None,
        Field(
            description="Its documentation on the subject.",
            examples=["https://openprinting.github.io/cups/doc/admin.html"],
        ),
    ] = None
    syntax: Annotated[
        Word,
        Field(
            description="The language of its commands, for highlighting.",
            examples=["bash"],
        ),
    ] = "text"
    patterns: Annotated[
        tuple[Pattern, ...],
        Field(
            description="Patterns that recognise it in a paste, by name or by form; its messages "
            "recognise it without them.",
            max_length=20,
        ),
    ] = ()
    common: Annotated[
        tuple[CauseId, ...],
        Field(
            description="The causes that its users meet most, the most usual first, chosen by "
            "hand. Each lists the platform, or shows one of its messages.",
            max_length=5,
            examples=[["queue-paused"]],
        ),
    ] = ()
    never: Annotated[
        tuple[CauseOrFamilyId, ...],
        Field(
            description="Causes, or whole families, that nobody has with it: what has no "
            "queue cannot have a paused one.",
            max_length=20,
            examples=[["paper-still-in-the-path"]],
        ),
    ] = ()


class Platforms(Model):
    """All platforms: `platforms.yml`."""

    kind: Annotated[Literal["platforms"], Field(description="Always `platforms`.")]
    platforms: Annotated[
        tuple[Platform, ...], Field(description="The platforms.", min_length=1)
    ]
