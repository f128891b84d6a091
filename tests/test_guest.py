"""A book inside a site that exists: what is added to it, and that nothing else of it changes."""

import os
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path
from types import SimpleNamespace

import loaded
import pytest
from causebook.load.configuration import read
from causebook.load.extensions import OF_A_BOOK
from causebook.model import Audience
from causebook.project import check
from causebook.render import Options, Rendered
from causebook.site.guest import Guest, language_folder
from mkdocs.config import load_config
from mkdocs.structure.files import Files

STARTER = Path(__file__).parents[1] / "generator/causebook/cli/starter/book"
HOST = """site_name: Acme
site_url: https://docs.acme.example/base/
theme: {theme}
strict: true
plugins: [search{plugin}]
nav:
  - index.md
  - Install it: install.md
{more}"""
BARE = "{name: null, custom_dir: bare}"
TEMPLATE = (
    "{{ page.title }}|{{ page.content }}|{{ page.meta }}|{{ config.extra_css }}|"
    "{{ config.extra_javascript }}|{{ config.markdown_extensions }}|{{ config.mdx_configs }}"
)
PAGES = {
    "index.md": "# Welcome {: #top }\n\nA *page* &amp; [a link](install.md).\n\n```python\n1\n```\n",
    "install.md": "---\ntitle: A & B <i>\n---\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n  indented\n",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with two pages, and the causes of the starter beside it."""
    for name, text in PAGES.items():
        write(tmp_path / "docs" / name, text)
    write(tmp_path / "bare/main.html", TEMPLATE)
    shutil.copytree(STARTER / "causes", tmp_path / "causes")
    return tmp_path


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def configure(
    site: Path, plugin: str = ", causebook", theme: str = BARE, more: str = ""
) -> None:
    write(site / "mkdocs.yml", HOST.format(theme=theme, plugin=plugin, more=more))


def mkdocs(site: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return loaded.run("mkdocs", "build", *words, cwd=site)


def built(site: Path, *words: str) -> dict[str, bytes]:
    """The files of the site by name; nothing was warned of."""
    done = mkdocs(site, *words)
    told = [line for line in done.stderr.splitlines() if not line.startswith("INFO ")]
    assert (done.returncode, told) == (0, [])
    out = site / "site"
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file()
    }


def sources(site: Path) -> dict[str, bytes]:
    """Every file of the project but those of the built site."""
    found = (path for path in site.rglob("*") if path.is_file())
    return {
        str(path): path.read_bytes()
        for path in found
        if not path.is_relative_to(site / "site")
        and not path.is_relative_to(site / "build")
    }


def test_the_pages_of_the_site_are_the_same_to_the_byte(site):
    configure(site, plugin="")
    before = built(site)
    configure(site)
    kept, after = sources(site), built(site)
    own = {name for name in before if name.endswith(".html")}
    assert own and {name: after[name] for name in own} == {
        name: before[name] for name in own
    }
    assert {name for name in after if not name.startswith("help/")} == before.keys()
    assert sources(site) == kept


def test_every_link_of_the_book_leads_to_a_file_of_the_site(site):
    configure(site)
    files = built(site)
    seen = 0
    for name, data in files.items():
        if not (name.startswith("help/") and name.endswith(".html")):
            continue
        for address in re.findall(
            r'(?:href|src)="([^"#?:]+)[#?"]', unescape(data.decode())
        ):
            path = os.path.normpath(Path(name).parent / address)
            there = {
                path,
                f"{path}/index.html",
                "index.html" if path == "." else path,
            }
            assert there & files.keys(), f"{name}: {address}"
            seen += 1
    assert seen > 100


def test_the_navigation_has_the_book_at_its_end_or_where_it_is_named(site):
    theme = "{name: mkdocs}"
    configure(site, theme=theme)
    assert "Why the printer does not print" in built(site)["index.html"].decode()
    configure(site, theme=theme, more="  - Trouble: help/index.md\n")
    page = built(site)["index.html"].decode()
    assert ">Trouble<" in re.sub(r"\s", "", page)
    assert "Why the printer does not print" not in page


def test_the_diagnosis_may_be_named_in_the_navigation(site):
    named = "  - Ask: help/diagnose/\n  - Again: help/diagnose/index.html\n  - help/index.md\n"
    configure(site, theme="{name: mkdocs}", more=named)
    assert 'href="help/diagnose/"' in built(site)["index.html"].decode()
    configure(site, theme="{name: mkdocs}", more=f"{named}  - Gone: help/nowhere/\n")
    done = mkdocs(site)
    assert (done.returncode, "help/nowhere/" in done.stderr) == (1, True)
    assert "help/diagnose" not in done.stdout + done.stderr


def test_the_first_page_of_the_book_is_called_as_the_book_is_whatever_its_title(site):
    write(
        site / "content/index.md",
        "---\ntitle: Home\naudience: public\n---\n\n# Home\n",
    )
    configure(site, theme="{name: readthedocs}")
    page = re.sub(r"\s+", " ", built(site)["index.html"].decode())
    assert 'href="help/">Why the printer does not print</a>' in page
    assert ">Home</a>" not in page


def test_a_folder_content_without_pages_of_the_book_is_none_of_its_business(
    site, run
):
    write(site / "content/post.md", "# A post for another builder\n")
    write(site / "content/private.txt", "not for the site")
    configure(site)
    assert not [name for name in built(site) if "post" in name or "private" in name]
    assert run("check", cwd=site).stdout == ""
    write(
        site / "content/learn.md",
        "---\ntitle: Learn\naudience: public\n---\n\n# Learn\n",
    )
    assert "content/post.md:1:1: C002" in run("check", cwd=site).stdout


def test_the_folder_of_the_book_can_be_another(site):
    configure(site, plugin=", causebook: {path: a/help-desk/}")
    files = built(site)
    assert "a/help-desk/does-not-print/out-of-paper/index.html" in files
    assert not any(name.startswith("help/") for name in files)


@pytest.mark.parametrize(
    "path", ["", "../out", "/", "a//b", "/etc/x", "a/../..", "a\\b", "."]
)
def test_a_folder_that_is_none_below_the_site_is_refused(site, path):
    configure(site, plugin=f", causebook: {{path: '{path}'}}")
    done = mkdocs(site)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "path" in done.stderr


@pytest.mark.parametrize("name", ["help.md", "help/README.md", "help/index.md"])
def test_a_page_of_the_site_at_the_same_address_is_the_one_shown(site, name):
    write(site / "docs" / name, "# Our own help\n")
    configure(site)
    files = built(site)
    assert b"Our own help" in files["help/index.html"]
    assert "help/index.md" not in files


def test_a_page_of_the_site_in_the_folder_of_the_book_does_not_hide_the_book(site):
    write(site / "docs/help/faq.md", "# Questions\n")
    configure(site, theme="{name: mkdocs}", more="  - Questions: help/faq.md\n")
    assert "Why the printer does not print" in built(site)["index.html"].decode()


def test_what_is_internal_is_in_no_file(site):
    cause = site / "causes/does-not-print/out-of-paper.yml"
    scenario = site / "causes/does-not-print/scenarios/stopped-after-a-jam.yml"
    text = scenario.read_text()
    write(scenario, text.replace("title: Nothing", "title: Zanzibar, nothing"))
    assert cause.is_file()
    configure(site)
    assert any(b"Zanzibar" in data for data in built(site).values())
    hidden = scenario.read_text().replace("audience: public", "audience: internal")
    write(scenario, hidden)
    done = mkdocs(site, "--dirty")
    assert (done.returncode, "--dirty" in done.stdout + done.stderr) == (1, True)
    assert not [name for name, data in built(site).items() if b"Zanzibar" in data]


def test_a_picture_that_only_internal_pages_show_is_internal(site):
    head = "---\ntitle: Plan\naudience: internal\n---\n\n# Plan\n"
    write(site / "content/learn/plan.md", f"{head}\n![](../images/plan.svg)\n")
    write(
        site / "content/images/plan.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"
    )
    configure(site)
    assert not [name for name in built(site) if "plan" in name]


def test_a_mistake_stops_the_build_with_its_line_and_leaves_the_site(site):
    configure(site)
    built(site)
    cause = site / "causes/does-not-print/out-of-paper.yml"
    write(cause, cause.read_text().replace("likelihood:", "likelyhood:"))
    done = mkdocs(site)
    assert done.returncode == 1
    assert re.search(r"causes/does-not-print/out-of-paper\.yml:\d+:\d+", done.stderr)
    assert "Traceback" not in done.stderr
    assert (site / "site/help/index.html").is_file()


@pytest.mark.parametrize("command", ["build", "generate", "serve"])
def test_our_own_builds_say_that_mkdocs_builds_such_a_site(site, run, command):
    configure(site)
    kept = sources(site)
    done = run(command, cwd=site)
    assert done.returncode == 1
    assert "M004" in done.stderr + done.stdout
    assert "mkdocs build" in done.stderr + done.stdout
    assert sources(site) == kept


def test_check_judges_the_book_and_not_the_site(site, run):
    configure(
        site, more="  - Gone: nowhere.md\nextra: {feedback: [1], contact: me}\n"
    )
    done = run("check", cwd=site)
    assert (done.returncode, done.stdout + done.stderr) == (
        0,
        done.stdout + done.stderr,
    )


def test_pages_of_a_book_of_its_own_are_not_published_as_pages_of_a_site(site, run):
    head = "---\ntitle: Secret\naudience: internal\n---\n"
    write(site / "content/secret.md", f"{head}\n# Secret\n")
    configure(site, more="docs_dir: content\n")
    assert "M004" in run("check", cwd=site).stdout
    done = mkdocs(site)
    assert done.returncode == 1
    assert "audience" in done.stderr


def test_pages_are_written_in_what_the_starter_is_written_in():
    said = read(STARTER / "mkdocs.yml")
    assert {
        name.text for name, _ in said.named("markdown_extensions")
    } == OF_A_BOOK.keys()


def hooked(site: Path, hook: str) -> dict[str, bytes]:
    """The site, built with a hook of its own in place of another's plugin."""
    write(site / "hook.py", f"from mkdocs.plugins import event_priority\n{hook}")
    configure(site, theme="{name: mkdocs}", more="hooks: [hook.py]\n")
    return built(site)


def test_a_plugin_that_takes_only_files_of_the_docs_folder_does_not_lose_the_book(
    site,
):
    files = hooked(
        site,
        """
@event_priority(-100)
def on_files(files, config):
    for file in list(files):
        if not str(file.abs_src_path).startswith(config.docs_dir):
            if file.is_documentation_page() or not file.abs_src_path:
                files.remove(file)
    return files
""",
    )
    assert "help/does-not-print/out-of-paper/index.html" in files
    assert b'href="help/"' in files["index.html"]


def test_a_navigation_that_a_plugin_makes_has_the_book_at_its_end(site):
    files = hooked(
        site,
        """
@event_priority(-100)
def on_files(files, config):
    config.nav = ["install.md", "index.md"]
""",
    )
    assert re.search(rb'href="install/".*href="help/"', files["index.html"], re.S)


def test_each_language_of_a_site_has_the_book_below_its_folder(site):
    book = check(site).book
    assert book
    configure(site)
    config = load_config(str(site / "mkdocs.yml"))
    config.plugins._current_plugin = "causebook"
    config.plugins["i18n"] = SimpleNamespace(
        current_language=None, default_language="en"
    )
    for language, folder in ((None, ""), ("en", ""), ("fr", "fr/")):
        config.plugins["i18n"].current_language = language
        guest = Guest("help", book, language_folder(config))
        files = Files([])
        made = Rendered({"index.md": "# Home\n", "api/book.json": "{}"})
        guest.add(files, made, config)
        page = files.get_file_from_path("help/index.md")
        assert (page.dest_uri, page.url) == (
            f"{folder}help/index.html",
            f"{folder}help/",
        )
        assert guest.beside({"index.md": ""}) == {f"{folder}help/index.md": ""}
        own = guest.options(config, Options(Audience.PUBLIC, "https://a.example/b"))
        assert own.site_url == f"https://a.example/b/{folder}help/"
        assert 'href="./assets/causebook/' in guest.dressed("", page.page)


def test_extensions_of_the_site_that_include_files_see_no_text_of_the_book(site, run):
    cause = site / "causes/does-not-print/out-of-paper.yml"
    said = '--8<-- "hook.py"'
    write(site / "hook.py", "the content of a file")
    write(cause, cause.read_text().replace("why: |\n", f"why: |\n  {said}\n\n"))
    write(site / "docs/install.md", f"# Install\n\n{said}\n")
    configure(site, more="markdown_extensions: [pymdownx.snippets]\n")
    assert run("check", cwd=site).returncode == 0
    files = built(site)
    assert b"the content of a file" in files["install/index.html"]
    page = files["help/does-not-print/out-of-paper/index.html"]
    assert b"hook.py" in page
    assert b"the content of a file" not in page


def test_tags_of_the_site_stay_and_the_book_is_beside_them(site):
    write(site / "docs/install.md", "---\ntags: [one]\n---\n\n# Install\n")
    write(site / "docs/tags.md", "# Tags\n\n<!-- material/tags -->\n")
    theme, more = "{name: material, font: false}", "  - tags.md\n"
    listed = {}
    for plugin in (", tags", ", tags, causebook", ", causebook, tags"):
        configure(site, plugin=plugin, theme=theme, more=more)
        files = built(site)
        listed[plugin] = re.search(
            rb"<article.*</article>", files["tags/index.html"], re.S
        )[0]
        assert ("help/index.html" in files) == ("causebook" in plugin)
    assert b"install/" in listed[", tags"]
    assert len(set(listed.values())) == 1


def test_mkdocs_publishes_a_branch_with_the_book_in_it(site):
    configure(site)
    remote = site.parent / "remote.git"
    for words in (
        ("init", "-q", "--bare", str(remote)),
        ("init", "-q"),
        ("config", "user.email", "a@b.example"),
        ("config", "user.name", "A"),
        ("add", "docs", "mkdocs.yml"),
        ("commit", "-q", "-m", "a site"),
        ("remote", "add", "origin", str(remote)),
    ):
        subprocess.run(["git", *words], cwd=site, check=True)
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "gh-deploy", "-q"],
        cwd=site,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    names = subprocess.run(
        ["git", "ls-tree", "-r", "--name-only", "gh-pages"],
        cwd=remote,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert {"index.html", "help/index.html", "help/diagnose/index.html"} <= {*names}


def test_the_way_down_to_a_page_begins_with_the_name_of_the_book(site):
    title = "Why {it} & <b> stops"
    book = site / "causes/book.yml"
    write(
        book,
        book.read_text().replace(
            "title: Why the printer does not print", f'title: "{title}"'
        ),
    )
    configure(site)
    page = built(site)["help/does-not-print/out-of-paper/index.html"].decode()
    way = re.search(r'<nav class="kb-crumbs".*?</nav>', page, re.S)
    assert way, page[:500]
    assert unescape(re.sub("<[^>]*>", "", way[0])).strip().startswith(title)
