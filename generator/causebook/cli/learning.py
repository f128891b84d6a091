"""The command that learns words from a book's texts and cases, and measures what they bring.

It reads its options, calls one function and prints what it returns.
"""

from __future__ import annotations

from pathlib import Path

import click

from ..model.findings import one_line
from ..site.terminal import say, show
from .exits import stop_with
from .options import PROJECT


@click.command()
@PROJECT
@click.option(
    "--measure",
    is_flag=True,
    help="Print what the words bring on cases not learned from.",
)
def learn(project: Path, measure: bool) -> None:
    """Learn which words speak for which family, and write causes/words.json.

    It needs scikit-learn: pip install causebook[learn]

    Example: causebook learn --measure
    """
    from ..diagnosis.learning import Missing
    from ..pipeline import learned

    try:
        result = learned(project.resolve(), measure=measure)
    except Missing as error:
        raise click.UsageError(
            "scikit-learn is missing: pip install causebook[learn]"
        ) from error
    if result.findings:
        stop_with(result.findings, "nothing was learned")
    result.path.write_text(result.text, "utf-8")
    for line in result.table:
        show(line)
    say(one_line(f"{result.path}: {result.words} words"))
