"""The words of the book's language: those of the package, with the book's own in their place.

A book says some of them otherwise in `strings.yml` beside `book.yml`, or brings all of them for a
language that the package has no words in. It must not know where they are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from ..model.findings import Finding, did_you_mean, quoted
from ..strings import (
    LANGUAGES,
    PLACE,
    Strings,
    Table,
    Text,
    in_words_of,
    is_spoken,
    plural_forms,
    strings,
)
from .document import read_tree
from .nodes import Mapping, Node, Scalar

NAME = "strings.yml"
_HEAD = "language"
At = Callable[[str, str, str], Finding]
"""Makes a finding at the place where the book says its language: code, message, hint."""


def read_strings(root: Path, language: str, at: At) -> tuple[Strings, list[Finding]]:
    """The words of a language for the book below `root`, and what is wrong with them.

    With any finding they are English.
    """
    path, name = root / NAME, f"{root.name}/{NAME}"
    if not plural_forms(language):
        problem = f"{quoted(language)} is no language whose plurals, numbers and dates are known"
        return strings(), [
            at("T002", problem, "write a tag of BCP 47, such as de or pt-BR")
        ]
    # of a link, whoever walks the folder tells
    if path.is_symlink() or not path.exists():
        found = [] if is_spoken(language) else [_unspoken(language, at)]
        return (in_words_of(language, {}) if not found else strings()), found
    tree, found = read_tree(path, name)
    if isinstance(tree, Mapping) and not found:
        found = [*_Judge(name, language).findings(tree)]
    elif tree is not None and not found:
        found = [Finding(name, tree.line, tree.col, "S003", "is no mapping", _COPY)]
    if tree is None or found:
        return strings(), found
    return in_words_of(language, _table(tree)), []


_COPY = "`causebook strings` prints all texts with their names"
_ALL = f"run: causebook strings > causes/{NAME}, and translate the texts there"


def _unspoken(language: str, at: At) -> Finding:
    """The finding for a language without words."""
    known = ", ".join(LANGUAGES)
    problem = f"there are no words for {quoted(language)}; the package has {known}"
    return at("T002", problem, _ALL)


def _table(tree: Node) -> Table:
    """The texts of a file that was judged."""
    return {
        section: {name: _text(value) for name, value in _pairs(texts)}
        for section, texts in _pairs(tree)
    }


def _pairs(node: Node) -> Iterator[tuple[str, Node]]:
    """Names with what they name."""
    if isinstance(node, Mapping):
        yield from ((name, value) for name, (_, value) in node.pairs.items())


def _text(node: Node) -> Text:
    """A text, or its forms of plural."""
    if isinstance(node, Scalar):
        return node.text
    return {name: str(_text(value)) for name, value in _pairs(node)}


class _Judge:
    """Compares a book's file with the English texts: it says the same, in its own language."""

    def __init__(self, path: str, language: str) -> None:
        """The file of a language."""
        self.path = path
        self.forms = plural_forms(language)
        self.is_whole = not is_spoken(language)

    def findings(self, tree: Mapping) -> Iterator[Finding]:
        """Everything that is wrong in it."""
        table = {
            name: texts for name, texts in strings().table.items() if name != _HEAD
        }
        said = 0
        for section, (key, node) in tree.pairs.items():
            if section not in table:
                yield self._unknown(key, section, table)
            elif not isinstance(node, Mapping):
                yield self._at(
                    node, "S003", f"{quoted(section)} is no mapping", _COPY
                )
            else:
                said += sum(name in table[section] for name in node.pairs)
                yield from self._section(node, section, table[section])
        lacking = sum(map(len, table.values())) - said
        if self.is_whole and lacking:
            problem = (
                f"lacks {lacking} of the texts, such as {self._first(tree, table)}"
            )
            yield Finding(self.path, 0, 0, "T002", problem, _COPY)

    def _first(self, tree: Mapping, table: Table) -> str:
        """The name of the first text that is not there."""
        for section, texts in table.items():
            own = tree.pairs[section][1] if section in tree.pairs else None
            there = own.pairs if isinstance(own, Mapping) else {}
            for name in texts:
                if name not in there:
                    return f"{section}.{name}"
        return ""

    def _section(
        self, node: Mapping, section: str, texts: dict[str, Text]
    ) -> Iterator[Finding]:
        """What is wrong in a section."""
        for name, (key, value) in node.pairs.items():
            if name not in texts:
                yield self._unknown(key, name, texts)
            else:
                yield from self._judged(value, f"{section}.{name}", texts[name])

    def _judged(self, node: Node, name: str, english: Text) -> Iterator[Finding]:
        """What is wrong with a text."""
        forms = (
            {form: value for form, (_, value) in node.pairs.items()}
            if isinstance(node, Mapping)
            else {"": node}
        )
        wanted = {""} if isinstance(english, str) else self.forms
        if forms.keys() != wanted:
            expected = (
                "one text"
                if wanted == {""}
                else f"the forms {', '.join(sorted(wanted))}"
            )
            yield self._at(node, "T003", f"{quoted(name)} has to have {expected}", "")
            return
        whole = english if isinstance(english, str) else english["other"]
        for form, value in forms.items():
            if not isinstance(value, Scalar):
                yield self._at(
                    value, "S003", f"{quoted(name)} is no text", "write a text"
                )
            elif not value.text.strip():
                yield self._at(
                    value, "S006", f"{quoted(name)} is empty", "write a text"
                )
            elif not _same_places(value.text, whole, form):
                places = ", ".join(sorted(set(PLACE.findall(whole)))) or "none"
                problem = f"{quoted(name)} has other places in brackets than the English: {places}"
                yield self._at(
                    value, "T003", problem, "keep each place, such as {count}"
                )

    def _unknown(
        self, key: Scalar, name: str, known: Table | dict[str, Text]
    ) -> Finding:
        """The finding for a name that no text has."""
        hint = did_you_mean(name, known) or _COPY
        return self._at(
            key, "S001", f"no text of the generator is called {quoted(name)}", hint
        )

    def _at(self, node: Node, code: str, problem: str, hint: str) -> Finding:
        """A finding at a place of the file."""
        return Finding(self.path, node.line, node.col, code, problem, hint)


def _same_places(text: str, english: str, form: str) -> bool:
    """Whether a text has the places of another; that of a few things need not say how many."""
    own, wanted = set(PLACE.findall(text)), set(PLACE.findall(english))
    may_lack = {"count"} if form not in {"", "other"} else set()
    return own <= wanted and wanted - own <= may_lack
