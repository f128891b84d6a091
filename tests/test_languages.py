"""Every word that a reader sees is the book's, the theme's, or stands in the file of its language."""

import datetime
import html
import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import causebook
import loaded
import pseudo
import pytest
import yaml
from causebook.cli.starters import new_book
from causebook.model import Audience
from causebook.pipeline import build, generate
from causebook.project import check
from causebook.render import Options
from causebook.strings import (
    LANGUAGES,
    PLACE,
    alphabetical,
    in_words_of,
    plural_forms,
    strings,
)
from mkdocs.utils import get_theme_dir

PACKAGE = Path(causebook.__file__).parent
TOLD = {
    "aria-label",
    "title",
    "placeholder",
    "alt",
    "content",
    "data-label",
    "data-title",
}
TOLD |= {"data-copied", "data-marked", "data-who", "aria-roledescription", "summary"}
NAMES = """
    MkDocs Material for Causebook causebook Markdown JSON Schema Atom HTML TechArticle ListItem
    BreadcrumbList https schema.org en tag context headline dateModified inLanguage width=device-width initial-scale=1 summary_large_image
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


DATED = re.compile(r"\b\d{1,2} November \d{4}\b|\b(?=[a-f]*\d)[0-9a-f]{8,12}\b")
"""Days, which the language of the book writes, and the names of editions."""


MARKED = re.compile(r"```.*?```|`[^`\n]*`|\]\([^)]*\)(?:\{[^}\n]*\})?|<[^<>]*>", re.S)
"""What in Markdown is no word."""


class Visible(HTMLParser):
    """The texts that a page shows, or reads out, one by one."""

    def __init__(self) -> None:
        super().__init__()
        self.texts, self.silent = [], ""

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag in {"script", "style"} and given.get("type") != "application/ld+json":
            self.silent = tag
        machine = given.get("http-equiv") or given.get("name") in {
            "generator",
            "viewport",
        }
        self.texts += [
            value or "" for name, value in attrs if name in TOLD and not machine
        ]

    def handle_endtag(self, tag):
        self.silent = "" if tag == self.silent else self.silent

    def handle_data(self, data):
        if not self.silent:
            self.texts.append(data.replace("\\u0027", "'"))


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
    """A text as words, each between blanks; those of the language that nobody speaks are none."""
    return (
        " "
        + " ".join(re.findall(r"\w+", pseudo.SPOKEN.sub(" ", text).casefold()))
        + " "
    )


def of_the_book(project):
    """What the book itself says, and what its theme says in English."""
    sources = [*project.rglob("*.yml"), *(project / "content").rglob("*.md")]
    texts = [plain(NAMES)]
    for path in sources:
        if path.name == "strings.yml":
            continue
        text = path.read_text("utf-8")
        texts += [plain(text), plain(MARKED.sub(" ", text))]
        if path.suffix == ".yml":
            texts += [plain(own) for own in scalars(yaml.load(text, Loader))]
    theme = Path(get_theme_dir("material")) / "partials/languages/en.html"
    texts.append(plain(theme.read_text("utf-8")))
    return "|".join(texts)


def strangers(texts, known):
    """The pieces of texts that are neither the book's nor in the language that nobody speaks."""
    found = set()
    for text in texts:
        for piece in re.split(r"[^\w\s'’]+", DATED.sub(" ", text)):
            words = plain(piece)
            if re.search("[a-z]{2}", words) and words not in known:
                found.add(words.strip())
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
        text = MARKED.sub(" ", path.read_text("utf-8"))
        strange = strangers(text.splitlines(), known)
        if strange:
            found[str(path.relative_to(out))] = strange
    assert found == {}


