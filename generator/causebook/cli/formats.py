"""The forms in which findings are printed: for people, for programs, for GitHub's annotations."""

from __future__ import annotations

import json
from collections.abc import Sequence

from ..model.findings import Finding, one_line
from ..site.terminal import show

FORMATS = ("text", "json", "github")


def print_findings(findings: Sequence[Finding], form: str) -> None:
    """Print findings on stdout in one of the FORMATS."""
    if form == "json":
        show(json.dumps([vars(finding) for finding in findings], indent=1))
        return
    for finding in findings:
        show(annotation(finding) if form == "github" else str(finding))


def annotation(finding: Finding) -> str:
    """A finding as a GitHub workflow command."""
    text = f"{finding.message} ({finding.hint})" if finding.hint else finding.message
    place = {
        "file": finding.path,
        "line": max(1, finding.line),
        "col": max(1, finding.col),
        "title": finding.code,
    }
    properties = ",".join(
        f"{name}={_escaped(str(value), ':,')}" for name, value in place.items()
    )
    return f"::error {properties}::{_escaped(one_line(text))}"


def _escaped(text: str, more: str = "") -> str:
    """The text as GitHub's toolkit escapes the data and, with `:,`, the properties of a command."""
    special = f"%\r\n{more}"
    return "".join(
        f"%{ord(letter):02X}" if letter in special else letter for letter in text
    )
