// The kinds behind the pastes that were read wrong, with made inputs: any prefix, any width, any cut, any wrapping of a HAR,
// and every option that curl itself lists.
import test from "node:test";
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { read } from "../../causes/reading/read.mjs";
import { readingCases } from "./reading-cases.mjs";
import { pasteCases } from "./pastes.mjs";
import { curlOptions } from "../../causes/reading/commands/curl-options.mjs";
import { parseLiteral } from "../../causes/reading/grammar/literals.mjs";

const VERBOSE = [
  "> GET /v1/me HTTP/1.1",
  "> Host: api.example.com",
  "> Accept: */*",
  "> Authorization: Bearer undefined",
  "> ",
  "< HTTP/1.1 401 Unauthorized",
  "< Server: nginx",
  "< WWW-Authenticate: Bearer",
  "< Content-Length: 0",
  "< ",
];
const headOf = ({ request, response }) => [
  request.method,
  request.url,
  request.headers.map(({ name, value }) => name + value),
  response.status,
  response.headers.map(({ name, value }) => name + value),
];
const failing = (text) => {
  const reading = read(text);
  return reading.failing < 0 ? null : headOf(reading.exchanges[reading.failing]);
};

test("what stands before every line changes nothing, whatever it is", () => {
  const prefixes = [
    (i) => `2026-11-24T20:06:${i + 10}Z `,
    (i) => `[${i}] web.1: `,
    (i) => `Nov 24 20:06:${i + 10} host app[${i}]: `,
    () => "[pod/a-1/c] ",
    () => "app/web | ",
    (i) => `I/Http (${1000 + i}): `,
    (i) => `${i + 100} ns=prod/pod=web-${i} `,
    () => "DEBUG --- [main] o.x.Http : ",
    (i) => `<13>1 2026-11-24T20:06:${i + 10}.5Z h app ${i} - - `,
    (i) => `(${i}) {thread-${i}} `,
  ];
  const plain = failing(VERBOSE.join("\n"));
  for (const prefix of prefixes)
    assert.deepEqual(
      failing(VERBOSE.map((line, i) => prefix(i) + line).join("\n")),
      plain,
      prefix(1),
    );
});

test("a mark still points to where the text stands in the pasted line", () => {
  const { lines } = read(VERBOSE.map((line) => `[pod/a-1/c] ${line}`).join("\n"));
  assert.equal(lines[3].text, "[pod/a-1/c] > Authorization: Bearer undefined");
  assert.equal(lines[3].text.slice(lines[3].at), "> Authorization: Bearer undefined");
});

test("a token is whole at whatever width it was cut", () => {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const token = `${part({ alg: "HS256", typ: "JWT" })}.${part({ sub: "u1", iss: "https://id.example.com/", exp: 1780003600, aud: "api.example.com" })}.k3Zq0t9yLw7RkXb1Vd5nQe8mHs2uJc4pAf6gTi0oYzE`;
  for (let width = 64; width <= 132; width += 1) {
    const line = `Authorization: Bearer ${token}`;
    const cut = line.match(new RegExp(`.{1,${width}}`, "g"));
    if (cut.at(-1).length < 8) continue; // a rest so short may be any word
    const reading = read(
      `GET / HTTP/1.1\nHost: h\n${cut.join("\n")}\n\nHTTP/1.1 401 Unauthorized\n`,
    );
    assert.equal(reading.tokens[0].raw, token, `width ${width}`);
  }
});

const entry = (n, status) => ({
  startedDateTime: "2026-11-24T20:06:41.000Z",
  request: {
    method: "GET",
    url: `https://h.example/${n}`,
    headers: [{ name: "Host", value: "h.example" }],
  },
  response: { status, headers: [{ name: "X-N", value: `{"${n}]` }], content: { text: '}{"' } },
});
const ENTRIES = [entry(0, 200), entry(1, 401), entry(2, 200)];

