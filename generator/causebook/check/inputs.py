"""All that a build is made from, in one digest: where it is the same, nothing need be done."""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Iterator
from pathlib import Path

from ..load import borrowed
from ..load.assets import WELL_KNOWN
from ..load.configuration import Configuration, configurations
from ..load.folders import walk
from ..load.nodes import scalars
from ..load.recalled import digest
from ..model import Audience
from .passed import contents, programs

_WORD = re.compile(r"\w+")


def inputs(project: Path) -> str:
    """The digest; empty where something cannot be read, so that it cannot be told."""
    try:
        return digest(programs(), *_read(project))
    except (OSError, _Unread):
        return ""


def configured(project: Path, audience: Audience) -> str:
    """The digest of the configuration of an audience, of its templates and its hooks.

    What cannot be read counts as text, so that there is always one.
    """
    configuration = configurations(project).get(audience)
    if configuration is None:
        return ""
    hooks = [project / node.text for node in scalars(configuration.value("hooks"))]
    read = [_bytes(path) for path in hooks]
    try:
        return digest(programs(), *_configured(configuration), *read)
    except OSError as error:
        return str(error)


def _bytes(path: Path) -> bytes:
    """The bytes of a file; none where it cannot be read."""
    try:
        return path.read_bytes() if path.is_file() else b""
    except OSError:
        return b""


class _Unread(Exception):
    """Something lies among the sources that is no file."""


def _read(project: Path) -> Iterator[bytes | str]:
    """All that is read."""
    yield (
        os.environ.get("SOURCE_DATE_EPOCH")
        or f"{datetime.datetime.now(datetime.UTC).date()}"
    )
    yield from _folder(project / "causes", project)
    yield from _folder(project / "content", project)
    yield from (_bytes(file) for file in borrowed.files(project))
    for audience, configuration in configurations(project).items():
        yield audience.value
        yield from _configured(configuration)
        for other in configuration.others():
            yield from _folder(project / other.text / "causes", project)
            yield from _folder(project / other.text / "content", project)


def _folder(folder: Path, project: Path) -> Iterator[bytes | str]:
    """The names and bytes of all files of a folder of sources."""
    for found in walk(folder, frozenset({WELL_KNOWN})):
        if found.problem:
            raise _Unread
        yield os.path.relpath(found.path, project)
        yield found.path.read_bytes()


def _configured(configuration: Configuration) -> Iterator[bytes | str]:
    """The files of a configuration, the variables that they may name, and the overrides."""
    texts = [file.path.read_text("utf-8", "replace") for file in configuration.files]
    yield from texts
    words = {word for text in texts if "!ENV" in text for word in _WORD.findall(text)}
    yield from (
        f"{name}={os.environ[name]}" for name in sorted(words & set(os.environ))
    )
    if configuration.overrides and configuration.overrides.is_dir():
        yield from contents(configuration.overrides)
