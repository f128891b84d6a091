// Why: in a program the name of a secret is followed by an expression more often than by the
// secret: a call, an index, a variable. These say nothing and help. It must not know which name
// stands before them.

import { FIELDS } from "./names.mjs";
import { pattern } from "./patterns.mjs";
import { COMMON } from "./vocabulary.mjs";

const JUDGED = 300; // characters that a judgement rests on
const BEGINNINGS = [
  /process\.env|os\.environ|System\.|this\.|self\./,
  /await |new |typeof |function|lambda|\(\)|=>/,
  /[A-Z][a-z]+-[A-Z][a-z]+/, // a header
  /\$\(|`?\$\{/,
  /\$[A-Za-z_]\w*(?:->|\[|\)|;|,|$)/,
  /!(?:vault|secret|env|Ref|Sub)\b/,
  /@\w+[({]/,
  /&\w+$/,
  /\|\||&&|\?\?/,
];
const BEGINS_CODE = pattern("", "^", BEGINNINGS);
/** What is called or indexed, up to its bracket. */
const CALLED = /^@?[A-Za-z_$][\w$]*(?:(?:\.|::|->)[\w$]+){0,8}[([]/;
const VARIABLE = /^[A-Za-z_$][A-Za-z_$]*(?:\.[A-Za-z_$]+){0,8}$/;
const COMPOUND = /[a-z][A-Z]|[A-Za-z][._$]+[A-Za-z]/;
const LAST_WORD = /[A-Z]*[a-z]*(?=[._$]*$)/;

/**
 * True for a piece of a program: a call, or a variable that is called what a secret is called.
 * @param {string} value
 */
export function isCode(value) {
  const text = value.slice(0, JUDGED).trim();
  return BEGINS_CODE.test(text) || isCall(text) || isVariable(text.replace(/[;,.)]+$/, ""));
}

/**
 * True for a call or an index: behind its bracket no word goes on; where it stays open, more is to
 * come.
 * @param {string} text
 */
function isCall(text) {
  const head = CALLED.exec(text)?.[0];
  if (!head) return false;
  const end = closeOf(text, head.length - 1);
  if (end >= 0) return !/^[\p{L}\d]/u.test(text.slice(end + 1));
  return /^$|["'`,]|[([]$/.test(text.slice(head.length));
}

/**
 * The place of the bracket that closes the one at `at`, or -1.
 * @param {string} text
 * @param {number} at
 */
function closeOf(text, at) {
  const opener = text[at];
  const closer = opener === "(" ? ")" : "]";
  let depth = 0;
  for (let place = at; place < text.length; place += 1) {
    if (text[place] === opener) depth += 1;
    if (text[place] === closer) depth -= 1;
    if (depth === 0) return place;
  }
  return -1;
}

/**
 * True for a variable of several words, the last of which is one about secrets or a field.
 * @param {string} text
 */
function isVariable(text) {
  if (!VARIABLE.test(text) || !COMPOUND.test(text)) return false;
  const last = LAST_WORD.exec(text)?.[0].toLowerCase() ?? "";
  return COMMON.has(last) || FIELDS.has(last);
}
