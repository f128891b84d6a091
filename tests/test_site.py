"""The builder never breaks the live site: kill it, lock it, fill its folder, break its links."""

import os
import shutil
import subprocess
from pathlib import Path

import loaded
import pytest


def snapshot(site: Path) -> dict[str, bytes]:
    """Every file of a site that tells one build from another."""
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file() and not path.name.startswith("sitemap")
    }


def rename(book: Path, word: str) -> None:
    """Edit the book so that a new build differs from the old one."""
    file = book / "causes" / "does-not-print" / "out-of-paper.yml"
    file.write_text(
        f"title: The tray is {word}\n"
        + "".join(
            line
            for line in file.read_text().splitlines(keepends=True)
            if not line.startswith("title:")
        )
    )


MOMENTS = [
    ("generate", 0),
    ("pages", 0),
    ("pages", 0.3),
    ("pages", 0.9),
    ("verify", 0),
    ("verify", 0.04),
    ("verify", 0.12),
]
"""What a build is about to do, and the seconds after that; the swap itself dies at each of its calls in test_swap."""


def test_a_killed_build_leaves_the_old_or_the_new_site_whole(built, run, killed):
    site = built / "site" / "public"
    old = snapshot(site)
    rename(built, "bare")
    assert run("build", "--out", "other/site", cwd=built).returncode == 0
    new = snapshot(built / "other" / "site")
    assert old != new
    for phase, seconds in MOMENTS:
        killed(built, phase, seconds)
        assert snapshot(site) in (old, new)
    assert run("build", cwd=built).returncode == 0
    assert snapshot(site) == new
    assert sorted(p.name for p in (built / "site").iterdir()) == [
        ".public.lock",
        "public",
    ]


def test_a_second_build_is_refused_while_one_runs(book, run):
    from filelock import FileLock

    (book / "site").mkdir()
    with FileLock(book / "site" / ".public.lock"):
        done = run("build", cwd=book)
    assert done.returncode == 3
    assert "another build" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_is_not_ours_is_never_touched(book, run):
    target = book / "precious"
    target.mkdir()
    (target / "file").write_text("mine")
    done = run("build", "--out", "precious", cwd=book)
    assert done.returncode == 3
    assert "was not built by causebook" in done.stderr
    assert snapshot(target) == {"file": b"mine"}


def test_a_link_as_target_is_refused(book, run, tmp_path):
    real = tmp_path / "real"
    real.mkdir()
    (book / "site").mkdir()
    (book / "site" / "public").symlink_to(real)
    done = run("build", cwd=book)
    assert done.returncode == 3
    assert list(real.iterdir()) == []


def test_a_draft_in_the_docs_folder_is_refused_not_published(book, run):
    draft = book / "build" / "public" / "docs" / "draft.md"
    draft.write_text("secret")
    done = run("build", cwd=book)
    assert done.returncode == 3
    assert "draft.md is not ours" in done.stderr
    assert draft.exists()


def test_a_broken_link_keeps_the_old_site(built, run):
    old = snapshot(built / "site" / "public")
    override = built / "site_overrides" / "main.html"
    link = '{% block footer %}<a href="#nowhere">no anchor</a>{% endblock %}'
    override.write_text(f"{override.read_text()}\n{link}\n")
    done = run("build", cwd=built)
    assert done.returncode == 1
    assert "V001 link “#nowhere” has no anchor “nowhere”" in done.stdout
    assert snapshot(built / "site" / "public") == old


@pytest.mark.skipif(
    os.geteuid() != 0, reason="a full disk needs the right to mount a small one"
)
def test_a_full_disk_is_one_line_and_leaves_the_old_site(built, run, tmp_path):
    small = tmp_path / "small"
    small.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", small],
        capture_output=True,
        check=False,
    ).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        shutil.copytree(built, small / "book")
        old = snapshot(small / "book" / "site" / "public")
        rename(small / "book", "bare")
        free = shutil.disk_usage(small).free
        (small / "filler").write_bytes(b"x" * (free - 300_000))
        done = run("build", cwd=small / "book")
        assert done.returncode == 3, done.stderr
        assert "No space left" in done.stderr
        assert "Traceback" not in done.stderr
        assert snapshot(small / "book" / "site" / "public") == old
    finally:
        subprocess.run(["umount", "-l", small], check=False)


def test_plain_mkdocs_build_works_for_both_audiences(book):
    for config in ("mkdocs.yml", "mkdocs.internal.yml"):
        done = loaded.run("mkdocs", "build", "-f", config, cwd=book)
        assert done.returncode == 0, done.stderr
    assert (
        "Resume the print queue"
        in (
            book / "site/public/does-not-print/fixes/resume-the-queue/index.html"
        ).read_text()
    )
    assert "Internal portal" in (book / "site/internal/index.html").read_text()
    assert "Internal portal" not in (book / "site/public/index.html").read_text()


def test_findings_stop_plain_mkdocs_before_anything_is_written(built):
    old = snapshot(built / "site" / "public")
    (built / "causes" / "does-not-print" / "broken.yml").write_text(
        "kind: cause\ntitel: x\n"
    )
    done = loaded.run("mkdocs", "build", cwd=built)
    assert done.returncode != 0
    assert "broken.yml:2:1: S001 unknown key “titel”" in done.stderr
    assert "Traceback" not in done.stderr
    assert snapshot(built / "site" / "public") == old


def test_nothing_is_rewritten_when_nothing_changed(book, run):
    assert ", 0 changed" not in run("generate", cwd=book).stderr
    assert ", 0 changed" in run("generate", cwd=book).stderr
    rename(book, "bare")
    again = run("generate", cwd=book).stderr
    assert 0 < int(again.split(", ")[1].split()[0]) < 20


def test_what_is_gone_from_the_sources_is_gone_from_the_site_and_an_old_id_leads_to_its_page(
    built, run
):
    gone = "does-not-print/scenarios/stopped-after-a-jam"
    assert (built / "site/public" / gone).exists()
    (built / "causes" / f"{gone}.yml").unlink()
    file = built / "causes" / "does-not-print" / "out-of-paper.yml"
    file.write_text(file.read_text() + "aliases: [no-paper]\n")
    assert run("build", cwd=built).returncode == 0
    assert not (built / "site/public" / gone).exists()
    assert not (built / f"build/public/docs/{gone}.md").exists()
    stub = (built / "site/public/does-not-print/no-paper/index.html").read_text()
    assert 'content="0; url=../out-of-paper/"' in stub
