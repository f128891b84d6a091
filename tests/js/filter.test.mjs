// An index is filtered by what was typed or pasted: ids, times and hosts make no difference.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fitting, makeIndex, wordsOf } from "../../generator/causebook/render/filter/fitting.mjs";

const LINES = [
  "TokenExpiredError: jwt expired",
  "JsonWebTokenError: invalid signature",
  'user "alice": password mismatch, client: 127.0.0.1',
  "AADSTS50057: The user account is disabled.",
  "AADSTS50053: The account is locked.",
  "401 Authorization Required",
  "no user/password was provided for basic authentication",
  "認証に失敗しました",
];
const INDEX = makeIndex(LINES.map((line) => [line]));
/** @param {string} text */
const best = (text) => LINES[fitting(INDEX, text)[0] ?? -1];

test("each line is found by itself, first", () => {
  for (const line of LINES) assert.equal(best(line), line);
});

test("other ids, times and hosts around a line change nothing", () => {
  for (const line of LINES) {
    const changed = line.replace(/127\.0\.0\.1/g, "10.8.0.77").replace(/alice/g, "mallory");
    const pasted = `2026-11-30T08:15:02.118Z api-7f9c4d [error] 31#31: *77 ${changed}, host: "x9.example.org" id=3fa85f64`;
    assert.equal(best(pasted), line, pasted);
  }
});

test("the beginning of a word is enough while it is typed", () => {
  assert.equal(best("jwt exp"), LINES[0]);
  assert.deepEqual(fitting(INDEX, "AADSTS5005").sort(), [3, 4]);
  assert.equal(best("AADSTS50057"), LINES[3]);
  assert.equal(best("signat"), LINES[1]);
});

test("one line of a whole paste is found among others", () => {
  const paste = `GET /report HTTP/1.1\nHost: a.example\n\n${LINES[2]}\nserver stopped`;
  assert.equal(best(paste), LINES[2]);
});

test("what no line says finds nothing, nor does nothing", () => {
  assert.deepEqual(fitting(INDEX, "segmentation fault"), []);
  assert.deepEqual(fitting(INDEX, " \n"), []);
  assert.deepEqual(fitting(makeIndex([]), "token"), []);
});

test("accents, case and width of letters make no difference", () => {
  assert.deepEqual(wordsOf("Añadir ＴＯＫＥＮ"), ["anadir", "token"]);
  assert.equal(best("認証に失敗"), LINES[7]);
});

test("a very long paste is read as far as it is looked at", () => {
  const started = fitting(INDEX, `${LINES[0]}\n${"x".repeat(5_000_000)}`);
  assert.equal(LINES[started[0] ?? -1], LINES[0]);
});

test("a row fits as well as the best of its lines", () => {
  const index = makeIndex([
    ["E1: no", "The user is locked out"],
    ["E2: yes", "All is well"],
  ]);
  assert.deepEqual(fitting(index, "user is locked out"), [0]);
  assert.deepEqual(fitting(index, "E2: yes"), [1]);
});

test("words that no line has speak against a short query, not against a whole line", () => {
  assert.deepEqual(fitting(INDEX, "printer is jammed"), []);
  assert.equal(best(`printer jammed upstairs again: ${LINES[1]}`), LINES[1]);
});
