"""Entries as YAML that an author would write: keys in order, long texts below theirs."""

from __future__ import annotations

import yaml

_WIDTH = 110


class _Writer(yaml.SafeDumper):
    """Writes texts of several lines below their keys."""

    def increase_indent(
        self,
        flow: bool = False,
        indentless: bool = False,  # noqa: ARG002 - the signature is PyYAML's
    ) -> None:
        """Indent lists below their keys."""
        super().increase_indent(flow, False)


def _text(writer: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    """The node of a text."""
    style = "|" if "\n" in text else None
    return writer.represent_scalar("tag:yaml.org,2002:str", text, style)


_Writer.add_representer(str, _text)


def as_yaml(entry: dict[str, object]) -> str:
    """The entry as a file; it reads back as what was given."""
    return yaml.dump(
        entry, Dumper=_Writer, sort_keys=False, allow_unicode=True, width=_WIDTH
    )