LITERAL = re.compile(
    r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|`(?:\\.|[^`\\])*`', re.S
)
INSIDE = {
    "very likely",  # how the engine calls its kinds of verdict; the words for them are translated
    "cannot be told",
    "not here",
    "no place yet",  # thrown where the script itself is wrong, never shown
    "storage is denied",
    "no entry",
}
"""What scripts say to those who mend them."""


def test_no_sentence_of_a_script_is_english(site):
    _, out = site
    english = {
        text
        for section, texts in strings().table.items()
        for name, own in texts.items()
        if section != "language" and name != own
        for text in ([own] if isinstance(own, str) else own.values())
        if len(re.findall("[A-Za-z]{2,}", PLACE.sub("", text))) > 1
    }
    for path in sorted((out / "assets" / "causebook").glob("*.js")):
        if re.fullmatch(r"diagnose-\d+\.js", path.name):
            continue  # texts of the book
        script = path.read_text("utf-8")
        assert [text for text in english if text in script] == [], path.name
        said = {text[1:-1] for text in LITERAL.findall(script)}
        prose = {
            text
            for text in said
            if re.fullmatch(r"([A-Z][a-z]+|[a-z]+ [a-z]+)( [a-z’']+)+[.:!?…]*", text)
        }
        assert prose - INSIDE == set(), path.name


@pytest.mark.parametrize("language", sorted({*LANGUAGES} - {"en"}))
def test_the_files_of_the_languages_are_alike(language):
    english, own = strings().table, strings(language).table
    assert {name: list(texts) for name, texts in own.items()} == {
        name: list(texts) for name, texts in english.items()
    }
    forms = plural_forms(language)
    for section, texts in english.items():
        for name, text in texts.items():
            is_one = isinstance(text, str)
            said = {"": own[section][name]} if is_one else own[section][name]
            assert said.keys() == ({""} if is_one else forms), f"{section}.{name}"
            for form, there in said.items():
                wanted = set(PLACE.findall(text if is_one else text["other"]))
                may_lack = {"count"} if form not in {"", "other"} else set()
                places = set(PLACE.findall(there))
                assert places <= wanted, f"{section}.{name}"
                assert wanted - places <= may_lack, f"{section}.{name}"


def test_texts_hold_nothing_that_markdown_or_html_would_read():
    for language in LANGUAGES:
        for section, texts in strings(language).table.items():
            for name, own in texts.items():
                for text in [own] if isinstance(own, str) else own.values():
                    assert not re.search(
                        r"[<>&*_`\[\]\\]|^\s|\s$", PLACE.sub("x", text)
                    ) or ((section, name) == ("reading", "removed")), (
                        f"{language}: {section}.{name}"
                    )


SIDES = re.compile(
    r"\b(?:margin|padding|border|inset)-(?:left|right)\b|(?:^|[\s;{])(?:left|right)\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)|translateX|border-(?:top|bottom)-(?:left|right)"
)
FOUR = re.compile(r"\b(?:margin|padding|inset)\s*:\s*(\S+) (\S+) (\S+) (\S+?)\s*[;}]")


def test_no_style_knows_left_from_right():
    styles = sorted(PACKAGE.rglob("*.css"))
    assert len(styles) > 4
    for path in styles:
        text = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.S)
        assert SIDES.findall(text) == [], path.name
        assert [
            sides for sides in FOUR.findall(text) if sides[1] != sides[3]
        ] == [], path.name


@pytest.fixture(scope="module")
def other_way(tmp_path_factory):
    """A book in a language that is read from right to left, and that the package has no words in."""
    project = tmp_path_factory.mktemp("other-way") / "book"
    new_book(project)
    pseudo.speak(project, "ar")
    book, site = project / "causes" / "book.yml", project / "mkdocs.yml"
    book.write_text(
        book.read_text("utf-8").replace("\nid:", "\nlanguage: ar\nid:", 1), "utf-8"
    )
    site.write_text(site.read_text("utf-8").replace("  language: en\n", ""), "utf-8")
    checked = check(project)
    assert checked.findings == ()
    build(checked, Audience.INTERNAL, project / "site" / "internal", lambda *_: None)
    return project / "site" / "internal"


@pytest.mark.parametrize("page", ["index.html", "diagnose/index.html", "404.html"])
def test_pages_say_their_language_and_from_where_they_are_read(other_way, page):
    text = (other_way / page).read_text("utf-8")
    assert 'lang="ar"' in re.search("<html[^>]*>", text)[0]
    assert re.search('<(?:html|body)[^>]* dir="rtl"', text)


