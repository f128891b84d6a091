"""Requests that are signed: Hawk, with hapi."""

from reproduce.bench import Bench
from reproduce.recording import Seen
from reproduce.registry import reproduces

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
    return at.shell(
        f'H=$({before}node sign.js {url})\ncurl -sv -H "Authorization: $H" {url}'
    )


@reproduces(
    "signed-request-time-skewed",
    "synchronise-the-clocks/step-the-clock-once",
    *SIGNED,
    "faketime",
    "curl",
)
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


@reproduces(
    "signature-mismatch",
    "recompute-the-signature/keep-host-and-path",
    *SIGNED,
    "nginx-light",
    "curl",
)
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
        answers={
            "works-directly-not-through-proxy": "yes",
            "signature-in-use": "yes",
            "behind-a-proxy": "yes",
        },
    )
