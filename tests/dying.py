"""A process that dies at the n-th of some calls, for tests of what it leaves behind."""

from collections.abc import Callable
from typing import Any

import pytest


class Killed(BaseException):
    """The process ends here."""


def killed_after(
    monkeypatch: pytest.MonkeyPatch, survived: int, *calls: tuple[object, str]
) -> None:
    """Let the process die at the first of these calls that comes after so many."""
    left = [survived]

    def dying(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **more: Any) -> Any:
            left[0] -= 1
            if left[0] < 0:
                raise Killed
            return real(*args, **more)

        return call

    for owner, name in calls:
        monkeypatch.setattr(owner, name, dying(getattr(owner, name)))
