"""The author reference: every kind and key with type, meaning and example, from the models."""

from __future__ import annotations

import json
import re
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from . import KINDS, NAMED_BY_FILE, Model
from .defaults import Given
from .fields import MappingOf, whole_type
from .ids import Refers

MARKERS = ("<!-- generated: causebook reference -->", "<!-- end of generated -->")
"""The lines between which the reference stands in a hand-written file."""


def updated(text: str) -> str | None:
    """A hand-written Markdown text with the reference of today; None where a marker is missing."""
    begin, end = (f"{marker}\n" for marker in MARKERS)
    before, found, rest = text.partition(begin)
    _, ended, after = rest.partition(end)
    if not (found and ended) or begin in rest or end in before + after:
        return None
    return f"{before}{begin}\n{reference()}\n{end}{after}"


_ACTIVE = re.compile(r"[\\`*_\[\]<>&|]")


def reference() -> str:
    """The reference as Markdown: a table per kind, then the parts they share."""
    parts: dict[str, type[BaseModel]] = {}
    text = []
    for kind, model in KINDS.items():
        text.append(_table(f"`kind: {kind}`", f"kind-{kind}", model, parts))
    done: set[str] = set(KINDS)
    while names := [name for name in parts if name not in done]:
        done |= set(names)
        text += [
            _table(f"`{name}`", f"part-{name.lower()}", parts[name], parts)
            for name in names
        ]
    return "\n".join(text)


def _table(
    title: str, anchor: str, model: type[BaseModel], parts: dict[str, type[BaseModel]]
) -> str:
    """The table of one model; models it contains are added to `parts`."""
    by_file = any(KINDS[name] is model for name in NAMED_BY_FILE)
    doc = (model.__doc__ or "").strip().splitlines()[0]
    rows = [
        f"### {title} {{: #{anchor} }}",
        "",
        doc,
        "",
        "| key | type | required | meaning | example |",
        "| --- | --- | --- | --- | --- |",
    ]
    for name, info in model.model_fields.items():
        if not (name == "id" and by_file):
            rows.append(_row(info.alias or name, info, parts))
    return "\n".join([*rows, ""])


def _row(name: str, info: FieldInfo, parts: dict[str, type[BaseModel]]) -> str:
    """The row of one key."""
    shown = type_words(whole_type(info), parts) + _limit(info)
    example = (
        json.dumps(info.examples[0], ensure_ascii=False) if info.examples else ""
    )
    cells = [
        f"`{name}`",
        shown,
        _need(info),
        _cell(info.description or ""),
        _code(example),
    ]
    return f"| {' | '.join(cells)} |"


def _need(info: FieldInfo) -> str:
    """Whether a key has to be there, and what holds where it is not."""
    is_given = any(isinstance(said, Given) for said in info.metadata)
    if info.is_required():
        return "yes, or `defaults`" if is_given else "yes"
    value = info.default
    said = json.dumps(value) if isinstance(value, bool | int | Enum) else ""
    return f"no: `{said.strip(chr(34))}`" if said else "no"


def _limit(info: FieldInfo) -> str:
    """How long a text or a list may be; all ids have one limit, which is said elsewhere."""
    inner = [arg for arg in get_args(info.annotation) if get_origin(arg) is Annotated]
    beside = [*info.metadata, *(said for arg in inner for said in _beside(arg))]
    is_list = get_origin(info.annotation) is tuple
    sizes = info.metadata if is_list else beside
    limits = (getattr(said, "max_length", None) for said in sizes)
    most = next((limit for limit in limits if limit), None)
    is_id = not is_list and "pattern=" in repr(beside)
    if most is None or is_id:
        return ""
    return f", up to {most:,}" + ("" if is_list else " characters")


def _beside(annotation: object) -> tuple[object, ...]:
    """What is said of a type beside it, within fields as well."""
    found = get_args(annotation)[1:]
    return tuple(
        part for said in found for part in getattr(said, "metadata", (said,))
    )


def _cell(text: str) -> str:
    """Text in a table cell."""
    return text.replace("|", "&#124;").replace("\n", " ").replace("<", "&lt;")


def _code(text: str) -> str:
    """Code in a table cell: HTML where it has what would end the cell, since code is literal."""
    if not re.search(r"[|<`\n]", text):
        return f"`{text}`" if text else ""
    return f"<code>{_ACTIVE.sub(lambda found: f'&#{ord(found[0])};', text)}</code>"


def type_words(annotation: object, parts: dict[str, type[BaseModel]]) -> str:
    """A type in an author's words; models found inside are added to `parts`."""
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return " &#124; ".join(f"`{member.value}`" for member in annotation)
    if isinstance(annotation, type) and issubclass(annotation, Model):
        parts[annotation.__name__] = annotation
        return f"[{annotation.__name__}](#part-{annotation.__name__.lower()})"
    if get_origin(annotation) is Annotated:
        return _said_beside(annotation, parts) or type_words(
            get_args(annotation)[0], parts
        )
    if get_origin(annotation) is Literal:
        return " &#124; ".join(f"`{value}`" for value in get_args(annotation))
    if get_origin(annotation) in {Union, UnionType}:
        return type_words(
            next(arg for arg in get_args(annotation) if arg is not NoneType), parts
        )
    if get_origin(annotation) is tuple:
        inner = type_words(get_args(annotation)[0], parts)
        return f"list of {inner}s" if inner.endswith(" id") else f"list of {inner}"
    if annotation is bool:
        return "true or false"
    return str(getattr(annotation, "__name__", "text")).replace("str", "text")


def _said_beside(annotation: object, parts: dict[str, type[BaseModel]]) -> str:
    """The words for a type that says of itself what it names, else nothing."""
    for said in get_args(annotation)[1:]:
        if isinstance(said, MappingOf):
            key, value = (
                type_words(whole_type(info), parts)
                for info in said.item.model_fields.values()
            )
            return f"mapping from {key} to {value}"
        if isinstance(said, Refers) and said.within is None:
            return f"{' or '.join(said.kinds)} id"
    return ""
