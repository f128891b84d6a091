"""Which texts are internal, and what the last look finds: a book in memory, a few files."""

import datetime
from pathlib import Path

import pytest
from causebook import model
from causebook.book.book import Book
from causebook.book.edition import Edition, Said
from causebook.load.content import Content, Written
from causebook.model import Audience
from causebook.site import leaks
from causebook.site.facts import SiteFacts
from causebook.site.leaks import check_leaks
from causebook.site.verify import check_links, check_pages, verify
from small_book import (
    ABOUT,
    book,
    cause,
    family,
    fix,
    look,
    platform,
    section,
    symptom,
)
from test_audience_rules import HIDDEN, about

PUBLIC, INTERNAL = Audience.PUBLIC, Audience.INTERNAL
HEAD = "is the internal file content/"


def page(source: str, body: str, audience: Audience = INTERNAL, **more) -> Written:
    filled = {"title": "A title", "description": "", "meta": {}, **more}
    return Written(
        source,
        filled.pop("title"),
        filled.pop("description"),
        body,
        audience,
        **filled,
    )


def edition(
    project: Path, *pages: Written, whole: Book | None = None, audience=PUBLIC, **more
) -> Edition:
    made = whole or book(section([cause("cause")], [fix()], [symptom()]))
    return Edition(project, made, Content(tuple(pages), **more), audience)


@pytest.fixture
def silent(monkeypatch):
    """A theme and a package without a word of their own: nothing of theirs excuses anything."""
    for name in ("own", "theme", "shown"):
        monkeypatch.setattr(leaks, name, lambda _edition: b"")


def put(site: Path, **files: str | bytes) -> Path:
    """A site of these files; `__` in a name is a full stop."""
    site.mkdir(exist_ok=True)
    for name, text in files.items():
        path = site / name.replace("__", ".")
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return site


def told(site: Path, made: Edition) -> list[tuple[str, str]]:
    return [(finding.path, finding.message) for finding in check_leaks(site, made)]


# Which texts are internal


def secrets(made: Edition) -> set[str]:
    return {said.text for said in made.secrets}


def test_an_edition_says_which_texts_of_the_book_are_internal(tmp_path):
    notes = [
        {**HIDDEN, "text": "In a note."},
        {"audience": "public", "text": "For all."},
    ]
    steps = [
        {"id": "one", "do": "Do.", "commands": [{"run": "in-a-command", **HIDDEN}]}
    ]
    whole = book(
        section(
            [
                cause("cause", notes=notes),
                cause("no-cause", why="Never told.", **HIDDEN),
            ],
            [fix(steps=steps)],
            [
                symptom(messages=["for all"]),
                symptom("no-symptom", messages=["in a message"], **HIDDEN),
            ],
        )
    )
    found = secrets(edition(tmp_path, whole=whole))
    assert {
        "In a note.",
        "in-a-command",
        "no-cause",
        "Never told.",
        "in a message",
    } <= found
    assert not {"For all.", "for all", "Do.", "one", "It means this."} & found
    assert edition(tmp_path, whole=whole, audience=INTERNAL).secrets == ()


def test_all_below_an_internal_problem_is_internal_and_below_a_public_one_what_says_so(
    tmp_path,
):
    closed = section([cause("cause", why="Why not.")], [fix()], **HIDDEN)
    assert "Why not." in secrets(edition(tmp_path, whole=book(closed)))
    half = section(
        [cause("cause")],
        families=(family(), family("no-family", telltale="By the smell.", **HIDDEN)),
        observations=(look(), look("no-look", get="the smell", **HIDDEN)),
    )
    found = secrets(edition(tmp_path, whole=book(half)))
    assert {"By the smell.", "the smell"} <= found
    assert not {"A sign.", "a line"} & found


