import { test } from "node:test";
import assert from "node:assert/strict";
import { openEyes, setScene, seeSome, seeAll } from "../../generator/assets/diagnosis/see.mjs";
import { requiredLiterals } from "../../generator/assets/diagnosis/literals.mjs";
import { readWords } from "../../generator/assets/diagnosis/read-words.mjs";
import { symptom, printerKnowledge } from "./tiny-knowledge.mjs";
import { seeded } from "./random.mjs";

const see = (symptoms, reading, detectors) => seeAll(openEyes({ symptoms }), reading, detectors);
const words = (...texts) => readWords(texts.join("\n"));
const reading = (lines, failing = -1) => ({
  lines: lines.map(([facet, text, exchange = -1], i) => ({ n: i + 1, text, facet, exchange })),
  exchanges: [], failing, tokens: [], facets: [...new Set(lines.map(([facet]) => facet))].filter(Boolean),
});

test("a pattern is found whatever the case, with the place that shows it", () => {
  const found = see([symptom("out", { patterns: ["load tray \\d"] })], words("hm", "Please LOAD TRAY 2 now"));
  assert.deepEqual(found, [{ id: "out", state: "present", by: "paste", marks: [{ line: 2, from: 7, to: 18 }], note: "" }]);
});

test("a pattern that minds the case does", () => {
  const strict = symptom("out");
  strict.patterns = [{ in: [], re: "Load", case: true }];
  assert.deepEqual(see([strict], words("load")), []);
  assert.equal(see([strict], words("Load")).length, 1);
});

test("a sentence broken over lines is found and marked on both lines", () => {
  const [found] = see([symptom("off", { patterns: ["printer is offline"] })], words("oh: the printer", "   is offline, why"));
  assert.deepEqual(found.marks, [{ line: 1, from: 8, to: 15 }, { line: 2, from: 3, to: 13 }]);
});

test("a blank line parts paragraphs", () => {
  assert.deepEqual(see([symptom("off", { patterns: ["printer is offline"] })], words("the printer", "", "is offline")), []);
});

test("lines of other facets are not joined", () => {
  const lines = reading([["log", "the printer"], ["log", "is offline"]]);
  assert.deepEqual(see([symptom("off", { patterns: ["printer is offline"] })], lines), []);
});

test("a pattern looks only into its facets", () => {
  const heat = symptom("heat", { patterns: ["fuser"], in: ["log"] });
  assert.deepEqual(see([heat], reading([["words", "fuser"]])), []);
  assert.equal(see([heat], reading([["log", "fuser"]]))[0].state, "present");
});

test("what is not there is absent only where its facet is there", () => {
  const heat = symptom("heat", { patterns: ["fuser"], in: ["log"], absentIn: "log" });
  assert.deepEqual(see([heat], reading([["words", "cold"]])), []);
  assert.equal(see([heat], reading([["log", "cold"]]))[0].state, "absent");
  assert.deepEqual(see([symptom("heat", { patterns: ["fuser"], in: ["log"] })], reading([["log", "cold"]])), []);
});

test("lines of an exchange that did not fail are another story", () => {
  const lines = reading([["log", "fuser", 0], ["log", "cold", 1], ["words", "hot", -1]], 1);
  assert.deepEqual(see([symptom("a", { patterns: ["fuser"] })], lines), []);
  assert.equal(see([symptom("b", { patterns: ["hot"] })], lines).length, 1);
});

test("a detector speaks for itself; one that stumbles or is not there has seen nothing", () => {
  const told = { state: "present", marks: [{ line: 1, from: 0, to: 2 }], note: "It is 3 minutes." };
  const detectors = { good: () => told, no: () => ({ state: "absent", marks: [{ line: 1, from: 0, to: 1 }], note: "Looked." }), bad: () => { throw new Error(); } };
  const symptoms = ["good", "no", "bad", "gone"].map((name) => symptom(name, { detector: name }));
  assert.deepEqual(see(symptoms, words("hello"), detectors).map(({ id, state, note }) => [id, state, note]),
    [["good", "present", "It is 3 minutes."], ["no", "absent", "Looked."]]);
});

