// What a paste is taken for: one case file, one example; then what no paste may do to the reading.
import test from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { read } from "../../causes/reading/read.mjs";
import { readingCases, summaryOf } from "./reading-cases.mjs";

for (const { name, paste, failing, exchanges, facets } of readingCases()) {
  test(`reads ${name}`, () =>
    assert.deepEqual(summaryOf(read(paste)), { failing, exchanges, facets }));
}

const facetsOf = (text) => read(text).lines.map((line) => line.facet);

test("a bare status is words without an exchange", () => {
  const reading = read("401 Unauthorized");
  assert.deepEqual([reading.lines[0].facet, reading.failing], ["words", -1]);
});

test("a JSON error object alone is a body", () => {
  assert.deepEqual(facetsOf('{\n  "message": "Bad credentials"\n}'), ["body", "body", "body"]);
});

test("each kind of line outside an exchange has its facet", () => {
  const kinds = {
    log: [
      '10.0.0.9 - bob [24/Nov/2026:20:06:41 +0000] "GET /b HTTP/1.1" 401 12',
      '2026/11/24 20:06:41 [error] 12#12: *1 user "x" was not found',
      "[Tue Nov 24 20:06:41 2026] [auth_basic:error] [pid 5] AH01617: user x",
      "Nov 24 20:06:41 host sshd[55]: refused",
      'E1124 20:06:41.000000 1 authentication.go:63] "Unable to authenticate"',
      'time="2026-11-24T20:06:41Z" level=error msg="x"',
      "2026-11-24 20:06:41.123  WARN 1 --- [nio-8080] o.s.s.Filter : x",
      "DEBUG:root:Invalid audience",
    ],
    client: [
      "curl: (22) The requested URL returned error: 401",
      "fatal: Authentication failed for 'https://x/'",
      "npm ERR! code E401",
      "ERROR: HTTP error 401 while getting https://x/",
      "requests.exceptions.HTTPError: 401 Client Error",
      "error: You must be logged in to the server (Unauthorized)",
      "An error occurred (UnrecognizedClientException) when calling the GetUser operation: x",
      "    at foo (x.js:1:2)",
      "Caused by: java.io.IOException: x",
      "│ Error: x",
    ],
    config: [
      'proxy_set_header Authorization "";',
      "location / {",
      "API_TOKEN=abc",
      "import requests",
      "  url: http://localhost:3000",
      "const a = b.c({",
      "<server><id>x</id></server>",
      "AuthType Basic",
      "$ npm i",
    ],
    body: [
      "<html>",
      "<h1>401 Authorization Required</h1>",
      "<Error><Code>AccessDenied</Code></Error>",
    ],
    words: [
      "I keep getting a 401, whatever token I use.",
      "From GitHub, when using it on public repositories.",
      "It works in Postman but not in the browser.",
    ],
  };
  const wrong = Object.entries(kinds).flatMap(([kind, lines]) =>
    lines
      .filter((line) => facetsOf(line)[0] !== kind)
      .map((line) => `${kind}: ${line} is ${facetsOf(line)[0]}`),
  );
  assert.deepEqual(wrong, []);
});

test("line numbers are those of the paste, and the end of the last line is none", () => {
  const reading = read("a\r\nb\n\nc\r\n");
  assert.deepEqual(
    reading.lines.map(({ n, text }) => [n, text]),
    [
      [1, "a"],
      [2, "b"],
      [3, ""],
      [4, "c"],
    ],
  );
});

test("a later success with another credential makes a 401 good, one with the same does not", () => {
  const exchange = (token, status) =>
    `GET /a HTTP/1.1\nHost: h\nAuthorization: Bearer ${token}\n\nHTTP/1.1 ${status} X\nContent-Length: 0\n\n`;
  assert.equal(read(exchange("old", 401) + exchange("new", 200)).failing, -1);
  assert.equal(read(exchange("same", 401) + exchange("same", 200)).failing, 0);
});

