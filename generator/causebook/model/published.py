"""The shape of `api/book.json` and its index, for programs that read them: a JSON Schema.

It is made from the models and promises less than they check: keys may be added, and no text has
a form of its own.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from pydantic.json_schema import JsonSchemaValue, models_json_schema

from .about import About
from .cause import Cause
from .fields import Model
from .fix import Fix
from .platform import Platform
from .problem import Family, Observation, Problem
from .scenario import Scenario
from .symptom import Symptom

FORMAT = "causebook/1"
ENTRIES: dict[str, type[Model]] = {
    "problem": Problem,
    "family": Family,
    "observation": Observation,
    "cause": Cause,
    "symptom": Symptom,
    "fix": Fix,
    "scenario": Scenario,
    "platform": Platform,
}
"""The kinds of entries, each with its model."""
LEFT_OUT = frozenset({"kind", "families", "observations"})
"""Keys of a model that are entries of their own, or are said otherwise."""
RENAMED = {"url": "documentation"}
"""`url` is the address of the entry's page; what an entry itself calls so has another name."""
ROW = ("kind", "id", "title", "url")
"""What the index tells of an entry, beside the file that has all of it."""
INDEX = "#/$defs/Index"
"""Where the schema describes the index."""
SOME = "#/$defs/Some"
"""Where the schema describes a file with some of the entries."""
_KEPT = frozenset(
    {
        "type",
        "$ref",
        "items",
        "properties",
        "patternProperties",
        "enum",
        "description",
        "anyOf",
    }
)
_TEXT = {"type": "string"}
_URL = {
    "type": "string",
    "description": "The address of the entry's page, from the site's root.",
}
_FILE = {
    "type": "string",
    "description": "A file of entries, from the folder of the index.",
}
_CHANGES = {**_TEXT, "description": "It changes with any text in the file."}
_HEAD: JsonSchemaValue = {
    "format": {"const": FORMAT, "description": "The name of this format."},
    "version": {**_TEXT, "description": "The edition: it changes with any text."},
    "date": {**_TEXT, "description": "The day of the last review of an entry."},
    "audience": {"enum": ["public", "internal"], "description": "Whom it is for."},
    "book": {"$ref": "#/$defs/About"},
}
"""What a file says of itself."""


def published_schema() -> JsonSchemaValue:
    """The schema (draft 2020-12)."""
    models: list[type[Model]] = [About, *ENTRIES.values()]
    _, made = models_json_schema(
        [(model, "serialization") for model in models], by_alias=True
    )
    shapes = {name: _open(shape) for name, shape in made["$defs"].items()}
    for kind, model in ENTRIES.items():
        shapes[model.__name__] = _entry(kind, shapes[model.__name__])
    every = [{"$ref": f"#/$defs/{model.__name__}"} for model in ENTRIES.values()]
    shapes |= {
        "Row": _object({**dict.fromkeys(ROW, _TEXT), "url": _URL, "file": _FILE}),
        "File": _object({"file": _FILE, "version": _CHANGES}),
        "Index": _with_entries(
            {"$ref": "#/$defs/Row"}, files=_list({"$ref": "#/$defs/File"})
        ),
        "Some": _object(
            {"format": _HEAD["format"], "entries": _list({"oneOf": every})}
        ),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"A book of causes and fixes ({FORMAT})",
        "description": "Keys may be added within this format: ignore those that you do not know.",
        **_with_entries({"oneOf": every}),
        "$defs": shapes,
    }


def _with_entries(items: JsonSchemaValue, **more: JsonSchemaValue) -> JsonSchemaValue:
    """The shape of a file that lists every entry."""
    entries = {"description": "Every entry, sorted by kind and id.", **_list(items)}
    return _object({**_HEAD, **more, "entries": entries}, maybe={"date"})


def _list(items: JsonSchemaValue) -> JsonSchemaValue:
    """The shape of a list."""
    return {"type": "array", "items": items}


def _object(
    keys: JsonSchemaValue, maybe: AbstractSet[str] = frozenset()
) -> JsonSchemaValue:
    """The shape of an object whose keys are always there, but for those that may be."""
    needed = [key for key in keys if key not in maybe]
    return {"type": "object", "required": needed, "properties": keys}


def _entry(kind: str, shape: JsonSchemaValue) -> JsonSchemaValue:
    """The shape of an entry: with its kind and its address, without the entries inside it."""
    own = {
        RENAMED.get(key, key): value
        for key, value in shape["properties"].items()
        if key not in LEFT_OUT
    }
    head = {"kind": {"const": kind}, "url": _URL}
    needed = ["kind", "url", *(key for key in shape["required"] if key in own)]
    return {**shape, "required": needed, "properties": {**head, **own}}


def _open(shape: JsonSchemaValue) -> JsonSchemaValue:
    """A shape with what a reader may rely on: types, values of scales, keys that are always there.

    What may be nothing is left out of the data, so such keys are not required.
    """
    if isinstance(shape, list):
        return [_open(item) for item in shape]
    if not isinstance(shape, dict):
        return shape
    some = [one for one in shape.get("anyOf", ()) if one != {"type": "null"}]
    if len(some) == 1:
        return _open(
            {**{key: shape[key] for key in shape if key != "anyOf"}, **some[0]}
        )
    kept: JsonSchemaValue = {key: _open(shape[key]) for key in shape if key in _KEPT}
    for key in ("properties", "patternProperties"):
        if key in shape:
            kept[key] = {name: _open(value) for name, value in shape[key].items()}
    if "properties" in shape:
        kept["required"] = [
            name
            for name, value in shape["properties"].items()
            if not _may_be_nothing(value)
        ]
    return kept


def _may_be_nothing(shape: JsonSchemaValue) -> bool:
    """Whether a value may be left out."""
    return {"type": "null"} in shape.get("anyOf", ())
