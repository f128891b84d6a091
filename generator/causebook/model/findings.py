"""A finding is a value: what is wrong in the sources, where, and what to do about it.

It is made low (loader, checks) and printed high (the faces). It must not know
about YAML, models or the command line.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .nearest import nearest

CODES: dict[str, str] = {
    "Y001": "the file is not YAML",
    "Y002": "a key stands twice in one mapping",
    "Y003": "an anchor or an alias",
    "Y004": "a merge key",
    "Y005": "a tag",
    "Y006": "nested too deeply",
    "Y007": "a file or a mapping that is too large",
    "Y008": "the file is not UTF-8",
    "Y009": "more than one document in a file",
    "Y010": "a control character or another character that cannot be published",
    "Y011": "the file is empty",
    "Y012": "a key that is not plain text",
    "Y013": "the file cannot be read, or is a symbolic link",
    "Y014": "a text that goes on at the margin",
    "Y015": "a text that ends at a # which looks like a part of it",
    "S001": "a key that this kind does not have",
    "S002": "a required key is missing",
    "S003": "a value of the wrong shape (text, list or mapping)",
    "S004": "a value that is not on its scale",
    "S005": "an id that is not lower-case words joined by hyphens, or a name that is none",
    "S006": "a text that is empty, too long, or a list that is too short or too long",
    "S007": "an address that is not http, https or mailto",
    "S008": "a date that is not YYYY-MM-DD",
    "S009": "an unknown kind",
    "S010": "a file of this kind does not belong here",
    "S011": "a value that contradicts another one",
    "S012": "a day that is still to come",
    "T001": "rich text outside the allowed grammar",
    "T002": "a language that the generator has no words in",
    "T003": "words of the generator with other places or forms of plural than they have to have",
    "P001": "a pattern outside the portable dialect",
    "P002": "an example that the symptom's patterns judge otherwise than it says",
    "P003": "a pattern that RE2 and JavaScript read otherwise",
    "L001": "a reference to an id that does not exist",
    "L002": "an id or an alias that is taken",
    "L003": "an entry that no reader can reach",
    "L004": "an entry that refers to itself",
    "L005": "a public entry that refers to an internal one",
    "L006": "a reference to an entry of the wrong kind",
    "L007": "something the book cannot do without is missing",
    "L008": "a scenario whose fix is not one of its cause's",
    "L009": "an entry that belongs to another problem",
    "L010": "evidence at a symptom that belongs to its causes",
    "L011": "an exact message that a cause is said to show always",
    "L012": "a cause that a platform calls common, and that nothing ties to it",
    "L013": "a line that a cause is said to be known by, and that is nowhere else in the book",
    "L014": "a text of a starting point that was to be replaced",
    "L015": "a part of the starter's book among entries of another subject",
    "W001": "learned words that cannot be used",
    "W002": "learned words that are stale",
    "R001": "a folder of reading modules, or one of its modules, that is not there",
    "R002": "a reading module that cannot be used",
    "R003": "a detector that the reading modules do not have",
    "R004": "something that holds the diagnosis up",
    "D001": "a scenario whose paste does not lead to its cause",
    "D002": "a scenario whose paste does not show what its way says",
    "D003": "an exact message that its own symptom does not recognise",
    "D004": "a line that a cause is known by, and in which nothing is seen",
    "N001": "an entry of the navigation that leads nowhere",
    "C001": "a content page links to an entry that does not exist or is internal",
    "C002": "a content page that cannot be read",
    "C003": "an unknown part in a content page",
    "C004": "a file that must not be published",
    "C005": "a link or an image in a content page, or a page of help, that leads nowhere, "
    "or where its readers may not go",
    "C006": "a block of a content page that MkDocs would tear from its list, or that has no end",
    "E001": "a word that this book does not use",
    "E002": "a step of a fix that is more than one action",
    "E003": "a title that no reader would say",
    "E004": "a title or a summary that another entry has too",
    "E005": "a sentence that must be read twice",
    "B001": "a template of the project's own that no page is made with",
    "B002": "a template of the project's own that cannot be read",
    "B003": "a template of the project's own that does not extend ours, or a text in no block",
    "B004": "a block that the page does not have, or an extra field that no entry has",
    "B005": "a block that does not say in whose place it stands, or says what is no longer so",
    "B006": "a template of the project's own that fails where a page is made with it",
    "M001": "the configuration of MkDocs (`mkdocs.yml`) is missing or broken",
    "M002": "the configuration of MkDocs asks for what a build cannot do",
    "M003": "a hook, a plugin, a template or the theme fails while MkDocs runs",
    "M004": "a folder that a build has to write is not ours, or lies behind a link",
    "M005": "what the configuration says for the foot of the pages cannot be shown",
    "M006": "the theme speaks another language than the book",
    "V001": "a link or fragment in the built site that leads nowhere",
    "V002": "internal text in the public site",
    "V003": "two pages with one address",
    "V004": "a page of the book is missing from the built site",
}


@dataclass(frozen=True, order=True)
class Finding:
    """One thing wrong. `line` and `col` count from 1; 0 means the file as a whole."""

    path: str
    line: int
    col: int
    code: str
    message: str = ""
    hint: str = ""

    def __str__(self) -> str:
        """The finding as `path:line:col: CODE message (hint)`, on one line."""
        text = f"{self.path}:{self.line}:{self.col}: {self.code} {self.message}"
        return one_line(f"{text} ({self.hint})" if self.hint else text)


def one_line(text: str) -> str:
    """The text without line breaks and unprintable characters, safe for a terminal."""
    return "".join(
        c if c.isprintable() else " " if c in "\r\n\t" else "\ufffd" for c in text
    )


def counted(number: int) -> str:
    """How many findings there are, in words."""
    return f"{number or 'no'} finding{'' if number == 1 else 's'}"


def quoted(value: str, limit: int = 60) -> str:
    """The value in quotes, cut to `limit` characters, for a message."""
    return f"“{value[:limit]}…”" if len(value) > limit else f"“{value}”"


def with_article(noun: str) -> str:
    """The noun behind “a” or “an”, by its first letter."""
    return f"{'an' if noun[:1] in 'aeio' else 'a'} {noun}"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The hint `did you mean “x”?` for the nearest known word, or an empty string."""
    near = nearest(word, known)
    return f"did you mean “{near}”?" if near else ""
