"""How the book speaks to its readers: one voice, plain words, one action a step, no twins.

Asked for by `check --style`, since an author may publish what is right and not yet well said. Only
the book's own prose is judged; messages, commands, code and what others wrote stay as they are. The
words are English. It must not know any field by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..load import Loaded, Sources, entries_of
from ..load.content import Content, Written
from ..load.nodes import Scalar, locate
from ..load.page_links import fenced_lines
from ..model import Fix
from ..model.fields import Prose
from ..model.findings import Finding, quoted
from ..model.marked import KeyPath, marked

MAX_WORDS = 45
"""A sentence that is longer is read twice."""
MAX_STEP = 60
"""Words of a step; what is longer is two actions, or an explanation that belongs in the cause."""

_NO_LOG = "".join(
    f"(?<!{word} )" for word in ("the", "a", "its", "own", "server", "this", "error")
)
_LOG_IN = (
    rf"{_NO_LOG}(?<!['’]s )log(?:s|ging|ged)? (?:in(?:to)?|out|off)"
    r"(?! (?:the|a|its|their|one|which|there|plain) )"
)
"""Logging in, but no log in which something is found, and nothing that is logged in a file."""
WORDS: tuple[tuple[str, str], ...] = (
    (
        r"simply|easily|obviously|of course",
        "leave it out: it is not, for who is stuck",
    ),
    (r"please note(?: that)?|note that", "say it without announcing it"),
    (r"in order to", "write “to”"),
    (r"utili[sz]e[sd]?", "write “use”"),
    (r"anew", "write “again”"),
    (r"belongs? into", "write “belongs in”"),
    (r"(?:in|at|on|between|behind|before) (?:it|which|them) stands?", "write “is”"),
    (
        r"stands? (?:in(?! for)|at|on|between|behind|before|there|here|beside|below|above)",
        "write “is”",
    ),
    (r"allows? to", "write “lets you”"),
    (
        r"e\.g\.|i\.e\.|etc\.|resp\.",
        "write it out: for example, that is, and so on, or",
    ),
    (r"in case that", "write “if”"),
    (r"in place of", "write “instead of”"),
    (r"for ever", "write “forever”"),
    (r"go(?:es)? on \w+ing", "write “keep”, as in “it keeps failing”"),
    (r"(?:speak|speaks|spoke) of", "write “mention” or “point to”"),
    (r"(?:lie|lies|lay) (?:\w+ )?ahead", "write “is in the future”"),
    (r"likeliest", "write “most likely”"),
    (r"one['’]s own", "write “your own”"),
    (r"web sites?", "write “website”"),
    (r"typing errors?", "write “typo”"),
    (_LOG_IN, "write “sign in”, “sign out”; “login” is the noun"),
    (r"informations|softwares|advices|evidences", "the word has no plural"),
)
"""Words that this book does not use, as patterns, and what to write instead."""

OUTSIDE: tuple[tuple[str, str], ...] = (
    (r"the callers?", "say “you”, or name the program: the client, the script"),
    (r"the readers?", "say “you”"),
)
"""Names for whoever reads an entry: the internal portal speaks of them, a public page to them."""

_Words = tuple[tuple[re.Pattern[str], str], ...]


def _compiled(words: tuple[tuple[str, str], ...]) -> _Words:
    """The words as patterns that find them whole."""
    return tuple(
        (re.compile(rf"(?<!\w)(?:{word})(?!\w)", re.I), hint) for word, hint in words
    )


_INSIDE, _OUTSIDE = _compiled(WORDS), _compiled(WORDS + OUTSIDE)
_CODE = re.compile(r"`[^`]*`|\]\([^)]*\)|<!--.*?-->|[“\"][^”\"]*[”\"]", re.S)
_END = re.compile(r"[.!?:;](?=\s)|\n\s*(?:\n|[-*|#>]|\d+\.)")
_NO_INSTRUCTION = re.compile(r"(?:the|an?|how to|\w{3,}ing)\b", re.I)
_ITEM = re.compile(r"^(?:[-*]|\d+\.) .*$", re.M)
"""A list in a step says the one action for several products."""
_TITLE_END = re.compile(r"[.;:,]\Z")


@dataclass(frozen=True)
class _Text:
    """A prose text: where it starts, whether its lines are those of the file, and who reads it.

    `is_outside` says that it is an entry's and speaks to the public.
    """

    path: str
    text: str
    line: int
    col: int
    is_lines: bool
    is_outside: bool

    def finding(self, at: int, code: str, message: str, hint: str) -> Finding:
        """A finding at an offset of the text, or where the text starts."""
        below = self.text.count("\n", 0, at) if self.is_lines else 0
        col = (
            at - self.text.rfind("\n", 0, at) if self.is_lines and below else self.col
        )
        return Finding(self.path, self.line + below, col, code, message, hint)


def check_style(sources: Sources, content: Content) -> list[Finding]:
    """A finding for each place that is not said as this book says things."""
    texts = [text for file in sources.files for text in _of_entries(file)]
    texts += [_of_page(page) for page in content.pages]
    found = [
        finding for text in texts for finding in (*_words(text), *_sentences(text))
    ]
    for file in sources.files:
        found += [*_steps(file), *_titles(file)]
    return found + list(_twins(sources.files))


def _of_entries(file: Loaded) -> Iterator[_Text]:
    """The prose of a file's entries."""
    for found in marked(file.entry, Prose):
        node = locate(file.tree, found.at)
        is_block = isinstance(node, Scalar) and node.block
        text = node.text if isinstance(node, Scalar) else found.text
        yield _Text(
            path=file.path,
            text=text,
            line=node.line + is_block,
            col=node.col,
            is_lines=is_block,
            is_outside=found.holder is not None and not found.is_internal,
        )


