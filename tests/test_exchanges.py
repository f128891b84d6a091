"""What curl shows of real exchanges, pasted into the diagnosis as a reader would paste it."""

import os
import subprocess
import time
from pathlib import Path

import pytest
from causebook.diagnosis.headless import Engine
from causebook.model import Audience
from causebook.pipeline import opened
from servers import apache, nginx, process
from servers.app import token
from servers.sites import BASIC, GROUP_SITE, bearer, digest_site

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module", autouse=True)
def engine():
    """The engine with the shipped book, which `told` asks."""
    book = opened(ROOT, Audience.PUBLIC)
    with Engine(book.knowledge, book.reading) as running:
        told.engine = running
        yield


def curl(*words: str) -> str:
    """The command and everything that curl prints, as a terminal shows it."""
    done = subprocess.run(
        [
            process.installed("curl"),
            "-q",
            "-sv",
            "--noproxy",
            "" if "-x" in words else "*",
            *words,
        ],
        text=True,
        timeout=20,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, "LC_ALL": "C"},
    )
    return f"$ curl -v {' '.join(map(quoted, words))}\n{done.stdout}"


def quoted(word: str) -> str:
    """A word of a command line as a person writes it: what is a header, or has blanks, in quotes."""
    is_header = ":" in word and "//" not in word
    return f"'{word}'" if is_header or " " in word else word


def told(paste: str) -> dict:
    """What is said of a paste: verdict, what else it is, causes."""
    answer = told.engine.diagnose(paste)
    verdict = answer["verdict"]
    otherwise = verdict["otherwise"] and verdict["otherwise"]["symptom"]
    return {
        "verdict": verdict["kind"],
        "otherwise": otherwise,
        "causes": answer["causes"],
    }


def says(paste: str, cause: str, *verdicts: str) -> None:
    """The diagnosis puts this cause first and is at least so sure."""
    result = told(paste)
    first = [item["id"] for item in result["causes"][:3]]
    assert (result["verdict"], first[:1]) in [
        (verdict, [cause]) for verdict in verdicts or ("very likely", "likely")
    ], (first, paste)


def test_nothing_sent_to_nginx(web):
    server = web(nginx, f"location / {{ {BASIC.format('FOLDER')} }}")
    says(curl(server.url), "no-credentials-sent")


def test_wrong_password_at_nginx(web):
    server = web(nginx, f"location / {{ {BASIC.format('FOLDER')} }}")
    says(curl("-u", "bob:guess", server.url), "wrong-username-or-password", "likely")
    says(
        curl("-u", "bob:guess", server.url) + server.logged(),
        "wrong-username-or-password",
        "very likely",
        "likely",
    )


def test_wrong_password_at_apache_with_digest(web):
    server = web(apache, digest_site(), modules=["auth_digest", "dir"])
    says(
        curl("--digest", "-u", "bob:guess", server.url),
        "wrong-username-or-password",
        "likely",
        "very likely",
    )


def test_basic_where_digest_is_wanted(web):
    server = web(apache, digest_site(), modules=["auth_digest", "dir"])
    says(
        curl("-u", "bob:secret", server.url), "wrong-scheme", "very likely", "likely"
    )


def test_basic_where_bearer_is_wanted(app):
    says(
        curl("-u", "bob:secret", app(bearer()).url),
        "wrong-scheme",
        "very likely",
        "likely",
    )


def test_no_token(app):
    says(curl(app(bearer()).url + "/orders"), "no-credentials-sent")


def test_an_expired_token(app):
    old = token({"iat": time.time() - 7200, "exp": time.time() - 3600})
    says(
        curl("-H", f"Authorization: Bearer {old}", app(bearer()).url),
        "expired-access-token",
        "very likely",
    )


def test_an_expired_token_and_a_server_that_gives_no_reason(app):
    old = token({"iat": time.time() - 7200, "exp": time.time() - 3600})
    api = app(
        lambda _: (401, {"WWW-Authenticate": "Bearer"}, '{"error":"unauthorized"}')
    )
    says(
        curl("-H", f"Authorization: Bearer {old}", api.url),
        "expired-access-token",
        "very likely",
    )


def test_a_token_from_the_future(app):
    early = token(
        {
            "iat": time.time() + 600,
            "nbf": time.time() + 600,
            "exp": time.time() + 4000,
        }
    )
    says(
        curl("-H", f"Authorization: Bearer {early}", app(bearer()).url),
        "issuer-clock-ahead",
        "very likely",
        "likely",
    )


def test_a_token_of_which_half_is_missing(app):
    half = token({"exp": time.time() + 600})[:60]
    says(
        curl("-H", f"Authorization: Bearer {half}", app(bearer()).url),
        "malformed-token",
        "very likely",
        "likely",
    )


