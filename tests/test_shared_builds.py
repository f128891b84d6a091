"""A site that several processes made is, byte for byte and word for word, that of one process."""

import os
import re

import pytest
from causebook.book import processes
from causebook.site import kept
from test_renewal import CAUSE, ROOM, build, tree

OVERRIDE = """{% extends "base.html" %}
{% block content %}{{ super() }}
<ul class="every">{% for file in pages %}<li>{{ file.page.title }}</li>{% endfor %}</ul>
{% endblock %}
"""


@pytest.fixture(autouse=True)
def _one_day_of_many_processes(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    monkeypatch.setattr(processes, "_FEW", 3)


@pytest.fixture
def large(book):
    for n in range(30):
        (book / ROOM / f"cause-{n}.yml").write_text(
            CAUSE.format(n=n, audience="public")
        )
    return book


def record(book, out):
    """What is kept of a build, but for the names of its places and the order of its words."""
    file = kept.place(book, book / out, "public")
    known = kept.load(file, file.read_bytes().split()[3].decode())
    words = known.site.lexicon.lines
    said = {
        name: {words[n] for n in own.words} for name, own in known.site.files.items()
    }
    links = {
        name: (own.digest, own.links, own.anchors)
        for name, own in known.site.files.items()
    }
    return known.pages, known.targets, known.surroundings, known.rendered, said, links


def both(book, monkeypatch):
    """A clean build by three processes, and one by one; each with what is kept of it."""
    found = []
    for count, out in (("3", "site/many"), ("1", "site/one")):
        monkeypatch.setenv(processes.SETTING, count)
        assert build(book, out=out, clean=True).findings == ()
        found.append((tree(book / out), record(book, out)))
    return found


def test_several_processes_make_what_one_makes(large, monkeypatch):
    forks, fork = [], os.fork
    monkeypatch.setattr(os, "fork", lambda: forks.append(1) or fork())
    many, one = both(large, monkeypatch)
    by_two, apart = 3, 3  # texts, pages, what files say; reading, claims, search
    assert len(forks) == 2 * by_two + apart
    assert many == one


def test_a_page_that_looks_at_all_others_is_made_when_all_are_known(
    large, monkeypatch
):
    (large / "site_overrides/every.html").write_text(OVERRIDE)
    page = large / "content/index.md"
    head, body = re.match(r"---\n(.*?)---\n(.*)", page.read_text(), re.S).groups()
    page.write_text(f"---\n{head}template: every.html\n---\n{body}")
    many, one = both(large, monkeypatch)
    assert many == one
    assert b"<li>Cause 29 of many</li>" in many[0]["index.html"]


def test_what_mkdocs_warns_of_is_said_once_in_the_order_of_the_pages(
    large, monkeypatch, capfd
):
    for n in (3, 1, 2):
        (large / f"content/page-{n}.md").write_text(
            f"---\ntitle: Page {n}\naudience: public\ndescription: Page {n}.\n---\n# Page {n}\n\n[x](no-{n}.md)\n"
        )
    monkeypatch.setattr("causebook.check.book.check_content", lambda *_: [])
    monkeypatch.setattr("causebook.site.builder.verify", lambda *_: [])
    said = []
    for count in ("3", "1"):
        monkeypatch.setenv(processes.SETTING, count)
        build(large, clean=True)
        said.append(capfd.readouterr().err)
    assert said[0] == said[1]
    assert re.findall(r"no-\d", said[0]) == ["no-1", "no-2", "no-3"]
