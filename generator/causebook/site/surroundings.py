"""What all pages of a site have around them: configuration, navigation, templates, programs.

Each part has a digest; where one differs from that of an earlier build, no page of it may be
taken. What cannot be compared is said by name, and then nothing is taken either: plugins and
hooks may do anything, and other Markdown extensions may read other files.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import BuiltinFunctionType, FunctionType

from mkdocs.config.base import Config
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme

from ..check.passed import contents, programs
from ..load.extensions import module_of
from ..load.recalled import digest
from .ownership import walk

_PLUGINS = frozenset({"causebook", "search", "material/search"})
"""Plugins that are known to make a page of nothing but what is compared."""
_EXTENSIONS = ("markdown", "pymdownx", "material")
_READ_FILES = frozenset(
    {"pymdownx.snippets", "pymdownx.b64", "pymdownx.pathconverter"}
)
"""Markdown extensions that put what stands in other files on a page."""
_THEMES = ("material", "mkdocs")
_PLACES = frozenset({"config_file_path", "docs_dir", "site_dir"})
"""Where the project lies and where it is built says nothing about a page."""
_DATES = ("build_date_utc", "update_date")


class Incomparable(Exception):
    """Something that pages are made of cannot be compared with what it was."""


def surroundings(config: MkDocsConfig, nav: Navigation) -> dict[str, str]:
    """The digest of each part; raises Incomparable."""
    return {
        "the programs": programs(),
        "the configuration": digest(told(_compared(config))),
        "the navigation": digest(*_items(nav.items)),
        "the templates": digest(*_overrides(config.theme)),
    }


def require_comparable(config: MkDocsConfig) -> None:
    """Raise Incomparable for a configuration whose pages cannot be known by what is compared."""
    if config.hooks:
        raise Incomparable("a hook may do anything to a page")
    others = [name for name in config.plugins if name not in _PLUGINS]
    if others:
        raise Incomparable(f"the plugin “{others[0]}” may do anything to a page")
    if config.strict:
        raise Incomparable("a strict build gives every warning again")
    if config.theme.name not in _THEMES:
        raise Incomparable(f"the theme “{config.theme.name}” is not known")
    for name in config.markdown_extensions:
        _require_pure(name, config.mdx_configs.get(name) or {})
    _require_timeless(config.theme)


def is_comparable(config: MkDocsConfig) -> bool:
    """Whether the pages of a configuration can be known by what is compared."""
    try:
        require_comparable(config)
    except Incomparable:
        return False
    return True


def _require_pure(name: str, options: Mapping[str, object]) -> None:
    """Raise Incomparable for a Markdown extension that may read more than the page."""
    module = module_of(name, options)
    if module.split(".")[0] not in _EXTENSIONS or module in _READ_FILES:
        raise Incomparable(f"the extension “{name}” may read other files")


def _require_timeless(theme: Theme) -> None:
    """Raise Incomparable for templates of the project that show when the site was built."""
    if not theme.custom_dir:
        return
    for entry in walk(Path(theme.custom_dir)):
        name = os.path.relpath(entry.path, theme.custom_dir)
        if entry.is_file() and name not in theme.static_templates:
            text = Path(entry.path).read_text("utf-8", "replace")
            if any(word in text for word in _DATES):
                raise Incomparable(f"the template {name} shows the date of the build")


def _compared(config: MkDocsConfig) -> dict[str, object]:
    """What a configuration says of pages."""
    values = {key: value for key, value in config.items() if key not in _PLACES}
    options = {name: plugin.config for name, plugin in config.plugins.items()}
    return {**values, "plugins": options, "theme": None, "own": _theme(config.theme)}


def _theme(theme: Theme) -> list[object]:
    """What a theme is set to."""
    own = [
        theme.name,
        theme.locale,
        sorted(theme.static_templates),
        bool(theme.custom_dir),
    ]
    return [*own, {key: theme[key] for key in sorted(theme) if key not in {"locale"}}]


def _overrides(theme: Theme) -> Iterable[bytes | str]:
    """The project's own templates, and whatever else lies beside them."""
    return contents(Path(theme.custom_dir)) if theme.custom_dir else ()


def _items(items: Iterable[StructureItem]) -> Iterator[str]:
    """What the navigation says of each of its items: whatever a template may show of it."""
    for item in items:
        about = (type(item).__name__, str(item.title), str(getattr(item, "url", "")))
        yield told([*about, _meta(item), getattr(item, "canonical_url", None)])
        yield "("
        yield from _items(getattr(item, "children", None) or ())
        yield ")"


def _meta(item: StructureItem) -> object:
    """The front matter of a page without what its readers may tell: no other page shows that."""
    meta: object = getattr(item, "meta", None)
    if not isinstance(meta, Mapping):
        return meta
    own = meta.get("causebook")
    if not isinstance(own, Mapping):
        return meta
    return {**meta, "causebook": {key: own[key] for key in own if key != "feedback"}}


def place_of(page: Page) -> str:
    """What is above a page, as far as it is not the navigation that says it."""
    above = [page.previous_page, page.next_page, *page.ancestors]
    return told(
        [
            item.file.src_uri if isinstance(item, Page) else _titled(item)
            for item in above
        ]
    )


def _titled(item: StructureItem | None) -> str | None:
    """A section by its title."""
    return str(item.title) if item else None


def told(value: object) -> str:
    """A value as a text that another value does not have; raises Incomparable."""
    if value is None or isinstance(value, bool | int | float | str | bytes):
        text = value if isinstance(value, str) else repr(value)
        return f"{_kind(value)} {len(text)} {text}"
    if isinstance(value, Mapping | Config):
        pairs = (f"{told(key)}={told(item)}" for key, item in value.items())
        return f"{{{','.join(pairs)}}}"
    if isinstance(value, list | tuple):
        return f"[{','.join(map(told, value))}]"
    if isinstance(value, set | frozenset):
        return f"<{','.join(sorted(map(told, value)))}>"
    return _of_an_object(value)


def _kind(value: object) -> str:
    """The type of a plain value; a text that is marked as markup is a text."""
    return "str" if isinstance(value, str) else type(value).__name__


def _of_an_object(value: object) -> str:
    """What is no plain value: a function by its name, a few of MkDocs' own by what they hold."""
    if isinstance(value, type | FunctionType | BuiltinFunctionType):
        return _named(value)
    if isinstance(value, ExtraScriptValue):
        return told(vars(value))
    if isinstance(value, Path):
        return told(str(value))
    if hasattr(value, "patterns"):  # what `exclude_docs` and the like become
        return told(
            [(rule.include, getattr(rule, "regex", None)) for rule in value.patterns]
        )
    if isinstance(value, re.Pattern):
        return told([value.pattern, value.flags])
    if " at 0x" not in repr(value):
        return f"{type(value).__module__}.{type(value).__qualname__}:{value!r}"
    raise Incomparable(f"the configuration holds a {type(value).__name__}")


def _named(value: Callable[..., object]) -> str:
    """A function by its name; raises Incomparable for one that the project itself may hold."""
    module = value.__module__ or ""
    if module.split(".")[0] not in {*_EXTENSIONS, "mkdocs", "builtins", "datetime"}:
        raise Incomparable(
            f"the function {module}.{value.__qualname__} may do anything"
        )
    return f"{module}.{value.__qualname__}"
