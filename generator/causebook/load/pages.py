"""The hand-written pages of `content/`, read: their texts, and who may read them.

A page names its audience in its front matter; everything in a folder `internal`, in any case
of letters, is internal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from ..model import Audience
from ..model.findings import Finding, quoted
from .assets import WELL_KNOWN, internal_assets, is_internal, unpublishable
from .borrowed import body_of, linked
from .configuration import Configuration
from .content import Content, Written
from .document import byte_position, parse_tree
from .folders import Found, Unreadable, read_file, walk
from .front_matter import check_head, typed
from .nodes import Mapping, Scalar

MAX_PAGE = 1_000_000
_SKIP = re.compile(r"(~|\.(swp|swo|bak|tmp|orig))$")
_HEAD = re.compile(r"---[ \t]*\n(.*?\n)---[ \t]*(?:\n|\Z)", re.S)
_OWN_KEYS = {"title", "description", "audience", "body"}
"""Keys of the front matter that are not handed on to MkDocs as they are."""
_AUDIENCE = re.compile(r"^audience\s*:", re.M)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def read_content(root: Path, said: Iterable[str] = ()) -> Content:
    """All pages below `root` (the folder `content`), with findings for what cannot be published.

    `said` are the texts of the public configuration, which may refer to files beside the pages.
    """
    pages: list[Written] = []
    assets: list[tuple[str, Path]] = []
    findings: list[Finding] = []
    config = "\n".join(said)
    for found in walk(root, frozenset({WELL_KNOWN})):
        name = f"{root.name}/{found.source}".rstrip("/")
        if _SKIP.search(found.source):
            continue
        if found.path.suffix == ".md" and not found.problem:
            page, problems = _page(found.path, name, found.source)
            pages += [page] if page else []
        else:
            problems = unpublishable(found, name, config)
            assets += [] if problems else [(found.source, found.path)]
        findings += problems
    pages, pictures = linked(pages, root.parent)
    assets += pictures
    secret = internal_assets(pages, assets, config)
    return Content(tuple(pages), tuple(assets), tuple(findings), secret)


def without_site(content: Content, root: Path, site: Configuration) -> Content:
    """The pages below `root` that are a book's inside a site; what else lies there is the site's.

    The folder is the book's where a page of it names its readers, as pages of a book must. But
    where it is the docs folder of the site, MkDocs would publish such pages for everybody.
    """
    if site.docs.resolve() != root.resolve():
        is_ours = content.pages or any(_names_readers(found) for found in walk(root))
        return content if is_ours else Content()
    problem = "pages in this folder name their `audience`, and MkDocs would publish them all"
    remedy = (
        "write `docs_dir: build/public/docs`, or take `audience` out of the pages"
    )
    finding = site.finding("M004", ("docs_dir",), problem, remedy)
    return Content(findings=(finding,) if content.pages else ())


def _names_readers(found: Found) -> bool:
    """Whether something is a page that says in its front matter who may read it."""
    if found.problem or found.path.suffix != ".md":
        return False
    head = _HEAD.match(_text(found.path, "")[0])
    return bool(head and _AUDIENCE.search(head[1]))


def _page(path: Path, name: str, source: str) -> tuple[Written | None, list[Finding]]:
    """A page, or None where it cannot be used, and the findings."""
    text, findings = _text(path, name)
    if findings:
        return None, findings
    head = _HEAD.match(text)
    if not head:
        remedy = "start it with `---`, title, audience, `---`"
        return None, [Finding(name, 1, 1, "C002", "has no front matter", remedy)]
    keys, findings = parse_tree(b"\n" + head[1].encode(), name)
    if not isinstance(keys, Mapping):
        problem = "its front matter is not a mapping of keys"
        return None, findings or [Finding(name, 2, 1, "C002", problem)]
    findings += check_head(keys, name, internal=is_internal(source))
    if findings:
        return None, findings
    page = _written(source, text, head.end(), keys)
    return _with_body(page, keys, path.parents[source.count("/") + 1], name)


def _with_body(
    page: Written, keys: Mapping, project: Path, name: str
) -> tuple[Written | None, list[Finding]]:
    """The page with the text of another file, where its front matter names one."""
    if "body" not in keys.pairs:
        return page, []
    file = body_of(keys.pairs["body"][1], project, name)
    if isinstance(file, Finding):
        return None, [file]
    if page.body.strip():
        problem = f"has a text of its own, and that of {quoted(file)}"
        return None, [
            Finding(name, page.head_lines + 1, 1, "C002", problem, "keep one of them")
        ]
    text, findings = _text(project / file, file)
    return replace(page, body=text, head_lines=0, file=file), findings


def _written(source: str, text: str, end: int, keys: Mapping) -> Written:
    """The page of a text whose front matter ends at `end`."""
    given = {
        key: node.text
        for key, (_, node) in keys.pairs.items()
        if isinstance(node, Scalar)
    }
    meta = {
        key: typed(node)
        for key, (_, node) in keys.pairs.items()
        if key not in _OWN_KEYS
    }
    return Written(
        source=source,
        title=given["title"],
        description=given.get("description", ""),
        body=text[end:],
        audience=Audience.INTERNAL
        if is_internal(source)
        else Audience(given["audience"]),
        meta=meta,
        head_lines=text.count("\n", 0, end),
    )


def _text(path: Path, name: str) -> tuple[str, list[Finding]]:
    """The text of a page with plain line ends and no byte order mark, or a finding."""
    try:
        data = read_file(path, MAX_PAGE)
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except Unreadable as error:
        return "", [Finding(name, 0, 0, "C002", error.problem, error.remedy)]
    except UnicodeDecodeError as error:
        problem = f"byte 0x{data[error.start]:02x} is not UTF-8"
        place = byte_position(data, error.start)
        return "", [Finding(name, *place, "C002", problem, "save it as UTF-8")]
    control = _CONTROL.search(text)
    if control:
        problem = f"character U+{ord(control[0]):04X} cannot be published"
        place = position(text, control.start())
        return "", [Finding(name, *place, "C002", problem, "remove it")]
    return text, []


def position(text: str, offset: int) -> tuple[int, int]:
    """The line and the column of an offset, both from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
