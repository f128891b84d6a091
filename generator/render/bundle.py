"""Modules become one classic script, since a page opened from disk cannot load modules.

Each module turns into a function that is called once, in the order of its imports; nothing
is renamed. Only what our modules use is understood: static imports of names, and exported
functions, constants and classes. Anything else is an error.
"""

from __future__ import annotations

import re
from pathlib import Path

import minify

_IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.{1,2}/[^"]+)";[ \t]*$', re.M)
_EXPORT = re.compile(r"^export (async function\*?|function\*?|const|class) ([A-Za-z_$][\w$]*)", re.M)
_OTHER = re.compile(r"^(import|export)\b.*$", re.M)


def bundle(entries: dict[str, Path], name: str) -> str:
    """A script that defines `name` as a function returning the exports of all entry modules.

    `entries` maps a prefix-free label to the path of a module; later ones may import earlier ones.
    """
    order: dict[Path, str] = {}
    for path in entries.values():
        _visit(path.resolve(), order, ())
    bodies = [_module(path, label, order) for path, label in order.items()]
    exports = ", ".join(f"...{order[path.resolve()]}" for path in entries.values())
    script = f"const {name} = function () {{\n\"use strict\";\n{''.join(bodies)}return {{ {exports} }};\n}};\n"
    return str(minify.string("text/javascript", script)) + ";\n"


def _visit(path: Path, order: dict[Path, str], above: tuple[Path, ...]) -> None:
    """Add a module after everything that it imports."""
    if path in above:
        raise ValueError(f"{path.name} imports itself")
    if path in order:
        return
    for _, target in _IMPORT.findall(path.read_text("utf-8")):
        _visit((path.parent / target).resolve(), order, (*above, path))
    order[path] = f"m{len(order)}"


def _module(path: Path, label: str, order: dict[Path, str]) -> str:
    """A module as a constant that holds its exports."""
    text = path.read_text("utf-8")
    names = [found[1] for found in _EXPORT.findall(text)]
    text = _IMPORT.sub(lambda found: f"const {{{found[1].replace(' as ', ': ')}}} = "
                                     f"{order[(path.parent / found[2]).resolve()]};", text)
    text = _EXPORT.sub(r"\1 \2", text)
    left = _OTHER.search(text)
    if left:
        raise ValueError(f"{path.name}: “{left[0]}” cannot be bundled")
    return f"const {label} = (function () {{\n{text}\nreturn {{ {', '.join(names)} }};\n}})();\n"
