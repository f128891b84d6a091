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
            examples=["https://nginx.org/en/docs/http/ngx_http_auth_basic_module.html"],
        ),
    ] = None
    syntax: Annotated[
        Word,
        Field(description="The language of its commands, for highlighting.", examples=["bash"]),
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
            examples=[["password-file-wrong"]],
        ),
    ] = ()
    never: Annotated[
        tuple[CauseOrFamilyId, ...],
        Field(
            description="Causes, or whole families, that nobody has with it: a program without "
            "cookies has no stale ones.",
            max_length=20,
            examples=[["browser-session"]],
        ),
    ] = ()


class Platforms(Model):
    """All platforms: `platforms.yml`."""

    kind: Annotated[Literal["platforms"], Field(description="Always `platforms`.")]
    platforms: Annotated[tuple[Platform, ...], Field(description="The platforms.", min_length=1)]
