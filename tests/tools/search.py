"""Print what the search finds, and what a reader loads for it: `python tests/tools/search.py`.

Every message of the book is looked for as it is and as others have it: other ids, times and
hosts, within a line of a log, without punctuation, cut off. `--wrong` lists what was not found,
`--copies 9` makes the book so many times as large, with other words in every copy.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "generator"))
from causebook.book.addresses import address, url  # noqa: E402
from causebook.book.audience import for_audience  # noqa: E402
from causebook.load import load  # noqa: E402
from causebook.load.pages import read_content  # noqa: E402
from causebook.model import Audience, Often  # noqa: E402
from causebook.project import link  # noqa: E402
from causebook.search import files as made  # noqa: E402
from causebook.search.index import in_order  # noqa: E402
from causebook.search.records import Record, records  # noqa: E402

FIRST = 3
QUERIES = ROOT / "tests" / "queries.yml"
STRONG = {Often.ALWAYS, Often.USUALLY}

CHANGES: list[tuple[str, Callable[[re.Match[str]], str]]] = [
    (
        r"\b[0-9a-f]{8}-[0-9a-f-]{27}\b",
        lambda _: "7d3f19c2-5b0e-4c61-9a77-d02e8b6f4a15",
    ),
    (r"\b\d{4}[-/]\d\d[-/]\d\d", lambda _: "2027-01-09"),
    (r"\b\d\d:\d\d(:\d\d(\.\d+)?)?", lambda _: "23:58:07"),
    (
        r"\b(?:[a-z0-9-]+\.)+(?:com|org|net|io|example|test|local)\b",
        lambda _: "gw7.corp.invalid",
    ),
    (r"\b\d{1,3}(?:\.\d{1,3}){3}\b", lambda _: "172.31.8.254"),
    (r"\b(?:alice|bob|jane|user1|example)\b", lambda _: "mwirth"),
    (r"\b(?=[0-9a-f]*\d)[0-9a-f]{6,}\b", lambda _: "8c41d0e7"),
    (
        r"\b\d{4,}\b(?!:)",
        lambda found: found[0] if len(found[0]) < 7 else "1893456789",
    ),
]
"""What differs between what one reader sees and what another does, by its form."""


def changed(text: str) -> str:
    """A message with other ids, times and hosts."""
    for form, other in CHANGES:
        text = re.sub(form, other, text, flags=re.I)
    return text


WAYS: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "other ids, times, hosts": changed,
    "in a line of a log": lambda text: (
        f"2027-01-09T23:58:07.113Z ERROR [worker-7] c.e.gateway.Client {changed(text)} (request 8c41d0e7)"
    ),
    "in quotes and brackets": lambda text: f'>>> "{changed(text)}"; see above: [1]',
    "without punctuation": lambda text: " ".join(
        re.findall(r"\w+", changed(text))
    ).lower(),
}


def first_lines(text: str) -> str:
    """A text as a field of one line holds it."""
    return " ".join(text.split())


def messages(book) -> Iterator[tuple[str, set[str], set[str]]]:
    """Each message, its own pages, and all pages that help."""
    symptoms = [one for section in book.sections for one in section.symptoms]
    known = {entry.id: address(book, entry) for entry in book.entries()}
    for text in dict.fromkeys(text for one in symptoms for text in one.messages):
        holders = [one for one in symptoms if text in one.messages]
        own = {known[one.id] for one in holders}
        strong = {
            cause.id
            for one in holders
            for cause, often in book.relations.causes_of_symptom.get(one.id, ())
            if often in STRONG
        }
        more = {name for one in holders for name in one.implies} | strong
        yield text, own, own | {known[name] for name in more if name in known}


def ask(folder: Path, queries: list[str]) -> list[dict[str, list]]:
    """What the search answers to each query, over the parts in a folder."""
    done = subprocess.run(
        ["node", str(ROOT / "tests/js/searching.mjs"), str(folder)],
        input=json.dumps(queries),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def copies(found: list[Record], times: int) -> list[Record]:
    """The records so many times, each copy about things of its own: one word in six is another."""
    return [
        other
        for n in range(times)
        for record in found
        for other in [record if n == 0 else _copy(record, n)]
    ]


def _copy(record: Record, n: int) -> Record:
    """A record as another product's would be."""

    def other(text: str) -> str:
        return re.sub(
            r"[A-Za-z]{4,}",
            lambda w: (
                f"{w[0]}{'bcdfghklm'[n % 9]}{n}"
                if sum(map(ord, w[0])) % 6 == n % 6
                else w[0]
            ),
            text,
        )

    return replace(
        record,
        address=f"copy-{n}/{record.address}",
        title=other(record.title),
        summary=other(record.summary),
        lines=tuple(map(other, record.lines)),
        examples=tuple(map(other, record.examples)),
        words=other(record.words),
    )


