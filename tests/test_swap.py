"""Two folders change places; only what has our marker is deleted, whenever the process dies."""

import os
from contextlib import suppress
from pathlib import Path

import pytest
from causebook.site import swap
from causebook.site.marker import SITE_MARKER, mark, remove
from causebook.site.ownership import Refused
from dying import Killed, killed_after


def put(stage: Path, target: Path) -> None:
    """Swap the stage in."""
    swap.swap_in(stage, target, "public")


def recover(target: Path) -> None:
    """Mend what a killed swap left."""
    swap.recover(target, "public")


def site(folder: Path, text: str) -> Path:
    """A site of ours: two pages, one deep, and the marker."""
    mark(folder, "public")
    (folder / "index.html").write_text(text)
    (folder / "deep" / "er").mkdir(parents=True)
    (folder / "deep" / "er" / "page.html").write_text(text)
    return folder


def shown(folder: Path) -> str | None:
    """What a site says: on both of its pages the same."""
    if not (folder / "index.html").exists():
        return None
    assert (folder / SITE_MARKER).is_file()
    [text] = {
        path.read_text()
        for path in (folder / "index.html", folder / "deep" / "er" / "page.html")
    }
    return text


@pytest.fixture(params=["the kernel exchanges", "two renames"])
def where(request, tmp_path, monkeypatch):
    """A folder for sites, with and without a kernel that exchanges two folders in one step."""
    if request.param == "two renames":
        monkeypatch.setattr(swap, "_exchanged", lambda *_: False)
    return tmp_path


# Which folders are ours


def test_a_marked_folder_is_removed_with_all_that_is_in_it(tmp_path):
    remove(site(tmp_path / "site", "x"))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_needs_no_removing(tmp_path):
    remove(tmp_path / "nothing")
    assert list(tmp_path.iterdir()) == []


def test_a_mark_makes_the_folder_says_for_whom_it_is_and_can_be_set_anew(tmp_path):
    folder = tmp_path / "a" / "b"
    mark(folder, "being built")
    assert "being built" in (folder / SITE_MARKER).read_text()
    mark(folder, "internal")
    text = (folder / SITE_MARKER).read_text()
    assert "internal" in text
    assert "being built" not in text
    assert "causebook" in text


@pytest.mark.parametrize(
    "held",
    [{}, {"file": "mine"}, {"deep/er/file": "mine"}, {f"deep/{SITE_MARKER}": "x"}],
)
def test_a_folder_without_the_marker_is_never_removed(tmp_path, held):
    folder = tmp_path / "precious"
    folder.mkdir()
    for name, text in held.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    with pytest.raises(
        Refused,
        match=f"{folder} was not built by causebook; move it away or delete it yourself",
    ):
        remove(folder)
    assert folder.is_dir()
    assert {name: (folder / name).read_text() for name in held} == held


def test_a_folder_named_like_the_marker_does_not_make_a_folder_ours(tmp_path):
    folder = tmp_path / "precious"
    (folder / SITE_MARKER).mkdir(parents=True)
    with pytest.raises(Refused):
        remove(folder)
    assert (folder / SITE_MARKER).is_dir()


def test_a_link_is_not_followed_where_the_folder_should_be_nor_inside_it(tmp_path):
    precious = site(tmp_path / "precious", "precious")
    (tmp_path / "link").symlink_to(precious)
    remove(tmp_path / "link")
    assert shown(precious) == "precious"
    folder = site(tmp_path / "site", "x")
    (folder / "to-folder").symlink_to(precious)
    (folder / "deep" / "to-file").symlink_to(precious / "index.html")
    remove(folder)
    assert not folder.exists()
    assert shown(precious) == "precious"


@pytest.mark.parametrize("survived", range(8))
def test_a_removal_that_was_killed_leaves_a_folder_that_is_still_ours(
    tmp_path, monkeypatch, survived
):
    folder = site(tmp_path / "site", "x")
    (folder / "zzz").write_text("sorts behind everything else")
    with monkeypatch.context() as patched:
        killed_after(patched, survived, (os, "unlink"), (os, "rmdir"))
        try:
            remove(folder)
        except Killed:
            assert (folder / SITE_MARKER).is_file() or list(folder.iterdir()) == []
        else:
            assert not folder.exists()
            assert survived >= 6


# The swap


def test_a_first_site_takes_its_place(where):
    put(site(where / "stage", "new"), where / "site")
    assert shown(where / "site") == "new"
    assert [path.name for path in where.iterdir()] == ["site"]


