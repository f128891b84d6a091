// Why: says which rows of an index fit what was typed or pasted. A pasted line differs from ours in
// ids, times and hosts: a word with digits only ever speaks for a line. A row has several lines
// (what was printed, what it means), and fits as well as the best of them. It must not know the
// DOM.

/** @import { Found, Index, Said } from "./types.d.ts" */

const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]|[\p{L}\p{N}_]+/gu;
const LONGEST = 10_000; // characters of a paste that are read
const ENOUGH = 0.55; // part of a line, or of what was said, that must be the same
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
 * What is known of the rows of an index: the words of their lines, and what each word weighs.
 * @param {string[][]} texts the lines of each row
 * @returns {Index}
 */
export function makeIndex(texts) {
  const rows = texts.map((lines) => lines.map((line) => new Set(wordsOf(line))));
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const lines of rows) {
    for (const word of new Set(lines.flatMap((line) => [...line]))) {
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  const weights = new Map([...counts].map(([word, count]) => [word, weigh(rows.length, count)]));
  return { rows, weights, unknown: weigh(rows.length, 1) };
}

/**
 * The weight of a word: the more, the fewer rows have it.
 * @param {number} all
 * @param {number} having
 */
function weigh(all, having) {
  return Math.log(1 + all / having);
}

/**
 * The rows that fit, the best first, by their places.
 * @param {Index} index
 * @param {string} text
 * @returns {number[]}
 */
export function fitting(index, text) {
  const said = saidOf(index, text);
  const found = index.rows.flatMap((lines, place) =>
    lines
      .map((line) => ({ place, ...fit(index, line, said) }))
      .sort(byFit)
      .slice(0, 1),
  );
  return found
    .filter(({ part }) => part >= ENOUGH)
    .sort(byFit)
    .slice(0, MOST)
    .map(({ place }) => place);
}

/**
 * The better fit first, then the line of which more was said, else the earlier row.
 * @param {Found} a
 * @param {Found} b
 */
function byFit(a, b) {
  return b.shared * b.part - a.shared * a.part || b.covered - a.covered || a.place - b.place;
}

/**
 * The words that were said, and those that the last one may be the beginning of.
 * @param {Index} index
 * @param {string} text
 * @returns {Said}
 */
function saidOf(index, text) {
  const all = wordsOf(text);
  const last = all.at(-1) ?? "";
  const isOpen = last.length > 1 && /[\p{L}\p{N}_]$/u.test(text);
  const begun = isOpen ? [...index.weights.keys()].filter((word) => word.startsWith(last)) : [];
  const words = new Set(begun.length ? all.filter((word) => word !== last) : all);
  const least = begun.length ? Math.min(...begun.map((word) => sum(index, [word]))) : 0;
  return { words, begun: new Set(begun), least, weight: sum(index, words) + least };
}

/**
 * How much of a line was said, and how much of what was said the line has.
 * @param {Index} index
 * @param {Set<string>} line
 * @param {Said} said
 * @returns {Omit<Found, "place">}
 */
function fit(index, line, { words, begun, least, weight }) {
  const own = [...line];
  const both = own.filter((word) => words.has(word));
  const shared = sum(index, both) + (own.some((word) => begun.has(word)) ? least : 0);
  const stable = sum(
    index,
    own.filter((word) => words.has(word) || !/\d/.test(word)),
  );
  const smaller = Math.min(stable || weight, weight);
  const part = smaller > 0 ? Math.min(1, shared / smaller) : 0;
  return { shared, part, covered: shared / (sum(index, own) || 1) };
}

/**
 * What words weigh together.
 * @param {Index} index
 * @param {Iterable<string>} words
 */
function sum({ weights, unknown }, words) {
  let all = 0;
  for (const word of words) all += weights.get(word) ?? (/\d/.test(word) ? 0 : unknown);
  return all;
}
