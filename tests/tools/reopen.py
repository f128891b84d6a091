"""Save a case of every shipped paste, open it again, and print how many conclude otherwise.

`python tests/tools/reopen.py` takes all examples of messages, scenarios and cases of the shipped book, and the
scenarios and messages of the starter book; every second one with a role, answers and outcomes. Each case is opened
in the book that wrote it, where all must be the same, and in the internal portal, where verdict, words and order must.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from causebook.book.audience import for_audience
from causebook.book.book import Book
from causebook.cli.starters import new_book
from causebook.diagnosis.knowledge import knowledge
from causebook.load.cases import read_cases
from causebook.model import Audience, Symptom
from causebook.project import check

ROOT = Path(__file__).parents[2]


def cases() -> list[str]:
    """The pastes of all case files."""
    only_measured = sorted((ROOT / "tests" / "cases").glob("*.yml"))
    learned = sorted((ROOT / "causes").glob("*/cases/*.yml"))
    paths = [
        *only_measured,
        *(path for path in learned if path.name != "written.yml"),
    ]
    return [case.evidence for path in paths for case in read_cases(path)[0]]


def pastes(book: Book, known: dict) -> list[str]:
    """The scenarios of a book, its messages, and the examples of its symptoms."""
    symptoms = [entry for entry in book.entries() if isinstance(entry, Symptom)]
    messages = [message for symptom in symptoms for message in symptom.messages]
    examples = [
        text
        for symptom in symptoms
        if symptom.examples
        for text in symptom.examples.match
    ]
    return list(
        dict.fromkeys(
            [
                *(scenario["paste"] for scenario in known["scenarios"]),
                *messages,
                *examples,
            ]
        )
    )


def told(name: str, project: Path, reading: str | None, more: list[str]) -> dict:
    """What the measurement needs of a book."""
    checked = check(project)
    if checked.book is None:
        raise SystemExit(f"{project} has findings")
    public, inside = (
        for_audience(checked.book, audience)
        for audience in (Audience.PUBLIC, Audience.INTERNAL)
    )
    known = knowledge(public, "public", "test")
    return {
        "name": name,
        "knowledge": known,
        "inside": knowledge(inside, "internal", "test"),
        "reading": reading,
        "pastes": [*pastes(public, known), *more],
    }


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        starter = Path(folder) / "book"
        new_book(starter)
        books = [
            told("the starter book", starter, None, []),
            told("the shipped book", ROOT, str(ROOT / "causes/reading"), cases()),
        ]
    return 1 if sum(measured(book) for book in books) else 0


def measured(book: dict) -> int:
    """Print the figures of a book; how many of its cases conclude otherwise anywhere."""
    started, pastes = (
        time.monotonic(),
        [(text, number) for number, text in enumerate(book["pastes"])],
    )
    shares = len(os.sched_getaffinity(0))
    with ThreadPoolExecutor(shares) as pool:
        counts = list(
            pool.map(
                counted,
                ({**book, "pastes": pastes[n::shares]} for n in range(shares)),
            )
        )
    cases = sum(count["cases"] for count in counts)
    differ, inside = (
        [line for count in counts for line in count[key]]
        for key in ("differ", "inside")
    )
    for line in (
        *(f"differs: {one}" for one in differ),
        *(f"inside: {one}" for one in inside),
    ):
        print(f"  {line}")
    print(
        f"{book['name']}: {cases} cases, {len(differ)} differ; opened inside, {len(inside)} differ"
        f" ({time.monotonic() - started:.0f} s)",
        flush=True,
    )
    return len(differ) + len(inside)


def counted(share: dict) -> dict:
    """What one process finds in its share of the pastes."""
    measure = ["node", str(ROOT / "tests/js/reopen.mjs")]
    done = subprocess.run(
        measure,
        text=True,
        input=json.dumps(share),
        stdout=subprocess.PIPE,
        check=True,
    )
    return json.loads(done.stdout)


if __name__ == "__main__":
    sys.exit(main())
