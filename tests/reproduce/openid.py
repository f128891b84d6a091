"""An API of Express with express-jwt, and an OpenID provider (oidc-provider) beside it."""

import json
import re

from servers.process import Server

from reproduce.bench import Bench

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


def api_of(
    at: Bench, options: str, middleware: str = "", env: dict[str, str] | None = None
) -> Server:
    return at.node(
        API.replace("OPTIONS", options).replace("MIDDLEWARE", middleware), env
    )


def provider_of(at: Bench, keys: str = "", **client: object) -> Server:
    given = {
        name: value
        for name, value in {**CLIENT, **client}.items()
        if value is not None
    }
    env = {"CLIENTS": json.dumps([given])} | ({"KEYS": keys} if keys else {})
    return at.node(PROVIDER, env)


def api_for(at: Bench, provider: Server, audience: str, issuer: str = "") -> Server:
    return api_of(
        at,
        f'{{ secret: jwks.expressJwtSecret({{ jwksUri: "{provider.url}/jwks" }}), algorithms: ["RS256"], '
        f'audience: "{audience}", issuer: "{issuer or provider.url}" }}',
    )


def ask(at: Bench, provider: Server, more: str = "") -> tuple[str, str]:
    """What the token endpoint says, and the token in it."""
    said = at.shell(
        f"curl -sS -u shop:shop-secret -d grant_type=client_credentials{more} {provider.url}/token"
    )
    found = re.search(r'"access_token":"([^"]+)', said)
    return said, found[1] if found else said


def bearer(text: str) -> tuple[str, str]:
    return ("-H", f"Authorization: Bearer {text}")
