"""The blocks of this package's pages, and what a project's own templates make of them.

A page has a block for each of its sections. A project puts its own in the place of one; where it
does so without keeping ours, it notes which text of ours it was written against. It must not
know which entries there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import TemplateSyntaxError, nodes

from ..book.book import Book
from ..book.version import short_name
from ..load.templates import Templates, shown
from ..model.findings import Finding, did_you_mean, quoted
from .environment import OURS, PREFIX, environment

END = ".md.j2"
_BLOCK = re.compile(r"\{% block (\w+) %\}\n(.*?)\n\{% endblock %\}", re.S)
_NOTE = re.compile(r"\{#-?\s*(\w+):\s*([0-9a-f]{8})\s*-?#\}")


@lru_cache(maxsize=1)
def our_blocks() -> dict[str, dict[str, str]]:
    """The source of each block by its name, by the template that has it."""
    found = {
        path.name: dict(_BLOCK.findall(path.read_text("utf-8")))
        for path in OURS.glob(f"*{END}")
    }
    return {name: blocks for name, blocks in sorted(found.items()) if blocks}


def note(name: str, block: str) -> str:
    """What a block says above it of the text of ours in whose place it stands."""
    return f"{{# {block}: {short_name(our_blocks()[name][block])} #}}"


def first_line(name: str) -> str:
    """The line that a project's own template begins with."""
    return f'{{% extends "{PREFIX}{name}" %}}'


def starting_point(name: str, block: str) -> str:
    """A block ready to be changed: ours as it is, noted."""
    text = our_blocks()[name][block]
    return f"{note(name, block)}\n{{% block {block} %}}\n{text}\n{{% endblock %}}\n"


def has_block(text: str, block: str) -> bool:
    """Whether a template has a block of this name."""
    return bool(re.search(rf"\{{%[-+]?\s*block\s+{block}\b", text))


def check_templates(own: Templates) -> list[Finding]:
    """Findings for templates and blocks that are not ours to replace, or are behind ours."""
    return [
        finding
        for name, text in own.texts
        for finding in (
            _Read(name, text).findings()
            if name in our_blocks()
            else [_nameless(name)]
        )
    ]


def check_extras(own: Templates, book: Book) -> list[Finding]:
    """Findings for extra fields that a template asks for and no entry of the whole book has."""
    known = frozenset(pair.name for entry in book.entries() for pair in entry.extra)
    return [
        _Read(name, text).without(line, field, known)
        for name, text in own.texts
        for line, field in _extras(environment().parse(text))
        if field not in known
    ]


def _extras(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    """The extra fields that a template asks for, each with its line."""
    for asked in tree.find_all(nodes.Getattr):
        if isinstance(asked.node, nodes.Getattr) and asked.node.attr == "extra":
            yield asked.lineno, asked.attr


def _nameless(name: str) -> Finding:
    """The finding for a template that no page has."""
    hint = did_you_mean(name, our_blocks()) or f"there are {', '.join(our_blocks())}"
    return Finding(
        shown(name),
        0,
        0,
        "B001",
        "no page is made with a template of this name",
        hint,
    )


@dataclass(frozen=True)
class _Read:
    """A template of a project."""

    name: str
    text: str

    def findings(self) -> list[Finding]:
        """What is wrong with it; of one that cannot be read, only that."""
        env = environment()
        try:
            tree = env.parse(self.text)
            env.compile(self.text, self.name)
        except TemplateSyntaxError as error:
            return [
                self._at(error.lineno, "B002", f"cannot be read: {error.message}")
            ]
        return [*self._extending(tree), *self._outside(tree), *self._blocks(tree)]

    def _at(
        self, line: int, code: str, message: str, hint: str = "", col: int = 0
    ) -> Finding:
        """A finding at a line, by default at what it begins with."""
        said = (
            self.text.split("\n")[line - 1]
            if line <= self.text.count("\n") + 1
            else ""
        )
        own = len(said) - len(said.lstrip()) + 1
        return Finding(shown(self.name), line, col or own, code, message, hint)

    def without(self, line: int, field: str, known: Iterable[str]) -> Finding:
        """The finding for an extra field that no entry has."""
        hint = (
            did_you_mean(field, known)
            or f"give it to an entry: `extra: {{{field}: …}}`"
        )
        return self._at(
            line, "B004", f"no entry has the extra field {quoted(field)}", hint
        )

    def _extending(self, tree: nodes.Template) -> Iterator[Finding]:
        """Nothing for a template that extends ours of its name."""
        found = list(tree.find_all(nodes.Extends))
        wanted = nodes.Const(f"{PREFIX}{self.name}")
        if [each.template for each in found] != [wanted]:
            line = found[0].lineno if found else 1
            hint = f"begin it with `{first_line(self.name)}`"
            yield self._at(
                line,
                "B003",
                "does not extend the page of Causebook that has its name",
                hint,
            )

    def _outside(self, tree: nodes.Template) -> Iterator[Finding]:
        """What would never be shown: it stands in no block."""
        for part in tree.body:
            if isinstance(part, nodes.Output):
                for said in part.nodes:
                    if not isinstance(said, nodes.TemplateData) or said.data.strip():
                        yield self._unseen(said)
                        return

    def _unseen(self, said: nodes.Node) -> Finding:
        """The finding for what stands in no block."""
        text = said.data if isinstance(said, nodes.TemplateData) else ""
        blank = text[: len(text) - len(text.lstrip())]
        hint = "put it into a block: `{% block NAME %}{{ super() }} … {% endblock %}`"
        line = said.lineno + blank.count("\n")
        return self._at(
            line, "B003", "this is in no block, so no page shows it", hint
        )

    def _blocks(self, tree: nodes.Template) -> Iterator[Finding]:
        """The findings about each block."""
        ours, noted = our_blocks()[self.name], self._notes()
        for block in tree.find_all(nodes.Block):
            if block.name not in ours:
                hint = did_you_mean(block.name, ours) or f"it has {', '.join(ours)}"
                problem = f"the page has no block {quoted(block.name)}"
                yield self._at(block.lineno, "B004", problem, hint)
            elif not _keeps_ours(block):
                yield from self._behind(block, noted.get(block.name))

    def _notes(self) -> dict[str, tuple[str, int, int]]:
        """What is noted of each block, with its line and column."""
        return {
            found[1]: (found[2], *_place(self.text, found.start()))
            for found in _NOTE.finditer(self.text)
        }

    def _behind(
        self, block: nodes.Block, noted: tuple[str, int, int] | None
    ) -> Iterator[Finding]:
        """Nothing for a block that was written against our block as it is now."""
        now = note(self.name, block.name)
        if noted is None:
            problem = (
                f"does not say which text of Causebook {quoted(block.name)} "
                "takes the place of"
            )
            yield self._at(block.lineno, "B005", problem, f"write `{now}` above it")
        elif noted[0] not in now:
            _, line, col = noted
            problem = f"the block {quoted(block.name)} of Causebook is no longer the one noted here"
            page = self.name.removesuffix(END)
            look = f"`causebook new template {page}/{block.name}` prints ours"
            yield self._at(line, "B005", problem, f"{look}; then write `{now}`", col)


def _keeps_ours(block: nodes.Block) -> bool:
    """Whether a block calls ours: then it has what changes there."""
    calls = (call.node for call in block.find_all(nodes.Call))
    return any(
        isinstance(called, nodes.Name) and called.name == "super" for called in calls
    )


def _place(text: str, at: int) -> tuple[int, int]:
    """The line and column of a place in a text."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
