"""A project's own templates stand in the place of single blocks of ours, and nothing else changes."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from causebook.cli.own_blocks import new_block
from causebook.cli.starters import Unusable
from causebook.model import Audience
from causebook.pipeline import generate_pages, generate_rest
from causebook.project import check
from causebook.render import Options, blocks
from causebook.render.blocks import check_templates, our_blocks, starting_point

EVERY = [
    (name.removesuffix(".md.j2"), block)
    for name in our_blocks()
    for block in our_blocks()[name]
]


def own(book: Path, name: str, *lines: str, page: str = "cause") -> Path:
    """Write a template with one block."""
    file = book / f"causes/templates/{page}.md.j2"
    file.parent.mkdir(exist_ok=True)
    block = "\n".join(("{% block " + name + " %}", *lines, "{% endblock %}"))
    file.write_text(f'{{% extends "causebook/{page}.md.j2" %}}\n{block}\n')
    return file


def made(book: Path, audience: Audience = Audience.PUBLIC, **earlier):
    """The pages of a book without findings, and the Markdown beside them."""
    checked = check(book, claims=False)
    assert checked.findings == ()
    pages = generate_pages(checked, Options(audience), **earlier)
    return pages, {
        **pages.files,
        **{f"copy {name}": text for name, text in pages.copies().items()},
    }


def test_every_page_made_of_entries_has_blocks_and_every_section_is_in_one():
    pages = {page for page, _ in EVERY}
    assert pages > {
        "problem",
        "family",
        "cause",
        "fix",
        "symptom",
        "observation",
        "scenario",
    }
    assert pages > {
        "platform",
        "fixes",
        "symptoms",
        "scenarios",
        "platforms",
        "messages",
        "print",
    }
    for name, sections in our_blocks().items():
        text = (blocks.OURS / name).read_text()
        for block, said in sections.items():
            text = text.replace(
                f"{{% block {block} %}}\n{said}\n{{% endblock %}}", ""
            )
        left = [
            line for line in text.splitlines() if line and not line.startswith("{%")
        ]
        assert left == [], name


def test_with_a_copy_of_every_block_all_pages_are_what_they_were(book):
    _, before = made(book)
    for page, block in EVERY:
        assert new_block(book, f"{page}/{block}")[1] == ""
    assert len(list((book / "causes/templates").iterdir())) == len(our_blocks())
    assert made(book)[1] == before


def test_a_block_stands_on_each_page_of_its_kind_and_in_the_markdown_beside_it(book):
    _, before = made(book)
    own(book, "why", "{{ super() }}", "", "<p>Asked *twice*: {{ entry.title }}</p>")
    _, after = made(book)
    changed = {name for name in before if before[name] != after[name]}
    room = "does-not-print"
    causes = {
        f"{room}/{name}.md"
        for name in ("out-of-paper", "printer-offline", "queue-paused")
    }
    assert changed == causes | {f"copy {name}" for name in causes}
    for name in changed:
        said = [line for line in after[name].splitlines() if "Asked" in line]
        assert len(said) == 1
        rest = after[name].replace(said[0], "")
        assert rest.split() == before[name].split()


def test_a_value_is_escaped_for_each_of_both(book):
    file = book / "causes/does-not-print/out-of-paper.yml"
    file.write_text(file.read_text().replace("title: ", "title: <b>*one*</b> ", 1))
    own(
        book,
        "why",
        "{{ super() }}",
        "",
        "Called {{ entry.title }}, {{ entry.title | h }}",
    )
    _, texts = made(book)
    page = next(
        x
        for x in texts["does-not-print/out-of-paper.md"].splitlines()
        if "Called" in x
    )
    copy = next(
        x
        for x in texts["copy does-not-print/out-of-paper.md"].splitlines()
        if "Called" in x
    )
    assert "<b>" not in page
    assert "*" not in page
    assert "\\<b>\\*one\\*\\</b>" in copy


def test_a_public_page_finds_nothing_internal_however_it_looks(book):
    text = (book / "causes/does-not-print/out-of-paper.yml").read_text()
    hidden = text.replace("audience: public", "audience: internal", 1).replace(
        "title: ", "title: Hush ", 1
    )
    assert "internal" in hidden
    (book / "causes/does-not-print/secret.yml").write_text(hidden)
    own(
        book,
        "why",
        "{{ super() }}",
        "",
        "{% for one in book.entries() %}{{ one.title }};{% endfor %}",
    )
    _, seen = made(book, Audience.INTERNAL)
    assert any("Hush" in text for text in seen.values() if isinstance(text, str))
    _, seen = made(book)
    assert not any("Hush" in text for text in seen.values() if isinstance(text, str))


def test_an_edit_of_a_template_makes_the_pages_again_and_another_edit_recalls_them(
    book,
):
    own(book, "why", "{{ super() }}", "", "Once.")
    first, _ = made(book)
    again, _ = made(book, memory=first.memory())
    assert again.recalled == again.entries
    own(book, "why", "{{ super() }}", "", "Twice.")
    second, texts = made(book, memory=first.memory())
    assert second.recalled == frozenset()
    assert "Twice." in texts["does-not-print/out-of-paper.md"]


def test_a_block_falls_behind_when_ours_changes_unless_it_keeps_ours(
    book, monkeypatch
):
    new_block(book, "cause/why")
    kept = check(book, claims=False).templates
    assert check_templates(kept) == []
    own(book, "who", "{{ super() }} Or ask.", page="fix")
    changed = {
        name: {**found, "why": "other", "who": "other"}
        for name, found in our_blocks().items()
    }
    monkeypatch.setattr(blocks, "our_blocks", lambda: changed)
    found = check_templates(check(book, claims=False).templates)
    assert [(each.path, each.line, each.code) for each in found] == [
        ("causes/templates/cause.md.j2", 3, "B005")
    ]
    remedy = found[0].hint.partition("`{#")[2].partition("#}`")[0]
    mended = tuple(
        (name, text.replace("{# why: ", "{#" + remedy + "#} {# was: "))
        for name, text in kept.texts
    )
    assert check_templates(replace(kept, texts=mended)) == []


def test_a_link_to_a_place_that_only_an_own_block_has_is_none_that_leads_nowhere(
    book,
):
    index = book / "content/index.md"
    index.write_text(
        f"{index.read_text()}\n[there](does-not-print/out-of-paper.md#ours)\n"
    )
    assert [finding.code for finding in check(book, claims=False).findings] == [
        "C005"
    ]
    own(book, "why", "{{ super() }}", "", '## Ours{{ page.anchor("ours") }}')
    assert check(book, claims=False).findings == ()


def test_a_new_block_is_added_to_a_template_and_one_that_is_there_is_left(book):
    path, ours = new_block(book, "cause/why")
    text = path.read_text()
    new_block(book, "cause/who")
    assert path.read_text() == f"{text}\n{starting_point('cause.md.j2', 'who')}"
    mine = path.read_text().replace("page.rich", "page.html")
    path.write_text(mine)
    assert new_block(book, "cause/why") == (
        path,
        starting_point("cause.md.j2", "why"),
    )
    assert (path.read_text(), ours) == (mine, "")


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("cuase/why", "did you mean “cause”?"),
        ("cause/wyh", "did you mean “why”?"),
        ("cause", "name a block too, such as cause/title"),
        ("../cause/why", "there is no page “..” with blocks"),
    ],
)
def test_a_block_that_there_is_not_is_not_written(book, wanted, said):
    with pytest.raises(
        Unusable, match=said.replace("?", r"\?").replace("..", r"\.\.")
    ):
        new_block(book, wanted)
    assert not (book / "causes/templates").exists()


def test_the_command_prints_the_path_or_what_ours_is_now(book, run):
    done = run("new", "template", "fix/lede", cwd=book)
    assert (done.returncode, done.stdout.strip()) == (
        0,
        str(book / "causes/templates/fix.md.j2"),
    )
    done = run("new", "template", "fix/lede", cwd=book)
    assert done.stdout == starting_point("fix.md.j2", "lede")
    assert "nothing was written" in done.stderr
    assert run("new", "template", "fix/led", cwd=book).returncode == 2


def with_extra(book: Path, name: str, **pairs: str) -> Path:
    """Give a cause some extra fields."""
    file = book / f"causes/does-not-print/{name}.yml"
    lines = "".join(f"  {key}: {value}\n" for key, value in pairs.items())
    file.write_text(f"{file.read_text()}extra:\n{lines}")
    return file


def test_an_extra_field_is_shown_by_its_name_and_is_empty_where_there_is_none(book):
    with_extra(book, "out-of-paper", ticket='"<A> 1"', count="2")
    own(
        book,
        "lede",
        "{{ super() }}",
        "",
        "{% if entry.extra.ticket %}Queue {{ entry.extra.ticket }}, {{ entry.extra.count }}{% endif %}",
    )
    _, texts = made(book)
    said = [
        line
        for line in texts["does-not-print/out-of-paper.md"].splitlines()
        if "Queue" in line
    ]
    assert said == ["Queue &#60;A&#62; 1, 2"]
    assert "Queue" not in texts["does-not-print/printer-offline.md"]


def test_a_page_is_made_again_when_an_extra_field_changes_that_it_shows(book):
    file = with_extra(book, "out-of-paper", ticket="one")
    own(book, "lede", "{{ super() }}", "", "{{ entry.extra.ticket }}")
    first, _ = made(book)
    file.write_text(file.read_text().replace("ticket: one", "ticket: two"))
    second, texts = made(book, memory=first.memory())
    assert "two" in texts["does-not-print/out-of-paper.md"]
    assert "does-not-print/printer-offline.md" in second.recalled


def test_extra_fields_are_in_the_data_of_their_readers_alone(book):
    file = with_extra(book, "out-of-paper", ticket="OFFICE-PRINT")
    hidden = file.read_text().replace("audience: public", "audience: internal", 1)
    (book / "causes/does-not-print/secret.yml").write_text(
        hidden.replace("title: ", "title: Not ", 1).replace(
            "OFFICE-PRINT", "STAFF-ONLY"
        )
    )
    checked = check(book, claims=False)
    assert checked.findings == ()
    public, internal = (
        json.loads(generate_rest(checked, Options(who))["api/book.json"])
        for who in Audience
    )
    assert [x["extra"] for x in public["entries"] if x["extra"]] == [
        {"ticket": "OFFICE-PRINT"}
    ]
    assert "STAFF-ONLY" in json.dumps(internal)
    assert "STAFF-ONLY" not in json.dumps(public)
    assert "STAFF-ONLY" in {
        said.text for said in checked.edition(Audience.PUBLIC).secrets
    }


def test_the_manual_names_every_block_of_every_page():
    text = (Path(__file__).parents[1] / "docs/look.md").read_text()
    for name, sections in our_blocks().items():
        listed = ", ".join(f"`{block}`" for block in sections)
        assert f"\n| `{name}` | {listed} |\n" in text


def test_the_template_of_the_manual_does_what_its_picture_shows(book):
    text = (Path(__file__).parents[1] / "docs/look.md").read_text()
    file = book / "causes/templates/cause.md.j2"
    file.parent.mkdir()
    file.write_text(text.partition("```jinja\n")[2].partition("```")[0])
    with_extra(book, "out-of-paper", ticket_queue="OFFICE-PRINT")
    _, texts = made(book)
    assert (
        "\n\n**Ticket queue:** OFFICE-PRINT\n"
        in texts["does-not-print/out-of-paper.md"]
    )
    assert "Ticket queue" not in texts["does-not-print/queue-paused.md"]