test("a pattern that does not compile is named and stops nobody", () => {
  const eyes = openEyes({ symptoms: [symptom("bad", { patterns: ["("] }), symptom("good", { patterns: ["hello"] })] });
  assert.deepEqual(eyes.problems.map(({ symptom: id }) => id), ["bad"]);
  assert.equal(seeAll(eyes, words("hello")).length, 1);
});

test("step by step sees what one go sees", () => {
  const eyes = openEyes(printerKnowledge());
  const paste = words("Nothing is printed", "load tray 2", "the printer is offline");
  const scene = setScene(paste);
  assert.deepEqual(eyes.symptoms.flatMap((_, i) => seeSome(eyes, scene, i, i + 1)), seeAll(eyes, paste));
});

test("a line counts up to 2,000 characters, a paragraph all along", () => {
  const far = "x ".repeat(5000) + "printer is offline";
  const offline = symptom("off", { patterns: ["printer is offline"] });
  assert.deepEqual(see([offline], reading([["log", far]])), []);
  assert.deepEqual(see([offline], words(far))[0].marks, [{ line: 1, from: 10000, to: 10018 }]);
});

test("a sentence across two passages of a long paragraph is found once", () => {
  for (const before of [3380, 3990, 4000, 7000]) {
    const found = see([symptom("off", { patterns: ["printer is offline"] })], words("x".repeat(before), "printer", "is offline"));
    assert.equal(found[0].marks.length, 2, String(before));
  }
});

test("letters that change their length when lowered do not move the marks", () => {
  const [found] = see([symptom("off", { patterns: ["is offline"] })], words("İİİ printer is", "offline İ is offline"));
  assert.deepEqual(found.marks, [{ line: 1, from: 12, to: 14 }, { line: 2, from: 0, to: 7 }, { line: 2, from: 10, to: 20 }]);
});

test("the piece that a pattern needs", () => {
  const cases = {
    "token (has )?expired": ["expired"], "foo+bar": ["foo"], "fo*bar": ["bar"], "\\bexpired\\b": ["expired"], "a.c": null,
    "(?:jwt|token) expired": ["expired"], "(expired|revoked)": ["expired", "revoked"], "(expired|no)": null, "(expired)?": null,
    "[a-z]+\\s*error=\"invalid\"": ['error="invalid"'], "x{0,3}": null, "ab{2}c": null, "\\x41bcd": ["bcd"], "\\u0041bcd": ["bcd"],
    "a|bcd": null, "\\.well-known": [".well-known"], "(?=abc)def": null, "ÄÖÜabc": ["abc"], "[\\]abc]def": ["def"], "  two words ": ["two words"],
    "(?:abc|(?:defg|hijk))+": ["abc", "defg", "hijk"], "{curly": ["{curly"], "abc\\n": ["abc"], "\\123abc": ["abc"], "": null, "^$": null,
  };
  for (const [source, expected] of Object.entries(cases)) assert.deepEqual(requiredLiterals(source), expected, source);
});

test("every match of a pattern holds a piece that it needs", () => {
  const random = seeded(7);
  const pieces = ["abc", "bca", "a", "b", ".", "[ab]", "\\b", " ", "(abc|cab)", "(?:ab|ca)c", "(?:b|)", "\\s", "c?", "b+", "(cab)*", "a{2}", "\\."];
  const letters = "abcAB. ";
  for (let i = 0; i < 3000; i++) {
    const source = Array.from({ length: 1 + random(5) }, () => pieces[random(pieces.length)]).join("");
    const literals = requiredLiterals(source);
    const text = Array.from({ length: 40 }, () => letters[random(letters.length)]).join("");
    const match = new RegExp(source, "i").exec(text);
    if (match && literals) assert.ok(literals.some((literal) => match[0].toLowerCase().includes(literal)), source + " in " + text);
  }
});
