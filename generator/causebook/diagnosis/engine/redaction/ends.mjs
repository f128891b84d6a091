// Why: where a value ends depends on what it stands in: quotes, a query, a line, a cell. What is
// wrapped deeper than the name belongs to the value and never ends it. It must not know whether it
// is a secret.

import { pattern } from "./patterns.mjs";

/** @import { Unfolded } from "./types.d.ts" */
/**
 * @typedef {(unfolded: Unfolded, from: number, depth: number) => number} End of a value that begins
 * at `from`
 */

const LOOK = 400; // characters within which a value of several words must end
const CELL_LONGEST = 4000;
const NEW_NAME = "[\\w .-]{1,38}[\"']?[=:]";
/** What begins behind a blank: a comment, another name, a bracket, a flag. */
const BEGINNINGS = ["[#|]", "\\/\\/", "[\\w.-]{1,34}[\"'\\]]{0,2}[=:][^/]", "[([{]", "-{1,2}[a-z]"];
/** What may end a value of several words; the last is a line feed, which counts by its depth. */
const CLAUSE_ENDS = pattern("gi", [
  /["`<>]/,
  `[ \\t](?=[ \\t]{0,20}(?:${BEGINNINGS.join("|")}))`,
  `[,;](?=$|\\s|${NEW_NAME})`,
  /[)\]}'](?=$|[\s,;.:)\]}"'=])/,
  /&(?=[\w.-]{1,38}=)/,
  /\r?\n/,
]);
const WORD_ENDS = /[\s"'`<>|&,;()[\]{}]/g; // what may end a word, or opens a bracket within it
const QUOTE_ENDS = /["'`\\\n]/g;
const QUERY_ENDS = /[&\s"'`<>#]|\)(?=$|[\s.,;:])/g;
/** @type {Record<string, string>} */
const CLOSERS = { "(": ")", "[": "]", "{": "}" };
const OPENERS = Object.fromEntries(Object.entries(CLOSERS).map((pair) => pair.reverse()));

/**
 * The index of the quote that closes the value which begins at `from`, or of the line's end.
 * @param {Unfolded} unfolded
 * @param {number} from
 * @param {string} quote
 * @param {number} depth
 */
export function quoteEnd(unfolded, from, quote, depth) {
  const { plain, level } = unfolded;
  let at = nextOf(QUOTE_ENDS, plain, from);
  for (; at < plain.length; at = nextOf(QUOTE_ENDS, plain, at + 1)) {
    if (plain[at] === "\n" && level[at] === 0) return lineEnd(unfolded, from, 0);
    const isQuote = plain[at] === quote && level[at] <= depth;
    const isDouble = isQuote && isDoubled(unfolded, at, from, depth);
    if (isQuote && !isDouble) return at;
    if (isDouble || isEscape(unfolded, at, depth)) at += 1;
  }
  return plain.length;
}

/** @type {(unfolded: Unfolded, at: number, depth: number) => boolean} */
function isEscape({ plain, level }, at, depth) {
  const isBackslash = plain[at] === "\\" && level[at] === 0 && depth === 0;
  return isBackslash && /[\\"]/.test(plain.charAt(at + 1));
}

/**
 * A quote that is written twice belongs to the value, unless both of them end it.
 * @type {(unfolded: Unfolded, at: number, from: number, depth: number) => boolean}
 */
function isDoubled({ plain, level }, at, from, depth) {
  const isTwice = at > from && plain[at + 1] === plain[at] && level[at + 1] <= depth;
  return isTwice && /[^\s,;:)\]}]/.test(plain.charAt(at + 2));
}

/**
 * The end of the line, where line feeds wrapped up to `depth` count.
 * @type {End}
 */
export function lineEnd({ plain, level }, from, depth) {
  let at = plain.indexOf("\n", from);
  while (at >= 0 && level[at] > depth) at = plain.indexOf("\n", at + 1);
  if (at < 0) return Math.max(from, plain.length);
  return plain[at - 1] === "\r" ? at - 1 : at;
}

/**
 * The end of one word: what may stand in a secret ends it only where something new begins.
 * @param {Unfolded} unfolded
 * @param {number} from
 * @param {number} depth
 * @param {number} [longest]
 */
export function wordEnd({ plain, level }, from, depth, longest = Infinity) {
  const stop = Math.min(plain.length, from + longest);
  /** @type {string[]} */
  const open = [];
  let at = nextOf(WORD_ENDS, plain, from);
  for (; at < stop; at = nextOf(WORD_ENDS, plain, at + 1)) {
    const char = plain[at];
    if (level[at] > depth) continue;
    if (CLOSERS[char]) open.push(CLOSERS[char]);
    else if (char === open.at(-1)) open.pop();
    else if (isWordEnd(plain, at, open.length > 0)) return at;
  }
  return stop;
}

/**
 * The place of the next sign of a kind, or the end.
 * @type {(signs: RegExp, plain: string, from: number) => number}
 */
function nextOf(signs, plain, from) {
  signs.lastIndex = from;
  return signs.exec(plain)?.index ?? plain.length;
}

const BEHIND_CLOSER = /^(?:$|[\s"'`,;.:)\]}|&<=])/;
/**
 * What must follow a sign that may stand in a secret, for it to end a word. @type {Record<string,
 * RegExp>}
 */
const BEHIND = {
  "&": /^(?:[\w.[\]-]{1,38}=|$|[\s"'])/,
  ",": /^(?:$|[\s"'`{[]|[\w.-]{1,38}["']?[=:])/,
  ";": /^(?:$|[\s"'`]|[\w .-]{1,38}=)/,
  ")": BEHIND_CLOSER,
  "]": BEHIND_CLOSER,
  "}": BEHIND_CLOSER,
};

/** @type {(plain: string, at: number, isOpen: boolean) => boolean} */
function isWordEnd(plain, at, isOpen) {
  const char = plain[at];
  const rule = BEHIND[char];
  if (!rule) return true;
  return !(isOpen && OPENERS[char]) && rule.test(plain.slice(at + 1, at + 40));
}

/**
 * The end of a value in a query or a form.
 * @type {End}
 */
export function queryEnd({ plain, level }, from, depth) {
  let at = nextOf(QUERY_ENDS, plain, from);
  while (level[at] > depth) at = nextOf(QUERY_ENDS, plain, at + 1);
  return at;
}

/**
 * The end of a value that may have blanks in it; `from` where it does not end soon.
 * @type {End}
 */
export function clauseEnd({ plain, level }, from, depth) {
  const text = plain.slice(from, from + LOOK + 40);
  CLAUSE_ENDS.lastIndex = 0;
  for (let found = CLAUSE_ENDS.exec(text); found; found = CLAUSE_ENDS.exec(text)) {
    if (found.index >= LOOK) return from;
    const end = from + found.index;
    if (level[end] <= depth && !closesWithin(text, found.index)) return end;
  }
  return text.length < LOOK ? from + text.length : from;
}

/**
 * True for a bracket that closes what was opened in the value.
 * @param {string} text
 * @param {number} at
 */
function closesWithin(text, at) {
  const opener = OPENERS[text[at]];
  if (!opener) return false;
  const before = text.slice(0, at);
  return before.split(opener).length > before.split(text[at]).length;
}

/**
 * The end of a cell of a table.
 * @param {string} plain
 * @param {number} from
 */
export function cellEnd(plain, from) {
  return from + plain.slice(from, from + CELL_LONGEST).search(/\s*(?:\||\r?\n|$)/);
}

/**
 * The end without the blanks and commas before it.
 * @type {(plain: string, from: number, to: number) => number}
 */
export function trimmed(plain, from, to) {
  let end = to;
  while (end > from && /[\s,;]/.test(plain[end - 1])) end -= 1;
  return end;
}
