"""What may not be replaced, written into or followed is refused by name; each rule by itself."""

import os
import re
import socket
from pathlib import Path

import pytest
from causebook.site.marker import (
    BEING_BUILT,
    SITE_MARKER,
    mark,
    require_target,
    state,
)
from causebook.site.ownership import (
    Refused,
    opened,
    require_outside,
    require_plain,
    require_real,
    walk,
)
from causebook.site.write import write_files


def refused(words: str, call, *args) -> None:
    """The call is refused with these words."""
    with pytest.raises(Refused, match=re.escape(words)):
        call(*args)


def site(folder: Path, says: str) -> Path:
    """A site with one page whose marker says this."""
    mark(folder, says)
    (folder / "index.html").write_text("x")
    return folder


# Targets


def test_a_target_may_be_new_or_empty_or_our_site_for_the_same_audience(tmp_path):
    require_target(tmp_path / "new", tmp_path, "public")
    (tmp_path / "empty").mkdir()
    require_target(tmp_path / "empty", tmp_path, "public")
    for says in ("public", BEING_BUILT):
        require_target(
            site(tmp_path / says.replace(" ", "-"), says), tmp_path, "public"
        )


def test_a_site_whose_marker_an_older_version_wrote_may_be_replaced(tmp_path):
    folder = site(tmp_path / "site", "public")
    for text in (b"written by hand\n", b"\xff"):
        (folder / SITE_MARKER).write_bytes(text)
        assert state(folder) == ""
    require_target(folder, tmp_path, "public")


@pytest.mark.parametrize(
    ("holds", "wanted"), [("public", "internal"), ("internal", "public")]
)
def test_the_site_of_another_audience_is_no_target(tmp_path, holds, wanted):
    folder = site(tmp_path / "site", holds)
    refused(
        f"{folder} holds the site for the audience “{holds}”; name another",
        require_target,
        folder,
        tmp_path,
        wanted,
    )


def test_a_file_a_link_and_a_folder_of_somebody_else_are_no_targets(tmp_path):
    (tmp_path / "file").write_text("mine")
    refused(
        f"{tmp_path / 'file'} is not a folder; move it away",
        require_target,
        tmp_path / "file",
        tmp_path,
        "public",
    )
    (tmp_path / "link").symlink_to(site(tmp_path / "site", "public"))
    refused(
        f"{tmp_path / 'link'} is a symbolic link",
        require_target,
        tmp_path / "link",
        tmp_path,
        "public",
    )
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "file").write_text("mine")
    refused(
        "was not built by causebook",
        require_target,
        tmp_path / "mine",
        tmp_path,
        "public",
    )


def test_our_site_with_a_link_in_it_is_no_target(tmp_path):
    folder = site(tmp_path / "site", "public")
    (folder / "deep").mkdir()
    (folder / "deep" / "link").symlink_to("/etc/passwd")
    refused(
        f"{folder / 'deep' / 'link'} is a symbolic link",
        require_target,
        folder,
        tmp_path,
        "public",
    )


def test_a_target_behind_a_link_is_refused_as_far_up_as_the_project_and_no_farther(
    tmp_path,
):
    (tmp_path / "real" / "site").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    target = tmp_path / "link" / "site"
    refused(
        f"{tmp_path / 'link'} is a symbolic link",
        require_target,
        target,
        tmp_path,
        "public",
    )
    require_target(target, tmp_path / "link", "public")


# Markers


def test_a_marker_says_for_whom_a_site_is_and_only_a_file_is_a_marker(tmp_path):
    assert state(site(tmp_path / "site", "public")) == "public"
    assert state(site(tmp_path / "site", "für alle")) == "für alle"
    for n, make in enumerate(
        [
            lambda _: None,
            Path.mkdir,
            os.mkfifo,
            lambda path: path.symlink_to(tmp_path / "site" / SITE_MARKER),
        ]
    ):
        (tmp_path / str(n)).mkdir()
        make(tmp_path / str(n) / SITE_MARKER)
        assert state(tmp_path / str(n)) is None


def test_a_site_that_is_being_built_says_so_and_is_for_no_audience():
    assert BEING_BUILT == "being built"
    assert BEING_BUILT not in {"", "public", "internal"}


def test_a_marker_is_never_written_through_a_link(tmp_path):
    (tmp_path / "precious").write_text("precious")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / SITE_MARKER).symlink_to(tmp_path / "precious")
    with pytest.raises(OSError, match=r".+"):
        mark(tmp_path / "site", "public")
    assert (tmp_path / "precious").read_text() == "precious"


@pytest.mark.parametrize("kind", ["link", "pipe"])
def test_what_takes_the_place_of_a_marker_as_it_is_opened_is_neither_followed_nor_waited_for(
    tmp_path, monkeypatch, kind
):
    folder = site(tmp_path / "site", "public")
    marker, real = folder / SITE_MARKER, os.open

    def exchanging(path, *rest, **more):
        if path == SITE_MARKER:
            marker.rename(tmp_path / "marker")
            marker.symlink_to(tmp_path / "marker") if kind == "link" else os.mkfifo(
                marker
            )
        return real(path, *rest, **more)

    monkeypatch.setattr(os, "open", exchanging)
    assert state(folder) is None


