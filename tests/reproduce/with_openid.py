"""An OpenID provider, and APIs that take its tokens: names, keys, secrets and clocks."""

import json
import re

from reproduce.bench import Bench
from reproduce.openid import OPENID, api_for, ask, bearer, provider_of
from reproduce.recording import Seen
from reproduce.registry import reproduces


@reproduces("wrong-audience", "use-the-right-audience/ask-for-this-api", *OPENID)
def another_api(at: Bench) -> Seen:
    provider = provider_of(at)
    api = api_for(at, provider, "https://orders.example.com")
    said, token = ask(at, provider)
    before = said + at.curl(*bearer(token), api.url + "/orders")
    more = " -d resource=https://orders.example.com"
    said, token = ask(at, provider, more)
    after = said + at.curl(*bearer(token), api.url + "/orders")
    return Seen(
        "An OpenID provider issues the token for its default API, which is not the one that is called.",
        before,
        "jwt audience invalid. expected: https://orders.example.com",
        after,
        change=more.strip(),
    )


@reproduces("wrong-issuer", "use-the-right-issuer/set-it-in-the-api", *OPENID)
def slash_at_the_end(at: Bench) -> Seen:
    provider, audience = provider_of(at), "https://orders.example.com"
    api = api_for(at, provider, audience, provider.url + "/")
    token = ask(at, provider, f" -d resource={audience}")[1]
    found = at.page(
        "curl", step="use-the-right-issuer/read-the-discovery", ISSUER=provider.url
    )
    before = at.curl(*bearer(token), api.url + "/orders") + found
    at.stop(api)
    api = api_for(at, provider, audience)
    after = at.curl(*bearer(token), api.url + "/orders")
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
    provider = provider_of(at)
    token = ask(at, provider, f" -d resource={audience}")[1]
    at.rerun(provider)
    api = api_for(at, provider, audience)
    where = {"TOKEN": token, "JWKS_URL": f"{provider.url}/jwks"}
    looked = "".join(
        at.page(step=f"refresh-the-signing-keys/{step}", **where)
        for step in ("read-the-kid", "look-for-it")
    )
    before = at.curl(*bearer(token), api.url + "/orders") + looked
    at.stop(provider)
    provider = provider_of(at, str(at.folder / "keys.json"))
    token = ask(at, provider, f" -d resource={audience}")[1]
    at.rerun(provider)
    after = at.curl(*bearer(token), api.url + "/orders")
    return Seen(
        "An OpenID provider that makes new keys at each start was restarted; the token is from before.",
        re.sub(
            r"'kid': '[0-9a-f]{8}'|'[0-9a-f]{8}'(?=, 'RS256)", lambda m: m[0], before
        ),
        "secret or public key must be provided",
        after,
        change="The keys of the provider are kept in a file.",
    )


@reproduces(
    "wrong-client-secret",
    "correct-the-client-secret/put-it-in",
    "js:oidc-provider",
    "curl",
)
def refused_at_the_token_endpoint(at: Bench) -> Seen:
    provider = provider_of(at)
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


@reproduces(
    "client-clock-wrong",
    "set-your-own-clock/set-it-automatically",
    "js:oidc-provider",
    "js:jsonwebtoken",
    "faketime",
    "curl",
)
def two_hours_behind(at: Bench) -> Seen:
    at.shell("openssl genrsa -out key.pem 2048")
    as_jwk = 'JSON.stringify(crypto.createPublicKey(fs.readFileSync("key.pem")).export({ format: "jwk" }))'
    jwk = json.loads(at.shell(f"node -p '{as_jwk}'").splitlines()[-1])
    provider = provider_of(
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
    lines = at.given("curl", compare).replace(
        "http://www.example.org/", f"{provider.url}/jwks"
    )
    before = at.shell(
        lines.replace("date -u", "faketime -f -2h date -u", 1)
    ) + at.shell(f"A=$(faketime -f -2h node sign.js {provider.url})\n{call}")
    before += at.log(provider, "invalid_client")
    after = at.shell(f"A=$(node sign.js {provider.url})\n{call}")
    return Seen(
        "A program signs its request for a token with its key; the clock of its machine is two hours behind (libfaketime).",
        before,
        "jwt expired",
        after,
        change="The clock was set right: the program ran without libfaketime.",
        answers={"clocks-apart": "yes", "clock-shown-wrong": "yes"},
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


@reproduces(
    "verification-keys-unreachable",
    "make-the-keys-reachable/mend-name-and-network",
    "js:passport-jwt",
    "js:jwks-rsa",
    "js:oidc-provider",
    "curl",
)
def wrong_name_inside(at: Bench) -> Seen:
    provider = provider_of(at)
    token = ask(at, provider, " -d resource=https://orders.example.com")[1]
    wrong = "http://127.0.0.1:9"
    api = at.node(PASSPORT, {"ISSUER": wrong, "DEBUG": "jwks", "DEBUG_COLORS": "no"})
    before = at.curl(*bearer(token), api.url + "/orders") + at.log(api, "jwks")
    at.stop(api)
    api = at.node(PASSPORT, {"ISSUER": provider.url})
    after = at.curl(*bearer(token), api.url + "/orders")
    return Seen(
        "An API with passport-jwt that loads the keys of its issuer from an address where nobody listens.",
        before,
        "ECONNREFUSED",
        after,
        change=f"ISSUER={provider.url}",
    )
