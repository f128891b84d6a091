"""Folders that files are put into: each is made once, and looked for no more."""

from __future__ import annotations

import os


class Folders:
    """The folders that are known to be there."""

    def __init__(self) -> None:
        """None is known yet."""
        self._known: set[str] = set()

    def hold(self, file: str) -> None:
        """Make the folder that a file is to lie in, with those above it, where it is not there."""
        folder = os.path.dirname(file)  # noqa: PTH120 - thousands of them, and Path takes longer
        if folder in self._known:
            return
        try:
            os.mkdir(folder)  # noqa: PTH102 - as above
        except FileExistsError:
            pass
        except FileNotFoundError:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - as above
        self._known.add(folder)
