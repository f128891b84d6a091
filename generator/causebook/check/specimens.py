"""What a recorded exchange says of itself and of its cause: nothing that was not seen or done.

It must not know how an exchange is recorded or shown.
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import model
from ..load import Loaded, Sources
from ..model.findings import Finding, did_you_mean, quoted

PUBLIC = model.Audience.PUBLIC


def specimen_findings(sources: Sources) -> Iterator[Finding]:
    """Findings for specimens that do not show their cause, or whose fix is not its own."""
    fixes = {
        file.entry.id: file.entry
        for file in sources.files
        if isinstance(file.entry, model.Fix)
    }
    for file in sources.files:
        cause = file.entry
        if isinstance(cause, model.Cause) and cause.specimen:
            yield from _shown(file, cause, cause.specimen)
            if fix := fixes.get(cause.specimen.fix):
                yield from _done(file, cause, cause.specimen, fix)


def _shown(
    file: Loaded, cause: model.Cause, specimen: model.Specimen
) -> Iterator[Finding]:
    """Findings for a specimen that shows no difference, or not what it says."""
    if specimen.telling not in specimen.before:
        message = f"{quoted(specimen.telling)} is not in `before`"
        hint = "copy a line, or a part of one, from `before`"
        yield file.finding(("specimen", "telling"), "S011", message, hint)
    if specimen.before == specimen.after:
        hint = "record it after the fix"
        yield file.finding(
            ("specimen", "after"), "S011", "the fix changed nothing", hint
        )
    if cause.proof is not model.Proof.REPRODUCED:
        message = f"a specimen beside “proof: {cause.proof.value}”"
        hint = "write “proof: reproduced”, or take the specimen away"
        yield file.finding(("specimen",), "S011", message, hint, key=True)


def _done(
    file: Loaded, cause: model.Cause, specimen: model.Specimen, fix: model.Fix
) -> Iterator[Finding]:
    """Findings for a step that the readers of the cause are not given."""
    if fix.id not in cause.fixes and cause.id not in fix.causes:
        message = f"{quoted(fix.id)} is not a fix of {quoted(cause.id)}"
        hint = f"its fixes: {', '.join(cause.fixes)}"
        yield file.finding(("specimen", "fix"), "L008", message, hint)
    steps = [
        step.id
        for step in fix.steps
        if cause.audience is not PUBLIC or step.audience is PUBLIC
    ]
    if specimen.step not in steps:
        of_whom = " that is public" if cause.audience is PUBLIC else ""
        message = f"{quoted(fix.id)} has no step {quoted(specimen.step)}{of_whom}"
        hint = did_you_mean(specimen.step, steps) or f"its steps: {', '.join(steps)}"
        yield file.finding(("specimen", "step"), "L001", message, hint)
