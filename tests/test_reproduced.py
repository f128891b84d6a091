"""Causes shown on real servers: the exchange that fails with 401, then the book's fix, then success.

`@causes` is for what programs that people run do by themselves: they judge, and their settings decide. Where an
application of the tests judges, or a setting of the test makes the 401, it is `@simulated`.
"""

import base64
import hashlib
import os
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
import requests
from servers import apache, nginx, process
from servers.app import claims_of, token
from servers.sites import BASIC, GROUP_SITE, bearer, digest_site, hashed

CAUSES = Path(__file__).parents[1] / "causes" / "http-401"


def causes(*ids: str):
    """Marks a test with the causes that it shows; they have to be in the book."""
    missing = [name for name in ids if not (CAUSES / f"{name}.yml").exists()]
    assert not missing, f"the book has no cause {missing}"
    return lambda test: test


simulated = causes


@pytest.fixture
def curl(tmp_path):
    """The status that curl ends with."""
    program = process.installed("curl")

    def call(*words: str) -> int:
        done = subprocess.run(
            [program, "-q", "-sS", "-o", str(tmp_path / "body"), "-w", "%{http_code}", *words],
            text=True,
            capture_output=True,
            timeout=20,
            check=True,
            env={**os.environ, "NO_PROXY": "*", "no_proxy": "*"},
        )
        return int(done.stdout)

    return call


def basic(text: str) -> str:
    return "Basic " + base64.b64encode(text.encode()).decode()


def ask(url: str, **headers: str) -> tuple[int, dict]:
    """Status and headers of one request without a proxy; `X_Y` is sent as X-Y."""
    request = urllib.request.Request(
        url, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(
            request, timeout=20
        ) as answer:
            return answer.status, dict(answer.headers)
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers)


@causes("wrong-username-or-password")
def test_wrong_password(web):
    server = web(nginx, f"location / {{ {BASIC.format('FOLDER')} }}")
    assert ask(server.url, Authorization=basic("bob:Secret"))[0] == 401
    assert ask(server.url, Authorization=basic("bobby:secret"))[0] == 401
    assert 'user "bob": password mismatch' in server.logged()
    assert 'user "bobby" was not found' in server.logged()
    assert ask(server.url, Authorization=basic("bob:secret"))[0] == 200


@causes("no-credentials-sent")
def test_no_credentials(web):
    server = web(nginx, f"location / {{ {BASIC.format('FOLDER')} }}")
    status, headers = ask(server.url)
    assert (status, headers["WWW-Authenticate"]) == (401, 'Basic realm="Files"')
    assert "no user/password was provided" in server.logged()
    assert ask(server.url, Authorization=basic("bob:secret"))[0] == 200


@causes("stray-characters-in-credential")
def test_line_break_in_basic(web):
    server = web(nginx, f"location / {{ {BASIC.format('FOLDER')} }}")
    made = {
        how: subprocess.run(
            ["sh", "-c", f"{how} | base64"], text=True, capture_output=True, check=True
        ).stdout.strip()
        for how in ("echo bob:secret", "printf %s bob:secret")
    }
    assert ask(server.url, Authorization="Basic " + made["echo bob:secret"])[0] == 401
    assert ask(server.url, Authorization="Basic " + made["printf %s bob:secret"])[0] == 200


@causes("credential-mangled-by-client")
def test_percent_encoded_password(web, curl):
    server = web(nginx, f"location / {{ {BASIC.format('FOLDER')} }}")
    assert curl("-u", "carol:p%40ss", server.url) == 401
    assert curl("-u", "carol:p@ss", server.url) == 200
    assert curl(server.url.replace("//", "//carol:p%40ss@")) == 200


@causes("wrong-scheme")
def test_basic_where_digest_is_wanted(web, curl):
    server = web(apache, digest_site(), modules=["auth_digest", "dir"])
    assert curl("-u", "bob:secret", server.url) == 401
    assert "client used wrong authentication scheme `Basic'" in server.logged()
    assert curl("--digest", "-u", "bob:secret", server.url) == 200


@causes("stale-nonce")
def test_old_nonce(web):
    server = web(apache, digest_site("AuthDigestNonceLifetime 1"), modules=["auth_digest", "dir"])
    nonce = ask(server.url)[1]["WWW-Authenticate"].partition('nonce="')[2].partition('"')[0]
    header = digest(nonce)
    assert ask(server.url + "/", Authorization=header)[0] == 200
    time.sleep(2.1)
    status, headers = ask(server.url + "/", Authorization=header)
    assert status == 401
    assert "stale=true" in headers["WWW-Authenticate"]
    fresh = headers["WWW-Authenticate"].partition('nonce="')[2].partition('"')[0]
    assert ask(server.url + "/", Authorization=digest(fresh))[0] == 200


