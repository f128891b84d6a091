"""Write what the diagnosis knows of the shipped book, and the symptoms' examples, to build/, for the tests in JavaScript."""

import json
import sys
from pathlib import Path

from causebook.book.audience import for_audience
from causebook.diagnosis.knowledge import knowledge
from causebook.diagnosis.packed import packed
from causebook.model import Audience
from causebook.project import check

PROJECT = Path(__file__).parents[2]


def main() -> int:
    checked = check(PROJECT)
    for finding in checked.findings[:20]:
        print(finding, file=sys.stderr)
    if checked.book is None or checked.findings:
        return 1
    for audience in Audience:
        data = knowledge(for_audience(checked.book, audience), audience, "test")
        write(f"knowledge-{audience.value}", data)
        write(f"packed-{audience.value}", packed(data))
    write("scales", data["scales"])
    examples = [
        {
            "id": symptom.id,
            "match": symptom.examples.match,
            "miss": symptom.examples.miss,
        }
        for section in checked.book.sections
        for symptom in section.symptoms
        if symptom.examples
    ]
    write("examples", examples)
    return 0


def write(name: str, data: object) -> None:
    (PROJECT / "build" / f"{name}.json").write_text(
        json.dumps(data, ensure_ascii=False), "utf-8"
    )


if __name__ == "__main__":
    raise SystemExit(main())
