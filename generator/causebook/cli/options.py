"""The options that several commands share: each reads and explains itself the same everywhere."""

from __future__ import annotations

from pathlib import Path

import click

from ..model import Audience

AUDIENCE = click.option(
    "--audience",
    type=click.Choice([a.value for a in Audience]),
    default="public",
    show_default=True,
    help="Who the result is for.",
)
PROJECT = click.option(
    "--project",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="The folder with mkdocs.yml, causes and content; the current one by default.",
)


class Address(click.ParamType[tuple[str, int]]):
    """A host and a port, as `127.0.0.1:8000` or `[::1]:8000`."""

    name = "host:port"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, int]:
        """The two parts, or wrong usage."""
        if isinstance(value, tuple):
            return value
        host, _, port = str(value).rpartition(":")
        if not (host and _is_port(port)):
            self.fail(
                f"“{value}” is not a host and a port from 1 to 65535, like 127.0.0.1:8000",
                param,
                ctx,
            )
        return host.removeprefix("[").removesuffix("]"), int(port)


def _is_port(text: str) -> bool:
    """Whether a text is the number of a port; digits of other scripts are none."""
    digits = text.isascii() and text.isdigit()
    return digits and 0 < int(text[:6]) < 1 << 16
