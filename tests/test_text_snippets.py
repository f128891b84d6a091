"""Where a project lets pages include files, entries still include none: `--8<--` in a text is text."""

import payload_book as payloads
from text_books import build, read_book

CANARY = "Canary-of-the-snippet"
FORMS = [
    '--8<-- "canary.txt"',
    "--8<-- 'canary.txt'",
    '-8<- "canary.txt"',
    '--8<-- "canary.txt:1:2"',
    '--8<-- "canary.txt:part"',
    '    --8<-- "canary.txt"',
    '--8<---- "canary.txt"',
    '---8<--- "canary.txt"',
    ';--8<-- "canary.txt"',
    '[[--8<-- "canary.txt"]]',
    "--8<--\ncanary.txt\n--8<--",
]


def test_a_snippet_in_an_entry_is_text_also_where_pages_may_include_files(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(payloads, "PAYLOADS", FORMS)
    folder = payloads.payload_book(tmp_path / "book", 5, payloads.Payloads(0, str))
    content = folder / "content"
    (content / "canary.txt").write_text(
        f"{CANARY}\n# --8<-- [start:part]\n{CANARY}\n# --8<-- [end:part]\n"
    )
    (content / "including.md").write_text(
        '---\ntitle: x\naudience: public\n---\n\n--8<-- "canary.txt"\n'
    )
    config = folder / "mkdocs.yml"
    snippets = f"  - pymdownx.snippets:\n      base_path: [{content}]\n"
    config.write_text(
        config.read_text().replace(
            "markdown_extensions:\n", f"markdown_extensions:\n{snippets}"
        )
    )
    site = build(folder, read_book(folder))
    holding = {
        path.relative_to(site).as_posix()
        for path in site.rglob("*")
        if path.suffix in {".html", ".json", ".xml"}
        and CANARY in path.read_text("utf-8")
    }
    assert holding == {"including/index.html"}, (
        "the page of the project does include it"
    )
    assert (
        sum("8&lt;" in path.read_text("utf-8") for path in site.rglob("*.html")) > 30
    )
