"""What entries have to do with each other, found from the other side: each relation by one example."""

from causebook.book.section import Section
from small_book import book, cause, fix, platform, problem, scenario, symptom

FIXES = (fix(),)
SAID = {"platform": "cups", "messages": ["Paper jam"]}


def related(causes=(), fixes=FIXES, symptoms=(), scenarios=(), platforms=()):
    whole = Section(
        problem(), tuple(causes), tuple(symptoms), tuple(fixes), tuple(scenarios)
    )
    return book(whole, platforms=tuple(platforms)).relations


def test_a_scenario_is_of_its_cause_and_of_its_fix():
    shown = scenario("shown")
    made = related([cause(shown.cause)], [fix(shown.fix)], scenarios=[shown])
    assert made.scenarios_of == {shown.cause: (shown,), shown.fix: (shown,)}


def met_with(often, **keys):
    """The causes that one is met with on a platform, which may be said by a message of it."""
    return related(
        [cause("spoken", evidence={"it": often}), cause("silent")],
        symptoms=[symptom("it", **keys)],
        platforms=[platform("cups")],
    ).causes_met_with


def test_a_cause_is_met_with_a_product_that_it_lists_or_whose_message_it_shows():
    assert met_with("usually", **SAID) == {"cups": ("spoken",)}
    listed = related(
        [cause("listed", platforms=["cups"])], platforms=[platform("cups")]
    )
    assert listed.causes_met_with == {"cups": ("listed",)}


def test_a_cause_is_not_met_with_a_product_whose_message_it_never_shows():
    assert met_with("never", **SAID) == {}


def test_what_is_said_by_no_product_is_of_no_product():
    assert met_with("usually") == {}
