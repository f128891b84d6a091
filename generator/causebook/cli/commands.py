"""The command `causebook`: one group that knows its commands, and nothing of what they do.

Progress and messages go to stderr; stdout has only what was asked for.
"""

from __future__ import annotations

import click

from . import authoring, conversing, importing, learning, publishing
from .exits import Face, ended

COMMANDS = (
    authoring.check,
    publishing.generate,
    publishing.build,
    publishing.serve,
    publishing.policy,
    authoring.new,
    importing.import_,
    authoring.report,
    authoring.review,
    authoring.schema,
    authoring.reference,
    authoring.print_strings,
    authoring.init,
    conversing.diagnose,
    conversing.try_cases,
    learning.learn,
)


@click.group(
    cls=Face,
    context_settings={
        "help_option_names": ["-h", "--help"],
        "max_content_width": 100,
    },
)
@click.version_option(package_name="causebook")
def main() -> None:
    """Turn cause-and-fix entries in YAML into a help center.

    Example: causebook build --audience public
    """


for command in COMMANDS:
    main.add_command(command)


def run() -> None:
    """The command as a process of its own."""
    ended(main)
