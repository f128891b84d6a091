"""Registries of packages (verdaccio, pypiserver) and of images (Docker's), and their clients."""

import re

from servers.process import Server

from reproduce.bench import ENVIRONMENT, Bench
from reproduce.recording import Seen
from reproduce.registry import reproduces

VERDACCIO = """storage: FOLDER/storage
auth:
  htpasswd: {file: FOLDER/users}
uplinks: {}
packages:
  '**': {access: $authenticated, publish: $authenticated}
log: {type: stdout, format: pretty, level: http, colors: false}
listen: 127.0.0.1:PORT
"""


def _npm(at: Bench, more: str = "") -> tuple[Server, str]:
    """A private npm registry with one package, and a token for it."""
    words = ["FOLDER/config.yml"]
    program = str(ENVIRONMENT / "js" / "node_modules" / ".bin" / "verdaccio")
    server = at.program(
        program,
        "--config",
        *words,
        config_yml=VERDACCIO.replace("  '**'", f"{more}  '**'"),
    )
    request = (
        f"curl -sS -X PUT -u alice:secret -H 'Content-Type: application/json' "
        f'-d \'{{"name":"alice","password":"secret"}}\' {server.url}/-/user/org.couchdb.user:alice'
    )
    said = at.shell(request)
    token = re.search(r'"token": "([^"]+)', said)[1]
    folder = at.folder / "package"
    folder.mkdir(exist_ok=True)
    (folder / "package.json").write_text(
        '{"name": "@owner/tools", "version": "1.0.0"}', "utf-8"
    )
    host = server.url.partition(":")[2]
    (folder / ".npmrc").write_text(f"{host}/:_authToken={token}\n", "utf-8")
    at.shell(f"cd package && npm publish --registry {server.url}")
    return server, token


NPM = ("js:verdaccio", "npm")


@reproduces("package-registry-needs-login", "log-in-to-the-registry/npm", *NPM)
def private_registry(at: Bench) -> Seen:
    server, token = _npm(at)
    before = at.shell(
        f"npm view @owner/tools version --@owner:registry={server.url}/"
    )
    lines = at.given("npm").replace("https://npm.pkg.github.com", f"{server.url}/")
    lines = lines.replace(
        "//npm.pkg.github.com/", server.url.partition(":")[2] + "/"
    ).replace("@OWNER", "@owner")
    after = at.shell(lines + "\nnpm view @owner/tools version", NODE_AUTH_TOKEN=token)
    return Seen(
        "A package in a private npm registry (verdaccio), on a machine where no login was set up yet.",
        before,
        "npm error code E401",
        after.replace(token, "<token>"),
        success="1.0.0",
        change=lines,
        answers={"nothing-set-up-yet": "yes"},
    )


@reproduces(
    "settings-not-applied", "review-the-client-configuration/correct-one-thing", *NPM
)
def another_name(at: Bench) -> Seen:
    server, token = _npm(at)
    here = server.url.partition(":")[2]
    wrong = here.replace("127.0.0.1", "localhost")
    for address in (wrong, here):
        assert "//" in address
    set_to = "npm config set --location=user '{}/:_authToken' '${{NODE_AUTH_TOKEN}}'"
    call = f"npm view @owner/tools version --@owner:registry={server.url}/"
    listed = at.given("npm", "clear-stored-credentials/find-the-entries")
    before = at.shell(
        f"{set_to.format(wrong)}\n{listed}\n{call}", NODE_AUTH_TOKEN=token
    )
    after = at.shell(f"{set_to.format(here)}\n{call}", NODE_AUTH_TOKEN=token)
    return Seen(
        "The token for a private npm registry (verdaccio) is stored under localhost, the registry is called as 127.0.0.1.",
        before.replace(token, "<token>"),
        f"{wrong}/:_authToken",
        after.replace(token, "<token>"),
        success="1.0.0",
        change=set_to.format(here),
    )


