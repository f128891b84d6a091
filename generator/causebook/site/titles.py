"""Titles and descriptions as the theme needs them: MkDocs and Material print them without escaping.

What stands in front matter was escaped by its writer; what stands in `mkdocs.yml` is escaped
here. Both become markup that a second escaping, which the theme does in some places, leaves
as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem

from ..render.markup import as_markup, html_text

_OF_THE_SITE = ("site_name", "site_description", "site_author")
_OF_A_PAGE = ("title", "description", "author")


def site_texts(config: MkDocsConfig) -> None:
    """Make the texts of the configuration markup that shows them."""
    for name in _OF_THE_SITE:
        text = config[name]
        if isinstance(text, str):
            config[name] = as_markup(html_text(text))


def nav_titles(items: Iterable[StructureItem]) -> None:
    """Make the titles that the navigation itself gives markup that shows them."""
    for item in items:
        if item.title:
            item.title = as_markup(html_text(item.title))
        nav_titles(getattr(item, "children", None) or ())


def page_texts(meta: MutableMapping[str, object]) -> None:
    """Mark the texts of a page's front matter as the markup that they are."""
    for name in _OF_A_PAGE:
        text = meta.get(name)
        if isinstance(text, str):
            meta[name] = as_markup(text)
