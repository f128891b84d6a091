// Whatever is pasted is read, hidden and concluded from without an error, in some seconds of processor time for each megabyte:
// what looks at each character more often than a few times would take minutes. How long it takes is measured by `make bench`.
import { test } from "node:test";
import assert from "node:assert/strict";
import { diagnose } from "../../generator/causebook/diagnosis/engine/engine.mjs";
import { makeRedact } from "../../generator/causebook/diagnosis/engine/redaction/redact.mjs";
import { secrets as own } from "../../causes/reading/secrets.mjs";
import { shipped } from "./shipped-book.mjs";

const redact = makeRedact(own);
const SECONDS = 8; // it takes 0.3 to 3, by what else the machine does

const HTTP = [
  "GET /me HTTP/1.1",
  "Accept: */*",
  "Authorization: Bearer abc",
  "Host: api.example.com",
  "User-Agent: HTTPie/3.2.2",
  "",
  "HTTP/1.1 401 Unauthorized",
  "Content-Type: application/json",
  'WWW-Authenticate: Bearer error="invalid_token"',
  "",
  '{"message": "token expired"}',
];
const COLOURS = HTTP.map((line) => `\u001b[34m${line}\u001b[39;49;00m`);
const LONG = "QUJD".repeat(260_000);

const PASTES = {
  nothing: "",
  "no text": null,
  "a lone high surrogate": `401 \ud800 Unauthorized`,
  "a lone low surrogate at the end": `401 Unauthorized \udc00`,
  "lone surrogates only": "\ud800".repeat(100_000),
  "surrogates the wrong way round": "\udc00\ud800".repeat(50_000),
  "marks for the direction of writing": `\u202e401 \u200fUnauthorized\u200e\u202c \u2066token expired\u2069`,
  "Arabic and Hebrew": "خطأ 401 غير مصرح\nשגיאה 401",
  "lone carriage returns": HTTP.join("\r"),
  "carriage returns only": "\r".repeat(100_000),
  "all kinds of line ends": HTTP.map(
    (line, n) => line + ["\r", "\n", "\r\n", "\u2028", "\u0085"][n % 5],
  ).join(""),
  "null characters": HTTP.join("\0"),
  "null characters only": "\0".repeat(1_000_000),
  "all characters below 0x20": Array.from({ length: 32 }, (_, n) => String.fromCharCode(n)).join(
    "401",
  ),
  "a byte order mark": `\ufeff${HTTP.join("\n")}`,
  "text read as UTF-16": [...HTTP.join("\n")].join("\0"),
  "a line of base64": LONG,
  "a line of base64 behind a name": `Authorization: Basic ${LONG}`,
  "a line of base64 in JSON": JSON.stringify({ token: LONG, status: 401 }),
  "a line of hexadecimal": "0123456789abcdef".repeat(64_000),
  HTTPie: HTTP.join("\n"),
  "HTTPie in colours": COLOURS.join("\n"),
  "many lines of one character": "x\n".repeat(100_000),
  "many lines of one digit": "4\n".repeat(100_000),
  "many lines of one quote": '"\n'.repeat(100_000),
  "many empty lines": "\n".repeat(100_000),
  "many braces": "{".repeat(300_000),
  "many brackets closed": `${"[".repeat(100_000)}${"]".repeat(100_000)}`,
  "many quotes": '"'.repeat(300_000),
  "many backslashes": "\\".repeat(300_000),
  "many percent signs": "%25".repeat(100_000),
  "many entities": "&amp;".repeat(100_000),
  "many colons": "a:".repeat(200_000),
  "many equals signs": "a=".repeat(200_000),
  "many spaces": " ".repeat(500_000),
  "many words of one letter": "a ".repeat(250_000),
  "many dots": "a.".repeat(200_000),
  "many emoji": "👩‍👩‍👧".repeat(60_000),
  "many combining marks": `e${"\u0301".repeat(300_000)}`,
};

/** The processor's seconds that some work takes. */
function secondsOf(work) {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

for (const [name, text] of Object.entries(PASTES)) {
  const limit = SECONDS * Math.max(1, (text?.length ?? 0) / 1e6);

  test(`the diagnosis reads ${name}`, () => {
    let verdict;
    const seconds = secondsOf(() => ({ verdict } = diagnose({ ...shipped, text })));
    assert.equal(typeof verdict.kind, "string");
    assert.ok(seconds <= limit, `${seconds.toFixed(2)} s`);
  });

  test(`the redaction reads ${name}`, () => {
    let hidden;
    const seconds = secondsOf(() => (hidden = redact(text ?? "")));
    assert.ok(hidden !== undefined);
    assert.ok(seconds <= limit, `${seconds.toFixed(2)} s`);
  });
}

test("what HTTPie prints in colours is read as what it prints without", () => {
  const plain = diagnose({ ...shipped, text: HTTP.join("\n") });
  const coloured = diagnose({ ...shipped, text: COLOURS.join("\n") });
  assert.equal(coloured.verdict.cause, plain.verdict.cause);
  assert.equal(coloured.verdict.sentence, plain.verdict.sentence);
});

test("lone carriage returns end lines as line feeds do", () => {
  const [cr, lf] = ["\r", "\n"].map((end) => diagnose({ ...shipped, text: HTTP.join(end) }));
  assert.equal(cr.verdict.sentence, lf.verdict.sentence);
});
