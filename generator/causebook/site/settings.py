"""The configuration of MkDocs, `mkdocs.yml`, read once and judged before anything is built.

A broken configuration is a finding like a broken entry: it stands at its file and line. So
is whatever the project's own code does wrong while MkDocs runs (hooks, overrides). What the
machine does not allow is no finding: it stays an OSError.
"""

from __future__ import annotations

import logging
import os
import re
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ..load.configuration import Configuration, File, config_file, configurations, read
from ..load.folders import walk
from ..model import Audience
from ..model.findings import Finding, one_line, quoted
from .ownership import Refused, require_real
from .terminal import Messages
from .write import require_docs

_log = logging.getLogger("mkdocs.config")
_PACKAGE = Path(__file__).parents[1]
_LONGEST = 300
_NAMED = re.compile(
    r"""[Pp]lugin '([\w/-]+)'|[Tt]he "([\w/-]+)" plugin|option '([\w-]+)'|extension '([\w.-]+)'"""
)
_TYPES = {
    "str": "text",
    "int": "a number",
    "float": "a number",
    "list": "a list",
    "dict": "a mapping",
    "bool": "true or false",
    "NoneType": "nothing",
}


class Broken(Exception):
    """The project's configuration or code is broken; the findings say where."""

    def __init__(self, *findings: Finding) -> None:
        """Keep the findings."""
        super().__init__("; ".join(str(finding) for finding in findings))
        self.findings = findings


def listen() -> None:
    """Say what MkDocs warns of, one line each; its errors come back as values, or from `explained`."""
    logger = logging.getLogger("mkdocs")
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    if not logger.handlers:
        logger.addHandler(Messages())
    logging.getLogger("mkdocs.commands.build").setLevel(logging.CRITICAL)


def check_settings(project: Path) -> list[Finding]:
    """All findings about the configurations that a project has; writes nothing."""
    findings: list[Finding] = []
    for audience, configuration in configurations(project).items():
        try:
            settings(project, audience, "")
            require_docs(configuration.docs, project)
        except Broken as error:
            findings += error.findings
        except Refused as error:
            findings.append(_refused(configuration, error))
    return sorted(set(findings))


def _refused(configuration: Configuration, error: Refused) -> Finding:
    """The finding for what keeps a build from writing its docs folder, at the path that the refusal begins with."""
    said, _, remedy = str(error).removeprefix(f"{configuration.project}{os.sep}").partition("; ")
    path, verb, problem = said.partition(" is ")
    return Finding(
        path, 0, 0, "M004", f"{verb.strip()} {problem}, and a build has to write there", remedy
    )


def settings(project: Path, audience: Audience, site_dir: str) -> Any:
    """The configuration of an audience for a build into `site_dir`; raises Broken.

    With a `site_dir` the docs folder is made where it is missing, since MkDocs insists on it.
    """
    file = config_file(project, audience)
    config, said = load(file, site_dir), read(file)
    plugin = config.plugins.get("causebook")
    if plugin is None:
        raise Broken(
            said.finding(
                "M002",
                ("plugins",),
                "does not list the plugin “causebook”",
                "add it below `plugins:`",
            )
        )
    named = plugin.config.audience
    if named != audience.value:
        raise Broken(
            said.finding(
                "M002",
                ("plugins", "causebook", "audience"),
                f"is for the audience {quoted(named)}, and the build for “{audience.value}”",
                f"write `audience: {audience.value}` below the plugin",
            )
        )
    return config


def load(file: Path, site_dir: str) -> Any:
    """The configuration in a file; raises Broken for whatever MkDocs or we refuse in it."""
    from mkdocs.config.defaults import MkDocsConfig

    said = read(file)
    if said.findings:
        raise Broken(*said.findings)
    with explained(file):
        config = MkDocsConfig(str(file))
        for part in reversed(said.files):  # each by itself, so that the file at fault is named
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
    wrong = unsupported(config, said)
    if wrong:
        raise Broken(*wrong)
    for _key, text in warnings if site_dir else ():
        _log.warning("%s: %s", file.name, text)
    return config


def unsupported(config: Any, said: Configuration) -> list[Finding]:
    """Findings for what MkDocs allows and our pages cannot do with, and for overrides that are no files."""
    overrides = walk(Path(config.theme.custom_dir)) if config.theme.custom_dir else ()
    findings = [
        Finding(
            os.path.relpath(found.path, said.project), 0, 0, "M002", found.problem, found.remedy
        )
        for found in overrides
        if found.problem
    ]
    if not config.use_directory_urls:
        findings.append(
            said.finding(
                "M002",
                ("use_directory_urls",),
                "pages without folders of their own are not supported",
                "write `use_directory_urls: true`",
            )
        )
    return findings