def test_the_lists_of_the_book_its_platforms_and_its_phrases_have_internal_texts_too(
    tmp_path,
):
    places = [
        *ABOUT.model_dump()["places"],
        {"id": "vault", "title": "The vault", **HIDDEN},
    ]
    raw = {"used": "a|{deep}", "deep": "b", "closed": "c-secret", "idle": "d-secret"}
    phrases = tuple(
        model.Phrase(id=name, means="it", re=text) for name, text in raw.items()
    )
    seen = [
        symptom(patterns=[{"re": "{used}"}]),
        symptom("no", patterns=[{"re": "{closed}"}], **HIDDEN),
    ]
    gone = platform("no-platform").model_copy(update={"audience": INTERNAL})
    whole = Book(
        about(places=places),
        (platform("known"), gone),
        phrases,
        (section([cause("cause")], [fix()], seen),),
    )
    found = secrets(edition(tmp_path, whole=whole))
    assert {
        "vault",
        "The vault",
        "no-platform",
        "c-secret",
        "d-secret",
        "closed",
    } <= found
    assert (
        not {
            "here",
            "Here",
            "known",
            "used",
            "deep",
            "a|{deep}",
            "b",
            "For tests.",
            "A book",
        }
        & found
    )


def test_every_text_of_a_book_is_known_by_the_file_that_says_it(tmp_path):
    phrases = (model.Phrase(id="word", means="it", re="w"),)
    origins = (("cause", "causes/cause.yml"), ("known", "causes/platforms.yml"))
    entries = (section([cause("cause")], [fix()], [symptom()]),)
    whole = Book(
        ABOUT, (platform("known"), platform("odd")), phrases, entries, origins
    )
    paths = {said.text: said.path for said in edition(tmp_path, whole=whole).said}
    for text, path in {
        "cause": "causes/cause.yml",
        "known": "causes/platforms.yml",
        "seen": "",
        "odd": "",
        "A book": "causes/book.yml",
        "Here": "causes/book.yml",
        "word": "causes/phrases.yml",
    }.items():
        assert paths[text] == path, text


def test_what_the_lists_of_the_book_say_is_internal_where_only_internal_entries_name_it(
    tmp_path,
):
    places = [*ABOUT.model_dump()["places"], {"id": "vault", "title": "The vault"}]
    closed = cause("no-cause", place="vault", **HIDDEN)
    whole = Book(
        about(places=places), sections=(section([cause("cause"), closed], [fix()]),)
    )
    made = edition(tmp_path, whole=whole)
    assert "The vault" in secrets(made)
    assert "The vault" not in {said.text for said in made.said if not said.internal}


def test_what_the_book_says_of_itself_is_said_in_public(tmp_path):
    public = {said.text for said in edition(tmp_path).said if not said.internal}
    assert {"A book", "For tests."} <= public


def test_a_pattern_of_an_internal_problem_makes_no_phrase_public(tmp_path):
    phrases = (model.Phrase(id="used", means="it", re="a-secret"),)
    seen = [symptom(patterns=[{"re": "{used}"}])]
    closed = section([cause("cause")], [fix()], seen, **HIDDEN)
    found = secrets(edition(tmp_path, whole=Book(ABOUT, (), phrases, (closed,))))
    assert "a-secret" in found


def test_a_day_is_no_secret_and_a_scale_is_no_text(tmp_path):
    review = {"date": datetime.date(2026, 11, 24), "owner": "night-shift"}
    whole = book(
        section([cause("no-cause", reviewed=review, **HIDDEN)], [fix()], [symptom()])
    )
    made = edition(tmp_path, whole=whole)
    assert "night-shift" in secrets(made)
    assert not {"2026-11-24", "rare", "internal"} & secrets(made)
    assert "2026-11-24" in {said.text for said in made.said}


