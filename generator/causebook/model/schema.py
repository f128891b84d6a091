"""One JSON Schema for all kinds, so that an editor completes keys from a single modeline."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import get_origin

from pydantic import TypeAdapter
from pydantic.fields import FieldInfo
from pydantic.json_schema import JsonSchemaValue

from . import KINDS, NAMED_BY_FILE, FileKind, Model, refers
from .defaults import Given
from .examples import Examples
from .fields import MappingOf
from .findings import with_article


def schema(own: Examples | None = None) -> JsonSchemaValue:
    """The schema (draft 2020-12), chosen by `kind`.

    Ids that file names give may be said again, but need not. Examples are a book's `own` if it
    has any.
    """
    data = TypeAdapter(FileKind).json_schema(by_alias=True)
    for kind in NAMED_BY_FILE:
        _free(data["$defs"][KINDS[kind].__name__], {"id"})
    for model in _below(Model):
        _free(data["$defs"].get(model.__name__, {}), given(model))
    _describe(data["$defs"], own or {})
    choices = data.pop("anyOf")
    rules = [
        {
            "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
            "then": choice,
        }
        for kind, choice in zip(KINDS, choices, strict=True)
    ]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Causebook",
        "description": "A source file of a Causebook book.",
        "type": "object",
        "required": ["kind"],
        "properties": {
            "kind": {"enum": list(KINDS), "description": "What the file is."}
        },
        "allOf": rules,
        **data,
    }


def _free(definition: JsonSchemaValue, keys: AbstractSet[str]) -> None:
    """Let keys be left out."""
    if "required" in definition:
        definition["required"] = [
            key for key in definition["required"] if key not in keys
        ]


def given(model: type[Model]) -> set[str]:
    """The required keys of a model that `defaults` may give it."""
    return {key for key, info in model.model_fields.items() if _is_given(info)}


def _is_given(info: FieldInfo) -> bool:
    """Whether a key may be left out because something else gives it."""
    return any(isinstance(said, Given) for said in info.metadata)


def _describe(definitions: JsonSchemaValue, own: Examples) -> None:
    """Put the meaning of every key beside it; pydantic leaves it out beside a reference."""
    for model in _below(Model):
        for key, info in model.model_fields.items():
            value = (
                definitions.get(model.__name__, {})
                .get("properties", {})
                .get(info.alias or key)
            )
            if value is not None and info.description:
                value["description"] = info.description + _target(info)
            if own and value is not None and info.examples:
                named = (model.__name__, info.alias or key)
                value["examples"] = [own[named]] if named in own else []


def _target(info: FieldInfo) -> str:
    """What the ids in a field are the ids of, as a sentence; nothing for a field without ids."""
    named = refers(info)
    if named is None or named.within:
        return ""
    one = "Each" if get_origin(info.annotation) is tuple else "It"
    which = (
        "Each key"
        if any(isinstance(said, MappingOf) for said in info.metadata)
        else one
    )
    return f" {which} is the id of {with_article(' or '.join(named.kinds))}."


def _below(model: type[Model]) -> list[type[Model]]:
    """All models made from this one."""
    return [
        found for child in model.__subclasses__() for found in (child, *_below(child))
    ]
