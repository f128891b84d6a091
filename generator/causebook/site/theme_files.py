"""Files of the theme that a project asks for by name, and templates that it puts in their place.

MkDocs would stop at the first page that needs one which is not there, or cannot be read. It must
not know what these files say.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ..load.configuration import Configuration
from ..load.content import Content
from ..load.nodes import keyed
from ..model.findings import Finding, quoted
from ..render.theme_templates import NoTemplate, asked_for

if TYPE_CHECKING:
    from mkdocs.theme import Theme

_ICONS = ".icons"
_KNOWN_PLUGINS = {"causebook", "search", "material/search"}
"""Those that add nothing to what templates can say."""


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
            hint = (
                "leave `template` out, or put that file into the folder of overrides"
            )
            yield Finding(f"content/{page.source}", 1, 1, "C002", problem, hint)


def broken_overrides(theme: Theme, said: Configuration) -> Iterator[Finding]:
    """A finding for each template of the project that is none, or names one that is not there.

    A hook or a plugin of somebody else may teach templates more, so then they are not judged.
    """
    folder = said.overrides
    taught = {name.text for name, _ in said.named("plugins")} - _KNOWN_PLUGINS
    if folder is None or taught or said.value("hooks"):
        return
    for path in sorted(folder.rglob("*.html")):
        name = path.relative_to(said.project).as_posix()
        try:
            asked = list(asked_for(path.read_text("utf-8")))
        except NoTemplate as error:
            yield Finding(name, error.line, 1, "M003", str(error), "mend it")
            continue
        except (OSError, ValueError):
            yield Finding(name, 0, 0, "M003", "cannot be read as UTF-8", "mend it")
            continue
        for line, other in asked:
            if not _has(theme, other):
                problem = f"the theme has no template {quoted(other)}"
                hint = "write the name of one of its files, or of one beside this"
                yield Finding(name, line, 1, "M003", problem, hint)


def _has(theme: Theme, name: str) -> bool:
    """Whether one of the theme's folders, the project's own among them, has a file or folder."""
    return any((Path(folder) / name).exists() for folder in theme.dirs)
