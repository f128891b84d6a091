"""Every word that a reader sees is the book's, the theme's, or stands in the file of its language."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pseudo
import pytest
import yaml
from causebook.cli.starters import new_book
from causebook.pipeline import build, check
from causebook.model import Audience
from causebook.strings import LANGUAGES, PLACE, in_words_of, plural_forms, strings
from mkdocs.utils import get_theme_dir

TOLD = {"aria-label", "title", "placeholder", "alt", "content", "data-label", "data-title"}
TOLD |= {"data-copied", "data-marked", "data-who", "aria-roledescription", "summary"}
NAMES = """
    MkDocs Material for Causebook causebook Markdown JSON Schema Atom HTML TechArticle ListItem
    BreadcrumbList https schema.org en width=device-width initial-scale=1 summary_large_image
    article website no-referrer light dark noindex nofollow referrer
"""
"""Names of things that are called so in every language, and words that machines read."""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A book of the starter, built for colleagues in a language that nobody speaks."""
    project = tmp_path_factory.mktemp("pseudo") / "book"
    new_book(project)
    pseudo.speak(project)
    checked = check(project)
    assert checked.findings == ()
    out = project / "site" / "internal"
    build(checked, Audience.INTERNAL, out, lambda *_: None)
    return project, out


class Visible(HTMLParser):
    """The texts that a page shows, or reads out, one by one."""

    def __init__(self) -> None:
        super().__init__()
        self.texts, self.silent = [], ""

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag in {"script", "style"} and given.get("type") != "application/ld+json":
            self.silent = tag
        machine = given.get("http-equiv") or given.get("name") in {"generator", "viewport"}
        self.texts += [value or "" for name, value in attrs if name in TOLD and not machine]

    def handle_endtag(self, tag):
        self.silent = "" if tag == self.silent else self.silent

    def handle_data(self, data):
        if not self.silent:
            self.texts.append(data)


def scalars(value):
    """Every text in what YAML or JSON holds."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield str(key)
            yield from scalars(item)
    elif isinstance(value, list):
        for item in value:
            yield from scalars(item)
    else:
        yield str(value)


class Loader(yaml.SafeLoader):
    """Reads `mkdocs.yml`, whatever its tags ask for."""


Loader.add_multi_constructor("", lambda *_: "")


def plain(text):
    """A text as words, each between blanks."""
    return " " + " ".join(re.findall(r"\w+", text.casefold())) + " "


def of_the_book(project):
    """What the book itself says, and what its theme says in English."""
    sources = [*project.rglob("*.yml"), *(project / "content").rglob("*.md")]
    texts = [plain(NAMES)]
    for path in sources:
        if path.name == "strings.yml":
            continue
        text = path.read_text("utf-8")
        texts.append(plain(text))
        if path.suffix == ".yml":
            texts += [plain(own) for own in scalars(yaml.load(text, Loader))]  # noqa: S506
    theme = Path(get_theme_dir("material")) / "partials/languages/en.html"
    texts.append(plain(theme.read_text("utf-8")))
    return "|".join(texts)


def strangers(texts, known):
    """The pieces of texts that are neither the book's nor in the language that nobody speaks."""
    found = set()
    for text in texts:
        for piece in re.split(f"[{chr(0x250)}-{chr(0x250 + 51)}]+|[^\\w\\s'’.,:;/-]+|\\s[-·]\\s", text):
            words = plain(piece)
            if re.search("[a-z]{2}", words) and words not in known:
                found.add(piece.strip())
    return found


def test_every_word_of_every_page_is_the_books_or_translated(site):
    project, out = site
    known, found = of_the_book(project), {}
    pages = sorted(out.rglob("*.html"))
    assert len(pages) > 20
    for path in pages:
        page = Visible()
        page.feed(path.read_text("utf-8"))
        strange = strangers(page.texts, known)
        if strange:
            found[str(path.relative_to(out))] = strange
    assert found == {}


@pytest.mark.parametrize("kind", ["*.md", "feed.xml", "llms.txt"])
def test_every_word_beside_the_pages_is_the_books_or_translated(site, kind):
    project, out = site
    known = of_the_book(project)
    found = {}
    for path in sorted(out.rglob(kind)):
        text = re.sub(r"```.*?```|`[^`\n]*`|\]\([^)]*\)|<[^<>]*>", " ", path.read_text("utf-8"), flags=re.S)
        strange = strangers(text.splitlines(), known)
        if strange:
            found[str(path.relative_to(out))] = strange
    assert found == {}
