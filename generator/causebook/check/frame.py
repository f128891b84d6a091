"""What a publisher says of the site in `mkdocs.yml`, for the foot of every page, can be shown.

It must not know how the foot looks. A value that only MkDocs can work out (`!ENV`) is not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..load.configuration import Configuration
from ..load.content import Content
from ..load.nodes import Mapping, Node, Scalar, Sequence
from ..load.page_links import mentions
from ..model import Audience
from ..model.findings import Finding, did_you_mean, quoted
from ..model.rich_text import is_link

_FORM = "https://tracker.example.com/new?title={title}&body={text}"
_CONTACT = "write `contact: {title: Ask the help desk, url: mailto:desk@example.com}`"
_ROOTED = re.compile(r"[a-z][a-z0-9+.-]*:|/", re.I)
_PLACES = re.compile(r"\{(?:title|text)\}")
_PICTURES = (".png", ".jpg", ".jpeg", ".webp")


def check_frame(
    configurations: Iterable[tuple[Audience, Configuration]], content: Content
) -> list[Finding]:
    """Findings for what the foot of the pages could not show, or would lead nowhere."""
    found: list[Finding] = []
    for audience, said in configurations:
        found += _feedback(said, said.value("extra", "feedback"))
        found += _copyright(said, said.value("copyright"))
        found += _contact(said, said.value("extra", "contact"))
        found += _picture(
            said, said.value("extra", "picture"), content.for_audience(audience)
        )
    return sorted(set(found))


def _finding(said: Configuration, node: Node, problem: str, remedy: str) -> Finding:
    """A finding about a value below `extra:`."""
    return said.at(node, "M005", problem, remedy)


def _copyright(said: Configuration, node: Node | None) -> Iterator[Finding]:
    """Links of the line at the foot, which stands on pages of all folders."""
    if not isinstance(node, Scalar):
        return
    for mention in mentions(node.text):
        if not _ROOTED.match(mention.target):
            problem = (
                f"the link {quoted(mention.target)} leads elsewhere on each page"
            )
            remedy = "write the whole address, beginning with https://"
            yield _finding(said, node, problem, remedy)


def _feedback(said: Configuration, node: Node | None) -> Iterator[Finding]:
    """The form that readers fill in: an address that takes what they tell, or `false`."""
    if node is None or isinstance(node, Sequence):
        return
    if not isinstance(node, Scalar):
        yield _finding(
            said, node, "`feedback` is no address", f"write `feedback: {_FORM}`"
        )
    elif node.plain and node.text == "false":
        return
    elif not is_link(_PLACES.sub("x", node.text)):
        problem = (
            f"the form {quoted(node.text)} is no address of http, https or mailto"
        )
        yield _finding(said, node, problem, f"write it like `{_FORM}`, or `false`")
    elif "{text}" not in node.text:
        problem = f"the form {quoted(node.text)} has no place for what a reader tells"
        yield _finding(said, node, problem, f"put `{{text}}` there, as in `{_FORM}`")


def _contact(said: Configuration, node: Node | None) -> Iterator[Finding]:
    """Whom readers turn to: a title and an address."""
    if node is None:
        return
    if not isinstance(node, Mapping):
        yield _finding(
            said, node, "`contact` is not a title with an address", _CONTACT
        )
        return
    for key in ("title", "url"):
        if not said.text("extra", "contact", key) and not _is_worked_out(node, key):
            yield _finding(said, node, f"`contact` has no {quoted(key)}", _CONTACT)
    address = said.value("extra", "contact", "url")
    if isinstance(address, Scalar) and address.text and not is_link(address.text):
        problem = f"{quoted(address.text)} is no address of http, https or mailto"
        yield _finding(said, address, problem, _CONTACT)


def _is_worked_out(node: Mapping, key: str) -> bool:
    """Whether a value is given that only MkDocs knows."""
    return key in node.pairs and isinstance(node.pairs[key][1], Sequence)


def _picture(
    said: Configuration, node: Node | None, content: Content
) -> Iterator[Finding]:
    """The picture that other sites show beside a link: a file that the audience gets."""
    if node is None or isinstance(node, Sequence):
        return
    pictures = [
        name for name, _ in content.assets if name.lower().endswith(_PICTURES)
    ]
    if not isinstance(node, Scalar) or node.text not in pictures:
        text = node.text if isinstance(node, Scalar) else "…"
        hint = (
            did_you_mean(text, pictures)
            or f"name a file below content/ ({', '.join(_PICTURES)})"
        )
        yield _finding(said, node, f"there is no picture {quoted(text)}", hint)
