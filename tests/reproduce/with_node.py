"""Express with express-jwt and passport-jwt, an OpenID provider (oidc-provider), Hawk, axios."""

import json
import re
import subprocess

from servers.process import Server

from reproduce.bench import ENVIRONMENT, Bench
from reproduce.recording import Seen
from reproduce.registry import reproduces

API = """const express = require("express"), fs = require("fs");
const { expressjwt } = require("express-jwt");
const jwks = require("jwks-rsa");
const app = express();
MIDDLEWARE
app.use(expressjwt(OPTIONS));
app.get("/orders", (req, res) => res.json({ orders: [] }));
app.use((err, req, res, next) => res.status(err.status || 500).json({ message: err.message }));
app.listen(PORT, "127.0.0.1");
"""
JWT = ("js:express-jwt", "js:express", "curl")
OPENID = ("js:express-jwt", "js:jwks-rsa", "js:oidc-provider", "curl")

PROVIDER = """const fs = require("fs"), crypto = require("crypto");
const clients = JSON.parse(process.env.CLIENTS);
function newKeys() {
  const { privateKey } = crypto.generateKeyPairSync("rsa", { modulusLength: 2048 });
  const id = crypto.randomBytes(4).toString("hex");
  return { keys: [{ ...privateKey.export({ format: "jwk" }), kid: id, alg: "RS256", use: "sig" }] };
}
const kept = process.env.KEYS;
const keys = kept && fs.existsSync(kept) ? JSON.parse(fs.readFileSync(kept)) : newKeys();
if (kept) fs.writeFileSync(kept, JSON.stringify(keys));
import(process.env.NODE_PATH + "/oidc-provider/lib/index.js").then(({ default: Provider }) => {
  const provider = new Provider("http://127.0.0.1:PORT", {
    clients,
    jwks: keys,
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      introspection: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => "https://billing.example.com",
        useGrantedResource: () => true,
        getResourceServerInfo: (ctx, resource) => ({
          scope: "read", audience: resource, accessTokenFormat: "jwt", jwt: { sign: { alg: "RS256" } },
        }),
      },
    },
  });
  provider.on("grant.error", (ctx, error) => console.log(error.error, error.error_detail || ""));
  provider.listen(PORT, "127.0.0.1");
});
"""
CLIENT = {
    "client_id": "shop",
    "client_secret": "shop-secret",
    "grant_types": ["client_credentials"],
    "redirect_uris": [],
    "response_types": [],
}


def _api(at: Bench, options: str, middleware: str = "", env: dict[str, str] | None = None) -> Server:
    return at.node(API.replace("OPTIONS", options).replace("MIDDLEWARE", middleware), env)


def _provider(at: Bench, keys: str = "", **client: object) -> Server:
    given = {name: value for name, value in {**CLIENT, **client}.items() if value is not None}
    env = {"CLIENTS": json.dumps([given])} | ({"KEYS": keys} if keys else {})
    return at.node(PROVIDER, env)


def _resource_api(at: Bench, provider: Server, audience: str, issuer: str = "") -> Server:
    return _api(
        at,
        f'{{ secret: jwks.expressJwtSecret({{ jwksUri: "{provider.url}/jwks" }}), algorithms: ["RS256"], '
        f'audience: "{audience}", issuer: "{issuer or provider.url}" }}',
    )


def _ask(at: Bench, provider: Server, more: str = "") -> tuple[str, str]:
    """What the token endpoint says, and the token in it."""
    said = at.shell(
        f"curl -sS -u shop:shop-secret -d grant_type=client_credentials{more} {provider.url}/token"
    )
    found = re.search(r'"access_token":"([^"]+)', said)
    return said, found[1] if found else said


def _bearer(text: str) -> tuple[str, str]:
    return ("-H", f"Authorization: Bearer {text}")


@reproduces("wrong-audience", "use-the-right-audience/ask-for-this-api", *OPENID)
def another_api(at: Bench) -> Seen:
    provider = _provider(at)
    api = _resource_api(at, provider, "https://orders.example.com")
    said, token = _ask(at, provider)
    before = said + at.curl(*_bearer(token), api.url + "/orders")
    more = " -d resource=https://orders.example.com"
    said, token = _ask(at, provider, more)
    after = said + at.curl(*_bearer(token), api.url + "/orders")
    return Seen(
        "An OpenID provider issues the token for its default API, which is not the one that is called.",
        before,
        "jwt audience invalid. expected: https://orders.example.com",
        after,
        change=more.strip(),
    )


