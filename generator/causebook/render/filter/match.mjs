// Why: says which lines of an index fit what was typed or pasted. A pasted line differs from ours
// in ids, times and hosts, so what no line of the index says counts for nothing, and a word with
// digits only ever speaks for a line. It must not know the DOM.

/** @import { Found, Index, Said } from "./types.d.ts" */

const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]|[\p{L}\p{N}_]+/gu;
const LONGEST = 10_000; // characters of a paste that are read
const ENOUGH = 0.55; // part of a line, or of what was typed, that must be the same
const MOST = 30;

/**
 * The words of a text, small and without their accents.
 * @param {string} text
 * @returns {string[]}
 */
export function wordsOf(text) {
  const plain = text.slice(0, LONGEST).normalize("NFKD").replace(/\p{M}/gu, "");
  return plain.toLowerCase().match(WORD) ?? [];
}

/**
 * What is known of the lines of an index: in which of them each word is.
 * @param {string[]} lines
 * @returns {Index}
 */
export function makeIndex(lines) {
  const rows = lines.map((line) => new Set(wordsOf(line)));
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const row of rows) for (const word of row) counts.set(word, (counts.get(word) ?? 0) + 1);
  /** @param {string} word */
  const weigh = (word) => Math.log(1 + rows.length / (counts.get(word) ?? rows.length));
  return { rows, weights: new Map([...counts.keys()].map((word) => [word, weigh(word)])) };
}

/**
 * The lines that fit, the best first, by their places; all of them where nothing was said.
 * @param {Index} index
 * @param {string} text
 * @returns {number[]}
 */
export function fitting(index, text) {
  const said = saidOf(index, text);
  const found = index.rows.map((row, place) => ({ place, ...fit(index, row, said) }));
  return found
    .filter(({ part }) => part >= ENOUGH)
    .sort((a, b) => b.shared * b.part - a.shared * a.part || a.place - b.place)
    .slice(0, MOST)
    .map(({ place }) => place);
}

/**
 * The words of the index that were said, and those that the last one may be the beginning of.
 * @param {Index} index
 * @param {string} text
 * @returns {Said}
 */
function saidOf(index, text) {
  const words = wordsOf(text);
  const whole = words.filter((word) => index.weights.has(word));
  const last = words.at(-1) ?? "";
  const isOpen = last.length > 1 && /[\p{L}\p{N}_]$/u.test(text);
  const begun = isOpen ? [...index.weights.keys()].filter((word) => word.startsWith(last)) : [];
  const one = begun.slice(0, whole.includes(last) ? 0 : 1);
  return { words: new Set([...whole, ...begun]), weight: sum(index, [...new Set(whole), ...one]) };
}

/**
 * How much of a line was said, and how much of what was said the line has.
 * @param {Index} index
 * @param {Set<string>} row
 * @param {Said} said
 * @returns {Omit<Found, "place">}
 */
function fit(index, row, { words, weight }) {
  const shared = sum(
    index,
    [...row].filter((word) => words.has(word)),
  );
  const stable = [...row].filter((word) => words.has(word) || !/\d/.test(word));
  const smaller = Math.min(sum(index, stable), weight);
  return { shared, part: smaller > 0 ? Math.min(1, shared / smaller) : 0 };
}

/**
 * @param {Index} index
 * @param {string[]} words
 */
function sum({ weights }, words) {
  return words.reduce((all, word) => all + (weights.get(word) ?? 0), 0);
}
