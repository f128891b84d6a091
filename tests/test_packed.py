"""What the page carries of the knowledge is less text, and the whole of it."""

import json

import pytest
from causebook.diagnosis.packed import packed
from unpacked import unpacked

KNOWN = {
    "book": {"id": "b", "title": "B"},
    "symptoms": [
        {"id": "out", "url": "p/out/", "ask": None, "patterns": [{"in": [], "re": "a"}]},
        {"id": "jam", "url": "p/jam/", "ask": "Is it?", "patterns": [{"in": [], "re": "{id}"}]},
        {"id": "hot", "url": "q/", "ask": None, "patterns": [{"in": ["log"], "re": "{id}"}]},
    ],
    "phrases": {"id": "x"},
    "scales": {"often": 0.5},
}


def test_what_most_entries_say_stands_once():
    usual = packed(KNOWN)["usual"]
    assert usual["symptoms"]["url"] == "p/{id}/"
    assert "url" not in packed(KNOWN)["symptoms"][0]
    assert packed(KNOWN)["symptoms"][2]["url"] == "q/"


@pytest.mark.parametrize("known", [KNOWN, {"symptoms": []}, {"symptoms": [{"id": "{id}"}]}])
def test_nothing_is_lost(known):
    assert unpacked(json.dumps(packed(known))) == known
