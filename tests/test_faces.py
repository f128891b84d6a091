"""Each face once, end to end: the command line, the plugin in a live preview, the starter book."""

import json
import re
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from causebook.cli.commands import main
from servers.process import free_port


@pytest.mark.parametrize("name", main.commands)
def test_every_command_has_help_with_an_example(name, capsys):
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"], prog_name="causebook")
    assert not ended.value.code
    assert f"Example: causebook {name}" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        ["build", "--audience", "all"],
        ["nonsense"],
        ["new", "cause"],
        ["check", "--format", "xml"],
        ["new", "cause", "Not An Id"],
        ["new", "cause", "out-of-paper"],
        ["init", "."],
    ],
)
def test_wrong_usage_exits_with_2(words, book, run):
    done = run(*words, cwd=book)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_the_starter_book_is_about_its_own_subject_only(built_once, run):
    assert run("check", cwd=built_once).returncode == 0
    words = re.compile(
        r"\b(HTTP (401|status)|401|Unauthori[sz]ed|WWW-Authenticate|credentials?|Bearer|JWT)\b",
        re.I,
    )
    for path in sorted((built_once / "site" / "public").rglob("*")):
        if (
            path.suffix in {".md", ".txt", ".xml", ".json"}
            or path.name == "index.html"
        ):
            text = re.sub(r"\bhttps?://\S+|xmlns\S*", "", path.read_text("utf-8"))
            assert not words.search(text), (path, words.search(text))


def test_the_generator_knows_nothing_of_any_subject():
    package = Path(__file__).parents[1] / "generator" / "causebook"
    words = re.compile(
        r"\b(401|407|WWW-Authenticate|Authorization|credentials?|Bearer|JWT)\b", re.I
    )
    said = [
        f"{path.relative_to(package)}: {found[0]}"
        for path in sorted(package.rglob("*"))
        if path.suffix in {".py", ".j2", ".mjs", ".js"}
        and "starter" not in path.parts
        for found in [words.search(path.read_text("utf-8"))]
        if found
    ]
    assert said == []


def test_what_new_writes_passes_check_and_builds(book, run):
    for kind in ("cause", "fix", "scenario", "symptoms", "problem"):
        name = f"new-{kind}"
        done = run("new", kind, name, cwd=book)
        assert done.returncode == 0
        assert Path(done.stdout.strip()).read_text().startswith("#")
        is_in_nav = f"- {name}: {name}/index.md" in done.stderr
        assert is_in_nav == (kind == "problem")
        assert run("check", cwd=book).returncode == 0
    assert run("build", "--audience", "internal", cwd=book).returncode == 0


def test_a_typo_in_a_new_cause_is_shown_with_its_place_and_remedy(book, run):
    path = Path(run("new", "cause", "cable-unplugged", cwd=book).stdout.strip())
    path.write_text(
        path.read_text().replace("likelihood: rare ", "likelyhood: rare ")
    )
    done = run("check", cwd=book)
    assert (
        "causes/does-not-print/cable-unplugged.yml:7:1: S001 unknown key “likelyhood” (did you mean “likelihood”?)"
        in done.stdout.splitlines()
    )


def test_the_schema_accepts_the_starter_book_and_refuses_a_typo(book, run):
    import jsonschema
    import yaml

    schema = json.loads(run("schema", cwd=book).stdout)
    checker = jsonschema.Draft202012Validator(schema)
    for path in sorted((book / "causes").rglob("*.yml")):
        data = yaml.load(path.read_text(), yaml.BaseLoader)
        errors = [
            e.message
            for e in checker.iter_errors(data)
            if "is not of type 'boolean'" not in e.message
        ]
        assert errors == [], path
    assert not checker.is_valid({"kind": "cause", "titel": "x"})


def test_the_examples_of_the_schema_are_those_of_the_book_at_hand(book, run):
    cause = book / "causes/does-not-print/out-of-paper.yml"
    cause.write_text(
        cause.read_text("utf-8").replace("title: ", "title: Zanzibar, or "), "utf-8"
    )
    causes = json.loads(run("schema", cwd=book).stdout)["$defs"]["Cause"][
        "properties"
    ]
    assert causes["title"]["examples"] == ["Zanzibar, or The paper tray is empty"]
    assert causes["known_by"]["examples"] == []
    without = json.loads(run("schema", cwd=book.parent).stdout)["$defs"]["Cause"][
        "properties"
    ]
    assert without["title"]["examples"] == ["The paper tray is empty"]


def test_the_report_names_what_is_missing(book, run):
    done = run("report", cwd=book)
    assert done.returncode == 0
    assert "     1  causes without a captured exchange" not in done.stdout
    assert "causes without a scenario" in done.stdout
    assert "help-desk" in done.stdout


