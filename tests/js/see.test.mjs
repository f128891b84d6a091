import { test } from "node:test";
import assert from "node:assert/strict";
import {
  makeRecogniser,
  seeSome,
  seeAll,
} from "../../generator/causebook/diagnosis/engine/see.mjs";
import { searchableText } from "../../generator/causebook/diagnosis/engine/searchable.mjs";
import {
  makeFinder,
  requiredLiterals,
} from "../../generator/causebook/diagnosis/engine/literals.mjs";
import { readWords } from "../../generator/causebook/diagnosis/engine/read-words.mjs";
import { symptom, printerKnowledge } from "./tiny-knowledge.mjs";
import { seeded } from "./random.mjs";

const see = (symptoms, reading, detectors) =>
  seeAll(makeRecogniser({ symptoms }), reading, detectors).seen;
const words = (...texts) => readWords(texts.join("\n"));
const reading = (lines, failing = -1) => ({
  lines: lines.map(([facet, text, exchange = -1], i) => ({ n: i + 1, text, facet, exchange })),
  failing,
  prose: ["words"],
  facets: [...new Set(lines.map(([facet]) => facet))].filter(Boolean),
});

test("a pattern is found whatever the case, with the place that shows it", () => {
  const found = see(
    [symptom("out", { patterns: ["load tray \\d"] })],
    words("hm", "Please LOAD TRAY 2 now"),
  );
  assert.deepEqual(found, [
    { id: "out", state: "present", by: "paste", marks: [{ line: 2, from: 7, to: 18 }], note: "" },
  ]);
});

test("a pattern that minds the case does", () => {
  const strict = symptom("out");
  strict.patterns = [{ in: [], re: "Load", case: true }];
  assert.deepEqual(see([strict], words("load")), []);
  assert.equal(see([strict], words("Load")).length, 1);
});

test("a sentence broken over lines is found and marked on both lines", () => {
  const [found] = see(
    [symptom("off", { patterns: ["printer is offline"] })],
    words("oh: the printer", "   is offline, why"),
  );
  assert.deepEqual(found.marks, [
    { line: 1, from: 8, to: 15 },
    { line: 2, from: 3, to: 13 },
  ]);
});

test("sentences run over line ends only in the facets that the reading calls prose", () => {
  const off = symptom("off", { patterns: ["printer is offline"] });
  const broken = [
    ["log", "the printer"],
    ["log", "is offline"],
  ];
  const counts = [["words"], ["log"], []].map(
    (prose) => see([off], { ...reading(broken), prose }).length,
  );
  assert.deepEqual(counts, [0, 1, 0]);
  const { prose: _none, ...plain } = reading(broken);
  assert.deepEqual(see([off], plain), []);
});

test("a blank line parts paragraphs", () => {
  assert.deepEqual(
    see(
      [symptom("off", { patterns: ["printer is offline"] })],
      words("the printer", "", "is offline"),
    ),
    [],
  );
});

test("lines of other facets are not joined", () => {
  const lines = reading([
    ["log", "the printer"],
    ["log", "is offline"],
  ]);
  assert.deepEqual(see([symptom("off", { patterns: ["printer is offline"] })], lines), []);
});

test("a pattern looks only into its facets", () => {
  const heat = symptom("heat", { patterns: ["fuser"], in: ["log"] });
  assert.deepEqual(see([heat], reading([["words", "fuser"]])), []);
  assert.equal(see([heat], reading([["log", "fuser"]]))[0].state, "present");
});

test("what a pattern does not find is unknown, not absent", () => {
  const heat = symptom("heat", { patterns: ["fuser"], in: ["log"] });
  assert.deepEqual(see([heat], reading([["log", "cold"]])), []);
});

test("lines of an exchange that did not fail are another story", () => {
  const lines = reading(
    [
      ["log", "fuser", 0],
      ["log", "cold", 1],
      ["words", "hot", -1],
    ],
    1,
  );
  assert.deepEqual(see([symptom("a", { patterns: ["fuser"] })], lines), []);
  assert.equal(see([symptom("b", { patterns: ["hot"] })], lines).length, 1);
});

test("a detector speaks for itself; one that stumbles or is not there has seen nothing", () => {
  const told = { state: "present", marks: [{ line: 1, from: 0, to: 2 }], note: "It is 3 minutes." };
  const detectors = {
    good: () => told,
    no: () => ({ state: "absent", marks: [{ line: 1, from: 0, to: 1 }], note: "Looked." }),
    bad: () => {
      throw new Error();
    },
  };
  const symptoms = ["good", "no", "bad", "gone"].map((name) => symptom(name, { detector: name }));
  assert.deepEqual(
    see(symptoms, words("hello"), detectors).map(({ id, state, note }) => [id, state, note]),
    [
      ["good", "present", "It is 3 minutes."],
      ["no", "absent", "Looked."],
    ],
  );
});

