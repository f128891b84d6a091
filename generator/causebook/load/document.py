"""YAML read as a tree of texts with positions, from parser events.

`yaml.load` is never used: it would turn `no` into False and 0755 into 493, keep the last of
two equal keys and die on deep nesting. Here every scalar stays text, and everything that
makes YAML surprising (aliases, anchors, merge keys, tags, duplicates) is a finding.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import cast

import yaml

from ..model.findings import Finding, quoted
from .events import Events, Opening, end_of, place_of, remedy, start_of
from .nodes import Mapping, Node, Scalar, Sequence

MAX_BYTES = 1_000_000
MAX_DEPTH = 64
MAX_KEYS = 2_000
_SWALLOWED = re.compile(r"[ \t]+(#\w[^\r]*)")
_NO_BREAK = re.compile(" *\u00a0")
_PARSER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Broken(Exception):
    """The rest of the file cannot be read."""


def read_tree(path: Path, name: str) -> tuple[Node | None, list[Finding]]:
    """The tree of a file, or None where it cannot be read, and the findings.

    `name` is the path as findings show it.
    """
    data = read_bytes(path, name)
    return (None, [data]) if isinstance(data, Finding) else parse_tree(data, name)


def read_bytes(path: Path, name: str) -> bytes | Finding:
    """The bytes of a file, or why it cannot be read; `name` is its path as findings show it."""
    try:
        refusal = _refusal(path)
        return Finding(name, 0, 0, *refusal) if refusal else path.read_bytes()
    except OSError as error:
        return Finding(name, 0, 0, "Y013", f"cannot be read: {error.strerror}")


def _refusal(path: Path) -> tuple[str, str, str] | None:
    """Code, message and hint for a file that is not read at all."""
    if path.is_symlink():
        return "Y013", "is a symbolic link", "put the file itself here"
    if path.stat().st_size > MAX_BYTES:
        return "Y007", f"is larger than {MAX_BYTES:,} bytes", "split it"
    return None


def parse_tree(data: bytes, name: str) -> tuple[Node | None, list[Finding]]:
    """The tree of a file's bytes, or None where it cannot be read, and the findings."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = byte_position(data, error.start)
        problem = f"byte 0x{data[error.start]:02x} is not UTF-8"
        return None, [
            Finding(name, *place, "Y008", problem, "save the file as UTF-8")
        ]
    reader = _Reader(name)
    try:
        return reader.document(text), sorted(reader.findings)
    except _Broken:
        return None, sorted(reader.findings)


def byte_position(data: bytes, offset: int) -> tuple[int, int]:
    """The line and the column (in bytes) of an offset, both from 1."""
    return data.count(b"\n", 0, offset) + 1, offset - data.rfind(b"\n", 0, offset)


