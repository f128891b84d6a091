"""One JSON Schema for all kinds, so that an editor completes keys from a single modeline."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from .model import KINDS, NAMED_BY_FILE, FileKind


def schema() -> dict[str, Any]:
    """The schema (draft 2020-12), chosen by `kind`; ids that file names give are not asked for."""
    data = TypeAdapter(FileKind).json_schema(by_alias=True)
    for kind in NAMED_BY_FILE:
        model = data["$defs"][KINDS[kind].__name__]
        model["properties"].pop("id", None)
        model["required"] = [key for key in model["required"] if key != "id"]
    choices = data.pop("anyOf")
    rules = [{"if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]}, "then": choice}
             for kind, choice in zip(KINDS, choices, strict=True)]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Causebook",
            "description": "A source file of a Causebook book.", "type": "object", "required": ["kind"],
            "properties": {"kind": {"enum": list(KINDS), "description": "What the file is."}},
            "allOf": rules, **data}
