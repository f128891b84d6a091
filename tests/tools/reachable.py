"""Which causes truthful answers lead to, from a paste that says nothing but the problem.

`make reachable` plays, for each cause and each role whose readers meet it, somebody who pastes “401” and
says yes to all that the cause always or usually shows, no to what it never shows. It prints how often the
cause is named first, and among three, and how often the first step is a fix of the cause, when the role and so many
questions have been answered: of the pairs, and of the readers, where a pair counts by how likely its cause is for its
role. `WRONG=1` lists the pairs that are not among three in the end, with what was asked. A measure of the questions
and their evidence, not of people: they know less, and paste more.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
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
FIGURES = ("first", "among three", "first step")


def truthful(engine: Engine, cause: Cause) -> dict[str, bool | None]:
    """What a reader with this cause says of each symptom, where the book says it."""
    shown = [
        id_
        for id_, often in cause["evidence"].items()
        if often in ("always", "usually")
    ]
    never = [id_ for id_, often in cause["evidence"].items() if often == "never"]
    return {
        **dict.fromkeys(never, False),
        **dict.fromkeys(engine.widened(shown), True),
    }


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
    return (
        question["choice"] if question["kind"] == "choice" else asked_of(question)[0]
    )


def right(turn: Turn, cause: Cause) -> dict[str, bool]:
    """What is right in a turn, by figure."""
    said = [one["id"] for one in turn["causes"]]
    step = turn["next"]
    has_fix = step["kind"] in ("fix", "message")
    return {
        "first": said[:1] == [cause["id"]],
        "among three": cause["id"] in said,
        "first step": has_fix and step.get("fix") in cause["fixes"],
    }


def shares(engine: Engine, role: str) -> dict[str, float]:
    """How likely each cause is for a reader of whom nothing but the role is known."""
    causes = engine.diagnose(PASTE, role)["causes"]
    whole = sum(one["weight"] for one in causes)
    return {one["id"]: one["weight"] / whole for one in causes}


def lines(
    found: Mapping[tuple[str, int], float], whole: float, form: str
) -> list[str]:
    """The figures as rows of a table, each a share of the whole."""
    return [
        f"{figure:<12}"
        + "".join(
            f"{found[figure, answers]:{form}} ({found[figure, answers] / whole:4.0%})"
            for answers in COUNTED
        )
        for figure in FIGURES
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--wrong", action="store_true", help="list what is not reached"
    )
    listed = parser.parse_args().wrong
    book = opened(ROOT, Audience.PUBLIC)
    if not isinstance(book, Opened):
        print("\n".join(map(str, book[:20])), file=sys.stderr)
        return 1
    played = list(pairs(book.knowledge))
    found: Counter[tuple[str, int]] = Counter()
    weighed: defaultdict[tuple[str, int], float] = defaultdict(float)
    whole = 0.0
    with Engine(book.knowledge, book.reading) as engine:
        roles = {
            role["id"]: shares(engine, role["id"]) for role in book.knowledge["roles"]
        }
        for cause, role in played:
            turns = engine.turns(
                PASTE, role, truthful(engine, cause), COUNTED[-1] + 1
            )
            share = roles[role][cause["id"]]
            whole += share
            for answers in COUNTED:
                for figure, is_right in right(
                    turns[: answers + 2][-1], cause
                ).items():
                    found[figure, answers] += is_right
                    weighed[figure, answers] += is_right * share
            if listed and not right(turns[-1], cause)["among three"]:
                said = ", ".join(one["id"] for one in turns[-1]["causes"])
                ways = " ".join(filter(None, map(asked, turns)))
                print(f"{share:.4f} {cause['id']} ({role}): {said}; asked {ways}")
    print(f"{'':12}" + "".join(f"{f'{n} answers':>12}" for n in COUNTED))
    print(
        f"of {len(played)} causes and roles",
        *lines(found, len(played), "5d"),
        sep="\n",
    )
    print("of readers", *lines(weighed, whole, "5.2f"), sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