class _Reader:
    """Walks the events of one file."""

    def __init__(self, name: str) -> None:
        """Start with no findings."""
        self.name = name
        self.findings: list[Finding] = []
        self.anchors: set[str] = set()
        self.lines: list[str] = []
        self.quote: yaml.Mark | None = None

    def found(
        self, mark: yaml.Mark | None, code: str, message: str, hint: str = ""
    ) -> None:
        """Note a finding at a mark of the parser."""
        line, col = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        self.findings.append(Finding(self.name, line, col, code, message, hint))

    def document(self, text: str) -> Node | None:
        """The one document of the text."""
        self.lines = text.split("\n")
        events = self.events(text)
        node: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent) and node is not None:
                problem = "starts a second document"
                self.found(start_of(event), "Y009", problem, "one file, one document")
                break
            if isinstance(
                event, (yaml.ScalarEvent, yaml.CollectionStartEvent, yaml.AliasEvent)
            ):
                node = self.node(event, events, 1)
        is_empty = node is None or (isinstance(node, Scalar) and not node.text)
        if is_empty:
            self.found(None, "Y011", "is empty", "start it with `kind:`")
        return None if is_empty else node

    def events(self, text: str) -> Events:
        """The parser's events; whatever stops the parser becomes a finding."""
        try:
            yield from yaml.parse(text, _PARSER)
        except yaml.reader.ReaderError as error:
            self.character(error, text)
            raise _Broken from error
        except yaml.MarkedYAMLError as error:
            self.syntax(error)
            raise _Broken from error

    def character(self, error: yaml.reader.ReaderError, text: str) -> None:
        """Report a character that cannot be published.

        libyaml gives its number and counts bytes, Python's own reader gives the character.
        """
        in_bytes = isinstance(error.character, int)
        before = (
            text.encode()[: error.position].decode()
            if in_bytes
            else text[: error.position]
        )
        number = error.character if in_bytes else ord(error.character[:1] or "?")
        place = (before.count("\n") + 1, len(before) - before.rfind("\n"))
        problem = f"character U+{number:04X} is not allowed"
        self.findings.append(Finding(self.name, *place, "Y010", problem, "remove it"))

    def syntax(self, error: yaml.MarkedYAMLError) -> None:
        """Report what the parser could not read, with the remedies that are mostly right."""
        problem = error.problem or "cannot be read"
        hint = remedy(problem)
        mark = error.problem_mark or error.context_mark
        if "quoted scalar" in (error.context or "") and "end of" in problem:
            mark = (
                error.context_mark
            )  # where the quote begins, not where the file ends
        if self.begins_with_no_break_space(mark.line if mark else 0):
            hint = (
                "indent with plain spaces: a line here begins with a no-break space"
            )
        if "nesting depth" in problem:
            self.found(
                mark, "Y006", f"is nested more than {MAX_DEPTH} deep", "flatten it"
            )
        else:
            self.broken(mark, problem, hint)

    def begins_with_no_break_space(self, line: int) -> bool:
        """Whether this line (from 0), or one of the two above, is indented by what is no space."""
        return any(map(_NO_BREAK.match, self.lines[max(0, line - 2) : line + 1]))

    def broken(self, mark: yaml.Mark | None, problem: str, hint: str) -> None:
        """Report what the parser could not read, unless it comes of what was found before."""
        if self.quote and "expected key" in problem:
            problem = "a quote begins here, and the text after its end cannot be read"
            hint = (
                "close it on its own line; in single quotes write an apostrophe twice"
            )
            mark = self.quote
            self.findings = [one for one in self.findings if one.code != "Y014"]
        line = mark.line + 1 if mark else 0
        if not any(one.code == "Y003" and one.line == line for one in self.findings):
            self.found(mark, "Y001", problem, hint)

    def node(self, event: yaml.Event, events: Events, depth: int) -> Node:
        """The node that starts with this event."""
        if depth > MAX_DEPTH:
            problem = f"is nested more than {MAX_DEPTH} deep"
            self.found(start_of(event), "Y006", problem, "flatten it")
            raise _Broken
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event)
        self.properties(cast(Opening, event))
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(event, events, depth)
        return self.mapping(cast(yaml.MappingStartEvent, event), events, depth)

    def alias(self, event: yaml.AliasEvent) -> Scalar:
        """The alias as a text; where its anchor stands in the file, that has been reported."""
        text = f"*{event.anchor}"
        if event.anchor not in self.anchors:
            hint = "write the value out; use quotes for text"
            self.found(start_of(event), "Y003", f"alias {quoted(text)}", hint)
        return Scalar(text, *place_of(event))

    def scalar(self, event: yaml.ScalarEvent, depth: int) -> Scalar:
        """The text that this event is."""
        if event.style in ("'", '"') and depth > 1:
            self.margin(event)
        if event.value and not event.style:
            self.swallowed(event)
        is_block, is_plain = event.style in ("|", ">"), not event.style
        return Scalar(event.value, *place_of(event), is_block, is_plain)

    def margin(self, event: yaml.ScalarEvent) -> None:
        """Report a quoted text that goes on at the margin.

        YAML 1.2, which editors read, has it indented.
        """
        for n in range(start_of(event).line + 1, end_of(event).line + 1):
            line = self.lines[n] if n < len(self.lines) else ""
            if line.strip() and not line[0].isspace():
                problem = "a quoted text goes on at the margin"
                hint = "indent it, or write it below its key with |"
                self.findings.append(
                    Finding(self.name, n + 1, 1, "Y014", problem, hint)
                )
                self.quote = self.quote or start_of(event)
                return

    def swallowed(self, event: yaml.ScalarEvent) -> None:
        """Report a text that ends before `#5`.

        For YAML the rest is a comment, for its author it is text.
        """
        end = end_of(event)
        line = self.lines[end.line] if end.line < len(self.lines) else ""
        if found := _SWALLOWED.match(line, end.column):
            hint = "put the text in quotes; a comment starts with # and a blank"
            problem = f"the text ends before {quoted(found[1])}"
            self.found(start_of(event), "Y015", problem, hint)

    def properties(self, event: Opening) -> None:
        """Report an anchor or a tag."""
        if event.anchor:
            self.anchors.add(event.anchor)
            anchor = quoted(f"&{event.anchor}")
            where = "write the value out where it is used"
            hint = f"{where}; put quotes around a text that starts with &"
            self.found(start_of(event), "Y003", f"anchor {anchor}", hint)
        if event.tag and event.tag != "!":
            tag = quoted(event.tag.replace("tag:yaml.org,2002:", "!!"))
            hint = "remove it; put quotes around a text that starts with !"
            self.found(start_of(event), "Y005", f"tag {tag}", hint)

    def sequence(
        self, event: yaml.SequenceStartEvent, events: Events, depth: int
    ) -> Sequence:
        """The list that starts with this event."""
        found = Sequence(*place_of(event))
        while not isinstance(item := next(events), yaml.SequenceEndEvent):
            found.items.append(self.node(item, events, depth + 1))
        return found

    def mapping(
        self, event: yaml.MappingStartEvent, events: Events, depth: int
    ) -> Mapping:
        """The mapping that starts with this event."""
        found = Mapping(*place_of(event))
        while not isinstance(item := next(events), yaml.MappingEndEvent):
            key = self.key(item, events, depth)
            follows = next(events)
            value = self.node(follows, events, depth + 1)
            if key is None:
                continue
            if event.flow_style and self.is_alone(item, follows):
                key = replace(key, alone=True)
            if len(found.pairs) >= MAX_KEYS:
                problem = f"more than {MAX_KEYS:,} keys in one mapping"
                self.found(start_of(item), "Y007", problem, "split it")
                raise _Broken
            if key.text in found.pairs:
                self.twice(key, found.pairs[key.text][0])
            else:
                found.pairs[key.text] = (key, value)
        return found

    def is_alone(self, key: yaml.Event, value: yaml.Event) -> bool:
        """Whether a key in braces has neither a value nor a colon."""
        end, start = end_of(key), start_of(value)
        if not isinstance(value, yaml.ScalarEvent) or value.value or value.style:
            return False
        between = self.lines[end.line][end.column : start.column]
        return end.line == start.line and ":" not in between

    def twice(self, key: Scalar, first: Scalar) -> None:
        """Report a key that a mapping has already."""
        problem, hint = (
            f"key {quoted(key.text)} stands twice",
            f"first on line {first.line}",
        )
        self.findings.append(
            Finding(self.name, key.line, key.col, "Y002", problem, hint)
        )

    def key(self, event: yaml.Event, events: Events, depth: int) -> Scalar | None:
        """The key that this event is, or None after a finding."""
        node = self.node(event, events, depth + 1)
        if not isinstance(node, Scalar) or isinstance(event, yaml.AliasEvent):
            hint = "put quotes around braces and brackets"
            self.found(start_of(event), "Y012", "a key must be plain text", hint)
            return None
        if node.text == "<<" and node.plain:
            self.found(
                start_of(event), "Y004", "merge key “<<”", "write the keys out"
            )
            return None
        return node
