"""Print which entry of the book recognises what programs print: `python tests/tools/producers.py`.

Each text of tests/producers.yml is read by the engine that readers run. A product's own message
is the best answer; a general symptom that not everybody shows says what the text means all the
same; whatever only says that there is a 401 explains nothing.
"""

import sys
from pathlib import Path

import yaml
from causebook.diagnosis.headless import Engine
from causebook.diagnosis.records import Knowledge
from causebook.model import Audience
from causebook.pipeline import Opened, opened

ROOT = Path(__file__).parents[2]
TEXTS = ROOT / "tests" / "producers.yml"
Row = tuple[dict[str, str], list[str], list[str]]


def texts() -> dict:
    """What programs print (`producers`), and which of it the book does not explain (`not_yet`)."""
    return yaml.load(TEXTS.read_text("utf-8"), Loader=yaml.CSafeLoader)


def recognised(
    engine: Engine, known: Knowledge, producers: list[dict[str, str]]
) -> list[Row]:
    """Each text with the messages of products in it, and with what it means in general."""
    messages = {one["id"] for one in known["symptoms"] if one["platform"]}
    meanings = {
        one["id"]
        for one in known["symptoms"]
        if one["id"] not in messages and one["background"] != "common"
    }
    rows = []
    for producer in producers:
        answer = engine.diagnose(producer["text"])
        seen = [one["id"] for one in answer["symptoms"] if one["state"] == "present"]
        rows.append(
            (
                producer,
                [one for one in seen if one in messages],
                [one for one in seen if one in meanings],
            )
        )
    return rows


def main() -> int:
    book = opened(ROOT, Audience.PUBLIC)
    if not isinstance(book, Opened):
        print("\n".join(map(str, book[:20])), file=sys.stderr)
        return 1
    with Engine(book.knowledge, book.reading) as engine:
        rows = recognised(engine, book.knowledge, texts()["producers"])
    for producer, messages, meanings in rows:
        explained = ", ".join(messages or meanings) or "not yet"
        print(f"{producer['product']:24} {producer['id']:28} {explained}")
    own = sum(bool(messages) for _, messages, _ in rows)
    meant = sum(bool(meanings) and not messages for _, messages, meanings in rows)
    print(
        f"{len(rows)} texts: {own} a message of the book, {meant} a meaning, ", end=""
    )
    print(f"{len(rows) - own - meant} not yet")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
