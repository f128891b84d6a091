// Why: behind one name may stand several values: the items of a list, the members of a record, the
// lines of a block. Here is where each of them stands. It must not know whether it is a secret: the
// name says that.

import { lineEnd } from "./ends.mjs";
import { behind, foundAt, pattern } from "./patterns.mjs";
import { insideQuotes } from "./wrapping.mjs";

/** @import { Range, Unfolded } from "./types.d.ts" */
/** @typedef {Range & { isQuoted: boolean }} Item */

const MOST = 200; // items that are looked at
const RECORD_LONGEST = 20000;
const BARE_ITEM = /[^,()[\]{}"'`\n]{0,200}/y;
const GAP = /["'`]{0,3}\s{0,80}(,?)\s{0,80}/y;
const BULLET = /(?:[-*+•]|\d{1,3}[.)])[ \t]+/y;
const NEXT_LINE = /\r?\n?[ \t]{0,80}/y;
const PROPERTY = "(?:(?:!!\\w{1,20}|&[\\w-]{1,40})[ \\t]+)?";
const BLOCK = pattern(
  "y",
  `[ \\t]*${PROPERTY}[|>](?:[+-]?\\d?|\\d[+-])[ \\t]*`,
  /(?:#[^\n]{0,200})?\r?\n/,
);
const QUOTED = /[:=]>?\s{0,20}(["'`])([^"'`\n]{1,2000})\1/;
const MEMBER = pattern("g", QUOTED);
const LISTED_MEMBER = pattern("gi", /\bvalue["'`]?\s{0,9}/, QUOTED);

/**
 * The items of a list whose first one begins at `first`, up to its bracket.
 * @param {Unfolded} unfolded
 * @param {number} first
 */
export function itemsOf(unfolded, first) {
  /** @type {Item[]} */
  const items = [];
  for (let at = first; items.length < MOST; at = GAP.lastIndex) {
    const item = itemAt(unfolded, at);
    items.push(item);
    if (!foundAt(GAP, unfolded.plain, item.to)?.[1]) break;
  }
  return items;
}

/**
 * @param {Unfolded} unfolded
 * @param {number} at
 * @returns {Item}
 */
function itemAt(unfolded, at) {
  if (/["'`]/.test(unfolded.plain.charAt(at))) {
    const [from, to] = insideQuotes(unfolded, at);
    return { from, to, isQuoted: true };
  }
  const end = behind(BARE_ITEM, unfolded.plain, at);
  const text = unfolded.plain.slice(at, end).trimEnd();
  return { from: at, to: at + text.length, isQuoted: false };
}

/**
 * The values of a record, or of a list of records with a name and a value each.
 * @param {string} plain
 * @param {number} from
 * @returns {Range[]}
 */
export function membersOf(plain, from) {
  const text = plain.slice(from, from + RECORD_LONGEST);
  const isList = /^[ \t]*\[/.test(text);
  const body = text.slice(0, text.search(isList ? /\]|$/ : /\}|$/));
  return [...body.matchAll(isList ? LISTED_MEMBER : MEMBER)].map((found) => {
    const to = from + found.index + found[0].length - 1;
    return { from: to - found[2].length, to };
  });
}

/**
 * The text of a block scalar at `at`: all lines that stand deeper than its name; else null.
 * @param {string} plain
 * @param {number} at
 * @param {string} line before the name
 * @returns {Range | null}
 */
export function blockAt(plain, at, line) {
  const first = behind(BLOCK, plain, at);
  if (first === at) return null;
  const indent = line.replace(/-(?=[ \t])/g, " ").search(/[^ \t]|$/);
  const deeper = `(?:[ \\t]*\\r?\\n|[ \\t]{${indent + 1},}[^\\n]*(?:\\n|$))*`;
  const text = foundAt(pattern("y", deeper), plain, first)?.[0] ?? "";
  return { from: first + text.search(/\S|$/), to: first + text.trimEnd().length };
}

/**
 * True where a list with an item a line begins.
 * @param {string} plain
 * @param {number} at
 */
export function isBullet(plain, at) {
  return foundAt(BULLET, plain, at) !== null;
}

/**
 * The items of a list with one a line, without their quotes.
 * @param {Unfolded} unfolded
 * @param {number} first
 * @param {number} depth
 */
export function bulletsOf(unfolded, first, depth) {
  const { plain } = unfolded;
  /** @type {Range[]} */
  const items = [];
  for (let at = first; items.length < MOST && isBullet(plain, at);) {
    const [begin, end] = [behind(BULLET, plain, at), lineEnd(unfolded, at, depth)];
    const text = plain.slice(begin, end);
    const value = text.trim().replace(/^["']|["']$/g, "");
    if (/:\s/.test(value)) break;
    const from = begin + text.indexOf(value);
    items.push({ from, to: from + value.length });
    at = behind(NEXT_LINE, plain, end);
  }
  return items;
}
