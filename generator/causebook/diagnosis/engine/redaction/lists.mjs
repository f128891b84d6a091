// Why: behind one name may stand several values: the items of a list, the members of a record, the lines of a
// block. Here is where each of them stands; whether it is a secret, the name says.

import { lineEnd } from "./ends.mjs";
import { insideQuotes } from "./wrapping.mjs";

const MOST = 200; // items that are looked at
const BARE_ITEM = /[^,()[\]{}"'`\n]{0,200}/y;
const GAP = /["'`]{0,3}\s{0,80}(,?)\s{0,80}/y;
const BULLET = /(?:[-*+•]|\d{1,3}[.)])[ \t]+/y;
const PROPERTY = "(?:(?:!!\\w{1,20}|&[\\w-]{1,40})[ \\t]+)?";
const BLOCK = new RegExp(
  `[ \\t]*${PROPERTY}[|>](?:[+-]?\\d?|\\d[+-])[ \\t]*(?:#[^\\n]{0,200})?\\r?\\n`,
  "y",
);

/** [{from, to, isQuoted}] of the items of a list whose first one begins at `first`, up to its bracket. */
export function itemsOf(sheet, first) {
  const { plain } = sheet;
  const items = [];
  for (let at = first; items.length < MOST;) {
    const item = itemAt(sheet, at);
    items.push(item);
    GAP.lastIndex = item.to;
    if (!GAP.exec(plain)[1]) break;
    at = GAP.lastIndex;
  }
  return items;
}

function itemAt(sheet, at) {
  if (/["'`]/.test(sheet.plain.charAt(at))) {
    const [from, to] = insideQuotes(sheet, at);
    return { from, to, isQuoted: true };
  }
  BARE_ITEM.lastIndex = at;
  const text = BARE_ITEM.exec(sheet.plain)[0].trimEnd();
  return { from: at, to: at + text.length, isQuoted: false };
}

/** [{from, to}] of the values of a record, or of a list of records with a name and a value each. */
export function membersOf(plain, from) {
  const text = plain.slice(from, from + 20000);
  const isList = /^[ \t]*\[/.test(text);
  const body = text.slice(0, text.search(isList ? /\]|$/ : /\}|$/));
  const member = isList
    ? /\bvalue["'`]?\s{0,9}[:=]>?\s{0,20}(["'`])([^"'`\n]{1,2000})\1/gi
    : /[:=]>?\s{0,20}(["'`])([^"'`\n]{1,2000})\1/g;
  return [...body.matchAll(member)].map((found) => {
    const to = from + found.index + found[0].length - 1;
    return { from: to - found[2].length, to };
  });
}

/** [{from, to}] of a block scalar at `at`, all lines that stand deeper than its name; else null. */
export function blockAt(plain, at, line) {
  BLOCK.lastIndex = at;
  if (!BLOCK.test(plain)) return null;
  const first = BLOCK.lastIndex;
  const indent = /^[ \t]*/.exec(line.replace(/-(?=[ \t])/g, " "))[0].length;
  const deeper = new RegExp(`(?:[ \\t]*\\r?\\n|[ \\t]{${indent + 1},}[^\\n]*(?:\\n|$))*`, "y");
  deeper.lastIndex = first;
  const [text] = deeper.exec(plain);
  return [{ from: first + text.search(/\S|$/), to: first + text.trimEnd().length }];
}

/** True where a list with an item a line begins. */
export function isBullet(plain, at) {
  BULLET.lastIndex = at;
  return BULLET.test(plain);
}

/** [{from, to}] of the items of a list with one a line, without their quotes. */
export function bulletsOf(sheet, first, depth) {
  const { plain } = sheet;
  const items = [];
  for (let at = first; items.length < MOST && isBullet(plain, at);) {
    const [from, end] = [BULLET.lastIndex, lineEnd(sheet, at, depth)];
    const text = plain.slice(from, end);
    const value = text.trim().replace(/^["']|["']$/g, "");
    if (/:\s/.test(value)) break;
    items.push({ from: from + text.indexOf(value), to: from + text.indexOf(value) + value.length });
    at = end + /^\r?\n?[ \t]*/.exec(plain.slice(end, end + 80))[0].length;
  }
  return items;
}
