"""What is not ours is never followed, emptied or published, whatever lies at the paths that we touch."""

import ast
import os
import random
import shutil
import socket
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import SimpleNamespace

import loaded
import pytest
from causebook import plugin
from causebook.model import Audience
from causebook.render import Rendered
from causebook.site import builder
from causebook.site.marker import SITE_MARKER, mark, remove, require_target, state
from causebook.site.ownership import Refused, require_outside
from causebook.site.renewal import Renewed
from causebook.site.stage import stages
from causebook.site.swap import recover, swap_in
from causebook.site.write import MARKER, write_files
from servers import nginx
from test_site import snapshot

PACKAGE = Path(__file__).parents[1] / "generator" / "causebook"


@pytest.fixture
def quick(monkeypatch):
    """`build_site` with a stand-in for MkDocs that writes the docs folder and one page, and finds nothing."""

    def mkdocs(edition, _checked, stage, *_):
        project = edition.project
        files = {"index.md": "# Home\n", "a/b.md": "# B\n"}
        write_files(files, project / "build/public/docs", project)
        mark(stage, "public")
        (stage / "index.html").write_text("home")
        return builder._Made("/", "", 1, Renewed())

    monkeypatch.setattr(builder, "_mkdocs", mkdocs)
    monkeypatch.setattr(builder, "verify", lambda *_: [])

    def build(project, audience="public"):
        config = project / "mkdocs.yml"
        if not config.exists():
            config.write_text("docs_dir: build/public/docs\n")
        edition = SimpleNamespace(project=project, audience=Audience(audience))
        checked, out = SimpleNamespace(made_from=""), project / "site/public"
        builder.build_site(edition, checked, out, lambda *_: None)

    return build


@pytest.fixture
def plain():
    """What the plugin does before plain MkDocs empties the site's folder."""

    def build(project, audience="public"):
        config = SimpleNamespace(
            site_dir=str(project / "site/public"),
            docs_dir=str(project / "build/public/docs"),
        )
        plugin._write(
            Rendered({"index.md": "# Home\n", "a/b.md": "# B\n"}),
            project,
            config,
            audience,
        )

    return build


def everything(folder: Path) -> dict[str, object]:
    """Every thing below a folder: its kind, its mode and what it holds, links not followed."""
    found = {}
    for path in sorted(folder.rglob("*")):
        info = path.lstat()
        held = (
            path.readlink()
            if path.is_symlink()
            else path.read_bytes()
            if path.is_file()
            else None
        )
        found[path.relative_to(folder).as_posix()] = (
            info.st_mode,
            info.st_mtime_ns,
            held,
        )
    return found


def canary(folder: Path) -> Path:
    """A folder with things that must stay."""
    (folder / "deep").mkdir(parents=True)
    (folder / "precious").write_text("mine")
    (folder / "deep" / "index.html").write_text("mine too")
    return folder


def touched(project: Path) -> list[Path]:
    """Every path that a build of `site/public` writes, replaces, deletes or looks into."""
    site = project / "site"
    first, beside = stages(project, site / "public", "public")
    docs = project / "build/public/docs"
    return [
        site,
        site / "public",
        site / "public" / SITE_MARKER,
        site / "public/a",
        site / "public/a/b",
        first,
        beside,
        first / SITE_MARKER,
        site / ".public.lock",
        site / ".public.old",
        site / ".public.old" / SITE_MARKER,
        project / "build",
        project / "build/public",
        docs,
        docs / MARKER,
        docs / "index.md",
        docs / "a",
        docs / "a/b.md",
    ]


def _link(path: Path, outside: Path) -> None:
    path.symlink_to(outside)


def _link_to_file(path: Path, outside: Path) -> None:
    path.symlink_to(outside / "precious")


def _dangling(path: Path, outside: Path) -> None:
    path.symlink_to(outside / "nothing-here")


def _looped(path: Path, _outside: Path) -> None:
    path.symlink_to(path)


def _pipe(path: Path, _outside: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path, _outside: Path) -> None:
    here = os.open(path.parent, os.O_RDONLY)  # the names of sockets are short
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(f"/proc/self/fd/{here}/{path.name}")
    os.close(here)


LINKS = [_link, _link_to_file, _dangling, _looped]


