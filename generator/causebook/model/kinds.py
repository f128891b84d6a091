"""The kinds of files and of what they define, one table of each.

It must not know what an entry of a kind consists of.
"""

from __future__ import annotations

from .about import About
from .case import Cases
from .cause import Cause
from .fix import Fix
from .pattern import Phrases
from .platform import Platform, Platforms
from .problem import Family, Observation, Problem
from .scenario import Scenario
from .symptom import Symptom, Symptoms

FileKind = (
    About | Problem | Cause | Symptoms | Fix | Scenario | Platforms | Phrases | Cases
)
Linked = Problem | Family | Observation | Cause | Symptom | Fix | Scenario | Platform

KINDS: dict[str, type[FileKind]] = {
    "book": About,
    "problem": Problem,
    "cause": Cause,
    "symptoms": Symptoms,
    "fix": Fix,
    "scenario": Scenario,
    "platforms": Platforms,
    "phrases": Phrases,
    "cases": Cases,
}
NAMED_BY_FILE = {"problem", "cause", "fix", "scenario"}

LISTS: dict[str, dict[str, str]] = {
    "symptoms": {"symptoms": "symptom"},
    "platforms": {"platforms": "platform"},
    "phrases": {"phrases": "phrase"},
    "problem": {"families": "family", "observations": "observation"},
    "book": {
        "parties": "party",
        "places": "place",
        "roles": "role",
        "facets": "facet",
    },
}
"""The lists of each kind of file whose items can be referred to, and what these items are."""
