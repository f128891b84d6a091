"""The template environment and what every template can say: links, texts, front matter.

A value that is not markup is escaped as Markdown when a template prints it, so nothing can
be forgotten; an undefined value is an error.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from .. import markup, words
from ..addresses import kind_of, relative_source, relative_url, source_path, url
from ..book import Book
from ..model import Linked

_TEMPLATES = Path(__file__).parent.parent / "templates"


def _escaped(value: Any) -> Any:
    """Markup as it is, everything else escaped as Markdown text."""
    return value if isinstance(value, Markup) else markup.plain_md(str(value))


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The Jinja2 environment of all templates."""
    env = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined,
                      finalize=_escaped, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, auto_reload=False)
    env.filters["h"] = lambda value: markup.plain_html(str(value))
    env.filters["fenced"] = markup.fenced
    env.globals.update({name.lower(): getattr(words, name)
                        for name in ("LIKELIHOOD", "OFTEN", "SHOWS", "EFFORT", "SAFETY", "PROOF")})
    return env


class Page:
    """One page being written: its source path, and links from it to everything else."""

    def __init__(self, book: Book, source: str, *, plain: bool = False) -> None:
        """A page at `source`; `plain` is the Markdown copy for readers without HTML."""
        self.book, self.source, self.plain = book, source, plain

    def link(self, entry: Linked | str, text: str = "") -> Markup:
        """A Markdown link to an entry, by its title unless another text is given."""
        found = self.book.by_id[entry] if isinstance(entry, str) else entry
        return Markup(f"[{markup.plain_md(text or found.title)}]({self.to_source(found.id)})")  # noqa: S704

    def a(self, entry: Linked | str) -> Markup:
        """An HTML link to an entry."""
        found = self.book.by_id[entry] if isinstance(entry, str) else entry
        return Markup(f'<a href="{self._url(found.id)}">{markup.plain_html(found.title)}</a>')  # noqa: S704

    def to(self, target: str) -> Markup:
        """The address of a page of the site, given from the root, as seen from this page."""
        return Markup(relative_url(target, self.source))  # noqa: S704 - made of ids

    def at(self, source: str) -> Markup:
        """A source file as a Markdown link names it."""
        return Markup(relative_source(source, self.source))  # noqa: S704 - made of ids

    def rich(self, text: str) -> Markup:
        """Rich text as Markdown."""
        return markup.rich_md(text, self.to_source)

    def first(self, text: str) -> Markup:
        """The first block of a rich text as HTML that fits into a label."""
        return markup.rich_html(text, self._url, part=slice(0, 1))

    def rest(self, text: str) -> Markup:
        """What follows the first block of a rich text, as HTML."""
        return markup.rich_html(text, self._url, part=slice(1, None))

    def html(self, text: str) -> Markup:
        """Rich text as HTML."""
        return markup.rich_md(text, self.to_source) if self.plain else markup.rich_html(text, self._url)

    def to_source(self, entry_id: str) -> str:
        """The relative source path of an entry's page."""
        return relative_source(source_path(self.book, self.book.by_id[entry_id]), self.source)

    def _url(self, entry_id: str) -> str:
        return relative_url(url(source_path(self.book, self.book.by_id[entry_id])), self.source)


def write_page(template: str, page: Page, context: Mapping[str, Any]) -> str:
    """The Markdown of a page, without front matter."""
    text = _template(template).render(page=page, book=page.book, plain=page.plain, **context)
    return _squeezed(text)


@lru_cache(maxsize=64)
def _template(name: str) -> Template:
    """A compiled template."""
    return environment().get_template(name)


def _squeezed(text: str) -> str:
    """The text with at most one empty line in a row outside fences, and one at the end."""
    lines: list[str] = []
    fence = ""
    for line in text.split("\n"):
        mark = line.lstrip()
        if mark.startswith("```"):
            run = mark[: len(mark) - len(mark.lstrip("`"))]
            fence = "" if fence and len(run) >= len(fence) and not mark.strip("`") else fence or run
        if fence or line.strip() or (lines and lines[-1].strip()):
            lines.append(line if fence else line.rstrip())
    return "\n".join(lines).strip("\n") + "\n"


def front_matter(title: str, description: str, **more: Any) -> str:
    """The front matter of a page: JSON is YAML, and no text can end it."""
    values = {"title": title, "description": description, **more}
    return "---\n" + "".join(f"{key}: {_json(value)}\n" for key, value in values.items()) + "---\n\n"


def _json(value: Any) -> str:
    """The value as JSON on one line, without characters that YAML would read as line breaks."""
    text = json.dumps(value, ensure_ascii=False)
    return text.translate({code: f"\\u{code:04x}" for code in (0x7F, 0x85, 0xA0, 0x2028, 0x2029, 0xFEFF)})


def metadata(book: Book, entry: Linked, edit: str) -> dict[str, Any]:
    """What the theme needs of an entry: its kind, dates, edit address, and JSON-LD without address."""
    about: dict[str, Any] = {"@context": "https://schema.org", "@type": "TechArticle", "headline": entry.title,
                             "description": entry.summary, "inLanguage": "en"}
    if entry.reviewed:
        about["dateModified"] = entry.reviewed.date.isoformat()
    data: dict[str, Any] = {"id": entry.id, "kind": kind_of(entry), "jsonld": about}
    if edit and entry.id in book.origin:
        data["edit"] = edit.rstrip("/") + "/" + book.origin[entry.id]
    return data
