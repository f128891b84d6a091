// Why: before a value begins it may be wrapped: in a type, in emphasis, in brackets, in quotes. Here is where it
// begins and what encloses it. It must not know which name stands before it, nor whether it is a secret.

import { quoteEnd } from "./ends.mjs";

/** Tags that stand within a line. */
export const INLINE = "(?:b|i|u|em|strong|code|tt|kbd|samp|mark|span|pre|br)";

/** What makes a list: `new[]`, `array`, `List.of`, `vec!`. */
const LIST_OF =
  "(?:new[ \\t]*)?(?:\\w{0,20}\\[\\]|" +
  "(?:\\w{1,20}\\.)?(?:array|list|set|vec|tuple|of|asList)\\w{0,3}!?)";

/** Between the name's sign and the value: what belongs to the name, a type, a line's end, a tag. */
const BEFORE = new RegExp(
  [
    "(?:\\*\\*|__)(?=[ \\t])", // closes the emphasis that the name began
    "[ \\t]+",
    "!!\\w{1,20}[ \\t]+",
    "&[\\w-]{1,40}[ \\t]+(?=[^\\s&])",
    "\\r?\\n[ \\t]*(?=[\"'[])",
    `</?${INLINE}\\b[^<>\\n]{0,80}>(?=[^<])`,
    `${LIST_OF}[ \\t]*(?=[([{]\\s{0,40}["'\`])`,
  ].join("|"),
  "iy",
);
const EMPHASIS = /(\*{1,3}|_{1,2}|~~)(?=[^\s*_~])([^\n]{1,200}?)\1(?=[\s.,;:!?)\]}<"'|]|$)/y;
const BRACKETS = new RegExp(
  [
    "[([{<]{1,2}\\s{0,40}(?=(?:[a-z]{1,2}|[@$])?[\"'`])",
    "[([](?=[^\\n()[\\]{}\"'=]{1,200},[^\\n]{0,200}[)\\]])", // a list
    "[([<]{1,2}(?=[^\\s)\\]>]{1,400}[)\\]>](?![\\p{L}\\d]))",
  ].join("|"),
  "iuy",
);
/** Three quotes may stand around several lines, two within one. */
const IN_QUOTES = [
  /(?<open>(["'`])\2\2)(?:(?!\2\2\2)[^]){0,4000}\2\2\2/y,
  /(?<open>(["'`])\2)(?=[\p{L}\d])[^\n]{1,400}?\2\2/uy,
];
const PREFIX = /(?:[fbruFBRU]{1,2}|[@$]{1,2}|[NL])(?=["'`])/y;

/**
 * Where the value behind a sign begins.
 * @returns {{open: number, from: number, to: number, quote: string}} from `open` to `from` stand its brackets;
 *   to `to` goes its emphasis, if it has any; `quote` is its own, or ""
 */
export function wrappingAt(plain, at) {
  const first = afterAll(BEFORE, plain, at);
  const emphasis = foundAt(EMPHASIS, plain, first);
  const open = emphasis ? first + emphasis[1].length : after(/\*\*(?!\*)|__(?!_)/y, plain, first);
  const to = emphasis ? open + emphasis[2].length : open;
  const from = after(PREFIX, plain, after(BRACKETS, plain, open));
  return { open, from, to, quote: /["'`]?/.exec(plain.charAt(from))[0] };
}

function foundAt(pattern, plain, at) {
  pattern.lastIndex = at;
  return pattern.exec(plain);
}

/** The place behind what is found, or the same. */
function after(pattern, plain, at) {
  return at + (foundAt(pattern, plain, at)?.[0].length ?? 0);
}

function afterAll(pattern, plain, at) {
  const next = after(pattern, plain, at);
  return next > at ? afterAll(pattern, plain, next) : at;
}

/** [from, to] of what stands in the quotes that open at `at`, be they single, double or triple. */
export function insideQuotes(sheet, at) {
  const { plain, level } = sheet;
  for (const pattern of IN_QUOTES) {
    const found = foundAt(pattern, plain, at);
    const run = found?.groups.open.length;
    if (found) return [at + run, at + found[0].length - run];
  }
  const from = after(/(["'`])(?:\1\1)?/y, plain, at);
  return [from, quoteEnd(sheet, from, plain[at], level[at])];
}