test("a pattern that does not compile is named and stops nobody", () => {
  const recogniser = makeRecogniser({
    symptoms: [symptom("bad", { patterns: ["("] }), symptom("good", { patterns: ["hello"] })],
  });
  assert.deepEqual(
    recogniser.problems.map(({ id }) => id),
    ["bad"],
  );
  assert.equal(seeAll(recogniser, words("hello")).seen.length, 1);
});

test("step by step sees what one go sees", () => {
  const recogniser = makeRecogniser(printerKnowledge());
  const paste = words("Nothing is printed", "load tray 2", "the printer is offline");
  const searchable = searchableText(recogniser, paste);
  assert.deepEqual(
    recogniser.symptoms.flatMap((_, i) => seeSome(recogniser, searchable, { from: i, to: i + 1 })),
    seeAll(recogniser, paste).seen,
  );
});

test("a line counts up to 2,000 characters, a paragraph all along", () => {
  const far = "x ".repeat(5000) + "printer is offline";
  const offline = symptom("off", { patterns: ["printer is offline"] });
  assert.deepEqual(see([offline], reading([["log", far]])), []);
  assert.deepEqual(see([offline], words(far))[0].marks, [{ line: 1, from: 10000, to: 10018 }]);
});

test("a sentence across two passages of a long paragraph is found once", () => {
  for (const before of [3380, 3990, 4000, 7000]) {
    const found = see(
      [symptom("off", { patterns: ["printer is offline"] })],
      words("x".repeat(before), "printer", "is offline"),
    );
    assert.equal(found[0].marks.length, 2, String(before));
  }
});

test("letters that change their length when lowered do not move the marks", () => {
  const [found] = see(
    [symptom("off", { patterns: ["is offline"] })],
    words("İİİ printer is", "offline İ is offline"),
  );
  assert.deepEqual(found.marks, [
    { line: 1, from: 12, to: 14 },
    { line: 2, from: 0, to: 7 },
    { line: 2, from: 10, to: 20 },
  ]);
});

test("the pieces that a pattern needs", () => {
  const cases = {
    "token (has )?expired": [["token"], ["expired"]],
    "foo+bar": [["foo"], ["bar"]],
    "fo*bar": [["bar"]],
    "\\bexpired\\b": [["expired"]],
    "a.c": [],
    "(?:jwt|token) expired": [["jwt", "token"], ["expired"]],
    "(expired|revoked)": [["expired", "revoked"]],
    "(expired|n)": [],
    "(expired)?": [],
    '[a-z]+\\s*error="invalid"': [['error="invalid"']],
    "x{0,3}": [],
    "ab{2}c": [["ab"]],
    "\\x41bcd": [["bcd"]],
    "\\u0041bcd": [["bcd"]],
    "a|bcd": [],
    "\\.well-known": [[".well-known"]],
    "(?=abc)def": [],
    ÄÖÜabc: [["abc"]],
    "[\\]abc]def": [["def"]],
    "  two words ": [["two words"]],
    "(?:abc|(?:defg|hijk))+": [["abc", "defg", "hijk"]],
    "{curly": [["{curly"]],
    "abc\\n": [["abc"]],
    "\\123abc": [["abc"]],
    "": [],
    "^$": [],
    "(?:in|on) (?:the )?(?:no (?:token|key)|key) ": [
      ["in", "on"],
      ["token", "key"],
    ],
    "((ab|cd)ef|gh)": [["ab", "cd", "gh"]],
  };
  for (const [source, expected] of Object.entries(cases))
    assert.deepEqual(requiredLiterals(source), expected, source);
});

test("every match of a pattern holds a piece that it needs", () => {
  const random = seeded(7);
  const pieces = [
    "abc",
    "bca",
    "a",
    "b",
    ".",
    "[ab]",
    "\\b",
    " ",
    "(abc|cab)",
    "(?:ab|ca)c",
    "(?:b|)",
    "\\s",
    "c?",
    "b+",
    "(cab)*",
    "a{2}",
    "\\.",
  ];
  const letters = "abcAB. ";
  for (let i = 0; i < 3000; i++) {
    const source = Array.from({ length: 1 + random(5) }, () => pieces[random(pieces.length)]).join(
      "",
    );
    const text = Array.from({ length: 40 }, () => letters[random(letters.length)]).join("");
    const match = new RegExp(source, "i").exec(text);
    for (const set of match ? requiredLiterals(source) : []) {
      assert.ok(
        set.some((literal) => match[0].toLowerCase().includes(literal)),
        source + " in " + text,
      );
    }
  }
});

