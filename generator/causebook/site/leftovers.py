"""What `mkdocs build --dirty` would keep of an earlier site though nothing makes it any more.

MkDocs renders only what changed and deletes nothing. A page that is gone would stay, and so
would its title in the navigation of every page that did not change. Where anything is left
over, the site is built anew instead.
"""

from __future__ import annotations

import os
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from ..render import Rendered
from .marker import SITE_MARKER
from .ownership import walk

_WRITTEN_LAST = {SITE_MARKER, "sitemap.xml.gz", "search/search_index.json"}


def leftovers(files: Files, rendered: Rendered, config: MkDocsConfig) -> list[str]:
    """The files of a site that this build would not write, by their names."""
    site = Path(config.site_dir)
    copies = {
        name for name in rendered.files if name.endswith(".md")
    } | rendered.parts
    templates = {*config.theme.static_templates, *config.extra_templates}
    made = {file.dest_uri for file in files} | copies | templates | _WRITTEN_LAST
    found = (
        os.path.relpath(entry.path, site) for entry in walk(site) if entry.is_file()
    )
    return sorted(name for name in found if name not in made)
