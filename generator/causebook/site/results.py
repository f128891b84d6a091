"""Where results of a build are kept for the next one: a file of the audience, for its owner alone.

It is never needed: what is missing, torn or of another version of the programs counts for
nothing. It may hold what only colleagues may read. It must not know what the results are.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..check.passed import programs
from ..load.recalled import Results, digest, held, read, written
from ..model import Audience
from .kept import place, replaced
from .ownership import Refused, opened, require_real

_FORMAT = b"causebook results 1"


@contextmanager
def results(
    project: Path, audience: Audience, out: Path, *, clean: bool = False
) -> Iterator[None]:
    """What was worked out for the site of an audience at `out` is known, and kept afterwards.

    With `clean` nothing is known. Of a build that came to its end, only what it asked for is kept;
    of any other one, all that was known too.
    """
    file = place_of(project, audience, out)
    found = Results({} if clean else _read(file))
    kept = found.every
    try:
        with held(found):
            yield
        kept = found.asked
    except BaseException:
        kept = found.every
        raise
    finally:
        if found.new or len(kept) < len(found.every):
            _save(kept, file, project)


def place_of(project: Path, audience: Audience, out: Path) -> Path:
    """The file that holds results for the site at `out`."""
    record = place(project, out, audience.value)
    return record.with_name(f"{record.name}-results")


def _read(file: Path) -> dict[str, bytes]:
    """What a file of the same programs holds."""
    with suppress(Exception):
        if not file.is_symlink() and file.is_file():
            with file.open("rb") as stream:
                head, data = stream.readline(), stream.read()
            found = read(data) if head == _head(data) else {}
            return found if isinstance(found, dict) else {}
    return {}


def _save(kept: dict[str, bytes], file: Path, project: Path) -> None:
    """Write results, whole or not at all; where that cannot be, nothing is kept."""
    with suppress(OSError, Refused):
        require_real(file, project)
        data = written(kept)
        with opened(file.parent) as inside:
            replaced(file.name, inside, (_head(data), data))


def _head(data: bytes) -> bytes:
    """The first line of a file: what it is, who wrote it, and that it is whole."""
    return b"%s %s %s\n" % (_FORMAT, programs().encode(), digest(data).encode())
