"""Where a page stands in the navigation, though the navigation lists hubs and not every entry.

MkDocs marks the sections above a page that it shows; a page that the navigation does not
name stands below the nearest one of those above it that it does name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

Above = Mapping[str, tuple[str, ...]]
"""The sources of the pages above each page, by its source, the outermost first."""


def show_places(nav: Navigation, files: Files, above: Above) -> None:
    """Make each page that the navigation leaves out mark the one that it belongs to."""
    named = {page.file.src_uri for page in nav.pages}
    for source, sources in above.items():
        page = _page(files, source)
        nearest = next((name for name in reversed(sources) if name in named), "")
        if page and nearest and source not in named:
            holder = _page(files, nearest)
            page.parent = cast(
                Section | None, holder
            )  # it marks a page as it marks a section


def _page(files: Files, source: str) -> Page | None:
    """The page of a source, or None where there is none."""
    file = files.get_file_from_path(source)
    return file.page if file else None
