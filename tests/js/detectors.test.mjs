// What the detectors see: in the case files, and in small pastes that differ in one thing.
import test from "node:test";
import assert from "node:assert/strict";
import { read } from "../../causes/reading/read.mjs";
import { detectors } from "../../causes/reading/detectors.mjs";
import { readingCases, presentIn } from "./reading-cases.mjs";

for (const { name, paste, present } of readingCases()) {
  test(`sees in ${name}`, () => assert.equal(presentIn(read(paste), detectors), present));
}

const stateOf = (name, paste) => detectors[name](read(paste)).state;
const sent = (header, rest = "") =>
  `> GET /v1 HTTP/1.1\n> Host: api.example.com\n> User-Agent: x\n${header ? `> ${header}\n` : ""}> \n< HTTP/1.1 401 Unauthorized\n< Date: Tue, 24 Nov 2026 20:00:00 GMT\n< Content-Length: 0\n${rest}< \n`;
const base64url = (value) =>
  Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");
const jwt = (claims, header = { alg: "HS256", typ: "JWT" }) =>
  `${base64url(header)}.${base64url(claims)}.${"s".repeat(43)}`;
const bearer = (claims, header) => sent(`Authorization: Bearer ${jwt(claims, header)}`);
const now = Date.parse("2026-11-24T20:00:00Z") / 1000;
const basic = (text) => sent(`Authorization: Basic ${Buffer.from(text).toString("base64")}`);

const refusedByProxy = `> GET http://api.example.com/v1 HTTP/1.1\n> Host: api.example.com\n> \n< HTTP/1.1 407 Proxy Authentication Required\n< Proxy-Authenticate: Basic realm="proxy"\n< \n`;

const signedIn = (status) =>
  `> POST /login HTTP/1.1\n> Host: api.example.com\n> \n< HTTP/1.1 ${status} X\n< Content-Length: 0\n< \n`;

