"""How many of N random rich texts a built site alters: `python tests/tools/rich_texts.py 2000 [seed]`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from random import Random

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]

from rich_book import altered, rich_book  # noqa: E402 - the path is needed first
from text_books import build, read_book, write_book  # noqa: E402


def main(count: int, seed: int) -> int:
    """Build one book with so many texts and count those that come out otherwise."""
    with tempfile.TemporaryDirectory() as folder:
        book = rich_book(Random(seed), count)
        project = write_book(Path(folder) / "book", book.files)
        wrong = altered(book, build(project, read_book(project)))
    for page, place, text in wrong[:5]:
        print(f"{page}: {place}: {text!r}")
    print(
        f"{len(wrong)} of {len(book.placed)} random rich texts altered (seed {seed})"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 401))