@reproduces("hidden-resource", "check-permissions-and-account/check-the-name", *NPM)
def no_such_package(at: Bench) -> Seen:
    server, _ = _npm(at, "  '@owner/*': {access: $all, publish: $authenticated}\n")
    wrong = f"npm view @ower/tools version --registry={server.url}/"
    before = at.shell(wrong)
    after = at.shell(wrong.replace("ower", "owner"))
    return Seen(
        "An npm registry (verdaccio) whose packages of @owner anybody may read; the name was mistyped.",
        before,
        "npm view @ower/tools",
        after,
        success="1.0.0",
        change="@owner/tools",
        answers={"resource-is-public": "yes", "address-spelling-matters": "yes"},
    )


REGISTRY = """version: 0.1
storage: {filesystem: {rootdirectory: FOLDER/images}}
http: {addr: 127.0.0.1:PORT}
auth:
  token:
    realm: https://auth.example.com/token
    service: registry.example.com
    issuer: auth.example.com
    rootcertbundle: FOLDER/cert.pem
"""


def _images(at: Bench) -> Server:
    """Docker's registry, which trusts tokens that are signed with a key of ours."""
    at.shell(
        "openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 30 -subj /CN=auth.example.com"
    )
    cert = (at.folder / "cert.pem").read_text("utf-8")
    return at.program(
        "/usr/bin/docker-registry",
        "serve",
        "FOLDER/config.yml",
        config_yml=REGISTRY,
        cert_pem=cert,
    )


def _issued(
    at: Bench, *access: dict[str, object], service: str = "registry.example.com"
) -> str:
    """A token as the token service of a registry issues it."""
    claims = {
        "iss": "auth.example.com",
        "sub": "alice",
        "aud": service,
        "jti": "1",
        "access": list(access),
    }
    text = (
        "import base64, jwt, re, time\n"
        f"key, cert = open('{at.folder}/key.pem').read(), open('{at.folder}/cert.pem').read()\n"
        "chain = [''.join(cert.split('-----')[2].split())]\n"
        f"now = int(time.time()); claims = {claims!r} | dict(iat=now, nbf=now - 5, exp=now + 300)\n"
        "print(jwt.encode(claims, key, 'RS256', headers={'x5c': chain}))"
    )
    return at.python_says(text)


def _pull(
    at: Bench, server: Server, token: str, *more: str, name: str = "team/app"
) -> str:
    return at.curl(
        *more,
        "-H",
        f"Authorization: Bearer {token}",
        f"{server.url}/v2/{name}/blobs/uploads/",
    )


@reproduces(
    "missing-scope", "grant-the-scope/get-a-new-token", "docker-registry", "curl"
)
def pull_only(at: Bench) -> Seen:
    server = _images(at)
    access = {"type": "repository", "name": "team/app", "actions": ["pull"]}
    before = _pull(at, server, _issued(at, access), "-X", "POST")
    access["actions"] = ["pull", "push"]
    after = _pull(at, server, _issued(at, access), "-X", "POST")
    return Seen(
        "Docker's registry with a token service; the token was issued for pull, and the client pushes.",
        before,
        'error="insufficient_scope"',
        after,
        success="202",
        change='"actions": ["pull", "push"]',
        answers={"reading-works-writing-fails": "yes"},
    )


@reproduces(
    "token-limited-to-other-resources",
    "create-a-new-api-token/create-it",
    "docker-registry",
    "curl",
)
def other_repository(at: Bench) -> Seen:
    server = _images(at)
    access = {"type": "repository", "name": "team/app", "actions": ["pull", "push"]}
    before = _pull(at, server, _issued(at, access), "-X", "POST", name="team/web")
    access["name"] = "team/web"
    after = _pull(at, server, _issued(at, access), "-X", "POST", name="team/web")
    return Seen(
        "Docker's registry with a token service; the token was issued for another repository.",
        before,
        'scope="repository:team/web:',
        after,
        success="202",
        change='"name": "team/web"',
        answers={"the-same-credential-works-elsewhere": "yes"},
    )