test("of a recording that is cut anywhere the whole entries before the cut are read", () => {
  const lead = '{"log":{"version":"1.2","entries":[';
  const parts = ENTRIES.map((each) => JSON.stringify(each));
  const text = `${lead}${parts.join(",")}]}}`;
  const ends = parts.map((_, n) => lead.length + parts.slice(0, n + 1).join(",").length);
  for (let cut = 60; cut < text.length; cut += 7) {
    const whole = ends.filter((end) => end <= cut).length;
    const found = read(text.slice(0, cut)).exchanges.filter(({ request }) =>
      request?.url?.startsWith("https://h.example/"),
    ).length;
    if (whole > 0) assert.equal(found, whole, `cut at ${cut}: ${text.slice(cut - 60, cut)}`);
  }
});

test("a recording is read in any wrapping", () => {
  const log = { log: { entries: ENTRIES } };
  const wrappings = [
    JSON.stringify(log),
    JSON.stringify(log, null, 2),
    JSON.stringify(JSON.stringify(log)),
    JSON.stringify(ENTRIES),
    JSON.stringify({ entries: ENTRIES }),
    JSON.stringify(ENTRIES[1]),
    `\`\`\`json\n${JSON.stringify(log, null, 1)}\n\`\`\``,
    `See:\n\n${JSON.stringify(log)}\n\nWhat now?`,
  ];
  for (const text of wrappings)
    assert.equal(failing(text)?.[1], "https://h.example/1", text.slice(0, 40));
});

test("every option that curl lists with a value takes one, and no other does", (t) => {
  const { stdout, status } = spawnSync("curl", ["--help", "all"], { encoding: "utf8" });
  if (status !== 0 && !process.env.CI) {
    t.skip("no curl here");
    return;
  }
  assert.equal(status, 0, "curl is not there, in CI, where nothing may be missing");
  const listed = [...stdout.matchAll(/^ {0,5}(?:-(\S), )? *--([\w.-]+)( <| \[protocol)?/gm)].filter(
    ([, , name]) => name !== "help",
  );
  assert.ok(listed.length > 200);
  for (const [, short, name, value] of listed) {
    for (const word of [`--${name}`, short && `-s${short}`].filter(Boolean)) {
      const addresses = curlOptions(
        [word, "https://a.example/", "https://b.example/"].map((text) => ({ text, at: 0 })),
      ).filter((option) => option.name === "").length;
      assert.equal(addresses, value ? 1 : 2, word);
    }
  }
});

test("one value in many notations is one value", () => {
  const notations = [
    '{"a": 1, "b": {"c": "x"}, "d": [null]}',
    "{ a: 1, b: { c: 'x' }, d: [ null ] }",
    "{'a': 1, 'b': {'c': 'x'}, 'd': [None]}",
    '{:a=>1, :b=>{:c=>"x"}, :d=>[nil]}',
    "@{ a = 1; b = @{ c = 'x' }; d = [$null] }",
    "Thing {\n  a: 1,\n  b: Inner { c: `x`, },\n  d: [ null ],\n}",
  ];
  const plain = ({ value }) => JSON.parse(JSON.stringify(value).replace(/":(?=\w+":)/g, '"'));
  for (const text of notations)
    assert.deepEqual(plain(parseLiteral(text)), { a: 1, b: { c: "x" }, d: [null] }, text);
});

test("whatever is read stands on a line of the paste", () => {
  const files = ["written-before-mending.txt", "written-after-mending.txt"];
  const pastes = files.flatMap((file) => pasteCases(`pastes/${file}`));
  const cases = [...readingCases(), ...pastes];
  for (const { name, paste } of cases) {
    const { lines, exchanges, tokens, sightings } = read(paste);
    const messages = exchanges.flatMap(({ request, response }) => [request, response]);
    const shown = messages.filter(Boolean);
    const placed = [...shown, ...shown.flatMap(({ headers }) => headers), ...tokens, ...sightings];
    for (const { line } of placed) assert.ok(line >= 1 && line <= lines.length, name);
  }
});
