"""Write what the diagnosis knows of the shipped book, and the symptoms' examples, to build/, for the tests in JavaScript.

What was written of the same book by the same programs stays.
"""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from causebook.book.audience import for_audience
from causebook.book.book import Book
from causebook.check.passed import contents, digest, programs
from causebook.diagnosis.knowledge import knowledge
from causebook.diagnosis.packed import packed
from causebook.load import load
from causebook.model import Audience
from causebook.project import link

PROJECT = Path(__file__).parents[2]
BUILD = PROJECT / "build"
MADE_OF = BUILD / ".knowledge"
"""The digest of what the files were made of, and their names; it is written last."""


def main() -> int:
    own = Path(__file__).read_bytes()
    now = digest(programs(), own, *contents(PROJECT / "causes"))
    if is_written(now):
        return 0
    book, findings = link(load(PROJECT / "causes"))
    for finding in findings[:20]:
        print(finding, file=sys.stderr)
    if book is None:
        return 1
    BUILD.mkdir(exist_ok=True)
    names = [write(name, data) for name, data in told(book)]
    MADE_OF.write_text(" ".join([now, *names]), "utf-8")
    return 0


def is_written(now: str) -> bool:
    """Whether all files are there, of what there is now."""
    made_of, *names = (
        MADE_OF.read_text("utf-8").split() if MADE_OF.is_file() else [""]
    )
    return made_of == now and all((BUILD / name).is_file() for name in names)


def told(book: Book) -> Iterator[tuple[str, object]]:
    """The files by name."""
    for audience in Audience:
        data = knowledge(for_audience(book, audience), audience, "test")
        yield f"knowledge-{audience.value}.json", data
        yield f"packed-{audience.value}.json", packed(data)
    yield "scales.json", data["scales"]
    symptoms = (symptom for section in book.sections for symptom in section.symptoms)
    yield (
        "examples.json",
        [
            {"id": symptom.id, "match": tried.match, "miss": tried.miss}
            for symptom in symptoms
            if (tried := symptom.examples)
        ],
    )


def write(name: str, data: object) -> str:
    """Put a file into the place of the old one, whole at once; returns its name."""
    new = BUILD / f".{name}.{os.getpid()}"
    new.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    new.replace(BUILD / name)
    return name


if __name__ == "__main__":
    raise SystemExit(main())
