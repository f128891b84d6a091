"""The live preview shows, after any edit, what a clean build would show; what is broken changes no page."""

import os
import random
import threading
from functools import partial

import pytest
from causebook import pipeline, project
from causebook.model import Audience
from causebook.site import Source
from causebook.site.epochs import Epochs
from causebook.site.live import Live
from test_renewal import PARTS, ROOM, Edits, build, changed, one_day, tree  # noqa: F401

ADDRESS = "http://127.0.0.1:8000/"
LATER = {"sitemap.xml", "sitemap.xml.gz"}
"""What a preview makes anew only with the whole site."""
OF_A_BUILD = {
    "page_of_the_old_site",
    "page_gone_from_the_old_site",
    "record_torn",
    "record_of_nonsense",
    "results_torn",
    "results_gone",
    "rights",
}


@pytest.fixture(autouse=True)
def one_address(monkeypatch):
    """A build that is compared says the address under which the preview is looked at."""
    monkeypatch.setenv("CAUSEBOOK_SITE_URL", ADDRESS)


def source(book) -> Source:
    known = {}
    return Source(
        lambda: project.check(book, claims=False, known=known),
        project.check_later,
        partial(pipeline.generate_pages, wait=True),
        pipeline.PARTS,
    )


@pytest.fixture
def live(book):
    made = Live(book, Audience.PUBLIC, ADDRESS, source(book))
    yield made
    made.close()


def shown(folder) -> dict[str, bytes]:
    return {name: data for name, data in tree(folder).items() if name not in LATER}


@pytest.mark.parametrize("kinds_of", PARTS)
def test_after_any_edit_the_preview_is_what_a_clean_build_makes(kinds_of, book, live):
    chance = random.Random(2)
    edits = Edits(book, chance)
    live.update()
    live.follow()
    for several in kinds_of(chance):
        kinds = [kind for kind in several if kind not in OF_A_BUILD]
        for kind in kinds:
            edits.n += 1
            getattr(edits, kind)()
            assert live.update().problems == (), kind
        if kinds:
            assert live.follow().problems == (), kinds
            build(book, out="site/clean", clean=True)
            assert shown(live.folder) == shown(book / "site/clean"), kinds


def test_an_edit_makes_the_pages_that_it_touches_and_no_others(book, live):
    assert live.update().everything
    changed(
        book / ROOM / "out-of-paper.yml", "waits for paper,", "waits for some paper,"
    )
    change = live.update()
    assert not change.everything
    assert "does-not-print/out-of-paper/index.html" in change.names
    assert "does-not-print/queue-paused/index.html" not in change.names
    assert "diagnose/index.html" in live.follow().names
    assert live.follow().names == frozenset()


def test_a_page_that_is_asked_for_is_made_then_and_the_others_when_there_is_time(
    book, live
):
    live.update()
    changed(
        book / ROOM / "out-of-paper.yml", "waits for paper,", "waits for some paper,"
    )
    names = [name for name in live.update().names if name.endswith(".html")]
    assert len(names) > 1
    first, other = (live.folder / name for name in names[:2])
    before = first.read_bytes(), other.read_bytes()
    live.show(names[0])
    assert (first.read_bytes() == before[0], other.read_bytes() == before[1]) == (
        False,
        True,
    )
    live.follow(lambda: True)
    assert other.read_bytes() == before[1]
    live.follow()
    assert other.read_bytes() != before[1]


def test_an_edit_that_comes_before_the_rest_is_done_leaves_nothing_behind(book, live):
    live.update()
    for n, name in enumerate(["out-of-paper", "printer-offline", "queue-paused"]):
        changed(
            book / ROOM / f"{name}.yml", r"^summary: .*$", f"summary: Told {n} times."
        )
        live.update()
        steps = iter(range(n))
        live.follow(lambda steps=steps: next(steps, None) is None)
    live.follow()
    build(book, out="site/clean", clean=True)
    assert shown(live.folder) == shown(book / "site/clean")


