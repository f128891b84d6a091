"""The kinds of entries: book, problem, cause, symptom, fix, scenario, platform.

One definition gives the types, the limits, the JSON Schema and the author reference.
The terms are those of the DITA troubleshooting topic: condition, cause, remedy.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .fields import Code, EvidenceForMap, EvidenceMap, Folder, Link, Model, Plain, Regex, Rich
from .ids import (
    CauseId,
    DetectorId,
    FacetId,
    FamilyId,
    FixId,
    Id,
    ObservationId,
    PartyId,
    PlaceId,
    PlatformId,
    RoleId,
    SymptomId,
    Word,
)
from .parts import Check, Command, Doable, Entry, Named, Step
from .scales import Audience, Background, Likelihood, Proof, Safety

_EVIDENCE = Field(
    description="The general symptoms it shows and how often: a mapping from symptom id to always, "
    "usually, sometimes or never. A message speaks through what it implies; it is listed only "
    "where it says more than that, and never as always.",
    examples=[{"token-expired": "usually"}],
)


class Listed(Named):
    """What `book.yml` lists and entries name: public unless internal entries alone name it."""

    audience: Annotated[
        Audience | None,
        Field(
            description="Who may read of it; without it everyone may, unless internal entries alone name it.",
            examples=["internal"],
        ),
    ] = None


class Party(Listed):
    """Somebody who can be responsible for a fix."""

    contact: Annotated[
        Plain,
        Field(
            description="How a reader reaches this party.",
            examples=["whoever runs the API; the address is in its documentation"],
        ),
    ]


class Place(Listed):
    """A station on the path of the drawing, from the reader to the far end."""


class Role(Listed):
    """Who the reader is: the roles offered on the home page and in the diagnosis."""

    parties: Annotated[
        tuple[PartyId, ...],
        Field(
            description="The parties this reader can act as.", min_length=1, examples=[["caller"]]
        ),
    ]
    start: Annotated[
        tuple[CauseId, ...],
        Field(
            description="Causes that this reader should look at first.",
            examples=[["expired-session"]],
            max_length=8,
        ),
    ] = ()


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
    parties: Annotated[
        tuple[Party, ...], Field(description="Who can be responsible for a fix.", min_length=1)
    ]
    places: Annotated[
        tuple[Place, ...],
        Field(
            description="The stations of the path drawing, in order.", min_length=2, max_length=7
        ),
    ]
    roles: Annotated[
        tuple[Role, ...], Field(description="Who the readers are.", min_length=1, max_length=6)
    ]
    facets: Annotated[
        tuple[Facet, ...],
        Field(
            description="Parts of a paste that the reading module tells apart; "
            "`words` is always there."
        ),
    ] = ()
    reading: Annotated[
        Folder | None,
        Field(
            description="Folder of the modules that read a paste, below `causes/`.",
            examples=["reading"],
        ),
    ] = None


class Family(Entry):
    """A group of causes with one tell-tale sign."""

    telltale: Annotated[
        Plain,
        Field(
            description="The sign by which the family is recognised, in one line.",
            examples=["The request carries no credentials at all."],
        ),
    ]
    likelihood: Annotated[
        Likelihood, Field(description="How often the cause is in this family.", examples=["common"])
    ] = Likelihood.OCCASIONAL
    evidence: Annotated[EvidenceMap, _EVIDENCE] = ()


class Observation(Doable):
    """An act of looking that reveals symptoms."""

    do: Annotated[
        Rich,
        Field(
            description="How to look, one action.", examples=["Send the request with `curl -v`."]
        ),
    ]
    get: Annotated[
        Plain,
        Field(
            description="The line to get, as a request to somebody.",
            examples=["the response headers of the failing request"],
        ),
    ]
    commands: Annotated[
        tuple[Command, ...],
        Field(description="How to look, one command per platform.", max_length=12),
    ] = ()


class Otherwise(Model):
    """What a paste may show when the problem is not there at all."""

    symptom: Annotated[
        SymptomId, Field(description="The symptom that shows it.", examples=["status-403"])
    ]
    title: Annotated[
        Plain, Field(description="What it is, in a few words.", examples=["403 Forbidden"])
    ]
    text: Annotated[
        Plain,
        Field(
            description="What that means and where to go from here.",
            examples=["You are known, but not allowed; new credentials won't help."],
        ),
    ]
    audience: Annotated[Audience, Field(description="Who may read it.", examples=["public"])] = (
        Audience.PUBLIC
    )
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
    meaning: Annotated[Rich, Field(description="What it means by the standard or the maker.")]
    families: Annotated[
        tuple[Family, ...],
        Field(description="The families of causes, in the order of the pages.", min_length=1),
    ]
    observations: Annotated[
        tuple[Observation, ...],
        Field(description="The acts of looking, in the order of the checklist.", min_length=1),
    ]
    otherwise: Annotated[
        tuple[Otherwise, ...], Field(description="What else a paste may show.")
    ] = ()


class LookAlike(Model):
    """Another cause that looks the same, and what tells them apart."""

    cause: Annotated[
        CauseId, Field(description="The other cause.", examples=["clock-behind-on-the-server"])
    ]
    difference: Annotated[Rich, Field(description="The one observation that tells them apart.")]
    symptom: Annotated[
        SymptomId | None, Field(description="The symptom that decides.", examples=["clocks-apart"])
    ] = None


class Exchange(Model):
    """What was seen on the wire or on the screen, secrets replaced."""

    text: Annotated[Code, Field(description="The exchange as it was seen.")]
    caption: Annotated[
        Plain,
        Field(
            description="What produced it, with versions.",
            examples=["curl 7.88.1 against nginx 1.22.1, 2026-11-24"],
        ),
    ]


class Cause(Entry):
    """Why the reader is in this condition: `<problem>/<cause-id>.yml`."""

    kind: Annotated[Literal["cause"], Field(description="Always `cause`.")]
    family: Annotated[
        FamilyId, Field(description="The family it belongs to.", examples=["expired-credentials"])
    ]
    likelihood: Annotated[
        Likelihood, Field(description="How often it is the cause.", examples=["common"])
    ]
    place: Annotated[
        PlaceId,
        Field(description="The place on the path where things go wrong.", examples=["client"]),
    ]
    responsible: Annotated[
        PartyId, Field(description="The party who can fix it.", examples=["caller"])
    ]
    evidence: Annotated[EvidenceMap, _EVIDENCE, Field(min_length=1)]
    why: Annotated[Rich, Field(description="Why it happens, in one to three paragraphs.")]
    fixes: Annotated[
        tuple[FixId, ...],
        Field(
            description="Its fixes, the one worth trying first at the top.",
            min_length=1,
            max_length=8,
            examples=[["refresh-the-token"]],
        ),
    ]
    look_alikes: Annotated[
        tuple[LookAlike, ...], Field(description="Causes that look the same.", max_length=8)
    ] = ()
    exchange: Annotated[
        Exchange | None, Field(description="A captured exchange that shows it.")
    ] = None
    message: Annotated[
        Code | None,
        Field(
            description="A message that the reader can send to the responsible party.",
            examples=["Hello, my request to … is answered …"],
        ),
    ] = None
    platforms: Annotated[
        tuple[PlatformId, ...],
        Field(description="Platforms it is typical of.", max_length=30, examples=[["nginx"]]),
    ] = ()
    proof: Annotated[
        Proof,
        Field(
            description="What stands behind it: reproduced (a test makes a real server do it), "
            "simulated (replayed from a cited capture), reported (cited source).",
            examples=["reported"],
        ),
    ] = Proof.REPORTED


class Pattern(Model):
    """A regular expression that recognises a symptom in a paste."""

    re: Annotated[
        Regex | None,
        Field(
            description="A pattern in the common part of RE2 and JavaScript; upper and lower "
            "case are the same. `{name}` stands for a phrase.",
            examples=["token (is |has )?expired"],
        ),
    ] = None
    near: Annotated[
        tuple[Regex, ...],
        Field(
            description="Instead of `re`: patterns that all stand near each other, in any order.",
            max_length=4,
            examples=[["{works}", "{browser}", "{fails}"]],
        ),
    ] = ()
    in_: Annotated[
        tuple[FacetId, ...],
        Field(
            alias="in",
            description="The facets to look in; none means everywhere.",
            examples=[["response", "body"]],
        ),
    ] = ()
    case: Annotated[
        bool, Field(description="Whether upper and lower case differ.", examples=["true"])
    ] = False

    @property
    def placed(self) -> tuple[tuple[tuple[str | int, ...], str], ...]:
        """The one pattern, or those that stand near each other, each behind its path within the entry."""
        one = () if self.re is None else ((("re",), self.re),)
        return tuple((("near", n), part) for n, part in enumerate(self.near)) or one

    @property
    def parts(self) -> tuple[str, ...]:
        """The same without their paths."""
        return tuple(part for _, part in self.placed)


class Phrase(Model):
    """What people say in many words, for patterns to refer to as `{id}`."""

    id: Annotated[Id, Field(description="Its name; unique among the phrases.", examples=["works"])]
    means: Annotated[
        Plain, Field(description="What all of these words say.", examples=["it works"])
    ]
    re: Annotated[
        Regex,
        Field(
            description="A pattern for all of these words; it may use other phrases.",
            examples=["works?|worked|is fine|succeed(s|ed)?"],
        ),
    ]


class Phrases(Model):
    """The phrases of the book: `phrases.yml`."""

    kind: Annotated[Literal["phrases"], Field(description="Always `phrases`.")]
    phrases: Annotated[tuple[Phrase, ...], Field(description="The phrases.", min_length=1)]


class Examples(Model):
    """Lines that must be recognised and lines that must not."""

    match: Annotated[
        tuple[Code, ...],
        Field(
            description="At least one that is recognised.",
            min_length=1,
            examples=[["the token has expired"]],
        ),
    ]
    miss: Annotated[
        tuple[Code, ...],
        Field(
            description="At least two near misses.",
            min_length=2,
            examples=[["the domain has expired", "token expires in 3600 s"]],
        ),
    ]


class Symptom(Entry):
    """One thing that is seen or not seen."""

    observation: Annotated[
        ObservationId,
        Field(description="The act of looking that reveals it.", examples=["read-the-response"]),
    ]
    ask: Annotated[
        Plain | None,
        Field(
            description="A question that can be answered yes or no.",
            examples=["Does the same request work with curl?"],
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
        Field(description="The platform whose message it is.", examples=["nginx"]),
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
        tuple[Pattern, ...], Field(description="Patterns that recognise it.", max_length=20)
    ] = ()
    detector: Annotated[
        DetectorId | None,
        Field(
            description="The detector of the reading module that recognises it.",
            examples=["token-expired"],
        ),
    ] = None
    implies: Annotated[
        tuple[SymptomId, ...],
        Field(
            description="The general symptoms whose instance it is: it speaks for the "
            "causes that list them, and they are then no further evidence.",
            examples=[["token-refused"]],
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
    examples: Annotated[Examples | None, Field(description="Lines that match and near misses.")] = (
        None
    )
    evidence_for: Annotated[
        EvidenceForMap,
        Field(
            description="Public causes that show this internal symptom, and how often: "
            "they may not list it themselves.",
            examples=[{"expired-session": "usually"}],
        ),
    ] = ()


class Symptoms(Model):
    """A group of symptoms: `<problem>/symptoms/<group>.yml`; what a product prints: `<problem>/messages/<platform>.yml`."""

    kind: Annotated[Literal["symptoms"], Field(description="Always `symptoms`.")]
    symptoms: Annotated[
        tuple[Symptom, ...], Field(description="The symptoms of this group.", min_length=1)
    ]


class Fix(Doable):
    """A remedy: `<problem>/fixes/<fix-id>.yml`."""

    kind: Annotated[Literal["fix"], Field(description="Always `fix`.")]
    safety: Annotated[Safety, Field(description="What it can break.", examples=["reversible"])]
    steps: Annotated[
        tuple[Step, ...],
        Field(description="The steps, one action each.", min_length=1, max_length=20),
    ]
    verify: Annotated[Check, Field(description="How to tell that it worked.")]
    undo: Annotated[
        Check | None,
        Field(description="How to take it back; required unless the fix is read-only."),
    ] = None
    causes: Annotated[
        tuple[CauseId, ...],
        Field(
            description="Causes that it serves beyond those that list it: the way for "
            "an internal fix to reach a public cause.",
            max_length=30,
            examples=[["expired-access-token"]],
        ),
    ] = ()


class Way(Model):
    """One stage of the way from the paste to the cause."""

    text: Annotated[Rich, Field(description="What was looked at and what it told.")]
    symptom: Annotated[
        SymptomId | None,
        Field(description="The symptom that was seen.", examples=["challenge-basic"]),
    ] = None


class Scenario(Entry):
    """A worked case, which the diagnosis must solve: `<problem>/scenarios/<scenario-id>.yml`."""

    kind: Annotated[Literal["scenario"], Field(description="Always `scenario`.")]
    role: Annotated[RoleId, Field(description="Who the reader is.", examples=["api-client"])]
    paste: Annotated[Code, Field(description="What the reader pasted.")]
    way: Annotated[
        tuple[Way, ...], Field(description="The way to the cause.", min_length=1, max_length=12)
    ]
    cause: Annotated[
        CauseId,
        Field(
            description="The cause it was; the diagnosis must rank it first.",
            examples=["no-credentials-sent"],
        ),
    ]
    fix: Annotated[
        FixId, Field(description="The fix that helped.", examples=["send-the-credentials"])
    ]
    outcome: Annotated[Rich, Field(description="How one saw that it was mended.")]


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


class Platforms(Model):
    """All platforms: `platforms.yml`."""

    kind: Annotated[Literal["platforms"], Field(description="Always `platforms`.")]
    platforms: Annotated[tuple[Platform, ...], Field(description="The platforms.", min_length=1)]