def _parse(file: File, config: Any) -> None:
    """Raise Broken for a file with a value that MkDocs cannot take: a tag it does not know, two documents."""
    from mkdocs.utils.yaml import get_yaml_loader, yaml_load

    try:
        yaml_load(file.path.read_text("utf-8-sig"), get_yaml_loader(config=config))
    except Exception as error:
        raise Broken(_unreadable(file.name, error.__context__ or error)) from error


def _unreadable(name: str, error: BaseException) -> Finding:
    """The finding for a file that MkDocs cannot read."""
    said = _short(getattr(error, "problem", None) or str(error))
    place = getattr(error, "problem_mark", None)
    line, column = (place.line + 1, place.column + 1) if place else (0, 0)
    return Finding(name, line, column, "M001", f"cannot be read: {said}")


def _invalid(said: Configuration, key: str, text: str) -> Finding:
    """The finding for a value that MkDocs refuses."""
    deeper = tuple(word for match in _NAMED.finditer(text) for word in match.groups() if word)
    lines = [line for line in text.splitlines() if line.strip()]
    if any(
        line.lstrip().startswith("File ") for line in lines
    ):  # a traceback in the middle of a message
        lines = [lines[0], lines[-1]]
    why = re.sub(r"<class '(\w+)'>", lambda found: _TYPES.get(found[1], found[1]), " ".join(lines))
    return said.finding("M001", (key, *deeper), f"`{key}` is refused: {_short(why)}")


def _is_to_be_made(project: Path, docs: Any) -> bool:
    """Whether a docs folder is missing that is ours to make: one in the project's `build`."""
    return (
        isinstance(docs, str)
        and not (project / docs).is_dir()
        and (project / docs).is_relative_to(project / "build")
    )


def _make_docs(project: Path, docs: Any) -> None:
    """Make the docs folder where it is missing, as `init` does."""
    if _is_to_be_made(project, docs):
        require_real(project / docs, project)
        (project / docs).mkdir(parents=True)
        (project / docs / ".gitkeep").touch()


@contextmanager
def explained(file: Path) -> Iterator[None]:
    """Whatever goes wrong inside MkDocs becomes Broken, Refused or an OSError; a fault of ours stays what it is."""
    try:
        yield
    except (Broken, Refused):
        raise
    except (Exception, SystemExit) as error:
        raise _explained(error, file) from error


def _explained(error: BaseException, file: Path) -> BaseException:
    """What an error inside MkDocs is for the author."""
    cause = _first(error)
    if isinstance(cause, Refused):
        return Refused(str(cause))
    if isinstance(cause, Broken):
        return Broken(*cause.findings)
    place = _place(cause, file.parent)
    if place:
        return Broken(Finding(*place, 0, "M003", f"fails: {_said(cause)}"))
    if _is_of_the_disk(cause) or _is_ours(cause):
        return cause
    return Broken(Finding(file.name, 0, 0, "M003", f"MkDocs fails: {_said(cause)}"))


def _first(error: BaseException) -> BaseException:
    """The error behind those that MkDocs raised because of it."""
    while type(error).__module__ == "mkdocs.exceptions" and (error.__cause__ or error.__context__):
        error = error.__cause__ or error.__context__ or error
    return error


def _place(error: BaseException, project: Path) -> tuple[str, int] | None:
    """The file and line of the project's own code that an error comes from."""
    frames = [
        (frame.filename, frame.lineno or 0) for frame in traceback.extract_tb(error.__traceback__)
    ]
    named = (getattr(error, "filename", None), getattr(error, "lineno", None))
    for name, line in (named, *reversed(frames)):
        if isinstance(name, str) and isinstance(line, int) and _is_projects(Path(name), project):
            return os.path.relpath(name, project), line
    return None


def _is_projects(path: Path, project: Path) -> bool:
    """Whether a file is the project's own, neither this package's nor one of Python's installation."""
    installed = (_PACKAGE, Path(sys.prefix))
    return path.is_relative_to(project) and not any(
        path.is_relative_to(folder) for folder in installed
    )


def _is_of_the_disk(error: BaseException) -> bool:
    """Whether the machine is at fault; a template that is missing is the project's, though Jinja takes it for a file."""
    return isinstance(error, OSError) and not type(error).__module__.startswith("jinja2")


def _is_ours(error: BaseException) -> bool:
    """Whether an error was raised in this package: a fault of ours, not of the project."""
    frames = traceback.extract_tb(error.__traceback__)
    return bool(frames) and Path(frames[-1].filename).is_relative_to(_PACKAGE)


def _said(error: BaseException) -> str:
    """An error in words."""
    text = _short(str(error))
    if type(error).__module__ == "mkdocs.exceptions":
        return text
    return (
        text
        if getattr(error, "lineno", None) and text
        else f"{type(error).__name__}: {text}".removesuffix(": ")
    )


def _short(text: str) -> str:
    """The text on one line, cut where it goes on for long."""
    text = " ".join(one_line(text).split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
