"""The words that the generator says to readers, a file for each language.

`en.json` has every text, and the other files the same; a book may say some in its own words, or
all of them in a language that is not here. The scripts of pages get the texts that they use when
they are bundled. It must not know where a text is shown. Plurals, numbers and dates follow the
rules of the Unicode CLDR, as Babel and browsers know them.
"""

from __future__ import annotations

import datetime
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal

_HERE = Path(__file__).parent
ENGLISH = "en"
TABLE = _HERE / "en.json"
"""The file that scripts name for whatever language they are bundled in."""
LANGUAGES = tuple(sorted(path.stem for path in _HERE.glob("*.json")))
PLACE = re.compile(r"\{(\w+)\}")
Text = str | dict[str, str]
"""A text, or one for each form of plural."""
Table = dict[str, dict[str, Text]]
Shown = Callable[[str], str]


@dataclass(frozen=True)
class Strings:
    """The texts of one language, as JSON."""

    text: str

    @cached_property
    def table(self) -> Table:
        """The texts by section and name."""
        table: Table = json.loads(self.text)
        return table

    @property
    def language(self) -> str:
        """The language, as `lang` in HTML has it."""
        return str(self.table["language"]["code"])

    @cached_property
    def locale(self) -> Locale:
        """The rules of the language."""
        return Locale.parse(str(self.table["language"]["locale"]), sep="-")

    @property
    def direction(self) -> str:
        """How the language is read: `ltr` or `rtl`."""
        return str(self.locale.text_direction)

    def say(self, key: str, /, count: int | None = None, **values: object) -> str:
        """The text with this key (`section.name`), with values put in."""
        return "".join(self.pieces(key, count, str, **values))

    def pieces(
        self, key: str, count: int | None, shown: Shown, /, **values: object
    ) -> Iterator[str]:
        """A text in pieces: its own words as they are `shown`, and the values as they are."""
        text = self._text(key, count)
        given = values if count is None else {"count": self.number(count), **values}
        for n, piece in enumerate(PLACE.split(text) if given else [text]):
            yield str(given[piece]) if n % 2 else shown(piece) if piece else ""

    def _text(self, key: str, count: int | None) -> str:
        """The text with a key, in the plural of a number."""
        section, _, name = key.partition(".")
        text = self.table[section][name]
        if isinstance(text, str):
            return text
        form = str(self.locale.plural_form(count or 0))
        return text.get(form, text["other"])

    def number(self, number: int) -> str:
        """A number as the language writes it."""
        return str(format_decimal(number, locale=self.locale))

    def day(self, date: datetime.date) -> str:
        """A day as the language writes it in full."""
        return str(format_date(date, "long", locale=self.locale))

    @property
    def frame(self) -> dict[str, str]:
        """What the theme's templates say, by name."""
        return {name: str(text) for name, text in self.table["frame"].items()}

    def saying(self, key: str, text: str) -> Strings:
        """The same texts with another one for a key (`section.name`)."""
        section, _, name = key.partition(".")
        own = {**self.table, section: {**self.table[section], name: text}}
        return Strings(json.dumps(own, ensure_ascii=False))

    def texts(self) -> Iterator[str]:
        """Every text without its places, and with another text of its section as its link."""
        for texts in self.table.values():
            plain = [text for text in texts.values() if isinstance(text, str)]
            for text in texts.values():
                yield from map(
                    _bare, [text] if isinstance(text, str) else text.values()
                )
            for text in plain:
                if "{link}" in text:
                    yield from (
                        _bare(text.replace("{link}", other)) for other in plain
                    )

    def some(self, sections: Iterable[str]) -> str:
        """Some sections as JSON, for a script."""
        own = {name: self.table[name] for name in sorted(sections)}
        return json.dumps(own, ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=8)
def strings(language: str = ENGLISH) -> Strings:
    """The texts of a language that is here."""
    return Strings((_HERE / f"{language}.json").read_text("utf-8"))


def in_words_of(language: str, own: Mapping[str, Mapping[str, Text]]) -> Strings:
    """The texts of a language with a book's own in their place; English where there are none."""
    if language in LANGUAGES and not own:
        return strings(language)
    base = strings(_primary(language) if is_spoken(language) else ENGLISH).table
    made = {name: {**texts, **own.get(name, {})} for name, texts in base.items()}
    if language not in LANGUAGES:
        made["language"] = {"code": language, "locale": language}
    return Strings(json.dumps(made, ensure_ascii=False))


def is_spoken(language: str) -> bool:
    """Whether the words of a language are here, whichever country it is spoken in."""
    return _primary(language) in LANGUAGES


def _primary(language: str) -> str:
    """A language without its country."""
    return language.partition("-")[0]


def _bare(text: str) -> str:
    """A text without its places."""
    return PLACE.sub(" ", text)


def alphabetical(text: str) -> tuple[str, str]:
    """A text's place in an alphabet: a letter with a mark stands beside the one without.

    So it is in dictionaries of German (DIN 5007-1), French and most others; where a language has
    a letter of its own at the end, such as the Swedish å, it is not.
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char)), text


def plural_forms(language: str) -> frozenset[str]:
    """The forms of plural that whole numbers have in a language, `other` among them.

    None for a language that nobody has told of.
    """
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return frozenset()
    return frozenset(locale.plural_form(n) for n in range(201)) | {"other"}