def digest(nonce: str) -> str:
    def md5(text):
        return hashlib.md5(text.encode()).hexdigest()

    answer = md5(f"{md5('bob:Reports:secret')}:{nonce}:00000001:abc:auth:{md5('GET:/')}")
    return (
        f'Digest username="bob", realm="Reports", nonce="{nonce}", uri="/", qop=auth, nc=00000001, cnonce="abc", '
        f'response="{answer}", algorithm=MD5'
    )


@causes("not-in-required-group")
def test_group(web):
    server = web(apache, GROUP_SITE, modules=["authz_groupfile", "dir"])
    groups = server.folder / "groups"
    groups.write_text("editors: carol\n")
    assert ask(server.url, Authorization=basic("bob:secret"))[0] == 401
    assert 'AH01631: user bob: authorization failure for "/"' in server.logged()
    groups.write_text("editors: carol bob\n")
    assert ask(server.url, Authorization=basic("bob:secret"))[0] == 200


@causes("redirect-drops-authorization")
def test_redirect(web, curl):
    api = web(nginx, f"location / {{ {BASIC.format('FOLDER')} }}")
    door = web(nginx, f"location / {{ return 307 {api.url}$request_uri; }}")
    assert curl("-L", "-u", "bob:secret", door.url + "/") == 401
    assert "no user/password was provided" in api.logged()
    assert curl("-L", "-u", "bob:secret", api.url + "/") == 200


@causes("netrc-overrides-header")
def test_netrc(web, tmp_path, monkeypatch):
    api = web(nginx, f"location / {{ {BASIC.format('FOLDER')} }}")
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login carol password old\n")
    monkeypatch.setenv("NETRC", str(netrc))
    headers = {"Authorization": basic("bob:secret")}
    assert requests.get(api.url, headers=headers, timeout=20).status_code == 401
    assert 'user "carol": password mismatch' in api.logged()
    session = requests.Session()
    session.trust_env = False
    assert session.get(api.url, headers=headers, timeout=20).status_code == 200


@causes("empty-credential-sent")
def test_unset_variable(web):
    process.installed("curl")
    api = web(nginx, f"location / {{ {BASIC.format('FOLDER')} }}")
    shell = (
        f'curl -q -s -o /dev/null --noproxy "*" -w "%{{http_code}}" -u "bob:$PASSWORD" {api.url}'
    )
    clean = {name: value for name, value in os.environ.items() if name != "PASSWORD"}
    for env, status in ((clean, "401"), ({**clean, "PASSWORD": "secret"}, "200")):
        assert (
            subprocess.run(
                ["sh", "-c", shell], text=True, capture_output=True, env=env, check=True
            ).stdout
            == status
        )


@simulated("expired-access-token")
def test_expired_token(app):
    api = app(bearer())
    status, headers = ask(api.url, Authorization=f"Bearer {token({'exp': time.time() - 1})}")
    assert (status, "expired" in headers["WWW-Authenticate"]) == (401, True)
    assert ask(api.url, Authorization=f"Bearer {token({'exp': time.time() + 60})}")[0] == 200


@simulated("issuer-clock-ahead")
def test_issuer_ahead(app):
    issued = token({"nbf": time.time() + 20, "exp": time.time() + 900})
    status, headers = ask(app(bearer()).url, Authorization=f"Bearer {issued}")
    assert (status, "not yet valid" in headers["WWW-Authenticate"]) == (401, True)
    assert ask(app(bearer(leeway=60)).url, Authorization=f"Bearer {issued}")[0] == 200


@simulated("verifier-clock-ahead")
def test_verifier_ahead(app):
    issued = token({"exp": time.time() + 300})
    status, headers = ask(
        app(bearer(now=lambda: time.time() + 600)).url, Authorization=f"Bearer {issued}"
    )
    assert (status, "expired" in headers["WWW-Authenticate"]) == (401, True)
    assert ask(app(bearer()).url, Authorization=f"Bearer {issued}")[0] == 200


