"""What is said of readers in one role reaches the diagnosis, and names roles that there are."""

import pytest
from causebook.diagnosis.knowledge import knowledge
from causebook.model import Audience
from causebook.project import check
from small_book import book, cause, family, fix, look, platform, section, symptom

CAUSE = "causes/does-not-print/out-of-paper.yml"


def written(**more):
    """What the diagnosis knows of a small book with one cause, family and look."""
    parts = {
        "causes": [cause("cause")],
        "families": (family(),),
        "observations": (look(),),
        **more,
    }
    told = section(
        parts["causes"],
        [fix()],
        [symptom("seen")],
        families=parts["families"],
        observations=parts["observations"],
    )
    return knowledge(book(told), Audience.INTERNAL)


def test_how_often_a_cause_or_family_is_met_is_written_by_role():
    met = {"user": "common"}
    causes = [cause("cause", likelihood_for=met), cause("other")]
    told = written(
        causes=causes, families=(family(likelihood_for=met), family("rest"))
    )
    assert [one.get("likelihoodFor") for one in told["causes"]] == [met, None]
    assert [one.get("likelihoodFor") for one in told["families"]] == [met, None]


def test_whether_quoting_a_message_shows_a_look_is_written():
    looks = written(observations=(look(shown_by_symptoms=True), look("other")))[
        "observations"
    ]
    assert [one["shownBySymptoms"] for one in looks] == [True, False]


def test_who_seldom_can_say_is_written():
    looks = written(observations=(look(seldom_known_to=("user",)), look("other")))[
        "observations"
    ]
    assert [one["seldomKnownTo"] for one in looks] == [["user"], []]


@pytest.mark.parametrize(
    ("said", "code"),
    [("usr: rare", "L001"), ("user: seldom", "S"), ("user: rare", "")],
)
def test_a_role_that_is_none_is_a_finding(book, said, code):
    path = book / CAUSE
    text = path.read_text("utf-8").replace(
        "\nplace:", f"\nlikelihood_for: {{{said}}}\nplace:", 1
    )
    path.write_text(text, "utf-8")
    found = [finding.code for finding in check(book).findings]
    assert [one[: len(code)] for one in found if one[0] != "W"] == [code][: len(code)]


def test_causes_are_written_the_commoner_first_and_of_those_the_ones_of_more_products():
    causes = [
        cause("a", likelihood="rare"),
        cause("b", likelihood="common"),
        cause("c", likelihood="common"),
    ]
    told = section(causes, [fix()], [symptom("seen")])
    products = tuple(
        platform(name).model_copy(update={"common": ("c",)}) for name in ("x", "y")
    )
    known = knowledge(book(told, platforms=products), Audience.INTERNAL)
    assert [one["id"] for one in known["causes"]] == ["c", "b", "a"]
