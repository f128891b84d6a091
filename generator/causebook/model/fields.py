"""The types of single values: plain and rich text, code, patterns, addresses, dates, pairs.

Each carries its limits and what it names, so the schema, the messages and the author reference
agree. It must not know the keys that authors write them under.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from enum import Enum
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
)
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError, core_schema

from .ids import ENTRY_KINDS, NAME, CauseId, Refers, RoleId, SymptomId
from .phrases import mentioned
from .rich_text import RichTextError, entry_links, is_link, one_line, read_rich
from .scales import Likelihood, Often

_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff"
_UNSEEN = (
    "\u061c\u115f\u1160\u17b4\u17b5\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
"""What Unicode calls format or ignorable: it hides or reorders text, and nobody sees it."""
_JOINERS = "\u034f\u180b-\u180f\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef"
"""Joiners and variation selectors, which scripts and emoji need.

There may be one, behind a character that it can act on.
"""
_BEHIND_NOTHING = rf"(?<![^\x00-\x7f\s\xad{_JOINERS}])"
"""What stands before a joiner that acts on nothing: ASCII, a blank, another joiner."""
_KEYCAP = r"(?<=[0-9#*])[\ufe0e\ufe0f]"
_JOINED_EMOJI = r"(?<=[\ufe00-\ufe0f])\u200d"
_FORBIDDEN = re.compile(
    f"[{_CONTROLS}{_UNSEEN}]"
    rf"|{_BEHIND_NOTHING}(?!{_KEYCAP})(?!{_JOINED_EMOJI})[{_JOINERS}]"
    r"|(?<!\w)\xad|\xad(?!\w)"
)
_FLAG = re.compile(
    "\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f"
)
"""The flag of a region, the one honest use of tags: a black flag, its letters, the end."""


class Model(BaseModel):
    """A frozen model that refuses keys it does not have."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_enum_values=False)


def publishable(text: str) -> str:
    """The text, unless a character in it cannot be published (controls, and what nobody sees)."""
    if text.isascii() and text.isprintable():
        return text
    bad = _FORBIDDEN.search(_FLAG.sub(_as_wide, text))
    if bad:
        where = {
            "code": f"{ord(bad[0]):04X}",
            "line": text[: bad.start()].count("\n"),
        }
        message = "character U+{code} cannot be published"
        raise PydanticCustomError("character", message, where)
    return text


def _as_wide(found: re.Match[str]) -> str:
    """As many harmless characters as were found."""
    return "x" * len(found[0])


def _single(text: str) -> str:
    """The text on one line, with single spaces."""
    return one_line(_some(text))


def _some(text: str) -> str:
    """The text, unless it is only white space."""
    if not text.strip():
        raise PydanticCustomError("string_too_short", "is empty", {})
    return text


def _rich(text: str) -> str:
    """The text, unless it leaves the grammar of rich text."""
    try:
        read_rich(_some(text))
    except RichTextError as error:
        about = {"problem": str(error), "line": error.line, "remedy": error.remedy}
        raise PydanticCustomError("rich_text", "{problem}", about) from error
    return text.strip("\n")


def _link(url: str) -> str:
    """The address, unless it is not http, https or mailto."""
    if not is_link(url):
        raise PydanticCustomError(
            "link", "is not an address that can be published", {}
        )
    return url


def _language(tag: str) -> str:
    """The tag, unless it names no language in the usual way."""
    if not re.match(_TAG, tag):
        raise PydanticCustomError("language", "is no tag of a language", {})
    return tag


def _iso(value: object) -> object:
    """The value, unless it is text that is not written YYYY-MM-DD."""
    if isinstance(value, str) and not re.match(r"\d{4}-\d\d-\d\d\Z", value):
        raise PydanticCustomError("iso_date", "is not a date", {})
    return value


def _code(text: str) -> str:
    """The text without the line breaks at its ends."""
    return _some(text).strip("\n")


@dataclass(frozen=True)
class Prose:
    """Says of a field that its text is the book's own, in the book's voice, for readers."""


