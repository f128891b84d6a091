"""What the pages of a site run and load, as a Content-Security-Policy that allows nothing else.

It is read off the built pages, so it holds for whatever theme, plugins and overrides made them.
Content Security Policy Level 3 (W3C), sections 2.3.1 (hashes of inline scripts) and 6.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

from ..load.page_links import HtmlReader

_ALWAYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "default-src": ("'none'",),
        "script-src": ("'self'",),
        "style-src": ("'self'",),
        "style-src-attr": ("'none'",),
        "img-src": ("'self'", "data:"),
        "font-src": ("'self'",),
        "media-src": ("'self'",),
        "connect-src": ("'self'",),
        "worker-src": ("'self'", "blob:"),
        "manifest-src": ("'self'",),
        "frame-src": ("'none'",),
        "base-uri": ("'none'",),
        "form-action": ("'self'",),
    }
)
"""What every page may do; the diagnosis of a book says a stricter policy of its own."""

_HEADER_ONLY = "frame-ancestors 'none'"  # a page cannot say it (CSP 3, 3.3)
_LOADED = {
    ("script", "src"): "script-src",
    ("img", "src"): "img-src",
    ("input", "src"): "img-src",
    ("video", "poster"): "img-src",
    ("video", "src"): "media-src",
    ("audio", "src"): "media-src",
    ("source", "src"): "media-src",
    ("iframe", "src"): "frame-src",
    ("form", "action"): "form-action",
}
_LINKED = {
    "stylesheet": "style-src",
    "icon": "img-src",
    "preconnect": "font-src",
    "modulepreload": "script-src",
}
_DATA = frozenset(
    {"application/json", "application/ld+json", "importmap", "speculationrules"}
)
_BESIDE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}
"""What belongs beside a policy, and a page cannot say."""


@dataclass(frozen=True)
class Policy:
    """What is allowed besides what always is, by directive; what no policy of this kind allows."""

    allowed: frozenset[tuple[str, str]] = frozenset()
    refused: frozenset[str] = frozenset()

    def __or__(self, other: Policy) -> Policy:
        """What two pages need together."""
        return Policy(self.allowed | other.allowed, self.refused | other.refused)

    def __str__(self) -> str:
        """The policy in one line, as a page may say it."""
        return "; ".join(self._directives())

    def _directives(self) -> Iterator[str]:
        """Each directive with its sources; “none” stands alone or not at all."""
        for directive, always in _ALWAYS.items():
            more = sorted(
                source for name, source in self.allowed if name == directive
            )
            first = [source for source in always if not (more and source == "'none'")]
            yield " ".join([directive, *first, *more])

    @property
    def headers(self) -> dict[str, str]:
        """The policy as a server says it, and what belongs beside it, by the name of the header."""
        return {"Content-Security-Policy": f"{self}; {_HEADER_ONLY}", **_BESIDE}


def as_nginx(headers: Mapping[str, str]) -> str:
    """Lines for a server or location of nginx."""
    return "".join(
        f'add_header {name} "{value}" always;\n' for name, value in headers.items()
    )


def as_apache(headers: Mapping[str, str]) -> str:
    """Lines for a virtual host or a .htaccess of Apache httpd with mod_headers."""
    return "".join(
        f'Header always set {name} "{value}"\n' for name, value in headers.items()
    )


def as_caddy(headers: Mapping[str, str]) -> str:
    """A block for a site of Caddy."""
    lines = "".join(f'\t{name} "{value}"\n' for name, value in headers.items())
    return f"header {{\n{lines}}}\n"


def as_headers_file(headers: Mapping[str, str]) -> str:
    """A `_headers` file, as Netlify and Cloudflare Pages read it at the root of a site."""
    return "/*\n" + "".join(f"  {name}: {value}\n" for name, value in headers.items())


FORMS: Mapping[str, Callable[[Mapping[str, str]], str]] = MappingProxyType(
    {
        "nginx": as_nginx,
        "apache": as_apache,
        "caddy": as_caddy,
        "headers": as_headers_file,
    }
)
"""How a policy is written, by who reads it."""


def policy_of(site: Path) -> Policy:
    """What all pages of a built site need together."""
    pages = (
        path.read_text("utf-8", "replace") for path in sorted(site.rglob("*.html"))
    )
    return united(policy_of_page(page) for page in pages)


def united(policies: Iterable[Policy]) -> Policy:
    """What some pages need together."""
    return reduce(Policy.__or__, policies, Policy())


def policy_of_page(html: str) -> Policy:
    """What one page needs."""
    return _read(html).policy


def with_policy(html: str) -> str:
    """A page that says its own policy, before anything that the policy is about."""
    page = _read(html)
    if page.head is None:
        return html
    lines = html.splitlines(keepends=True)
    line, column = page.head
    at = sum(map(len, lines[: line - 1])) + column
    meta = f'<meta http-equiv="Content-Security-Policy" content="{page.policy}">'
    return html[:at] + meta + html[at:]


def _read(html: str) -> _Page:
    """A page, read to its end."""
    page = _Page()
    page.feed(html)
    page.close()
    return page


class _Page(HtmlReader):
    """Collects what a page runs, loads, and says inline."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.head: tuple[int, int] | None = None
        self._allowed: set[tuple[str, str]] = set()
        self._refused: set[str] = set()
        self._inline: str | None = None
        self._text: list[str] = []

    @property
    def policy(self) -> Policy:
        """What was found."""
        return Policy(frozenset(self._allowed), frozenset(self._refused))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """What an element loads, does or contains."""
        said = {name: value or "" for name, value in attrs}
        if tag == "head" and self.head is None:
            line, column = self.getpos()
            self.head = line, column + len(self.get_starttag_text() or "")
        for name, value in said.items():
            self._attribute(tag, name, value)
        if tag == "link":
            for relation in said.get("rel", "").split():
                self._load(_LINKED.get(relation), said.get("href", ""))
        is_script = (
            tag == "script" and "src" not in said and said.get("type") not in _DATA
        )
        if is_script or tag == "style":
            self._inline, self._text = f"{tag}-src", []

    def _attribute(self, tag: str, name: str, value: str) -> None:
        """What one attribute loads or does."""
        self._load(_LOADED.get((tag, name)), value)
        if name == "srcset":
            for part in value.split(","):
                self._load("img-src", part.strip().partition(" ")[0])
        elif name == "style":
            self._allowed |= {
                ("style-src-attr", "'unsafe-hashes'"),
                ("style-src-attr", _hash(value)),
            }
        elif name.startswith("on"):
            self._refused.add(f"{name}=“{value}”")
        elif name in {"href", "action"} and value.strip().lower().startswith(
            "javascript:"
        ):
            self._refused.add(f"{name}=“{value.strip()}”")

    def _load(self, directive: str | None, address: str) -> None:
        """Allow what is loaded from another host."""
        try:
            parts = urlsplit(address.strip())
        except ValueError:
            return
        if directive and parts.netloc and parts.scheme in {"", "http", "https"}:
            scheme = parts.scheme or "https"
            host = parts.netloc.rpartition("@")[2]
            self._allowed.add((directive, f"{scheme}://{host}"))

    def handle_data(self, data: str) -> None:
        """Text of a script or style."""
        if self._inline:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        """An inline script or style is allowed by the hash of its text, whole."""
        if self._inline == f"{tag}-src":
            self._allowed.add((self._inline, _hash("".join(self._text))))
            self._inline = None


def _hash(text: str) -> str:
    """A text as a source of a policy."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
