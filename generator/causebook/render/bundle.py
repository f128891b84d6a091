"""Modules become one classic script, since a page opened from disk cannot load modules.

Each module turns into a function that is called once, in the order of its imports. What one
hands to others stands around all of them by its own name, so that most of what is imported is there
without a word. Only what our modules use is understood: static imports of names, and exported
functions, constants and classes. Anything else is a fault, and each fault names its line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import minify

from ..book.processes import require_first
from ..load.recalled import digest, recall, recalled
from ..strings import TABLE, Strings, strings

MAX_BYTES = 1_000_000
_IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.{1,2}/[^"]+)";[ \t]*$', re.M)
_TEXTS = re.compile(
    r'^import (\w+) from "(\.{1,2}/[^"]+)" with \{ type: "json" \};[ \t]*$', re.M
)
"""The texts of the language that a script is bundled in."""
_SPOKEN = "texts"
_EXPORT = re.compile(
    r"^export (async function\*?|function\*?|const|class) ([A-Za-z_$][\w$]*)", re.M
)
# The minifier may put `const {a = b} = c` before the constants that it needs; never a `let`.
_UNPACKING = re.compile(r"((?:^|[;{}])[ \t]*)const(?=\s*[{\[])", re.M)
_OTHER = re.compile(
    r"^[ \t]*(?:(?:import|export)\b(?![ \t]*[(.:]).*$|.*?(?<![\w$.])(import[ \t]*[(.]))",
    re.M,
)
_NO_CODE = re.compile(
    r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|`(?:\\.|[^`\\])*`',
    re.S,
)
_WORD = re.compile(r"(?<![\w$.])[A-Za-z_$][\w$]*")
_FORMS = (
    'write `import { name } from "./file.mjs";` and `export function`, `const` or `class`, '
    "from the line's start"
)


@dataclass(frozen=True, order=True)
class Fault:
    """Why a module cannot be used; `line` and `col` count from 1, 0 is the file as a whole."""

    path: Path
    line: int
    col: int
    problem: str
    remedy: str = ""


class Unbundled(ValueError):
    """Modules that cannot become a script."""

    def __init__(self, fault: Fault) -> None:
        """Keep the first fault."""
        super().__init__(f"{fault.path.name}:{fault.line}: {fault.problem}")
        self.fault = fault


@dataclass(frozen=True)
class Module:
    """A module's text, and the names that it exports."""

    path: Path
    text: str
    exports: tuple[str, ...]

    def imports(self) -> Iterator[tuple[int, Path, list[str]]]:
        """The line, the file and the names of each import."""
        for line, target, names in _imports(self.text):
            yield line, (self.path.parent / target).absolute(), names


@dataclass
class Gathered:
    """Modules in the order in which they are called, and all their faults."""

    modules: dict[Path, Module] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    _seen: set[Path] = field(default_factory=set)

    def add(self, path: Path, above: tuple[Path, ...] = ()) -> None:
        """Add a module after everything that it imports."""
        if path in self._seen:
            return
        self._seen.add(path)
        module = read_module(path)
        if isinstance(module, Fault):
            self.faults.append(module)
            return
        for line, target, names in module.imports():
            self._import(module, (line, target, names), (*above, path))
        self.modules[path] = module

    def _import(
        self,
        module: Module,
        wanted: tuple[int, Path, list[str]],
        above: tuple[Path, ...],
    ) -> None:
        """Add what a module imports, with a fault where it cannot be had."""
        line, target, names = wanted
        target = Path(*_flat(target.parts))
        if target in above:
            problem = f"“{target.name}” imports this module again"
            remedy = "move what both need into a third module"
            self.faults.append(Fault(module.path, line, 1, problem, remedy))
            return
        if not target.exists() and not target.is_symlink():
            problem = f"there is no module “{target.name}”"
            self.faults.append(Fault(module.path, line, 1, problem, "check the path"))
            return
        self.add(target, above)
        exports = (
            self.modules[target].exports if target in self.modules else tuple(names)
        )
        for name in names:
            if name not in exports:
                problem = f"“{target.name}” does not export “{name}”"
                remedy = f"it exports: {', '.join(exports)}"
                self.faults.append(Fault(module.path, line, 1, problem, remedy))


