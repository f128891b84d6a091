"""Hand-written pages: what is read, what is refused with its place, and which files beside them are public."""

import os
import socket
from pathlib import Path

import pytest
from causebook.load.assets import MAX_ASSET
from causebook.load.configuration import read
from causebook.load.pages import MAX_PAGE, read_content
from causebook.model import Audience
from causebook.pipeline import generate
from causebook.project import check
from causebook.render import Options
from causebook.site import check_settings

HEAD = "---\ntitle: A page\naudience: {}\n---\n\n"


def page(
    root: Path, name: str, text: str = "Text.\n", audience: str = "public"
) -> Path:
    path = root / "content" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEAD.format(audience) + text, "utf-8")
    return path


def asset(root: Path, name: str, data: bytes = b"\x89PNG of something") -> None:
    path = root / "content" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def found(root: Path) -> list[str]:
    return [str(finding) for finding in check(root).findings]


def published(root: Path) -> set[str]:
    said = read(root / "mkdocs.yml").texts()
    return {
        name
        for name, _ in read_content(root / "content", said)
        .for_audience(Audience.PUBLIC)
        .assets
    }


# Which files are public

FILES = {
    "beside an internal page": ({"hand/page.md": "internal"}, "hand/plan.png", False),
    "below an internal page": (
        {"hand/page.md": "internal"},
        "hand/img/deep/plan.png",
        False,
    ),
    "a text beside an internal page": (
        {"hand/page.md": "internal"},
        "hand/plan.csv",
        False,
    ),
    "beside a public page": ({"open/page.md": "public"}, "open/plan.png", True),
    "below a public page": ({"open/page.md": "public"}, "open/img/plan.png", True),
    "in a folder internal": (
        {"internal/page.md": "public"},
        "internal/plan.png",
        False,
    ),
    "in a folder Internal": ({}, "Internal/plan.png", False),
    "in a folder INTERNAL": ({}, "a/INTERNAL/b/plan.png", False),
    "a public page nearer than an internal one": (
        {"hand/page.md": "internal", "hand/open/page.md": "public"},
        "hand/open/plan.png",
        True,
    ),
    "beside both, referred to by none": (
        {"mixed/a.md": "public", "mixed/b.md": "internal"},
        "mixed/plan.png",
        False,
    ),
    "a text beside both, referred to by none": (
        {"mixed/a.md": "public", "mixed/b.md": "internal"},
        "mixed/robots.txt",
        True,
    ),
    "a name for the server beside both": (
        {"a.md": "public", "b.md": "internal"},
        "CNAME",
        True,
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_goes_with_the_pages_around_it(name, tmp_path):
    pages, file, public = FILES[name]
    for source, audience in pages.items():
        page(tmp_path, source, audience=audience)
    asset(tmp_path, file)
    content = read_content(tmp_path / "content")
    assert not content.findings
    assert (file in published(tmp_path)) is public
    assert file in {name for name, _ in content.assets}


@pytest.mark.parametrize(
    "text",
    [
        "![](plan.png)",
        '<img src="plan.png">',
        "[x][y]\n\n[y]: plan.png",
        "!!! note\n\n    ![a plan](plan.png)",
        "- a\n\n    ![](plan.png)",
    ],
)
def test_beside_both_a_file_is_public_if_a_public_page_shows_it(text, tmp_path):
    page(tmp_path, "mixed/a.md", text)
    page(tmp_path, "mixed/b.md", "![](plan.png)", "internal")
    asset(tmp_path, "mixed/plan.png")
    assert published(tmp_path) == {"mixed/plan.png"}


def test_a_text_that_only_internal_pages_refer_to_is_internal(tmp_path):
    page(tmp_path, "a.md")
    page(tmp_path, "b.md", "[numbers](numbers.csv)", "internal")
    asset(tmp_path, "numbers.csv", b"1,2\n")
    assert published(tmp_path) == set()


def test_a_file_that_the_configuration_or_a_style_names_is_public(tmp_path):
    page(tmp_path, "a.md")
    page(tmp_path, "b.md", audience="internal")
    (tmp_path / "mkdocs.yml").write_text("theme: {logo: images/logo.png}\n")
    asset(tmp_path, "images/logo.png")
    asset(tmp_path, "images/back.png")
    asset(tmp_path, "extra.css", b"body { background: url(images/back.png) }")
    assert published(tmp_path) == {"images/logo.png", "images/back.png", "extra.css"}


def test_a_page_in_a_folder_internal_is_internal_whatever_the_case_and_the_front_matter(
    tmp_path,
):
    for name in ("internal", "Internal", "INTERNAL", "a/InTerNal/b"):
        page(tmp_path, f"{name}/page.md")
    content = read_content(tmp_path / "content")
    assert len(content.pages) == 4
    assert content.for_audience(Audience.PUBLIC).pages == ()


# What is read


def test_a_byte_order_mark_and_the_line_ends_of_windows_are_read(book):
    (book / "content" / "notepad.md").write_bytes(
        "\ufeff---\r\ntitle: Saved by Notepad\r\naudience: public\r\n---\r\n\r\n# für alle\r\n\r\n[x](nowhere.md)\r\n".encode()
    )
    assert [line[:30] for line in found(book)] == ["content/notepad.md:8:5: C005 “"]


def test_what_the_theme_reads_of_front_matter_keeps_its_type(book):
    (book / "content" / "more.md").write_text(
        "---\ntitle: 401\naudience: public\nsearch: {boost: 2, exclude: false}\nhide: [toc]\nsubtitle: '2'\n---\n\nx\n"
    )
    assert found(book) == []
    more = next(
        page
        for page in read_content(book / "content").pages
        if page.source == "more.md"
    )
    assert more.title == "401"
    assert more.meta == {
        "search": {"boost": 2, "exclude": False},
        "hide": ["toc"],
        "subtitle": "2",
    }


HEADS = {
    "causebook: {kind: x}": "4:1: C002 key “causebook” is written by the generator",
    "search: true": "4:9: C002 “search” is not a mapping",
    "search: {boost: high}": "4:17: C002 “boost” is no number above 0",
    "search: {boost: 0}": "4:17: C002 “boost” is no number above 0",
    "search: {exclude: maybe}": "4:19: C002 “exclude” is neither true nor false",
    "search: {exclud: true}": "4:10: C002 key “exclud” means nothing to the search",
    "description: [a]": "4:14: C002 “description” is not a text",
    "hide: toc": "4:7: C002 “hide” is not a list of texts",
    "tags: {a: b}": "4:7: C002 “tags” is not a list of texts",
    "template: {a: b}": "4:11: C002 “template” is not a text",
}


@pytest.mark.parametrize("line", HEADS)
def test_front_matter_that_the_theme_cannot_use_is_one_finding(line, book):
    (book / "content" / "more.md").write_text(
        f"---\ntitle: x\naudience: public\n{line}\n---\n\nText.\n"
    )
    assert [text.split(" (")[0] for text in found(book)] == [
        f"content/more.md:{HEADS[line]}"
    ]


def test_pages_and_files_have_a_size_limit(book):
    page(book, "large.md", "x" * MAX_PAGE)
    with (book / "content" / "large.png").open("wb") as file:
        file.truncate(MAX_ASSET + 1)
    assert [line.split(" (")[0] for line in found(book)] == [
        "content/large.md:0:0: C002 is larger than 1,000,000 bytes",
        "content/large.png:0:0: C004 is larger than 20,000,000 bytes",
    ]


def test_what_servers_and_browsers_ask_for_may_be_published(book):
    for name in (
        "CNAME",
        "_headers",
        "_redirects",
        "robots.txt",
        "data.csv",
        "site.webmanifest",
        "film.vtt",
        "font.woff2",
    ):
        asset(book, name, b"example.org\n")
    assert found(book) == []
    asset(book, ".well-known/security.txt", b"Contact: mailto:a@example.org\n")
    assert [line.split(" (")[0] for line in found(book)] == [
        "content/.well-known/security.txt:0:0: C004 is hidden from MkDocs"
    ]
    config = book / "mkdocs.yml"
    config.write_text(config.read_text() + 'exclude_docs: "!.well-known"\n')
    assert found(book) == []


@pytest.mark.parametrize(
    "name", ["notes.yml", "a.html", "backup.zip", "run.sh", "a.docx", "noextension"]
)
def test_what_nobody_should_publish_is_refused(name, book):
    asset(book, name)
    assert [line.split(" (")[0] for line in found(book)] == [
        f"content/{name}:0:0: C004 would be published as it is"
    ]


@pytest.mark.parametrize(
    "name",
    [
        "messages.md",
        "platforms/index.md",
        "api/book.json",
        "api/book.schema.json",
        "api/index.json",
        "api/entries/cause-1.json",
        "feed.xml",
        "llms.txt",
        "does-not-print/print.md",
        "does-not-print/queue-paused.md",
        "Feed.XML",
        "assets/causebook/site.css",
        "sitemap.xml",
        "search/search_index.json",
    ],
)
def test_a_page_or_file_on_an_address_of_the_generator_is_one_finding(name, book):
    if name.endswith(".md"):
        page(book, name)
    else:
        asset(book, name, b"{}")
    assert [line.split(" the address")[0] for line in found(book)] == [
        f"content/{name}:0:0: V003"
    ]


# Where links lead

RIGHT = [
    "[x](index.md)",
    "[x](index.md#who-are-you)",
    "[x](#here)",
    "[x](does-not-print/queue-paused.md)",
    "[x](../diagnose/)",
    "[x](does-not-print/index.md#checklist)",
    "[x](does-not-print/index.md#top)",
    "[x](messages.md)",
    "[x](api/book.json)",
    "[x](feed.xml)",
    "[x](https://example.org/a)",
    "[x](mailto:a@example.org)",
    "[x](#below)",
    "[x](#one)",
    "[x](#own)",
    "![x](plan.png)",
    "`[x](nowhere.md)`",
    "```\n[x](nowhere.md)\n```",
    "<!-- [x](nowhere.md) -->",
    "[x](does-not-print/symptoms/index.md)",
    '[x](plan.png "A plan")',
    "[x](<plan.png>)",
    '<a href="#one">x</a>',
    "[x](../does-not-print/)",
    "[x](?q=1)",
    "[x](#überblick)",
    "[x](#ubersicht)",
    "[x](entry:queue-paused)",
    "[x](Mein%20Plan.png)",
]
WRONG = {
    "[x](nowhere.md)": 5,
    "![x](noplan.png)": 6,
    "[x](other.md#nowhere)": 5,
    "[x](#nowhere)": 5,
    '<img src="no.png">': 11,
    "<a href='no/'>x</a>": 10,
    "[x](no/)": 5,
    "| a | b |\n| - | - |\n| [x](no.md) | c |": 7,
    "[x][y]\n\n[y]: no.md": 6,
    "[x](../no/../index.md)": 5,
    "!!! note\n\n    See [x](no.md).": 13,
    "- a\n- [b](no.md)": 7,
    "[x](does-not-print/no.md)": 5,
    "[x](/nothing)": 5,
    "> see ![x](no.png)": 12,
    "**[x](no.md)**": 7,
    "[![x](no.png)](index.md)": 7,
    "<no.md>\n\n[x](no.md)": 5,
}


@pytest.mark.parametrize("text", RIGHT)
def test_a_link_that_leads_somewhere_is_no_finding(text, book):
    asset(book, "plan.png")
    asset(book, "Mein Plan.png")
    page(
        book,
        "more.md",
        f"{text}\n\n# Here\n\n## Below\n\n## Überblick\n\n## Übersicht\n\n"
        '<span id="one"></span>\n\n## Of my own {#own}\n',
    )
    assert found(book) == []


@pytest.mark.parametrize("text", WRONG)
def test_a_link_that_leads_nowhere_is_one_finding_at_its_place(text, book):
    page(book, "more.md", f"{text}\n")
    page(book, "other.md", "## Somewhere\n")
    lines = found(book)
    assert len(lines) == 1, lines
    place, code = lines[0].split(" ")[:2]
    line = next(
        n
        for n, part in enumerate(text.split("\n"), 6)
        if "no" in part and "note" not in part and "<no.md" not in part
    )
    assert (place, code) == (f"content/more.md:{line}:{WRONG[text]}:", "C005")


def test_a_public_page_must_not_lead_to_an_internal_page_or_file(book):
    page(book, "hand/page.md", audience="internal")
    asset(book, "hand/plan.png")
    page(book, "more.md", "[a](hand/page.md) ![b](hand/plan.png) [c](internal.md)\n")
    assert [line.split(" (")[0] for line in found(book)] == [
        f"content/more.md:6:{col}: C005 “{name}” is internal; this page is public"
        for col, name in (
            (5, "hand/page.md"),
            (24, "hand/plan.png"),
            (43, "internal.md"),
        )
    ]
    page(
        book,
        "more.md",
        "[a](hand/page.md) ![b](hand/plan.png) [c](internal.md)\n",
        "internal",
    )
    assert found(book) == []


def test_a_link_to_an_entry_that_is_written_otherwise_is_a_finding_and_code_is_left_alone(
    book,
):
    page(book, "more.md", "[a][b]\n\n[b]: entry:queue-paused\n")
    assert [line.split(" (")[0] for line in found(book)] == [
        "content/more.md:8:6: C001 the link to “queue-paused” is written otherwise"
    ]
    page(book, "more.md", "```\n[a](entry:nothing)\n```\n\n    [a](entry:nothing)\n")
    assert found(book) == []


def test_a_link_that_is_quoted_in_a_line_stays_as_it_is(book):
    quoted = "Write `[a](entry:nothing)`, or ``[`a`](entry:nothing)``; see "
    page(book, "more.md", f"{quoted}[`x`](entry:queue-paused).\n")
    assert found(book) == []
    text = str(generate(check(book), Options(Audience.PUBLIC)).files["more.md"])
    assert quoted in text
    assert "[`x`](does-not-print/queue-paused.md)" in text


TORN = {
    "1. a\n\n   ```\n   x\n   ```\n": 1,
    "- a\n\n  b\n": 1,
    "- a\n  - b\n": 1,
    "1. a\n\n   - b\n": 1,
    "- ```\n  x\n  ```\n": 1,
    "1. a\n\n    ```\n    x\n    ```\n": 0,
    "- a\n    - b\n        - c\n": 0,
    "- a\n\n    b\n": 0,
    "- a\n  b\n": 0,
    "- a\n- b\n\n- c\n": 0,
    "1. a\n2. b\n": 0,
    "- a\n    - b\n\n      c\n": 1,
}


@pytest.mark.parametrize("text", TORN)
def test_a_block_that_mkdocs_would_tear_from_its_list_is_a_finding(text, book):
    page(book, "more.md", text)
    lines = found(book)
    assert len(lines) == TORN[text], lines
    assert all(" C006 " in line for line in lines)


@pytest.mark.parametrize(
    ("options", "fine"),
    [
        ("  - pymdownx.snippets\n", False),
        ("  - pymdownx.snippets:\n      base_path: .\n", False),
        ("  - pymdownx.snippets:\n      base_path: [content, causes]\n", False),
        ("  - pymdownx.snippets:\n      base_path: content/../causes\n", False),
        (
            "  - pymdownx.snippets:\n      base_path: [content]\n      restrict_base_path: false\n",
            False,
        ),
        ("  - pymdownx.snippets:\n      base_path: [content]\n", True),
    ],
)
def test_snippets_that_would_include_any_file_are_refused(options, fine, book):
    config = book / "mkdocs.yml"
    config.write_text(
        config.read_text().replace(
            "markdown_extensions:\n", f"markdown_extensions:\n{options}"
        )
    )
    lines = found(book)
    assert [line.split(":")[0] for line in lines] == [] if fine else ["mkdocs.yml"]
    assert fine or "C004 pymdownx.snippets would publish" in lines[0]


# Folders


def hostile(folder: Path) -> dict[str, str]:
    """Things that are no files, put into a folder; what is said of each."""
    folder.mkdir(exist_ok=True, parents=True)
    os.mkfifo(folder / "pipe.yml")
    os.mkfifo(folder / "pipe.md")
    server = socket.socket(socket.AF_UNIX)
    here = Path.cwd()
    os.chdir(folder)
    server.bind("socket.md")  # the path of a socket is short
    os.chdir(here)
    server.close()
    (folder / "linked").symlink_to("/etc")
    (folder / "loop").symlink_to(".")
    (folder / "link.md").symlink_to("/etc/passwd")
    (folder / "dangling.yml").symlink_to("nothing")
    said = {
        "pipe.yml": "is a named pipe",
        "pipe.md": "is a named pipe",
        "socket.md": "is a socket",
        **dict.fromkeys(
            ("linked", "loop", "link.md", "dangling.yml"), "is a symbolic link"
        ),
    }
    with (folder.joinpath(os.fsdecode(b"caf\xe9.md"))).open("w") as file:
        file.write("x")
    return {**said, "caf\ufffd.md": "has a name that is not UTF-8"}


@pytest.mark.parametrize(
    "folder", ["causes", "causes/does-not-print/fixes", "content", "content/deep/er"]
)
def test_what_is_no_file_is_one_finding_each_and_nothing_hangs(folder, book):
    said = hostile(book / folder)
    lines = found(book)
    assert sorted(line.split(" (")[0] for line in lines) == sorted(
        f"{folder}/{name}:0:0: {'Y013' if folder.startswith('causes') else 'C004'} {what}"
        for name, what in said.items()
    )


def test_overrides_that_are_no_files_are_one_finding_each_before_mkdocs_opens_them(
    book,
):
    said = hostile(book / "site_overrides" / "deep")
    lines = [str(finding).split(" (")[0] for finding in check_settings(book)]
    assert sorted(lines) == sorted(
        f"site_overrides/deep/{name}:0:0: M002 {what}" for name, what in said.items()
    )


@pytest.mark.parametrize("folder", ["causes", "content"])
def test_a_source_folder_that_is_a_link_is_refused(folder, book):
    (book / folder).rename(book / "elsewhere")
    (book / folder).symlink_to("elsewhere")
    assert any(
        line.startswith(f"{folder}:0:0: ") and "is a symbolic link" in line
        for line in found(book)
    )


def test_folders_without_end_are_cut_off(book):
    deep = book / "content"
    for _ in range(40):
        deep = deep / "a"
    deep.mkdir(parents=True)
    assert ["lies too deep" in line for line in found(book)] == [True]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_what_has_no_rights_is_one_finding_each(book):
    (book / "content" / "closed").mkdir()
    page(book, "closed.md")
    asset(book, "closed.png")
    for name in ("closed", "closed.md", "closed.png"):
        (book / "content" / name).chmod(0)
    (book / "causes" / "closed").mkdir(mode=0)
    for path in book.parents:
        if path != Path("/"):
            path.chmod(path.stat().st_mode | 0o55)
    os.seteuid(65534)
    try:
        lines = found(book)
    finally:
        os.seteuid(0)
    assert sorted(line.split(" (")[0] for line in lines) == [
        "causes/closed:0:0: Y013 cannot be read: Permission denied",
        "content/closed.md:0:0: C002 cannot be read: Permission denied",
        "content/closed.png:0:0: C004 cannot be read",
        "content/closed:0:0: C004 cannot be read: Permission denied",
    ]


# Places on pages that the generator writes

PLACES = {  # what a page refers to, and the place that is not there
    "[x](../does-not-print/out-of-paper.md#nope)": "does-not-print/out-of-paper.md",
    "[x](../does-not-print/out-of-paper/#nope)": None,  # an address: from a page in a folder of its own
    "[x](../../does-not-print/out-of-paper/#nope)": "does-not-print/out-of-paper.md",
    "[x](../does-not-print/fixes/index.md#nope)": "does-not-print/fixes/index.md",
    "[x](../does-not-print/index.md#step-nope--nope)": "does-not-print/index.md",
    "[x](../index.md#nope)": "index.md",
    "<a href='../../messages/#nope'>x</a>": "messages.md",
}


@pytest.mark.parametrize("link", PLACES)
def test_a_place_that_a_generated_page_does_not_have_is_a_finding_at_the_link(
    link, book
):
    page(book, "deep/more.md", f"Words.\n\nMore: {link}\n")
    [line] = found(book)
    assert line.startswith("content/deep/more.md:8:")
    said = (
        f"names no place on the page {PLACES[link]}"
        if PLACES[link]
        else "leads nowhere"
    )
    assert "C005 " in line
    assert said in line


def test_a_place_that_a_generated_page_has_is_none(book):
    for number, place in enumerate(
        [
            "out-of-paper.md#fix",
            "out-of-paper.md#step-load-paper--fill-the-tray",
            "fixes/load-paper.md#steps",
            "index.md#checklist",
        ]
    ):
        page(
            book,
            f"deep/more-{number}.md",
            f"[x](../does-not-print/{place}) [y](../does-not-print/{place.split('#')[0]})\n",
        )
    assert found(book) == []


def test_a_link_to_a_generated_page_that_is_not_there_is_a_finding(book):
    page(
        book,
        "deep/more.md",
        "[x](../does-not-print/out-of-papr.md#why)\n[y](../../does-not-print/out-of-papr/)\n",
    )
    assert [line.split(": ")[0] for line in found(book)] == [
        "content/deep/more.md:6:5",
        "content/deep/more.md:7:5",
    ]


def test_places_on_a_page_are_those_that_the_readers_of_the_link_see(book):
    notes = book / "causes" / "does-not-print" / "out-of-paper.yml"
    notes.write_text(
        notes.read_text() + "notes:\n  - audience: internal\n    text: Only for us.\n"
    )
    page(
        book,
        "internal/more.md",
        "[x](../does-not-print/out-of-paper.md#why)\n",
        "internal",
    )
    assert found(book) == []
