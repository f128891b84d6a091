"""What the machine or the configuration does not allow is one line and the right exit code, at once."""

import os
import signal
import socket
import subprocess
import sys
import time

import loaded
import pytest
from causebook.book.navigation import without
from causebook.cli.commands import main
from causebook.cli.formats import annotation
from causebook.model.findings import Finding, counted
from causebook.site import check_settings

SYNTAX = "x = (\n"


@pytest.fixture
def here(book, monkeypatch, capsys):
    """Runs `causebook …` in the book within this process: its exit code, output and messages."""
    monkeypatch.chdir(book)

    def call(*words: str) -> subprocess.CompletedProcess[str]:
        with pytest.raises(SystemExit) as ended:
            main(list(words), prog_name="causebook")
        out, err = capsys.readouterr()
        return subprocess.CompletedProcess(words, ended.value.code or 0, out, err)

    return call


def replaced(old: str, new: str):
    return lambda text: text.replace(old, new, 1)


def added(more: str):
    return lambda text: text + more


CONFIGS = {  # name: (file, edit, other files, findings)
    "no YAML": (
        "mkdocs.yml",
        replaced("theme:", "theme: ["),
        {},
        ["mkdocs.yml:12:13: Y001 did not find"],
    ),
    "a tabulator": (
        "mkdocs.yml",
        added("\tx: 1\n"),
        {},
        ["mkdocs.yml:LAST:1: Y001 found"],
    ),
    "a list": (
        "mkdocs.yml",
        lambda _: "- a\n",
        {},
        ["mkdocs.yml:1:1: M001 is no mapping of keys"],
    ),
    "a text": (
        "mkdocs.yml",
        lambda _: "hello\n",
        {},
        ["mkdocs.yml:1:1: M001 is no mapping of keys"],
    ),
    "a null character": (
        "mkdocs.yml",
        added("\0"),
        {},
        ["mkdocs.yml:LAST:1: Y010 character U+0000"],
    ),
    "too deep": (
        "mkdocs.yml",
        added(f"x: {'[' * 3000}"),
        {},
        ["mkdocs.yml:LAST:1003: Y006"],
    ),
    "an unknown tag": (
        "mkdocs.yml",
        replaced("site_name: ", "site_name: !nope "),
        {},
        ["mkdocs.yml:3:12: M001 cannot be read"],
    ),
    "a wrong type": (
        "mkdocs.yml",
        replaced("use_directory_urls: true", "use_directory_urls: [a]"),
        {},
        [
            "mkdocs.yml:8:1: M001 `use_directory_urls` is refused: Expected type: true or false but received: a list"
        ],
    ),
    "an unknown theme": (
        "mkdocs.yml",
        replaced("name: material", "name: materiel"),
        {},
        [
            "mkdocs.yml:10:1: M001 `theme` is refused: Unrecognised theme name: 'materiel'"
        ],
    ),
    "no folder of overrides": (
        "mkdocs.yml",
        replaced("custom_dir: site_overrides", "custom_dir: nowhere"),
        {},
        ["mkdocs.yml:10:1: M001 `theme` is refused: The path set in custom_dir"],
    ),
    "an unknown plugin": (
        "mkdocs.yml",
        replaced("  search: {", "  serch: {"),
        {},
        [
            'mkdocs.yml:36:3: M001 `plugins` is refused: The "serch" plugin is not installed'
        ],
    ),
    "not our plugin": (
        "mkdocs.internal.yml",
        lambda text: "plugins: [search]\n" + text[: text.index("plugins:")],
        {},
        ["mkdocs.internal.yml:1:1: M002 does not list the plugin “causebook”"],
    ),
    "an unknown audience": (
        "mkdocs.yml",
        replaced("    audience: public", "    audience: all"),
        {},
        [
            "mkdocs.yml:38:5: M001 `plugins` is refused: Plugin 'causebook' option 'audience'"
        ],
    ),
    "another audience": (
        "mkdocs.internal.yml",
        replaced("    audience: internal", "    audience: public"),
        {},
        [
            "mkdocs.internal.yml:9:5: M002 is for the audience “public”, and the build for “internal”"
        ],
    ),
    "an unknown extension": (
        "mkdocs.yml",
        replaced("- admonition", "- admonitio"),
        {},
        [
            "mkdocs.yml:42:5: M001 `markdown_extensions` is refused: Failed to load extension 'admonitio'"
        ],
    ),
    "an option of an extension": (
        "mkdocs.yml",
        replaced("toc_depth:", "toc_dept:"),
        {},
        [
            "mkdocs.yml:47:5: M001 `markdown_extensions` is refused: Failed to load extension 'toc'"
        ],
    ),
    "a hook that is missing": (
        "mkdocs.yml",
        added("hooks: [h.py]\n"),
        {},
        ["mkdocs.yml:LAST:1: M001 `hooks` is refused: The path"],
    ),
    "a hook that does not parse": (
        "mkdocs.yml",
        added("hooks: [h1.py]\n"),
        {"h1.py": SYNTAX},
        ["h1.py:1:0: M003 fails: '(' was never"],
    ),
    "a hook that raises": (
        "mkdocs.yml",
        added("hooks: [h2.py]\n"),
        {"h2.py": "\n1 / 0\n"},
        ["h2.py:2:0: M003 fails: ZeroDivisionError"],
    ),
    "a hook that exits": (
        "mkdocs.yml",
        added("hooks: [h3.py]\n"),
        {"h3.py": "import sys\nsys.exit(4)\n"},
        ["h3.py:2:0: M003 fails: SystemExit: 4"],
    ),
    "flat addresses": (
        "mkdocs.yml",
        replaced("use_directory_urls: true", "use_directory_urls: false"),
        {},
        ["mkdocs.yml:8:1: M002 pages without folders of their own are not supported"],
    ),
    "inherits from itself": (
        "mkdocs.yml",
        lambda text: "INHERIT: mkdocs.yml\n" + text,
        {},
        ["mkdocs.yml:1:1: M001 inherits from itself in the end"],
    ),
    "inherits in a circle": (
        "mkdocs.yml",
        lambda text: "INHERIT: mkdocs.internal.yml\n" + text,
        {},
        ["mkdocs.internal.yml:2:1: M001 inherits from itself in the end"],
    ),
    "inherits from nothing": (
        "mkdocs.internal.yml",
        replaced("INHERIT: mkdocs.yml", "INHERIT: nope.yml"),
        {},
        ["mkdocs.internal.yml:2:1: M001 inherits from “nope.yml”, which is missing"],
    ),
    "no address": (
        "mkdocs.yml",
        replaced("site_url: !ENV", "site_url: nope #"),
        {},
        ["mkdocs.yml:5:1: M001 `site_url` is refused"],
    ),
    "no docs folder": (
        "mkdocs.yml",
        replaced("docs_dir: build/public/docs", "docs_dir: nodocs"),
        {},
        ["mkdocs.yml:6:1: M001 `docs_dir` is refused"],
    ),
}


