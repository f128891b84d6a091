"""Reads what is no shell command with the program that it is for: configuration, code, data."""

from __future__ import annotations

import ast
import configparser
import importlib
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import yaml

MODULES = Path("/usr/lib/apache2/modules")
LOADED = """mpm_event authn_core authn_file authz_core authz_host authz_user auth_basic
    auth_digest alias headers rewrite setenvif proxy proxy_http cgid mime""".split()
# Directives of the commercial edition and of modules apart: the page has to say so.
ELSEWHERE = {
    "auth_jwt_leeway": r"nginx Plus|commercial",
    "ntlm": r"nginx Plus|commercial",
    "WSGIPassAuthorization": "mod_wsgi",
}
APART = re.compile(rf"^\s*({'|'.join(ELSEWHERE)})\b.*$", re.MULTILINE)
STREAM_MODULE = Path("/usr/lib/nginx/modules/ngx_stream_module.so")
STREAM = f"load_module {STREAM_MODULE};\n" if STREAM_MODULE.exists() else ""
PLACES = {
    "main": "{} events {{}}",
    "http": "events {{}} http {{ {} }}",
    "server": "events {{}} http {{ server {{ {} }} }}",
    "location": "events {{}} http {{ proxy_cache_path c keys_zone=c:1m; "
    "server {{ location / {{ proxy_cache c; {} }} }} }}",
}


def parsed(text: str, language: str, page: str) -> str | None:
    """What is wrong with it, empty if nothing is; None where nothing here can tell."""
    missing = [
        name for name in APART.findall(text) if not re.search(ELSEWHERE[name], page)
    ]
    if missing:
        return f"{missing[0]} is not in every edition, and the page does not say so"
    reader = READERS.get(language)
    return reader(text) if reader else None


def nginx(text: str) -> str:
    """The last complaint of `nginx -t` if no place in a configuration takes the lines."""
    lines = APART.sub("", text)
    wrong = ""
    for place in PLACES.values():
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "nginx.conf"
            kept = lines.replace("/var/log/nginx", folder).replace(
                "/etc/nginx", folder
            )
            kept = re.sub(
                r"(proxy_pass (?:https?://)?+|server )[a-z][\w.-]*",
                r"\g<1>127.0.0.1",
                kept,
            )
            kept = kept.replace("listen 443", "listen 127.0.0.1:18443")
            path.write_text(f"{STREAM}pid p;\n{place.format(kept)}")
            wrong = _said(
                "nginx", "-t", "-p", folder, "-c", str(path), "-e", "stderr"
            )
        if not wrong:
            return ""
    return wrong


def apache(text: str) -> str:
    """The complaint of `apache2 -t` if neither a server, a folder nor `.htaccess` takes it."""
    lines = APART.sub("", text)
    wrong = ""
    for place in (
        "{}",
        "<Location />\n{}\n</Location>",
        "<Directory />\n{}\n</Directory>",
    ):
        with tempfile.TemporaryDirectory() as folder:
            loads = [
                f"LoadModule {name}_module {MODULES}/mod_{name}.so" for name in LOADED
            ]
            head = [
                f"ServerRoot {folder}",
                f"ErrorLog {folder}/log",
                "ServerName x",
                "TypesConfig /dev/null",
                *loads,
            ]
            path = Path(folder) / "httpd.conf"
            path.write_text(
                "\n".join([*head, "Listen 127.0.0.1:18444", place.format(lines)])
            )
            wrong = _said("apache2", "-t", "-f", str(path))
        if not wrong:
            return ""
    return wrong


def haproxy(text: str) -> str:
    """The complaint of `haproxy -c`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "haproxy.cfg"
        head = "defaults\n    timeout client 1s\n    timeout server 1s\n    timeout connect 1s\n"
        path.write_text(f"{head}{text}\n")
        return _said("haproxy", "-c", "-q", "-f", str(path))


def python(text: str) -> str:
    """The syntax error, if there is one; `await` may stand anywhere."""
    try:
        compile(text, "page", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    except SyntaxError as error:
        return str(error)
    return ""


def javascript(text: str) -> str:
    """The complaint of Node, as a module or in a function."""
    wrong = ""
    for place in ("{}", "async function page() {{\n{}\n}}"):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "page.mjs"
            path.write_text(place.format(text))
            wrong = _said("node", "--check", str(path))
        if not wrong:
            return ""
    return wrong


def environment(text: str) -> str:
    """The first line that Node does not take from a file of variables."""
    names = [
        line.partition("=")[0]
        for line in text.splitlines()
        if not line.startswith("#")
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ".env"
        path.write_text(text)
        said = f"for (const n of {json.dumps(names)}) if (!process.env[n]) throw new Error(n)"
        return _said("node", f"--env-file={path}", "-e", said)


def _on_input(*words: str, place: str = "{}") -> Callable[[str], str]:
    def read(text: str) -> str:
        return _said(*words, text=place.replace("{}", text))

    return read


def _loaded(load: Callable[[str], object]) -> Callable[[str], str]:
    def read(text: str) -> str:
        try:
            load(text)
        except (ValueError, yaml.YAMLError, SyntaxError, configparser.Error) as error:
            return str(error)
        return ""

    return read


def _said(program: str, *words: str, text: str = "") -> str:
    """What it complains of; empty where it is content."""
    found = shutil.which(program, path="/usr/sbin:" + (os.environ["PATH"]))
    if not found:
        return f"{program} is not installed"
    done = subprocess.run(
        [found, *words],
        input=text,
        text=True,
        capture_output=True,
        timeout=60,
        check=False,
    )
    return "" if done.returncode == 0 else (done.stderr or done.stdout).strip()


def php(text: str) -> str:
    """The complaint of `php -l`."""
    return _said(
        "php", "-l", text=text if text.startswith("<?php") else f"<?php\n{text}"
    )


def java(text: str) -> str:
    """The complaint of javac about statements in a method."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "Page.java"
        path.write_text(
            "import java.nio.file.*; class Page { void page(Path path) throws Exception {\n"
            f"{text}\n}} }}"
        )
        return _said("javac", "-d", folder, str(path))


def _grammar(module: str) -> Callable[[str], str | None]:
    """A reader by a grammar of tree-sitter; it tells nothing where that is not installed."""

    def read(text: str) -> str | None:
        try:
            sitter = importlib.import_module("tree_sitter")
            language = sitter.Language(importlib.import_module(module).language())
        except ImportError:
            return None
        root = sitter.Parser(language).parse(text.encode()).root_node
        return (
            f"the grammar does not know it: {str(root)[:300]}"
            if root.has_error
            else ""
        )

    return read


READERS: dict[str, Callable[[str], str | None]] = {
    "nginx": nginx,
    "apache": apache,
    "haproxy": haproxy,
    "python": python,
    "js": javascript,
    "env": environment,
    "php": php,
    "java": java,
    "powershell": _grammar("tree_sitter_powershell"),
    "csharp": _grammar("tree_sitter_c_sharp"),
    "go": _on_input("gofmt"),
    "ruby": _on_input("ruby", "-c"),
    "yaml": _loaded(yaml.safe_load),
    "json": _loaded(json.loads),
    "xml": _loaded(lambda text: ElementTree.fromstring(f"<x>{text}</x>")),
    "ini": _loaded(lambda text: configparser.ConfigParser().read_string(text)),
    "properties": _loaded(
        lambda text: configparser.ConfigParser().read_string(f"[x]\n{text}")
    ),
}
