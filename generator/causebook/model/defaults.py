"""What entries have that do not say it themselves: said once, in a file above them or around them.

It must not know how the values reach the entries.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from .fields import Date, Model
from .ids import Word
from .scales import Audience, Background


@dataclass(frozen=True)
class Given:
    """Says of a required key that it may be left out where `defaults` or a file's name give it."""

    by: str = "`defaults`"


class Defaults(Model):
    """What the entries have that do not say it themselves; the nearest file that says it counts."""

    audience: Annotated[
        Audience | None,
        Field(
            description="Who may read them. The entries of an internal problem are internal, "
            "whatever the book says; families and observations have the audience of their problem.",
            examples=["public"],
        ),
    ] = None
    owner: Annotated[
        Word | None,
        Field(
            description="Who answers for them: the `owner` of a review.",
            examples=["help-desk"],
        ),
    ] = None
    reviewed: Annotated[
        Date | None,
        Field(
            description="The day of their last review, YYYY-MM-DD; it needs an `owner`.",
            examples=["2026-11-24"],
        ),
    ] = None


class SymptomDefaults(Defaults):
    """What the symptoms of a file have that do not say it themselves."""

    observation: Annotated[
        Word | None,
        Field(
            description="The act of looking that reveals them.",
            examples=["look-at-the-panel"],
        ),
    ] = None
    shows_problem: Annotated[
        bool | None,
        Field(
            description="Whether each shows that the problem is there.",
            examples=["true"],
        ),
    ] = None
    background: Annotated[
        Background | None,
        Field(
            description="How often they are seen whatever the cause is.",
            examples=["unusual"],
        ),
    ] = None