test("a HAR keeps the exchanges around the failing one", () => {
  const entry = (status) => ({
    request: { method: "GET", url: "https://h/", headers: [] },
    response: { status, headers: [], content: {} },
  });
  const entries = Array.from({ length: 2000 }, (_, index) => entry(index === 700 ? 401 : 200));
  const reading = read(JSON.stringify({ log: { entries } }));
  assert.equal(reading.exchanges.length <= 300, true);
  assert.equal(reading.exchanges[reading.failing].response.status, 401);
});

test("what is too large is refused with a sentence", () => {
  assert.match(read("a".repeat(13e6)).refused, /13 MB/);
  assert.match(read(`{"log":{"entries":[${" ".repeat(65e6)}]}}`).refused, /65 MB/);
  assert.match(read("\n".repeat(2e5)).refused, /lines/);
});

test("no paste throws", () => {
  const hostile = [
    null,
    undefined,
    42,
    "",
    "\u0000",
    "\ud800",
    "\udfff\ud800",
    "[".repeat(1e5),
    '{"a":'.repeat(1e5),
    '{"log":{"entries":[null,{}]}}',
    '{"log":{"entries":[{"request":{},"response":{}}]}}',
    "HTTP/1.1 401",
    "> \n< \n* ",
    "Request URL",
    "curl '",
    "curl -H",
    "curl -u",
    'fetch("x", {',
    "WWW-Authenticate:",
    "Authorization:",
    "eyJ.eyJ.eyJ",
    "eyJhbGciOiJub25lIn0.bnVsbA.",
    "\u001b[".repeat(1000),
    "```",
    "https://[::1",
    "Set-Cookie: ;=;",
    '{"exp":1e400,"iss":1,"aud":{}}',
    '{"__proto__":{"status":401,"headers":{}}}',
    "0000: ",
    "=> Send header",
    "--2026-11-24 20:06:41--  x",
  ];
  for (const paste of hostile)
    assert.ok(Array.isArray(read(paste).lines), String(paste).slice(0, 30));
});

test("nothing makes the reading of 1 MB hang", () => {
  const pieces = [
    "GET / HTTP/1.1\nHost: h\n\nHTTP/1.1 401 X\nWWW-Authenticate: Basic\n\nbody\n",
    '10.0.0.9 - - [24/Nov/2026:20:06:41 +0000] "GET /b HTTP/1.1" 401 12\n',
    "a",
    "[",
    "{\n",
    "curl 'x\n",
    "eyJhbGciOi.",
    'fetch("http://x", {\n',
    "> ",
    "Error ",
    "401 ",
    "\t",
    "$ curl ",
    "'",
    "│ Status: 401 GET\n",
    "Headers:\n",
    "URL: https://x\nMethod: GET\n",
    "x({status: 401, headers: {\n",
    "iwr https://x @{\n",
    "axios({\n",
    "2026 x GET / HTTP/1.1\n2026 x A: b\n2026 x C: d\n",
  ];
  for (const piece of pieces) {
    const text = piece.repeat(Math.ceil(1e6 / piece.length));
    const began = process.cpuUsage(); // of this process: the machine may be busy with others
    read(text);
    const { user } = process.cpuUsage(began);
    assert.ok(user < 8e6, `${JSON.stringify(piece)}: ${user} µs`);
  }
});

test("a sentence about a command is words, the command itself is not", () => {
  const facets = (line) => read(line).lines.map(({ facet }) => facet);
  for (const line of [
    "npm install fails with 401",
    "git fetch gives 401 Unauthorized",
    "docker push -> 401 Unauthorized",
  ])
    assert.deepEqual(facets(line), ["words"]);
  for (const line of ["git push origin main", "kubectl get pods -n is", "docker run --rm web"])
    assert.deepEqual(facets(line), ["config"]);
});

test("the end of an endless line is read too", () => {
  const { lines } = read("word ".repeat(20000) + "401 Unauthorized: token has expired");
  assert.ok(lines.every(({ text }) => text.length <= 2000));
  assert.match(lines.at(-1).text, /token has expired$/);
  assert.equal(
    lines.map(({ text }) => text).join(""),
    "word ".repeat(20000) + "401 Unauthorized: token has expired",
  );
});