def _flat(parts: tuple[str, ...]) -> list[str]:
    """The parts of a path without `..`; links are not followed, they are faults."""
    flat: list[str] = []
    for part in parts:
        if part == "..":
            flat.pop()
        else:
            flat.append(part)
    return flat


def read_module(path: Path) -> Module | Fault:
    """A module, or why it is none."""
    try:
        if path.is_symlink():
            return Fault(path, 0, 0, "is a symbolic link", "put the file itself here")
        if not path.is_file():
            return Fault(
                path, 0, 0, "is not there" if not path.exists() else "is not a file"
            )
        if path.stat().st_size > MAX_BYTES:
            return Fault(
                path, 0, 0, f"is larger than {MAX_BYTES:,} bytes", "split it"
            )
        data = path.read_bytes()
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = f"byte 0x{data[error.start]:02x} is not UTF-8"
        return Fault(path, line, 1, problem, "save the file as UTF-8")
    except OSError as error:
        return Fault(path, 0, 0, f"cannot be read: {error.strerror}")
    key = digest("foreign", str(path), text)
    fault = recall(key, lambda: _foreign(path, text), lambda fault: fault is None)
    return fault or Module(path, text, _exports(text))


@recalled
def _exports(text: str) -> tuple[str, ...]:
    """The names that the text of a module exports."""
    return tuple(found[2] for found in _EXPORT.finditer(text))


@recalled
def _imports(text: str) -> list[tuple[int, str, list[str]]]:
    """The line, the file as it is written, and the names of each import in a text."""
    every = [
        (found, [name.split(" as ")[0].strip() for name in found[1].split(",")])
        for found in _IMPORT.finditer(text)
    ]
    return [
        (
            text.count("\n", 0, found.start()) + 1,
            found[2],
            [name for name in names if name],
        )
        for found, names in every
    ]


def _foreign(path: Path, text: str) -> Fault | None:
    """The first import or export of a form that is not understood."""
    code = _EXPORT.sub(_blank, _IMPORT.sub(_blank, text))
    if all(_is_table(path, found[2]) for found in _TEXTS.finditer(text)):
        code = _TEXTS.sub(_blank, code)
    if "import" not in code and "export" not in code:
        return None  # as in most modules, and this is quick
    code = _NO_CODE.sub(_blank, code)
    found = _OTHER.search(code)
    if not found:
        return None
    line = code.count("\n", 0, found.start()) + 1
    shown = text.split("\n")[line - 1].strip()
    return Fault(path, line, 1, f"“{shown[:60]}” cannot be bundled", _FORMS)


def _blank(found: re.Match[str]) -> str:
    """As many lines, with nothing on them."""
    return '""' + "\n" * found[0].count("\n")


def gather(paths: Iterable[Path]) -> Gathered:
    """All modules that some need, and their faults."""
    found = Gathered()
    for path in paths:
        found.add(path.absolute())
    return found


def joined(
    entries: dict[str, Path], name: str, language: Strings | None = None
) -> tuple[str, list[tuple[int, Path]]]:
    """A script, and on which line each of its modules starts; raises Unbundled.

    The script defines `name` as a function that returns the exports of all entry modules, and
    speaks the language that is given, or English. It may run again on the same page: a theme that
    puts the next page in place of this one runs the scripts of each.

    `entries` maps a prefix-free label to the path of a module; later ones may import earlier ones.
    """
    return _joined(gather(entries.values()), entries, name, language)