def write(found: list[Record], folder: Path, synonyms=None) -> dict[str, int]:
    """The parts of an index; returns the bytes of each, as a server sends them."""
    terms = shipped()[0].about.synonyms if synonyms is None else synonyms
    index_ = made.index_of(in_order(found), terms)
    sizes = {}
    for name, value in {**index_.parts, "index": index_.contents}.items():
        text = made._part(name, value)
        (folder / f"{name}.js").write_text(text, "utf-8")
        sizes[name] = len(gzip.compress(text.encode(), 9))
    return sizes


def queries(book) -> dict[str, list[tuple[str, set[str]]]]:
    """What people type, by kind, with the addresses of the pages that help."""
    known = {entry.id: address(book, entry) for entry in book.entries()}
    return {
        title: [
            (case["find"], {known.get(p) or url(p) for p in case["pages"]})
            for case in cases
        ]
        for title, cases in yaml.safe_load(QUERIES.read_text("utf-8")).items()
    }


def wrong(
    rows: list[tuple[str, set[str]]], folder: Path
) -> list[tuple[str, list[str]]]:
    """The queries that find none of their pages among the first, with what they find."""
    answers = ask(folder, [first_lines(query) for query, _ in rows])
    firsts = [answer["addresses"][:FIRST] for answer in answers]
    return [
        (query, first)
        for (query, right), first in zip(rows, firsts, strict=True)
        if not right & set(first)
    ]


def share(
    rows: list[tuple[str, set[str]]], folder: Path, title: str, *, names: bool
) -> None:
    """Print how many queries find one of their pages among the first, and which do not."""
    bad = wrong(rows, folder)
    print(
        f"{title:44} {len(rows) - len(bad):4} of {len(rows):4}  {1 - len(bad) / len(rows):6.1%}"
    )
    for query, got in bad if names else ():
        print(f"    {first_lines(query)[:100]!r} → {', '.join(got)}")


def kilobytes(answers: list[dict[str, list]], sizes: dict[str, int]) -> list[float]:
    """How much a reader loads for each, from the first touch to the first results."""
    scripts = sum(
        len(gzip.compress(str(text).encode(), 9)) for text in made.scripts().values()
    )
    return [
        (scripts + sum(sizes[part] for part in one["parts"])) / 1000
        for one in answers
    ]


def loads(found: list[Record], asked: list[str]) -> None:
    """Print what an index weighs, in all and for one reader."""
    with tempfile.TemporaryDirectory() as name:
        started = time.process_time()
        sizes = write(found, Path(name))
        seconds = time.process_time() - started
        each = sorted(kilobytes(ask(Path(name), asked), sizes))
    print(
        f"{len(found):6} pages: {seconds:.2f} s of CPU to index, {len(sizes)} parts, "
        f"{sum(sizes.values()) / 1000:.0f} KB gzip in all; to the first results "
        f"{each[len(each) // 2]:.0f} (median), {each[-1]:.0f} KB (most)"
    )


def shipped() -> tuple:
    """The public book and its pages."""
    book, _ = link(load(ROOT / "causes"))
    content = read_content(ROOT / "content", ())
    return for_audience(book, Audience.PUBLIC), content.for_audience(Audience.PUBLIC)


def main() -> None:
    """All figures of the book."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--wrong", action="store_true")
    options.add_argument("--copies", type=int, default=9)
    given = options.parse_args()
    book, content = shipped()
    found = list(records(book, content))
    rows = list(messages(book))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(found, folder)
        for title, way in WAYS.items():
            changed_rows = [(way(text), right) for text, _, right in rows]
            share(changed_rows, folder, f"messages, {title}", names=given.wrong)
        share(
            [(t, own) for t, own, _ in rows],
            folder,
            "messages, their very own page",
            names=False,
        )
        for title, cases in queries(book).items():
            share(cases, folder, title.replace("_", " "), names=given.wrong)
    asked = [
        first_lines(way(text)) for text, _, _ in rows[::5] for way in WAYS.values()
    ]
    loads(found, asked)
    loads(copies(found, given.copies), asked)


if __name__ == "__main__":
    main()
