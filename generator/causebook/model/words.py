"""The learned weights of words: the file that `causebook learn` writes and nobody edits.

It must not know how they were learned, nor what they do.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from .fields import Model
from .ids import ID

MOST_WORDS = 6000
MOST_WEIGHT = 999


def _row(row: tuple[int, ...]) -> tuple[int, ...]:
    """The row of a word, unless it is not a rarity with pairs of a place and a weight behind it."""
    if len(row) % 2 == 0 or row[0] <= 0 or len(set(row[1::2])) < len(row) // 2:
        raise PydanticCustomError(
            "row", "is not a rarity with places and weights behind it", {}
        )
    return row


_Number = Annotated[int, Field(strict=True, ge=-MOST_WEIGHT, le=MOST_WEIGHT)]
_Row = Annotated[
    tuple[_Number, ...], Field(min_length=3, max_length=99), AfterValidator(_row)
]
_Known = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[\w ]+$")]


class Words(Model):
    """What a word says of families: `words.json`. How it is read stands in the contract."""

    about: Annotated[str, Field(max_length=200)]
    learned_from: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
    scale: Annotated[float, Field(gt=0, le=100, allow_inf_nan=False)]
    families: Annotated[
        tuple[Annotated[str, Field(pattern=ID, max_length=64)], ...],
        Field(min_length=1, max_length=49),
    ]
    start: tuple[_Number, ...]
    words: Annotated[dict[_Known, _Row], Field(max_length=MOST_WORDS)]

    @model_validator(mode="after")
    def _fits(self) -> Words:
        """Every place is that of a family, and every family has its start."""
        places = range(len(self.families))
        if len(self.start) != len(places) or len(set(self.families)) != len(places):
            raise PydanticCustomError(
                "families", "has a start too many or too few", {}
            )
        if any(
            place not in places for row in self.words.values() for place in row[1::2]
        ):
            raise PydanticCustomError(
                "places", "gives a weight to a family it does not have", {}
            )
        return self
