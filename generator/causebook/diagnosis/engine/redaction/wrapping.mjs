// Why: before a value begins it may be wrapped: in a type, in emphasis, in brackets, in quotes.
// Here is where it begins and what encloses it. It must not know which name stands before it, nor
// whether it is a secret.

import { quoteEnd } from "./ends.mjs";
import { behind, foundAt, pattern } from "./patterns.mjs";

/** @import { Unfolded, Wrapping } from "./types.d.ts" */

/** Tags that stand within a line. */
export const INLINE = "(?:b|i|u|em|strong|code|tt|kbd|samp|mark|span|pre|br)";

/** What makes a list: `new[]`, `array`, `List.of`, `vec!`. */
const LIST_OF = [
  "(?:new[ \\t]*)?(?:\\w{0,20}\\[\\]",
  "(?:\\w{1,20}\\.)?(?:array|list|set|vec|tuple|of|asList)\\w{0,3}!?)",
].join("|");

/** Between the name's sign and the value: what belongs to the name, a type, a line's end, a tag. */
const BEFORE = pattern("iy", [
  /(?:\*\*|__)(?=[ \t])/, // closes the emphasis that the name began
  /[ \t]+/,
  /!!\w{1,20}[ \t]+/,
  /&[\w-]{1,40}[ \t]+(?=[^\s&])/,
  /\r?\n[ \t]*(?=["'[])/,
  `</?${INLINE}\\b[^<>\\n]{0,80}>(?=[^<])`,
  `${LIST_OF}[ \\t]*(?=[([{]\\s{0,40}["'\`])`,
]);
const EMPHASIS_SIGN = /(?<sign>\*{1,3}|_{1,2}|~~)(?=[^\s*_~])/;
const EMPHASIS = pattern(
  "y",
  EMPHASIS_SIGN,
  "(?<value>[^\\n]{1,200}?)\\k<sign>",
  /(?=[\s.,;:!?)\]}<"'|]|$)/,
);
const EMPHASIS_OPEN = /\*\*(?!\*)|__(?!_)/y;
const BRACKETS = pattern("iuy", [
  /[([{<]{1,2}\s{0,40}(?=(?:[a-z]{1,2}|[@$])?["'`])/,
  /[([](?=[^\n()[\]{}"'=]{1,200},[^\n]{0,200}[)\]])/, // a list
  /[([<]{1,2}(?=[^\s)\]>]{1,400}[)\]>](?![\p{L}\d]))/u,
]);
/** Three quotes may stand around several lines, two within one. */
const IN_QUOTES = [
  /(?<open>(["'`])\2\2)(?:(?!\2\2\2)[\s\S]){0,4000}\2\2\2/y,
  /(?<open>(["'`])\2)(?=[\p{L}\d])[^\n]{1,400}?\2\2/uy,
];
const QUOTES = /(["'`])(?:\1\1)?/y;
const PREFIX = /(?:[fbruFBRU]{1,2}|[@$]{1,2}|[NL])(?=["'`])/y;

/**
 * Where the value behind a sign begins: its brackets stand from `open` to `from`, its emphasis goes
 * to `to`.
 * @param {string} plain
 * @param {number} at
 * @returns {Wrapping}
 */
export function wrappingAt(plain, at) {
  const first = behindAll(BEFORE, plain, at);
  const { sign = "", value = "" } = foundAt(EMPHASIS, plain, first)?.groups ?? {};
  const open = sign ? first + sign.length : behind(EMPHASIS_OPEN, plain, first);
  const from = behind(PREFIX, plain, behind(BRACKETS, plain, open));
  const quote = /^["'`]/.test(plain.charAt(from)) ? plain[from] : "";
  return { open, from, to: open + value.length, quote };
}

/** @type {(sought: RegExp, plain: string, at: number) => number} */
function behindAll(sought, plain, at) {
  let end = at;
  for (let next = behind(sought, plain, end); next > end; next = behind(sought, plain, end))
    end = next;
  return end;
}

/**
 * [from, to] of what stands in the quotes that open at `at`, be they single, double or triple.
 * @param {Unfolded} unfolded
 * @param {number} at
 */
export function insideQuotes(unfolded, at) {
  const { plain, level } = unfolded;
  for (const sought of IN_QUOTES) {
    const found = foundAt(sought, plain, at);
    if (!found?.groups) continue;
    const run = found.groups.open.length;
    return [at + run, at + found[0].length - run];
  }
  const from = behind(QUOTES, plain, at);
  return [from, quoteEnd(unfolded, from, plain[at], level[at])];
}