def test_a_language_without_a_word_is_refused_with_what_to_do(tmp_path):
    new_book(tmp_path / "book")
    path = tmp_path / "book" / "causes" / "strings.yml"
    path.write_text(
        "pages: {moreProducts: {one: Noch eins, other: Noch mehr}}", "utf-8"
    )
    [found] = check(tmp_path / "book").findings
    assert str(found).startswith(
        "causes/strings.yml:1:47: T003 “pages.moreProducts” has other"
    )
    book = tmp_path / "book" / "causes" / "book.yml"
    book.write_text(
        book.read_text("utf-8").replace("\nid:", "\nlanguage: pl\nid:", 1), "utf-8"
    )
    path.write_text("pages: {home: Start}", "utf-8")
    found = [str(finding) for finding in check(tmp_path / "book").findings]
    assert [line.split(": ", 1)[1][:10] for line in found if "T002" in line] == [
        "T002 lacks"
    ]


@pytest.mark.parametrize(
    ("language", "count", "text"),
    [
        ("en", 1, "1 more product"),
        ("en", 1234, "1,234 more products"),
        ("de", 1, "1 weiteres Produkt"),
        ("de", 1234, "1.234 weitere Produkte"),
        ("fr", 0, "0 autre produit"),
        ("fr", 2, "2 autres produits"),
    ],
)
def test_numbers_have_the_plural_of_their_language(language, count, text):
    assert strings(language).say("pages.moreProducts", count) == text


def test_a_day_is_written_as_its_language_writes_it():
    day = datetime.date(2026, 3, 1)
    assert [strings(language).day(day) for language in ("en", "de", "fr")] == [
        "1 March 2026",
        "1. März 2026",
        "1 mars 2026",
    ]
    assert in_words_of("en-US", {}).day(day) == "March 1, 2026"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_book_speaks_each_language_and_is_fine(language, tmp_path):
    new_book(tmp_path / "book", language=language)
    assert check(tmp_path / "book").findings == ()
    said = (tmp_path / "book" / "mkdocs.yml").read_text("utf-8")
    for english in ("Exact messages", "Switch to", "Worked cases", "Link to"):
        assert (english in said) is (language == "en"), english


def test_letters_with_marks_stand_beside_those_without():
    words = ["Zebra", "Österreich", "Ofen", "Öl", "straße", "Strasse", "élan", "Etat"]
    assert sorted(words, key=alphabetical) == [
        "élan",
        "Etat",
        "Ofen",
        "Öl",
        "Österreich",
        "Strasse",
        "straße",
        "Zebra",
    ]


def test_the_diagnosis_leads_to_itself_in_other_languages(tmp_path):
    project = tmp_path / "book"
    new_book(project, language="de")
    site = project / "mkdocs.yml"
    sites = [("English", "en"), ("Deutsch", "de")]
    links = [
        {"name": name, "lang": tag, "link": f"https://help.example.com/{tag}/"}
        for name, tag in sites
    ]
    text = site.read_text("utf-8")
    said = f"extra:\n  alternate: {json.dumps(links)}\n"
    site.write_text(text.replace("extra:\n", said, 1), "utf-8")
    out = project / "site" / "public"
    build(check(project), Audience.PUBLIC, out, lambda *_: None)
    foot = (out / "diagnose/index.html").read_text("utf-8").partition("<footer>")[2]
    [link] = re.findall("<a [^>]*hreflang=[^>]*>", html.unescape(foot))
    assert link == (
        '<a href="https://help.example.com/en/diagnose/" hreflang="en" lang="en">'
    )
    page = (out / "does-not-print/out-of-paper/index.html").read_text("utf-8")
    assert (
        len(re.findall('<link rel="alternate"[^>]* hreflang="(en|de)">', page)) == 2
    )
    assert "Häufige Ursache" in page


@pytest.mark.parametrize(("language", "is_said"), [("en-US", False), ("de", True)])
def test_a_book_in_a_site_of_another_language_says_so(language, is_said, tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Home\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Ours\ntheme: {name: material}\nplugins: [causebook]\n", "utf-8"
    )
    new_book(tmp_path)
    book = tmp_path / "causes" / "book.yml"
    said = book.read_text("utf-8").replace("\nid:", f"\nlanguage: {language}\nid:", 1)
    book.write_text(said, "utf-8")
    loaded.run("mkdocs", "build", "-q", cwd=tmp_path).check_returncode()
    page = (tmp_path / "site/help/does-not-print/index.html").read_text("utf-8")
    assert ('<div lang="de">' in page) is is_said


