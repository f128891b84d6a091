"""Only what changed is written, only what is ours is removed, a kill in between harms nothing."""

import os
from pathlib import Path

import pytest
from causebook.site.ownership import Refused
from causebook.site.write import MARKER, write_files
from dying import Killed, killed_after


def files(folder: Path) -> dict[str, str]:
    """Every file below a folder with its text, but for the list of ours."""
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MARKER
    }


def test_files_are_written_texts_and_bytes_alike(tmp_path):
    out = tmp_path / "some" / "docs"
    assert write_files({"a.md": "für", "deep/er/b.bin": b"\x00\x01"}, out) == 2
    assert (out / "a.md").read_bytes() == "für".encode()
    assert (out / "deep/er/b.bin").read_bytes() == b"\x00\x01"


def test_only_what_differs_is_touched_even_where_the_size_is_the_same(tmp_path):
    write_files({"a": "one", "b": "two", "c": "x"}, tmp_path)
    for name in "abc":
        os.utime(tmp_path / name, (1, 1))
    assert write_files({"a": "one", "b": "TWO", "c": "longer"}, tmp_path) == 2
    assert files(tmp_path) == {"a": "one", "b": "TWO", "c": "longer"}
    assert [name for name in "abc" if (tmp_path / name).stat().st_mtime == 1] == ["a"]


def test_what_is_gone_from_the_sources_is_removed_with_the_folders_it_leaves_empty(
    tmp_path,
):
    write_files({"a/b/c/x": "1", "a/b/y": "2", "z/only": "3"}, tmp_path)
    assert write_files({"a/b/y": "2", "new": "4"}, tmp_path) == 3
    assert files(tmp_path) == {"a/b/y": "2", "new": "4"}
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_dir()) == [
        "a",
        "b",
    ]


def test_the_folder_itself_stays_when_nothing_is_left_in_it(tmp_path):
    out = tmp_path / "out"
    write_files({"a/x": "1"}, out)
    assert write_files({}, out) == 1
    assert [path.name for path in out.rglob("*")] == [MARKER]


def test_what_somebody_else_has_removed_already_is_no_harm(tmp_path):
    write_files({"a/x": "1", "y": "2"}, tmp_path)
    (tmp_path / "a" / "x").unlink()
    (tmp_path / "a").rmdir()
    write_files({"y": "2"}, tmp_path)
    assert files(tmp_path) == {"y": "2"}


def test_the_list_of_ours_names_what_is_there_and_nothing_else(tmp_path):
    write_files({"b": "1", "a": "2", "gone": "3"}, tmp_path)
    write_files({"b": "1", "a": "2"}, tmp_path)
    head, *names = (tmp_path / MARKER).read_text().splitlines()
    assert "causebook" in head
    assert names == ["a", "b"]


@pytest.mark.parametrize(
    "name", ["draft.md", "a/draft.md", "a/.hidden", "deep/a/.causebook"]
)
def test_a_folder_that_holds_anything_else_is_refused_before_anything_is_written(
    tmp_path, name
):
    write_files({"a/x": "1"}, tmp_path)
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("mine")
    before = files(tmp_path), (tmp_path / MARKER).read_text()
    with pytest.raises(
        Refused, match=f"{name} is not ours and would be published; move it away"
    ):
        write_files({"new": "2"}, tmp_path)
    assert (files(tmp_path), (tmp_path / MARKER).read_text()) == before


def test_the_file_that_keeps_an_empty_folder_in_git_may_stay(tmp_path):
    (tmp_path / ".gitkeep").touch()
    write_files({"a": "1"}, tmp_path)
    write_files({}, tmp_path)
    assert files(tmp_path) == {".gitkeep": ""}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "mine.md\n",
        "Written by somebody else; what is listed here is mine.\nmine.md\n",
    ],
)
def test_a_list_that_we_did_not_write_makes_nothing_ours(tmp_path, text):
    (tmp_path / MARKER).write_text(text)
    (tmp_path / "mine.md").write_text("mine")
    with pytest.raises(Refused, match=r"mine\.md is not ours"):
        write_files({}, tmp_path)
    assert files(tmp_path) == {"mine.md": "mine"}


def test_a_list_that_is_a_link_makes_nothing_ours(tmp_path):
    write_files({"mine.md": "1"}, tmp_path / "one")
    (tmp_path / "two").mkdir()
    (tmp_path / "two" / MARKER).symlink_to(tmp_path / "one" / MARKER)
    (tmp_path / "two" / "mine.md").write_text("mine")
    with pytest.raises(Refused):
        write_files({}, tmp_path / "two")
    assert files(tmp_path / "two") == {"mine.md": "mine"}


@pytest.mark.parametrize("where", ["", "a", "a/linked.md", "linked", "aa"])
def test_a_link_at_or_below_the_folder_is_refused_and_named(tmp_path, where):
    out, precious = tmp_path / "out", tmp_path / "precious"
    precious.mkdir()
    (precious / "x").write_text("precious")
    if where:
        write_files({"b/x": "1"}, out)
        (out / where).parent.mkdir(exist_ok=True)
    (out / where).symlink_to(precious)
    with pytest.raises(Refused, match=f"{out / where} is a symbolic link"):
        write_files({"a/x": "1", "y": "2"}, out)
    assert files(precious) == {"x": "precious"}


@pytest.mark.parametrize(
    "name", ["../precious", "a/../../precious", "/etc/causebook-test-precious"]
)
def test_a_list_that_names_what_lies_outside_removes_nothing_there(tmp_path, name):
    out, precious = tmp_path / "out", tmp_path / "precious"
    precious.write_text("precious")
    write_files({"a": "1"}, out)
    listed = name if name.startswith("..") or "a/" in name else str(precious)
    with (out / MARKER).open("a") as marker:
        marker.write(f"{listed}\n")
    write_files({}, out)
    assert precious.read_text() == "precious"
    assert files(out) == {}


@pytest.mark.parametrize("survived", range(8))
def test_a_run_that_was_killed_anywhere_is_mended_by_the_next(
    tmp_path, monkeypatch, survived
):
    """What it had written is known to be ours, so the next run neither refuses nor forgets it."""
    write_files({"old/a": "1", "old/b": "2", "kept": "3"}, tmp_path)
    with monkeypatch.context() as patched:
        killed_after(patched, survived, (Path, "write_bytes"), (os, "unlink"))
        try:
            write_files({"new/x": "1", "new/y": "2", "kept": "4"}, tmp_path)
        except Killed:
            assert survived < 5
        else:
            assert survived >= 5
    write_files({"last": "1"}, tmp_path)
    assert files(tmp_path) == {"last": "1"}
