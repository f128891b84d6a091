"""Fixtures that many tests share: a small book on disk, and the command as a user runs it."""

import subprocess
import sys
from pathlib import Path

import pytest

from generator.starters import new_book

ROOT = Path(__file__).parents[1]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A fresh copy of the starter book."""
    folder = tmp_path / "book"
    new_book(folder)
    return folder


@pytest.fixture
def run():
    """Runs `causebook …` in a folder and returns the finished process."""
    def call(*words: str, cwd: Path, timeout: float = 120) -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, "-m", "generator", *words], cwd=cwd, text=True, capture_output=True,
                              timeout=timeout, check=False)

    return call