ForeignTitle = Annotated[
    str,
    Field(min_length=1, max_length=100),
    AfterValidator(publishable),
    AfterValidator(_single),
]
"""What others call a thing of theirs."""
_Line = Annotated[
    str,
    Field(min_length=1, max_length=400),
    AfterValidator(publishable),
    AfterValidator(_single),
]
Title = Annotated[ForeignTitle, Prose()]
Plain = Annotated[_Line, Prose()]
Rich = Annotated[
    str,
    Field(min_length=1, max_length=6000),
    AfterValidator(publishable),
    AfterValidator(_rich),
    Refers(ENTRY_KINDS, within=entry_links),
    Prose(),
]
Code = Annotated[
    str,
    Field(min_length=1, max_length=20000),
    AfterValidator(publishable),
    AfterValidator(_code),
]
Regex = Annotated[Code, Refers(("phrase",), within=mentioned)]
Folder = Annotated[_Line, Refers(("folder",), within=lambda path: (path,))]
_TAG = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$"
Language = Annotated[
    str,
    Field(max_length=20, json_schema_extra={"pattern": _TAG}),
    AfterValidator(_language),
]
"""A language as BCP 47 names it: its code, and its script and country where they matter."""
Link = Annotated[str, Field(min_length=1, max_length=500), AfterValidator(_link)]
Date = Annotated[datetime.date, BeforeValidator(_iso)]


def whole_type(info: FieldInfo) -> object:
    """The type of a field with all that is said of it; pydantic keeps the two apart."""
    return (
        Annotated[info.annotation, *info.metadata]
        if info.metadata
        else info.annotation
    )


@dataclass(frozen=True)
class MappingOf:
    """Reads a mapping into a tuple of models of two fields, its keys and its values, and back."""

    item: type[Model]
    kind: type[tuple[Model, ...]] = tuple

    @property
    def key(self) -> str:
        """The field that holds the keys."""
        return next(iter(self.item.model_fields))

    def keys_of(self, pairs: tuple[Model, ...]) -> tuple[str, ...]:
        """The keys, in the author's order."""
        return tuple(getattr(pair, self.key) for pair in pairs)

    def __get_pydantic_core_schema__(
        self, _source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """The schema of the mapping, followed by the conversion."""
        types = [whole_type(info) for info in self.item.model_fields.values()]
        read = core_schema.dict_schema(
            *(handler.generate_schema(kind) for kind in types)
        )
        back = core_schema.plain_serializer_function_ser_schema(self._mapping)
        return core_schema.no_info_after_validator_function(
            self._pairs, read, serialization=back
        )

    def _pairs(self, mapping: dict[str, object]) -> tuple[Model, ...]:
        """The mapping as a tuple, in the author's order."""
        fields = tuple(self.item.model_fields)
        return self.kind(
            self.item.model_construct(None, **dict(zip(fields, pair, strict=True)))
            for pair in mapping.items()
        )

    def _mapping(self, pairs: tuple[Model, ...]) -> dict[str, str]:
        """The tuple as the mapping that authors write."""
        _, value = self.item.model_fields
        said = ((getattr(pair, self.key), getattr(pair, value)) for pair in pairs)
        return {
            key: item.value if isinstance(item, Enum) else item for key, item in said
        }


class Evidence(Model):
    """How often a cause shows a symptom."""

    symptom: SymptomId
    often: Often


class EvidenceFor(Model):
    """How often a symptom is shown by a cause that does not list it."""

    cause: CauseId
    often: Often


EvidenceMap = Annotated[
    tuple[Evidence, ...],
    Field(
        description="The general symptoms it shows and how often. A message speaks through what "
        "it implies; it is listed only where it says more than that, and never as always.",
        examples=[{"panel-says-paper": "usually"}],
    ),
    MappingOf(Evidence),
]
EvidenceForMap = Annotated[tuple[EvidenceFor, ...], MappingOf(EvidenceFor)]


class LikelihoodFor(Model):
    """How often readers in one role meet it, where that is not what is true of all."""

    role: RoleId
    likelihood: Likelihood


LikelihoodForMap = Annotated[
    tuple[LikelihoodFor, ...],
    Field(
        description="How often it is for readers in a role, where that differs from `likelihood`.",
        examples=[{"technician": "rare"}],
    ),
    MappingOf(LikelihoodFor),
]


class Extra(Model):
    """A field of the book's own, for templates of its own."""

    name: Annotated[str, Field(pattern=NAME, max_length=40)]
    value: _Line


class Extras(tuple[Extra, ...]):
    """Extra fields; each value is there by its name, and what an entry does not have is empty."""

    __slots__ = ()

    def __getattribute__(self, name: str) -> object:
        """The value of a field; names with a line before them are Python's."""
        if name.startswith("_"):
            return super().__getattribute__(name)
        return next((pair.value for pair in self if pair.name == name), "")


ExtraMap = Annotated[
    tuple[Extra, ...],
    Field(
        description="Fields of your own, each a text of one line; your own templates show them "
        "as `entry.extra.NAME`.",
        examples=[{"ticket_queue": "OFFICE-PRINT"}],
    ),
    MappingOf(Extra, Extras),
]
