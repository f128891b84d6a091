"""What recognises a symptom in a paste: patterns, and the phrases that they are made of.

What a pattern may hold is judged by `check.patterns`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .fields import Code, Model, Plain, Regex
from .ids import FacetId, Id


class Pattern(Model):
    """A regular expression that recognises a symptom in a paste."""

    re: Annotated[
        Regex | None,
        Field(
            description="A pattern in the common part of RE2 and JavaScript; upper and lower "
            "case are the same. `{name}` stands for a phrase.",
            examples=["queue (is )?(paused|stopped)"],
        ),
    ] = None
    near: Annotated[
        tuple[Regex, ...],
        Field(
            description="Instead of `re`: patterns that all stand near each other, in any order.",
            max_length=4,
            examples=[["{prints}", "{for-others}", "{not-for-me}"]],
        ),
    ] = ()
    in_: Annotated[
        tuple[FacetId, ...],
        Field(
            alias="in",
            description="The facets to look in; none means everywhere.",
            examples=[["terminal"]],
        ),
    ] = ()
    case: Annotated[
        bool,
        Field(description="Whether upper and lower case differ.", examples=["true"]),
    ] = False

    @property
    def placed(self) -> tuple[tuple[tuple[str | int, ...], str], ...]:
        """The one pattern, or those that stand near each other, each behind its path here."""
        one = () if self.re is None else ((("re",), self.re),)
        return tuple((("near", n), part) for n, part in enumerate(self.near)) or one

    @property
    def parts(self) -> tuple[str, ...]:
        """The same without their paths."""
        return tuple(part for _, part in self.placed)


class Phrase(Model):
    """What people say in many words, for patterns to refer to as `{id}`."""

    id: Annotated[
        Id,
        Field(description="Its name; unique among the phrases.", examples=["prints"]),
    ]
    means: Annotated[
        Plain,
        Field(description="What all of these words say.", examples=["it prints"]),
    ]
    re: Annotated[
        Regex,
        Field(
            description="A pattern for all of these words; it may use other phrases.",
            examples=["prints?|printed|comes out|is fine"],
        ),
    ]


class Phrases(Model):
    """The phrases of the book: `phrases.yml`."""

    kind: Annotated[Literal["phrases"], Field(description="Always `phrases`.")]
    phrases: Annotated[
        tuple[Phrase, ...], Field(description="The phrases.", min_length=1)
    ]


class Examples(Model):
    """Lines that must be recognised and lines that must not."""

    match: Annotated[
        tuple[Code, ...],
        Field(
            description="At least one that is recognised.",
            min_length=1,
            examples=[["the print queue is paused"]],
        ),
    ]
    miss: Annotated[
        tuple[Code, ...],
        Field(
            description="At least two near misses.",
            min_length=2,
            examples=[["the queue at the till", "the queue will be paused tonight"]],
        ),
    ]