@reproduces("wrong-issuer", "use-the-right-issuer/set-it-in-the-api", *OPENID)
def slash_at_the_end(at: Bench) -> Seen:
    provider, audience = _provider(at), "https://orders.example.com"
    api = _resource_api(at, provider, audience, provider.url + "/")
    token = _ask(at, provider, f" -d resource={audience}")[1]
    found = at.page("curl", step="use-the-right-issuer/read-the-discovery", ISSUER=provider.url)
    before = at.curl(*_bearer(token), api.url + "/orders") + found
    at.stop(api)
    api = _resource_api(at, provider, audience)
    after = at.curl(*_bearer(token), api.url + "/orders")
    return Seen(
        "The issuer in the setting of the API ends in a slash, the one in the token does not.",
        before,
        f"jwt issuer invalid. expected: {provider.url}/",
        after,
        change=f'issuer: "{provider.url}"',
    )


@reproduces("unknown-signing-key", "refresh-the-signing-keys/keep-keys", *OPENID)
def new_keys_at_each_start(at: Bench) -> Seen:
    audience = "https://orders.example.com"
    provider = _provider(at)
    token = _ask(at, provider, f" -d resource={audience}")[1]
    at.rerun(provider)
    api = _resource_api(at, provider, audience)
    where = {"TOKEN": token, "JWKS_URL": f"{provider.url}/jwks"}
    looked = "".join(
        at.page(step=f"refresh-the-signing-keys/{step}", **where)
        for step in ("read-the-kid", "look-for-it")
    )
    before = at.curl(*_bearer(token), api.url + "/orders") + looked
    at.stop(provider)
    provider = _provider(at, str(at.folder / "keys.json"))
    token = _ask(at, provider, f" -d resource={audience}")[1]
    at.rerun(provider)
    after = at.curl(*_bearer(token), api.url + "/orders")
    return Seen(
        "An OpenID provider that makes new keys at each start was restarted; the token is from before.",
        re.sub(r"'kid': '[0-9a-f]{8}'|'[0-9a-f]{8}'(?=, 'RS256)", lambda m: m[0], before),
        "secret or public key must be provided",
        after,
        change="The keys of the provider are kept in a file.",
    )


@reproduces("bad-token-signature", "share-the-secret-between-nodes/hand-it-to-all", *JWT, "js:jsonwebtoken")
def other_secret(at: Bench) -> Seen:
    options = '{ secret: fs.readFileSync(process.env.SECRET_FILE, "utf8"), algorithms: ["HS256"] }'
    make = 'require("jsonwebtoken").sign({ sub: "alice" }, require("fs").readFileSync("app-secret", "utf8"))'
    at.shell(at.given("linux", "share-the-secret-between-nodes/make-one-secret"))
    (at.folder / "old-secret").write_text("the-secret-of-last-year", "utf-8")
    api = _api(at, options, env={"SECRET_FILE": str(at.folder / "old-secret")})
    token = at.shell(f"node -p '{make}'").splitlines()[-1]
    before = at.curl(*_bearer(token), api.url + "/orders")
    at.stop(api)
    api = _api(at, options, env={"SECRET_FILE": str(at.folder / "app-secret")})
    after = at.curl(*_bearer(token), api.url + "/orders")
    return Seen(
        "The service that signs tokens got a new secret; the API still reads the old one.",
        before,
        "invalid signature",
        after,
        change="SECRET_FILE=app-secret",
    )


SIMPLE = '{ secret: "k".repeat(40), algorithms: ["HS256"] }'
MAKE = "node -p 'require(\"jsonwebtoken\").sign({ sub: \"alice\" }, \"k\".repeat(40))'"


@reproduces("malformed-token", "correct-the-authorization-header/no-quotes", *JWT)
def in_quotes(at: Bench) -> Seen:
    api = _api(at, SIMPLE)
    token = at.shell(MAKE).splitlines()[-1]
    before = at.curl("-H", f'Authorization: Bearer {{"token":"{token}"}}', api.url + "/orders")
    after = at.curl(*_bearer(token), api.url + "/orders")
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


