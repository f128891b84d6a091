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
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..load.folders import walk
from ..model import Audience
from ..model.findings import Finding, one_line, quoted
from .ownership import Refused, require_real
from .terminal import Messages

_log = logging.getLogger("mkdocs.config")
_PACKAGE = Path(__file__).parents[1]
_INHERIT = re.compile(r"^INHERIT\s*:\s*(.+?)\s*(?:#.*)?$", re.M)
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


@dataclass(frozen=True)
class Chain:
    """A configuration file and what it inherits from, nearest first: where each key stands."""

    project: Path
    files: tuple[tuple[str, str], ...]

    def finding(self, code: str, keys: tuple[str, ...], message: str, hint: str = "") -> Finding:
        """A finding where the most of the keys, one below the other, stand; of equals at the nearest file."""
        depth, line, path = max(
            ((*line_of(text, keys), path) for path, text in self.files), key=lambda at: at[0]
        )
        return (
            Finding(path, line, 1, code, message, hint)
            if depth
            else Finding(path, 0, 0, code, message, hint)
        )


def line_of(text: str, keys: tuple[str, ...]) -> tuple[int, int]:
    """How many of the keys, each below the one before, a configuration has, and the line of the last of these."""
    lines = text.split("\n")
    depth = start = 0
    end = len(lines)
    for key in keys:
        before = r"[ ]*(?:-[ ]+)?" if depth else ""
        pattern = re.compile(rf"""{before}["']?{re.escape(key)}["']?[ ]*(?::|$)""")
        here = next((n for n in range(start, end) if pattern.match(lines[n])), None)
        if here is None:
            break
        if not depth:
            end = next((n for n in range(here + 1, end) if re.match(r"[^\s#-]", lines[n])), end)
        depth, start = depth + 1, here + 1
    return depth, start


def listen() -> None:
    """Say what MkDocs warns of, one line each; its errors come back as values, or from `explained`."""
    logger = logging.getLogger("mkdocs")
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    if not logger.handlers:
        logger.addHandler(Messages())
    logging.getLogger("mkdocs.commands.build").setLevel(logging.CRITICAL)


def config_file(project: Path, audience: Audience) -> Path:
    """The MkDocs configuration of an audience: `mkdocs.yml`, or `mkdocs.<audience>.yml`."""
    name = "mkdocs.yml" if audience is Audience.PUBLIC else f"mkdocs.{audience.value}.yml"
    return project / name


def check_settings(project: Path) -> list[Finding]:
    """All findings about the configurations that a project has; writes nothing."""
    findings: list[Finding] = []
    for audience in Audience:
        if config_file(project, audience).is_file():
            try:
                settings(project, audience, "")
            except Broken as error:
                findings += error.findings
    return sorted(set(findings))


