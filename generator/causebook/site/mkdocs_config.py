"""The configuration of MkDocs, `mkdocs.yml`, read once and judged before anything is built.

A broken configuration is a finding like a broken entry: it stands at its file and line.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ..load.configuration import (
    Configuration,
    File,
    config_file,
    configurations,
    read,
)
from ..load.content import Content
from ..load.folders import walk
from ..model import Audience
from ..model.findings import Finding, did_you_mean, quoted
from ..model.rich_text import is_link
from .explained import Broken, explained, short
from .ownership import Refused, require_real
from .terminal import Messages
from .theme_files import broken_overrides, lost_icons, lost_templates
from .write import require_docs

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_log = logging.getLogger("mkdocs.config")
_PACKAGE = Path(__file__).parents[1]
_NAMED = re.compile(
    r"""[Pp]lugin '([\w/-]+)'|[Tt]he "([\w/-]+)" plugin|option '([\w-]+)'|extension '([\w.-]+)'"""
)
_PLUGIN = re.compile(r"Plugin '([\w/-]+)'")
_UNKNOWN = re.compile(r"Unrecognised configuration name: (\S+)")
_PATH = re.compile(r"(?:[\w-][\w.-]*/)*[\w-][\w.-]*/?")
_TYPES = {
    "str": "text",
    "int": "a number",
    "float": "a number",
    "list": "a list",
    "dict": "a mapping",
    "bool": "true or false",
    "NoneType": "nothing",
}


def listen() -> None:
    """Say what MkDocs warns of, one line each.

    Its errors come back as values, or from `explained`.
    """
    logger = logging.getLogger("mkdocs")
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    if not logger.handlers:
        logger.addHandler(Messages())
    logging.getLogger("mkdocs.commands.build").setLevel(logging.CRITICAL)


def check_settings(
    project: Path,
    content: Content = Content(),  # noqa: B008 - it cannot change
    sources: frozenset[str] = frozenset(),
) -> list[Finding]:
    """All findings about the configurations that a project has; writes nothing.

    Those of a site of its own have what the pages of `content` ask for, and hide none of the
    `sources` that the book is made of.
    """
    findings: list[Finding] = []
    for audience, configuration in configurations(project).items():
        file = config_file(project, audience)
        try:
            if configuration.is_guest:
                load(file, "")
            else:
                config = settings(project, audience, "")
                findings += lost_templates(config.theme, content)
                findings += broken_overrides(config.theme, configuration)
                findings += _hidden(config, configuration, sources)
                require_docs(configuration.docs, project)
        except Broken as error:
            findings += error.findings
        except Refused as error:
            findings.append(_refused(configuration, error))
    return sorted(set(findings))


def _refused(configuration: Configuration, error: Refused) -> Finding:
    """The finding for what keeps a build from writing its docs folder.

    It stands at the path that the refusal begins with.
    """
    text = str(error).removeprefix(f"{configuration.project}{os.sep}")
    message, _, remedy = text.partition("; ")
    path, verb, problem = message.partition(" is ")
    why = f"{verb.strip()} {problem}, and a build has to write there"
    return Finding(path, 0, 0, "M004", why, remedy)


def settings(project: Path, audience: Audience, site_dir: str) -> MkDocsConfig:
    """The configuration of an audience for a build into `site_dir`; raises Broken.

    With a `site_dir` the docs folder is made where it is missing, since MkDocs insists on it.
    """
    file = config_file(project, audience)
    said = read(file)
    if said.is_guest:
        raise Broken(*no_site_of_its_own(said))
    config = load(file, site_dir)
    plugin = config.plugins.get("causebook")
    if plugin is None:
        problem, remedy = (
            "does not list the plugin “causebook”",
            "add it below `plugins:`",
        )
        raise Broken(said.finding("M002", ("plugins",), problem, remedy))
    configured = plugin.config["audience"]
    if configured != audience.value:
        keys = ("plugins", "causebook", "audience")
        problem = f"is for the audience {quoted(configured)}, and the build for “{audience.value}”"
        remedy = f"write `audience: {audience.value}` below the plugin"
        raise Broken(said.finding("M002", keys, problem, remedy))
    return config


def no_site_of_its_own(said: Configuration) -> tuple[Finding, ...]:
    """What keeps the book of a configuration from being built by itself: it is part of a site."""
    if said.findings or not said.is_guest:
        return said.findings
    problem = "the docs folder is the site's own, so the book is built as a part of that site"
    remedy = (
        "run `mkdocs build` or `mkdocs serve`; "
        "for a site of the book alone, write `docs_dir: build/public/docs`"
    )
    return (said.finding("M004", ("docs_dir",), problem, remedy),)


def load(file: Path, site_dir: str) -> MkDocsConfig:
    """The configuration in a file; raises Broken for whatever MkDocs or we refuse in it."""
    from mkdocs.config.defaults import MkDocsConfig

    said = read(file)
    if said.findings:
        raise Broken(*said.findings)
    with explained(file):
        config = MkDocsConfig(str(file))
        # each by itself, so that the file at fault is named
        for part in reversed(said.files):
            _parse(part, config)
        with file.open("rb") as stream:
            config.load_file(stream)
        if site_dir:
            _make_docs(file.parent, config["docs_dir"])
            config.load_dict({"site_dir": site_dir})
        elif _is_to_be_made(file.parent, config["docs_dir"]):
            config.load_dict({"docs_dir": str(_PACKAGE)})  # any folder that exists
        errors, warnings = config.validate()
    if errors:
        raise Broken(*(_invalid(said, key, str(error)) for key, error in errors))
    wrong = [*unsupported(config, said), *_misspelt(config, said, warnings)]
    if wrong:
        raise Broken(*wrong)
    for _key, text in warnings if site_dir else ():
        _log.warning("%s: %s", file.name, text)
    return config


def unsupported(config: MkDocsConfig, said: Configuration) -> list[Finding]:
    """Findings for what MkDocs allows and our pages cannot do with.

    Overrides that are no files are among it.
    """
    folder = None if said.is_guest else config.theme.custom_dir
    overrides = walk(Path(folder)) if folder else ()
    plugin = config.plugins.get("causebook")
    findings = []
    if plugin and not _PATH.fullmatch(plugin.config["path"]):
        keys = ("plugins", "causebook", "path")
        problem = f"{quoted(plugin.config['path'])} is no folder below the site"
        findings.append(
            said.finding("M002", keys, problem, "write one such as `path: help`")
        )
    if (
        plugin
        and plugin.config["edit_url"]
        and not is_link(plugin.config["edit_url"])
    ):
        keys = ("plugins", "causebook", "edit_url")
        problem = f"{quoted(plugin.config['edit_url'])} is no address"
        remedy = "write it like https://git.example.com/you/book/edit/main"
        findings.append(said.finding("M002", keys, problem, remedy))
    for found in overrides:
        if found.problem:
            name = os.path.relpath(found.path, said.project)
            findings.append(Finding(name, 0, 0, "M002", found.problem, found.remedy))
    if urlsplit(config.site_url or "http:").scheme not in {"http", "https"}:
        problem = f"{quoted(config.site_url or '')} is no address of a website"
        remedy = "begin it with https:// or http://"
        findings.append(said.finding("M002", ("site_url",), problem, remedy))
    if not said.is_guest:
        findings += lost_icons(config.theme, said)
    if not config.use_directory_urls:
        problem = "pages without folders of their own are not supported"
        remedy = "write `use_directory_urls: true`"
        findings.append(
            said.finding("M002", ("use_directory_urls",), problem, remedy)
        )
    return findings


def _hidden(
    config: MkDocsConfig, said: Configuration, sources: frozenset[str]
) -> Iterator[Finding]:
    """Findings for keys that keep pages of the book out of the site."""
    for key in ("exclude_docs", "draft_docs"):
        hides = config[key]
        first = next(
            (one for one in sorted(sources) if hides and hides.match_file(one)), ""
        )
        if first:
            problem = (
                f"keeps {quoted(first)} out of the site, to which other pages link"
            )
            remedy = "take it out; make an entry internal to hide it"
            yield said.finding("M002", (key,), problem, remedy)


def _misspelt(
    config: MkDocsConfig, said: Configuration, warnings: list[tuple[str, str]]
) -> Iterator[Finding]:
    """Findings for keys that mean nothing, where one that means something is much like them."""
    for key, text in warnings:
        name = _UNKNOWN.search(text)
        if not name:
            continue
        plugin = _PLUGIN.search(text)
        inside = (key, plugin[1]) if plugin else ()
        known = config.plugins[plugin[1]].config if plugin else config
        meant = did_you_mean(name[1], known.keys() - {name[1]})
        if meant:
            problem = f"{quoted(name[1])} means nothing here"
            yield said.finding("M002", (*inside, name[1]), problem, meant)


def _parse(file: File, config: MkDocsConfig) -> None:
    """Raise Broken for a file that MkDocs cannot take: a tag it does not know, two documents."""
    from mkdocs.utils.yaml import get_yaml_loader, yaml_load

    try:
        yaml_load(file.path.read_text("utf-8-sig"), get_yaml_loader(config=config))
    except Exception as error:
        raise Broken(_unreadable(file.name, error.__context__ or error)) from error


def _unreadable(name: str, error: BaseException) -> Finding:
    """The finding for a file that MkDocs cannot read."""
    said = short(getattr(error, "problem", None) or str(error))
    place = getattr(error, "problem_mark", None)
    line, column = (place.line + 1, place.column + 1) if place else (0, 0)
    return Finding(name, line, column, "M001", f"cannot be read: {said}")


def _invalid(said: Configuration, key: str, text: str) -> Finding:
    """The finding for a value that MkDocs refuses."""
    deeper = tuple(
        word for match in _NAMED.finditer(text) for word in match.groups() if word
    )
    lines = [line for line in text.splitlines() if line.strip()]
    has_traceback = any(line.lstrip().startswith("File ") for line in lines)
    if has_traceback:
        lines = [lines[0], lines[-1]]
    why = re.sub(
        r"<class '(\w+)'>",
        lambda found: _TYPES.get(found[1], found[1]),
        " ".join(lines),
    )
    return said.finding("M001", (key, *deeper), f"`{key}` is refused: {short(why)}")


def _is_to_be_made(project: Path, docs: object) -> bool:
    """Whether a docs folder is missing that is ours to make: one in the project's `build`."""
    if not isinstance(docs, str) or (project / docs).is_dir():
        return False
    return (project / docs).is_relative_to(project / "build")


def _make_docs(project: Path, docs: str) -> None:
    """Make the docs folder where it is missing, as `init` does."""
    if _is_to_be_made(project, docs):
        require_real(project / docs, project)
        (project / docs).mkdir(parents=True)
        (project / docs / ".gitkeep").touch()
