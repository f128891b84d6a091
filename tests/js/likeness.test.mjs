import { test } from "node:test";
import assert from "node:assert/strict";
import { makeLikeness } from "../../generator/causebook/diagnosis/engine/likeness.mjs";

const cause = (id, title, evidence = {}) => ({ id, title, summary: "", evidence });
const symptom = (id, title, ...patterns) => ({
  id,
  title,
  patterns: patterns.map((re) => ({ re })),
});
const book = {
  causes: [
    cause("tray-empty", "The tray is empty", { "says-paper": "usually" }),
    cause("no-ink", "The cartridge has run dry", { faded: "sometimes", "says-paper": "never" }),
    cause("asleep", "The printer sleeps"),
  ],
  symptoms: [
    symptom("says-paper", "It asks for paper", "\\bload (paper|sheets)\\b"),
    symptom("faded", "The print is pale", "\\b(pale|faded|streak)s?\\b"),
  ],
};
const likeness = makeLikeness(book);
const first = (text) => Object.entries(likeness(text)).sort((a, b) => b[1] - a[1])[0][0];

test("a text leans to the cause whose words it speaks: its own, and those of what it shows", () => {
  assert.equal(first("the trays seem to be empty"), "tray-empty");
  assert.equal(first("It wants more sheets all the time"), "tray-empty");
  assert.equal(first("there are streaks on each page"), "no-ink");
});

test("what a cause never shows does not lean to it, what many show leans little", () => {
  const { "no-ink": ink, asleep } = likeness("sheets");
  assert.ok(ink < 0);
  assert.equal(ink, asleep);
});

test("no word of the book, no leaning; the order of words does not matter", () => {
  assert.deepEqual(likeness(""), {});
  assert.deepEqual(likeness("entirely unrelated"), {});
  assert.deepEqual(likeness("paper pale empty"), likeness("empty paper pale"));
  assert.deepEqual(makeLikeness({ causes: [], symptoms: [] })("paper"), {});
});
