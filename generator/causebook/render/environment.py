"""The environment that all templates are rendered in: this package's, and a project's own.

A value that is not markup is escaped as Markdown when a template prints it, so nothing can
be forgotten; an undefined value is an error. It must not know what a page shows.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    FunctionLoader,
    PrefixLoader,
    StrictUndefined,
    Template,
)
from jinja2.utils import missing
from markupsafe import Markup

from ..load.templates import NO_TEMPLATES, Templates, shown
from ..model.findings import did_you_mean, quoted, with_article
from . import commonmark, markup
from .compiled import Compiled
from .doers import sentence
from .pictures import picture

OURS = Path(__file__).parent / "templates"
"""The folder of the templates of this package."""
PREFIX = "causebook/"
"""What a template of a project calls one of this package by."""


@lru_cache(maxsize=4)
def environment(own: Templates = NO_TEMPLATES, *, plain: bool = False) -> Environment:
    """The Jinja2 environment of all templates, for the site or for the Markdown copies.

    A project's own are found before those of this package, which they extend.
    """
    text = commonmark.plain if plain else markup.plain_md
    env = Environment(
        loader=_loader(own),
        autoescape=True,
        undefined=Unknown,
        finalize=lambda value: (
            value if isinstance(value, Markup) else text(str(value))
        ),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=Compiled("copies" if plain else "pages"),
    )
    env.filters["h"] = lambda value: markup.plain_html(str(value))
    env.filters["below"] = commonmark.below
    env.filters["sentence"] = sentence
    env.filters["picture"] = picture
    return env


class Unknown(StrictUndefined):
    """What a template asks for and is not there; whatever is done with it says so."""

    @property
    def _undefined_message(self) -> str:
        """Which name it is, and what it was meant to be."""
        name, thing = self._undefined_name, self._undefined_obj
        if thing is missing or not isinstance(name, str):
            return f"there is nothing that is called {quoted(str(name))} here"
        known = (key for key in dir(thing) if not key.startswith(("_", "model_")))
        hint = did_you_mean(name, known)
        problem = (
            f"{with_article(type(thing).__name__.lower())} has no {quoted(name)}"
        )
        return f"{problem} ({hint})" if hint else problem


def _loader(own: Templates) -> BaseLoader:
    """What finds a template by its name."""
    ours, texts = FileSystemLoader(OURS), dict(own.texts)

    def find(name: str) -> tuple[str, str, None] | None:
        return (texts[name], shown(name), None) if name in texts else None

    return ChoiceLoader(
        [FunctionLoader(find), PrefixLoader({PREFIX[:-1]: ours}), ours]
    )


@lru_cache(maxsize=64)
def template_of(name: str, own: Templates, *, plain: bool) -> Template:
    """A compiled template."""
    return environment(own, plain=plain).get_template(name)
