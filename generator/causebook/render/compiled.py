"""Compiled templates of what is installed, beside the code that Python has compiled.

Compiling all templates of a theme and of this package costs a second of each build. Only those of
installed packages are kept, in the `__pycache__` of this one: whoever can write there can change
the package as well. A project's own are compiled each time. Whatever is wrong with a file, the
template is compiled again.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path

import jinja2
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from ..check.passed import programs
from ..load.recalled import digest

__all__ = ["Compiled", "Environment"]

_INSTALLED = (Path(__file__).parents[1], Path(jinja2.__file__).parents[1])
_SAID = (
    "autoescape",
    "trim_blocks",
    "lstrip_blocks",
    "keep_trailing_newline",
    "newline_sequence",
    "optimized",
    "newstyle_gettext",
)
"""What an environment is set to that is compiled into its templates."""
_DIGEST = 16
"""Bytes of a digest in a file."""


class Compiled(BytecodeCache):
    """Where Jinja looks for a compiled template, and puts one."""

    def __init__(self, use: str) -> None:
        """For the environments of one use: those compile a template alike."""
        self._use = use

    def get_bucket(
        self, environment: Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """The place of a template: with a name where it is kept, else without."""
        said = [f"{key} {getattr(environment, key, None)!r}" for key in _SAID]
        said += [*sorted(environment.extensions), *sorted(environment.filters)]
        at = digest(self._use, name, filename or "", *said)
        is_kept = filename is not None and _is_installed(Path(filename))
        bucket = Bucket(
            environment, at if is_kept else "", digest(programs(), source)
        )
        self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was compiled of this very source by these very programs."""
        if not bucket.key:
            return
        with suppress(OSError, ValueError, EOFError, TypeError):
            head, told, code = _parted(_file(bucket.key).read_bytes())
            if head == bucket.checksum.encode() and told == _told(code):
                # as safe as Python's own, in whose place it lies
                bucket.code = marshal.loads(code)  # noqa: S302

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled, where that may be written and Python writes there too."""
        if not bucket.key or sys.dont_write_bytecode:
            return
        file, code = _file(bucket.key), marshal.dumps(bucket.code)
        new = file.with_name(f"{file.name}.{os.getpid()}.tmp")
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            try:
                new.write_bytes(bucket.checksum.encode() + _told(code) + code)
                new.replace(file)
            finally:
                new.unlink(missing_ok=True)


def _is_installed(path: Path) -> bool:
    """Whether a template belongs to a package that is installed."""
    return any(path.is_relative_to(folder) for folder in _INSTALLED)


def _file(name: str) -> Path:
    """The file of a compiled template."""
    return Path(
        cache_from_source(str(Path(__file__).with_name(f"template-{name}.py")))
    )


def _parted(data: bytes) -> tuple[bytes, bytes, bytes]:
    """What a file was made of, the digest of what follows, and that."""
    head = 2 * _DIGEST
    return data[:head], data[head : head + _DIGEST], data[head + _DIGEST :]


def _told(code: bytes) -> bytes:
    """What a compiled template is known by: a file may be torn."""
    return hashlib.blake2b(code, digest_size=_DIGEST).digest()
