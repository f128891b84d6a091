"""A site made of an earlier one is, byte for byte, the site that a clean build makes: whatever was edited.

EDITS=60 tries that many edits, one after another (`make edits`); by default it is each kind once,
in an order by chance, several at a time.
"""

import os
import random
import re
from pathlib import Path

import pytest
from causebook import project
from causebook.model import Audience
from causebook.site import kept, unchanged
from causebook.site.builder import build_site
from causebook.site.renewal import take
from causebook.site.results import place_of, results

ROOM = "causes/does-not-print"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
CAUSE = """kind: cause
title: Cause {n} of many
audience: {audience}
family: printer-not-ready
summary: Number {n} is the reason.
likelihood: rare
place: printer
responsible: reader
evidence: {{panel-says-paper: sometimes}}
why: It is so, with *number* {n}.
fixes: [load-paper]
"""


@pytest.fixture(autouse=True)
def one_day(monkeypatch):
    """All builds are of one moment, as far as they tell it."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")


def tree(site: Path) -> dict[str, bytes]:
    """Every file of a site."""
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def build(
    book: Path, *, out: str = "site/public", clean: bool = False, audience="public"
):
    """One build in this process."""
    who = Audience(audience)
    with results(book, who, book / out, clean=clean):
        checked = project.check(book)
        assert checked.findings == ()
        return build_site(
            checked.edition(who), checked, book / out, lambda *_: None, clean=clean
        )


def changed(file: Path, pattern: str, text: str) -> None:
    """Replace what a pattern finds first in a file."""
    old = file.read_text()
    new = re.sub(pattern, text, old, count=1, flags=re.M)
    assert new != old, (file, pattern)
    file.write_text(new)


class Edits:
    """What an author may do to the starter book; each edit leaves a book without findings."""

    def __init__(self, book: Path, chance: random.Random) -> None:
        self.book, self.chance, self.n = book, chance, 0

    def any_of(self, *names: str) -> Path:
        return self.book / self.chance.choice(names)

    def entry(self) -> Path:
        names = (
            "out-of-paper",
            "printer-offline",
            "queue-paused",
            "fixes/load-paper",
        )
        return self.any_of(*(f"{ROOM}/{name}.yml" for name in names))

    def text(self) -> None:
        changed(
            self.entry(),
            r"^summary: .*$",
            f"summary: What it is, told {self.n} times.",
        )

    def title(self) -> None:
        changed(self.entry(), r"^title: .*$", f"title: The title & <number> {self.n}")

    def title_of_a_problem(self) -> None:
        changed(
            self.book / ROOM / "problem.yml",
            r"^title: .*$",
            f"title: No paper {self.n}",
        )

    def message(self) -> None:
        file = self.book / ROOM / "symptoms/panel-and-queue.yml"
        changed(file, r"^    summary: .*$", f"    summary: Seen {self.n} times.")

    def new(self) -> None:
        name = f"{ROOM}/new-{self.n}.yml"
        (self.book / name).write_text(CAUSE.format(n=self.n, audience="public"))

    def made(self) -> list[Path]:
        if not list((self.book / ROOM).glob("new-*.yml")):
            self.new()
        return sorted((self.book / ROOM).glob("new-*.yml"))

    def removed(self) -> None:
        self.chance.choice(self.made()).unlink()

    def renamed(self) -> None:
        file = self.chance.choice(self.made())
        file.rename(file.with_name(f"new-re{self.n}.yml"))

    def renamed_with_an_alias(self) -> None:
        file = self.chance.choice(self.made())
        text = re.sub(r"^aliases.*\n", "", file.read_text(), flags=re.M)
        file.unlink()
        file.with_name(f"new-al{self.n}.yml").write_text(
            f"{text}aliases: [{file.stem}]\n"
        )

    def internal_and_back(self) -> None:
        file = self.chance.choice(self.made())
        to = "public" if "audience: internal" in file.read_text() else "internal"
        changed(file, r"^audience: .*$", f"audience: {to}")

    def family(self) -> None:
        file = self.chance.choice(self.made())
        is_first = "family: printer-not-ready" in file.read_text()
        to = "job-not-delivered" if is_first else "printer-not-ready"
        changed(file, r"^family: .*$", f"family: {to}")

    def evidence(self) -> None:
        file = self.chance.choice(self.made())
        to = (
            "usually"
            if "panel-says-paper: sometimes" in file.read_text()
            else "sometimes"
        )
        changed(file, r"panel-says-paper: \w+", f"panel-says-paper: {to}")

    def reason(self) -> None:
        file = self.book / ROOM / "queue-paused.yml"
        changed(file, r"^why: \|\n  ", f"why: |\n  Number {self.n}. ")

    def party(self) -> None:
        file = self.book / "causes/book.yml"
        changed(
            file,
            r"^    title: the help desk.*$",
            f"    title: the help desk {self.n}",
        )

    def referred_to(self) -> None:
        file = self.chance.choice(self.made())
        text = re.sub(r"^look_alikes.*\n", "", file.read_text(), flags=re.M)
        said = f"look_alikes: [{{cause: out-of-paper, difference: It differs {self.n}.}}]\n"
        file.write_text(text + said)

    def page(self) -> None:
        page = self.any_of("content/index.md", "content/internal.md")
        page.write_text(f"{page.read_text()}\nOne more line, {self.n}.\n")

    def new_page(self) -> None:
        head = (
            f"---\ntitle: Page {self.n}\naudience: public\n---\n\n# Page {self.n}\n\n"
        )
        text = "See [the queue](entry:queue-paused) and [home](index.md).\n"
        (self.book / f"content/page-{self.n}.md").write_text(head + text)
        index = self.book / "content/index.md"
        index.write_text(f"{index.read_text()}\n[more](page-{self.n}.md)\n")

    def removed_page(self) -> None:
        pages = sorted((self.book / "content").glob("page-*.md"))
        if not pages:
            return self.new_page()
        pages[0].unlink()
        index = self.book / "content/index.md"
        index.write_text(
            index.read_text().replace(f"\n[more]({pages[0].name})\n", "")
        )
        return None

    def front_matter(self) -> None:
        index = self.book / "content/index.md"
        text = re.sub(r"^hide: .*\n", "", index.read_text(), flags=re.M)
        what = self.chance.choice(["toc", "navigation"])
        index.write_text(text.replace("---\n", f"---\nhide: [{what}]\n", 1))

    def image(self) -> None:
        image = self.book / "content/images/pixel.png"
        image.parent.mkdir(exist_ok=True)
        if not image.exists():
            index = self.book / "content/index.md"
            index.write_text(f"{index.read_text()}\n![a pixel](images/pixel.png)\n")
        image.write_bytes(PIXEL + b"%d" % self.n)

    def own_template(self) -> None:
        file = self.book / "causes/templates/cause.md.j2"
        file.parent.mkdir(exist_ok=True)
        block = f"{{% block why %}}{{{{ super() }}}}\n\nOnce more, {self.n}.\n{{% endblock %}}\n"
        file.write_text('{% extends "causebook/cause.md.j2" %}\n' + block)

    def own_template_gone(self) -> None:
        (self.book / "causes/templates/cause.md.j2").unlink(missing_ok=True)

    def override(self) -> None:
        file = self.book / "site_overrides/main.html"
        text = file.read_text().split("{% block footer %}")[0]
        file.write_text(
            f"{text}{{% block footer %}}<p>foot {self.n}</p>{{% endblock %}}\n"
        )

    def override_of_all_pages(self) -> None:
        file = self.book / "site_overrides/main.html"
        text = file.read_text().split("{% block footer %}")[0]
        every = "{% for f in pages %}<i>{{ f.page.title }}</i>{% endfor %}"
        file.write_text(f"{text}{{% block footer %}}{every}{{% endblock %}}\n")

    def override_of_another_page(self) -> None:
        file = self.book / "site_overrides/main.html"
        text = file.read_text().split("{% block footer %}")[0]
        home = "{{ nav.homepage.content | length if nav.homepage else 0 }}"
        file.write_text(
            f"{text}{{% block footer %}}<p>home {home}</p>{{% endblock %}}\n"
        )

    def configuration(self) -> None:
        file = self.book / "mkdocs.yml"
        changed(
            file, r"^site_description: .*$", f"site_description: Number {self.n}."
        )

    def navigation(self) -> None:
        changed(
            self.book / "mkdocs.yml",
            r"- (Exact m|M)essages.*:",
            f"- Messages {self.n}:",
        )

    def extension(self) -> None:
        depth = self.chance.choice([2, 3, 4])
        file = self.book / "mkdocs.yml"
        text = re.sub(r"toc_depth: \d", f"toc_depth: {depth}", file.read_text())
        file.write_text(text)

    def of_nothing(self) -> None:
        os.utime(self.entry())

    # What happens to what an earlier build left

    def page_of_the_old_site(self) -> None:
        (self.book / "site/public/messages/index.html").write_text("altered")

    def page_gone_from_the_old_site(self) -> None:
        (self.book / "site/public/platforms/index.html").unlink()

    def record_torn(self) -> None:
        file = kept.place(self.book, self.book / "site/public", "public")
        data = file.read_bytes()
        file.write_bytes(data[: self.chance.randrange(len(data))])

    def results_torn(self) -> None:
        file = place_of(self.book, Audience.PUBLIC, self.book / "site/public")
        file.write_bytes(file.read_bytes()[: self.chance.randrange(200)])

    def results_gone(self) -> None:
        place_of(self.book, Audience.PUBLIC, self.book / "site/public").unlink()

    def record_of_nonsense(self) -> None:
        file = kept.place(self.book, self.book / "site/public", "public")
        file.write_bytes(
            self.chance.choice([b"", b"\xff\n{}", b"[]", os.urandom(99)])
        )

    def rights(self) -> None:
        (self.book / "site/public/messages/index.html").chmod(0o600)


KINDS = [
    name
    for name in vars(Edits)
    if name[0] != "_" and name not in {"any_of", "entry", "made"}
]


OF_ALL_PAGES = {
    "override",
    "override_of_all_pages",
    "override_of_another_page",
    "configuration",
    "navigation",
    "extension",
    "record_torn",
    "record_of_nonsense",
}
"""What makes all pages anew, and so would hide that another edit is not noticed."""
AT_ONCE = 4
"""Other edits between two builds."""
FEWER = 5
"""One in so many builds is made in every round of tests."""


def every_kind(chance: random.Random) -> list[list[str]]:
    """Every kind of edit once, in an order by chance; in one list those between two builds."""
    kinds = chance.sample(KINDS, len(KINDS))
    others = [kind for kind in kinds if kind not in OF_ALL_PAGES]
    several = [others[at : at + AT_ONCE] for at in range(0, len(others), AT_ONCE)]
    alone = [[kind] for kind in kinds if kind in OF_ALL_PAGES]
    return chance.sample([*several, *alone], len(several) + len(alone))


def some_kinds(chance: random.Random) -> list[list[str]]:
    """A part of them, so that a round of tests stays short."""
    return every_kind(chance)[::FEWER]


PARTS = [some_kinds, pytest.param(every_kind, marks=pytest.mark.whole)]


@pytest.mark.parametrize("kinds_of", PARTS)
def test_the_site_after_any_edit_is_that_of_a_clean_build(kinds_of, book):
    chance = random.Random(int(os.environ.get("SEED", "1")))
    edits = Edits(book, chance)
    build(book)
    singly = [
        [chance.choice(KINDS)] for _ in range(int(os.environ.get("EDITS", "0")))
    ]
    for kinds in singly or kinds_of(chance):
        for kind in kinds:
            edits.n += 1
            getattr(edits, kind)()
        built = build(book)
        clean = build(book, out="site/clean", clean=True)
        assert (built.findings, clean.findings) == ((), ())
        assert tree(book / "site/public") == tree(book / "site/clean"), kinds
        modes = {
            path.stat().st_mode for path in (book / "site/public").rglob("*.html")
        }
        assert len(modes) == 1, kinds


def test_what_an_edit_does_not_touch_is_taken_and_what_was_made_says_why(book):
    assert build(book).everything == "no earlier build is known"
    before = (book / "site/public/does-not-print/queue-paused/index.html").stat()
    changed(
        book / ROOM / "out-of-paper.yml", "waits for paper,", "waits for some paper,"
    )
    built = build(book)
    assert built.everything == ""
    assert built.made["does-not-print/out-of-paper.md"] == "its Markdown changed"
    assert "does-not-print/queue-paused.md" not in built.made
    after = (book / "site/public/does-not-print/queue-paused/index.html").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        ("configuration", "the configuration changed"),
        ("navigation", "the configuration and the navigation changed"),
        ("override", "the templates changed"),
    ],
)
def test_what_is_around_all_pages_makes_all_of_them_anew(book, edit, why):
    build(book)
    edits = Edits(book, random.Random(1))
    getattr(edits, edit)()
    built = build(book)
    assert built.everything == why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("hooks: [hook.py]", "a hook may do anything to a page"),
        ("strict: true", "a strict build gives every warning again"),
    ],
)
def test_what_cannot_be_compared_is_made_anew_and_said(book, text, why):
    (book / "hook.py").write_text(
        "def on_page_content(html, **_): return html + '<p>hook</p>'\n"
    )
    config = book / "mkdocs.yml"
    config.write_text(f"{config.read_text()}\n{text}\n")
    build(book)
    built = build(book)
    assert built.everything == why
    assert unchanged(book, Audience.PUBLIC, book / "site/public") == 0


def test_what_is_saved_between_the_check_and_the_build_is_work_for_the_next_one(book):
    site, home = book / "site/public", book / "content/index.md"
    checked = project.check(book)
    home.write_text(f"{home.read_text()}\nSaved meanwhile.\n")
    build_site(checked.edition(Audience.PUBLIC), checked, site, lambda *_: None)
    assert "Saved meanwhile" not in (site / "index.html").read_text()
    assert unchanged(book, Audience.PUBLIC, site) == 0
    build(book)
    assert "Saved meanwhile" in (site / "index.html").read_text()
    assert unchanged(book, Audience.PUBLIC, site)


def test_nothing_is_built_where_nothing_has_changed_and_everything_else_is_a_change(
    book,
):
    site = book / "site/public"
    built = build(book)
    assert unchanged(book, Audience.PUBLIC, site) == built.pages > 10
    (site / "messages/index.html").write_text("altered")
    assert unchanged(book, Audience.PUBLIC, site) == 0
    build(book)
    assert unchanged(book, Audience.PUBLIC, site)
    (site / "more.txt").write_text("foreign")
    assert unchanged(book, Audience.PUBLIC, site) == 0
    build(book)
    for name in (
        "causes/book.yml",
        "content/index.md",
        "mkdocs.yml",
        "site_overrides/main.html",
    ):
        text = (book / name).read_text()
        (book / name).write_text(f"{text}\n")
        assert unchanged(book, Audience.PUBLIC, site) == 0, name
        (book / name).write_text(text)
        assert unchanged(book, Audience.PUBLIC, site), name
    assert unchanged(book, Audience.INTERNAL, site) == 0


def test_what_becomes_internal_is_found_wherever_it_is_left(book, monkeypatch):
    """The words of files that did not change are searched for what is internal only now."""
    override = book / "site_overrides/main.html"
    foot = "{% block footer %}<p>the blue cupboard holds toner</p>{% endblock %}\n"
    page = book / "content/desk.md"
    text = "---\ntitle: Desk\naudience: {}\n---\n\n# Desk\n\nThe blue cupboard holds toner.\n"
    hidden = "causebook.site.leaks.own"
    monkeypatch.setattr(hidden, lambda _: b"")  # as if no template were to say it
    override.write_text(override.read_text() + foot)
    page.write_text(text.format("public"))
    assert build(book).findings == ()
    page.write_text(text.format("internal"))
    found = build(book).findings
    clean = build(book, out="site/clean", clean=True).findings
    assert found == clean
    assert any(
        "The blue cupboard holds toner" in finding.message for finding in found
    )
    page.write_text(text.format("public"))
    assert build(book).findings == ()


def test_the_findings_are_those_of_a_clean_build(book):
    build(book)
    override = book / "site_overrides/main.html"
    override.write_text(
        override.read_text()
        + '{% block footer %}<a href="no/where/">x</a>{% endblock %}\n'
    )
    found = build(book).findings
    assert found == build(book, out="site/clean", clean=True).findings
    assert len(found) > 10


def test_a_record_is_of_one_audience(book):
    build(book)
    build(book, out="site/internal", audience="internal")
    places = [
        kept.place(book, book / f"site/{who}", who) for who in ("public", "internal")
    ]
    assert len({place.parent for place in places}) == 2
    assert all(place.stat().st_mode & 0o777 == 0o600 for place in places)
    texts = [place.read_bytes() for place in places]
    assert [b"internal site only" in text for text in texts] == [False, True]


def test_a_record_that_is_not_as_it_was_written_counts_for_nothing(book):
    build(book)
    file = kept.place(book, book / "site/public", "public")
    whole = file.read_bytes()
    _, _, _, programs, inputs = whole.partition(b"\n")[0].decode().split()
    assert (
        kept.load(file, programs, inputs).pages
        == kept.load(file, programs).pages
        != {}
    )
    assert kept.load(file, programs, inputs[1:]) is None
    assert kept.load(file, programs[1:]) is None
    for n in (*range(0, len(whole), len(whole) // 50), len(whole) - 1):
        for wrong in (whole[:n], whole[:n] + bytes([whole[n] ^ 1]) + whole[n + 1 :]):
            file.write_bytes(wrong)
            assert kept.load(file, programs) is None, n


def test_where_nothing_can_be_kept_the_site_is_built_all_the_same(book):
    place = kept.place(book, book / "site/public", "public")
    place.mkdir(parents=True)
    assert build(book).findings == ()
    assert build(book).everything == "no earlier build is known"


def test_a_taken_file_is_never_written_through(tmp_path):
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    (old / "a").write_text("a")
    take(old, new, ["a"])
    assert (new / "a").read_text() == "a"
    (new / "b").write_text("b")
    (old / "b").write_text("old")
    with pytest.raises(FileExistsError):
        take(old, new, ["b"])
    assert (new / "b").read_text() == "b"


def test_where_no_links_are_allowed_files_are_copied(book, monkeypatch):
    build(book)

    def refused(*_args, **_more):
        raise PermissionError

    monkeypatch.setattr(os, "link", refused)
    build(book, out="site/clean", clean=True)
    built = build(book)
    assert len(built.made) == 0
    assert tree(book / "site/public") == tree(book / "site/clean")


def test_a_build_killed_at_any_moment_leaves_a_record_that_the_next_one_can_use(
    built, run, killed
):
    cause = built / ROOM / "out-of-paper.yml"
    for n, (phase, seconds) in enumerate(
        (("generate", 0.3), ("pages", 0.1), ("verify", 0.1))
    ):
        changed(cause, "^summary: .*$", f"summary: Told {n} times.")
        killed(built, phase, seconds, "--audience", "public")
    assert run("build", cwd=built).returncode == 0
    assert run("build", "--clean", "--out", "site/clean", cwd=built).returncode == 0
    assert tree(built / "site/public") == tree(built / "site/clean")


def test_a_disk_that_is_full_when_the_record_is_written_costs_the_record_alone(
    book, monkeypatch
):
    build(book)
    before = kept.place(book, book / "site/public", "public").read_bytes()
    changed(book / ROOM / "out-of-paper.yml", "^summary: .*$", "summary: Another.")

    def full(*_args, **_more):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as here:
        here.setattr(kept, "replaced", full)
        assert build(book).findings == ()
    assert kept.place(book, book / "site/public", "public").read_bytes() == before
    build(book)
    build(book, out="site/clean", clean=True)
    assert tree(book / "site/public") == tree(book / "site/clean")
