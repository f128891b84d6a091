"""What a heading of a runbook announces: its symptoms, its cause, what mends it, and the rest.

The words are those of “Symptoms, Cause, Resolution”, of exports of KCS articles (Issue,
Environment, Root Cause) and of the runbooks of Prometheus (Meaning, Impact, Diagnosis, Mitigation).
"""

from __future__ import annotations

from ..load.runbook import key_of

HEADINGS = {
    "meaning": "meaning description overview summary problem background introduction context what",
    "signs": "symptoms symptom issue issues signs sign trigger triggers detection indicators "
    "error errors alert alerts observed",
    "cause": "cause causes reason reasons why",
    "impact": "impact severity effect consequences",
    "look": "diagnosis diagnostic diagnostics investigation investigate troubleshooting triage "
    "debug debugging analysis",
    "fix": "resolution mitigation solution solutions fix fixes remediation workaround procedure "
    "action actions steps recovery resolving mitigating remedy",
    "check": "verification verify validation validate confirm confirmation",
    "undo": "rollback undo revert",
    "sources": "references reference links sources resources related see",
}
"""The words that say of a heading what stands below it, by the place that it has in entries."""
_OF = {word: place for place, listed in HEADINGS.items() for word in listed.split()}
_FILLING = {
    "and",
    "or",
    "the",
    "of",
    "to",
    "a",
    "how",
    "root",
    "possible",
    "common",
    "also",
    "for",
}


def place_of(title: str) -> str:
    """What a heading announces; nothing for one that says something of its own."""
    said = [word for word in key_of(title).split() if word not in _FILLING]
    found = [_OF[word] for word in said if word in _OF]
    return found[-1] if found and len(said) - len(found) <= 1 else ""
