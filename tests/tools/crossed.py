"""Play the book's own cases with words that were learned without them: what is learned from proves nothing.

`make crossed` prints the tables of `causebook try` over all files of cases, by cross-validation over threads.
"""

import sys
from collections import defaultdict
from pathlib import Path

from causebook.book.audience import for_audience
from causebook.cli.figures import tables
from causebook.diagnosis.headless import Engine
from causebook.diagnosis.heldout import folds, held_out, loudness
from causebook.diagnosis.knowledge import knowledge
from causebook.diagnosis.learning import as_file
from causebook.diagnosis.lessons import digest, lessons
from causebook.diagnosis.tally import counted
from causebook.diagnosis.teaching import heard_by
from causebook.diagnosis.trial import Known, Played, play
from causebook.diagnosis.word_records import words_record
from causebook.load import load, load_cases
from causebook.load.cases import KnownCase, read_cases
from causebook.model import Audience
from causebook.pipeline import link, reading_folder

ROOT = Path(__file__).parents[2]
SECONDS = 60.0


def known_cases() -> dict[str, tuple[str, KnownCase]]:
    """Every case by its paste, with the name of its file."""
    paths = sorted(ROOT.glob("causes/*/cases/*.yml"))
    read = ((path.name, case) for path in paths for case in read_cases(path)[0])
    return {case.evidence.strip(): (name, case) for name, case in read}


def main() -> int:
    sources = load(ROOT / "causes")
    book, findings = link(sources)
    if book is None:
        print(*findings, sep="\n", file=sys.stderr)
        return 1
    reading = reading_folder(sources.root, book)
    public = for_audience(book, Audience.PUBLIC)
    taught = lessons(public, load_cases(ROOT / "causes"))
    known = {**knowledge(public, Audience.PUBLIC), "words": None}
    with Engine(known, reading, SECONDS) as engine:
        parts = folds(heard_by(engine, taught), public)
        loud = loudness(held_out(parts, engine.families, public), public)
    cases, book_has, name = known_cases(), Known.of(known), digest(taught, public)
    played: dict[str, list[Played]] = defaultdict(list)
    for fold in parts:
        words = words_record(as_file(fold.model, loud, name))
        texts = [item.lesson.text.strip() for item in fold.cases]
        found = [cases[text] for text in texts if text in cases]
        with Engine({**known, "words": words}, reading, SECONDS) as engine:
            for origin, case in found:
                played[origin] += play(engine, book_has, [case])
    threads = [one for name, own in played.items() if name != "servers.yml" for one in own]
    asked = [one for one in threads if one.case.answers]
    for title, group in (
        *sorted(played.items()),
        ("all threads", threads),
        ("labelled threads", asked),
    ):
        print("\n".join([f"== {title}", *tables(counted(book_has, group))]), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