def settings(project: Path, audience: Audience, site_dir: str) -> Any:
    """The configuration of an audience for a build into `site_dir`; raises Broken.

    With a `site_dir` the docs folder is made where it is missing, since MkDocs insists on it.
    """
    file = config_file(project, audience)
    config = load(file, site_dir)
    chain = inherited(file)
    plugin = config.plugins.get("causebook")
    if plugin is None:
        raise Broken(
            chain.finding(
                "M002",
                ("plugins",),
                "does not list the plugin “causebook”",
                "add it below `plugins:`",
            )
        )
    named = plugin.config.audience
    if named != audience.value:
        raise Broken(
            chain.finding(
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

    chain = inherited(file)
    with explained(file):
        config = MkDocsConfig(str(file))
        for path, text in reversed(
            chain.files
        ):  # each by itself, so that the file at fault is named
            _parse(path, text, config)
        with file.open("rb") as stream:
            config.load_file(stream)
        if site_dir:
            _make_docs(file.parent, config["docs_dir"])
            config.load_dict({"site_dir": site_dir})
        elif _is_to_be_made(file.parent, config["docs_dir"]):
            config.load_dict({"docs_dir": str(_PACKAGE)})  # any folder that exists
        errors, warnings = config.validate()
    if errors:
        raise Broken(*(_invalid(chain, key, str(error)) for key, error in errors))
    wrong = unsupported(config, chain)
    if wrong:
        raise Broken(*wrong)
    for _key, text in warnings if site_dir else ():
        _log.warning("%s: %s", file.name, text)
    return config


def unsupported(config: Any, chain: Chain) -> list[Finding]:
    """Findings for what MkDocs allows and our pages cannot do with, and for overrides that are no files."""
    overrides = walk(Path(config.theme.custom_dir)) if config.theme.custom_dir else ()
    findings = [
        Finding(
            os.path.relpath(found.path, chain.project), 0, 0, "M002", found.problem, found.remedy
        )
        for found in overrides
        if found.problem
    ]
    if not config.use_directory_urls:
        findings.append(
            chain.finding(
                "M002",
                ("use_directory_urls",),
                "pages without folders of their own are not supported",
                "write `use_directory_urls: true`",
            )
        )
    return findings


def inherited(file: Path) -> Chain:
    """A configuration with the files it inherits from; raises Broken where one is missing or they go round."""
    project = file.parent
    files: list[tuple[str, str]] = []
    seen: list[Path] = []
    while True:
        name = os.path.relpath(file, project)
        if file in seen:
            raise Broken(_round(files[seen.index(file) :]))
        if not file.is_file():
            raise Broken(_missing(files, name))
        seen.append(file)
        text = _decoded(name, file.read_bytes())
        files.append((name, text))
        parent = _INHERIT.search(text)
        if not parent:
            return Chain(project, tuple(files))
        file = Path(os.path.normpath(file.parent / parent[1].strip("'\"")))


def _round(files: list[tuple[str, str]]) -> Finding:
    """The finding for configurations that inherit in a circle: the same one, whichever of them is read."""
    path, text = min(files)
    return Finding(
        path,
        line_of(text, ("INHERIT",))[1],
        1,
        "M001",
        "inherits from itself in the end",
        f"the circle is {', '.join(sorted(name for name, _ in files))}",
    )


def _missing(above: list[tuple[str, str]], name: str) -> Finding:
    """The finding for a configuration that is not there: at the line that names it, if one does."""
    if not above:
        return Finding(
            name,
            0,
            0,
            "M001",
            "is missing, or no file",
            "`causebook init DIR` writes one to start from",
        )
    path, text = above[-1]
    return Finding(
        path,
        line_of(text, ("INHERIT",))[1],
        1,
        "M001",
        f"inherits from {quoted(name)}, which is missing",
    )


def _decoded(path: str, data: bytes) -> str:
    """The text of a configuration; raises Broken where it is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Broken(Finding(path, line, 1, "M001", "is not UTF-8", "save it as UTF-8")) from error


def _parse(path: str, text: str, config: Any) -> None:
    """Raise Broken for a configuration that is no YAML or no mapping of keys."""
    from mkdocs.utils.yaml import get_yaml_loader, yaml_load

    try:
        parsed = yaml_load(text, get_yaml_loader(config=config))
    except RecursionError as error:
        raise Broken(Finding(path, 0, 0, "M001", "is nested too deeply")) from error
    except Exception as error:
        raise Broken(_unreadable(path, text, error.__context__ or error)) from error
    if not isinstance(parsed, dict):
        raise Broken(
            Finding(path, 1, 1, "M001", "is no mapping of keys", "write `key: value` lines")
        )


def _unreadable(path: str, text: str, error: BaseException) -> Finding:
    """The finding for a file that is no YAML."""
    said = _short(getattr(error, "problem", None) or getattr(error, "reason", None) or str(error))
    place = getattr(error, "problem_mark", None)
    if place:
        return Finding(path, place.line + 1, place.column + 1, "M001", f"cannot be read: {said}")
    before = text[: getattr(error, "position", 0) or 0]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return Finding(path, line, column, "M001", f"cannot be read: {said}")


def _invalid(chain: Chain, key: str, text: str) -> Finding:
    """The finding for a value that MkDocs refuses."""
    deeper = tuple(word for match in _NAMED.finditer(text) for word in match.groups() if word)
    lines = [line for line in text.splitlines() if line.strip()]
    if any(
        line.lstrip().startswith("File ") for line in lines
    ):  # a traceback in the middle of a message
        lines = [lines[0], lines[-1]]
    said = re.sub(r"<class '(\w+)'>", lambda found: _TYPES.get(found[1], found[1]), " ".join(lines))
    return chain.finding("M001", (key, *deeper), f"`{key}` is refused: {_short(said)}")


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
