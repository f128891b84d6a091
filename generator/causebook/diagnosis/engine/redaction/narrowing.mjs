// Why: not all of a value is secret. Before it may stand the scheme that it belongs to, and a list
// of named values keeps its names. Here is what of a value goes. It must not know how the value was
// found.

import { isCode } from "./code.mjs";
import { compact } from "./naming.mjs";
import { foundAt, pattern } from "./patterns.mjs";
import { isCommonWord, isMask, isSentence, mayBeSecret } from "./values.mjs";

/** @import { NamesByWord } from "../../contract.d.ts" */
/** @import { Context, Passage, Span, Unfolded, Value } from "./types.d.ts" */

const ANY_SCHEME = /[A-Z][\w-]{2,20}/;
const NEXT_LINE = /[ \t]{0,9}\r?\n[ \t]{1,20}(?=[^\s:]{6,}(?:\s|$))/y;
const NAMED_VALUE = /^\s{0,9}(?<name>[^=]{0,200})(?<sign>=?)/;

/**
 * A pattern for the words before a value that stay: those of the book, or one that looks like a
 * scheme.
 * @param {NamesByWord} [schemes]
 */
export function schemePattern(schemes) {
  return pattern("i", "^(?:", [...wordsOf(schemes), ANY_SCHEME], "[ \\t]+){1,2}(?=\\S)");
}

/** @param {NamesByWord} [names] */
function wordsOf(names = {}) {
  return Object.values(names).flat().join(", ").split(", ").filter(Boolean);
}

/**
 * What of a value goes.
 * @type {(unfolded: Unfolded, value: Value, context: Context) => Span[]}
 */
export function narrowed({ plain }, value, context) {
  if (value.isList) return listed(plain, value, context);
  return value.isLine ? withoutScheme(plain, value, context) : [value];
}

/** @type {(plain: string, value: Value, context: Context) => Span[]} */
function withoutScheme(plain, { from, to, word }, context) {
  const value = plain.slice(from, to);
  const text = value.trim();
  if (isScheme(text, context)) return nextLine(plain, to, word);
  const scheme = context.scheme.exec(text)?.[0] ?? "";
  if (isNone(text, scheme, context)) return [];
  const start = from + value.indexOf(text);
  return [{ from: start + scheme.length, to: start + text.length, word }];
}

/**
 * True where no secret stands behind the scheme.
 * @type {(text: string, scheme: string, context: Context) => boolean}
 */
function isNone(text, scheme, context) {
  const rest = text.slice(scheme.length);
  if (isNoValue(rest) || context.naming.known.has(compact(rest))) return true;
  if (scheme && isCommonWord(rest.split(/\s/, 1)[0])) return true;
  return !isScheme(scheme.split(/\s/)[0], context) && isSentence(text, true);
}

/**
 * True for a scheme of the book.
 * @type {(text: string, context: Context) => boolean}
 */
function isScheme(text, { naming: { known } }) {
  return known.get(compact(text))?.scheme !== undefined;
}

/** @param {string} text */
function isNoValue(text) {
  return isMask(text) || isCommonWord(text) || isSentence(text, true) || isCode(text);
}

/**
 * A value that was broken off behind the word before it.
 * @type {(plain: string, at: number, word: string) => Span[]}
 */
function nextLine(plain, at, word) {
  const found = foundAt(NEXT_LINE, plain, at);
  if (!found) return [];
  const from = at + found[0].length;
  return [{ from, to: from + plain.slice(from, from + 9000).search(/\s|$/), word }];
}

/**
 * The values of a list; all of it where it is one value in quotes.
 * @type {(plain: string, value: Value, context: Context) => Span[]}
 */
function listed(plain, value, context) {
  const text = plain.slice(value.from, value.to);
  if (value.isQuoted && !text.includes("=") && isSingle(text, context)) return [value];
  return itemsOf(text, value.from).flatMap((item) => itemSpan(item, value.word, context));
}

/** @type {(text: string, context: Context) => boolean} */
function isSingle(text, { attributes, naming: { known } }) {
  const isName = attributes.has(text.toLowerCase()) || known.has(compact(text));
  return !isName && mayBeSecret(text);
}

/** @type {(text: string, from: number) => Passage[]} */
function itemsOf(text, from) {
  let at = from;
  return text.split(";").map((item) => {
    const start = at;
    at += item.length + 1;
    return { text: item, from: start };
  });
}

/** @type {(item: Passage, word: string, context: Context) => Span[]} */
function itemSpan({ text, from }, word, { attributes }) {
  const head = NAMED_VALUE.exec(text);
  const { name = "", sign = "" } = head?.groups ?? {};
  if (!head || !sign || attributes.has(name.trim().toLowerCase())) return [];
  const start = head[0].length;
  return isMask(text.slice(start)) ? [] : [{ from: from + start, to: from + text.length, word }];
}
