"""A book of any size, for measuring: `python tests/synthetic.py 1000 /tmp/book`.

The entries refer to each other the way real ones do; half are causes, the rest symptoms and fixes.
Beside them every fifty entries have a product that prints two messages, each instead of a symptom.
"""

import sys
from pathlib import Path

from causebook.cli.starters import new_book

REVIEW = "reviewed: {date: 2026-11-24, owner: docs}\nsources:\n  - {title: A source, url: 'https://example.org/'}\n"
TEXT = "It happens when *something* changes; see `a command` and [the manual](https://example.org/a).\n  A second line."


def write(count: int, folder: Path) -> None:
    """Write a book of `count` more entries than the starter has."""
    new_book(folder)
    room = folder / "causes" / "does-not-print"
    causes, symptoms = count // 2, count // 4
    fixes = count - causes - symptoms
    for n in range(causes):
        (room / f"cause-{n}.yml").write_text(
            f"kind: cause\ntitle: Cause number {n}\naudience: public\nfamily: printer-not-ready\n"
            f"summary: The reason with the number {n} & more.\nlikelihood: rare\nplace: queue\nresponsible: help-desk\n"
            f"evidence: {{symptom-{n % symptoms}: usually, symptom-{(n + 1) % symptoms}: sometimes}}\n"
            f"why: |\n  {TEXT}\nfixes: [fix-{n % fixes}, fix-{(n + 7) % fixes}]\n"
            f"look_alikes:\n  - {{cause: cause-{(n + 1) % causes}, difference: The number differs.}}\n{REVIEW}"
        )
    for n in range(fixes):
        (room / "fixes" / f"fix-{n}.yml").write_text(
            f"kind: fix\ntitle: Fix number {n}\naudience: public\nsummary: Mends what has the number {n}.\n"
            "effort: minutes\nsafety: reversible\nresponsible: reader\nsteps:\n"
            + "".join(
                f"  - id: step-{k}\n    do: Do thing {k} of {n}.\n    commands:\n"
                f"      - {{platform: cups, run: echo {k}}}\n"
                for k in range(4)
            )
            + f"verify: {{text: It prints.}}\nundo: {{text: Take it back.}}\n{REVIEW}"
        )
    for group in range(0, symptoms, 25):
        rows = "".join(
            f"  - id: symptom-{n}\n    title: Symptom number {n}\n    audience: public\n    summary: Number {n} is seen.\n"
            f"    observation: look-at-the-queue\n    ask: Is it {n}?\n    messages: [error {n} happened]\n"
            f"    patterns:\n      - re: error {n} happened\n    examples:\n      match: [error {n} happened]\n"
            f"      miss: [error x happened, error y]\n"
            for n in range(group, min(group + 25, symptoms))
        )
        (room / "symptoms" / f"group-{group}.yml").write_text(
            f"kind: symptoms\nsymptoms:\n{rows}"
        )
    with (folder / "causes" / "platforms.yml").open("a") as file:
        file.writelines(_product(room, n, symptoms) for n in range(count // 50))


def _product(room: Path, number: int, symptoms: int) -> str:
    """The row of a product, when its messages are written."""
    name = f"product-{number}"
    rows = "".join(
        f"  - id: {name}-prints-{n}\n    title: Product {number} prints {n}\n    audience: public\n"
        f"    summary: It prints {n}.\n    platform: {name}\n    implies: [symptom-{(number + n) % symptoms}]\n"
        f"    observation: look-at-the-queue\n    messages: [product {number} says {n}]\n"
        f"    patterns:\n      - re: product {number} says {n}\n"
        f"    examples:\n      match: [product {number} says {n}]\n      miss: [product x, product y]\n"
        for n in range(2)
    )
    (room / "messages").mkdir(exist_ok=True)
    (room / "messages" / f"{name}.yml").write_text(
        f"kind: symptoms\nsymptoms:\n{rows}"
    )
    return f"  - {{id: {name}, title: Product {number}, audience: public, summary: Made as number {number}.}}\n"


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
