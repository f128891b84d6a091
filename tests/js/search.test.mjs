// The words that are looked for, and the order of what is found; the figures of the shipped book are
// in tests/test_search.py.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { meantBy, slips } from "../../generator/causebook/search/match.mjs";
import { partsOf } from "../../generator/causebook/search/parts.mjs";
import { ranked } from "../../generator/causebook/search/rank.mjs";
import { Search } from "../../generator/causebook/search/search.mjs";
import { placesIn, wordsIn } from "../../generator/causebook/search/words.mjs";

/** Texts, and the words that they are cut into. */
const CUT = [
  ["invalid_token", "invalid_token invalid token"],
  ["JWT_SECRET", "jwt_secret jwt secret"],
  ["HTTP Error 401.1 - x", "http error 401.1 401 x"],
  ["10.1.2.3 took 1401.25 s", "took 1401 s"],
  ["WWW-Authenticate: Bearer", "www authentic bear"],
  ["io.x.ExpiredJwtException", "io x expiredjwtexception expir jwt exception"],
  ["AADSTS50034, AH01617: E401", "aadsts50034 ah01617 e401"],
  ["it doesn't, it doesn’t", "it doesnt"],
  ["at 12:30:59 on 2026-11-30T08:14:00.000Z", "at on 000"],
  ["7d3f19c2 d02e8b6f4a15 1893456789", ""],
  ["Größe NAÏVE", "große naiv"],
  ["ｆｕｌｌ ｗｉｄｔｈ", "full width"],
  ["有効期限", "有効 効期 期限"],
  ["令", "令"],
  ["API有効", "api 有効"],
  ["x".repeat(41), ""],
  ["", ""],
];

for (const [text, words] of CUT)
  test(`“${text.slice(0, 40)}” is cut into “${words}”`, () => {
    assert.equal(wordsIn(text).join(" "), words);
  });

const ALIKE = [
  "expire expires expired expiring",
  "token tokens",
  "key keys",
  "authorise authorised authorized authorizes authorisation authorization",
  "authenticate authentication authenticated",
  "cookie cookies",
  "fail fails failed failing",
];
const UNLIKE = ["user use", "access accept", "client clock", "401 403", "proxy prompt"];

for (const words of ALIKE)
  test(`${words} are one word`, () => assert.equal(wordsIn(words).length, 1));
for (const words of UNLIKE)
  test(`${words} are two words`, () => assert.equal(wordsIn(words).length, 2));

test("no text is cut into anything that is cut otherwise, and nothing that ends a line matters", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 60 });
  fc.assert(
    fc.property(text, text, (one, other) => {
      const words = wordsIn(`${one} ${other}`);
      assert.deepEqual(words, [...new Set(words)]);
      assert.deepEqual(wordsIn(`${one}\n\t"${other}"`), words);
      for (const word of wordsIn(one)) assert.ok(words.includes(word));
    }),
  );
});

test("each place is within the text, and they are in order", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (text) => {
      let before = 0;
      for (const { from, to } of placesIn(text)) {
        assert.ok(before <= from && from < to && to <= text.length);
        before = from;
      }
    }),
  );
});

const SLIPS = [
  ["unathorized", "unauthorized", 1],
  ["tokne", "token", 1],
  ["token", "token", 0],
  ["token", "tokens", 1],
  ["cat", "dog", 3],
];
for (const [one, other, count] of SLIPS)
  test(`${one} is ${count} slips from ${other}, and back`, () => {
    const most = 2;
    assert.equal(slips(one, other, most), count);
    assert.equal(slips(other, one, most), count);
  });

test("a word means itself; while it is typed, also what begins so; a slip only where there is none", () => {
  const words = { token: [1], tokens: [1], tokenizer: [1], refus: [1] };
  assert.deepEqual([...meantBy(words, "token", false)], [["token", 1]]);
  assert.deepEqual([...meantBy(words, "toke", true).keys()], ["token", "tokens", "tokenizer"]);
  assert.deepEqual([...meantBy(words, "tokne", false).keys()], ["token"]);
  assert.deepEqual([...meantBy(words, "constructor", true)], []);
});

test("a word is looked for in its own part, one that is begun in all that may have more of it", () => {
  const contents = {
    words: [
      ["a", ""],
      ["d", ""],
      ["dz", ""],
      ["k", ""],
    ],
  };
  assert.deepEqual(partsOf(contents, "b", false), [0]);
  assert.deepEqual(partsOf(contents, "d", false), [1]);
  assert.deepEqual(partsOf(contents, "d", true), [1, 2]);
  assert.deepEqual(partsOf(contents, "zzz", true), [3]);
});

const UNITS = 32;
const STEPS = 64;
/** The number of a place that follows another, `by` pages on. */
const at = (by, unit, weight) => (by * UNITS + unit) * STEPS + weight;
const kind = (one, worth, count, helps = true) => ({ one, many: one, worth, helps, count });
const CONTENTS = {
  kinds: [kind("Cause", 1, 2), kind("Message", 0.6, 2), kind("List", 0.3, 2, false)],
  words: [["a", "e"]],
  pages: ["e"],
  perPart: 32,
  units: UNITS,
  steps: STEPS,
  step: 0.15,
};
const order = (words, ...asked) =>
  ranked(
    CONTENTS,
    words,
    asked.map((word) => new Map([[word, 1]])),
  ).map(({ page }) => page);

test("of two titles that are as like, that of a cause comes first", () => {
  assert.deepEqual(order({ paper: [at(1, 0, 20), at(2, 0, 20)] }, "paper"), [1, 3]);
});

test("a line that was pasted counts more than a title that has some of it", () => {
  const words = Object.fromEntries(
    [..."abcdef"].map((word) => [
      word,
      [...(word < "c" ? [at(1, 0, 8)] : []), at(word < "c" ? 1 : 2, 2, 12)],
    ]),
  );
  assert.equal(order(words, ..."abcdef")[0], 2);
});

test("what helps nobody who is stuck is never first, unless there is nothing else", () => {
  assert.deepEqual(order({ paper: [at(1, 1, 9), at(3, 0, 60)] }, "paper"), [1, 4]);
  assert.deepEqual(order({ paper: [at(4, 0, 60)] }, "paper"), [4]);
});

test("a page that has all words comes before one that has one of them oftener", () => {
  const words = { out: [at(0, 0, 10), at(1, 0, 22)], paper: [at(0, 0, 10)] };
  assert.deepEqual(order(words, "out", "paper"), [0, 1]);
});

test("of a long text its beginning and its end are looked for, and no more parts than its words need", async () => {
  const asked = [];
  const many = {
    ...CONTENTS,
    words: Array.from({ length: 900 }, (_, n) => [`w${String(n).padStart(3, "0")}x`, "e"]),
  };
  const search = new Search(many, async (name) => (asked.push(name), {}));
  const text = Array.from({ length: 900 }, (_, n) => `w${String(n).padStart(3, "0")}x`).join(" ");
  await search.find(text + " ");
  assert.equal(asked.length, 40);
  assert.ok(asked.includes("w0") && asked.includes("w899"));
});