/** [detector, present, absent, unknown]: a paste for each state; null where that state has no example. */
const THREE = [
  ["token-expired", bearer({ exp: now - 60 }), bearer({ exp: now + 60 }), jwt({ exp: now - 60 })],
  [
    "token-not-yet-valid",
    bearer({ nbf: now + 60 }),
    bearer({ nbf: now - 60 }),
    bearer({ sub: "x" }),
  ],
  ["token-issued-in-future", bearer({ iat: now + 60 }), bearer({ iat: now }), sent("")],
  [
    "clocks-apart",
    sent("X-Amz-Date: 20261124T193000Z"),
    sent("X-Amz-Date: 20261124T195900Z"),
    sent(""),
  ],
  [
    "token-audience-unlike-host",
    bearer({ aud: "https://other.example.net", exp: now + 9 }),
    bearer({ aud: "https://example.com/x" }),
    bearer({ aud: "api://guid" }),
  ],
  [
    "token-issuer-unlike-host",
    `${bearer({ iss: "https://id.example.com" })}\nissuer: https://id.example.com/`,
    `${bearer({ iss: "https://id.example.com" })}\nissuer: https://id.example.com`,
    bearer({ iss: "https://id.example.com" }),
  ],
  ["token-alg-none", bearer({ sub: "x" }, { alg: "none" }), bearer({ sub: "x" }), sent("")],
  [
    "token-unsigned-or-truncated",
    sent(`Authorization: Bearer ${jwt({ sub: "x" }).split(".").slice(0, 2).join(".")}`),
    bearer({ sub: "x" }),
    sent("Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0..."),
  ],
  [
    "token-not-a-jwt-where-jwt-expected",
    `${sent("Authorization: Bearer 0123456789abcdef")}jwt malformed`,
    `${bearer({ sub: "x" })}jwt malformed`,
    sent("Authorization: Bearer 0123456789abcdef"),
  ],
  ["token-is-id-token", bearer({ token_use: "id" }), bearer({ scope: "read" }), sent("")],
  ["token-is-refresh-token", bearer({ typ: "Refresh" }), bearer({ typ: "Bearer" }), sent("")],
  [
    "scheme-not-offered",
    sent("Authorization: Bearer abc", '< WWW-Authenticate: Basic realm="x"\n'),
    sent("Authorization: bearer abc", '< WWW-Authenticate: Bearer, Basic realm="x"\n'),
    sent("Authorization: Bearer abc"),
  ],
  [
    "scheme-offered",
    sent("Authorization: NTLM abc", "< WWW-Authenticate: Negotiate\n"),
    sent("Authorization: Token abc", "< WWW-Authenticate: Bearer\n"),
    sent(""),
  ],
  [
    "no-credential-sent",
    sent(""),
    sent("X-API-Key: abc"),
    "HTTP/1.1 401 Unauthorized\nServer: x\n\n",
  ],
  ["credential-was-sent", sent("Cookie: sid=1"), sent(""), "I get 401"],
  [
    "credential-sent-twice",
    sent("Authorization: Basic YTpi, Bearer abc"),
    sent("Authorization: Basic YTpi"),
    "I get 401",
  ],
  [
    "doubled-scheme",
    sent("Authorization: Bearer bearer abc"),
    sent("Authorization: Bearer abc"),
    sent(""),
  ],
  [
    "missing-scheme",
    sent(`Authorization: ${jwt({ sub: "x" })}`),
    sent("Authorization: Bearer abc"),
    sent(""),
  ],
  [
    "quotes-in-credential",
    sent("Authorization: Bearer 'abc'"),
    sent('Authorization: Digest username="a", response="b"'),
    sent('Authorization: Bearer "***"').replace('"***"', "***"),
  ],
  [
    "whitespace-in-credential",
    sent("Authorization: Bearer  abc"),
    sent("Authorization: Bearer abc"),
    sent("Authorization: Bearer <the token here>"),
  ],
  ["line-feed-in-credential", basic("alice:secret\n"), basic("alice:secret"), sent("")],
  [
    "basic-not-base64",
    sent("Authorization: Basic alice:secret"),
    basic("alice:secret"),
    sent("Authorization: Basic ***"),
  ],
  ["basic-without-colon", basic("alice"), basic("alice:secret"), sent("Authorization: Bearer abc")],
  [
    "basic-encoded-otherwise",
    basic(btoa("alice:secret")),
    basic("alice:secret"),
    sent("Authorization: Bearer abc"),
  ],
  ["empty-credential", sent("Authorization: Bearer"), sent("Authorization: Bearer abc"), sent("")],
  [
    "header-well-formed",
    sent("Authorization: Bearer abc"),
    sent("Authorization: Bearer Bearer abc"),
    sent(""),
  ],
  [
    "sound-credential-sent",
    sent("X-Api-Key: 7f3c1e9a5b"),
    sent("Authorization: Bearer undefined"),
    sent("Authorization: Bearer ********"),
  ],
  [
    "past-the-proxys-login",
    `${refusedByProxy}${basic("bob:guest")}`,
    refusedByProxy,
    basic("bob:guest"),
  ],
  [
    "opaque-token-sent",
    sent("Authorization: Bearer 7f3c1e9a5b"),
    bearer({ sub: "42" }),
    sent("Authorization: Bearer $TOKEN"),
  ],
  ["login-then-refused", `${signedIn(200)}${sent("")}`, null, `${signedIn(401)}${sent("")}`],
  [
    "whole-jwt-sent",
    bearer({ sub: "42" }),
    bearer({ sub: "42" }).replace(/\.s{43}/, ""),
    sent("Authorization: Bearer 7f3c1e9a5b"),
  ],
  ["answers-alternate", "200 401 200 401", "401 401 401", "200 401"],
  ["answers-alternate", "401\n200\n401\n200", "200\n200\n401", "I see 401, then 200, then 401"],
  [
    "variable-name-sent",
    sent("Authorization: Bearer ${API_TOKEN}"),
    sent("Authorization: Bearer undefined"),
    sent("Authorization: Bearer <token>"),
  ],
  [
    "placeholder-credential",
    sent("Authorization: Bearer [object Object]"),
    sent("Authorization: Bearer abc123"),
    sent("Authorization: Bearer <token>"),
  ],
  [
    "header-misspelt",
    sent("Authorisation: Bearer abc"),
    sent("Authorization: Bearer abc"),
    "I get 401",
  ],
  ["credential-in-url", "curl https://a:b@h.example/ \n401 Unauthorized", sent(""), "I get 401"],
  ["no-challenge", sent(""), sent("", "< WWW-Authenticate: Basic\n"), "401 Unauthorized"],
  ["challenge-renamed", sent("", "< x-amzn-remapped-www-authenticate: Bearer\n"), sent(""), "401"],
  [
    "challenge-basic",
    sent("", '< WWW-Authenticate: Negotiate, Basic realm="x"\n'),
    sent("", "< WWW-Authenticate: Bearer\n"),
    "401",
  ],
  [
    "challenge-bearer",
    sent("", '< WWW-Authenticate: Bearer realm="a, Basic b"\n'),
    sent("", "< WWW-Authenticate: Basic\n"),
    "401",
  ],
  ["challenge-digest", sent("", '< WWW-Authenticate: Digest nonce="x"\n'), sent(""), "401"],
  ["challenge-negotiate", sent("", "< WWW-Authenticate: NTLM\n"), sent(""), "401"],
  [
    "bearer-challenge-without-error",
    sent("", '< WWW-Authenticate: Bearer realm="x"\n'),
    sent("", '< WWW-Authenticate: Bearer error="invalid_token"\n'),
    "401",
  ],
  [
    "challenge-invalid-token",
    sent("", '< WWW-Authenticate: Bearer error="invalid_token"\n'),
    sent(""),
    "401",
  ],
  [
    "challenge-insufficient-scope",
    sent("", '< WWW-Authenticate: Bearer error="insufficient_scope"\n'),
    sent(""),
    "401",
  ],
  [
    "nonce-stale",
    sent("", '< WWW-Authenticate: DPoP error="use_dpop_nonce"\n'),
    sent("", '< WWW-Authenticate: Digest nonce="x", stale=false\n'),
    "401",
  ],
  [
    "redirect-to-other-host",
    "HTTP/1.1 302 Found\nLocation: https://x.example/\nDate: x\n\n",
    sent(""),
    "401",
  ].map((paste, at) => (at === 1 ? `GET / HTTP/1.1\nHost: h.example\n\n${paste}` : paste)),
  [
    "redirect-to-login",
    "HTTP/1.1 302 Found\nLocation: https://login.microsoftonline.com/x/oauth2/authorize\n\n",
    sent(""),
    "401",
  ],
  [
    "preflight-answered-401",
    sent("Origin: https://a.example").replace("GET", "OPTIONS"),
    sent(""),
    "401",
  ],
  [
    "cookie-refused",
    sent("", "< Set-Cookie: a=b; SameSite=None\n"),
    sent("", "< Set-Cookie: a=b; SameSite=None; Secure\n"),
    sent(""),
  ],
  [
    "answered-by-proxy-or-cdn",
    sent("", "< Server: awselb/2.0\n"),
    sent(""),
    sent("", "< CF-RAY: 1\n"),
  ],
  [
    "answered-by-web-server",
    `${sent("").replace("< Content-Length: 0\n", "")}<center>nginx/1.22.1</center>`,
    `${sent("").replace("< Content-Length: 0\n", "")}{"error":"x"}`,
    "401",
  ],
];

