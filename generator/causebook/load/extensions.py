"""The extensions of Markdown: those that a book is written in, and which module one is of."""

from __future__ import annotations

from collections.abc import Mapping

from markdown import Markdown
from markdown.extensions.toc import slugify_unicode

OF_A_BOOK: Mapping[str, dict[str, object]] = {
    "admonition": {},
    "attr_list": {},
    "md_in_html": {},
    "tables": {"use_align_attribute": True},
    "toc": {"slugify": slugify_unicode, "toc_depth": 3},
    "pymdownx.highlight": {"anchor_linenums": False, "use_pygments": False},
    "pymdownx.superfences": {},
}
"""What pages of a book need, as in the `mkdocs.yml` that `causebook init` writes."""


def module_of(name: str, options: Mapping[str, object]) -> str:
    """The module that an extension is defined in, whatever name a configuration gives it."""
    return type(Markdown().build_extension(name, dict(options))).__module__
