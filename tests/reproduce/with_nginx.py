"""nginx: its Basic authentication, what it does to headers on the way, what it keeps."""

import subprocess
from base64 import b64encode

from servers.sites import hashed

from reproduce.bench import Bench
from reproduce.recording import Seen
from reproduce.registry import reproduces

BASIC = 'auth_basic "Files"; auth_basic_user_file FOLDER/users;'
PROTECTED = f"location / {{ {BASIC} }}"
WEB = ("nginx-light", "curl")
OWNER = ("-u", "alice:secret")
NOTHING = "no user/password was provided for basic authentication"
MISMATCH = 'user "alice": password mismatch'


@reproduces("no-credentials-sent", "send-the-credentials/try-basic", *WEB)
def nothing_sent(at: Bench) -> Seen:
    server = at.nginx(PROTECTED)
    before = at.curl(server.url + "/") + at.log(server, NOTHING)
    after = at.page("curl", "secret", URL=server.url + "/")
    setting = "nginx asks for a password (auth_basic), and the request carries none."
    return Seen(setting, before, NOTHING, after)


@reproduces(
    "wrong-username-or-password",
    "verify-the-credentials/try-the-smallest-request",
    *WEB,
)
def wrong_password(at: Bench) -> Seen:
    server = at.nginx(PROTECTED)
    before = at.curl("-u", "alice:Secret", server.url + "/") + at.log(
        server, MISMATCH
    )
    after = at.page("curl", "secret", URL=server.url + "/", USER_NAME="alice")
    setting = "nginx compares with a password file, and the password was typed with a capital letter."
    return Seen(setting, before, MISMATCH, after)


@reproduces(
    "header-stripped-by-proxy", "pass-the-authorization-header/remove-it", *WEB
)
def header_cleared(at: Bench) -> Seen:
    api = at.nginx(PROTECTED)
    broken = at.nginx(
        f'location / {{ proxy_pass {api.url}; proxy_set_header Authorization ""; }}'
    )
    direct = at.curl("-o", "/dev/null", *OWNER, api.url + "/")
    before = at.curl(*OWNER, broken.url + "/") + at.log(api, NOTHING)
    at.stop(broken)
    fixed = at.nginx(f"location / {{ proxy_pass {api.url}; {at.given('nginx')} }}")
    after = at.curl(*OWNER, fixed.url + "/")
    return Seen(
        "One nginx in front of another; the first empties the header, the second asks for a password.",
        before,
        NOTHING,
        after,
        change=at.change,
        answers={
            "works-directly-not-through-proxy": "yes" if " 200 " in direct else "no"
        },
    )


@reproduces(
    "password-file-wrong",
    "repair-the-password-file/set-the-password-again",
    *WEB,
    "apache2-utils",
)
def hash_eaten_by_the_shell(at: Bench) -> Seen:
    server = at.nginx(PROTECTED)
    users = server.folder / "users"
    made = ["openssl", "passwd", "-apr1", "-salt", "12345678", "secret"]
    line = subprocess.run(
        made, text=True, capture_output=True, check=True
    ).stdout.strip()
    subprocess.run(["bash", "-c", f'echo "alice:{line}" > {users}'], check=True)
    shape = at.page(
        step="repair-the-password-file/look-at-the-shape", FILE=str(users)
    )
    before = at.curl(*OWNER, server.url + "/") + at.log(server, MISMATCH) + shape
    after = at.page("linux", "secret\nsecret", FILE=str(users), USER_NAME="alice")
    after += at.curl(*OWNER, server.url + "/")
    return Seen(
        "A line of htpasswd was written with echo in double quotes, so the shell took the dollar signs.",
        before,
        shape.strip().splitlines()[-1].strip(),
        after,
        answers={"fails-for-everyone": "yes", "password-file-mentioned": "yes"},
    )


@reproduces("cached-401", "purge-the-cached-401/stop-storing", *WEB)
def kept_by_a_cache(at: Bench) -> Seen:
    api = at.nginx(PROTECTED)
    zone = "proxy_cache_path FOLDER/cache keys_zone=c:1m;"
    site = f"location / {{ proxy_pass {api.url}; proxy_cache c; %s add_header X-Cache $upstream_cache_status always; }}"
    cache = at.nginx(site % "proxy_cache_valid any 10m;", zone)
    at.curl(cache.url + "/")
    before = at.curl(*OWNER, cache.url + "/")
    at.stop(cache)
    cache = at.nginx(site % at.given("nginx"), zone)
    at.curl(cache.url + "/")
    after = at.curl(*OWNER, cache.url + "/")
    return Seen(
        "nginx as a cache with “proxy_cache_valid any”; somebody without a password asked just before.",
        before,
        "X-Cache: HIT",
        after,
        change=at.change,
        answers={
            "works-directly-not-through-proxy": "yes",
            "credential-said-to-be-right": "yes",
        },
    )