def two_languages(folder: Path) -> None:
    """An English and a German book beside each other; a cause is only in the English one."""
    for language in ("en", "de"):
        project = folder / language
        new_book(project, language=language)
        others = [
            {
                "name": name,
                "lang": name,
                "link": f"https://help.example.com/{name}/",
                **({} if name == language else {"book": f"../{name}"}),
            }
            for name in ("en", "de")
        ]
        said = f"extra:\n  alternate: {json.dumps(others)}\n"
        config = project / "mkdocs.yml"
        url = f"https://help.example.com/{language}/"
        text = config.read_text("utf-8").replace("\nextra:\n", f"\n{said}", 1)
        config.write_text(
            re.sub(r"site_url: .*", f"site_url: {url}", text, count=1), "utf-8"
        )
        more = (PACKAGE / "cli/starter/book/causes/does-not-print/out-of-paper.yml",)
        if language == "en":
            own = project / "causes/does-not-print/tray-not-seen.yml"
            own.write_text(
                more[0]
                .read_text("utf-8")
                .replace("title: The paper", "title: Paper"),
                "utf-8",
            )


def alternates(page: Path) -> dict[str, str]:
    """The addresses of a page in other languages, as its head says them."""
    found = re.findall(
        r'<link rel="alternate" href="([^"]*)" hreflang="(\w+)">',
        page.read_text("utf-8"),
    )
    return {language: address for address, language in found}


def test_a_page_in_two_languages_leads_to_itself_in_the_other(tmp_path, run):
    two_languages(tmp_path)
    for language in ("en", "de"):
        done = run("build", cwd=tmp_path / language)
        assert done.returncode == 0, done.stderr
    sites = {name: tmp_path / name / "site/public" for name in ("en", "de")}
    for address in ("", "does-not-print/", "does-not-print/out-of-paper/"):
        both = {name: f"https://help.example.com/{name}/{address}" for name in sites}
        for name, site in sites.items():
            assert alternates(site / address / "index.html") == both, (name, address)
    alone = alternates(sites["en"] / "does-not-print/tray-not-seen/index.html")
    assert alone == {
        "en": "https://help.example.com/en/does-not-print/tray-not-seen/",
        "de": "https://help.example.com/de/",
    }
    cause = "causes/does-not-print/tray-not-seen.yml"
    shutil.copy(tmp_path / "en" / cause, tmp_path / "de" / cause)
    assert run("build", cwd=tmp_path / "en").returncode == 0
    page = sites["en"] / "does-not-print/tray-not-seen/index.html"
    assert alternates(page)["de"].endswith("/de/does-not-print/tray-not-seen/")


def test_a_book_in_another_language_is_where_the_configuration_says(tmp_path, run):
    two_languages(tmp_path)
    shutil.rmtree(tmp_path / "de/causes")
    told = run("check", cwd=tmp_path / "en").stdout
    assert re.search(r"^mkdocs\.yml:\d+:\d+: M002 .*“\.\./de”", told), told
    shutil.copytree(tmp_path / "en/causes", tmp_path / "de/causes")
    (tmp_path / "de/causes/book.yml").write_text("kind: book\n")
    done = run("build", cwd=tmp_path / "en")
    assert (done.returncode, done.stderr.count("../de has findings")) == (0, 1)


def test_a_title_and_what_follows_it_are_joined_as_the_language_does(tmp_path):
    new_book(tmp_path / "book", with_reading=True, language="fr")
    checked = check(tmp_path / "book", claims=False)
    made = generate(checked, Options(Audience.PUBLIC))
    titles = "|".join(re.escape(entry.title) for entry in checked.book.entries())
    link = r"(?:</a>|\]\([^)]*\))(?: \([^)]*\))?"
    joined = re.compile(rf"(?:{titles}){link}(.?(?::|&#58;) )")
    pages = [text for name, text in made.files.items() if name.endswith(".md")]
    found = [join for page in pages for join in joined.findall(page)]
    assert len(found) > 20
    assert {html.unescape(join) for join in found} == {"\u00a0: "}
