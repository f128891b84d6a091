"""What was worked out in an earlier build, so that it need not be worked out again from the same.

A function asks for a result by a digest of all that it is made of. Nothing is known, and nothing
is kept, but while a builder holds results (`held`). What comes back is data: texts, lists, and
values of the classes of our models and of what is loaded, never anything that could be run. It
must not know where results are kept between builds.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from functools import wraps
from types import MappingProxyType
from typing import TypeVar, cast

T = TypeVar("T")
_OURS = (f"{__package__}.", f"{__package__.rpartition('.')[0]}.model.")
"""What the modules begin with whose classes a result may be made of."""
_OTHERS = {("datetime", "date"): date}


def digest(*parts: bytes | str) -> str:
    """A short name of texts or bytes: of others it is another."""
    found = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = (
            part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        )
        found.update(len(data).to_bytes(8, "big") + data)
    return found.hexdigest()


class Results:
    """Results by their digests: those of an earlier build, and those that were asked for."""

    def __init__(
        self, known: Mapping[str, bytes] = MappingProxyType({}), *, keeps: bool = True
    ) -> None:
        """What is known; results that do not `keep` are none, and know nothing."""
        self._known, self._process = known, os.getpid() if keeps else 0
        self.asked: dict[str, bytes] = {}
        self.new = 0

    @property
    def every(self) -> dict[str, bytes]:
        """What was known, and what is new."""
        return {**self._known, **self.asked}

    def of(self, key: str, make: Callable[[], T], *, good: Callable[[T], bool]) -> T:
        """The result with a key, which is made where it is not known, and kept if it is good."""
        data = self.asked.get(key) or self._known.get(key)
        if data is not None:
            with suppress(Exception):  # torn or of other classes: it is made again
                found = cast(T, read(data))
                self.asked[key] = data
                return found
        made = make()
        if self._process == os.getpid() and good(made):  # a fork's results go with it
            self.asked[key] = written(made)
            self.new += 1
        return made


def written(data: object) -> bytes:
    """Data as bytes, which `read` reads."""
    return pickle.dumps(data, 5)


def read(data: bytes | memoryview) -> object:
    """The data in some bytes; raises an exception of any kind where they are nothing of that."""
    return _Reader(io.BytesIO(data)).load()


class _Reader(pickle.Unpickler):
    """Reads results, and refuses whatever is no class of ours."""

    def find_class(self, module: str, name: str) -> object:
        """One of the classes that a result may be made of."""
        other = _OTHERS.get((module, name))
        if other is not None:
            return other
        if not f"{module}.".startswith(_OURS):
            raise pickle.UnpicklingError(f"{module}.{name} is no class of a result")
        found = super().find_class(module, name)
        if not (isinstance(found, type) and found.__module__ == module):
            raise pickle.UnpicklingError(f"{module}.{name} is no class of ours")
        return found


_NONE = Results(keeps=False)
_held = [_NONE]


@contextmanager
def held(results: Results) -> Iterator[None]:
    """Results that functions ask meanwhile."""
    _held.append(results)
    try:
        yield
    finally:
        _held.pop()


def recall(
    key: str, make: Callable[[], T], good: Callable[[T], bool] = lambda _made: True
) -> T:
    """What `make` makes, which an earlier build may have made under this key.

    Where it is not `good`, it is not kept.
    """
    return _held[-1].of(key, make, good=good)


def recalled(function: Callable[[str], T]) -> Callable[[str], T]:
    """A function of a text, which an earlier build may have worked out."""
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def asked(text: str) -> T:
        if _held[-1] is _NONE:
            return function(text)
        return recall(digest(name, text), lambda: function(text))

    return asked
