// Why: the same pair of name and value is written in many ways: as JSON in JSON, as HTML, in an
// address, behind carets, with typographic quotes. Unfolded, they are all one notation, so that
// nothing else has to know them. Every character keeps its place in the text and how deep it was
// wrapped.

import { allOf, pattern } from "./patterns.mjs";

/** @import { Unfolded } from "./types.d.ts" */
/**
 * @typedef {[char: string, level: number, offset: number]} Char with its place in what was found
 */
/** @typedef {Unfolded & { length: number, pieces: string[] }} Draft what was unfolded until now */

const LEVEL_PERCENT = 20;
const LEVEL_ENTITY = 30;
/** @type {Record<string, string>} */
const ENTITIES = {
  quot: '"',
  apos: "'",
  amp: "&",
  lt: "<",
  gt: ">",
  nbsp: " ",
  colon: ":",
  equals: "=",
};
/** @type {Record<string, string>} */
const LETTER_ESCAPES = { n: "\n", r: "\n", t: "\t" };
/** What looks like a sign is read as that sign. */
const LOOKALIKES = new Map(
  [
    ['"', "“”„‟«»「」『』"],
    ["'", "‘’‚‛‹›"],
    ["→", "⇒➜➔⟶⟹↦"],
    ["|", "│┃¦║"],
    [" ", "\u00a0\u3000\u2002\u2003\u2009\u202f"],
  ].flatMap(([sign, chars]) => [...chars].map((char) => [char, sign])),
);
const INVISIBLE = [
  "\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u00ad\\ufeff\\u061c\\u180e",
  "\\u0300-\\u036f\\ufe00-\\ufe0f", // … or drawn over the letter before
];
const NOTATIONS = {
  colours: "(?:\\u001b\\[|\\u009b)[0-9;?]{0,20}[@-~]",
  invisible: `[${INVISIBLE.join("")}]`,
  escapedQuote: /[\\^]{1,40}["'`]/,
  escapedLetter: /\\{1,15}(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[nrt])/,
  caret: /\^{1,9}(?=[\\{}:,&|<>%=[\]])/,
  entity: /&(?:quot|apos|amp|lt|gt|nbsp|colon|equals|#\d{2,5}|#[xX][0-9a-fA-F]{2,4});/,
  percent: /(?:%(?:25){0,3}[0-9a-fA-F]{2}){1,60}/,
  fullWidth: /[\uff01-\uff5e]/,
  characterData: /<!\[CDATA\[|\]\]>/,
  lookalike: `[${[...LOOKALIKES.keys()].join("")}]`,
};
const NOTATION = pattern("g", Object.values(NOTATIONS));
const FULL_WIDTH = 0xfee0; // how far a letter of full width stands behind its plain one

/**
 * The text in one notation.
 * @param {string} text
 * @returns {Unfolded}
 */
export function unfold(text) {
  const [at, level] = [new Int32Array(text.length + 1), new Uint8Array(text.length + 1)];
  /** @type {Draft} */
  const draft = { plain: "", pieces: [], length: 0, at, level };
  let done = 0;
  for (const found of allOf(NOTATION, text)) {
    copy(draft, text, done, found.index);
    done = found.index + found[0].length;
    for (const [char, depth, offset] of charsOf(found[0]))
      put(draft, char, depth, found.index + offset);
  }
  copy(draft, text, done, text.length);
  at[draft.length] = text.length;
  return { plain: draft.pieces.join(""), at, level };
}

/** @type {(draft: Draft, text: string, from: number, to: number) => void} */
function copy(draft, text, from, to) {
  if (from === to) return;
  draft.pieces.push(text.slice(from, to));
  for (let index = from; index < to; index += 1) draft.at[draft.length + index - from] = index;
  draft.length += to - from;
}

/** @type {(draft: Draft, char: string, level: number, place: number) => void} */
function put(draft, char, level, place) {
  draft.pieces.push(char);
  for (let index = 0; index < char.length; index += 1) {
    draft.at[draft.length] = place;
    draft.level[draft.length] = level;
    draft.length += 1;
  }
}

/**
 * What one piece of notation stands for; none where it stands for nothing.
 * @param {string} found
 * @returns {Char[]}
 */
function charsOf(found) {
  const [first] = found;
  if (first === "%") return percents(found);
  if (first === "&") return [[entity(found.slice(1, -1)), LEVEL_ENTITY, 0]];
  if (first === "\\" || first === "^") return escaped(found);
  const sign = LOOKALIKES.get(first);
  if (sign) return [[sign, 0, 0]];
  const isWide = first >= "\uff01" && first <= "\uff5e";
  return isWide ? [[String.fromCharCode(first.charCodeAt(0) - FULL_WIDTH), 0, 0]] : [];
}

/** @param {string} name */
function entity(name) {
  if (name[0] !== "#") return ENTITIES[name];
  const isHex = /x/i.test(name[1]);
  const code = isHex ? parseInt(name.slice(2), 16) : Number(name.slice(1));
  return String.fromCharCode(code & 0xffff);
}

/**
 * @param {string} found
 * @returns {Char[]}
 */
function escaped(found) {
  const slashes = found.split("\\").length - 1;
  const rest = found.replace(/^[\\^]+/, "");
  if (rest === "") return [];
  if (/["'`]/.test(rest)) return [[rest, depthOf(slashes), 0]];
  if (slashes % 2 === 0) return asWritten(found);
  const char = LETTER_ESCAPES[rest] ?? String.fromCharCode(parseInt(rest.slice(1), 16));
  return [[char, depthOf(slashes), 0]];
}

/**
 * @param {string} found
 * @returns {Char[]}
 */
function asWritten(found) {
  return [...found].map((char, offset) => [char, 0, offset]);
}

/**
 * A string in a string doubles its backslashes: 1, 3, 7; pairs stand for a backslash of the value.
 * @param {number} slashes
 */
function depthOf(slashes) {
  if (slashes % 2 === 0) return 0;
  return [1, 3, 7, 15].includes(slashes) ? slashes : 1;
}

/**
 * @param {string} found
 * @returns {Char[]}
 */
function percents(found) {
  const bytes = found.match(/%(?:25)*[0-9a-f]{2}/gi) ?? [];
  const text = decoded(bytes.map((byte) => `%${byte.slice(-2)}`).join(""));
  if (text === null) return asWritten(found);
  /** @type {Char[]} */
  const chars = [];
  let [place, next] = [0, 0];
  for (const char of text) {
    chars.push([char, LEVEL_PERCENT + Math.min(3, bytes[next].length), place]);
    const end = next + bytesOf(char);
    for (; next < end; next += 1) place += bytes[next].length;
  }
  return chars;
}

/**
 * The text, or null where the bytes are none.
 * @param {string} bytes
 */
function decoded(bytes) {
  try {
    const text = decodeURIComponent(bytes);
    return [...text].some(isControl) ? null : text;
  } catch {
    return null;
  }
}

/** @param {string} char */
function isControl(char) {
  return char === "\u007f" || (char < " " && !"\t\n\r".includes(char));
}

/** @param {string} char */
function bytesOf(char) {
  return new TextEncoder().encode(char).length;
}
