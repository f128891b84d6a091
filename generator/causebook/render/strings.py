"""The words that stand for the scales on pages: never numbers, never percentages."""

from __future__ import annotations

from ..model import Effort, Likelihood, Often, Proof, Safety

LIKELIHOOD = {
    Likelihood.COMMON: "common",
    Likelihood.OCCASIONAL: "occasional",
    Likelihood.RARE: "rare",
}
HOW_COMMON = {
    Likelihood.COMMON: "common",
    Likelihood.OCCASIONAL: "less common",
    Likelihood.RARE: "rare",
}
SEEN_WITH = {
    Often.ALWAYS: "always looks like this",
    Often.USUALLY: "usually looks like this",
    Often.SOMETIMES: "sometimes looks like this",
    Often.NEVER: "never looks like this",
}
LIKELY = {
    Likelihood.COMMON: "a common cause",
    Likelihood.OCCASIONAL: "an occasional cause",
    Likelihood.RARE: "a rare cause",
}
OFTEN_IN = {
    Likelihood.COMMON: "Often the cause is here",
    Likelihood.OCCASIONAL: "Sometimes the cause is here",
    Likelihood.RARE: "The cause is rarely here",
}
SHOWS = {
    Often.ALWAYS: "You nearly always see",
    Often.USUALLY: "You usually see",
    Often.SOMETIMES: "You may see",
    Often.NEVER: "It is something else if you see",
}
OFTEN = {
    Often.ALWAYS: "always",
    Often.USUALLY: "usually",
    Often.SOMETIMES: "sometimes",
    Often.NEVER: "never",
}
EFFORT = {
    Effort.SECONDS: "seconds",
    Effort.MINUTES: "minutes",
    Effort.HOURS: "hours",
    Effort.DAYS: "days",
}
TAKES = {
    Effort.SECONDS: "a few seconds",
    Effort.MINUTES: "a few minutes",
    Effort.HOURS: "a few hours",
    Effort.DAYS: "days",
}
SAFETY = {
    Safety.READ_ONLY: "changes nothing",
    Safety.REVERSIBLE: "can be undone",
    Safety.DISRUPTIVE: "disrupts others",
}
PROOF = {
    Proof.REPRODUCED: "reproduced with a real server",
    Proof.SIMULATED: "shown with a stand-in of ours",
    Proof.REPORTED: "from cited sources",
}
