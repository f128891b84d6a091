"""Which module an extension of Markdown is of, whatever name a configuration gives it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markdown import Markdown


def module_of(name: str, options: Mapping[str, Any]) -> str:
    """The module that an extension is defined in."""
    return type(Markdown().build_extension(name, dict(options))).__module__
