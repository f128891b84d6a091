import { test } from "node:test";
import assert from "node:assert/strict";
import { excerptOf } from "../../generator/causebook/diagnosis/page/marks.mjs";
import { visible } from "../../generator/causebook/diagnosis/page/odd-characters.mjs";
import { readWords } from "../../generator/causebook/diagnosis/engine/read-words.mjs";

const seen = (id, ...marks) => ({
  id,
  state: "present",
  by: "paste",
  marks: marks.map(([line, from, to]) => ({ line, from, to })),
});
const linesOf = (text) => readWords(text).lines;
const shown = ({ rows }) =>
  rows.map((row) =>
    row.gap
      ? "…" + row.gap
      : (row.number || "") +
        "|" +
        row.parts.map(([text, kind]) => (kind ? "[" + text + "]" : text)).join(""),
  );

test("a short paste is shown whole, its telling lines numbered in their order", () => {
  const excerpt = excerptOf(linesOf("one\ntwo\nthree"), [
    seen("b", [3, 0, 5]),
    seen("a", [1, 1, 2], [3, 0, 2]),
  ]);
  assert.deepEqual(shown(excerpt), ["1|o[n]e", "|two", "2|[three]"]);
  assert.deepEqual(excerpt.numbers, { b: [2], a: [1, 2] });
  assert.deepEqual([excerpt.total, excerpt.telling, excerpt.cut], [3, 2, 0]);
});

test("a line feed at the end makes no line, nor do blanks", () => {
  const excerpt = excerptOf(linesOf("one\n\ntwo\n \n"), []);
  assert.deepEqual(
    [excerpt.total, shown(excerptOf(linesOf("a\n"), [seen("a", [1, 0, 1])]))],
    [3, ["1|[a]"]],
  );
});

test("a long paste is shown by its telling lines with two lines around, and says what is between", () => {
  const text = Array.from({ length: 200 }, (_, i) => "line " + (i + 1)).join("\n");
  const excerpt = excerptOf(linesOf(text), [seen("a", [50, 0, 4], [100, 0, 4])]);
  assert.deepEqual(
    shown(excerpt).filter((row) => row.startsWith("…")),
    ["…47", "…45"],
  );
  assert.equal(excerpt.rows.length, 2 + 10);
  assert.equal(excerpt.cut, 98);
});

test("all lines are at most four hundred", () => {
  const text = Array.from({ length: 5000 }, (_, i) => "line " + i).join("\n");
  const { rows, cut } = excerptOf(linesOf(text), [seen("a", [4000, 0, 4])], { all: true });
  assert.ok(rows.filter(({ gap }) => !gap).length <= 402);
  assert.equal(cut, 5000 - 4002);
});

test("a gap of one line is shown instead", () => {
  const text = Array.from({ length: 30 }, (_, i) => "line " + (i + 1)).join("\n");
  const { rows } = excerptOf(linesOf(text), [seen("a", [5, 0, 4], [11, 0, 4])]);
  assert.equal(rows.filter(({ gap }) => gap === 1).length, 0);
});

test("of a long line the surroundings of its marks are shown", () => {
  const text = "x".repeat(1000) + "HERE" + "y".repeat(3000);
  const [row] = excerptOf(linesOf(text), [seen("a", [1, 1000, 1004])]).rows;
  assert.deepEqual(
    row.parts.map(([part, kind]) => [part.length, kind]),
    [
      [1, "cut"],
      [90, ""],
      [4, "mark"],
      [90, ""],
      [1, "cut"],
    ],
  );
});

test("marked blanks at an end are shown", () => {
  const [row] = excerptOf(linesOf("abc  "), [seen("a", [1, 2, 5])]).rows;
  assert.deepEqual(row.parts, [
    ["ab", ""],
    ["c··", "mark"],
  ]);
});

test("a blank that only parts the marked word from another is none to be shown", () => {
  const marked = (text, from, to) =>
    excerptOf(linesOf(text), [seen("a", [1, from, to])]).rows[0].parts.find(
      ([, kind]) => kind === "mark",
    )[0];
  assert.equal(marked("your API key", 4, 12), " API key");
  assert.equal(marked("a key, found", 2, 7), "key, ");
  assert.equal(marked("your API key", 0, 5), "your ");
  assert.equal(marked('key="abc "', 5, 9), "abc\u00b7");
  assert.equal(marked("key: ", 0, 5), "key:\u00b7");
  assert.equal(marked("a  key", 1, 6), "\u00b7\u00b7key");
  assert.equal(marked("a b", 1, 2), "\u00b7");
});

test("a symptom is explained below its first line, not where a more special one is", () => {
  const implies = new Map([["special", new Set(["general"])]]);
  const { rows } = excerptOf(
    linesOf("one\ntwo"),
    [seen("general", [1, 0, 1], [2, 0, 1]), seen("special", [1, 0, 3])],
    { implies },
  );
  assert.deepEqual(
    rows.map(({ why }) => why),
    [["special"], ["general"]],
  );
});

test("marks outside the text, of unknown lines or empty do no harm", () => {
  const excerpt = excerptOf(linesOf("ab"), [
    seen("a", [1, 5, 99], [7, 0, 1], [1, 1, 1], [1, -4, 0]),
  ]);
  assert.equal(excerpt.rows.map(({ parts }) => parts.map(([text]) => text).join("")).join(), "ab");
});

const HOSTILE = {
  "a null": ["\u0000", "␀"],
  ANSI: ["\u001b[31m", "␛[31m"],
  delete: ["\u007f", "␡"],
  "a C1 control": ["\u0085", "⟨U+0085⟩"],
  "right-to-left override": ["\u202e", "⟨U+202E⟩"],
  "an isolate": ["\u2066", "⟨U+2066⟩"],
  "a direction mark": ["\u200f", "⟨U+200F⟩"],
  "a zero width space": ["\u200b", "⟨U+200B⟩"],
  "a byte order mark": ["\ufeff", "⟨U+FEFF⟩"],
  "a soft hyphen": ["\u00ad", "⟨U+00AD⟩"],
  "a lone high surrogate": ["\ud83d", "\ufffd"],
  "a lone low surrogate": ["\ude00", "\ufffd"],
  "a line separator": ["\u2028", "⟨U+2028⟩"],
  "a noncharacter": ["\uffff", "⟨U+FFFF⟩"],
  "a hangul filler": ["\u3164", "⟨U+3164⟩"],
  "a bell": ["\u0007", "␇"],
  "an emoji": ["😀", "😀"],
  "a tab": ["\t", "\t"],
  markup: ["<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"],
  Hebrew: ["שלום", "שלום"],
};

for (const [what, [text, expected]] of Object.entries(HOSTILE)) {
  test("shown so that it can be seen and does nothing: " + what, () => {
    assert.equal(visible("a" + text + "b"), "a" + expected + "b");
    const { rows } = excerptOf([{ n: 1, text: "a" + text + "b" }], [seen("s", [1, 0, 1])]);
    assert.equal(rows[0].parts.map(([part]) => part).join(""), "a" + expected + "b");
  });
}

test("a mark that splits a pair of surrogates leaves no exception", () => {
  const { rows } = excerptOf([{ n: 1, text: "a😀b" }], [seen("s", [1, 0, 2])]);
  assert.equal(rows[0].parts.length >= 2, true);
});