def test_a_redirect_to_another_host(web, app):
    api = app(bearer())
    door = web(
        nginx, f"location / {{ return 307 http://localhost:{api.port}$request_uri; }}"
    )
    sent = f"Authorization: Bearer {token({'exp': time.time() + 60})}"
    says(
        curl("-L", "-H", sent, door.url + "/orders"),
        "redirect-drops-authorization",
        "very likely",
        "likely",
    )


def test_a_proxy_that_clears_the_header(web, app):
    api = app(bearer())
    sent = f"Authorization: Bearer {token({'exp': time.time() + 60})}"
    door = web(
        nginx,
        f'location / {{ proxy_pass {api.url}; proxy_set_header Authorization ""; }}',
    )
    says(
        curl("-H", sent, api.url + "/me") + curl("-H", sent, door.url + "/me"),
        "header-stripped-by-proxy",
        "very likely",
        "likely",
    )


def test_a_line_feed_in_basic(web):
    server = web(nginx, f"location / {{ {BASIC.format('FOLDER')} }}")
    says(
        curl("-H", "Authorization: Basic Ym9iOnNlY3JldAo=", server.url),
        "stray-characters-in-credential",
        "very likely",
        "likely",
    )


def test_a_variable_that_nobody_filled_in(app):
    says(
        curl("-H", "Authorization: Bearer undefined", app(bearer()).url),
        "empty-credential-sent",
        "very likely",
        "likely",
    )
    says(
        curl("-H", "Authorization: Bearer {{token}}", app(bearer()).url),
        "empty-credential-sent",
        "very likely",
        "likely",
    )


def test_an_empty_token(app):
    says(
        curl("-H", "Authorization: Bearer ", app(bearer()).url),
        "empty-credential-sent",
        "very likely",
        "likely",
    )


def test_the_word_bearer_twice(app):
    good = token({"exp": time.time() + 600})
    says(
        curl("-H", f"Authorization: Bearer Bearer {good}", app(bearer()).url),
        "malformed-authorization-header",
        "very likely",
        "likely",
    )


def test_no_word_before_the_token(app):
    good = token({"exp": time.time() + 600})
    says(
        curl("-H", f"Authorization: {good}", app(bearer()).url),
        "malformed-authorization-header",
        "very likely",
        "likely",
    )


def test_a_misspelt_header(app):
    good = token({"exp": time.time() + 600})
    says(
        curl("-H", f"Authorisation: Bearer {good}", app(bearer()).url),
        "credential-in-wrong-place",
        "very likely",
        "likely",
    )


def test_a_preflight_that_is_refused(app):
    says(
        curl(
            "-X",
            "OPTIONS",
            "-H",
            "Origin: https://shop.example.com",
            "-H",
            "Access-Control-Request-Method: GET",
            "-H",
            "Access-Control-Request-Headers: authorization",
            app(bearer()).url,
        ),
        "preflight-authenticated",
        "very likely",
        "likely",
    )


def test_the_wrong_group_at_apache(web):
    server = web(apache, GROUP_SITE, modules=["authz_groupfile", "dir"])
    (server.folder / "groups").write_text("editors: carol\n")
    says(
        curl("-u", "bob:secret", server.url) + server.logged(),
        "not-in-required-group",
        "very likely",
        "likely",
    )


def test_a_password_file_that_is_not_there(web):
    server = web(
        nginx,
        "location / { auth_basic Files; auth_basic_user_file FOLDER/users.gone; }",
    )
    says(
        curl(server.url) + curl("-u", "bob:secret", server.url) + server.logged(),
        "password-file-wrong",
        "very likely",
        "likely",
        "possible",
    )


def test_success_is_no_401(web):
    server = web(nginx, "location / { }")
    assert told(curl(server.url + "/index.html"))["verdict"] == "not here"


def test_403_is_no_401(web):
    server = web(nginx, "location / { deny all; }")
    result = told(curl("-u", "bob:secret", server.url))
    assert (result["verdict"], result["otherwise"]) == ("not here", "status-403")


def test_a_proxy_that_wants_credentials_is_a_407(app):
    proxy = app(
        lambda _: (407, {"Proxy-Authenticate": 'Basic realm="office"'}, "who are you")
    )
    result = told(curl("-x", proxy.url, "http://api.example.com/v1/me"))
    assert (result["verdict"], result["otherwise"]) == ("not here", "status-407")
    assert (
        told(curl("-x", proxy.url, "https://api.example.com/v1/me"))["otherwise"]
        == "status-407"
    )


def test_no_server_is_no_401():
    result = told(curl(f"http://127.0.0.1:{process.free_port()}/"))
    assert (result["verdict"], result["otherwise"]) == ("not here", "no-answer")


def test_after_the_handshake_of_digest_nothing_is_wrong(web):
    server = web(apache, digest_site(), modules=["auth_digest", "dir"])
    assert (
        told(curl("--digest", "-u", "bob:secret", server.url))["verdict"]
        == "not here"
    )
