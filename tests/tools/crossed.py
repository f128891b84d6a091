"""Play the book's own cases with words that were learned without them: what is learned from proves nothing.

`make crossed` prints the tables of `causebook try` over all files of cases, by cross-validation over threads. `make crossed SEEDS=4`
deals the cases out in four ways and prints means: what changes less than they differ is no change.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import mean

from causebook.book.audience import for_audience
from causebook.book.book import Book
from causebook.cli.figures import tables
from causebook.diagnosis.headless import Engine
from causebook.diagnosis.heldout import folds, held_out, loudness
from causebook.diagnosis.knowledge import knowledge
from causebook.diagnosis.learning import as_file
from causebook.diagnosis.lessons import digest, lessons
from causebook.diagnosis.tally import Counts, counted
from causebook.diagnosis.teaching import heard_by
from causebook.diagnosis.trial import Known, Played, play
from causebook.diagnosis.word_records import words_record
from causebook.load import Sources, load, load_cases
from causebook.load.cases import KnownCase, read_cases
from causebook.model import Audience
from causebook.project import link, reading_folder

ROOT = Path(__file__).parents[2]
SECONDS = 60.0
FIGURES = (
    "family_first",
    "family_among_three",
    "cause_first",
    "cause_among_three",
    "fix_of_cause",
)


def known_cases() -> dict[str, tuple[str, KnownCase]]:
    """Every case by its paste, with the name of its file."""
    paths = sorted(ROOT.glob("causes/*/cases/*.yml"))
    read = ((path.name, case) for path in paths for case in read_cases(path)[0])
    return {case.evidence.strip(): (name, case) for name, case in read}


class Crossing:
    """The public book with its cases, and words that were learned without those that are played."""

    def __init__(self, sources: Sources, book: Book) -> None:
        self.reading = reading_folder(sources.root, book)
        self.public = for_audience(book, Audience.PUBLIC)
        taught = lessons(self.public, load_cases(ROOT / "causes"))
        self.name = digest(taught, self.public)
        self.known = {**knowledge(self.public, Audience.PUBLIC), "words": None}
        self.book_has = Known.of(self.known)
        self.cases = known_cases()
        with self.engine(None) as engine:
            self.heard = heard_by(engine, taught)

    def engine(self, words: dict | None) -> Engine:
        """The engine with some words."""
        return Engine({**self.known, "words": words}, self.reading, SECONDS)

    def played(self, seed: str) -> dict[str, list[Played]]:
        """Every case by its file, with its conversation, dealt out by a seed."""
        parts = folds(self.heard, self.public, seed)
        with self.engine(None) as engine:
            loud = loudness(
                held_out(parts, engine.families, self.public), self.public
            )
        played: dict[str, list[Played]] = defaultdict(list)
        for fold in parts:
            words = words_record(as_file(fold.model, loud, self.name))
            texts = [item.lesson.text.strip() for item in fold.cases]
            with self.engine(words) as engine:
                for origin, case in (
                    self.cases[text] for text in texts if text in self.cases
                ):
                    played[origin] += play(engine, self.book_has, [case])
        return played

    def counts(self, seed: str) -> dict[str, Counts]:
        """The figures of each file, of all threads, and of those whose answers are known."""
        played = self.played(seed)
        threads = [
            one
            for name, own in played.items()
            if name != "servers.yml"
            for one in own
        ]
        asked = [one for one in threads if one.case.answers]
        groups = {
            **dict(sorted(played.items())),
            "all threads": threads,
            "labelled threads": asked,
        }
        return {
            title: counted(self.book_has, group) for title, group in groups.items()
        }


def means(seeds: list[dict[str, Counts]]) -> Iterator[str]:
    """A line for each figure of each group: its mean over the seeds after so many questions, with the least and most."""
    for title in seeds[0]:
        stages = [counts[title].stages for counts in seeds]
        yield f"== {title}: {stages[0][0].families} cases, {stages[0][0].causes} with a known cause"
        for figure in FIGURES:
            found = [
                [getattr(stage, figure) for stage in own]
                for own in zip(*stages, strict=True)
            ]
            cells = (f"{mean(own):6.1f} ({min(own)}-{max(own)})" for own in found)
            yield f"{figure:20}" + "".join(f"{cell:>18}" for cell in cells)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--seeds", type=int, default=1, help="ways to deal out the cases"
    )
    seeds = parser.parse_args().seeds
    sources = load(ROOT / "causes")
    book, findings = link(sources)
    if book is None:
        print(*findings, sep="\n", file=sys.stderr)
        return 1
    crossing = Crossing(sources, book)
    found = [crossing.counts(f"#{seed}" if seed else "") for seed in range(seeds)]
    if seeds > 1:
        print("\n".join(means(found)))
        return 0
    for title, counts in found[0].items():
        print("\n".join([f"== {title}", *tables(counts)]), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