for (const [name, ...pastes] of THREE) {
  test(`${name} is present, absent and unknown`, () => {
    const states = ["present", "absent", "unknown"];
    const shown = states.filter((_, place) => pastes[place] !== null);
    const given = pastes.filter((paste) => paste !== null);
    assert.deepEqual(
      given.map((paste) => stateOf(name, paste)),
      shown,
    );
  });
}

const SPOKEN = {
  "status-401": [
    "401",
    "HTTP 401",
    "Status Code: 401",
    "npm ERR! code E401",
    "Request failed (401)",
    "401 Unauthorized",
    "Unauthorized (HTTP 401)",
    '"status": 401',
    "status=401 path=/x",
    "I get a 401",
    "GET https://x/y - 401",
    "<401 UNAUTHORIZED>",
    "returned error: 401",
    "[401] bad",
    "HTTP Error 401.2 - Unauthorized",
    "Response code 401",
    "urllib.error.HTTPError: HTTP Error 401: Unauthorized",
    "due to 401.",
    "the 401s began yesterday".replace("401s", "401"),
    "StatusCode: 401, ReasonPhrase: 'Unauthorized'",
    "| 401 |   1.2ms |",
    "Received status code 401 from server: Unauthorized",
    "code=401, message=x",
  ],
  "status-403": ["403 Forbidden", "HTTP 403", "error: 403", "StatusCode=403"],
  "status-404": ["404 Not Found", "status code 404"],
  "status-407": ["407 Proxy Authentication Required", "CONNECT tunnel failed, response 407"],
  "status-400": ["HTTP/1.1 400 Bad Request\n\n", "400 Bad Request"],
  "status-other-error": [
    "503 Service Unavailable",
    "HTTP 429 Too Many Requests",
    "HTTP 500",
    "419 page expired",
  ],
  "status-success": ["HTTP/1.1 200 OK\n\n", "HTTP 200"],
};

