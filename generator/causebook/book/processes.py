"""Work on many things, done in as many processes as the machine has cores.

Each process is a fork, which has all that this one has read; what comes of each thing is sent
back, and given in the order of the things. What a process does not deliver, whatever befell it,
is done here: so what goes wrong is told as it is without any of this, and where nothing may be
forked all is done here. It must not know what the work is.
"""

from __future__ import annotations

import ctypes
import gc
import os
import pickle
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

SETTING = "CAUSEBOOK_PROCESSES"
"""The variable of the environment that says how many processes there may be."""
_MOST = 8
_FEW = 64
"""So few things are not worth a process."""
_AT_ONCE = 8
"""Things whose results are sent together."""
_LENGTH = 8
"""Bytes that say how long some results are."""
_DIE_WITH_PARENT = 1
"""PR_SET_PDEATHSIG, as Linux has it in `linux/prctl.h`."""


@contextmanager
def shared(
    work: Callable[[T], R],
    things: Sequence[T],
    start: Callable[[], object] = lambda: None,
) -> Iterator[Iterator[R]]:
    """What comes of each thing, in their order; the work begins at once and ends with the block.

    `start` is called first in each other process. A result has to be one that can be pickled.
    """
    count = processes() if len(things) >= _FEW else 1
    parts = [things[at : at + _AT_ONCE] for at in range(0, len(things), _AT_ONCE)]

    def share(number: int) -> Iterator[list[R]]:
        start()
        return ([work(thing) for thing in part] for part in parts[number::count])

    with ExitStack() as stack:
        workers = _workers(share, count, stack) if count > 1 else []
        yield _results(work, parts, workers)


def _results(
    work: Callable[[T], R], parts: Sequence[Sequence[T]], workers: list[_Worker[R]]
) -> Iterator[R]:
    """What comes of each thing: from the worker whose it is, or else worked out here."""
    for number, part in enumerate(parts):
        sent = workers[number % len(workers)].next() if workers else None
        yield from map(work, part) if sent is None else sent


def processes() -> int:
    """How many processes may share some work: as many as cores and free memory allow."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1  # a fork has but one thread, and may wait for the others for ever
    said = os.environ.get(SETTING, "")
    if said.isascii() and said.isdigit():
        return max(1, min(int(said), _MOST))
    return max(1, min(len(os.sched_getaffinity(0)), _MOST, _fitting()))


def _fitting() -> int:
    """How many processes as large as this one the free memory has room for besides it."""
    free = [_number("/proc/meminfo", "MemAvailable:") * 1024]
    limit = _number("/sys/fs/cgroup/memory.max")
    if limit:
        free.append(limit - _number("/sys/fs/cgroup/memory.current"))
    own = _number("/proc/self/status", "VmRSS:") * 1024
    return min(free) // own if own else 1


def _number(file: str, word: str = "") -> int:
    """The number that a file of the kernel says, behind a word if one is given; 0 without one."""
    with suppress(OSError, ValueError, IndexError):
        text = Path(file).read_text("ascii")
        return int(text.partition(word)[2].split()[0] if word else text)
    return 0


def _workers(
    share: Callable[[int], Iterator[list[R]]], count: int, stack: ExitStack
) -> list[_Worker[R]]:
    """Processes that each do their share until the stack ends; none where they are refused."""
    workers: list[_Worker[R]] = []
    gc.freeze()  # else looking for garbage would copy all that is shared
    try:
        for number in range(count):
            worker = _Worker(share, number)
            stack.callback(worker.end)
            workers.append(worker)
    except OSError:
        return []
    finally:
        gc.unfreeze()
    return workers


class _Worker(Generic[R]):
    """A process that does a share: results go to a file, and a pipe says how long they are.

    A pipe alone would make it wait until somebody reads.
    """

    def __init__(self, share: Callable[[int], Iterator[list[R]]], number: int) -> None:
        """Begin; raises OSError where the machine has no room for one more."""
        parent, self._at = os.getpid(), 0
        with ExitStack() as failed:
            self._file = failed.enter_context(tempfile.TemporaryFile(buffering=0))
            self._told, tell = os.pipe()
            failed.callback(os.close, self._told)
            with os.fdopen(tell, "wb", buffering=0) as told:
                self._pid = os.fork()
                if not self._pid:
                    _do(share, number, self._file.write, told.write, parent)
            failed.pop_all()

    def next(self) -> list[R] | None:
        """The next results, once they are there; None where they will not come."""
        length = b""
        while len(length) < _LENGTH:
            more = os.read(self._told, _LENGTH - len(length))
            if not more:
                return None
            length += more
        data = os.pread(self._file.fileno(), int.from_bytes(length, "big"), self._at)
        self._at += len(data)
        found: list[R] = pickle.loads(data)  # noqa: S301 - a file without a name, of our own
        return found

    def end(self) -> None:
        """End the process, whatever it does, and what it wrote."""
        os.close(self._told)
        self._file.close()
        with suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)


def _do(
    share: Callable[[int], Iterator[object]],
    number: int,
    write: Callable[[bytes], int | None],
    tell: Callable[[bytes], int | None],
    parent: int,
) -> None:
    """Do a share in a process of its own, which ends with it or at the first thing that fails."""
    with suppress(BaseException):
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        for results in share(number) if os.getppid() == parent else ():
            data = pickle.dumps(results)
            if write(data) != len(data):
                break  # the disk is full
            tell(len(data).to_bytes(_LENGTH, "big"))
    os._exit(0)
