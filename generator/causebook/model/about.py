"""What `book.yml` says: the book itself, and what its entries name.

Whoever entries name (parties, places, roles, facets) is listed here and nowhere else.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from .defaults import Defaults
from .fields import Folder, ForeignTitle, Language, Model, Plain, Title
from .ids import CauseId, FacetId, PartyId, ProblemId, SymptomId
from .parts import Named
from .scales import Audience


class Listed(Named):
    """What `book.yml` lists and entries name: public unless internal entries alone name it."""

    audience: Annotated[
        Audience | None,
        Field(
            description="Who may read of it; without it everyone may, "
            "unless internal entries alone name it.",
            examples=["internal"],
        ),
    ] = None


class Picture(StrEnum):
    """A small drawing beside what a reader chooses from."""

    PERSON = "person"
    BROWSER = "browser"
    PROGRAM = "program"
    DEVICE = "device"
    SERVER = "server"
    NETWORK = "network"
    GATE = "gate"
    LOCK = "lock"
    KEY = "key"


class Pictured(Listed):
    """What is listed with a drawing."""

    picture: Annotated[
        Picture | None,
        Field(
            description="A small drawing, where readers choose.", examples=["device"]
        ),
    ] = None


class Party(Listed):
    """Somebody who can be responsible for a fix."""

    contact: Annotated[
        Plain,
        Field(
            description="How a reader reaches this party.",
            examples=["the people who look after printers in your house"],
        ),
    ]


class Place(Pictured):
    """A station on the path of the drawing, from the reader to the far end."""


class Help(Model):
    """A hand-written page for readers who need no diagnosis, or not yet."""

    title: Annotated[
        Title,
        Field(
            description="What the link says.", examples=["If you only want to print"]
        ),
    ]
    page: Annotated[
        Plain,
        Field(
            description="The page, as a file below `content/`.",
            examples=["learn/only-printing.md"],
        ),
    ]


class Role(Pictured):
    """Who the reader is: the roles offered on the home page and in the diagnosis."""

    parties: Annotated[
        tuple[PartyId, ...],
        Field(
            description="The parties this reader can act as.",
            min_length=1,
            examples=[["reader"]],
        ),
    ]
    start: Annotated[
        tuple[CauseId, ...],
        Field(
            description="Causes that this reader should look at first.",
            examples=[["out-of-paper"]],
            max_length=8,
        ),
    ] = ()
    facets: Annotated[
        tuple[FacetId, ...],
        Field(
            description="Facets of a paste that show this reader; the role with most of what a "
            "paste shows is taken, unless the reader says another.",
            examples=[["terminal"]],
        ),
    ] = ()
    symptoms: Annotated[
        tuple[SymptomId, ...],
        Field(
            description="Symptoms that show this reader.",
            max_length=30,
            examples=[["others-can-print"]],
        ),
    ] = ()
    runs_commands: Annotated[
        bool,
        Field(
            description="Whether such readers can run commands; the diagnosis shows others none.",
            examples=["false"],
        ),
    ] = True
    help: Annotated[
        Help | None,
        Field(
            description="A page for this reader, which the diagnosis offers beside itself."
        ),
    ] = None


class Facet(Listed):
    """A part of a paste that patterns can be bound to."""


class About(Named):
    """What the book says of itself: `causes/book.yml`."""

    kind: Annotated[Literal["book"], Field(description="Always `book`.")]
    summary: Annotated[
        Plain,
        Field(
            description="One sentence that says what the book is for.",
            examples=["Find out why a printer does not print, and what to do."],
        ),
    ]
    language: Annotated[
        Language,
        Field(
            description="The language of the book, as BCP 47 names it: that of the words which the "
            "generator adds, of numbers and dates. There are `de`, `en` and `fr`; for another one "
            "the words are in `causes/strings.yml`.",
            examples=["de"],
        ),
    ] = "en"
    parties: Annotated[
        tuple[Party, ...],
        Field(description="Who can be responsible for a fix.", min_length=1),
    ]
    places: Annotated[
        tuple[Place, ...],
        Field(
            description="The stations of the path drawing, in order.",
            min_length=2,
            max_length=7,
        ),
    ]
    roles: Annotated[
        tuple[Role, ...],
        Field(description="Who the readers are.", min_length=1, max_length=6),
    ]
    facets: Annotated[
        tuple[Facet, ...],
        Field(
            description="Parts of a paste that the reading module tells apart; "
            "`words` is always there."
        ),
    ] = ()
    synonyms: Annotated[
        tuple[Annotated[tuple[ForeignTitle, ...], Field(min_length=2)], ...],
        Field(
            description="Terms that mean the same, for the search: a page that has one of them in "
            "its title or text is found by the others too, in whatever language.",
            examples=[[["tray", "cassette"]]],
        ),
    ] = ()
    reading: Annotated[
        Folder | None,
        Field(
            description="Folder of the modules that read a paste, below `causes/`.",
            examples=["reading"],
        ),
    ] = None
    problems: Annotated[
        tuple[ProblemId, ...],
        Field(
            description="The problems in the order of the pages; those left out follow by their "
            "ids.",
            exclude=True,
            examples=[["does-not-print", "prints-slowly"]],
        ),
    ] = ()
    defaults: Annotated[
        Defaults | None,
        Field(
            description="What all entries have that do not say it themselves.",
            exclude=True,
            examples=[{"audience": "public", "owner": "help-desk"}],
        ),
    ] = None
