"""The condition the reader is in, with its families of causes and its acts of looking."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .defaults import Defaults
from .fields import EvidenceMap, LikelihoodForMap, Model, Plain, Rich
from .ids import FacetId, Id, ObservationId, RoleId, SymptomId
from .parts import Command, Doable, Entry
from .scales import Audience, Likelihood


class Family(Entry):
    """A group of causes with one tell-tale sign."""

    telltale: Annotated[
        Plain,
        Field(
            description="The sign by which the family is recognised, in one line.",
            examples=["A light or a text on the printer's own panel."],
        ),
    ]
    likelihood: Annotated[
        Likelihood,
        Field(
            description="How often the cause is in this family.", examples=["common"]
        ),
    ] = Likelihood.OCCASIONAL
    likelihood_for: LikelihoodForMap = ()
    evidence: EvidenceMap = ()


class Observation(Doable):
    """An act of looking that reveals symptoms."""

    do: Annotated[
        Rich,
        Field(
            description="How to look, one action.",
            examples=["Ask the queue for its state."],
        ),
    ]
    get: Annotated[
        Plain,
        Field(
            description="The line to get, as a request to somebody.",
            examples=["the state of the queue"],
        ),
    ]
    commands: Annotated[
        tuple[Command, ...],
        Field(description="How to look, one command per platform.", max_length=12),
    ] = ()
    shown_by: Annotated[
        tuple[FacetId, ...],
        Field(
            description="Facets of a paste: where one of them is there, the look has been made, "
            "and nothing of it is asked or requested again.",
            examples=[["terminal"]],
        ),
    ] = ()
    shown_by_symptoms: Annotated[
        bool,
        Field(
            description="Whether one of its symptoms, seen in a paste, shows it as well: "
            "who quotes a message has read it.",
            examples=["true"],
        ),
    ] = False
    roles: Annotated[
        tuple[RoleId, ...],
        Field(
            description="The readers who can make it; all where left out.",
            examples=[["technician"]],
        ),
    ] = ()
    seldom_known_to: Annotated[
        tuple[RoleId, ...],
        Field(
            description="Readers who could say, but seldom can when asked: what it would tell "
            "counts half for them.",
            examples=[["visitor"]],
        ),
    ] = ()


class Option(Model):
    """One answer to a choice."""

    symptom: Annotated[
        SymptomId,
        Field(description="What is then there.", examples=["paper-was-jammed"]),
    ]
    text: Annotated[
        Plain,
        Field(description="The answer, as a few words.", examples=["A paper jam"]),
    ]


class Choice(Model):
    """A question with several answers to tick: one act of looking or remembering."""

    id: Annotated[Id, Field(description="Its id.", examples=["what-happened-before"])]
    ask: Annotated[
        Plain,
        Field(
            description="The question.", examples=["What happened before it stopped?"]
        ),
    ]
    audience: Annotated[
        Audience, Field(description="Who may read it.", examples=["public"])
    ] = Audience.PUBLIC
    observation: Annotated[
        ObservationId,
        Field(
            description="The act that answers it.", examples=["recall-what-happened"]
        ),
    ]
    options: Annotated[
        tuple[Option, ...],
        Field(
            description="The answers; the most telling seven of those still open are shown, "
            "with *none of these* and *don't know* behind them.",
            min_length=2,
            max_length=16,
        ),
    ]


class Otherwise(Model):
    """What a paste may show when the problem is not there at all."""

    symptom: Annotated[
        SymptomId,
        Field(
            description="The symptom that shows it.", examples=["prints-blank-pages"]
        ),
    ]
    title: Annotated[
        Plain,
        Field(
            description="What it is, in a few words.",
            examples=["It prints, but blank pages"],
        ),
    ]
    text: Annotated[
        Plain,
        Field(
            description="What that means and where to go from here.",
            examples=[
                "The printer gets its jobs and has no toner; look at its cartridges."
            ],
        ),
    ]
    audience: Annotated[
        Audience, Field(description="Who may read it.", examples=["public"])
    ] = Audience.PUBLIC
    speaks_alone: Annotated[
        bool,
        Field(
            description="Whether nothing else is to be read from the sentence that shows it.",
            examples=["true"],
        ),
    ] = False


class Problem(Entry):
    """The condition the reader is in: `<problem>/problem.yml`."""

    kind: Annotated[Literal["problem"], Field(description="Always `problem`.")]
    meaning: Annotated[
        Rich, Field(description="What it means by the standard or the maker.")
    ]
    families: Annotated[
        tuple[Family, ...],
        Field(
            description="The families of causes, in the order of the pages.",
            min_length=1,
        ),
    ]
    observations: Annotated[
        tuple[Observation, ...],
        Field(
            description="The acts of looking, in the order of the checklist.",
            min_length=1,
        ),
    ]
    choices: Annotated[
        tuple[Choice, ...],
        Field(
            description="Questions with several answers, for what belongs to one act."
        ),
    ] = ()
    otherwise: Annotated[
        tuple[Otherwise, ...], Field(description="What else a paste may show.")
    ] = ()
    defaults: Annotated[
        Defaults | None,
        Field(
            description="What the entries of this folder have that do not say it themselves.",
            exclude=True,
            examples=[{"audience": "public", "owner": "help-desk"}],
        ),
    ] = None
