"""Every payload in every text field on pages of every kind: `every_payload.py [builds]`.

Each book has a few entries of each kind, whose fields have the payloads in turn; a book begins
where the last one ended. What `test_text_payloads.py` says of one book is asked of each. The
title and the summary of the book itself stand only in files that MkDocs does not touch: these
are rendered once for each payload.
"""

from __future__ import annotations

import sys
import tempfile
import traceback
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]

import test_text_payloads as asked  # noqa: E402 - the path is needed first
from causebook.load.content import Content  # noqa: E402
from causebook.model import Audience  # noqa: E402
from causebook.pipeline import generate  # noqa: E402
from causebook.project import Checked  # noqa: E402
from causebook.render import Options  # noqa: E402
from payload_book import EveryPayload, harmless, payload_book  # noqa: E402
from payloads import PAYLOADS  # noqa: E402
from text_books import Event, Reading, read_book, shape  # noqa: E402

SIZE = EveryPayload.wide
BUILDS = -(-len(PAYLOADS) // SIZE)
OF_ONE = (
    asked.test_a_title_reads_the_same_in_every_place_of_its_page,
    asked.test_what_stands_on_a_page_is_what_the_author_wrote,
    asked.test_the_search_holds_the_texts_of_pages_as_they_are,
    asked.test_json_is_json_and_holds_the_texts,
    asked.test_the_feed_is_xml_and_holds_the_texts,
    asked.test_copies_and_llms_txt_are_markdown_without_html_or_strange_links,
    asked.test_an_old_address_says_the_title_as_it_is,
)


def made(folder: Path, say: EveryPayload) -> asked.Site:
    """A built book of these payloads."""
    project = payload_book(folder, SIZE, say)
    return asked.Site(project, read_book(project))


def are_alike(sites: tuple[asked.Site, asked.Site]) -> None:
    """The pages have the elements and addresses of the twin; labels of a drawing wrap by their length."""
    site, twin = sites
    assert site.pages.keys() == twin.pages.keys()
    for name, events in site.pages.items():
        assert elements(events) == elements(twin.pages[name]), name
        assert asked.addresses(events) == asked.addresses(twin.pages[name]), name


def elements(events: list[Event]) -> dict[tuple[str, ...], int]:
    """How often each element stands there; of the lines of a label only that there are some."""
    return {
        what: 1 if what[0] == "text" else count
        for what, count in shape(events).items()
    }


def fails(check: Callable[..., None], site: object) -> str:
    """What a check finds wrong, or an empty text."""
    try:
        check(site)
    except (AssertionError, LookupError, StopIteration, ValueError):
        return f"{check.__name__}: {traceback.format_exc(limit=-1).splitlines()[-1]}"
    return ""


def titles(folder: Path) -> list[str]:
    """The payloads that are not as they should be as the title and the summary of a book."""
    book = read_book(payload_book(folder, 1, EveryPayload(0, harmless)))
    wrong, twin = [], None
    for text in (harmless(PAYLOADS[0]), *PAYLOADS):
        about = book.about.model_copy(update={"title": text, "summary": text})
        checked = Checked(replace(book, about=about), Content(), ())
        files = generate(checked, Options(Audience.PUBLIC)).files
        page = Reading(str(files["diagnose/index.html"])).events
        twin = twin or shape(page)
        if shape(page) != twin or asked.strange(str(files["llms.txt"])):
            wrong.append(text)
    return wrong


def main(builds: int) -> int:
    """Build the books and count what is wrong with them."""
    seen: dict[tuple[str, int], set[int]] = defaultdict(set)
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        twin = made(Path(folder) / "twin", EveryPayload(0, harmless))
        for number in range(builds):
            say = EveryPayload(number * SIZE)
            site = made(Path(folder) / str(number), say)
            found = [
                fails(are_alike, (site, twin)),
                *(fails(check, site) for check in OF_ONE),
            ]
            wrong += [
                f"payloads from {number * SIZE} on: {text}" for text in found if text
            ]
            for field, numbers in say.seen.items():
                seen[field] |= numbers
            print(
                f"{number + 1} of {builds} books, {len(wrong)} wrong", file=sys.stderr
            )
        wrong += [
            f"the title of the book: {text!r}"
            for text in titles(Path(folder) / "titles")
        ]
    seen["book", 1] = seen["book", 2] = set(range(len(PAYLOADS)))
    short = sorted(
        field for field, numbers in seen.items() if len(numbers) < len(PAYLOADS)
    )
    for text in wrong[:20]:
        print(text)
    checks = builds * (len(OF_ONE) + 1) + len(PAYLOADS)
    pairs = sum(map(len, seen.values()))
    print(
        f"{len(wrong)} of {checks} checks fail: {len(PAYLOADS)} payloads in {len(seen)} text fields "
        f"({pairs} pairs), {len(short)} fields lack some"
    )
    return 1 if wrong or (short and builds >= BUILDS) else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else BUILDS))
