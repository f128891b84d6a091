"""The files of docs/recipes.md do what they say, as far as the programs can be had here."""

import gzip
import re
import shutil
import urllib.error
import urllib.request
from pathlib import Path

import pytest
import yaml
from causebook.site.policy import FORMS, policy_of
from servers import apache, nginx
from servers.process import free_port

pytestmark = pytest.mark.whole  # whole sites behind real servers

RECIPES = (Path(__file__).parents[1] / "docs" / "recipes.md").read_text("utf-8")
MIME = "include /etc/nginx/mime.types;"


def recipe(title: str) -> str:
    """The first file below a heading of the recipes."""
    return re.search(rf"^## {title}\n.*?^```\w+\n(.*?)^```$", RECIPES, re.M | re.S)[1]


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        """Show the redirect instead of following it."""


def fetch(url: str, **headers: str):
    """The response to a GET, whatever its status."""
    request = urllib.request.Request(url, headers=headers)
    try:
        return urllib.request.build_opener(Stay).open(request, timeout=20)
    except urllib.error.HTTPError as response:
        return response


@pytest.fixture
def site(built_once, open_to_all) -> Path:
    """A site that servers may read."""
    return shutil.copytree(built_once / "site" / "public", open_to_all / "site")


@pytest.fixture
def policy(site, open_to_all):
    """Writes the policy of the site, and gives the path of its file."""

    def write(form: str) -> Path:
        path = open_to_all / "policy.conf"
        path.write_text(FORMS[form](policy_of(site).headers), "utf-8")
        return path

    return write


def as_a_server(config: str, port: int, site: Path, policy: Path) -> str:
    """A recipe for nginx, with a place on this machine."""
    config = re.sub(r"listen \d+", f"listen 127.0.0.1:{port}", config)
    config = re.sub(r"/srv/\w+", str(site), config)
    return re.sub(r"/etc/nginx/\S+\.conf", str(policy), config)


def is_published(url: str) -> None:
    """What every server of a site does."""
    page = fetch(f"{url}/does-not-print/")
    assert page.status == 200
    assert page.headers["Content-Security-Policy"].startswith(
        "default-src 'none'; script-src 'self'"
    )
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    moved = fetch(f"{url}/does-not-print")
    assert (moved.status, moved.headers["Location"].removeprefix(url)) == (
        301,
        "/does-not-print/",
    )
    missing = fetch(f"{url}/no-such-page/")
    assert missing.status == 404
    assert b"data-md-color-scheme" in missing.read()
    assert missing.headers["Content-Security-Policy"]


def test_nginx_publishes_a_book(web, site, policy):
    port = free_port()
    config = as_a_server(recipe("nginx"), port, site, policy("nginx"))
    web(nginx, "", MIME + config)
    url = f"http://127.0.0.1:{port}"
    is_published(url)
    style = fetch(f"{url}/assets/causebook/site.css", **{"Accept-Encoding": "gzip"})
    assert (
        gzip.decompress(style.read())
        == (site / "assets/causebook/site.css").read_bytes()
    )


def test_apache_publishes_a_book(web, site, policy):
    config = recipe("Apache httpd").replace("/srv/help", str(site))
    config = config.replace("/etc/apache2/help-policy.conf", str(policy("apache")))
    is_published(web(apache, config, modules=["headers", "dir"]).url)


def test_nobody_reads_the_portal_who_has_not_signed_in(web, app, site, policy):
    def answer(request):
        if request.path.startswith("/oauth2/auth"):
            return (
                (202 if "session=good" in request.headers.get("Cookie", "") else 401),
                {},
                "",
            )
        return 200, {}, f"sign in: {request.path}"

    port = free_port()
    config = as_a_server(
        recipe("nginx behind single sign-on"), port, site, policy("nginx")
    )
    config = config.replace("http://127.0.0.1:4180", app(answer).url)
    web(nginx, "", MIME + config)
    url = f"http://127.0.0.1:{port}"
    for path in (
        "/",
        "/does-not-print/",
        "/assets/causebook/site.css",
        "/no-such-page",
        "/404.html",
    ):
        refused = fetch(url + path)
        assert refused.status == 302, path
        assert refused.headers["Location"] == f"/oauth2/sign_in?rd={path}"
    assert b"sign in: /oauth2/sign_in" in fetch(f"{url}/oauth2/sign_in?rd=/").read()
    page = fetch(f"{url}/does-not-print/", Cookie="session=good")
    assert page.status == 200
    assert page.headers["Cache-Control"] == "private, no-cache"
    assert page.headers["Content-Security-Policy"]


@pytest.mark.parametrize("title", ["GitHub Pages", "GitLab Pages"])
def test_a_workflow_is_yaml_and_builds_what_it_publishes(title):
    text = recipe(title)
    assert yaml.safe_load(text)
    assert "causebook build --audience public" in text
    assert "site/public" in text
