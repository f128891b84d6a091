"""A configuration of MkDocs in one file, with what it inherits from and with other values.

For a builder that merges otherwise than MkDocs, and runs no plugin. Tags are kept as they are
written (`!ENV`, `!!python/name:`); nothing is loaded. It must not know what a value means.
"""

from __future__ import annotations

import io
import os
from collections.abc import Mapping
from pathlib import Path

import yaml

Values = Mapping[tuple[str, ...], object]
"""Values by the keys above them, each below the one before."""


def whole(path: Path, values: Values) -> str:
    """The configuration in a file that `read` found nothing wrong with, with these values set."""
    tree = _merged_file(path)
    for keys, value in values.items():
        _set(tree, keys, yaml.SafeDumper(io.StringIO()).represent_data(value))
    return str(yaml.serialize(tree, Dumper=yaml.SafeDumper, allow_unicode=True))


def _merged_file(path: Path) -> yaml.MappingNode:
    """The keys of a file over those that it inherits, as MkDocs merges them."""
    tree = yaml.compose(path.read_text("utf-8-sig"), yaml.SafeLoader)
    near = tree if isinstance(tree, yaml.MappingNode) else yaml.MappingNode(_MAP, [])
    inherited = _take(near, "INHERIT")
    if not isinstance(inherited, yaml.ScalarNode):
        return near
    below = _merged_file(Path(os.path.normpath(path.parent / inherited.value)))
    return _lay(below, near)


def _lay(below: yaml.MappingNode, above: yaml.MappingNode) -> yaml.MappingNode:
    """One mapping over another: mappings in both are merged, anything else takes the place."""
    for key, value in above.value:
        old = _take(below, key.value)
        if isinstance(old, yaml.MappingNode) and isinstance(value, yaml.MappingNode):
            below.value.append((key, _lay(old, value)))
        else:
            below.value.append((key, value))
    return below


def _set(tree: yaml.MappingNode, keys: tuple[str, ...], value: yaml.Node) -> None:
    """Put a value below keys; mappings on the way are made where they are missing."""
    first, *others = keys
    if others:
        inner = _take(tree, first)
        if isinstance(inner, yaml.ScalarNode) and inner.value:  # `theme: material`
            name = yaml.ScalarNode(_STR, "name")
            inner = yaml.MappingNode(_MAP, [(name, inner)])
        if not isinstance(inner, yaml.MappingNode):
            inner = yaml.MappingNode(_MAP, [])
        _set(inner, tuple(others), value)
        value = inner
    else:
        _take(tree, first)
    tree.value.append((yaml.ScalarNode(_STR, first), value))


def _take(tree: yaml.MappingNode, name: str) -> yaml.Node | None:
    """The value of a key, taken out of its mapping."""
    found = [pair for pair in tree.value if pair[0].value == name]
    tree.value = [pair for pair in tree.value if pair[0].value != name]
    return found[-1][1] if found else None


_MAP, _STR = "tag:yaml.org,2002:map", "tag:yaml.org,2002:str"