def test_every_text_of_an_internal_page_is_internal_with_its_line(tmp_path):
    body, meta = "First.\n\nThird.", {"tags": ["one", {"deep": "two"}], "count": 3}
    closed = page(
        "internal/desk.md",
        body,
        title="Desk",
        description="Told.",
        meta=meta,
        head_lines=4,
    )
    made = edition(tmp_path, closed, page("index.md", "Open.", PUBLIC))
    lines = {said.text: (said.path, said.line) for said in made.secrets}
    where = "content/internal/desk.md"
    assert lines == {
        **dict.fromkeys(
            ("internal/desk.md", "Desk", "Told.", "one", "two"), (where, 1)
        ),
        "First.": (where, 5),
        "": (where, 6),
        "Third.": (where, 7),
    }
    public = {said.text for said in made.said if not said.internal}
    assert {"index.md", "Open.", "A title"} <= public


def test_a_text_file_beside_internal_pages_is_internal_line_by_line(tmp_path):
    for name in ("open.txt", "rooms.csv", "plan.png"):
        (tmp_path / name).write_text("line one\nline two\n")
    assets = tuple(
        (name, tmp_path / name) for name in ("open.txt", "rooms.csv", "plan.png")
    )
    made = edition(
        tmp_path, assets=assets, secret=frozenset({"rooms.csv", "plan.png"})
    )
    assert [(said.text, said.path, said.line) for said in made.secrets] == [
        ("rooms.csv", "content/rooms.csv", 0),
        ("line one", "content/rooms.csv", 1),
        ("line two", "content/rooms.csv", 2),
        ("plan.png", "content/plan.png", 0),
    ]
    assert made.secret_files == assets[1:]
    assert made.content.assets == assets[:1]


def test_an_internal_text_file_in_another_encoding_is_read_as_far_as_it_can_be(
    tmp_path,
):
    (tmp_path / "rooms.csv").write_bytes(b"night\x81")
    assets, secret = (
        (("rooms.csv", tmp_path / "rooms.csv"),),
        frozenset({"rooms.csv"}),
    )
    assert "night\ufffd" in secrets(edition(tmp_path, assets=assets, secret=secret))


def test_an_edition_is_whole_unless_the_filter_kept_something_internal(
    tmp_path, monkeypatch
):
    whole = book(
        section([cause("cause"), cause("no-cause", **HIDDEN)], [fix()], [symptom()])
    )
    assert edition(tmp_path, whole=whole).is_whole
    assert edition(tmp_path, page("desk.md", "x")).is_whole
    monkeypatch.setattr(
        "causebook.book.edition.for_audience", lambda book, _audience: book
    )
    assert not edition(tmp_path, whole=whole).is_whole
    monkeypatch.undo()
    monkeypatch.setattr(Content, "for_audience", lambda self, _audience: self)
    assert not edition(tmp_path, page("desk.md", "x")).is_whole


def test_the_line_of_a_text_is_read_from_its_file_where_it_is_not_known(tmp_path):
    (tmp_path / "a.yml").write_text(
        "title: One\nlist:\n  - two\n  - key: >-\n      three\n      four\n"
    )
    made = edition(tmp_path)
    for text, line in {
        "One": 1,
        "list": 2,
        "two": 3,
        "key": 4,
        "three\n four": 4,
        "six": 0,
    }.items():
        assert made.line(Said(text, True, "a.yml")) == line
    assert made.line(Said("One", True, "a.yml", 7)) == 7
    (tmp_path / "a.md").write_text("One\n")
    assert made.line(Said("One", True, "a.md")) == 0
    assert made.line(Said("One", True, "missing.yml")) == 0


# What leaked


@pytest.mark.usefixtures("silent")
def test_an_internal_text_is_found_with_its_file_its_line_and_the_remedy(tmp_path):
    made = edition(tmp_path, page("desk.md", "The key hangs left.", head_lines=3))
    site = put(
        tmp_path / "site",
        a__html="<p>x the KEY <b>hangs</b> left!</p>",
        b__html="<p>key</p>",
    )
    [finding] = check_leaks(site, made)
    assert str(finding) == (
        "a.html:0:0: V002 has the internal text “The key hangs left.” of content/desk.md:4 "
        "(nothing was published; make the text public there, or take it out of here)"
    )
    facts = SiteFacts.of(site)
    known = SiteFacts({"a.html": facts.files["b.html"]}, facts.lexicon)
    assert check_leaks(site, made, known) == []