@simulated("wrong-audience")
def test_audience(app):
    api = app(bearer(aud="orders"))
    later = time.time() + 60
    assert ask(api.url, Authorization=f"Bearer {token({'exp': later, 'aud': 'billing'})}")[0] == 401
    assert ask(api.url, Authorization=f"Bearer {token({'exp': later, 'aud': 'orders'})}")[0] == 200


@causes("password-file-wrong")
def test_plain_password_in_user_file(web):
    server = web(nginx, f"location / {{ {BASIC.format('FOLDER')} }}")
    users = server.folder / "users"
    users.write_text("bob:secret\n")
    assert ask(server.url, Authorization=basic("bob:secret"))[0] == 401
    users.write_text(f"bob:{hashed('secret')}\n")
    assert ask(server.url, Authorization=basic("bob:secret"))[0] == 200


@causes("header-stripped-by-proxy")
def test_proxy_clears_header(web):
    api = web(nginx, f"location / {{ {BASIC.format('FOLDER')} }}")
    header = basic("bob:secret")
    broken = web(
        nginx, f'location / {{ proxy_pass {api.url}; proxy_set_header Authorization ""; }}'
    )
    assert ask(broken.url, Authorization=header)[0] == 401
    assert "no user/password was provided" in api.logged()
    fixed = web(nginx, f"location / {{ proxy_pass {api.url}; }}")
    assert ask(fixed.url, Authorization=header)[0] == 200


@simulated("header-not-passed-to-application")
def test_cgi(web):
    script = """#!/bin/sh
[ -n "$HTTP_AUTHORIZATION" ] || printf 'Status: 401 Unauthorized\\r\\nWWW-Authenticate: Bearer\\r\\n'
printf 'Content-Type: text/plain\\r\\n\\r\\n'
"""
    for setting, status in (("", 401), ("CGIPassAuth On", 200)):
        server = web(
            apache,
            f"ScriptSock FOLDER/cgisock\nScriptAlias /me FOLDER/me.cgi\n<Location /me>\n{setting}\n</Location>",
            modules=["cgid"],
        )
        process.wait_for(lambda folder=server.folder: any(folder.glob("cgisock*")))
        (server.folder / "me.cgi").write_text(script, "utf-8")
        (server.folder / "me.cgi").chmod(0o755)
        assert ask(server.url + "/me", Authorization="Bearer abc")[0] == status


@causes("cached-401")
def test_cached_answer(web):
    api = web(nginx, f"location / {{ {BASIC.format('FOLDER')} }}")
    header = basic("bob:secret")
    for setting, status in (
        ("", 401),
        ("proxy_cache_bypass $http_authorization; proxy_no_cache $http_authorization;", 200),
    ):
        server = web(
            nginx,
            f"location / {{ proxy_cache c; proxy_cache_valid any 10m; {setting} proxy_pass {api.url}; }}",
            "proxy_cache_path FOLDER/cache keys_zone=c:1m;",
        )
        assert ask(server.url)[0] == 401
        assert ask(server.url, Authorization=header)[0] == status


@simulated("auth-backend-down")
def test_auth_request(web, app):
    checker = app(bearer())
    header = f"Bearer {token({'exp': time.time() + 60})}"
    for address, status in ((f"http://127.0.0.1:{process.free_port()}", 401), (checker.url, 200)):
        server = web(
            nginx,
            f"""location / {{ auth_request /verify; error_page 500 =401 /signin; }}
location = /verify {{ internal; proxy_pass {address}; }}
location = /signin {{ internal; return 401 "sign in"; }}""",
        )
        assert ask(server.url, Authorization=header)[0] == status
        assert ("auth request unexpected status: 502" in server.logged()) == (status == 401)


@simulated("secret-differs-between-nodes")
def test_two_nodes(web, app):
    header = f"Bearer {token({'exp': time.time() + 60})}"

    def node(key):
        def answer(request):
            known = claims_of(request.headers["Authorization"].partition(" ")[2], key)
            return (
                (200, {}, "welcome")
                if known
                else (401, {"WWW-Authenticate": 'Bearer error="invalid_token"'}, "")
            )

        return app(answer)

    for keys, expected in ((("k" * 32, "x" * 32), {200, 401}), (("k" * 32, "k" * 32), {200})):
        nodes = "".join(f"server 127.0.0.1:{node(key).port};" for key in keys)
        server = web(
            nginx, "location / { proxy_pass http://nodes; }", f"upstream nodes {{ {nodes} }}"
        )
        assert {ask(server.url, Authorization=header)[0] for _ in range(6)} == expected