@reproduces(
    "redirect-drops-authorization", "call-the-final-url/use-the-final-url", *WEB
)
def redirected(at: Bench) -> Seen:
    api = at.nginx(PROTECTED)
    door = at.nginx(f"location / {{ return 308 {api.url}$request_uri; }}")
    before = at.curl("-L", *OWNER, door.url + "/items")
    (api.folder / "items").write_text("two items\n", "utf-8")
    found = at.page(
        "curl", step="call-the-final-url/find-the-end", URL=door.url + "/items"
    )
    after = at.curl(*OWNER, api.url + "/items")
    return Seen(
        "The old address of an API redirects to another port of the host; curl follows it with -L.",
        before,
        f"< Location: {api.url}/items",
        after,
        change=found.strip().splitlines()[-1].partition(" 401")[0],
    )


@reproduces(
    "stray-characters-in-credential",
    "remove-stray-characters/encode-without-a-line-break",
    *WEB,
)
def line_break(at: Bench) -> Seen:
    server = at.nginx(PROTECTED)
    call = f'curl -sv -H "Authorization: Basic $B64" {server.url}/'
    before = at.shell(f"B64=$(echo alice:secret | base64)\n{call}") + at.log(
        server, MISMATCH
    )
    looked = at.page(
        "linux",
        step="remove-stray-characters/decode-the-basic-value",
        B64="YWxpY2U6c2VjcmV0Cg==",
    )
    lines = at.given("linux")
    after = at.shell(f"B64=$({lines})\n{call}", USER_NAME="alice", PASSWORD="secret")
    return Seen(
        "The value of a Basic header was made with echo, which adds a line feed.",
        before + looked,
        "\\n",
        after,
    )


@reproduces(
    "credential-mangled-by-client",
    "encode-the-credential-rightly/try-the-prompt",
    *WEB,
)
def percent_encoded(at: Bench) -> Seen:
    server = at.nginx(PROTECTED, users=f"alice:{hashed('p@ss')}\n")
    before = at.curl("-u", "alice:p%40ss", server.url + "/") + at.log(
        server, MISMATCH
    )
    after = at.page("curl", "p@ss", URL=server.url + "/")
    return Seen(
        "The password is p@ss; it was percent-encoded for an option that takes it as it is.",
        before,
        "curl -sv -u alice:p%40ss",
        after,
    )


@reproduces(
    "credential-put-together-wrongly",
    "put-the-parts-together-rightly/let-curl-join",
    *WEB,
)
def encoded_twice(at: Bench) -> Seen:
    server = at.nginx(PROTECTED)
    twice = b64encode(b64encode(b"alice:secret")).decode()
    before = at.curl("-H", f"Authorization: Basic {twice}", server.url + "/")
    before += at.log(server, NOTHING)
    after = at.page("curl", "secret", URL=server.url + "/", USER_NAME="alice")
    return Seen(
        "A program encodes name and password in base64, and so does the library that it gives them to.",
        before,
        NOTHING,
        after,
        answers={"credential-put-together": "yes", "basic-encoded-otherwise": "yes"},
    )


@reproduces(
    "empty-credential-sent", "set-the-secret-variable/set-it-for-that-process", *WEB
)
def variable_not_set(at: Bench) -> Seen:
    server = at.nginx(PROTECTED)
    call = f'curl -sv -u "alice:$API_TOKEN" {server.url}/'
    empty = at.page("linux", step="set-the-secret-variable/measure-it")
    before = at.shell(call) + at.log(server, MISMATCH) + empty
    after = at.shell(at.given("linux") + "\n" + call, "secret")
    return Seen(
        "A script takes the password from a variable that nobody set.",
        before,
        'curl -sv -u "alice:$API_TOKEN"',
        after,
    )


@reproduces(
    "access-rule-too-broad", "check-the-server-configuration/change-one-rule", *WEB
)
def health_check_asked(at: Bench) -> Seen:
    site = f"{BASIC} location = /healthz {{ %s try_files /index.html =404; }}"
    server = at.nginx(site % "")
    before = at.curl(server.url + "/healthz") + at.log(server, NOTHING)
    at.stop(server)
    rule = "auth_basic off;"
    after = at.curl(at.nginx(site % rule).url + "/healthz")
    return Seen(
        "auth_basic is in the server block, so it holds for the health check too.",
        before,
        "> GET /healthz HTTP/1.1",
        after,
        change=f"location = /healthz {{\n    {rule}\n}}",
        answers={"open-endpoint-asks-for-login": "yes"},
    )


@reproduces("address-not-allowed", "allow-the-address/add-it", *WEB)
def not_on_the_list(at: Bench) -> Seen:
    site = f"location / {{ satisfy any; {BASIC} %s }}"
    server = at.nginx(site % "allow 192.0.2.0/24; deny all;")
    before = at.curl(server.url + "/") + at.log(server, NOTHING)
    at.stop(server)
    lines = at.given("nginx").replace("203.0.113.7", "127.0.0.1")
    after = at.curl(at.nginx(site % f"allow 192.0.2.0/24; {lines}").url + "/")
    return Seen(
        "With “satisfy any” known addresses need no password; this one is not on the list.",
        before,
        NOTHING,
        after,
        change=lines,
        answers={"another-network-decides": "yes"},
    )
