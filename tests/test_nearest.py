"""What a mistaken word was meant to be, also among very many, and in time that grows with them."""

from difflib import get_close_matches

import pytest
from causebook.model import nearest as module
from causebook.model.nearest import nearest

MANY = [
    f"{kind}-{n}"
    for kind in ("token-expired", "proxy-strips", "clock-skew")
    for n in range(3000)
]


def test_a_word_like_none_is_near_none():
    assert nearest("zzz", ["token"]) is None
    assert nearest("zzz", MANY) is None
    assert nearest("", []) is None


@pytest.mark.parametrize("kind", ["token-expired", "proxy-strips", "clock-skew"])
@pytest.mark.parametrize(
    "slip", [lambda w: w[1:], lambda w: w[:4] + w[5:], lambda w: w + "s"]
)
def test_among_many_words_a_slip_finds_the_one_that_was_meant(kind, slip):
    meant = f"{kind}-special"
    assert nearest(slip(meant), [*MANY, meant]) == meant


def test_among_many_words_only_a_few_are_compared_and_a_mistake_is_looked_up_once(
    monkeypatch,
):
    compared = []

    def counting(word, words, **how):
        compared.append(len(words))
        return get_close_matches(word, words, **how)

    monkeypatch.setattr(module.difflib, "get_close_matches", counting)
    for _ in range(5):
        nearest("tokn-expired-1234", MANY)
    assert len(compared) == 1
    assert compared[0] <= 50