for (const [name, texts] of Object.entries(SPOKEN)) {
  for (const text of texts)
    test(`${name} in “${text.trim()}”`, () => assert.equal(stateOf(name, text), "present"));
}

for (const pair of [
  [..."alice:secret"].join("\0") + "\0",
  '"alice:secret"',
  `Basic ${btoa("alice:secret")}`,
])
  test(`“${pair}” is encoded otherwise than Basic wants it`, () =>
    assert.equal(stateOf("basic-encoded-otherwise", basic(pair)), "present"));

for (const text of [
  "port 401",
  "http://h/401",
  "localhost:401",
  "line 401",
  "a.js:401:12",
  "401 bytes",
  "401k",
  "401(k)",
  "took 401ms",
  "id 401",
  "id=401",
  "$401",
  "version 4.401",
  "401 users",
  "#401",
  '"id": 401',
  "4010",
  "14015",
  "0401",
  "401,000 lines",
  "x401y",
  "Content-Length: 401",
  '"duration": 401,',
  "exec: executable aws failed with exit code 401",
  "exit status 401",
]) {
  test(`no status in “${text}”`, () => assert.equal(stateOf("status-401", text), "unknown"));
}

test("a login that worked and a call that did not is a 401", () => {
  const paste = "HTTP/1.1 200 OK\n\nHTTP/1.1 401 Unauthorized\n\n";
  assert.deepEqual(
    [stateOf("status-401", paste), stateOf("status-success", paste)],
    ["present", "absent"],
  );
});

test("what the reader blanked out is no placeholder and no fault", () => {
  for (const value of [
    "***",
    "<redacted>",
    "xxxxxxxx",
    "REDACTED",
    "[FILTERED]",
    "eyJ...",
    "<REMOVED>",
    "XXXX",
  ]) {
    const paste = sent(`Authorization: Bearer ${value}`);
    for (const name of [
      "placeholder-credential",
      "whitespace-in-credential",
      "missing-scheme",
      "token-unsigned-or-truncated",
      "empty-credential",
    ])
      assert.notEqual(stateOf(name, paste), "present", `${name} ${value}`);
  }
});

test("a pair without a name or a password is empty, a key in the place of the name is not", () => {
  for (const pair of [":", "alice:", ":secret"])
    assert.equal(stateOf("empty-credential", basic(pair)), "present", pair);
  for (const pair of ["alice:secret", "sk_live_4242:", "mykey42:"])
    assert.equal(stateOf("empty-credential", basic(pair)), "absent", pair);
});

test("a variable that the shell expands is no placeholder, one in single quotes is", () => {
  assert.notEqual(
    stateOf("placeholder-credential", 'curl -H "Authorization: Bearer $TOKEN" https://x.example/'),
    "present",
  );
  assert.equal(
    stateOf("placeholder-credential", "curl -H 'Authorization: Bearer $TOKEN' https://x.example/"),
    "present",
  );
});