def _of_page(page: Written) -> _Text:
    """The prose of a hand-written page, code taken out."""
    code = fenced_lines(page.body)
    lines = (
        "" if n in code else line for n, line in enumerate(page.body.split("\n"))
    )
    path = page.path
    return _Text(
        path=path,
        text="\n".join(lines),
        line=page.head_lines + 1,
        col=1,
        is_lines=True,
        is_outside=False,
    )


def _words(text: _Text) -> Iterator[Finding]:
    """A finding for each word that this book does not use."""
    for found, hint in wrong_words(text.text, text.is_outside):
        yield text.finding(found.start(), "E001", f"says {quoted(found[0])}", hint)


def wrong_words(text: str, is_outside: bool) -> Iterator[tuple[re.Match[str], str]]:
    """Each word of a prose text that is not used, at its offset, and what to write instead.

    A text `is_outside` where it speaks to the public.
    """
    prose = _CODE.sub(_blank, text)
    for pattern, hint in _OUTSIDE if is_outside else _INSIDE:
        yield from ((found, hint) for found in pattern.finditer(prose))


def _sentences(text: _Text) -> Iterator[Finding]:
    """A finding for each sentence that must be read twice."""
    prose, start = _CODE.sub(_blank, text.text), 0
    for end in [*(found.end() for found in _END.finditer(prose)), len(prose)]:
        words = len(prose[start:end].split())
        if words > MAX_WORDS:
            at = end - len(prose[start:end].lstrip())
            message = f"has a sentence of {words} words"
            yield text.finding(
                at, "E005", message, f"make two of it: at most {MAX_WORDS}"
            )
        start = end


def _blank(found: re.Match[str]) -> str:
    """As much of nothing as was found, in as many lines; it counts as one word."""
    return re.sub(r"[^\n]", "\xa0", found[0])


def _steps(file: Loaded) -> Iterator[Finding]:
    """A finding for each step that is more than one action."""
    for n, step in enumerate(file.entry.steps if isinstance(file.entry, Fix) else ()):
        words = len(_ITEM.sub("", step.do).split())
        if words > MAX_STEP:
            message = f"the step has {words} words, more than one action takes"
            hint = f"one action a step, at most {MAX_STEP} words: the rest is a step of its own"
            yield file.finding(("steps", n, "do"), "E002", message, hint)


def _titles(file: Loaded) -> Iterator[Finding]:
    """A finding for each title that no reader would say."""
    for entry, kind, at in entries_of(file):
        problem = _wrong_title(entry.title, kind)
        if problem:
            yield file.finding(
                (*at, "title"), "E003", f"the title {problem[0]}", problem[1]
            )


def _wrong_title(title: str, kind: str) -> tuple[str, str] | None:
    """What is wrong with a title, and the remedy; what a product prints stays as it is."""
    if kind not in ("cause", "fix", "scenario", "family"):
        return None
    if _TITLE_END.search(title):
        return f"ends in {quoted(title[-1])}", "leave the mark out"
    if title[0].islower():
        return "starts with a small letter", "write it as a sentence"
    if kind == "fix" and _NO_INSTRUCTION.match(title):
        return "is no instruction", "start with what to do, such as “Renew the token”"
    return None


def _twins(files: Iterable[Loaded]) -> Iterator[Finding]:
    """A finding for each entry that has the title or the summary of another of its kind."""
    seen: dict[tuple[str, str, str], tuple[str, KeyPath]] = {}
    for file in files:
        for entry, kind, at in entries_of(file):
            for key in ("title", "summary"):
                text = getattr(entry, key, "") or ""
                first = seen.setdefault((kind, key, text.casefold()), (entry.id, at))
                if text and first[0] != entry.id:
                    message = f"has the {key} of “{first[0]}”"
                    hint = "say what sets it apart; readers see both in one list"
                    yield file.finding((*at, key), "E004", message, hint)
