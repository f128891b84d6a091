"""What only a build used to find: `check` says it before, at its line, once.

Each of these books was built, too, when its test was written: the build failed with one to 72
findings about the site.
"""

from pathlib import Path

import pytest
from causebook.pipeline import findings_of

MK, PAGE = "mkdocs.yml", "content/a.md"
HEAD = "---\ntitle: A page\naudience: public\n---\n\n"
OWN = '{% extends "causebook/cause.md.j2" %}\n{% block lede %}{{ super() }}\n\nTEXT\n{% endblock %}\n'
TEMPLATE = "causes/templates/cause.md.j2"

SAID = {
    "an extension that pages are written in": (
        (MK, "  - attr_list\n", ""),
        (
            "mkdocs.yml:41:1: M002 lacks attr_list, which pages of a book are written in"
            " (add `- attr_list` below `markdown_extensions:`)"
        ),
    ),
    "the other one": (
        (MK, "  - md_in_html\n", ""),
        (
            "mkdocs.yml:41:1: M002 lacks md_in_html, which pages of a book are written in"
            " (add `- md_in_html` below `markdown_extensions:`)"
        ),
    ),
    "a style sheet that is not there": (
        (MK, "extra_css:\n", "extra_css:\n  - styles/own.css\n"),
        "mkdocs.yml:58:5: M002 “styles/own.css” is no file of the site (put it below content/)",
    ),
    "a style sheet of ours that is misspelt": (
        (MK, "causebook/site.css", "causebook/sites.css"),
        (
            "mkdocs.yml:58:5: M002 “assets/causebook/sites.css” is no file of the site"
            " (did you mean “assets/causebook/site.css”?)"
        ),
    ),
    "a script that is not there": (
        (MK, "extra_javascript:\n", "extra_javascript:\n  - scripts/own.js\n"),
        "mkdocs.yml:61:5: M002 “scripts/own.js” is no file of the site (put it below content/)",
    ),
    "a script of ours that is misspelt": (
        (MK, "kb-checklist.js", "kb-checklists.js"),
        (
            "mkdocs.yml:61:11: M002 “assets/causebook/kb-checklists.js” is no file of the site"
            " (did you mean “assets/causebook/kb-checklist.js”?)"
        ),
    ),
    "a logo that is not there": (
        (MK, "  favicon:", "  logo: images/logo.png\n  favicon:"),
        "mkdocs.yml:17:9: M002 “images/logo.png” is no file of the site (put it below content/)",
    ),
    "a template of the site without an end": (
        (
            "site_overrides/main.html",
            "{% block libs %}",
            "{% if page %}{% block libs %}",
        ),
        (
            "site_overrides/main.html:78:1: M003 is no template: Unexpected end of template."
            " Jinja was looking for the following tags: 'elif' or 'else' or 'endif'."
            " The innermost block that needs to be closed is 'if' (mend it)"
        ),
    ),
    "a template of the site with a tag that there is not": (
        ("site_overrides/main.html", "{% block libs %}", "{% blok libs %}"),
        (
            "site_overrides/main.html:8:1: M003 is no template:"
            " Encountered unknown tag 'blok' (mend it)"
        ),
    ),
    "a template of the site that includes one that there is not": (
        (
            "site_overrides/main.html",
            "{% block libs %}",
            (
                '{% include "partials/mine.html" ignore missing %}\n{% block libs %}'
                '{% include "partials/none.html" %}'
            ),
        ),
        (
            "site_overrides/main.html:9:1: M003 the theme has no template “partials/none.html”"
            " (write the name of one of its files, or of one beside this)"
        ),
    ),
    "an icon that the theme does not have": (
        (MK, "material/printer-alert", "material/printer-alertt"),
        (
            "mkdocs.yml:16:11: M002 the theme has no icon “material/printer-alertt”"
            " (take a name from its list of icons)"
        ),
    ),
    "pages of the book that are kept out": (
        (MK, "# copyright:", "exclude_docs: messages.md\n# copyright:"),
        (
            "mkdocs.yml:63:1: M002 keeps “messages.md” out of the site, to which other pages link"
            " (take it out; make an entry internal to hide it)"
        ),
    ),
    "pages of the book that are drafts": (
        (MK, "# copyright:", "draft_docs: does-not-print/\n# copyright:"),
        (
            "mkdocs.yml:63:1: M002 keeps “does-not-print/fixes/check-power-and-cable.md” out of the"
            " site, to which other pages link (take it out; make an entry internal to hide it)"
        ),
    ),
    "a key that is misspelt": (
        (MK, "site_description:", "site_descripton:"),
        (
            "mkdocs.yml:4:1: M002 “site_descripton” means nothing here"
            " (did you mean “site_description”?)"
        ),
    ),
    "a key of a plugin that is misspelt": (
        (MK, "    # edit_url:", "    edit_ulr: https://example.org/"),
        "mkdocs.yml:39:5: M002 “edit_ulr” means nothing here (did you mean “edit_url”?)",
    ),
    "an address of the site that is none": (
        (MK, '!ENV [CAUSEBOOK_SITE_URL, ""]', "htp://example.org/"),
        (
            "mkdocs.yml:5:1: M002 “htp://example.org/” is no address of a website"
            " (begin it with https:// or http://)"
        ),
    ),
    "an address of the sources that is none": (
        (MK, "    # edit_url:", "    edit_url: git/main #"),
        (
            "mkdocs.yml:39:5: M002 “git/main” is no address"
            " (write it like https://git.example.com/you/book/edit/main)"
        ),
    ),
    "a relative link at the foot": (
        (MK, "# copyright:", "copyright: <a href='licence/'>ours</a> #"),
        (
            "mkdocs.yml:63:12: M005 the link “licence/” leads elsewhere on each page"
            " (write the whole address, beginning with https://)"
        ),
    ),
    "a site without a first page": (
        ("content/index.md", None, None),
        (
            "content/index.md:0:0: L007 is missing"
            " (every page links to it; `causebook init DIR` writes one to start from)"
        ),
    ),
    "a page with a template that is not there": (
        (
            PAGE,
            "",
            HEAD.replace("audience", "template: own.html\naudience") + "# A\n",
        ),
        (
            "content/a.md:1:1: C002 the theme has no template “own.html”"
            " (leave `template` out, or put that file into the folder of overrides)"
        ),
    ),
    "a code block that is not closed": (
        (PAGE, "", f"{HEAD}# A\n\n```\n[x](nowhere.md)\n"),
        (
            "content/a.md:8:1: C006 a code block has no end"
            " (close it with a line of the same backquotes or tildes)"
        ),
    ),
    "a link from the root of the site": (
        (PAGE, "", f"{HEAD}# A\n\n[x](/messages/) and [y](/nowhere/)\n"),
        (
            "content/a.md:8:25: C005 “/nowhere/” leads nowhere"
            " (links count from the page's own file)"
        ),
    ),
    "a link that a template writes": (
        (TEMPLATE, "", OWN.replace("TEXT", "[x](nowhere.md)")),
        (
            "causes/templates/cause.md.j2:4:5: C005 “nowhere.md” leads nowhere,"
            " as does-not-print/out-of-paper.md shows (links count from the page's own file)"
        ),
    ),
    "an image that a template writes": (
        (TEMPLATE, "", OWN.replace("TEXT", "![x](../images/none.png)")),
        (
            "causes/templates/cause.md.j2:4:6: C005 “../images/none.png” leads nowhere,"
            " as does-not-print/out-of-paper.md shows (links count from the page's own file)"
        ),
    ),
    "a place that a template links to": (
        (TEMPLATE, "", OWN.replace("TEXT", "[x](#nowhere)")),
        (
            "causes/templates/cause.md.j2:4:5: C005 “#nowhere” has no such heading on its page,"
            " as does-not-print/out-of-paper.md shows"
            " (anchors come from headings, in lower case with hyphens)"
        ),
    ),
    "a place of another page that a template links to": (
        (TEMPLATE, "", OWN.replace("TEXT", "[x](../platforms/index.md#nowhere)")),
        (
            "causes/templates/cause.md.j2:4:5: C005 “../platforms/index.md#nowhere” names no place"
            " on the page platforms/index.md, as does-not-print/out-of-paper.md shows"
            " (open that page and copy the address of its heading)"
        ),
    ),
}


