"""A page may have the text of a file elsewhere in the project: links lead on, pictures come along."""

from pathlib import Path

import pytest
from causebook.load.pages import read_content
from causebook.project import check

ROOT = Path(__file__).parents[1]
HEAD = "---\ntitle: {title}\naudience: {audience}\nbody: {body}\n---\n"


def page(
    project: Path, source: str, body: str, text: str = "", audience: str = "public"
):
    """Write a page that has its text from a file."""
    path = project / "content" / source
    path.parent.mkdir(parents=True, exist_ok=True)
    head = HEAD.format(title=path.stem, audience=audience, body=body)
    path.write_text(head + text, "utf-8")


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose manual is in the folder `docs`, and on the site under `help/manual`."""
    write(tmp_path / "docs/one.md", "# One\n")
    write(tmp_path / "docs/sub/two.md", "# Two\n\n[one](../one.md#top)\n")
    write(
        tmp_path / "content/page.md", "---\ntitle: P\naudience: public\n---\n\n# P\n"
    )
    page(tmp_path, "help/manual/index.md", "docs/one.md")
    page(tmp_path, "help/second.md", "docs/sub/two.md")
    return tmp_path


def shown(project: Path, text: str) -> str:
    """The first page of the manual as the site shows it."""
    write(project / "docs/one.md", text)
    content = read_content(project / "content")
    assert content.findings == ()
    [found] = [page for page in content.pages if page.file == "docs/one.md"]
    return found.body


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("[two](sub/two.md)", "[two](../second.md)"),
        ("[two](sub/two.md#a-b)", "[two](../second.md#a-b)"),
        ("[a [b] `c`](sub/two.md)", "[a [b] `c`](../second.md)"),
        ("[p](../content/page.md)", "[p](../../page.md)"),
        ("[script](../tool.py) and [x](#y)", "script and [x](#y)"),
        ("[web](https://a.example/b.md)", "[web](https://a.example/b.md)"),
        ("`[two](sub/two.md)`", "`[two](sub/two.md)`"),
        ("```\n[two](sub/two.md)\n```", "```\n[two](sub/two.md)\n```"),
        ("![no](images/gone.png)", "no"),
    ],
)
def test_links_between_files_lead_from_page_to_page(project, written, seen):
    assert shown(project, written) == seen


def test_pictures_come_along_and_other_files_do_not(project):
    for name in ("images/a.png", "images/secret.txt", "../outside.png"):
        write(project / "docs" / name, "data")
    text = "![a](images/a.png) [t](images/secret.txt) ![o](../outside.png)"
    assert shown(project, text) == "![a](images/a.png) t o"
    assets = dict(read_content(project / "content").assets)
    assert assets == {"help/manual/images/a.png": project / "docs/images/a.png"}


def test_a_picture_of_internal_pages_is_internal(project):
    write(project / "docs/images/a.png", "data")
    write(project / "docs/one.md", "![a](images/a.png)")
    page(project, "help/manual/index.md", "docs/one.md", audience="internal")
    assert read_content(project / "content").secret == {"help/manual/images/a.png"}


@pytest.mark.parametrize(
    "body", ["", "/etc/passwd.md", "../x.md", "docs", "tool.py", "docs/../../x.md"]
)
def test_a_file_outside_the_project_is_refused_with_its_line(project, body):
    page(project, "bad.md", body)
    [finding] = read_content(project / "content").findings
    assert str(finding).startswith("content/bad.md:4:")
    assert finding.code == "C002"
    assert "docs/howto.md" in finding.hint


def test_a_file_that_is_not_there_or_a_link_is_named(project):
    (project / "docs/link.md").symlink_to(project / "docs/one.md")
    page(project, "gone.md", "docs/gone.md")
    page(project, "link.md", "docs/link.md")
    page(project, "both.md", "docs/one.md", "\nA text.\n")
    found = {
        finding.path: finding.message
        for finding in read_content(project / "content").findings
    }
    assert found.keys() == {"docs/gone.md", "content/link.md", "content/both.md"}
    assert "cannot be read" in found["docs/gone.md"]
    assert "text of its own" in found["content/both.md"]


def test_a_mistake_in_such_a_text_is_at_its_own_file(book):
    write(book / "docs/one.md", "# One\n\n[x](../content/nowhere.md)\n")
    page(book, "manual.md", "docs/one.md")
    [finding] = check(book).findings
    assert str(finding).startswith("docs/one.md:3:5: C005")


def test_an_edit_of_such_a_text_is_seen_by_the_next_build(book, run):
    write(book / "docs/one.md", "# One\n\nBefore.\n")
    page(book, "manual.md", "docs/one.md")
    site = book / "site/public/manual/index.html"
    for word in ("Before.", "After."):
        write(book / "docs/one.md", f"# One\n\n{word}\n")
        assert run("build", cwd=book).returncode == 0
        assert word in site.read_text("utf-8")


def test_the_manual_is_on_the_site_whole_and_comes_behind_the_causes():
    content = read_content(ROOT / "content")
    manual = {page.file: page for page in content.pages if page.file}
    pages = {f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")}
    assert pages - manual.keys() == set()
    for one in manual.values():
        assert one.meta["search"] == {"boost": 0.3}
        assert one.audience == "public"
        assert (
            f"\n# {one.title}\n" in f"\n{one.body}" or one.file == "causes/README.md"
        )
    pictures = {path.name for path in (ROOT / "docs/images").iterdir()}
    assert pictures <= {Path(name).name for name, _ in content.assets}
    assert "contribute/manual/index.md" in (ROOT / "mkdocs.yml").read_text()
