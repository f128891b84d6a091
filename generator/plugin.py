"""The MkDocs face: generate before MkDocs reads, watch the sources, put the Markdown beside the pages.

It filters nothing: what an audience may not read never reaches the docs folder.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from .mark import mark
from .model import Audience
from .pipeline import Checked, check, tree
from .render import Options, Tree
from .site.titles import nav_titles, page_texts, site_texts
from .write import Refused, write_tree

_log = get_plugin_logger(__name__)


class PluginConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves this hook untyped
    """The options of the plugin in `mkdocs.yml`."""

    audience = config_options.Choice([audience.value for audience in Audience], default="public")
    edit_url = config_options.Type(str, default="")


class CausebookPlugin(BasePlugin[PluginConfig]):  # type: ignore[no-untyped-call]  # as above
    """Hooks of one call each over the pipeline."""

    def __init__(self) -> None:
        """Nothing has been built yet."""
        self.progress: Callable[[str, int, int], None] = lambda _what, _done, _all: None
        self.checked: Checked | None = None  # a builder that has read the sources hands them over
        self.pages = 0
        self.refusal = ""
        self._serving = False
        self._tree = Tree()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """Remember whether this is a live preview; the hook also makes MkDocs keep this object."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Generate the sources of this audience into the docs folder."""
        self.pages = 0
        project = Path(config.config_file_path).parent
        self.progress("generate", 0, 0)
        checked = self.checked or check(project)
        config.extra["causebook_findings"] = [str(finding) for finding in checked.findings]
        for finding in checked.findings:
            _log.error(str(finding))
        if checked.findings:
            if self._serving and self._tree.files:
                return config
            raise Abort(f"{len(checked.findings)} findings; nothing was built")
        self._tree = tree(checked, Options(Audience(self.config.audience), config.site_url or "", self.config.edit_url))
        try:
            write_tree(self._tree.files, Path(config.docs_dir))
        except Refused as error:
            self.refusal = str(error)
            raise PluginError(self.refusal) from error
        site_texts(config)
        return config

    def on_nav(self, nav: Navigation, **_: object) -> Navigation:
        """Show the titles of the navigation as they were written."""
        nav_titles(nav.items)
        return nav

    def on_page_markdown(self, markdown: str, *, page: Page, **_: object) -> str:
        """Show the title and the description of a page as they were written."""
        page_texts(page.meta)
        return markdown

    def on_page_content(self, html: str, **_: object) -> str:
        """Count pages for the progress bar."""
        self.pages += 1
        self.progress("pages", self.pages, self._tree.pages)
        return html

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Put the Markdown of each page beside it, and mark the folder as ours."""
        write_copies(self._tree, Path(config.site_dir))
        mark(Path(config.site_dir), self.config.audience)

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, **_: object) -> LiveReloadServer:
        """Watch the sources instead of what is made from them."""
        project = Path(config.config_file_path).parent
        for folder in (project / "causes", project / "content", Path(__file__).parent / "templates",
                       Path(__file__).parent / "assets"):
            if folder.is_dir():
                server.watch(str(folder))
        server.unwatch(config.docs_dir)
        return server


def write_copies(made: Tree, site: Path) -> None:
    """Write the Markdown of each page beside it."""
    for name, text in made.copies().items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
