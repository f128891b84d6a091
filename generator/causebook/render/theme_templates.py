"""What a template of a theme asks for, read as MkDocs reads it. It must not know where they are."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import Environment, TemplateSyntaxError, nodes

_SYNTAX = Environment(extensions=["jinja2.ext.i18n"])  # noqa: S701 - nothing is rendered


class NoTemplate(ValueError):
    """A text that is no template; says why, and has the line."""

    def __init__(self, error: TemplateSyntaxError) -> None:
        """Take what Jinja says."""
        super().__init__(f"is no template: {(error.message or '').rstrip('.')}")
        self.line = error.lineno


def asked_for(text: str) -> Iterator[tuple[int, str]]:
    """The templates that one cannot do without, each with its line; those worked out are left out.

    Raises NoTemplate.
    """
    try:
        tree = _SYNTAX.parse(text)
    except TemplateSyntaxError as error:
        raise NoTemplate(error) from error
    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import)):
        named = getattr(node, "template", None)
        if isinstance(named, nodes.Const) and not getattr(node, "ignore_missing", 0):
            yield node.lineno, str(named.value)
