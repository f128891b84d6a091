"""What the engine says of a text, as far as Python looks at it.

The whole of it is `Answer` of `headless.mjs`; programs that ask for JSON get that as it is.
"""

from __future__ import annotations

from typing import TypedDict

from .records import CauseInQuestion, Finding, Verdict


class Answer(TypedDict):
    """Verdict, causes and symptoms; more is there and has no reader here."""

    verdict: Verdict
    causes: list[CauseInQuestion]
    symptoms: list[Finding]