@pytest.mark.usefixtures("silent")
def test_one_finding_for_each_file_and_source_and_the_longest_text_stands_for_all(
    tmp_path,
):
    pages = [
        page("desk.md", "short one\n\na longer one\n\na longer one"),
        page("attic.md", "quite another"),
    ]
    made = edition(tmp_path, *pages)
    site = put(
        tmp_path / "site",
        a__txt="short one; a longer one\nquite another",
        b__txt="short one",
    )
    assert told(site, made) == [
        (
            "a.txt",
            "has the internal text “a longer one” of content/desk.md:3 (and 1 more)",
        ),
        ("a.txt", "has the internal text “quite another” of content/attic.md:1"),
    ]


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("7", False),
        ("42", False),
        ("739", True),
        ("x", False),
        ("xy", True),
        ("x7", True),
        ("é", False),
        ("--", False),
    ],
)
@pytest.mark.usefixtures("silent")
def test_a_letter_and_a_number_under_three_digits_tell_nothing(tmp_path, text, tells):
    site = put(tmp_path / "site", a__txt=f"before {text} after")
    assert bool(told(site, edition(tmp_path, page("desk.md", text)))) is tells


@pytest.mark.usefixtures("silent")
def test_what_the_public_sources_say_in_any_of_their_lines_is_no_secret(tmp_path):
    hidden, site = (
        page("desk.md", "the queue\n\nof the queue is\n\nunder the pot"),
        put(tmp_path / "site", a__txt="the queue; of the queue is; under the pot"),
    )
    open_page = page("index.md", "The key of the queue is lost.", PUBLIC)
    assert told(site, edition(tmp_path, hidden, open_page)) == [
        ("a.txt", "has the internal text “under the pot” of content/desk.md:5")
    ]
    both = page("index.md", "of the queue is\nUnder [the pot](x).", PUBLIC)
    assert told(site, edition(tmp_path, hidden, both)) == []


@pytest.mark.usefixtures("silent")
def test_a_secret_within_another_and_one_that_overlaps_it_are_both_found(tmp_path):
    made = edition(
        tmp_path,
        page("a.md", "one two"),
        page("b.md", "one two three"),
        page("c.md", "two three four"),
    )
    site = put(tmp_path / "site", a__txt="one two three four", b__txt="one two")
    assert told(site, made) == [
        ("a.txt", "has the internal text “one two three” of content/b.md:1"),
        ("a.txt", "has the internal text “two three four” of content/c.md:1"),
        ("b.txt", "has the internal text “one two” of content/a.md:1"),
    ]


@pytest.mark.usefixtures("silent")
def test_with_too_little_memory_all_is_found_as_well_and_the_terminal_stays_silent(
    tmp_path, monkeypatch, capfd
):
    monkeypatch.setattr(leaks, "_MEMORY", 1_000_000)
    hidden = [f"word{n} of {n * n}" for n in range(2000)]
    made = edition(tmp_path, page("desk.md", "\n".join(hidden)))
    site = put(tmp_path / "site", a__txt=f"{hidden[0]} and {hidden[1999]}")
    assert [message for _, message in told(site, made)] == [
        "has the internal text “word1999 of 3996001” of content/desk.md:2000 (and 1 more)"
    ]
    assert capfd.readouterr() == ("", "")