@reproduces("token-not-attached-by-client-code", "attach-the-token-in-the-client/read-it-late", "js:express-jwt", "js:axios")
def read_too_early(at: Bench) -> Seen:
    api = _api(at, SIMPLE)
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


@reproduces("preflight-authenticated", "answer-preflight-without-authentication/exempt-options-at-the-proxy", "nginx-light", "js:express", "js:cors", "curl")
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


@reproduces("proxy-overwrites-authorization", "separate-proxy-and-application-credentials/open-the-api-path", "nginx-light", "js:express-jwt", "curl")
def two_logins(at: Bench) -> Seen:
    api = at.node(
        API.replace("OPTIONS", SIMPLE).replace("MIDDLEWARE", "").replace('"/orders"', '"/api/orders"')
    )
    token = at.shell(MAKE).splitlines()[-1]
    door = 'auth_basic "Staging"; auth_basic_user_file FOLDER/users; location / { proxy_pass %s; } %s'
    server = at.nginx(door % (api.url, ""))
    before = at.curl(*_bearer(token), server.url + "/api/orders")
    at.stop(server)
    lines = at.given("nginx").replace("http://127.0.0.1:8080", api.url)
    server = at.nginx(door % (api.url, lines))
    after = at.curl(*_bearer(token), server.url + "/api/orders")
    return Seen(
        "nginx asks for a password in front of an API that wants a token in the same header.",
        before,
        '< WWW-Authenticate: Basic realm="Staging"',
        after,
        change=lines,
        answers={"works-directly-not-through-proxy": "yes"},
    )


@reproduces("wrong-client-secret", "correct-the-client-secret/put-it-in", "js:oidc-provider", "curl")
def refused_at_the_token_endpoint(at: Bench) -> Seen:
    provider = _provider(at)
    call = 'curl -sv -u "shop:$SECRET" -d grant_type=client_credentials'
    before = at.shell(f"{call} {provider.url}/token", SECRET="shop-secrt")
    after = at.shell(f"{call} {provider.url}/token", SECRET="shop-secret")
    return Seen(
        "An OpenID provider that is given a client secret with a letter missing.",
        before,
        '"error":"invalid_client"',
        after,
    )


ASSERTION = """const crypto = require("crypto"), fs = require("fs"), jwt = require("jsonwebtoken");
const now = Math.floor(Date.now() / 1000), [url] = process.argv.slice(2);
console.log(jwt.sign({ iss: "shop", sub: "shop", aud: url, jti: crypto.randomUUID(), iat: now, exp: now + 60 },
  fs.readFileSync("key.pem"), { algorithm: "RS256" }));
"""


@reproduces("client-clock-wrong", "set-your-own-clock/set-it-automatically", "js:oidc-provider", "js:jsonwebtoken", "faketime", "curl")
def two_hours_behind(at: Bench) -> Seen:
    at.shell("openssl genrsa -out key.pem 2048")
    as_jwk = 'JSON.stringify(crypto.createPublicKey(fs.readFileSync("key.pem")).export({ format: "jwk" }))'
    jwk = json.loads(at.shell(f"node -p '{as_jwk}'").splitlines()[-1])
    provider = _provider(
        at,
        token_endpoint_auth_method="private_key_jwt",
        client_secret=None,
        jwks={"keys": [{**jwk, "alg": "RS256", "use": "sig"}]},
    )
    (at.folder / "sign.js").write_text(ASSERTION, "utf-8")
    kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
    call = (
        "curl -sv -d grant_type=client_credentials -d client_id=shop "
        f'-d client_assertion_type={kind} -d "client_assertion=$A" {provider.url}/token'
    )
    compare = "set-your-own-clock/compare-with-another-clock"
    lines = at.given("curl", compare).replace("https://www.example.org/", f"{provider.url}/jwks")
    before = at.shell(lines.replace("date -u", "faketime -f -2h date -u", 1)) + at.shell(f"A=$(faketime -f -2h node sign.js {provider.url})\n{call}")
    before += at.log(provider, "invalid_client")
    after = at.shell(f"A=$(node sign.js {provider.url})\n{call}")
    return Seen(
        "A program signs its request for a token with its key; the clock of its machine is two hours behind (libfaketime).",
        before,
        "jwt expired",
        after,
        change="The clock was set right: the program ran without libfaketime.",
        answers={"clocks-apart": "yes"},
    )


