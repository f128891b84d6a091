// Why: in a table the name of a secret stands far from it, at the top of the column. Only the place
// tells what belongs together. It must not know any name.

import { compact } from "./naming.mjs";
import { isCount, mayBeSecret } from "./values.mjs";

/** @import { Naming, Passage, Span, Unfolded } from "./types.d.ts" */
/**
 * @typedef {{ words: Array<string | undefined>, between: RegExp }} Head the word shown for each
 * column
 */

const RULE = /^[\s|:+=_-]+$/;
const NO_HEAD = /[{}=<>]|:\s/;
const BETWEEN = [/[ \t]*\|[ \t]*/g, /\t/g, /[ \t]*;[ \t]*/g, /[ \t]*,[ \t]*/g, /[ \t]{2,}/g];
const LINE_LONGEST = 4000;
const HEAD_LONGEST = 60;
const COMPOUND_LEAST = 5;

/**
 * The secrets in columns whose head is the name of one.
 * @param {Unfolded} unfolded
 * @param {Naming} naming
 */
export function columnSecrets({ plain }, { known }) {
  /** @type {Span[]} */
  const secrets = [];
  /** @type {Head | null} */
  let head = null;
  for (const line of linesOf(plain)) {
    const cells = head ? cellsOf(line, head.between) : [];
    const isRule = RULE.test(line.text);
    if (head && cells.length === head.words.length && !isRule)
      secrets.push(...secretsOf(cells, head));
    else if (!head || !isRule) head = headOf(line, known);
  }
  return secrets;
}

/**
 * @param {string} plain
 * @returns {Generator<Passage>}
 */
function* linesOf(plain) {
  for (let from = 0; from <= plain.length;) {
    const end = plain.indexOf("\n", from);
    const to = end < 0 ? plain.length : end;
    const text = plain.slice(from, Math.min(to, from + LINE_LONGEST));
    yield { text: text.replace(/\r$/, ""), from };
    from = to + 1;
  }
}

/** @type {(line: Passage, between: RegExp) => Passage[]} */
function cellsOf({ text, from }, between) {
  /** @type {Passage[]} */
  const cells = [];
  let at = 0;
  for (const found of text.matchAll(between)) {
    if (isInQuotes(text, at, found.index)) continue;
    cells.push({ text: text.slice(at, found.index), from: from + at });
    at = found.index + found[0].length;
  }
  return [...cells, { text: text.slice(at), from: from + at }];
}

/** @type {(text: string, from: number, to: number) => boolean} */
function isInQuotes(text, from, to) {
  return text[from] === '"' && text.slice(from, to).split('"').length % 2 === 0;
}

/** @type {(line: Passage, known: Naming["known"]) => Head | null} */
function headOf(line, known) {
  const between = NO_HEAD.test(line.text) ? undefined : betweenOf(line.text);
  if (!between) return null;
  const cells = cellsOf(line, between);
  if (cells.length < 2 || cells.some(({ text }) => text.length > HEAD_LONGEST)) return null;
  const words = cells.map(({ text }) => columnWord(text, known));
  return words.some(Boolean) ? { words, between } : null;
}

/** @param {string} text */
function betweenOf(text) {
  return BETWEEN.find((between) => text.search(between) >= 0);
}

/**
 * The word that is shown for the values of a column with such a head, if they are secrets.
 * @param {string} head
 * @param {Naming["known"]} known
 */
export function columnWord(head, known) {
  const name = head.replace(/["'`*]/g, "").trim();
  const { sure, word, line } = known.get(compact(name)) ?? {};
  return (
    sure ??
    word ??
    line ??
    (compact(head).length >= COMPOUND_LEAST ? lastWord(name, known) : undefined)
  );
}

/** @type {(name: string, known: Naming["known"]) => string | undefined} */
function lastWord(name, known) {
  if (/\s\S+\s\S+\s/.test(name)) return undefined;
  const words = name.replace(/([a-z])([A-Z])/g, "$1 $2").split(/[\s_.-]/);
  return known.get(compact(words.at(-1) ?? ""))?.sure;
}

/** @type {(cells: Passage[], head: Head) => Span[]} */
function secretsOf(cells, { words }) {
  return cells.flatMap((cell, column) => {
    const word = words[column];
    const value = cell.text.replace(/^["'`*]+|["'`*\s]+$/g, "");
    if (!word || !mayBeSecret(value) || isCount(value)) return [];
    const from = cell.from + cell.text.indexOf(value);
    return [{ from, to: from + value.length, word }];
  });
}