@pytest.mark.parametrize("name", CONFIGS)
def test_a_broken_configuration_is_one_finding_at_its_place(name, book):
    file, edit, others, expected = CONFIGS[name]
    whole = (book / file).read_text()
    last = str(len(whole.splitlines()) + 1)
    (book / file).write_text(edit(whole))
    for path, text in others.items():
        (book / path).write_text(text)
    found = [str(finding) for finding in check_settings(book)]
    assert len(found) == len(expected), found
    for line, start in zip(found, expected, strict=True):
        assert line.startswith(start.replace("LAST", last))
        assert line.isprintable()


def test_a_configuration_that_is_sound_has_no_finding_and_check_writes_nothing(book):
    import shutil

    shutil.rmtree(book / "build")
    assert check_settings(book) == []
    assert not (book / "build").exists()


@pytest.mark.parametrize("name", ["build", "build/public", "build/public/docs"])
def test_check_knows_that_build_refuses_to_write_through_a_link(name, book, here):
    (book / name).rename(book / "elsewhere")
    (book / name).symlink_to(book / "elsewhere")
    done = here("check")
    assert done.returncode == 1
    assert (
        done.stdout
        == f"{name}:0:0: M004 is a symbolic link, and a build has to write there (remove it)\n"
    )
    assert here("build").returncode == 3


def test_check_knows_that_build_refuses_what_is_not_ours_in_the_docs_folder(
    book, here
):
    (book / "build" / "public" / "docs" / "mine.md").write_text("mine")
    done = here("check")
    assert done.stdout == (
        "build/public/docs/mine.md:0:0: M004 is not ours and would be published, and a build has to write "
        "there (move it away)\n"
    )
    assert here("build").returncode == 3


