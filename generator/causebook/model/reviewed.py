"""A review holds for the text that was read: it carries a seal, which another text does not fit.

`causebook review` writes it. It must not know where entries are kept.
"""

from __future__ import annotations

import hashlib
import json
from typing import TypeVar

from .fields import Model
from .kinds import FileKind
from .parts import Entry

_OF_REVIEWS = "reviewed"
Part = TypeVar("Part", bound=Model)


def seal_of(entry: Entry) -> str:
    """A short name of all that an entry says, but for reviews; defaults say nothing."""
    said = _without_reviews(entry.model_dump(mode="json", exclude_defaults=True))
    text = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def _without_reviews(said: object) -> object:
    """What an entry says without when it was reviewed, at any depth."""
    if isinstance(said, dict):
        return {
            key: _without_reviews(value)
            for key, value in said.items()
            if key != _OF_REVIEWS
        }
    return (
        [_without_reviews(item) for item in said] if isinstance(said, list) else said
    )


def with_valid_seals(entry: FileKind) -> FileKind:
    """The entries of a file; a seal that does not fit what its entry says is taken away."""
    return _checked(entry) if _is_sealed(entry) else entry


def _is_sealed(part: object) -> bool:
    """Whether a part of a book has a seal anywhere."""
    if isinstance(part, tuple):
        return any(map(_is_sealed, part))
    if not isinstance(part, Model):
        return False
    own = isinstance(part, Entry) and part.reviewed and part.reviewed.seal
    return bool(own) or any(
        _is_sealed(value) for _, value in part if isinstance(value, tuple)
    )


def _checked(part: Part) -> Part:
    """A part of a book without the seals that do not fit."""
    said: dict[str, object] = {
        name: tuple(
            _checked(item) if isinstance(item, Model) else item for item in value
        )
        for name, value in part
        if isinstance(value, tuple) and _is_sealed(value)
    }
    if (
        isinstance(part, Entry)
        and part.reviewed
        and part.reviewed.seal not in {"", seal_of(part)}
    ):
        said[_OF_REVIEWS] = part.reviewed.model_copy(update={"seal": ""})
    return part.model_copy(update=said)
