"""What a project's configurations say: one reader, merged as MkDocs merges, with places."""

from pathlib import Path

import pytest
from causebook.check.pages import check_includes
from causebook.load.configuration import read
from causebook.project import check
from mkdocs.config import load_config

BASE = """\
site_name: Base
theme: {name: material, custom_dir: over}
plugins:
  search: {}
markdown_extensions:
  pymdownx.snippets:
    base_path: [content]
nav: [index.md, one.md]
"""


def write(folder: Path, base: str, near: str) -> Path:
    (folder / "base.yml").write_text(base)
    (folder / "over").mkdir(exist_ok=True)
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "mkdocs.yml").write_text(f"INHERIT: base.yml\n{near}")
    return folder / "mkdocs.yml"


def test_a_configuration_is_merged_with_what_it_inherits_as_mkdocs_merges_it(
    tmp_path,
):
    near = "theme: {language: de}\nplugins: {tags: {}}\nnav: [two.md]\n"
    file = write(tmp_path, BASE, near)
    mine, theirs = read(file), load_config(str(file))
    assert mine.text("site_name") == theirs.site_name == "Base"
    assert str(mine.overrides) == theirs.theme.custom_dir
    assert mine.text("theme", "language") == theirs.theme["language"] == "de"
    assert [item.text for item in mine.value("nav").items] == theirs.nav == ["two.md"]
    assert set(mine.value("plugins").pairs) == {"search", "tags"}
    assert {"search", "tags"} <= {name.rpartition("/")[2] for name in theirs.plugins}


@pytest.mark.parametrize(
    ("base", "near", "places"),
    [
        (BASE, "", []),
        (
            BASE.replace("    base_path: [content]", "    check_paths: true"),
            "",
            ["base.yml:6:3"],
        ),
        (
            BASE,
            "markdown_extensions:\n  pymdownx.snippets:\n    restrict_base_path: false\n",
            ["mkdocs.yml:3:3"],
        ),
        (BASE, "markdown_extensions: [tables]\n", []),
    ],
)
def test_snippets_are_judged_by_what_a_configuration_and_its_parents_say_together(
    base, near, places, tmp_path
):
    found = check_includes([read(write(tmp_path, base, near))])
    assert [
        f"{finding.path}:{finding.line}:{finding.col}" for finding in found
    ] == places


def test_a_plugin_that_is_inherited_may_make_pages_of_its_own(book):
    config = book / "mkdocs.yml"
    config.write_text(config.read_text() + "  - Nothing: nothing.md\n")
    assert [finding.code for finding in check(book).findings] == ["N001"]
    config.write_text(f"INHERIT: more.yml\n{config.read_text()}")
    (book / "more.yml").write_text("plugins: {blog: {}}\n")
    assert check(book).findings == ()


def test_a_finding_stands_where_the_most_of_its_keys_do_and_of_equals_in_the_nearest_file(
    tmp_path,
):
    said = read(write(tmp_path, BASE, "plugins:\n  - search\n  - tags: {}\n"))
    places = {
        ("plugins", "search"): ("mkdocs.yml", 3, 5),
        ("plugins", "tags", "nothing"): ("mkdocs.yml", 4, 5),
        ("theme", "custom_dir"): ("base.yml", 2, 25),
        ("nothing",): ("mkdocs.yml", 0, 0),
    }
    for keys, place in places.items():
        finding = said.finding("M001", keys, "x")
        assert (finding.path, finding.line, finding.col) == place


def test_a_configuration_that_is_a_list_is_one_finding(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("- a\n")
    assert [str(finding) for finding in read(tmp_path / "mkdocs.yml").findings] == [
        "mkdocs.yml:1:1: M001 is no mapping of keys (write `key: value` lines)"
    ]
