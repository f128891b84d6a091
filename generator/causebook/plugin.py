"""The MkDocs face: generate before MkDocs reads, watch the sources, add the Markdown of each page.

It filters nothing but the navigation: what an audience may not read never reaches the docs
folder, but `nav:` is the configuration's, and names pages by their titles.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from .book.audience import for_audience
from .book.book import Book
from .load.configuration import read
from .load.content import Content
from .model import Audience
from .model.findings import Finding, counted
from .pipeline import generate
from .project import Checked, check
from .render import Options, Rendered, without_indents, written_out
from .render.compiled import Environment
from .site import Preview, unsupported
from .site.alternates import name_pages, seen_from
from .site.builder import Earlier, Progress
from .site.configured import options, show_only
from .site.guest import Guest, GuestPage, language_folder, watch
from .site.leftovers import leftovers
from .site.marker import empty, mark, require_target
from .site.ownership import Refused
from .site.place import show_places
from .site.policy import with_policy
from .site.reloadable import reloadable
from .site.speaking import speak
from .site.titles import nav_titles, page_texts, site_texts
from .site.write import write_beside, write_files

_log = get_plugin_logger(__name__)


class PluginConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves this hook untyped
    """The options of the plugin in `mkdocs.yml`."""

    audience = config_options.Choice(
        [audience.value for audience in Audience], default="public"
    )
    edit_url = config_options.Type(str, default="")
    path = config_options.Type(str, default="help")
    policy = config_options.Type(bool, default=False)


class CausebookPlugin(BasePlugin[PluginConfig]):  # type: ignore[no-untyped-call]  # as above
    """Hooks of one call each over the pipeline."""

    def __init__(self) -> None:
        """Nothing has been built yet."""
        self.progress: Progress = lambda _what, _done, _all: None
        # a builder that has read the sources hands them over
        self._checked: Checked | None = None
        self.pages = 0
        self.host = ""  # the name that a live preview was asked to serve on
        self.given = Options(Audience.PUBLIC)
        self.rendered = Rendered()
        self._earlier, self._counts = Earlier(), True
        self._preview: Preview | None = None
        self._dirty = self._is_preview = False
        self._guest: Guest | None = None

    def on_startup(self, *, command: str, dirty: bool, **_: object) -> None:
        """Note whether MkDocs keeps what is in the site's folder.

        The hook makes it keep this object.
        """
        self._dirty = dirty and command == "build"
        self._is_preview = command == "serve"

    def on_shutdown(self) -> None:
        """End a live preview."""
        if self._preview:
            self._preview.close()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Generate the sources of this audience, once it is sure that the site's folder is ours."""
        self.pages = 0
        project = Path(config.config_file_path).parent
        self.progress("generate", 0, 0)
        said = read(Path(config.config_file_path))
        checked = self._checked or check(project)
        findings = [*unsupported(config, said), *checked.findings]
        for finding in findings:
            _log.error(str(finding))
        if said.is_guest:
            return self._as_guest(config, checked, bool(findings))
        if findings:
            raise Abort(f"{counted(len(findings))}; nothing was built")
        audience = Audience(self.config.audience)
        if checked.book:
            show_only(audience, config, checked.book, checked.content)
            speak(config, said, checked.book.strings)
            own = checked.book, checked.content
            for folder in name_pages(config, audience, own, _read_other):
                _log.warning(
                    f"the book in {folder} has findings, so its pages are not linked "
                    f"(causebook check --project {folder})"
                )
        self.given = options(config, audience, self.config.edit_url)
        self.rendered = self._made(checked, self.given)
        try:
            _write(self.rendered, project, config, self.config.audience)
        except (Refused, OSError) as error:
            raise PluginError(str(error)) from error
        site_texts(config)
        return config

    def _as_guest(
        self, config: MkDocsConfig, checked: Checked, is_broken: bool
    ) -> MkDocsConfig:
        """Generate what is added to a site; a live preview keeps the last good pages.

        What `mkdocs build --dirty` keeps may be internal by now.
        """
        if self._dirty:
            raise Abort(
                "with --dirty old pages of the book would stay; build without it"
            )
        if not is_broken and checked.book:
            audience = Audience(self.config.audience)
            book = for_audience(checked.book, audience)
            self._guest = Guest(self.config.path, book, language_folder(config))
            given = Options(audience, config.site_url or "", self.config.edit_url)
            self.rendered = self._made(checked, self._guest.options(config, given))
        elif not self._guest:
            raise Abort("nothing was built")
        return config

    def _made(self, checked: Checked, given: Options) -> Rendered:
        """The files of the book; in a live preview, pages let themselves be loaded again."""
        own = replace(given, copies=True)
        made = generate(checked, own, self._earlier.memory)
        return (
            replace(made, files=reloadable(made.files)) if self._is_preview else made
        )

    @event_priority(-200)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Keep nothing of a site that has more than the book; add the book to another's.

        What is gone may be internal by now. Plugins that take files for those of the docs folder,
        and those that make the navigation, come before.
        """
        if self._guest:
            self._guest.add(files, self.rendered, config)
        elif self._dirty and leftovers(files, self.rendered, config):
            empty(Path(config.site_dir))
        return files

    def on_nav(self, nav: Navigation, files: Files, **_: object) -> Navigation:
        """Show the titles of the navigation as they were written, and where each page stands."""
        if self._guest:
            self._guest.placed(nav, files, self.rendered)
            return nav
        nav_titles(nav.items)
        show_places(nav, files, self.rendered.above)
        return nav

    def on_env(self, env: Environment, **_: object) -> Environment:
        """Leave out the blank lines and indents that the theme's tags would leave in every page."""
        if not self._guest:
            env.trim_blocks = env.lstrip_blocks = True
        return env

    def on_page_markdown(self, markdown: str, *, page: Page, **_: object) -> str:
        """Show the title and the description of a page as they were written."""
        if self._is_ours(page):
            page_texts(page.meta)
        return markdown

    def on_page_content(self, html: str, *, page: Page, **_: object) -> str:
        """Write the page's characters out, and count it."""
        if not self._is_ours(page):
            return html
        self.pages += 1
        if self._counts:
            self.progress("pages", self.pages, self.rendered.pages)
        own = written_out(html)
        return self._guest.dressed(own, page) if self._guest else own

    def on_page_context(
        self,
        context: TemplateContext,
        *,
        page: Page,
        config: MkDocsConfig,
        **_: object,
    ) -> TemplateContext:
        """Link a page to the same one in other languages."""
        if not self._guest:
            context["config"] = seen_from(page.url, config)
        return context

    @event_priority(-100)
    def on_post_page(self, output: str, **_: object) -> str:
        """Leave out the theme's indents, a tenth of every page; say the policy of what is left."""
        if self._guest:
            return output
        page = without_indents(output)
        return with_policy(page) if self.config.policy else page

    @event_priority(-100)
    def on_post_template(
        self, output: str, *, template_name: str, **_: object
    ) -> str:
        """The page for what is not found says its policy like every other."""
        is_page = template_name.endswith(".html") and not self._guest
        return with_policy(output) if is_page and self.config.policy else output

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Put the Markdown of each page beside it."""
        self.progress("copies", 0, 0)
        made, site = self.rendered, Path(config.site_dir)
        left = {name for name in made.recalled if self._earlier.take_copy(name)}
        copies = made.copies({*made.files, *made.parts} - left)
        write_beside(self._guest.beside(copies) if self._guest else copies, site)

    def on_serve(
        self,
        server: LiveReloadServer,
        config: MkDocsConfig,
        builder: Callable[..., None],
    ) -> LiveReloadServer:
        """Keep the last good pages, and watch the sources instead of what is made from them."""
        if self._guest:
            watch(server, Path(config.config_file_path).parent)
            return server
        self._preview = Preview(server, config, builder, self._read_again)
        self._preview.names.add(self.host)
        server.unwatch(config.docs_dir)
        return server

    def _is_ours(self, page: Page) -> bool:
        """Whether a page is one of the book."""
        return not self._guest or isinstance(page, GuestPage)

    def begin(
        self,
        checked: Checked,
        progress: Progress,
        earlier: Earlier | None = None,
        *,
        counts: bool = True,
    ) -> None:
        """Use what a builder has read and what it knows of earlier pages; tell it how far it is.

        With `counts` also which page it is at.
        """
        self._checked, self.progress, self._counts = checked, progress, counts
        self._earlier = earlier or Earlier()

    def _read_again(self, project: Path) -> tuple[Finding, ...]:
        """The findings of a project as it is now; without any, it is what the next build uses."""
        checked = check(project)
        if not checked.findings:
            self._checked = checked
        return checked.findings


def _read_other(project: Path) -> tuple[Book | None, Content]:
    """The book of a project in another language, unless it has findings, and its pages."""
    checked = check(project, claims=False)
    return (None if checked.findings else checked.book), checked.content


def _write(
    made: Rendered, project: Path, config: MkDocsConfig, audience: str
) -> None:
    """Write the docs folder, and mark the site's folder before MkDocs empties it."""
    require_epoch()
    site = Path(config.site_dir)
    require_target(site, project, audience)
    write_files(made.files, Path(config.docs_dir), project)
    mark(site, audience)


def require_epoch() -> None:
    """Refuse a SOURCE_DATE_EPOCH that is no number of seconds."""
    said = os.environ.get("SOURCE_DATE_EPOCH", "0")
    if not (said.isascii() and said.isdigit() and len(said) < len("100000000000")):
        raise Refused(
            f"SOURCE_DATE_EPOCH is “{said}”; it has to be a number of seconds"
        )