def test_an_edit_of_a_page_of_the_navigation_makes_that_page_alone(book, live):
    live.update()
    page = book / "content/index.md"
    page.write_text(f"{page.read_text()}\nOne more line.\n")
    change = live.update()
    assert (change.everything, change.names) == (False, {"index.html"})


def test_what_is_broken_is_told_and_the_last_good_pages_stay(book, live):
    live.update()
    page = live.folder / "does-not-print/out-of-paper/index.html"
    good = page.read_text()
    cause = book / ROOM / "out-of-paper.yml"
    whole = cause.read_text()
    cause.write_text(whole.replace("likelihood:", "likelyhood:"))
    assert "S001 unknown key" in live.update().problems[0]
    cause.write_text(whole.replace("The paper tray is empty", "No paper"))
    override = book / "site_overrides/main.html"
    template = override.read_text()
    override.write_text(template + "{% if %}")
    assert "M003 fails" in live.update().problems[0]
    assert page.read_text() == good
    override.write_text(template)
    assert live.update().problems == ()
    live.show("does-not-print/out-of-paper/index.html")
    assert (
        "No paper"
        in (live.folder / "does-not-print/out-of-paper/index.html").read_text()
    )


def test_what_is_broken_is_told_until_it_is_mended_whatever_is_still_to_do(
    book, live
):
    """The rest of an edit that was good may be done after one that is not."""
    live.update()
    live.follow()
    file = book / ROOM / "out-of-paper.yml"
    changed(file, "waits for paper,", "waits for some paper,")
    good = file.read_text()
    assert live.update().problems == ()
    assert live.follow(lambda: True).problems == ()
    changed(file, "likelihood:", "likelyhood:")
    told = live.update().problems
    assert "S001 unknown key" in told[0]
    assert live.follow().problems == told
    live.show("does-not-print/out-of-paper/index.html")
    assert live.problems == told
    file.write_text(good)
    assert live.update().problems == ()
    assert live.follow().problems == ()


def test_what_the_book_claims_of_its_diagnosis_is_told_after_the_pages(book, live):
    scenario = book / ROOM / "scenarios/stopped-after-a-jam.yml"
    live.update()
    changed(scenario, "^cause: .*$", "cause: out-of-paper")
    changed(scenario, "^fix: .*$", "fix: load-paper")
    assert live.update().problems == ()
    assert "D001 the paste does not lead to" in live.follow().problems[0]
    changed(
        book / ROOM / "out-of-paper.yml", "waits for paper,", "waits for some paper,"
    )
    assert "D001" in live.update().problems[0], (
        "what was found stays until it is looked at again"
    )


def test_hundreds_of_quick_edits_end_with_the_last_one(book, live):
    """SAVES=500 makes that many."""
    live.update()
    last = int(os.environ.get("SAVES", "20")) - 1
    cause = book / ROOM / "out-of-paper.yml"
    whole, chance = cause.read_text(), random.Random(3)
    for n in range(last + 1):
        text = whole.replace("waits for paper,", f"waits for {n} sheets of paper,")
        cause.write_text(
            text[: chance.randrange(len(text))] if n % 3 == 1 and n < last else text
        )
        live.update()
        if n % 3 == 0:
            live.follow(lambda: chance.random() < 0.3)
    assert live.follow().problems == ()
    assert (
        f"waits for {last} sheets"
        in (live.folder / "does-not-print/out-of-paper/index.html").read_text()
    )
    assert not list(live.folder.rglob("*.new"))


def test_a_page_that_waits_is_told_of_its_own_change_and_of_one_of_all_pages():
    epochs = Epochs()
    start = epochs.now
    epochs.tell(["/a/"], all_pages=False)
    assert epochs.wait("/a/", start)
    later = epochs.now
    told = []
    waiting = threading.Thread(target=lambda: told.append(epochs.wait("/b/", later)))
    waiting.start()
    epochs.tell(["/a/"], all_pages=False)
    assert told == []
    epochs.tell([], all_pages=True)
    waiting.join(10)
    assert told == [True]
