// Secrets go, the rest stays: each planted secret must be gone, each harmless line must survive whole.
import test from "node:test";
import assert from "node:assert/strict";
import fc from "fast-check";
import { harmless, planted } from "./redact-cases.mjs";
import { table } from "./redact-table.mjs";
import { secrets } from "../../causes/reading/secrets.mjs";
import { makeRedact } from "../../generator/causebook/diagnosis/engine/redaction/redact.mjs";
import { wasRedacted } from "../../generator/causebook/diagnosis/engine/redaction/shown-words.mjs";

const STEP = 19; // of the whole table a part; `node tests/js/redaction.mjs` does all of it
const plain = makeRedact();
const redact = makeRedact(secrets);

test("at least 250 secrets are planted and 200 harmless lines written", () => {
  assert.ok(planted().length >= 250, String(planted().length));
  assert.ok(harmless().length >= 200, String(harmless().length));
});

for (const { secret, text } of planted()) {
  test(`no trace of ${secret.slice(0, 30)}`, () => {
    assert.ok(text.includes(secret), "the case holds its secret");
    assert.ok(!redact(text).includes(secret), redact(text));
  });
}

test("none survives when all stand in one text", () => {
  const all = redact(
    planted()
      .map(({ text }) => text)
      .join("\n\n"),
  );
  assert.deepEqual(
    planted()
      .filter(({ secret }) => secret.length > 7 && all.includes(secret))
      .map(({ secret }) => secret),
    [],
  );
});

test("names in thirty languages, in every notation, with every kind of value", () => {
  const cases = [...table()].filter((_, place) => place % STEP === 0);
  assert.deepEqual(
    cases.filter(({ text, secret }) => !text.includes(secret)).map(({ label }) => label),
    [],
  );
  assert.deepEqual(
    cases.filter(({ text, secret }) => redact(text).includes(secret)).map(({ label }) => label),
    [],
  );
});

test("a book without words of its own has the names and notations as well", () => {
  const cases = [...table()].filter((_, place) => place % (STEP * 7) === 0);
  assert.deepEqual(
    cases.filter(({ text, secret }) => plain(text).includes(secret)).map(({ label }) => label),
    [],
  );
});

for (const line of harmless()) {
  test(`stays readable: ${line.slice(0, 60)}`, () => assert.equal(redact(line), line));
}

test("random secrets behind a random name go, whatever they are made of", () => {
  const value = fc
    .string({ minLength: 6, maxLength: 40 })
    .filter((text) => /\d.*[a-z]|[a-z].*\d/i.test(text) && !/[\u0000-\u001f]/.test(text));
  const name = fc.constantFrom(
    "password",
    "client_secret",
    "apiKey",
    "Passwort",
    "токен",
    "密码",
    "access-token",
  );
  fc.assert(
    fc.property(name, value, (key, secret) => {
      const text = JSON.stringify({ a: 1, [key]: secret, b: 2 });
      return isTemplate(secret) || !redact(text).includes(JSON.stringify(secret).slice(1, -1));
    }),
    { numRuns: 2000, seed: 7 },
  );
});

/** What a program fills in, or what was blanked out, is no secret. */
const isTemplate = (text) => /[$%#@]\{|\{\{|^\W|\W$|^[\w.]+[.:/]|^\S*[.][\d.]/.test(text.trim());

test("a random text never throws and is redacted once for all", () => {
  const piece = fc.constantFrom(
    "password",
    "=",
    ":",
    " ",
    "\n",
    '"',
    "'",
    "\\",
    "{",
    "}",
    "[",
    "]",
    "<",
    ">",
    "token",
    "%22",
    "&quot;",
    "|",
    ",",
    "-",
    "x1y2z3",
    "@",
    "//",
    "Bearer ",
    "^",
    "a",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const once = redact(pieces.join(""));
      assert.equal(redact(once), once);
    }),
    { numRuns: 3000, seed: 7 },
  );
});

test("scheme, cookie names and attributes stay", () => {
  assert.equal(
    redact("Set-Cookie: sid=abc; Path=/; Secure"),
    "Set-Cookie: sid=[cookie]; Path=/; Secure",
  );
  assert.equal(redact("> Authorization: Bearer abc.def"), "> Authorization: Bearer [token]");
  assert.equal(redact("password=hunter2&user=al"), "password=[password]&user=al");
});

test("what stands around a secret stays", () => {
  assert.equal(
    redact("curl -u alice:Hunter2winter https://h.example/v1"),
    "curl -u alice:[password] https://h.example/v1",
  );
  assert.equal(
    redact('{"user":"al","password":"a\\"b1","x":1}'),
    '{"user":"al","password":"[password]","x":1}',
  );
  assert.equal(
    redact("| user | password |\n| al | zebra9 |"),
    "| user | password |\n| al | [password] |",
  );
  assert.equal(
    redact("https://al:pw9x@h.example:8443/p?q=1"),
    "https://[user and password]@h.example:8443/p?q=1",
  );
});

test("an unquoted value behind an equals sign ends at the blank, unless the line is nothing else", () => {
  for (const name of ["password", "token", "api_key", "pin_code"]) {
    assert.match(
      redact(`printer is offline ${name}=zebra7Fox 10.0.0.1`),
      /^printer is offline \w+=\[\w+\] 10\.0\.0\.1$/,
    );
  }
  assert.equal(redact("Password=correct horse battery staple"), "Password=[password]");
});

