"""Text from YAML is text in every target: whatever an author writes, the reader sees just that and nothing happens."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from causebook.book.addresses import address as address_of
from causebook.book.addresses import has_page, own_path, source_path, url
from causebook.book.book import Book
from causebook.load.pages import read_content
from causebook.model import Linked, Observation, Symptom
from markdown_it import MarkdownIt
from payload_book import ROOM, Payloads, harmless, payload_book
from payloads import PAYLOADS
from text_books import (
    Event,
    Reading,
    as_markdown,
    build,
    inside,
    read_book,
    shape,
    words,
    write_book,
)
from unpacked import unpacked

pytestmark = pytest.mark.whole  # every payload in every field

SIZE = -(
    -len(PAYLOADS) // 16
)  # two texts of an entry and eight kinds: each payload is a title or a summary
SOURCES = ("https://example.org/", "https://openprinting.github.io/")
ATOM = "{http://www.w3.org/2005/Atom}"
ADDRESSES = {
    "href",
    "src",
    "action",
    "formaction",
    "data",
    "poster",
    "srcset",
    "ping",
    "xlink:href",
}


class Site:
    """A built book with what its pages say."""

    def __init__(self, folder: Path, book: Book) -> None:
        self.folder, self.book = folder, book
        self.site = build(folder, book)
        self.pages = {
            path.relative_to(self.site).as_posix(): Reading(
                path.read_text("utf-8")
            ).events
            for path in sorted(self.site.rglob("*.html"))
        }

    def page(self, address: str) -> list[Event]:
        return self.pages[f"{address}index.html"]

    def entries(self) -> list[Linked]:
        """The entries with a page of their own."""
        return [entry for entry in self.book.entries() if has_page(self.book, entry)]

    def texts(self) -> Iterator[tuple[str, str, str]]:
        """The address, the title and the summary of each page."""
        for entry in self.entries():
            yield url(source_path(self.book, entry)), entry.title, entry.summary
        for page in read_content(self.folder / "content").pages:
            if page.audience == "public":
                yield url(page.source), page.title, page.description


@pytest.fixture(scope="module")
def sites(tmp_path_factory) -> tuple[Site, Site]:
    """The payloads and their harmless twin."""
    made = []
    for name, shown in (("payloads", str), ("twin", harmless)):
        folder = payload_book(
            tmp_path_factory.mktemp(name) / "book", SIZE, Payloads(0, shown)
        )
        made.append(Site(folder, read_book(folder)))
    return made[0], made[1]


@pytest.fixture(scope="module")
def site(sites) -> Site:
    return sites[0]


def same(text: str) -> str:
    return " ".join(text.split())


def meta(events: list[Event], **attrs: str) -> str:
    found = [
        event[2]
        for event in events
        if event[0] == "start"
        and event[1] == "meta"
        and attrs.items() <= event[2].items()
    ]
    assert len(found) == 1, attrs
    return same(found[0]["content"])


def heading(events: list[Event]) -> str:
    inner = next(inside(events, "h1"))
    sign = [
        at
        for at, event in enumerate(inner)
        if event[0] == "start" and event[2].get("class") == "headerlink"
    ]
    return words(inner[: sign[0]] if sign else inner)


def test_every_payload_is_the_title_or_the_summary_of_a_page(site):
    assert {same(text) for text in PAYLOADS} <= {
        same(text) for row in site.texts() for text in row[1:]
    }


def test_the_pages_have_the_elements_and_addresses_of_a_harmless_book(sites):
    payloads, twin = sites
    assert payloads.pages.keys() == twin.pages.keys()
    for name, events in payloads.pages.items():
        assert shape(events) == shape(twin.pages[name]), name
        assert addresses(events) == addresses(twin.pages[name]), name


def addresses(events: list[Event]) -> Counter[Any]:
    return Counter(
        (event[1], name, value)
        for event in events
        if event[0] == "start"
        for name, value in event[2].items()
        if name in ADDRESSES
    )


def test_a_title_reads_the_same_in_every_place_of_its_page(site):
    often = Counter(same(title).casefold() for _, title, _ in site.texts())
    of_entries = {url(source_path(site.book, entry)) for entry in site.entries()}
    for address, own_title, own_summary in site.texts():
        events = site.page(address)
        title, summary = same(own_title), same(own_summary)
        is_apart = often[title.casefold()] > 1 and address in of_entries
        shown = words(next(inside(events, "title"))).rpartition(" - ")[0]
        assert shown.startswith(f"{title} (") if is_apart else shown == title, address
        assert heading(events) == title
        assert meta(events, property="og:title") == shown
        assert (
            meta(events, name="description")
            == meta(events, property="og:description")
            == summary
        )
        named = [words(part) for part in inside(events, "span", class_="md-ellipsis")]
        assert shown in named


def test_the_navigation_names_every_page_by_its_title(site):
    shown = [
        words(part)
        for part in inside(site.pages["index.html"], "span", class_="md-ellipsis")
    ]
    assert {same(title) for _, title, _ in site.texts()} <= set(shown)


def test_the_page_before_and_the_page_behind_are_named_as_they_are(site):
    titles = {
        words(next(inside(events, "title"))).rpartition(" - ")[0]
        for events in site.pages.values()
    }
    labels = [
        event[2]["aria-label"]
        for events in site.pages.values()
        for event in events
        if event[0] == "start" and "md-footer__link" in event[2].get("class", "")
    ]
    assert len(labels) > SIZE
    for label in labels:
        assert same(label.partition(": ")[2]) in titles


def test_what_stands_on_a_page_is_what_the_author_wrote(site):
    for entry in site.book.entries():
        events = site.page(url(source_path(site.book, entry)))
        seen = words(events)
        for name in ("summary", "telltale", "ask"):
            assert same(getattr(entry, name, None) or "") in seen, (entry.id, name)
        for source in entry.sources:
            assert same(source.title) in seen
        blocks = [
            "".join(event[1] for event in part if event[0] == "text")
            for part in inside(events, "code")
        ]
        exact = [
            *getattr(entry, "messages", ()),
            *[
                getattr(entry, name)
                for name in ("paste", "message")
                if getattr(entry, name, None)
            ],
        ]
        exact += [entry.exchange.text] if getattr(entry, "exchange", None) else []
        exact += [
            command.run
            for step in getattr(entry, "steps", ())
            for command in step.commands
        ]
        assert [text for text in exact if text not in blocks] == [], entry.id


def test_the_search_holds_the_texts_of_pages_as_they_are(site):
    found = {}
    for path in (site.site / "assets/causebook/search").glob("p*.js"):
        call = re.fullmatch(
            r"causebookSearchPart\((.*)\);\n", path.read_text("utf-8")
        )
        _, _, pages = json.loads(f"[{call[1]}]")
        found.update(
            {address: (title, summary) for address, title, summary, _ in pages}
        )
    for address, title, summary in site.texts():
        assert found[address] == (title, summary)
    for entry in site.book.entries():
        assert address_of(site.book, entry) in found


def test_json_is_json_and_holds_the_texts(site):
    known = unpacked(words_of_script(site.page("diagnose/"), "knowledge"))
    assert {cause["title"] for cause in known["causes"]} == {
        c.title for s in site.book.sections for c in s.causes
    }
    book = {
        item["id"]: item
        for item in json.loads((site.site / "api" / "book.json").read_text("utf-8"))[
            "entries"
        ]
    }
    for entry in site.book.entries():
        address = address_of(site.book, entry)
        assert (book[entry.id]["title"], book[entry.id]["url"]) == (
            entry.title,
            address,
        )
    for entry in site.entries():
        address = address_of(site.book, entry)
        linked = json.loads(
            words_of_script(site.page(address), type="application/ld+json")
        )
        assert (linked["headline"], linked["description"]) == (
            entry.title,
            entry.summary,
        )
    assert book["cups"]["documentation"] == "https://example.org/"


def words_of_script(events: list[Event], id_: str = "", **attrs: str) -> str:
    wanted = attrs | ({"id": id_} if id_ else {})
    return "".join(
        event[1]
        for event in next(inside(events, "script", **wanted))
        if event[0] == "text"
    )


def test_the_feed_is_xml_and_holds_the_texts(site):
    feed = ET.fromstring((site.site / "feed.xml").read_text("utf-8"))
    titles = {entry.id: (entry.title, entry.summary) for entry in site.book.entries()}
    shown = [
        (
            item.findtext(f"{ATOM}id").rpartition(":")[2],
            item.findtext(f"{ATOM}title"),
            item.findtext(f"{ATOM}summary"),
        )
        for item in feed.iter(f"{ATOM}entry")
    ]
    assert len(shown) == 50
    assert [row[1:] for row in shown] == [titles[row[0]] for row in shown]
    assert feed.findtext(f"{ATOM}title") == site.book.about.title


def test_copies_and_llms_txt_are_markdown_without_html_or_strange_links(site):
    for entry in site.book.entries():
        address = own_path(site.book, entry)
        text = (site.site / address).read_text("utf-8")
        assert strange(text) == [], address
        events = as_markdown(text)
        assert heading(events) == same(entry.title)
        assert same(entry.summary) in words(events)
    listed = as_markdown((site.site / "llms.txt").read_text("utf-8"))
    assert strange((site.site / "llms.txt").read_text("utf-8")) == []
    shown = {words(part) for part in inside(listed, "a")}
    listed_elsewhere = (Symptom, Observation)  # by pages that it names
    wanted = [
        one for one in site.book.entries() if not isinstance(one, listed_elsewhere)
    ]
    assert {same(entry.title) for entry in wanted} <= shown
    assert heading(listed) == same(site.book.about.title)


def strange(text: str) -> list[str]:
    """HTML, images and links that the templates do not write."""
    reader = MarkdownIt("commonmark")
    reader.validateLink = lambda _url: True
    found = []
    for token in [
        inner
        for outer in reader.parse(text)
        for inner in [outer, *(outer.children or [])]
    ]:
        address = str(token.attrs.get("href", ""))
        if token.type in {"html_block", "html_inline", "image"}:
            found.append(token.content)
        elif (
            address
            and not re.fullmatch(
                r"(?:\.\./|[\w/.-])*(?:\.md|/|\.json|feed\.xml)", address
            )
            and not address.startswith(SOURCES)
        ):
            found.append(address)
    return found


def test_an_old_address_says_the_title_as_it_is(site):
    for section in site.book.sections:
        for cause in section.causes:
            for alias in cause.aliases:
                events = site.page(f"{ROOM}/{alias}/")
                assert (
                    words(next(inside(events, "title")))
                    == words(next(inside(events, "a")))
                    == same(cause.title)
                )


NAV = [
    {'What <b> & "x" mean': "index.md"},
    {"A & <i>": ["page.md", {"<img src=x> &lt;": "messages.md"}]},
]


def test_the_names_in_the_configuration_are_texts_as_well(tmp_path):
    page = "---\ntitle: 'What <b> & \"x\" mean'\ndescription: 'See &lt; \"here\"'\nauthor: '<b>'\naudience: public\n---\n\nWords.\n"
    folder = write_book(tmp_path / "book", {}, {"page.md": page})
    config = folder / "mkdocs.yml"
    config.write_text(
        re.sub(
            "(?m)^site_name:.*$", "site_name: 'A <b> & &lt; book'", config.read_text()
        ),
        "utf-8",
    )
    events = Reading(
        (build(folder, read_book(folder), NAV) / "page" / "index.html").read_text(
            "utf-8"
        )
    ).events
    shown = [words(part) for part in inside(events, "span", class_="md-ellipsis")]
    assert {
        'What <b> & "x" mean',
        "A & <i>",
        "<img src=x> &lt;",
        "A <b> & &lt; book",
    } <= set(shown)
    assert (
        words(next(inside(events, "title")))
        == 'What <b> & "x" mean - A <b> & &lt; book'
    )
    assert meta(events, name="description") == 'See &lt; "here"'
    assert meta(events, name="author") == "<b>"
    labels = [
        event[2]["aria-label"]
        for event in events
        if event[0] == "start" and "md-footer__link" in event[2].get("class", "")
    ]
    assert labels == ['Previous: What <b> & "x" mean', "Next: <img src=x> &lt;"]