BROKEN_CODE = {
    "site_overrides/main.html": (
        "{% if %}",
        "site_overrides/main.html:1:0: M003 fails: Expected an expression",
    ),
    "content/more.md": (
        "---\ntitle: x\naudience: public\ntemplate: nope.html\n---\n\nText.\n",
        "mkdocs.yml:0:0: M003 MkDocs fails: TemplateNotFound: 'nope.html' not found",
    ),
    "hook.py": (
        "def on_nav(nav, **_):\n    return nav.nothing\n",
        "hook.py:2:0: M003 fails: AttributeError",
    ),
}


@pytest.mark.parametrize("name", BROKEN_CODE)
def test_code_of_the_project_that_fails_is_one_finding_and_exit_code_1(
    name, book, here
):
    text, said = BROKEN_CODE[name]
    (book / "mkdocs.yml").write_text(
        (book / "mkdocs.yml").read_text()
        + ("hooks: [hook.py]\n" if name == "hook.py" else "")
    )
    (book / name).write_text(text)
    done = here("build")
    assert (done.returncode, len(done.stdout.splitlines())) == (1, 1), done.stderr
    assert done.stdout.startswith(said)
    assert "1 finding; the old site stays as it was" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1:99999",
        "127.0.0.1:abc",
        "abc",
        "127.0.0.1:0",
        ":8000",
        "127.0.0.1:-1",
        "127.0.0.1:８０",
    ],
)
def test_an_address_that_is_none_is_wrong_usage(address, here):
    done = here("serve", "--address", address)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert address in done.stderr


def test_a_port_that_is_taken_and_a_host_that_is_not_ours_are_named(here):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        done = here("serve", "--address", address)
    assert (done.returncode, done.stderr) == (
        3,
        f"causebook: {address} cannot be served: Address already in use; name another with --address\n",
    )
    done = here("serve", "--address", "nowhere.invalid:8000")
    assert done.returncode == 3
    assert done.stderr.startswith("causebook: nowhere.invalid cannot be found: ")


@pytest.mark.parametrize(
    "out",
    [
        "/",
        ".",
        "mkdocs.yml",
        "mkdocs.yml/x",
        "/dev/null/x",
        "/proc/none/x",
        "causes/x",
        "x" * 300,
    ],
)
def test_a_target_that_cannot_be_is_one_line_and_exit_code_3(out, here):
    done = here("build", "--out", out)
    assert (done.returncode, len(done.stderr.splitlines())) == (3, 1)


def shell(command: str, book, **more: str) -> subprocess.CompletedProcess[bytes]:
    """A command line as a shell runs it."""
    command = command.replace("causebook", f"{sys.executable} -m causebook")
    return subprocess.run(
        ["bash", "-c", command],
        cwd=book,
        capture_output=True,
        check=False,
        timeout=120,
        env={**os.environ, **more},
    )