def _joined(
    found: Gathered, entries: dict[str, Path], name: str, language: Strings | None
) -> tuple[str, list[tuple[int, Path]]]:
    """The same of modules that have been read."""
    if found.faults:
        raise Unbundled(min(found.faults))
    names = _outer_names(found.modules)
    text, starts = f'var {name} = function () {{\n"use strict";\n', []
    text += f"const {_SPOKEN} = {_spoken(found.modules.values(), language or strings())};\n"
    for path, module in found.modules.items():
        handed = ", ".join(names[path, own] for own in module.exports)
        text += f"let [{handed}] = (function () {{\n"
        starts.append((text.count("\n"), path))
        text += (
            f"{body(module, names)}\nreturn [{', '.join(module.exports)}];\n}})();\n"
        )
    exports = ", ".join(
        f"{own}: {names[path, own]}"
        for path in map(Path.absolute, entries.values())
        for own in found.modules[path].exports
    )
    return f"{text}return {{ {exports} }};\n}};\n", starts


def _outer_names(modules: dict[Path, Module]) -> dict[tuple[Path, str], str]:
    """By what name all modules see what one exports: its own, where no other means another by it.

    A module that says a name and does not import it may mean its own, or one of the language.
    """
    imported = {
        path: {
            (Path(*_flat(target.parts)), own)
            for _, target, names in module.imports()
            for own in names
        }
        for path, module in modules.items()
    }
    said = Counter(own for path in modules for own in _words(modules[path]))
    meant = Counter(taken for found in imported.values() for taken in found)
    return {
        (path, own): own if said[own] == meant[path, own] + 1 else f"{own}_{place}"
        for place, (path, module) in enumerate(modules.items())
        for own in module.exports
    }


def _words(module: Module) -> set[str]:
    """All that may be a name in a module."""
    return set(_WORD.findall(module.text))


def body(module: Module, names: Mapping[tuple[Path, str], str] | None = None) -> str:
    """A module's text as the inside of a function, line for line.

    Without the names that stand around it, each import is a declaration.
    """

    def imported(found: re.Match[str]) -> str:
        target = Path(*_flat((module.path.parent / found[2]).absolute().parts))
        taken = (_taken(name, target) for name in found[1].split(",") if name.strip())
        return " ".join(filter(None, taken))

    def _taken(name: str, target: Path) -> str:
        own, _, other = (part.strip() for part in name.partition(" as "))
        inner = other or own
        if names is None:
            return f"let {inner};"
        outer = names[target, own]
        return "" if inner == outer else f"const {inner} = {outer};"

    text = _TEXTS.sub(
        rf"const \1 = {_SPOKEN};", _UNPACKING.sub(r"\1let  ", module.text)
    )
    return _EXPORT.sub(r"\1 \2", _IMPORT.sub(imported, text))


def _spoken(modules: Iterable[Module], language: Strings) -> str:
    """The texts that modules use, section by section."""
    sections: set[str] = set()
    for module in modules:
        for found in _TEXTS.finditer(module.text):
            sections.update(re.findall(rf"\b{found[1]}\.(\w+)", module.text))
    return language.some(sections)


def _is_table(path: Path, target: str) -> bool:
    """Whether what a module imports are the texts of the package."""
    return Path(*_flat((path.parent / target).absolute().parts)) == TABLE


def bundle(
    entries: dict[str, Path], name: str, language: Strings | None = None
) -> str:
    """The script of `joined`, as small as it can be made."""
    found = gather(entries.values())

    def made() -> str:
        script, _ = _joined(found, entries, name, language)
        return f"{_minified('text/javascript', script)};\n"

    if found.faults:
        return made()
    read = [f"{path}\0{own.text}" for path, own in found.modules.items()]
    said = (name, repr(entries), (language or strings()).text)
    return recall(digest("bundle", *said, *read), made)


def style(path: Path, before: str = "") -> str:
    """A style sheet, after what it builds on, as small as it can be made."""
    text = before + path.read_text("utf-8")
    return recall(digest("style", text), lambda: _minified("text/css", text))


@lru_cache(maxsize=16)
def _minified(kind: str, text: str) -> str:
    """A text of a kind of media, as small as it can be made; a preview asks for the same often."""
    require_first()
    return str(minify.string(kind, text))
