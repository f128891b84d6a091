"""An exchange of real programs that was recorded: the refusal, and the same after the fix.

It is written by a program (`make reproduce`) and judged like any other text of an entry. It must
not know how programs are run.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .case import Reply
from .fields import Code, Date, ForeignTitle, MappingOf, Model, Plain
from .ids import FixId, Id


class Specimen(Model):
    """What the programs said before and after one step of a fix, recorded by a program."""

    made: Annotated[
        Date, Field(description="The day it was recorded.", examples=["2026-12-01"])
    ]
    programs: Annotated[
        tuple[ForeignTitle, ...],
        Field(
            description="The programs with their versions, the one that refuses first.",
            min_length=1,
            max_length=8,
            examples=[["cupsd 2.4.2"]],
        ),
    ]
    setting: Annotated[
        Plain,
        Field(
            description="What was set up, in one sentence.",
            examples=["A queue whose printer was switched off."],
        ),
    ]
    before: Annotated[
        Code, Field(description="The exchange that fails, secrets replaced.")
    ]
    telling: Annotated[
        ForeignTitle,
        Field(
            description="The line of `before`, or a part of one, that tells the cause.",
            examples=["printer-state-reasons = offline-report"],
        ),
    ]
    fix: Annotated[FixId, Field(description="The fix that was done.")]
    step: Annotated[Id, Field(description="The step of the fix that was done.")]
    change: Annotated[
        Code | None,
        Field(
            description="What was changed or run, where the step has lines for it."
        ),
    ] = None
    after: Annotated[Code, Field(description="The same exchange after it.")]
    answers: Annotated[
        tuple[Reply, ...],
        Field(
            description="What is true of the setting, by symptom: yes or no. With these answers "
            "the diagnosis has to end at the cause.",
            examples=[{"printer-is-off": "yes"}],
        ),
        MappingOf(Reply),
    ] = ()