@pytest.mark.usefixtures("silent")
@pytest.mark.parametrize("memory", [1_000, 30_000, 300_000])
def test_texts_too_large_for_one_automaton_are_all_found_by_several(
    memory, tmp_path, monkeypatch, capfd
):
    hidden = [f"word{n} of {n * n}" for n in range(500)] + [
        "word7 of",
        "word7 of 49 and more",
    ]
    made = edition(tmp_path, page("desk.md", "\n".join(hidden)))
    said = "\n".join(f"so {text} it" for text in hidden)
    site = put(tmp_path / "site", a__txt=said)
    whole = check_leaks(site, made)
    monkeypatch.setattr(leaks, "_MEMORY", memory)
    assert check_leaks(site, made) == whole
    assert [finding.message.endswith("(and 501 more)") for finding in whole] == [True]
    assert capfd.readouterr() == ("", "")


@pytest.mark.usefixtures("silent")
def test_cells_of_a_table_are_told_apart_in_pages_only(tmp_path):
    site = put(
        tmp_path / "site", a__html="<tr><td>pin code</td><td>other cell</td></tr>"
    )
    assert (
        len(told(site, edition(tmp_path, page("desk.md", "| pin code | x |")))) == 1
    )
    whole = book(
        section(
            [cause("no", message="| pin code | x |", **HIDDEN)], [fix()], [symptom()]
        )
    )
    assert told(site, edition(tmp_path, whole=whole)) == []


@pytest.mark.usefixtures("silent")
def test_names_of_files_are_searched_and_so_is_markup_within_a_text(tmp_path):
    made = edition(tmp_path, page("desk.md", "night shift"))
    site = put(tmp_path / "site", a__json='{"x": "&lt;p&gt;night &lt;b&gt;shift"}')
    put(site / "night-shift", x__txt="nothing")
    assert [path for path, _ in told(site, made)] == ["a.json"]
    (site / "a.json").unlink()
    assert [path for path, _ in told(site, made)] == ["night-shift/x.txt"]


@pytest.mark.parametrize("name", ["own", "theme", "shown"])
@pytest.mark.usefixtures("silent")
def test_what_the_site_would_say_anyway_is_no_leak(tmp_path, monkeypatch, name):
    made = edition(tmp_path, page("desk.md", "night shift"))
    site = put(tmp_path / "site", a__txt="night shift")
    assert told(site, made)
    monkeypatch.setattr(leaks, name, lambda _edition: b" the night shift here ")
    assert told(site, made) == []


def test_nobody_asks_what_a_site_says_of_itself_where_nothing_was_found(
    tmp_path, monkeypatch
):
    for name in ("own", "theme", "shown"):
        monkeypatch.setattr(leaks, name, None)
    site = put(tmp_path / "site", a__txt="nothing")
    assert told(site, edition(tmp_path, page("desk.md", "night shift"))) == []
    monkeypatch.setattr(leaks, "_first", None)
    assert told(site, edition(tmp_path, page("index.md", "x", PUBLIC))) == []


@pytest.mark.usefixtures("silent")
def test_an_internal_file_is_known_by_its_bytes_unless_it_is_empty_or_public_too(
    tmp_path,
):
    for name, data in {
        "plan.png": b"\1\2",
        "empty.png": b"",
        "open.png": b"\3\4",
        "same.png": b"\3\4",
    }.items():
        (tmp_path / name).write_bytes(data)
    names = ("plan.png", "empty.png", "open.png", "same.png")
    made = edition(
        tmp_path,
        assets=tuple((name, tmp_path / name) for name in names),
        secret=frozenset(names) - {"open.png"},
    )
    site = put(
        tmp_path / "site",
        a__bin=b"\1\2",
        b__bin=b"",
        c__bin=b"\3\4",
        d__bin=b"\2\1",
        e__bin=b"\1\2\3",
    )
    [finding] = check_leaks(site, made)
    assert str(finding) == (
        "a.bin:0:0: V002 is the internal file content/plan.png (nothing was published; "
        "let a public page refer to the file, or take it out of here)"
    )


# Links and pages


