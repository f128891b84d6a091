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
from causebook.diagnosis.learning import Heard, as_file, fit
from causebook.diagnosis.lessons import digest, lessons
from causebook.diagnosis.tally import counted
from causebook.diagnosis.trial import Known, Played, play
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
        cut = engine.words(lesson.text for lesson in taught)
    heard = [Heard(one, tuple(own)) for one, own in zip(taught, cut, strict=True)]
    loud = loudness(held_out(heard, public), public)
    cases = known_cases()
    played: dict[str, list[Played]] = defaultdict(list)
    for fold in folds(heard):
        own = set(map(id, fold))
        learned = fit([item for item in heard if id(item) not in own], public)
        words = as_file(learned, loud, digest(taught, public)).model_dump(exclude={"learned_from"})
        found = [
            cases[item.lesson.text.strip()] for item in fold if item.lesson.text.strip() in cases
        ]
        with Engine({**known, "words": words}, reading, SECONDS) as engine:
            for name, case in found:
                played[name] += play(engine, Known.of(known), [case])
    threads = [one for name, own in played.items() if name != "servers.yml" for one in own]
    asked = [one for one in threads if one.case.answers]
    for title, group in (
        *sorted(played.items()),
        ("all threads", threads),
        ("labelled threads", asked),
    ):
        print("\n".join([f"== {title}", *tables(counted(Known.of(known), group))]), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