@pytest.mark.parametrize(
    "more",
    [
        {"PYTHONIOENCODING": "latin-1"},
        {"PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ],
    ids=str,
)
def test_findings_are_printed_whatever_the_terminal_can_show(more, book):
    (book / "causes" / "does-not-print" / "новый.yml").write_text(
        "kind: cause\ntitel: “ü”\n"
    )
    done = shell("causebook check", book, **more)
    assert done.returncode == 1
    assert b"S001 unknown key" in done.stdout
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("redirect", "code"),
    [
        ("| head -0", 1),
        (">&-", 1),
        ("2>&-", 1),
        (">&- 2>&-", 1),
        ("<&-", 1),
        ("> /dev/full", 3),
        ("2> /dev/full", 3),
    ],
)
def test_an_output_that_is_gone_leaves_the_exit_code_and_no_traceback(
    redirect, code, book
):
    (book / "causes" / "does-not-print" / "new.yml").write_text(
        "kind: cause\ntitel: x\n"
    )
    done = shell(f"set -o pipefail; causebook check {redirect}", book)
    assert done.returncode == code
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr


@pytest.mark.parametrize("said", ["abc", "", "-1", "1e9", "99999999999999"])
def test_a_time_that_is_none_is_refused(said, monkeypatch):
    from causebook.plugin import require_epoch
    from causebook.site.ownership import Refused

    monkeypatch.setenv("SOURCE_DATE_EPOCH", said)
    with pytest.raises(Refused, match="has to be a number of seconds"):
        require_epoch()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    require_epoch()


AS_ON_A_TERMINAL = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it
from causebook.cli.commands import main
main()
"""


def test_a_build_that_is_interrupted_is_one_line_and_exit_code_130(book):
    words = [sys.executable, "-c", AS_ON_A_TERMINAL, "build"]
    process = subprocess.Popen(words, cwd=book, stderr=subprocess.PIPE, text=True)
    assert "generate" in process.stderr.readline()
    process.send_signal(signal.SIGINT)
    rest = process.stderr.read()
    process.stderr.close()
    assert process.wait(60) == 130
    assert rest.splitlines()[-1] == "causebook: interrupted"
    assert "Traceback" not in rest
    assert not list(book.glob("build/public/.stage-*"))


def test_a_fault_of_ours_is_one_line_with_its_place(monkeypatch, capsys):
    from causebook.cli import authoring

    monkeypatch.setattr(authoring, "findings_of", lambda *_, **__: {}["key"])
    with pytest.raises(SystemExit) as ended:
        main(["check"])
    assert ended.value.code == 3
    said = capsys.readouterr().err
    assert said.startswith(
        "causebook: a fault of causebook, please report it: KeyError: 'key' (test_environment.py:"
    )
    assert len(said.splitlines()) == 1


def test_a_file_name_writes_no_workflow_command_of_its_own():
    name = "causes/a\n::error file=x,line=1::y%0A\r,title=z:.yml"
    line = annotation(
        Finding(name, 2, 3, "S001", "what\n::stop-commands::x 100%", "a\rhint")
    )
    assert line == (
        "::error file=causes/a%0A%3A%3Aerror file=x%2Cline=1%3A%3Ay%250A%0D%2Ctitle=z%3A.yml,line=2,col=3,title=S001"
        "::what ::stop-commands::x 100%25 (a hint)"
    )


def test_findings_are_counted_as_one_says_it():
    assert [counted(number) for number in (0, 1, 2)] == [
        "no findings",
        "1 finding",
        "2 findings",
    ]


def test_names_with_control_characters_do_not_reach_a_terminal(here):
    for words in (
        ["new", "cause", "\x1b[31mx"],
        ["\x1b[31m"],
        ["check", "--\x1b[31m"],
        ["init", "\x1b[31m\n/x"],
        ["build", "--out", "causes/\x1b[31m"],
    ):
        done = here(*words)
        assert "\x1b" not in done.stdout + done.stderr
        assert done.returncode != 1


NAV = [
    {"Home": "index.md"},
    {"Secret plan": "internal/plan.md"},
    "internal/plan.md",
    {"Also": "/internal/plan/"},
    {"Whole": "http://here/base/internal/plan/"},
    {"With query": "internal/plan/?a#b"},
    {"Escaped": "internal/%70lan.md"},
    {"Dotted": "./x/../internal/plan.md"},
    {"Secret section": [{"Secret page": "internal/plan/index.html"}]},
    {"Mixed": ["index.md", "internal/plan.md"]},
    {"Elsewhere": "https://example.org/internal/plan/"},
]


def test_an_internal_page_leaves_no_trace_in_the_navigation():
    assert without(NAV, {"internal/plan/"}, "http://here/base/") == [
        {"Home": "index.md"},
        {"Mixed": ["index.md"]},
        {"Elsewhere": "https://example.org/internal/plan/"},
    ]
    assert without(NAV, set()) == NAV


def test_plain_mkdocs_names_no_internal_page(book):
    (book / "content" / "internal").mkdir(exist_ok=True)
    (book / "content" / "internal" / "plan.md").write_text(
        "---\ntitle: A title of ours\naudience: internal\n---\n# Plan\n"
    )
    config = book / "mkdocs.yml"
    config.write_text(
        config.read_text()
        + "  - Zebra crossing: internal/plan.md\n  - Zebra section:\n      - Zebra leaf: internal/plan/\n"
    )
    for name, there in (("mkdocs.yml", False), ("mkdocs.internal.yml", True)):
        done = loaded.run("mkdocs", "build", "-f", name, cwd=book)
        assert done.returncode == 0, done.stderr
        site = book / "site" / ("internal" if there else "public")
        said = any(
            "Zebra" in path.read_text("utf-8", "replace")
            for path in site.rglob("*")
            if path.is_file()
        )
        assert said == there


def test_nothing_hangs_on_a_pipe_in_the_place_of_a_configuration(book, here):
    (book / "mkdocs.yml").unlink()
    os.mkfifo(book / "mkdocs.yml")
    started = time.monotonic()
    done = here("build")
    assert done.returncode == 1
    assert done.stderr.startswith(
        "mkdocs.internal.yml:2:1: M001 inherits from “mkdocs.yml”, which is missing, or no file"
    )
    assert time.monotonic() - started < 60
