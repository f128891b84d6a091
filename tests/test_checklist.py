"""What a page tells the checklist: which book it is of, and under which ids its steps were known before."""

from pathlib import Path

from causebook.cli.starters import new_book
from causebook.model import Audience
from causebook.pipeline import generate
from causebook.project import check
from causebook.render import Options


def test_the_page_of_a_renamed_fix_names_the_old_ids_and_the_book(
    tmp_path: Path,
) -> None:
    new_book(tmp_path / "book")
    causes = tmp_path / "book/causes/does-not-print"
    fix = causes / "fixes/load-paper.yml"
    named = fix.read_text("utf-8").replace(
        "kind: fix\n", "kind: fix\naliases: [load-paper, add-sheets]\n"
    )
    (causes / "fixes/fill-the-tray.yml").write_text(named, "utf-8")
    fix.unlink()
    cause = causes / "out-of-paper.yml"
    cause.write_text(
        cause.read_text("utf-8").replace("[load-paper]", "[fill-the-tray]"), "utf-8"
    )
    checked = check(tmp_path / "book")
    assert checked.book is not None
    assert checked.findings == ()
    files = generate(checked, Options(Audience.PUBLIC)).files
    page = files["does-not-print/fixes/fill-the-tray.md"]
    assert ' data-was="load-paper add-sheets">' in page
    assert f' data-book="{checked.book.about.id}"' in page
    assert "data-was" not in files["does-not-print/fixes/resume-the-queue.md"]
