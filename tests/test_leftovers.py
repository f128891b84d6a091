"""`mkdocs build --dirty` keeps what did not change, but nothing that the book no longer has."""

from pathlib import Path

import loaded
import pytest
from causebook.site.marker import SITE_MARKER, empty, mark
from causebook.site.ownership import Refused

SECRETS = ("Zanzibar", "Quetzal", "Xylophon")


def mkdocs(book: Path, *words: str) -> None:
    done = loaded.run("mkdocs", "build", *words, cwd=book)
    assert done.returncode == 0, done.stderr


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def holding(site: Path, word: str) -> list[str]:
    """The files of a site that have a word in their text or their name."""
    return [
        path.relative_to(site).as_posix()
        for path in site.rglob("*")
        if path.is_file()
        and (word.lower() in path.name.lower() or word.encode() in path.read_bytes())
    ]


def test_what_became_internal_leaves_the_site_of_a_dirty_build_too(book):
    scenario = book / "causes/does-not-print/scenarios/stopped-after-a-jam.yml"
    edit(scenario, "title: Nothing", "title: Zanzibar, nothing")
    plan = book / "content" / "handbook" / "plan.md"
    plan.parent.mkdir()
    plan.write_text(
        "---\ntitle: Quetzal\naudience: public\n---\n\n# Quetzal\n\n![x](xylophon.svg)\n"
    )
    (plan.parent / "xylophon.svg").write_text(
        "<svg xmlns='http://www.w3.org/2000/svg'><title>Xylophon</title></svg>"
    )
    edit(
        book / "mkdocs.yml",
        "  - Home: index.md\n",
        "  - Home: index.md\n  - Quetzal: handbook/plan.md\n",
    )
    mkdocs(book)
    site = book / "site" / "public"
    assert all(holding(site, word) for word in SECRETS)
    edit(scenario, "audience: public", "audience: internal")
    edit(plan, "audience: public", "audience: internal")
    mkdocs(book, "--dirty")
    assert {word: holding(site, word) for word in SECRETS} == {
        word: [] for word in SECRETS
    }
    before = (site / "messages" / "index.html").stat().st_mtime_ns
    mkdocs(book, "--dirty")
    assert (site / "messages" / "index.html").stat().st_mtime_ns == before, (
        "what did not change is kept"
    )


def test_only_a_folder_of_ours_is_emptied_and_stays_ours(tmp_path):
    (tmp_path / "precious").write_text("x")
    with pytest.raises(Refused, match="was not built by causebook"):
        empty(tmp_path)
    assert (tmp_path / "precious").exists()
    mark(tmp_path, "public")
    (tmp_path / "deep" / "er").mkdir(parents=True)
    empty(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [SITE_MARKER]
