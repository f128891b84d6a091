"""Work on many things, done in as many processes as the machine has cores.

This process is one of them, since what it holds is there anyway. Each other one is a fork, which
has all that this one has read; what comes of each thing is sent back, and given in the order of
the things. What a process does not deliver, whatever befell it, is done here: so what goes wrong
is told as it is without any of this, and where nothing may be forked all is done here. It must
not know what the work is.
"""

from __future__ import annotations

import ctypes
import gc
import os
import pickle
import select
import signal
import struct
import sys
import tempfile
import threading
from array import array
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
_AT_ONCE, _AT_MOST = 8, 64
"""Things that are done together: many, since neighbours lie beside each other in memory, and a
process that touches them makes it its own."""
_PARTS = 16
"""Of so many parts for each process, the last one that is done keeps nobody waiting long."""
_SAID = struct.Struct("=IQ")
"""What a worker says: the number of a part, and how long its results are."""
_does_a_share = threading.Event()
"""Set in a process that another one forked for its work."""
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
    size = max(_AT_ONCE, min(len(things) // (count * _PARTS), _AT_MOST))
    parts = [things[at : at + size] for at in range(0, len(things), size)]
    with ExitStack() as stack:
        file = stack.enter_context(tempfile.TemporaryFile(buffering=0))
        queue = _Queue(file.fileno(), len(parts))

        def share() -> Iterator[tuple[int, list[R]]]:
            start()
            for number in queue:
                yield number, [work(thing) for thing in parts[number]]

        workers = _workers(share, count - 1, stack)
        gathered = _gathered(work, parts, queue, workers)
        yield gathered if workers else map(work, things)


def apart(work: Callable[[], R]) -> R:
    """What some work comes to, done in a process of its own: with it goes all that it took.

    It is done here where there is but one process. A result has to be one that can be pickled.
    """
    with ExitStack() as stack:
        workers = _workers(lambda: iter([(0, [work()])]), int(processes() > 1), stack)
        while any(worker.is_active for worker in workers):
            _heard(workers)
        done = _sent(workers, 0)
    return done[0] if done else work()


def require_first() -> None:
    """Raise in a process that does a share, before it uses what would wait for ever there.

    What has threads without Python's knowing, such as the minifier, has none in a fork.
    """
    if _does_a_share.is_set():
        raise RuntimeError("this has to be done by the process that shares its work")


def _gathered(
    work: Callable[[T], R],
    parts: Sequence[Sequence[T]],
    queue: _Queue,
    workers: list[_Worker[R]],
) -> Iterator[R]:
    """What comes of each thing: what is not there yet is waited for by doing more here."""
    here: dict[int, list[R]] = {}
    for number, part in enumerate(parts):
        done = here.pop(number, None) or _sent(workers, number)
        while done is None and any(worker.is_active for worker in workers):
            taken = queue.next()
            if taken is None:
                _heard(workers)
            else:
                with suppress(Exception):  # told when its turn comes
                    here[taken] = [work(thing) for thing in parts[taken]]
            done = here.pop(number, None) or _sent(workers, number)
        yield from map(work, part) if done is None else done


def _sent(workers: list[_Worker[R]], number: int) -> list[R] | None:
    """The results of a part, from the worker that has sent them; None if none has so far."""
    _heard(workers, wait=0)
    holders = (worker for worker in workers if number in worker.sent)
    worker = next(holders, None)
    return worker.results(number) if worker else None


def _heard(workers: list[_Worker[R]], wait: float | None = None) -> None:
    """Hear what workers have to say, when there is something: of results, or that they end."""
    active = [worker for worker in workers if worker.is_active]
    ready, _, _ = select.select(active, [], [], wait) if active else ([], [], [])
    for worker in ready:
        worker.hear()


class _Queue:
    """The numbers of parts, each of which is given to one process alone.

    They stand in a file, whose place for reading all processes share.
    """

    def __init__(self, file: int, count: int) -> None:
        """All numbers below `count`, in an empty file that is open."""
        self._file = file
        os.write(self._file, array("I", range(count)).tobytes())
        os.lseek(self._file, 0, os.SEEK_SET)

    def next(self) -> int | None:
        """The next number; None when there are no more."""
        data = os.read(self._file, array("I").itemsize)
        return array("I", data)[0] if data else None

    def __iter__(self) -> Iterator[int]:
        """The numbers that are left for this process."""
        while (number := self.next()) is not None:
            yield number


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
    share: Callable[[], Iterator[tuple[int, list[R]]]], count: int, stack: ExitStack
) -> list[_Worker[R]]:
    """Processes that each do their share until the stack ends; none where they are refused."""
    workers: list[_Worker[R]] = []
    if not count:
        return workers
    gc.freeze()  # else looking for garbage, here or there, would copy all that is shared
    gc.collect()  # of nothing: from now on it is new things that count as many
    stack.callback(gc.unfreeze)
    try:
        for _ in range(count):
            worker = _Worker(share)
            stack.callback(worker.end)
            workers.append(worker)
    except OSError:
        return []
    return workers


class _Worker(Generic[R]):
    """A process that does a share: results go to a file, and a pipe says of what, and how long.

    A pipe alone would make it wait until somebody reads.
    """

    def __init__(self, share: Callable[[], Iterator[tuple[int, list[R]]]]) -> None:
        """Begin; raises OSError where the machine has no room for one more."""
        parent, self._at, self._heard = os.getpid(), 0, b""
        self.is_active, self.sent = True, dict[int, tuple[int, int]]()
        with ExitStack() as failed:
            self._file = failed.enter_context(tempfile.TemporaryFile(buffering=0))
            self._told, tell = os.pipe()
            failed.callback(os.close, self._told)
            with os.fdopen(tell, "wb", buffering=0) as told:
                self._pid = os.fork()
                if not self._pid:
                    _do(share, self._file.write, told.write, parent)
            failed.pop_all()

    def fileno(self) -> int:
        """What to wait at until it has something to say."""
        return self._told

    def hear(self) -> None:
        """Note which results are there, with their place in the file, or that there are no more."""
        data = os.read(self._told, _SAID.size * 1024)
        self.is_active, self._heard = bool(data), self._heard + data
        end = len(self._heard) // _SAID.size * _SAID.size
        for number, length in _SAID.iter_unpack(self._heard[:end]):
            self.sent[number] = self._at, length
            self._at += length
        self._heard = self._heard[end:]

    def results(self, number: int) -> list[R]:
        """The results of a part that are there, once."""
        at, length = self.sent.pop(number)
        data = os.pread(self._file.fileno(), length, at)
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
    share: Callable[[], Iterator[tuple[int, object]]],
    write: Callable[[bytes], int | None],
    tell: Callable[[bytes], int | None],
    parent: int,
) -> None:
    """Do a share in a process of its own, which ends with it or at the first thing that fails."""
    with suppress(BaseException):
        _does_a_share.set()
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        for number, results in share() if os.getppid() == parent else ():
            data = pickle.dumps(results)
            if write(data) != len(data):
                break  # the disk is full
            tell(_SAID.pack(number, len(data)))
    os._exit(0)
