"""What the words of the scales weigh: the one home of these numbers.

The orders of pages use them; the diagnosis gets them with its knowledge. They are judgements made
comparable, not measurements: no page shows one.
"""

from __future__ import annotations

from typing import Literal

from ..model import Background, Effort, Likelihood, Often, Safety

Tie = Literal["common", "never"]
"""What a product says of a cause."""

LIKELIHOOD = {
    Likelihood.COMMON: 6.0,
    Likelihood.OCCASIONAL: 3.0,
    Likelihood.RARE: 1.0,
}
"""How much likelier than a rare cause."""

EVIDENCE = {
    Often.ALWAYS: 0.95,
    Often.USUALLY: 0.7,
    Often.SOMETIMES: 0.25,
    Often.NEVER: 0.002,
}
"""In which share of its cases a cause shows the symptom."""

BACKGROUND = {
    Background.COMMON: 0.15,
    Background.OCCASIONAL: 0.05,
    Background.UNUSUAL: 0.01,
    Background.RARE: 0.002,
}
"""In which share of all cases a cause that does not list the symptom shows it."""

OF_PLATFORM = 2.0
"""How much likelier a cause is with a product that it is typical of."""

TIE: dict[Tie, float] = {"common": 2.0, "never": 0.02}
"""How much likelier a cause is where a product is in question that says this of it."""

MINUTES = {
    Effort.SECONDS: 1.0,
    Effort.MINUTES: 5.0,
    Effort.HOURS: 60.0,
    Effort.DAYS: 480.0,
}
"""Minutes of somebody's work."""

RISK = {Safety.READ_ONLY: 1.0, Safety.REVERSIBLE: 1.5, Safety.DISRUPTIVE: 4.0}
"""What an act costs for what it may break: a factor on its minutes, least disturbing first."""
