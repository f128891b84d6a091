"""Express with express-jwt, CORS and axios, alone and behind nginx."""

from reproduce.bench import Bench
from reproduce.openid import API, JWT, api_of, bearer
from reproduce.recording import Seen
from reproduce.registry import reproduces


@reproduces(
    "bad-token-signature",
    "share-the-secret-between-nodes/hand-it-to-all",
    *JWT,
    "js:jsonwebtoken",
)
def other_secret(at: Bench) -> Seen:
    options = '{ secret: fs.readFileSync(process.env.SECRET_FILE, "utf8"), algorithms: ["HS256"] }'
    make = 'require("jsonwebtoken").sign({ sub: "alice" }, require("fs").readFileSync("app-secret", "utf8"))'
    at.shell(at.given("linux", "share-the-secret-between-nodes/make-one-secret"))
    (at.folder / "old-secret").write_text("the-secret-of-last-year", "utf-8")
    api = api_of(at, options, env={"SECRET_FILE": str(at.folder / "old-secret")})
    token = at.shell(f"node -p '{make}'").splitlines()[-1]
    before = at.curl(*bearer(token), api.url + "/orders")
    at.stop(api)
    api = api_of(at, options, env={"SECRET_FILE": str(at.folder / "app-secret")})
    after = at.curl(*bearer(token), api.url + "/orders")
    return Seen(
        "The service that signs tokens got a new secret; the API still reads the old one.",
        before,
        "invalid signature",
        after,
        change="SECRET_FILE=app-secret",
    )


SIMPLE = '{ secret: "k".repeat(40), algorithms: ["HS256"] }'
MAKE = 'node -p \'require("jsonwebtoken").sign({ sub: "alice" }, "k".repeat(40))\''


@reproduces("malformed-token", "correct-the-authorization-header/no-quotes", *JWT)
def in_quotes(at: Bench) -> Seen:
    api = api_of(at, SIMPLE)
    token = at.shell(MAKE).splitlines()[-1]
    before = at.curl(
        "-H", f'Authorization: Bearer {{"token":"{token}"}}', api.url + "/orders"
    )
    after = at.curl(*bearer(token), api.url + "/orders")
    return Seen(
        "The client sends the whole response of the sign-in instead of the token in it.",
        before,
        '{"message":"invalid token"}',
        after,
        change="The braces, the name and the quotes around the token were taken away.",
    )


CALLER = """const axios = require("axios");
const session = { value: "", async signIn() { this.value = process.env.TOKEN; }, async token() { return this.value; } };
const api = axios.create({ baseURL: process.env.API });
HEADER
(async () => {
  await session.signIn();
  const answer = await api.get("/orders", { validateStatus: () => true });
  console.log(answer.status, JSON.stringify(answer.data), "Authorization sent:", "Authorization" in answer.config.headers);
})();
"""


@reproduces(
    "token-not-attached-by-client-code",
    "attach-the-token-in-the-client/read-it-late",
    "js:express-jwt",
    "js:axios",
)
def read_too_early(at: Bench) -> Seen:
    api = api_of(at, SIMPLE)
    token = at.shell(MAKE).splitlines()[-1]
    early = "if (session.value) api.defaults.headers.common.Authorization = `Bearer ${session.value}`;"
    (at.folder / "app.js").write_text(CALLER.replace("HEADER", early), "utf-8")
    before = at.shell("node app.js", API=api.url, TOKEN=token)
    lines = at.given("nodejs")
    (at.folder / "app.js").write_text(CALLER.replace("HEADER", lines), "utf-8")
    after = at.shell("node app.js", API=api.url, TOKEN=token)
    return Seen(
        "A client of axios sets the header once when it is loaded, before anybody has signed in.",
        f"$ grep -n Authorization app.js | head -1\n{early}\n{before}",
        '401 {"message":"No authorization token was found"}',
        after,
        change=lines,
        answers={"login-succeeds-but-requests-fail": "yes"},
    )


@reproduces(
    "preflight-authenticated",
    "answer-preflight-without-authentication/exempt-options-at-the-proxy",
    "nginx-light",
    "js:express",
    "js:cors",
    "curl",
)
def options_refused(at: Bench) -> Seen:
    app = at.node(
        'const express = require("express"), app = express();\n'
        'app.use(require("cors")({ origin: "https://app.example.com", allowedHeaders: ["Authorization"] }));\n'
        'app.get("/api/orders", (req, res) => res.json({ orders: [] }));\napp.listen(PORT, "127.0.0.1");\n'
    )
    site = f'location /api/ {{ auth_basic "api"; auth_basic_user_file FOLDER/users; proxy_pass {app.url}; }}'
    door = at.nginx(site)
    step = "answer-preflight-without-authentication/send-a-preflight"
    names = {"URL": door.url + "/api/orders", "ORIGIN": "https://app.example.com"}
    before = at.page("curl", step=step, **names) + at.log(door, "no user/password")
    at.stop(door)
    lines = at.given("nginx")
    put = lines.replace("http://app:8080", app.url)
    door = at.nginx(put.replace("/etc/nginx/api.htpasswd", "FOLDER/users"))
    after = at.page("curl", step=step, **names)
    return Seen(
        "nginx asks for a password in front of an API that knows CORS (Express); the page is on another origin.",
        before,
        'request: "OPTIONS /api/orders HTTP/1.1"',
        after,
        success="204",
        change=put,
    )


@reproduces(
    "proxy-overwrites-authorization",
    "separate-proxy-and-application-credentials/open-the-api-path",
    "nginx-light",
    "js:express-jwt",
    "curl",
)
def two_logins(at: Bench) -> Seen:
    api = at.node(
        API.replace("OPTIONS", SIMPLE)
        .replace("MIDDLEWARE", "")
        .replace('"/orders"', '"/api/orders"')
    )
    token = at.shell(MAKE).splitlines()[-1]
    door = 'auth_basic "Staging"; auth_basic_user_file FOLDER/users; location / { proxy_pass %s; } %s'
    server = at.nginx(door % (api.url, ""))
    before = at.curl(*bearer(token), server.url + "/api/orders")
    at.stop(server)
    lines = at.given("nginx").replace("http://127.0.0.1:8080", api.url)
    server = at.nginx(door % (api.url, lines))
    after = at.curl(*bearer(token), server.url + "/api/orders")
    return Seen(
        "nginx asks for a password in front of an API that wants a token in the same header.",
        before,
        '< WWW-Authenticate: Basic realm="Staging"',
        after,
        change=lines,
        answers={"works-directly-not-through-proxy": "yes"},
    )
