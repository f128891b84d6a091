// Secrets go, the rest stays: each block of secrets.txt plants one, each line of harmless.txt must survive.
import test from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { redact } from "../../causes/http-401/diagnosis/redact.mjs";

const file = (name) => readFileSync(new URL(`cases/redact/${name}`, import.meta.url), "utf8").split("\n").slice(1).join("\n").trimEnd();
const planted = file("secrets.txt").split("\n---\n").map((block) => {
  const [secret, ...lines] = block.split("\n");
  return { secret, text: lines.join("\n").replace(/(?<!\\)\\n(?!')/g, "\n").replace(/\\\\n/g, "\\n") };
});

test("at least sixty secrets are planted", () => {
  assert.ok(planted.length >= 60, String(planted.length));
});

for (const { secret, text } of planted) {
  test(`no trace of ${secret.slice(0, 30)}`, () => {
    assert.ok(text.includes(secret), "the case holds its secret");
    assert.ok(!redact(text).includes(secret), redact(text));
  });
}

test("none survives when all stand in one text", () => {
  const all = redact(planted.map(({ text }) => text).join("\n\n"));
  assert.deepEqual(planted.filter(({ secret }) => all.includes(secret)).map(({ secret }) => secret), []);
});

for (const line of file("harmless.txt").split("\n")) {
  test(`stays readable: ${line.slice(0, 60)}`, () => assert.equal(redact(line), line));
}

test("scheme, cookie names and attributes stay", () => {
  assert.equal(redact("Set-Cookie: sid=abc; Path=/; Secure"), "Set-Cookie: sid=[cookie]; Path=/; Secure");
  assert.equal(redact("> Authorization: Bearer abc.def"), "> Authorization: Bearer [token]");
});

test("redacting twice changes nothing more", () => {
  const once = redact(planted.map(({ text }) => text).join("\n"));
  assert.equal(redact(once), once);
});

test("IP addresses stay unless they are to go", () => {
  const text = "client: 192.0.2.17, [2001:db8::1]:443 at 12:34:56";
  assert.equal(redact(text), text);
  assert.equal(redact(text, { ip: true }), "client: [ip], [[ip]]:443 at 12:34:56");
});

test("time grows with the text, not faster", () => {
  for (const piece of ["password=", "Authorization: ", "-----BEGIN PRIVATE KEY-----", "a:", "\"token\":\"", "user@", "http://a:", "eyJ", "-u a:", "<password>", "1:1:"]) {
    const began = performance.now();
    redact(piece.repeat(Math.ceil(1e6 / piece.length)));
    assert.ok(performance.now() - began < 1500, `${piece}: ${performance.now() - began} ms`);
  }
});