def change(book: Path, path: str, old: str | None, new: str | None) -> None:
    """One change to a book: a text for another, a new file, or none of it any more."""
    file = book / path
    if old is None:
        file.unlink()
        return
    text = file.read_text("utf-8") if file.exists() else ""
    assert old in text
    file.parent.mkdir(exist_ok=True)
    file.write_text(text.replace(old, new, 1) if old else new, "utf-8")


@pytest.mark.parametrize("name", SAID)
def test_check_says_what_only_a_build_would_find(name, book):
    edit, said = SAID[name]
    change(book, *edit)
    assert [str(finding) for finding in findings_of(book)] == [said]


FINE = {
    "all extensions in one": (MK, "  - attr_list\n  - md_in_html\n", "  - extra\n"),
    "by their whole name": (MK, "- attr_list", "- markdown.extensions.attr_list"),
    "a style sheet elsewhere": (
        MK,
        "extra_css:\n",
        "extra_css:\n  - https://x.example/a.css\n",
    ),
    "a link out of the site": (PAGE, "", f"{HEAD}# A\n\n[x](//other.example/x)\n"),
    "a code block that is closed at the end": (
        PAGE,
        "",
        f"{HEAD}# A\n\n~~~ text\n```\n~~~",
    ),
    "a code block in a list": (
        PAGE,
        "",
        f"{HEAD}# A\n\n- a\n\n    ```\n    x\n    ```\n",
    ),
    "a whole address at the foot": (
        MK,
        "# copyright:",
        "copyright: <a href='https://example.org/'>ours</a> #",
    ),
    "a right link in a template": (
        TEMPLATE,
        "",
        OWN.replace("TEXT", "[x](../messages.md), [y](#fix), [z](../index.md)"),
    ),
}


@pytest.mark.parametrize("name", FINE)
def test_what_a_build_takes_is_no_finding(name, book):
    change(book, *FINE[name])
    assert findings_of(book) == []


@pytest.mark.parametrize(
    ("address", "lost"),
    [
        ("https://example.org/", ["/help/messages/", "/nowhere/"]),
        ("https://example.org/help/", ["/help/nowhere/"]),
        ("https://example.org/other", []),
    ],
)
def test_links_from_the_root_are_judged_by_the_address_of_the_site(
    address, lost, book, monkeypatch
):
    monkeypatch.setenv("CAUSEBOOK_SITE_URL", address)
    links = "[a](/help/messages/) [b](/nowhere/) [c](/help/nowhere/)"
    change(book, PAGE, "", f"{HEAD}# A\n\n{links}\n")
    found = [finding.message.split("”")[0][1:] for finding in findings_of(book)]
    assert set(lost) <= set(found)
    assert ("/nowhere/" in found) is ("/nowhere/" in lost)


def test_check_says_where_a_book_cannot_be_built(book, run):
    for path in book.glob("mkdocs*.yml"):
        path.unlink()
    done = run("check", cwd=book)
    assert done.returncode == 0
    assert "there is no mkdocs.yml: build and serve need one" in done.stderr