@pytest.mark.parametrize(
    ("link", "wrong"),
    [
        ("b/", ""),
        ("b", ""),
        ("b/index.html", ""),
        ("./b/", ""),
        (".", ""),
        ("", ""),
        ("..", "leads nowhere"),
        ("../x", "leads nowhere"),
        ("c/", "leads nowhere"),
        ("b/c", "leads nowhere"),
        ("file.txt", ""),
        ("file.txt/", "leads nowhere"),
        ("file%2Etxt", ""),
        ("file.txt?q=1", ""),
        ("  b/ ", ""),
        ("https://e.org/c", ""),
        ("mailto:x@e.org", ""),
        ("//e.org/c", ""),
        ("http://[::1", "is no address"),
        ("/base/b/", ""),
        ("/base/", ""),
        ("/base/c", "leads nowhere"),
        ("/elsewhere/c", ""),
        ("#here", ""),
        ("#there", "has no anchor “there”"),
        ("b/#there", ""),
        ("b/#here", "has no anchor “here”"),
        ("b/#th%65re", ""),
        ("#:~:text=x", ""),
        ("#__tabbed", ""),
        ("#kb=1", ""),
        ("#xkb=1", "has no anchor “xkb=1”"),
        ("file.txt#x", ""),
    ],
)
def test_a_link_is_followed_as_a_server_would(tmp_path, link, wrong):
    site = put(
        tmp_path / "site",
        index__html=f'<p id="here"><a href="{link}">x</a></p>',
        file__txt="x",
    )
    put(site / "b", index__html='<p id="there">x</p>')
    found = [
        (finding.path, finding.code, finding.message)
        for finding in check_links(SiteFacts.of(site).files, "/base/")
    ]
    assert found == (
        [("index.html", "V001", f"link “{link}” {wrong}")] if wrong else []
    )


def test_a_link_from_below_leads_up_and_the_nearest_file_is_offered(tmp_path):
    site = put(tmp_path / "site", index__html="<p>x</p>", page__txt="x")
    put(
        site / "b",
        index__html="<a href='../'>x</a><a href='..'>x</a><a href='../page.txt'>x</a>"
        "<a href='pige.txt'>x</a><a href='/page.txt'>x</a>",
    )
    assert [str(finding) for finding in check_links(SiteFacts.of(site).files)] == [
        "b/index.html:0:0: V001 link “pige.txt” leads nowhere (did you mean “page.txt”?)"
    ]


def test_the_page_of_a_wrong_address_may_have_fragments_of_any_page(tmp_path):
    site = put(
        tmp_path / "site", **{"404__html": "<a href='#x'>x</a><a href='/c/'>x</a>"}
    )
    assert [finding.message for finding in check_links(SiteFacts.of(site).files)] == [
        "link “/c/” leads nowhere"
    ]


def test_pages_that_are_missing_and_names_that_differ_in_case_only_are_told(tmp_path):
    site = put(tmp_path / "site", A__html="x", b__html="x")
    put(site / "B__html".replace("__", ".").upper(), x="x")
    (site / "folder").mkdir()
    assert [
        str(finding) for finding in check_pages(site, ["b.html", "c.html", "folder"])
    ] == [
        "c.html:0:0: V004 is missing from the built site",
        "folder:0:0: V004 is missing from the built site",
        "b.html:0:0: V003 differs in case only (from B.HTML)",
    ]


@pytest.mark.usefixtures("silent")
def test_a_site_is_judged_by_all_rules_at_once_in_order(tmp_path):
    made = edition(tmp_path, page("desk.md", "night shift"))
    site = put(
        tmp_path / "site",
        a__html="<a href='x'>night shift</a> <a href='/base/a.html'>x</a>",
        A__html="",
    )
    codes = [(finding.path, finding.code) for finding in verify(site, made, "/base/")]
    assert codes[:3] == [("a.html", "V001"), ("a.html", "V002"), ("a.html", "V003")]
    assert {code for _, code in codes[3:]} == {"V004"}
    assert "problem/index.html" in {path for path, _ in codes}
    assert len(codes) == 3 + len(list(made.book.entries()))
