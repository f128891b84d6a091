"""What stands around every page: what a publisher says of the site, and what readers may tell him.

A reader tells it in a form that he sees before he sends it, or in lines that he copies:
no page sends anything by itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from ..book.addresses import url
from ..book.book import Book

_FORMS = (
    (
        re.compile("gitlab"),
        "/-/issues/new?issue[title]={title}&issue[description]={text}",
    ),
    (
        re.compile("github|gitea|forgejo|codeberg"),
        "/issues/new?title={title}&body={text}",
    ),
)
"""Where the software of a repository takes what a new issue shall say, by the name of its host."""


@dataclass(frozen=True)
class Contact:
    """Whom readers turn to: what the link says, and where it leads."""

    title: str = ""
    url: str = ""


@dataclass(frozen=True)
class Frame:
    """What the publisher says of the site: all of it may be missing.

    `feedback` is the address of a form, with `{title}` and `{text}` in it; `licence` is HTML,
    as MkDocs takes it; `picture` is a file of the site, which others show beside a link.
    """

    feedback: str = ""
    is_silent: bool = False
    source: str = ""
    licence: str = ""
    picture: str = ""
    contact: Contact = Contact()

    @property
    def form(self) -> str:
        """The form that a reader fills in: the one that is given, or that of the repository."""
        if self.feedback or self.is_silent:
            return self.feedback
        host = urlsplit(self.source).netloc.lower()
        known = (form for name, form in _FORMS if name.search(host))
        return next((self.source.rstrip("/") + form for form in known), "")


@dataclass(frozen=True)
class Subject:
    """The page that a reader speaks of: its title, where it lies, and which text he has read."""

    title: str
    source: str
    name: str = ""
    version: str = ""

    def told(self, book: Book, site_url: str) -> str:
        """What a message about the page begins with."""
        say, name = book.strings.say, self.name or self.source
        named = say("feedback.id", id=name)
        if self.version:
            named = say("feedback.idVersion", id=name, version=self.version)
        lines = [
            say("feedback.page", title=self.title),
            say(
                "feedback.address",
                address=f"{site_url.rstrip('/')}/{url(self.source)}",
            ),
            named,
            say("feedback.book", book=book.about.id),
        ]
        return "\n".join([*lines, "", say("feedback.about"), ""])


def feedback(
    frame: Frame, subject: Subject, book: Book, site_url: str
) -> dict[str, str]:
    """What the foot of a page offers: two addresses of a form, or a text to copy, or nothing."""
    if frame.is_silent:
        return {}
    text = subject.told(book, site_url)
    if not frame.form:
        return {"text": text}
    return {
        key: filled(
            frame.form, book.strings.say(f"feedback.{key}", title=subject.title), text
        )
        for key in ("helped", "wrong")
    }


def filled(form: str, title: str, text: str) -> str:
    """The address of a form with its title and its text filled in."""
    if form.startswith("mailto:"):
        text = text.replace("\n", "\r\n")  # RFC 6068, section 5
    values = {"title": quote(title, safe=""), "text": quote(text, safe="")}
    return re.sub(r"\{(title|text)\}", lambda found: values[found[1]], form)