HAWK = """const Hapi = require("@hapi/hapi"), Hawk = require("@hapi/hawk");
(async () => {
  const server = Hapi.server({ host: "127.0.0.1", port: PORT });
  await server.register(Hawk.plugin);
  const keys = { dh37fgj492je: { key: "werxhqb98rpaxn39848xrunpaw3489ruxnpa98w4rxn", algorithm: "sha256", user: "alice" } };
  server.auth.strategy("default", "hawk", { getCredentialsFunc: (id) => keys[id] });
  server.auth.default("default");
  server.route({ method: "GET", path: "/orders", handler: () => ({ orders: [] }) });
  await server.start();
})();
"""
SIGN = """const Hawk = require("@hapi/hawk");
const credentials = { id: "dh37fgj492je", key: "werxhqb98rpaxn39848xrunpaw3489ruxnpa98w4rxn", algorithm: "sha256" };
console.log(Hawk.client.header(process.argv[2], "GET", { credentials }).header);
"""
SIGNED = ("js:@hapi/hawk", "js:@hapi/hapi")


def _signed(at: Bench, url: str, before: str = "") -> str:
    (at.folder / "sign.js").write_text(SIGN, "utf-8")
    return at.shell(f'H=$({before}node sign.js {url})\ncurl -sv -H "Authorization: $H" {url}')


@reproduces("signed-request-time-skewed", "synchronise-the-clocks/step-the-clock-once", *SIGNED, "faketime", "curl")
def stale_timestamp(at: Bench) -> Seen:
    server = at.node(HAWK)
    before = _signed(at, server.url + "/orders", "faketime -f -10m ")
    after = _signed(at, server.url + "/orders")
    return Seen(
        "An API with Hawk signatures (hapi); the clock of the client is ten minutes behind (libfaketime).",
        before,
        'error="Stale timestamp"',
        after,
        change="The clock was set right: the client ran without libfaketime.",
        answers={"clocks-apart": "yes"},
    )


@reproduces("signature-mismatch", "recompute-the-signature/keep-host-and-path", *SIGNED, "nginx-light", "curl")
def host_changed(at: Bench) -> Seen:
    api = at.node(HAWK)
    door = at.nginx(f"location / {{ proxy_pass {api.url}; }}")
    before = _signed(at, door.url + "/orders")
    at.stop(door)
    lines = at.given("nginx")
    door = at.nginx(f"location / {{ proxy_pass {api.url}; {lines} }}")
    after = _signed(at, door.url + "/orders")
    return Seen(
        "An API with Hawk signatures (hapi) behind nginx, which passes the request on with another Host.",
        before,
        'error="Bad mac"',
        after,
        change=lines,
        answers={"works-directly-not-through-proxy": "yes", "signature-in-use": "yes", "behind-a-proxy": "yes"},
    )


PASSPORT = """const express = require("express"), passport = require("passport");
const { Strategy, ExtractJwt } = require("passport-jwt");
const jwks = require("jwks-rsa");
passport.use(new Strategy({
  jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
  secretOrKeyProvider: jwks.passportJwtSecret({ jwksUri: process.env.ISSUER + "/jwks" }),
  algorithms: ["RS256"],
}, (claims, done) => done(null, claims)));
const app = express();
app.get("/orders", passport.authenticate("jwt", { session: false }), (req, res) => res.json({ orders: [] }));
app.listen(PORT, "127.0.0.1");
"""


@reproduces("verification-keys-unreachable", "make-the-keys-reachable/mend-name-and-network", "js:passport-jwt", "js:jwks-rsa", "js:oidc-provider", "curl")
def wrong_name_inside(at: Bench) -> Seen:
    provider = _provider(at)
    token = _ask(at, provider, " -d resource=https://orders.example.com")[1]
    wrong = "http://127.0.0.1:9"
    api = at.node(PASSPORT, {"ISSUER": wrong, "DEBUG": "jwks", "DEBUG_COLORS": "no"})
    before = at.curl(*_bearer(token), api.url + "/orders") + at.log(api, "jwks")
    at.stop(api)
    api = at.node(PASSPORT, {"ISSUER": provider.url})
    after = at.curl(*_bearer(token), api.url + "/orders")
    return Seen(
        "An API with passport-jwt that loads the keys of its issuer from an address where nobody listens.",
        before,
        "ECONNREFUSED",
        after,
        change=f"ISSUER={provider.url}",
    )
