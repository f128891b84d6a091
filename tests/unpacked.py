"""The knowledge as the page's script unpacks it, for tests that look into a page."""

import json
from typing import Any


def unpacked(text: str) -> dict[str, Any]:
    """The whole knowledge from the JSON that a page holds."""
    data = json.loads(text)
    usual = data.pop("usual")
    return _filled(data, usual, "")


def _filled(value: Any, usual: dict[str, Any], name: str) -> Any:
    if isinstance(value, list):
        return [_filled(inner, usual, name) for inner in value]
    if not isinstance(value, dict):
        return value
    own = {key: _filled(inner, usual, key) for key, inner in value.items()}
    missing = {key: told for key, told in usual.get(name, {}).items() if key not in own}
    return own | {key: _told(told, own) for key, told in missing.items()}


def _told(told: Any, own: dict[str, Any]) -> Any:
    return told.replace("{id}", own["id"]) if isinstance(told, str) and "id" in own else told
