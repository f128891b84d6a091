"""The theme in the language of the book: its own words, how it is read, and ours around pages.

It must not know what is said.
"""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import get_theme_dir

from ..load.configuration import Configuration
from ..strings import Strings


def speak(config: MkDocsConfig, said: Configuration, words: Strings) -> None:
    """Give the templates what they say, and the theme its language where nobody says another."""
    config.extra["strings"] = words.frame
    if said.value("theme", "language") is None and config.theme.name == "material":
        config.theme["language"] = _of_the_theme(words.language)


def _of_the_theme(language: str) -> str:
    """The language as the theme has it: with its country, or without, or English."""
    there = {path.stem for path in _languages().glob("*.html")}
    asked = (language, language.partition("-")[0])
    return next((name for name in asked if name in there), "en")


def _languages() -> Path:
    """The folder of what the theme says."""
    return Path(get_theme_dir("material")) / "partials" / "languages"