test("every mark lies within its line, and no note holds the credential", () => {
  for (const { name, paste } of readingCases()) {
    const reading = read(paste);
    for (const [detector, detect] of Object.entries(detectors)) {
      const { state, marks, note } = detect(reading);
      assert.ok(["present", "absent", "unknown"].includes(state));
      for (const { line, from, to } of marks)
        assert.ok(
          from >= 0 && from <= to && to <= reading.lines[line - 1].text.length,
          `${name} ${detector}`,
        );
      assert.doesNotMatch(note, /c2VjcmV0|abcdef0123|eyJ/, `${name} ${detector}`);
    }
  }
});

test("a credential is sound when no detector of form finds anything wrong with it", () => {
  const flawed = [
    "Authorization: Bearer",
    'Authorization: Bearer "abc"',
    "Authorization: abc123abc123abc123abc123abc123",
    "Authorization: Bearer  abc",
    "Authorization: Basic bob:guest",
    `Authorization: Basic ${Buffer.from("bob").toString("base64")}`,
    `Authorization: Basic ${Buffer.from("bob:guest\n").toString("base64")}`,
    `Authorization: Basic ${Buffer.from("bob:").toString("base64")}`,
  ];
  for (const header of flawed) {
    assert.equal(stateOf("sound-credential-sent", sent(header)), "absent", header);
    assert.equal(stateOf("header-well-formed", sent(header)), "absent", header);
  }
  assert.equal(stateOf("sound-credential-sent", basic("bob:guest")), "present");
});

test("a header in a command is judged by its form, and not by what its variable holds", () => {
  for (const header of ["Authorization: Bearer $TOKEN", "Authorization: Basic $(basic bob)"]) {
    const command = `curl -i -H "${header}" https://api.example.com/v1/me`;
    assert.equal(stateOf("header-well-formed", command), "present", header);
    assert.equal(stateOf("sound-credential-sent", command), "unknown", header);
  }
});

test("a shell puts a value where a variable stands in a header of any name", () => {
  const command = 'curl -i -H "X-Access-Token: $TOKEN" https://api.example.com/v1/me';
  assert.notEqual(stateOf("variable-name-sent", command), "present");
  assert.equal(stateOf("variable-name-sent", command.replaceAll('"', "'")), "present");
});

test("of several refusals the one with its answer's headers is looked at", () => {
  const whole =
    "$ curl -i -H 'X-Key: a1' https://a.example/x\nHTTP/1.1 401 Unauthorized\nX-Cache: HIT\n";
  const short =
    "$ curl -s -o /dev/null -w '%{http_code}' -H 'X-Key: a1' https://a.example/y\n401\n";
  for (const paste of [whole + short, short + whole]) {
    const { exchanges, failing } = read(paste);
    assert.equal(exchanges[failing].response.headers[0].name, "X-Cache");
  }
});

test("a status that curl writes behind the body answers its request", () => {
  const asked = (form, port) =>
    `$ curl -s -w '${form}' -H 'Authorization: Bearer 7f3c1e9a5b' http://a.example:${port}/me\n`;
  const both = (form) =>
    `${asked(form, 3000)}{"name":"bob"} 200\n${asked(form, 8080)}{"error":"no token"} 401\n`;
  assert.equal(stateOf("accepted-at-another-address", both(" %{http_code}\\n")), "present");
  assert.equal(stateOf("accepted-at-another-address", both(" %{time_total}\\n")), "unknown");
});

test("a key header may be written with underscores", () => {
  assert.equal(stateOf("sound-credential-sent", sent("api_key: ik_live_7c1f9e")), "present");
});

test("takes the claims that a challenge asks for as no token, however much they look like one", () => {
  const asked = `WWW-Authenticate: Bearer error="insufficient_claims", claims="${base64url('{"access_token"')}"`;
  assert.notEqual(stateOf("token-unsigned-or-truncated", asked), "present");
  assert.equal(
    stateOf("token-unsigned-or-truncated", `token: ${base64url('{"alg":"RS256","typ"')}`),
    "present",
  );
});
