"""A tree becomes an entry, or findings that say at which line and column it does not.

pydantic judges; its error paths are mapped back to positions, its messages into words for
a tired author.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ..model import KINDS, NAMED_BY_FILE, FileKind
from ..model.findings import Finding, did_you_mean, quoted
from ..model.marked import KeyPath
from ..model.reviewed import with_valid_seals
from .filled import NOWHERE, Place, filled
from .mistakes import words
from .nodes import Mapping, Node, Scalar, locate, plain

_MOST = 100
"""Findings shown of one file; a file with more is not what it should be, and one line says so."""
_CUT_OFF = "put quotes around a text in braces that has a comma"


def shape(
    tree: Node, name: str, own_id: str, place: Place = NOWHERE
) -> tuple[FileKind | None, list[Finding]]:
    """The entry that a file's tree is, or None, and the findings.

    `own_id` is the id that the file name gives to kinds that are named by their file; `place`
    gives what the file may leave out.
    """
    if not isinstance(tree, Mapping):
        words = ("S003", "a file must be a mapping of keys", "start it with `kind:`")
        return None, [_at(tree, name, words)]
    kind, finding = _kind(tree, name)
    if finding:
        return None, [finding]
    values = {key: plain(value) for key, (_, value) in tree.pairs.items()}
    if kind in NAMED_BY_FILE:
        other = str(values.setdefault("id", own_id))
        if other != own_id:
            problem = f"id {quoted(other)} is not the file's name"
            words = ("S011", problem, "remove it: the file name is the id")
            return None, [_at(locate(tree, ("id",)), name, words)]
    filled(values, kind, place)
    try:
        return with_valid_seals(KINDS[kind].model_validate(values)), []
    except ValidationError as error:
        return None, _findings(error, tree, name, KINDS[kind])


def _kind(tree: Mapping, name: str) -> tuple[str, Finding | None]:
    """The kind that the file names, or a finding."""
    every = f"one of {', '.join(KINDS)}"
    if "kind" not in tree.pairs:
        return "", _at(tree, name, ("S002", "key “kind” is missing", every))
    value = tree.pairs["kind"][1]
    shown = value.text if isinstance(value, Scalar) else ""
    if shown in KINDS:
        return shown, None
    hint = did_you_mean(shown, KINDS) or every
    return "", _at(value, name, ("S009", f"unknown kind {quoted(shown)}", hint))


def _at(
    node: Node, name: str, words: tuple[str, str, str], offset: int = 0
) -> Finding:
    """A finding of (code, message, hint) at a node, `offset` lines below its start."""
    return Finding(name, node.line + offset, 1 if offset else node.col, *words)


def _findings(
    error: ValidationError, tree: Mapping, name: str, model: type[BaseModel]
) -> list[Finding]:
    """One finding for each mistake; a list is not too short because its items are wrong."""
    details = error.errors(include_url=False)

    def has_wrong_items(detail: ErrorDetails) -> bool:
        return any(_inside(other["loc"], detail["loc"]) for other in details)

    first = details[:_MOST]
    wanted = [
        one for one in first if one["type"] != "too_short" or not has_wrong_items(one)
    ]
    apart = [detail for detail in wanted if not _is_misspelt(detail, wanted)]
    found = [_finding(detail, tree, name, model) for detail in _together(apart)]
    if len(details) > _MOST:
        more = f"{len(details) - _MOST} more findings in this file"
        found.append(_at(tree, name, (found[-1].code, more, "mend these first")))
    return found


def _is_misspelt(missing: ErrorDetails, details: list[ErrorDetails]) -> bool:
    """Whether a key is missing only because another, unknown one stands for it."""
    if missing["type"] != "missing":
        return False
    beside = [other for other in details if other["loc"][:-1] == missing["loc"][:-1]]
    unknown = [
        str(other["loc"][-1])
        for other in beside
        if other["type"] == "extra_forbidden"
    ]
    lacking = [other for other in beside if other["type"] == "missing"]
    return len(unknown) == len(lacking) == 1 or bool(
        did_you_mean(str(missing["loc"][-1]), unknown)
    )


def _together(details: list[ErrorDetails]) -> Iterator[ErrorDetails]:
    """The errors; all keys that one mapping lacks are one of them."""
    lacking: dict[KeyPath, list[KeyPath]] = defaultdict(list)
    for detail in details:
        if detail["type"] == "missing":
            lacking[detail["loc"][:-1]].append(detail["loc"])
    for detail in details:
        if detail["type"] != "missing":
            yield detail
        elif others := lacking.pop(detail["loc"][:-1], []):
            yield {**detail, "ctx": {"missing": others}}


def _inside(inner: KeyPath, outer: KeyPath) -> bool:
    """Whether one path leads further than the other."""
    return len(inner) > len(outer) and inner[: len(outer)] == outer


def _finding(
    detail: ErrorDetails, tree: Mapping, name: str, model: type[BaseModel]
) -> Finding:
    """The finding for one error of pydantic."""
    path: KeyPath = detail["loc"]
    on_key = path[-1:] == ("[key]",) or detail["type"] == "extra_forbidden"
    path = path[:-1] if path[-1:] == ("[key]",) else path
    node = locate(tree, path, key=on_key)
    context = detail.get("ctx", {})
    offset = int(context.get("line", 0)) if isinstance(node, Scalar) else 0
    if isinstance(node, Scalar) and node.block:
        offset += 1
    code, message, hint = words(detail, path, model)
    if on_key and isinstance(node, Scalar) and node.alone:
        hint = _CUT_OFF
    return _at(node, name, (code, message, hint), offset)