def test_a_marker_may_be_read_by_all_and_written_by_its_owner(tmp_path):
    before = os.umask(0)
    try:
        mark(tmp_path / "site", "public")
    finally:
        os.umask(before)
    assert (tmp_path / "site" / SITE_MARKER).stat().st_mode & 0o777 == 0o644


# Folders and what is in them


def test_a_folder_that_is_a_link_cannot_be_held_open(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path)
    for path in (tmp_path / "link", tmp_path / "nothing"):
        with pytest.raises(OSError, match=r".+"), opened(path):
            raise AssertionError(path)
    count = len(list(Path("/proc/self/fd").iterdir()))
    with opened(tmp_path):
        assert len(list(Path("/proc/self/fd").iterdir())) == count + 1
    assert len(list(Path("/proc/self/fd").iterdir())) == count


def test_everything_below_a_folder_is_walked_in_order_and_links_are_not_followed(
    tmp_path,
):
    for name in ("b/x", "a/deep/y", "a/z", "c"):
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).touch()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "secret").touch()
    (tmp_path / "in" / "link").symlink_to(tmp_path / "out")
    names = [
        Path(entry.path).relative_to(tmp_path / "in").as_posix()
        for entry in walk(tmp_path / "in")
    ]
    assert sorted(names) == [
        "a",
        "a/deep",
        "a/deep/y",
        "a/z",
        "b",
        "b/x",
        "c",
        "link",
    ]
    assert names[:4] == ["a", "b", "c", "link"]


@pytest.mark.parametrize("kind", ["link", "pipe", "socket"])
def test_links_pipes_and_sockets_are_refused_wherever_they_lie(
    tmp_path, kind, monkeypatch
):
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "file").touch()
    require_plain(tmp_path)
    odd = tmp_path / "a" / "b" / "odd"
    monkeypatch.chdir(odd.parent)  # the name of a socket must be short
    with socket.socket(socket.AF_UNIX) as made:
        {
            "link": lambda: odd.symlink_to(tmp_path / "a"),
            "pipe": lambda: os.mkfifo(odd),
            "socket": lambda: made.bind("odd"),
        }[kind]()
        words = (
            "is a symbolic link; remove it"
            if kind == "link"
            else "is neither a file nor a folder; remove it"
        )
        refused(f"{odd} {words}", require_plain, tmp_path)


def test_a_path_is_real_when_nothing_between_is_a_link_or_a_file(tmp_path):
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to(tmp_path / "a")
    (tmp_path / "a" / "dangling").symlink_to(tmp_path / "nowhere")
    for name in ("a", "a/b", "a/b/new/deep", "file", ""):
        require_real(tmp_path / name, tmp_path)
    refused(
        f"{tmp_path / 'link'} is a symbolic link; remove it",
        require_real,
        tmp_path / "link" / "b",
        tmp_path,
    )
    refused(
        f"{tmp_path / 'a/dangling'} is a symbolic link",
        require_real,
        tmp_path / "a" / "dangling",
        tmp_path,
    )
    refused(
        f"{tmp_path / 'file'} is not a folder; move it away",
        require_real,
        tmp_path / "file" / "x",
        tmp_path,
    )
    require_real(tmp_path / "link" / "b", tmp_path / "link")
    refused(
        "is a symbolic link", require_real, tmp_path / "link", tmp_path / "elsewhere"
    )


def test_a_folder_to_write_lies_neither_in_nor_around_the_sources(tmp_path):
    project = tmp_path / "project"
    for name in ("causes/x", "content", "build/public/docs", "site"):
        (project / name).mkdir(parents=True)
    for out in (
        project / "site",
        project / "build" / "site",
        tmp_path / "elsewhere",
        project / "causes-of-mine",
    ):
        require_outside(out, project)
    refused("is the root of the disk", require_outside, Path("/"), project)
    for out in (project, tmp_path):
        refused(f"{out} holds the project itself", require_outside, out, project)
    for out, source in [
        ("causes", "causes"),
        ("causes/x", "causes"),
        ("content/y", "content"),
        ("build", "build/public/docs"),
        ("build/public/docs/z", "build/public/docs"),
    ]:
        refused(
            f"{project / out} is where the sources are ({source})",
            require_outside,
            project / out,
            project,
        )
    require_outside(project / "causes" / "x", project, ("content",))
    (project / "link").symlink_to(tmp_path)
    refused("is a symbolic link", require_outside, project / "link" / "new", project)
    (tmp_path / "round").symlink_to(tmp_path / "round")
    refused(
        "lies behind links that lead nowhere",
        require_outside,
        tmp_path / "round" / "new",
        project,
    )


# Docs folders


def test_a_docs_folder_behind_a_link_or_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    refused(
        f"{tmp_path / 'link'} is a symbolic link",
        write_files,
        {"a": "1"},
        tmp_path / "link" / "docs",
        tmp_path,
    )
    (tmp_path / "file").touch()
    refused(
        f"{tmp_path / 'file'} is not a folder",
        write_files,
        {"a": "1"},
        tmp_path / "file",
    )
    assert list((tmp_path / "real").iterdir()) == []
