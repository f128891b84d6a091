"""Which causes truthful answers lead to, from a paste that says nothing but the problem.

`make reachable` plays, for each cause and each role whose readers meet it, somebody who pastes “401” and
says yes to all that the cause always or usually shows, no to what it never shows. It prints how often the
cause is named first, and among three, when the role and so many questions have been answered; `WRONG=1` lists the
pairs that are not among three in the end, with what was asked. A measure of the questions and their evidence, not of
people: they know less, and paste more.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from causebook.diagnosis.answer import Turn, asked_of
from causebook.diagnosis.headless import Engine
from causebook.diagnosis.records import Cause, Knowledge
from causebook.model import Audience
from causebook.pipeline import Opened, opened

ROOT = Path(__file__).parents[2]
PASTE = "401"
COUNTED = (3, 4)
"""After how many answers, beside the role, is counted."""


def truthful(engine: Engine, cause: Cause) -> dict[str, bool | None]:
    """What a reader with this cause says of each symptom, where the book says it."""
    shown = [
        id_
        for id_, often in cause["evidence"].items()
        if often in ("always", "usually")
    ]
    never = [id_ for id_, often in cause["evidence"].items() if often == "never"]
    return {**dict.fromkeys(never, False), **dict.fromkeys(engine.widened(shown), True)}


def pairs(known: Knowledge) -> Iterator[tuple[Cause, str]]:
    """Causes with the roles whose readers do not meet them more rarely than others do."""
    for cause in known["causes"]:
        for role in known["roles"]:
            own = cause.get("likelihoodFor", {}).get(role["id"], cause["likelihood"])
            if own != "rare" or own == cause["likelihood"]:
                yield cause, role["id"]


def asked(turn: Turn) -> str:
    """What was asked then, by its id."""
    question = turn["question"]
    if question is None or question["kind"] == "role":
        return ""
    return question["choice"] if question["kind"] == "choice" else asked_of(question)[0]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", action="store_true", help="list what is not reached")
    listed = parser.parse_args().wrong
    book = opened(ROOT, Audience.PUBLIC)
    if not isinstance(book, Opened):
        print("\n".join(map(str, book[:20])), file=sys.stderr)
        return 1
    found: Counter[str] = Counter()
    with Engine(book.knowledge, book.reading) as engine:
        for cause, role in pairs(book.knowledge):
            turns = engine.turns(PASTE, role, truthful(engine, cause), COUNTED[-1] + 1)
            found["all"] += 1
            for answers in COUNTED:
                said = [one["id"] for one in turns[: answers + 2][-1]["causes"]]
                found[f"first {answers}"] += said[:1] == [cause["id"]]
                found[f"three {answers}"] += cause["id"] in said
            if listed and cause["id"] not in said:
                ways = " ".join(filter(None, map(asked, turns)))
                print(f"{cause['id']} ({role}): {', '.join(said)}; asked {ways}")
    for answers in COUNTED:
        print(
            f"reachable in {answers} answers: {found[f'first {answers}']} first, "
            f"{found[f'three {answers}']} among three, of {found['all']} causes and roles"
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
