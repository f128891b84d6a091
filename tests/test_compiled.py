"""Compiled templates are kept beside the package, and whatever is wrong with one, it is made anew."""

import sys

import pytest
from causebook.render import compiled
from causebook.render.compiled import Compiled
from causebook.render.environment import OURS
from jinja2 import Environment, FileSystemLoader


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """A folder of compiled templates of its own."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "cache"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "cache"


def rendered(folder, **options):
    """What a template of a folder says; how often a template was compiled for it."""
    env = Environment(loader=FileSystemLoader(folder), autoescape=True, **options)
    env.bytecode_cache = Compiled("tests")
    times, compile_it = [], env.compile
    env.compile = lambda *a, **more: times.append(1) or compile_it(*a, **more)
    return env.get_template("one.j2").render(name="jam"), len(times)


@pytest.fixture
def templates(tmp_path, monkeypatch):
    """A folder with a template, which counts as installed."""
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "one.j2").write_text("{% if name %}\n{{ name }}\n{% endif %}\n")
    monkeypatch.setattr(compiled, "_INSTALLED", (folder,))
    return folder


def files(cache):
    """What is kept."""
    return [path for path in cache.rglob("*") if path.is_file()]


def test_a_template_is_compiled_once(cache, templates):
    assert rendered(templates) == ("\njam\n", 1)
    assert rendered(templates) == ("\njam\n", 0)
    assert [path.suffix for path in files(cache)] == [".pyc"]


def test_a_template_that_changed_is_compiled_again_in_its_place(cache, templates):
    rendered(templates)
    (templates / "one.j2").write_text("{{ name }}!")
    assert rendered(templates) == ("jam!", 1)
    assert len(files(cache)) == 1


def test_what_is_set_otherwise_compiles_for_itself(cache, templates):
    rendered(templates)
    assert rendered(templates, trim_blocks=True) == ("jam\n", 1)
    assert len(files(cache)) == 2


@pytest.mark.parametrize("torn", [b"", b"x" * 80, None])
def test_a_file_that_is_torn_counts_for_nothing(cache, templates, torn):
    rendered(templates)
    (file,) = files(cache)
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] if torn is None else torn)
    assert rendered(templates) == ("\njam\n", 1)
    assert file.read_bytes() == whole


def test_a_templates_code_is_not_taken_for_another_source(cache, templates):
    rendered(templates)
    (file,) = files(cache)
    old = file.read_bytes()
    (templates / "one.j2").write_text("{{ name }}!")
    rendered(templates)
    file.write_bytes(old)
    assert rendered(templates) == ("jam!", 1)


def test_a_projects_own_template_is_never_kept(cache, tmp_path):
    (tmp_path / "one.j2").write_text("{{ name }}")
    assert rendered(tmp_path) == ("jam", 1)
    assert rendered(tmp_path) == ("jam", 1)
    assert files(cache) == []


def test_where_nothing_may_be_written_all_is_compiled(cache, templates):
    cache.write_text("a file where the folder should be")
    assert rendered(templates) == ("\njam\n", 1)
    assert rendered(templates) == ("\njam\n", 1)


def test_where_python_keeps_nothing_neither_does_this(cache, templates, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert rendered(templates) == ("\njam\n", 1)
    assert files(cache) == []


def test_the_packages_templates_are_kept():
    assert compiled._is_installed(OURS / "cause.md.j2")
