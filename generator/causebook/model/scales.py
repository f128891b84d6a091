"""The ordinal scales: authors' judgements in words, never numbers.

The diagnosis and the pages give these words their weight and wording; here they only exist.
"""

from __future__ import annotations

from enum import StrEnum


class Audience(StrEnum):
    """Who may read it."""

    PUBLIC = "public"
    INTERNAL = "internal"


class Likelihood(StrEnum):
    """How often it is the cause, among all who meet the problem."""

    COMMON = "common"
    OCCASIONAL = "occasional"
    RARE = "rare"


class Background(StrEnum):
    """How often a symptom is seen whatever the cause is."""

    COMMON = "common"
    OCCASIONAL = "occasional"
    UNUSUAL = "unusual"
    RARE = "rare"


class Often(StrEnum):
    """How often a cause shows a symptom."""

    ALWAYS = "always"
    USUALLY = "usually"
    SOMETIMES = "sometimes"
    NEVER = "never"


class Effort(StrEnum):
    """How long it takes."""

    SECONDS = "seconds"
    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"


class Safety(StrEnum):
    """What it can break."""

    READ_ONLY = "read-only"
    REVERSIBLE = "reversible"
    DISRUPTIVE = "disruptive"


class Proof(StrEnum):
    """What stands behind an entry's claim."""

    REPRODUCED = "reproduced"
    SIMULATED = "simulated"
    REPORTED = "reported"
