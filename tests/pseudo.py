"""A language that nobody speaks: every text of the generator in letters that no book has."""

import json
import re
from pathlib import Path

from causebook.strings import PLACE, plural_forms, strings

_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LETTERS = str.maketrans(_PLAIN, "".join(chr(0x0250 + n) for n in range(len(_PLAIN))))
"""Each letter of ASCII is one of the phonetic alphabet: none is left, and none is a word's end."""

SPOKEN = re.compile(f"[{chr(0x250)}-{chr(0x250 + len(_PLAIN) - 1)}][\\w'’]*")
"""A word of the language."""


def said(text: str) -> str:
    """A text in the language: its places as they are."""
    parts = PLACE.split(text)
    return "".join(
        f"{{{part}}}" if n % 2 else part.translate(_LETTERS)
        for n, part in enumerate(parts)
    )


def speak(project: Path, language: str = "en") -> None:
    """Let the generator speak the language in a project's book, by the rules of a real one."""
    forms = plural_forms(language)
    table = {
        section: {
            name: said(text)
            if isinstance(text, str)
            else {form: said(text["other"]) for form in forms}
            for name, text in texts.items()
        }
        for section, texts in strings().table.items()
        if section != "language"
    }
    path = project / "causes" / "strings.yml"
    path.write_text(json.dumps(table, ensure_ascii=False, indent=1), "utf-8")