test("many pieces are found at once where one search for each finds them", () => {
  const random = seeded(11);
  const word = (most) => Array.from({ length: 1 + random(most) }, () => "abc"[random(3)]).join("");
  for (let i = 0; i < 300; i++) {
    const pieces = [...new Set(Array.from({ length: 1 + random(12) }, () => word(4)))];
    const text = word(60) + "ä" + word(60);
    const expected = pieces.map((piece) =>
      Array.from(text, (_, at) => at).filter((at) => text.startsWith(piece, at)),
    );
    const found = pieces.map(() => []);
    makeFinder(pieces)(text, (piece, place) => found[piece].push(place));
    assert.deepEqual(found, expected, pieces + " in " + text);
  }
  makeFinder([])("abc", () => assert.fail("nothing was looked for"));
});

test("a phrase stands for its words, also within another phrase", () => {
  const phrases = { works: "works|is fine", often: "(?:very )?often", well: "{works} {often}" };
  const book = {
    symptoms: [
      symptom("well", { patterns: ["it {well}\\b"] }),
      symptom("brace", { patterns: ["\\{works\\}|x{2,3}y"] }),
    ],
    phrases,
  };
  const seen = (text) => seeAll(makeRecogniser(book), words(text)).seen.map(({ id }) => id);
  assert.deepEqual(seen("it is fine very often"), ["well"]);
  assert.deepEqual(seen("it {works} often"), ["brace"]);
  assert.deepEqual(seen("xxy"), ["brace"]);
  assert.deepEqual(seen("it is fine"), []);
});

test("patterns that belong together are seen near each other, in any order", () => {
  const both = symptom("both");
  both.patterns = [{ in: [], case: false, near: ["tray \\d", "empty", "blinks"] }];
  const found = (text) => see([both], words(text)).flatMap(({ marks }) => marks);
  assert.deepEqual(found("the lamp blinks: empty is tray 2, it says"), [
    { line: 1, from: 9, to: 32 },
  ]);
  assert.deepEqual(found("tray 2 is empty and the lamp blinks"), [{ line: 1, from: 0, to: 35 }]);
  assert.deepEqual(found("tray 2 is empty"), []);
  assert.deepEqual(found("tray 2 is empty " + "x ".repeat(120) + "blinks"), []);
});

test("of many lines that say the same at other times, the first is looked at; another status is not the same", () => {
  const log = Array.from(
    { length: 600 },
    (_, i) => "10:00:" + (i % 60) + " 10.0.0." + i + " GET /a " + (i === 400 ? 401 : 200),
  );
  const found = (pattern) =>
    see(
      [symptom("s", { patterns: [pattern] })],
      words(...log.flatMap((line) => [line, ""])),
    )[0].marks.map(({ line }) => line);
  assert.deepEqual(found("get /a 200"), [1]);
  assert.deepEqual(found("get /a 401"), [801]);
});

test("what is said once in the middle of a very long text is seen", () => {
  const chatter = (i) => `user ${i} asked whether the printer is online and the tray is full`;
  const lines = Array.from({ length: 12000 }, (_, i) => chatter((i * 7) % 999));
  lines[6000] = "after that the printer said";
  lines[6001] = "that its tray is empty";
  const found = see(
    [
      symptom("empty", { patterns: ["printer .{0,40}tray is empty"] }),
      symptom("tray", { patterns: ["\\btray\\b.{0,20}empty"] }),
    ],
    words(...lines),
  );
  assert.deepEqual(
    found.map(({ id, marks }) => [id, marks.map(({ line }) => line)]),
    [
      ["empty", [6001, 6002]],
      ["tray", [6002]],
    ],
  );
});

test("lines of a long log that differ in a number of three digits say different things", () => {
  const lines = Array.from(
    { length: 600 },
    (_, i) => `job=${i} worker${i % 7} status=${i === 400 ? 401 : 200} took ${i % 50} ms`,
  );
  const [found] = see([symptom("refused", { patterns: ["status=401"] })], words(...lines));
  assert.deepEqual(
    found.marks.map(({ line }) => line),
    [401],
  );
});