class Preview:
    """A live preview on a free port, its output read as it comes."""

    def __init__(self, book: Path, *words: str) -> None:
        self.port = free_port()
        face = words or ("causebook", "serve", "--address")
        self.process = subprocess.Popen(
            [sys.executable, "-m", *face, f"127.0.0.1:{self.port}"],
            cwd=book,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        self.said: list[str] = []
        self._reader = threading.Thread(
            target=lambda: self.said.extend(self.process.stdout), daemon=True
        )
        self._reader.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(60)
        self._reader.join(60)
        self.process.stdout.close()

    def get(self, path: str, host: str = "localhost") -> tuple[int, str]:
        """The status and the text of a page."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}", headers={"Host": host}
        )
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def wait(self, path: str, text: str, seconds: float = 120) -> str:
        """The page, as soon as it has the text."""
        end, last = time.monotonic() + seconds, ""
        while time.monotonic() < end:
            try:
                last = self.get(path)[1]
            except OSError as error:
                last = str(error)
            if text in last:
                return last
            time.sleep(0.1)
        raise AssertionError(
            f"{text!r} never came in {seconds} s: {last[:200]} {self.said}"
        )


PAGE = "/does-not-print/out-of-paper/"
BREAK = {  # what is broken, how, and what the preview says
    "causes/does-not-print/out-of-paper.yml": (
        lambda text: text.replace("likelihood:", "likelyhood:"),
        "S001 unknown key",
    ),
    "mkdocs.yml": (
        lambda text: text.replace("theme:", "theme: ["),
        "mkdocs.yml:12:13: Y001 did not find",
    ),
    "hook.py": (
        lambda _: "def on_nav(nav, **_):\n    return undefined\n",
        "hook.py:2:0: M003 fails: NameError",
    ),
    "site_overrides/main.html": (
        lambda text: text + "{% if %}\n",
        "site_overrides/main.html:LAST:0: M003 fails",
    ),
}


@pytest.mark.parametrize(
    "words", [(), ("mkdocs", "serve", "-a")], ids=["causebook serve", "mkdocs serve"]
)
def test_the_live_preview_shows_what_is_broken_and_keeps_the_last_good_pages(
    words, book
):
    config = book / "mkdocs.yml"
    config.write_text(config.read_text() + "hooks: [hook.py]\n")
    (book / "hook.py").write_text("")
    with Preview(book, *words) as preview:
        assert "The paper tray is empty" in preview.wait(
            PAGE, "The paper tray is empty"
        )
        mended: dict[Path, str] = {}
        for name, (broken, start) in list(BREAK.items())[2 if words else 0 :]:
            path, whole = book / name, (book / name).read_text()
            said = start.replace("LAST", str(len(whole.splitlines()) + 1))
            path.write_text(broken(whole))
            _write(mended)  # what was broken is whole when the next is found broken
            mended = {path: whole}
            page = preview.wait(PAGE, said)
            assert "The paper tray is empty" in page
            assert said in preview.get("/diagnose/")[1]
        _write(mended)
        cause = book / "causes" / "does-not-print" / "out-of-paper.yml"
        cause.write_text(
            cause.read_text().replace("The paper tray is empty", "No paper is left")
        )
        assert "No paper is left" in preview.wait(PAGE, "No paper is left")
        _until(lambda: "kb-findings" not in preview.get(PAGE)[1])
        for host in (
            "evil.example",
            "127.0.0.1.evil.example",
            "evil.example:80",
            "",
            "10.0.0.1",
            "localhost.evil",
        ):
            status, page = preview.get(PAGE, host)
            assert status == 403
            assert "paper" not in page
        for host in (
            "localhost",
            f"localhost:{preview.port}",
            "127.0.0.1",
            "127.9.9.9",
            "[::1]:8000",
            "LOCALHOST.",
        ):
            assert preview.get(PAGE, host)[0] == 200
        assert preview.process.poll() is None
    assert words or preview.process.returncode == 0
    assert not any("Traceback" in line for line in preview.said)
    assert words or f"http://127.0.0.1:{preview.port}/" in preview.said[0]


def _write(texts: dict[Path, str]) -> None:
    for path, text in texts.items():
        path.write_text(text)


def _until(true, seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.1)


def test_every_page_has_its_markdown_beside_it(built_once):
    site = built_once / "site" / "public"
    copy = (site / "does-not-print" / "queue-paused.md").read_text()
    assert copy.startswith("# The print queue is paused")
    assert "<" not in copy.replace("<br>", "").split("## Sources")[0].replace(
        "<code", ""
    ).replace("</code", "").replace("<name>", "").replace("<time>", "").replace(
        "<text>", ""
    )
    assert "1. List the waiting jobs." in copy


def test_feed_and_data_are_well_formed(built_once):
    from xml.etree import ElementTree

    site = built_once / "site" / "public"
    feed = ElementTree.parse(site / "feed.xml").getroot()
    assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
    assert len(feed.findall("{*}entry")) == 6
    data = json.loads((site / "api" / "book.json").read_text())
    assert data["audience"] == "public"
    assert {"kind": "cause", "id": "queue-paused"}.items() <= next(
        entry for entry in data["entries"] if entry["id"] == "queue-paused"
    ).items()
    page = (site / "does-not-print" / "queue-paused" / "index.html").read_text()
    linked = json.loads(
        re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1]
    )
    assert linked["headline"] == "The print queue is paused"
    assert '<meta property="og:title" content="The print queue is paused">' in page


def test_an_edit_link_leads_to_the_yaml_file(book, run):
    config = book / "mkdocs.yml"
    config.write_text(
        config.read_text().replace(
            "audience: public\n    #",
            "audience: public\n    edit_url: https://git.example.org/edit/main\n    #",
            1,
        )
    )
    run("build", cwd=book)
    page = (book / "site/public/does-not-print/queue-paused/index.html").read_text()
    assert (
        'href="https://git.example.org/edit/main/causes/does-not-print/queue-paused.yml"'
        in page
    )
