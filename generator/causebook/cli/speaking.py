"""A new book in another language: what its configuration says, and which language it names.

The book's own texts stay as they are: they are an example to be replaced. It must not know what
they say.
"""

from __future__ import annotations

from pathlib import Path

from ..strings import strings

_SAID = {
    "Home:": "hubs.home",
    "Diagnose:": "starter.diagnose",
    "Overview and checklist:": "starter.overview",
    "Fixes:": "hubs.fixes",
    "Symptoms:": "hubs.symptoms",
    "Worked cases:": "hubs.scenarios",
    "On paper:": "pages.paper",
    "Exact messages:": "hubs.messages",
    "Platforms:": "hubs.platforms",
    "name: Switch to dark": "starter.dark",
    "name: Switch to light": "starter.light",
    "permalink_title: Link to this section": "starter.permalink",
}
"""What the configuration of the starter says, and the text that stands for it."""


def speak(folder: Path, language: str, *, is_guest: bool) -> None:
    """Let a book that was just written speak a language; the site around a guest is left alone."""
    book = folder / "causes" / "book.yml"
    text = book.read_text("utf-8")
    book.write_text(text.replace("\nid:", f"\nlanguage: {language}\nid:", 1), "utf-8")
    if is_guest:
        return
    site = folder / "mkdocs.yml"
    said = site.read_text("utf-8").replace("language: en", f"language: {language}")
    for english, key in _SAID.items():
        own = strings(language).say(key)
        start, colon, end = english.partition(":")
        said = said.replace(english, f"{start}: {own}" if end else f"{own}{colon}")
    site.write_text(said, "utf-8")
