"""A tree becomes an entry, or findings that say at which line and column it does not.

pydantic judges; its error paths are mapped back to positions, its messages into words for
a tired author.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from ..model import KINDS, NAMED_BY_FILE, FileKind
from ..model.findings import Finding, did_you_mean, quoted
from .document import Mapping, Node, Path_, Scalar, locate, plain

_MOST = 100
"""Findings shown of one file; a file with more is not what it should be, and one line says so."""


def shape(tree: Node, name: str, own_id: str) -> tuple[FileKind | None, list[Finding]]:
    """The entry that a file's tree is, or None, and the findings.

    `own_id` is the id that the file name gives to kinds that are named by their file.
    """
    if not isinstance(tree, Mapping):
        return None, [
            _at(tree, name, ("S003", "a file must be a mapping of keys", "start it with `kind:`"))
        ]
    kind, finding = _kind(tree, name)
    if finding:
        return None, [finding]
    values = plain(tree)
    if kind in NAMED_BY_FILE and "id" not in values:
        values["id"] = own_id
    elif kind in NAMED_BY_FILE and values["id"] != own_id:
        return None, [
            _at(
                locate(tree, ("id",)),
                name,
                (
                    "S011",
                    f"id {quoted(str(values['id']))} is not the file's name",
                    "remove it: the file name is the id",
                ),
            )
        ]
    try:
        return KINDS[kind].model_validate(values), []
    except ValidationError as error:
        return None, _findings(error, tree, name, KINDS[kind])


def _kind(tree: Mapping, name: str) -> tuple[str, Finding | None]:
    """The kind that the file names, or a finding."""
    if "kind" not in tree.pairs:
        return "", _at(tree, name, ("S002", "key “kind” is missing", f"one of {', '.join(KINDS)}"))
    value = tree.pairs["kind"][1]
    if isinstance(value, Scalar) and value.text in KINDS:
        return value.text, None
    shown = value.text if isinstance(value, Scalar) else ""
    return "", _at(
        value,
        name,
        (
            "S009",
            f"unknown kind {quoted(shown)}",
            did_you_mean(shown, KINDS) or f"one of {', '.join(KINDS)}",
        ),
    )


def _at(node: Node, name: str, words: tuple[str, str, str], offset: int = 0) -> Finding:
    """A finding of (code, message, hint) at a node, `offset` lines below its start."""
    return Finding(name, node.line + offset, 1 if offset else node.col, *words)


def _findings(
    error: ValidationError, tree: Mapping, name: str, model: type[BaseModel]
) -> list[Finding]:
    """One finding for each mistake; a list is not too short because its items are wrong."""
    details = error.errors(include_url=False)
    wanted = [
        detail
        for detail in details[:_MOST]
        if detail["type"] != "too_short"
        or not any(_inside(other["loc"], detail["loc"]) for other in details)
    ]
    meant = [detail for detail in wanted if not _meant(detail, wanted)]
    found = [_finding(detail, tree, name, model) for detail in _together(meant)]
    if len(details) > _MOST:
        found.append(
            _at(
                tree,
                name,
                (
                    found[-1].code,
                    f"{len(details) - _MOST} more findings in this file",
                    "mend these first",
                ),
            )
        )
    return found


def _meant(missing: Any, details: list[Any]) -> bool:
    """Whether a key is missing only because another, unknown one stands for it."""
    if missing["type"] != "missing":
        return False
    beside = [other for other in details if other["loc"][:-1] == missing["loc"][:-1]]
    unknown = [str(other["loc"][-1]) for other in beside if other["type"] == "extra_forbidden"]
    lacking = [other for other in beside if other["type"] == "missing"]
    return len(unknown) == len(lacking) == 1 or bool(did_you_mean(str(missing["loc"][-1]), unknown))


def _together(details: list[Any]) -> Iterator[Any]:
    """The errors; all keys that one mapping lacks are one of them."""
    lacking: dict[Path_, list[Path_]] = defaultdict(list)
    for detail in details:
        if detail["type"] == "missing":
            lacking[detail["loc"][:-1]].append(detail["loc"])
    for detail in details:
        if detail["type"] != "missing":
            yield detail
        elif others := lacking.pop(detail["loc"][:-1], []):
            yield {**detail, "ctx": {"missing": others}}


def _inside(inner: Path_, outer: Path_) -> bool:
    """Whether one path leads further than the other."""
    return len(inner) > len(outer) and inner[: len(outer)] == outer


def _finding(detail: Any, tree: Mapping, name: str, model: type[BaseModel]) -> Finding:
    """The finding for one error of pydantic."""
    path: Path_ = tuple(detail["loc"])
    on_key = path[-1:] == ("[key]",) or detail["type"] == "extra_forbidden"
    path = path[:-1] if path[-1:] == ("[key]",) else path
    node = locate(tree, path, key=on_key)
    context = detail.get("ctx", {})
    offset = int(context.get("line", 0)) if isinstance(node, Scalar) else 0
    if isinstance(node, Scalar) and node.block:
        offset += 1
    return _at(node, name, _words(detail, path, model), offset)


def _words(detail: Any, path: Path_, model: type[BaseModel]) -> tuple[str, str, str]:
    """Code, message and hint for one error of pydantic."""
    kind, context, value = detail["type"], detail.get("ctx", {}), detail.get("input")
    where = f"“{_dotted(path)}”"
    shown = quoted(" ".join(value.split())) if isinstance(value, str) else "this"
    if kind == "missing":
        *others, last = (f"“{_dotted(at)}”" for at in context["missing"])
        said = f"keys {', '.join(others)} and {last} are" if others else f"key {last} is"
        return "S002", f"{said} missing", "see causes/README.md"
    if kind == "extra_forbidden":
        known = _keys(model, path[:-1])
        return (
            "S001",
            f"unknown key “{path[-1]}”",
            did_you_mean(str(path[-1]), known) or f"known: {', '.join(known)}",
        )
    if kind == "rich_text":
        return "T001", f"{where}: {context['problem']}", str(context["remedy"])
    if kind == "character":
        return "Y010", f"{where}: character U+{context['code']} cannot be published", "remove it"
    if kind in {"enum", "literal_error"}:
        scale = [
            word.strip("'\" ") for word in str(context["expected"]).replace(" or ", ",").split(",")
        ]
        near = did_you_mean(str(value), scale)
        return (
            "S004",
            f"{where} is {shown}",
            f"one of {', '.join(scale)}" + (f"; {near}" if near else ""),
        )
    if kind == "bool_parsing":
        return "S004", f"{where} is {shown}", "one of true, false"
    return _more_words(kind, context, where, shown)


def _more_words(kind: str, context: Any, where: str, shown: str) -> tuple[str, str, str]:
    """Code, message and hint for errors about sizes, shapes and forms."""
    if kind == "string_pattern_mismatch":
        return (
            "S005",
            f"{where} is {shown}",
            "lower-case letters and digits, words joined by hyphens",
        )
    if kind == "link":
        return "S007", f"{where} is {shown}", "an address with http, https or mailto and no spaces"
    if kind.startswith(("iso_date", "date")):
        return "S008", f"{where} is {shown}", "write the day as YYYY-MM-DD"
    if kind in {"string_too_short", "string_too_long", "too_short", "too_long"}:
        least, most = context.get("min_length"), context.get("max_length")
        unit = "character" if kind.startswith("string") else "item"
        unit += "s" if (most or least or 1) > 1 else ""
        problem = (
            "is empty"
            if kind == "string_too_short"
            else "has too few items"
            if kind == "too_short"
            else "is too long"
        )
        hint = f"at most {most} {unit}" if most else f"at least {least or 1} {unit}"
        return "S006", f"{where} {problem}", hint
    expected = {
        "string_type": "a text",
        "tuple_type": "a list (lines that start with “- ”)",
        "dict_type": "a mapping of keys",
        "model_type": "a mapping of keys",
        "model_attributes_type": "a mapping of keys",
    }.get(kind, "something else")
    return "S003", f"{where} has the wrong shape", f"expected {expected}"


def _dotted(path: Path_) -> str:
    """The path as authors write it: `steps[2].do`."""
    text = "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path)
    return text.lstrip(".") or "file"


def _keys(model: type[BaseModel], path: Path_) -> list[str]:
    """The keys of the model at a path."""
    found: Any = model
    for step in path:
        if isinstance(step, str) and isinstance(found, type) and step in _fields(found):
            found = _inner(_fields(found)[step])
    return list(_fields(found)) if isinstance(found, type) and issubclass(found, BaseModel) else []


def _fields(model: type[BaseModel]) -> dict[str, Any]:
    """The types of a model's keys, by the name that authors write."""
    hide = {"id"} if any(KINDS[kind] is model for kind in NAMED_BY_FILE) else set()
    return {
        info.alias or key: info.annotation
        for key, info in model.model_fields.items()
        if key not in hide
    }


def _inner(annotation: Any) -> Any:
    """The model inside an annotation such as `tuple[Step, ...]` or `Check | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in get_args(annotation):
        found = _inner(part)
        if found is not None:
            return found
    return None
