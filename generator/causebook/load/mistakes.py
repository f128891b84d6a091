"""What pydantic finds wrong, in words for a tired author: code, message and hint.

Where it stands is known by `shape`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from ..model import KINDS, NAMED_BY_FILE
from ..model.findings import did_you_mean, quoted
from ..model.ids import NAME
from ..model.marked import KeyPath

_FORMS = {
    "bool_parsing": ("S004", "one of true, false"),
    "string_pattern_mismatch": (
        "S005",
        "lower-case letters and digits, words joined by hyphens",
    ),
    "link": ("S007", "an address with http, https or mailto and no spaces"),
    "language": ("T002", "write a tag of BCP 47, such as de or pt-BR"),
    "date": ("S008", "write the day as YYYY-MM-DD"),
}
"""Code and hint for a text that is not of the form of its field."""
_NAMES = "S005", "lower-case letters, digits and _, beginning with a letter"
_SIZES = {
    "string_too_short": "is empty",
    "string_too_long": "is too long",
    "too_short": "has too few items",
    "too_long": "is too long",
}
_SHAPES = {
    "string_type": "a text",
    "tuple_type": "a list (lines that start with “- ”)",
    "dict_type": "a mapping of keys",
    "model_type": "a mapping of keys",
    "model_attributes_type": "a mapping of keys",
}


def words(
    detail: ErrorDetails, path: KeyPath, model: type[BaseModel]
) -> tuple[str, str, str]:
    """Code, message and hint for one error of pydantic."""
    context, value = detail.get("ctx", {}), detail.get("input")
    kind = (
        "date" if detail["type"].startswith(("iso_date", "date")) else detail["type"]
    )
    where = f"“{_dotted(path)}”"
    shown = quoted(" ".join(value.split())) if isinstance(value, str) else "this"
    if kind == "missing":
        *others, last = (f"“{_dotted(at)}”" for at in context["missing"])
        keys = (
            f"keys {', '.join(others)} and {last} are" if others else f"key {last} is"
        )
        return "S002", f"{keys} missing", "see causes/README.md"
    if kind == "extra_forbidden":
        known = _keys(model, path[:-1])
        hint = did_you_mean(str(path[-1]), known) or f"known: {', '.join(known)}"
        return "S001", f"unknown key “{path[-1]}”", hint
    if kind == "rich_text":
        return "T001", f"{where}: {context['problem']}", str(context["remedy"])
    if kind == "character":
        return (
            "Y010",
            f"{where}: character U+{context['code']} cannot be published",
            "remove it",
        )
    if kind in {"enum", "literal_error"}:
        return (
            "S004",
            f"{where} is {shown}",
            _of_the_scale(str(context["expected"]), str(value)),
        )
    if kind in _FORMS:
        code, hint = _NAMES if context.get("pattern") == NAME else _FORMS[kind]
        return code, f"{where} is {shown}", hint
    if kind in _SIZES:
        return "S006", f"{where} {_SIZES[kind]}", _limit(kind, context)
    expected = _SHAPES.get(kind, "something else")
    return "S003", f"{where} has the wrong shape", f"expected {expected}"


def _of_the_scale(expected: str, value: str) -> str:
    """The words of a scale, and the one that was meant, perhaps."""
    scale = [word.strip("'\" ") for word in expected.replace(" or ", ",").split(",")]
    every, near = f"one of {', '.join(scale)}", did_you_mean(value, scale)
    return f"{every}; {near}" if near else every


def _limit(kind: str, context: Mapping[str, object]) -> str:
    """How many characters or items there may be."""
    least, most = context.get("min_length"), context.get("max_length")
    unit = "character" if kind.startswith("string") else "item"
    unit += "" if (most or least or 1) == 1 else "s"
    return f"at most {most} {unit}" if most else f"at least {least or 1} {unit}"


def _dotted(path: KeyPath) -> str:
    """The path as authors write it: `steps[2].do`."""
    text = "".join(
        f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path
    )
    return text.lstrip(".") or "file"


def _keys(model: type[BaseModel], path: KeyPath) -> list[str]:
    """The keys of the model at a path."""
    found: type[BaseModel] | None = model
    for step in path:
        if found and isinstance(step, str) and step in _fields(found):
            found = _inner(_fields(found)[step])
    return list(_fields(found)) if found else []


def _fields(model: type[BaseModel]) -> dict[str, object]:
    """The types of a model's keys, by the name that authors write."""
    hide = {"id"} if any(KINDS[kind] is model for kind in NAMED_BY_FILE) else set()
    return {
        info.alias or key: info.annotation
        for key, info in model.model_fields.items()
        if key not in hide
    }


def _inner(annotation: object) -> type[BaseModel] | None:
    """The model inside an annotation such as `tuple[Step, ...]` or `Check | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in get_args(annotation):
        found = _inner(part)
        if found is not None:
            return found
    return None