test("a value is never parted from its name, however long the line is", () => {
  for (const length of [300, 399, 400, 401, 3999, 4000, 19990, 19999, 20000, 20001, 120000]) {
    const secret = "q7Zr1TtX9pLm2kVb";
    assert.ok(
      !redact(`${"a ".repeat(length / 2)}password=${secret} tail`).includes(secret),
      `${length} before`,
    );
    assert.ok(
      !redact(`password="${"b c".repeat(length / 3)}${secret}"`).includes(secret),
      `${length} in quotes`,
    );
    assert.ok(
      !redact(`Authorization: Bearer ${"Zk9".repeat(length / 3)}${secret}`).includes(secret),
      `${length} in a header`,
    );
    assert.ok(
      !redact(`password${" ".repeat(length)}: ${secret}`).includes(secret),
      `${length} blanks`,
    );
  }
});

test("a value is found behind any number of types, and nothing overflows", () => {
  const types = "!!str ".repeat(1e5);
  assert.equal(redact(`password: ${types}zebra9`), `password: ${types}[password]`);
});

test("a book's names join those of the engine", () => {
  const own = makeRedact({
    names: { password: ["open sesame"] },
    lists: { crumb: ["crumbs"] },
    attributes: ["path"],
  });
  assert.equal(own("open-sesame: fig1"), "open-sesame: [password]");
  assert.equal(own("Crumbs: a=b1; path=/"), "Crumbs: a=[crumb]; path=/");
  assert.equal(plain("open-sesame: fig1"), "open-sesame: fig1");
  assert.equal(redact("Cookie: a=b"), "Cookie: a=[cookie]");
});

test("a line says that it was redacted only where it was", () => {
  assert.ok(wasRedacted(redact("password=hunter2")));
  assert.ok(!wasRedacted("2026/11/24 [info] 31#31: token expired"));
});

test("IP addresses stay unless they are to go", () => {
  const text = "client: 192.0.2.17, [2001:db8::1]:443 at 12:34:56";
  assert.equal(redact(text), text);
  assert.equal(redact(text, { ip: true }), "client: [ip], [[ip]]:443 at 12:34:56");
});

const HOSTILE = [
  "password=",
  "password: ",
  "token: is a ",
  "Authorization: ",
  "-----BEGIN PRIVATE KEY-----",
  "a:",
  '"token":"',
  "user@",
  "http://a:",
  "eyJ",
  "-u a:",
  "<password>",
  "1:1:",
  "curl -u ",
  'name="password"\n',
  '\\"',
  "%22",
  "| password ",
  "password,",
  "passwords:\n - ",
  '{"name":"password",',
  'value: "',
  "password “",
  "a b ",
  "password (",
  "basic_auth(",
  "echo ",
  "insert into a (password) values (",
  "http://a:b",
  "a/",
  "A1b/",
  "key: is ",
  "password\n",
  "password:\n",
  "set_token([",
  "login(",
  "AUTH ",
  "vault login ::",
  "-u 密码",
  "mysql -pBearer ",
  "set_token(-eyJabc",
  "https://@>",
  "$2a$]mysql -p",
  "creds=a,",
  "password: *a",
  'password=["',
  "password=[a,",
  "password=**",
  'password="""',
  "password=(",
  "\\",
];

/** How many characters are looked at for a text of about this size: the same on every machine. */
function lookedAt(piece, size) {
  const text = piece.repeat(Math.ceil(size / piece.length));
  const { exec } = RegExp.prototype;
  const { indexOf } = String.prototype;
  let count = 0;
  RegExp.prototype.exec = function counted(given) {
    const from = this.global ? this.lastIndex : 0;
    const found = exec.call(this, given);
    if (!this.sticky) count += (found ? found.index + found[0].length : given.length) - from;
    return found;
  };
  String.prototype.indexOf = function counted(sought, from = 0) {
    const found = indexOf.call(this, sought, from);
    count += (found < 0 ? this.length : found) - from;
    return found;
  };
  try {
    redact(text);
  } finally {
    RegExp.prototype.exec = exec;
    String.prototype.indexOf = indexOf;
  }
  return count;
}

test("what is looked at grows with the text, not faster", () => {
  for (const piece of HOSTILE) {
    const [once, twice] = [lookedAt(piece, 1e4), lookedAt(piece, 2e4)];
    assert.ok(twice < 2.4 * once, `${piece}: ${once} characters, twice as long ${twice}`);
  }
});

/** Milliseconds of the processor for a text of about this size: another program's load is not ours. */
function spent(piece, size) {
  const text = piece.repeat(Math.ceil(size / piece.length));
  const before = process.cpuUsage();
  redact(text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

test("time grows with the text, not faster", () => {
  for (const piece of HOSTILE) {
    spent(piece, 2.5e3);
    const [small, large] = [spent(piece, 5e3), spent(piece, 4e4)];
    assert.ok(
      large < 150 || large < 24 * small,
      `${piece}: ${Math.round(small)} ms, eight times as long ${Math.round(large)} ms`,
    );
  }
});
