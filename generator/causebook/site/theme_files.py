"""Files of the theme that a project asks for by name: icons, and templates of single pages.

MkDocs would stop at the first page that needs one which is not there. It must not know what is in
these files.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ..load.configuration import Configuration
from ..load.content import Content
from ..load.nodes import keyed
from ..model.findings import Finding, quoted

if TYPE_CHECKING:
    from mkdocs.theme import Theme

_ICONS = ".icons"


def lost_icons(theme: Theme, said: Configuration) -> Iterator[Finding]:
    """A finding for each icon that neither the theme nor the project has."""
    if not _has(theme, _ICONS):
        return
    for _, node in keyed(said.value("theme", "icon")):
        if node.text and not _has(theme, f"{_ICONS}/{node.text}.svg"):
            problem = f"the theme has no icon {quoted(node.text)}"
            yield said.at(node, "M002", problem, "take a name from its list of icons")


def lost_templates(theme: Theme, content: Content) -> Iterator[Finding]:
    """A finding for each page whose front matter names a template that is not there."""
    for page in content.pages:
        named = page.meta.get("template")
        if isinstance(named, str) and not _has(theme, named):
            problem = f"the theme has no template {quoted(named)}"
            hint = "leave `template` out, or put that file into the folder of overrides"
            yield Finding(f"content/{page.source}", 1, 1, "C002", problem, hint)


def _has(theme: Theme, name: str) -> bool:
    """Whether one of the theme's folders, the project's own among them, has a file or folder."""
    return any((Path(folder) / name).exists() for folder in theme.dirs)
