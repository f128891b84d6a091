"""Causes labelled reproduced have a specimen, and the diagnosis ends there or says what tells it apart.

The specimens were recorded by `make reproduce` from programs that people run; here none is needed.
"""

import re

import pytest
from causebook.model import Proof
from reproduce.recording import Seen, without_secrets
from reproduce.told import PAGE, page, told, undeclared

SIDES = ("before", "after")


@pytest.fixture(scope="module")
def every():
    return told()


def test_at_least_so_many_causes_are_reproduced(every):
    assert len(every[1]) >= 45


def test_every_label_has_its_specimen(every):
    causes = [cause for section in every[0].sections for cause in section.causes]
    labelled = {cause.id for cause in causes if cause.proof is Proof.REPRODUCED}
    assert labelled == {one.cause.id for one in every[1]}


def test_what_was_recorded_shows_a_refusal_and_a_success(every):
    for one in every[1]:
        it = one.cause.specimen
        seen = Seen(
            it.setting,
            it.before,
            it.telling,
            it.after,
            success=r"[12]\d\d|1\.0\.0",
            handshake=True,
        )
        assert not seen.fault(), one.cause.id


def test_specimens_hold_no_secrets(every):
    for one in every[1]:
        for side in SIDES:
            text = getattr(one.cause.specimen, side)
            assert text == without_secrets(text), one.cause.id
            assert not re.search(r"/work/|/tmp/|/root/", text), one.cause.id


def test_every_specimen_ends_at_its_cause_or_is_told_apart_by_a_symptom(every):
    assert undeclared(every[1]) == []


def test_the_table_of_confusions_is_what_the_diagnosis_says_now(every):
    assert PAGE.read_text("utf-8") == page(*every), (
        "cd tests && python -m reproduce --page"
    )
