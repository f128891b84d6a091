"""Characters that nobody sees are refused; those that scripts and emoji need are not."""

import unicodedata

import pytest
from causebook.model.fields import publishable
from pydantic_core import PydanticCustomError

NEEDED = [
    "👩‍👩‍👧",
    "🏳️‍🌈",
    "❤️‍🔥",
    "1️⃣",
    "#️⃣",
    "می‌خواهم",
    "क्‍ष",
    "ශ්‍රී",
    "⚠️ hot",
    "葛󠄀城",
    "ᠮᠣᠩᠭᠣᠯ᠎ᠠ",
    "Donau\u00addampf",
    "e\u0301",
    "日本",
    "a\u00a0b",
    "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "\u0600\u0661",
]
SIGNS = {
    chr(code)
    for code in (
        *range(0x600, 0x606),
        0x6DD,
        0x70F,
        0x890,
        0x891,
        0x8E2,
        0x110BD,
        0x110CD,
        *range(0x13430, 0x13440),
    )
}
"""Format characters that are seen: signs of numbers and of verses, the joiners of hieroglyphs."""


@pytest.mark.parametrize("text", NEEDED)
def test_what_scripts_and_emoji_need_is_published(text):
    assert publishable(text) == text


@pytest.mark.parametrize("place", ["{}ab", "a{}b", "ab{}", "a {}b"])
def test_no_format_character_hides_in_latin_text(place):
    formats = [
        chr(code)
        for code in range(0x110000)
        if unicodedata.category(chr(code)) == "Cf" and chr(code) not in SIGNS
    ]
    assert len(formats) > 100
    passed = []
    for character in [
        *formats,
        "\ufe0f",
        "\u034f",
        "\U000e0100",
        "\u3164",
        "\u115f",
        "\u2065",
    ]:
        try:
            publishable(place.format(character))
            passed.append(f"{ord(character):04X}")
        except PydanticCustomError:
            pass
    assert passed == (["00AD"] if place == "a{}b" else [])


@pytest.mark.parametrize(
    "text",
    [
        "⚠\ufe0f\ufe0f",
        "日\U000e0100\U000e0101",
        "می\u200c\u200cخ",
        "👩\u200d\u200d👧",
        "\U0001f3f4\U000e0067",
        "x\U000e007f",
    ],
)
def test_joiners_in_a_row_and_stray_tags_are_refused(text):
    with pytest.raises(PydanticCustomError):
        publishable(text)