def _clear(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    elif path.is_symlink() or path.exists():
        path.unlink()


def place(kind, path: Path, outside: Path) -> None:
    """Put a thing at a path, in the place of what is there."""
    _clear(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    kind(path, outside)


@pytest.mark.parametrize("face", ["quick", "plain"])
@pytest.mark.parametrize(
    "kind", [*LINKS, _pipe, _socket], ids=lambda kind: kind.__name__.strip("_")
)
def test_a_link_or_pipe_at_any_path_that_we_touch_is_refused_before_anything_is_touched(
    kind, face, request, tmp_path
):
    build = request.getfixturevalue(face)
    outside = canary(tmp_path / "outside")
    for number in range(len(touched(tmp_path))):
        project = tmp_path / f"book{number}"
        project.mkdir()
        path = touched(project)[number]
        name = path.relative_to(project).as_posix()
        if face == "plain" and any(
            word in name for word in (".stage", ".lock", ".old")
        ):
            continue  # plain MkDocs has none of these
        build(project)
        if path.name == SITE_MARKER and path.parent.name.startswith("."):
            canary(path.parent)  # without its marker it is not ours
        place(kind, path, outside)
        before = everything(tmp_path)
        with pytest.raises(Refused) as refused:
            build(project)
        assert str(project) in str(refused.value)
        assert everything(tmp_path) == before, name


def test_random_things_at_random_places_never_harm_what_lies_outside(
    quick, plain, tmp_path
):
    chance = random.Random(9)
    outside = canary(tmp_path / "outside")
    before = everything(outside)
    kinds = [
        *LINKS,
        _pipe,
        lambda path, _: canary(path),
        lambda path, _: path.write_text("mine"),
        lambda path, _: path.mkdir(),
    ]
    refused = 0
    for number in range(150):
        project = tmp_path / f"book{number}"
        project.mkdir()
        if chance.random() < 0.6:
            quick(project)
        for path in chance.sample(touched(project), chance.randint(1, 3)):
            if any(folder.is_symlink() for folder in path.parents):
                continue  # it would be put outside
            try:
                place(chance.choice(kinds), path, outside)
            except OSError:
                continue  # another thing is in the way
        foreign = _foreign(project)
        links = [path for path in project.rglob("*") if path.is_symlink()]
        try:
            chance.choice([quick, plain])(project)
        except (Refused, OSError):
            refused += 1
        assert everything(outside) == before
        assert all(path.is_symlink() for path in links)
        assert {
            path: path.read_bytes() for path in foreign if path.exists()
        } == foreign
    assert refused > 75


def _foreign(project: Path) -> dict[Path, bytes]:
    """What somebody else has put there: not in a folder with our marker, nor in the place of a file of ours."""
    ours = {"index.md", "b.md", MARKER, SITE_MARKER, ".public.lock"}
    return {
        path: b"mine"
        for path in project.rglob("*")
        if path.is_file()
        and not path.is_symlink()
        and path.name not in ours
        and path.read_bytes() == b"mine"
        and not any(
            (folder / SITE_MARKER).is_file()
            and not (folder / SITE_MARKER).is_symlink()
            for folder in path.parents
        )
    }


def test_a_folder_without_our_marker_is_neither_replaced_nor_deleted(tmp_path):
    foreign = canary(tmp_path / "foreign")
    before = everything(foreign)
    stage = tmp_path / "stage"
    mark(stage, "public")
    for attempt in (
        lambda: remove(foreign),
        lambda: swap_in(stage, foreign, "public"),
        lambda: require_target(foreign, tmp_path, "public"),
    ):
        with pytest.raises(Refused, match="was not built by causebook"):
            attempt()
    foreign.rename(tmp_path / ".site.old")
    with pytest.raises(Refused, match="was not built by causebook"):
        recover(tmp_path / "site", "public")
    assert everything(tmp_path / ".site.old") == before


def test_a_marker_that_is_a_link_or_a_folder_is_no_marker(tmp_path):
    real = tmp_path / "marker"
    real.write_text("Built by causebook (public)\n")
    for name, make in (
        ("link", lambda path: path.symlink_to(real)),
        ("folder", Path.mkdir),
        ("pipe", os.mkfifo),
        ("socket", lambda path: _socket(path, real)),
    ):
        folder = canary(tmp_path / name)
        make(folder / SITE_MARKER)
        assert state(folder) is None
        with pytest.raises(Refused):
            remove(folder)


def test_a_deletion_stops_at_links_and_ends_with_the_marker(tmp_path, monkeypatch):
    outside = canary(tmp_path / "outside")
    site = tmp_path / "site"
    mark(site, "public")
    (site / "deep").mkdir()
    for path in (site / "link", site / "deep" / "link"):
        path.symlink_to(outside)
    order = []
    real = os.unlink
    monkeypatch.setattr(
        os,
        "unlink",
        lambda name, **more: (order.append(str(name)), real(name, **more))[1],
    )
    before = everything(outside)
    remove(site)
    assert everything(outside) == before
    assert not site.exists()
    assert order[-1] == SITE_MARKER


def test_a_list_of_ours_names_nothing_outside_the_docs_folder(tmp_path):
    outside = canary(tmp_path / "outside")
    docs = tmp_path / "docs"
    write_files({"index.md": "x"}, docs)
    listed = (docs / MARKER).read_text()
    (docs / MARKER).write_text(f"{listed}../outside/precious\n{outside}/precious\n")
    write_files({"index.md": "y"}, docs)
    assert sorted(everything(outside)) == ["deep", "deep/index.html", "precious"]


def test_the_site_of_another_audience_is_never_replaced(quick, plain, tmp_path):
    quick(tmp_path)
    mark(tmp_path / "site/public", "internal")
    before = everything(tmp_path / "site")
    for build in (quick, plain):
        with pytest.raises(
            Refused, match="holds the site for the audience “internal”"
        ):
            build(tmp_path)
    assert {
        name: what
        for name, what in everything(tmp_path / "site").items()
        if name in before
    } == before


def test_a_refused_target_leaves_nothing_beside_it(quick, tmp_path):
    canary(tmp_path / "site" / "public")
    with pytest.raises(Refused):
        quick(tmp_path)
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["public"]
    assert not (tmp_path / "build").exists()


def test_a_target_in_around_or_above_the_sources_is_refused(tmp_path):
    for name in (
        "/",
        ".",
        "..",
        "causes",
        "causes/deep/er",
        "content",
        "build",
        "build/public",
        "build/public/docs",
        "build/internal/docs/x",
        "site_overrides",
    ):
        with pytest.raises(Refused):
            require_outside(Path(os.path.abspath(tmp_path / name)), tmp_path)  # noqa: PTH100
    (tmp_path / "alias").symlink_to(tmp_path)
    with pytest.raises(Refused):
        require_outside(tmp_path / "alias" / "causes", tmp_path)
    require_outside(tmp_path / "site" / "public", tmp_path)


def test_everything_is_deleted_by_one_function():
    words = {"unlink", "rmtree", "rmdir", "remove", "removedirs", "replace_folder"}
    found = set()
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in words
            ):
                found.add((path.name, ast.unparse(node.func)))
    assert found == {
        ("ownership.py", "shutil.rmtree"),
        ("ownership.py", "os.unlink"),
        ("marker.py", "folder.rmdir"),
        ("write.py", "folder.rmdir"),  # an empty folder can lose nothing
        ("compiled.py", "new.unlink"),  # its own new file, named after its process
    }


FACES = {
    "causebook": ["causebook", "build"],
    "mkdocs": ["mkdocs", "build"],
    "mkdocs --dirty": ["mkdocs", "build", "--dirty"],
}


@pytest.mark.parametrize("face", FACES)
def test_each_face_refuses_a_foreign_a_linked_and_another_audiences_folder(
    face, book, tmp_path
):
    outside = canary(tmp_path / "outside")
    before = everything(outside)
    site = book / "site" / "public"

    def attempt(said: str) -> None:
        done = loaded.run(*FACES[face], cwd=book)
        assert done.returncode == (3 if face == "causebook" else 1), done.stderr
        assert said in done.stderr
        assert "Traceback" not in done.stderr

    site.parent.mkdir()
    site.symlink_to(outside)
    attempt("is a symbolic link; remove it")
    site.unlink()
    canary(site)
    attempt("was not built by causebook")
    mark(site, "internal")
    attempt("holds the site for the audience “internal”")
    (site / SITE_MARKER).unlink()
    assert snapshot(site) == snapshot(outside)
    assert everything(outside) == before


class _ForOthers(nginx.Nginx):
    """nginx as it is installed: its workers run as a user of their own."""

    def __init__(self, folder, root):
        super().__init__(folder, "autoindex on;")
        conf = folder / "nginx.conf"
        text = (
            conf.read_text()
            .replace("master_process off;", "user nobody nogroup;")
            .replace(f"root {folder};", f"root {root};")
        )
        conf.write_text(text)


@pytest.mark.skipif(
    nginx.PROGRAM is None or os.geteuid() != 0,
    reason="needs nginx, and root to run it as another user",
)
def test_no_server_sends_a_byte_of_a_stage_whenever_a_build_is_killed(
    run, killed, built_once, tmp_path, open_to_all
):
    book = Path(shutil.copytree(built_once, open_to_all / "book"))
    seen, sent, stop = set(), [], threading.Event()
    with _ForOthers(tmp_path / "server", book) as server:
        assert _status(f"{server.url}/site/public/index.html") == 200, server.logged()
        watcher = threading.Thread(
            target=_ask, args=(book, server.url, seen, sent, stop)
        )
        watcher.start()
        # the stage fills from “pages” on
        for phase, seconds in (
            ("pages", 0.1),
            ("pages", 0.6),
            ("verify", 0),
        ):
            killed(book, phase, seconds)
            time.sleep(0.1)
        stop.set()
        watcher.join()
    assert seen, "no stage was there to be asked for"
    assert sent == []
    assert [
        path.name for path in (book / "site").iterdir() if "stage" in path.name
    ] == []
    assert run("build", cwd=book).returncode == 0
    assert (book / "site/public").stat().st_mode & 0o777 == 0o755
    left = [path.name for path in (book / "build/public").iterdir()]
    assert [name for name in left if not name.startswith(".kept-")] == ["docs"]


def _ask(
    book: Path, url: str, seen: set[str], sent: list[str], stop: threading.Event
) -> None:
    """Ask the server for the stage and what is in it, while builds run and between them."""
    while not stop.is_set():
        for stage in [*book.glob("build/*/.stage-*"), *book.glob("site/.*.stage")]:
            name = stage.relative_to(book).as_posix()
            for path in (
                f"{name}/",
                f"{name}/{SITE_MARKER}",
                f"{name}/site/index.html",
                f"{name}/site/search/search_index.json",
            ):
                seen.add(path)
                if _status(f"{url}/{path}") == 200:
                    sent.append(path)
        time.sleep(0.05)


def _status(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=20) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def test_a_stage_on_another_file_system_lies_beside_the_target_for_its_owner_alone(
    tmp_path, monkeypatch
):
    from causebook.site import stage

    monkeypatch.setattr(
        Path,
        "rename",
        lambda *_: (_ for _ in ()).throw(OSError(18, "Invalid cross-device link")),
    )
    out = tmp_path / "www" / "help"
    out.parent.mkdir()
    with stage.staged(tmp_path / "book", out, "public") as place:
        assert place.parent == out.with_name(".help.stage")
        assert place.parent.stat().st_mode & 0o777 == 0o700
    assert list(out.parent.iterdir()) == []


def test_an_audience_that_is_checked_is_the_audience_that_is_built(book, run):
    config = book / "mkdocs.yml"
    config.write_text(
        config.read_text().replace(
            "    audience: public", "    audience: internal", 1
        )
    )
    line = config.read_text().split("\n").index("    audience: internal") + 1
    for words in (["build"], ["check"]):
        done = run(*words, cwd=book)
        assert done.returncode == 1
        assert (
            f"mkdocs.yml:{line}:5: M002 is for the audience “internal”" in done.stdout
        )
        assert "1 finding" in done.stderr
    assert not (book / "site" / "public").exists()


def test_without_its_build_folder_a_book_builds_as_before(book, run):
    shutil.rmtree(book / "build")
    assert run("check", cwd=book).returncode == 0
    assert not (book / "build").exists()
    assert run("build", cwd=book).returncode == 0
    assert (book / "build/public/docs/.gitkeep").exists()
