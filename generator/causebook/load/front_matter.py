"""The front matter of a hand-written page: what it may say, and as what it reaches MkDocs.

It must not know where pages lie or what is on them.
"""

from __future__ import annotations

import re

from ..model import Audience
from ..model.findings import Finding, did_you_mean, quoted
from .nodes import Mapping, Node, Scalar, Sequence

_OURS = ("causebook",)
_TEXTS = ("description", "icon", "status", "subtitle", "template")
_LISTS = ("hide", "tags")
_SEARCH = ("boost", "exclude")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,8})(?:\.\d{1,8})?\Z")


def typed(node: Node) -> object:
    """A value as MkDocs and its theme expect it.

    Numbers and truth values where nothing is quoted.
    """
    if isinstance(node, Mapping):
        return {key: typed(value) for key, (_, value) in node.pairs.items()}
    if isinstance(node, Sequence):
        return [typed(item) for item in node.items]
    if not node.plain or node.block:
        return node.text
    if node.text in {"true", "false"}:
        return node.text == "true"
    if not _NUMBER.match(node.text):
        return node.text
    return float(node.text) if "." in node.text else int(node.text)


def check_head(tree: Mapping, name: str, *, internal: bool) -> list[Finding]:
    """Findings for front matter that cannot be used.

    `internal` says that the folder names the audience.
    """
    findings = [_title(tree, name), _audience(tree, name, internal=internal)]
    for key, (at, value) in tree.pairs.items():
        if key in _OURS:
            problem = f"key {quoted(key)} is written by the generator"
            findings.append(_finding(name, at, problem, "remove it"))
        elif key in _TEXTS and not isinstance(value, Scalar):
            findings.append(
                _finding(
                    name, value, f"{quoted(key)} is not a text", "write one text"
                )
            )
        elif key in _LISTS and not _is_list_of_texts(value):
            problem = f"{quoted(key)} is not a list of texts"
            findings.append(
                _finding(name, value, problem, f"write `{key}: [one, two]`")
            )
        elif key == "search":
            findings += _search(value, name)
    return [finding for finding in findings if finding]


def _finding(name: str, node: Node, message: str, hint: str) -> Finding:
    """A finding at a node of the front matter."""
    return Finding(name, node.line, node.col, "C002", message, hint)


def _title(tree: Mapping, name: str) -> Finding | None:
    """A finding for front matter without a title."""
    node = tree.pairs["title"][1] if "title" in tree.pairs else None
    if isinstance(node, Scalar) and node.text.strip():
        return None
    return Finding(
        name, 1, 1, "C002", "has no title in its front matter", "add `title:`"
    )


def _audience(tree: Mapping, name: str, *, internal: bool) -> Finding | None:
    """A finding for front matter that names no audience."""
    node: Node = (
        tree.pairs["audience"][1] if "audience" in tree.pairs else Scalar("", 1, 1)
    )
    given = node.text if isinstance(node, Scalar) else "?"
    if given in list(Audience) or (internal and not given):
        return None
    return _finding(
        name,
        node,
        "says for no audience",
        "add `audience: public` or `audience: internal`",
    )


def _is_list_of_texts(value: Node) -> bool:
    """Whether a value is a list of texts."""
    return isinstance(value, Sequence) and all(
        isinstance(item, Scalar) for item in value.items
    )


def _search(value: Node, name: str) -> list[Finding | None]:
    """Findings for what the search cannot read."""
    if not isinstance(value, Mapping):
        remedy = "write `search: {exclude: true}` or `{boost: 2}`"
        return [_finding(name, value, "“search” is not a mapping", remedy)]
    return [
        _search_key(key, at, node, name) for key, (at, node) in value.pairs.items()
    ]


def _is_above_0(value: object) -> bool:
    """Whether a value is a number above 0."""
    return (
        not isinstance(value, bool) and isinstance(value, int | float) and value > 0
    )


def _search_key(key: str, at: Scalar, node: Node, name: str) -> Finding | None:
    """The finding for one key of `search`, or none."""
    value = typed(node)
    if key not in _SEARCH:
        hint = did_you_mean(key, _SEARCH) or f"known: {', '.join(_SEARCH)}"
        return _finding(
            name, at, f"key {quoted(key)} means nothing to the search", hint
        )
    if key == "exclude" and not isinstance(value, bool):
        return _finding(
            name, node, "“exclude” is neither true nor false", "write `exclude: true`"
        )
    if key == "boost" and not _is_above_0(value):
        return _finding(
            name, node, "“boost” is no number above 0", "write `boost: 2`"
        )
    return None
