"""What a book is made of: frozen models from which schema, messages and reference come.

It knows neither YAML nor files nor links between entries.
"""

from .about import About, Facet, Party, Picture, Place, Role
from .case import Case, Cases
from .cause import Cause, Exchange, LookAlike
from .defaults import Defaults, Given, SymptomDefaults
from .fields import Evidence, EvidenceFor, LikelihoodFor, Model
from .fix import Fix
from .kinds import KINDS, LISTS, NAMED_BY_FILE, FileKind, Linked
from .parts import Check, Command, Doable, Entry, Named, Note, Review, Source, Step
from .pattern import Examples, Pattern, Phrase, Phrases
from .platform import Platform, Platforms
from .problem import Choice, Family, Observation, Otherwise, Problem
from .references import Reference, own_references, references, refers
from .scales import Audience, Background, Effort, Likelihood, Often, Proof, Safety
from .scenario import Scenario, Way
from .specimen import Specimen
from .symptom import FirstStep, Symptom, Symptoms
from .words import Words

__all__ = [
    "KINDS",
    "LISTS",
    "NAMED_BY_FILE",
    "About",
    "Audience",
    "Background",
    "Case",
    "Cases",
    "Cause",
    "Check",
    "Choice",
    "Command",
    "Defaults",
    "Doable",
    "Effort",
    "Entry",
    "Evidence",
    "EvidenceFor",
    "Examples",
    "Exchange",
    "Facet",
    "Family",
    "FileKind",
    "FirstStep",
    "Fix",
    "Given",
    "Likelihood",
    "LikelihoodFor",
    "Linked",
    "LookAlike",
    "Model",
    "Named",
    "Note",
    "Observation",
    "Often",
    "Otherwise",
    "Party",
    "Pattern",
    "Phrase",
    "Phrases",
    "Picture",
    "Place",
    "Platform",
    "Platforms",
    "Problem",
    "Proof",
    "Reference",
    "Review",
    "Role",
    "Safety",
    "Scenario",
    "Source",
    "Specimen",
    "Step",
    "Symptom",
    "SymptomDefaults",
    "Symptoms",
    "Way",
    "Words",
    "own_references",
    "references",
    "refers",
]