def test_a_new_site_takes_the_place_of_the_old_one_which_is_deleted(where):
    site(where / "site", "old")
    put(site(where / "stage", "new"), where / "site")
    assert shown(where / "site") == "new"
    assert [path.name for path in where.iterdir()] == ["site"]


def test_an_empty_folder_may_be_replaced(where):
    (where / "site").mkdir()
    put(site(where / "stage", "new"), where / "site")
    assert shown(where / "site") == "new"
    assert [path.name for path in where.iterdir()] == ["site"]


def test_a_folder_that_is_not_ours_is_not_replaced(where):
    (where / "site").mkdir()
    (where / "site" / "file").write_text("mine")
    with pytest.raises(Refused):
        put(site(where / "stage", "new"), where / "site")
    assert [path.read_text() for path in (where / "site").iterdir()] == ["mine"]
    assert shown(where / "stage") == "new"


@pytest.mark.parametrize("survived", range(12))
def test_a_swap_that_was_killed_anywhere_leaves_a_whole_site_after_the_next_start(
    where, monkeypatch, survived
):
    target = site(where / "site", "old")
    stage = site(where / "stage", "new")
    with monkeypatch.context() as patched:
        killed_after(patched, survived, (os, "rename"), (os, "unlink"), (os, "rmdir"))
        with suppress(Killed):
            put(stage, target)
    recover(target)
    assert shown(target) in ("old", "new")


def test_recovering_puts_the_old_site_back_only_where_there_is_none(tmp_path):
    site(tmp_path / ".site.old", "old")
    recover(tmp_path / "site")
    assert shown(tmp_path / "site") == "old"
    site(tmp_path / ".site.old", "older")
    recover(tmp_path / "site")
    assert shown(tmp_path / "site") == "old"


def test_what_is_left_of_the_old_site_beside_the_new_one_is_deleted(tmp_path):
    site(tmp_path / ".site.old", "old")
    site(tmp_path / "site", "new")
    recover(tmp_path / "site")
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert shown(tmp_path / "site") == "new"


@pytest.mark.parametrize("has_site", [True, False])
def test_nothing_is_recovered_from_a_folder_that_is_not_ours(tmp_path, has_site):
    old = tmp_path / ".site.old"
    old.mkdir()
    (old / "file").write_text("mine")
    if has_site:
        site(tmp_path / "site", "new")
    with pytest.raises(Refused):
        recover(tmp_path / "site")
    assert [path.read_text() for path in old.iterdir()] == ["mine"]
    assert (tmp_path / "site").exists() == has_site


def test_there_may_be_nothing_to_recover(tmp_path):
    recover(tmp_path / "site")
    assert list(tmp_path.iterdir()) == []


def test_where_the_kernel_cannot_exchange_the_swap_goes_by_two_renames(
    tmp_path, monkeypatch
):
    class Without:
        def __init__(self, *_, **__):
            pass

    monkeypatch.setattr(swap.ctypes, "CDLL", Without)
    site(tmp_path / "site", "old")
    put(site(tmp_path / "stage", "new"), tmp_path / "site")
    assert shown(tmp_path / "site") == "new"


def test_linux_exchanges_two_folders_in_one_step(tmp_path, monkeypatch):
    """So that there is no moment without a site: no rename may be called at all."""
    if not hasattr(swap.ctypes.CDLL(None), "renameat2"):
        pytest.skip("this C library has no renameat2")
    site(tmp_path / "site", "old")
    stage = site(tmp_path / "stage", "new")
    killed_after(monkeypatch, 0, (os, "rename"))
    put(stage, tmp_path / "site")
    assert shown(tmp_path / "site") == "new"


def test_paths_may_be_relative(where, monkeypatch):
    monkeypatch.chdir(where)
    site(Path("site"), "old")
    put(site(Path("stage"), "new"), Path("site"))
    assert shown(where / "site") == "new"


def test_relative_paths_are_exchanged_in_one_step_too(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    site(Path("site"), "old")
    stage = site(Path("stage"), "new")
    killed_after(monkeypatch, 0, (os, "rename"))
    put(stage, Path("site"))
    assert shown(tmp_path / "site") == "new"


def test_an_exchange_that_the_kernel_refuses_is_noticed(tmp_path):
    site(tmp_path / "one", "one")
    assert not swap._exchanged(tmp_path / "one", tmp_path / "nowhere")
    assert shown(tmp_path / "one") == "one"
