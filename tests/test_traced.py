"""What a page was made of is known in small parts, so that an edit makes few pages anew."""

from pathlib import Path

from causebook.book.audience import for_audience
from causebook.book.traced import Digests, Seen, Values
from causebook.load.content import Content
from causebook.model import Audience, Platform
from causebook.pipeline import link, load
from causebook.render import Options, render
from small_book import NAMED, book, cause, fix, section, symptom

ROOT = Path(__file__).parents[1]


def test_no_page_of_an_entry_of_the_shipped_book_was_made_of_the_whole_book():
    whole, _ = link(load(ROOT / "causes"))
    public = for_audience(whole, Audience.PUBLIC)
    made = render(public, Content(), Options(Audience.PUBLIC))
    made.copies(None)
    assert [source for source, trace in made.traces().items() if "book" in trace.names] == []


def test_who_reads_the_platforms_is_made_of_them_and_of_nothing_else():
    def values(*platforms, **more):
        made = book(section([cause("a", **more)], [fix()], [symptom("s")]), platforms=platforms)
        return Values(made, Digests())

    cups, other = (Platform.model_validate({**NAMED, "id": name}) for name in ("cups", "other"))
    seen = Seen(values(cups).book)
    assert seen.platforms == (cups,)
    trace = values(cups).trace(seen.names, "")
    assert values(cups).hold(trace, "")
    assert values(cups, summary="Another it is.").hold(trace, "")
    assert not values(cups, other).hold(trace, "")
