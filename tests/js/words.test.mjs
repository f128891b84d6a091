// Learned words: what a word is, what words say of families, and which of them spoke.

import test from "node:test";
import assert from "node:assert/strict";
import fc from "fast-check";
import {
  MOST_STEPS,
  factorsOf,
  makeWordModel,
  wordsIn,
} from "../../generator/causebook/diagnosis/engine/words.mjs";

const WORDS = {
  scale: 5,
  families: ["supplies", "network"],
  start: [0, 0],
  words: ["toner", "toner empty", "cable", "constructor", "用", "my"],
  rarity: [30, 50, 30, 20, 30, 1],
  votes: [
    [4, 6, 0, 0, 3, 1],
    [-2, 0, 5, 2, 0, 0],
  ],
};
const { leanings, telling } = makeWordModel({ words: WORDS });

const CUT = {
  "Invalid token": ["invalid", "token", "invalid token"],
  "one\ntwo": ["one", "two"],
  "HTTP 401, not 404.": ["http", "401", "not", "404", "http 401", "401 not", "not 404"],
  "port 8080 of v2": ["port", "of", "port of"],
  "Ungültiger TOKEN": ["ungültiger", "token", "ungültiger token"],
  "не авторизован": ["не", "авторизован", "не авторизован"],
  未授权: ["未", "授", "权", "未 授", "授 权"],
  "auf 認証 hin": ["auf", "認", "証", "hin", "auf 認", "認 証", "証 hin"],
  "인증 실패": ["인증", "실패", "인증 실패"],
  "e\u0301tat": ["état"],
  हिन्दी: ["हिन्दी"],
  [`key ${"x".repeat(25)}`]: ["key"],
  "_ - /": [],
  "": [],
};
for (const [text, words] of Object.entries(CUT)) {
  test("the words of " + JSON.stringify(text), () => {
    assert.deepEqual(wordsIn(text), words);
  });
}

test("words and their order are the same however a letter is composed or written large", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (text) => {
      assert.deepEqual(wordsIn(text.normalize("NFD")), wordsIn(text.normalize("NFC")));
      for (const word of wordsIn(text))
        assert.match(word, /^[\p{L}\p{M}\p{N}]+( [\p{L}\p{M}\p{N}]+)?$/u);
    }),
    { seed: 1 },
  );
});

test("a word speaks for its families and against others, in whole steps", () => {
  assert.deepEqual(leanings("Toner?"), { supplies: 20, network: -10 });
  assert.deepEqual(leanings("the cable"), { network: 25 });
});

test("what is repeated counts little more, what stands in a long text less", () => {
  const [once, often] = ["toner cable", "toner toner toner cable"].map(leanings);
  assert.ok(often.supplies > once.supplies && often.supplies < 2 * once.supplies);
  assert.ok(leanings("toner empty cable").network < leanings("cable").network);
});

test("no known word, no leaning, even where a family has a start", () => {
  const started = makeWordModel({ words: { ...WORDS, start: [3, -3] } });
  for (const text of ["", "entirely unrelated", "未授", "toString __proto__"])
    assert.deepEqual(started.leanings(text), {});
  assert.deepEqual(started.leanings("cable"), { supplies: 15, network: 10 });
});

test("a book that has learned nothing leans to nothing", () => {
  const model = makeWordModel({ words: null });
  assert.deepEqual([model.leanings("toner"), model.telling("toner", "supplies")], [{}, []]);
});

test("whatever the text, steps are whole and within their bounds", () => {
  const loud = makeWordModel({ words: { ...WORDS, scale: 100 } });
  const word = fc.constantFrom(...WORDS.words, "401", "用", "x");
  fc.assert(
    fc.property(fc.array(word), (words) => {
      for (const step of Object.values(loud.leanings(words.join(" "))))
        assert.ok(Number.isInteger(step) && step !== 0 && Math.abs(step) <= MOST_STEPS);
    }),
  );
  assert.equal(loud.leanings("toner empty").supplies, MOST_STEPS);
});

test("the words that spoke for a family are named, the loudest first, and each once", () => {
  assert.deepEqual(telling("My toner is, they say: toner empty", "supplies"), ["toner empty"]);
  assert.deepEqual(telling("a constructor, a cable", "network"), ["cable", "constructor"]);
  assert.deepEqual(telling("用 cable", "supplies"), ["用"]);
  assert.deepEqual(telling("toner", "network"), [], "it speaks against");
  assert.deepEqual(telling("toner", "unknown"), []);
  assert.deepEqual(telling("my toner", "supplies"), ["toner"]);
  assert.deepEqual(telling("my", "supplies"), [], "true, and of no use to anybody");
});

test("leanings lift some families and lower others, never all", () => {
  const scales = { likelihood: { common: 6, occasional: 3, rare: 1 } };
  const families = [
    { id: "supplies", likelihood: "common" },
    { id: "network", likelihood: "rare" },
  ];
  const causes = [
    { id: "no-toner", family: "supplies" },
    { id: "unplugged", family: "network" },
  ];
  const factors = (steps) => Object.fromEntries(factorsOf({ scales, families, causes }, steps));
  assert.deepEqual(factors({}), { "no-toner": 1, unplugged: 1 });
  assert.deepEqual(factors({ supplies: 8, network: 8 }), { "no-toner": 1, unplugged: 1 });
  const { "no-toner": up, unplugged: down } = factors({ supplies: 8 });
  assert.equal(up / down, 2);
  assert.ok(Math.abs((6 * up + down) / 7 - 1) < 1e-9, "one on average, by what is usual");
});
